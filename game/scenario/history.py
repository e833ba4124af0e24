"""Checks the orders that history lists: that each could be given, as far as a scenario alone can tell."""

from __future__ import annotations

import re
from collections.abc import Iterator, Set

import attrs

from game.scenario.cast import Cast
from game.scenario.lookup import unknown
from game.scenario.mistake import Mistake
from game.scenario.names import ORDERS, Names
from game.scenario.schema import Scenario
from game.scenario.source import Path
from game.scenario.tables.summit import Action

RANKED = ("request", "fallback")
LEVEL = re.compile(r"x([1-9][0-9]?)")
SHAPE = "write it as 'seat: action target'"


@attrs.frozen
class Word:
    """A word that an order needs: an id of some sort, out of those that its seat may name."""

    sort: str
    known: Set[str]
    allowed: Set[str]


class History:
    """Checks the history of one scenario."""

    def __init__(self, scenario: Scenario, names: Names, cast: Cast) -> None:
        self.scenario = scenario
        self.names = names
        self.cast = cast
        self.actions = {action.id: action for action in scenario.action}
        self.levels: dict[str, int] = {position.id: position.levels for position in scenario.position}
        self.orders = names.action | names.position | ORDERS

    def check(self) -> Iterator[Mistake]:
        """All turns that are not there, and all orders that nobody could give."""
        for index, line in enumerate(self.scenario.history):
            if not 1 <= line.turn <= len(self.scenario.turn):
                yield Mistake(("history", index, "turn"), "no-such-turn", f"there is no turn {line.turn}")
            for place, text in enumerate(line.orders):
                yield from self._order(text, ("history", index, "orders", place))

    def _order(self, text: str, path: Path) -> Iterator[Mistake]:
        seat, colon, rest = text.partition(":")
        seat, words = seat.strip(), _without_rank(rest.split())
        if not colon or not words:
            yield Mistake(path, "bad-order", f"{text!r} is no order", SHAPE)
            return
        seats = self.cast.of(["delegations"])
        yield from unknown(path, "actor", seat, seats)
        yield from unknown(path, "action", words[0], self.orders)
        if seat in seats and words[0] in self.orders:
            yield from self._words(seat, words, path)

    def _words(self, seat: str, words: list[str], path: Path) -> Iterator[Mistake]:
        order, *rest = words
        action = self.actions.get(order)
        if order in self.names.action and (action is None or seat not in self.cast.of(action.by)):
            if action is not None:
                yield _impossible(path, seat, order)
            return
        if rest and (level := LEVEL.fullmatch(rest[-1])):
            rest.pop()
            if int(level[1]) > self.levels.get(order, 1):
                yield _impossible(path, seat, f"{order} {level[0]}")
        needed = self._needed(seat, order, action, rest)
        if len(rest) != len(needed):
            form = " ".join([order, *(word.sort.upper() for word in needed)])
            yield Mistake(path, "bad-order", f"{' '.join(words)!r} is no order", f"write it as '{seat}: {form}'")
            return
        for word, name in zip(needed, rest, strict=True):
            yield from unknown(path, word.sort, name, word.known)
            if name in word.known and name not in word.allowed:
                yield _impossible(path, seat, f"{order} {name}")

    def _needed(self, seat: str, order: str, action: Action | None, rest: list[str]) -> list[Word]:
        """What must follow the name of an order."""
        if action is not None:
            return [*self._target(seat, action), *self._option(seat, action)]
        if order == "request":
            return [Word("actor", self.names.actor, self.names.actor - {seat})]
        if order == "consent":
            return [Word("file", self.names.file, self.names.file)]
        if order == "choose":
            return self._answer(seat, rest)
        return [Word("item", self.names.item, self.names.item)]

    def _answer(self, seat: str, rest: list[str]) -> list[Word]:
        asked = {event.id: event for event in self.scenario.event if seat in self.cast.of(event.by)}
        choices = {choice.id for name in rest[:1] if name in asked for choice in asked[name].choices}
        answers = choices or set(rest[1:2])
        return [Word("event", self.names.event, asked.keys()), Word("choice", answers, answers)]

    def _target(self, seat: str, action: Action) -> Iterator[Word]:
        names, scenario = self.names, self.scenario
        disputes = {dispute.file: dispute.between for dispute in scenario.dispute}
        among = self.cast.of(action.among or ["everybody"]) if action.target == "actor" else frozenset(action.among)
        words = {
            "actor": Word("actor", names.actor, among - {seat}),
            "pole": Word("pole", names.pole, names.pole - self._own_pole(seat)),
            "group": Word("group", names.group, names.group),
            "item": Word("item", names.item, names.item),
            "file": Word("file", names.file, {file.id for file in scenario.file if seat in self.cast.of(file.conveners)}),
            "dispute": Word("dispute", disputes.keys(), {file for file, pair in disputes.items() if seat in pair}),
        }
        if action.target != "none":
            word = words[action.target]
            yield attrs.evolve(word, allowed=word.allowed & among if among else word.allowed)

    def _option(self, seat: str, action: Action) -> Iterator[Word]:
        if "poles" in action.options:
            yield Word("option", self.names.pole, self.names.pole - self._own_pole(seat))
        elif action.options:
            yield Word("option", {*action.options}, {*action.options})

    def _own_pole(self, seat: str) -> set[str | None]:
        return {self.cast.actors[seat].pole}


def _without_rank(words: list[str]) -> list[str]:
    """`request 1 lake` is `request lake`, and `fallback 1 visit lake` is `visit lake`; nothing if the number is missing."""
    if not words or words[0] not in RANKED:
        return words
    order, rank, inner = words[0], words[1:2], words[2:]
    if not rank or not rank[0].isdecimal() or not inner or (order == "fallback" and inner[0] in RANKED):
        return []
    return [order, *inner] if order == "request" else inner


def _impossible(path: Path, seat: str, order: str) -> Mistake:
    return Mistake(path, "impossible-order", f"{seat!r} can never order {order!r}")
