"""The world at rest, if some orders were given every turn: what heading and assumptions both look at."""

from __future__ import annotations

import attrs
import numpy as np

from game.model.board import Board
from game.model.orders import Order
from game.study.heading import Heading, heading
from game.text import _
from game.ui.screens import between
from game.ui.session import Desk

FURTHEST = 99.9
"""Points that nothing that is drawn goes beyond."""


def pushers(desk: Desk) -> list[tuple[str, str]]:
    """Whose orders may be thought to go on: id and name."""
    found = [("own", _("Your sheet")), ("nobody", _("Nobody's"))]
    return [("all", _("Everybody's of last turn")), *found] if desk.view.reports else found


def orders(desk: Desk, whose: str) -> tuple[Order, ...]:
    """The orders that go on; an answer to a card is given once."""
    last = desk.view.reports[-1].orders if desk.view.reports else ()
    given = {"all": last, "own": desk.shown, "nobody": ()}[whose]
    return tuple(order for order in given if order.action != "choose")


def rest(desk: Desk, given: tuple[Order, ...]) -> Board:
    """The world at rest under these orders."""
    return at_rest(desk, heading(desk.view, given))


def at_rest(desk: Desk, found: Heading) -> Board:
    """The world with all alignments where they are heading."""
    stance = np.arctanh(np.clip(found.end, -FURTHEST, FURTHEST) / 100.0)
    return Board(desk.view.rulebook, attrs.evolve(desk.view.world, stance=stance[None]))


def ends(board: Board) -> between.Ends:
    """Where every state comes to rest."""
    return {state: between.points(board, state) for state in board.states}
