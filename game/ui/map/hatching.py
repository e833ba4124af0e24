"""Patterns that tell first partners apart without colour: one for each pole, laid over the land."""

from __future__ import annotations

from functools import lru_cache

import numpy as np
import numpy.typing as npt
import pygame
from pygame import Surface

from game.ui.map.sheet import FIRST, Sheet

Masks = npt.NDArray[np.bool_]


@lru_cache(maxsize=2)
def hatched(sheet: Sheet, hatches: tuple[int | None, ...]) -> Surface:
    """A dark pattern over every place that has a first partner, by the partner's index."""
    found = Surface(sheet.size, pygame.SRCALPHA)
    ids = pygame.surfarray.pixels2d(sheet.ids)
    alpha = pygame.surfarray.pixels_alpha(found)
    for index in sorted({h for h in hatches if h is not None}):
        chosen = np.zeros(256, bool)
        chosen[[FIRST + n for n, h in enumerate(hatches) if h == index]] = True
        alpha[chosen[ids] & pattern(index, sheet.size, sheet.unit)] = 84
    return found


def pattern(index: int, size: tuple[int, int], unit: float) -> Masks:
    """Stripes one way, the other way, dots, flat lines, upright lines, or a grid."""
    x, y = np.arange(size[0])[:, None] / unit, np.arange(size[1])[None, :] / unit
    patterns: tuple[Masks, ...] = (
        (x + y) % 9 < 2,
        ((x % 9 - 4.5) ** 2 + (y % 9 - 4.5) ** 2) < 3.6,
        (x - y) % 9 < 2,
        (y + 0 * x) % 7 < 1.8,
        (x + 0 * y) % 7 < 1.8,
        (x % 9 < 1.6) | (y % 9 < 1.6),
    )
    return patterns[index % len(patterns)]
