"""Look-ahead: what a brief would be worth at the end of the game if a turn went so and nobody did more."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import attrs
import numpy as np
from numpy.typing import NDArray

from game.bots.temper import beyond, strain
from game.bots.trial import Trial, tried
from game.model.orders import Order
from game.model.rulebook import Rulebook
from game.model.sheets import gather
from game.view import View

Floats = NDArray[np.float64]


@attrs.frozen(eq=False)
class Futures:
    """n games played to the end: lines (n, G) points of every goal line; blamed (n,) the delegation that broke the summit, -1 for
    none."""

    rulebook: Rulebook
    lines: Floats
    blamed: NDArray[np.int16]
    strain: Floats
    """(n,): where the gauge that can break the summit ends, in points; 0 without one."""

    def part(self, start: int, count: int) -> Futures:
        """Row 0 and the rows from `start` on."""
        rows = [0, *range(start, start + count)]
        return Futures(self.rulebook, self.lines[rows], self.blamed[rows], self.strain[rows])

    def mine(self, view: View) -> Floats:
        """(n,): the points of a view's own brief, less what a rupture would cost it."""
        return self._points(view.seat, np.array(view.goals))

    def of(self, seat: str) -> Floats:
        """(n,): the points of a seat's open goals, which everybody knows, less what a rupture would cost it."""
        return self._points(seat, np.flatnonzero(self.rulebook.goals.open_lines[self.rulebook.names.seats.index(seat)]))

    def valued(self, view: View) -> Floats:
        """(n,): the points of a view's own brief, and what its temperament counts beyond them."""
        return self.mine(view) + beyond(view, self.lines, self.blamed >= 0, self.strain)

    def _points(self, seat: str, counted: NDArray[np.intp]) -> Floats:
        total: Floats = self.lines[:, counted].sum(axis=1)
        if self.rulebook.rupture is None:
            return total
        blamed = self.blamed == self.rulebook.names.seats.index(seat)
        return total - np.where(blamed, np.minimum(total, self.rulebook.rupture.penalty), 0.0)


def futures(
    view: View, turns: Sequence[Iterable[Order]], course: Sequence[Sequence[Order]] = (), ahead: int | None = None
) -> Futures:
    """The ends of n games that differ in this turn's orders.

    No chance, and no events after this turn. In the turns after it everybody does as the `course` says, and passes where that
    ends. If fewer turns than there are left are looked `ahead`, what is still to be banked counts as the world stands then.
    Nothing is worked out twice in a turn, whoever asks.
    """
    length = len(view.turns)
    last = min(length, view.world.step + (ahead or length))
    kind = "futures", tuple(map(tuple, course)), last
    known: dict[frozenset[Order], tuple[Floats, int, float]] = view.notes.setdefault(kind, {})
    sheets = [frozenset(orders) for orders in turns]
    new = [orders for orders in dict.fromkeys(sheets) if orders not in known]
    if new:
        found = _ends(view, new, course, last)
        known.update(zip(new, zip(found.lines, found.blamed.tolist(), found.strain.tolist(), strict=True), strict=True))
    lines, blamed, strained = zip(*(known[orders] for orders in sheets), strict=True)
    return Futures(view.rulebook, np.array(lines), np.array(blamed, dtype=np.int16), np.array(strained))


def _ends(view: View, turns: Sequence[Iterable[Order]], course: Sequence[Sequence[Order]], last: int) -> Futures:
    rulebook, world = view.rulebook, view.world
    known = tuple(gather(rulebook, [orders]) for orders in course[: last - world.step - 1])
    world = tried(Trial(rulebook, world, gather(rulebook, turns), last, course=known))
    left = float(rulebook.shares[last:].sum())
    lines = world.banked + left * rulebook.goals.points(world) if left else world.banked
    return Futures(rulebook, lines, world.blamed, strain(rulebook, world))
