"""Briefs: what each goal line measures, and the points it gives."""

from __future__ import annotations

from typing import Any

import attrs
import numpy as np
from numpy.typing import NDArray

from game.model.chance import Seeds, key, uniform
from game.model.influence import NEAR
from game.model.names import Names
from game.model.readers import ENDS, Reader, Readers, Standing
from game.model.world import World
from game.scenario.tables.aims import Goal
from game.scenario.values import WORDINGS

Floats = NDArray[np.float64]
Ints = NDArray[np.intp]

SECRET_WEIGHT = 15.0


@attrs.frozen(kw_only=True)
class Line:
    """One goal line of one seat."""

    seat: str
    goal: Goal
    secret: bool


@attrs.frozen(kw_only=True)
class Tally:
    """Something counted turn by turn: orders of an action, or turns at which a state put somebody else first."""

    kind: str
    action: str = ""
    by: frozenset[str] | None = None
    on: frozenset[str] | None = None
    turns: tuple[int, int] = (0, 99)
    actor: str = ""
    pole: str | None = None

    def counts(self, action: str, seat: str, target: str | None) -> bool:
        """Whether an order of this action by this seat on this target counts."""
        return (
            self.kind == "orders"
            and action == self.action
            and (self.by is None or seat in self.by)
            and (self.on is None or target in self.on)
        )


def actors_of(names: Names, line: Line) -> tuple[str, ...]:
    """Whom a line is about: those it names, or the seat itself."""
    return names.expand(line.goal.of) or (line.seat,)


def poles_of(names: Names, line: Line) -> tuple[str, ...]:
    """The poles of a line: those it names, or a power's own."""
    own = names.by_id[line.seat].pole
    return line.goal.toward or ((own,) if own else ())


@attrs.frozen(eq=False, kw_only=True)
class Goals:
    """All goal lines of all seats: G lines made of N atoms, each line taking several atoms together."""

    lines: tuple[Line, ...]
    tallies: tuple[Tally, ...]
    readers: tuple[Reader, ...]
    """For each kind of atom what reads all of that kind; atoms are numbered kind by kind, the last is always 0."""
    atoms: Ints
    """(G, L): the atoms of each line, padded with -1."""
    several: tuple[tuple[str, Ints, Ints], ...]
    """How lines of several atoms take them together: mean, min, max, sum or count; the lines (n,); their atoms (L, n)."""
    above: Floats
    below: Floats
    start: Floats
    end: Floats
    weight: Floats
    shared: NDArray[np.bool_]
    seat: Ints
    """(G,): the delegation."""
    open_lines: NDArray[np.bool_]
    """(D, G): the open lines of each delegation."""
    secrets: tuple[Ints, ...]
    """For each delegation, its secret lines."""
    keys: NDArray[np.uint64]
    bar: float
    stability: Floats
    weights: Floats
    states: NDArray[np.bool_]
    poles: int

    def standing(self, world: World) -> Standing:
        """First partners, their weight and the effective poles of each game."""
        return Standing(self, world)

    def raw(self, world: World) -> Floats:
        """(B, G): what each line measures now, in its own unit."""
        standing = self.standing(world)
        found = [reader(world, standing) for reader in self.readers]
        atoms = np.concatenate([*found, np.zeros((world.size, 1))], axis=1)
        raw = atoms.take(self.atoms[:, 0], axis=1)
        for way, lines, columns in self.several:
            raw[:, lines] = self._together(way, lines, atoms.take(columns, axis=1))
        return raw

    def _together(self, way: str, lines: Ints, values: Floats) -> Floats:
        """(B, n): what some lines make of their atoms (B, L, n); what a line has not got is 0, of least and most its first."""
        if way in ("min", "max"):
            best: Floats = values.min(axis=1) if way == "min" else values.max(axis=1)
            return best
        there = (self.atoms[lines] >= 0).T
        if way == "count":
            low, high = self.above[lines] - NEAR, self.below[lines] - NEAR
            counted: Floats = (there & (values >= low) & (values < high)).sum(axis=1).astype(np.float64)
            return counted
        total: Floats = values.sum(axis=1)
        return total / there.sum(axis=0) if way == "mean" else total

    def points(self, world: World, raw: Floats | None = None) -> Floats:
        """(B, G): the points each line would give now; shared lines give none after a rupture."""
        raw = self.raw(world) if raw is None else raw
        part = np.clip((raw - self.start) / (self.end - self.start), 0.0, 1.0)
        lost = self.shared & (world.rupture > 0)[:, None]
        return np.where(lost, 0.0, self.weight * part)

    def drawn(self, seeds: Seeds) -> NDArray[np.bool_]:
        """(B, D, G): the lines that count for each delegation: its open ones and the secret one its seed draws."""
        counted = np.repeat(self.open_lines[None], len(seeds), axis=0)
        luck = uniform(seeds, 0, "secret", self.keys)
        for d, lines in enumerate(self.secrets):
            if len(lines):
                counted[np.arange(len(seeds)), d, lines[(luck[:, d] * len(lines)).astype(np.intp)]] = True
        return counted


def compile_goals(names: Names, turns: tuple[int, ...]) -> Goals:
    """All lines of all briefs, and the readers that measure them."""
    return _Build(names, turns).goals()


class _Build:
    """Collects the atoms that lines are made of."""

    def __init__(self, names: Names, turns: tuple[int, ...]) -> None:
        self.names, self.turns = names, turns
        self.atoms: dict[tuple[Any, ...], int] = {}
        self.tallies: dict[Tally, int] = {}

    def goals(self) -> Goals:
        n = self.names
        briefs = sorted((b for b in n.scenario.brief if b.actor in n.seats), key=lambda b: b.actor)
        lines = tuple(
            Line(seat=b.actor, goal=goal, secret=secret)
            for b in briefs
            for secret, goals in ((False, b.goal), (True, b.secret))
            for goal in goals
        )
        asked = [self._atoms(line) for line in lines]
        distinct = dict.fromkeys(atom for row in asked for atom in row)
        kinds = list(dict.fromkeys(atom[0] for atom in distinct))
        self.atoms = {atom: k for k, atom in enumerate(sorted(distinct, key=lambda atom: kinds.index(atom[0])))}
        table = [[self.atoms[atom] for atom in row] for row in asked]
        width = max(map(len, table), default=1)
        padded = np.array([row + [-1] * (width - len(row)) for row in table], dtype=np.intp).reshape(len(lines), width)
        actors = list(n.by_id.values())
        return Goals(
            lines=lines,
            tallies=tuple(self.tallies),
            readers=self._readers(),
            atoms=padded,
            several=self._several(lines, padded),
            above=np.array([-np.inf if x.goal.above is None else x.goal.above for x in lines], dtype=np.float64),
            below=np.array([np.inf if x.goal.below is None else x.goal.below for x in lines], dtype=np.float64),
            start=np.array([0.0 if x.goal.worth else x.goal.from_ for x in lines], dtype=np.float64),
            end=np.array([x.goal.weight if x.goal.worth else x.goal.to for x in lines], dtype=np.float64),
            weight=np.array([x.goal.weight for x in lines], dtype=np.float64),
            shared=np.array([x.goal.shared for x in lines], dtype=np.bool_),
            seat=np.array([n.seats.index(x.seat) for x in lines], dtype=np.intp),
            open_lines=np.array([[x.seat == seat and not x.secret for x in lines] for seat in n.seats], dtype=np.bool_).reshape(
                len(n.seats), len(lines)
            ),
            secrets=tuple(
                np.array([g for g, x in enumerate(lines) if x.seat == seat and x.secret], dtype=np.intp) for seat in n.seats
            ),
            keys=np.array([key("secret", seat) for seat in n.seats], dtype=np.uint64),
            bar=n.scenario.rules.partner_bar,
            stability=np.array([float(a.stability) for a in actors]),
            weights=np.array([float(a.weight) if a.kind == "state" else 0.0 for a in actors]),
            states=np.array([a.kind == "state" for a in actors]),
            poles=len(n.poles),
        )

    def _several(self, lines: tuple[Line, ...], atoms: Ints) -> tuple[tuple[str, Ints, Ints], ...]:
        found = []
        for way in ("mean", "min", "max", "sum", "count"):
            several = (atoms >= 0).sum(axis=1) > 1
            which = [g for g, line in enumerate(lines) if line.goal.take == way and (several[g] or way == "count")]
            filler = atoms[which, :1] if way in ("min", "max") else len(self.atoms)
            if which:
                columns = np.where(atoms[which] >= 0, atoms[which], filler).T
                found.append((way, np.array(which, dtype=np.intp), np.ascontiguousarray(columns)))
        return tuple(found)

    def _tally(self, tally: Tally) -> int:
        return self.tallies.setdefault(tally, len(self.tallies))

    def _of(self, line: Line) -> tuple[str, ...]:
        return actors_of(self.names, line)

    def _toward(self, line: Line) -> tuple[str, ...]:
        return poles_of(self.names, line)

    def _atoms(self, line: Line) -> list[tuple[Any, ...]]:
        found: list[tuple[Any, ...]] = getattr(self, "_" + line.goal.raw)(line, line.goal)
        return found

    def _partner_weight(self, line: Line, goal: Goal) -> list[tuple[Any, ...]]:
        return [("partner_weight", p) for p in self._toward(line)]

    def _alignment(self, line: Line, goal: Goal) -> list[tuple[Any, ...]]:
        return [("alignment", a, p) for a in self._of(line) for p in self._toward(line)]

    def _dependency(self, line: Line, goal: Goal) -> list[tuple[Any, ...]]:
        return [("dependency", a, p) for a in self._of(line) for p in self._toward(line)]

    def _balance(self, line: Line, goal: Goal) -> list[tuple[Any, ...]]:
        return [("balance", a, goal.toward or self.names.poles) for a in self._of(line)]

    def _relation(self, line: Line, goal: Goal) -> list[tuple[Any, ...]]:
        return [("relation", a, b) for a in self._of(line) for b in self.names.expand(goal.with_) if a != b]

    def _track(self, line: Line, goal: Goal) -> list[tuple[Any, ...]]:
        return [("track", t) for t in goal.what]

    def _welfare(self, line: Line, goal: Goal) -> list[tuple[Any, ...]]:
        return [("welfare", a) for a in self._of(line)]

    def _item(self, line: Line, goal: Goal) -> list[tuple[Any, ...]]:
        worth: dict[str, float] = {str(end): points for end, points in goal.worth.items()}
        if not worth:
            low = WORDINGS.index(goal.at_least) if goal.at_least else 0
            high = WORDINGS.index(goal.at_most) if goal.at_most else 2
            worth = {w: float(low <= k <= high) for k, w in enumerate(WORDINGS)}
        values = tuple(float(worth.get(end, 0.0)) for end in ENDS)
        return [("item", i, line.seat, values, goal.less_per_aside, "aside" in goal.worth) for i in goal.what]

    def _file_steps(self, line: Line, goal: Goal) -> list[tuple[Any, ...]]:
        each = float(goal.worth.get("step", 1.0))
        return [("file_steps", f, tuple(sorted(self.names.expand(goal.by))), each) for f in goal.what or self.names.files]

    def _met(self, line: Line, goal: Goal) -> list[tuple[Any, ...]]:
        others = self.names.expand(goal.with_) or self.names.actors
        return [("met", a, tuple(b for b in others if b != a), goal.turns or (0, 62)) for a in self._of(line)]

    def _open(self, line: Line, goal: Goal) -> list[tuple[Any, ...]]:
        return [("first_partner", a, None) for a in self._of(line)]

    def _first_partner(self, line: Line, goal: Goal) -> list[tuple[Any, ...]]:
        pole = None if goal.option == "nobody" else goal.option
        if goal.always:
            return [("tally0", self._tally(Tally(kind="not_first", actor=a, pole=pole)), a, pole) for a in self._of(line)]
        return [("first_partner", a, pole) for a in self._of(line)]

    def _posture(self, line: Line, goal: Goal) -> list[tuple[Any, ...]]:
        which = goal.what[0]
        option = self.names.posture_options[which].index(goal.option or "")
        columns = [(which, p) for p in goal.toward or (None,)]
        return [("posture", a, column, option) for a in self._of(line) for column in columns]

    def _adopted(self, line: Line, goal: Goal) -> list[tuple[Any, ...]]:
        return [("adopted", goal.what or self.names.items)]

    def _admitted(self, line: Line, goal: Goal) -> list[tuple[Any, ...]]:
        return [("admitted", a) for a in self._of(line)]

    def _multipolarity(self, line: Line, goal: Goal) -> list[tuple[Any, ...]]:
        return [("multipolarity",)]

    def _orders(self, line: Line, goal: Goal) -> list[tuple[Any, ...]]:
        by = frozenset(self.names.expand(goal.by)) or (None if goal.of else frozenset((line.seat,)))
        on = frozenset((*goal.of, *self.names.expand(goal.of))) if goal.of else None
        return [("tally", self._tally(Tally(kind="orders", action=goal.action or "", by=by, on=on, turns=goal.turns or (0, 99))))]

    def _readers(self) -> tuple[Reader, ...]:
        kinds: dict[str, list[tuple[Any, ...]]] = {}
        for atom in self.atoms:
            kinds.setdefault(atom[0], []).append(atom)
        make = Readers(self.names)
        return tuple(getattr(make, kind)(atoms) for kind, atoms in kinds.items())
