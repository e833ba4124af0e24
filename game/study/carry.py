"""Carries a game over to a changed scenario: the same people, bots and luck, and every order that is still legal."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import attrs

from game.deals import Offer
from game.match import Match, Sheet
from game.model.compile import lengths
from game.model.orders import IllegalOrder, Order
from game.scenario.schema import Scenario
from game.study.play import resubmit, still_legal
from game.table import Table


@attrs.frozen(kw_only=True)
class Carried:
    """A game that came over: its table, which is saved nowhere, and what had to stay behind."""

    table: Table
    dropped: int
    """Orders, offers and answers that are not legal any more."""
    turns: int
    """Turns that had been played and that the scenario now ends before."""

    def sheet(self, seat: str, orders: Sequence[Order]) -> Sheet:
        """As much of a sheet that was being written as is legal now."""
        match = self.table.match
        return still_legal(match.view(seat).desk, match.corridor.owed(seat, match.turn), orders)


def carry(table: Table, scenario: Scenario) -> Carried:
    """The game of a table played again in another scenario, by the places of its turns; the old table is not touched."""
    return _Carrier(table, scenario).carry()


class _Carrier:
    def __init__(self, table: Table, scenario: Scenario) -> None:
        self.old, self.saved = table, table.match.saved()
        length = self.saved.length if self.saved.length in lengths(scenario) else None
        self.match = Match(scenario, self.saved.seed, length)
        self.dropped = 0
        self.made = 0
        """How many offers had been made so far."""
        self.talks: dict[int, int] = {}
        """The numbers of the offers that came over, by those that they had."""

    def carry(self) -> Carried:
        """Turn after turn, then the one that was being played."""
        played = self.saved.played[: len(self.match.turns)]
        for turn, sheets in zip(self.saved.turns, played, strict=False):
            self._turn(turn, sheets)
            self.match.resolve()
        if len(played) < len(self.saved.turns) and not self.match.over:
            humans = {seat: sheet for seat, sheet in self.saved.open.items() if seat in self.old.humans}
            self._turn(self.saved.turns[len(played)], humans)
        return Carried(table=self._table(), dropped=self.dropped, turns=len(self.saved.played) - len(played))

    def _turn(self, turn: int, sheets: Mapping[str, Sheet]) -> None:
        """What was said in a turn, then its sheets."""
        for line in [line for made, line in self.saved.said if made == turn]:
            self.dropped += not self._said(line)
        for seat, orders in sheets.items():
            kept = {_plain(order) for order in resubmit(self.match, seat, orders)} if seat in self.match.seats else set()
            self.dropped += sum(_plain(order) not in kept for order in orders)

    def _said(self, line: str) -> bool:
        """Whether something could be said again."""
        word, number, text = [*line.split(" ", 2), ""][:3]
        made = word in ("offer", "counter")
        self.made += made
        try:
            if made:
                self.talks[self.made] = self._offer(word, int(number), Offer.parse(text))
            else:
                self._answer(int(number), accept=word == "accept")
        except (IllegalOrder, LookupError):  # not legal any more, about an offer that was dropped, or for a turn that is gone
            return False
        return True

    def _offer(self, word: str, number: int, offer: Offer) -> int:
        turn = self.match.turns[self.saved.turns.index(offer.turn)]
        sides = offer.gives, offer.asks, turn
        if word == "offer":
            return self.match.offer(offer.proposer, offer.other, *sides)
        return self.match.counter(offer.proposer, self.talks[number], *sides)

    def _answer(self, number: int, *, accept: bool) -> None:
        talk = self.match.corridor.talks[self.talks[number] - 1]
        self.match.answer(talk.offer.other, talk.id, accept, self.match.turn)

    def _table(self) -> Table:
        """People and bots where they were; where nobody's seat is left, somebody sits in the first one."""
        seats = self.match.seats
        humans = [seat for seat in self.old.humans if seat in seats] or [*seats[:1]]
        bots = {seat: self.old.bots.get(seat, self.old.level) for seat in seats if seat not in humans}
        table = Table(self.match, humans, bots)
        if len(self.old.conferred) == len(self.old.bots):
            table.hush()
        return table


def _plain(order: Order) -> Order:
    """What an order does, at whatever rank."""
    return attrs.evolve(order.done, rank=None)
