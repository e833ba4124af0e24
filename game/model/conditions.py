"""Conditions compiled to facts: each distinct question about the world is asked once a turn, for all games at once."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import product
from typing import Any

import attrs
import numpy as np
from numpy.typing import NDArray

from game.model.names import Names
from game.scenario.effects import Condition, ItemIs, Ordered
from game.scenario.values import WORDINGS

Fact = tuple[Any, ...]
Literal_ = tuple[Fact, bool]
Clause = tuple[Literal_, ...]
Bools = NDArray[np.bool_]

NEVER: Fact = ("never",)
STATUSES = ("open", "adopted", "dropped")
BAND_STARTS = (0.0, 35.0, 65.0)
"""The wordings in points from which weak, middle and strong begin."""
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
        fixed = {
            "self": (self.me,),
            "target": (self.target,),
            "both": (self.me, self.target),
            "recipient": (self.recipient,),
            "option": (names.owner.get(self.option_pole or ""),),
        }
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
    """Collects the distinct conditions of one kind of use; the facts they ask for are shared between uses."""

    def __init__(self, names: Names, facts: dict[Fact, None]) -> None:
        self.names, self.facts = names, facts
        self.conditions: dict[tuple[Clause, ...], int] = {((),): 0}

    def so_far(self) -> Questions:
        """What has been asked until now, under the same numbers."""
        found = Questions(self.names, dict(self.facts))
        found.conditions = dict(self.conditions)
        return found

    def ask(self, condition: Condition | None, roles: Roles, also: tuple[Fact, ...] = ()) -> int:
        """The index of a condition (0 always holds) with its roles filled in; `also` are facts that must hold too."""
        clauses = self._clauses(condition, roles) if condition else [()]
        full = tuple(tuple((fact, True) for fact in also) + clause for clause in clauses)
        self.facts.update((fact, None) for clause in full for fact, _ in clause)
        return self.conditions.setdefault(full, len(self.conditions))

    def _clauses(self, condition: Condition, roles: Roles) -> list[Clause]:
        """Disjunctive normal form: any of these clauses, each a conjunction of facts and denials."""
        parts: list[list[Clause]] = [
            [tuple((fact, True) for fact in clause) for clause in clauses] or [((NEVER, True),)]
            for clauses in _facts(condition, roles, self.names)
        ]
        parts += [self._clauses(inner, roles) for inner in condition.all]
        if condition.any:
            parts.append([clause for inner in condition.any for clause in self._clauses(inner, roles)])
        if condition.not_:
            parts.append(_denied(self._clauses(condition.not_, roles)))
        return [tuple(literal for clause in chosen for literal in clause) for chosen in product(*parts)]


def _denied(clauses: list[Clause]) -> list[Clause]:
    return [tuple((fact, not yes) for fact, yes in chosen) for chosen in product(*clauses)]


Alternatives = list[tuple[Fact, ...]]
"""What one key of a condition stands for: any of these, each of which is one fact or several together."""


def _range(above: float | None, below: float | None) -> tuple[float, float]:
    return (-np.inf if above is None else float(above), np.inf if below is None else float(below))


def _facts(c: Condition, roles: Roles, names: Names) -> list[Alternatives]:
    """For each key of the table its alternatives (several when a role is several actors)."""
    found: list[Alternatives] = []
    if c.turn_from is not None or c.turn_to is not None:
        found.append([(("turn", c.turn_from or 0, c.turn_to or 99),)])
    for t in c.tracks:
        found.append([(("track", t.track, *_range(t.above, t.below)),)])
    for read in (_state_facts, _table_facts, _order_facts):
        found += read(c, roles, names)
    return found


def _each(facts: Iterable[Fact]) -> Alternatives:
    return [(fact,) for fact in facts]


def _state_facts(c: Condition, roles: Roles, names: Names) -> list[Alternatives]:
    found: list[Alternatives] = []
    if p := c.posture:
        poles: tuple[str | None, ...] = roles.poles(names, p.toward) if p.toward else (None,)
        found.append(
            _each(
                ("posture", a, (p.id, pole), names.posture_options[p.id].index(p.to))
                for a in roles.actors(names, p.of)
                for pole in poles
            )
        )
    if r := c.relation:
        found.append(
            _each(
                ("relation", *sorted((a, b)), *_range(r.above, r.below))
                for a in roles.actors(names, r.between[0])
                for b in roles.actors(names, r.between[1])
                if a != b
            )
        )
    for kind, x in (("alignment", c.alignment), ("dependency", c.dependency)):
        if x:
            found.append(
                _each(
                    (kind, a, p, *_range(x.above, x.below))
                    for a in roles.actors(names, x.of)
                    for p in roles.poles(names, x.toward)
                )
            )
    if w := c.welfare:
        found.append(_each(("welfare", a, *_range(w.above, w.below)) for a in roles.actors(names, w.of)))
    if f := c.first_partner:
        wanted: tuple[str | None, ...] = (None,) if f.to == "nobody" else roles.poles(names, f.to)
        found.append(_each(("first", a, pole) for a in roles.actors(names, f.of) for pole in wanted))
    if pw := c.partner_weight:
        found.append(_each(("partner_weight", p, *_range(pw.above, pw.below)) for p in roles.poles(names, pw.of)))
    if c.member:
        found.append(_each(("member", a) for a in roles.actors(names, c.member)))
    return found


def _table_facts(c: Condition, roles: Roles, names: Names) -> list[Alternatives]:
    found: list[Alternatives] = []
    if i := c.item:
        item = roles.item if i.id == "target" else i.id
        found.append([_item_facts(i, item)] if item else [])
    if f := c.file:
        file = roles.file if f.id == "target" else f.id
        found.append([(("steps", file, *_range(f.above, f.below)),)] if file else [])
    if e := c.event:
        seats = [a for a in roles.actors(names, e.by) if a in names.seats] if e.by else []
        found.append(_each(("choice", e.id, a, e.choice) for a in seats) if e.choice else [(("event", e.id, e.now),)])
    return found


def _item_facts(asked: ItemIs, item: str) -> tuple[Fact, ...]:
    """Its status and, if asked, the range of wordings (points) that its words stand for."""
    status: Fact = ("status", item, STATUSES.index(asked.status))
    low = -np.inf if asked.at_least in (None, "weak") else BAND_STARTS[WORDINGS.index(asked.at_least)]
    high = np.inf if asked.at_most in (None, "strong") else BAND_STARTS[WORDINGS.index(asked.at_most) + 1]
    return (status,) if (low, high) == (-np.inf, np.inf) else (status, ("wording", item, low, high))


def _order_facts(c: Condition, roles: Roles, names: Names) -> list[Alternatives]:
    found: list[Alternatives] = []
    for kind, x in (("ordered", c.ordered), ("given", c.given)):
        if x:
            by: tuple[str | None, ...] = roles.actors(names, x.by) if x.by else (None,)
            on: tuple[str | None, ...] = (None,)
            if x.on:
                on = (roles.target_text,) if x.on == "target" else roles.actors(names, x.on) or (x.on,)
            tail = (_option(x, roles),) if isinstance(x, Ordered) else (None, x.last_turn)
            found.append(_each((kind, a, x.action, b, *tail) for a in by for b in on))
    if s := c.consents:
        file = roles.file if s.file == "target" else s.file
        found.append(_each(("consents", a, file) for a in roles.actors(names, s.by)) if file else [])
    if c.repeated is not None:
        found.append(_each([("given", roles.me, roles.action, roles.target_text, roles.option, True)]))
    if c.joiners_from is not None:
        found.append(_each([("joiners", roles.action, roles.target_text, roles.option, c.joiners_from)]))
    if c.moved is not None:
        found.append(_each([("moved", roles.file)] if roles.file else []))
    return found


def _option(asked: Ordered, roles: Roles) -> str | None:
    return roles.option if asked.option == "option" else asked.option


@attrs.frozen(eq=False, kw_only=True)
class Conditions:
    """Compiled conditions, evaluated for all games at once; the games are the last axis, so that picking a fact copies a row.

    Clauses are sorted by length, longest first: `literals[k]` (n,) and `wanted[k]` (n, 1) hold the k-th literal of those
    that have one. `first` (C,) is the first clause of each condition; `several` (n,) are the conditions of more than one
    clause, `any_of` (K, n) their clauses, the first repeated to fill the column.
    """

    literals: tuple[NDArray[np.intp], ...]
    wanted: tuple[Bools, ...]
    first: NDArray[np.intp]
    several: NDArray[np.intp]
    any_of: NDArray[np.intp]

    def hold(self, facts: Bools) -> Bools:
        """Which conditions hold, (C, B) bool, from facts (F, B) bool."""
        games = facts.shape[1]
        if not self.literals:
            return np.ones((len(self.first), games), dtype=np.bool_)
        clauses = np.ones((len(self.literals[0]) + 1, games), dtype=np.bool_)
        for literals, wanted in zip(self.literals, self.wanted, strict=True):
            clauses[: len(literals)] &= facts.take(literals, axis=0) == wanted
        held = clauses.take(self.first, axis=0)
        if len(self.several):
            held[self.several] = clauses.take(self.any_of, axis=0).any(axis=0)
        return held


def compile_conditions(questions: Questions, columns: dict[Fact, int], which: list[int] | None = None) -> Conditions:
    """The tables of all conditions asked, or of the listed ones, given the column of each fact.

    The last clause, of no literals, always holds.
    """
    rows = list(questions.conditions)
    rows = rows if which is None else [rows[c] for c in which]
    distinct = sorted({clause for row in rows for clause in row if clause}, key=lambda clause: -len(clause))
    number = {clause: n for n, clause in enumerate(distinct)} | {(): len(distinct)}
    by_place = [[clause[k] for clause in distinct if len(clause) > k] for k in range(max(map(len, distinct), default=0))]
    several = [c for c, row in enumerate(rows) if len(row) > 1]
    widest = max((len(rows[c]) for c in several), default=0)
    any_of = [[number[clause] for clause in (*rows[c], *rows[c][:1] * (widest - len(rows[c])))] for c in several]
    return Conditions(
        literals=tuple(np.array([columns[fact] for fact, _ in place], dtype=np.intp) for place in by_place),
        wanted=tuple(np.array([[yes] for _, yes in place], dtype=np.bool_) for place in by_place),
        first=np.array([number[row[0]] for row in rows], dtype=np.intp),
        several=np.array(several, dtype=np.intp),
        any_of=np.ascontiguousarray(np.array(any_of, dtype=np.intp).reshape(len(several), widest).T),
    )
