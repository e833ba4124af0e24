"""Checks the map: areas are well written and belong to one actor each, and insets show what lies on the map."""

from __future__ import annotations

import re
from collections.abc import Iterator

from game.scenario.lookup import unknowns
from game.scenario.mistake import Mistake
from game.scenario.names import Names
from game.scenario.schema import Scenario
from game.scenario.source import Path

ISO = re.compile(r"\d{3}")


def check_areas(scenario: Scenario, names: Names) -> Iterator[Mistake]:
    """Areas of actors and parties, and the table of the map."""
    yield from _areas(scenario)
    if scenario.map is None:
        return
    yield from _centre(("map", "centre"), scenario.map.centre)
    shown: dict[str, Path] = {}
    areas = {**{a.id: a.map for a in scenario.actor}, **{p.id: p.map for p in scenario.party}}
    for index, inset in enumerate(scenario.map.inset):
        path: Path = ("map", "inset", index)
        yield from _centre((*path, "centre"), inset.centre)
        yield from unknowns((*path, "actors"), "actor", inset.actors, names.actor | names.party)
        for place, name in enumerate(inset.actors):
            here: Path = (*path, "actors", place)
            if name in names.actor | names.party and not ISO.fullmatch(areas.get(name, "")):
                yield Mistake(here, "no-area", f"{name!r} has no area", "give its `map` an ISO 3166 number, or leave it out")
            if name in shown:
                related = ((shown[name], "here first"),)
                yield Mistake(here, "duplicate-id", f"{name!r} is shown in two insets", related=related)
            shown.setdefault(name, here)


def _areas(scenario: Scenario) -> Iterator[Mistake]:
    owners: dict[str, Path] = {}
    entries: list[tuple[Path, str]] = [(("actor", i), a.map) for i, a in enumerate(scenario.actor)]
    entries += [(("party", i), p.map) for i, p in enumerate(scenario.party)]
    for entry, area in entries:
        path: Path = (*entry, "map")
        if area.isdigit() and not ISO.fullmatch(area):
            yield Mistake(path, "bad-area", f"{area!r} is not an ISO 3166 number", "write three digits, such as '031'")
        if area and area in owners:
            related = ((owners[area], "here first"),)
            yield Mistake(path, "duplicate-id", f"the area {area!r} belongs to two actors", related=related)
        owners.setdefault(area, path)


def _centre(path: Path, centre: tuple[float, float]) -> Iterator[Mistake]:
    if not -90 <= centre[1] <= 90:
        yield Mistake((*path, 1), "out-of-range", f"{centre[1]:g} must lie between -90 and 90", "write degrees east, then north")
