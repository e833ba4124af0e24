"""Files that are broken in every way: the check answers each with problems, in a moment, and what passes can be played."""

from __future__ import annotations

import pytest
from fuzz_scenarios import WAYS, make, results

BLOCK = 670
"""Of 12 slow blocks `.ci/run` takes every fourth: 2,010 cases, others after each commit."""


def failures(seed: int, numbers: range) -> list[str]:
    return [f"python tests/fuzz_scenarios.py --seed {seed} --case {result.case.number}\n{result.failure}"
            for result in results(seed, numbers) if result.failure]


def test_some_broken_files() -> None:
    """A few cases of every way are answered without a traceback."""
    assert {make(1, number).way for number in range(80)} == WAYS.keys()
    assert failures(1, range(80)) == []


def test_a_case_is_made_again_by_its_seed() -> None:
    """A seed and a number make the same bytes again, and others make others."""
    assert make(7, 11) == make(7, 11)
    assert make(7, 11).data != make(7, 12).data


@pytest.mark.slow
@pytest.mark.parametrize("block", range(12))
def test_many_broken_files(block: int) -> None:
    """No file that is broken by bytes, tokens, values or structure brings the check down, or holds it up."""
    assert failures(2, range(BLOCK * block, BLOCK * (block + 1))) == []
