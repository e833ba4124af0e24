"""Checks that ids are well formed and that nothing is declared twice."""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterable, Iterator
from typing import Any

from game.scenario.mistake import Mistake
from game.scenario.names import RESERVED
from game.scenario.schema import Scenario
from game.scenario.source import Path
from game.scenario.values import ID

ACTOR_LIKE = ("actor", "party", "group")
WITH_ID = ("source", "pole", "track", "posture", "action", "position", "modifier", "item", "file", "event", "length",
           "temperament", "variant")


def check_identity(scenario: Scenario) -> Iterator[Mistake]:
    """Ids, pairs and other keys of all tables."""
    for paths in _id_tables(scenario):
        yield from _check_ids(paths)
    yield from _check_keys(scenario)


def _id_tables(scenario: Scenario) -> Iterator[list[tuple[Path, str]]]:
    """Lists of (path of the entry, its id), within each of which an id may stand once."""
    yield [pair for table in ACTOR_LIKE for pair in _ids((table,), getattr(scenario, table))]
    for table in WITH_ID:
        yield _ids((table,), getattr(scenario, table))
    if scenario.map is not None:
        yield _ids(("map", "inset"), scenario.map.inset)
    for index, track in enumerate(scenario.track):
        yield _ids(("track", index, "step"), track.step)
    for index, event in enumerate(scenario.event):
        yield _ids(("event", index, "choices"), event.choices)
    for index, brief in enumerate(scenario.brief):
        yield _ids(("brief", index, "goal"), brief.goal)
        yield _ids(("brief", index, "secret"), brief.secret)


def _ids(table: Path, entries: Iterable[Any]) -> list[tuple[Path, str]]:
    return [((*table, index), entry.id) for index, entry in enumerate(entries) if entry.id is not None]


def _check_ids(entries: list[tuple[Path, str]]) -> Iterator[Mistake]:
    for path, name in entries:
        if not re.fullmatch(ID.text, name):
            hint = "use lower-case letters a to z, digits and single hyphens"
            yield Mistake((*path, "id"), "bad-id", f"{name!r} is not an id", hint)
        elif name in RESERVED:
            yield Mistake((*path, "id"), "reserved-id", f"{name!r} has a meaning of its own", "choose another id")
    yield from _check_repeats([((*path, "id"), name, f"the id {name!r}") for path, name in entries])


def _check_keys(scenario: Scenario) -> Iterator[Mistake]:
    """Tables that are known by something else than an id."""
    for table in ("relation", "meeting", "dispute"):
        pairs = [entry.between for entry in getattr(scenario, table)]
        paths = ((table, index, "between") for index in range(len(pairs)))
        yield from _check_repeats(zip(paths, map(frozenset, pairs), map(_pair, pairs), strict=True))
    rivals = enumerate(scenario.rivals)
    yield from _check_repeats([(("rivals", i), frozenset(pair), _pair(pair)) for i, pair in rivals])
    for index, coupling in enumerate(scenario.coupling):
        if coupling.push == coupling.costs:
            yield Mistake(("coupling", index, "costs"), "self-pair", f"{coupling.push!r} is coupled with itself")
    couplings = [(c.push, c.costs) for c in scenario.coupling]
    yield from _check_repeats([(("coupling", i), pair, _pair(pair)) for i, pair in enumerate(couplings)])
    briefs = [(("brief", index, "actor"), brief.actor) for index, brief in enumerate(scenario.brief)]
    yield from _check_repeats([(path, name, f"the brief of {name!r}") for path, name in briefs])
    past = [(("history", index, "turn"), entry.turn) for index, entry in enumerate(scenario.history)]
    yield from _check_repeats([(path, turn, f"the history of turn {turn}") for path, turn in past])
    yield from _check_selves(scenario)


def _check_selves(scenario: Scenario) -> Iterator[Mistake]:
    for table in ("relation", "dispute"):
        for index, entry in enumerate(getattr(scenario, table)):
            if entry.between[0] == entry.between[1]:
                yield Mistake((table, index, "between"), "self-pair", f"{entry.between[0]!r} is paired with itself")
    for index, pair in enumerate(scenario.rivals):
        if pair[0] == pair[1]:
            yield Mistake(("rivals", index), "self-pair", f"{pair[0]!r} is paired with itself")


def _pair(pair: tuple[str, str]) -> str:
    return f"the pair {pair[0]!r} and {pair[1]!r}"


def _check_repeats(entries: Iterable[tuple[Path, Hashable, str]]) -> Iterator[Mistake]:
    seen: dict[Hashable, Path] = {}
    for path, key, text in entries:
        if key in seen:
            first = ((seen[key], "here first"),)
            yield Mistake(path, "duplicate-id", f"{text} is declared twice", related=first)
        seen.setdefault(key, path)
