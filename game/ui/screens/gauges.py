"""The tracks on top of the summit, with their named steps."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import attrs
from pygame import Rect

from game.scenario.tables.stage import Step, Track
from game.text import _, number, signed
from game.ui import fonts, theme
from game.ui.layout import Column, Element, Flow, Node, Row, Space
from game.ui.screens.common import near, news
from game.ui.screens.why import why_of
from game.ui.session import Desk
from game.ui.widgets import Band, Button, Gauge, Text
from game.ui.words import Words

if TYPE_CHECKING:
    from game.model.board import Board

WIDE = 160


def strip(desk: Desk, before: Board | None) -> Row:
    """All tracks side by side; one that is pressed tells why."""
    return Row([_track(desk, before, id) for id in desk.view.board.tracks], gap=6, align="top", grow=1)


def several(desk: Desk, before: Board | None) -> Flow:
    """All tracks, in as many lines as they need."""
    return Flow([_track(desk, before, id, WIDE) for id in desk.view.board.tracks], gap=6)


def _track(desk: Desk, before: Board | None, id: str, wide: float | None = None) -> Button:
    """One track: name and value, gauge with its forecast, and the step it stands at; its tip tells all steps."""
    entry, now, band = desk.words.track(id), desk.view.board.track(id), desk.expected(("track", id))
    marks = [step.start for step in entry.step if step.start > 0]
    step = desk.view.board.step(id)
    parts: list[Element] = [
        _top(desk, entry, now, before, band),
        Gauge(now, _colour(entry.rising_is), band=band, marks=marks, tall=7),
    ]
    parts += [Text(_(step.name), "small")] if step else []
    return Button(
        Column(parts, gap=4),
        lambda: why_of(desk.session.record, ("track", id)),
        id=f"track:{id}",
        look="row",
        pad=6,
        pad_y=2,
        wide=wide,
        grow=1,
        tip=partial(_told, desk.words, entry, step, band),
    )


def _told(words: Words, entry: Track, at: Step | None, band: Band | None) -> Column:
    """What a track means, all its steps, and where it may go."""
    rows: list[Element] = [Text(words.name(entry.id), "smallstrong")]
    if entry.text:
        rows.append(Text(_(entry.text), "small", theme.MUTED))
    for step in entry.step:
        ink = theme.ACCENT if step == at else theme.TEXT
        name = Text(_("from {start}: {name}").format(start=number(step.start), name=_(step.name)), "smallstrong", ink)
        rows += [name, Text(_(step.text), "small", theme.MUTED)] if step.text else [name]
    if band:
        rows.append(Text(spread(band), "smallstrong"))
    return Column(rows, gap=3)


def spread(band: Band) -> str:
    """A forecast as a sentence."""
    form = _("After this turn: {low} to {high} in four of five futures")
    return form.format(low=number(band[0]), high=number(band[2]))


def _colour(rising_is: str) -> theme.Colour:
    return {"good": theme.GOOD, "bad": theme.BAD}.get(rising_is, theme.MUTED)


@attrs.define
class _Head(Element):
    """A name beside its numbers; above them where that would break the longest word of all names in a row."""

    name: Text
    numbers: Row
    longest: str

    def natural(self, space: Space) -> int:
        return self._row.natural(space)

    def height(self, space: Space, width: int) -> int:
        return self._inside(space, width).height(space, width)

    def place(self, space: Space, rect: Rect) -> Node:
        return Node(self, rect, children=[self._inside(space, rect.width).place(space, rect)])

    @property
    def _row(self) -> Row:
        return Row([self.name, self.numbers], gap=4)

    def _inside(self, space: Space, width: int) -> Row | Column:
        needs = fonts.width(self.longest, self.name.style, space.unit) + space.px(4) + self.numbers.natural(space)
        return self._row if needs <= width else Column([self.name, self.numbers], gap=0)


def _top(desk: Desk, entry: Track, now: float, before: Board | None, band: Band | None) -> _Head:
    """The name, the value, and where it goes; its last change where it goes nowhere, or while that is worked out."""
    moved = round(now) - round(before.track(entry.id)) if before else 0
    text, colour = signed(moved) if moved else "", news(moved, entry.rising_is)
    if band and round(band[1]) != round(now):
        text, colour = _("→{value}").format(value=number(band[1])), news(round(band[1]) - round(now), entry.rising_is)
    value = Text(near(now, [step.start for step in entry.step]), "strong")
    names = " ".join(desk.words.name(id) for id in desk.view.board.tracks)
    return _Head(
        Text(desk.words.name(entry.id), "small", theme.MUTED, grow=1),
        Row([value, Text(text, "small", colour, wide=32)], gap=4),
        max(names.split(), key=len),
    )
