"""Where this is heading: the alignments that today's orders, kept up for ever, would lead to, with and without assumptions."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from functools import lru_cache

import attrs
import numpy as np
from numpy.typing import NDArray

from game.model.cells import TANH_POINTS, squash
from game.model.compile import compile_rulebook
from game.model.influence import long_run, neighbours
from game.model.orders import Order
from game.model.rulebook import Rulebook
from game.model.sheets import gather
from game.model.turn import resolve
from game.scenario.assumptions import without
from game.scenario.schema import Scenario
from game.view import NO_SEED, View

Floats = NDArray[np.float64]


@attrs.frozen(eq=False)
class Heading:
    """Alignments (A, P) in points, now and in the long run."""

    actors: tuple[str, ...]
    poles: tuple[str, ...]
    now: Floats
    end: Floats

    def of(self, actor: str, pole: str) -> tuple[float, float]:
        """One alignment: now, and where it is heading."""
        cell = self.actors.index(actor), self.poles.index(pole)
        return float(self.now[cell]), float(self.end[cell])


def heading(view: View, orders: Iterable[Order] = (), off: Collection[str] = ()) -> Heading:
    """The long-run answer to the push of these orders, given every turn; relations and weights stay as they are now, and the
    resting points as the orders of one turn leave them. Without orders: where the world would come to rest by itself.

    `off` are ids of assumptions to leave out; the first time takes as long as reading a scenario.
    """
    book, world = _rulebook(view.rulebook, frozenset(off)), view.world
    push, anchor = _moved(book, view, orders)
    w = neighbours(squash(world.affinity), book.weight)
    end = anchor + long_run(w, push, book.social, book.anchoring, book.free)
    names = view.rulebook.names
    return Heading(tuple(names.actors), tuple(names.poles), TANH_POINTS * squash(world.stance[0]), TANH_POINTS * squash(end[0]))


def _moved(book: Rulebook, view: View, orders: Iterable[Order]) -> tuple[Floats, Floats]:
    """The push (1, A, P) of the orders, and the resting points that they leave."""
    ledger = resolve(book, view.world, gather(book, [list(orders)]), NO_SEED, luck=False).ledger
    own = slice(ledger.orders)
    given = attrs.evolve(ledger, game=ledger.game[own], place=ledger.place[own], row=ledger.row[own], amount=ledger.amount[own])
    sums = book.cells.split(given.sums(book, 1))
    return sums["stance"], view.world.anchor + sums["anchor"]


def _rulebook(book: Rulebook, off: frozenset[str]) -> Rulebook:
    origin = book.scenario.origin
    return _without(_Case(origin.sha256, book.length, off, book.scenario)) if off and origin is not None else book


@attrs.frozen
class _Case:
    sha256: str
    length: str
    off: frozenset[str]
    scenario: Scenario = attrs.field(eq=False)


@lru_cache(maxsize=16)
def _without(case: _Case) -> Rulebook:
    found = without(case.scenario, case.off).scenario
    assert found is not None  # it differs from one that was read in numbers alone
    return compile_rulebook(found, case.length)
