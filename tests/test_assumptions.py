"""What the model assumes can be named, switched off, played without, and compared."""

from __future__ import annotations

from pathlib import Path
from random import Random

import attrs
import numpy as np
import pytest
import strategies
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from game import paths
from game.match import Match
from game.model.board import Board
from game.model.compile import compile_rulebook
from game.model.influence import drift, heard, long_run, neighbours
from game.model.orders import Order
from game.model.rulebook import Rulebook
from game.model.sheets import gather
from game.model.turn import resolve
from game.model.world import ARRAYS, World
from game.save import parse_save, save_text
from game.scenario.assumptions import ASSUMPTIONS, BY_ID, settings, switchable, switched, switched_off, unplayable, without
from game.scenario.load import load_scenario
from game.scenario.schema import Scenario
from game.study import shelf
from game.study.heading import heading
from game.study.par import played
from game.study.play import Setup
from game.view import NO_SEED

SWITCHES = [assumption.id for assumption in ASSUMPTIONS if assumption.without]
ASTANA = load_scenario(paths.scenarios_folder() / "astana.toml")
FIRST = load_scenario(paths.scenarios_folder() / "first-steps.toml")


def test_each_is_told_in_full() -> None:
    """Every assumption has a name, an explanation and a source of its own; one that can be switched off says what then."""
    assert len(BY_ID) == len(ASSUMPTIONS)
    for assumption in ASSUMPTIONS:
        assert assumption.name
        assert assumption.text.endswith(".")
        assert assumption.source
        assert switchable(assumption, ASTANA) == bool(assumption.without)
        assert bool(assumption.without) or not assumption.heads


@pytest.mark.parametrize("id", SWITCHES)
def test_what_is_off_is_kept_in_a_save(id: str) -> None:
    """A game without an assumption is saved and read again as such, and its world has the shape of any other."""
    assert switched(FIRST, ()) is FIRST
    assert switched_off(FIRST) == frozenset()
    other = switched(FIRST, {id})
    match = Match(other, seed=4)
    match.resolve()
    again = parse_save(save_text(match.saved()))
    assert switched_off(again.scenario) == {id}
    assert Match.replay(again).digest() == match.digest()
    assert all(getattr(match.world, name).shape == getattr(Match(FIRST, seed=4).world, name).shape for name in ARRAYS)


def test_several_are_off_together() -> None:
    """What is switched off after something else leaves that off too, and each setting is made once."""
    both = switched(switched(FIRST, {"chance"}), {"neighbours"})
    assert switched_off(both) == {"chance", "neighbours"} == switched_off(switched(FIRST, ["neighbours", "chance"]))
    paths_ = [setting.path for setting in settings(both, {"chance"})]
    assert len(set(paths_)) == len(paths_)
    with pytest.raises(KeyError):
        switched(FIRST, {"gravity"})
    with pytest.raises(ValueError, match="not loaded from a file"):
        switched(attrs.evolve(FIRST, origin=None), {"chance"})


def test_what_cannot_be_played_says_why() -> None:
    """Without anchors a legal game of Astana could leave all bounds: it can be looked at; a sentence says why not played."""
    assert unplayable(ASTANA, {"anchors"}).startswith("a legal game could move an alignment")
    assert without(ASTANA, {"anchors"}).scenario is not None
    assert unplayable(ASTANA, {"neighbours", "coupling", "chance"}) == unplayable(ASTANA, ()) == ""


@given(strategies.scenarios, st.sampled_from(SWITCHES))
def test_any_scenario_can_be_looked_at_without(scenario: Scenario, id: str) -> None:
    """In random scenarios too an assumption is switched off by numbers alone: nothing else becomes wrong than the bounds."""
    loaded = without(scenario, {id})
    assert loaded.scenario is not None
    assert {problem.code for problem in loaded.problems if problem.severity == "error"} <= {"unbounded"}


@given(strategies.scenarios, strategies.game_seeds)
def test_nothing_is_left_to_chance(scenario: Scenario, seed: int) -> None:
    """Without chance two seeds lead from one world to stances that differ by nothing."""
    quiet = without(scenario, {"chance", "events"}).scenario
    assert quiet is not None
    one, other = Match(quiet, seed), Match(quiet, seed + 1)
    one.resolve()
    other.resolve()
    assert np.allclose(one.reports[0].resolution.terms.chance, 0.0)
    assert np.array_equal(one.world.stance, other.world.stance)


@given(strategies.middles())
def test_the_heading_without_orders_is_the_rest(played: strategies.Played) -> None:
    """Without orders, and with all assumptions, everything heads for the long-run answer to no push at all (law L7)."""
    match = Match(played.book.scenario, played.seed, played.book.length)
    view = attrs.evolve(match.view(match.seats[0]), world=played.world)
    found, board, book, world = heading(view), Board(played.book, played.world), played.book, played.world
    w = neighbours(np.tanh(world.affinity), book.weight)
    none, names = np.zeros_like(world.stance), book.names
    rest = np.tanh(world.anchor + long_run(w, none, book.social, book.anchoring, book.free))[0]
    for actor in board.actors:
        for pole in board.poles:
            now, end = found.of(actor, pole)
            assert now == pytest.approx(board.alignment(actor, pole))
            assert end == pytest.approx(100.0 * rest[names.actors.index(actor), names.poles.index(pole)])


@given(strategies.middles(), st.sampled_from([(), ("neighbours",), ("coupling",), ("guard", "receptivity")]))
def test_repeated_steps_reach_the_heading(played: strategies.Played, off: tuple[str, ...]) -> None:
    """Anchors and relations kept, the same push turn after turn leads to the heading (law L7), under every assumption."""
    match = Match(played.book.scenario, played.seed, played.book.length)
    other = compile_rulebook(without(match.scenario, off).scenario or match.scenario, match.length)
    world, luck = played.world, Random(played.seed)
    orders = strategies.orders_of(strategies.sheets(match.rulebook, world, luck))
    push, anchor = (given_by(other, world, orders, start) for start in (0, other.cells.anchor0))
    deviation = world.stance - world.anchor
    for _ in range(3000):
        terms = drift(heard(np.tanh(world.affinity), other.weight, deviation), deviation, *other.rates[:2])
        deviation = deviation + push + terms[0] + terms[1]
    found = heading(attrs.evolve(match.view(match.seats[0]), world=world), orders, off)
    assert np.allclose(found.end, 100.0 * np.tanh(world.anchor + anchor + deviation)[0], atol=1e-4)


def given_by(book: Rulebook, world: World, orders: list[Order], start: int) -> NDArray[np.float64]:
    """(A, P): what orders alone add to the cells from a place on, row by row."""
    ledger, cells = resolve(book, world, gather(book, [orders]), NO_SEED, luck=False).ledger, book.cells
    found = np.zeros(cells.width)
    np.add.at(found, book.table.falls_on[ledger.row[: ledger.orders]], ledger.amount[: ledger.orders])
    return found[start : start + cells.anchor0].reshape(cells.actors, cells.poles)


def test_each_that_heads_elsewhere_does() -> None:
    """The assumptions that say so change where a summit is heading, given orders of everybody."""
    match = Match(ASTANA, seed=3)
    luck = Random(1)
    for _ in range(1):
        for seat, sheet in strategies.sheets(match.rulebook, match.world, luck).items():
            match.submit(seat, sheet, match.turn)
        match.resolve()
    view = match.view(match.seats[0])
    orders = [order for seat in match.seats for order in match.view(seat).legal_orders() if order.action != "request"]
    with_ = heading(view, orders).end
    for id in (assumption.id for assumption in ASSUMPTIONS if assumption.heads):
        assert abs(heading(view, orders, [id]).end - with_).max() > 1e-9, id


def test_reference_games_without_stand_beside_the_others(tmp_path: Path) -> None:
    """Reference games of a table without an assumption do not take the place of those with it."""
    file = tmp_path / "par.json"
    setups = [Setup(scenario=scenario, bot="pass") for scenario in (FIRST, switched(FIRST, {"chance"}))]
    for setup in setups:
        shelf.keep(file, played(setup, 1))
    assert all(shelf.find(setup, [file]) is not None for setup in setups)
