"""How long a player waits for a forecast, in processor time: at each click, and once a turn."""

from __future__ import annotations

import statistics
from functools import partial

import attrs

from benchmarks.turns import timed
from game.match import Match
from game.scenario.schema import Scenario
from game.table import Table

SAMPLES, CLICKS = 256, 5


@attrs.frozen(kw_only=True)
class Forecasts:
    """Seconds: medians over the turns of a game, and the clicks in them."""

    prepared: float
    click: float


def measure(scenario: Scenario) -> Forecasts:
    """A game of random bots; before every turn one seat looks ahead with the sheet that it is given to start from."""
    table = Table(Match(scenario, 0), bots="random")
    prepared: list[float] = []
    clicks: list[float] = []
    for k, _ in enumerate(table.match.turns):
        seat = table.match.seats[k % len(table.match.seats)]
        sheet = table.match.view(seat).suggested()
        prepared.append(timed(partial(table.prepare, seat)))
        clicks += [timed(partial(table.forecast, seat, sheet, SAMPLES)) for _ in range(CLICKS)]
        table.advance()
    return Forecasts(prepared=statistics.median(prepared), click=statistics.median(clicks))
