"""Two bots to compare with: one does nothing, the other anything legal."""

from __future__ import annotations

import numpy as np

from game.bots.draw import draw
from game.bots.plan import Plan, Reason
from game.model.sheets import written
from game.view import View


def passes(view: View, luck: int) -> Plan:
    """Gives no orders."""
    return Plan(orders=())


def random_legal(view: View, luck: int) -> Plan:
    """A sheet drawn by luck: the batch of one."""
    seat = np.array([view.rulebook.names.seats.index(view.seat)])
    sheets = draw(view.rulebook, view.world, seat, np.array([[luck]], dtype=np.uint64))
    orders = tuple(written(view.rulebook, sheets, 0))
    return Plan(orders=orders, reasons=tuple(Reason(order=order, why="lot") for order in orders))
