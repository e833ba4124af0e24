"""Ground: the shapes and lines of one view in km, cut from the world or invented."""

from __future__ import annotations

import math
from collections.abc import Sequence
from functools import lru_cache
from hashlib import sha256

import attrs
import numpy as np

from game.ui.map.chart import Chart, Place, View
from game.ui.map.plane import Plane, clipped, flat, horizon
from game.ui.map.world import COAST, INSIDE, UNSETTLED, Floats, unit_vectors, world

EMPTY: Floats = np.zeros((0, 2))
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


@lru_cache(maxsize=8)
def ground_of(chart: Chart, view: View | None, reach: float) -> Ground:
    """The ground of a view as far as `reach` km from its middle."""
    return islands(chart) if view is None else surveyed(chart, Plane(view.centre), reach)


def surveyed(chart: Chart, plane: Plane, reach: float) -> Ground:
    """The ground of the real world around the middle of a plane."""
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
        if arc.kind != INSIDE and most >= low:
            sort = _sort(arc.kind, any(land in owners for land in arc.lands))
            lines[sort] += [on_plane[arc.points]] if least >= low else _runs(seen[arc.points], low)
    return lines


def _sort(kind: int, played: bool) -> str:
    if kind == COAST:
        return "coast"
    if kind == UNSETTLED:
        return "unsettled"
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




def islands(chart: Chart) -> Ground:
    """An invented sea: an island for each place, powers at the ends, in a shape that its id alone decides."""
    shapes, order = [], _seated(chart.places)
    for seat, number in enumerate(order):
        place = chart.places[number]
        shapes.append(Shape(_island(place, _site(seat, len(order))), number))
    coasts = [np.concatenate([s.points, s.points[:1]]) for s in shapes]
    return Ground(tuple(shapes), {**{sort: [] for sort in LINES}, "coast": coasts}, _net())


INVENTED = (3200.0, 1900.0)
"""The size of the invented sea, in km across and down."""


def _seated(places: Sequence[Place]) -> list[int]:
    """States between powers, around a table; institutions have no land."""
    powers = [n for n, p in enumerate(places) if p.kind == "power"]
    states = [n for n, p in enumerate(places) if p.kind in ("state", "party")]
    share = math.ceil(len(states) / max(1, len(powers)))
    groups = [[power, *states[k * share : (k + 1) * share]] for k, power in enumerate(powers)] or [states]
    return [n for group in groups for n in group]


def _site(seat: int, seats: int) -> Floats:
    angle = math.pi + math.tau * seat / max(1, seats)
    return np.array([math.cos(angle) * INVENTED[0] * 0.36, -math.sin(angle) * INVENTED[1] * 0.34])


def _island(place: Place, site: Floats) -> Floats:
    """A closed coast of 240 points: a circle with waves whose sizes fall with their number."""
    code = np.frombuffer(sha256(place.id.encode()).digest(), np.uint8)[:24].astype(float) / 255
    angle = np.linspace(0, math.tau, 240, endpoint=False)
    waves = [0.34 * (0.4 + code[k % 24]) / k**1.15 * np.cos(k * angle + math.tau * code[(7 * k) % 24]) for k in range(2, 40)]
    radius = (330 if place.kind == "power" else 250) * (1 + np.sum(waves, axis=0))
    coast: Floats = site + np.column_stack([1.25 * radius * np.cos(angle), radius * np.sin(angle)])
    return coast


def _net(step: float = 400.0) -> list[Floats]:
    """A plain square net for an invented sea."""
    ends = np.array([-8000.0, 8000.0])
    at = np.arange(-8000.0, 8001.0, step)
    return [np.column_stack([np.full(2, x), ends]) for x in at] + [np.column_stack([ends, np.full(2, y)]) for y in at]
