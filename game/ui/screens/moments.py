"""The turns of a game as its turning moments: how far states moved, who changed its first partner, what was decided."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from game.text import _, joined, number, signed
from game.ui import theme
from game.ui.hint import hint, saying
from game.ui.layout import Column, Element, Row
from game.ui.nav import Nav
from game.ui.pictures import Icon
from game.ui.plots import Course, History
from game.ui.record import Record
from game.ui.screens.common import pole_chip
from game.ui.widgets import Button, Gauge, Text, heading

if TYPE_CHECKING:
    from game.model.report import Report


def course(record: Record) -> list[Element]:
    """Over all turns, how much weight has each pole as its first partner."""
    boards = [record.start, *(report.after for report in record.reports)]
    courses = [
        Course(record.words.colour(pole), record.words.pole(pole).letter, tuple(board.partner_weight(pole) for board in boards))
        for pole in record.board.poles
    ]
    note = _("per cent of all weight, turn by turn")
    drawn = hint("first-partner", History(courses, turns=len(record.reports), tall=170), _counts(), name="course")
    return [heading(_("First partners"), note), drawn, *weights(record)]


def weights(record: Record) -> list[Element]:
    """First partners counted by weight, at the start and at the end."""
    return [_weight(record, pole) for pole in record.board.poles]


def _weight(record: Record, pole: str) -> Element:
    before, after = (board.partner_weight(pole) for board in (record.start, record.board))
    says = _("{before} % → {after} %").format(before=number(before), after=number(after))
    name = Text(record.words.name(pole), "strong", grow=1)
    row = Row([pole_chip(record.words, pole), name, Text(says, "strong")], gap=8)
    return hint("first-partner", row, _counts(), name=f"weight:{pole}")


def _counts() -> str:
    return _("The states that put the pole first, counted by their weight, as a share of the weight of all.")


def changed(record: Record) -> list[Element]:
    """The states that ended with another first partner than they began with."""
    before, after = record.start, record.board
    turned = [state for state in after.states if before.first_partner(state) != after.first_partner(state)]
    if not turned:
        return [Text(_("Every state ends with the first partner it began with."), "small", theme.MUTED)]
    return [heading(_("Changed")), *(_change(record, state) for state in turned)]


def _change(record: Record, state: str) -> Element:
    chips = [pole_chip(record.words, board.first_partner(state)) for board in (record.start, record.board)]
    name = record.words.name(state)
    return Row([record.words.emblem(state, 24), Text(name, "body", grow=1), chips[0], Text("→", "small"), chips[1]], gap=8)


def turns(record: Record, open_: Callable[[Report], Nav]) -> list[Element]:
    """Every turn with how far it moved the states and what stands out in it; pressed, it opens its report."""
    most = max((moved(report) for report in record.reports), default=1.0) or 1.0
    return [_turn(record, report, most, open_) for report in record.reports]


def moved(report: Report) -> float:
    """Points that all alignments moved in a turn, taken together."""
    cells = [(state, pole) for state in report.after.states for pole in report.after.poles]
    return sum(abs(report.after.alignment(*cell) - report.before.alignment(*cell)) for cell in cells)


def _turn(record: Record, report: Report, most: float, open_: Callable[[Report], Nav]) -> Element:
    name = _("{turn}. {name}").format(turn=record.place(report) + 1, name=_(record.words.turn(report.turn).name))
    size = moved(report)
    head = Row(
        [
            Text(name, "strong", grow=3),
            Gauge(size, theme.BAD if report.rupture else theme.MUTED, high=most, tall=6, grow=2),
            Text(number(size), "smallstrong", wide=36, align="right"),
        ],
        gap=10,
    )
    lines = [Row([Icon(icon, 16, ink), Text(says, "small", ink, grow=1)], gap=8) for icon, says, ink in told(record, report)]
    says = _("Bar and figure: the points that all alignments moved in the turn, taken together.")
    tip = saying(says, _("Press for the report."))
    return Button(Column([head, *lines], gap=3), lambda: open_(report), id=f"turn:{report.turn}", look="row", pad=8, pad_y=6,
                  tip=tip)


def told(record: Record, report: Report) -> list[tuple[str, str, theme.Colour]]:
    """What stands out in a turn: icon, sentence, colour."""
    name, found = record.words.name, []
    if report.rupture:
        says = _("The summit broke; {name} was blamed").format(name=name(report.blamed))
        found.append(("rupture", says, theme.BAD))
    found += [("partnership", says, theme.TEXT) for says in _turned(record, report)]
    if report.adopted:
        says = _("Adopted: {names}").format(names=joined([name(item) for item in report.adopted]))
        found.append(("accept", says, theme.GOOD))
    if report.dropped:
        says = _("Fallen: {names}").format(names=joined([name(item) for item in report.dropped]))
        found.append(("object", says, theme.BAD))
    if report.moved:
        says = _("Files went on: {names}").format(names=joined([name(file) for file in report.moved]))
        found.append(("file", says, theme.GOOD))
    if report.banked:
        found.append(("communique", _("Banked {share} % of the score").format(share=f"{report.banked * 100:.0f}"), theme.WARN))
    return [*found, ("alignment", _swing(record, report), theme.MUTED)]


def _turned(record: Record, report: Report) -> list[str]:
    """States that left one first partner for another, or for nobody."""
    before, after, name = report.before, report.after, record.words.name
    form = _("{state}: first partner {before} → {after}")
    return [
        form.format(state=name(s), before=name(old) or _("nobody"), after=name(new) or _("nobody"))
        for s in after.states
        if (old := before.first_partner(s)) != (new := after.first_partner(s))
    ]


def _swing(record: Record, report: Report) -> str:
    """The largest move of the turn."""
    cells = [(state, pole) for state in report.after.states for pole in report.after.poles]
    sizes = {cell: report.change(("alignment", *cell)) for cell in cells}
    state, pole = max(sizes, key=lambda cell: abs(sizes[cell]))
    return _("{state} moved most: {change} toward {pole}").format(
        state=record.words.name(state), change=signed(sizes[state, pole]), pole=record.words.name(pole)
    )
