"""Kills games at random moments and counts what is lost: `python -m benchmarks.kills 1000`; no resolved turn may be.

A parent that has everything imported forks a child for each kill. The child plays First steps at a table that saves; it says each
turn that it has resolved. The parent kills it without warning and loads what it finds.
"""

from __future__ import annotations

import os
import signal
import sys
import tempfile
import time
from pathlib import Path
from random import Random

import attrs

from game import paths
from game.match import Match
from game.save import SaveError
from game.scenario.load import load_scenario
from game.table import Table

SEAT = "millford"
LONGEST = 1.6
"""How late a kill may come, in times that a whole game takes."""


@attrs.frozen(kw_only=True)
class Kills:
    """How many children were killed, in how many a turn had been resolved by then, and what was lost."""

    killed: int
    amid: int
    lost: int
    broken: int
    """Saves that could not be read, or that told another game."""


def table(file: Path) -> Table:
    """A new table that saves to a file."""
    scenario = load_scenario(paths.scenarios_folder() / "first-steps.toml")
    return Table(Match(scenario, seed=11), (SEAT,), "random", file)


def play(game: Table) -> list[str]:
    """The rest of a game in which the human passes: its digest after each turn, told as soon as it is resolved."""
    digests = []
    while not game.match.over:
        game.submit(SEAT, ())
        game.advance()
        digests.append(game.match.digest())
    return digests


def child(file: Path, pipe: int) -> None:
    """Play, and say how many turns are resolved; it does not come back."""
    game = table(file)
    while not game.match.over:
        game.submit(SEAT, ())
        game.advance()
        os.write(pipe, b".")
    os._exit(0)


def kill(file: Path, after: float) -> int:
    """Let a child play for some seconds; how many turns it had resolved when it was killed."""
    theirs, ours = os.pipe()
    pid = os.fork()
    if pid == 0:
        os.close(theirs)
        child(file, ours)
    os.close(ours)
    time.sleep(after)
    os.kill(pid, signal.SIGKILL)
    os.waitpid(pid, 0)
    with os.fdopen(theirs, "rb") as told:
        return len(told.read())


def measure(count: int, seed: int = 1) -> Kills:
    """Kill so many games."""
    luck, amid, lost, broken = Random(seed), 0, 0, 0
    with tempfile.TemporaryDirectory() as folder:
        began = time.perf_counter()
        digests = play(table(Path(folder) / "whole.save"))
        whole = time.perf_counter() - began
        for k in range(count):
            file = Path(folder) / f"{k}.save"
            told = kill(file, luck.uniform(0, LONGEST * whole))
            amid += 0 < told < len(digests)
            found = turns(file, digests)
            broken += found is None
            lost += found is not None and found < told
    return Kills(killed=count, amid=amid, lost=lost, broken=broken)


def turns(file: Path, digests: list[str]) -> int | None:
    """How many turns a save tells; 0 where there is none yet, None where it cannot be read or tells another game."""
    if not file.exists():
        return 0
    try:
        match = Table.load(file).match
    except SaveError:
        return None
    if not match.over and match.submitted(SEAT):
        match.withdraw(SEAT)
    count = len(match.reports)
    return count if count == 0 or match.digest() == digests[count - 1] else None


if __name__ == "__main__":
    print(measure(int(sys.argv[1]) if len(sys.argv) > 1 else 1000))
