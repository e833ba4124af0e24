"""What stands on the printed map: frames of insets, and the lines from each to the part that it enlarges."""

from __future__ import annotations

import pygame
from pygame import Rect, Surface

from game.text import _
from game.ui import fonts, shapes, theme
from game.ui.map.sheet import Pane, Sheet
from game.ui.theme import Colour

Spot = tuple[int, int]
EDGE = theme.rgb("#8fb3c8")


def furnish(picture: Surface, sheet: Sheet) -> None:
    """Draw frame, leaders and title of every inset."""
    for pane in sheet.panes:
        if pane.source is not None:
            _inset(picture, sheet, pane, pane.source)


def _inset(picture: Surface, sheet: Sheet, pane: Pane, source: Rect) -> None:
    thick = max(1, round(sheet.unit))
    for one, other in _leaders(source, pane.rect):
        leader(picture, theme.mix(theme.GROUND, EDGE, 0.6), one, other, thick)
    shapes.ring(picture, source, theme.mix(theme.GROUND, EDGE, 0.75), round(3 * sheet.unit), thick)
    shapes.ring(picture, pane.rect, EDGE, round(8 * sheet.unit), thick)
    _title(picture, sheet.unit, pane)


def _title(picture: Surface, unit: float, pane: Pane) -> None:
    """The name of an inset, on the upper edge of its frame."""
    ground = title_rect(pane, unit)
    shapes.rounded(picture, ground, theme.GROUND, round(5 * unit))
    shapes.ring(picture, ground, EDGE, round(5 * unit), max(1, round(unit)))
    words = fonts.rendered(_name(pane), "small", unit, theme.TEXT)
    picture.blit(words, words.get_rect(center=ground.center))


def title_rect(pane: Pane, unit: float) -> Rect:
    """Where the name of an inset stands, which no label may cover."""
    wide, tall = fonts.width(_name(pane), "small", unit) + round(14 * unit), round(20 * unit)
    return Rect(pane.rect.left + round(10 * unit), pane.rect.top - tall // 2, wide, tall)


def _name(pane: Pane) -> str:
    assert pane.view is not None
    return _(pane.view.name)


def leader(picture: Surface, colour: Colour, one: Spot, other: Spot, thick: int) -> None:
    """A smooth line some pixels thick, as lines side by side."""
    upright = abs(other[1] - one[1]) > abs(other[0] - one[0])
    for k in range(thick):
        x, y = (k, 0) if upright else (0, k)
        pygame.draw.aaline(picture, colour, (one[0] + x, one[1] + y), (other[0] + x, other[1] + y))


def _leaders(source: Rect, inset: Rect) -> list[tuple[Spot, Spot]]:
    """The two lines between like corners that cross neither rectangle."""
    names = ("topleft", "topright", "bottomright", "bottomleft")
    pairs = [(getattr(source, name), getattr(inset, name)) for name in names]
    return [pair for pair in pairs if not _crosses(pair, source) and not _crosses(pair, inset)]


def _crosses(line: tuple[Spot, Spot], rect: Rect) -> bool:
    return bool(rect.inflate(-4, -4).clipline(line))
