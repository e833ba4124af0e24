"""Ideas: what a seat could do this turn, what others would have to do for it, and what it would be worth."""

from __future__ import annotations

from collections.abc import Sequence

import attrs

from game.bots.lookahead import Floats, Futures
from game.model.catalogue import Entry
from game.model.orders import Order
from game.view import View

KEPT = 0.15
"""Points that one capital kept for later is taken to be worth."""
INDIFFERENT = 0.05
"""Points that nobody refuses the others' gain for: a consent is free."""
LIKELY, FAIR, UNLIKELY = 0.8, 0.5, 0.25
"""How likely a leader is to meet one: who asked last turn, who would gain by it, who would not."""


@attrs.frozen
class Idea:
    """One order, what others would have to do for it to have an effect, and what it is taken to be worth."""

    order: Order
    others: tuple[Order, ...] = ()
    gain: float = 0.0
    """Points of the own brief if it comes about."""
    chance: float = 1.0
    price: float = 0.0

    @property
    def partner(self) -> str | None:
        """Whom a meeting would be with, None if it is no meeting."""
        return self.order.target if self.order.action == "request" else None

    @property
    def consents(self) -> bool:
        """Whether it only lets a file move."""
        return self.order.action == "consent"

    @property
    def net(self) -> float:
        """What it is worth on average, less its price."""
        return self.chance * self.gain - self.price


def ideas(view: View) -> list[Idea]:
    """Every order the seat may give, and every meeting it may ask for."""
    return [Idea(order, needed(view, order)) for order in view.legal_orders()]


def needed(view: View, order: Order) -> tuple[Order, ...]:
    """What others must do for an order of the view's seat to have an effect."""
    return _asks_back(view, order) if order.action == "request" else _companions(view, order)


def _asks_back(view: View, order: Order) -> tuple[Order, ...]:
    played = order.target in view.rulebook.names.seats
    return (Order(order.target or "", "request", view.seat, rank=1),) if played else ()


def _companions(view: View, order: Order) -> tuple[Order, ...]:
    """What others must do for an order to have an effect: join in, settle too, consent."""
    book = view.rulebook.catalogue
    entry = book.entries[view.desk.entry(order)]
    if entry.convenes or entry.kind == "consent":
        return _agreement(view, entry)
    if any(effect.scale == "joiners" for effect in entry.effects):
        same = (e for e in book.entries if e.order.action == order.action and e.roles.option == entry.roles.option)
        return tuple(e.order for e in same if e.order.seat != view.seat)[:3]
    return ()


def _agreement(view: View, entry: Entry) -> tuple[Order, ...]:
    """Everybody else's consent to a file, the other side's settlement, and for a consent somebody who convenes it."""
    about = [e for e in view.rulebook.catalogue.entries if e.roles.file == entry.roles.file and e.order.seat != view.seat]
    found = [e.order for e in about if e.kind == "consent" or (e.convenes and e.roles.target is not None)]
    if entry.kind == "consent":
        found += [e.order for e in about if e.convenes and e.roles.target is None][:1]
    return tuple(found)


def promised(view: View) -> tuple[Order, ...]:
    """What others have pledged to the seat for this turn."""
    return tuple(p.order for p in view.pledges if (p.to, p.turn, p.state) == (view.seat, view.turn, "open"))


def appraise(view: View, thoughts: Sequence[Idea], future: Futures) -> list[Idea]:
    """The ideas that are worth having, best first. Row 0 of the future is a pass, row n + 1 is idea n with its others.

    Those that need others count only if they are no loss to them, as far as their open goals tell.
    """
    mine = _change(future.valued(view))
    theirs = {seat: _change(future.of(seat)) for seat in {o.seat for idea in thoughts for o in idea.others}}
    wanted, sure = list[Idea](), promised(view)
    for idea, gain, n in zip(thoughts, mine[1:], range(1, len(mine)), strict=True):
        if gain <= (-INDIFFERENT if idea.consents else 0.0) or any(theirs[o.seat][n] <= -INDIFFERENT for o in idea.others):
            continue
        certain = idea.partner is None or not idea.others or idea.others[0] in sure
        chance = 1.0 if certain else _chance(view, idea.others[0].seat, theirs[idea.others[0].seat][n])
        wanted.append(Idea(idea.order, idea.others, gain, chance, price(view, idea.order)))
    return sorted(wanted, key=lambda idea: -idea.net)


def _change(points: Floats) -> list[float]:
    found: list[float] = (points - points[0]).tolist()
    return found


def price(view: View, order: Order) -> float:
    """What the capital of an order is worth in points: nothing on the last turn."""
    last = view.world.step + 1 >= len(view.turns)
    return 0.0 if last else KEPT * view.cost(order)


def _chance(view: View, partner: str, gain: float) -> float:
    """How likely a meeting is with one who has not promised it: likely with who asked in vain last turn or would gain."""
    if view.reports:
        last = view.reports[-1]
        met = tuple(sorted((view.seat, partner))) in last.meetings
        if view.seat in last.requests.get(partner, ()) and not met:
            return LIKELY
    return FAIR if gain > 0.3 else UNLIKELY
