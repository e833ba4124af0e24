"""The ring around what the coach speaks of, and the short line from the card to it."""

from __future__ import annotations

from math import hypot

import attrs
import pygame
from pygame import Rect

from game.ui import paint, shapes, theme
from game.ui.layout import Element, Node, Space

Spot = tuple[int, int]
AROUND, THICK, RIM = 2, 2, 1
"""Units from what is pointed at to the outside of the ring, of its line, and of the dark rim on both sides of it."""
LONGEST = 14
"""Units that the line is long at most: it shows where the card speaks to, and crosses nothing on the way."""


@attrs.define
class Pointer(Element):
    """What is pointed at; its node is the ring. The line starts where the card ends, or is left out."""

    line: tuple[Spot, Spot] | None = attrs.field(default=None, kw_only=True)


@paint.paint.register
def _(element: Pointer, node: Node, brush: paint.Brush) -> None:
    px, ink, ground = brush.space.px, brush.ink(theme.ACCENT), brush.ink(theme.GROUND)
    thick, rim = max(2, px(THICK)), px(RIM)
    shapes.ring(brush.surface, node.rect.inflate(2 * rim, 2 * rim), ground, px(10), thick + 2 * rim)
    shapes.ring(brush.surface, node.rect, ink, px(9), thick)
    if element.line:
        pygame.draw.line(brush.surface, ground, *element.line, thick + 2 * rim)
        pygame.draw.line(brush.surface, ink, *element.line, thick)


def around(space: Space, of: Rect) -> Rect:
    """The ring around something, as far as the window goes."""
    wide = 2 * space.px(AROUND)
    return of.inflate(wide, wide).clip(Rect(0, 0, space.width, space.height))


def line(space: Space, card: Rect, ring: Rect) -> tuple[Spot, Spot]:
    """The last piece of the shortest way from the edge of the card to the edge of the ring."""
    x, there_x = _nearest((card.left, card.right), (ring.left, ring.right))
    y, there_y = _nearest((card.top, card.bottom), (ring.top, ring.bottom))
    away = max(1.0, hypot(there_x - x, there_y - y))
    share = min(1.0, space.px(LONGEST) / away)
    return (round(there_x + (x - there_x) * share), round(there_y + (y - there_y) * share)), (there_x, there_y)


def _nearest(one: tuple[int, int], other: tuple[int, int]) -> tuple[int, int]:
    """Along one axis: the middle of what both share, else the two ends that face each other."""
    low, high = max(one[0], other[0]), min(one[1], other[1])
    if low <= high:
        return (low + high) // 2, (low + high) // 2
    return (one[1], other[0]) if one[1] < other[0] else (one[0], other[1])
