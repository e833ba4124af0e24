"""An invented land for scenarios without a real one: states around a lake, as around a table, drawn from their ids alone."""

from __future__ import annotations

import math
from collections.abc import Sequence
from hashlib import sha256

import numpy as np

from game.ui.map.chart import Chart, Place
from game.ui.map.ground import LINES, Ground, Shape
from game.ui.map.world import Floats

EXTENT = (2900.0, 1900.0)
"""Km across and down that the land and its sea take."""
COAST, LAKE = 800.0, 190.0
"""How far the coast and the lake's shore lie from the middle, in km, before they are stretched and broken."""
STRETCH = (1.45, 1.0)
SHARES = {"power": 1.5, "state": 1.0, "party": 1.0}
"""How much of the land each kind gets; an institution has none."""
POINTS = 900
ISLETS = 9
TURN = math.tau


def invented(chart: Chart) -> Ground:
    """The land of a chart: slices of a round land between its coast and a lake, and islets off the coast."""
    owners = seated(chart.places)
    if not owners:
        return Ground((), {sort: [] for sort in LINES}, net())
    dice = np.random.default_rng(list(sha256(" ".join(place.id for place in chart.places).encode()).digest()))
    coast, shore = _broken(COAST, 0.34, dice), _broken(LAKE, 0.25, dice)
    cuts = _cuts([SHARES[chart.places[n].kind] for n in owners])
    borders = [_border(cut, coast, shore, dice) for cut in cuts[:-1]]
    slices = [_slice(k, cuts, borders, coast, shore) for k in range(len(owners))]
    islets = [_islet(coast, dice) for _ in range(ISLETS)]
    shapes = [Shape(points, owner) for points, owner in zip(slices, owners, strict=True)]
    lines: dict[str, list[Floats]] = {sort: [] for sort in LINES}
    lines["between"] = borders if len(borders) > 1 else []
    return Ground((*shapes, *(Shape(points, None) for points in islets)), lines, net())


def seated(places: Sequence[Place]) -> list[int]:
    """The numbers of the places that get land, each power followed by its share of the others."""
    powers = [n for n, p in enumerate(places) if p.kind == "power"]
    others = [n for n, p in enumerate(places) if p.kind in SHARES and p.kind != "power"]
    share = math.ceil(len(others) / max(1, len(powers)))
    groups = [[power, *others[k * share : (k + 1) * share]] for k, power in enumerate(powers)] or [others]
    return [n for group in groups for n in group]


def _cuts(shares: Sequence[float]) -> list[float]:
    """The bearings of the borders; the first slice lies in the west."""
    ends = np.cumsum([0.0, *shares]) / sum(shares)
    bearings: list[float] = (TURN * (0.5 + ends - ends[1] / 2)).tolist()
    return bearings


def _bearings() -> Floats:
    return np.arange(POINTS) * TURN / POINTS


def _broken(radius: float, rough: float, dice: np.random.Generator) -> Floats:
    """A closed line around the middle: waves whose height falls with their number, so that it is a coast at every scale."""
    bearing, waves = _bearings(), np.arange(2, 120)
    heights = rough * dice.uniform(0.2, 1.0, len(waves)) / waves**1.25
    phases = dice.uniform(0, TURN, len(waves))
    away = radius * (1 + (heights[:, None] * np.cos(waves[:, None] * bearing + phases[:, None])).sum(axis=0))
    return np.column_stack([away * np.cos(bearing), away * np.sin(bearing)]) * STRETCH


def _at(line: Floats, bearing: float) -> int:
    return round(bearing / TURN * POINTS) % POINTS


def _border(bearing: float, coast: Floats, shore: Floats, dice: np.random.Generator) -> Floats:
    """A wavering line from the shore of the lake to the coast."""
    start, end = shore[_at(shore, bearing)], coast[_at(coast, bearing)]
    t = np.linspace(0, 1, 40)
    waves = np.arange(1, 14)
    heights = dice.normal(0, 0.13, len(waves)) / waves
    off = 4 * t * (1 - t) * (heights[:, None] * np.sin(math.pi * waves[:, None] * t)).sum(axis=0)
    across = np.array([start[1] - end[1], end[0] - start[0]])
    border: Floats = start + t[:, None] * (end - start) + off[:, None] * across
    return border


def _slice(k: int, cuts: Sequence[float], borders: Sequence[Floats], coast: Floats, shore: Floats) -> Floats:
    """The ring of one slice: out along its first border, along the coast, in along the next, back along the shore."""
    first, last = borders[k], borders[(k + 1) % len(borders)]
    along = _between(_at(coast, cuts[k]), _at(coast, cuts[k + 1]))
    return np.concatenate([first, coast[along], last[::-1], shore[along[::-1]]])


def _between(start: int, end: int) -> list[int]:
    """The points of a closed line after one and before another; all the way round where they are the same."""
    return [k % POINTS for k in range(start + 1, end if end > start else end + POINTS)]


def _islet(coast: Floats, dice: np.random.Generator) -> Floats:
    """A small island somewhere off the coast."""
    site = coast[dice.integers(POINTS)] * dice.uniform(1.12, 1.35)
    islet: Floats = site + _broken(dice.uniform(12, 42), 0.5, dice)[::18]
    return islet


def net(step: float = 400.0) -> list[Floats]:
    """A plain square net."""
    ends, at = np.array([-8000.0, 8000.0]), np.arange(-8000.0, 8001.0, step)
    return [np.column_stack([np.full(2, x), ends]) for x in at] + [np.column_stack([ends, np.full(2, y)]) for y in at]
