"""Plans: what a bot orders, and for each order the line of its brief that it does most for."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import attrs

from game.bots.bundle import Bundle, Rival
from game.bots.ideas import Idea
from game.bots.lookahead import Futures
from game.model.orders import Order
from game.view import View

Ahead = Callable[[Sequence[Sequence[Idea]]], Futures]
"""The futures of several bundles, as many rows for each."""


@attrs.frozen(kw_only=True)
class Reason:
    """Why an order was given: the goal line it was expected to move most, and by how many points at the end of the game."""

    order: Order
    line: str
    text: str
    points: float
    secret: bool
    """Whether the line is the bot's secret goal, not to be shown before the end."""


@attrs.frozen(kw_only=True)
class Plan:
    """A sheet and its reasons; an order without one was given in case a meeting fails, or costs nothing."""

    orders: tuple[Order, ...]
    reasons: tuple[Reason, ...] = ()
    chosen: tuple[Order, ...] = ()
    """The best bundle: what was weighed and chosen, the most valuable first."""
    rivals: tuple[Rival, ...] = ()
    """The bundles beside it, nearest first, if they were asked for."""


def explained(view: View, bundle: Bundle, orders: tuple[Order, ...], ahead: Ahead) -> Plan:
    """The plan with reasons: each chosen order is left out once, everything else alike."""
    if not bundle.chosen:
        return Plan(orders=orders)
    chosen = tuple(idea.order for idea in bundle.chosen)
    without = [tuple(other for other in bundle.chosen if other is not idea) for idea in bundle.chosen]
    future = ahead([bundle.chosen, *without])
    lines = future.lines.reshape(len(without) + 1, -1, future.lines.shape[1]).mean(axis=1)[:, list(view.goals)]
    found = []
    for idea, gain in zip(bundle.chosen, lines[0] - lines[1:], strict=True):
        most = int(gain.argmax())
        line = view.rulebook.goals.lines[view.goals[most]]
        points = float(gain[most])
        found.append(Reason(order=idea.order, line=line.goal.id, text=line.goal.text, points=points, secret=line.secret))
    return Plan(orders=orders, reasons=tuple(found), chosen=chosen)
