"""Blocks: games side by side are the games that each would be alone, and end cleanly whatever happens to one of them."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from game.bots.lookahead import futures
from game.bots.trial import Trial, play, tried
from game.match import Match
from game.model.sheets import empty, gather
from game.scenario.load import load_scenario
from game.study import block
from game.study.block import side_by_side, spread
from game.study.play import Setup
from game.study.play import play as whole_game

SMALL = Path(__file__).parents[1] / "scenarios" / "first-steps.toml"
SEEDS = range(3)


@pytest.fixture(autouse=True)
def _nobody_stays() -> Iterator[None]:
    """However a block ends, none of its threads is left."""
    before = set(threading.enumerate())
    yield
    assert set(threading.enumerate()) <= before


def mixed() -> Setup:
    bots = {"highmoor": "planner", "seaward": "greedy", "millford": "random"}
    return Setup(scenario=load_scenario(SMALL), bot="pass", bots=bots)


def digest(setup: Setup, seed: int) -> str:
    return whole_game(setup, seed).digest()


def test_what_comes_of_a_game_does_not_depend_on_its_block(monkeypatch: pytest.MonkeyPatch) -> None:
    """Alone, three or all side by side, with small batches or large ones, on one process or two: the same games."""
    setup = mixed()
    alone = [digest(setup, seed) for seed in SEEDS]
    assert len(set(alone)) == len(alone)
    for size, rows, workers in ((2, 1024, 1), (3, 7, 1), (2, 1024, 2)):
        monkeypatch.setattr(block, "SIZE", size)
        monkeypatch.setattr(block, "ROWS", rows)
        assert list(spread(digest, setup, SEEDS, workers)) == alone


def test_trials_are_played_together(monkeypatch: pytest.MonkeyPatch) -> None:
    """The trials of a block are few batches, of about as many rows as all its games have together."""
    batches: list[int] = []

    def counted(trials: list[Trial]) -> Any:
        batches.append(len(trials))
        return play(trials)

    monkeypatch.setattr(block, "play", counted)
    list(side_by_side(digest, mixed(), SEEDS))
    assert sum(batches) / len(batches) > 0.7 * len(SEEDS)
    assert batches[0] == len(SEEDS)


def test_a_trial_in_a_batch_is_the_trial_alone() -> None:
    """Worlds of one game or of several, with luck or without: a batch of trials gives each what it gives it alone."""
    match = Match(load_scenario(SMALL), 3)
    book, end = match.rulebook, len(match.turns)
    seats = [match.legal_orders(seat)[-1:] for seat in match.seats]
    for luck in (None, np.arange(2, dtype=np.uint64)):
        one = Trial(book, match.world, gather(book, seats[:2]), end, luck)
        two = Trial(book, tried(Trial(book, match.world, gather(book, seats[2:4]), 0, luck)), empty(book, 2), end, luck)
        assert play([one, two, one]) == [tried(one), tried(two), tried(one)]
    assert futures(match.view(match.seats[0]), [()]).lines.shape == (1, len(book.goals.lines))


def broken(setup: Setup, seed: int) -> str:
    if seed == 1:
        futures(Match(setup.scenario, seed).view("seaward"), [()])
        raise ZeroDivisionError("seed 1 is broken")
    return digest(setup, seed)


@pytest.mark.parametrize("workers", [1, 2])
def test_an_error_in_one_game_leaves_the_others(workers: int) -> None:
    """The games beside a broken one are played to the end and handed over before its error is raised."""
    setup, found = mixed(), list[str]()
    with pytest.raises(ZeroDivisionError, match="seed 1 is broken"):
        found.extend(one for one in spread(broken, setup, SEEDS, workers))
    assert found == [digest(setup, 0), digest(setup, 2)]


def quick(setup: Setup, seed: int) -> str:
    return digest(setup, seed) if seed else "at once"


def test_closing_ends_all_games() -> None:
    """Whoever wants no more results gets rid of the games that are being played."""
    games = side_by_side(quick, mixed(), SEEDS)
    assert next(games) == "at once"
    assert threading.active_count() > len(SEEDS) - 1
    games.close()


def test_an_interrupt_ends_all_games(monkeypatch: pytest.MonkeyPatch) -> None:
    """Ctrl-C while a batch is worked out or while a game thinks leaves nobody behind."""
    def interrupted(*_: Any) -> Any:
        raise KeyboardInterrupt

    monkeypatch.setattr(block, "play", interrupted)
    with pytest.raises(KeyboardInterrupt):
        list(side_by_side(digest, mixed(), SEEDS))


def slow(setup: Setup, seed: int) -> str:
    time.sleep(0.05)
    return digest(setup, seed)


def test_an_interrupt_waits_for_the_game_that_thinks(monkeypatch: pytest.MonkeyPatch) -> None:
    """Ctrl-C while a game thinks ends that game at its next trial."""
    def interrupted(self: Any, *answer: Any) -> Any:
        self._go.release()
        raise KeyboardInterrupt

    monkeypatch.setattr(block.Worker, "let", interrupted)
    with pytest.raises(KeyboardInterrupt):
        list(side_by_side(slow, mixed(), SEEDS))
