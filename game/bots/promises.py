"""Promises: a bot's pledges come first in its sheet, unless breaking them is worth more than its word."""

from __future__ import annotations

from collections.abc import Sequence

from game.bots.bundle import Bundle, Weigher, choose
from game.bots.ideas import Idea, needed
from game.bots.prospects import price_of
from game.bots.temper import temper
from game.view import View

POINTS = 0.3
"""Points of the brief that a point of credibility is worth."""
THRESHOLD = 1.5
"""How many times the value of the credibility lost a broken word must gain."""


def chosen(weigher: Weigher, thoughts: Sequence[Idea]) -> tuple[Bundle, tuple[Idea, ...]]:
    """The bundle that keeps the seat's word, or the best one that does not if the temptation is too great; and what it owes
    and keeps."""
    view = weigher.view
    owed = tuple(Idea(order, needed(view, order)) for order in view.pledged)
    loyal = choose(weigher, thoughts, owed)
    if not owed or view.turn == view.turns[-1]:
        return loyal, owed
    rest = tuple(idea for idea in loyal.chosen if idea not in owed)
    saved = float(weigher.worth([rest])[0] - weigher.worth([loyal.chosen])[0]) + sum(price_of(view, idea.order) for idea in owed)
    return (choose(weigher, thoughts), ()) if saved > price_of_breaking(view, len(owed)) else (loyal, owed)


def price_of_breaking(view: View, broken: int) -> float:
    """What a bot must gain to break so many pledges."""
    return temper(view).word * THRESHOLD * POINTS * view.scenario.rules.broken_credibility * broken
