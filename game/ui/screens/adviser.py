"""The adviser: once a turn, what a good bot would order in this seat, and why."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from game.text import _, capitalised
from game.ui import alarm, theme
from game.ui.hint import deed
from game.ui.layout import Column, Element, Row, Space
from game.ui.nav import Nav, Pop, Replace
from game.ui.pictures import Icon
from game.ui.screens.common import card, close_button, dialog
from game.ui.session import Desk
from game.ui.unfold.happened import because
from game.ui.widgets import Text, button

if TYPE_CHECKING:
    from game.bots import Reason
    from game.model.orders import Order
    from game.table import Advice


@attrs.define(eq=False)
class Adviser:
    """What to ask, that it thinks, or what it says."""

    desk: Desk
    waits: bool = True
    """Whether the answer has still to come; with it another page begins."""
    id: str = "adviser"
    overlay: bool = True

    def build(self, space: Space) -> Element:
        advice = None if space.discreet else self.desk.advice
        if advice is not None:
            return self._said(advice)
        says = _(
            "An adviser tells once a turn what it would order in your place, and why. It sees what you see and nothing more, "
            "and it looks after your brief alone: it does not know what you have in mind."
        )
        body: list[Element] = [Text(says, "body", theme.MUTED)]
        if self.desk.advising:
            body.append(Text(_("It is thinking …"), "strong", theme.ACCENT))
            return dialog(_("The adviser"), body, [close_button()])
        ask = button("consult", _("Ask"), self.desk.consult, key="return", look="primary", first=True)
        return dialog(_("The adviser"), body, [close_button(first=False), ask])

    def back(self) -> Nav:
        return Pop()

    def news(self) -> bool:
        """Whether the answer is there."""
        return self.desk.session.news()

    def heard(self) -> Nav:
        """On to the answer."""
        if self.waits and self.desk.advice is not None:
            return Replace(Adviser(self.desk, waits=False))
        return None

    def _said(self, advice: Advice) -> Element:
        reasons = {str(reason.order): reason for reason in advice.reasons}
        rows = [self._order(order, reasons.get(str(order))) for order in self.desk.advised]
        body: list[Element] = rows or [Text(_("It would do nothing this turn."), "body", theme.MUTED)]
        if len(rows) < len(advice.orders):
            says = _("It would order more, of a kind that opens in a later turn; that is left out.")
            body.append(Text(says, "small", theme.MUTED))
        dangers = alarm.warnings(self.desk.words, advice.prospect.danger, self.desk.seat)
        body += [Text(says, "small", theme.WARN) for says in dangers]
        take = button("take", _("Put this on my sheet"), self._take, key="return", look="primary", first=True)
        return dialog(_("The adviser would order"), body, [close_button(first=False), take])

    def _order(self, order: Order, reason: Reason | None) -> Element:
        words: list[Element] = [Text(self.desk.words.order(order), "strong")]
        if reason and (says := because(attrs.evolve(reason, secret=False))):
            words.append(Text(capitalised(says), "small", theme.MUTED))
        said = Row([Icon(self.desk.words.icon(order), 22, theme.ACCENT), Column(words, gap=1, grow=1)], gap=12)
        return deed(self.desk.words, order, card(said))

    def _take(self) -> Nav:
        return Pop(self.desk.take_advice)
