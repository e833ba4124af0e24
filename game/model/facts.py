"""Facts: the answers of many games to every question that a scenario's conditions ask."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import attrs
import numpy as np
from numpy.typing import NDArray

from game.model.cells import logistic
from game.model.conditions import NEVER, THIS_TURN, Fact
from game.model.influence import first_partners, partner_weight
from game.model.names import Names
from game.model.world import OPEN, World

Bools = NDArray[np.bool_]
Reader = Callable[[World], Any]


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
        return due & (world.rupture == 0)[:, None]

    def on_table(self, world: World) -> Bools:
        """(B, I): open items on the table now."""
        if world.step >= len(self.turns):
            return np.zeros(world.status.shape, dtype=np.bool_)
        listed = self.sessions[:, world.step] & (world.status == OPEN) & (world.rupture == 0)[:, None]
        return listed | self.deciding(world)

    def may_postpone(self, world: World) -> Bools:
        """(B, I): items whose last session is now and can be one turn later."""
        return self.deciding(world) & (world.postponed == 0) & (world.step + 1 < len(self.turns))


def _within(facts: list[Fact], value: Reader) -> Reader:
    low = np.array([fact[-2] for fact in facts])
    high = np.array([fact[-1] for fact in facts])
    return lambda world: ((v := value(world)) >= low) & (v < high)


def _index(facts: list[Fact], at: int, of: Callable[[Any], int] = int) -> NDArray[np.intp]:
    return np.array([of(fact[at]) for fact in facts], dtype=np.intp)


@attrs.frozen(eq=False, kw_only=True)
class Readers:
    """Makes the reader of each kind of fact: one method a kind, from the questions asked to their answers (B, n)."""

    names: Names
    calendar: Calendar
    memory: dict[Fact, int]
    stability: NDArray[np.float64]
    weight: NDArray[np.float64]
    states: Bools

    def _number(self, world: World) -> int:
        return self.calendar.turns[min(world.step, len(self.calendar.turns) - 1)]

    def _firsts(self, world: World) -> NDArray[np.intp]:
        return first_partners(world.stance, self.names.scenario.rules.partner_bar, self.stability, self.states)

    def turn(self, facts: list[Fact]) -> Reader:
        low, high = _index(facts, 1), _index(facts, 2)
        return lambda world: (low <= self._number(world)) & (self._number(world) <= high)

    def track(self, facts: list[Fact]) -> Reader:
        t = _index(facts, 1, self.names.tracks.index)
        return _within(facts, lambda world: 100.0 * logistic(world.tracks[:, t]))

    def relation(self, facts: list[Fact]) -> Reader:
        a, b = _index(facts, 1, self.names.actors.index), _index(facts, 2, self.names.actors.index)
        return _within(facts, lambda world: 100.0 * np.tanh(world.affinity[:, a, b]))

    def alignment(self, facts: list[Fact]) -> Reader:
        a, p = _index(facts, 1, self.names.actors.index), _index(facts, 2, self.names.poles.index)
        return _within(facts, lambda world: 100.0 * np.tanh(world.stance[:, a, p]))

    def dependency(self, facts: list[Fact]) -> Reader:
        a, p = _index(facts, 1, self.names.actors.index), _index(facts, 2, self.names.poles.index)
        return _within(facts, lambda world: 100.0 * logistic(world.dependency[:, a, p]))

    def welfare(self, facts: list[Fact]) -> Reader:
        a = _index(facts, 1, self.names.actors.index)
        return _within(facts, lambda world: 100.0 * logistic(world.welfare[:, a]))

    def first(self, facts: list[Fact]) -> Reader:
        a = _index(facts, 1, self.names.actors.index)
        wanted = _index(facts, 2, lambda p: -1 if p is None else self.names.poles.index(p))
        return lambda world: (self._firsts(world)[:, a] == wanted) & self.states[a]

    def partner_weight(self, facts: list[Fact]) -> Reader:
        p = _index(facts, 1, self.names.poles.index)
        return _within(facts, lambda world: partner_weight(self._firsts(world), self.weight, len(self.names.poles))[:, p])

    def member(self, facts: list[Fact]) -> Reader:
        a = _index(facts, 1, self.names.actors.index)
        return lambda world: world.members[:, a]

    def posture(self, facts: list[Fact]) -> Reader:
        a, s = _index(facts, 1, self.names.actors.index), _index(facts, 2, self.names.switches.index)
        wanted = _index(facts, 3)
        return lambda world: world.postures[:, a, s] == wanted

    def item(self, facts: list[Fact]) -> Reader:
        i, status = _index(facts, 1, self.names.items.index), _index(facts, 2)
        low, high = _index(facts, 3), _index(facts, 4)
        return lambda world: (world.status[:, i] == status) & (low <= (band := bands(world.wording[:, i]))) & (band <= high)

    def steps(self, facts: list[Fact]) -> Reader:
        f = _index(facts, 1, self.names.files.index)
        return _within(facts, lambda world: world.steps[:, f])

    def unfinished(self, facts: list[Fact]) -> Reader:
        f = _index(facts, 1, self.names.files.index)
        whole = {file.id: len(file.steps) for file in self.names.scenario.file}
        all_steps = np.array([whole[fact[1]] for fact in facts])
        return lambda world: world.steps[:, f] < all_steps

    def event(self, facts: list[Fact]) -> Reader:
        e, now = _index(facts, 1, self.names.events.index), _index(facts, 2).astype(np.bool_)
        return lambda world: np.where(now, world.happened[:, e] == self._number(world), world.happened[:, e] > 0)

    def choice(self, facts: list[Fact]) -> Reader:
        e, d = _index(facts, 1, self.names.events.index), _index(facts, 2, self.names.seats.index)
        ids = {event.id: [c.id for c in event.choices] for event in self.names.scenario.event}
        wanted = np.array([ids[fact[1]].index(fact[3]) for fact in facts])
        return lambda world: world.choice[:, e, d] == wanted

    def given(self, facts: list[Fact]) -> Reader:
        k = np.array([self.memory[fact[:4]] for fact in facts], dtype=np.intp)
        last = _index(facts, 4).astype(np.bool_)
        return lambda world: (world.given[:, k] > 0) & (~last | (world.given[:, k] == world.step))

    def _items(self, facts: list[Fact], which: Callable[[World], Bools]) -> Reader:
        i = _index(facts, 1, self.names.items.index)
        return lambda world: which(world)[:, i]

    def on_table(self, facts: list[Fact]) -> Reader:
        return self._items(facts, self.calendar.on_table)

    def deciding(self, facts: list[Fact]) -> Reader:
        return self._items(facts, self.calendar.deciding)

    def may_postpone(self, facts: list[Fact]) -> Reader:
        return self._items(facts, self.calendar.may_postpone)


@attrs.frozen(eq=False, kw_only=True)
class Facts:
    """All facts of a scenario: for each kind the columns (n,) of its answers and the reader that fills them."""

    count: int
    readers: tuple[tuple[NDArray[np.intp], Reader], ...]
    postures: tuple[tuple[NDArray[np.intp], Reader], ...]

    @classmethod
    def compile(cls, asked: dict[Fact, int], make: Readers) -> Facts:
        """Group the questions by kind; kinds that ask for this turn's orders are answered by the turn itself."""
        kinds: dict[str, list[Fact]] = {}
        for fact in asked:
            if fact[0] not in (NEVER[0], *THIS_TURN):
                kinds.setdefault(fact[0], []).append(fact)
        made = {kind: (np.array([asked[f] for f in facts], dtype=np.intp), getattr(make, kind)(facts)) for kind, facts in kinds.items()}
        return cls(count=len(asked), readers=tuple(made.values()), postures=tuple(made[k] for k in made if k == "posture"))

    def read(self, world: World) -> Bools:
        """(B, count) bool: what holds at the start of the turn; facts of this turn's orders are still false."""
        answers = np.zeros((world.size, self.count), dtype=np.bool_)
        for columns, reader in self.readers:
            answers[:, columns] = reader(world)
        return answers

    def reread_postures(self, answers: Bools, world: World) -> None:
        """Answer again, in place, what was asked of postures."""
        for columns, reader in self.postures:
            answers[:, columns] = reader(world)


WEAK_BELOW, MIDDLE_BELOW = -float(np.log(65 / 35)), float(np.log(65 / 35))
"""Wording latents where weak becomes middle (35) and middle strong (65)."""


def bands(wording: NDArray[np.float64]) -> NDArray[np.intp]:
    """0 weak, 1 middle, 2 strong, from wording latents of any shape."""
    return (wording >= WEAK_BELOW).astype(np.intp) + (wording >= MIDDLE_BELOW)
