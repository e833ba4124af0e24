"""Bots: a bot is a function of what its seat may see, and of a number to draw luck from."""

from __future__ import annotations

from collections.abc import Callable

from game.bots.bargain import Answer, consider
from game.bots.greedy import greedy
from game.bots.offers import propose
from game.bots.plan import Plan, Reason
from game.bots.planner import planner
from game.bots.simple import passes, random_legal
from game.view import View

Bot = Callable[[View, int], Plan]

__all__ = ["BARGAINERS", "BOTS", "Answer", "Bot", "Plan", "Reason", "UnknownBot", "bot", "consider", "propose"]

BOTS: dict[str, Bot] = {"pass": passes, "random": random_legal, "greedy": greedy, "planner": planner}
BARGAINERS = ("greedy", "planner")
"""The bots that make deals; the others refuse every offer."""


class UnknownBot(Exception):
    """A bot's name that does not exist; the message names those that do."""


def bot(name: str) -> Bot:
    """The bot of that name. Raises UnknownBot."""
    if name not in BOTS:
        raise UnknownBot(f"there is no bot {name!r}; there are {', '.join(BOTS)}")
    return BOTS[name]
