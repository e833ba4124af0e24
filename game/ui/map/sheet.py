"""Sheet: a chart laid out for one size of window: panes, the surface of ids, and where each place has its middle."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache

import attrs
import numpy as np
import numpy.typing as npt
import pygame
from pygame import Rect, Surface

from game.ui.map.chart import Chart, View
from game.ui.map.ground import Ground, Shape, surveyed
from game.ui.map.invented import EXTENT, invented
from game.ui.map.plane import Plane
from game.ui.map.world import Floats

Bytes = npt.NDArray[np.uint8]
SEA, QUIET, FIRST = 0, 1, 2
"""Ids on the surface: sea, land where nobody plays, and from here on the number of a place."""
WIDEST, TALLEST, CLOSEST, LEAST = 0.30, 0.38, 2.6, 1.25
"""An inset's shares of the free room, the most it may enlarge, and the least that is worth it."""
LEAST_REACH = 6000.0
"""Km to which land is always cut out, so that none is wider than what is cut."""
MARGIN, GAP = 10, 8
"""Units between the rim and what stands on it, and between two of these."""
COARSE = 3
"""Middles are searched on every so manieth unit."""
SPECK = 24
"""Square units of land in view below which a place is shown as a plate."""


@attrs.frozen(eq=False)
class Pane:
    """A rectangle of the window that shows a ground at a scale; an inset knows the rectangle that it enlarges."""

    rect: Rect
    ground: Ground
    scale: float
    origin: tuple[float, float]
    view: View | None
    source: Rect | None = None

    def px(self, km: Floats) -> Floats:
        """Km on the plane as pixels of the window."""
        return km * (self.scale, -self.scale) + self.origin

    def shapes(self) -> Iterator[tuple[Shape, Floats]]:
        """The shapes that reach into the rectangle, with their points in pixels."""
        for shape in self.ground.shapes:
            points = self.px(shape.points)
            if _touches(points, self.rect):
                yield shape, points

    def lines(self, lines: Sequence[Floats]) -> Iterator[Floats]:
        """Those of some lines that reach into the rectangle, in pixels."""
        return (points for points in map(self.px, lines) if _touches(points, self.rect))


@attrs.frozen
class Spot:
    """The middle of what is seen of a place, in pixels, how far it reaches up and down, and the pane that it is in."""

    x: int
    y: int
    half: int
    pane: int


@attrs.frozen(eq=False)
class Sheet:
    """One chart at one size; the first pane is the whole window."""

    chart: Chart
    size: tuple[int, int]
    unit: float
    free: Rect
    panes: tuple[Pane, ...]
    ids: Surface
    cells: Bytes
    """The ids as an array (columns, rows)."""
    spots: dict[int, Spot]

    def at(self, pos: tuple[int, int]) -> int | None:
        """The number of the place under a position."""
        if not self.ids.get_rect().collidepoint(pos):
            return None
        found = self.ids.get_at_mapped(pos) - FIRST
        return found if found >= 0 else None


@lru_cache(maxsize=3)
def sheet_of(chart: Chart, size: tuple[int, int], unit: float, clear: tuple[float, float, float, float]) -> Sheet:
    """The sheet of a chart; `clear` are the units at the left, top, right and bottom that panels cover."""
    free = free_part(size, unit, clear)
    main = _pane(chart, chart.view, Rect((0, 0), size), free)
    ids = Surface(size, depth=8)
    ids.set_palette([(0, 0, 0)] * 256)
    _fill(ids, main)
    panes = [main, *_insets(chart, main, pygame.surfarray.array2d(ids), free, unit)]
    for pane in panes[1:]:
        _fill(ids, pane)
    cells = pygame.surfarray.array2d(ids)
    return Sheet(chart, size, unit, free, tuple(panes), ids, cells, _spots(chart, panes, cells, free, unit))


def free_part(size: tuple[int, int], unit: float, clear: tuple[float, float, float, float]) -> Rect:
    """The part of the window that no panel covers, never less than a third of it either way."""
    left, top, right, bottom = (round(units * unit) for units in clear)
    wide, tall = max(size[0] // 3, size[0] - left - right), max(size[1] // 3, size[1] - top - bottom)
    return Rect(min(left, size[0] - wide), min(top, size[1] - tall), wide, tall)


def _pane(chart: Chart, view: View | None, rect: Rect, free: Rect, source: Rect | None = None) -> Pane:
    """A pane whose view fits in the free part of its rectangle."""
    extent = view.extent if view else EXTENT
    scale = min(free.width / extent[0], free.height / extent[1])
    corners = [(x - free.centerx, y - free.centery) for x in (rect.left, rect.right) for y in (rect.top, rect.bottom)]
    reach = max(float(np.hypot(*corner)) for corner in corners) / scale
    ground = surveyed(chart, Plane(view.centre), max(LEAST_REACH, 1.1 * reach)) if view else invented(chart)
    return Pane(rect, ground, scale, (float(free.centerx), float(free.centery)), view, source)


def _fill(ids: Surface, pane: Pane) -> None:
    """Paint the numbers of a pane's lands."""
    ids.set_clip(pane.rect)
    ids.fill(SEA, pane.rect)
    for shape, points in pane.shapes():
        value = SEA if shape.hole else QUIET if shape.place is None else FIRST + shape.place
        pygame.draw.polygon(ids, value, points.tolist())
    ids.set_clip(None)


def _touches(points: Floats, rect: Rect) -> bool:
    (left, top), (right, bottom) = points.min(axis=0), points.max(axis=0)
    return bool(left < rect.right and right > rect.left and top < rect.bottom and bottom > rect.top)


def _insets(chart: Chart, main: Pane, cells: Bytes, free: Rect, unit: float) -> Iterator[Pane]:
    """The larger views, each in the corner where it covers least of what counts."""
    taken: list[Rect] = []
    sources = [_source(main, view) for view in chart.insets]
    for view, source in zip(chart.insets, sources, strict=True):
        scale = min(WIDEST * free.width / view.extent[0], TALLEST * free.height / view.extent[1], CLOSEST * main.scale)
        if scale < LEAST * main.scale:
            continue
        size = round(view.extent[0] * scale), round(view.extent[1] * scale)
        rect = _corner(size, free, cells, [*taken, *sources], source, unit)
        taken.append(rect)
        yield _pane(chart, view, rect, rect, source)


def _source(main: Pane, view: View) -> Rect:
    """The rectangle on the main map that an inset enlarges."""
    assert main.view is not None
    middle = main.px(Plane(main.view.centre).forward(np.array(view.centre)))
    size = [round(km * main.scale) for km in view.extent]
    rect = Rect((0, 0), size)
    rect.center = round(float(middle[0])), round(float(middle[1]))
    return rect


def _corner(size: tuple[int, int], free: Rect, cells: Bytes, taken: list[Rect], source: Rect, unit: float) -> Rect:
    """Where along the rim a rectangle of some size hides least and lies nearest to what it enlarges."""
    room = free.inflate(-2 * round(MARGIN * unit), -2 * round(MARGIN * unit))
    hides = hiding(cells, free)

    def cost(rect: Rect) -> float:
        overlaps = sum(rect.inflate(2 * GAP, 2 * GAP).colliderect(other) for other in taken)
        far = np.hypot(rect.centerx - source.centerx, rect.centery - source.centery) / free.width
        return 4 * hides(rect) + 10 * overlaps + float(far)

    return min((Rect(spot, size) for spot in rim(room, size)), key=cost)


def hiding(cells: Bytes, free: Rect) -> Callable[[Rect], float]:
    """How much a rectangle would hide: the sum of the parts of all places, and a little of land where nobody plays."""
    cells = cells[free.left : free.right : 3, free.top : free.bottom : 3]
    totals = np.maximum(1, np.bincount(cells.ravel(), minlength=256))
    weights = np.where(np.arange(256) >= FIRST, 1.0, 0.0) / totals
    weights[QUIET] = 0.05 / totals[QUIET]

    def hidden(rect: Rect) -> float:
        x, y = ((max(0, a - b) // 3, max(0, c - b) // 3) for a, c, b in (
            (rect.left, rect.right, free.left), (rect.top, rect.bottom, free.top)))
        return float(weights[cells[slice(*x), slice(*y)]].sum())

    return hidden


def rim(room: Rect, size: tuple[int, int]) -> list[tuple[int, int]]:
    """Where the top left corner of a rectangle can stand along the inner edge of a room."""
    across = [round(x) for x in np.linspace(room.left, max(room.left, room.right - size[0]), 13).tolist()]
    down = [round(y) for y in np.linspace(room.top, max(room.top, room.bottom - size[1]), 13).tolist()]
    return [(x, y) for x in across for y in down if x in (across[0], across[-1]) or y in (down[0], down[-1])]


def _spots(chart: Chart, panes: list[Pane], cells: Bytes, free: Rect, unit: float) -> dict[int, Spot]:
    """The middle of each place that can be seen."""
    step = max(1, round(COARSE * unit))
    numbers = cells[::step, ::step]
    owner = np.zeros_like(numbers)
    for index, pane in enumerate(panes[1:], 1):
        owner[_cells(pane.rect, step)] = index
    homes = np.zeros(256, np.uint8)
    for index, pane in enumerate(panes[1:], 1):
        homes[[FIRST + n for n, p in enumerate(chart.places) if pane.view and p.id in pane.view.places]] = index
    seen = np.zeros_like(numbers)
    seen[_cells(free, step)] = numbers[_cells(free, step)]
    seen[homes[seen] != owner] = SEA
    seen[seen < FIRST] = SEA
    counts = np.bincount(seen.ravel(), minlength=256)
    least = SPECK * unit * unit / step**2
    return {
        number - FIRST: Spot(x * step, y * step, depth * step, int(homes[number]))
        for number, (x, y, depth) in middles(seen).items()
        if counts[number] >= least
    }


def _cells(rect: Rect, step: int) -> tuple[slice, slice]:
    return slice(-(-rect.left // step), rect.right // step), slice(-(-rect.top // step), rect.bottom // step)


def middles(seen: Bytes, most: int = 40) -> dict[int, tuple[int, int, int]]:
    """For each number its innermost cell, and after how many steps its land was worn away, twice as fast across as down."""
    left, found = np.pad(seen, 2), {}
    counts = np.bincount(left.ravel(), minlength=256)
    for depth in range(1, most):
        worn = _worn(left)
        after = np.bincount(worn.ravel(), minlength=256)
        for number in np.flatnonzero((counts > 0) & ((after == 0) | (depth == most - 1))):
            if number:
                found[int(number)] = (*_centre_of(left == number), depth)
        left, counts = worn, after
    return found


def _worn(left: Bytes) -> Bytes:
    """The cells whose neighbours, two across and one down, all have their number."""
    inner = left[2:-2, 1:-1]
    same = (inner == left[4:, 1:-1]) & (inner == left[:-4, 1:-1]) & (inner == left[2:-2, 2:]) & (inner == left[2:-2, :-2])
    worn = np.zeros_like(left)
    worn[2:-2, 1:-1] = inner * same
    return worn


def _centre_of(cells: npt.NDArray[np.bool_]) -> tuple[int, int]:
    """The cell of a set that lies nearest to its middle."""
    spots = np.argwhere(cells)
    nearest = spots[((spots - spots.mean(axis=0)) ** 2).sum(axis=1).argmin()] - 2
    return int(nearest[0]), int(nearest[1])
