"""The greedy bot: it values each order by the future it leads to, and takes the best that fits."""

from __future__ import annotations

from collections.abc import Sequence

from game.bots.bundle import Bundle, choose
from game.bots.ideas import Idea, appraise, ideas
from game.bots.lookahead import Floats, futures
from game.model.orders import Order
from game.view import View


def greedy(view: View, luck: int) -> tuple[Order, ...]:
    """Orders whose noise-free future to the end of the length is best, others passing; meetings that are good for both."""
    if view.over:
        return ()
    thoughts = ideas(view)
    future = futures(view, [(), *((idea.order, *idea.others) for idea in thoughts)])

    def worth(bundles: Sequence[Sequence[Idea]]) -> Floats:
        """Points if all that the ideas need comes about, the newest idea's gain weighed by its chance."""
        turns = [[*Bundle(view, tuple(b)).orders(), *dict.fromkeys(o for idea in b for o in idea.others)] for b in bundles]
        points = futures(view, turns).mine(view)
        for n, bundle in enumerate(bundles[1:], start=1):
            points[n] = points[0] + bundle[-1].chance * (points[n] - points[0])
        return points

    return choose(view, appraise(view, thoughts, future), worth)
