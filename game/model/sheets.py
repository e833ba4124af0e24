"""Sheets: the orders of all seats of one or many games, as arrays."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cached_property

import attrs
import numpy as np
from numpy.typing import NDArray

from game.model.orders import Order
from game.model.rulebook import Rulebook

Ints = NDArray[np.intp]
LEVELS = 128
"""More than any level that can be written."""


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

    @cached_property
    def asking(self) -> Ints:
        """Where in the flat request lists somebody is named."""
        return np.flatnonzero(self.requests.ravel() >= 0)

    @cached_property
    def falling_back(self) -> Ints:
        """Where in the flat lists of fall-backs there is one."""
        return np.flatnonzero(self.fallbacks.ravel() >= 0)

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
    book, seats, actors = rulebook.catalogue, rulebook.names.seats.index, rulebook.names.actors.index
    rows: list[int] = []
    for at, orders in enumerate(games):
        for order in orders:
            if order.rank is None:
                rows.append((at * len(book.entries) + book.number(order)) * LEVELS + order.level)
            elif order.inner is not None:
                blank.fallbacks[at, seats(order.seat), order.rank - 1] = book.number(order.inner)
            else:
                blank.requests[at, seats(order.seat), order.rank - 1] = actors(order.target or "")
    game, entry, level = sequence(rulebook, np.array(rows, dtype=np.intp))
    return Sheets(game=game, entry=entry, level=level, requests=blank.requests, fallbacks=blank.fallbacks)


def sequence(rulebook: Rulebook, rows: Ints) -> tuple[Ints, Ints, Ints]:
    """Game, entry and level of orders in catalogue order, each given as (game * entries + entry) * LEVELS + level."""
    rows = np.sort(rows, kind="stable")  # mostly in order already, which this kind is quick at
    order = rows // LEVELS
    game = order // len(rulebook.catalogue.entries)
    return game, order - game * len(rulebook.catalogue.entries), rows - order * LEVELS


def merged(batches: Sequence[Sheets]) -> Sheets:
    """The sheets of several batches as those of one, the games of one after those of another."""
    if len(batches) == 1:
        return batches[0]
    first = np.cumsum([0, *(sheets.size for sheets in batches[:-1])])
    return Sheets(game=np.concatenate([sheets.game + start for sheets, start in zip(batches, first, strict=True)]),
                  **{name: np.concatenate([getattr(sheets, name) for sheets in batches])
                     for name in ("entry", "level", "requests", "fallbacks")})


def written(rulebook: Rulebook, sheets: Sheets, game: int) -> list[Order]:
    """The orders of one game of a batch, as `gather` reads them: requests, plain orders, fall-backs."""
    names, entries = rulebook.names, rulebook.catalogue.entries
    found = [
        Order(names.seats[seat], "request", names.actors[sheets.requests[game, seat, rank]], rank=int(rank) + 1)
        for seat, rank in np.argwhere(sheets.requests[game] >= 0)
    ]
    for row in np.flatnonzero(sheets.game == game):
        found.append(attrs.evolve(entries[sheets.entry[row]].order, level=int(sheets.level[row])))
    return found + [
        Order(names.seats[seat], "fallback", rank=int(rank) + 1, inner=entries[sheets.fallbacks[game, seat, rank]].order)
        for seat, rank in np.argwhere(sheets.fallbacks[game] >= 0)
    ]
