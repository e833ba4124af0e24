"""Shown while the bots think."""

from __future__ import annotations

import attrs

from game.ui import theme
from game.ui.layout import Centre, Column, Element, Panel, Space
from game.ui.nav import Nav, Replace
from game.ui.session import Session
from game.ui.text import _
from game.ui.widgets import Text


@attrs.define(eq=False)
class Waiting:
    """The sheets of the others are being written."""

    session: Session
    id: str = "waiting"
    overlay: bool = False

    def build(self, space: Space) -> Element:
        match, bots = self.session.match, self.session.table.bots
        done = sum(match.submitted(seat) for seat in bots)
        count = _("{done} of {all} have written theirs. All sheets are opened at once.").format(done=done, all=len(bots))
        box = Column(
            [
                Text(_("The other delegations are writing their orders."), "h2", align="centre"),
                Text(count, "body", theme.MUTED, align="centre"),
            ],
            gap=10,
        )
        return Centre(Panel(box, pad=40, pad_y=36), most=620, grow=1)

    def back(self) -> Nav:
        return Replace(self.session.onward(self.session))
