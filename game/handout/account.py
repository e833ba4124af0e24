"""What a report is made from: a game, who sat where, what to compare it with, and what is found in it once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from functools import cached_property

import attrs

from game.deals import Pledge
from game.match import Match
from game.model.board import Board
from game.model.orders import Order
from game.model.report import Report
from game.save import HUMAN
from game.study.par import Reference
from game.study.turning import Turning, turning_points
from game.table import MOST_HUMANS
from game.text import _
from game.words import Words


@attrs.frozen(slots=False, eq=False, kw_only=True)
class Account:
    """A game as far as it has been played. What seats keep secret is told only when it is over."""

    match: Match
    who: dict[str, str] = attrs.field(factory=dict)
    """The bot of each seat, or HUMAN; empty where nobody knows."""
    reference: Reference | None = None

    @cached_property
    def words(self) -> Words:
        """The scenario's names."""
        return Words(self.match.scenario)

    @property
    def over(self) -> bool:
        """Whether the game is over, and its archive open."""
        return self.match.over

    @property
    def start(self) -> Board:
        """The world as the game began."""
        return self.match.branch(self.match.turns[0]).board

    @property
    def end(self) -> Board:
        """The world as it is now."""
        return self.match.board

    @cached_property
    def boards(self) -> tuple[Board, ...]:
        """The world at the start, and after each turn."""
        return (self.start, *(report.after for report in self.match.reports))

    @cached_property
    def turnings(self) -> tuple[Turning, ...]:
        """What each order made of the game; empty before its end."""
        return turning_points(self.match) if self.over else ()

    @property
    def people(self) -> tuple[str, ...]:
        """The seats that people led; all of them where nobody knows, or nobody did."""
        led = tuple(seat for seat in self.match.seats if self.who.get(seat) == HUMAN)
        return led or self.match.seats

    @property
    def crowded(self) -> bool:
        """Whether more seats were led than a page can tell of one after the other."""
        return len(self.people) > MOST_HUMANS

    def turn(self, number: int) -> int:
        """Which turn of this game a turn of the scenario is, from 1."""
        return self.match.turns.index(number) + 1

    def titled(self, number: int) -> str:
        """A turn by its place and its name."""
        return _("Turn {n}: {name}").format(n=self.turn(number), name=_(self.words.turn(number).name))

    def wishes(self, report: Report) -> Iterator[tuple[str, str, str]]:
        """Whom each seat asked for, in order of wish, and what came of it: met, asked (by both, and no time), or alone."""
        seats = self.match.seats
        for seat in seats:
            for other in report.requests.get(seat, ()):
                met = tuple(sorted((seat, other))) in report.meetings
                both = other not in seats or seat in report.requests.get(other, ())
                yield seat, other, "met" if met else "asked" if both else "alone"

    def snubs(self, report: Report) -> tuple[Pledge, ...]:
        """The promised meetings of a turn whose giver did not list them."""
        return tuple(p for p in self.judged("broken") if p.turn == report.turn and p.order.action == "request")

    def judged(self, state: str) -> tuple[Pledge, ...]:
        """The pledges that were kept, or broken, so far; none before the archive opens."""
        return tuple(p for p in self.match.corridor.pledges if p.state == state) if self.over else ()

    def unanswered(self) -> Counter[tuple[str, str]]:
        """How often each seat asked another delegation that did not ask for it."""
        wishes = (wish for report in self.match.reports for wish in self.wishes(report))
        return Counter((seat, other) for seat, other, how in wishes if how == "alone")

    def given(self, action: str, target: str) -> dict[str, None]:
        """Who ever gave an order on a target, in the sequence of turns."""
        orders = (order for report in self.match.reports for order in report.orders)
        return dict.fromkeys(order.seat for order in orders if (order.action, order.target) == (action, target))

    def says(self, order: Order) -> str:
        """An order as a sentence, without who gave it."""
        return self.words.order(order)

    def names(self, ids: tuple[str, ...] | list[str]) -> str:
        """Several names in a row."""
        return self.words.names(ids)
