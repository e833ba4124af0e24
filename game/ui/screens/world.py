"""The world as the summit shows it: map, triangle or table."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from game.text import _, signed
from game.ui.layout import Element
from game.ui.map import Arrow, Map, chart_of, shown
from game.ui.map.shown import inks
from game.ui.nav import Nav
from game.ui.screens import between, states
from game.ui.screens.common import stack
from game.ui.screens.glance import glance
from game.ui.screens.why import why_of
from game.ui.session import Desk

if TYPE_CHECKING:
    from game.model.board import Board

Margins = tuple[float, float, float, float]
PULLING = 5
"""How many arrows show who pulls a state."""
FELT = 1.0
"""Points from which a change by the own sheet is noted on the map."""


def pane(which: str, desk: Desk, before: Board | None, chosen: str, pick: Callable[[str], Nav]) -> Element:
    """The triangle or the table, for a panel of its own."""
    if which == "triangle":
        return between.pane(desk, chosen, pick)
    why = partial(why_of, desk.session.record)
    rows = states.table(desk.words, desk.view.board, before, desk.forecast.after, chosen, desk.seat, pick, why)
    return stack("states", rows, gap=1)


def chart(desk: Desk, chosen: str, pick: Callable[[str], Nav], clear: Margins = (0, 0, 0, 0)) -> Map:
    """The map as the seat sees it: its own sheet's effects noted beside the names, and who pulls the state that is looked at."""
    words, board, after = desk.words, desk.view.board, desk.forecast.after
    return Map(
        chart_of(words.scenario),
        inks(words.scenario),
        {actor: shown(board, actor, after, note(desk, actor)) for actor in board.actors},
        pick,
        arrows=pulls(board, chosen) if chosen != desk.seat else (),
        selected=chosen if chosen != desk.seat else "",
        me=desk.seat,
        clear=clear,
        tips=lambda actor: partial(glance, words, board, actor, desk.expected) if actor in board.actors else None,
        grow=1,
    )


def pulls(board: Board, actor: str) -> list[Arrow]:
    """Arrows from those who pull an actor most, each in the colour of the pole it pulls toward."""
    strongest = list(board.pulls(actor).items())[:PULLING]
    return [Arrow(source, actor, pole, abs(points)) for (source, pole), points in strongest if points > 0]


def note(desk: Desk, actor: str) -> str:
    """What the sheet alone would change of an actor: the two alignments that move most."""
    board, idle = desk.view.board, desk.idle.after
    if actor in board.institutions:
        return ""
    moved = {pole: desk.forecast.after.alignment(actor, pole) - idle.alignment(actor, pole) for pole in board.poles}
    felt = sorted((pole for pole in moved if abs(moved[pole]) >= FELT), key=lambda pole: -abs(moved[pole]))[:2]
    return " ".join(_("{letter} {change}").format(letter=desk.words.pole(p).letter, change=signed(moved[p])) for p in felt)
