"""Matching: request lists become meetings by the published rule."""

from __future__ import annotations

import attrs
import numpy as np
from numpy.typing import NDArray

from game.model.cells import mirror
from game.model.rows import at, those
from game.model.rulebook import Rulebook
from game.model.sheets import Sheets

Ints = NDArray[np.intp]


@attrs.frozen(eq=False, kw_only=True)
class Meetings:
    """Meetings made: game, one, two (n,), one before two in the alphabet; unmade (B, A) those kept time for and not made."""

    game: Ints
    one: Ints
    two: Ints
    unmade: Ints


def match(rulebook: Rulebook, sheets: Sheets, bonds: NDArray[np.float64]) -> Meetings:
    """All pairs in which each asked for the other are met in order of summed rank, then warmer relation, then ids,
    as long as both have a meeting left. An actor that is not played asks back, at rank 1, whoever asked for it."""
    actors = len(rulebook.names.actors)
    if not len(sheets.asking):
        nobody = sheets.asking
        return Meetings(game=nobody, one=nobody, two=nobody, unmade=np.zeros((sheets.size, actors), dtype=np.intp))
    game, pair, score, reserved = _mutual(rulebook, sheets)
    warmth = at(bonds, game, mirror(actors).take(pair))
    order = np.lexsort((pair, -warmth, game * 100 + score))
    game, pair = game[order], pair[order]
    one = pair // actors
    two = pair - one * actors
    chosen, unmade = _down_the_list(game, one, two, reserved)
    return Meetings(game=game[chosen], one=one[chosen], two=two[chosen], unmade=unmade)


def _down_the_list(game: Ints, one: Ints, two: Ints, reserved: Ints) -> tuple[Ints, Ints]:
    """Which pairs of a sorted list are made, as if it were gone down one by one, and the meetings (B, A) left over.

    A pair that comes first among the waiting pairs of both its sides would be reached with both still free, so all
    such pairs of all games are made at once, in rounds.
    """
    actors, left = reserved.shape[1], reserved.ravel().copy()
    sides = np.array((game * actors + one, game * actors + two))
    first = np.empty(len(left), dtype=np.intp)
    chosen = np.zeros(len(game), dtype=np.bool_)
    waiting = those(left.take(sides).min(axis=0) > 0)
    while len(waiting):
        here, places = sides.take(waiting, axis=1), np.arange(len(waiting))
        first[here.T[::-1].ravel()] = places[::-1].repeat(2)  # the last, that is the first pair, stays
        now = first.take(here) == places
        now = now[0] & now[1]
        chosen[waiting[now]] = True
        left[here[:, now]] -= 1  # each side at most once
        waiting = waiting[~now & (left.take(here).min(axis=0) > 0)]
    return those(chosen), left.reshape(reserved.shape)


def _mutual(rulebook: Rulebook, sheets: Sheets) -> tuple[Ints, Ints, Ints, Ints]:
    """Game, pair (one * actors + two) and sum of ranks of those that asked for each other; for how many meetings each
    actor keeps time (B, A)."""
    actors, (games, seats, places) = len(rulebook.names.actors), sheets.requests.shape
    there = sheets.asking
    sheet = there // places
    game, rank = sheet // seats, there - sheet * places + 1
    asker, asked = rulebook.seats.take(sheet - game * seats), sheets.requests.take(there)
    ranks = np.zeros(games * actors**2, dtype=np.int8)
    cell = game * actors**2
    ranks[cell + asker * actors + asked] = rank
    absent = rulebook.seat_of.take(asked) < 0
    back = np.where(absent, 1, ranks.take(cell + asked * actors + asker))
    both = those((back > 0) & ((asker < asked) | absent))
    pair = np.minimum(asker, asked) * actors + np.maximum(asker, asked)
    reserved = _reserved(rulebook, np.bincount(sheet, minlength=games * seats).reshape(games, seats))
    return game[both], pair[both], (rank + back)[both], reserved


def _reserved(rulebook: Rulebook, listed: Ints) -> Ints:
    """(B, A): meetings that each actor has kept time for: the names (B, D) on its list, up to its limit."""
    reserved = rulebook.meetings[None].repeat(len(listed), axis=0)
    reserved[:, rulebook.seats] = np.minimum(listed, rulebook.meetings.take(rulebook.seats))
    return reserved
