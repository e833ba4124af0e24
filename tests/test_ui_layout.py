"""Every screen, at every size and scale: nothing cut, nothing overlapping, everything reachable and legible."""

from __future__ import annotations

import pygame
import pytest
from ui_support import VIEWS, app_of, cases, cut_texts, key, outside, overlaps, pale, shown

from game.ui import focus, theme

CASES = list(cases())


@pytest.mark.parametrize(("size", "scale"), VIEWS)
@pytest.mark.parametrize(("screen_id", "name", "turns"), CASES)
def test_layout(screen_id: str, name: str, turns: int, size: tuple[int, int], scale: float) -> None:
    """No text is cut or broken, nothing lies on anything else, and nothing leaves its box."""
    app = app_of(screen_id, name, turns, size, scale)
    assert cut_texts(app) == []
    assert outside(app.root) == []
    assert overlaps(app.root) == []


@pytest.mark.parametrize(("size", "scale"), VIEWS[:2])
@pytest.mark.parametrize(("screen_id", "name", "turns"), CASES)
def test_tab_reaches_everything(screen_id: str, name: str, turns: int, size: tuple[int, int], scale: float) -> None:
    """Tab goes through every element that can be pressed, once, and each is seen when it has the focus."""
    app = app_of(screen_id, name, turns, size, scale)
    wanted = [node.id for node, _ in app.root.walk() if node.element.focusable]
    assert len(wanted) == len(set(wanted))
    seen = []
    for _ in focus.order(app.root):
        app.step([key(pygame.K_TAB)])
        seen.append(app.focused)
        assert any(part.height for node, part in shown(app.root) if node.id == app.focused), app.focused
    assert set(wanted) <= set(seen)


@pytest.mark.parametrize(("screen_id", "name", "turns"), CASES)
def test_contrast(screen_id: str, name: str, turns: int) -> None:
    """Every text has a contrast of at least 4.5 on its ground."""
    assert pale(app_of(screen_id, name, turns).root) == []


@pytest.mark.parametrize("style", theme.STYLES)
def test_type_is_large_enough(style: str) -> None:
    """No text is smaller than 14 pixels in a window of 720."""
    assert theme.STYLES[style].size >= 14


@pytest.mark.parametrize(("screen_id", "name", "turns"), CASES)
def test_backwards_is_the_way_back(screen_id: str, name: str, turns: int) -> None:
    """Shift+Tab undoes Tab."""
    app = app_of(screen_id, name, turns)
    assert app.root.children
    start = app.focused
    app.step([key(pygame.K_TAB), key(pygame.K_TAB, pygame.KMOD_SHIFT)])
    assert app.focused == start
