"""Plans: what a bot orders, and why it gives each order."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

import attrs
import numpy as np

from game.bots.bundle import Bundle, Rival, unchosen
from game.bots.ideas import Idea
from game.bots.lookahead import Floats
from game.bots.outlook import Outlook
from game.bots.replies import seen_of
from game.model.orders import Order

Why = Literal["aim", "word", "spare", "free", "lot"]


@attrs.frozen(kw_only=True)
class Reason:
    """Why an order was given: the goal line it was expected to move most, and by how many points at the end of the game."""

    order: Order
    why: Why = "aim"
    """aim: for what it does to the line; word: because it was promised; spare: in case a meeting fails; free: it costs nothing;
    lot: drawn by lot, for no line."""
    line: str = ""
    text: str = ""
    points: float = 0.0
    secret: bool = False
    """Whether the line is the bot's secret goal, not to be shown before the end."""


@attrs.frozen(kw_only=True)
class Plan:
    """A sheet and a reason for each of its orders."""

    orders: tuple[Order, ...]
    reasons: tuple[Reason, ...] = ()
    chosen: tuple[Order, ...] = ()
    """The best bundle: what was weighed and chosen, the most valuable first."""
    rivals: tuple[Rival, ...] = ()
    """The bundles beside it, nearest first, if they were asked for."""


def explained(outlook: Outlook, bundle: Bundle, thoughts: Sequence[Idea], owed: Sequence[Idea]) -> Plan:
    """The whole sheet, with second choices and consents, and its reasons."""
    consents = [idea for idea in thoughts if idea.consents and idea.order not in {chosen.order for chosen in owed}]
    sheet = bundle.complete(unchosen(thoughts, bundle.chosen))
    given = bundle.orders()
    spare = [_alone(outlook, order, "spare") for order in sheet if order not in given]
    free = [_alone(outlook, idea.order, "free") for idea in consents]
    weighed = _left_out(outlook, bundle, owed)
    return Plan(orders=(*sheet, *(idea.order for idea in consents)), reasons=(*weighed, *spare, *free), chosen=tuple(given))


def _left_out(outlook: Outlook, bundle: Bundle, owed: Sequence[Idea]) -> list[Reason]:
    """A reason for each chosen order: it is left out once, everything else alike."""
    if not bundle.chosen:
        return []
    without = [tuple(other for other in bundle.chosen if other is not idea) for idea in bundle.chosen]
    future = outlook.ahead([bundle.chosen, *without])
    lines = future.lines.reshape(len(without) + 1, -1, future.lines.shape[1]).mean(axis=1)
    ranked = dict(zip(sorted(bundle.chosen, key=lambda i: not i.partner), bundle.orders(), strict=True))
    return [_reason(outlook, ranked[idea], "word" if idea in owed else "aim", gain)
            for idea, gain in zip(bundle.chosen, lines[0] - lines[1:], strict=True)]


def _alone(outlook: Outlook, order: Order, why: Why) -> Reason:
    """The reason of an order that was not weighed with the others: what it does by itself."""
    seen, done = seen_of(outlook.view, outlook.view.seat), attrs.evolve(order.done, rank=None)
    row = next((k for k, idea in enumerate(seen.every) if attrs.evolve(idea.order, rank=None) == done), None)
    return _reason(outlook, order, why, np.zeros(seen.lines.shape[1]) if row is None else seen.lines[row])


def _reason(outlook: Outlook, order: Order, why: Why, gain: Floats) -> Reason:
    goals = outlook.view.goals
    if not goals:
        return Reason(order=order, why=why)
    most = goals[int(gain[list(goals)].argmax())]
    line = outlook.view.rulebook.goals.lines[most]
    return Reason(order=order, why=why, line=line.goal.id, text=line.goal.text, points=float(gain[most]), secret=line.secret)
