"""Turning points: what a finished game would have come to without each of its orders, with the others' play unchanged.

Under the same luck one order at a time is taken away, and all later orders of everybody are given as they were recorded, as
far as they are still legal. All those games are played side by side as one batch.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

import attrs
import numpy as np
from numpy.typing import NDArray

from game.deals import Pledge, Word, judge
from game.match import Match
from game.model.legality import Desk
from game.model.opening import meeting_prices, prices
from game.model.orders import Order, ranked
from game.model.pledges import Pledges
from game.model.rulebook import Rulebook
from game.model.scores import scores
from game.model.sheets import gather, merged
from game.model.turn import resolve
from game.model.world import World, repeat, take, together
from game.study.play import refitted

Bools = NDArray[np.bool_]
Ints = NDArray[np.int64]
Sheet = tuple[Order, ...]
MOST = 5
"""How many are told of one seat."""
LEAST = 0.05
"""Points below which an order made no difference."""


@attrs.frozen(kw_only=True)
class Turning:
    """One order of a finished game, and what it made of it."""

    turn: int
    order: Order
    points: dict[str, float]
    """For every seat its score as the game went, less its score without the order."""
    lost: int
    """How many recorded orders were not legal any more without it."""
    rupture: int | None
    """The turn in which the summit breaks without it, None if it does not."""
    blamed: str | None
    """Who is blamed for that."""

    @property
    def seat(self) -> str:
        """Who gave the order."""
        return self.order.seat


def turning_points(match: Match) -> tuple[Turning, ...]:
    """Every order of a finished game, in the sequence they were given in. A pledge of an order leaves the game with it.

    Raises ValueError for a game that is not over.
    """
    if not match.over:
        raise ValueError(f"turning points are those of a finished game, and turn {match.turn} is being played")
    replays = _Replays(match)
    for k in range(len(match.turns)):
        replays.play(k)
    return replays.told()


def own(found: Sequence[Turning], seat: str, most: int = MOST) -> tuple[Turning, ...]:
    """The orders of a seat that mattered most to itself, the largest difference first."""
    return largest([turning for turning in found if turning.seat == seat], seat, most)


def of_others(found: Sequence[Turning], seat: str, most: int = MOST) -> tuple[Turning, ...]:
    """The orders of all others that mattered most to a seat."""
    return largest([turning for turning in found if turning.seat != seat], seat, most)


def largest(found: Sequence[Turning], seat: str, most: int = MOST) -> tuple[Turning, ...]:
    """The orders of anybody that mattered most to a seat."""
    ranked = sorted(found, key=lambda turning: (-abs(turning.points[seat]), turning.turn, str(turning.order)))
    return tuple(turning for turning in ranked[:most] if abs(turning.points[seat]) >= LEAST)


def _missing(recorded: Sheet, left: Sheet) -> int:
    """How many orders of a recorded sheet are not in what is left of it, at whatever place of the list."""
    kept = {ranked(order, None) for order in left}
    return sum(ranked(order, None) not in kept for order in recorded)


@attrs.define
class _Replays:
    """The games without one order each that have begun so far, as a batch."""

    match: Match
    gone: list[tuple[int, Order]] = attrs.field(factory=list)
    """For each game which turn, counted from 0, lacks which order."""
    lost: list[int] = attrs.field(factory=list)
    world: World | None = None

    def play(self, k: int) -> None:
        """Begin the games that lack an order of this turn, and play the turn in all of them."""
        world = self._joined(k)
        if world is None:
            return
        hall = _Hall(self.match, k, world)
        changed = self._changed(hall)
        everybody = gather(hall.book, [hall.orders(0, {})])
        sheets = merged([gather(hall.book, [hall.orders(row, changed)]) if row in changed else everybody
                         for row in range(world.size)])
        for row, written in changed.items():
            self.lost[row] += sum(_missing(hall.recorded[seat], sheet) for seat, sheet in written.items())
        self.world = resolve(hall.book, world, sheets, self._seeds(), pledges=self._due(hall, changed)).world

    def _joined(self, k: int) -> World | None:
        """The games that go on, and those that begin."""
        new = [(k, order) for sheet in self.match.played[k].values() for order in sheet]
        self.gone += new
        self.lost += [-1] * len(new)  # the order itself is not among those that it takes along
        begun = [repeat(self.match.reports[k].before.world, len(new))] if new else []
        worlds = [*([self.world] if self.world is not None else []), *begun]
        return together(worlds) if worlds else None

    def _changed(self, hall: _Hall) -> dict[int, dict[str, Sheet]]:
        """By game and seat the sheets that are not as they were recorded."""
        changed: dict[int, dict[str, Sheet]] = {}
        without = {row: order for row, (turn, order) in enumerate(self.gone) if turn == hall.k}
        for seat, sheet in hall.recorded.items():
            stale = set(np.flatnonzero(~hall.stands(seat)).tolist()) | {r for r, o in without.items() if o.seat == seat}
            for row in sorted(stale):
                left = tuple(order for order in sheet if order != without.get(row))
                changed.setdefault(row, {})[seat] = hall.refitted(row, left, seat, self._owed(hall, row, seat))
        return changed

    def _owed(self, hall: _Hall, row: int, seat: str) -> list[Order]:
        return [pledge.order for pledge in hall.due if pledge.giver == seat and self._promised(hall, row, pledge)]

    def _promised(self, hall: _Hall, row: int, pledge: Pledge) -> bool:
        turn, order = self.gone[row]
        return turn != hall.k or not pledge.kept_by([order])

    def _due(self, hall: _Hall, changed: dict[int, dict[str, Sheet]]) -> Pledges | None:
        """The pledges of this turn in all games, and whether they are kept."""
        seat = hall.book.names.seats.index
        rows = [(row, seat(pledge.giver), seat(pledge.to), word == "kept")
                for row in range(len(self.gone)) for pledge in hall.due if self._promised(hall, row, pledge)
                if (word := hall.word(row, pledge, changed.get(row, {}))) != "void"]
        if not rows:
            return None
        game, giver, other, kept = np.array(rows, dtype=np.intp).T
        return Pledges(game=game, giver=giver, other=other, kept=kept.astype(np.bool_))

    def _seeds(self) -> NDArray[np.uint64]:
        return np.full(len(self.gone), self.match.seed, dtype=np.uint64)

    def told(self) -> tuple[Turning, ...]:
        """What every order made of the game."""
        if self.world is None:
            return ()
        seats, played = self.match.rulebook.names.seats, self.match.scores()
        total = scores(self.match.rulebook, self.world, self._seeds()).total
        blamed = [seats[d] if d >= 0 else None for d in self.world.blamed]
        return tuple(
            Turning(turn=self.match.turns[k], order=order, lost=self.lost[row],
                    rupture=int(self.world.rupture[row]) or None, blamed=blamed[row],
                    points={seat: played[seat] - float(total[row, seats.index(seat)]) for seat in self.match.seats})
            for row, (k, order) in enumerate(self.gone)
        )


@attrs.frozen(slots=False, eq=False)
class _Hall:
    """One turn of all games at once: which recorded sheets are still legal in which of them."""

    match: Match
    k: int
    world: World

    @property
    def book(self) -> Rulebook:
        return self.match.rulebook

    @property
    def recorded(self) -> dict[str, Sheet]:
        """The sheets as they were handed in."""
        return self.match.played[self.k]

    @cached_property
    def due(self) -> tuple[Pledge, ...]:
        """The pledges that fall due, not judged yet."""
        turn = self.match.turns[self.k]
        return tuple(attrs.evolve(p, state="open") for p in self.match.corridor.pledges if p.turn == turn)

    @property
    def _last(self) -> bool:
        return self.k == len(self.match.turns) - 1

    def orders(self, row: int, changed: dict[int, dict[str, Sheet]]) -> list[Order]:
        """All orders of one game."""
        return [order for sheet in {**self.recorded, **changed.get(row, {})}.values() for order in sheet]

    def desk(self, row: int, seat: str) -> Desk:
        """What a seat may order in one game."""
        return Desk(self.book, take(self.world, slice(row, row + 1)), seat)

    def refitted(self, row: int, sheet: Sheet, seat: str, owed: Sequence[Order]) -> Sheet:
        """What is left of a sheet in one game."""
        return refitted(self.desk(row, seat), owed, sheet, self._last)

    def word(self, row: int, pledge: Pledge, changed: dict[str, Sheet]) -> Word:
        """What becomes of a pledge in one game."""
        sheet = changed.get(pledge.giver, self.recorded.get(pledge.giver, ()))
        return "kept" if pledge.kept_by(sheet) else judge(self.desk(row, pledge.giver), pledge, sheet)

    @cached_property
    def _facts(self) -> Bools:
        return self.book.reading.facts.read(self.world)

    @cached_property
    def _early(self) -> Bools:
        return self.book.reading.early.hold(self._facts)

    @cached_property
    def _legal(self) -> Bools:
        return self.book.legal.hold(self._facts)

    def stands(self, seat: str) -> Bools:
        """(B,): where a recorded sheet can be handed in as it is for certain; elsewhere it has to be looked at."""
        sheet = self.recorded[seat]
        plain, fall_backs = [o for o in sheet if o.rank is None], [o for o in sheet if o.inner is not None]
        fine = self._paid(seat, plain, fall_backs)
        for order in (*plain, *fall_backs):
            fine &= self._open(order, sum(o.done.action == order.done.action for o in sheet))
        forced = self._last and not all(p.kept_by(sheet) for p in self.due if p.giver == seat)
        return fine & (not forced)

    def _open(self, order: Order, same: int) -> Bools:
        """(B,): whether an order is legal beside others of its action, as `Desk` says it of one game."""
        number = self.book.catalogue.number(order.done)
        entry = self.book.catalogue.entries[number]
        held: Bools = self._legal[self.book.catalogue.needs[number]].copy()
        memory = self.book.memory_of(entry)
        if memory is not None:
            last, count = self.world.given[:, memory], self.world.count[:, memory]
            held &= (last == 0) | (self.world.step + 1 - last >= entry.every)
            if entry.times is not None:
                held &= count + same <= entry.times
        return held

    def _paid(self, seat: str, plain: Sequence[Order], fall_backs: Sequence[Order]) -> Bools:
        """(B,): whether capital is there for all of a sheet, every reserved meeting with its fall-back."""
        d, games = self.book.names.seats.index(seat), np.arange(self.world.size)
        desk = Desk(self.book, self.world, seat)
        meeting = meeting_prices(self.book, self._early, games, np.full(len(games), d))
        by_rank = {order.rank: self._price(order, games) for order in fall_backs}
        total = sum((self._price(order, games) * order.level for order in plain), np.zeros(len(games), dtype=np.int64))
        for rank in range(1, desk.reserved(self.recorded[seat]) + 1):
            total += np.maximum(meeting, by_rank[rank]) if rank in by_rank else meeting
        return total <= self.world.capital[:, d]

    def _price(self, order: Order, games: NDArray[np.intp]) -> Ints:
        number = self.book.catalogue.number(order.done)
        return prices(self.book, self._early, games, np.full(len(games), number))
