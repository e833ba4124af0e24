"""The world's lands and lines, read once from the shipped asset."""

from __future__ import annotations

from functools import lru_cache
from itertools import pairwise
from typing import Any

import attrs
import numpy as np
import numpy.typing as npt

from game.paths import assets_folder

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.intp]
FULL = 32_767
COAST, BORDER, UNSETTLED, INSIDE = range(4)


@attrs.frozen(eq=False)
class Ring:
    """One closed line of a land, as a stretch of the world's walk; a hole is cut out of the land."""

    land: int
    hole: bool
    walk: slice


@attrs.frozen(eq=False)
class Arc:
    """A line that is drawn once, as a stretch of the points: what it is, and the lands at its sides."""

    kind: int
    points: slice
    lands: tuple[int, ...]


@attrs.frozen(eq=False)
class World:
    """All lands; points are unit vectors (N, 3), the walk goes through them ring by ring, the largest ring first."""

    points: Floats
    walk: Ints
    rings: tuple[Ring, ...]
    arcs: tuple[Arc, ...]
    isos: tuple[str, ...]
    names: tuple[str, ...]


@lru_cache(maxsize=1)
def world() -> World:
    """The world of the asset that `tools/build_map.py` makes."""
    with np.load(assets_folder() / "map" / "world.npz") as asset:
        data = dict(asset)
    spans = _spans(data["arc_starts"])
    walks = [_walk(data["steps"][span], spans) for span in _spans(data["ring_starts"])]
    ends = _spans(np.cumsum([0, *map(len, walks)]))
    return World(
        points=unit_vectors(data["points"] / FULL * (180.0, 90.0)),
        walk=np.concatenate(walks),
        rings=tuple(map(Ring, data["ring_lands"].tolist(), data["ring_holes"].tolist(), ends)),
        arcs=_arcs(data, spans),
        isos=_words(data["isos"]),
        names=_words(data["names"]),
    )


def unit_vectors(degrees: Floats) -> Floats:
    """Degrees east and north (..., 2) as unit vectors (..., 3)."""
    east, north = np.radians(degrees[..., 0]), np.radians(degrees[..., 1])
    return np.stack([np.cos(north) * np.cos(east), np.cos(north) * np.sin(east), np.sin(north)], axis=-1)


def _spans(starts: npt.NDArray[np.signedinteger]) -> list[slice]:
    return [slice(a, b) for a, b in pairwise(starts.tolist())]


def _walk(steps: npt.NDArray[np.int16], spans: list[slice]) -> Ints:
    """The points of a ring; a negative step is an arc walked backwards."""
    parts = []
    for step in steps.tolist():
        span = spans[step if step >= 0 else ~step]
        way = np.arange(span.start, span.stop)
        parts.append((way if step >= 0 else way[::-1])[:-1])
    return np.concatenate(parts)


def _arcs(data: dict[str, npt.NDArray[Any]], spans: list[slice]) -> tuple[Arc, ...]:
    sides: list[list[int]] = [[] for _ in spans]
    for land, span in zip(data["ring_lands"].tolist(), _spans(data["ring_starts"]), strict=True):
        for step in data["steps"][span].tolist():
            sides[step if step >= 0 else ~step].append(land)
    kinds = data["arc_kinds"].tolist()
    return tuple(Arc(kind, span, tuple(lands)) for kind, span, lands in zip(kinds, spans, sides, strict=True))


def _words(letters: npt.NDArray[np.uint8]) -> tuple[str, ...]:
    return tuple(letters.tobytes().decode("utf-8").split("\n"))
