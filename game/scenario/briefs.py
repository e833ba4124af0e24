"""Checks the aims of the delegations: their weights, and what their goals measure."""

from __future__ import annotations

import math
from collections.abc import Iterator

from game.scenario.cast import Cast
from game.scenario.lookup import unknown, unknown_keys, unknowns
from game.scenario.mistake import Mistake
from game.scenario.names import Names
from game.scenario.schema import Scenario
from game.scenario.source import Path
from game.scenario.tables.aims import Brief, Goal

OPEN_SUM = 85
SECRET_WEIGHT = 15
NEEDS_WHAT = ("track", "posture", "item", "file_steps")
NEEDS_POLE = ("alignment", "dependency")


class Briefs:
    """Checks the briefs of one scenario."""

    def __init__(self, scenario: Scenario, names: Names, cast: Cast) -> None:
        self.scenario = scenario
        self.names = names
        self.cast = cast
        self.options = {posture.id: posture.options for posture in scenario.posture}

    def check(self) -> Iterator[Mistake]:
        """All mistakes in briefs, and the seats that have none."""
        for index, brief in enumerate(self.scenario.brief):
            path: Path = ("brief", index)
            yield from self._seat(brief, path)
            yield from self._weights(brief, path)
            if brief.temperament is not None:
                yield from unknown((*path, "temperament"), "temperament", brief.temperament, self.names.temperament)
            yield from unknown_keys((*path, "wishes"), "item", brief.wishes, self.names.item)
            for key in ("goal", "secret"):
                for place, goal in enumerate(getattr(brief, key)):
                    yield from self._goal(goal, (*path, key, place), brief.actor)
        yield from self._without_brief()

    def _seat(self, brief: Brief, path: Path) -> Iterator[Mistake]:
        yield from unknown((*path, "actor"), "actor", brief.actor, self.names.actor)
        actor = self.cast.actors.get(brief.actor)
        if actor is not None and not actor.playable:
            said = ((("actor", self.scenario.actor.index(actor), "playable"), "nobody plays it"),)
            yield Mistake((*path, "actor"), "not-playable", f"{brief.actor!r} has a brief but is not playable", related=said)

    def _without_brief(self) -> Iterator[Mistake]:
        """A brief for an unknown actor is likely meant for one that seems to have none, and is told already."""
        briefed = {brief.actor for brief in self.scenario.brief}
        if not briefed <= self.names.actor:
            return
        for index, actor in enumerate(self.scenario.actor):
            if actor.playable and actor.id not in briefed:
                message, hint = f"{actor.id!r} is playable but has no [[brief]]", "add one, or playable = false"
                yield Mistake(("actor", index, "id"), "missing-brief", message, hint)

    def _weights(self, brief: Brief, path: Path) -> Iterator[Mistake]:
        total = math.fsum(goal.weight for goal in brief.goal)
        if brief.goal and abs(total - OPEN_SUM) > 1e-9:
            message = f"the open goals of {brief.actor!r} sum to {total:g}, not to {OPEN_SUM}"
            parts = [((*path, "goal", place, "weight"), f"{goal.weight:g} of it here") for place, goal in enumerate(brief.goal)]
            yield Mistake((*path, "goal"), "goal-sum", message, related=tuple(parts))
        for place, goal in enumerate(brief.secret):
            if abs(goal.weight - SECRET_WEIGHT) > 1e-9:
                message = f"a secret goal is worth {SECRET_WEIGHT}, not {goal.weight:g}"
                yield Mistake((*path, "secret", place, "weight"), "secret-weight", message)

    def _goal(self, goal: Goal, path: Path, seat: str) -> Iterator[Mistake]:
        if goal.from_ == goal.to:
            yield Mistake((*path, "to"), "empty-range", f"'from' and 'to' are both {goal.to:g}")
        yield from self._what(goal, path)
        yield from self._actors(goal, path)
        yield from unknowns((*path, "toward"), "pole", goal.toward, self.names.pole)
        yield from self._needed(goal, path, seat)
        yield from self._option(goal, path)
        yield from self._turns(goal, path)

    def _what(self, goal: Goal, path: Path) -> Iterator[Mistake]:
        known = {
            "track": ("track", self.names.track),
            "posture": ("posture", self.names.posture),
            "item": ("item", self.names.item),
            "adopted": ("item", self.names.item),
            "file_steps": ("file", self.names.file),
        }
        if goal.raw in known:
            sort, names = known[goal.raw]
            yield from unknowns((*path, "what"), sort, goal.what, names)
        elif goal.what:
            yield Mistake((*path, "what"), "odd-companion", f"'what' means nothing for {goal.raw!r}", on_key=True)

    def _actors(self, goal: Goal, path: Path) -> Iterator[Mistake]:
        others = self.names.pole | self.names.item | self.names.file
        of = self.names.reference | (others if goal.raw in ("orders", "partner_weight") else frozenset())
        yield from unknowns((*path, "of"), "actor", goal.of, of)
        yield from unknowns((*path, "with"), "actor", goal.with_, self.names.reference | others)
        yield from unknowns((*path, "by"), "actor", goal.by, self.names.reference)
        if goal.action is not None:
            yield from unknown((*path, "action"), "action", goal.action, self.names.action)

    def _needed(self, goal: Goal, path: Path, seat: str) -> Iterator[Mistake]:
        needed = {
            "what": goal.raw in NEEDS_WHAT and not goal.what,
            "toward": goal.raw in NEEDS_POLE and not goal.toward and seat in self.cast.without_pole([seat]),
            "with": goal.raw == "relation" and not goal.with_,
            "action": goal.raw == "orders" and goal.action is None,
            "option": goal.raw in ("posture", "first_partner") and goal.option is None,
            "above": goal.take == "count" and goal.above is None and goal.below is None,
        }
        for key, is_missing in needed.items():
            if is_missing:
                message = f"a goal on {goal.raw!r} needs {key!r} here"
                yield Mistake(path, "missing-companion", message, f"add {key} = ...")

    def _option(self, goal: Goal, path: Path) -> Iterator[Mistake]:
        if goal.option is None:
            return
        if goal.raw == "first_partner":
            yield from unknown((*path, "option"), "pole", goal.option, self.names.pole | {"nobody"})
        if goal.raw == "posture":
            options = {option for name in goal.what for option in self.options.get(name, ())}
            if options:
                yield from unknown((*path, "option"), "option", goal.option, options)

    def _turns(self, goal: Goal, path: Path) -> Iterator[Mistake]:
        last = len(self.scenario.turn)
        if goal.turns is not None and not 1 <= goal.turns[0] <= goal.turns[1] <= last:
            message = f"turns {goal.turns[0]} to {goal.turns[1]} do not lie in 1 to {last}"
            yield Mistake((*path, "turns"), "no-such-turn", message)
