"""Bargaining: what an offer is worth to a seat, and what it answers."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Literal

import attrs
import numpy as np
from numpy.typing import NDArray

from game.bots.bundle import Bundle
from game.bots.ideas import KEPT, needed
from game.bots.lookahead import Floats, futures
from game.bots.replies import Seen, seen_of, table
from game.bots.temper import temper
from game.deals import Offer, as_sheet
from game.model.legality import Desk
from game.model.orders import IllegalOrder, Order
from game.view import View

MARGIN = 0.25
"""Points of the own brief that a deal must gain to be worth a pledge."""
SURE = 0.4
"""What it is worth to be sure of what the other would do anyway, as a share of its whole worth."""
SWEETENERS = 6
"""How many further clauses of the proposer are looked at before an offer is refused."""
Why = Literal["gain", "cost", "little", "distrust", "unable", "silent"]


@attrs.frozen(kw_only=True)
class Answer:
    """What a bot says to an offer: whether it accepts, the line of its open brief that counts most, and what it would accept."""

    accept: bool
    why: Why
    """gain: accepted; cost: a line of the brief loses; little: too little is offered; distrust: it would be accepted from one
    that keeps its word; unable: the orders are not possible; silent: the seat makes no deals."""
    gain: float = 0.0
    """Points it is worth, by the bot's look-ahead; a rough size."""
    line: str = ""
    text: str = ""
    points: float = 0.0
    instead: Offer | None = None
    """The same deal in a form that would be accepted."""


@attrs.frozen(eq=False)
class Worth:
    """What n offers are worth to a seat: gain (n,) in points, the gain (n,) if the other were sure to keep its word, and
    the change (n, L) of each line of the brief."""

    gain: Floats
    trusted: Floats
    lines: Floats


def weigh(view: View, offers: Sequence[Offer]) -> Worth:
    """Value offers of one turn by the futures with and without their clauses, everybody else passing."""
    found = [_rows(view, offer) for offer in offers]
    future = futures(view, [row for rows in found for row in rows], offers[0].turn != view.turn)
    points = future.mine(view).reshape(len(offers), 4)
    lines = future.lines[:, list(view.goals)].reshape(len(offers), 4, -1)
    own, fresh, sure = points[:, 1] - points[:, 0], points[:, 2] - points[:, 1], SURE * (points[:, 3] - points[:, 2])
    price = np.array([_price(view, offer) for offer in offers])
    trust = np.array([_trust(view, offer) for offer in offers])
    return Worth(
        gain=own - price + trust * (fresh + sure), trusted=own - price + fresh + sure, lines=lines[:, 3] - lines[:, 0]
    )


def _rows(view: View, offer: Offer) -> list[list[Order]]:
    """Four turns: what the seat would do anyway; its clauses; with what the other would not do anyway; with all."""
    mine = offer.of(view.seat)
    theirs = tuple(order for order in offer.clauses if order.seat != view.seat)
    habit = expected(view)
    base = [order for order in mine if order in habit]
    fresh = [order for order in theirs if order not in habit]
    sides = ((base, theirs), (mine, theirs), ((*mine, *fresh), theirs), ((*mine, *theirs), ()))
    return [_with_help(view, orders, leave) for orders, leave in sides]


def _with_help(view: View, orders: Iterable[Order], leave: Sequence[Order]) -> list[Order]:
    """Orders with what others must do for them, but not what is to be left out."""
    given = list(orders)
    helps = [o for order in given for o in needed(attrs.evolve(view, seat=order.seat), order) if o not in leave]
    whole = list(dict.fromkeys([*given, *helps]))
    return [o for seat in dict.fromkeys(o.seat for o in whole) for o in as_sheet([o for o in whole if o.seat == seat])]


def _trust(view: View, offer: Offer) -> float:
    """How far the other's word counts: on the last turn it is executed at once."""
    if offer.turn == view.turns[-1]:
        return 1.0
    return temper(view).trust * view.board.credibility(offer.other if offer.proposer == view.seat else offer.proposer) / 100.0


def _price(view: View, offer: Offer) -> float:
    """What the own clauses cost that would not be ordered anyway: capital, and the leader's time."""
    mine = [order for order in offer.of(view.seat) if order not in expected(view)]
    return sum(price_of(view, order) for order in mine)


def price_of(view: View, order: Order) -> float:
    """What an order costs in points: its capital, and the best thing that its slots keep the leader from."""
    desk = view.desk
    slots = 1 if order.action == "request" else desk.slots_of(desk.entry(order))
    last = view.world.step + 1 >= len(view.turns)
    return (0.0 if last else KEPT * desk.price(order)) + slots * _time(view)


def _time(view: View) -> float:
    """What a slot of the seat's leader is worth: the net of the last of its ideas that would find time."""
    seen = seen_of(view, view.seat)
    nets = [idea.net for idea in seen.thoughts if idea.partner or view.desk.slots_of(view.desk.entry(idea.order))]
    slots = int(view.rulebook.slots[view.rulebook.names.seats.index(view.seat)])
    return max(nets[slots - 1], 0.0) if len(nets) >= slots > 0 else 0.0


def expected(view: View) -> frozenset[Order]:
    """What all seats are expected to order without any deal, requests at rank 1; from what everybody sees, once a turn."""
    if "expected" not in view.notes:
        view.notes["expected"] = frozenset(order for seen in table(view) for order in _habit(seen))
    found: frozenset[Order] = view.notes["expected"]
    return found


def _habit(seen: Seen) -> list[Order]:
    bundle = Bundle(seen.view)
    for idea in seen.thoughts:
        if not idea.consents and idea.net > 0.0 and bundle.fits(idea):
            bundle = bundle.add(idea)
    return [idea.order for idea in bundle.chosen] + [idea.order for idea in seen.thoughts if idea.consents]


def consider(view: View, offer: Offer) -> Answer:
    """Accept what gains at least the margin; otherwise say what it costs, and what would be accepted."""
    worth = weigh(view, [offer])
    gain, (line, text, points) = float(worth.gain[0]), _largest(view, worth.lines[0])
    if gain >= MARGIN:
        return Answer(accept=True, why="gain", gain=gain, line=line, text=text, points=points)
    why: Why = "distrust" if worth.trusted[0] >= MARGIN else "cost" if points < -0.1 else "little"
    return Answer(accept=False, why=why, gain=gain, line=line, text=text, points=points, instead=_instead(view, offer))


def _largest(view: View, change: NDArray[np.float64]) -> tuple[str, str, float]:
    """Of the open lines the one that loses most, or else gains most: id, text and points."""
    lines = [view.rulebook.goals.lines[g] for g in view.goals]
    shown = [k for k, line in enumerate(lines) if not line.secret]
    worst = min(shown, key=lambda k: float(change[k]))
    if change[worst] > -0.1:
        worst = max(shown, key=lambda k: float(change[k]))
    return lines[worst].goal.id, lines[worst].goal.text, float(change[worst])


def _instead(view: View, offer: Offer) -> Offer | None:
    """The offer with one clause less asked, one asked for less, or one more given, that would be accepted; None if none would."""
    softer = [o for o in (*_softer(offer), *_sweeter(view, offer)) if _possible(view, o)]
    if not softer:
        return None
    worth = weigh(view, softer)
    good = [k for k in range(len(softer)) if worth.gain[k] >= MARGIN]
    return softer[min(good, key=lambda k: float(worth.gain[k]))] if good else None


def _softer(offer: Offer) -> list[Offer]:
    less = [tuple(o for o in offer.asks if o is not order) for order in offer.asks if len(offer.asks) > 1]
    less += [tuple(attrs.evolve(o, level=1) if o is order else o for o in offer.asks) for order in offer.asks if order.level > 1]
    return [attrs.evolve(offer, asks=asks) for asks in less]


def _sweeter(view: View, offer: Offer) -> list[Offer]:
    """The offer with one more order of the proposer, of those that the seat's brief gains most by."""
    if len(offer.gives) >= view.scenario.rules.clauses:
        return []
    seen = seen_of(view, offer.proposer)
    gains = seen.lines[:, list(view.goals)].sum(axis=1)
    best = [seen.every[k].order for k in np.argsort(-gains, kind="stable")[: 2 * SWEETENERS] if gains[k] > 0.0]
    more = [order for order in best if order not in offer.gives and order.action != "request"]
    return [attrs.evolve(offer, gives=(*offer.gives, order)) for order in more][:SWEETENERS]


def _possible(view: View, offer: Offer) -> bool:
    """Whether both sides could order their clauses alone, as far as anybody can see."""
    return offer.turn != view.turn or all(_fits(view, offer.of(seat), seat) for seat in (offer.proposer, offer.other))


def _fits(view: View, orders: Sequence[Order], seat: str) -> bool:
    try:
        Desk(view.rulebook, view.world, seat).check(as_sheet(orders))
    except IllegalOrder:
        return False
    return True
