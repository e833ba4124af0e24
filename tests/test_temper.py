"""Temperaments change what a bot chooses, and nothing that it says."""

from __future__ import annotations

import attrs
import numpy as np
import pytest

from game.bots import bot
from game.bots.lookahead import Futures, futures
from game.bots.promises import price_of_breaking
from game.bots.prospects import prospects
from game.bots.temper import EVEN, temper
from game.deals import Offer
from game.match import Match
from game.model.orders import Order
from game.paths import scenarios_folder
from game.scenario.load import load_scenario
from game.scenario.tables.aims import Temperament
from game.view import View

SMALL = load_scenario(scenarios_folder() / "first-steps.toml")
SEAT = "highmoor"


def view(**weighs: float) -> View:
    """The first turn as a seat of that temperament sees it."""
    mood = Temperament(id="mood", name="Mood", **weighs)  # type: ignore[arg-type]
    briefs = tuple(attrs.evolve(b, temperament="mood") if b.actor == SEAT else b for b in SMALL.brief)
    return Match(attrs.evolve(SMALL, temperament=(mood,), brief=briefs), 3).view(SEAT)


def ends(of: View) -> Futures:
    """Where every idea of the seat leads, whatever its temperament."""
    return futures(of, [(), *([order] for order in of.legal_orders() if order.rank is None)])


def test_without_one_the_brief_alone_counts() -> None:
    """A seat without a temperament, or with one that says nothing, values exactly its points."""
    for plain in (Match(SMALL, 3).view(SEAT), view()):
        found = ends(plain)
        assert np.array_equal(found.valued(plain), found.mine(plain))
    assert temper(Match(SMALL, 3).view(SEAT)) is EVEN


@pytest.mark.parametrize(("key", "number"), [("rupture", 9.0), ("strain", 4.0), ("friends", 0.3), ("shared", 2.0)])
def test_points_stay_true(key: str, number: float) -> None:
    """Whatever a temperament weighs, lines and points of an end are those of the brief."""
    even, moody = view(), view(**{key: number})
    assert np.array_equal(ends(even).lines, ends(moody).lines)
    assert np.array_equal(ends(even).mine(even), ends(moody).mine(moody))


def test_what_is_counted_beyond_the_brief() -> None:
    """A rupture, ten points of its gauge, a friend's points and a shared line each count as much as the scenario says."""
    plain = view()
    found = ends(plain)
    broken = attrs.evolve(found, blamed=np.zeros_like(found.blamed))
    points = plain.rulebook.goals
    shared = [g for g in plain.goals if points.shared[g]]
    friends = sum(max(plain.board.relation(SEAT, seat), 0.0) / 100.0 * found.lines[:, points.open_lines[d]].sum(axis=1)
                  for d, seat in enumerate(plain.rulebook.names.seats) if seat != SEAT)
    for weighs, ends_, expected in (
        ({"rupture": 9.0}, found, 0.0), ({"rupture": 9.0}, broken, -9.0), ({"strain": 4.0}, found, -0.4 * found.strain),
        ({"friends": 0.3}, found, 0.3 * friends), ({"shared": 2.5}, found, 1.5 * found.lines[:, shared].sum(axis=1)),
    ):
        moody = view(**weighs)
        assert np.allclose(ends_.valued(moody) - ends_.mine(moody), expected)
    assert found.strain.max() > found.strain.min() > 0.0
    assert np.ptp(friends) > 0.0


def test_a_word_has_its_price() -> None:
    """Breaking it must gain as many times the usual as the temperament says."""
    assert price_of_breaking(view(word=3.0), 2) == pytest.approx(3 * price_of_breaking(view(), 2))


def test_a_temperament_changes_the_choice() -> None:
    """Who dreads strain ends with less of it than who loves it, by its own orders."""
    eager, anxious = (bot("greedy")(view(strain=mood), 1).orders for mood in (-10.0, 10.0))
    loud, quiet = futures(view(), [eager, anxious]).strain
    assert quiet < loud


def test_the_distrustful_count_less_on_a_word() -> None:
    """What another promises is worth as much less to it as the temperament says; its own part of the deal is not."""
    found = []
    for trust in (1.0, 0.5, 0.0):
        of = view(trust=trust)
        offer = Offer("seaward", SEAT, (Order("seaward", "step-back"),), (Order(SEAT, "project", "millford"),), of.turn)
        found.append(prospects(of, [offer]).worth(of))
    gains = [float(worth.gain[0]) for worth in found]
    assert gains[0] - gains[1] == pytest.approx(gains[1] - gains[2])
    assert gains[0] != gains[1]
    assert len({float(worth.trusted[0]) for worth in found}) == 1
