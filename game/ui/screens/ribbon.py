"""The ribbon of turns at the foot of the summit: what is past, what is now, and when the score is banked."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from game.text import _
from game.ui import theme
from game.ui.layout import Column, Element, Row
from game.ui.nav import Nav
from game.ui.session import Desk
from game.ui.widgets import Button, Milestone, Text

if TYPE_CHECKING:
    from game.view import Day

CELL = 42


def ribbon(desk: Desk, look: Callable[[int], Nav]) -> Row:
    """One mark for each turn; one that is past opens its report."""
    days = desk.view.calendar()
    now = len(desk.view.reports) if not desk.view.over else len(days)
    return Row([_cell(desk, day, i, now, len(days), look) for i, day in enumerate(days)], gap=0)


def _cell(desk: Desk, day: Day, i: int, now: int, count: int, look: Callable[[int], Nav]) -> Element:
    bank = _("{share} %").format(share=f"{day.share * 100:.0f}") if day.share else ""
    mark = Milestone(str(i + 1), done=i < now, current=i == now, first=i == 0, last=i == count - 1)
    child = Column([mark, Text(bank, "small", theme.WARN, align="centre")], gap=0)
    return Button(
        child,
        lambda: look(i),
        id=f"turn:{i + 1}",
        look="row",
        enabled=i < now,
        pad=0,
        pad_y=2,
        wide=CELL,
        tip=lambda: told(desk, day),
    )


def told(desk: Desk, day: Day) -> Column:
    """Name, days, what a turn decides and what it banks."""
    words, turn = desk.words, desk.words.turn(day.turn)
    lines: list[Element] = [
        Text(_("{turn}. {name}").format(turn=desk.place(day.turn), name=_(turn.name)), "smallstrong"),
        Text(words.dates(turn), "small", theme.MUTED),
    ]
    lines += [Text(_("Decides: {item}").format(item=words.name(item)), "small") for item in day.decides]
    if day.share:
        lines.append(Text(_("Banks {share} % of the score").format(share=f"{day.share * 100:.0f}"), "small", theme.WARN))
    return Column(lines, gap=1)
