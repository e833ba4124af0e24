"""Facts: the answers of many games to every question that a scenario's conditions ask."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from itertools import accumulate
from typing import Any

import attrs
import numpy as np
from numpy.typing import NDArray

from game.model.cells import logit, mirror
from game.model.conditions import BAND_STARTS, NEVER, THIS_TURN, Fact
from game.model.influence import alignments, first_partners, partner_weight
from game.model.names import Names
from game.model.world import OPEN, World

Bools = NDArray[np.bool_]
Floats = NDArray[np.float64]


@attrs.frozen(eq=False, kw_only=True)
class Calendar:
    """The turns of one length: their numbers in the scenario, and when each item is on the table.

    sessions (I, n) bool and last (I,) int are in turns played (0-based); last is -1 for an item never on the table.
    """

    turns: tuple[int, ...]
    sessions: Bools
    last: NDArray[np.intp]

    def deciding(self, world: World) -> Bools:
        """(B, I): open items that have their last session now."""
        due: Bools = (self.last + world.postponed == world.step) & (self.last >= 0)
        due &= world.status == OPEN
        due &= (world.rupture == 0)[:, None]
        return due

    def on_table(self, world: World, deciding: Bools | None = None) -> Bools:
        """(B, I): open items on the table now."""
        if world.step >= len(self.turns):
            return np.zeros(world.status.shape, dtype=np.bool_)
        listed: Bools = self.sessions[:, world.step] & (world.status == OPEN) & (world.rupture == 0)[:, None]
        return listed | (self.deciding(world) if deciding is None else deciding)

    def may_postpone(self, world: World, deciding: Bools | None = None) -> Bools:
        """(B, I): items whose last session is now and can be one turn later."""
        if world.step + 1 >= len(self.turns):
            return np.zeros(world.status.shape, dtype=np.bool_)
        later: Bools = (self.deciding(world) if deciding is None else deciding) & (world.postponed == 0)
        return later


@attrs.frozen(eq=False, kw_only=True)
class Grounds:
    """What facts are read from beside the world's own arrays."""

    names: Names
    calendar: Calendar
    memory: dict[Fact, int]
    stability: Floats
    weight: Floats
    states: Bools
    bar: float


class Sight:
    """A world as facts read it, with what is worked out from it."""

    def __init__(self, world: World, grounds: Grounds) -> None:
        self.world, self.grounds = world, grounds

    @cached_property
    def first(self) -> NDArray[np.intp]:
        g = self.grounds
        return first_partners(alignments(self.world.stance), g.bar, g.stability, g.states)

    @property
    def partner_weight(self) -> Floats:
        return partner_weight(self.first, self.grounds.weight, len(self.grounds.names.poles))

    @cached_property
    def deciding(self) -> Bools:
        return self.grounds.calendar.deciding(self.world)

    @property
    def on_table(self) -> Bools:
        return self.grounds.calendar.on_table(self.world, self.deciding)

    @property
    def may_postpone(self) -> Bools:
        return self.grounds.calendar.may_postpone(self.world, self.deciding)

    @property
    def nothing(self) -> Floats:
        return np.zeros((self.world.size, 1))


@attrs.frozen(eq=False)
class Sort:
    """How one kind of fact is read: an array and how many numbers a game has in it, the index of a fact in its flat
    form, and the range that makes it true."""

    array: Callable[[Sight], NDArray[Any]]
    width: int
    index: Callable[[Fact], int]
    range: Callable[[Fact], tuple[float, float]]


REAL = ("track", "welfare", "wording", "dependency", "alignment", "relation", "partner_weight")
"""Kinds read from real numbers; the others are read from whole ones."""


def _sorts(grounds: Grounds, turn: int) -> dict[str, Sort]:
    """Every kind of fact; ranges are in the array's own unit, gauges and alignments latent."""
    n = grounds.names
    actor, pole, item, file = n.actors.index, n.poles.index, n.items.index, n.files.index
    a, p, i, f, e, d, s = (len(x) for x in (n.actors, n.poles, n.items, n.files, n.events, n.seats, n.switches))
    choices = {event.id: [c.id for c in event.choices] for event in n.scenario.event}
    steps = {file.id: len(file.steps) for file in n.scenario.file}

    def cell(fact: Fact) -> int:
        return actor(fact[1]) * p + pole(fact[2])

    def bond(fact: Fact) -> int:
        return int(mirror(a)[actor(fact[1]), actor(fact[2])])

    def one(fact: Fact) -> tuple[float, float]:
        return _just(1)

    def last(fact: Fact) -> tuple[float, float]:
        return _just(max(grounds.calendar.turns.index(turn), 0) or 99) if fact[5] else (1, np.inf)

    return {
        "turn": Sort(lambda w: w.nothing, 1, lambda x: 0, lambda x: (0, 1) if x[1] <= turn <= x[2] else (1, 0)),
        "track": Sort(lambda w: w.world.tracks, len(n.tracks), lambda x: n.tracks.index(x[1]), _gauge),
        "welfare": Sort(lambda w: w.world.welfare, a, lambda x: actor(x[1]), _gauge),
        "wording": Sort(lambda w: w.world.wording, i, lambda x: item(x[1]), _gauge),
        "dependency": Sort(lambda w: w.world.dependency, a * p, cell, _gauge),
        "alignment": Sort(lambda w: w.world.stance, a * p, cell, _signed),
        "relation": Sort(lambda w: w.world.bonds, 1 + a * (a - 1) // 2, bond, _signed),
        "first": Sort(lambda w: w.first, a, lambda x: actor(x[1]), lambda x: _just(-1 if x[2] is None else pole(x[2]))),
        "partner_weight": Sort(lambda w: w.partner_weight, p, lambda x: pole(x[1]), lambda x: x[-2:]),
        "member": Sort(lambda w: w.world.members, a, lambda x: actor(x[1]), one),
        "posture": Sort(
            lambda w: w.world.postures, a * s, lambda x: actor(x[1]) * s + n.switches.index(x[2]), lambda x: _just(x[3])
        ),
        "status": Sort(lambda w: w.world.status, i, lambda x: item(x[1]), lambda x: _just(x[2])),
        "steps": Sort(lambda w: w.world.steps, f, lambda x: file(x[1]), lambda x: x[-2:]),
        "unfinished": Sort(lambda w: w.world.steps, f, lambda x: file(x[1]), lambda x: (-np.inf, steps[x[1]])),
        "event": Sort(
            lambda w: w.world.happened, e, lambda x: n.events.index(x[1]), lambda x: _just(turn) if x[2] else (1, np.inf)
        ),
        "choice": Sort(
            lambda w: w.world.choice,
            e * d,
            lambda x: n.events.index(x[1]) * d + n.seats.index(x[2]),
            lambda x: _just(choices[x[1]].index(x[3])),
        ),
        "given": Sort(lambda w: w.world.given, len(grounds.memory), lambda x: grounds.memory[x[:5]], last),
        "on_table": Sort(lambda w: w.on_table, i, lambda x: item(x[1]), one),
        "deciding": Sort(lambda w: w.deciding, i, lambda x: item(x[1]), one),
        "may_postpone": Sort(lambda w: w.may_postpone, i, lambda x: item(x[1]), one),
    }


def _just(value: int) -> tuple[float, float]:
    return (value, value + 0.5)


def _gauge(fact: Fact) -> tuple[float, float]:
    """The latent range of a range in points of a gauge, 0..100."""
    return (_end(fact[-2], 0.0, 100.0, lambda v: logit(v / 100.0)), _end(fact[-1], 0.0, 100.0, lambda v: logit(v / 100.0)))


def _signed(fact: Fact) -> tuple[float, float]:
    """The latent range of a range in points of an alignment or relation, -100..100."""
    return (
        _end(fact[-2], -100.0, 100.0, lambda v: float(np.arctanh(v / 100.0))),
        _end(fact[-1], -100.0, 100.0, lambda v: float(np.arctanh(v / 100.0))),
    )


def _end(value: float, low: float, high: float, latent: Callable[[float], float]) -> float:
    return -np.inf if value <= low else np.inf if value >= high else latent(value)


@attrs.frozen(eq=False, kw_only=True)
class Group:
    """Facts read from numbers of one type: every fact is a quantity that lies in a range [low, high).

    arrays: what is laid end to end, one row a game; index (n,): the place of each fact's quantity in it; low and high
    (turns, n) for each turn played; columns: the rows of the answers.
    """

    arrays: tuple[Callable[[Sight], NDArray[Any]], ...]
    index: NDArray[np.intp]
    low: NDArray[Any]
    high: NDArray[Any]
    columns: slice

    @classmethod
    def compile(cls, facts: list[Fact], per_turn: list[dict[str, Sort]], first: int, whole: bool) -> Group:
        """The group of some facts, kind by kind, whose answers begin at the column `first`."""
        kinds = {fact[0]: per_turn[0][fact[0]] for fact in facts}
        starts = dict(zip(kinds, accumulate((sort.width for sort in kinds.values()), initial=0), strict=False))
        ranges = np.array([[sorts[fact[0]].range(fact) for fact in facts] for sorts in per_turn], dtype=np.float64)
        ranges = ranges.reshape(len(per_turn), len(facts), 2)
        if whole:
            ranges = np.clip(np.ceil(ranges), -(2**15), 2**15 - 1).astype(np.int16)
        return cls(
            arrays=tuple(sort.array for sort in kinds.values()),
            index=np.array([starts[fact[0]] + kinds[fact[0]].index(fact) for fact in facts], dtype=np.intp),
            low=np.ascontiguousarray(ranges[:, :, 0]),
            high=np.ascontiguousarray(ranges[:, :, 1]),
            columns=slice(first, first + len(facts)),
        )

    def read(self, sight: Sight, step: int, answers: Bools) -> None:
        """Set, in place, the answers of this group."""
        rows = [array(sight).reshape(answers.shape[1], -1) for array in self.arrays]
        values = np.concatenate(rows, axis=1, dtype=self.low.dtype, casting="unsafe").take(self.index, axis=1)
        found = values >= self.low[step]
        found &= values < self.high[step]
        answers[self.columns] = found.T


@attrs.frozen(eq=False, kw_only=True)
class Facts:
    """All facts of a scenario, in two groups; facts of this turn's orders come last and are false until the turn sets them."""

    grounds: Grounds
    columns: dict[Fact, int]
    groups: tuple[Group, ...]
    postures: tuple[slice, NDArray[np.intp], NDArray[np.int16]]

    @classmethod
    def compile(cls, asked: dict[Fact, None], grounds: Grounds) -> Facts:
        """Number the facts kind by kind, so that each kind is read at once."""
        per_turn = [_sorts(grounds, turn) for turn in grounds.calendar.turns]
        ordered = [fact for kind in per_turn[0] for fact in asked if fact[0] == kind]
        real, whole = ([fact for fact in ordered if (fact[0] in REAL) == yes] for yes in (True, False))
        later = [NEVER, *(fact for fact in asked if fact[0] in THIS_TURN)]
        columns = {fact: k for k, fact in enumerate([*real, *whole, *later])}
        switches = [fact for fact in whole if fact[0] == "posture"]
        start = columns[switches[0]] if switches else 0
        groups = [Group.compile(facts, per_turn, first, w) for facts, first, w in ((real, 0, False), (whole, len(real), True))]
        return cls(
            grounds=grounds,
            columns=columns,
            groups=tuple(group for group in groups if group.arrays),
            postures=(
                slice(start, start + len(switches)),
                np.array([per_turn[0]["posture"].index(fact) for fact in switches], dtype=np.intp),
                np.array([fact[3] for fact in switches], dtype=np.int16),
            ),
        )

    def read(self, world: World, marks: int = 0) -> Bools:
        """(F, B) bool: what holds at the start of the turn. Facts of this turn's orders are still false, and so are the
        rows for `marks`, if there are to be any."""
        answers = np.zeros((len(self.columns) + marks, world.size), dtype=np.bool_)
        sight, step = Sight(world, self.grounds), min(world.step, len(self.grounds.calendar.turns) - 1)
        for group in self.groups:
            group.read(sight, step, answers)
        return answers

    def reread_postures(self, answers: Bools, postures: NDArray[np.int16]) -> None:
        """Answer again, in place, what was asked of postures (B, A, S)."""
        where, switches, wanted = self.postures
        if len(switches):
            answers[where] = (postures.reshape(len(postures), -1).take(switches, axis=1) == wanted).T


WEAK_BELOW, MIDDLE_BELOW = (logit(start / 100.0) for start in BAND_STARTS[1:])


def bands(wording: Floats) -> NDArray[np.intp]:
    """0 weak, 1 middle, 2 strong, from wording latents of any shape."""
    return (wording >= WEAK_BELOW).astype(np.intp) + (wording >= MIDDLE_BELOW)
