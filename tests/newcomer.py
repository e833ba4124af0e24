"""Somebody who has never played and does only what the coach says, by posted events."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pygame
from ui_support import click

from game.scenario.teaching import Teaching
from game.ui import focus
from game.ui.app import App
from game.ui.coach.coach import GO_ON

MOST = 150


def learn(
    app: App, see: Callable[[App], None] = lambda app: None, keyboard: bool = False, only: Teaching | None = None
) -> Iterator[str]:
    """Follow the lessons to their end, or to that of one scenario's: everything that was pressed, one after the other."""
    for _ in range(MOST):
        while app.top.id == "waiting":
            app.listen()
            app.step([])
        root, coach = app.root, app.coach
        if coach is None or coach.lesson is None or (only and coach.teaching != only):
            return
        see(app)
        wanted = coach.target if coach.waits else GO_ON
        assert focus.find(root, wanted), f"lesson {coach.at + 1} asks for {coach.lesson.at}, on {app.top.id} there is none"
        yield wanted
        press(app, wanted, keyboard)
    raise AssertionError("the lessons never end")


def press(app: App, wanted: str, keyboard: bool) -> None:
    """By the mouse, or by Enter on what has the focus."""
    if keyboard:
        assert app.focused == wanted
        app.step([pygame.event.Event(pygame.KEYDOWN, key=pygame.K_RETURN, mod=0, unicode="\r")])
    else:
        click(app, wanted)
