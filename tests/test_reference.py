"""The model and a plain reference, written from the design alone, agree on every turn."""

from __future__ import annotations

from pathlib import Path
from random import Random

import numpy as np
import pytest
import reference
import strategies
from hypothesis import given, settings

from game.model import chance
from game.model.calendar import start
from game.model.compile import compile_rulebook
from game.model.rulebook import Rulebook
from game.model.sheets import gather
from game.model.turn import resolve
from game.model.world import World
from game.scenario.load import load_scenario

SCENARIOS = Path(__file__).parents[1] / "scenarios"


def disagreements(played: strategies.Played) -> list[str]:
    """Every difference between the reference and the model over a game, turn by turn from the same start."""
    book, cast, found = played.book, reference.cast_of(played.book), []
    log: list[list[reference.Deed]] = []
    firsts = [reference.firsts_of(book, played.worlds[0])]
    for before, after, sheets in zip(played.worlds, played.worlds[1:], played.sheets, strict=False):
        state = reference.state_of(book, before, log, firsts)
        expected = reference.Turn(cast, state, strategies.orders_of(sheets), played.seed).play()
        found += [f"turn {before.step + 1}: {line}" for line in reference.differences(expected, reference.state_of(book, after))]
        log, firsts = expected["log"], expected["firsts"]
    return found


@given(strategies.games())
@settings(max_examples=settings().max_examples * 2)
def test_reference_agrees_on_random_games(played: strategies.Played) -> None:
    """L12: over random games of random scenarios, numbers agree to 1e-12 and all that is decided agrees exactly."""
    assert disagreements(played) == []


@given(strategies.middles())
def test_reference_agrees_in_worlds_no_play_led_to(played: strategies.Played) -> None:
    """L12: the same holds for a turn from a world whose latents were moved anywhere."""
    if played.world.step < len(played.book.turns):
        assert moved_once(played.book, played.world, played) == []


def moved_once(book: Rulebook, world: World, played: strategies.Played) -> list[str]:
    """The differences of one more turn from the end of a game."""
    past, log, firsts = played.turns, [], [reference.firsts_of(book, played.worlds[0])]
    cast = reference.cast_of(book)
    for before, sheets in zip(played.worlds[: len(past)], played.sheets, strict=True):
        turn = reference.Turn(cast, reference.state_of(book, before, log), strategies.orders_of(sheets), played.seed)
        log, firsts = [*log, turn.deeds], [*firsts, reference.firsts_of(book, past[len(log) - 1].world)]
    sheets = strategies.sheets(book, world, Random(played.seed))
    orders = strategies.orders_of(sheets)
    after = resolve(book, world, gather(book, [orders]), played.seeds).world
    expected = reference.Turn(cast, reference.state_of(book, world, log, firsts), orders, played.seed).play()
    return reference.differences(expected, reference.state_of(book, after))


def shipped(name: str, length: int = 0) -> Rulebook:
    scenario = load_scenario(SCENARIOS / name)
    return compile_rulebook(scenario, scenario.length[length].id if scenario.length else None)


@pytest.mark.parametrize("name", ["first-steps.toml", "astana.toml"])
def test_reference_agrees_on_shipped_games(name: str) -> None:
    """L12: the reference and the model agree on whole random games of the shipped scenarios."""
    book = shipped(name)
    for seed in range(2):
        assert disagreements(strategies.play(book, seed)) == []


@pytest.mark.slow
@pytest.mark.parametrize("name", ["first-steps.toml", "astana.toml"])
@pytest.mark.parametrize("length", [0, 1, 2])
def test_reference_agrees_on_shipped_games_of_all_lengths(name: str, length: int) -> None:
    """L12: also over many games, at every length."""
    if length >= max(1, len(load_scenario(SCENARIOS / name).length)):
        pytest.skip("the scenario has no such length")
    book = shipped(name, length)
    for seed in range(100, 115):
        assert disagreements(strategies.play(book, seed)) == []


def test_reference_agrees_on_a_worlds_start() -> None:
    """The declared start of a scenario reads the same in a world and in the scenario's own points."""
    book = shipped("first-steps.toml")
    state = reference.state_of(book, start(book, np.zeros(1, dtype=np.uint64)))
    for actor in book.scenario.actor:
        for pole, points in actor.alignment.items():
            assert reference.signed(state["stance"][actor.id, pole]) == pytest.approx(points, abs=1e-9)
        assert reference.gauge(state["welfare"][actor.id]) == pytest.approx(actor.welfare, abs=1e-9)


# The draws of chance are shared by both; so they are held to a few lines of plain integers.

MASK = 2**64 - 1


def _mix(x: int) -> int:
    x = ((x ^ (x >> 30)) * 0xBF58476D1CE4E5B9) & MASK
    x = ((x ^ (x >> 27)) * 0x94D049BB133111EB) & MASK
    return x ^ (x >> 31)


def _uniform(seed: int, turn: int, stream: str, key: int) -> float:
    state = _mix((seed + int(chance.key(stream))) & MASK)
    state = _mix((state + turn * 0x9E3779B97F4A7C15) & MASK)
    return (_mix(state ^ key) >> 11) * 2.0**-53


@pytest.mark.parametrize("seed", [0, 1, 7, 2**63, 2**64 - 1])
def test_chance_is_a_hash_in_plain_integers(seed: int) -> None:
    """The uniform draws and the bounded shocks equal a counter-based hash in plain Python integers, for every seed."""
    seeds = np.array([seed], dtype=np.uint64)
    for turn in (1, 2, 8):
        keys = chance.keys([("stance", "a", "p"), ("stance", "b", "q"), ("event", "x")])
        assert chance.uniform(seeds, turn, "event", keys)[0].tolist() == [_uniform(seed, turn, "event", int(k)) for k in keys]
        four = [[_uniform(seed, turn, "stance", (int(k) + n * 0x9E3779B97F4A7C15) & MASK) for n in range(4)] for k in keys]
        shocks = [(sum(u[:2]) + sum(u[2:]) - 2.0) * 3.0**0.5 for u in four]
        assert chance.shocks(seeds, turn, "stance", keys)[0] == pytest.approx(shocks, abs=1e-15)
        assert all(abs(shock) <= 12.0**0.5 for shock in shocks)
