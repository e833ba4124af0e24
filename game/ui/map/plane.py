"""Lambert's azimuthal equal-area projection about any centre, in km, with what lies far behind cut off."""

from __future__ import annotations

import math

import attrs
import numpy as np
import numpy.typing as npt

from game.ui.map.world import Floats, unit_vectors

EARTH = 6371.0072
"""The radius in km of a sphere with the area of the Earth."""
FARTHEST = 1.96
"""Radii of the Earth from the centre beyond which nothing is drawn; the antipode lies at 2, in every direction."""
STEP = math.radians(5)


@attrs.frozen
class Plane:
    """The plane that touches the Earth at a centre, in degrees east and north; x is km to the east, y km to the north."""

    centre: tuple[float, float]

    @property
    def _axes(self) -> Floats:
        """Rows: east, north and up at the centre."""
        lon, lat = np.radians(self.centre)
        up = unit_vectors(np.array(self.centre))
        east = np.array([-np.sin(lon), np.cos(lon), 0.0])
        north = np.array([-np.sin(lat) * np.cos(lon), -np.sin(lat) * np.sin(lon), np.cos(lat)])
        return np.stack([east, north, up])

    def seen(self, vectors: Floats) -> Floats:
        """Unit vectors by this plane's axes: parts to the east, to the north and up."""
        turned: Floats = vectors @ self._axes.T
        return turned

    def forward(self, degrees: Floats) -> Floats:
        """Degrees east and north (..., 2) as km on the plane (..., 2)."""
        return flat(self.seen(unit_vectors(np.asarray(degrees, float))))


def flat(seen: Floats) -> Floats:
    """What a plane has seen, in km on it."""
    stretch = np.sqrt(2 / np.maximum(1 + seen[..., 2], 1e-9))
    return EARTH * seen[..., :2] * stretch[..., None]


def horizon(radius: float) -> float:
    """The least part up of what lies within some km of the centre on the plane."""
    return 1 - min(FARTHEST, radius / EARTH) ** 2 / 2


def clipped(ring: Floats, low: float) -> Floats:
    """What lies at or above a horizon of a closed line that crosses it, as a plane has seen it, closed along the horizon."""
    spots, new = cut(ring, ring[:, 2] - low)
    spots[new] = _on_horizon(spots[new], low)
    return _rounded(spots, new, low)


def cut(ring: Floats, height: Floats) -> tuple[Floats, npt.NDArray[np.bool_]]:
    """What of a closed line has no negative height, with points where it crosses zero, and which points these are."""
    after, above = np.roll(height, -1), height >= 0
    crosses = np.flatnonzero(above != np.roll(above, -1))
    share = height[crosses] / (height[crosses] - after[crosses])
    cuts = ring[crosses] + share[:, None] * (np.roll(ring, -1, axis=0)[crosses] - ring[crosses])
    kept = np.flatnonzero(above)
    order = np.argsort(np.concatenate([kept.astype(float), crosses + 0.5]), kind="stable")
    return np.concatenate([ring[kept], cuts])[order], order >= len(kept)


def _on_horizon(spots: Floats, low: float) -> Floats:
    """Points moved along their bearing onto the horizon."""
    aside = spots[:, :2] / np.linalg.norm(spots[:, :2], axis=1, keepdims=True) * math.sqrt(1 - low * low)
    return np.column_stack([aside, np.full(len(spots), low)])


def _rounded(spots: Floats, cut: npt.NDArray[np.bool_], low: float) -> Floats:
    """The same ring with points along the horizon wherever it runs there."""
    pairs = np.flatnonzero(cut & np.roll(cut, -1))
    arcs = [_arc(spots[here], spots[(here + 1) % len(spots)], low) for here in pairs]
    return np.insert(spots, np.repeat(pairs + 1, [len(arc) for arc in arcs]), np.concatenate([spots[:0], *arcs]), axis=0)


def _arc(one: Floats, other: Floats, low: float) -> Floats:
    """Points on the horizon between two of it, the short way."""
    start = math.atan2(one[1], one[0])
    turn = math.remainder(math.atan2(other[1], other[0]) - start, math.tau)
    bearings = start + turn * np.arange(1, max(1, math.ceil(abs(turn) / STEP))) / max(1, math.ceil(abs(turn) / STEP))
    return np.column_stack([np.cos(bearings), np.sin(bearings), np.zeros(len(bearings))]) * math.sqrt(1 - low * low) + (0, 0, low)
