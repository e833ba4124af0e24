"""History's line: what was done in fact is legal, and leads to what came of it."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from game.match import Match
from game.model.orders import IllegalOrder, Order
from game.scenario.load import load_scenario
from game.scenario.schema import HistoryEnd, Scenario

SCENARIOS = [
    path for path in sorted((Path(__file__).parents[1] / "scenarios").glob("*.toml")) if "[[history]]" in path.read_text()
]
SEEDS = range(8)


def sheets(scenario: Scenario, turn: int) -> dict[str, list[Order]]:
    """History's orders of one turn, by seat."""
    found: dict[str, list[Order]] = {}
    for line in scenario.history:
        for text in line.orders if line.turn == turn else ():
            order = Order.parse(text)
            found.setdefault(order.seat, []).append(order)
    return found


@cache
def played(path: Path, seed: int) -> tuple[Match, tuple[str, ...]]:
    """The game by history's line, and what of it was refused. Answers to cards that luck did not deal are left out."""
    match, refused = Match(load_scenario(path), seed), []
    for turn in match.turns:
        cards = {card.event.id for card in match.view(match.seats[0]).events()}
        for seat, orders in sheets(match.scenario, turn).items():
            dealt = [o for o in orders if o.action != "choose" or o.target in cards]
            try:
                match.submit(seat, dealt, turn)
            except IllegalOrder as no:
                refused.append(f"turn {turn}, {no.sentence}")
        match.resolve()
    return match, tuple(refused)


@pytest.mark.parametrize("path", SCENARIOS, ids=lambda path: path.stem)
@pytest.mark.parametrize("seed", SEEDS)
def test_history_is_legal(path: Path, seed: int) -> None:
    """Every order of history's line is legal in its turn, whatever cards luck deals."""
    assert played(path, seed)[1] == ()


@pytest.mark.parametrize("path", SCENARIOS, ids=lambda path: path.stem)
@pytest.mark.parametrize("seed", SEEDS)
def test_history_reaches_its_outcome(path: Path, seed: int) -> None:
    """History's line adopts and drops what history did, with the same wordings and abstentions, admissions and no breach."""
    match, _ = played(path, seed)
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
