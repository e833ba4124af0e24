"""A monkey at the window: any events, on any screen, in any order."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path

import pygame
import pytest
from pygame.event import Event
from ui_support import app_of, key, played

from game import paths
from game.ui import flow
from game.ui.app import App
from game.ui.nav import Screen
from game.ui.screens import seats
from game.ui.screenshot import SCREENS

SIZES = [(1280, 720), (320, 240), (640, 900), (1920, 1080), (200, 100)]
CODES = sorted({getattr(pygame, name) for name in dir(pygame) if name.startswith("K_")})
MODS = (0, 0, 0, 0, pygame.KMOD_SHIFT, pygame.KMOD_CTRL, pygame.KMOD_ALT)
WINDOW = (
    pygame.WINDOWEXPOSED, pygame.WINDOWSHOWN, pygame.WINDOWHIDDEN, pygame.WINDOWMINIMIZED, pygame.WINDOWRESTORED,
    pygame.WINDOWFOCUSLOST, pygame.WINDOWFOCUSGAINED, pygame.WINDOWENTER, pygame.WINDOWLEAVE,
)


@pytest.fixture(autouse=True)
def _own_saves(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(paths, "saves_folder", lambda: tmp_path / "saves")
    monkeypatch.setattr(paths, "user_folder", lambda: tmp_path)
    monkeypatch.setattr(seats, "levels", lambda: [("pass", "Silent", "")])
    yield
    played.cache_clear()  # the monkey has played on


def keys(luck: random.Random) -> list[Event]:
    """A key goes down, and mostly up again; half of them type something."""
    if luck.random() < 0.4:
        code = luck.choice([pygame.K_TAB, pygame.K_RETURN, pygame.K_SPACE, pygame.K_ESCAPE, pygame.K_DOWN, pygame.K_BACKSPACE])
    else:
        code = luck.choice([luck.choice(CODES), luck.randrange(32, 127)])
    text = luck.choice([chr(code), "", "7", "ß", "\u202e"]) if 32 <= code < 127 else ""
    down = key(code, luck.choice(MODS), text)
    return [down, Event(pygame.KEYUP, key=code, mod=0)] if luck.random() < 0.9 else [down]


def clicks(luck: random.Random, app: App) -> list[Event]:
    """A click on something that can be pressed, on nothing, or with a button that does nothing."""
    pos = spot(luck, app)
    here = Event(pygame.MOUSEBUTTONDOWN, button=luck.choice((1, 1, 1, 2, 3)), pos=pos)
    return [here, Event(pygame.MOUSEBUTTONUP, button=1, pos=pos if luck.random() < 0.8 else spot(luck, app))]


def drags(luck: random.Random, app: App) -> list[Event]:
    """Down, along, and up, or never up."""
    start = spot(luck, app)
    along = [Event(pygame.MOUSEMOTION, pos=spot(luck, app), rel=(0, 0), buttons=(1, 0, 0)) for _ in range(3)]
    end = [Event(pygame.MOUSEBUTTONUP, button=1, pos=spot(luck, app))] if luck.random() < 0.7 else []
    return [Event(pygame.MOUSEBUTTONDOWN, button=1, pos=start), *along, *end]


def spot(luck: random.Random, app: App) -> tuple[int, int]:
    """Somewhere in the window or just out of it; mostly on something that can be pressed."""
    parts = [clip.clip(node.rect) for node, clip in app.root.walk() if node.element.focusable]
    seen = [part.center for part in parts if part.width and part.height]
    if seen and luck.random() < 0.6:
        return luck.choice(seen)
    return luck.randrange(-5, app.size[0] + 5), luck.randrange(-5, app.size[1] + 5)


def chaos(luck: random.Random, app: App) -> list[Event]:
    """Whatever a person, a cat or a window manager could cause."""
    match luck.choices(("key", "click", "drag", "move", "wheel", "window", "size"), (40, 30, 6, 10, 8, 4, 2))[0]:
        case "key":
            return keys(luck)
        case "click":
            return clicks(luck, app)
        case "drag":
            return drags(luck, app)
        case "move":
            return [Event(pygame.MOUSEMOTION, pos=spot(luck, app), rel=(0, 0), buttons=(0, 0, 0))]
        case "wheel":
            return [Event(pygame.MOUSEWHEEL, x=luck.choice((-1, 0, 1)), y=luck.choice((-40, -1, 0, 1, 40)))]
        case "window":
            return [Event(luck.choice(WINDOW)), Event(pygame.TEXTINPUT, text="x"), Event(pygame.USEREVENT)]
    size = luck.choice(SIZES)
    return [Event(pygame.WINDOWRESIZED, x=size[0], y=size[1])]


def run_wild(luck: random.Random, app: App, first: Screen, events: int) -> None:
    """Post so many events, draw now and then, and begin again where the window was closed."""
    done = 0
    while done < events:
        posted = chaos(luck, app)
        app.tick(done / 30)
        app.listen()
        if not app.step(posted):
            app = App(first, app.size, app.prefs)
        if done % 50 < len(posted):
            app.draw(pygame.Surface(app.size))
        done += len(posted)
    assert app.root.children


def wild(screen_id: str, events: int) -> None:
    """So many events from a screen on; what it leads to begins at the title again when the window is closed."""
    luck = random.Random(screen_id)
    run_wild(luck, app_of(screen_id), flow.title(), events)


@pytest.mark.parametrize("screen_id", SCREENS[::4])
def test_monkey(screen_id: str) -> None:
    """A hundred random events from every fourth screen on raise nothing, and the window still draws."""
    wild(screen_id, 100)


@pytest.mark.slow
@pytest.mark.parametrize("screen_id", SCREENS)
def test_monkey_for_long(screen_id: str) -> None:
    """Twenty thousand random events over all screens raise nothing, and the window still draws."""
    wild(screen_id, 20_000 // len(SCREENS) + 1)
