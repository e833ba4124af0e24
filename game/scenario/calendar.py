"""Checks the calendar: turns, dates, communiques, lengths, sessions, and events with what they wait for."""

from __future__ import annotations

import math
from collections.abc import Iterator

from game.scenario.conditions import Conditions, parts
from game.scenario.consequences import Effects
from game.scenario.effects import Condition
from game.scenario.lookup import unknowns
from game.scenario.mistake import Mistake
from game.scenario.names import Names
from game.scenario.schema import Scenario
from game.scenario.scope import CHOICE, EVENT, FILE, ITEM, START
from game.scenario.source import Path
from game.scenario.tables.summit import Event


class Calendar:
    """Checks what happens when in one scenario."""

    def __init__(self, scenario: Scenario, names: Names) -> None:
        self.scenario = scenario
        self.names = names
        self.turns = len(scenario.turn)
        self.conditions = Conditions(scenario, names)
        self.effects = Effects(scenario, self.conditions)

    def check(self) -> Iterator[Mistake]:
        """All mistakes in turns, lengths, items, files, events, trends and parties."""
        yield from self._turns()
        yield from self._lengths()
        yield from self._items_and_files()
        for index, event in enumerate(self.scenario.event):
            yield from self._event(event, ("event", index))
        yield from self._loops()
        yield from self._trends_and_parties()

    def _turns(self) -> Iterator[Mistake]:
        turns = self.scenario.turn
        if not turns:
            yield Mistake((), "no-turns", "there is no [[turn]]", "add at least one")
        for index, turn in enumerate(turns):
            if turn.ends < turn.begins:
                begun = ((("turn", index, "begins"), "the turn begins here"),)
                yield Mistake(("turn", index, "ends"), "not-ascending", f"{turn.ends} is before {turn.begins}", related=begun)
            if index and turn.begins < turns[index - 1].ends:
                message = f"{turn.begins} is before the end of the turn before, {turns[index - 1].ends}"
                before = ((("turn", index - 1, "ends"), "the turn before ends here"),)
                yield Mistake(("turn", index, "begins"), "not-ascending", message, related=before)
        total = math.fsum(turn.communique for turn in turns)
        if total and abs(total - 1) > 1e-9:
            shares = [(("turn", k, "communique"), f"{t.communique:g} of it here") for k, t in enumerate(turns) if t.communique]
            yield Mistake(("turn",), "communique-sum", f"the communiques sum to {total:g}, not to 1", related=tuple(shares))

    def _lengths(self) -> Iterator[Mistake]:
        shares = [turn.communique for turn in self.scenario.turn]
        for index, length in enumerate(self.scenario.length):
            path: Path = ("length", index, "turns")
            yield from self._ascending(path, length.turns)
            played = [shares[turn - 1] for turn in length.turns if 1 <= turn <= self.turns]
            if any(shares) and not any(played):
                yield Mistake(path, "no-communique", f"the length {length.id!r} has no turn with a communique")

    def _ascending(self, path: Path, turns: tuple[int, ...]) -> Iterator[Mistake]:
        if not turns:
            yield Mistake(path, "wrong-length", "at least one turn must be listed")
        for index, turn in enumerate(turns):
            yield from self._turn((*path, index), turn)
            if index and turn <= turns[index - 1]:
                yield Mistake((*path, index), "not-ascending", f"turn {turn} must come after turn {turns[index - 1]}")

    def _turn(self, path: Path, turn: int) -> Iterator[Mistake]:
        if not 1 <= turn <= self.turns:
            yield Mistake(path, "no-such-turn", f"there is no turn {turn}", f"the last one is {self.turns}")

    def _items_and_files(self) -> Iterator[Mistake]:
        for index, item in enumerate(self.scenario.item):
            yield from self._ascending(("item", index, "sessions"), item.sessions)
            yield from self.effects.check(item.effects, ("item", index, "effects"), ITEM)
        for index, file in enumerate(self.scenario.file):
            if not file.steps:
                yield Mistake(("file", index, "steps"), "wrong-length", "a file needs at least one step")
            yield from self.effects.check(file.effects, ("file", index, "effects"), FILE)

    def _event(self, event: Event, path: Path) -> Iterator[Mistake]:
        yield from self._turn((*path, "turn"), event.turn)
        yield from self._date(event, path)
        yield from self.conditions.check(event.when, (*path, "when"), EVENT)
        yield from self.effects.check(event.effects, (*path, "effects"), EVENT)
        yield from unknowns((*path, "by"), "actor", event.by, self.names.reference)
        yield from self._choices(event, path)

    def _date(self, event: Event, path: Path) -> Iterator[Mistake]:
        if event.date is None or not 1 <= event.turn <= self.turns:
            return
        turn = self.scenario.turn[event.turn - 1]
        if turn.begins <= turn.ends and not turn.begins <= event.date <= turn.ends:
            message = f"{event.date} does not lie in turn {event.turn}, {turn.begins} to {turn.ends}"
            begins = ((("turn", event.turn - 1, "begins"), "the turn begins here"),)
            yield Mistake((*path, "date"), "wrong-date", message, related=begins)

    def _choices(self, event: Event, path: Path) -> Iterator[Mistake]:
        for key, other in (("by", "choices"), ("choices", "by")):
            if getattr(event, key) and not getattr(event, other):
                yield Mistake((*path, key), "missing-companion", f"{key!r} needs {other!r} in an event", on_key=True)
        if event.choices and event.choices[0].cost:
            message = f"the first choice is taken by default and must cost 0, not {event.choices[0].cost}"
            yield Mistake((*path, "choices", 0, "cost"), "first-choice", message)
        for index, choice in enumerate(event.choices):
            yield from self.effects.check(choice.effects, (*path, "choices", index, "effects"), CHOICE)

    def _loops(self) -> Iterator[Mistake]:
        waits = {event.id: set(_awaited(event.when)) for event in self.scenario.event}
        for index, event in enumerate(self.scenario.event):
            if event.id in _reached(waits, event.id):
                message = f"the event {event.id!r} waits for itself"
                awaited = [k for k, other in enumerate(self.scenario.event) if other.id in waits[event.id] and k != index]
                related = tuple((("event", k, "when"), "it waits for this event") for k in awaited)
                yield Mistake(("event", index, "when"), "event-loop", message, "break the chain of 'when'", related=related)

    def _trends_and_parties(self) -> Iterator[Mistake]:
        for index, track in enumerate(self.scenario.track):
            for place, trend in enumerate(track.trend):
                yield from self.conditions.check(trend.when, ("track", index, "trend", place, "when"), START)
            starts = [step.start for step in track.step]
            for place in range(1, len(starts)):
                if starts[place] <= starts[place - 1]:
                    message = f"the step starts at {starts[place]:g}, not after the one before it"
                    before = ((("track", index, "step", place - 1, "start"), "the one before it"),)
                    yield Mistake(("track", index, "step", place, "start"), "not-ascending", message, related=before)
        for index, party in enumerate(self.scenario.party):
            yield from self.conditions.check(party.when, ("party", index, "when"), FILE)
        for index, file in enumerate(self.scenario.file):
            yield from self.conditions.check(file.needs, ("file", index, "needs"), FILE)


def _awaited(condition: Condition | None) -> Iterator[str]:
    """All events that a condition asks about, also under `not` and `any`: they must be settled before this one."""
    for _, part in parts(condition, ()) if condition is not None else ():
        if part.event is not None:
            yield part.event.id


def _reached(waits: dict[str, set[str]], start: str) -> set[str]:
    reached: set[str] = set()
    front = set(waits[start])
    while front:
        reached |= front
        front = {name for known in front for name in waits.get(known, ())} - reached
    return reached
