"""The window's one step: events in, a new picture out; it needs no display and reads no clock."""

from __future__ import annotations

from collections.abc import Iterable

import pygame
from pygame.event import Event

from game.ui import keyboard, mouse
from game.ui.stage import Handler, Stage


class App(Stage):
    """The stage with everything that may happen to it."""

    def step(self, events: Iterable[Event]) -> bool:
        """Take the events; False when the window should close."""
        self.work()
        for event in events:
            handler = HANDLERS.get(event.type)
            if handler and self.running:
                handler(self, event)
        return self.running


def quit(stage: Stage, event: Event) -> None:
    """The window's own close button."""
    stage.running = False


def resize(stage: Stage, event: Event) -> None:
    """A new size of the window."""
    stage.size = max(320, event.x), max(240, event.y)
    stage.change()


def show(stage: Stage, event: Event) -> None:
    """The system lost our picture, or shows the window again."""
    stage.seen = stage.dirty = True


def hide(stage: Stage, event: Event) -> None:
    """Nobody can see the window: nothing is drawn."""
    stage.seen = False


def leave(stage: Stage, event: Event) -> None:
    """The pointer or the keyboard went elsewhere: nothing is held any more."""
    mouse.let_go(stage)
    stage.hand.at, stage.hovered, stage.told, stage.dirty = stage.hand.AWAY, "", "", True
    stage.look(False)


HANDLERS: dict[int, Handler] = {
    pygame.QUIT: quit,
    pygame.WINDOWRESIZED: resize,
    pygame.WINDOWEXPOSED: show,
    pygame.WINDOWSHOWN: show,
    pygame.WINDOWRESTORED: show,
    pygame.WINDOWHIDDEN: hide,
    pygame.WINDOWMINIMIZED: hide,
    pygame.WINDOWLEAVE: leave,
    pygame.WINDOWFOCUSLOST: leave,
    **mouse.HANDLERS,
    **keyboard.HANDLERS,
}
