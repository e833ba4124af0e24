"""Every action that may be added to the sheet."""

from __future__ import annotations

from collections.abc import Callable

from game.model.orders import Order
from game.scenario.tables.summit import Action
from game.text import _, capitalised, n_
from game.ui import theme
from game.ui.alarm import alarming, sentence
from game.ui.effects import Cast, said
from game.ui.layout import Column, Element, Flow, Row
from game.ui.nav import Nav
from game.ui.pictures import Icon
from game.ui.screens.common import card, titled
from game.ui.session import Desk
from game.ui.widgets import Button, Text, button, heading


def page(desk: Desk, opened: str, toggle: Callable[[str], Nav]) -> list[Element]:
    """Every action that may be added to the sheet, and what does not fit now."""
    parts: list[Element] = [titled(_("Orders"), _("What you do this turn. Everybody's orders are opened at once."))]
    fits = [order for order in desk.legal() if desk.words.action(order.action)]
    ever = {order.action for order in desk.legal(()) if desk.words.action(order.action)}
    now = {order.action for order in fits}
    actions = [action for action in desk.words.scenario.action if action.id in ever | now]
    groups = (
        (_("Take a slot of your leader's time"), [a for a in actions if a.slots]),
        (_("Take no time"), [a for a in actions if not a.slots]),
    )
    for title, members in groups:
        if members:
            parts += [heading(title), *(_action(desk, action, fits, action.id == opened, toggle) for action in members)]
    if not actions:
        parts.append(Text(_("There is nothing to order this turn."), "body", theme.MUTED))
    return parts + _later(desk)


def _later(desk: Desk) -> list[Element]:
    """What a first game opens in later turns."""
    rows = [
        Row([Icon("lock", 16, theme.MUTED), Text(says, "small", theme.MUTED, grow=1)], gap=8, align="top")
        for says in desk.opens_later
    ]
    return [heading(_("Opens later")), *rows] if rows else []


def _action(desk: Desk, action: Action, fits: list[Order], opened: bool, toggle: Callable[[str], Nav]) -> Element:
    mine = [order for order in fits if order.action == action.id]
    on_sheet = [order for order in desk.chosen if order.action == action.id]
    ink = theme.TEXT if mine or on_sheet else theme.FAINT
    sign = Icon(action.icon or action.id, 22, theme.ACCENT if mine or on_sheet else theme.FAINT)
    costs = Text(price(desk, action, mine or on_sheet), "small", theme.MUTED)
    head = Row([sign, Text(_(action.name), "strong", ink, grow=1), costs], gap=10)
    tip = None if opened else lambda: Text(_(action.text), "small")
    first = Button(head, lambda: toggle(action.id), id=f"action:{action.id}", look="card", selected=opened, tip=tip)
    if not opened:
        return first
    inside = [Text(_(action.text), "small", theme.MUTED), *_targets(desk, action, mine), *_does(desk, action)]
    return Column([first, card(*inside, fill=theme.SUNKEN)], gap=2)


def _does(desk: Desk, action: Action) -> list[Element]:
    """What the action changes, with its sizes: for each order of it on the sheet, or for anybody."""
    known = [order for order in desk.chosen if order.action == action.id]
    title = _("What it does, in points at the middle of each scale")
    cast = Cast(desk.words, whom="target" if action.target in ("actor", "dispute") else "self")
    several = [(desk.words.order(order), desk.effects(order)) for order in known]
    several = several or [(title, said(desk.words, action.effects, cast))]
    parts: list[Element] = []
    for name, sentences in several:
        if sentences:
            parts += [Text(name, "smallstrong"), Column([Text(s, "small", theme.MUTED) for s in sentences], gap=1)]
    return parts


def price(desk: Desk, action: Action, orders: list[Order]) -> str:
    """Capital and time of an action, as it costs now."""
    costs = {desk.cost(order) for order in orders} or {action.cost}
    low, high = min(costs), max(costs)
    capital = (
        (n_("{n} capital", "{n} capital", low) if low else _("no capital"))
        if low == high
        else _("{low} to {high} capital").format(low=low, high=high)
    )
    return capital + (n_(" · {n} slot", " · {n} slots", action.slots) if action.slots else "")


def _targets(desk: Desk, action: Action, mine: list[Order]) -> list[Element]:
    if not mine:
        return [Text(_unfit(desk, action), "small", theme.MUTED)]
    targets = list(dict.fromkeys(order.target for order in mine))
    groups = {target: [order for order in mine if order.target == target] for target in targets}
    if all(len(orders) == 1 for orders in groups.values()):
        return [Flow([_order(desk, order, desk.words.aim(order) or _("Add to the sheet")) for order in mine])]
    return [_options(desk, target, orders) for target, orders in groups.items()]


def _unfit(desk: Desk, action: Action) -> str:
    """Why no order of an action can be added now; it names none, since none was asked for."""
    others = [order for order in desk.legal(()) if order.action == action.id and order not in desk.chosen]
    draft = desk.view.desk.draft(desk.chosen)
    reasons = {refused.code for order in others if (refused := draft.problem(order))}
    if "slots" in reasons:
        return _("Your leader has no time left for it this turn; an order that you take off your sheet gives its time back.")
    if "capital" in reasons:
        return _("You have not enough capital left for it this turn.")
    if any(order.action == action.id for order in desk.chosen):
        return _("It is on your sheet already; press it there to take it off.")
    return _("It does not go with what is on your sheet.")


def _options(desk: Desk, target: str | None, orders: list[Order]) -> Element:
    buttons = Flow([_order(desk, order, _option(desk, order)) for order in orders], gap=5)
    if target is None:
        return buttons
    buttons.grow = 1.0
    return Row([Text(desk.words.name(target), "small", theme.TEXT, wide=128), buttons])


def _option(desk: Desk, order: Order) -> str:
    words = desk.words.option(order.option) or _("Add")
    return words + (f" ×{order.level}" if order.level > 1 else "")


def _order(desk: Desk, order: Order, label: str) -> Button:
    danger = None if order in desk.chosen else desk.danger_with(order)
    grave = alarming(danger, desk.seat)
    found = button(f"order:{order}", capitalised(label), lambda: desk.pick(order), look="danger" if grave else "plain")
    if danger is not None and grave:
        found.tip = lambda: Text(sentence(desk.words, danger, desk.seat), "small", theme.WARN)
    return found
