"""Bargaining: what a seat answers to an offer, for which reason, and what it would accept instead."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

import attrs
import numpy as np
from numpy.typing import NDArray

from game.bots.offers import fits, known, market, possible, turned
from game.bots.prospects import MARGIN, Prospects, Worth, at, prospects
from game.bots.replies import seen_of
from game.deals import Corridor, Offer, unsold
from game.model.orders import IllegalOrder, Order
from game.view import View

SWEETENERS = 6
"""How many further clauses of the proposer are looked at before an offer is refused."""
FELT = 0.1
"""Points below which a change of a line is no reason."""
Why = Literal["gain", "cost", "price", "little", "distrust", "unable", "silent"]


@attrs.frozen(kw_only=True)
class Answer:
    """What a bot says to an offer, its own ones too: whether it accepts, the largest reason that can be told, and what it
    would accept."""

    accept: bool
    why: Why
    """gain: accepted; cost: a line of the brief loses; price: it takes more capital and time than it brings; little: too little
    is offered; distrust: it would be accepted from one that keeps its word; unable: the orders are not possible; silent: the
    seat makes no deals."""
    gain: float = 0.0
    """Points it is worth, by the bot's look-ahead, all counted: not to be shown, the secret goal is in it."""
    clause: Order | None = None
    """The clause that counts most."""
    line: str = ""
    """The line of the open brief that counts most."""
    text: str = ""
    points: float = 0.0
    """What that line gains or loses, or the price; a rough size."""
    instead: Offer | None = None
    """The same deal in a form that would be accepted."""


def consider(view: View, offer: Offer) -> Answer:
    """Accept what gains at least the margin; otherwise say what it costs, and what would be accepted."""
    if _open(view, offer):
        found, place = known(view, offer)
        answer = _judged(view, offer, found.worth(at(view, offer.turn), [place]))
    else:
        answer = Answer(accept=False, why="unable")
    return answer if answer.accept else attrs.evolve(answer, instead=_instead(view, offer))


def _open(view: View, offer: Offer) -> bool:
    """Whether both sides could give these orders, this one beside all that binds it, as far as it sees."""
    bound = Corridor(view.talks, view.pledges).bound(view.seat, offer.turn)
    others = [order for order in bound if offer.proposer != view.seat or order not in offer.gives]
    try:
        unsold(offer, view.seat, others)
    except IllegalOrder:
        return False
    return possible(view, offer) and fits(at(view, offer.turn), view.seat, [*others, *offer.of(view.seat)])


def _judged(view: View, offer: Offer, worth: Worth) -> Answer:
    gain, price = float(worth.gain[0]), float(worth.price[0])
    accept, trusted = gain >= MARGIN, worth.trusted[0] >= MARGIN
    line, text, points = _largest(view, worth.lines[0], up=accept or bool(trusted))
    why: Why = "gain" if accept else "distrust" if trusted else "little"
    if why == "little" and max(-points, price) > FELT:
        why, points = ("cost", points) if -points > price else ("price", price)
    clause = _clause(view, offer, offer.of(view.seat) if why in ("cost", "price") else _theirs(view, offer))
    return Answer(accept=accept, why=why, gain=gain, clause=clause, line=line, text=text, points=points)


def _largest(view: View, change: NDArray[np.float64], up: bool) -> tuple[str, str, float]:
    """Of the open lines the one that gains most or loses most: id, text and points. The secret one is no reason to give."""
    lines = [view.rulebook.goals.lines[g] for g in view.goals]
    shown = [k for k, line in enumerate(lines) if not line.secret]
    most = max(shown, key=lambda k: float(change[k]) if up else -float(change[k]))
    return lines[most].goal.id, lines[most].goal.text, float(change[most])


def _theirs(view: View, offer: Offer) -> tuple[Order, ...]:
    return tuple(order for order in offer.clauses if order.seat != view.seat)


def _clause(view: View, offer: Offer, clauses: Sequence[Order]) -> Order | None:
    """The one of these clauses that changes most for the seat's open goals if it is left out."""
    if len(clauses) < 2:
        return clauses[0] if clauses else None
    seen = at(seen_of(view, view.seat).view, offer.turn)
    gain = prospects(seen, [offer, *(_without(offer, order) for order in clauses)]).worth(seen).trusted
    return clauses[int(np.argmax(np.abs(gain[1:] - gain[0])))]


def _without(offer: Offer, clause: Order) -> Offer:
    gives, asks = (tuple(order for order in side if order is not clause) for side in (offer.gives, offer.asks))
    return attrs.evolve(offer, gives=gives, asks=asks)


def _instead(view: View, offer: Offer) -> Offer | None:
    """What would be accepted in its place: the offer with one clause less asked, one asked for less, or one more given; if
    none would, another deal with the proposer. Of several the one that leaves the proposer most, as far as everybody sees."""
    there = at(view, offer.turn)
    near = [o for o in (*_softer(offer), *_sweeter(view, offer)) if _open(view, o)]
    return _kindest(there, prospects(there, near), range(len(near))) or _other_deal(view, offer)


def _other_deal(view: View, offer: Offer) -> Offer | None:
    there = at(view, offer.turn)
    found = market(there)
    which = [k for k, deal in enumerate(found.offers) if {deal.proposer, deal.other} == {offer.proposer, view.seat}]
    best = _kindest(there, found, [k for k in which if _open(view, turned(found.offers[k], offer.proposer))])
    return turned(best, offer.proposer) if best else None


def _kindest(view: View, found: Prospects, which: Sequence[int]) -> Offer | None:
    if not which:
        return None
    offers = [found.offers[k] for k in which]
    partner = seen_of(view, next(side for side in (offers[0].proposer, offers[0].other) if side != view.seat)).view
    gain, left = found.worth(view, which).gain, found.worth(partner, which).gain
    good = np.flatnonzero(gain >= MARGIN)
    return offers[int(good[np.argmax(left[good])])] if len(good) else None


def _softer(offer: Offer) -> list[Offer]:
    less = [_without(offer, order) for order in offer.asks if len(offer.asks) > 1]
    return less + [
        attrs.evolve(offer, asks=tuple(attrs.evolve(o, level=o.level - 1) if o is order else o for o in offer.asks))
        for order in offer.asks
        if order.level > 1
    ]


def _sweeter(view: View, offer: Offer) -> list[Offer]:
    """The offer with one more order of the proposer, of those that the seat's brief gains most by."""
    if len(offer.gives) >= view.scenario.rules.clauses:
        return []
    there = at(view, offer.turn)
    seen = seen_of(there, offer.proposer)
    gains = seen.lines[:, list(view.goals)].sum(axis=1)
    best = [seen.every[k].order for k in np.argsort(-gains, kind="stable")[: 2 * SWEETENERS] if gains[k] > 0.0]
    more = [order for order in best if order not in offer.gives and order.action != "request"]
    return [attrs.evolve(offer, gives=(*offer.gives, order)) for order in more][:SWEETENERS]
