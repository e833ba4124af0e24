"""History's line: what was done in fact is legal, and leads to what came of it."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from game import paths
from game.match import Match
from game.scenario.load import load_scenario
from game.scenario.tables.record import HistoryEnd
from game.study.futures import documented, history_line

SCENARIOS = [path for path in paths.scenario_files(paths.scenarios_folder()) if "[[history]]" in path.read_text()]
SEEDS = [0, 1, *(pytest.param(seed, marks=pytest.mark.slow) for seed in range(2, 8))]


@cache
def played(path: Path, seed: int) -> Match:
    """The game by history's line."""
    match = Match(load_scenario(path), seed)
    return history_line(match, len(match.turns))


@pytest.mark.parametrize("path", SCENARIOS, ids=lambda path: path.stem)
@pytest.mark.parametrize("seed", SEEDS)
def test_history_is_legal(path: Path, seed: int) -> None:
    """Every order of history's line is legal in its turn, whatever luck deals; answers to cards that it does not are left out."""
    line = played(path, seed)
    for turn, given in zip(line.turns, line.played, strict=True):
        cards = {card.event.id for card in line.branch(turn).view(line.seats[0]).events()}
        for seat, orders in documented(line.scenario, turn).items():
            wanted = {str(o) for o in orders if o.action != "choose" or o.target in cards}
            assert {*map(str, given[seat])} == wanted, (turn, seat)


@pytest.mark.parametrize("path", SCENARIOS, ids=lambda path: path.stem)
@pytest.mark.parametrize("seed", SEEDS)
def test_history_reaches_its_outcome(path: Path, seed: int) -> None:
    """History's line adopts and drops what history did, with the same wordings and abstentions, admissions and no breach."""
    match = played(path, seed)
    end = match.scenario.history_end
    assert end is not None
    assert differences(match, end) == []


def differences(match: Match, end: HistoryEnd) -> list[str]:
    """What came out otherwise than in fact."""
    board = match.board
    found = [
        f"{i}: {board.status(i)} {board.band(i)}, not adopted {w}"
        for i, w in end.adopted.items()
        if (board.status(i), board.band(i)) != ("adopted", w)
    ]
    found += [f"{i}: {board.status(i)}, not dropped" for i in end.dropped if board.status(i) == "adopted"]
    found += [f"{i}: aside {board.aside(i)}, not {names}" for i, names in end.aside.items() if {*board.aside(i)} != {*names}]
    found += [f"{i}: aside {board.aside(i)}, though nobody was" for i in end.adopted if i not in end.aside and board.aside(i)]
    found += [f"{name} was not admitted" for name in end.admitted if not board.member(name)]
    return found + ([f"rupture in turn {board.rupture_turn}"] if bool(board.rupture_turn) != end.rupture else [])


@pytest.mark.parametrize("path", SCENARIOS, ids=lambda path: path.stem)
def test_history_plays_every_turn(path: Path) -> None:
    """History says something about every turn of the scenario."""
    scenario = load_scenario(path)
    assert [line.turn for line in scenario.history] == list(range(1, len(scenario.turn) + 1))
