"""Conditions compiled to facts: each distinct question about the world is asked once a turn, for all games at once."""

from __future__ import annotations

from itertools import product
from typing import Any

import attrs
import numpy as np
from numpy.typing import NDArray

from game.model.names import Names
from game.scenario.effects import Condition
from game.scenario.schema import WORDINGS

Fact = tuple[Any, ...]
Literal_ = tuple[Fact, bool]
Clause = tuple[Literal_, ...]
Bools = NDArray[np.bool_]

NEVER: Fact = ("never",)
THIS_TURN = ("ordered", "joiners", "consents", "moved")
"""Kinds of fact that are known only when the sheets are opened."""


@attrs.frozen(kw_only=True)
class Roles:
    """Who is who in one order, event or item; None where there is no such role."""

    me: str | None = None
    target: str | None = None
    target_pole: str | None = None
    option: str | None = None
    option_pole: str | None = None
    recipient: str | None = None
    group: tuple[str, ...] = ()
    item: str | None = None
    file: str | None = None
    parties: tuple[str, ...] = ()
    supporters: tuple[str, ...] = ()
    action: str | None = None
    target_text: str | None = None

    def pole_in_play(self, names: Names) -> str | None:
        """The pole that `rival` is read from: the option's, the target's, or one's own."""
        own = names.by_id[self.me].pole if self.me else None
        return self.option_pole or self.target_pole or own

    def actors(self, names: Names, role: str) -> tuple[str, ...]:
        """The actors that a role, group or id stands for."""
        fixed = {"self": (self.me,), "target": (self.target,), "both": (self.me, self.target),
                 "recipient": (self.recipient,)}
        if role in fixed:
            return tuple(a for a in fixed[role] if a is not None)
        if role == "rival":
            return names.rivals(self.pole_in_play(names))
        lists = {"group": self.group, "parties": self.parties, "supporters": self.supporters}
        if role in lists:
            return tuple(a for a in lists[role] if a in names.by_id)
        return names.expand(role)

    def poles(self, names: Names, role: str) -> tuple[str, ...]:
        """The poles that a role or id stands for."""
        if role == "option":
            return (self.option_pole,) if self.option_pole else ()
        if role == "target" and self.target_pole:
            return (self.target_pole,)
        if role in names.poles:
            return (role,)
        owned = (names.by_id[a].pole for a in self.actors(names, role) if a in names.by_id)
        return tuple(p for p in owned if p is not None)


class Questions:
    """Collects the distinct facts and conditions of a scenario while it is compiled."""

    def __init__(self, names: Names) -> None:
        self.names = names
        self.facts: dict[Fact, int] = {NEVER: 0}
        self.conditions: dict[tuple[Clause, ...], int] = {((),): 0}

    def ask(self, condition: Condition | None, roles: Roles, also: tuple[Fact, ...] = ()) -> int:
        """The index of a condition (0 always holds) with its roles filled in; `also` are facts that must hold too."""
        clauses = self._clauses(condition, roles) if condition else [()]
        full = tuple(tuple((fact, True) for fact in also) + clause for clause in clauses)
        for clause in full:
            for fact, _ in clause:
                self.facts.setdefault(fact, len(self.facts))
        return self.conditions.setdefault(full, len(self.conditions))

    def _clauses(self, condition: Condition, roles: Roles) -> list[Clause]:
        """Disjunctive normal form: any of these clauses, each a conjunction of facts and denials."""
        parts: list[list[Clause]] = [[((fact, True),) for fact in facts] or [((NEVER, True),)]
                                     for facts in _facts(condition, roles, self.names)]
        parts += [self._clauses(inner, roles) for inner in condition.all]
        if condition.any:
            parts.append([clause for inner in condition.any for clause in self._clauses(inner, roles)])
        if condition.not_:
            parts.append(_denied(self._clauses(condition.not_, roles)))
        return [tuple(literal for clause in chosen for literal in clause) for chosen in product(*parts)]


def _denied(clauses: list[Clause]) -> list[Clause]:
    return [tuple((fact, not yes) for fact, yes in chosen) for chosen in product(*clauses)]


def _range(above: float | None, below: float | None) -> tuple[float, float]:
    return (-np.inf if above is None else float(above), np.inf if below is None else float(below))


def _facts(c: Condition, roles: Roles, names: Names) -> list[list[Fact]]:
    """For each key of the table the alternatives it stands for (several when a role is several actors)."""
    found: list[list[Fact]] = []
    if c.turn_from is not None or c.turn_to is not None:
        found.append([("turn", c.turn_from or 0, c.turn_to or 99)])
    for t in c.tracks:
        found.append([("track", t.track, *_range(t.above, t.below))])
    for read in (_state_facts, _table_facts, _order_facts):
        found += read(c, roles, names)
    return found


def _state_facts(c: Condition, roles: Roles, names: Names) -> list[list[Fact]]:
    found: list[list[Fact]] = []
    if p := c.posture:
        poles: tuple[str | None, ...] = roles.poles(names, p.toward) if p.toward else (None,)
        found.append([("posture", a, (p.id, pole), names.posture_options[p.id].index(p.to))
                      for a in roles.actors(names, p.of) for pole in poles])
    if r := c.relation:
        found.append([("relation", *sorted((a, b)), *_range(r.above, r.below))
                      for a in roles.actors(names, r.between[0]) for b in roles.actors(names, r.between[1]) if a != b])
    for kind, x in (("alignment", c.alignment), ("dependency", c.dependency)):
        if x:
            found.append([(kind, a, p, *_range(x.above, x.below))
                          for a in roles.actors(names, x.of) for p in roles.poles(names, x.toward)])
    if w := c.welfare:
        found.append([("welfare", a, *_range(w.above, w.below)) for a in roles.actors(names, w.of)])
    if f := c.first_partner:
        wanted: tuple[str | None, ...] = (None,) if f.to == "nobody" else roles.poles(names, f.to)
        found.append([("first", a, pole) for a in roles.actors(names, f.of) for pole in wanted])
    if pw := c.partner_weight:
        found.append([("partner_weight", p, *_range(pw.above, pw.below)) for p in roles.poles(names, pw.of)])
    if c.member:
        found.append([("member", a) for a in roles.actors(names, c.member)])
    return found


def _table_facts(c: Condition, roles: Roles, names: Names) -> list[list[Fact]]:
    found: list[list[Fact]] = []
    if i := c.item:
        item = roles.item if i.id == "target" else i.id
        low = WORDINGS.index(i.at_least) if i.at_least else 0
        high = WORDINGS.index(i.at_most) if i.at_most else 2
        found.append([("item", item, ("open", "adopted", "dropped").index(i.status), low, high)] if item else [])
    if f := c.file:
        file = roles.file if f.id == "target" else f.id
        found.append([("steps", file, *_range(f.above, f.below))] if file else [])
    if e := c.event:
        found.append([("choice", e.id, e.by, e.choice)] if e.choice else [("event", e.id, e.now)])
    return found


def _order_facts(c: Condition, roles: Roles, names: Names) -> list[list[Fact]]:
    found: list[list[Fact]] = []
    for kind, x in (("ordered", c.ordered), ("given", c.given)):
        if x:
            by: tuple[str | None, ...] = roles.actors(names, x.by) if x.by else (None,)
            on: tuple[str | None, ...] = (None,)
            if x.on:
                on = (roles.target_text,) if x.on == "target" else roles.actors(names, x.on) or (x.on,)
            last = x.option if kind == "ordered" else x.last_turn  # type: ignore[union-attr]
            found.append([(kind, a, x.action, b, last) for a in by for b in on])
    if s := c.consents:
        file = roles.file if s.file == "target" else s.file
        found.append([("consents", s.by, file)] if file else [])
    if c.repeated is not None:
        found.append([("given", roles.me, roles.action, roles.target_text, True)])
    if c.joiners_from is not None:
        found.append([("joiners", roles.action, roles.option, c.joiners_from)])
    if c.moved is not None:
        found.append([("moved", roles.file)] if roles.file else [])
    return found


@attrs.frozen(eq=False)
class Conditions:
    """Compiled conditions: clause and literal tables, padded so that all are evaluated at once.

    literals (J, L) int: fact index of each literal of each clause; wanted (J, L) bool; clauses (C, K) int.
    """

    literals: NDArray[np.intp]
    wanted: Bools
    clauses: NDArray[np.intp]

    def hold(self, facts: Bools) -> Bools:
        """Which conditions hold, (B, C) bool, from facts (B, F) bool."""
        clauses = (facts[:, self.literals] == self.wanted).all(axis=2)
        held: Bools = clauses[:, self.clauses].any(axis=2)
        return held


def compile_conditions(questions: Questions) -> Conditions:
    """The padded tables of everything asked so far. Clause 0 never holds, fact 0 is never true."""
    clauses: dict[Clause, int] = {((NEVER, True),): 0}
    rows = [[clauses.setdefault(clause, len(clauses)) for clause in condition] for condition in questions.conditions]
    longest = max(map(len, clauses))
    literals = np.zeros((len(clauses), max(longest, 1)), dtype=np.intp)
    wanted = np.zeros(literals.shape, dtype=np.bool_)
    for j, clause in enumerate(clauses):
        for k, (fact, yes) in enumerate(clause):
            literals[j, k], wanted[j, k] = questions.facts[fact], yes
    table = np.zeros((len(rows), max(map(len, rows))), dtype=np.intp)
    for c, row in enumerate(rows):
        table[c, : len(row)] = row
    return Conditions(literals, wanted, table)
