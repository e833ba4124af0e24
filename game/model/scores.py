"""Scores: what each delegation has banked, and what it would have if the game stood still."""

from __future__ import annotations

import attrs
import numpy as np
from numpy.typing import NDArray

from game.model.chance import Seeds
from game.model.rulebook import Rulebook
from game.model.world import World

Floats = NDArray[np.float64]


@attrs.frozen(eq=False, kw_only=True)
class Scores:
    """lines (B, G): points of every goal line; counted (B, D, G) which count for whom; penalty (B, D) >= 0;
    total (B, D) in [0, 100] = counted lines - penalty."""

    lines: Floats
    counted: NDArray[np.bool_]
    penalty: Floats
    total: Floats


def scores(rulebook: Rulebook, world: World, seeds: Seeds) -> Scores:
    """Banked points, and the shares still to come at the points of now; exact at the end of the game."""
    left = float(rulebook.shares[world.step :].sum())
    lines = world.banked + (left * rulebook.goals.points(world) if left else 0.0)
    counted = rulebook.goals.drawn(seeds)
    total = np.einsum("bdg,bg->bd", counted.astype(np.float64), lines)
    penalty = np.zeros_like(total)
    if rulebook.rupture is not None:
        blamed = np.flatnonzero(world.blamed >= 0)
        seat = world.blamed[blamed]
        penalty[blamed, seat] = np.minimum(rulebook.rupture.penalty, total[blamed, seat])
    return Scores(lines=lines, counted=counted, penalty=penalty, total=total - penalty)
