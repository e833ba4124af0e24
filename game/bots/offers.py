"""Offers: the deals that a bot opens, found among what every seat could do for every other."""

from __future__ import annotations

from collections.abc import Iterator

import attrs
import numpy as np

from game.bots.bargain import MARGIN, expected, price_of, weigh
from game.bots.lookahead import Floats
from game.bots.replies import Seen, seen_of, table
from game.deals import Offer, as_sheet
from game.model.orders import IllegalOrder, Order
from game.view import View

MOST = 2
"""Offers that a bot opens in a turn."""
TRIED = 6
"""Deals that are looked at again with all that goes with them, of those that seem best at first sight."""


@attrs.frozen
class Deal:
    """An offer, and the points that it seems to gain the seat and its partner."""

    offer: Offer
    mine: float
    theirs: float


def propose(view: View) -> tuple[Offer, ...]:
    """Offers for this turn, best first: each gains the seat, and its partner as far as its open goals tell."""
    if view.over:
        return ()
    me = seen_of(view, view.seat)
    known = {attrs.evolve(pledge.order, level=1) for pledge in view.pledges if pledge.turn == view.turn}
    deals = [deal for other in table(view) if other.view.seat != view.seat for deal in _deals(view, me, other)]
    deals = [deal for deal in deals if not known & {attrs.evolve(order, level=1) for order in deal.offer.clauses}]
    best = sorted(deals, key=lambda deal: -deal.mine)[:TRIED]
    if not best:
        return ()
    gains = weigh(view, [deal.offer for deal in best]).gain
    ranked = sorted(zip(best, gains.tolist(), strict=True), key=lambda pair: -pair[1])
    found: list[Offer] = []
    for offer in [deal.offer for deal, gain in ranked if gain >= MARGIN]:
        fresh = not any(set(offer.clauses) & set(o.clauses) or offer.other == o.other for o in found)
        if fresh and _fits(view, [*found, offer]) and _welcome(view, offer):
            found.append(offer)
        if len(found) == MOST:
            break
    return tuple(found)


def _welcome(view: View, offer: Offer) -> bool:
    """Whether the partner would accept, as far as everybody sees."""
    return bool(weigh(seen_of(view, offer.other).view, [offer]).gain[0] >= MARGIN)


def _fits(view: View, offers: list[Offer]) -> bool:
    """Whether the seat could keep its word in all of them."""
    try:
        view.desk.check(as_sheet([*view.pledged, *(order for offer in offers for order in offer.gives)]))
    except IllegalOrder:
        return False
    return True


def _deals(view: View, me: Seen, other: Seen) -> Iterator[Deal]:
    """What the two could do together, and the exchange of favours that is best for the seat."""
    mine, theirs = me.lines[:, list(view.goals)].sum(axis=1), me.lines[:, list(other.view.goals)].sum(axis=1)
    for k, idea in enumerate(me.every):
        both = idea.others and {order.seat for order in idea.others} == {other.view.seat}
        order = _first(idea.order)
        if both and not {order, *idea.others} <= expected(view):
            deal = _deal(view, other, (order,), idea.others, float(mine[k]), float(theirs[k]))
            if deal.mine > 0.0 and deal.theirs > 0.0:
                yield deal
    yield from _exchange(view, me, other)


def _exchange(view: View, me: Seen, other: Seen) -> Iterator[Deal]:
    """One order against another, neither of which would be given anyway."""
    given, taken = _favours(view, me, other), _favours(view, other, me)
    if not given or not taken:
        return
    mine = _effects(me, given, view.goals)[:, None] + _effects(other, taken, view.goals)[None, :]
    theirs = _effects(me, given, other.view.goals)[:, None] + _effects(other, taken, other.view.goals)[None, :]
    good = np.where(theirs > MARGIN, mine, -np.inf)
    for place in np.argsort(-good, axis=None, kind="stable")[:3]:
        i, j = divmod(int(place), len(taken))
        if good[i, j] > 0.0:
            orders = (me.every[given[i]].order,), (other.every[taken[j]].order,)
            deal = _deal(view, other, *orders, float(mine[i, j]), float(theirs[i, j]))
            if deal.mine > 0.0 and deal.theirs > 0.0:
                yield deal


def _favours(view: View, giver: Seen, taker: Seen) -> list[int]:
    """The giver's ideas that need no promise of the taker, gain the taker, and would not be ordered anyway."""
    gains, habit = giver.lines[:, list(taker.view.goals)].sum(axis=1), expected(view)
    return [
        k
        for k in np.flatnonzero(gains > MARGIN).tolist()
        if giver.every[k].order not in habit and giver.every[k].order.action not in ("request", "choose")
        and giver.view.desk.promisable(giver.every[k].order)
    ]


def _effects(seen: Seen, which: list[int], goals: tuple[int, ...]) -> Floats:
    found: Floats = seen.lines[which][:, list(goals)].sum(axis=1)
    return found


def _deal(view: View, other: Seen, gives: tuple[Order, ...], asks: tuple[Order, ...], mine: float, theirs: float) -> Deal:
    """A deal with the price of its clauses taken off both sides."""
    offer = Offer(view.seat, other.view.seat, gives, tuple(map(_first, asks)), view.turn)
    cost = sum(price_of(view, order) for order in gives if order not in expected(view))
    price = sum(price_of(other.view, order) for order in asks if order not in expected(view))
    return Deal(offer, mine - cost, theirs - price)


def _first(order: Order) -> Order:
    return attrs.evolve(order, rank=1) if order.action == "request" else order
