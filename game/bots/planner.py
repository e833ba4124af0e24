"""The planner: like the greedy bot, but it expects the others to act, and values each order over several of their replies."""

from __future__ import annotations

from collections.abc import Sequence

import attrs

from game.bots.bundle import Bundle, rivals
from game.bots.ideas import Idea, appraise
from game.bots.lookahead import Floats, Futures, futures
from game.bots.plan import Plan, explained
from game.bots.promises import chosen
from game.bots.replies import crossed, replies, seen_of
from game.model.orders import Order
from game.view import View


def planner(view: View, luck: int, samples: int = 6, beside: bool = False) -> Plan:
    """Orders that are best on average over sampled replies of the others, to the end of the length.

    With `beside`, the plan tells the bundles beside the best one too.
    """
    if view.over:
        return Plan(orders=())
    return answer(view, considered(view), replies(view, samples, luck), beside)


def considered(view: View) -> list[Idea]:
    """The ideas that are worth having, best first, as far as they go by themselves."""
    seen = seen_of(view, view.seat)
    return appraise(view, seen.every, seen.future)


def answer(view: View, thoughts: Sequence[Idea], others: Sequence[Sequence[Order]], beside: bool = False) -> Plan:
    """The best answer, made of ideas, to what the others may do: each of `others` is all sheets but one's own."""

    def ahead(bundles: Sequence[Sequence[Idea]]) -> Futures:
        """What comes of bundles under each of the same replies."""
        return futures(view, crossed([Bundle(view, tuple(bundle)).orders() for bundle in bundles], others))

    def worth(bundles: Sequence[Sequence[Idea]]) -> Floats:
        """Their points on average."""
        average: Floats = ahead(bundles).mine(view).reshape(len(bundles), len(others)).mean(axis=1)
        return average

    bundle, orders = chosen(view, thoughts, worth)
    plan = explained(view, bundle, orders, ahead)
    return attrs.evolve(plan, rivals=rivals(bundle, thoughts, worth)) if beside else plan
