"""Matching: request lists become meetings by the published rule."""

from __future__ import annotations

import attrs
import numpy as np
from numpy.typing import NDArray

from game.model.rulebook import Rulebook
from game.model.sheets import Sheets

Ints = NDArray[np.intp]


@attrs.frozen(eq=False, kw_only=True)
class Meetings:
    """Meetings made: game, one, two (n,), one before two in the alphabet; reserved and made (B, A) count them by actor."""

    game: Ints
    one: Ints
    two: Ints
    reserved: Ints
    made: Ints


def match(rulebook: Rulebook, sheets: Sheets, affinity: NDArray[np.float64]) -> Meetings:
    """All pairs in which each asked for the other are met in order of summed rank, then warmer relation, then ids,
    as long as both have a meeting left. An actor that is not played asks back, at rank 1, whoever asked for it."""
    game, one, two, score = _mutual(rulebook, sheets)
    order = np.lexsort((two, one, -affinity[game, one, two], score, game))
    pairs = np.stack([game, one, two])[:, order]
    reserved = _reserved(rulebook, sheets)
    left, chosen = reserved.tolist(), []
    for k, (g, a, b) in enumerate(pairs.T.tolist()):
        if left[g][a] and left[g][b]:
            left[g][a] -= 1
            left[g][b] -= 1
            chosen.append(k)
    game, one, two = pairs[:, chosen]
    return Meetings(game=game, one=one, two=two, reserved=reserved, made=reserved - np.array(left))


def _mutual(rulebook: Rulebook, sheets: Sheets) -> tuple[Ints, Ints, Ints, Ints]:
    """Pairs in which each asked for the other, with the sum of ranks."""
    count = len(rulebook.names.actors)
    rank = np.zeros((sheets.size, count, count), dtype=np.intp)
    game, seat, place = np.nonzero(sheets.requests >= 0)
    asker, asked = rulebook.seats[seat], sheets.requests[game, seat, place]
    rank[game, asker, asked] = place + 1
    back = np.where(rulebook.seat_of[asked] < 0, 1, rank[game, asked, asker])
    both = (back > 0) & ((asker < asked) | (rulebook.seat_of[asked] < 0))
    game, asker, asked = game[both], asker[both], asked[both]
    return game, np.minimum(asker, asked), np.maximum(asker, asked), (place + 1 + back)[both]


def _reserved(rulebook: Rulebook, sheets: Sheets) -> Ints:
    """(B, A): meetings that each actor has kept time for: the names on its list, up to its limit."""
    reserved = np.repeat(rulebook.meetings[None], sheets.size, axis=0)
    listed = (sheets.requests >= 0).sum(axis=2)
    reserved[:, rulebook.seats] = np.minimum(listed, rulebook.meetings[rulebook.seats])
    return reserved
