"""The greedy bot: it values each order by the future it leads to, and takes the best that fits."""

from __future__ import annotations

from collections.abc import Sequence

import attrs
import numpy as np

from game.bots.lookahead import Floats, futures
from game.model.catalogue import Entry
from game.model.legality import Draft
from game.model.orders import Order
from game.view import View

KEPT = 0.15
"""Points that one capital kept for later is taken to be worth."""
INDIFFERENT = 0.05
"""Points that nobody refuses the others' gain for: a consent is free."""
TRIED = 14
"""How many of the best orders are looked at again once others are chosen."""


def greedy(view: View, luck: int) -> tuple[Order, ...]:
    """Orders whose noise-free future to the end of the length is best, others passing; meetings that are good for both."""
    if view.over:
        return ()
    return _Plan(view).sheet()


@attrs.frozen
class _Idea:
    """A wish: orders of one's own, and what others would have to do for it to come about."""

    orders: tuple[Order, ...]
    others: tuple[Order, ...] = ()
    partner: str | None = None
    chance: float = 1.0
    """How likely the others are taken to do it."""


class _Plan:
    """The thinking of one turn."""

    def __init__(self, view: View) -> None:
        self.view, self.me = view, view.seat
        self.last = view.world.step + 1 >= len(view.turns)

    def sheet(self) -> tuple[Order, ...]:
        """Choose the best idea, look again at the others with it chosen, until none is worth its price."""
        ideas = self._good(self._ideas())
        consents = [idea for idea in ideas if idea.orders[0].action == "consent"]
        ideas = [idea for idea in ideas if idea not in consents]
        chosen: list[_Idea] = []
        while ideas:
            fitting = [idea for idea in ideas if self._fits(chosen, idea)][:TRIED]
            if not fitting:
                break
            gains = self._gains(chosen, fitting)
            best = int(np.argmax(gains))
            if gains[best] <= 0.01:
                break
            chosen.append(fitting[best])
            ideas = [idea for idea in ideas if idea is not fitting[best]]
        return (*self._with_requests(chosen, ideas), *(order for idea in consents for order in idea.orders))

    def _ideas(self) -> list[_Idea]:
        draft = self.view.desk.draft(())
        found = [_Idea((order,), self._companions(order)) for order in draft.desk.legal() if order.action != "request"]
        partners = [o.target for o in draft.desk.legal() if o.action == "request" and o.target is not None]
        return found + [self._meeting(partner) for partner in partners]

    def _meeting(self, partner: str) -> _Idea:
        back = (Order(partner, "request", self.me, rank=1),) if partner in self.view.rulebook.names.seats else ()
        return _Idea((Order(self.me, "request", partner, rank=1),), back, partner)

    def _companions(self, order: Order) -> tuple[Order, ...]:
        """What others must do for an order to have an effect: join in, settle too, consent."""
        book = self.view.rulebook.catalogue
        entry = book.entries[self.view.desk.entry(order)]
        if entry.convenes or entry.kind == "consent":
            return self._agreement(entry)
        if any(effect.scale == "joiners" for effect in entry.effects):
            same = [
                e.order
                for e in book.entries
                if e.kind == "action"
                and e.order.action == order.action
                and e.roles.option == entry.roles.option
                and e.order.seat != self.me
            ]
            return tuple(same[:3])
        return ()

    def _agreement(self, entry: Entry) -> tuple[Order, ...]:
        """Everybody else's consent to a file, the other side's settlement, and somebody to convene it."""
        found = [
            e.order
            for e in self.view.rulebook.catalogue.entries
            if e.roles.file == entry.roles.file
            and e.order.seat != self.me
            and (e.kind == "consent" or (e.convenes and e.roles.target is not None))
        ]
        if entry.kind == "consent" or entry.roles.target is None:
            convener = next(
                (
                    e.order
                    for e in self.view.rulebook.catalogue.entries
                    if e.convenes and e.roles.file == entry.roles.file and e.roles.target is None and e.order.seat != self.me
                ),
                None,
            )
            found += [convener] if convener and entry.kind == "consent" else []
        return tuple(found)

    def _good(self, ideas: list[_Idea]) -> list[_Idea]:
        """Ideas worth having, best first; those that need others only if they are no loss to them."""
        future = futures(self.view, [(), *(idea.orders + idea.others for idea in ideas)])
        gain = future.mine()[1:] - future.mine()[0]
        theirs = {seat: future.of(seat)[1:] - future.of(seat)[0] for seat in {o.seat for idea in ideas for o in idea.others}}
        willing = []
        for n, idea in enumerate(ideas):
            fair = all(theirs[order.seat][n] > -INDIFFERENT for order in idea.others)
            if fair and gain[n] > (-INDIFFERENT if idea.orders[0].action == "consent" else 0.0):
                likely = attrs.evolve(idea, chance=self._chance(idea, theirs[idea.partner][n] if idea.partner in theirs else 0.0))
                willing.append((self._price(idea) - likely.chance * gain[n], n, likely))
        return [idea for *_, idea in sorted(willing, key=lambda row: row[:2])]

    def _chance(self, idea: _Idea, gain: float) -> float:
        """How likely a meeting is: certain with who is not played, likely with who asked last turn or would gain."""
        if idea.partner is None or not idea.others:
            return 1.0
        asked = self.view.reports[-1].requests.get(idea.partner, ()) if self.view.reports else ()
        if self.me in asked and (idea.partner, self.me) not in self._met_last():
            return 0.8
        return 0.5 if gain > 0.3 else 0.25

    def _met_last(self) -> set[tuple[str, str]]:
        """Pairs, both ways round, that met last turn."""
        made = self.view.reports[-1].meetings if self.view.reports else ()
        return {*made, *((b, a) for a, b in made)}

    def _price(self, idea: _Idea) -> float:
        return 0.0 if self.last else KEPT * sum(self.view.cost(order) for order in idea.orders)

    def _own(self, chosen: Sequence[_Idea]) -> list[Order]:
        """The chosen orders as a sheet, requests numbered in the order chosen."""
        orders = [order for idea in chosen for order in idea.orders]
        asked = [order for order in orders if order.action == "request"]
        return [attrs.evolve(o, rank=k + 1) for k, o in enumerate(asked)] + [o for o in orders if o.action != "request"]

    def _fits(self, chosen: Sequence[_Idea], idea: _Idea) -> bool:
        sheet = self._own(chosen)
        meetings = sum(order.action == "request" for order in sheet)
        if idea.partner is not None and meetings >= self.view.desk.most_meetings:
            return False
        order = attrs.evolve(idea.orders[0], rank=meetings + 1) if idea.partner is not None else idea.orders[0]
        return Draft(self.view.desk, tuple(sheet), self.view.budget(sheet)).problem(order) is None

    def _gains(self, chosen: Sequence[_Idea], ideas: Sequence[_Idea]) -> Floats:
        base = self._own(chosen) + _once(chosen)
        turns = [base, *(self._own([*chosen, idea]) + _once([*chosen, idea]) for idea in ideas)]
        gain = futures(self.view, turns).mine()
        chance = np.array([idea.chance for idea in ideas])
        net: Floats = chance * (gain[1:] - gain[0]) - np.array([self._price(idea) for idea in ideas])
        return net

    def _with_requests(self, chosen: list[_Idea], rest: list[_Idea]) -> tuple[Order, ...]:
        """Fill the request list with further partners as second choices, and give each meeting a fall-back."""
        sheet = self._own(chosen)
        meetings = sum(order.action == "request" for order in sheet)
        if meetings and meetings == self.view.desk.most_meetings:
            for idea in (idea for idea in rest if idea.partner is not None):
                self._add(sheet, attrs.evolve(idea.orders[0], rank=sum(o.action == "request" for o in sheet) + 1))
        for k in range(1, meetings + 1):
            for idea in rest:
                order = idea.orders[0]
                if idea.partner is None and self._add(sheet, Order(self.me, "fallback", rank=k, inner=order)):
                    break
        return tuple(sheet)

    def _add(self, sheet: list[Order], order: Order) -> bool:
        fits = self.view.desk.problem(order, sheet) is None
        if fits:
            sheet.append(order)
        return fits


def _once(chosen: Sequence[_Idea]) -> list[Order]:
    """What others would do for all chosen ideas, each order once, request lists numbered."""
    orders = dict.fromkeys(order for idea in chosen for order in idea.others)
    return list(orders)
