"""The tracks on top of the summit, with their named steps."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from game.scenario.schema import Step, Track
from game.ui import theme
from game.ui.layout import Column, Element, Flow, Row
from game.ui.nav import Nav
from game.ui.screens.common import near, news
from game.ui.text import _, number, signed
from game.ui.widgets import Button, Gauge, Text
from game.ui.words import Words

if TYPE_CHECKING:
    from game.model.board import Board

WIDE = 160


def strip(words: Words, board: Board, before: Board | None, after: Board | None, on: Callable[[str], Nav]) -> Row:
    """All tracks side by side; one that is pressed tells why."""
    return Row([_track(words, board, before, after, id, on) for id in board.tracks], gap=6, align="top", grow=1)


def several(words: Words, board: Board, before: Board | None, after: Board | None, on: Callable[[str], Nav]) -> Flow:
    """All tracks, in as many lines as they need."""
    return Flow([_track(words, board, before, after, id, on, WIDE) for id in board.tracks], gap=6)


def _track(
    words: Words,
    board: Board,
    before: Board | None,
    after: Board | None,
    id: str,
    on: Callable[[str], Nav],
    wide: float | None = None,
) -> Button:
    """One track: name and value, gauge, and the step it stands at; its tip tells all steps."""
    entry, now = words.track(id), board.track(id)
    ghost = after.track(id) if after else None
    marks = [step.start for step in entry.step if step.start > 0]
    step = board.step(id)
    parts: list[Element] = [
        _top(words, id, now, entry.rising_is, before, after),
        Gauge(now, _colour(entry.rising_is), ghost=ghost, marks=marks, tall=7),
    ]
    parts += [Text(_(step.name), "small")] if step else []
    tip = partial(_told, words, entry, now, step)
    return Button(Column(parts, gap=4), lambda: on(id), id=f"track:{id}", look="row", pad=6, pad_y=2, wide=wide, grow=1, tip=tip)


def _told(words: Words, entry: Track, now: float, at: Step | None) -> Column:
    """What a track means, and all its steps."""
    rows: list[Element] = [Text(words.name(entry.id), "smallstrong")]
    if entry.text:
        rows.append(Text(_(entry.text), "small", theme.MUTED))
    for step in entry.step:
        ink = theme.ACCENT if step == at else theme.TEXT
        name = Text(_("from {start}: {name}").format(start=number(step.start), name=_(step.name)), "smallstrong", ink)
        rows += [name, Text(_(step.text), "small", theme.MUTED)] if step.text else [name]
    return Column(rows, gap=3)


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
        gap=4,
    )
