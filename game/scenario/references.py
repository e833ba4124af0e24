"""Checks that every name in a scenario's tables is declared, and fits the place where it is used."""

from __future__ import annotations

import re
from collections.abc import Iterator

from game.scenario.cast import Cast
from game.scenario.lookup import unknown, unknown_keys, unknowns
from game.scenario.mistake import Mistake
from game.scenario.names import KINDS_OF_ACTOR, Names
from game.scenario.schema import Scenario
from game.scenario.source import Path

COLOUR = re.compile(r"#[0-9a-fA-F]{6}")


class References:
    """Checks the names in one scenario, table by table."""

    def __init__(self, scenario: Scenario, names: Names, cast: Cast) -> None:
        self.scenario = scenario
        self.names = names
        self.cast = cast

    def check(self) -> Iterator[Mistake]:
        """All names of all tables but those in effects, conditions, orders and briefs."""
        yield from self._poles()
        yield from self._actors()
        yield from self._pairs()
        yield from self._rupture()
        yield from self._postures()
        yield from self._meetings()
        yield from self._items_and_files()
        yield from self._sources()
        yield from self._history_end()

    def _poles(self) -> Iterator[Mistake]:
        for index, pole in enumerate(self.scenario.pole):
            path: Path = ("pole", index)
            if not COLOUR.fullmatch(pole.colour):
                message = f"{pole.colour!r} is not a colour"
                yield Mistake((*path, "colour"), "bad-colour", message, "write it as #3366cc")
            if not 1 <= len(pole.letter) <= 2:
                yield Mistake((*path, "letter"), "bad-letter", f"{pole.letter!r} is not one or two letters")
        for index, coupling in enumerate(self.scenario.coupling):
            yield from unknown(("coupling", index, "push"), "pole", coupling.push, self.names.pole)
            yield from unknown(("coupling", index, "costs"), "pole", coupling.costs, self.names.pole)

    def _actors(self) -> Iterator[Mistake]:
        owners: dict[str, int] = {}
        for index, actor in enumerate(self.scenario.actor):
            path: Path = ("actor", index)
            yield from unknown_keys((*path, "alignment"), "pole", actor.alignment, self.names.pole)
            yield from unknown_keys((*path, "dependency"), "pole", actor.dependency, self.names.pole)
            yield from self._own_pole(path, actor.kind, actor.pole)
            if actor.kind != "state" and actor.weight:
                message = f"only states have a weight, and this is a {actor.kind}"
                yield Mistake((*path, "weight"), "odd-companion", message, "remove it", on_key=True)
            if actor.kind != "power" or actor.pole is None:
                continue
            if actor.pole in owners:
                message = f"the pole {actor.pole!r} has two powers"
                related = ((("actor", owners[actor.pole], "pole"), "owned here first"),)
                yield Mistake((*path, "pole"), "duplicate-id", message, related=related)
            owners.setdefault(actor.pole, index)
        for index, group in enumerate(self.scenario.group):
            yield from unknowns(("group", index, "actors"), "actor", group.actors, self.names.actor)

    def _own_pole(self, path: Path, kind: str, pole: str | None) -> Iterator[Mistake]:
        if kind == "power" and pole is None:
            yield Mistake(path, "missing-companion", "a power needs a pole of its own", "add pole = ...")
        elif kind != "power" and pole is not None:
            message = f"only powers own a pole, and this is a {kind}"
            yield Mistake((*path, "pole"), "odd-companion", message, "remove it", on_key=True)
        elif pole is not None:
            yield from unknown((*path, "pole"), "pole", pole, self.names.pole)

    def _pairs(self) -> Iterator[Mistake]:
        for index, pair in enumerate(self.scenario.rivals):
            yield from self._of_kind(("rivals", index), pair, "power")
        for index, relation in enumerate(self.scenario.relation):
            yield from unknowns(("relation", index, "between"), "actor", relation.between, self.names.actor)
        for index, dispute in enumerate(self.scenario.dispute):
            yield from self._of_kind(("dispute", index, "between"), dispute.between, "state")
            yield from unknown(("dispute", index, "file"), "file", dispute.file, self.names.file)

    def _of_kind(self, path: Path, names: tuple[str, ...], kind: str) -> Iterator[Mistake]:
        yield from unknowns(path, "actor", names, self.names.actor)
        for index, name in enumerate(names):
            if name in self.cast.actors and self.cast.actors[name].kind != kind:
                yield Mistake((*path, index), "wrong-kind", f"{name!r} is no {kind}")

    def _rupture(self) -> Iterator[Mistake]:
        rupture = self.scenario.rupture
        if rupture is None:
            return
        yield from unknown(("rupture", "track"), "track", rupture.track, self.names.track)
        for index, track in enumerate(self.scenario.track):
            if track.id == rupture.track:
                steps = {step.id: step.start for step in track.step}
                yield from unknown(("rupture", "brink"), "step", rupture.brink, steps)
                if steps.get(rupture.brink, 0) > rupture.limit:
                    message = f"the brink starts at {steps[rupture.brink]:g}, after the limit of {rupture.limit:g}"
                    brink = ("track", index, "step", [*steps].index(rupture.brink), "start")
                    yield Mistake(("rupture", "limit"), "not-ascending", message, related=((brink, "the brink starts here"),))

    def _postures(self) -> Iterator[Mistake]:
        for index, posture in enumerate(self.scenario.posture):
            path: Path = ("posture", index)
            yield from unknowns((*path, "actors"), "actor", posture.actors, self.names.reference)
            yield from unknown_keys((*path, "start"), "actor", posture.start, self.names.actor)
            for actor, option in posture.start.items():
                yield from unknown((*path, "start", actor), "option", option, posture.options)
            if len(posture.options) < 2:
                yield Mistake((*path, "options"), "wrong-length", "a posture needs at least two options")

    def _meetings(self) -> Iterator[Mistake]:
        for index, meeting in enumerate(self.scenario.meeting):
            yield from unknowns(("meeting", index, "between"), "kind", meeting.between, KINDS_OF_ACTOR)

    def _items_and_files(self) -> Iterator[Mistake]:
        parties = self.names.actor | self.names.party
        for index, item in enumerate(self.scenario.item):
            yield from unknowns(("item", index, "supporters"), "actor", item.supporters, self.names.reference)
        for index, file in enumerate(self.scenario.file):
            yield from unknowns(("file", index, "parties"), "actor", file.parties, parties)
            yield from unknowns(("file", index, "conveners"), "actor", file.conveners, self.names.reference)
        for index, party in enumerate(self.scenario.party):
            path: Path = ("party", index)
            yield from unknowns((*path, "conveners"), "actor", party.conveners, self.names.reference)
            yield from unknown_keys((*path, "asks"), "file", party.asks, self.names.file)
            for file_id, names in party.asks.items():
                yield from unknowns((*path, "asks", file_id), "actor", names, self.names.reference)

    def _sources(self) -> Iterator[Mistake]:
        for table in ("actor", "party", "item", "file"):
            for index, entry in enumerate(getattr(self.scenario, table)):
                yield from unknowns((table, index, "source"), "source", entry.source, self.names.source)

    def _history_end(self) -> Iterator[Mistake]:
        end = self.scenario.history_end
        if end is None:
            return
        path: Path = ("history_end",)
        yield from unknown_keys((*path, "adopted"), "item", end.adopted, self.names.item)
        yield from unknowns((*path, "dropped"), "item", end.dropped, self.names.item)
        yield from unknown_keys((*path, "aside"), "item", end.aside, self.names.item)
        for item, names in end.aside.items():
            yield from unknowns((*path, "aside", item), "actor", names, self.names.actor)
        yield from unknowns((*path, "admitted"), "actor", end.admitted, self.names.actor)
