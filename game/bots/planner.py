"""The planner: like the greedy bot, but it expects the others to act, and values each order over several of their replies."""

from __future__ import annotations

from collections.abc import Sequence

from game.bots.bundle import Bundle, choose
from game.bots.ideas import Idea, appraise, ideas
from game.bots.lookahead import Floats, futures
from game.bots.replies import crossed, replies
from game.model.orders import Order
from game.view import View


def planner(view: View, luck: int, samples: int = 6) -> tuple[Order, ...]:
    """Orders that are best on average over sampled replies of the others, to the end of the length."""
    if view.over:
        return ()
    thoughts = ideas(view)
    future = futures(view, [(), *((idea.order, *idea.others) for idea in thoughts)])
    others = replies(view, samples, luck)

    def worth(bundles: Sequence[Sequence[Idea]]) -> Floats:
        """Points on average over the same replies for every bundle."""
        sheets = [Bundle(view, tuple(bundle)).orders() for bundle in bundles]
        points = futures(view, crossed(sheets, others)).mine(view)
        average: Floats = points.reshape(len(bundles), samples).mean(axis=1)
        return average

    return choose(view, appraise(view, thoughts, future), worth)
