"""A score on its bar, with the band that reference games reach."""

from __future__ import annotations

import attrs
from pygame import Rect

from game.ui import shapes, theme
from game.ui.layout import Element, Node, Space
from game.ui.paint import Brush, paint


@attrs.define
class Score(Element):
    """Points of 100; behind them par and how far games spread around it, if that is known."""

    points: float = 0.0
    colour: theme.Colour = theme.ACCENT
    par: tuple[float, float] | None = attrs.field(default=None, kw_only=True)
    """Mean and standard deviation."""
    TALL = 18

    def height(self, space: Space, width: int) -> int:
        return space.px(self.TALL)


@paint.register
def _(element: Score, node: Node, brush: Brush) -> None:
    rect, px = node.rect, brush.space.px
    shapes.rounded(brush.surface, rect.inflate(0, -px(8)), brush.ink(theme.SUNKEN), px(3))
    if element.par is not None:
        mean, sd = element.par
        shapes.rounded(brush.surface, _span(rect, mean - sd, mean + sd), brush.ink(theme.LINE), px(3))
    bar = _span(rect, 0, element.points).inflate(0, -px(10))
    shapes.rounded(brush.surface, bar, brush.ink(element.colour), px(3))
    if element.par is not None:
        at = _span(rect, element.par[0], element.par[0])
        brush.surface.fill(brush.ink(theme.TEXT), Rect(at.left - px(1), at.top, max(2, px(2)), at.height))


def _span(rect: Rect, low: float, high: float) -> Rect:
    left, right = (rect.left + round(rect.width * min(100.0, max(0.0, value)) / 100) for value in (low, high))
    return Rect(left, rect.top, max(1, right - left), rect.height)
