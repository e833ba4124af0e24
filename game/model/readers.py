"""Readers: how what goal lines are made of is read off many worlds at once."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING, Any

import attrs
import numpy as np
from numpy.typing import NDArray

from game.model.cells import logistic, mirror
from game.model.facts import bands
from game.model.influence import alignments, effective_poles, first_partners, partner_weight, shares
from game.model.names import Names
from game.model.world import ADOPTED, DROPPED, World
from game.scenario.values import WORDINGS

if TYPE_CHECKING:
    from game.model.goals import Goals

Floats = NDArray[np.float64]
Ints = NDArray[np.intp]
Reader = Callable[[World, "Standing"], Floats]

ENDS = ("dropped", "aside", *WORDINGS)


class Standing:
    """What several lines are read from, worked out when one asks: alignments (B, A, P) in points, first partners (B, A),
    their weight (B, P), and the effective poles (B,)."""

    def __init__(self, goals: Goals, world: World) -> None:
        self.goals, self.world = goals, world

    @cached_property
    def alignments(self) -> Floats:
        return alignments(self.world.stance)

    @cached_property
    def first(self) -> Ints:
        return first_partners(self.alignments, self.goals.bar, self.goals.stability, self.goals.states)

    @cached_property
    def weight(self) -> Floats:
        return partner_weight(self.first, self.goals.weights, self.goals.poles)

    @property
    def effective(self) -> Floats:
        return effective_poles(shares(self.world.stance), self.goals.weights)


def level(rows: list[list[int]]) -> Ints:
    """Lists of different lengths as the columns of one table, the first of each repeated to fill its column."""
    height = max(map(len, rows))
    return np.array([row + row[:1] * (height - len(row)) for row in rows], dtype=np.intp).T


@attrs.frozen(eq=False)
class Readers:
    """One method a kind of atom: from the atoms to a function that reads them off a world, (B, n)."""

    names: Names

    def _at(self, atoms: list[tuple[Any, ...]], place: int, ids: tuple[str, ...]) -> Ints:
        return np.array([ids.index(atom[place]) for atom in atoms], dtype=np.intp)

    def partner_weight(self, atoms: list[tuple[Any, ...]]) -> Reader:
        p = self._at(atoms, 1, self.names.poles)
        return lambda world, standing: standing.weight[:, p]

    def alignment(self, atoms: list[tuple[Any, ...]]) -> Reader:
        cell = self._at(atoms, 1, self.names.actors) * len(self.names.poles) + self._at(atoms, 2, self.names.poles)
        return lambda world, standing: standing.alignments.reshape(world.size, -1).take(cell, axis=1)

    def dependency(self, atoms: list[tuple[Any, ...]]) -> Reader:
        cell = self._at(atoms, 1, self.names.actors) * len(self.names.poles) + self._at(atoms, 2, self.names.poles)
        return lambda world, standing: 100.0 * logistic(world.dependency.reshape(world.size, -1).take(cell, axis=1))

    def balance(self, atoms: list[tuple[Any, ...]]) -> Reader:
        a = self._at(atoms, 1, self.names.actors)
        left_out = np.array([[p not in atom[2] for p in self.names.poles] for atom in atoms])

        def read(world: World, standing: Standing) -> Floats:
            points = np.where(left_out, -np.inf, standing.alignments.take(a, axis=1))
            ranked = np.sort(points, axis=2)
            gap: Floats = ranked[:, :, -2] - ranked[:, :, -1]
            return gap

        return read

    def relation(self, atoms: list[tuple[Any, ...]]) -> Reader:
        one, two = self._at(atoms, 1, self.names.actors), self._at(atoms, 2, self.names.actors)
        cell = mirror(len(self.names.actors))[one, two]
        return lambda world, standing: alignments(world.bonds.take(cell, axis=1))

    def track(self, atoms: list[tuple[Any, ...]]) -> Reader:
        t = self._at(atoms, 1, self.names.tracks)
        return lambda world, standing: 100.0 * logistic(world.tracks[:, t])

    def welfare(self, atoms: list[tuple[Any, ...]]) -> Reader:
        a = self._at(atoms, 1, self.names.actors)
        return lambda world, standing: 100.0 * logistic(world.welfare[:, a])

    def item(self, atoms: list[tuple[Any, ...]]) -> Reader:
        i, a = self._at(atoms, 1, self.names.items), self._at(atoms, 2, self.names.actors)
        worth = np.array([atom[3] for atom in atoms])
        less, asides = np.array([atom[4] for atom in atoms]), np.array([atom[5] for atom in atoms])
        n = np.arange(len(atoms))

        def read(world: World, standing: Standing) -> Floats:
            band = worth.take(2 + bands(world.wording).take(i, axis=1) + n * len(ENDS))
            if world.aside.any():  # seldom before the last turns
                band = np.where(asides & world.aside[:, i, a], worth[:, 1], band)
                band = band - less * world.aside.sum(axis=2).take(i, axis=1)
            band = np.maximum(band, 0.0)
            status = world.status.take(i, axis=1)
            return np.where(status == ADOPTED, band, np.where(status == DROPPED, worth[:, 0], 0.0))

        return read

    def file_steps(self, atoms: list[tuple[Any, ...]]) -> Reader:
        f, d, each = self._at(atoms, 1, self.names.files), len(self.names.seats), np.array([atom[3] for atom in atoms])
        by = [[self.names.seats.index(s) for s in atom[2] if s in self.names.seats] for atom in atoms]
        anybody = np.array([not seats for seats in by])
        cells = level([[file * d + seat for seat in seats or [0]] for file, seats in zip(f, by, strict=True)])

        def read(world: World, standing: Standing) -> Floats:
            named = world.convened.reshape(world.size, -1).take(cells, axis=1).max(axis=1)
            points: Floats = each * np.where(anybody, world.steps.take(f, axis=1), named)
            return points

        return read

    def met(self, atoms: list[tuple[Any, ...]]) -> Reader:
        a = self._at(atoms, 1, self.names.actors)
        others = [[b in atom[2] for b in self.names.actors] for atom in atoms]
        bits = np.array([sum(1 << t for t in range(63) if atom[3][0] <= t <= atom[3][1]) for atom in atoms], dtype=np.int64)
        wanted = np.where(others, bits[:, None], 0).T

        def read(world: World, standing: Standing) -> Floats:
            met = world.met.take(a, axis=2) & wanted  # who met whom is symmetric
            found: Floats = (met != 0).view(np.int8).sum(axis=1, dtype=np.int16).astype(np.float64)
            return found

        return read

    def first_partner(self, atoms: list[tuple[Any, ...]]) -> Reader:
        a = self._at(atoms, 1, self.names.actors)
        wanted = np.array([-1 if atom[2] is None else self.names.poles.index(atom[2]) for atom in atoms])
        return lambda world, standing: (standing.first[:, a] == wanted).astype(np.float64)

    def posture(self, atoms: list[tuple[Any, ...]]) -> Reader:
        a = self._at(atoms, 1, self.names.actors)
        s = np.array([self.names.switches.index(atom[2]) for atom in atoms], dtype=np.intp)
        wanted = np.array([atom[3] for atom in atoms])
        return lambda world, standing: (world.postures[:, a, s] == wanted).astype(np.float64)

    def adopted(self, atoms: list[tuple[Any, ...]]) -> Reader:
        which = np.array([[i in atom[1] for i in self.names.items] for atom in atoms])
        return lambda world, standing: ((world.status == ADOPTED)[:, None] & which).sum(axis=2).astype(np.float64)

    def admitted(self, atoms: list[tuple[Any, ...]]) -> Reader:
        a = self._at(atoms, 1, self.names.actors)
        return lambda world, standing: world.members[:, a].astype(np.float64)

    def multipolarity(self, atoms: list[tuple[Any, ...]]) -> Reader:
        return lambda world, standing: np.repeat(
            (standing.effective[:, None] - 1.0) / (len(self.names.poles) - 1), len(atoms), axis=1
        )

    def tally(self, atoms: list[tuple[Any, ...]]) -> Reader:
        q = np.array([atom[1] for atom in atoms], dtype=np.intp)
        return lambda world, standing: world.tally[:, q].astype(np.float64)

    def tally0(self, atoms: list[tuple[Any, ...]]) -> Reader:
        q = np.array([atom[1] for atom in atoms], dtype=np.intp)
        now = self.first_partner([(None, atom[2], atom[3]) for atom in atoms])
        return lambda world, standing: (world.tally[:, q] == 0) * now(world, standing)
