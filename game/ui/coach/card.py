"""The card of the coach: one idea, and how to go on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from game.text import _
from game.ui import theme
from game.ui.layout import Column, Element, Gap, Panel, Row
from game.ui.pictures import Icon
from game.ui.widgets import Text, button

if TYPE_CHECKING:
    from game.ui.coach.coach import Coach

WIDE = 340


def card(coach: Coach) -> Panel:
    """The card, as it stands now; until the last words there is a way out."""
    lesson = coach.lesson
    assert lesson is not None
    place = _("Tutorial · {at} of {all}").format(at=coach.at + 1, all=len(coach.teaching.lesson))
    ends = coach.last and not coach.waits
    leave = [] if ends else [button("coach:leave", _("Leave the tutorial"), coach.leave, look="ghost")]
    head = Row([Icon("info", 18, theme.ACCENT), Text(place, "small", theme.MUTED, grow=1), *leave], gap=8)
    inside = Panel(Column([head, Text(_(lesson.text)), foot(coach)], gap=8), edge=theme.ACCENT, pad=14, pad_y=10)
    return Panel(inside, id="coach:card", floats=True, pad=0, wide=WIDE)


def foot(coach: Coach) -> Element:
    """Back and on; where something has to be done first, what the ring is for."""
    back = button("coach:back", _("Back"), coach.go_back, enabled=coach.at > 0)
    if coach.waits:
        says = Text(_("Do what the ring shows."), "smallstrong", theme.ACCENT, grow=1)
        return Row([says, back])
    words = _("Finish") if coach.last else _("Go on")
    on = button("coach:go-on", words, coach.go_on, key="g", look="primary", first=True)
    more = [button("coach:follow", _("Next lessons"), coach.follow)] if coach.follows else []
    return Row([Gap(grow=1), back, *more, on])
