"""Bundles: ideas put together to a legal sheet."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import attrs
import numpy as np

from game.bots.ideas import Idea
from game.bots.lookahead import Floats
from game.model.orders import Order
from game.view import View

TRIED = 14
"""How many of the best ideas are looked at again once others are chosen."""
Worth = Callable[[Sequence[Sequence[Idea]]], Floats]
"""What several bundles are worth, in points."""


@attrs.frozen
class Bundle:
    """Ideas chosen by one seat."""

    view: View
    chosen: tuple[Idea, ...] = ()

    def orders(self) -> list[Order]:
        """The sheet, requests numbered in the order chosen."""
        asked = [idea.order for idea in self.chosen if idea.partner]
        return [attrs.evolve(o, rank=k) for k, o in enumerate(asked, start=1)] + [i.order for i in self.chosen if not i.partner]

    def fits(self, idea: Idea) -> bool:
        """Whether it can be added: no more meetings are wished for than the leader has time for."""
        sheet = self.orders()
        meetings = sum(order.action == "request" for order in sheet)
        if idea.partner and meetings >= self.view.desk.most_meetings:
            return False
        order = attrs.evolve(idea.order, rank=meetings + 1) if idea.partner else idea.order
        return self.view.desk.problem(order, sheet) is None

    def add(self, idea: Idea) -> Bundle:
        """The bundle with one idea more."""
        return attrs.evolve(self, chosen=(*self.chosen, idea))

    def complete(self, rest: Sequence[Idea]) -> tuple[Order, ...]:
        """The sheet with further names as second choices and a fall-back for each meeting, from the ideas left over."""
        sheet = self.orders()
        meetings = sum(order.action == "request" for order in sheet)
        if meetings and meetings == self.view.desk.most_meetings:
            for idea in rest:
                if idea.partner:
                    self._try(sheet, attrs.evolve(idea.order, rank=sum(o.action == "request" for o in sheet) + 1))
        for k in range(1, meetings + 1):
            fallbacks = (Order(self.view.seat, "fallback", rank=k, inner=idea.order) for idea in rest if not idea.partner)
            next((order for order in fallbacks if self._try(sheet, order)), None)
        return tuple(sheet)

    def _try(self, sheet: list[Order], order: Order) -> bool:
        if self.view.desk.problem(order, sheet) is not None:
            return False
        sheet.append(order)
        return True


def choose(view: View, thoughts: Sequence[Idea], worth: Worth) -> tuple[Bundle, tuple[Order, ...]]:
    """Take the best idea, look again at the others with it chosen, until none is worth its price; consents come on top.

    The bundle of what was chosen, and the whole sheet.
    """
    rest = [idea for idea in thoughts if not idea.consents]
    bundle = Bundle(view)
    while fitting := [idea for idea in rest if bundle.fits(idea)][:TRIED]:
        points = worth([bundle.chosen, *((*bundle.chosen, idea) for idea in fitting)])
        gains = points[1:] - points[0] - np.array([idea.price for idea in fitting])
        best = int(np.argmax(gains))
        if gains[best] <= 0.01:
            break
        bundle = bundle.add(fitting[best])
        rest = [idea for idea in rest if idea is not fitting[best]]
    return bundle, (*bundle.complete(rest), *(idea.order for idea in thoughts if idea.consents))
