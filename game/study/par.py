"""Par: what bots of one level reach in a scenario, seat by seat and line by line, and how a score compares with it."""

from __future__ import annotations

import time
from collections.abc import Generator
from contextlib import closing
from math import sqrt

import attrs
import numpy as np
from numpy.typing import NDArray

from game.match import Match
from game.model.chance import Seeds
from game.model.goals import Goals
from game.model.rulebook import Rulebook
from game.model.scores import scores
from game.model.world import World
from game.study import block
from game.study.numbers import Interval, share
from game.study.play import Setup, play
from game.table import Table

Floats = NDArray[np.float64]

FIRST = 2**40
"""The seed of the first reference game, beyond all that are drawn for players."""
GAMES = 40
"""How many are played unless it is said otherwise."""
WHOLE = 0.75
"""What a turn takes on average, in first turns."""
OTHERS = 2.0
"""How many games those in which a seat drew another secret goal count for, all together."""


@attrs.frozen
class Sums:
    """Enough of n values, each to a hundredth, to know their mean and spread when more are added."""

    n: int
    total: float
    squares: float

    @property
    def mean(self) -> float:
        """0 of no values."""
        return self.total / self.n if self.n else 0.0

    @property
    def sd(self) -> float:
        """The standard deviation; 0 of fewer than two values."""
        return sqrt(max(self.squares - self.n * self.mean**2, 0.0) / (self.n - 1)) if self.n > 1 else 0.0

    def __add__(self, other: Sums) -> Sums:
        return Sums(self.n + other.n, round(self.total + other.total, 2), round(self.squares + other.squares, 4))


@attrs.frozen(kw_only=True)
class Line:
    """A goal line over the games in which it counted: what it measured at the end, in its unit, and the points it banked."""

    now: Sums
    banked: Sums

    def __add__(self, other: Line) -> Line:
        return Line(now=self.now + other.now, banked=self.banked + other.banked)


@attrs.frozen(kw_only=True)
class Seat:
    """One delegation over n reference games, in their sequence; points to a hundredth."""

    drawn: tuple[int, ...]
    """The place of the secret goal that each game drew; -1 in a brief without any."""
    rest: tuple[float, ...]
    """Points of all other lines, less what a rupture costs: below 0 where they cannot pay it."""
    banked: tuple[tuple[float, ...], ...]
    """For each secret goal the points that it banked in each game, drawn or not."""
    lines: dict[str, Line]
    """The open goals by id."""
    secrets: dict[str, Line]
    """The secret ones, over the games that drew them."""

    def scores(self, secret: str | None) -> tuple[list[float], list[float]]:
        """What each game would have scored with this secret goal: those that drew it, and the others."""
        if secret is None:
            return [_score(rest, 0.0) for rest in self.rest], []
        place = list(self.secrets).index(secret)
        found = [_score(rest, line) for rest, line in zip(self.rest, self.banked[place], strict=True)]
        own = [score for score, drawn in zip(found, self.drawn, strict=True) if drawn == place]
        return own, [score for score, drawn in zip(found, self.drawn, strict=True) if drawn != place]

    def line(self, id: str, secret: bool) -> Line:
        """The reference of one line of the brief."""
        return (self.secrets if secret else self.lines)[id]

    def __add__(self, other: Seat) -> Seat:
        return Seat(
            drawn=self.drawn + other.drawn,
            rest=self.rest + other.rest,
            banked=tuple(mine + more for mine, more in zip(self.banked, other.banked, strict=True)),
            lines={id: line + other.lines[id] for id, line in self.lines.items()},
            secrets={id: line + other.secrets[id] for id, line in self.secrets.items()},
        )


def _score(rest: float, line: float) -> float:
    """To a tenth, as scores are shown and compared."""
    return round(max(rest + line, 0.0), 1)


@attrs.frozen(kw_only=True)
class Percentile:
    """100 x (reference games below + half of those equal) / all, and its interval of 95 %."""

    value: float
    interval: Interval
    games: int
    """Reference games in which the seat drew the same secret goal."""

    @property
    def give(self) -> float:
        """Half of the interval's width."""
        return (self.interval[1] - self.interval[0]) / 2


@attrs.frozen(kw_only=True)
class Reference:
    """What n games came to in which bots of one level sat in every seat of one scenario, variant and length."""

    sha256: str
    variant: str | None
    length: str
    level: str
    seats: dict[str, Seat]

    @property
    def games(self) -> int:
        """How many there are."""
        return max((len(seat.rest) for seat in self.seats.values()), default=0)

    def percentile(self, seat: str, secret: str | None, score: float) -> Percentile:
        """How a score of a seat with this secret goal (None in a brief without any) compares.

        Games count as `par` says. The interval is Wilson's, of the games alone that drew the same goal; the whole range where
        none did. Over 80 short games of Astana the value was nearer to the truth than that of these games alone (by 9 in
        place of 10 points from 40 games, 12 in place of 14 from 20), and the interval held it in 96 % of cases.
        """
        games, weights, own = self._like(seat, secret)
        mine = round(score, 1)
        beaten = (games < mine) + 0.5 * (games == mine)
        interval = share(float(beaten[:own].sum()), own)[1] if own else (0.0, 100.0)
        return Percentile(value=100 * float(weights @ beaten), interval=interval, games=own)

    def par(self, seat: str, secret: str | None) -> tuple[float, float]:
        """Mean and standard deviation of a seat's score with this secret goal (None in a brief without any).

        The secret goals of a seat can differ by 15 points in how easy they are, so games count that drew the same one. They
        are few; therefore the seat's other games, with the points that this goal's line banked in them, count as OTHERS games
        do, all together: little, because in them no bot worked for the goal.
        """
        games, weights, _ = self._like(seat, secret)
        mean = float(weights @ games)
        return mean, sqrt(float(weights @ (games - mean) ** 2))

    def _like(self, seat: str, secret: str | None) -> tuple[Floats, Floats, int]:
        """The scores (n,) that a seat had or would have had with a secret goal, those first that drew it, and their number;
        their weights (n,) sum to 1."""
        own, others = self.seats[seat].scores(secret)
        each = min(OTHERS, len(others)) / max(len(others), 1)
        weights = np.array([1.0] * len(own) + [each] * len(others))
        return np.array(own + others), weights / weights.sum(), len(own)

    def __add__(self, other: Reference) -> Reference:
        """These games, then more of the same kind."""
        return attrs.evolve(self, seats={id: seat + other.seats[id] for id, seat in self.seats.items()})


def sums(values: Floats) -> Sums:
    """Of values (n,)."""
    short = values.round(2)
    return Sums(len(short), round(float(short.sum()), 2), round(float((short * short).sum()), 4))


def played(setup: Setup, seed: int) -> Reference:
    """The reference that one game makes. Raises UnknownBot; KeyError for an unknown length."""
    match = play(setup, seed)
    return measured(setup, match.rulebook, match.world, np.array([seed], dtype=np.uint64))


def measured(setup: Setup, rulebook: Rulebook, world: World, seeds: Seeds) -> Reference:
    """The reference that games (B,) make which are over."""
    origin, goals = setup.scenario.origin, rulebook.goals
    found, raw = scores(rulebook, world, seeds), goals.raw(world)
    price = rulebook.rupture.penalty if rulebook.rupture is not None else 0.0
    seats = {
        seat: _seat(goals, d, found.lines, raw, found.counted[:, d], np.where(world.blamed == d, price, 0.0))
        for d, seat in enumerate(rulebook.names.seats)
    }
    kind = " ".join(filter(None, [origin.variant, *origin.settings])) if origin else ""
    return Reference(sha256=origin.sha256 if origin else "", variant=kind or None, length=rulebook.length,
                     level=setup.bot, seats=seats)


def _seat(goals: Goals, d: int, lines: Floats, raw: Floats, counted: NDArray[np.bool_], fine: Floats) -> Seat:
    """One delegation of B games: lines and raw values (B, G), the lines that count for it (B, G), its fine (B,)."""
    opened, secrets = np.flatnonzero(goals.open_lines[d]), goals.secrets[d]
    drawn = counted[:, secrets].argmax(axis=1) if len(secrets) else np.full(len(lines), -1)
    ids = [goals.lines[g].goal.id for g in range(len(goals.lines))]
    return Seat(
        drawn=tuple(int(place) for place in drawn),
        rest=_short(lines[:, opened].sum(axis=1) - fine),
        banked=tuple(_short(lines[:, g]) for g in secrets),
        lines={ids[g]: _line(raw[:, g], lines[:, g]) for g in opened},
        secrets={ids[g]: _line(raw[drawn == k, g], lines[drawn == k, g]) for k, g in enumerate(secrets)},
    )


def _line(raw: Floats, points: Floats) -> Line:
    return Line(now=sums(raw), banked=sums(points))


def _short(values: Floats) -> tuple[float, ...]:
    return tuple(round(float(value), 2) for value in values)


def grown(setup: Setup, games: int, start: Reference | None = None, workers: int = 1) -> Generator[Reference, None, None]:
    """Play on from a reference until it has so many games; it is yielded after every game, the same for any workers."""
    first = start.games if start is not None else 0
    with closing(block.spread(played, setup, range(FIRST + first, FIRST + games), workers)) as parts:
        for part in parts:
            start = part if start is None else start + part
            yield start


def estimate(setup: Setup, games: int, workers: int = 1) -> float:
    """Seconds that so many games will take, from the time of a first turn, the longest of them."""
    match = Match(setup.scenario, FIRST, setup.length)
    began = time.perf_counter()
    Table(match, bots=setup.bot).advance()
    return WHOLE * (time.perf_counter() - began) * len(match.turns) * games / workers
