"""Opens the window and keeps the one loop going."""

from __future__ import annotations

from collections.abc import Callable

import attrs
import pygame

from game.table import Table
from game.ui import display, flow, preferences
from game.ui.app import App
from game.ui.bench import Bench, Watching
from game.ui.nav import Work
from game.ui.session import apart
from game.ui.sound import Sounds
from game.ui.speak import Speaker

SIZE = (1280, 720)


def play(table: Table | None = None, size: tuple[int, int] = SIZE, speak: bool = False) -> None:
    """Play a new game at a table, or from the title screen. Raises NoDisplay where no window can be seen."""
    show(Bench(), lambda: flow.begun(table) if table else flow.opening(), size, speak)


def watch(bench: Watching, size: tuple[int, int] = SIZE, speak: bool = False) -> None:
    """Play trials of a scenario while its file is written. Raises NoDisplay where no window can be seen."""
    show(bench, bench.open, size, speak)


def show(bench: Bench, begin: Callable[[], Work], size: tuple[int, int], speak: bool) -> None:
    """A window that begins so, until it is closed. Raises NoDisplay where none can be seen."""
    surface = display.open_window(size)
    beside = apart.set(True)
    try:
        first = begin()
        prefs = preferences.read()
        app = App(first.screen, surface.get_size(), attrs.evolve(prefs, speak=speak or prefs.speak))
        app.bench = bench
        app.apply(first)
        loop(app)
    finally:
        apart.reset(beside)
        pygame.display.quit()


def loop(app: App) -> None:
    """Draw what changed, say and sound it to who listens, and take events, thirty times a second; nothing else."""
    clock, speaker, sounds, running = pygame.time.Clock(), Speaker(), Sounds(), True
    while running:
        app.tick(pygame.time.get_ticks() / 1000)
        app.listen()
        if app.prefs.speak:
            speaker.hear(app)
        sounds.hear(app)
        if app.dirty and app.seen:
            app.draw(surface_now())
            flip()
        kept = app.prefs
        running = app.step(pygame.event.get())
        if app.prefs is not kept:
            preferences.keep(app.prefs)
        clock.tick(30)


def flip() -> None:
    """Show what was drawn. Raises NoDisplay when the display has gone."""
    try:
        pygame.display.flip()
    except pygame.error:
        raise display.no_display() from None


def surface_now() -> pygame.Surface:
    """The window's surface, which changes with its size. Raises NoDisplay when the display has gone."""
    surface = pygame.display.get_surface()
    if surface is None:
        raise display.no_display()
    return surface
