"""Parallel axes: one for each pole, where there are not three of them; a state is a line from axis to axis."""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil, floor

import attrs
from pygame import Rect

from game.text import number
from game.ui import dots, strokes, theme
from game.ui.dots import Corner, Dot, Points, Press
from game.ui.layout import Element, Node, Space
from game.ui.paint import Brush, paint
from game.ui.strokes import Disc, Line, Spot, Stroke
from game.ui.widgets import Text

TOP, SIDE, FOOT = 44, 52, 16
NAMES = 160
"""Room for the names of the states right of the last axis, in units."""


@attrs.define
class Axes(Element):
    """All states' alignments, -100 to 100, an axis for each pole; the line across is what a first partner needs."""

    corners: Sequence[Corner] = ()
    dots: Sequence[Dot] = ()
    bar: float = attrs.field(default=0.0, kw_only=True)
    on: Press = attrs.field(default=None, kw_only=True)

    @property
    def span(self) -> Points:
        """The lowest and the highest alignment that the axes show, in steps of 20."""
        known = [points for dot in self.dots for points in (dot.now, dot.ahead, dot.low, dot.high, dot.end) if points]
        values = [value for points in known for value in points]
        low, high = min(-20.0, *values, 0.0), max(self.bar + 5.0, *values, 0.0)
        return 20.0 * floor(low / 20.0), 20.0 * ceil(high / 20.0)

    def height(self, space: Space, width: int) -> int:
        return space.px(420)

    def frame(self, space: Space, rect: Rect) -> Rect:
        """The box from the first axis to the last."""
        wide = max(1, rect.width - space.px(SIDE) - space.px(NAMES))
        tall = max(1, rect.height - space.px(TOP) - space.px(FOOT))
        return Rect(rect.left + space.px(SIDE), rect.top + space.px(TOP), wide, tall)

    def place(self, space: Space, rect: Rect) -> Node:
        frame = self.frame(space, rect)
        sequence = sorted(self.dots, key=lambda dot: (dot.chosen, -dot.weight))
        marks = [dots.mark(space, dot, at(frame, self.span, dot.now), self.on, within=self.id) for dot in sequence]
        ends = [at(frame, self.span, dot.now)[-1] for dot in self.dots]
        room = Rect(frame.right, frame.top, rect.right - frame.right, rect.bottom - frame.top)
        labels = dots.labels(space, self.dots, ends, room)
        return Node(self, rect, children=[*self._heads(space, rect, frame), *self._scale(space, frame), *labels, *marks])

    def _heads(self, space: Space, rect: Rect, frame: Rect) -> list[Node]:
        """The poles' names above their axes; their letters alone where names have no room."""
        step = frame.width // max(1, len(self.corners) - 1)
        named = max(dots.head(space, corner, True, self.on).natural(space) for corner in self.corners) <= step
        found = []
        for corner, axis in zip(self.corners, _axes(frame, len(self.corners)), strict=True):
            name = dots.head(space, corner, named, self.on, self.id)
            wide = name.natural(space)
            place = Rect(axis - wide // 2, rect.top + space.px(4), wide, name.height(space, wide))
            found.append(name.place(space, place.clamp(rect)))
        return found

    def _scale(self, space: Space, frame: Rect) -> list[Node]:
        """The numbers left of the first axis, and what a first partner needs."""
        found, wide = [], space.px(SIDE) - space.px(14)
        low, high = self.span
        for value, colour in ((high, theme.MUTED), (self.bar, theme.WARN), (0.0, theme.MUTED), (low, theme.MUTED)):
            text = Text(number(value), "small", colour, align="right")
            tall = text.height(space, wide)
            top = round(_level(frame, self.span, value)) - tall // 2
            found.append(text.place(space, Rect(frame.left - space.px(SIDE), top, wide, tall)))
        return found

    def hit(self, node: Node, pos: tuple[int, int]) -> str:
        """The power of an axis, or the state whose line is nearest."""
        return dots.under(node, pos)


def _axes(frame: Rect, count: int) -> list[int]:
    return [round(frame.left + frame.width * k / max(1, count - 1)) for k in range(count)]


def _level(frame: Rect, span: Points, points: float) -> float:
    return frame.bottom - (points - span[0]) / (span[1] - span[0]) * frame.height


def at(frame: Rect, span: Points, points: Points) -> list[Spot]:
    """Where alignments cross the axes, in pixels."""
    return [(axis, _level(frame, span, value)) for axis, value in zip(_axes(frame, len(points)), points, strict=True)]


@paint.register
def _(element: Axes, node: Node, brush: Brush) -> None:
    frame = element.frame(brush.space, node.rect)
    inner = frame.move(-node.rect.left, -node.rect.top)
    states = [stroke for dot in element.dots for stroke in _state(dot, inner, element.span, brush)]
    drawn = [*_rules(element, inner, brush), *states]
    strokes.draw(brush.surface, node.rect.topleft, node.rect.size, drawn)


def _rules(element: Axes, frame: Rect, brush: Brush) -> list[Stroke]:
    """The axes, the middle, and the bar of a first partner."""
    unit = brush.space.unit
    found: list[Stroke] = [
        Line(((frame.left, level), (frame.right, level)), unit, brush.ink(colour), alpha)
        for value, colour, alpha in ((0.0, theme.FAINT, 90), (element.bar, theme.WARN, 120))
        for level in (_level(frame, element.span, value),)
    ]
    for corner, axis in zip(element.corners, _axes(frame, len(element.corners)), strict=True):
        found.append(Line(((axis, frame.top), (axis, frame.bottom)), 2 * unit, brush.ink(corner.colour), 200))
    return found


def _state(dot: Dot, frame: Rect, span: Points, brush: Brush) -> list[Stroke]:
    """A state's line, and on each axis where it was and where it may go."""
    unit, here = brush.space.unit, at(frame, span, dot.now)
    lit = dot.chosen or dot.mine
    found: list[Stroke] = [Line(tuple(here), unit * (3 if lit else 2), dot.fill, 255 if lit else 150)]
    for past in (at(frame, span, points) for points in dot.past):
        found += [Disc(spot, 2 * unit, dot.fill, 110) for spot in past]
    for spots in (at(frame, span, points) for points in dot.other[-1:]):
        found += [Line(tuple(spots), unit, brush.ink(theme.FAINT), 200)]
    if dot.low is not None and dot.high is not None:
        ends = zip(at(frame, span, dot.low), at(frame, span, dot.high), strict=True)
        found += [Line((low, high), 7 * unit, dot.fill, 80) for low, high in ends]
    found += [Disc(spot, 4 * unit, dot.fill) for spot in here[:-1]]
    if dot.ahead is not None:
        for one, other in zip(here, at(frame, span, dot.ahead), strict=True):
            found += strokes.arrow(one, other, 2 * unit, brush.ink(theme.TEXT), 235) if abs(one[1] - other[1]) > 3 * unit else ()
    if dot.end is not None:
        rest = at(frame, span, dot.end)
        found += [Line(tuple(rest), unit, dot.fill, 110), *(Disc(spot, 3 * unit, dot.fill, 150) for spot in rest)]
    return found

