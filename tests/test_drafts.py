"""First drafts: luck moves the wording that comes to the table, within the spread that the scenario gives it."""

from __future__ import annotations

import numpy as np
import strategies
from hypothesis import given
from numpy.typing import NDArray

from game.model.calendar import start
from game.model.rulebook import Rulebook
from game.model.world import OPEN, Floats

SEEDS = np.arange(40, dtype=np.uint64)


def points(book: Rulebook) -> tuple[Floats, Floats, Floats, NDArray[np.bool_]]:
    """For every game and item its wording at the start, then start, spread and whether it is open."""
    world = start(book, SEEDS)
    items = sorted(book.scenario.item, key=lambda item: item.id)
    declared = np.array([item.start for item in items], dtype=np.float64)
    spread = np.array([item.spread for item in items], dtype=np.float64)
    return 100.0 / (1.0 + np.exp(-world.wording)), declared, spread, world.status == OPEN


@given(strategies.rulebooks)
def test_drafts_stay_within_their_spread(book: Rulebook) -> None:
    """8.1: an open item starts within its spread of the declared wording, one without a spread exactly there."""
    wording, declared, spread, free = points(book)
    off = np.abs(wording - np.clip(declared, 2.0, 98.0))
    assert (off[free] <= np.broadcast_to(spread, off.shape)[free] + 1e-9).all()


@given(strategies.rulebooks)
def test_drafts_differ_between_games(book: Rulebook) -> None:
    """13.1: with a spread, games of different seeds start from different drafts, in both directions; settled texts stay."""
    wording, declared, spread, free = points(book)
    for item in np.flatnonzero(spread > 0):
        moved = wording[:, item] - declared[item]
        assert moved.min() < 0.0 < moved.max() if free[0, item] else moved.min() == moved.max()
