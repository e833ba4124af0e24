"""Bots: a bot is a function of what its seat may see, and of a number to draw luck from."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from game.bots.bargain import Answer, consider
from game.bots.level import LEVELS, PEOPLE, Level
from game.bots.offers import propose
from game.bots.plan import Plan, Reason
from game.bots.planner import plan
from game.bots.simple import passes, random_legal
from game.view import View

Bot = Callable[[View, int], Plan]

__all__ = [
    "BARGAINERS", "BLIND", "BOTS", "LEVELS", "PEOPLE", "Answer", "Bot", "Level", "Plan", "Reason", "UnknownBot", "bot",
    "consider", "propose",
]

BOTS: dict[str, Bot] = {"pass": passes, "random": random_legal, **{id: partial(plan, level) for id, level in LEVELS.items()}}
BLIND = ("pass", "random")
"""The bots that look no further than what is legal."""
BARGAINERS = tuple(LEVELS)
"""The bots that make deals; the others refuse every offer."""


class UnknownBot(Exception):
    """A bot's name that does not exist; the message names those that do."""


def bot(name: str) -> Bot:
    """The bot of that name. Raises UnknownBot."""
    if name not in BOTS:
        raise UnknownBot(f"there is no bot {name!r}; there are {', '.join(BOTS)}")
    return BOTS[name]
