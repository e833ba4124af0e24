"""Shown while the bots talk and think: one after the other, so that the window stays awake."""

from __future__ import annotations

from collections.abc import Callable

import attrs

from game.ui import theme
from game.ui.layout import Centre, Column, Element, Panel, Space
from game.ui.nav import Nav, Replace, Work
from game.ui.session import Session
from game.ui.text import _
from game.ui.widgets import Text


@attrs.define(eq=False)
class Waiting:
    """The sheets of the others are being written, or offers made in the corridor."""

    session: Session
    writing: bool = False
    id: str = "waiting"
    overlay: bool = False

    def build(self, space: Space) -> Element:
        match, table = self.session.match, self.session.table
        if self.writing:
            title = _("The other delegations are writing their orders.")
            form = _("{done} of {all} have written theirs. All sheets are opened at once.")
            done = sum(match.submitted(seat) for seat in table.bots)
        else:
            title = _("The other delegations are talking in the corridor.")
            form, done = _("{done} of {all} have said what they offer."), table.conferred
        count = form.format(done=done, all=len(table.bots))
        box = Column([Text(title, "h2", align="centre"), Text(count, "body", theme.MUTED, align="centre")], gap=10)
        return Centre(Panel(box, pad=40, pad_y=36), most=620, grow=1)

    def back(self) -> Nav:
        return Replace(self.session.onward(self.session))


def talks(session: Session, then: Callable[[], Nav]) -> Work:
    """Let every bot make its offers of this turn, then go on."""
    return Work(Waiting(session), lambda: talks(session, then) if session.table.confer() is not None else then())


def orders(session: Session) -> Work:
    """Let every bot write its orders, resolve the turn, and let them talk about the next one."""
    return Work(Waiting(session, writing=True), lambda: _written(session))


def _written(session: Session) -> Nav:
    if session.table.think() is not None:
        return orders(session)
    session.table.advance()
    return talks(session, lambda: Replace(session.onward(session), session.not_saved))

