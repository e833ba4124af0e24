"""The world as the summit shows it: map, triangle or table."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from game.ui.layout import Element, Gap, Space
from game.ui.nav import Nav
from game.ui.screens import states
from game.ui.screens.common import stack
from game.ui.session import Desk

if TYPE_CHECKING:
    from game.model.board import Board

Margins = tuple[float, float, float, float]


def pane(shown: str, desk: Desk, before: Board | None, chosen: str, pick: Callable[[str], Nav], space: Space) -> Element:
    """The triangle or the table, for a panel of its own."""
    rows = states.table(desk.words, desk.view.board, before, desk.forecast.after, chosen, desk.seat, pick)
    return stack("states", rows, gap=1)


def chart(
    desk: Desk, before: Board | None, chosen: str, pick: Callable[[str], Nav], space: Space, clear: Margins = (0, 0, 0, 0)
) -> Element:
    return Gap()
