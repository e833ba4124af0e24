"""The outline of one place's land: a bright line with a soft glow, drawn finer than shown and kept."""

from __future__ import annotations

from functools import lru_cache

import numpy as np
import pygame
from pygame import Rect, Surface

from game.ui.map.engraving import finer
from game.ui.map.sheet import Pane, Sheet
from game.ui.map.world import Floats
from game.ui.theme import Colour

Placed = tuple[Surface, tuple[int, int]]


@lru_cache(maxsize=8)
def outline(sheet: Sheet, number: int, colour: Colour) -> tuple[Placed, ...]:
    """For each pane that shows the place: the picture of its outline, and where its corner lies."""
    parts = (_in_pane(sheet, pane, number, colour) for pane in sheet.panes)
    return tuple(part for part in parts if part is not None)


def _uncovered(sheet: Sheet, pane: Pane, placed: Placed) -> Placed:
    """The picture with what lies under an inset left out."""
    picture, corner = placed
    for other in sheet.panes[1:] if pane.source is None else ():
        picture.fill((0, 0, 0, 0), other.rect.move(-corner[0], -corner[1]))
    return placed


def _in_pane(sheet: Sheet, pane: Pane, number: int, colour: Colour) -> Placed | None:
    rings = [pane.px(shape.points) for shape in pane.ground.shapes if shape.place == number and not shape.hole]
    if not rings:
        return None
    room = round(8 * sheet.unit)
    low, high = np.min([r.min(axis=0) for r in rings], axis=0), np.max([r.max(axis=0) for r in rings], axis=0)
    rect = Rect(*np.floor(low), *np.ceil(high - low)).inflate(2 * room, 2 * room).clip(pane.rect)
    if not rect.width or not rect.height:
        return None
    points = [ring - rect.topleft for ring in rings]
    found = _glow(rect, points, colour, sheet.unit)
    found.blit(_traced(rect, points, min(2, finer(rect.size)), colour, 2 * sheet.unit), (0, 0))
    return _uncovered(sheet, pane, (found, rect.topleft))


def _glow(rect: Rect, rings: list[Floats], colour: Colour, unit: float) -> Surface:
    """A broad soft line, drawn coarser than shown."""
    part = 1 / max(2, round(2 * unit))
    soft = pygame.transform.gaussian_blur(_traced(rect, rings, part, colour, 6 * unit), 2)
    soft.fill((255, 255, 255, 120), special_flags=pygame.BLEND_RGBA_MULT)
    return pygame.transform.smoothscale(soft, rect.size)


def _traced(rect: Rect, rings: list[Floats], fine: float, colour: Colour, thick: float) -> Surface:
    """The rings as lines, drawn so many times finer and brought to size if that is more than once."""
    big = Surface((max(1, round(rect.width * fine)), max(1, round(rect.height * fine))), pygame.SRCALPHA)
    big.fill((*colour, 0))
    for ring in rings:
        pygame.draw.lines(big, colour, True, (ring * fine).tolist(), max(1, round(thick * fine)))
    return pygame.transform.smoothscale(big, rect.size) if fine > 1 else big
