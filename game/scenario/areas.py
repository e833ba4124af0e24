"""Checks the map: areas are well written, who shares one says how it is divided, and insets show what lies on the map."""

from __future__ import annotations

import re
from collections.abc import Iterator

from game.scenario.lookup import unknowns
from game.scenario.mistake import Mistake
from game.scenario.names import Names
from game.scenario.schema import Scenario
from game.scenario.source import Path
from game.scenario.tables.people import Actor, Party

ISO = re.compile(r"\d{3}")
Entry = tuple[Path, Actor | Party]


def iso_of(land: str | tuple[str, ...]) -> tuple[str, ...]:
    """The ISO 3166 numbers among what an actor's `map` says; none if it only names a place of its own."""
    return tuple(area for area in (land if isinstance(land, tuple) else (land,)) if ISO.fullmatch(area))


def check_areas(scenario: Scenario, names: Names) -> Iterator[Mistake]:
    """Areas of actors and parties, and the table of the map."""
    yield from _areas(scenario)
    if scenario.map is None:
        return
    yield from _centre(("map", "centre"), scenario.map.centre)
    shown: dict[str, Path] = {}
    landed = {entry.id for _, entry in _entries(scenario) if iso_of(entry.map)}
    for index, inset in enumerate(scenario.map.inset):
        path: Path = ("map", "inset", index)
        yield from _centre((*path, "centre"), inset.centre)
        yield from unknowns((*path, "actors"), "actor", inset.actors, names.actor | names.party)
        for place, name in enumerate(inset.actors):
            here: Path = (*path, "actors", place)
            if name in (names.actor | names.party) - landed:
                yield Mistake(here, "no-area", f"{name!r} has no area", "give its `map` an ISO 3166 number, or leave it out")
            if name in shown:
                related = ((shown[name], "here first"),)
                yield Mistake(here, "duplicate-id", f"{name!r} is shown in two insets", related=related)
            shown.setdefault(name, here)


def _entries(scenario: Scenario) -> Iterator[Entry]:
    yield from ((("actor", index), actor) for index, actor in enumerate(scenario.actor))
    yield from ((("party", index), party) for index, party in enumerate(scenario.party))


def _areas(scenario: Scenario) -> Iterator[Mistake]:
    """Who has which area; several may share one if each says by which point."""
    owners: dict[str, list[Entry]] = {}
    for path, entry in _entries(scenario):
        if entry.at is not None:
            yield from _centre((*path, "at"), entry.at)
        for place, area in enumerate(entry.map if isinstance(entry.map, tuple) else (entry.map,)):
            here: Path = (*path, "map", place) if isinstance(entry.map, tuple) else (*path, "map")
            if not ISO.fullmatch(area) and (area.isdigit() or isinstance(entry.map, tuple)):
                yield Mistake(here, "bad-area", f"{area!r} is not an ISO 3166 number", "write three digits, such as '031'")
            others = owners.setdefault(area, []) if area else []
            if others and not _divided(area, [*others, (here, entry)]):
                related = ((others[0][0], "here first"),)
                hint = "give each an `at`, a point of its own by which they divide it" if ISO.fullmatch(area) else ""
                yield Mistake(here, "duplicate-id", f"the area {area!r} belongs to two actors", hint, related=related)
            others.append((here, entry))


def _divided(area: str, owners: list[Entry]) -> bool:
    """Whether those who share an area each have a point of their own."""
    points = {entry.at for _, entry in owners}
    return bool(ISO.fullmatch(area)) and None not in points and len(points) == len(owners)


def _centre(path: Path, centre: tuple[float, float]) -> Iterator[Mistake]:
    if not -90 <= centre[1] <= 90:
        yield Mistake((*path, 1), "out-of-range", f"{centre[1]:g} must lie between -90 and 90", "write degrees east, then north")
