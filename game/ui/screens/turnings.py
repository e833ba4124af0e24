"""Turning points: which orders mattered most to a seat, with the others' play unchanged."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from game.text import _, gained, n_
from game.ui import theme
from game.ui.hint import hint
from game.ui.layout import Column, Element, Panel, Row
from game.ui.pictures import Icon
from game.ui.screens.common import card, stack
from game.ui.session import Session
from game.ui.widgets import Text, heading

if TYPE_CHECKING:
    from game.study.turning import Turning

SHOWN = 3
"""How many other seats are named with what an order was worth to them."""


def panes(session: Session, seat: str, found: Sequence[Turning] | None) -> Element:
    """The own orders beside those of others; a sentence while they are worked out."""
    if found is None:
        says = _("Every order is taken away once, and the game is played again without it.")
        return Panel(Column([Text(_("Working it out …"), "h2"), Text(says, "body", theme.MUTED)], gap=8), pad=24, grow=1)
    from game.study.turning import of_others, own

    name = session.words.name(seat)
    lists = (
        ("own", _("Orders of {name} that mattered most to it").format(name=name), own(found, seat)),
        ("others", _("Orders of others that mattered most to {name}").format(name=name), of_others(found, seat)),
    )
    sides = [Panel(stack(f"turnings:{id}", _list(session, seat, title, few), gap=6), pad=14, grow=1) for id, title, few in lists]
    says = _("What the score would have lost without the order, under the same luck, with the others' play unchanged.")
    return Column([Text(says, "small", theme.MUTED), Row(sides, gap=12, align="stretch", grow=1)], gap=8, grow=1)


def _list(session: Session, seat: str, title: str, found: Sequence[Turning]) -> list[Element]:
    rows: list[Element] = [_turning(session, seat, turning) for turning in found]
    return [heading(title), *(rows or [Text(_("No order made a difference."), "small", theme.MUTED)])]


def _turning(session: Session, seat: str, turning: Turning) -> Element:
    words, points = session.words, turning.points[seat]
    place = session.match.turns.index(turning.turn) + 1
    head = Row(
        [
            words.emblem(turning.seat, 26),
            Icon(words.icon(turning.order), 18, theme.MUTED),
            Text(words.given(str(turning.order)), "strong", grow=1),
            Text(gained(points), "h3", theme.GOOD if points > 0 else theme.BAD),
        ],
        gap=10,
    )
    notes = [_("Turn {turn}: {name}").format(turn=place, name=_(words.turn(turning.turn).name))]
    if turning.lost:
        notes.append(n_("{n} later order falls away without it", "{n} later orders fall away without it", turning.lost))
    notes += [*_rupture(session, turning), *_others(session, seat, turning)]
    says = _("The large figure: what the order was worth to {name}, in points of its score; below, to whom else it mattered.")
    told = card(head, Text(" · ".join(notes), "small", theme.MUTED))
    return hint("gave", told, says.format(name=words.name(seat)), name=f"turning:{turning.turn}:{turning.order}")


def _rupture(session: Session, turning: Turning) -> list[str]:
    """Whether the summit would have broken, or held, without the order."""
    broke = session.match.reports[-1].after.rupture_turn
    if turning.rupture is not None and broke is None:
        return [_("without it the summit breaks, and {name} is blamed").format(name=session.words.name(turning.blamed))]
    return [_("without it the summit holds")] if turning.rupture is None and broke is not None else []


def _others(session: Session, seat: str, turning: Turning) -> list[str]:
    """Who else gained or lost most by it."""
    found = sorted(((s, p) for s, p in turning.points.items() if s != seat), key=lambda pair: -abs(pair[1]))[:SHOWN]
    return [
        _("{name} {points}").format(name=session.words.name(other), points=gained(points))
        for other, points in found
        if round(points, 1)
    ]
