"""Offers: the deals that a bot opens, found among what every seat could do for every other, this turn and the next."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations

import attrs
import numpy as np

from game.bots.lookahead import Floats
from game.bots.prospects import MARGIN, Prospects, at, expected, price_of, prospects, tomorrow
from game.bots.replies import Seen, seen_of, table
from game.deals import Offer, as_sheet
from game.model.orders import Order
from game.view import View

NOW, LATER = 2, 1
"""Offers that a bot opens in a turn, for that turn and for the next one."""
TRIED = 6
"""Deals of a seat that are looked at with all that goes with them, of those that seem best to it at first sight."""
PAIR = 2
"""Exchanges of favours of two seats that are looked at, of those that seem best to each."""


@attrs.frozen
class Deal:
    """An offer, and the points that it seems to gain the seat and its partner."""

    offer: Offer
    mine: float
    theirs: float

    @property
    def sides(self) -> tuple[str, str]:
        """Whom it is between."""
        return self.offer.proposer, self.offer.other

    def gain(self, seat: str) -> float:
        """The points of one of them."""
        return self.mine if seat == self.offer.proposer else self.theirs


def propose(view: View) -> tuple[Offer, ...]:
    """Offers for this turn, then for the next one, best first: each gains the seat, and its partner as far as its open
    goals tell."""
    if view.over:
        return ()
    later = tomorrow(view)
    return _best(view, view, NOW) + (() if later.over else _best(view, later, LATER))


def _best(view: View, there: View, most: int) -> tuple[Offer, ...]:
    found: list[Offer] = []
    bound = {attrs.evolve(pledge.order, level=1) for pledge in view.pledges if pledge.turn == there.turn}
    for offer in _welcome(there):
        clauses = {attrs.evolve(order, level=1) for order in offer.clauses}
        fresh = not clauses & bound and all(offer.other != o.other for o in found)
        if len(found) < most and fresh and _together(view, there, [*found, offer]):
            found.append(offer)
            bound |= clauses
    return tuple(found)


def _welcome(there: View) -> list[Offer]:
    """The deals of the market that are worth a pledge to the seat and to its partner, as offers of the seat, best first."""
    found = market(there)
    sides = [(offer.proposer, offer.other) for offer in found.offers]
    mine = [k for k, pair in enumerate(sides) if there.seat in pair and found.welcome[k, 1 - pair.index(there.seat)]]
    gain = found.worth(there, mine).gain if mine else ()
    ranked = sorted(zip(mine, gain, strict=True), key=lambda deal: -float(deal[1]))
    return [turned(found.offers[k], there.seat) for k, points in ranked if points >= MARGIN]


def turned(offer: Offer, proposer: str) -> Offer:
    """The same deal as an offer of one of its two sides."""
    if offer.proposer == proposer:
        return offer
    return Offer(proposer, offer.proposer, offer.asks, offer.gives, offer.turn)


def _together(view: View, there: View, offers: Sequence[Offer]) -> bool:
    """Whether the seat could keep its word in all of them."""
    owed = [p.order for p in view.pledges if (p.giver, p.turn, p.state) == (view.seat, there.turn, "open")]
    return fits(there, view.seat, [*owed, *(order for offer in offers for order in offer.gives)])


def possible(view: View, offer: Offer) -> bool:
    """Whether both sides could order their clauses alone when their turn comes, as far as anybody can see."""
    there = at(view, offer.turn)
    return all(fits(there, seat, offer.of(seat)) for seat in (offer.proposer, offer.other))


def fits(view: View, seat: str, orders: Sequence[Order]) -> bool:
    """Whether a seat may promise these orders, and could give them together."""
    desk = seen_of(view, seat).view.desk
    return all(map(desk.promisable, orders)) and desk.allows(as_sheet(orders))


def known(view: View, offer: Offer) -> tuple[Prospects, int]:
    """The prospects of an offer, from the market if it is one of its deals; and its place among them."""
    there = at(view, offer.turn)
    found = market(there)
    same = [k for k, deal in enumerate(found.offers) if turned(deal, offer.proposer) == offer]
    return (found, same[0]) if same else (prospects(there, [offer]), 0)


def market(view: View) -> Prospects:
    """The deals of one turn that seem good for both sides, as far as everybody sees. The same for whoever asks, so it is
    worked out once a turn."""
    if "market" not in view.notes:
        blank = table(view)[0].view
        view.notes["market"] = prospects(blank, _promising(blank))
    found: Prospects = view.notes["market"]
    return found


def _promising(view: View) -> list[Offer]:
    seats = [_Seat(view, seen) for seen in table(view)]
    deals = [deal for one, other in combinations(seats, 2) for deal in _deals(one, other)]
    kept: dict[Offer, None] = {}
    for seat in view.board.seats:
        own = sorted((deal for deal in deals if seat in deal.sides), key=lambda deal: -deal.gain(seat))
        kept |= dict.fromkeys(deal.offer for deal in own[:TRIED])
    return list(kept)


class _Seat:
    """One seat's ideas with what they do for everybody: gains (n, D) in points, prices (n,) of what is not ordered anyway."""

    def __init__(self, view: View, seen: Seen) -> None:
        habit, every = expected(view), seen.every
        self.place = view.rulebook.names.seats.index(seen.view.seat)
        self.seat, self.turn = seen.view.seat, view.turn
        self.seen, self.habit = seen, habit
        self.gains: Floats = seen.lines @ view.rulebook.goals.open_lines.T
        self.prices = np.array([0.0 if idea.order in habit else price_of(seen.view, idea.order) for idea in every])
        self.favours = np.array([self._favour(idea.order) for idea in every], dtype=np.bool_)

    def _favour(self, order: Order) -> bool:
        """Whether it can be given by itself, may be promised, and would not be given anyway."""
        return order not in self.habit and order.action not in ("request", "choose") and self.seen.view.desk.promisable(order)


def _deals(one: _Seat, other: _Seat) -> Iterator[Deal]:
    """What the two could do together, and the exchanges of favours that are best for either; both gain at first sight."""
    for deal in (*_joint(one, other), *_exchanges(one, other)):
        if deal.mine > 0.0 and deal.theirs > 0.0:
            yield deal


def _joint(one: _Seat, other: _Seat) -> Iterator[Deal]:
    prices = {idea.order: price for idea, price in zip(other.seen.every, other.prices.tolist(), strict=True)}
    for k, idea in enumerate(one.seen.every):
        if idea.others and {order.seat for order in idea.others} == {other.seat} and not {idea.order, *idea.others} <= one.habit:
            offer = Offer(one.seat, other.seat, (idea.order,), idea.others, one.turn)
            cost = sum(prices.get(order, 0.0) for order in idea.others)
            yield Deal(offer, one.gains[k, one.place] - one.prices[k], one.gains[k, other.place] - cost)


def _exchanges(one: _Seat, other: _Seat) -> Iterator[Deal]:
    """One order against another, neither of which would be given anyway."""
    given = np.flatnonzero(one.favours & (one.gains[:, other.place] > MARGIN))
    taken = np.flatnonzero(other.favours & (other.gains[:, one.place] > MARGIN))
    if not len(given) or not len(taken):
        return
    mine, theirs = (one.gains[given, seat][:, None] + other.gains[taken, seat] for seat in (one.place, other.place))
    mine, theirs = mine - one.prices[given][:, None], theirs - other.prices[taken]
    good = (mine > 0.0) & (theirs > 0.0)
    best = [np.argsort(np.where(good, -gain, np.inf), axis=None, kind="stable")[:PAIR] for gain in (mine, theirs)]
    for i, j in dict.fromkeys(divmod(int(k), len(taken)) for k in np.concatenate(best)):
        orders = (one.seen.every[given[i]].order,), (other.seen.every[taken[j]].order,)
        yield Deal(Offer(one.seat, other.seat, *orders, one.turn), float(mine[i, j]), float(theirs[i, j]))
