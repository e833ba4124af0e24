"""Colours for paper: the poles' own, dark enough to be seen on white, and never alone (each has a dash of its own)."""

from __future__ import annotations

from game.scenario.tables.people import Pole

INK, FADED, HAIR, PAPER, SUNKEN = "#1d2530", "#515c69", "#c9cfd6", "#ffffff", "#f3f5f7"
GOOD, ACCENT = "#1f6b4a", "#0f6674"
DASHES = ("", "6 3", "1.5 3", "9 3 2 3", "3 2", "12 4")
VISIBLE = 3.0
"""The contrast that lines and marks have with paper at least (WCAG 1.4.11); text has 4.5."""


def shade(pole: Pole, least: float = VISIBLE) -> str:
    """The pole's colour, darkened until it can be seen on paper."""
    red, green, blue = (int(pole.colour[k : k + 2], 16) for k in (1, 3, 5))
    for tenth in range(10, -1, -1):
        found = f"#{red * tenth // 10:02x}{green * tenth // 10:02x}{blue * tenth // 10:02x}"
        if contrast(found, PAPER) >= least:
            return found
    return "#000000"


def contrast(one: str, other: str) -> float:
    """The ratio of two colours' luminance, 1 to 21 (WCAG 2.2)."""
    dark, light = sorted(map(_luminance, (one, other)))
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    parts = [int(colour[k : k + 2], 16) / 255 for k in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
