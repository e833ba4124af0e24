"""Colours, type scale and spacing: the one visual language of the window."""

from __future__ import annotations

import attrs

Colour = tuple[int, int, int]


def rgb(text: str) -> Colour:
    """`#rrggbb` as three numbers."""
    return int(text[1:3], 16), int(text[3:5], 16), int(text[5:7], 16)


BLACK = rgb("#05080c")
WHITE = rgb("#ffffff")
GROUND = rgb("#0b1521")
PANEL = rgb("#142131")
RAISED = rgb("#1d2d3f")
HOVER = rgb("#28394e")
SUNKEN = rgb("#0a121c")
LINE = rgb("#2d4157")
TEXT = rgb("#eaf0f6")
MUTED = rgb("#a6b6c8")
FAINT = rgb("#8899ac")
ACCENT = rgb("#86dcc6")
ON_ACCENT = rgb("#0d2520")
GOOD = rgb("#93d69a")
BAD = rgb("#f0a183")
WARN = rgb("#f1cf7a")
SHEET = rgb("#20352f")
ALERT = rgb("#3a2f1c")
PAPER = rgb("#f4ecdc")
INK = rgb("#2a2419")
FADED = rgb("#6a5d48")
CREASE = rgb("#cdbd9d")
AGREED = rgb("#2c6a3c")
FALLEN = rgb("#9a3a1d")

HIGH = {
    GROUND: rgb("#000000"),
    PANEL: rgb("#000001"),
    RAISED: rgb("#101010"),
    HOVER: rgb("#2c2c2c"),
    SUNKEN: rgb("#000002"),
    LINE: rgb("#8c8c8c"),
    TEXT: rgb("#ffffff"),
    MUTED: rgb("#e6e6e6"),
    FAINT: rgb("#c8c8c8"),
    ACCENT: rgb("#7ffbe0"),
    ON_ACCENT: rgb("#00120e"),
    GOOD: rgb("#9cff9f"),
    BAD: rgb("#ffb08c"),
    WARN: rgb("#ffe066"),
    SHEET: rgb("#06251d"),
    ALERT: rgb("#332600"),
    PAPER: rgb("#fffdf8"),
    INK: rgb("#000000"),
    FADED: rgb("#332c20"),
    CREASE: rgb("#8c8372"),
    AGREED: rgb("#0a4a1c"),
    FALLEN: rgb("#7a1f00"),
}
"""The same colours for a projector or weak eyes: black grounds and bright inks."""

GAP = 8
PAD = 14
RADIUS = 10


@attrs.frozen
class Style:
    """One step of the type scale: family, weight and size in units."""

    family: str
    weight: str
    size: float
    leading: float = 1.28


STYLES = {
    "wordmark": Style("spectral", "SemiBold", 78, 1.05),
    "display": Style("spectral", "SemiBold", 52, 1.1),
    "h1": Style("spectral", "SemiBold", 30, 1.15),
    "h2": Style("spectral", "SemiBold", 21, 1.2),
    "h3": Style("fira_sans", "SemiBold", 16),
    "label": Style("spectral", "SemiBold", 16, 1.2),
    "body": Style("fira_sans", "Regular", 15, 1.34),
    "strong": Style("fira_sans", "SemiBold", 15, 1.34),
    "small": Style("fira_sans", "Regular", 14),
    "smallstrong": Style("fira_sans", "SemiBold", 14),
    "over": Style("fira_sans", "Medium", 14),
    "figure": Style("fira_sans", "Medium", 22, 1.15),
    "prose": Style("spectral", "Regular", 17, 1.38),
    "quote": Style("spectral", "Italic", 17, 1.34),
}


def luminance(colour: Colour) -> float:
    """Relative luminance by WCAG 2."""
    parts = [c / 255 for c in colour]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: Colour, other: Colour) -> float:
    """Contrast ratio by WCAG 2: at least 4.5 for text."""
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def mix(one: Colour, other: Colour, share: float) -> Colour:
    """A colour between two, `share` of the way to the other."""
    red, green, blue = (round(a + (b - a) * share) for a, b in zip(one, other, strict=True))
    return red, green, blue


def ink_on(colour: Colour) -> Colour:
    """Dark or light text, whichever reads better on a colour."""
    return max((BLACK, WHITE), key=lambda ink: contrast(ink, colour))


def legible(colour: Colour, ground: Colour = PANEL) -> Colour:
    """The colour itself, or lightened until text in it reads on the ground."""
    for step in range(11):
        lighter = mix(colour, TEXT, step / 10)
        if contrast(lighter, ground) >= 4.5:
            return lighter
    return TEXT
