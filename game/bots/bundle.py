"""Bundles: ideas put together to a legal sheet."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import Protocol

import attrs
import numpy as np

from game.bots.ideas import Idea
from game.bots.lookahead import Floats
from game.model.legality import Draft
from game.model.orders import Order, ranked
from game.view import View

LEAST = 0.01
"""Points that an order must gain, after its price, to be given."""


@attrs.frozen(slots=False, eq=False)
class Bundle:
    """Ideas chosen by one seat."""

    view: View
    chosen: tuple[Idea, ...] = ()

    def orders(self) -> list[Order]:
        """The sheet, requests numbered in the order chosen."""
        asked = [idea.order for idea in self.chosen if idea.partner]
        return [ranked(o, k) for k, o in enumerate(asked, start=1)] + [i.order for i in self.chosen if not i.partner]

    @cached_property
    def _draft(self) -> Draft:
        return self.view.desk.draft(self.orders())

    @cached_property
    def _meetings(self) -> int:
        return sum(bool(idea.partner) for idea in self.chosen)

    def fits(self, idea: Idea) -> bool:
        """Whether it can be added: no more meetings are wished for than the leader has time for."""
        if not idea.partner:
            return self._draft.problem(idea.order) is None
        free = self._meetings < self.view.desk.most_meetings
        return free and self._draft.problem(ranked(idea.order, self._meetings + 1)) is None

    def add(self, idea: Idea) -> Bundle:
        """The bundle with one idea more."""
        return Bundle(self.view, (*self.chosen, idea))

    def complete(self, rest: Sequence[Idea]) -> tuple[Order, ...]:
        """The sheet with further names as second choices and a fall-back for each meeting, from the ideas left over."""
        draft, meetings = self._draft, self._meetings
        if meetings and meetings == self.view.desk.most_meetings:
            for idea in rest:
                if idea.partner:
                    draft = _added(draft, ranked(idea.order, sum(o.action == "request" for o in draft.sheet) + 1)) or draft
        for k in range(1, meetings + 1):
            fallbacks = (Order(self.view.seat, "fallback", rank=k, inner=idea.order) for idea in rest if not idea.partner)
            draft = next(filter(None, (_added(draft, order) for order in fallbacks)), draft)
        return draft.sheet


def _added(draft: Draft, order: Order) -> Draft | None:
    """The sheet with an order more, None if it cannot be added."""
    return None if draft.problem(order) is not None else draft.desk.draft((*draft.sheet, order))


class Weigher(Protocol):
    """Who tells what bundles are worth, as long as it can afford to."""

    @property
    def view(self) -> View:
        """Whose bundles they are."""
    @property
    def tried(self) -> int:
        """How many of the best ideas are looked at again once others are chosen."""
    @property
    def most(self) -> int:
        """How many ideas a bundle may have."""
    def affords(self, bundles: int) -> bool:
        """Whether so many bundles can still be weighed."""
    def worth(self, bundles: Sequence[Sequence[Idea]]) -> Floats:
        """What bundles are worth, in points, prices not counted; all but the first are the first and one idea more."""


def choose(weigher: Weigher, thoughts: Sequence[Idea], first: Sequence[Idea] = ()) -> Bundle:
    """Take the best idea, look again at the others with it chosen, until none is worth its price.

    `first` are chosen before all others.
    """
    rest, bundle = unchosen(thoughts, first), Bundle(weigher.view, tuple(first))
    while len(bundle.chosen) < weigher.most and (fitting := [idea for idea in rest if bundle.fits(idea)][: weigher.tried]):
        if not weigher.affords(len(fitting) + 1):
            break
        points = weigher.worth([bundle.chosen, *((*bundle.chosen, idea) for idea in fitting)])
        gains = points[1:] - points[0] - np.array([idea.price for idea in fitting])
        best = int(np.argmax(gains))
        if gains[best] <= LEAST:
            break
        bundle = bundle.add(fitting[best])
        rest = [idea for idea in rest if idea is not fitting[best]]
    return bundle


def unchosen(thoughts: Sequence[Idea], chosen: Sequence[Idea]) -> list[Idea]:
    """The ideas that are not chosen yet; consents are no matter of choice."""
    taken = {ranked(idea.order, None) for idea in chosen}
    return [idea for idea in thoughts if not idea.consents and ranked(idea.order, None) not in taken]


@attrs.frozen(kw_only=True)
class Rival:
    """A bundle that was not chosen: one order of the chosen bundle exchanged for another idea."""

    orders: tuple[Order, ...]
    behind: float
    """Points, after prices, that it is worth less than the chosen bundle."""
    leads: bool
    """Whether it is the first order chosen, the one that everything else was built around, that is exchanged."""

    @property
    def marks(self) -> frozenset[tuple[str, str | None]]:
        """Kind and target of its orders."""
        return marks(self.orders)


def marks(orders: Sequence[Order]) -> frozenset[tuple[str, str | None]]:
    """Kind and target of orders: what tells two bundles apart."""
    return frozenset((order.action, order.target) for order in orders)


def rivals(weigher: Weigher, bundle: Bundle, thoughts: Sequence[Idea]) -> tuple[Rival, ...]:
    """The bundles beside the chosen one, nearest first: each of its orders exchanged for each of the best ideas that fit.

    Those that differ neither in kind nor in target from it or from a nearer one are left out.
    """
    rest = unchosen(thoughts, bundle.chosen)
    found = [rival for k in range(max(len(bundle.chosen), 1)) for rival in _exchanged(weigher, bundle, k, rest)]
    different, seen = list[Rival](), {marks([idea.order for idea in bundle.chosen])}
    for rival in sorted(found, key=lambda r: r.behind):
        if rival.marks not in seen:
            seen.add(rival.marks)
            different.append(rival)
    return tuple(different)


def _exchanged(weigher: Weigher, bundle: Bundle, k: int, rest: Sequence[Idea]) -> list[Rival]:
    """What comes of leaving out order k and taking another; of an empty bundle, of taking one."""
    base = Bundle(bundle.view, bundle.chosen[:k] + bundle.chosen[k + 1 :])
    fitting = [idea for idea in rest if base.fits(idea)][: weigher.tried]
    tried = [*bundle.chosen[k : k + 1], *fitting]
    points = weigher.worth([base.chosen, *((*base.chosen, idea) for idea in tried)])
    gains = points[1:] - points[0] - np.array([idea.price for idea in tried])
    best, others = (gains[0], gains[1:]) if bundle.chosen else (0.0, gains)
    kept = tuple(idea.order for idea in base.chosen)
    return [Rival(orders=(*kept, idea.order), behind=float(best - gain), leads=k == 0)
            for idea, gain in zip(fitting, others, strict=True)]
