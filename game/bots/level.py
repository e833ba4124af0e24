"""Levels: how far and how wide a bot looks before it decides, as numbers of one planner."""

from __future__ import annotations

import attrs


@attrs.frozen(kw_only=True)
class Level:
    """What a bot takes into account. Its budget is counted, not timed, so that the same game is played on any machine."""

    id: str
    name: str
    text: str
    """What it does, in one sentence."""
    turns: int | None = None
    """How many turns are played out to see what an order comes to, this one included; None for all that are left."""
    replies: int = 0
    """Under how many samples of what the others may order a bundle is weighed; with none the others are taken to pass, but
    to do what an order needs of them."""
    spread: float = 0.0
    """Points of spread in how the others are taken to value what they could do."""
    course: bool = False
    """Whether everybody is expected to go on in later turns as suits them, or to pass."""
    tried: int = 14
    """How many of the best ideas are weighed at each step."""
    orders: int = 99
    """Orders that are weighed together; more are not looked for."""
    exchanges: int = 0
    """How often the bundle is compared with those that differ in one order, by successive halving."""
    budget: int = 50_000
    """Simulated game-turns (rows times turns) for one decision; what would exceed it is not looked at. What all seats share,
    and the reasons told at the end, come on top."""


GREEDY = Level(
    id="greedy", name="Greedy", text="Does what would be best for it if all others passed, and did what it needs of them.")
PLANNER = Level(
    id="planner", name="Planner", text="Weighs each order under six samples of what the others may do now, and how all go on.",
    replies=6, spread=0.1, course=True)
PEOPLE = (
    Level(id="attache", name="Attaché", text="Sees no further than this turn, and does the one thing that helps most in it.",
          turns=1, tried=5, orders=1, budget=100),
    Level(id="counsellor", name="Counsellor",
          text="Looks to the end of the summit, and does the two things that help most by then.",
          tried=6, orders=2, budget=1_000),
    Level(id="ambassador", name="Ambassador", text="Weighs up to three things at a time under what the others are likely to do.",
          replies=2, spread=0.1, tried=5, orders=3, budget=2_000),
    Level(id="grand-master", name="Grand master",
          text="Foresees how everybody goes on to the end, and sees whether exchanging one order is better.",
          replies=8, spread=0.1, course=True, exchanges=1, budget=16_000),
)
LEVELS = {level.id: level for level in (*PEOPLE, GREEDY, PLANNER)}
