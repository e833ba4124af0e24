"""Prospects: what comes of offers, for both sides at once, and what each side makes of it."""

from __future__ import annotations

from collections.abc import Iterable, KeysView, Sequence
from functools import cached_property

import attrs
import numpy as np
from numpy.typing import NDArray

from game.bots.bundle import Bundle
from game.bots.ideas import KEPT, Idea, needed
from game.bots.lookahead import Floats, Futures, futures
from game.bots.replies import Seen, look_round, seen_of, table
from game.bots.temper import temper
from game.bots.trial import Trial, tried
from game.deals import Offer, as_sheet
from game.model.orders import Order
from game.model.sheets import gather
from game.view import View

MARGIN = 0.25
"""Points of the own brief that a deal must gain to be worth a pledge."""
SURE = 0.4
"""What it is worth to be sure of what the other would do anyway, as a share of its whole worth."""
DOUBT = 3
"""How steeply trust falls with credibility lost: the power of the share that is left of what everybody starts with."""
GRUDGE = 0.5
"""What a word broken to oneself leaves of the trust, each time."""
AHEAD = ("position", "consent")
"""Kinds of orders that are thought of a turn ahead, beside meetings and what moves a file."""


@attrs.frozen(eq=False)
class Worth:
    """What n offers are worth to one seat, in points: gain (n,), its parts, and the change of each line of the brief (n, L)."""

    own: Floats
    """(n,): what the seat's own clauses change."""
    price: Floats
    """(n,): the capital and time that they take."""
    theirs: Floats
    """(n,): what the other's clauses change, if it is sure to keep its word."""
    trust: Floats
    """(n,): how far its word counts, 0..1."""
    lines: Floats

    @property
    def gain(self) -> Floats:
        """What it is all worth, the other's word counted as far as it is trusted."""
        found: Floats = self.own - self.price + self.trust * self.theirs
        return found

    @property
    def trusted(self) -> Floats:
        """What it would be worth from one whose word is certain."""
        found: Floats = self.own - self.price + self.theirs
        return found


@attrs.frozen(eq=False, slots=False)
class Prospects:
    """The ends of the game that n offers of one turn lead to, seven rows for each in `future`.

    For the proposer and then for the other: what the seat would do anyway, its clauses, those with what the other would not
    do anyway; at last all clauses of both.
    """

    offers: tuple[Offer, ...]
    future: Futures
    view: View

    @cached_property
    def welcome(self) -> NDArray[np.bool_]:
        """(n, 2): whether each side, the proposer first, gains the margin, as far as everybody sees."""
        found = np.zeros((len(self.offers), 2), dtype=np.bool_)
        for seen in table(self.view):
            for side in (0, 1):
                which = [k for k, offer in enumerate(self.offers) if (offer.proposer, offer.other)[side] == seen.view.seat]
                if which:
                    found[which, side] = self.worth(seen.view, which).gain >= MARGIN
        return found

    def worth(self, view: View, which: Sequence[int] | None = None) -> Worth:
        """What a seat makes of (some of) the offers that it is a side of."""
        chosen = list(range(len(self.offers)) if which is None else which)
        offers = [self.offers[k] for k in chosen]
        start = 7 * np.array(chosen, dtype=np.intp)
        side = start + [0 if offer.proposer == view.seat else 3 for offer in offers]
        places = np.stack([side, side + 1, side + 2, start + 6], axis=1)
        points, lines = self.future.mine(view)[places], self.future.lines[:, list(view.goals)]
        fresh, sure = points[:, 2] - points[:, 1], SURE * (points[:, 3] - points[:, 2])
        return Worth(
            own=points[:, 1] - points[:, 0],
            price=np.array([_price(view, offer) for offer in offers]),
            theirs=fresh + sure,
            trust=np.array([trust(view, offer) for offer in offers]),
            lines=lines[places[:, 3]] - lines[places[:, 0]],
        )


def prospects(view: View, offers: Sequence[Offer]) -> Prospects:
    """Look ahead over offers for the turn of the view, everybody else passing."""
    rows = [row for offer in offers for row in _rows(view, offer)]
    return Prospects(tuple(offers), futures(view, rows or [()]), view)


def _rows(view: View, offer: Offer) -> list[list[Order]]:
    habit, found = expected(view), list[list[Order]]()
    for seat in (offer.proposer, offer.other):
        mine = offer.of(seat)
        theirs = tuple(order for order in offer.clauses if order.seat != seat)
        base = [order for order in mine if order in habit]
        fresh = [order for order in theirs if order not in habit]
        found += [_with_help(view, orders, theirs) for orders in (base, mine, (*mine, *fresh))]
    return [*found, _with_help(view, offer.clauses, ())]


def _with_help(view: View, orders: Iterable[Order], leave: Sequence[Order]) -> list[Order]:
    """Orders with what others must do for them, but not what is to be left out."""
    given = list(orders)
    helps = [o for order in given for o in _needed(view, order) if o not in leave]
    whole = list(dict.fromkeys([*given, *helps]))
    return [o for seat in dict.fromkeys(o.seat for o in whole) for o in as_sheet([o for o in whole if o.seat == seat])]


def _needed(view: View, order: Order) -> tuple[Order, ...]:
    known: dict[Order, tuple[Order, ...]] = view.notes.setdefault("needed", {})
    if order not in known:
        known[order] = needed(seen_of(view, order.seat).view, order)
    return known[order]


def trust(view: View, offer: Offer) -> float:
    """How far the other's word counts: less the more credibility it has lost, and less again for each word broken to oneself;
    and as far as the seat's temperament trusts.

    On the last turn pledges are executed at once, so anybody's word is good.
    """
    if offer.turn == view.turns[-1]:
        return 1.0
    other = offer.other if offer.proposer == view.seat else offer.proposer
    left = min(view.board.credibility(other) / view.scenario.rules.credibility, 1.0)
    broken = len({p.turn for p in view.pledges if (p.giver, p.to, p.state) == (other, view.seat, "broken")})
    return float(temper(view).trust * left**DOUBT * GRUDGE**broken)


def _price(view: View, offer: Offer) -> float:
    """What the own clauses cost that would not be ordered anyway: capital, and the leader's time."""
    habit = expected(view)
    return sum(price_of(view, order) for order in offer.of(view.seat) if order not in habit)


def price_of(view: View, order: Order) -> float:
    """What an order costs in points: its capital, and the best thing that its slots keep the leader from."""
    desk = view.desk
    slots = 1 if order.action == "request" else desk.slots_of(desk.entry(order))
    last = view.world.step + 1 >= len(view.turns)
    return (0.0 if last else KEPT * desk.price(order)) + slots * _time(view)


def _time(view: View) -> float:
    """What a slot of the seat's leader is worth, as far as everybody sees: the net of the last idea that would find time."""
    known: dict[str, float] = view.notes.setdefault("time", {})
    if view.seat not in known:
        seen = seen_of(view, view.seat)
        nets = [idea.net for idea in seen.thoughts if idea.partner or view.desk.slots_of(view.desk.entry(idea.order))]
        slots = int(view.rulebook.slots[view.rulebook.names.seats.index(view.seat)])
        known[view.seat] = max(nets[slots - 1], 0.0) if len(nets) >= slots > 0 else 0.0
    return known[view.seat]


def expected(view: View) -> KeysView[Order]:
    """What all seats are expected to order without any deal, requests at rank 1; from what everybody sees, once a turn.

    A set that keeps its sequence: requests are ranked by it, and a game must not hang on how a process happens to hash.
    """
    if "expected" not in view.notes:
        view.notes["expected"] = dict.fromkeys(order for seen in table(view) for order in _habit(seen)).keys()
    found: KeysView[Order] = view.notes["expected"]
    return found


def _habit(seen: Seen) -> list[Order]:
    bundle = Bundle(seen.view)
    for idea in seen.thoughts:
        if not idea.consents and idea.net > 0.0 and bundle.fits(idea):
            bundle = bundle.add(idea)
    return [idea.order for idea in bundle.chosen] + [idea.order for idea in seen.thoughts if idea.consents]


def at(view: View, turn: int) -> View:
    """The view in which an offer for a turn is looked at: this one, or tomorrow's."""
    return view if turn == view.turn else tomorrow(view)


def tomorrow(view: View) -> View:
    """What a seat may expect to see next turn, if all do this turn what is expected of them."""
    if "tomorrow" not in view.notes:
        sheets = [order for seat in view.board.seats for order in as_sheet([o for o in expected(view) if o.seat == seat])]
        trial = Trial(view.rulebook, view.world, gather(view.rulebook, [sheets]), view.world.step + 1)
        view.notes["tomorrow"] = tried(trial), {}
    world, notes = view.notes["tomorrow"]
    later = attrs.evolve(view, world=world, sheet=None, notes=notes)
    if "table" not in notes and not later.over:
        notes["table"] = look_round(later, _ahead)
    return later


def _ahead(view: View, idea: Idea) -> bool:
    if idea.partner:
        return True
    entry = view.rulebook.catalogue.entries[view.desk.entry(idea.order)]
    return entry.kind in AHEAD or entry.convenes
