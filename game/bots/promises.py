"""Promises: a bot's pledges come first in its sheet, unless breaking them is worth more than its word."""

from __future__ import annotations

from collections.abc import Sequence

from game.bots.bargain import price_of
from game.bots.bundle import Bundle, Worth, choose
from game.bots.ideas import Idea, needed
from game.model.orders import Order
from game.view import View

POINTS = 0.3
"""Points of the brief that a point of credibility is worth."""
THRESHOLD = 1.5
"""How many times the value of the credibility lost a broken word must gain."""


def chosen(view: View, thoughts: Sequence[Idea], worth: Worth) -> tuple[Bundle, tuple[Order, ...]]:
    """The bundle and sheet that keep the seat's word, or the best ones that do not if the temptation is too great."""
    owed = [Idea(order, needed(view, order)) for order in view.pledged]
    loyal = choose(view, thoughts, worth, owed)
    if not owed or view.turn == view.turns[-1]:
        return loyal
    rest = tuple(idea for idea in loyal[0].chosen if idea not in owed)
    saved = float(worth([rest])[0] - worth([loyal[0].chosen])[0]) + sum(price_of(view, idea.order) for idea in owed)
    return choose(view, thoughts, worth) if saved > price_of_breaking(view, len(owed)) else loyal


def price_of_breaking(view: View, broken: int) -> float:
    """What a bot must gain to break so many pledges."""
    return THRESHOLD * POINTS * view.scenario.rules.broken_credibility * broken
