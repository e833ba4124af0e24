"""Checks what conditions ask: names, options, ranges, and what may not be asked before orders are opened."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from game.scenario.effects import (
    AlignmentIs,
    Condition,
    Consents,
    DependencyIs,
    EventIs,
    FileIs,
    FirstPartnerIs,
    Given,
    ItemIs,
    Ordered,
    PartnerWeightIs,
    PostureIs,
    RelationIs,
    WelfareIs,
)
from game.scenario.lookup import unknown
from game.scenario.mistake import Mistake, did_you_mean
from game.scenario.names import Names
from game.scenario.schema import Scenario
from game.scenario.scope import Scope
from game.scenario.source import Path
from game.scenario.tables.people import Posture

ONLY_AT_RESOLUTION = ("ordered", "joiners_from", "moved", "consents")
OF_ORDERS = ("joiners_from", "repeated", "moved")
Check = Callable[[Path, Any], Iterator[Mistake]]


def parts(condition: Condition, path: Path) -> Iterator[tuple[Path, Condition]]:
    """The condition and all those inside it, each with its path."""
    yield path, condition
    for name in ("any", "all"):
        for index, inner in enumerate(getattr(condition, name)):
            yield from parts(inner, (*path, name, index))
    if condition.not_ is not None:
        yield from parts(condition.not_, (*path, "not"))


def must_be_true(path: Path, hint: str) -> Mistake:
    """For keys that say something only when they are true."""
    return Mistake(path, "wrong-choice", f"{path[-1]!r} must be true, not false", hint)


def check_early(condition: Condition | None, path: Path, what: str) -> Iterator[Mistake]:
    """Refuses what is known only when orders are opened, for what is read at the start of a turn."""
    if condition is None:
        return
    for inner_path, inner in parts(condition, path):
        for name in ONLY_AT_RESOLUTION:
            if getattr(inner, name) is not None:
                message = f"{what} cannot ask {name!r}: it is known only when orders are opened"
                yield Mistake((*inner_path, name), "too-early", message, on_key=True)


class Conditions:
    """Checks the conditions of one scenario."""

    def __init__(self, scenario: Scenario, names: Names) -> None:
        self.names = names
        self.turns = len(scenario.turn)
        self.postures = {posture.id: posture for posture in scenario.posture}
        self.options = {action.id: action.options for action in scenario.action}
        self.choices = {event.id: [choice.id for choice in event.choices] for event in scenario.event}

    def check(self, condition: Condition | None, path: Path, scope: Scope) -> Iterator[Mistake]:
        """All mistakes in a condition that stands at a path, in a scope."""
        if condition is None:
            return
        for inner_path, inner in parts(condition, path):
            yield from _Atoms(self, scope).check(inner, inner_path)

    def check_switch(self, path: Path, posture: Posture, option: str, toward: str | None) -> Iterator[Mistake]:
        """The option and the pole of a posture, in a condition or in an effect."""
        yield from unknown((*path, "to"), "option", option, posture.options)
        if posture.per_pole and toward is None:
            yield Mistake(path, "missing-companion", f"posture {posture.id!r} has one switch per pole", "add 'toward'")
        if not posture.per_pole and toward is not None:
            message = f"posture {posture.id!r} has no switch per pole"
            yield Mistake((*path, "toward"), "odd-companion", message, "remove 'toward'", on_key=True)


class _Atoms:
    """Checks the keys of one condition table."""

    def __init__(self, conditions: Conditions, scope: Scope) -> None:
        self.of = conditions
        self.names = conditions.names
        self.scope = scope

    def check(self, condition: Condition, path: Path) -> Iterator[Mistake]:
        yield from self._tracks(condition, path)
        yield from self._turns(condition, path)
        yield from self._orders(condition, path)
        for name, check in self._checks().items():
            value = getattr(condition, name)
            if value is not None:
                yield from check((*path, name), value)

    def _checks(self) -> dict[str, Check]:
        return {
            "posture": self._posture,
            "relation": self._relation,
            "alignment": self._toward,
            "dependency": self._toward,
            "welfare": self._welfare,
            "first_partner": self._first_partner,
            "partner_weight": self._partner_weight,
            "member": self._actor,
            "item": self._item,
            "file": self._file,
            "event": self._event,
            "ordered": self._order,
            "given": self._order,
            "consents": self._consents,
        }

    def _tracks(self, condition: Condition, path: Path) -> Iterator[Mistake]:
        for asked in condition.tracks:
            for side in ("above", "below"):
                if getattr(asked, side) is not None and asked.track not in self.names.track:
                    key, hint = f"{asked.track}_{side}", did_you_mean(asked.track, self.names.track)
                    message = f"unknown track {asked.track!r} in {key!r}"
                    yield Mistake((*path, key), "unknown-track", message, hint, on_key=True)
            if _is_empty(asked):
                yield _empty(path, f"{asked.track}_above", f"{asked.track}_below")

    def _turns(self, condition: Condition, path: Path) -> Iterator[Mistake]:
        first, last = condition.turn_from, condition.turn_to
        for key, turn in (("turn_from", first), ("turn_to", last)):
            if turn is not None and turn > self.of.turns:
                hint = f"the last one is {self.of.turns}"
                yield Mistake((*path, key), "no-such-turn", f"there is no turn {turn}", hint)
        if first is not None and last is not None and first > last:
            begins = (((*path, "turn_from"), "from this turn on"),)
            yield Mistake((*path, "turn_to"), "empty-range", f"no turn lies from {first} to {last}", related=begins)

    def _orders(self, condition: Condition, path: Path) -> Iterator[Mistake]:
        for key in OF_ORDERS:
            if getattr(condition, key) is False:
                yield must_be_true((*path, key), f"write not = {{{key} = true}}")
            if getattr(condition, key) is not None and not self.scope.is_order:
                message = f"{key!r} asks about an order, and {self.scope.where} has none"
                yield Mistake((*path, key), "role-out-of-place", message, on_key=True)

    def _actor(self, path: Path, name: str) -> Iterator[Mistake]:
        yield from unknown(path, "actor", name, self.names.actor | self.scope.actors, self.scope.where)

    def _actors(self, path: Path, name: str) -> Iterator[Mistake]:
        yield from unknown(path, "actor", name, self.names.reference | self.scope.actors, self.scope.where)

    def _pole(self, path: Path, name: str) -> Iterator[Mistake]:
        yield from unknown(path, "pole", name, self.names.pole | self.scope.poles, self.scope.where)

    def _posture(self, path: Path, asked: PostureIs) -> Iterator[Mistake]:
        yield from self._actor((*path, "of"), asked.of)
        yield from unknown((*path, "id"), "posture", asked.id, self.names.posture)
        if asked.toward is not None:
            yield from self._pole((*path, "toward"), asked.toward)
        if asked.id in self.of.postures:
            yield from self.of.check_switch(path, self.of.postures[asked.id], asked.to, asked.toward)

    def _relation(self, path: Path, asked: RelationIs) -> Iterator[Mistake]:
        for index, name in enumerate(asked.between):
            yield from self._actor((*path, "between", index), name)
        yield from _check_range(path, asked)

    def _toward(self, path: Path, asked: AlignmentIs | DependencyIs) -> Iterator[Mistake]:
        yield from self._actor((*path, "of"), asked.of)
        yield from self._pole((*path, "toward"), asked.toward)
        yield from _check_range(path, asked)

    def _welfare(self, path: Path, asked: WelfareIs) -> Iterator[Mistake]:
        yield from self._actor((*path, "of"), asked.of)
        yield from _check_range(path, asked)

    def _first_partner(self, path: Path, asked: FirstPartnerIs) -> Iterator[Mistake]:
        yield from self._actor((*path, "of"), asked.of)
        known = self.names.pole | self.scope.poles | {"nobody"}
        yield from unknown((*path, "to"), "pole", asked.to, known, self.scope.where)

    def _partner_weight(self, path: Path, asked: PartnerWeightIs) -> Iterator[Mistake]:
        yield from self._pole((*path, "of"), asked.of)
        yield from _check_range(path, asked)

    def _thing(self, path: Path, sort: str, name: str, known: frozenset[str]) -> Iterator[Mistake]:
        targets = frozenset({"target"}) if sort in self.scope.targets else frozenset()
        yield from unknown(path, sort, name, known | targets, self.scope.where)

    def _item(self, path: Path, asked: ItemIs) -> Iterator[Mistake]:
        yield from self._thing((*path, "id"), "item", asked.id, self.names.item)
        for key in ("at_least", "at_most"):
            if getattr(asked, key) is not None and asked.status != "adopted":
                yield Mistake((*path, key), "odd-companion", f"an item that is {asked.status} has no adopted wording")

    def _file(self, path: Path, asked: FileIs) -> Iterator[Mistake]:
        yield from self._thing((*path, "id"), "file", asked.id, self.names.file)
        yield from _check_range(path, asked)

    def _event(self, path: Path, asked: EventIs) -> Iterator[Mistake]:
        yield from unknown((*path, "id"), "event", asked.id, self.names.event)
        if asked.by is not None:
            yield from self._actor((*path, "by"), asked.by)
        if asked.choice is not None and asked.id in self.of.choices:
            yield from unknown((*path, "choice"), "choice", asked.choice, self.of.choices[asked.id])
        if (asked.by is None) != (asked.choice is None):
            yield Mistake(path, "missing-companion", "'by' and 'choice' need each other")

    def _order(self, path: Path, asked: Ordered | Given) -> Iterator[Mistake]:
        yield from unknown((*path, "action"), "action", asked.action, self.names.action)
        if asked.by is not None:
            yield from self._actors((*path, "by"), asked.by)
        if asked.on is not None:
            known = self.names.reference | self.names.pole | self.names.item | self.names.file | self.scope.actors
            yield from unknown((*path, "on"), "target", asked.on, known | {"target"}, self.scope.where)
        if isinstance(asked, Ordered) and asked.option is not None and asked.action in self.of.options:
            options = self.of.options[asked.action]
            known = frozenset(options) | (self.names.pole if "poles" in options else frozenset()) | {"option"}
            yield from unknown((*path, "option"), "option", asked.option, known)

    def _consents(self, path: Path, asked: Consents) -> Iterator[Mistake]:
        yield from self._actor((*path, "by"), asked.by)
        yield from self._thing((*path, "file"), "file", asked.file, self.names.file)


def _check_range(path: Path, asked: Any) -> Iterator[Mistake]:
    if asked.above is None and asked.below is None:
        yield Mistake(path, "missing-companion", "the range is missing", "add 'above' or 'below'")
    if _is_empty(asked):
        yield _empty(path, "above", "below")


def _is_empty(asked: Any) -> bool:
    return asked.above is not None and asked.below is not None and asked.above >= asked.below


def _empty(path: Path, above: str, below: str) -> Mistake:
    message = "no value is at or above the one and below the other"
    return Mistake((*path, below), "empty-range", message, related=(((*path, above), "at or above this"),))
