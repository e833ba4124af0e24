"""All states between the poles on the whole window, with the dossier of the one that is looked at."""

from __future__ import annotations

import attrs

from game.text import _
from game.ui.layout import Column, Element, Gap, Panel, Row, Space
from game.ui.nav import Nav, Pop
from game.ui.screens import between, page_dossier
from game.ui.screens.common import stack, titled
from game.ui.session import Desk
from game.ui.widgets import button


@attrs.define(eq=False)
class Poles:
    """The plot on the whole window, with the dossier of the state that is looked at."""

    desk: Desk
    actor: str = ""
    id: str = "triangle"
    overlay: bool = False

    def __attrs_post_init__(self) -> None:
        self.actor = self.actor or self.desk.seat

    def build(self, space: Space) -> Element:
        says = _("How every state divides itself between the poles: the nearer to a corner, the more it leans there.")
        title = titled(_("Between the poles"), says)
        top = Row([title, Gap(grow=1), button("close", _("Close"), self.back, key="escape", first=True)])
        left = Panel(between.pane(self.desk, self.actor, self._look), pad=12, grow=1)
        if not space.wide:
            return Column([top, left], gap=10)
        before = self.desk.view.reports[-1].before if self.desk.view.reports else None
        right = Panel(stack(f"poles:{self.actor}", page_dossier.page(self.desk, self.actor, before)), pad=16, wide=440)
        return Column([top, Row([left, right], gap=12, align="stretch", grow=1)], gap=10)

    def back(self) -> Nav:
        return Pop()

    def news(self) -> bool:
        """Whether something has been thought of meanwhile."""
        return self.desk.session.news()

    def _look(self, actor: str) -> Nav:
        self.actor = actor
        return None
