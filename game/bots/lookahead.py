"""Look-ahead: what a brief would be worth at the end of the game if a turn went so and nobody did more."""

from __future__ import annotations

from collections.abc import Sequence

import attrs
import numpy as np
from numpy.typing import NDArray

from game.bots.trial import Trial, tried
from game.model.orders import Order
from game.model.rulebook import Rulebook
from game.model.sheets import empty, gather, merged
from game.view import View

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


def futures(
    view: View, turns: Sequence[Sequence[Order]], later: bool = False, course: Sequence[Sequence[Order]] = (),
    ahead: int | None = None,
) -> Futures:
    """The ends of n games that differ in this turn's orders, or in the next one's if `later`.

    No chance, and no events after this turn. In the turns after it everybody does as the `course` says, and passes where that
    ends. If fewer turns than there are left are looked `ahead`, what is still to be banked counts as the world stands then.
    """
    rulebook, world = view.rulebook, view.world
    if later:
        world = tried(Trial(rulebook, world, empty(rulebook, 1), world.step + 1))
    last = min(len(rulebook.turns), world.step + (ahead or len(rulebook.turns)))
    known = [gather(rulebook, [orders]) for orders in course[: last - world.step - 1]]
    for sheets in [gather(rulebook, turns), *(merged([one] * len(turns)) for one in known)]:
        until = world.step + 1 if known else last
        world = tried(Trial(rulebook, world, sheets, until))
    left = float(rulebook.shares[last:].sum())
    return Futures(rulebook, world.banked + left * rulebook.goals.points(world) if left else world.banked, world.blamed)
