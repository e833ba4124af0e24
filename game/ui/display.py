"""Opening a window, or saying in one sentence why there is none."""

from __future__ import annotations

import os
import sys

import pygame
from pygame import Surface

from game.text import _
from game.ui import pictures, theme

ROOM = 0.92
"""The share of a desktop that a window may take at first."""
SILENT = ("offscreen", "dummy", "evdev", "")


class NoDisplay(Exception):
    """No window can be opened; its text is one sentence for the user."""


def no_display() -> NoDisplay:
    """The sentence for a machine without a display."""
    return NoDisplay(
        _(
            "there is no display to open a window on; use 'multivector simulate' to play games without one, "
            "or 'multivector screenshot' to draw a screen to a file"
        )
    )


def check_pygame() -> None:
    """Refuse the other distribution that is imported by the same name."""
    if not getattr(pygame, "IS_CE", False):
        raise NoDisplay(
            _(
                "the package 'pygame' is installed in the place of 'pygame-ce'; "
                "run 'pip uninstall pygame', then 'pip install --force-reinstall pygame-ce'"
            )
        )


def headless() -> bool:
    """True on a Linux machine where there is nothing to ask for a display; asking anyway would print noise."""
    names = ("DISPLAY", "WAYLAND_DISPLAY", "XDG_RUNTIME_DIR", "SDL_VIDEODRIVER")
    return sys.platform.startswith("linux") and not any(os.environ.get(name) for name in names)


def open_window(size: tuple[int, int]) -> Surface:
    """A resizable window. Raises NoDisplay where none would be seen."""
    check_pygame()
    if headless():
        raise no_display()
    try:
        pygame.display.init()
        if pygame.display.get_driver() in SILENT and not os.environ.get("SDL_VIDEODRIVER"):
            pygame.display.quit()
            raise no_display()
        pygame.font.init()
        pygame.display.set_caption("Multivector")
        pygame.display.set_icon(pictures.icon("multi-vector", 64, theme.ACCENT))
        return pygame.display.set_mode(fitted(size), pygame.RESIZABLE)
    except pygame.error:
        raise no_display() from None


def fitted(size: tuple[int, int]) -> tuple[int, int]:
    """The size, or what a smaller desktop leaves of it beside its bars and frames."""
    if pygame.display.get_driver() in SILENT:
        return size
    width, height = pygame.display.get_desktop_sizes()[0]
    return min(size[0], round(width * ROOM)), min(size[1], round(height * ROOM))
