"""An actor at a glance: the card beside the pointer, wherever an actor is shown."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from game.text import _, number
from game.ui import theme
from game.ui.layout import Column, Element, Row
from game.ui.map.shown import lead
from game.ui.screens.common import pole_chip
from game.ui.widgets import Band, Text
from game.ui.words import Words

if TYPE_CHECKING:
    from game.model.board import Board
    from game.model.report import Quantity

    Expected = Callable[[Quantity], Band | None]


def _unknown(quantity: Quantity) -> None:
    return None


def glance(words: Words, board: Board, actor: str, expected: Expected = _unknown) -> Element:
    """Its alignments, how it divides itself, where that may go where it is `expected`, and who is first with it."""
    head = Row([words.emblem(actor, 28), Text(words.name(actor), "h3")], gap=10)
    if actor in board.institutions:
        return Column([head, Text(_(words.actor(actor).role), "small", theme.MUTED)], gap=4)
    poles = [pole for pole in board.poles if words.actor(actor).pole != pole]
    rows: list[Element] = [_toward(words, board, actor, pole, expected(("alignment", actor, pole))) for pole in poles]
    last = [partner(words, board, actor), _circle(words, board, actor)] if actor in board.states else []
    return Column([head, *rows, *(Text(says, "small", theme.MUTED) for says in last if says)], gap=4)


def _circle(words: Words, board: Board, actor: str) -> str:
    """What the circle before its name on the map says while it is not full."""
    if board.first_partner(actor):
        return ""
    says = _("The circle before its name on the map fills as {pole} comes near that.")
    return says.format(pole=words.name(lead(board, actor)[0]))


def _toward(words: Words, board: Board, actor: str, pole: str, band: Band | None) -> Element:
    """One alignment with its forecast: four of five futures."""
    now, share = number(board.alignment(actor, pole)), number(100 * board.share(actor, pole))
    says = Text(_("{alignment} · {share} % of it").format(alignment=now, share=share), "small")
    ahead = _("→ {low} to {high}").format(low=number(band[0]), high=number(band[2])) if band else ""
    return Row([pole_chip(words, pole), says, *([Text(ahead, "small", theme.MUTED)] if ahead else [])], gap=8)


def partner(words: Words, board: Board, actor: str) -> str:
    """Who is first with a state and by how much, or what is missing."""
    bar, need = words.scenario.rules.partner_bar, words.actor(actor).stability
    best, second = sorted(board.poles, key=lambda pole: -board.alignment(actor, pole))[:2]
    high, lead = board.alignment(actor, best), board.alignment(actor, best) - board.alignment(actor, second)
    rule = _("A first partner needs {bar} and a lead of {need}.").format(bar=number(bar), need=number(need))
    if board.first_partner(actor):
        says = _("{pole} is first: it stands at {high} and leads {second} by {lead}.")
    elif high < bar:
        says = _("Nobody is first: {pole} is highest with {high}.")
    else:
        says = _("Nobody is first: {pole} stands at {high} but leads {second} by {lead} only.")
    return says.format(pole=words.name(best), second=words.name(second), high=number(high), lead=number(lead)) + " " + rule
