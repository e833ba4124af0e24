"""A sheet of paper on the desk: the sheet, rules, words struck out, and the scale of a wording."""

from __future__ import annotations

import attrs
import pygame
from pygame import Rect

from game.ui import fonts, shapes, theme
from game.ui.layout import Element, Node, Panel, Space
from game.ui.paint import Brush, paint
from game.ui.widgets import Text

STEPS = (35.0, 65.0)
"""Where a wording becomes middle, and where strong."""


@attrs.define
class Paper(Panel):
    """A sheet that holds something, with a double hairline around the text."""

    fill: theme.Colour | None = attrs.field(default=theme.PAPER, kw_only=True)
    radius: float = attrs.field(default=3, kw_only=True)


@attrs.define
class Struck(Text):
    """Words that were struck out."""


@attrs.define
class Rule(Element):
    """A thin line across a sheet."""

    def height(self, space: Space, width: int) -> int:
        return max(1, space.px(1))


@attrs.define
class Scale(Element):
    """Where a wording stands between weak and strong."""

    value: float = 0.0
    ink: theme.Colour = theme.INK

    def height(self, space: Space, width: int) -> int:
        return space.px(14)


@paint.register
def _(element: Paper, node: Node, brush: Brush) -> None:
    px, surface = brush.space.px, brush.surface
    seen = node.rect.clip(surface.get_clip().inflate(0, px(60)))
    shapes.shadow(surface, seen, px(3), px(16))
    shapes.rounded(surface, node.rect, brush.ink(theme.PAPER), px(element.radius))
    for inset in (12, 16):
        shapes.ring(surface, node.rect.inflate(-px(2 * inset), -px(2 * inset)), brush.ink(theme.CREASE), px(2), max(1, px(1)))


@paint.register
def _(element: Struck, node: Node, brush: Brush) -> None:
    paint.dispatch(Text)(element, node, brush)
    step = fonts.line_height(element.style, brush.space.unit)
    for i, line in enumerate(node.lines):
        wide = fonts.width(line, element.style, brush.space.unit)
        top = node.rect.top + i * step + round(step * 0.54)
        brush.surface.fill(brush.ink(element.colour), Rect(node.rect.left, top, wide, max(1, brush.space.px(1))))


@paint.register
def _(element: Rule, node: Node, brush: Brush) -> None:
    brush.surface.fill(brush.ink(theme.CREASE), node.rect)


@paint.register
def _(element: Scale, node: Node, brush: Brush) -> None:
    rect, px, surface = node.rect, brush.space.px, brush.surface
    low, high = rect.left + px(5), rect.right - px(5)
    ink = brush.ink(element.ink)
    surface.fill(brush.ink(theme.CREASE), Rect(low, rect.centery - px(1), high - low, max(2, px(2))))
    for step in STEPS:
        x = low + round((high - low) * step / 100)
        surface.fill(brush.ink(theme.FADED), Rect(x, rect.top + px(2), max(1, px(1)), rect.height - px(4)))
    at = low + round((high - low) * element.value / 100)
    pygame.draw.line(surface, ink, (low, rect.centery), (at, rect.centery), max(2, px(2)))
    shapes.rounded(surface, Rect(at - px(5), rect.centery - px(5), px(10), px(10)), ink, px(5))
