"""Temperaments: what a bot weighs beyond its brief, as the scenario says. It changes what is chosen, not what points are told."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from game.model.cells import logistic
from game.model.rulebook import Rulebook
from game.model.world import World
from game.scenario.tables.aims import Temperament
from game.view import View

Floats = NDArray[np.float64]
EVEN = Temperament(id="even", name="Even")
"""Weighs the brief alone."""


def temper(view: View) -> Temperament:
    """The temperament of the view's seat."""
    name = next((brief.temperament for brief in view.scenario.brief if brief.actor == view.seat), None)
    return next((one for one in view.scenario.temperament if one.id == name), EVEN)


def beyond(view: View, lines: Floats, ruptured: NDArray[np.bool_], strain: Floats) -> Floats:
    """(n,): points that the view's seat counts beyond its brief, of n ends: lines (n, G), whether the summit broke, and where its
    gauge ends in points."""
    own = temper(view)
    found: Floats = -own.rupture * ruptured - own.strain / 10.0 * strain
    weights = _weights(view, own)
    return found + lines @ weights if weights.any() else found


def _weights(view: View, own: Temperament) -> Floats:
    """(G,): how much each goal line counts beyond its points in the own brief."""
    goals, seats = view.rulebook.goals, view.rulebook.names.seats
    weights = np.zeros(len(goals.lines))
    mine = list(view.goals)
    weights[mine] = (own.shared - 1.0) * goals.shared[mine]
    if own.friends:
        others = [d for d, seat in enumerate(seats) if seat != view.seat]
        warm = [max(view.board.relation(view.seat, seats[d]), 0.0) / 100.0 for d in others]
        weights += own.friends * (np.array(warm) @ goals.open_lines[others])
    return weights


def strain(rulebook: Rulebook, world: World) -> Floats:
    """(B,): the gauge that can break the summit, in points; 0 without one."""
    if rulebook.rupture is None:
        return np.zeros(world.size)
    found: Floats = 100.0 * logistic(world.tracks[:, rulebook.rupture.track])
    return found
