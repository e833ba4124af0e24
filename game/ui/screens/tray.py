"""The tray over the foot of the map: the sheet as it is being written, always in sight."""

from __future__ import annotations

from game.model.orders import Order
from game.ui import theme
from game.ui.layout import Element, Flow, Row
from game.ui.pictures import Icon
from game.ui.session import Desk
from game.ui.text import _
from game.ui.widgets import Button, Text


def chips(desk: Desk) -> Element:
    """Every order of the sheet; a press takes it away. What to do first where there is none."""
    if not desk.chosen:
        says = _("Your sheet is empty. Press a state on the map to see what you can do there, or go through the pages.")
        return Text(says, "small", theme.MUTED)
    return Flow([chip(desk, order) for order in desk.chosen], gap=5)


def chip(desk: Desk, order: Order, id: str = "drop") -> Button:
    """One order on the sheet: icon, words, price."""
    cost = 0 if order.action == "request" else desk.cost(order)
    parts: list[Element] = [Icon(desk.words.icon(order), 16, theme.ACCENT), Text(desk.words.order(order), "small")]
    if cost:
        parts.append(Text(str(cost), "smallstrong", theme.MUTED))
    parts.append(Icon("close", 10, theme.MUTED))
    return Button(Row(parts, gap=6), lambda: desk.drop(order), id=f"{id}:{order}", look="chip", pad=8, pad_y=3)
