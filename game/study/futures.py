"""Futures: what became of one beginning under the same luck by other orders, history's among them, and where they part."""

from __future__ import annotations

from collections.abc import Iterator

import attrs

from game.match import Match, Sheet
from game.model.board import Board
from game.model.orders import Order
from game.scenario.schema import Scenario
from game.study.play import again

Partners = tuple[str, str | None, str | None]
"""A state and its first partner in the one and in the other future."""
Apart = tuple[str, str, float, float]
"""A state, a pole, and the alignment of the state toward it in the one and in the other future."""


def documented(scenario: Scenario, turn: int) -> dict[str, Sheet]:
    """What the scenario says was done in fact in a turn, by seat."""
    orders = [Order.parse(text) for line in scenario.history if line.turn == turn for text in line.orders]
    return {seat: tuple(order for order in orders if order.seat == seat) for seat in dict.fromkeys(o.seat for o in orders)}


def history_line(match: Match, turns: int) -> Match:
    """So many turns of the same game, under its luck, by the documented orders as far as they are legal; who has none passes."""
    played = [documented(match.scenario, turn) for turn in match.turns[:turns]]
    return again(match.branch(match.turns[0]), played, ())


def stood(match: Match, turns: int) -> Match:
    """The game as it stood after so many turns."""
    return match if turns == len(match.reports) else match.branch(match.turns[turns])


def boards(match: Match) -> tuple[Board, ...]:
    """The world at the start and after every turn played."""
    start = match.reports[0].before if match.reports else match.board
    return (start, *(report.after for report in match.reports))


@attrs.frozen(kw_only=True)
class Difference:
    """One turn that two futures have both played: in what it differs."""

    place: int
    """Which turn, from 0."""
    orders: tuple[tuple[str, Sheet, Sheet], ...]
    """The seats whose orders differ, with both sheets."""
    adopted: tuple[tuple[str, ...], tuple[str, ...]]
    """What only the one and what only the other adopted."""
    partners: tuple[Partners, ...]
    """States whose first partners differ after it."""
    apart: tuple[Apart, ...]
    """All alignments that differ after it, the furthest apart first."""

    @property
    def any(self) -> bool:
        """Whether there is one."""
        return bool(self.orders or self.apart)


def differences(one: Match, other: Match) -> tuple[Difference, ...]:
    """Every turn that both have played."""
    return tuple(_difference(one, other, place) for place in range(min(len(one.reports), len(other.reports))))


def _difference(one: Match, other: Match, place: int) -> Difference:
    here, there = one.reports[place], other.reports[place]
    return Difference(
        place=place,
        orders=tuple(_orders(one, other, place)),
        adopted=(_less(here.adopted, there.adopted), _less(there.adopted, here.adopted)),
        partners=tuple(
            (state, first, second)
            for state in here.after.states
            if (first := here.after.first_partner(state)) != (second := there.after.first_partner(state))
        ),
        apart=apart(here.after, there.after),
    )


def _orders(one: Match, other: Match, place: int) -> Iterator[tuple[str, Sheet, Sheet]]:
    for seat in one.seats:
        here, there = (match.played[place].get(seat, ()) for match in (one, other))
        if here != there:
            yield seat, here, there


def _less(names: tuple[str, ...], others: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(name for name in names if name not in others)


def apart(here: Board, there: Board) -> tuple[Apart, ...]:
    """All alignments that differ between two worlds, the furthest apart first."""
    cells = [(s, p, here.alignment(s, p), there.alignment(s, p)) for s in here.states for p in here.poles]
    return tuple(sorted((c for c in cells if c[2] != c[3]), key=lambda cell: -abs(cell[2] - cell[3])))
