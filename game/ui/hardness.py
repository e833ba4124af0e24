"""How hard each seat is: what bots of a level reach in it, or a guess from its means where no games are kept."""

from __future__ import annotations

from collections.abc import Sequence
from statistics import mean, stdev
from typing import TYPE_CHECKING

import attrs

from game.scenario.schema import Scenario
from game.scenario.tables.people import Actor
from game.table import DEFAULT
from game.text import _

if TYPE_CHECKING:
    from game.study.par import Reference

STEPS = (38.0, 44.0, 50.0, 56.0)
"""A seat is a degree harder for each of these averages that its bots stay below, in points of 100."""


@attrs.frozen
class Hardness:
    """One seat: a degree from 1 (easy) to 5 (very hard), and where it is from."""

    degree: int
    points: float = 0.0
    spread: float = 0.0
    games: int = 0
    """0 where nothing was played, so that the degree is a guess."""
    level: str = ""

    @property
    def name(self) -> str:
        """The degree in a word or two."""
        return (_("easy"), _("fair"), _("medium"), _("hard"), _("very hard"))[self.degree - 1]


def hardness(scenario: Scenario, length: str | None, bot: str) -> dict[str, Hardness]:
    """Every delegation by id: from games of that bot, or else of the usual one, or else from its means."""
    from game.study import shelf
    from game.study.play import Setup

    for level in dict.fromkeys((bot, DEFAULT)):
        reference = shelf.find(Setup(scenario=scenario, length=length, bot=level))
        if reference is not None:
            return {seat: _measured(reference, seat) for seat in reference.seats}
    return _guessed(scenario.delegations)


def _measured(reference: Reference, seat: str) -> Hardness:
    """From what each game scored with the secret goal that it drew."""
    found = reference.seats[seat]
    scores = [score for secret in found.secrets or (None,) for score in found.scores(secret)[0]]
    points = mean(scores)
    degree = 1 + sum(points < step for step in STEPS)
    return Hardness(degree, points, stdev(scores) if len(scores) > 1 else 0.0, len(scores), reference.level)


def _guessed(actors: Sequence[Actor]) -> dict[str, Hardness]:
    """Less income than the average is a little harder, more a little easier: no more than that can be told without games."""
    usual = mean(actor.income for actor in actors)
    return {actor.id: Hardness(min(4, max(2, 3 + round(usual - actor.income)))) for actor in actors}
