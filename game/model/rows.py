"""Rows: what an effect comes down to. Each adds one number to one cell, or does one discrete thing."""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast

import attrs
import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.intp]
Floats = NDArray[np.float64]

LINEAR, PUSH, ANCHOR, GUARD, CAPITAL, POSTURE, ADMIT, POSTPONE = range(8)
CONSTANT, DEPENDENCY, JOINERS, HOME = range(4)


@attrs.frozen(kw_only=True)
class Row:
    """One row: `sizes` (weak, middle, strong; latent) times what `scale` says goes to `cell`.

    `effort` is the size that counts as effort (on the leading row of a push); `sides` are the actors whose
    standing aside switches the row off; `scaled` is the dependency, joiner group or cell that the scale reads.
    """

    kind: int = LINEAR
    cell: int = -1
    sizes: tuple[float, float, float] = (0.0, 0.0, 0.0)
    effort: float = 0.0
    recipient: int = -1
    sides: tuple[int, int] = (-1, -1)
    scale: int = CONSTANT
    scaled: int = 0
    bonus: float = 0.0
    condition: int = 0
    value: int = 0


def added(place: Ints, amount: Floats, count: int) -> Floats:
    """(count,): what falls on each place, added in the sequence given, so that the bits do not depend on the batch."""
    return cast(Floats, np.bincount(place, amount, count))


@attrs.frozen(eq=False, kw_only=True)
class Table:
    """Rows of all sources as columns; the rows of source s are start[s] to start[s + 1].

    Source numbers: the catalogue first, then events, items, files and tracks.
    """

    start: Ints
    kind: Ints
    cell: Ints
    sizes: Floats
    effort: Floats
    recipient: Ints
    sides: Ints
    scale: Ints
    scaled: Ints
    bonus: Floats
    condition: Ints
    """Of an early question for rows that set a switch, of a late one for all others."""
    late: Ints
    """The same, where rows that set a switch always hold."""
    value: Ints
    giver: Ints
    pair: Ints
    """recipient * actors + giver: where relation and effort of the two are read."""
    foreign: NDArray[np.bool_]
    falls_on: Ints
    """The cell of a row that adds a number, -1 for one that does something else."""
    spreads: NDArray[np.bool_]
    """Pushes and anchor effects."""

    def of(self, sources: Ints) -> tuple[Ints, Ints]:
        """For each row of the listed sources: its place in the list, and its number in the table."""
        first = self.start[sources]
        counts = self.start[sources + 1] - first
        place = np.repeat(np.arange(len(sources)), counts)
        before = np.cumsum(counts) - counts
        return place, np.arange(len(place)) + (first - before)[place]


def tabulate(sources: Sequence[Sequence[Row]], givers: Sequence[int], actors: int) -> Table:
    """Columns of the rows of all sources; givers are actor indices, -1 for none."""
    rows = [row for source in sources for row in source]
    counts = np.array([len(source) for source in sources], dtype=np.intp)

    def ints(name: str) -> Ints:
        return np.array([getattr(row, name) for row in rows], dtype=np.intp)

    def floats(name: str) -> Floats:
        return np.array([getattr(row, name) for row in rows], dtype=np.float64)

    kind = ints("kind")
    giver, recipient = np.repeat(np.array(givers, dtype=np.intp), counts), ints("recipient")
    return Table(
        start=np.concatenate([[0], np.cumsum(counts)]).astype(np.intp),
        kind=kind,
        cell=ints("cell"),
        sizes=np.where((kind < CAPITAL)[:, None], floats("sizes").reshape(-1, 3), 1.0),
        effort=floats("effort"),
        recipient=recipient,
        sides=ints("sides").reshape(-1, 2),
        scale=ints("scale"),
        scaled=ints("scaled"),
        bonus=floats("bonus"),
        condition=ints("condition"),
        late=np.where(kind == POSTURE, 0, ints("condition")),
        value=ints("value"),
        giver=giver,
        pair=np.maximum(recipient, 0) * actors + np.maximum(giver, 0),
        foreign=giver != recipient,
        falls_on=np.where(kind <= ANCHOR, ints("cell"), -1),
        spreads=(kind == PUSH) | (kind == ANCHOR),
    )
