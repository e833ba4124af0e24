"""Everything public about one actor."""

from __future__ import annotations

from typing import TYPE_CHECKING

from game.model.orders import Order
from game.scenario.schema import Posture
from game.ui import theme
from game.ui.layout import Column, Element, Gap, Row
from game.ui.screens import page_meetings
from game.ui.screens.common import alignments, fact, figure, titled
from game.ui.session import Desk
from game.ui.text import _, number
from game.ui.widgets import Bar, Text, button, heading

if TYPE_CHECKING:
    from game.model.board import Board


def page(desk: Desk, actor: str, before: Board | None) -> list[Element]:
    """Leader, alignments, means, postures, relations and background."""
    words, board = desk.words, desk.view.board
    entry = words.actor(actor)
    parts: list[Element] = [titled(words.name(actor), entry.leader)]
    if entry.role:
        parts.append(Text(_(entry.role[:1].upper() + entry.role[1:]), "body", theme.MUTED))
    if actor not in board.institutions:
        parts += [
            heading(_("Alignment"), _("−100 to +100")),
            alignments(words, board, actor, before, desk.forecast.after),
        ]
    parts += [Column(_facts(desk, actor), gap=3), *_ask(desk, actor), Column(_relations(desk, actor), gap=4)]
    if entry.text:
        parts += [heading(_("Background")), Text(_(entry.text), "body", theme.MUTED)]
    return parts


def _ask(desk: Desk, actor: str) -> list[Element]:
    """The shortest way to a meeting with the actor that is looked at."""
    asked = page_meetings.requests(desk)
    if any(order.target == actor for order in asked):
        return [Text(_("You ask to meet them this turn."), "small", theme.ACCENT)]
    order = Order(desk.seat, "request", actor, rank=len(asked) + 1)
    if order not in desk.legal():
        return []
    return [Row([button("ask", _("Ask for a meeting"), lambda: desk.pick(order), key="a"), Gap(grow=1)])]


def _facts(desk: Desk, actor: str) -> list[Element]:
    words, board = desk.words, desk.view.board
    rows: list[Element] = [fact(_("Membership"), _("member") if board.member(actor) else _("not a member"))]
    if actor in board.seats:
        rows.append(fact(_("Credibility"), _("{value} of 100").format(value=number(board.credibility(actor)))))
    if actor in board.states:
        first = board.first_partner(actor)
        rows += [
            fact(_("First partner"), words.name(first) if first else _("nobody: it is open")),
            fact(_("Weight"), str(board.weight(actor))),
            fact(_("Welfare"), _("{value} of 100").format(value=number(board.welfare(actor)))),
            fact(_("Depends on"), ", ".join(f"{words.name(p)} {number(board.dependency(actor, p))}" for p in board.poles)),
        ]
    return rows + [fact(_(posture.name), text) for posture in words.scenario.posture if (text := _stands(desk, actor, posture))]


def _stands(desk: Desk, actor: str, posture: Posture) -> str:
    board, words = desk.view.board, desk.words
    try:
        if posture.per_pole:
            return ", ".join(f"{words.name(pole)} {words.name(board.posture(actor, posture.id, pole))}" for pole in board.poles)
        return words.name(board.posture(actor, posture.id))
    except (KeyError, ValueError):
        return ""


def _relations(desk: Desk, actor: str) -> list[Element]:
    board, words = desk.view.board, desk.words
    others = sorted((other for other in board.actors if other != actor), key=lambda other: -board.relation(actor, other))
    rows: list[Element] = [heading(_("Relations"), _("−100 to +100"))]
    for other in others:
        value = board.relation(actor, other)
        mine = other == desk.seat
        rows.append(
            Row(
                [
                    Text(
                        words.name(other),
                        "smallstrong" if mine else "small",
                        theme.ACCENT if mine else theme.TEXT,
                        wide=170,
                    ),
                    Bar(value, theme.GOOD if value >= 0 else theme.BAD, grow=1, tall=8),
                    figure(value),
                ]
            )
        )
    return rows
