"""How a level looks ahead: the expected course, horizons, successive halving, exchanges, and what all of it costs."""

from __future__ import annotations

from collections.abc import Sequence

import attrs
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.bots.bundle import LEAST, Bundle
from game.bots.course import course
from game.bots.ideas import Idea
from game.bots.level import LEVELS, PLANNER, Level
from game.bots.lookahead import Floats, futures
from game.bots.outlook import Outlook, expecting
from game.bots.planner import answer, best, considered, improved, near
from game.bots.promises import chosen
from game.match import Match
from game.model.orders import Order
from game.paths import scenarios_folder
from game.scenario.load import load_scenario
from game.table import Table
from game.ui.unfold.happened import because
from game.view import View

SMALL = load_scenario(scenarios_folder() / "first-steps.toml")


def begun(seat: str = "millford") -> View:
    """A seat's view after one turn of greedy bots."""
    match = Match(SMALL, 3)
    Table(match, bots="greedy").advance()
    return match.view(seat)


@attrs.define
class Known:
    """An outlook in which what each bundle is worth under each reply is known; counts what is looked at."""

    values: Floats
    budget: int = 10**9
    spent: int = 0

    @property
    def samples(self) -> int:
        return self.values.shape[1]

    def affords(self, bundles: int, samples: int) -> bool:
        return self.spent + bundles * samples <= self.budget

    def points(self, bundles: Sequence[Sequence[Idea]], part: slice) -> Floats:
        rows = [int(bundle[0].order.level) for bundle in bundles]
        self.spent += len(rows) * (part.stop - part.start)
        found: Floats = self.values[rows, part].mean(axis=1)
        return found


def numbered(view: View, count: int) -> list[Bundle]:
    """Bundles that differ in a number."""
    return [Bundle(view, (Idea(Order("millford", "x", level=k)),)) for k in range(count)]


VIEW = begun()


@given(st.integers(1, 40), st.integers(1, 12), st.integers(0, 99))
def test_halving_finds_the_best_and_looks_at_less(count: int, samples: int, seed: int) -> None:
    """Where replies agree the best bundle wins; no more is looked at than all bundles under all replies."""
    worth = np.random.default_rng(seed).normal(size=count)
    known, bundles = Known(np.repeat(worth[:, None], samples, axis=1)), numbered(VIEW, count)
    found = best(known, bundles)  # type: ignore[arg-type]
    assert worth[bundles.index(found)] >= worth.max() - LEAST - 1e-9
    assert known.spent <= count * samples


@given(st.integers(0, 60), st.integers(0, 99))
def test_halving_keeps_its_budget_and_the_first(budget: int, seed: int) -> None:
    """It spends no more than it has, and without anything to spend keeps the first bundle, as it does among equals."""
    values = np.random.default_rng(seed).normal(size=(20, 8))
    known, bundles = Known(values, budget), numbered(VIEW, 20)
    found = best(known, bundles)  # type: ignore[arg-type]
    assert known.spent <= budget
    assert budget or found is bundles[0]
    assert best(Known(np.zeros((20, 8))), bundles) is bundles[0]  # type: ignore[arg-type]


def test_the_course_is_what_all_may_order_to_the_end() -> None:
    """It has a legal sheet of every seat for every turn left, the same for whoever asks."""
    view = begun()
    found = course(view)
    assert len(found) == len(view.turns) - view.world.step
    for seat, sheet in found[0].items():
        assert attrs.evolve(view, seat=seat).problem(sheet) is None
    assert found == course(begun("seaward"))


def test_a_horizon_counts_the_world_as_it_stands_then() -> None:
    """Looking one turn ahead, all that is still to be banked counts at the points of then; looking further than the end is
    looking to the end."""
    view = Match(SMALL, 3).view("millford")
    orders = [[], [view.legal_orders()[-1]]]
    near_end, end = futures(view, orders, ahead=1), futures(view, orders)
    left = view.rulebook.shares[0:].sum()
    after = view.forecast(orders[1]).after.world
    assert np.allclose(near_end.lines[1], left * view.rulebook.goals.points(after)[0])
    assert np.array_equal(futures(view, orders, ahead=99).lines, end.lines)
    assert not np.array_equal(near_end.lines, end.lines)


def test_everybody_goes_on_as_the_course_says() -> None:
    """With a course the end is that of a game in which all order it."""
    view = begun()
    sheets = [[order for sheet in turn.values() for order in sheet] for turn in course(view)]
    end = futures(view, [sheets[0]], course=sheets[1:])
    assert len(sheets) > 1
    assert not np.array_equal(end.lines, futures(view, [sheets[0]]).lines)


@pytest.mark.parametrize("level", list(LEVELS.values()), ids=list(LEVELS))
def test_every_simulated_turn_is_counted(level: Level) -> None:
    """Weighing n bundles costs n times the replies times the turns played out."""
    outlook = expecting(level, begun(), 1)
    outlook.points([(), ()])
    assert outlook.spent == 2 * outlook.samples * outlook.turns
    assert outlook.turns == min(outlook.level.turns or 99, 2)


def test_exchanges_never_lose() -> None:
    """By the same replies the exchanged bundle is worth no less, and what was promised stays in it."""
    outlook = expecting(attrs.evolve(PLANNER, tried=2, exchanges=3), begun("seaward"), 1)
    thoughts = considered(outlook.view)
    bundle, owed = chosen(outlook, thoughts)
    better = improved(outlook, bundle, thoughts, bundle.chosen[:1])
    net = [float(outlook.points([b.chosen])[0]) - sum(idea.price for idea in b.chosen) for b in (bundle, better)]
    assert net[1] >= net[0] - 1e-9
    assert bundle.chosen[0] in better.chosen
    assert all(outlook.view.problem(b.orders()) is None for b in near(outlook, bundle, thoughts, owed))
    assert len(near(outlook, bundle, thoughts)) > len(bundle.chosen)


def test_reasons_are_told_in_a_few_words() -> None:
    """Each way of giving an order has its words, a secret aim stays one, and the points shown are of the seat's own lines."""
    view = begun("seaward")
    plan = LEVELS["greedy"]
    outlook = Outlook(plan, view, ())
    reasons = answer(outlook, considered(view)).reasons
    own = {view.rulebook.goals.lines[g].goal.id for g in view.goals}
    assert {reason.line for reason in reasons} <= own
    said = {why: because(attrs.evolve(reasons[0], why=why, points=2.0, secret=False, text="A reason"))
            for why in ("aim", "word", "spare", "free", "lot")}
    assert len(set(said.values())) == 5
    assert all("A reason" in said[why] for why in ("aim", "spare", "free"))
    assert "A reason" not in because(attrs.evolve(reasons[0], why="aim", points=2.0, secret=True, text="A reason"))
