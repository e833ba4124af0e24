"""One changed number, opened: the parts that sum to it, as a waterfall."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from game.ui import theme
from game.ui.layout import Element, Gap, Row, Space
from game.ui.nav import Nav, Pop
from game.ui.screens.common import close_button, dialog
from game.ui.text import _, n_, number, signed
from game.ui.widgets import Fall, Rule, Text, button
from game.ui.words import Words

if TYPE_CHECKING:
    from game.model.board import Board
    from game.model.report import Part, Report

Quantity = tuple[str, ...]


def value(board: Board, quantity: Quantity) -> float:
    """The number that a quantity names, in one world."""
    kind, *ids = quantity
    return float(getattr(board, kind)(*ids))


@attrs.define(eq=False)
class Why:
    """From the number before to the number after, part by part."""

    words: Words
    report: Report
    quantity: Quantity
    all: bool = False
    id: str = "why"
    overlay: bool = True

    def build(self, space: Space) -> Element:
        before, after = (round(value(board, self.quantity)) for board in (self.report.before, self.report.after))
        parts = self.report.parts(self.quantity)
        low, high = _range(before, parts)
        rows: list[Element] = [
            Text(_("Every part of the change; together they are exactly what changed."), "small", theme.MUTED),
            _row(_("Before"), before, Text(number(before), "strong", wide=54, align="right")),
        ]
        at = float(before)
        for part in parts if self.all else [part for part in parts if part.shown]:
            rows.append(_part(label(self.words, part), part, at, low, high))
            at += part.shown
        rows += self._small(len([part for part in parts if not part.shown]))
        rows += [Rule(), _row(_("Now"), after, Text(number(after), "strong", wide=54, align="right"))]
        title = _("{what}: {change}").format(what=self.words.quantity(self.quantity), change=signed(after - before))
        return dialog(title, rows, [close_button()], id="why")

    def _small(self, count: int) -> list[Element]:
        """The parts that round to nothing, behind one button."""
        if not count:
            return []
        words = n_("{n} smaller part, under half a point", "{n} smaller parts, each under half a point", count)
        return [Row([button("small", _("Hide them") if self.all else words, self._toggle, look="ghost"), Gap(grow=1)])]

    def _toggle(self) -> Nav:
        self.all = not self.all
        return None

    def back(self) -> Nav:
        return Pop()


def _range(before: float, parts: tuple[Part, ...]) -> tuple[float, float]:
    """The values that the sum passes through, with some room around them."""
    at, seen = float(before), [float(before)]
    for part in parts:
        at += part.shown
        seen.append(at)
    room = max(2.0, (max(seen) - min(seen)) * 0.08)
    return min(seen) - room, max(seen) + room


def _row(label: str, at: float, figure: Text) -> Row:
    return Row([Text(label, "strong", grow=1), figure])


def label(words: Words, part: Part) -> str:
    """What a part of a change comes from."""
    if part.kind == "order":
        return words.given(part.source)
    if part.kind == "pledge":
        giver, other = part.source.split(" -> ")
        return _("{giver} broke its word to {other}").format(giver=words.name(giver), other=words.name(other))
    forms = {
        "chance": _("Chance"),
        "anchoring": _("Pull back to its resting point"),
        "alone": _("Being without neighbours"),
        "neighbour": _("Neighbour: {name}"),
        "event": _("Event: {name}"),
        "item": _("Paragraph: {name}"),
        "file": _("File: {name}"),
        "trend": _("Trend of {name}"),
        "home": _("Drift home"),
        "cut": _("Held under the limit"),
        "income": _("Income"),
        "gain": _("Gains and losses"),
        "price": _("Orders paid"),
    }
    return forms.get(part.kind, part.kind.capitalize()).format(name=words.name(part.source))


def _part(name: str, part: Part, at: float, low: float, high: float) -> Row:
    colour = theme.ACCENT if part.shown > 0 else theme.BAD
    bar = Fall(at, at + part.shown, low, high, colour if part.shown else theme.FAINT, wide=250)
    return Row([Text(name, "small", grow=1), bar, Text(signed(part.shown), "smallstrong", wide=54, align="right")], gap=12)
