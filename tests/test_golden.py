"""A golden playthrough of every scenario: the same orders lead to the same game, line by line."""

from __future__ import annotations

import re
from pathlib import Path

import golden
import pytest

NUMBER = re.compile(r"-?\d+\.\d+")
NEAR = 0.01 + 1e-9


def same(one: str, other: str) -> bool:
    """Whether two lines say the same, decimal numbers to a hundredth of a point."""
    numbers = zip(NUMBER.findall(one), NUMBER.findall(other), strict=False)
    return NUMBER.sub("#", one) == NUMBER.sub("#", other) and all(abs(float(a) - float(b)) <= NEAR for a, b in numbers)


@pytest.mark.parametrize("path", golden.scenarios(), ids=lambda path: path.stem)
def test_golden_games_are_as_they_were(path: Path) -> None:
    """The stored orders of every scenario's golden game lead to the stored game; `python tools/golden.py` plays it anew."""
    file = golden.golden(path)
    assert file.exists(), f"{path.name} has no golden game; write it with: python tools/golden.py"
    stored = file.read_text()
    found = golden.transcript(golden.replay(path, stored)).splitlines()
    differ = [(a, b) for a, b in zip(stored.splitlines(), found, strict=False) if not same(a, b)]
    assert differ == []
    assert len(found) == len(stored.splitlines())


def test_golden_files_are_of_scenarios_that_are_there() -> None:
    """No golden game is left of a scenario that is gone."""
    assert {file.stem for file in golden.FOLDER.glob("*.txt")} == {path.stem for path in golden.scenarios()}


def test_lines_are_compared_by_number() -> None:
    """The comparison itself tells a hundredth from two, and never mistakes words."""
    assert same("a 1.00", "a 1.01")
    assert not same("a 1.00", "a 1.02")
    assert not same("a 1.00", "b 1.00")
    assert not same("a 1", "a 2")
