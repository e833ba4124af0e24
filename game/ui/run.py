"""Opens the window and keeps the one loop going."""

from __future__ import annotations

import pygame

from game.table import Table
from game.ui import display, flow, preferences
from game.ui.app import App

SIZE = (1280, 720)


def play(table: Table | None = None, size: tuple[int, int] = SIZE, scale: float | None = None) -> None:
    """Play at a table, or from the title screen. Raises NoDisplay where no window can be seen."""
    surface = display.open_window(size)
    try:
        screen = flow.table_screen(table) if table else flow.title()
        app = App(screen, surface.get_size(), scale or preferences.scale())
        loop(app)
        preferences.keep(app.scale)
    finally:
        pygame.display.quit()


def loop(app: App) -> None:
    """Take events and draw what changed, thirty times a second; nothing else."""
    clock = pygame.time.Clock()
    while app.step(pygame.event.get()):
        if app.dirty:
            app.draw(surface_now())
            pygame.display.flip()
        clock.tick(30)


def surface_now() -> pygame.Surface:
    """The window's surface, which changes with its size."""
    surface = pygame.display.get_surface()
    if surface is None:
        raise display.no_display()
    return surface
