"""The ladder: how often each level beats the one below it, by pairs of seats that are swapped.

Example: python benchmarks/ladder.py scenarios/astana.toml --duels 20 --length short
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Sequence

from game.bots import bot
from game.scenario.load import load_scenario
from game.study.block import spread
from game.study.duel import LADDER, Meeting, duel
from game.study.measures.levels import won
from game.study.numbers import bootstrap, mean, sign_test
from game.study.play import Setup
from game.study.pool import default_workers
from game.study.record import Duel

HEAD = f"{'rung':30}{'pairs won':>10}{'interval':>12}{'lead':>8}{'interval':>16}{'p':>9}  duels"


def line(lower: str, upper: str, duels: Sequence[Duel]) -> str:
    """One rung: the share of pairs won and the mean lead a seat, both with their interval of 95 %, and the chance of so large a
    lead if the upper bot were no better."""
    share, lead = won(duels), mean([one.lead for one in duels])
    low, high = bootstrap(duels, won) or (0.0, 100.0)
    least, most = lead[1] or (lead[0], lead[0])
    return (f"{upper + ' over ' + lower:30}{share or 0.0:8.0f} %{f'{low:.0f} to {high:.0f}':>12}{lead[0]:8.2f}"
            f"{f'{least:.2f} to {most:.2f}':>16}{sign_test([one.lead for one in duels]):9.2g}  {len(duels)}")


def main() -> None:
    """Fight the duels and print a line for each rung as soon as it is done."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("scenario")
    parser.add_argument("--duels", type=int, default=20, help="for each rung; two games each")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--length")
    parser.add_argument("--rung", nargs=2, metavar=("LOWER", "UPPER"), action="append", help="instead of the whole ladder")
    parser.add_argument("--workers", type=int, default=default_workers())
    options = parser.parse_args()
    setup = Setup(scenario=load_scenario(options.scenario), length=options.length)
    print(HEAD, flush=True)
    for lower, upper in options.rung or LADDER:
        for name in (lower, upper):
            bot(name)
        began = time.perf_counter()
        meetings = [Meeting(seed=options.seed + k, lower=lower, upper=upper) for k in range(options.duels)]
        print(line(lower, upper, list(spread(duel, setup, meetings, options.workers))),
              f"({time.perf_counter() - began:.0f} s)", flush=True)


if __name__ == "__main__":
    main()
