"""The greedy bot: it values each order by the future it leads to, and takes the best that fits."""

from __future__ import annotations

from collections.abc import Sequence

import attrs

from game.bots.bundle import Bundle, rivals
from game.bots.ideas import Idea, appraise
from game.bots.lookahead import Floats, Futures, futures
from game.bots.plan import Plan, explained
from game.bots.promises import chosen
from game.bots.replies import seen_of
from game.view import View


def greedy(view: View, luck: int, beside: bool = False) -> Plan:
    """Orders whose noise-free future to the end of the length is best, others passing; meetings that are good for both.

    With `beside`, the plan tells the bundles beside the best one too.
    """
    if view.over:
        return Plan(orders=())
    seen = seen_of(view, view.seat)
    thoughts = appraise(view, seen.every, seen.future)

    def ahead(bundles: Sequence[Sequence[Idea]]) -> Futures:
        """What comes of bundles if all that their ideas need comes about."""
        helped = [dict.fromkeys(order for idea in bundle for order in idea.others) for bundle in bundles]
        return futures(view, [[*Bundle(view, tuple(b)).orders(), *others] for b, others in zip(bundles, helped, strict=True)])

    def worth(bundles: Sequence[Sequence[Idea]]) -> Floats:
        """Their points, the newest idea's gain weighed by its chance."""
        points = ahead(bundles).mine(view)
        for n, bundle in enumerate(bundles[1:], start=1):
            points[n] = points[0] + bundle[-1].chance * (points[n] - points[0])
        return points

    bundle, orders = chosen(view, thoughts, worth)
    plan = explained(view, bundle, orders, ahead)
    return attrs.evolve(plan, rivals=rivals(bundle, thoughts, worth)) if beside else plan
