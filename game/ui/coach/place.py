"""Where the card of the coach stands, so that it never hides what it points at."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pygame import Rect

from game.ui.layout import Panel, Space, covered

AWAY, EDGE = 18, 12
STEPS = 8
"""Into how many steps the window is cut to look for a place."""


def beside(space: Space, of: Rect, card: Panel, keep: Sequence[Rect] = ()) -> Rect:
    """A place for the card: off what it points at, then off what can be pressed, then as near as it can be."""
    window = Rect(0, 0, space.width, space.height).inflate(-2 * space.px(EDGE), -2 * space.px(EDGE))
    wide = min(card.natural(space), window.width)
    size = wide, min(window.height, card.height(space, wide))
    return min(_spots(space, of, size, window), key=lambda spot: (covered(of, spot), _cost(space, spot, of, keep)))


def _spots(space: Space, of: Rect, size: tuple[int, int], window: Rect) -> Iterator[Rect]:
    """Beside it on every side, and everywhere else in coarse steps."""
    away, (wide, tall) = space.px(AWAY), size
    for left in (of.left - away - wide, of.left, of.centerx - wide // 2, of.right - wide, of.right + away):
        for top in (of.top - away - tall, of.top, of.centery - tall // 2, of.bottom - tall, of.bottom + away):
            yield Rect((left, top), size).clamp(window)
    for across in range(STEPS + 1):
        for down in range(STEPS + 1):
            corner = (window.width - wide) * across // STEPS, (window.height - tall) * down // STEPS
            yield Rect(corner, size).move(window.topleft)


def _cost(space: Space, spot: Rect, of: Rect, keep: Sequence[Rect]) -> float:
    hidden = sum(covered(keep[i], spot) for i in spot.collidelistall(list(keep))) / space.unit**2
    away = max(spot.left - of.right, of.left - spot.right, 0) + max(spot.top - of.bottom, of.top - spot.bottom, 0)
    return hidden / 10 + away / space.unit
