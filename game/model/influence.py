"""The influence model: neighbours, anchoring, the long-run answer, shares and first partners."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from game.model.cells import TANH_POINTS, mirrored, squash

NEAR = 1e-9
"""Points: whoever is declared to stand at a threshold is at it, whatever the last bit says."""

Floats = NDArray[np.float64]
Ints = NDArray[np.intp]


def neighbours(relation: Floats, weight: Floats) -> Floats:
    """W (B, A, A): relation (B, A, A) times weight (A,), each row divided by the sum of its sizes; a row of no relation is 0.

    A negative relation pushes away (Altafini 2013).
    """
    pull: Floats = relation * weight
    pull /= _sizes(relation, weight)[:, :, None]
    return pull


def _sizes(relation: Floats, weight: Floats) -> Floats:
    """(B, A): the sum of the sizes of each row of relation times weight, 1 for a row of no relation."""
    total: Floats = np.einsum("bij,j->bi", np.abs(relation), weight)
    total[total == 0.0] = 1.0
    return total


def relations(bonds: Floats, actors: int) -> Floats:
    """Relations (B, A, A) from latents held once a pair."""
    return mirrored(squash(bonds), actors)


def heard(relation: Floats, weight: Floats, deviation: Floats) -> Floats:
    """W d (B, A, P): what every actor hears of deviations d (B, A, P), without writing W down.

    One matrix product a game, so that the bits do not depend on the batch.
    """
    found: Floats = relation @ (deviation * weight[:, None])
    found /= _sizes(relation, weight)[:, :, None]
    return found


def pulls(w: Floats, deviation: Floats, actor: int, social: float) -> Floats:
    """(A, P): the part of each neighbour in an actor's social term, for the actor's row w (A,) of W and deviations (A, P)."""
    found: Floats = social * (w[:, None] * deviation - np.abs(w)[:, None] * deviation[actor])
    return found


def drift(pull: Floats, deviation: Floats, social: Floats, anchoring: Floats) -> tuple[Floats, Floats]:
    """The social and anchoring terms (B, A, P) for deviations d from the anchor and the `pull` W d of the neighbours, all
    (B, A, P), and rates (A, 1) or (A, P) (Friedkin and Johnsen 1990)."""
    pulled = pull - deviation
    pulled *= social
    return pulled, deviation * -anchoring


def long_run(w: Floats, push: Floats, social: Floats, anchoring: Floats, free: NDArray[np.bool_]) -> Floats:
    """The deviation (B, A, P) that a constant push (B, A, P) leads to while w (B, A, A) and the anchors stay.

    Solves (diag(social + anchoring) - diag(social) W) d = push on the free cells of each pole.
    """
    found = np.zeros_like(push)
    for pole in range(push.shape[2]):
        cells = np.flatnonzero(free[:, pole])
        if len(cells):
            inner = np.ix_(np.arange(len(w)), cells, cells)
            matrix = np.diag((social + anchoring)[cells]) - social[cells, None] * w[inner]
            found[:, cells, pole] = np.linalg.solve(matrix, push[:, cells, pole][..., None])[..., 0]
    return found


def shares(stance: Floats) -> Floats:
    """How an actor divides itself between the poles: softmax of 2 z over the last axis, the odds (1 + x)/(1 - x)."""
    raised = np.exp(2.0 * (stance - stance.max(axis=-1, keepdims=True)))
    total: Floats = raised / raised.sum(axis=-1, keepdims=True)
    return total


def effective_poles(share: Floats, weight: Floats) -> Floats:
    """N (B,): exp of the entropy of the weighted shares (B, A, P); 1 to P."""
    mean = np.einsum("bap,a->bp", share, weight / max(weight.sum(), 1.0))
    logs = np.log(np.where(mean > 0.0, mean, 1.0))
    number: Floats = np.exp(-(mean * logs).sum(axis=1))
    return number


def alignments(stance: Floats) -> Floats:
    """Points, -100 to 100, of stances of any shape."""
    found: Floats = squash(stance)
    found *= TANH_POINTS
    return found


def first_partners(points: Floats, bar: float, stability: Floats, states: NDArray[np.bool_]) -> Ints:
    """The pole (B, A) that each state puts first, or -1 when it is open (or no state), from alignments (B, A, P).

    First is the highest alignment, at or above the bar (points) and ahead of the second by the stability (points).
    """
    one, two = points[:, :, 0], points[:, :, 1]
    best, second, first = np.maximum(one, two), np.minimum(one, two), (two > one).astype(np.intp)
    for pole in range(2, points.shape[2]):
        here = points[:, :, pole]
        np.putmask(first, here > best, pole)
        second = np.maximum(second, np.minimum(best, here))
        best = np.maximum(best, here)
    firm = best - second >= np.where(states, stability - NEAR, np.inf)
    firm &= best >= bar - NEAR
    return np.where(firm, first, -1)


def partner_weight(first: Ints, weight: Floats, poles: int) -> Floats:
    """Per cent of all weight (B, P) whose first partner is each pole."""
    held: Floats = np.where(first[:, None] == np.arange(poles)[:, None], weight, 0.0).sum(axis=2)
    return held * (100.0 / max(float(weight.sum()), 1.0))
