"""What a line of a brief is measured on: each number behind it, open to why it is what it is."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import attrs

from game.model.goals import Line, actors_of, poles_of
from game.text import _, amount, number
from game.ui import theme
from game.ui.hint import counted
from game.ui.layout import Column, Element, Row, Space
from game.ui.nav import Nav, Pop, Push
from game.ui.pictures import Icon
from game.ui.record import Record, value
from game.ui.screens.common import close_button, dialog
from game.ui.screens.why import why_of
from game.ui.widgets import Button, Text, heading

if TYPE_CHECKING:
    from game.model.names import Names
    from game.model.report import Quantity
    from game.view import Line as Stand


@attrs.define(eq=False)
class Measured:
    """A line as a sum: how its number becomes points, and the numbers that it is made of."""

    record: Record
    seat: str
    now: Stand
    id: str = "measured"
    overlay: bool = True

    def build(self, space: Space) -> Element:
        now = self.now
        form = _("It stands at {now}. At {low} it gives no points, at {high} all {weight}; in between its share: {points} now.")
        says = form.format(
            now=amount(now.now), low=amount(now.from_), high=amount(now.to), weight=amount(now.weight), points=amount(now.points)
        )
        body: list[Element] = [Text(says, "body")]
        if now.shared:
            body.append(Text(_("It is a goal of the whole table: if the summit breaks, it is lost."), "body", theme.WARN))
        rows: list[Element] = [self._row(quantity) for quantity in self._quantities()]
        told = Text(_("It counts what was done, so there is no number behind it."), "small", theme.MUTED)
        body += [heading(_("What it is measured on"), _("press to see why")), Column(rows, gap=4)] if rows else [told]
        return dialog(_(now.text), body, [close_button()], id="measured")

    def back(self) -> Nav:
        return Pop()

    def _quantities(self) -> list[Quantity]:
        book = self.record.board.rulebook
        line = next(x for x in book.goals.lines if (x.seat, x.goal.id, x.secret) == (self.seat, self.now.id, self.now.secret))
        return list(dict.fromkeys(measured(book.names, line)))

    def _row(self, quantity: Quantity) -> Element:
        says = Text(self.record.words.quantity(quantity), "small", grow=1)
        row = Row([says, Text(number(value(self.record.board, quantity)), "smallstrong"), Icon("right", 16, theme.FAINT)], gap=10)
        return Button(row, lambda: why_of(self.record, quantity), id="to:" + ":".join(quantity), look="card", pad=12, pad_y=7,
                      tip=counted(quantity[0]))


def measured(names: Names, line: Line) -> Iterator[Quantity]:
    """The numbers that a line looks at; none for one that counts what was done."""
    goal, actors = line.goal, actors_of(names, line)
    if goal.raw == "partner_weight":
        yield from (("partner_weight", pole) for pole in poles_of(names, line))
    elif goal.raw in ("alignment", "dependency"):
        yield from ((goal.raw, actor, pole) for actor in actors for pole in poles_of(names, line))
    elif goal.raw in ("balance", "first_partner", "open"):
        compared = goal.toward if goal.raw == "balance" and goal.toward else names.poles
        yield from (("alignment", actor, pole) for actor in actors for pole in compared)
    elif goal.raw == "relation":
        yield from (("relation", one, other) for one in actors for other in names.expand(goal.with_) if one != other)
    elif goal.raw == "welfare":
        yield from (("welfare", actor) for actor in actors)
    elif goal.raw in ("track", "item"):
        yield from (("track" if goal.raw == "track" else "wording", id) for id in goal.what)


def measure(record: Record, seat: str, now: Stand) -> Nav:
    """Open what a line is measured on."""
    return Push(Measured(record, seat, now))
