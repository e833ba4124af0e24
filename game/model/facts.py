"""Facts: the answers of many games to every question that a scenario's conditions ask."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import attrs
import numpy as np
from numpy.typing import NDArray

from game.model.cells import logit
from game.model.conditions import BAND_STARTS, NEVER, THIS_TURN, Fact
from game.model.influence import first_partners, partner_weight
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
        due: Bools = (self.last + world.postponed == world.step) & (world.status == OPEN) & (self.last >= 0)
        due &= (world.rupture == 0)[:, None]
        return due

    def on_table(self, world: World) -> Bools:
        """(B, I): open items on the table now."""
        if world.step >= len(self.turns):
            return np.zeros(world.status.shape, dtype=np.bool_)
        listed: Bools = self.sessions[:, world.step] & (world.status == OPEN) & (world.rupture == 0)[:, None]
        return listed | self.deciding(world)

    def may_postpone(self, world: World) -> Bools:
        """(B, I): items whose last session is now and can be one turn later."""
        if world.step + 1 >= len(self.turns):
            return np.zeros(world.status.shape, dtype=np.bool_)
        later: Bools = self.deciding(world) & (world.postponed == 0)
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
        self._first: NDArray[np.intp] | None = None

    @property
    def first(self) -> NDArray[np.intp]:
        if self._first is None:
            g = self.grounds
            self._first = first_partners(self.world.stance, g.bar, g.stability, g.states)
        return self._first

    @property
    def partner_weight(self) -> Floats:
        return partner_weight(self.first, self.grounds.weight, len(self.grounds.names.poles))

    @property
    def deciding(self) -> Bools:
        return self.grounds.calendar.deciding(self.world)

    @property
    def on_table(self) -> Bools:
        return self.grounds.calendar.on_table(self.world)

    @property
    def may_postpone(self) -> Bools:
        return self.grounds.calendar.may_postpone(self.world)

    @property
    def nothing(self) -> Floats:
        return np.zeros((self.world.size, 1))


@attrs.frozen(eq=False)
class Sort:
    """How one kind of fact is read: an array, the index of a fact in its flat form, and the range that makes it true."""

    array: Callable[[Sight], NDArray[Any]]
    index: Callable[[Fact], int]
    range: Callable[[Fact], tuple[float, float]]


def _sorts(grounds: Grounds, turn: int) -> dict[str, Sort]:
    """Every kind of fact; ranges are in the array's own unit, gauges and alignments latent."""
    n = grounds.names
    actor, pole, item, seats = n.actors.index, n.poles.index, n.items.index, len(n.seats)
    choices = {event.id: [c.id for c in event.choices] for event in n.scenario.event}
    steps = {file.id: len(file.steps) for file in n.scenario.file}

    def cell(fact: Fact) -> int:
        return actor(fact[1]) * len(n.poles) + pole(fact[2])

    return {
        "turn": Sort(lambda s: s.nothing, lambda f: 0, lambda f: (0, 1) if f[1] <= turn <= f[2] else (1, 0)),
        "track": Sort(lambda s: s.world.tracks, lambda f: n.tracks.index(f[1]), _gauge),
        "welfare": Sort(lambda s: s.world.welfare, lambda f: actor(f[1]), _gauge),
        "wording": Sort(lambda s: s.world.wording, lambda f: item(f[1]), _gauge),
        "dependency": Sort(lambda s: s.world.dependency, cell, _gauge),
        "alignment": Sort(lambda s: s.world.stance, cell, _signed),
        "relation": Sort(lambda s: s.world.affinity, lambda f: actor(f[1]) * len(n.actors) + actor(f[2]), _signed),
        "first": Sort(lambda s: s.first, lambda f: actor(f[1]), lambda f: _just(-1 if f[2] is None else pole(f[2]))),
        "partner_weight": Sort(lambda s: s.partner_weight, lambda f: pole(f[1]), lambda f: f[-2:]),
        "member": Sort(lambda s: s.world.members, lambda f: actor(f[1]), lambda f: _just(1)),
        "posture": Sort(
            lambda s: s.world.postures, lambda f: actor(f[1]) * len(n.switches) + n.switches.index(f[2]), lambda f: _just(f[3])
        ),
        "status": Sort(lambda s: s.world.status, lambda f: item(f[1]), lambda f: _just(f[2])),
        "steps": Sort(lambda s: s.world.steps, lambda f: n.files.index(f[1]), lambda f: f[-2:]),
        "unfinished": Sort(lambda s: s.world.steps, lambda f: n.files.index(f[1]), lambda f: (-np.inf, steps[f[1]])),
        "event": Sort(lambda s: s.world.happened, lambda f: n.events.index(f[1]), lambda f: _just(turn) if f[2] else (1, np.inf)),
        "choice": Sort(
            lambda s: s.world.choice,
            lambda f: n.events.index(f[1]) * seats + n.seats.index(f[2]),
            lambda f: _just(choices[f[1]].index(f[3])),
        ),
        "given": Sort(
            lambda s: s.world.given,
            lambda f: grounds.memory[f[:5]],
            lambda f: _just(max(grounds.calendar.turns.index(turn), 0) or 99) if f[5] else (1, np.inf),
        ),
        "on_table": Sort(lambda s: s.on_table, lambda f: item(f[1]), lambda f: _just(1)),
        "deciding": Sort(lambda s: s.deciding, lambda f: item(f[1]), lambda f: _just(1)),
        "may_postpone": Sort(lambda s: s.may_postpone, lambda f: item(f[1]), lambda f: _just(1)),
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
class Facts:
    """All facts of a scenario: every fact is a quantity that lies in a range [low, high).

    arrays: for each kind its array and the flat indices (n,) asked for, in the sequence of columns; low and high
    (turns, F) for each turn played; facts of this turn's orders come last and are false until the turn sets them.
    """

    grounds: Grounds
    columns: dict[Fact, int]
    arrays: tuple[tuple[Callable[[Sight], NDArray[Any]], NDArray[np.intp]], ...]
    low: Floats
    high: Floats
    postures: tuple[slice, NDArray[np.intp], Floats]

    @classmethod
    def compile(cls, asked: dict[Fact, None], grounds: Grounds) -> Facts:
        """Number the facts kind by kind, so that each kind is read at once."""
        per_turn = [_sorts(grounds, turn) for turn in grounds.calendar.turns]
        kinds = {kind: [fact for fact in asked if fact[0] == kind] for kind in per_turn[0]}
        kinds = {kind: facts for kind, facts in kinds.items() if facts}
        ordered = [fact for facts in kinds.values() for fact in facts]
        later = [NEVER, *(fact for fact in asked if fact[0] in THIS_TURN)]
        ranges = np.array([[sorts[fact[0]].range(fact) for fact in ordered] for sorts in per_turn], dtype=np.float64)
        ranges = ranges.reshape(len(per_turn), len(ordered), 2)
        arrays = {
            kind: np.array([per_turn[0][kind].index(fact) for fact in facts], dtype=np.intp) for kind, facts in kinds.items()
        }
        start = next((k for k, fact in enumerate(ordered) if fact[0] == "posture"), 0)
        switches = arrays.get("posture", np.zeros(0, dtype=np.intp))
        where = slice(start, start + len(switches))
        return cls(
            grounds=grounds,
            columns={fact: k for k, fact in enumerate([*ordered, *later])},
            arrays=tuple((per_turn[0][kind].array, index) for kind, index in arrays.items()),
            low=ranges[:, :, 0],
            high=ranges[:, :, 1],
            postures=(where, switches, ranges[0, where, 0]),
        )

    def read(self, world: World) -> Bools:
        """(B, F) bool: what holds at the start of the turn; facts of this turn's orders are still false."""
        games = world.size
        answers = np.zeros((games, len(self.columns)), dtype=np.bool_)
        sight, step = Sight(world, self.grounds), min(world.step, len(self.low) - 1)
        if self.arrays:
            values = np.concatenate([array(sight).reshape(games, -1).take(index, axis=1) for array, index in self.arrays], axis=1)
            np.logical_and(values >= self.low[step], values < self.high[step], out=answers[:, : values.shape[1]])
        return answers

    def reread_postures(self, answers: Bools, postures: NDArray[np.int16]) -> None:
        """Answer again, in place, what was asked of postures (B, A, S)."""
        where, switches, wanted = self.postures
        if len(switches):
            answers[:, where] = postures.reshape(len(postures), -1).take(switches, axis=1) == wanted


WEAK_BELOW, MIDDLE_BELOW = (logit(start / 100.0) for start in BAND_STARTS[1:])


def bands(wording: Floats) -> NDArray[np.intp]:
    """0 weak, 1 middle, 2 strong, from wording latents of any shape."""
    return (wording >= WEAK_BELOW).astype(np.intp) + (wording >= MIDDLE_BELOW)
