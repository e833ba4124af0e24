"""What may come of a sheet: forecasts with their spread, the danger in it, advice, and where it leads in the long run."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from game.bots.level import PEOPLE
from game.scenario.effects import sizes_of
from game.ui.alarm import warnings
from game.ui.nav import Nav

if TYPE_CHECKING:
    from typing import Self

    from game.bots.forecast import Danger, Prospect
    from game.model.orders import Order
    from game.model.report import Quantity
    from game.study.tasks import Advise, Foresee
    from game.table import Advice
    from game.ui.session import Session
    from game.ui.widgets import Band
    from game.view import View


@attrs.define(eq=False)
class Foresight:
    """A seat and the sheet it is writing. What takes thought is asked of the backroom: None until it is known, then news."""

    session: Session
    seat: str
    view: View
    chosen: tuple[Order, ...] = ()
    covered: bool = False
    """Whether others look on, so that nothing may show what is on the sheet."""

    @property
    def shown(self) -> tuple[Order, ...]:
        """The sheet as far as it may be seen."""
        return () if self.covered else self.chosen

    @property
    def question(self) -> Foresee:
        """What is asked of the backroom about the sheet as it is."""
        from game.study.tasks import Foresee

        return Foresee(self.seat, self.shown)

    @property
    def prospect(self) -> Prospect | None:
        """Where the world may stand with this sheet, with its spread: `prospect.after.of(("track", id))` and so on; None while
        it is worked out, and then there is news."""
        found: Prospect | None = self.session.room.ask(self.question)
        return found

    def expected(self, quantity: Quantity) -> Band | None:
        """Where four of five futures put a number after this turn, and the middle one: low, middle, high.

        None while it is worked out, and for a number that is not forecast.
        """
        after = self.prospect.after if self.prospect else None
        if after is None or quantity not in after.quantities:
            return None
        values = after.of(quantity)
        return values[0], values[len(values) // 2], values[-1]

    def settle(self) -> Self:
        """Wait until all that was asked about this sheet is worked out, for a picture of it."""
        while self.pending:
            self.session.room.news()
        return self

    @property
    def pending(self) -> bool:
        """Whether the forecast of this sheet is still worked out."""
        return self.prospect is None

    @property
    def danger(self) -> Danger | None:
        """How likely this turn is to break the summit with this sheet; None where it cannot, and while it is worked out."""
        return self.prospect.danger if self.prospect else None

    def danger_with(self, order: Order) -> Danger | None:
        """The same with an order more, to be told before it is chosen; None for one that does not raise that gauge."""
        from game.study.tasks import Try

        if not self._raises(order) or order in self.chosen:
            return None
        found: Prospect | None = self.session.room.ask(Try(self.seat, (*self.chosen, order)))
        return found.danger if found else None

    def _raises(self, order: Order) -> bool:
        rupture, book, actors = self.view.scenario.rupture, self.view.rulebook.catalogue, self.view.rulebook.names.actors
        if order.action == "request":
            number = int(book.meeting[actors.index(order.seat), actors.index(order.target or "")])
        else:
            number = book.number(order.done)
        effects = book.entries[number].effects
        return rupture is not None and any(e.track == rupture.track and max(sizes_of(e)) > 0 for e in effects)

    @property
    def warnings(self) -> tuple[str, ...]:
        """What should be thought over before the sheet is handed in, as far as it is known."""
        return warnings(self.session.words, self.danger, self.seat)

    @property
    def scored(self) -> bool:
        """Whether the forecast may show the score that is expected: at the easiest level alone."""
        return self.session.table.level == PEOPLE[0].id

    @property
    def advice(self) -> Advice | None:
        """What the adviser has said this turn; None if it was not asked, or is still thinking."""
        return self.session.table.advised.get((self.view.turn, self.seat))

    @property
    def advising(self) -> bool:
        """Whether the adviser is thinking."""
        return self.session.room.busy(self._counsel)

    @property
    def _counsel(self) -> Advise:
        from game.study.tasks import Advise

        return Advise(self.seat)

    def consult(self) -> Nav:
        """Ask the adviser, once a turn; the answer is news."""
        if self.advice is None:
            self.session.room.want(self._counsel)
        return None
