"""The tray over the foot of the map: the sheet as it is being written, always in sight."""

from __future__ import annotations

from typing import TYPE_CHECKING

from game.model.orders import Order
from game.text import _, joined
from game.ui import theme
from game.ui.layout import Column, Element, Flow, Row, Scroll
from game.ui.pictures import Icon
from game.ui.screens import acts
from game.ui.session import Desk
from game.ui.widgets import Button, Text, button

if TYPE_CHECKING:
    from game.deals import Talk

TALL = 60
"""Units that the sheet takes at most: two rows of orders. The map is kept clear of it, so that it stays where it is."""


def sheet(desk: Desk) -> Element:
    """What others at this machine offer, a line each to keep or to strike, and below it the orders."""
    offers = [_offered(desk, talk) for talk in desk.offered]
    return Scroll(Column([*offers, chips(desk)], gap=5), id="sheet", most=TALL)


def _offered(desk: Desk, talk: Talk) -> Element:
    """A line that is not answered when the sheet is handed in is struck."""
    offer, said = talk.offer, desk.words.order
    says = _("{name} offers “{gives}” for “{asks}”").format(
        name=desk.words.name(offer.proposer),
        gives=joined([said(order) for order in offer.gives]),
        asks=joined([said(order) for order in offer.asks]),
    )
    keep = button(f"keep:{talk.id}", _("Keep"), lambda: desk.answer(talk, True))
    strike = button(f"strike:{talk.id}", _("Strike"), lambda: desk.answer(talk, False))
    return Row([Icon("corridor", 16, theme.WARN), Text(says, "small", theme.WARN, grow=1), keep, strike])


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
    return Button(Row(parts, gap=6), lambda: desk.drop(order), id=f"{id}:{order}", look="chip", pad=8, pad_y=3,
                  tip=lambda: acts.told(desk, order, cost))
