"""Games played as arrays are the games that a table plays one by one."""

from __future__ import annotations

from pathlib import Path

import pytest
import strategies
from hypothesis import given, settings

from game.scenario.load import load_scenario
from game.study.batch import blind, played
from game.study.play import Setup
from game.study.simulate import Game, game

SCENARIOS = Path(__file__).parents[1] / "scenarios"


def together(setup: Setup, seeds: range, workers: int = 1, most: int = 512) -> list[Game]:
    return [one for some in played([setup], seeds, workers, most) for one in some]


@given(strategies.scenario_seeds, strategies.game_seeds)
@settings(max_examples=max(5, settings().max_examples // 2))
def test_a_block_is_its_games(scenario: int, seed: int) -> None:
    """Every record of a block equals the one of that seed's game at a table, in random scenarios and lengths, seats apart."""
    book = strategies.rulebook(scenario)
    bots = {seat: "pass" for k, seat in enumerate(book.names.seats) if (seed >> k) % 4 == 0}
    setup = Setup(scenario=book.scenario, length=book.length, bot="random", bots=bots)
    assert blind(setup)
    assert together(setup, range(seed, seed + 3), most=2) == [game(setup, s) for s in range(seed, seed + 3)]


@pytest.mark.parametrize(("bot", "length"), [("random", None), ("random", "short"), ("pass", None)])
def test_shipped_games_are_the_same(bot: str, length: str | None) -> None:
    """The same of Astana, all turns and few, where somebody passes among drawing bots too."""
    setup = Setup(scenario=load_scenario(SCENARIOS / "astana.toml"), length=length, bot=bot, bots={"un": "pass"})
    assert together(setup, range(7, 9)) == [game(setup, seed) for seed in range(7, 9)]


def test_blocks_and_workers_change_nothing() -> None:
    """Whatever the size of a block and the number of workers, the records are the same, in the sequence of the seeds."""
    setup = Setup(scenario=load_scenario(SCENARIOS / "first-steps.toml"), bot="random")
    games = together(setup, range(2**64 - 9, 2**64))
    assert [one.seed for one in games] == list(range(2**64 - 9, 2**64))
    assert all(together(setup, range(2**64 - 9, 2**64), workers, most) == games for workers, most in ((1, 1), (1, 4), (2, 2)))


def test_who_looks_ahead_is_not_played_as_arrays() -> None:
    """One bot that looks ahead is enough for the table to be played otherwise."""
    scenario = load_scenario(SCENARIOS / "first-steps.toml")
    assert blind(Setup(scenario=scenario, bot="pass", bots={"millford": "random"}))
    assert not blind(Setup(scenario=scenario, bot="pass", bots={"millford": "greedy"}))
