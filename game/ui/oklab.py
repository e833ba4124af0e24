"""OKLab: colours mixed so that a balance of poles is a true grey (Ottosson 2020)."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from game.ui.theme import Colour

Floats = NDArray[np.float64]

TO_CONES = np.array([
    [0.4122214708, 0.5363325363, 0.0514459929],
    [0.2119034982, 0.6806995451, 0.1073969566],
    [0.0883024619, 0.2817188376, 0.6299787005],
])
TO_LAB = np.array([
    [0.2104542553, 0.7936177850, -0.0040720468],
    [1.9779984951, -2.4285922050, 0.4505937099],
    [0.0259040371, 0.7827717662, -0.8086757660],
])
TO_LINEAR, TO_ROOTS = np.linalg.inv(TO_CONES), np.linalg.inv(TO_LAB)


LIVELY = 0.65
"""How much stronger the tint of a mixture is made than it would be by averaging alone."""


def to_linear(colours: Floats) -> Floats:
    """(..., 3) of sRGB in 0..255 as linear light in 0..1."""
    parts = np.asarray(colours, dtype=np.float64) / 255.0
    linear: Floats = np.where(parts <= 0.04045, parts / 12.92, ((parts + 0.055) / 1.055) ** 2.4)
    return linear


def from_linear(linear: Floats) -> Floats:
    """(..., 3) of linear light as sRGB in 0..255, cut to what a screen can show."""
    cut = np.clip(linear, 0.0, 1.0)
    found: Floats = 255.0 * np.where(cut <= 0.0031308, cut * 12.92, 1.055 * cut ** (1 / 2.4) - 0.055)
    return found


def oklab(colours: Floats) -> Floats:
    """(..., 3) of sRGB in 0..255 as OKLab."""
    found: Floats = np.cbrt(to_linear(colours) @ TO_CONES.T) @ TO_LAB.T
    return found


def srgb(lab: Floats) -> NDArray[np.uint8]:
    """(..., 3) of OKLab as sRGB in 0..255, cut to what a screen can show."""
    return np.rint(from_linear((lab @ TO_ROOTS.T) ** 3 @ TO_LINEAR.T)).astype(np.uint8)


def mixed(colours: Sequence[Colour], shares: Floats) -> NDArray[np.uint8]:
    """(..., 3): the poles' colours mixed by shares (..., K) that sum to 1.

    One pole alone gives its own colour, and equal shares a true grey: the tint that all colours have in common is taken out
    as far as the shares are spread, (1 - the sum of their squares) / (1 - 1/K), and what is left of it is made livelier.
    """
    lab, count = oklab(np.array(colours, dtype=np.float64)), len(colours)
    found = shares @ lab
    spread = (1.0 - (shares**2).sum(axis=-1)) / (1.0 - 1.0 / count) if count > 1 else np.zeros(np.shape(shares)[:-1])
    found[..., 1:] -= spread[..., None] * lab[:, 1:].mean(axis=0)
    found[..., 1:] *= 1.0 + LIVELY * spread[..., None]
    return srgb(found)


@lru_cache(maxsize=4096)
def blend(colours: tuple[Colour, ...], shares: tuple[float, ...]) -> Colour:
    """One colour mixed by shares."""
    red, green, blue = (int(part) for part in mixed(colours, np.array(shares)))
    return red, green, blue
