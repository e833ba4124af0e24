"""Why a number is what it is: the parts that sum to its change as a waterfall, each leading on to its own cause."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import attrs

from game.text import _, amount, n_, number, signed
from game.ui import theme
from game.ui.hint import note, saying
from game.ui.layout import Column, Element, Flow, Gap, Panel, Row, Space
from game.ui.nav import Nav, Pop, Push
from game.ui.pictures import Icon
from game.ui.plots import WaterfallBar
from game.ui.record import Record, label, parts, rising_is, value
from game.ui.screens.causes import Page, begun, sign, told
from game.ui.screens.common import news, pop, stack
from game.ui.widgets import Button, Text, button

if TYPE_CHECKING:
    from game.model.report import Part, Quantity, Report

POINTS = 52
"""Room for a signed number, in units."""


def why_of(record: Record, quantity: Quantity, report: Report | None = None) -> Nav:
    """Open why a number is what it is after a turn, the last one played if none is named."""
    return Push(Why(record, [Page(record.place(report) if report else len(record.reports) - 1, quantity)]))


@attrs.define(eq=False)
class Why:
    """A path of questions: a number, a part of it, what that rests on, and so on."""

    record: Record
    path: list[Page]
    all: bool = False
    id: str = "why"
    overlay: bool = True

    def build(self, space: Space) -> Element:
        page = self.path[-1]
        body = told(self.record, page, page.part, self._go) if page.part else self._number(page)
        inside = [*self._crumbs(), self._head(page), stack(f"why:{len(self.path)}:{':'.join(page.quantity)}", body, gap=10)]
        return Panel(Column([*inside, self._foot()], gap=12), fill=theme.PANEL, edge=theme.LINE, pad=22, pad_y=18)

    def back(self) -> Nav:
        if len(self.path) == 1:
            return Pop()
        self.path.pop()
        return None

    def _go(self, page: Page) -> Nav:
        self.path.append(page)
        return None

    def _crumbs(self) -> list[Element]:
        """The way here, each step to go back to."""
        if len(self.path) == 1:
            return []
        found: list[Element] = []
        for i, page in enumerate(self.path[:-1]):
            crumb = Text(self._name(page), "small", theme.MUTED)
            found.append(Button(crumb, self._back_to(i), id=f"crumb:{i}", look="ghost", pad=0, pad_y=0))
            found.append(Text("›", "small", theme.FAINT))
        return [Flow([*found, Text(self._name(self.path[-1]), "small")], gap=6)]

    def _back_to(self, i: int) -> Callable[[], Nav]:
        def go() -> Nav:
            del self.path[i + 1 :]
            return None

        return go

    def _name(self, page: Page) -> str:
        return label(self.record.words, page.part) if page.part else self.record.words.quantity(page.quantity)

    def _foot(self) -> Row:
        if len(self.path) == 1:
            return Row([Gap(grow=1), button("close", _("Close"), pop, key="escape", first=True)])
        back = button("back", _("Back"), self.back, key="escape", first=True)
        return Row([Gap(grow=1), back, button("close", _("Close"), pop)])

    def _head(self, page: Page) -> Element:
        """What is asked, and the number in figures."""
        title = Column([Text(self._name(page), "h2"), Text(self._when(page), "small", theme.MUTED)], gap=2, grow=1)
        if page.part is not None:
            return Row([sign(self.record, page.part, 40), title], gap=14)
        before, after = self._ends(page)
        if page.turn < 0:
            begins = note("figures", Text(number(after), "h1"), _("What it is as the game begins, before any order."))
            return Row([title, begins], gap=14)
        ink = news(after - before, rising_is(self.record.words, page.quantity))
        figures = [Text(number(before), "figure", theme.MUTED), Icon("right", 18, theme.FAINT), Text(number(after), "h1")]
        moved = Row([*figures, Text(signed(after - before), "figure", ink)], gap=10)
        return Row([title, note("figures", moved, _("Before the turn, after it, and the difference."))], gap=10)

    def _when(self, page: Page) -> str:
        words, reports = self.record.words, self.record.reports
        if page.part is not None:
            what = words.quantity(page.quantity)
            return _("{points} points of the change of: {what}").format(points=_points(page.part), what=what)
        if page.turn < 0:
            return _("As the game begins")
        return _("What moved it in: {turn}").format(turn=_(words.turn(reports[page.turn].turn).name))

    def _ends(self, page: Page) -> tuple[int, int]:
        if page.turn < 0:
            start = round(value(self.record.start, page.quantity))
            return start, start
        report = self.record.reports[page.turn]
        return round(value(report.before, page.quantity)), round(value(report.after, page.quantity))

    def _number(self, page: Page) -> list[Element]:
        if page.turn < 0:
            return begun(self.record, page.quantity)
        (before, after), found = self._ends(page), parts(self.record.reports[page.turn], page.quantity)
        low, high = _range(before, found)
        large, small = [part for part in found if part.shown], [part for part in found if not part.shown]
        rows, at = [self._before(page, before, low, high)], float(before)
        for i, part in enumerate(large):
            rows.append(self._part(page, part, i, at, low, high))
            at += part.shown
        rows += self._small(page, small, len(large), at, low, high)
        name = _("Now") if page.turn == len(self.record.reports) - 1 else _("After")
        sum_ = _total(name, after, low, high, first=False)
        rows.append(note("after", sum_, _("What was before and all parts, added up.")))
        says = _("Together they are exactly what changed. Press a line to see what is behind it.")
        return [Column(rows, gap=0), Text(says if found else _("Nothing moved it."), "small", theme.MUTED)]

    def _before(self, page: Page, before: int, low: float, high: float) -> Element:
        """Where the turn found it; it leads to the turn before."""
        return Button(
            _total(_("Before"), before, low, high, first=True, leads=True),
            lambda: self._go(Page(page.turn - 1, page.quantity)),
            id="before", look="row", pad=0, pad_y=0, tip=saying(_("What the turn before left; press to see what moved it then.")),
        )

    def _part(self, page: Page, part: Part, i: int, at: float, low: float, high: float) -> Element:
        name, ink = label(self.record.words, part), self._ink(page.quantity, part)
        row = Row(
            [
                sign(self.record, part),
                Row([Text(name, "small", grow=1)], grow=1),
                WaterfallBar(at, at + part.shown, low, high, ink, grow=1),
                _figure(_points(part), "smallstrong" if part.shown else "small"),
                Icon("right", 16, theme.FAINT),
            ],
            gap=10,
            align="stretch",
        )
        return Button(row, lambda: self._go(Page(page.turn, page.quantity, part)), id=f"part:{i}", look="row", pad=0, pad_y=0,
                      tip=saying(_("So many points of the change come from this; all parts together are the whole change.")))

    def _ink(self, quantity: Quantity, part: Part) -> theme.Colour:
        """Good or bad news where a rise is one of them; the pole's own colour for what moves a state toward it."""
        if not part.shown:
            return theme.FAINT
        good = rising_is(self.record.words, quantity)
        if good != "neutral":
            return news(part.shown, good)
        pole = self.record.words.colour(quantity[-1])
        return pole if part.shown > 0 else theme.FAINT

    def _small(self, page: Page, small: list[Part], start: int, at: float, low: float, high: float) -> list[Element]:
        """The parts that round to nothing, in one line until it is opened."""
        if not small:
            return []
        says = n_("{n} smaller part, under half a point", "{n} smaller parts, each under half a point", len(small))
        row = Row(
            [
                Icon("down" if self.all else "right", 24, theme.FAINT),
                Row([Text(says, "small", theme.MUTED, grow=1)], grow=1),
                WaterfallBar(at, at, low, high, theme.FAINT, grow=1),
                _figure("0", "small"),
                Gap(wide=16),
            ],
            gap=10,
            align="stretch",
        )
        tip = saying(_("Each is too small to show in whole points; press to see them one by one."))
        head = Button(row, self._toggle, id="small", look="row", pad=0, pad_y=0, tip=tip)
        opened = [self._part(page, part, start + i, at, low, high) for i, part in enumerate(small)] if self.all else []
        return [head, *opened]

    def _toggle(self) -> Nav:
        self.all = not self.all
        return None


def _total(name: str, at: int, low: float, high: float, *, first: bool, leads: bool = False) -> Row:
    """A line that says where the sum stands."""
    end: Element = Icon("right", 16, theme.FAINT) if leads else Gap(wide=16)
    step = WaterfallBar(at, at, low, high, theme.TEXT, total=True, first=first, grow=1)
    return Row([Gap(wide=24), Row([Text(name, "strong", grow=1)], grow=1), step, _figure(number(at), "strong"), end], gap=10,
               align="stretch")


def _figure(says: str, style: str) -> Row:
    """A number at the end of a line."""
    return Row([Text(says, style, theme.MUTED if style == "small" else theme.TEXT, align="right", grow=1)], wide=POINTS)


def _points(part: Part) -> str:
    """The points of a part as they count in the sum; with a decimal where they count nothing."""
    return signed(part.shown) if part.shown else amount(part.points)


def _range(before: float, found: tuple[Part, ...]) -> tuple[float, float]:
    """The values that the sum passes through, with some room around them."""
    at, seen = float(before), [float(before)]
    for part in found:
        at += part.shown
        seen.append(at)
    room = max(2.0, (max(seen) - min(seen)) * 0.08)
    return min(seen) - room, max(seen) + room
