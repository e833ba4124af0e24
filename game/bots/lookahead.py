"""Look-ahead: what a brief would be worth at the end of the game if a turn went so and nobody did more."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from game.model.orders import Order
from game.model.sheets import empty, gather
from game.model.turn import resolve
from game.model.world import repeat
from game.view import NO_SEED, View

Floats = NDArray[np.float64]


def futures(view: View, turns: Sequence[Sequence[Order]]) -> Floats:
    """(n, G): points of every goal line of every seat at the end of the game, for n versions of this turn's orders.

    No chance, no events after this turn, and everybody passes from the next turn on.
    """
    rulebook = view.rulebook
    seeds = np.repeat(NO_SEED, len(turns))
    world = resolve(rulebook, repeat(view.world, len(turns)), gather(rulebook, turns), seeds, luck=False, exact=False).world
    nothing = empty(rulebook, len(turns))
    while world.step < len(rulebook.turns):
        world = resolve(rulebook, world, nothing, seeds, luck=False, exact=False).world
    return world.banked


def worth(view: View, futures: Floats) -> Floats:
    """(n,): the points of the view's own brief."""
    total: Floats = futures[:, list(view.goals)].sum(axis=1)
    return total


def worth_to(view: View, futures: Floats, seat: str) -> Floats:
    """(n,): the points of another seat's open goals, which everybody knows."""
    lines = view.rulebook.goals.open_lines[view.rulebook.names.seats.index(seat)]
    total: Floats = futures[:, lines].sum(axis=1)
    return total
