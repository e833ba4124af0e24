"""Laws on repetition: a batch row is the single game, and the same game is the same in another process."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

import attrs
import numpy as np
import pytest
import strategies
from hypothesis import given, settings
from strategies import Played

from game.match import Match
from game.model.calendar import start
from game.model.influence import heard, neighbours
from game.model.rulebook import Rulebook
from game.model.sheets import gather
from game.model.turn import resolve
from game.model.world import ARRAYS, World, take
from game.scenario.load import load_scenario

SCENARIOS = Path(__file__).parents[1] / "scenarios"


def together(worlds: list[World]) -> World:
    """Several single games, at the same turn, as one batch."""
    return attrs.evolve(worlds[0], **{name: np.concatenate([getattr(world, name) for world in worlds]) for name in ARRAYS})


def game(world: World, row: int) -> World:
    return take(world, slice(row, row + 1))


def several(book: Rulebook, luck: Random, turns: int) -> list[Played]:
    return [strategies.play(book, luck.randrange(2**32), turns) for _ in range(luck.randint(2, 5))]


@given(strategies.rulebooks, strategies.game_seeds)
def test_l12_a_batch_row_is_the_single_game(book: Rulebook, seed: int) -> None:
    """L12: each row of a batch, of other seeds and other sheets, is that game played alone, bit for bit, at every turn."""
    luck = Random(seed)
    games = several(book, luck, len(book.turns))
    seeds = np.concatenate([played.seeds for played in games])
    batch = start(book, seeds)
    for turn in range(len(book.turns) + 1):
        assert all(game(batch, row) == played.worlds[turn] for row, played in enumerate(games))
        if turn < len(book.turns):
            batch = resolve(book, batch, gather(book, [strategies.orders_of(p.sheets[turn]) for p in games]), seeds).world


@given(strategies.middles())
def test_l12_what_is_heard_is_w_times_d(played: Played) -> None:
    """L12: what a turn works out without writing W down is the product of W and the deviations (1e-12)."""
    world, weight = played.world, played.book.weight
    relation, away = np.tanh(world.affinity), world.stance - world.anchor
    assert np.abs(heard(relation, weight, away) - neighbours(relation, weight) @ away).max() <= 1e-12


def run(path: Path, hash_seed: str) -> str:
    """The digest of a save, worked out by another process."""
    code = "import sys; from game import Match; print(Match.load(sys.argv[1]).digest())"
    environment = os.environ | {"PYTHONHASHSEED": hash_seed}
    return subprocess.run(
        [sys.executable, "-c", code, str(path)], capture_output=True, text=True, check=True, env=environment
    ).stdout.strip()


def played_match(match: Match, seed: int, turns: int) -> Match:
    luck = Random(seed)
    for _ in range(min(turns, len(match.turns))):
        for seat, orders in strategies.sheets(match.rulebook, match.world, luck).items():
            match.submit(seat, orders, match.turn)
        match.resolve()
    return match


@pytest.mark.parametrize("hash_seed", ["0", "123"])
def test_l13_another_process_reaches_the_same_digest(tmp_path: Path, hash_seed: str) -> None:
    """L13: the same scenario, seed and orders have the same digest in another process, whatever its hash seed."""
    match = played_match(Match(load_scenario(SCENARIOS / "first-steps.toml"), seed=2**63 + 5), 1, 9)
    path = tmp_path / "game.save"
    match.save(path)
    assert run(path, hash_seed) == match.digest()


@given(strategies.scenario_seeds, strategies.game_seeds)
def test_l13_saving_and_loading_round_trip(seed: int, luck: int) -> None:
    """L13: a game that is saved and loaded, at any turn, has the same digest, reports and open sheets."""
    book = strategies.rulebook(seed)
    match = played_match(Match(book.scenario, luck, book.length), luck, luck % (len(book.turns) + 1))
    if not match.over:
        seat = match.seats[luck % len(match.seats)]
        match.submit(seat, strategies.sheet(match.view(seat).desk, Random(luck)), match.turn)
    with TemporaryDirectory() as folder:
        path = Path(folder) / "a.save"
        match.save(path)
        other = Match.load(path)
    assert other.digest() == match.digest()
    assert other.world == match.world
    assert [r.orders for r in other.reports] == [r.orders for r in match.reports]
    assert [other.submitted(seat) for seat in match.seats] == [match.submitted(seat) for seat in match.seats]


@given(strategies.scenario_seeds, strategies.game_seeds)
def test_l13_undo_after_submit_is_the_identity(seed: int, luck: int) -> None:
    """L13: taking back a submitted sheet leaves the game as it was, digest and all."""
    book = strategies.rulebook(seed)
    match = played_match(Match(book.scenario, luck, book.length), luck, luck % len(book.turns))
    draw = Random(luck)
    for seat in match.seats:
        before = match.digest()
        match.submit(seat, strategies.sheet(match.view(seat).desk, draw), match.turn)
        assert match.undo() == seat
        assert match.digest() == before
        match.submit(seat, strategies.sheet(match.view(seat).desk, draw), match.turn)


@given(strategies.scenario_seeds, strategies.game_seeds)
@settings(max_examples=max(3, settings().max_examples // 2))
def test_l13_a_branch_keeps_the_luck(seed: int, luck: int) -> None:
    """L13: a branch from any turn, given the same orders, reaches the same digest; given others, the past stays."""
    book = strategies.rulebook(seed)
    match = played_match(Match(book.scenario, luck, book.length), luck, 99)
    for k, turn in enumerate(match.turns):
        branch = match.branch(turn)
        for sheets in match.played[k:]:
            for seat, orders in sheets.items():
                branch.submit(seat, orders, branch.turn)
            branch.resolve()
        assert branch.digest() == match.digest()
