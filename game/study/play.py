"""Whole games played by bots, and the same games again with one seat passing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

import attrs

from game.deals import Pledge, joined
from game.match import Match
from game.model.legality import Desk
from game.model.orders import Order
from game.scenario.schema import Scenario
from game.scenario.settings import Setting
from game.table import Table


@attrs.frozen(kw_only=True)
class Setup:
    """What all games of a study share."""

    scenario: Scenario
    length: str | None = None
    bots: dict[str, str] = attrs.field(factory=dict)
    """The bot of each seat, by the seat's id; the others are `bot`."""
    bot: str = "greedy"
    settings: tuple[Setting, ...] = ()
    """What the scenario has been set to, where that is varied."""

    def named(self, seat: str) -> str:
        """The bot that plays a seat."""
        return self.bots.get(seat, self.bot)


def play(setup: Setup, seed: int) -> Match:
    """A whole game of bots. Raises UnknownBot; KeyError for an unknown length."""
    match = Match(setup.scenario, seed, setup.length)
    Table(match, bots={seat: setup.named(seat) for seat in match.seats}).play()
    return match


def without(match: Match, silent: str) -> Match:
    """The same game under the same luck with one seat passing; the others' orders are kept as far as they stay legal, and their
    pledges are judged by them. The silent seat promises nothing: `dropped` counts what it had promised."""
    sheets = [{seat: orders for seat, orders in turn.items() if seat != silent} for turn in match.played]
    return again(match.branch(match.turns[0]), sheets, kept_pledges(match.corridor.pledges, silent))


def kept_pledges(pledges: Iterable[Pledge], silent: str) -> tuple[Pledge, ...]:
    """The pledges of everybody but one seat, those to it among them."""
    return tuple(pledge for pledge in pledges if pledge.giver != silent)


def dropped(match: Match, silent: str) -> int:
    """How many pledges are left out of the game without a seat."""
    return len(match.corridor.pledges) - len(kept_pledges(match.corridor.pledges, silent))


def again(match: Match, played: Sequence[Mapping[str, Sequence[Order]]], pledges: Sequence[Pledge]) -> Match:
    """Play recorded sheets, turn by turn, in a new game, as far as they are legal there, with the pledges that fall due; returns
    that game."""
    for sheets in played:
        due = tuple(attrs.evolve(pledge, state="open") for pledge in pledges if pledge.turn == match.turn)
        match.corridor = attrs.evolve(match.corridor, pledges=(*match.corridor.pledges, *due))
        for seat, orders in sheets.items():
            resubmit(match, seat, orders)
        match.resolve()
    return match


def resubmit(match: Match, seat: str, orders: Sequence[Order]) -> tuple[Order, ...]:
    """Hand in what is still legal of a recorded sheet, with the words that must be kept; returns that."""
    desk, owed = match.view(seat).desk, match.corridor.owed(seat, match.turn)
    sheet = refitted(desk, owed, orders, match.turn == match.turns[-1])
    match.submit(seat, sheet, match.turn)
    return sheet


def refitted(desk: Desk, owed: Sequence[Order], orders: Sequence[Order], last: bool) -> tuple[Order, ...]:
    """What is handed in of a recorded sheet: all of it where it is legal, else what still is; on the last turn, when words must
    be kept, with all that is pledged and possible."""
    kept = still_legal(desk, owed, orders)
    return joined(desk, owed, kept) if last and owed else kept


def still_legal(desk: Desk, owed: Iterable[Order], orders: Sequence[Order]) -> tuple[Order, ...]:
    """All orders of a sheet where they are legal together, else those that still are."""
    return tuple(orders) if desk.allows(orders) else legal_part(desk, owed, orders)


def legal_part(desk: Desk, owed: Iterable[Order], orders: Sequence[Order]) -> tuple[Order, ...]:
    """The orders that are still legal, added one after the other, those first that are pledged; requests move up."""
    kept = tuple[Order, ...]()
    promised = {attrs.evolve(order, rank=None) for order in owed}
    ranks: dict[int | None, int] = {}

    def first(order: Order) -> tuple[bool, int, int]:
        kind = 0 if order.action == "request" else 2 if order.inner is not None else 1
        return attrs.evolve(order, rank=None) not in promised, kind, order.rank or 0

    for order in sorted(orders, key=first):
        asked = sum(o.action == "request" for o in kept)
        moved = order if order.rank is None else attrs.evolve(order, rank=ranks.get(order.rank, 0) if order.inner else asked + 1)
        if desk.problem(moved, kept) is None:
            kept += (moved,)
            if order.inner is None and order.rank is not None:
                ranks[order.rank] = asked + 1
    return kept


def orders_given(match: Match) -> Counter[tuple[str, str]]:
    """(seat, action) as carried out: a meeting once for each seat in it, answers to cards only where they were written."""
    found: Counter[tuple[str, str]] = Counter()
    for report, sheets in zip(match.reports, match.played, strict=True):
        written = {str(o.done) for orders in sheets.values() for o in orders}
        found.update((o.seat, o.action) for o in report.orders if o.action != "choose" or str(o) in written)
        found.update((seat, "meeting") for pair in report.meetings for seat in pair if seat in match.seats)
    return found
