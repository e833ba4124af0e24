"""Ground: the shapes and lines of one view in km, as they are cut from the world."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import attrs
import numpy as np

from game.ui.map.chart import Chart
from game.ui.map.plane import Plane, clipped, cut, flat, horizon
from game.ui.map.world import BORDER, COAST, UNSETTLED, Floats, unit_vectors, world

Owners = Mapping[int, Mapping[int, Floats]]
"""For each land the numbers of the places that have it, and the points by which they divide it."""
TOUCHING = 1e-6
"""Square km that a point on a dividing line may be off by."""
LINES = ("coast", "between", "quiet", "unsettled")
"""Coasts, borders of a place, borders of land that is no place, and lines that are not settled."""


@attrs.frozen(eq=False)
class Shape:
    """A closed line around land; `place` is its number among the chart's places, None where nobody plays."""

    points: Floats
    place: int | None
    hole: bool = False


@attrs.frozen(eq=False)
class Ground:
    """What there is to draw: shapes, larger before smaller, lines by sort, and the lines of meridians and parallels."""

    shapes: tuple[Shape, ...]
    lines: dict[str, list[Floats]]
    graticule: list[Floats]


def surveyed(chart: Chart, plane: Plane, reach: float) -> Ground:
    """The ground of the real world as far as `reach` km from the middle of a plane."""
    seen, low = plane.seen(world().points), horizon(reach)
    owners = _owners(chart, plane)
    lines = _lines(seen, low, owners)
    shapes = tuple(_shapes(seen, low, owners, lines["unsettled"]))
    return Ground(shapes, lines, _graticule(plane, low))


def _shapes(seen: Floats, low: float, owners: Owners, between: list[Floats]) -> Iterator[Shape]:
    """Every ring above the horizon, or what each owner has of it; the lines by which owners divide it go to `between`."""
    walked = seen[world().walk]
    on_plane, up = flat(walked), walked[:, 2]
    starts = [ring.walk.start for ring in world().rings]
    lowest, highest = np.minimum.reduceat(up, starts), np.maximum.reduceat(up, starts)
    for ring, least, most in zip(world().rings, lowest.tolist(), highest.tolist(), strict=True):
        if most >= low:
            points = on_plane[ring.walk] if least >= low else flat(clipped(walked[ring.walk], low))
            holders = owners.get(ring.land, {})
            if len(holders) < 2:
                yield Shape(points, next(iter(holders), None), ring.hole)
                continue
            for number in holders:
                part, edges = _part(points, holders, number)
                between += edges
                if len(part):
                    yield Shape(part, number, ring.hole)


def _part(ring: Floats, holders: Mapping[int, Floats], number: int) -> tuple[Floats, list[Floats]]:
    """What of a ring lies nearest to one holder's point, and the lines between it and holders with a higher number."""
    own = holders[number]
    bounds = {other: (own - point, (own + point) / 2) for other, point in holders.items() if other != number}
    for away, middle in bounds.values():
        ring, _ = cut(ring, (ring - middle) @ away)
    edges = np.stack([ring, np.roll(ring, -1, axis=0)], axis=1)
    later = [bound for other, bound in bounds.items() if other > number]
    shared = [np.abs((edges - middle) @ away).max(axis=1) < TOUCHING for away, middle in later]
    return ring, [edge for sides in shared for edge in edges[sides]]


def _owners(chart: Chart, plane: Plane) -> Owners:
    """For each land that places have, their numbers, each with its point on the plane."""
    found: dict[int, dict[int, Floats]] = {}
    lands = {iso: land for land, iso in enumerate(world().isos)}
    for number, place in enumerate(chart.places):
        for iso in place.areas:
            if iso in lands:
                found.setdefault(lands[iso], {})[number] = plane.forward(np.array(place.at)) if place.at else np.zeros(2)
    return found


def _lines(seen: Floats, low: float, owners: Owners) -> dict[str, list[Floats]]:
    lines: dict[str, list[Floats]] = {sort: [] for sort in LINES}
    on_plane = flat(seen)
    starts = [arc.points.start for arc in world().arcs]
    lowest, highest = np.minimum.reduceat(seen[:, 2], starts), np.maximum.reduceat(seen[:, 2], starts)
    for arc, least, most in zip(world().arcs, lowest.tolist(), highest.tolist(), strict=True):
        if arc.kind in (COAST, BORDER, UNSETTLED) and most >= low:
            sides = [owners.get(land, {}) for land in arc.lands]
            if len(sides) == 2 and sides[0] and sides[0].keys() == sides[1].keys():
                continue
            sort = _sort(arc.kind, any(sides))
            lines[sort] += [on_plane[arc.points]] if least >= low else _runs(seen[arc.points], low)
    return lines


def _sort(kind: int, played: bool) -> str:
    if kind in (COAST, UNSETTLED):
        return "coast" if kind == COAST else "unsettled"
    return "between" if played else "quiet"


def _runs(points: Floats, low: float) -> list[Floats]:
    """The stretches of a line above the horizon."""
    inside = points[:, 2] >= low
    cuts = np.flatnonzero(np.diff(inside)) + 1
    return [flat(run) for run in np.split(points, cuts) if len(run) > 1 and run[0, 2] >= low]


def _graticule(plane: Plane, low: float, step: int = 10) -> list[Floats]:
    fine = np.arange(-90.0, 90.1, 2.0)
    meridians = [np.column_stack([np.full_like(fine, lon), fine]) for lon in range(-180, 180, step)]
    round_ = np.arange(-180.0, 180.1, 3.0)
    parallels = [np.column_stack([round_, np.full_like(round_, lat)]) for lat in range(-80, 90, step)]
    seen = [plane.seen(unit_vectors(line)) for line in (*meridians, *parallels)]
    return [run for line in seen if line[:, 2].max() >= low for run in _runs(line, low)]
