"""Every screen, at every size and scale: nothing cut, nothing overlapping, everything reachable and legible."""

from __future__ import annotations

import pygame
import pytest
from pygame import Rect
from ui_support import HARDEST, LAID, VIEWS, app_of, cases, key, misplaced, overlaps, pale, shared, shown

from game.ui import focus, theme
from game.ui.app import App
from game.ui.layout import Column, Element, Gap, Layers, Panel, Space
from game.ui.preferences import Preferences
from game.ui.widgets import Text

CASES = list(cases())
SAMPLE = [(*case, *(VIEWS[7 * i % len(VIEWS)] if i % 2 else HARDEST)) for i, case in enumerate(CASES)]
"""Every second case at the hardest view, the others each at another one; in Russian it is the other way round."""
SCALES = (1.0, 1.5)
"""Where panels stand beside each other, and where they become pages."""


def seen_at(screen_id: str, name: str, turns: int, size: tuple[int, int] = (1280, 720), scale: float = 1.0) -> App:
    """A screen at a view; nothing may be pressed on it."""
    return App(shared(screen_id, name, turns), size, Preferences(scale=scale))


@pytest.mark.parametrize(("screen_id", "name", "turns", "size", "scale"), SAMPLE)
def test_layout(screen_id: str, name: str, turns: int, size: tuple[int, int], scale: float) -> None:
    """No text is cut or broken or pale, nothing lies on anything else, and nothing leaves its box."""
    app = seen_at(screen_id, name, turns, size, scale)
    assert misplaced(app) == ([], [], [])
    assert pale(app.root) == []


@pytest.mark.slow
@pytest.mark.parametrize(("screen_id", "name", "turns"), CASES)
def test_layout_everywhere(screen_id: str, name: str, turns: int) -> None:
    """The same at every size and scale."""
    found = {view: misplaced(seen_at(screen_id, name, turns, *view)) for view in VIEWS}
    assert {view: bad for view, bad in found.items() if any(bad)} == {}


@pytest.mark.parametrize("screen_id", LAID)
def test_layout_of_a_projector(screen_id: str) -> None:
    """What is covered on a projector has room as well."""
    app = app_of(screen_id)
    app.prefs = Preferences(projector=True)
    app.change()
    assert misplaced(app) == ([], [], [])


def test_what_lies_on_something_is_found() -> None:
    """Two texts in one place overlap; under a floating panel one of them is hidden, half under it it is cut."""

    def stacked(panel: Element) -> list[str]:
        return overlaps(Layers([Text("below"), panel]).place(Space(400, 300, 1.0), Rect(0, 0, 400, 300)))

    assert stacked(Text("above")) == ["'below' on 'above'"]
    assert stacked(Panel(Text("above"), floats=True)) == []
    half = Column([Gap(tall=8), Panel(Text("above"), floats=True, grow=1)], gap=0)
    assert stacked(half)[0] == "'below' is half under a panel"


def tabbed(app: App) -> None:
    """Go through everything by Tab."""
    wanted = [node.id for node, _ in app.root.walk() if node.element.focusable]
    assert len(wanted) == len(set(wanted))
    start, seen = app.focused, []
    app.step([key(pygame.K_TAB), key(pygame.K_TAB, pygame.KMOD_SHIFT)])
    assert app.focused == start
    for _ in focus.order(app.root):
        app.step([key(pygame.K_TAB)])
        seen.append(app.focused)
        assert any(part.height for node, part in shown(app.root) if node.id == app.focused), app.focused
    assert set(wanted) <= set(seen)


@pytest.mark.parametrize(("screen_id", "name", "turns", "scale"), [(*c, SCALES[i % 2]) for i, c in enumerate(CASES[::2])])
def test_tab_reaches_everything(screen_id: str, name: str, turns: int, scale: float) -> None:
    """Tab goes through every element that can be pressed, once; each is seen when it has the focus; Shift+Tab is the way back."""
    tabbed(seen_at(screen_id, name, turns, scale=scale))


@pytest.mark.slow
@pytest.mark.parametrize("scale", SCALES)
@pytest.mark.parametrize(("screen_id", "name", "turns"), CASES)
def test_tab_reaches_everything_at_any_scale(screen_id: str, name: str, turns: int, scale: float) -> None:
    """The same in both shapes of a window."""
    tabbed(seen_at(screen_id, name, turns, scale=scale))


@pytest.mark.parametrize("style", theme.STYLES)
def test_type_is_large_enough(style: str) -> None:
    """No text is smaller than 14 pixels in a window of 720."""
    assert theme.STYLES[style].size >= 14
