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
_ELEVEN, _TWENTY_SEVEN, _THIRTY, _THIRTY_ONE, _THIRTY_TWO = (np.uint64(n) for n in (11, 27, 30, 31, 32))


@cache
def key(*names: str) -> np.uint64:
    """A 64-bit key for text ids, so that adding or permuting actors leaves everyone's luck."""
    return np.uint64(int.from_bytes(blake2b("|".join(names).encode(), digest_size=8).digest(), "little"))


def keys(rows: list[tuple[str, ...]]) -> NDArray[np.uint64]:
    """Keys of several tuples of ids, shape (n,)."""
    return np.array([key(*row) for row in rows], dtype=np.uint64)


def _mix(x: NDArray[np.uint64]) -> NDArray[np.uint64]:
    """The finaliser of splitmix64 (Steele, Lea and Flood 2014); x is used up."""
    y = x >> _THIRTY
    y ^= x
    y *= _FIRST
    np.right_shift(y, _TWENTY_SEVEN, out=x)
    x ^= y
    x *= _SECOND
    np.right_shift(x, _THIRTY_ONE, out=y)
    y ^= x
    return y


def _bits(seeds: Seeds, turn: int, stream: str, which: NDArray[np.uint64]) -> NDArray[np.uint64]:
    """Uniform whole numbers of 53 bits, shape (B, n), for seeds (B,) and keys (n,)."""
    start = _mix(seeds + key(stream))
    start = _mix(start + np.uint64(turn * int(_GOLDEN) % 2**64))
    bits = _mix(start[:, None] ^ which)
    bits >>= _ELEVEN
    return bits


def uniform(seeds: Seeds, turn: int, stream: str, which: NDArray[np.uint64]) -> NDArray[np.float64]:
    """Uniform numbers in [0, 1), shape (B, n), for seeds (B,) and keys (n,)."""
    found = _bits(seeds, turn, stream, which).astype(np.float64)
    found *= 2.0**-53
    return found


def shocks(seeds: Seeds, turn: int, stream: str, which: NDArray[np.uint64]) -> NDArray[np.float64]:
    """Bounded shocks of mean 0 and variance 1, within +-sqrt(12): sums of four uniforms, shape (B, n)."""
    four = np.add.outer(np.arange(4, dtype=np.uint64) * _GOLDEN, which)
    bits = _bits(seeds, turn, stream, four.ravel()).reshape(len(seeds), 4, len(which))
    found: NDArray[np.float64] = bits.sum(axis=1).astype(np.float64)
    found *= 2.0**-53
    found -= 2.0
    found *= 3.0**0.5
    return found


def streams(seeds: Seeds, turn: int, stream: str, which: NDArray[np.uint64]) -> NDArray[np.uint64]:
    """A number to draw from for each seed and key, (B, n). Two hashes are added up, so that the seed cannot be worked back."""
    one, two = (_mix(seeds + key(stream, part)) + np.uint64(turn * int(_GOLDEN) % 2**64) for part in ("one", "two"))
    found: NDArray[np.uint64] = _mix(one[:, None] ^ which) + _mix(two[:, None] ^ which)
    return found


def below(luck: NDArray[np.uint64], draw: int, counts: NDArray[np.intp]) -> NDArray[np.intp]:
    """The draw of this number from each stream: a whole number from 0 to below the count (less than 2**31), evenly."""
    bits = _mix(luck + np.uint64(draw * int(_GOLDEN) % 2**64))
    bits >>= _THIRTY_TWO
    bits *= counts.astype(np.uint64)
    bits >>= _THIRTY_TWO
    return bits.astype(np.intp)
