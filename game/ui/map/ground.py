"""Ground: the shapes and lines of one view in km, as they are cut from the world."""

from __future__ import annotations

import attrs
import numpy as np

from game.ui.map.chart import Chart
from game.ui.map.plane import Plane, clipped, flat, horizon
from game.ui.map.world import BORDER, COAST, UNSETTLED, Floats, unit_vectors, world

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
    owners = _owners(chart)
    return Ground(_shapes(seen, low, owners), _lines(seen, low, owners), _graticule(plane, low))


def _shapes(seen: Floats, low: float, owners: dict[int, int]) -> tuple[Shape, ...]:
    walked = seen[world().walk]
    on_plane, up = flat(walked), walked[:, 2]
    starts = [ring.walk.start for ring in world().rings]
    lowest, highest = np.minimum.reduceat(up, starts), np.maximum.reduceat(up, starts)
    shapes = []
    for ring, least, most in zip(world().rings, lowest.tolist(), highest.tolist(), strict=True):
        if most >= low:
            points = on_plane[ring.walk] if least >= low else flat(clipped(walked[ring.walk], low))
            shapes.append(Shape(points, owners.get(ring.land), ring.hole))
    return tuple(shapes)


def _owners(chart: Chart) -> dict[int, int]:
    """For each land that a place has, the number of the place."""
    areas = {place.area: number for number, place in enumerate(chart.places) if place.area}
    return {land: areas[iso] for land, iso in enumerate(world().isos) if iso in areas}


def _lines(seen: Floats, low: float, owners: dict[int, int]) -> dict[str, list[Floats]]:
    lines: dict[str, list[Floats]] = {sort: [] for sort in LINES}
    on_plane = flat(seen)
    starts = [arc.points.start for arc in world().arcs]
    lowest, highest = np.minimum.reduceat(seen[:, 2], starts), np.maximum.reduceat(seen[:, 2], starts)
    for arc, least, most in zip(world().arcs, lowest.tolist(), highest.tolist(), strict=True):
        if arc.kind in (COAST, BORDER, UNSETTLED) and most >= low:
            sort = _sort(arc.kind, any(land in owners for land in arc.lands))
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
