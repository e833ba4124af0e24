"""Look-ahead: what a brief would be worth at the end of the game if a turn went so and nobody did more."""

from __future__ import annotations

from collections.abc import Sequence

import attrs
import numpy as np
from numpy.typing import NDArray

from game.model.orders import Order
from game.model.rulebook import Rulebook
from game.model.sheets import empty, gather
from game.model.turn import resolve
from game.model.world import repeat
from game.view import NO_SEED, View

Floats = NDArray[np.float64]


@attrs.frozen(eq=False)
class Futures:
    """n games played to the end: lines (n, G) points of every goal line; blamed (n,) the delegation that broke the summit."""

    rulebook: Rulebook
    lines: Floats
    blamed: NDArray[np.int16]

    def part(self, start: int, count: int) -> Futures:
        """Row 0 and the rows from `start` on."""
        rows = [0, *range(start, start + count)]
        return Futures(self.rulebook, self.lines[rows], self.blamed[rows])

    def mine(self, view: View) -> Floats:
        """(n,): the points of a view's own brief, less what a rupture would cost it."""
        return self._points(view.seat, np.array(view.goals))

    def of(self, seat: str) -> Floats:
        """(n,): the points of a seat's open goals, which everybody knows, less what a rupture would cost it."""
        return self._points(seat, np.flatnonzero(self.rulebook.goals.open_lines[self.rulebook.names.seats.index(seat)]))

    def _points(self, seat: str, counted: NDArray[np.intp]) -> Floats:
        total: Floats = self.lines[:, counted].sum(axis=1)
        if self.rulebook.rupture is None:
            return total
        blamed = self.blamed == self.rulebook.names.seats.index(seat)
        return total - np.where(blamed, np.minimum(total, self.rulebook.rupture.penalty), 0.0)


def futures(view: View, turns: Sequence[Sequence[Order]], later: bool = False) -> Futures:
    """The ends of n games that differ in this turn's orders, or in the next one's if `later`.

    No chance, no events after this turn, and everybody passes in all other turns.
    """
    rulebook = view.rulebook
    seeds, world = np.repeat(NO_SEED, len(turns)), view.world
    if later:
        world = resolve(rulebook, world, empty(rulebook, 1), NO_SEED, luck=False, exact=False).world
    world = resolve(rulebook, repeat(world, len(turns)), gather(rulebook, turns), seeds, luck=False, exact=False).world
    nothing = empty(rulebook, len(turns))
    while world.step < len(rulebook.turns):
        world = resolve(rulebook, world, nothing, seeds, luck=False, exact=False).world
    return Futures(rulebook, world.banked, world.blamed)
