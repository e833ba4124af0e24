"""World: the arrays of one or many games at the start of a turn."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import attrs
import numpy as np
from numpy.typing import NDArray

from game.model.cells import mirrored

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Small = NDArray[np.int16]
Bools = NDArray[np.bool_]

OPEN, ADOPTED, DROPPED = range(3)
KEPT = 2**25 - 2**16


def _array() -> object:
    return attrs.field(eq=attrs.cmp_using(eq=np.array_equal), hash=False)


@attrs.frozen(kw_only=True)
class World:
    """What is so in B games, all at the same turn; nothing secret is in it.

    Axes: A actors, P poles, T tracks, D delegations, I items, F files, S switches, E events, K memories,
    Q tallies, G goal lines. Stance, anchor and bonds are tanh latents; tracks, welfare, dependency and
    wording logistic latents; capital is in whole points; `banked` in points of a brief.
    """

    step: int
    """How many turns have been played."""
    stance: Floats = _array()  # type: ignore[assignment]
    anchor: Floats = _array()  # type: ignore[assignment]
    bonds: Floats = _array()  # type: ignore[assignment]
    """(B, 1 + A (A - 1) / 2): the affinity of each pair, held once (cells.mirror)."""
    tracks: Floats = _array()  # type: ignore[assignment]
    welfare: Floats = _array()  # type: ignore[assignment]
    dependency: Floats = _array()  # type: ignore[assignment]
    wording: Floats = _array()  # type: ignore[assignment]
    effort: Floats = _array()  # type: ignore[assignment]
    """(B, A, A): decayed effort on the first axis' actor by the second's."""
    capital: Ints = _array()  # type: ignore[assignment]
    pending: Ints = _array()  # type: ignore[assignment]
    """(B, D): losses that come off the next income."""
    credibility: Floats = _array()  # type: ignore[assignment]
    status: Small = _array()  # type: ignore[assignment]
    touched: Bools = _array()  # type: ignore[assignment]
    aside: Bools = _array()  # type: ignore[assignment]
    """(B, I, A): who stood aside when the item was adopted."""
    postponed: Small = _array()  # type: ignore[assignment]
    steps: Small = _array()  # type: ignore[assignment]
    convened: Small = _array()  # type: ignore[assignment]
    """(B, F, D): steps of each file that each delegation convened."""
    postures: Small = _array()  # type: ignore[assignment]
    members: Bools = _array()  # type: ignore[assignment]
    happened: Small = _array()  # type: ignore[assignment]
    """(B, E): the turn at which each event happened, 0 for never."""
    choice: Small = _array()  # type: ignore[assignment]
    """(B, E, D): the choice taken, -1 for none."""
    given: Small = _array()  # type: ignore[assignment]
    """(B, K): how many turns had been played, this one included, when a remembered order was last given; 0 for never."""
    count: Small = _array()  # type: ignore[assignment]
    met: Ints = _array()  # type: ignore[assignment]
    """(B, A, A): a bit for each turn of the scenario at which the two met."""
    tally: Ints = _array()  # type: ignore[assignment]
    banked: Floats = _array()  # type: ignore[assignment]
    """(B, G): points of each goal line already banked."""
    rupture: Small = _array()  # type: ignore[assignment]
    """(B,): the turn of the rupture, 0 for none."""
    blamed: Small = _array()  # type: ignore[assignment]
    """(B,): the delegation blamed for it, -1 for none."""

    @property
    def affinity(self) -> Floats:
        """(B, A, A): the bonds as a symmetric table."""
        return mirrored(self.bonds, self.stance.shape[1])

    @property
    def size(self) -> int:
        """B, the number of games."""
        return len(self.stance)


ARRAYS = tuple(field.name for field in attrs.fields(World) if field.name != "step")


def keep_memory() -> None:
    """Let what a turn frees be used again by the next one: once a block as large as this has been freed, the C library of
    Linux stops giving smaller ones back to the system, and a turn of a batch takes two thirds of the time."""
    np.empty(KEPT, dtype=np.uint8)


def take(world: World, games: NDArray[np.intp] | slice) -> World:
    """The listed games of a batch, as a batch of their own (a copy)."""
    taken: dict[str, Any] = {name: np.ascontiguousarray(getattr(world, name)[games]) for name in ARRAYS}
    return attrs.evolve(world, **taken)


def repeat(world: World, times: int) -> World:
    """A batch of one, repeated."""
    keep_memory()
    repeated: dict[str, Any] = {name: np.repeat(getattr(world, name), times, axis=0) for name in ARRAYS}
    return attrs.evolve(world, **repeated)


def together(worlds: Sequence[World]) -> World:
    """Several batches, at the same turn, as one."""
    if len(worlds) == 1:
        return worlds[0]
    joined: dict[str, Any] = {name: np.concatenate([getattr(world, name) for world in worlds]) for name in ARRAYS}
    return attrs.evolve(worlds[0], **joined)
