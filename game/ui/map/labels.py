"""Where labels stand: near the middle of their land, never over each other, small land left to be seen."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from math import hypot

import attrs
import numpy as np
import numpy.typing as npt
from pygame import Rect

from game.ui.layout import covered
from game.ui.map.furniture import title_rect
from game.ui.map.sheet import FIRST, Sheet, hiding, rim
from game.ui.map.world import Floats

Bytes = npt.NDArray[np.uint8]
STEP, REACH = 7, 21
"""Units between places that are tried, and how many of them to every side."""
APART, BADGE, HEAVIEST = 4, 18, 7
"""Units between labels, across the badge of weight 0, and what weight may add to it."""
STRAYED, FORBIDDEN = 80.0, 1e5
"""The cost from which a badge alone serves better than a label far away, and that of what must not be."""


@attrs.frozen
class Tag:
    """A label to be put: the place's number and its size in pixels."""

    number: int
    size: tuple[int, int]


@attrs.frozen
class Stand:
    """Where a label stands, the middle of its land if that lies beside it, whether it is a plate on the rim, or only a badge."""

    rect: Rect
    foot: tuple[int, int] | None = None
    plate: bool = False
    bare: bool = False
    """Where the map is too full for its words."""

    def moved(self, by: tuple[int, int]) -> Stand:
        """The same somewhere else."""
        foot = (self.foot[0] + by[0], self.foot[1] + by[1]) if self.foot else None
        return attrs.evolve(self, rect=self.rect.move(by), foot=foot)


@lru_cache(maxsize=4)
def stands(sheet: Sheet, tags: tuple[Tag, ...]) -> Mapping[int, Stand]:
    """Where the label or plate of each place stands; powers get the first plates."""
    kinds = [place.kind for place in sheet.chart.places]
    out = sorted((t for t in tags if t.number not in sheet.spots), key=lambda t: (kinds[t.number] != "power", t.number))
    return labels(sheet, [t for t in tags if t.number in sheet.spots], plates(sheet, tuple(out)))


@lru_cache(maxsize=4)
def plates(sheet: Sheet, tags: tuple[Tag, ...]) -> Mapping[int, Stand]:
    """Places that are out of view, along the rim where they cover least, from the bottom left on."""
    found: dict[int, Stand] = {}
    taken = [rect for pane in sheet.panes[1:] for rect in (pane.rect, title_rect(pane, sheet.unit))]
    hides = hiding(sheet.cells, sheet.free)
    for tag in tags:
        rect = _on_rim(sheet, tag.size, taken, hides)
        taken.append(rect)
        found[tag.number] = Stand(rect, plate=True)
    return found


def _on_rim(sheet: Sheet, size: tuple[int, int], taken: list[Rect], hides: Callable[[Rect], float]) -> Rect:
    room = sheet.free.inflate(-round(16 * sheet.unit), -round(16 * sheet.unit))

    def cost(rect: Rect) -> float:
        far = (rect.left - room.left) / room.width + (room.bottom - rect.bottom) / room.height
        return 40 * hides(rect) + 2 * far + FORBIDDEN * _overlap(rect, taken, sheet.unit)

    return min((Rect(spot, size) for spot in rim(room, size)), key=cost)


def _overlap(rect: Rect, taken: Sequence[Rect], unit: float) -> int:
    grown = rect.inflate(2 * round(APART * unit), 2 * round(APART * unit))
    return sum(covered(other, grown) for other in taken)


def labels(sheet: Sheet, tags: Sequence[Tag], standing: Mapping[int, Stand]) -> dict[int, Stand]:
    """Places in view, the smallest first, around what stands already; without words where those have no room."""
    found = dict(standing)
    badge = round((BADGE + HEAVIEST) * sheet.unit)
    for tag in sorted(tags, key=lambda t: (sheet.spots[t.number].half, t.number)):
        kept = _middles(sheet, tag, found, badge)
        taken = [stand.rect for stand in found.values()]
        stand, cost = _beside(sheet, tag, taken, kept)
        if cost >= STRAYED:
            stand = attrs.evolve(_beside(sheet, Tag(tag.number, (badge, badge)), taken, kept)[0], bare=True)
        found[tag.number] = stand
    return {number: _footed(sheet, number, found) for number in found}


def _footed(sheet: Sheet, number: int, found: Mapping[int, Stand]) -> Stand:
    """A stand with its foot moved to where no label covers the land, as near to its middle as can be."""
    stand, step = found[number], max(2, round(3 * sheet.unit))
    if stand.foot is None:
        return stand
    x, y = stand.foot
    own = np.argwhere(sheet.cells[::step, ::step] == number + FIRST) * step
    rects = [other.rect.inflate(step, step) for other in found.values()]
    free = [(a, b) for a, b in own.tolist() if Rect(a, b, 1, 1).collidelist(rects) < 0]
    return attrs.evolve(stand, foot=min(free, key=lambda spot: hypot(spot[0] - x, spot[1] - y), default=stand.foot))


def _beside(sheet: Sheet, tag: Tag, taken: list[Rect], kept: list[Rect]) -> tuple[Stand, float]:
    """The best place of a label that covers nothing that is taken, and little that is kept for others, and what it costs."""
    spot, unit = sheet.spots[tag.number], sheet.unit
    pane = sheet.panes[spot.pane]
    small = 2 * spot.half < 0.9 * tag.size[1]
    steps = np.arange(-REACH, REACH + 1) * STEP * unit
    moved = np.stack(np.meshgrid(steps, steps, indexing="ij"), axis=-1).reshape(-1, 2)
    corners = np.rint(moved + np.array((spot.x, spot.y)) - np.array(tag.size) / 2).astype(int)
    on_own, on_other, astray = _ground(sheet.cells, corners, tag)
    far = np.hypot(*moved.T) / unit
    cost = far + 90 * on_own + 30 * on_other if small else 0.45 * far + 45 * (1 - on_own) + 30 * on_other
    cost += 25 * astray
    cost += 60 * (_crossed(corners, tag.size, kept, 0) > 0)
    cost += FORBIDDEN * max(tag.size) * _outside(corners, tag.size, sheet.free.inflate(-round(8 * unit), -round(8 * unit)))
    cost += 3 * _outside(corners, tag.size, pane.rect) / unit
    insets = sheet.panes[1:]
    others = [*taken, *(title_rect(inset, unit) for inset in insets), *(() if spot.pane else (i.rect for i in insets))]
    cost += FORBIDDEN * _crossed(corners, tag.size, others, round(APART * unit))
    best = int(cost.argmin())
    rect = Rect(corners[best].tolist(), tag.size)
    aside = on_own[best] < 0.35 and not rect.collidepoint(spot.x, spot.y)
    return Stand(rect, (spot.x, spot.y) if aside else None), float(cost[best])


def _ground(cells: Bytes, corners: npt.NDArray[np.intp], tag: Tag) -> tuple[Floats, Floats, Floats]:
    """Which share of a label at each corner lies on its own land and on that of others, and whether its head does the latter."""
    shares = [(x, y) for x in (0.0, 0.33, 0.67, 1.0) for y in (0.1, 0.5, 0.9)]
    at = corners[:, None, :] + np.rint(np.array(shares) * tag.size).astype(int)[None]
    x, y = (np.clip(at[..., k], 0, cells.shape[k] - 1) for k in (0, 1))
    below = cells[x, y]
    own = below == tag.number + FIRST
    other = (below >= FIRST) & ~own
    return own.mean(axis=1), other.mean(axis=1), other[:, 1].astype(float)


def _middles(sheet: Sheet, tag: Tag, taken: Mapping[int, Stand], badge: int) -> list[Rect]:
    """Where the badges of the other places that do not stand yet would have to go."""
    rects = []
    for number, spot in sheet.spots.items():
        if number != tag.number and number not in taken:
            rects.append(Rect(spot.x - badge // 2, spot.y - badge // 2, badge, badge))
    return rects


def _outside(corners: npt.NDArray[np.intp], size: tuple[int, int], room: Rect) -> Floats:
    """How many pixels of a label at each corner stick out of a rectangle."""
    low, high = np.array(room.topleft), np.array(room.bottomright) - size
    over: Floats = (np.maximum(0, low - corners) + np.maximum(0, corners - high)).sum(axis=1).astype(float)
    return over


def _crossed(corners: npt.NDArray[np.intp], size: tuple[int, int], others: Sequence[Rect], apart: int) -> Floats:
    """How many pixels of other rectangles, grown by some pixels, a label at each corner covers."""
    if not others:
        return np.zeros(len(corners))
    left, top, right, bottom = np.array([(r.left - apart, r.top - apart, r.right + apart, r.bottom + apart) for r in others]).T
    (x, y), (wide, tall) = corners.T[..., None], size
    across = np.minimum(x + wide, right) - np.maximum(x, left)
    down = np.minimum(y + tall, bottom) - np.maximum(y, top)
    area: Floats = (np.maximum(across, 0) * np.maximum(down, 0)).sum(axis=1).astype(float)
    return area
