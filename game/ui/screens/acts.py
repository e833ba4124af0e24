"""What one's own delegation can do about an actor now: its orders as buttons, from wherever the actor is looked at."""

from __future__ import annotations

from game.model.orders import Order
from game.text import _, capitalised, n_
from game.ui import theme
from game.ui.hint import hint
from game.ui.layout import Column, Element, Flow, Gap, Row
from game.ui.pictures import Icon
from game.ui.screens import page_meetings
from game.ui.secret import Secret
from game.ui.session import Desk
from game.ui.widgets import Button, Text, button, heading
from game.ui.words import POSITIONS

QUIET = ("request", "fallback", "choose", "consent", *POSITIONS)
"""Orders that have a page of their own."""


def listed(desk: Desk, actor: str) -> list[Element]:
    """Every order that is about an actor; a press puts it on the sheet or takes it away, or says why it cannot be given."""
    if desk.view.over:
        return []
    rows = [*_ask(desk, actor), *(_action(desk, id, orders) for id, orders in aimed(desk, actor).items())]
    if not rows:
        return [heading(_("What you can do")), Text(_("Nothing can be ordered about it this turn."), "small", theme.MUTED)]
    return [heading(_("What you can do"), _("press to put it on your sheet")), Secret(Column(rows, gap=4))]


def aimed(desk: Desk, actor: str) -> dict[str, list[Order]]:
    """The orders about an actor by action: on itself, its pole, its groups and files; at home, those on nobody too."""
    names, found = _aims(desk, actor), dict[str, list[Order]]()
    for order in dict.fromkeys([*desk.legal(()), *desk.legal(), *desk.chosen]):
        if order.action not in QUIET and order.target in names:
            found.setdefault(order.action, []).append(order)
    return found


def _aims(desk: Desk, actor: str) -> set[str | None]:
    """The targets that stand for an actor."""
    scenario = desk.words.scenario
    pole = desk.words.actor(actor).pole
    groups = [group.id for group in scenario.group if actor in group.actors]
    files = [file.id for file in scenario.file if actor in file.parties]
    home: list[str | None] = [None] if actor == desk.seat else []
    return {actor, *([pole] if pole else []), *groups, *files, *home}


def _ask(desk: Desk, actor: str) -> list[Element]:
    """The shortest way to a meeting."""
    asked = page_meetings.requests(desk)
    mine = next((order for order in asked if order.target == actor), None)
    order = mine or Order(desk.seat, "request", actor, rank=len(asked) + 1)
    if mine is None and order not in desk.legal():
        return []
    words = _("Asked, number {n}").format(n=mine.rank) if mine else _("Ask")
    press = button("ask", words, lambda: desk.pick(order), key="a", selected=mine is not None, first=True)
    return [_line("request", _("Meeting"), n_("{n} capital", "{n} capital", desk.cost(order)), [press])]


def _line(icon: str, name: str, note: str, buttons: list[Element]) -> Row:
    """One action: its sign, its name with the price, and its buttons."""
    says = _("The price of the order now, and the leader's time that it takes.")
    price = hint("capital", Text(note, "small", theme.MUTED), says, name=f"price:{icon}")
    named = Column([Text(name, "small"), price], gap=0, grow=2)
    if len(buttons) == 1:
        return Row([Icon(icon, 22, theme.MUTED), named, buttons[0]], gap=10)
    return Row([Icon(icon, 22, theme.MUTED), named, Flow(buttons, gap=4, grow=3)], gap=10)


def _action(desk: Desk, id: str, orders: list[Order]) -> Element:
    action = desk.words.action(id)
    assert action is not None
    costs = [desk.cost(order) for order in orders]
    note = n_("{n} capital", "{n} capital", min(costs)) if max(costs) else _("free")
    if action.slots:
        note += n_(" · {n} slot", " · {n} slots", action.slots)
    several = len({order.target for order in orders}) > 1
    return _line(action.icon or id, _(action.name), note, [_order(desk, order, several) for order in orders])


def _order(desk: Desk, order: Order, several: bool) -> Button:
    chosen, able = order in desk.chosen, order in desk.legal()
    says = desk.words.aim(order) if several else desk.words.option(order.option)
    says += _(" ×{level}").format(level=order.level) if order.level > 1 else ""
    ink = theme.TEXT if chosen or able else theme.FAINT
    label = Text(capitalised(says) or (_("On the sheet") if chosen else _("Order")), "small", ink)
    return Button(
        label, lambda: desk.pick(order), id=f"act:{order}", look="plain", selected=chosen, pad=10, pad_y=5,
        tip=lambda: _tip(desk, order),
    )


def told(desk: Desk, order: Order, cost: int) -> Element:
    """What an order on the sheet does and costs, and how it is taken back."""
    says = [_("Press to take it off your sheet.")]
    if cost:
        says.insert(0, n_("It costs {n} capital.", "It costs {n} capital.", cost))
    return Column([*_tip(desk, order).children, Gap(tall=2), *(Text(line, "small", theme.MUTED) for line in says)], gap=3)


def _tip(desk: Desk, order: Order) -> Column:
    """What an order would do."""
    action = desk.words.action(order.action)
    effects = desk.effects(order)
    parts: list[Element] = [Text(desk.words.order(order), "smallstrong")]
    parts += [Text(_(action.text), "small", theme.MUTED)] if action and action.text else []
    parts += [Gap(tall=2), *(Text(line, "small") for line in effects)] if effects else []
    if order not in desk.chosen and order not in desk.legal():
        parts.append(Text(desk.why_not(order), "small", theme.WARN))
    return Column(parts, gap=3)
