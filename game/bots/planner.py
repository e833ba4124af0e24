"""The planner: like the greedy bot, but it expects the others to act, and values each order over several of their replies."""

from __future__ import annotations

from collections.abc import Sequence

from game.bots.bundle import Bundle, choose
from game.bots.ideas import Idea, appraise, ideas
from game.bots.lookahead import Floats, Futures, futures
from game.bots.plan import Plan, explained
from game.bots.replies import crossed, replies
from game.view import View


def planner(view: View, luck: int, samples: int = 6) -> Plan:
    """Orders that are best on average over sampled replies of the others, to the end of the length."""
    if view.over:
        return Plan(orders=())
    thoughts = ideas(view)
    future = futures(view, [(), *((idea.order, *idea.others) for idea in thoughts)])
    others = replies(view, samples, luck)

    def ahead(bundles: Sequence[Sequence[Idea]]) -> Futures:
        """What comes of bundles under each of the same replies."""
        return futures(view, crossed([Bundle(view, tuple(bundle)).orders() for bundle in bundles], others))

    def worth(bundles: Sequence[Sequence[Idea]]) -> Floats:
        """Their points on average."""
        average: Floats = ahead(bundles).mine(view).reshape(len(bundles), samples).mean(axis=1)
        return average

    return explained(view, *choose(view, appraise(view, thoughts, future), worth), ahead)
