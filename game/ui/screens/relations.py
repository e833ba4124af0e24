"""All relations of one actor, each open to why it is what it is."""

from __future__ import annotations

import attrs

from game.text import _
from game.ui import theme
from game.ui.hint import counted
from game.ui.layout import Element, Row, Space
from game.ui.nav import Nav, Pop
from game.ui.screens.common import change, close_button, dialog, figure
from game.ui.screens.why import why_of
from game.ui.session import Desk
from game.ui.widgets import Bar, Button, Text


@attrs.define(eq=False)
class Relations:
    """How one actor stands with everybody, the best first."""

    desk: Desk
    actor: str
    id: str = "relations"
    overlay: bool = True

    def build(self, space: Space) -> Element:
        board = self.desk.view.board
        others = sorted((o for o in board.actors if o != self.actor), key=lambda other: -board.relation(self.actor, other))
        title = _("Relations of {name}").format(name=self.desk.words.name(self.actor))
        rows = [relation(self.desk, self.actor, other, f"with:{other}") for other in others]
        return dialog(title, rows, [close_button()], id="relations", gap=0)

    def back(self) -> Nav:
        return Pop()


def relation(desk: Desk, actor: str, other: str, id: str) -> Button:
    """One relation: with whom, how good, and how it moved in the last turn."""
    words, board, reports = desk.words, desk.view.board, desk.view.reports
    value, mine = board.relation(actor, other), other == desk.seat
    moved = round(value) - round(reports[-1].before.relation(actor, other)) if reports else 0
    row = Row(
        [
            words.emblem(other, 22),
            Text(words.name(other), "smallstrong" if mine else "small", theme.ACCENT if mine else theme.TEXT, wide=150),
            Bar(value, theme.GOOD if value >= 0 else theme.BAD, grow=1, tall=8),
            figure(value),
            change(moved, "good"),
        ],
        gap=8,
    )
    return Button(row, lambda: why_of(desk.session.record, ("relation", actor, other)), id=id, look="row", pad=4, pad_y=3,
                  tip=counted("relation"))
