"""The influence model: neighbours, anchoring, the long-run answer, shares and first partners."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from game.model.cells import squash

NEAR = 1e-9
"""Points: whoever is declared to stand at a threshold is at it, whatever the last bit says."""

Floats = NDArray[np.float64]
Ints = NDArray[np.intp]


def neighbours(relation: Floats, weight: Floats) -> Floats:
    """W (B, A, A): relation (B, A, A) times weight (A,), each row divided by the sum of its sizes; a row of no relation is 0.

    A negative relation pushes away (Altafini 2013).
    """
    total = np.einsum("bij,j->bi", np.abs(relation), weight)
    total[total == 0.0] = 1.0
    pull: Floats = relation * weight
    pull /= total[:, :, None]
    return pull


def relations(affinity: Floats, pairs: Ints, mirror: Ints) -> Floats:
    """Relations (B, A, A) from latents: `pairs` are worked out, `mirror` is where each cell finds its own among them."""
    found: Floats = squash(affinity.reshape(len(affinity), -1).take(pairs, axis=1))
    return found.take(mirror, axis=1).reshape(affinity.shape)


def each_pair_once(actors: int) -> tuple[Ints, Ints]:
    """The flat cells (n,) of a symmetric table (A, A): one of the diagonal, then the upper half; and the place of every cell."""
    one, two = np.triu_indices(actors, 1)
    place = np.zeros((actors, actors), dtype=np.intp)
    place[one, two] = place[two, one] = np.arange(1, len(one) + 1)
    return np.concatenate([[0], one * actors + two]), place.ravel()


def drift(w: Floats, deviation: Floats, social: Floats, anchoring: Floats, exact: bool = True) -> tuple[Floats, Floats]:
    """The social and anchoring terms (B, A, P) for deviations (B, A, P) from the anchor (Friedkin and Johnsen 1990).

    The exact path adds in an order that does not depend on the batch; the other uses matrix products.
    """
    by_pole = np.ascontiguousarray(deviation.transpose(0, 2, 1))
    heard = np.einsum("bij,bpj->bpi", w, by_pole).transpose(0, 2, 1) if exact else w @ deviation
    return social[:, None] * (heard - deviation), -anchoring[:, None] * deviation


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


def first_partners(stance: Floats, bar: float, stability: Floats, states: NDArray[np.bool_]) -> Ints:
    """The pole (B, A) that each state puts first, or -1 when it is open (or no state).

    First is the highest alignment, at or above the bar (points) and ahead of the second by the stability (points).
    """
    points = 100.0 * squash(stance)
    order = np.sort(points, axis=2)
    best = order[:, :, -1]
    firm = best - order[:, :, -2] >= np.where(states, stability - NEAR, np.inf)
    firm &= best >= bar - NEAR
    return np.where(firm, points.argmax(axis=2), -1)


def partner_weight(first: Ints, weight: Floats, poles: int) -> Floats:
    """Per cent of all weight (B, P) whose first partner is each pole."""
    held = (first[:, :, None] == np.arange(poles)).astype(np.float64)
    found: Floats = 100.0 * np.einsum("a,bap->bp", weight, held) / max(float(weight.sum()), 1.0)
    return found
