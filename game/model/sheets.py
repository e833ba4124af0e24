"""Sheets: the orders of all seats of one or many games, as arrays."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import attrs
import numpy as np
from numpy.typing import NDArray

from game.model.orders import Order
from game.model.rulebook import Rulebook

Ints = NDArray[np.intp]


@attrs.frozen(eq=False, kw_only=True)
class Sheets:
    """Orders in catalogue order within each game, and the request lists.

    game, entry, level (N,); requests (B, D, R) actors in order of wish, -1 for none; fallbacks and their levels
    (B, D, R): the entry that replaces the k-th reserved meeting, -1 for none.
    """

    game: Ints
    entry: Ints
    level: Ints
    requests: Ints
    fallbacks: Ints

    @property
    def size(self) -> int:
        """B, the number of games."""
        return len(self.requests)


def empty(rulebook: Rulebook, games: int) -> Sheets:
    """Everybody passes."""
    none = np.zeros(0, dtype=np.intp)
    blank = np.full((games, len(rulebook.names.seats), rulebook.scenario.rules.requests), -1, dtype=np.intp)
    return Sheets(game=none, entry=none, level=none, requests=blank, fallbacks=blank.copy())


def gather(rulebook: Rulebook, games: Sequence[Iterable[Order]]) -> Sheets:
    """Sheets of several games from orders in any sequence. Orders must be in the catalogue; their legality is not looked at."""
    blank = empty(rulebook, len(games))
    names, by_text = rulebook.names, rulebook.catalogue.by_text
    rows: list[tuple[int, int, int]] = []
    for game, orders in enumerate(games):
        for order in orders:
            if order.rank is None:
                rows.append((game, by_text[str(attrs.evolve(order, level=1))], order.level))
            else:
                seat = names.seats.index(order.seat)
                if order.inner is not None:
                    blank.fallbacks[game, seat, order.rank - 1] = by_text[str(order.inner)]
                else:
                    blank.requests[game, seat, order.rank - 1] = names.actors.index(order.target or "")
    table = np.array(sorted(rows), dtype=np.intp).reshape(-1, 3)
    return attrs.evolve(blank, game=table[:, 0], entry=table[:, 1], level=table[:, 2])
