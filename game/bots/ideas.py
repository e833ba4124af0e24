"""Ideas: what a seat could do this turn, what others would have to do for it, and what it would be worth."""

from __future__ import annotations

from collections.abc import Sequence

import attrs

from game.bots.lookahead import Futures
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
    found = [Idea(order, needed(view, order)) for order in view.legal_orders()]
    return [attrs.evolve(idea, order=attrs.evolve(idea.order, rank=1)) if idea.partner else idea for idea in found]


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
    mine = future.mine(view) - future.mine(view)[0]
    theirs = {seat: future.of(seat) - future.of(seat)[0] for seat in {o.seat for idea in thoughts for o in idea.others}}
    good = []
    for n, idea in enumerate(thoughts, start=1):
        if all(theirs[order.seat][n] > -INDIFFERENT for order in idea.others):
            chance = _chance(view, idea, float(theirs[idea.partner][n]) if idea.partner in theirs else 0.0)
            good.append(attrs.evolve(idea, gain=float(mine[n]), chance=chance, price=price(view, idea.order)))
    wanted = [idea for idea in good if idea.gain > (-INDIFFERENT if idea.consents else 0.0)]
    return sorted(wanted, key=lambda idea: -idea.net)


def price(view: View, order: Order) -> float:
    """What the capital of an order is worth in points: nothing on the last turn."""
    last = view.world.step + 1 >= len(view.turns)
    return 0.0 if last else KEPT * view.cost(order)


def _chance(view: View, idea: Idea, gain: float) -> float:
    """How likely a meeting is: certain with who is not played or has promised it, likely with who asked or would gain."""
    if idea.partner is None or not idea.others or idea.others[0] in promised(view):
        return 1.0
    if view.reports:
        last = view.reports[-1]
        met = tuple(sorted((view.seat, idea.partner))) in last.meetings
        if view.seat in last.requests.get(idea.partner, ()) and not met:
            return LIKELY
    return FAIR if gain > 0.3 else UNLIKELY
