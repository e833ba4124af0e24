"""Two bots to compare with: one does nothing, the other anything legal."""

from __future__ import annotations

from random import Random

from game.bots.plan import Plan, Reason
from game.model.orders import Order
from game.view import View


def passes(view: View, luck: int) -> Plan:
    """Gives no orders."""
    return Plan(orders=())


def random_legal(view: View, luck: int) -> Plan:
    """Adds orders drawn evenly from all legal ones until there is none left or a coin says stop."""
    draw = Random(luck)
    sheet: list[Order] = []
    while legal := view.legal_orders(sheet):
        sheet.append(draw.choice(legal))
        if draw.random() < 0.1:
            break
    return Plan(orders=tuple(sheet), reasons=tuple(Reason(order=order, why="lot") for order in sheet))
