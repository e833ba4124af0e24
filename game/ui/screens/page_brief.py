"""The brief: what the seat is scored on, line by line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from game.ui import theme
from game.ui.layout import Element, Row
from game.ui.screens.common import card, fact, titled
from game.ui.session import Desk
from game.ui.text import _, amount, number
from game.ui.widgets import Gauge, Text, heading

if TYPE_CHECKING:
    from game.view import Line


def page(desk: Desk) -> list[Element]:
    """Aim, red line and every goal with where it stands."""
    words, brief = desk.words, desk.words.brief(desk.seat)
    parts: list[Element] = [titled(words.name(desk.seat), words.actor(desk.seat).leader)]
    if brief:
        parts.append(Text(_(brief.aim), "prose"))
        parts += [
            fact(label, _(text))
            for label, text in ((_("Loses sleep over"), brief.question), (_("Red line"), brief.red_line))
            if text
        ]
    lines, later = desk.view.lines(), desk.forecast.lines
    parts.append(heading(_("Your goals"), _("points now of points at most")))
    parts += [line(now, then) for now, then in zip(lines, later, strict=True)]
    parts.append(
        Text(
            _("Points are counted at each communique. White shows where your sheet alone would take a line."),
            "small",
            theme.MUTED,
        )
    )
    return parts


def line(now: Line, later: Line | None = None) -> Element:
    """One goal: a bar from no points to all points, and the numbers behind it."""
    ink = theme.WARN if now.secret else theme.TEXT
    name = _("Secret: {goal}").format(goal=_(now.text)) if now.secret else _(now.text)
    points = _("{points} of {weight}").format(points=amount(now.points), weight=amount(now.weight))
    ghost = later.now if later and round(later.now, 1) != round(now.now, 1) else None
    low, high = now.from_, now.to
    bar = Gauge(now.now, theme.WARN if now.secret else theme.ACCENT, low=low, high=high, ghost=ghost)
    return card(
        Row([Text(name, "small", ink, grow=1), _gain(now, later), Text(points, "smallstrong")], align="top"),
        bar,
        Row(_numbers(now)),
        gap=5,
    )


def _gain(now: Line, later: Line | None) -> Text:
    gained = round(later.points - now.points, 1) if later else 0.0
    words = ("+" if gained > 0 else "") + amount(gained) if gained else ""
    return Text(words, "smallstrong", theme.GOOD if gained > 0 else theme.BAD)


def _numbers(now: Line) -> list[Element]:
    unit = f" {_(now.unit)}" if now.unit not in ("", "points") else ""
    span = _("{start} at the start · now {now}{unit}").format(start=amount(now.start), now=amount(now.now), unit=unit)
    if now.banked:
        span += _(" · {banked} banked").format(banked=amount(now.banked))
    parts: list[Element] = [
        Text(_("none at {value}").format(value=amount(now.from_)), "small", theme.MUTED),
        Text(span, "small", theme.TEXT, grow=1, align="centre"),
        Text(_("all at {value}").format(value=amount(now.to)), "small", theme.MUTED),
    ]
    return parts


def total(desk: Desk) -> Row:
    """The points of all lines as they stand now."""
    points = sum(line.points for line in desk.view.lines())
    return Row(
        [
            Text(_("Brief"), "small", theme.MUTED),
            Text(_("{points} of 100").format(points=number(points)), "smallstrong"),
        ]
    )
