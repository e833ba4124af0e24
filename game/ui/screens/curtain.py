"""Between two people at one machine: whose turn it is, and nothing else."""

from __future__ import annotations

from collections.abc import Callable

import attrs

from game.ui import theme
from game.ui.layout import Centre, Element, Gap, Panel, Row, Space
from game.ui.nav import Nav, Push, Replace, Screen
from game.ui.screens.common import stack
from game.ui.screens.settings import Settings
from game.ui.session import Session
from game.ui.text import _
from game.ui.widgets import Text, button


@attrs.define(eq=False)
class Curtain:
    """Hides everything until the next player sits down."""

    session: Session
    seat: str
    then: Callable[[], Screen]
    leave: Callable[[], Screen] | None = None
    before: str = ""
    id: str = "curtain"
    overlay: bool = False

    def build(self, space: Space) -> Element:
        words = self.session.words
        leader = words.actor(self.seat).leader
        box: list[Element] = [
            Text(_("Please pass the machine to"), "quote", theme.MUTED, align="centre"),
            Text(words.name(self.seat), "display", align="centre"),
            Text(leader, "body", theme.MUTED, align="centre"),
            Gap(tall=10),
            Row(
                [
                    Gap(grow=1),
                    button("ready", _("Show my desk"), self._go, key="return", look="primary", first=True),
                    Gap(grow=1),
                ]
            ),
            Text(_("Nothing secret is on the screen until then."), "small", theme.MUTED, align="centre"),
        ]
        if self.before:
            says = _("{name}: take my sheet back").format(name=words.name(self.before))
            box.append(Row([Gap(grow=1), button("undo", says, self._take_back, key="u", look="ghost"), Gap(grow=1)]))
        return Centre(Panel(stack("curtain", box), pad=44, pad_y=32), most=640, grow=1)

    def back(self) -> Nav:
        return Push(Settings(self.leave))

    def _take_back(self) -> Nav:
        """Until the sheets are opened, the one who has just left may come back."""
        self.session.match.withdraw(self.before)
        self.session.last_seat = ""
        return Replace(self.session.onward(self.session))

    def _go(self) -> Nav:
        return Replace(self.then())
