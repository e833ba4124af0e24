"""Chart: what a scenario puts on the map, and which part of the world it shows."""

from __future__ import annotations

from pathlib import Path

import attrs

from game.scenario.areas import iso_of
from game.scenario.pictures import picture_file
from game.scenario.schema import Scenario
from game.scenario.tables.stage import Map

Pair = tuple[float, float]


@attrs.frozen
class Place:
    """Something that has its place on the map: an actor, or a party to a file."""

    id: str
    name: str
    kind: str
    areas: tuple[str, ...] = ()
    """The ISO 3166 numbers of its land."""
    at: Pair | None = None
    """A point in it, by which it divides land with others that have the same area."""
    emblem: Path | None = None
    """The picture of it that the scenario brings."""


@attrs.frozen
class View:
    """A part of the world: its middle in degrees, its size in km, and who is named in it rather than elsewhere."""

    centre: Pair
    extent: Pair
    places: tuple[str, ...] = ()
    name: str = ""


@attrs.frozen
class Chart:
    """All places, the view that fills the window, and larger views of its parts; without a view the land is invented."""

    places: tuple[Place, ...]
    view: View | None = None
    insets: tuple[View, ...] = ()


def chart_of(scenario: Scenario) -> Chart:
    """The chart of a scenario."""
    actors = [Place(a.id, a.name, a.kind, iso_of(a.map), a.at, picture_file(scenario, a.emblem)) for a in scenario.actor]
    parties = [Place(p.id, p.name, "party", iso_of(p.map), p.at) for p in scenario.party]
    table = scenario.map
    if table is None:
        return Chart((*actors, *parties))
    return Chart((*actors, *parties), View(table.centre, table.extent), _insets(table))


def _insets(table: Map) -> tuple[View, ...]:
    return tuple(View(inset.centre, inset.extent, inset.actors, inset.name) for inset in table.inset)
