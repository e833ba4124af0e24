"""Golden pictures: screens look as they did when somebody last looked at them."""

from __future__ import annotations

import pictures
import pygame
import pytest

FAR = 24.0
"""How far the mean of a square may move: letters smoothed otherwise move it by less, a missing button by more."""


@pytest.mark.parametrize("screen", pictures.SCREENS)
def test_golden_pictures(screen: str) -> None:
    """A screen looks as its golden picture, square by square; `python tools/pictures.py` draws them anew."""
    stored = pygame.image.load(pictures.GOLDEN / f"{screen}.png")
    assert pictures.moved(stored, pictures.small(screen)) <= FAR


def test_a_missing_button_is_seen() -> None:
    """The comparison is fine enough to see a button that is not there, and coarse enough not to see a pixel."""
    stored = pygame.image.load(pictures.GOLDEN / "title.png")
    changed = stored.copy()
    changed.set_at((30, 30), (255, 255, 255))
    assert pictures.moved(stored, changed) < FAR
    changed.fill((0, 0, 0), (12, 200, 126, 15))
    assert pictures.moved(stored, changed) > FAR
