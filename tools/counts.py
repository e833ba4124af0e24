"""Counts what every seat may order: single orders, and sheets of at most two; `python tools/counts.py` writes tests/counts.txt.

A sheet of two counts once, however it is built; a list of requests is a sheet like any other. Counting all whole sheets
would take too long: there are millions.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from game import paths
from game.match import Match
from game.model.legality import Desk
from game.scenario.load import load_scenario

ROOT = Path(__file__).resolve().parents[1]
FILE = ROOT / "tests" / "counts.txt"
HEAD = """\
# How many orders every seat may give, in turn 1 and in turn 2 after everybody passed, with seed 0 at the longest length.
# "sheets" counts the legal sheets of at most two orders, the empty one among them. Made by: python tools/counts.py
#
# scenario       seat            turn   orders   sheets
"""


def scenarios() -> list[Path]:
    """Every scenario that is shipped."""
    return paths.scenario_files(ROOT / "scenarios")


def sheets_of_two(desk: Desk) -> int:
    """How many legal sheets of at most two orders there are."""
    single = desk.legal()
    pairs = {frozenset((str(one), str(two))) for one in single for two in desk.legal((one,))}
    return 1 + len(single) + len(pairs)


def lines(path: Path) -> Iterator[str]:
    """One line for each seat and turn of a scenario."""
    match = Match(load_scenario(path), seed=0)
    for turn in match.turns[:2]:
        for seat in match.seats:
            desk = match.view(seat).desk
            yield f"{match.scenario.id:<16} {seat:<14} {turn:>5} {len(desk.legal()):>8} {sheets_of_two(desk):>8}"
        match.resolve()


def text() -> str:
    """The whole file of counts."""
    return HEAD + "".join(f"{line}\n" for path in scenarios() for line in lines(path))


if __name__ == "__main__":
    FILE.write_text(text())
