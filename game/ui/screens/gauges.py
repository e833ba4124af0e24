"""The tracks on top of the summit, with their named steps."""

from __future__ import annotations

from typing import TYPE_CHECKING

from game.scenario.schema import Track
from game.ui import theme
from game.ui.layout import Column, Element, Flow, Row
from game.ui.screens.common import near, news
from game.ui.text import _, number, signed
from game.ui.widgets import Gauge, Text
from game.ui.words import Words

if TYPE_CHECKING:
    from game.model.board import Board


def strip(words: Words, board: Board, before: Board | None, after: Board | None) -> Row:
    """All tracks side by side."""
    return Row([track(words, board, before, after, id, grow=1) for id in board.tracks], gap=16, align="top", grow=1)


def several(words: Words, board: Board, before: Board | None, after: Board | None) -> Flow:
    """All tracks, in as many lines as they need."""
    return Flow([track(words, board, before, after, id, wide=190) for id in board.tracks], gap=14)


def track(
    words: Words,
    board: Board,
    before: Board | None,
    after: Board | None,
    id: str,
    *,
    wide: float | None = None,
    grow: float = 0.0,
) -> Column:
    """One track: name and value, gauge, and where it stands."""
    entry, now = words.track(id), board.track(id)
    ghost = after.track(id) if after else None
    marks = [step.start for step in entry.step if step.start > 0]
    parts: list[Element] = [
        _top(words, id, now, entry.rising_is, before, after),
        Gauge(now, _colour(entry.rising_is), ghost=ghost, marks=marks, tall=7),
    ]
    if entry.step:
        parts.append(Text(_step(board, id, entry), "small", theme.MUTED))
    return Column(parts, gap=4, wide=wide, grow=grow)


def _step(board: Board, id: str, entry: Track) -> str:
    """The step it stands at, and where the next one begins."""
    now = board.step(id)
    above = [step for step in entry.step if step.start > board.track(id)]
    name = _(now.name) if now else ""
    return _("{now} · next {start}").format(now=name, start=number(above[0].start)) if above else name


def _colour(rising_is: str) -> theme.Colour:
    return {"good": theme.GOOD, "bad": theme.BAD}.get(rising_is, theme.MUTED)


def _top(words: Words, id: str, now: float, rising_is: str, before: Board | None, after: Board | None) -> Row:
    moved = round(now) - round(before.track(id)) if before else 0
    text, colour = signed(moved) if moved else "", news(moved, rising_is)
    if after and round(after.track(id)) != round(now):
        ahead = round(after.track(id)) - round(now)
        text, colour = _("→{value}").format(value=number(after.track(id))), news(ahead, rising_is)
    return Row(
        [
            Text(words.name(id), "small", theme.MUTED, grow=1),
            Text(near(now, [step.start for step in words.track(id).step]), "strong"),
            Text(text, "small", colour, wide=32),
        ],
        gap=5,
    )
