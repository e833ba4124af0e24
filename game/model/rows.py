"""Rows: what an effect comes down to. Each adds one number to one cell, or does one discrete thing."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar, cast

import attrs
import numpy as np
from numpy.typing import NDArray

from game.model.cells import Cells

T = TypeVar("T", bound=np.generic)
Ints = NDArray[np.intp]
Floats = NDArray[np.float64]

LINEAR, PUSH, ANCHOR, GUARD, CAPITAL, POSTURE, ADMIT, POSTPONE = range(8)
CONSTANT, DEPENDENCY, JOINERS, HOME = range(4)
SPREADS, GUARDS, SCALES, ACTS, ASKS = 1, 2, 4, 8, 16
"""What a row does beside adding its size, as bits: a push or anchor effect of an order, a guard, scaled, discrete, and
asks a condition when the sheets are open."""


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


def those(mask: NDArray[np.bool_]) -> Ints:
    """Where a flat mask is true: np.flatnonzero with less ado, which single games notice."""
    return mask.nonzero()[0]


def at(table: NDArray[T], rows: Ints, columns: Ints) -> NDArray[T]:
    """table[rows, columns] of a table in one flat take, which is faster."""
    return cast("NDArray[T]", table.ravel().take(rows * table.shape[1] + columns))


@attrs.frozen(eq=False, kw_only=True)
class Table:
    """Rows of all sources as columns; the rows of source s are start[s] to start[s + 1].

    Source numbers: the catalogue first, then events, items, files, tracks, and broken words by giver and wronged.
    """

    start: Ints
    count: Ints
    """How many rows each source has."""
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
    shielded: Ints
    """The recipient whose guards a row meets: of one's own rows one past the last actor."""
    falls_on: Ints
    """The cell of a row that adds a number; those of orders on the rupture track, and rows that add none, have their own."""
    weak: Floats
    """The size in a weak wording, the one that everything but an item has."""
    does: NDArray[np.int8]

    def of(self, sources: Ints) -> tuple[Ints, Ints]:
        """For each row of the listed sources: its place in the list, and its number in the table."""
        counts = self.count.take(sources)
        end = counts.cumsum()
        place = np.arange(len(sources)).repeat(counts)
        row = (self.start.take(sources) + counts - end).take(place)
        row += np.arange(len(row))
        return place, row


def tabulate(sources: Sequence[Sequence[Row]], givers: Sequence[int], cells: Cells, orders: int, rupture: int) -> Table:
    """Columns of the rows of all sources, the first `orders` of them orders; givers are actor indices, -1 for none;
    `rupture` is the cell of the rupture track, -1 for none."""
    rows = [row for source in sources for row in source]
    counts = np.array([len(source) for source in sources], dtype=np.intp)

    def ints(name: str) -> Ints:
        return np.array([getattr(row, name) for row in rows], dtype=np.intp)

    def floats(name: str) -> Floats:
        return np.array([getattr(row, name) for row in rows], dtype=np.float64)

    kind = ints("kind")
    own = np.repeat(np.arange(len(sources)) < orders, counts)
    on, spreads, scale = ints("cell"), (kind == PUSH) | (kind == ANCHOR), ints("scale")
    acts = (kind == CAPITAL) | (kind == ADMIT) | (kind == POSTPONE)
    sizes = np.where((kind < CAPITAL)[:, None], floats("sizes").reshape(-1, 3), 1.0)
    late = np.where(kind == POSTURE, 0, ints("condition"))
    does = SPREADS * (own & spreads) + GUARDS * (kind == GUARD) + SCALES * (scale > CONSTANT) + ACTS * acts + ASKS * (late > 0)
    giver, recipient = np.repeat(np.array(givers, dtype=np.intp), counts), ints("recipient")
    return Table(
        start=np.concatenate([[0], np.cumsum(counts)]).astype(np.intp),
        count=counts,
        kind=kind,
        cell=on,
        sizes=sizes,
        weak=np.ascontiguousarray(sizes[:, 0]),
        effort=floats("effort"),
        recipient=recipient,
        sides=ints("sides").reshape(-1, 2),
        scale=scale,
        scaled=ints("scaled"),
        bonus=floats("bonus"),
        condition=ints("condition"),
        late=late,
        value=ints("value"),
        giver=giver,
        pair=np.maximum(recipient, 0) * cells.actors + np.maximum(giver, 0),
        shielded=np.where(giver != recipient, recipient, cells.actors),
        falls_on=np.where(kind > ANCHOR, cells.total + 1, np.where(own & (on == rupture), cells.total, on)),
        does=does.astype(np.int8),
    )
