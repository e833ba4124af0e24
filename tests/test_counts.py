"""How much there is to choose from stays known: the counts in counts.txt are those of the rules now."""

from __future__ import annotations

import counts
import pytest

LISTED = counts.FILE.read_text().splitlines()


LARGE = "bandung"
"""Twenty-nine seats, which take a minute to count."""


@pytest.mark.parametrize("path", [
    pytest.param(path, marks=[pytest.mark.slow] if path.stem == LARGE else [], id=path.stem) for path in counts.scenarios()
])
def test_counts_are_as_listed(path: object) -> None:
    """Every seat of a scenario has as many legal orders and short sheets as the file says; `python tools/counts.py` renews it."""
    found = list(counts.lines(path))  # type: ignore[arg-type]
    assert found == [line for line in LISTED if line.split()[0] == found[0].split()[0]]
