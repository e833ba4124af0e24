"""The ring around what the coach speaks of, and the line from the card to it."""

from __future__ import annotations

from math import hypot

import attrs
import pygame
from pygame import Rect

from game.ui import paint, shapes, theme
from game.ui.layout import Element, Node

Spot = tuple[int, int]
AROUND, THICK = 6, 3
LONGEST = 14
"""Units that the line is long at most: it shows where the card speaks to, and crosses nothing on the way."""


@attrs.define
class Pointer(Element):
    """What is pointed at; its node lies where the card is."""

    of: Rect = attrs.field(kw_only=True)


@paint.paint.register
def _(element: Pointer, node: Node, brush: paint.Brush) -> None:
    if not element.of.width:
        return
    px, ink = brush.space.px, brush.ink(theme.ACCENT)
    ring = element.of.inflate(2 * px(AROUND), 2 * px(AROUND)).clip(brush.surface.get_rect())
    start, end = _short(*ends(node.rect, ring), px(LONGEST))
    pygame.draw.line(brush.surface, brush.ink(theme.GROUND), start, end, px(THICK + 4))
    shapes.ring(brush.surface, ring.inflate(2 * px(2), 2 * px(2)), brush.ink(theme.GROUND), px(11), px(THICK + 4))
    pygame.draw.line(brush.surface, ink, start, end, max(2, px(THICK)))
    shapes.ring(brush.surface, ring, ink, px(9), max(2, px(THICK)))


def ends(card: Rect, ring: Rect) -> tuple[Spot, Spot]:
    """The shortest way from the edge of the card to the edge of the ring."""
    x, there_x = _nearest((card.left, card.right), (ring.left, ring.right))
    y, there_y = _nearest((card.top, card.bottom), (ring.top, ring.bottom))
    return (x, y), (there_x, there_y)


def _short(start: Spot, end: Spot, most: int) -> tuple[Spot, Spot]:
    """The last piece of a line, before its end."""
    away = hypot(end[0] - start[0], end[1] - start[1])
    if away <= most:
        return start, end
    share = most / away
    return (round(end[0] + (start[0] - end[0]) * share), round(end[1] + (start[1] - end[1]) * share)), end


def _nearest(one: tuple[int, int], other: tuple[int, int]) -> tuple[int, int]:
    """Along one axis: the middle of what both share, else the two ends that face each other."""
    low, high = max(one[0], other[0]), min(one[1], other[1])
    if low <= high:
        return (low + high) // 2, (low + high) // 2
    return (one[1], other[0]) if one[1] < other[0] else (one[0], other[1])
