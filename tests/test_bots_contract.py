"""What every bot keeps to: legal orders, the same ones again, nothing changed, only the view seen, and a reason for each."""

from __future__ import annotations

import os
import subprocess
import sys

import attrs
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from strategies import scenarios

from game.bots import BOTS, LEVELS, PEOPLE
from game.bots.level import Level
from game.bots.outlook import Cancelled, expecting
from game.bots.planner import answer, considered, plan
from game.match import Match
from game.paths import scenarios_folder
from game.scenario.load import load_scenario
from game.table import Table, luck_of

ASTANA = load_scenario(scenarios_folder() / "astana.toml")
SMALL = load_scenario(scenarios_folder() / "first-steps.toml")
LEVELLED = pytest.mark.parametrize("level", list(LEVELS.values()), ids=list(LEVELS))
NAMES = pytest.mark.parametrize("name", list(BOTS))


def begun(seed: int = 3) -> Match:
    """A game of the small scenario after one turn of random bots."""
    match = Match(SMALL, seed)
    Table(match, bots="random").advance()
    return match


@NAMES
@given(data=st.data())
def test_orders_are_legal_on_any_scenario(name: str, data: st.DataObject) -> None:
    """In every turn of any scenario every seat gets a legal sheet, each order of it with a reason."""
    match = Match(data.draw(scenarios), data.draw(st.integers(0, 99)))
    while not match.over:
        for seat in match.seats:
            view = match.view(seat)
            found = BOTS[name](view, luck_of(match, seat))
            assert view.problem(found.orders) is None
            assert sorted(map(str, (reason.order for reason in found.reasons))) == sorted(map(str, found.orders))
            match.submit(seat, found.orders, match.turn)
        match.resolve()


@NAMES
def test_orders_are_legal_in_astana(name: str) -> None:
    """So do they in the shipped scenario, whoever sits where."""
    match = Match(ASTANA, 5, "short")
    Table(match, bots="random").advance()
    for seat in ("russia", "kazakhstan", "un"):
        view = match.view(seat)
        found = BOTS[name](view, luck_of(match, seat))
        assert view.problem(found.orders) is None
        assert sorted(map(str, (reason.order for reason in found.reasons))) == sorted(map(str, found.orders))


@NAMES
def test_the_same_luck_gives_the_same_orders(name: str) -> None:
    """The same view and number give the same plan, whatever was asked before."""
    first = BOTS[name](begun().view("millford"), 7)
    match = begun()
    for seat in match.seats:
        BOTS[name](match.view(seat), 1)
    assert BOTS[name](match.view("millford"), 7) == first


@NAMES
def test_nothing_is_changed(name: str) -> None:
    """Asking a bot changes neither the game nor what the seat may order."""
    match = begun()
    before, legal = match.digest(), match.legal_orders("millford")
    world = {field: np.array(getattr(match.world, field)) for field in ("stance", "capital", "banked")}
    BOTS[name](match.view("millford"), 7)
    assert match.digest() == before
    assert match.legal_orders("millford") == legal
    assert all(np.array_equal(getattr(match.world, field), kept) for field, kept in world.items())


@NAMES
def test_only_the_view_is_seen(name: str) -> None:
    """Two games whose seat sees the same get the same orders, whatever the others' secret goals and sheets are."""
    match, other = begun(3), begun(4)
    view, twin = match.view("millford"), other.view("millford")
    seen = {field: getattr(view, field) for field in ("world", "start", "goals", "reports", "talks", "pledges", "sheet")}
    other.submit("seaward", BOTS["random"](other.view("seaward"), 1).orders, other.turn)
    assert BOTS[name](attrs.evolve(twin, **seen, notes={}), 7) == BOTS[name](view, 7)


@NAMES
def test_a_bot_with_nothing_to_give_gives_what_is_free(name: str) -> None:
    """Without capital, and when the game is over, it still answers; over, it answers with nothing."""
    match = begun()
    view = match.view("millford")
    poor = attrs.evolve(view, world=attrs.evolve(view.world, capital=np.zeros_like(view.world.capital)), notes={})
    found = BOTS[name](poor, 7)
    assert poor.problem(found.orders) is None
    assert sum(map(poor.cost, (order for order in found.orders if order.action != "request"))) == 0
    Table(match, bots="pass").play()
    assert BOTS[name](match.view("millford"), 7).orders == ()


@LEVELLED
def test_a_budget_is_kept(level: Level) -> None:
    """However little a level may simulate it answers, and looks at no more; with enough for its build-up it never runs out."""
    view = begun().view("seaward")
    for budget in (0, 40, 400):
        outlook = attrs.evolve(expecting(attrs.evolve(level, budget=budget), view, 1))
        found = answer(outlook, considered(view))
        reasons = len(found.chosen) + 1
        assert view.problem(found.orders) is None
        assert outlook.spent <= budget + reasons * outlook.samples * outlook.turns
    assert len(answer(expecting(attrs.evolve(level, budget=0), view, 1), considered(view)).chosen) == 0


@LEVELLED
def test_a_decision_can_be_cancelled(level: Level) -> None:
    """It stops as soon as it is told to; told later than it ends, it ends as ever."""
    match = begun()
    with pytest.raises(Cancelled):
        plan(level, match.view("millford"), 7, stop=lambda: True)
    assert plan(level, match.view("millford"), 7, stop=lambda: False) == plan(level, begun().view("millford"), 7)


def test_levels_are_named_and_explained() -> None:
    """The four people are bots, each with a sentence and a larger budget than the one before."""
    assert [level.id for level in PEOPLE] == ["attache", "counsellor", "ambassador", "grand-master"]
    assert all(LEVELS[level.id] is level and level.id in BOTS and level.text.endswith(".") for level in PEOPLE)
    assert sorted(PEOPLE, key=lambda level: level.budget) == list(PEOPLE)


HASHED = """
from game import load_scenario
from game.study.play import Setup, play
print(play(Setup(scenario=load_scenario("scenarios/astana.toml"), length="short", bot="attache"), 2**40).digest())
"""


def test_a_game_does_not_hang_on_how_a_process_hashes() -> None:
    """Bots that bargain play the same game in processes whose sets have other sequences."""
    found = {subprocess.run([sys.executable, "-c", HASHED], env={**os.environ, "PYTHONHASHSEED": str(seed)}, check=True,
                            capture_output=True, text=True, timeout=100, cwd=scenarios_folder().parent).stdout for seed in (0, 1)}
    assert len(found) == 1
