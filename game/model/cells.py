"""Where each latent quantity lies in one flat row, so that everything that changes a world is added in one place."""

from __future__ import annotations

from functools import cache, cached_property

import attrs
import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.intp]
TANH_POINTS = 100.0
LOGISTIC_POINTS = 25.0
"""Points at the middle of the scale for one unit of latent: d tanh = 1, d logistic = 1/4."""


@attrs.frozen
class Cells:
    """Offsets into a row that holds stance, anchor, bonds, tracks, welfare, dependency and wording."""

    actors: int
    poles: int
    tracks: int
    items: int

    @property
    def bonds(self) -> int:
        """How many numbers of a game the affinities of all pairs are, with the one that everybody has with itself, 0."""
        return self.actors * (self.actors - 1) // 2 + 1

    @cached_property
    def anchor0(self) -> int:
        return self.actors * self.poles

    @cached_property
    def bonds0(self) -> int:
        return 2 * self.actors * self.poles

    @cached_property
    def tracks0(self) -> int:
        return self.bonds0 + self.bonds

    @cached_property
    def welfare0(self) -> int:
        return self.tracks0 + self.tracks

    @cached_property
    def dependency0(self) -> int:
        return self.welfare0 + self.actors

    @cached_property
    def wording0(self) -> int:
        return self.dependency0 + self.actors * self.poles

    @cached_property
    def total(self) -> int:
        return self.wording0 + self.items

    @cached_property
    def width(self) -> int:
        """All cells, then one for what orders do to the rupture track, then one that is not read."""
        return self.total + 2

    def stance(self, actor: int, pole: int) -> int:
        return actor * self.poles + pole

    def anchor(self, actor: int, pole: int) -> int:
        return self.anchor0 + actor * self.poles + pole

    def pair(self, a: int, b: int) -> int:
        """The one cell of an unordered pair."""
        return self.bonds0 + int(mirror(self.actors)[a, b])

    def track(self, track: int) -> int:
        return self.tracks0 + track

    def welfare(self, actor: int) -> int:
        return self.welfare0 + actor

    def dependency(self, actor: int, pole: int) -> int:
        return self.dependency0 + actor * self.poles + pole

    def wording(self, item: int) -> int:
        return self.wording0 + item

    def split(self, rows: Floats) -> dict[str, Floats]:
        """Views of rows (B, width) under the names and shapes that World uses."""
        b, a, p = len(rows), self.actors, self.poles
        return {
            "stance": rows[:, : self.anchor0].reshape(b, a, p),
            "anchor": rows[:, self.anchor0 : self.bonds0].reshape(b, a, p),
            "bonds": rows[:, self.bonds0 : self.tracks0],
            "tracks": rows[:, self.tracks0 : self.welfare0],
            "welfare": rows[:, self.welfare0 : self.dependency0],
            "dependency": rows[:, self.dependency0 : self.wording0].reshape(b, a, p),
            "wording": rows[:, self.wording0 : self.total],
            "rupture": rows[:, self.total],
        }


@cache
def mirror(actors: int) -> Ints:
    """(A, A): the place of every pair among the bonds, which hold each pair once: 0 for oneself, then the upper half."""
    place = np.zeros((actors, actors), dtype=np.intp)
    one, two = np.triu_indices(actors, 1)
    place[one, two] = place[two, one] = np.arange(1, len(one) + 1)
    return place


def mirrored(bonds: Floats, actors: int) -> Floats:
    """(B, A, A): numbers held once a pair, as a symmetric table."""
    return bonds.take(mirror(actors), axis=1)


def logistic(latent: Floats) -> Floats:
    """Value in (0, 1) of a logistic latent."""
    return 1.0 / (1.0 + np.exp(-latent))


def squash(latent: Floats) -> Floats:
    """The hyperbolic tangent, within 2e-16: by way of exp, which numpy works out several at a time."""
    found = np.exp(2.0 * latent)
    found += 1.0
    np.divide(-2.0, found, out=found)
    found += 1.0
    return found


def logit(value: float) -> float:
    """Latent of a value in (0, 1)."""
    return float(np.log(value / (1.0 - value)))
