"""What the keys do: go to the next element, press it, scroll, type, and the shortcuts of buttons."""

from __future__ import annotations

import attrs
import pygame
from pygame.event import Event

from game.ui import focus, pointing
from game.ui.layout import Scroll
from game.ui.nav import Bench, Prefer
from game.ui.preferences import SCALES
from game.ui.stage import Handler, Stage
from game.ui.widgets import Button

ARROWS = {pygame.K_LEFT: (-1, 0), pygame.K_RIGHT: (1, 0), pygame.K_UP: (0, -1), pygame.K_DOWN: (0, 1)}
PAGES = {pygame.K_PAGEUP: -0.85, pygame.K_PAGEDOWN: 0.85, pygame.K_HOME: -1e3, pygame.K_END: 1e3}
"""How many heights of a scroll area a key moves it."""
LARGER = (pygame.K_PLUS, pygame.K_EQUALS, pygame.K_KP_PLUS)
SMALLER = (pygame.K_MINUS, pygame.K_KP_MINUS)
LOOK = pygame.K_k
PRESS = (pygame.K_RETURN, pygame.K_KP_ENTER, pygame.K_SPACE)


def down(stage: Stage, event: Event) -> None:
    """A key went down."""
    if event.key == LOOK and stage.prefs.projector:
        stage.look(True)
        return
    ringed, told, stage.keyed, stage.told, stage.dirty = stage.keyed, stage.told, True, "", True
    control = bool(event.mod & (pygame.KMOD_CTRL | pygame.KMOD_META))
    if event.key == pygame.K_TAB:
        stage.focus(focus.step(focus.order(stage.root), stage.focused, _way(event)))
    elif event.key == pygame.K_F1:
        _explain(stage, told, _way(event))
    elif stage.bench and event.key in (pygame.K_F5, pygame.K_F12):
        _at_bench(stage, stage.bench, event.key)
    elif control and event.key in LARGER + SMALLER:
        _rescale(stage, 1 if event.key in LARGER else -1)
    elif event.key == pygame.K_ESCAPE:
        stage.do(None if stage.notice else stage.top.back)
    elif event.key in PRESS and ringed and _pressable(stage):
        stage.press(stage.focused)
    elif not _type(stage, event) and not _shortcut(stage, event, control):
        _act(stage, event.key)


def _explain(stage: Stage, told: str, way: int) -> None:
    """The tip of what has the focus; where that is shown, or there is none, of the next that is only there to be explained."""
    node = focus.find(stage.root, stage.focused)
    tells = node is not None and isinstance(node.element, Button) and node.element.tip is not None
    if told == stage.focused or not tells:
        stage.focus(focus.step(focus.hints(stage.root), stage.focused, way) or stage.focused)
    stage.told = stage.focused


def _at_bench(stage: Stage, bench: Bench, key: int) -> None:
    """Read the scenario again, or show what is behind the screen."""
    if key == pygame.K_F5:
        stage.do(lambda: bench.reload(stage.stack))
    else:
        stage.do(lambda: bench.inspect(stage.stack, stage.focused))


def _pressable(stage: Stage) -> bool:
    """Whether the ring is around something to press: that comes before a button that has Enter for its shortcut."""
    node = focus.find(stage.root, stage.focused)
    return node is not None and isinstance(node.element, Button) and node.element.enabled


def _way(event: Event) -> int:
    """Forward, or with Shift back."""
    return -1 if event.mod & pygame.KMOD_SHIFT else 1


def up(stage: Stage, event: Event) -> None:
    """A key was let go."""
    if event.key == LOOK:
        stage.look(False)


def _rescale(stage: Stage, by: int) -> None:
    at = min(range(len(SCALES)), key=lambda i: abs(SCALES[i] - stage.prefs.scale))
    scale = SCALES[min(len(SCALES) - 1, max(0, at + by))]
    stage.do(lambda: Prefer(attrs.evolve(stage.prefs, scale=scale)))


def _type(stage: Stage, event: Event) -> bool:
    """Whether the focused element takes what was typed."""
    node = focus.find(stage.root, stage.focused)
    types = node.element.types if node and isinstance(node.element, Button) else None
    letter = "\b" if event.key == pygame.K_BACKSPACE else event.unicode
    if types is None or not (letter == "\b" or letter.isdigit()):
        return False
    stage.do(lambda: types(letter))
    return True


def _shortcut(stage: Stage, event: Event, control: bool) -> bool:
    """Whether a button has this key."""
    name = ("ctrl+" if control else "") + pygame.key.name(event.key)
    for node, _ in stage.root.walk():
        element = node.element
        if isinstance(element, Button) and element.enabled and name in element.key.split():
            stage.focused = node.id
            stage.do(element.on)
            return True
    return False


def _act(stage: Stage, key: int) -> None:
    """Press what has the focus, or go on from there."""
    if key in PRESS:
        stage.press(stage.focused)
    elif key in ARROWS:
        _move(stage, *ARROWS[key])
    elif key in PAGES:
        _page(stage, PAGES[key])


def _move(stage: Stage, across: int, down: int) -> None:
    area = focus.find(stage.root, stage.focused)
    if area and isinstance(area.element, Scroll) and down:
        stage.scroll(area, 40 * down)
    else:
        stage.focus(focus.beside(stage.root, stage.focused, across, down))


def _page(stage: Stage, heights: float) -> None:
    areas = [node for node, _ in pointing.rolling(stage.root)]
    area = focus.holder(stage.root, stage.focused) or max(areas, key=lambda n: n.rect.height, default=None)
    if area:
        stage.scroll(area, heights * area.rect.height / stage.space.unit)


HANDLERS: dict[int, Handler] = {pygame.KEYDOWN: down, pygame.KEYUP: up}
