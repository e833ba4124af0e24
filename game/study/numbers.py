"""Numbers with their uncertainty: shares, means, correlations, ranks and a sign test, without a library."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import product
from math import sqrt
from random import Random
from statistics import NormalDist, fmean, stdev
from typing import TypeVar

Interval = tuple[float, float]
Thing = TypeVar("Thing")
Z = NormalDist().inv_cdf(0.975)
EXACT = 12
"""Up to this many differences all signs are gone through, beyond it a sample of them."""
DRAWS = 4000


def share(count: float, of: int) -> tuple[float, Interval]:
    """A share in per cent and its interval of 95 % (Wilson 1927). Raises ZeroDivisionError for none."""
    p, z = count / of, Z * Z / of
    middle, half = (p + z / 2) / (1 + z), Z / (1 + z) * sqrt(p * (1 - p) / of + z / (4 * of))
    return 100 * p, (100 * (middle - half) if count else 0.0, 100 * (middle + half) if count < of else 100.0)


def mean(values: Sequence[float]) -> tuple[float, Interval | None]:
    """A mean and its interval of 95 % by the normal law, None for a single value."""
    middle = fmean(values)
    if len(values) < 2:
        return middle, None
    half = Z * stdev(values) / sqrt(len(values))
    return middle, (middle - half, middle + half)


def bootstrap(things: Sequence[Thing], value: Callable[[Sequence[Thing]], float | None], draws: int = 400) -> Interval | None:
    """The middle 95 % of a value over samples of the things with replacement, the same for the same things."""
    luck = Random(len(things))
    found = sorted(v for _ in range(draws) if (v := value(luck.choices(things, k=len(things)))) is not None)
    return (found[int(0.025 * len(found))], found[int(0.975 * len(found))]) if len(things) > 1 and found else None


def correlation(xs: Sequence[float], ys: Sequence[float]) -> float | None:
    """Pearson's correlation, None if one of the two does not vary."""
    mx, my = fmean(xs), fmean(ys)
    sxy = sum((x - mx) * (y - my) for x, y in zip(xs, ys, strict=True))
    sxx, syy = sum((x - mx) ** 2 for x in xs), sum((y - my) ** 2 for y in ys)
    return sxy / sqrt(sxx * syy) if sxx > 1e-12 and syy > 1e-12 else None


def percentiles(values: Sequence[float]) -> list[float]:
    """For each value 100 x (those below + half of those equal) / all."""
    return [100 * sum((v < x) + 0.5 * (v == x) for v in values) / len(values) for x in values]


def sign_test(differences: Sequence[float]) -> float:
    """The one-sided p of a mean above 0 if every difference were as likely to be its negative (Fisher 1935)."""
    total = sum(differences)
    if len(differences) <= EXACT:
        signs = list(product((1, -1), repeat=len(differences)))
        return sum(_signed(differences, s) >= total - 1e-12 for s in signs) / len(signs)
    luck = Random(len(differences))
    drawn = [luck.choices((1, -1), k=len(differences)) for _ in range(DRAWS)]
    return (1 + sum(_signed(differences, s) >= total - 1e-12 for s in drawn)) / (1 + DRAWS)


def _signed(differences: Sequence[float], signs: Sequence[int]) -> float:
    return sum(s * d for s, d in zip(signs, differences, strict=True))
