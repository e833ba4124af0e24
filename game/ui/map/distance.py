"""Distances from marked cells on a grid, and their enlargement to pixels."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

Reals = npt.NDArray[np.floating]


def distances(marked: npt.NDArray[np.bool_], most: int) -> Reals:
    """How far each cell lies from the next marked one, in cells, cut at `most` (Saito and Toriwaki 1994, by shifts)."""
    squared = np.where(marked, 0, most * most).astype(np.float32)
    for axis in (0, 1):
        squared = _along(squared, axis, most)
    return _smoothed(np.sqrt(squared))


def _along(squared: Reals, axis: int, most: int) -> Reals:
    """The least of square plus squared shift, along one axis."""
    cells = np.moveaxis(squared, axis, 0)
    least = cells.copy()
    for shift in range(1, min(most, len(cells))):
        np.minimum(least[shift:], cells[:-shift] + shift * shift, out=least[shift:])
        np.minimum(least[:-shift], cells[shift:] + shift * shift, out=least[:-shift])
    return np.moveaxis(least, 0, axis)


def _smoothed(cells: Reals) -> Reals:
    """Each cell the mean of itself and its neighbours, so that the steps of the grid do not show."""
    for axis in (0, 1):
        padded = np.pad(cells, [(1, 1) if k == axis else (0, 0) for k in (0, 1)], mode="edge")
        parts = [np.take(padded, range(k, k + cells.shape[axis]), axis) for k in range(3)]
        cells = (parts[0] + 2 * parts[1] + parts[2]) / 4
    return cells


def enlarged(cells: Reals, cell: int, rows: slice, wide: int) -> Reals:
    """Some rows of a grid at full size, straight between the middles of its cells."""
    down = _between(np.arange(rows.start, rows.stop), cell, cells.shape[0])
    return _mixed(_mixed(cells, down, 0), _between(np.arange(wide), cell, cells.shape[1]), 1)


def _between(pixels: npt.NDArray[np.intp], cell: int, count: int) -> tuple[npt.NDArray[np.intp], Reals]:
    """For each pixel the cell before it, and how far it is on the way to the next."""
    at = np.clip(pixels / cell, 0, count - 1)
    low = np.minimum(at.astype(np.intp), max(0, count - 2))
    return low, (at - low).astype(np.float32)


def _mixed(cells: Reals, where: tuple[npt.NDArray[np.intp], Reals], axis: int) -> Reals:
    low, share = where
    weight = share[:, None] if axis == 0 else share[None, :]
    one, other = np.take(cells, low, axis), np.take(cells, np.minimum(low + 1, cells.shape[axis] - 1), axis)
    found: Reals = one + (other - one) * weight
    return found
