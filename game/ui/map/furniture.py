"""What stands on the printed map: frames of insets, and the lines from each to the part that it enlarges."""

from __future__ import annotations

import pygame
from pygame import Rect, Surface

from game.ui import fonts, shapes, theme
from game.ui.map.sheet import Pane, Sheet
from game.ui.text import _

EDGE = theme.rgb("#8fb3c8")


def furnish(picture: Surface, sheet: Sheet) -> None:
    """Draw frame, leaders and title of every inset."""
    for pane in sheet.panes:
        if pane.source is not None:
            _inset(picture, sheet, pane, pane.source)


def _inset(picture: Surface, sheet: Sheet, pane: Pane, source: Rect) -> None:
    thick = max(1, round(sheet.unit))
    for one, other in _leaders(source, pane.rect):
        pygame.draw.aaline(picture, theme.mix(theme.GROUND, EDGE, 0.6), one, other)
    shapes.ring(picture, source, theme.mix(theme.GROUND, EDGE, 0.75), round(3 * sheet.unit), thick)
    shapes.ring(picture, pane.rect, EDGE, round(8 * sheet.unit), thick)
    assert pane.view is not None
    words = fonts.rendered(_(pane.view.name), "small", sheet.unit, theme.MUTED)
    ground = words.get_rect(topleft=(pane.rect.left + round(8 * sheet.unit), pane.rect.top + round(5 * sheet.unit)))
    shapes.glass(picture, ground.inflate(round(8 * sheet.unit), 2), theme.GROUND, round(4 * sheet.unit), 190)
    picture.blit(words, ground)


def _leaders(source: Rect, inset: Rect) -> list[tuple[tuple[int, int], tuple[int, int]]]:
    """The two lines between like corners that cross neither rectangle."""
    names = ("topleft", "topright", "bottomright", "bottomleft")
    pairs = [(getattr(source, name), getattr(inset, name)) for name in names]
    return [pair for pair in pairs if not _crosses(pair, source) and not _crosses(pair, inset)]


def _crosses(line: tuple[tuple[int, int], tuple[int, int]], rect: Rect) -> bool:
    return bool(rect.inflate(-4, -4).clipline(line))
