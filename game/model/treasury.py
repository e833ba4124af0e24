"""Political capital: prices paid, refunds and gains, losses that come off the income."""

from __future__ import annotations

import attrs
import numpy as np
from numpy.typing import NDArray

from game.model.ledger import Ledger
from game.model.opening import Opened
from game.model.rows import CAPITAL, those
from game.model.rulebook import Rulebook
from game.model.world import World

Ints = NDArray[np.int64]


@attrs.frozen(eq=False, kw_only=True)
class Accounts:
    """(B, D) whole points: capital = start - spent + gained + income; pending is lost from the next income."""

    start: Ints
    spent: Ints
    gained: Ints
    income: Ints
    pending: Ints

    @property
    def capital(self) -> Ints:
        """What each delegation has at the start of the next turn."""
        return self.start - self.spent + self.gained + self.income


def settle(rulebook: Rulebook, world: World, opened: Opened, ledger: Ledger) -> Accounts:
    """Pay the prices; gains, refunds and income are cut at the cap."""
    gains, losses = _effects(rulebook, world, ledger)
    gains += _refunds(rulebook, world, opened)
    left = world.capital - opened.spent
    gained = np.maximum(np.minimum(gains, rulebook.cap - left), 0)
    owed = world.pending + losses
    income = np.maximum(np.minimum(rulebook.income - owed, rulebook.cap - left - gained), 0)
    return Accounts(
        start=world.capital, spent=opened.spent, gained=gained, income=income, pending=np.maximum(owed - rulebook.income, 0)
    )


def _effects(rulebook: Rulebook, world: World, ledger: Ledger) -> tuple[Ints, Ints]:
    game, row = ledger.discrete(rulebook, CAPITAL)
    value, seat = rulebook.table.value[row], rulebook.table.recipient[row]
    gains, losses = np.zeros((2, *world.capital.shape), dtype=np.int64)
    if len(row):
        np.add.at(gains, (game, seat), np.maximum(value, 0))
        np.add.at(losses, (game, seat), np.maximum(-value, 0))
    return gains, losses


def _refunds(rulebook: Rulebook, world: World, opened: Opened) -> Ints:
    """Half the price, rounded down, of orders to convene a file that did not move."""
    book, refunds = rulebook.catalogue, np.zeros(world.capital.shape, dtype=np.int64)
    on = those(book.convenes.take(opened.entry) >= 0)
    if len(on):
        failed = on[~opened.moved[opened.game[on], book.convenes[opened.entry[on]]]]
        np.add.at(refunds, (opened.game[failed], book.seat[opened.entry[failed]]), opened.price[failed] // 2)
    return refunds
