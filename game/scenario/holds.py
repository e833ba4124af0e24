"""Whether a condition may ever hold, given what is possible so far. In doubt it may."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator
from itertools import product
from typing import Any

import attrs

from game.scenario.conditions import ONLY_AT_RESOLUTION
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
    TrackIs,
    WelfareIs,
)
from game.scenario.formula import Atom, Every, Formula, Some, formula
from game.scenario.possible import Here, Possible, Span
from game.scenario.source import Path

NEAR = 1e-6
"""Points; whoever comes so near to a threshold may be at it."""

Narrowed = dict[Any, Span]
"""What other questions of the same condition leave of the ranges that values may lie in."""


@attrs.frozen
class Holds:
    """Judges the conditions that are read at one place."""

    possible: Possible
    here: Here

    def may(self, condition: Condition | None) -> bool:
        """Whether it may hold."""
        return condition is None or self._may([formula(condition, ())], self._all_turns())

    def culprit(self, condition: Condition, path: Path) -> tuple[Path, str]:
        """The path of the first question that can have no such answer, or of the whole if only all together cannot; and
        between which ends its value stays, if it is one value."""
        for atom in _needed(formula(condition, path)):
            if not self._may([atom], self._all_turns()):
                return atom.path, self._stays(atom)
        return path, ""

    def _stays(self, atom: Atom) -> str:
        if atom.key not in RANGES or atom.key.startswith("turn"):
            return ""
        _, _, spans, is_one = RANGES[atom.key](self, atom.value)
        return "".join(f"it stays between {low:.0f} and {high:.0f}" for _, (low, high) in spans if is_one)

    def _all_turns(self) -> Narrowed:
        return {"turn": (min(self.here.turns, default=math.inf), max(self.here.turns, default=-math.inf))}

    def _may(self, formulas: list[Formula], narrowed: Narrowed) -> bool:
        """Questions first, each leaving less for the next; then every choice, for itself."""
        choices, atoms = [], []
        while formulas:
            part = formulas.pop()
            if isinstance(part, Every):
                formulas += part.parts
            elif isinstance(part, Some):
                choices.append(part)
            else:
                atoms.append(part)
        atoms.sort(key=lambda atom: not atom.key.startswith("turn"))
        if not all(self._answered(atom, narrowed) for atom in atoms):
            return False
        return all(any(self._may([part], dict(narrowed)) for part in choice.parts) for choice in choices)

    def _answered(self, atom: Atom, narrowed: Narrowed) -> bool:
        if atom.key in RANGES:
            return self._in_range(atom, narrowed)
        if self.here.before_orders and atom.key in ONLY_AT_RESOLUTION:
            return not atom.wanted
        ask = ASKS.get(atom.key)
        return ask is None or ask(self, atom.value, atom.wanted, narrowed["turn"])

    # Ranges.

    def _in_range(self, atom: Atom, narrowed: Narrowed) -> bool:
        """Whether one of the values that may be meant lies as wanted; if only one may, what is left of it is noted."""
        above, below, spans, is_one = RANGES[atom.key](self, atom.value)
        for key, span in spans:
            rest = _rest(narrowed.get(key, span), above, below, atom.wanted)
            if rest is not None and is_one:
                narrowed[key] = rest
            if rest is not None or is_one:
                return rest is not None
        return not atom.wanted

    def actors(self, name: str) -> frozenset[str]:
        """All that a role, an id or a group may stand for."""
        if name in self.possible.cast.actors:
            return frozenset({name})
        return self.possible.bounds.reach.named(name, self.here.roles)

    def poles(self, name: str) -> frozenset[str]:
        """All poles that a role or an id may stand for."""
        known = frozenset(pole.id for pole in self.possible.scenario.pole)
        return frozenset({name}) & known or known

    def is_id(self, *names: str) -> bool:
        """Whether each of these names one thing and no role."""
        poles = {pole.id for pole in self.possible.scenario.pole}
        return all(name in self.possible.cast.actors or name in poles for name in names)

    # Single questions: may the answer be the one that is wanted?

    def posture(self, asked: PostureIs, wanted: bool, turns: Span) -> bool:
        """A switch of one of these stands at an option, or of none."""
        may_stand = [self.possible.switches.get((asked.id, actor), {asked.to}) for actor in self.actors(asked.of)]
        if wanted:
            return any(asked.to in options for options in may_stand)
        return not self.is_id(asked.of) or any(options != {asked.to} for options in may_stand)

    def first_partner(self, asked: FirstPartnerIs, wanted: bool, turns: Span) -> bool:
        """One of these puts a pole, or nobody, first, or none does."""
        whom = {None} if asked.to == "nobody" else self.poles(asked.to)
        return not wanted or any(self.possible.may_be_first(actor, pole) for actor in self.actors(asked.of) for pole in whom)

    def member(self, asked: str, wanted: bool, turns: Span) -> bool:
        """One of these is a member, or none is. Nobody ceases to be one."""
        actors = self.actors(asked)
        if wanted:
            return not actors.isdisjoint(self.possible.members)
        return not (self.is_id(asked) and all(self.possible.cast.actors[name].member for name in actors))

    def item(self, asked: ItemIs, wanted: bool, turns: Span) -> bool:
        """An item may be adopted only if it is ever decided."""
        return not wanted or asked.status != "adopted" or asked.id == "target" or asked.id in self.possible.adopted

    def event(self, asked: EventIs, wanted: bool, turns: Span) -> bool:
        """An event of this turn or before; an answer to it is remembered from the turn after."""
        if not wanted:
            return True
        turn = next(event.turn for event in self.possible.scenario.event if event.id == asked.id)
        if asked.choice is not None:
            seats = self.actors(asked.by or "everybody")
            return turn < turns[1] and any((asked.id, seat, asked.choice) in self.possible.answers for seat in seats)
        return asked.id in self.possible.events and turn <= turns[1] and (not asked.now or turn >= turns[0])

    def order(self, asked: Ordered | Given, wanted: bool, turns: Span) -> bool:
        """Somebody gives an order, or gave it in an earlier turn."""
        if not wanted:
            return True
        givers = self.possible.givers[asked.action]
        in_time = isinstance(asked, Ordered) or min(self.possible.turns, default=0) < turns[1]
        return in_time and not givers.isdisjoint(self.actors(asked.by) if asked.by is not None else givers)

    def consents(self, asked: Consents, wanted: bool, turns: Span) -> bool:
        """Only a delegation can consent."""
        return not wanted or any(self.possible.cast.actors[name].playable for name in self.actors(asked.by))

    def repeated(self, asked: bool, wanted: bool, turns: Span) -> bool:
        """Nothing was given before the first turn."""
        return not wanted or min(self.possible.turns, default=0) < turns[1]

    def joiners_from(self, asked: int, wanted: bool, turns: Span) -> bool:
        """No more can join than may give the order."""
        return not wanted or asked <= self.here.joiners

    def moves(self, asked: bool, wanted: bool, turns: Span) -> bool:
        """The file that the order is about may move."""
        return not wanted or not self.here.files.isdisjoint(self.possible.moved)


def _rest(span: Span, above: float | None, below: float | None, wanted: bool) -> Span | None:
    """What is left of a span within [above, below), or outside it; None if nothing is."""
    low, high = -math.inf if above is None else above - NEAR, math.inf if below is None else below + NEAR
    if wanted:
        found = max(span[0], low), min(span[1], high)
        return found if found[0] <= found[1] else None
    if above is not None and below is not None:
        return span if span[0] < above or span[1] >= below - NEAR else None
    return _rest(span, below, above, True)


def _needed(part: Formula) -> Iterator[Atom]:
    """The questions that must all be answered as wanted."""
    if isinstance(part, Atom):
        yield part
    elif isinstance(part, Every) or len(part.parts) == 1:
        for inner in part.parts:
            yield from _needed(inner)


Ranged = tuple[float | None, float | None, Iterable[tuple[Any, Span]], bool]
"""Its ends, the spans of all values that may be meant, and whether these are one for certain."""


def _turn_from(self: Holds, asked: int) -> Ranged:
    return asked - 0.5, None, self._all_turns().items(), True


def _turn_to(self: Holds, asked: int) -> Ranged:
    return None, asked + 0.5, self._all_turns().items(), True


def _track(self: Holds, asked: TrackIs) -> Ranged:
    return asked.above, asked.below, [(("track", asked.track), self.possible.track(asked.track))], True


def _welfare(self: Holds, asked: WelfareIs) -> Ranged:
    spans = ((("welfare", name), self.possible.welfare(name)) for name in self.actors(asked.of))
    return asked.above, asked.below, spans, self.is_id(asked.of)


def _alignment(self: Holds, asked: AlignmentIs) -> Ranged:
    pairs = product(self.actors(asked.of), self.poles(asked.toward))
    spans = ((("alignment", *pair), self.possible.alignment(*pair)) for pair in pairs)
    return asked.above, asked.below, spans, self.is_id(asked.of, asked.toward)


def _dependency(self: Holds, asked: DependencyIs) -> Ranged:
    pairs = product(self.actors(asked.of), self.poles(asked.toward))
    spans = ((("dependency", *pair), self.possible.dependency(*pair)) for pair in pairs)
    return asked.above, asked.below, spans, self.is_id(asked.of, asked.toward)


def _relation(self: Holds, asked: RelationIs) -> Ranged:
    pairs = product(*map(self.actors, asked.between))
    spans = ((("relation", frozenset(pair)), self.possible.relation(*pair)) for pair in pairs if pair[0] != pair[1])
    return asked.above, asked.below, spans, self.is_id(*asked.between)


def _partner_weight(self: Holds, asked: PartnerWeightIs) -> Ranged:
    spans = ((("partner_weight", pole), self.possible.partner_weight(pole)) for pole in self.poles(asked.of))
    return asked.above, asked.below, spans, self.is_id(asked.of)


def _file(self: Holds, asked: FileIs) -> Ranged:
    names = self.here.files if asked.id == "target" else frozenset({asked.id})
    steps = {file.id: len(file.steps) if file.id in self.possible.moved else 0 for file in self.possible.scenario.file}
    spans = ((("file", name), (0.0, float(steps[name]))) for name in names)
    above, below = (None if end is None else end - 0.5 for end in (asked.above, asked.below))
    return above, below, spans, asked.id != "target"


RANGES: dict[str, Callable[[Holds, Any], Ranged]] = {
    "turn_from": _turn_from,
    "turn_to": _turn_to,
    "track": _track,
    "welfare": _welfare,
    "alignment": _alignment,
    "dependency": _dependency,
    "relation": _relation,
    "partner_weight": _partner_weight,
    "file": _file,
}
ASKS: dict[str, Callable[[Holds, Any, bool, Span], bool]] = {
    "posture": Holds.posture,
    "first_partner": Holds.first_partner,
    "member": Holds.member,
    "item": Holds.item,
    "event": Holds.event,
    "ordered": Holds.order,
    "given": Holds.order,
    "consents": Holds.consents,
    "repeated": Holds.repeated,
    "joiners_from": Holds.joiners_from,
    "moved": Holds.moves,
}
