"""The strip on top of the summit: who you are, which turn it is, the gauges with their steps, and what is left to spend."""

from __future__ import annotations

from typing import TYPE_CHECKING

from game.text import _, number
from game.ui import theme
from game.ui.hint import hint
from game.ui.layout import Column, Element, Flow, Panel, Row
from game.ui.pictures import Icon
from game.ui.screens import gauges
from game.ui.session import Desk
from game.ui.widgets import Pips, Text

if TYPE_CHECKING:
    from game.model.board import Board

TITLE, METERS = 224, 236


def strip(desk: Desk, before: Board | None) -> Panel:
    """The strip of a wide window."""
    parts: list[Element] = [
        title(desk, wide=TITLE),
        gauges.strip(desk, before),
        Column(meters(desk), gap=2, wide=METERS),
    ]
    return Panel(Row(parts, gap=14, align="middle"), floats=True, pad=12, pad_y=7)


def short(desk: Desk) -> Flow:
    """The same for a narrow window, without the gauges."""
    return Flow([title(desk, wide=TITLE), Column(meters(desk), gap=2, wide=METERS)], gap=14)


def title(desk: Desk, *, wide: float | None = None, grow: float = 0.0) -> Element:
    """Emblem, name of the seat, and the turn."""
    words, view = desk.words, desk.view
    turn = words.turn(view.turn)
    place = _("{turn} of {turns} · {dates}").format(turn=desk.place(view.turn), turns=len(view.turns), dates=words.dates(turn))
    lines: list[Element] = [
        Text(words.name(desk.seat), "h3", theme.ACCENT),
        Text(_(turn.name), "smallstrong"),
        Text(place, "small", theme.MUTED),
    ]
    who = Row([words.emblem(desk.seat, 48), Column(lines, gap=0, grow=1)], gap=12)
    return hint("delegation", who, _(words.actor(desk.seat).leader), _(turn.text), wide=wide, grow=grow)


def meters(desk: Desk) -> list[Element]:
    """What is left to spend, and what the brief stands at."""
    budget = desk.budget
    held = _("{n} of it is held for meetings that may come about.").format(n=budget.held) if budget.held else ""
    return [
        hint("capital", _meter("capital", _("Capital"), budget.left, budget.left + budget.spent + budget.held), held),
        hint("slots", _meter("slot", _("Slots"), budget.slots_left, budget.slots)),
        hint("brief", _brief(desk), _("Points that your goals give as they stand now, and those that are safe."), desk.banks),
    ]


def _meter(icon: str, name: str, left: int, total: int) -> Row:
    dots: list[Element] = [Pips(left, total)] if 0 < total <= 6 else []
    says = _("{left} of {total}").format(left=left, total=total)
    label = Text(name, "small", theme.MUTED, grow=1)
    return Row([Icon(icon, 16, theme.MUTED), label, *dots, Text(says, "smallstrong")], gap=6)


def _brief(desk: Desk) -> Row:
    """The points of all lines as they stand now, and those that are banked."""
    says = _("{now} now · {banked} banked").format(now=number(desk.view.standing), banked=number(desk.view.banked))
    return Row([Icon("bank", 16, theme.MUTED), Text(_("Brief"), "small", theme.MUTED, grow=1), Text(says, "smallstrong")], gap=6)
