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


def oklab(colours: Floats) -> Floats:
    """(..., 3) of sRGB in 0..255 as OKLab."""
    parts = np.asarray(colours, dtype=np.float64) / 255.0
    linear = np.where(parts <= 0.04045, parts / 12.92, ((parts + 0.055) / 1.055) ** 2.4)
    found: Floats = np.cbrt(linear @ TO_CONES.T) @ TO_LAB.T
    return found


def srgb(lab: Floats) -> NDArray[np.uint8]:
    """(..., 3) of OKLab as sRGB in 0..255, cut to what a screen can show."""
    linear = np.clip((lab @ TO_ROOTS.T) ** 3 @ TO_LINEAR.T, 0.0, 1.0)
    parts = np.where(linear <= 0.0031308, linear * 12.92, 1.055 * linear ** (1 / 2.4) - 0.055)
    return np.rint(parts * 255.0).astype(np.uint8)


def mixed(colours: Sequence[Colour], shares: Floats) -> NDArray[np.uint8]:
    """(..., 3): colours mixed by shares (..., K) that sum to 1."""
    return srgb(shares @ oklab(np.array(colours, dtype=np.float64)))


@lru_cache(maxsize=4096)
def blend(colours: tuple[Colour, ...], shares: tuple[float, ...]) -> Colour:
    """One colour mixed by shares."""
    red, green, blue = (int(part) for part in mixed(colours, np.array(shares)))
    return red, green, blue
