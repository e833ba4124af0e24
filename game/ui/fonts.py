"""Fonts at final pixel size: measuring, wrapping and rendering of text, cached."""

from __future__ import annotations

from functools import lru_cache
from importlib import import_module
from pathlib import Path

import pygame

from game.ui.theme import STYLES, Colour


def path_of(family: str, weight: str) -> Path:
    """The font file of a family and weight, from its installed package."""
    root = Path(str(import_module(f"fontpkg_{family}").ROOT))
    stem = "".join(part.capitalize() for part in family.split("_"))
    return root / "files" / f"{stem}-{weight}.ttf"


def face(family: str, weight: str, tall: int) -> pygame.font.Font:
    """A font of any pixel size, for words that are part of a picture."""
    if not pygame.font.get_init():
        pygame.font.init()
    return pygame.font.Font(str(path_of(family, weight)), tall)


@lru_cache(maxsize=256)
def font(style: str, unit: float) -> pygame.font.Font:
    """The font of a style at a unit."""
    wanted = STYLES[style]
    return face(wanted.family, wanted.weight, pixels(style, unit))


def pixels(style: str, unit: float) -> int:
    """The pixel size of a style at a unit."""
    return max(8, round(STYLES[style].size * unit))


@lru_cache(maxsize=256)
def line_height(style: str, unit: float) -> int:
    """From one baseline to the next, in pixels; never less than the glyphs need."""
    return max(round(pixels(style, unit) * STYLES[style].leading), pixels(style, unit) + 2)


@lru_cache(maxsize=20000)
def width(text: str, style: str, unit: float) -> int:
    """The width of one line of text in pixels."""
    return font(style, unit).size(text)[0] if text else 0


@lru_cache(maxsize=8000)
def wrap(text: str, style: str, unit: float, room: int) -> tuple[str, ...]:
    """The text broken into lines that fit in `room` pixels; too long words are broken too."""
    lines: list[str] = []
    for paragraph in text.split("\n"):
        lines.extend(_paragraph(paragraph, style, unit, room))
    return tuple(lines) or ("",)


def _paragraph(text: str, style: str, unit: float, room: int) -> list[str]:
    if width(text, style, unit) <= room:
        return [text]
    lines, current = [], ""
    for word in text.split(" "):
        longer = f"{current} {word}" if current else word
        if width(longer, style, unit) <= room:
            current = longer
            continue
        if current:
            lines.append(current)
        *whole, current = _broken(word, style, unit, room)
        lines.extend(whole)
    return [*lines, current]


def _broken(word: str, style: str, unit: float, room: int) -> list[str]:
    pieces, current = [], ""
    for letter in word:
        if current and width(current + letter, style, unit) > room:
            pieces.append(current)
            current = ""
        current += letter
    return [*pieces, current]


@lru_cache(maxsize=6000)
def rendered(text: str, style: str, unit: float, colour: Colour) -> pygame.Surface:
    """One line of text as a picture."""
    return font(style, unit).render(text, True, colour)
