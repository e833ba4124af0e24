"""Pledges that fall due in a turn: what keeping and breaking them does to credibility, and to whom relations fall."""

from __future__ import annotations

import attrs
import numpy as np
from numpy.typing import NDArray

from game.model.rows import added
from game.model.rulebook import Rulebook
from game.model.world import World

Ints = NDArray[np.intp]
Floats = NDArray[np.float64]
LEAST, MOST = 0.01, 0.99
"""Credibility never reaches its ends."""


@attrs.frozen(eq=False, kw_only=True)
class Pledges:
    """The pledges of a turn in B games: game, giver and other (delegations) and whether it was kept, each (N,)."""

    game: Ints
    giver: Ints
    other: Ints
    kept: NDArray[np.bool_]


def broken_words(rulebook: Rulebook, pledges: Pledges | None) -> tuple[Ints, Ints]:
    """Game and source of every broken word in the table of rows: between two delegations it counts once a turn."""
    if pledges is None:
        none = np.zeros(0, dtype=np.intp)
        return none, none
    seats, broken = len(rulebook.names.seats), ~pledges.kept
    word = (pledges.game[broken] * seats + pledges.giver[broken]) * seats + pledges.other[broken]
    game, pair = np.divmod(np.unique(word), seats * seats)
    return game, pair + rulebook.sources[4]


def credibility(rulebook: Rulebook, world: World, pledges: Pledges | None) -> Floats:
    """(B, D): credibility a little nearer home, less for each broken pledge, more where all were kept."""
    rules = rulebook.scenario.rules
    now: Floats = world.credibility + rules.credibility_home * (rules.credibility / 100.0 - world.credibility)
    if pledges is None:
        return now
    shape, place = now.shape, pledges.game * now.shape[1] + pledges.giver
    broken = added(place, (~pledges.kept).astype(np.float64), now.size).reshape(shape)
    given = added(place, np.ones(len(place)), now.size).reshape(shape)
    now += rules.kept_credibility / 100.0 * ((given > 0) & (broken == 0)) - rules.broken_credibility / 100.0 * broken
    return np.clip(now, LEAST, MOST, out=now)
