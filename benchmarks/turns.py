"""How fast turns are: one game and a batch, against one phase of the `diplomacy` package on the same machine in the same run."""

from __future__ import annotations

import math
import statistics
import time
from collections.abc import Callable, Iterator
from random import Random

import attrs
import numpy as np

from benchmarks.peers import installed
from game.match import Match
from game.model.calendar import start
from game.model.chance import Seeds
from game.model.orders import Order
from game.model.rulebook import Rulebook
from game.model.sheets import Sheets, gather
from game.model.turn import resolve
from game.scenario.schema import Scenario
from game.study.play import Setup, play

GAMES, BATCH, PHASES = 6, 1024, 20


@attrs.frozen(kw_only=True)
class Turns:
    """Seconds: medians over turns and phases; no number for phases where the other package is not installed."""

    phase: float
    turn: float
    batch_turn: float
    """One turn of one game within the batch."""
    gather_turn: float
    """What reading the order objects of one turn of one game into arrays takes beforehand."""
    orders: float
    """Orders a turn, written in sheets."""


def measure(scenario: Scenario) -> Turns:
    """All of it. The single game and the phases take turns, so that a busy machine slows down both."""
    matches = [play(Setup(scenario=scenario, bot="random"), seed) for seed in range(GAMES)]
    phases: list[float] = []
    turns: list[float] = []
    for _ in range(3):
        for match, seed in zip(matches, range(GAMES), strict=True):
            turns += resolving(match)
            phases += processing(seed)
    batch, gathering = zip(*(batches(matches) for _ in range(3)), strict=True)
    sheets = [len(orders) for match in matches for sheets in match.played for orders in sheets.values()]
    return Turns(phase=statistics.median(phases) if phases else math.nan, turn=statistics.median(turns),
                 batch_turn=statistics.median(batch), gather_turn=statistics.median(gathering),
                 orders=sum(sheets) / sum(len(match.played) for match in matches))


def timed(work: Callable[[], object]) -> float:
    """Seconds of one call, of this thread's own time: others on the machine do not count."""
    began = time.thread_time()
    work()
    return time.thread_time() - began


def resolving(match: Match) -> Iterator[float]:
    """Seconds of every turn of a game with its orders given, all rules, the record kept."""
    again = match.branch(match.turns[0])
    for sheets in match.played:
        for seat, orders in sheets.items():
            again.submit(seat, orders, again.turn)
        yield timed(again.resolve)


def processing(seed: int) -> Iterator[float]:
    """Seconds of the first phases of a game of the other package with random orders."""
    if not installed("diplomacy"):
        return
    from diplomacy import Game

    draw, game = Random(seed), Game()
    for _ in range(PHASES):
        possible, places = game.get_all_possible_orders(), game.get_orderable_locations()
        for power in game.powers:
            game.set_orders(power, [draw.choice(possible[place]) for place in places[power] if possible[place]])
        yield timed(game.process)
        if game.is_game_done:
            return


def batches(matches: list[Match]) -> tuple[float, float]:
    """Seconds a game and turn of a batch, and for reading its orders."""
    book, seeds = matches[0].rulebook, np.resize(np.array([m.seed for m in matches], dtype=np.uint64), BATCH)
    began = time.thread_time()
    sheets = [gather(book, [flat(matches[k % len(matches)], turn) for k in range(BATCH)]) for turn in range(len(book.turns))]
    gathering = time.thread_time() - began
    each = BATCH * len(book.turns)
    return timed(lambda: run(book, seeds, sheets)) / each, gathering / each


def flat(match: Match, turn: int) -> list[Order]:
    """All orders of one past turn."""
    return [order for orders in match.played[turn].values() for order in orders]


def run(book: Rulebook, seeds: Seeds, sheets: list[Sheets]) -> None:
    """All turns of a batch of games."""
    world = start(book, seeds)
    for given in sheets:
        world = resolve(book, world, given, seeds).world
