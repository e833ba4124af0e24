"""What a told turn is made of: the telling, its steps, their notes and arrows; data without any drawing."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Literal

import attrs

from game.ui.words import Words

if TYPE_CHECKING:
    from game.deals import Pledge
    from game.model.orders import Order
    from game.model.report import Quantity, Report
    from game.ui.record import Reasons, Record
    from game.view import Line

    Progress = tuple[tuple[Line, Line], ...]


@attrs.frozen(eq=False, kw_only=True)
class Telling:
    """One turn as one player is told it; with no seat, as everybody may know it."""

    record: Record
    report: Report
    seat: str = ""
    progress: Progress = ()
    """The lines of the seat's brief before and after."""
    pledges: Sequence[Pledge] = ()
    """Those of the seat that fell due in this turn."""

    @property
    def words(self) -> Words:
        """The scenario's names."""
        return self.record.words

    @property
    def reasons(self) -> Reasons:
        """Why bots gave the orders of this turn."""
        return self.record.reasons.get(self.report.turn, {})

    def first(self, seats: Sequence[str]) -> list[str]:
        """One's own seat before the others."""
        return sorted(seats, key=lambda seat: seat != self.seat)


@attrs.frozen
class Arrow:
    """From whom to whom, in the colour of a pole if it is about one; an order, a wish, or a bond of two."""

    start: str
    end: str
    pole: str | None = None
    shape: Literal["arrow", "wish", "bond"] = "arrow"


@attrs.frozen(kw_only=True)
class Note:
    """One thing that a step tells: who, what, in small why, how far; what it is told as, and the number or order behind it."""

    text: str
    actors: tuple[str, ...] = ()
    icon: str = ""
    small: str = ""
    figure: str = ""
    tone: str = "plain"
    """plain, good, bad or warn"""
    mine: bool = False
    pole: str | None = None
    quantity: Quantity | None = None
    order: Order | None = None


@attrs.frozen(kw_only=True)
class Step:
    """One picture of the film: its kind, a sentence, what belongs to it, and the arrows on the map."""

    kind: str
    title: str
    says: str
    notes: tuple[Note, ...] = ()
    arrows: tuple[Arrow, ...] = ()
    after: bool = False
    """Whether the map shows the world after the turn."""
    secret: bool = False
    """Whether it is for one seat's eyes only."""

    @property
    def asks(self) -> float:
        """Seconds that it would take to read."""
        return 2.0 + 0.35 * min(8, len(self.notes))
