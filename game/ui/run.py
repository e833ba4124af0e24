"""Opens the window and keeps the one loop going."""

from __future__ import annotations

import attrs
import pygame

from game.table import Table
from game.ui import display, flow, preferences
from game.ui.app import App

SIZE = (1280, 720)


def play(table: Table | None = None, size: tuple[int, int] = SIZE, scale: float | None = None) -> None:
    """Play at a table, or from the title screen. Raises NoDisplay where no window can be seen."""
    surface = display.open_window(size)
    try:
        first = flow.started(table) if table else flow.opening()
        prefs = preferences.read()
        app = App(first.screen, surface.get_size(), attrs.evolve(prefs, scale=scale) if scale else prefs)
        app.apply(first)
        loop(app)
        preferences.keep(app.prefs)
    finally:
        pygame.display.quit()


def loop(app: App) -> None:
    """Draw what changed and take events, thirty times a second; nothing else."""
    clock, running = pygame.time.Clock(), True
    while running:
        app.tick(pygame.time.get_ticks() / 1000)
        app.listen()
        if app.dirty:
            app.draw(surface_now())
            pygame.display.flip()
        running = app.step(pygame.event.get())
        clock.tick(30)


def surface_now() -> pygame.Surface:
    """The window's surface, which changes with its size."""
    surface = pygame.display.get_surface()
    if surface is None:
        raise display.no_display()
    return surface
