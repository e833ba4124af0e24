"""Duels of two bots: half of the seats each, then the same game with the seats changed."""

from __future__ import annotations

from itertools import pairwise
from random import Random

import attrs

from game.bots import PEOPLE
from game.study import play
from game.study.play import Setup
from game.study.record import Duel

LADDER = (*pairwise(("random", *(level.id for level in PEOPLE))), ("random", "greedy"), ("greedy", "planner"))
"""Each rung: the lower and the upper bot."""


@attrs.frozen(kw_only=True)
class Meeting:
    """A duel to be fought."""

    seed: int
    lower: str
    upper: str


def duel(setup: Setup, meeting: Meeting) -> Duel:
    """Draw pairs of seats; in one game the first of each pair plays the upper bot, in the other the second; same luck.

    A seat left over plays the lower bot in both. A pair's points are those of its two seats in the game where each had the bot.
    """
    seats = [actor.id for actor in setup.scenario.delegations]
    Random(f"duel|{meeting.seed}|{meeting.upper}").shuffle(seats)
    pairs = list(zip(seats[::2], seats[1::2], strict=False))
    one, two = (_scores(setup, meeting, [pair[k] for pair in pairs]) for k in (0, 1))
    return Duel(seed=meeting.seed, upper=meeting.upper, lower=meeting.lower,
                pairs=tuple((a, b, one[a] + two[b], two[a] + one[b]) for a, b in pairs))


def _scores(setup: Setup, meeting: Meeting, upper: list[str]) -> dict[str, float]:
    bots = dict.fromkeys(upper, meeting.upper)
    return play.play(attrs.evolve(setup, bot=meeting.lower, bots=bots), meeting.seed).scores()
