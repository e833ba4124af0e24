"""How fast whole games of random bots are: decisions against steps of pgx, games against `diplomacy`, and how it scales."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Iterable

from benchmarks import peers
from game.model.compile import compile_rulebook
from game.scenario.schema import Scenario
from game.study.batch import BLOCK, play_block, played
from game.study.play import Setup

Row = tuple[str, str, str, str]
BLOCKS, BATCHES = (64, 128, 256, 512, 1024, 2048), (64, 1024, 16384)
ROUNDS, MANY = 5, (1_000, 10_000, 100_000)


def rows(scenario: Scenario, many: Iterable[int] = MANY) -> list[Row]:
    """All of it."""
    setup = Setup(scenario=scenario, bot="random")
    return [*_decisions(setup), *_whole_games(setup), *_processes(setup), *_flat(setup, many)]


def _decisions(setup: Setup) -> list[Row]:
    """One seat's orders in one turn, with all that the rules make of them, against steps of another game."""
    book = compile_rulebook(setup.scenario, setup.length)
    each = len(book.turns) * len(book.seats)

    def block(size: int) -> peers.Rate:
        return lambda: peers.rate(lambda: play_block(setup, range(size)), size * each)

    play_block(setup, range(BLOCK))
    rates = {size: block(size) for size in BLOCKS}
    best, found = _best(rates)
    text = ", ".join(f"{size}: {1e-3 * rate:.0f}" for size, rate in found.items())
    sizes: Row = ("decisions by the size of a block, in thousands a second", text, f"best: {best}", f"used: {BLOCK}")
    what = "decisions of random bots (one delegation's orders in one turn, all rules, record kept), one core"
    if not peers.installed("pgx", "jax"):
        mine = statistics.median(rates[best]() for _ in range(ROUNDS))
        return [sizes, (what, f"{1e-3 * mine:.0f} thousand a second", "pgx is not installed", "0.25, aim 0.5")]
    steps = {batch: peers.connect_four(batch) for batch in BATCHES}
    batch, _ = _best(steps)
    both = [(rates[best](), steps[batch]()) for _ in range(ROUNDS)]
    mine, theirs = (statistics.median(one) for one in zip(*both, strict=True))
    ratio = statistics.median(one / other for one, other in both)
    return [sizes,
            (f"steps of `pgx` connect_four, random legal play, batches of {batch}", f"{1e-6 * theirs:.2f} million a second",
             "1", ""),
            (what, f"{1e-3 * mine:.0f} thousand a second", f"{ratio:.2f} of those steps", "0.25, aim 0.5")]


def _best(rates: dict[int, Callable[[], float]]) -> tuple[int, dict[int, float]]:
    """The size at which most is done, and what is done at each."""
    found = {size: max(rate() for _ in range(2)) for size, rate in rates.items()}
    return max(found, key=lambda size: found[size]), found


def _count(setup: Setup, games: int, workers: int = 1) -> int:
    return sum(len(some) for some in played([setup], range(games), workers))


def _whole_games(setup: Setup) -> list[Row]:
    what = "whole random games, eight turns of thirteen delegations, with their records"
    if not peers.installed("diplomacy"):
        mine = peers.rate(lambda: _count(setup, 4 * BLOCK), 4 * BLOCK)
        return [(what, f"{mine:.0f} games a second", "diplomacy is not installed", "500, aim 1,000")]
    both = [(peers.rate(lambda: _count(setup, 2 * BLOCK), 2 * BLOCK), peers.diplomacy_games()) for _ in range(ROUNDS)]
    mine, theirs = (statistics.median(one) for one in zip(*both, strict=True))
    ratio = statistics.median(one / other for one, other in both)
    return [(f"random games of `diplomacy`, the first {peers.PHASES} phases", f"{theirs:.1f} games a second", "1", ""),
            (what, f"{mine:.0f} games a second", f"{ratio:.0f} times as many", "500, aim 1,000")]


def _processes(setup: Setup) -> list[Row]:
    """Two processes against one, by the clock on the wall; most of what is missing is their start."""
    took = []
    for workers in (1, 2):
        began = time.perf_counter()
        _count(setup, 24 * BLOCK, workers)
        took.append(time.perf_counter() - began)
    return [(f"{24 * BLOCK:,} games in one process, in two (wall time)", f"{took[0]:.1f} s, {took[1]:.1f} s",
             f"{took[0] / took[1]:.2f} times as fast", "1.7")]


def _flat(setup: Setup, many: Iterable[int]) -> list[Row]:
    costs = {games: 1e6 / peers.rate(lambda games=games: _count(setup, games), games) for games in many}  # type: ignore[misc]
    return [("cost of a game among " + ", ".join(f"{games:,}" for games in costs),
             ", ".join(f"{cost:.0f}" for cost in costs.values()) + " us",
             f"{max(costs.values()) / min(costs.values()):.2f} from the least to the most", "flat")]
