"""The triangle: how states divide themselves between three poles, where they came from and where they may go."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise
from math import hypot, sqrt

import attrs
import numpy as np
import pygame
from pygame import Rect, Surface

from game.model.influence import shares
from game.ui import dots, strokes, theme
from game.ui.dots import Corner, Dot, Points, Press
from game.ui.layout import Element, Node, Space
from game.ui.oklab import mixed
from game.ui.paint import Brush, paint
from game.ui.strokes import Disc, Line, Spot, Stroke
from game.ui.theme import Colour

SLOPE = sqrt(3) / 2
"""The height of a triangle whose sides are 1."""
AWAY = 3
"""Between a corner and its name, in units."""
GROUND, DEPTH = 0.36, 160
"""How much of the blend the ground has, and how fine it is worked out."""


def share(points: Points) -> Points:
    """How a state divides itself between the poles, by the model's own rule."""
    return tuple(float(s) for s in shares(np.arctanh(np.array(points) / 100.0)))


@attrs.define
class Triangle(Element):
    """All states between three poles: the first pole above, the second right, the third left."""

    corners: Sequence[Corner] = ()
    dots: Sequence[Dot] = ()
    on: Press = attrs.field(default=None, kw_only=True)

    def height(self, space: Space, width: int) -> int:
        return round(width * SLOPE) + 2 * self._edge(space, width)

    def place(self, space: Space, rect: Rect) -> Node:
        frame = self.frame(space, rect)
        spots = [at(frame, dot.now) for dot in self.dots]
        sequence = sorted(range(len(self.dots)), key=lambda i: (self.dots[i].chosen, -self.dots[i].weight))
        names = [self._corner(space, rect, frame, k) for k in range(len(self.corners))]
        fit = _fit(space, frame)
        marks = [dots.mark(space, self.dots[i], (spots[i],), self.on, fit, self.id) for i in sequence]
        labels = dots.labels(space, self.dots, spots, _inside(rect, names), fit)
        return Node(self, rect, children=[*names, *labels, *marks])

    def frame(self, space: Space, rect: Rect) -> Rect:
        """The box of the triangle itself, as large as the place allows."""
        edge = self._edge(space, rect.width)
        side = max(1, min(rect.width - 2 * space.px(8), round((rect.height - 2 * edge) / SLOPE)))
        box = Rect(0, 0, side, round(side * SLOPE))
        box.center = rect.centerx, rect.centery
        return box

    def _edge(self, space: Space, width: int) -> int:
        """Room for the names of the corners above and below."""
        names = [dots.head(space, corner, True, self.on) for corner in self.corners]
        tall = max((name.height(space, min(name.natural(space), width // 2)) for name in names), default=0)
        return tall + space.px(AWAY)

    def _corner(self, space: Space, rect: Rect, frame: Rect, k: int) -> Node:
        """The name of a pole at its corner."""
        name, away = dots.head(space, self.corners[k], True, self.on, self.id), space.px(AWAY)
        wide = min(name.natural(space), rect.width // 2 - away)
        place = Rect(0, 0, wide, name.height(space, wide))
        spot = _corners(frame)[k]
        if k == 0:
            place.midbottom = round(spot[0]), frame.top - away
            return name.place(space, place.clamp(rect))
        half = Rect(rect.centerx if k == 1 else rect.left, rect.top, rect.width // 2, rect.height)
        place.midtop = round(spot[0]), frame.bottom + away
        return name.place(space, place.clamp(half))

    def hit(self, node: Node, pos: tuple[int, int]) -> str:
        """The power of the corner, or the state whose dot is nearest."""
        return dots.under(node, pos)


def _fit(space: Space, frame: Rect) -> float:
    """How much smaller dots are where the triangle is small."""
    return min(1.0, max(0.7, frame.width / space.px(480)))


def _inside(rect: Rect, names: Sequence[Node]) -> Rect:
    """Where labels may stand: between the names of the corners."""
    top, bottom = names[0].rect.bottom, min(name.rect.top for name in names[1:])
    return Rect(rect.left, top, rect.width, bottom - top)


def _corners(frame: Rect) -> tuple[Spot, Spot, Spot]:
    return (frame.centerx, frame.top), (frame.right, frame.bottom), (frame.left, frame.bottom)


def at(frame: Rect, points: Points) -> Spot:
    """Where alignments lie in the triangle, in pixels."""
    parts, corners = share(points), _corners(frame)
    return sum(p * c[0] for p, c in zip(parts, corners, strict=True)), sum(p * c[1] for p, c in zip(parts, corners, strict=True))


@paint.register
def _(element: Triangle, node: Node, brush: Brush) -> None:
    frame = element.frame(brush.space, node.rect)
    colours = tuple(brush.ink(corner.colour) for corner in element.corners)
    ground = _ground(frame.size, colours, brush.ink(theme.SUNKEN))
    brush.surface.blit(ground, frame, special_flags=pygame.BLEND_PREMULTIPLIED)
    pad = brush.space.px(24)
    whole = frame.inflate(2 * pad, 2 * pad)
    inner = Rect((pad, pad), frame.size)
    drawn = [*_grid(brush, inner), *(stroke for dot in element.dots for stroke in _moves(brush, inner, dot))]
    strokes.draw(brush.surface, whole.topleft, whole.size, drawn)


@lru_cache(maxsize=4)
def _ground(size: tuple[int, int], colours: tuple[Colour, ...], dark: Colour) -> Surface:
    """The blend of the poles' colours, soft, in the shape of the triangle."""
    fine = Surface((DEPTH, DEPTH))
    right, down = np.meshgrid((np.arange(DEPTH) + 0.5) / DEPTH, (np.arange(DEPTH) + 0.5) / DEPTH, indexing="ij")
    first, second = 1.0 - down, right - (1.0 - down) / 2
    parts = np.clip(np.stack([first, second, 1.0 - first - second], axis=-1), 0.0, None)
    parts /= parts.sum(axis=-1, keepdims=True)
    soft = GROUND * mixed(colours, parts) + (1.0 - GROUND) * np.array(dark)
    pygame.surfarray.blit_array(fine, soft.astype(np.uint8))
    picture = Surface(size, pygame.SRCALPHA)
    strokes.draw(picture, (0, 0), size, [strokes.Area(_corners(picture.get_rect()), theme.WHITE)])
    picture.blit(pygame.transform.smoothscale(fine, size), (0, 0), special_flags=pygame.BLEND_RGB_MULT)
    return picture


def _grid(brush: Brush, frame: Rect) -> list[Stroke]:
    """The edge, and for each pole the lines of a third and of two thirds."""
    corners, thin, ink = _corners(frame), max(1.0, brush.space.unit), brush.ink(theme.TEXT)
    lines: list[Stroke] = [Line((*corners, corners[0]), 1.4 * thin, brush.ink(theme.FAINT), 220)]
    for k in range(3):
        apex, others = corners[k], (corners[(k + 1) % 3], corners[(k + 2) % 3])
        for part in (1 / 3, 2 / 3):
            ends = tuple((x + (apex[0] - x) * part, y + (apex[1] - y) * part) for x, y in others)
            lines.append(Line(ends, thin, ink, 34))
    return lines


def _moves(brush: Brush, frame: Rect, dot: Dot) -> list[Stroke]:
    """A state's trail out of the past, and where it may go."""
    parts = (_other, _trail, _band, _ahead, _end)
    return [stroke for part in parts for stroke in part(brush, frame, dot)]


def _other(brush: Brush, frame: Rect, dot: Dot) -> list[Stroke]:
    """Its way in another future, as a grey line to a grey ring."""
    spots, unit, ink = [at(frame, points) for points in dot.other], brush.space.unit, brush.ink(theme.FAINT)
    lines = [Line(tuple(spots), 1.6 * unit, ink, 200)] if len(spots) > 1 else []
    ring = [Disc(spot, size * unit, fill) for spot in spots[-1:] for size, fill in ((6, ink), (4, brush.ink(theme.SUNKEN)))]
    return [*lines, *(Disc(spot, 1.8 * unit, ink) for spot in spots[:-1]), *ring]


def _trail(brush: Brush, frame: Rect, dot: Dot) -> list[Stroke]:
    spots = [at(frame, points) for points in (*dot.past, dot.now)]
    unit, found = brush.space.unit, list[Stroke]()
    for i, (one, other) in enumerate(pairwise(spots)):
        fresh = (i + 1) / (len(spots) - 1)
        found.append(Line((one, other), unit * (1.2 + 1.8 * fresh), dot.fill, round(40 + 160 * fresh)))
        found.append(Disc(one, unit * (1.6 + 1.4 * fresh), dot.fill, round(60 + 160 * fresh)))
    return found


def _band(brush: Brush, frame: Rect, dot: Dot) -> list[Stroke]:
    """The spread as an ellipse: across any direction it is as wide as the 80 % bands of the poles together."""
    if dot.ahead is None or dot.low is None or dot.high is None:
        return []
    around = _ellipse(frame, dot.ahead, dot.low, dot.high)
    ink, alpha = theme.mix(dot.fill, theme.TEXT, 0.35), 120 if dot.chosen or dot.mine else 70
    return [strokes.Area(around, ink, alpha), Line((*around, around[0]), brush.space.unit, ink, alpha + 60)]


def _ellipse(frame: Rect, middle: Points, low: Points, high: Points) -> tuple[Spot, ...]:
    """The outline of the spread, in pixels; with each pole in turn at an end of its band, the others in the middle."""
    moved = [[at(frame, (*middle[:k], end[k], *middle[k + 1 :])) for end in (low, high)] for k in range(len(middle))]
    ends = np.array(moved) - np.array(at(frame, middle))
    half = (ends[:, 1] - ends[:, 0]) / 2
    centre = np.array(at(frame, middle)) + ends.mean(axis=1).sum(axis=0)
    sizes, axes = np.linalg.eigh(half.T @ half)
    turn = np.linspace(0.0, 2 * np.pi, 36, endpoint=False)
    round_ = np.stack([np.cos(turn), np.sin(turn)]) * np.sqrt(np.maximum(sizes, 0.0))[:, None]
    return tuple((float(x), float(y)) for x, y in (axes @ round_).T + centre)


def _ahead(brush: Brush, frame: Rect, dot: Dot) -> list[Stroke]:
    if dot.ahead is None:
        return []
    here, there = at(frame, dot.now), at(frame, dot.ahead)
    if hypot(here[0] - there[0], here[1] - there[1]) < 3 * brush.space.unit:
        return []
    return list(strokes.arrow(here, there, 2 * brush.space.unit, brush.ink(theme.TEXT), 235))


def _end(brush: Brush, frame: Rect, dot: Dot) -> list[Stroke]:
    """Where the state would come to rest, as a faint ring at the end of a thin line."""
    if dot.end is None:
        return []
    unit, there = brush.space.unit, at(frame, dot.end)
    size = dot.size * unit * 0.7 * _fit(brush.space, frame)
    return [
        Line((at(frame, dot.now), there), 1.6 * unit, dot.fill, 200),
        Disc(there, size, dot.fill, 230),
        Disc(there, size - 1.8 * unit, brush.ink(theme.SUNKEN), 170),
    ]
