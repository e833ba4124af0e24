"""What the study of balance keeps of each game: plain data, made by watching a game or by hand."""

from __future__ import annotations

from collections.abc import Sequence

import attrs

from game.deals import Pledge
from game.model.orders import Order

Sheets = tuple[dict[str, tuple[Order, ...]], ...]
"""The sheets of every turn, by seat."""


@attrs.frozen(kw_only=True)
class Decision:
    """What a seat weighed in one turn."""

    turn: int
    seat: str
    actions: tuple[str, ...]
    """those of the best bundle, the most valuable first"""
    behind: tuple[float, ...]
    """for every other bundle that differs in kind or target, nearest first, the points it is behind the chosen one
    (below 0: it is better after all)"""
    leads: tuple[bool, ...] = ()
    """for each of them whether it is the most valuable order that differs"""

    @property
    def third(self) -> float | None:
        """How far the third-best of all bundles is behind the best, the chosen one among them; None with fewer than three."""
        return third_of(self.behind)

    @property
    def third_lead(self) -> float | None:
        """The same among the chosen bundle and those that differ in the most valuable order."""
        return third_of([b for b, lead in zip(self.behind, self.leads, strict=True) if lead])


def third_of(behind: Sequence[float]) -> float | None:
    """How far the third of several bundles, the chosen one at 0 among them, is behind the first; None with fewer than three."""
    ranked = sorted((0.0, *behind))
    return ranked[2] - ranked[0] if len(ranked) > 2 else None


@attrs.frozen(kw_only=True)
class Reading:
    """Whether a seat's best bundle changes when the orders of one other are drawn again."""

    turn: int
    seat: str
    most: str
    """the other seat on whose orders the worth of the bundle depends most"""
    changed: bool
    """whether it changes with that seat"""
    other: str
    """an other seat drawn evenly"""
    changed_by_other: bool


@attrs.frozen(kw_only=True)
class Surprise:
    """How much of a reveal lay outside the 80 % band that a seat had been shown: (outside, of) by kind of quantity."""

    turn: int
    seat: str
    outside: dict[str, tuple[int, int]]


@attrs.frozen(kw_only=True)
class Record:
    """One whole game, and what probes found in it."""

    seed: int
    bot: str
    scores: dict[str, float]
    half: dict[str, float] = attrs.field(factory=dict)
    """what each seat had at half-time, the rest counted as if the world stood still; empty for a game of one turn"""
    secret: dict[str, str] = attrs.field(factory=dict)
    passed: dict[str, float] = attrs.field(factory=dict)
    """each seat's score if it alone had passed all game"""
    dropped: dict[str, int] = attrs.field(factory=dict)
    """how many pledges of its own are left out then"""
    luck: tuple[dict[str, float], ...] = ()
    """the scores of the same orders under other seeds, by the goals of this game"""
    carried: dict[tuple[str, str], int] = attrs.field(factory=dict)
    """(seat, action) as carried out, a meeting once for each seat in it"""
    decisions: tuple[Decision, ...] = ()
    readings: tuple[Reading, ...] = ()
    surprises: tuple[Surprise, ...] = ()
    items: dict[str, str] = attrs.field(factory=dict)
    """the wording of what was adopted, otherwise dropped or open"""
    files: dict[str, int] = attrs.field(factory=dict)
    first: dict[str, float] = attrs.field(factory=dict)
    """per cent of all weight whose first partner is each pole, at the end"""
    rupture: int | None = None
    """the turn of the rupture"""
    blamed: str | None = None
    brink: bool = False
    """whether the rupture track stood at its brink or above at some time before a rupture, or broke"""
    events: tuple[str, ...] = ()
    answers: tuple[tuple[str, str], ...] = ()
    """(event, choice) of every answer"""
    sheets: Sheets = ()
    """kept where other probes play on them"""
    pledges: tuple[Pledge, ...] = ()
    """what was promised in that game, kept with the sheets"""


@attrs.frozen(kw_only=True)
class Duel:
    """Two games of one seed in which the two sides have changed seats; (seat, seat, points of the upper, of the lower bot)."""

    seed: int
    upper: str
    lower: str
    pairs: tuple[tuple[str, str, float, float], ...]

    @property
    def won(self) -> float:
        """How many pairs the upper bot won, a draw as half."""
        return sum((up > low) + 0.5 * (up == low) for _, _, up, low in self.pairs)

    @property
    def lead(self) -> float:
        """Points a seat by which the upper bot was ahead, on average."""
        return sum(up - low for _, _, up, low in self.pairs) / (2 * len(self.pairs))


@attrs.frozen(kw_only=True)
class Fixed:
    """The best fixed plan that was found for one seat against recorded orders of the others."""

    seat: str
    own: float
    """what the bot itself scored in the games that the plan was judged by"""
    found: float
    """what the plan scores in them"""
    trained: float
    """by how much it beats the bot in the games it was found in"""
    evaluations: int
