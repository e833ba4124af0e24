"""Look-ahead: what a brief would be worth at the end of the game if a turn went so and nobody did more."""

from __future__ import annotations

from collections.abc import Sequence

import attrs
import numpy as np
from numpy.typing import NDArray

from game.model.orders import Order
from game.model.sheets import empty, gather
from game.model.turn import resolve
from game.model.world import repeat
from game.view import NO_SEED, View

Floats = NDArray[np.float64]


@attrs.frozen(eq=False)
class Futures:
    """n games played to the end: lines (n, G) points of every goal line; blamed (n,) the delegation that broke the summit."""

    view: View
    lines: Floats
    blamed: NDArray[np.int16]

    def mine(self) -> Floats:
        """(n,): the points of the view's own brief, less what a rupture would cost it."""
        total: Floats = self.lines[:, list(self.view.goals)].sum(axis=1)
        return total - self._penalty(self.view.seat, total)

    def of(self, seat: str) -> Floats:
        """(n,): the points of a seat's open goals, which everybody knows."""
        counted = self.view.rulebook.goals.open_lines[self.view.rulebook.names.seats.index(seat)]
        total: Floats = self.lines[:, counted].sum(axis=1)
        return total - self._penalty(seat, total)

    def _penalty(self, seat: str, total: Floats) -> Floats:
        rupture, blamed = self.view.rulebook.rupture, self.blamed == self.view.rulebook.names.seats.index(seat)
        return np.zeros_like(total) if rupture is None else np.where(blamed, np.minimum(total, rupture.penalty), 0.0)


def futures(view: View, turns: Sequence[Sequence[Order]]) -> Futures:
    """The ends of n games that differ in this turn's orders.

    No chance, no events after this turn, and everybody passes from the next turn on.
    """
    rulebook = view.rulebook
    seeds = np.repeat(NO_SEED, len(turns))
    world = resolve(rulebook, repeat(view.world, len(turns)), gather(rulebook, turns), seeds, luck=False, exact=False).world
    nothing = empty(rulebook, len(turns))
    while world.step < len(rulebook.turns):
        world = resolve(rulebook, world, nothing, seeds, luck=False, exact=False).world
    return Futures(view, world.banked, world.blamed)
