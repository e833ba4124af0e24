"""Colours for every eye: how a colour-blind eye sees them, how far apart they are, and palettes that keep poles apart."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from game.scenario.tables.people import Pole
from game.ui.oklab import Floats, from_linear, oklab, to_linear
from game.ui.theme import Colour, rgb

DEFICIENCIES = {
    "protan": np.array([
        [0.152286, 1.052583, -0.204868],
        [0.114503, 0.786281, 0.099216],
        [-0.003882, -0.048116, 1.051998],
    ]),
    "deutan": np.array([
        [0.367322, 0.860646, -0.227968],
        [0.280085, 0.672501, 0.047413],
        [-0.011820, 0.042940, 0.968881],
    ]),
    "tritan": np.array([
        [1.255528, -0.076749, -0.178779],
        [-0.078411, 0.930809, 0.147602],
        [0.004733, 0.691367, 0.303900],
    ]),
}
"""What each full deficiency does to linear sRGB (Machado, Oliveira and Fernandes 2009)."""

PALETTES = {
    "red-green": ("#268fff", "#edd884", "#ba2e00", "#d18b80", "#d3c4ff", "#695f8e"),
    "blue-yellow": ("#196bde", "#edd884", "#d4333f", "#6fc3fe", "#c874ea", "#884295"),
    "contrast": ("#2c78f2", "#f3de7a", "#c92c00", "#00d0fe", "#d6947a", "#835989"),
}
"""Colours for two to six poles in their sequence: safe for protan and deutan eyes, for tritan eyes, and for all of these."""


_palette = "standard"


def use(name: str) -> None:
    """Draw poles in this player's palette from now on."""
    global _palette
    _palette = name


def of(poles: Sequence[Pole]) -> dict[str, Colour]:
    """The colours of a scenario's poles by their ids, as this player sees them."""
    return dict(zip((pole.id for pole in poles), palette(_palette, [rgb(pole.colour) for pole in poles]), strict=True))


def palette(name: str, own: Sequence[Colour]) -> tuple[Colour, ...]:
    """The colours of the poles: the scenario's own ones, or those of a palette."""
    if name not in PALETTES:
        return tuple(own)
    return tuple(rgb(text) for text in PALETTES[name][: len(own)])


def simulated(colours: Floats, deficiency: str) -> Floats:
    """(..., 3) of sRGB in 0..255 as an eye with a deficiency sees it; unchanged for the empty name."""
    linear = to_linear(colours)
    return from_linear(linear @ DEFICIENCIES[deficiency].T) if deficiency else np.asarray(colours, np.float64)


def distance(one: Colour, other: Colour, deficiency: str = "") -> float:
    """How far apart two colours look: the distance in OKLab, .02 being hardly seen, 1 from black to white."""
    seen = oklab(simulated(np.array([one, other], np.float64), deficiency))
    return float(np.linalg.norm(seen[0] - seen[1]))
