"""This turn's event cards, with the choices that fall to this seat."""

from __future__ import annotations

from typing import TYPE_CHECKING

from game.model.orders import Order
from game.scenario.tables.summit import Choice, Event
from game.text import _, n_
from game.ui import theme
from game.ui.effects import said
from game.ui.hint import explained, hint
from game.ui.layout import Column, Element, Row
from game.ui.screens import sources
from game.ui.screens.common import card, titled
from game.ui.session import Desk
from game.ui.widgets import Button, Text, lines
from game.ui.words import day

if TYPE_CHECKING:
    from game.view import Card



def open_choices(desk: Desk) -> list[str]:
    """The cards that ask this seat something it has not answered."""
    answered = {order.target for order in desk.chosen if order.action == "choose"}
    return [card.event.id for card in desk.view.events() if card.mine and card.event.id not in answered]


def page(desk: Desk) -> list[Element]:
    """All cards; those that ask something come first."""
    turn = desk.words.turn(desk.view.turn)
    parts: list[Element] = [titled(_("Events"), _(turn.text))]
    cards = sorted(desk.view.events(), key=lambda event: not event.mine)
    parts += [_card(desk, event) for event in cards]
    if not cards:
        parts.append(Text(_("A quiet turn: nothing happens that asks for an answer."), "body", theme.MUTED))
    return parts


def _card(desk: Desk, shown: Card) -> Element:
    event = shown.event
    date = day(event.date) if event.date else ""
    parts: list[Element] = [Text(_(event.name), "h3")]
    if date:
        parts.insert(0, Text(date, "small", theme.ACCENT))
    parts.append(Text(_(event.text), "body"))
    if does := said(desk.words, event.effects):
        parts.append(hint("event-cards", lines(*does, style="small"), _moves(), name=f"does:{event.id}"))
    if shown.mine:
        parts.append(Text(_("Your answer"), "smallstrong", theme.WARN))
        parts += [_choice(desk, event, choice, choice.id == shown.default) for choice in event.choices]
    parts.append(Text(_source(event), "small", theme.FAINT))
    return card(*parts, edge=theme.WARN if shown.mine else None)


def _choice(desk: Desk, event: Event, choice: Choice, default: bool) -> Element:
    order = Order(desk.seat, "choose", event.id, choice.id)
    note = n_("{n} capital", "{n} capital", choice.cost) if choice.cost else _("free")
    head = Row([Text(_(choice.name), "strong", grow=1), Text(note, "small", theme.MUTED)])
    says = [Text(sentence, "small", theme.MUTED) for sentence in said(desk.words, choice.effects)]
    if default:
        says.append(Text(_("This is your answer if you give none."), "small", theme.MUTED))
    return Button(
        Column([head, *says], gap=2),
        lambda: desk.pick(order),
        id=f"choose:{event.id}:{choice.id}",
        look="toggle",
        selected=order in desk.chosen,
        tip=explained("event-cards", _("The price comes off your capital; below it is what the answer moves, in points.")),
    )


def _moves() -> str:
    return _("What this card moves when the sheets are opened, in points, whatever is ordered.")


def _source(event: Event) -> str:
    grade, where = sources.grade(event.grade), sources.site(event.source)
    return _("Source: {source} ({grade})").format(source=where, grade=grade) if where else grade.capitalize()
