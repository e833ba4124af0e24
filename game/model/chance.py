"""Luck as a pure function of seed, turn, stream and text ids: nothing is stored, nothing is used up."""

from __future__ import annotations

from functools import cache
from hashlib import blake2b

import numpy as np
from numpy.typing import NDArray

Seeds = NDArray[np.uint64]

_GOLDEN = np.uint64(0x9E3779B97F4A7C15)
_FIRST = np.uint64(0xBF58476D1CE4E5B9)
_SECOND = np.uint64(0x94D049BB133111EB)
_ELEVEN, _TWENTY_SEVEN, _THIRTY, _THIRTY_ONE = (np.uint64(n) for n in (11, 27, 30, 31))


@cache
def key(*names: str) -> np.uint64:
    """A 64-bit key for text ids, so that adding or permuting actors leaves everyone's luck."""
    return np.uint64(int.from_bytes(blake2b("|".join(names).encode(), digest_size=8).digest(), "little"))


def keys(rows: list[tuple[str, ...]]) -> NDArray[np.uint64]:
    """Keys of several tuples of ids, shape (n,)."""
    return np.array([key(*row) for row in rows], dtype=np.uint64)


def _mix(x: NDArray[np.uint64]) -> NDArray[np.uint64]:
    """The finaliser of splitmix64 (Steele, Lea and Flood 2014)."""
    y = x >> _THIRTY
    y ^= x
    y *= _FIRST
    x = y >> _TWENTY_SEVEN
    x ^= y
    x *= _SECOND
    y = x >> _THIRTY_ONE
    y ^= x
    return y


def uniform(seeds: Seeds, turn: int, stream: str, which: NDArray[np.uint64]) -> NDArray[np.float64]:
    """Uniform numbers in [0, 1), shape (B, n), for seeds (B,) and keys (n,)."""
    start = _mix(seeds + key(stream))
    start = _mix(start + np.uint64(turn * int(_GOLDEN) % 2**64))
    bits = _mix(start[:, None] ^ which)
    bits >>= _ELEVEN
    found = bits.astype(np.float64)
    found *= 2.0**-53
    return found


def shocks(seeds: Seeds, turn: int, stream: str, which: NDArray[np.uint64]) -> NDArray[np.float64]:
    """Bounded shocks of mean 0 and variance 1, within +-sqrt(12): sums of four uniforms, shape (B, n)."""
    four = np.add.outer(np.arange(4, dtype=np.uint64) * _GOLDEN, which)
    total = uniform(seeds, turn, stream, four.ravel()).reshape(len(seeds), 4, len(which))
    centred: NDArray[np.float64] = (total[:, 0] + total[:, 1]) + (total[:, 2] + total[:, 3]) - 2.0
    scaled: NDArray[np.float64] = centred * 3.0**0.5
    return scaled
