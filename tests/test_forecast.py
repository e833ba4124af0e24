"""The forecast: prepared once a turn, the same whoever asks, and wide enough for what happens."""

from __future__ import annotations

import numpy as np
import pytest

from game import Match, load_scenario, paths
from game.bots import trial
from game.bots.forecast import Prospect, forecast
from game.bots.trial import Trial
from game.model.world import World
from game.table import Table


@pytest.fixture
def table() -> Table:
    """A game in its second turn."""
    match = Match(load_scenario(paths.scenarios_folder() / "first-steps.toml"), 3)
    match.resolve()
    return Table(match, ("millford",), "random")


def same(one: Prospect, other: Prospect) -> bool:
    return all(np.array_equal(a.values, b.values) and a.turn == b.turn
               for a, b in ((one.after, other.after), (one.communique, other.communique)))


def test_a_prepared_turn_is_looked_at_no_more(table: Table) -> None:
    """Once a turn is prepared a forecast plays nothing but its own samples, and comes out as without."""
    plain = Table(table.match.branch(2), ("millford",), "random").forecast("millford", (), 64)
    table.prepare("millford")
    sizes = []

    def counted(asked: Trial) -> World:
        sizes.append(asked.size)
        return trial.play([asked])[0]

    token = trial.player.set(counted)
    try:
        found = table.forecast("millford", (), 64)
    finally:
        trial.player.reset(token)
    assert sizes
    assert set(sizes) == {64}
    assert same(found, plain)


def test_another_sheet_is_another_forecast(table: Table) -> None:
    """The sheet counts, under the same luck and the same replies."""
    order = next(o for o in table.match.legal_orders("millford") if o.action == "public-line")
    assert not same(table.forecast("millford", (order,)), table.forecast("millford", ()))
    assert same(table.forecast("millford", (order,)), table.forecast("millford", (order,)))


def test_it_does_not_see_the_seed() -> None:
    """Games that differ in their seeds alone have the same forecast: what luck will do is not seen."""
    scenario = load_scenario(paths.scenarios_folder() / "first-steps.toml")
    views = [Match(scenario, seed).view("millford") for seed in range(9)]
    alike = [view for view in views if view.goals == views[0].goals]
    assert len(alike) > 1
    assert all(same(forecast(view, (), 32), forecast(views[0], (), 32)) for view in alike)


def test_quantiles_rise(table: Table) -> None:
    """Of every quantity the quantiles rise, and the communique is not before the turn."""
    found = table.forecast("millford", ())
    for spread in (found.after, found.communique):
        assert (np.diff(spread.values, axis=0) >= -1e-12).all()
    assert found.communique.turn >= found.after.turn == 2
