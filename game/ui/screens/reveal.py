"""The reveal: a turn told as a short film on the map, which runs by itself or goes step by step."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property, partial
from math import inf
from typing import TYPE_CHECKING

import attrs

from game.text import _
from game.ui import theme, unfold
from game.ui.hint import counted, deed, note
from game.ui.layout import Column, Element, Flow, Gap, Panel, Row, Space
from game.ui.map import Arrow, Chart, Map, chart_of, shown
from game.ui.map.shown import inks, shares
from game.ui.motion import Ease
from game.ui.nav import Nav, Replace
from game.ui.pictures import Icon
from game.ui.screens.common import pole_chip, stack
from game.ui.screens.glance import glance
from game.ui.screens.report import Account
from game.ui.screens.why import why_of
from game.ui.secret import Secret
from game.ui.unfold import Note, Step, Telling, pace, steps
from game.ui.widgets import Button, Pips, Text, button

if TYPE_CHECKING:
    from game.model.report import Quantity

TONES = {"plain": theme.TEXT, "good": theme.GOOD, "bad": theme.BAD, "warn": theme.WARN}
ICONS = {
    "requests": "request",
    "meetings": "meeting",
    "orders": "submit",
    "events": "event",
    "wording": "text",
    "decisions": "gavel",
    "files": "file",
    "promises": "corridor",
    "communique": "communique",
    "map": "alignment",
    "partners": "partnership",
    "gauges": "weight",
    "rupture": "rupture",
    "brief": "brief",
}
MOVING = 0.5
"""Seconds in which arrows grow and colours turn."""
MARGIN, WIDE = 14, 440
"""Units around a screen, and those that the notes of a step take beside the map."""


def _roomy(space: Space) -> bool:
    """Whether the map has room beside the notes."""
    return space.across >= WIDE + 520


def _drawn(arrow: unfold.Arrow, t: float) -> Arrow:
    """An arrow of the film on the map; they are drawn one after the other."""
    size = {"arrow": 1.0, "wish": 0.1, "bond": 0.4}[arrow.shape]
    return Arrow(arrow.start, arrow.end, arrow.pole, size, max(0.0, min(1.0, t)), arrow.shape)


def account(told: Telling, then: Callable[[], Nav] | None = None) -> Account:
    """The report of a turn, from which its film can be seen again."""
    return Account(told, then, lambda: Reveal(told, then))


@attrs.define(eq=False, slots=False)
class Reveal:
    """The film of one turn: where it stands, since when, and whether it runs by itself."""

    told: Telling
    then: Callable[[], Nav] | None = None
    at: int = 0
    runs: bool = True
    since: float = inf
    """When the step began, on the window's clock; infinite until it is known."""
    _moved: float = 0.0
    id: str = "reveal"
    overlay: bool = False

    @cached_property
    def film(self) -> tuple[Step, ...]:
        """What is told, worked out once."""
        return steps(self.told)

    @cached_property
    def chart(self) -> Chart:
        """Where everybody is on the map."""
        return chart_of(self.told.words.scenario)

    @cached_property
    def _pace(self) -> tuple[float, ...]:
        return pace(self.film)

    @property
    def step(self) -> Step:
        """What is told now."""
        return self.film[self.at]

    def go_on(self, now: float) -> bool:
        """Take the next step when this one has been seen for long enough; whether it did."""
        self.since = min(self.since, now)
        if not self.runs or now - self.since < self._pace[self.at]:
            return self._moves(now)
        if self.at + 1 == len(self.film):
            self.runs = False
        else:
            self._show(self.at + 1)
        return True

    def _moves(self, now: float) -> bool:
        """Whether the map still moves; its last picture is one at rest."""
        was, self._moved = self._moved, Ease(self.since, MOVING).at(now)
        return was != self._moved

    def backdrop(self, space: Space) -> Element | None:
        """The map, where it has room beside the notes: arrows grow, and in the sum its colours turn."""
        if not _roomy(space):
            return None
        step, report = self.step, self.told.report
        self.since = min(self.since, space.now)
        t = Ease(self.since, MOVING).at(space.now)
        board = report.after if step.after else report.before
        turns = step.kind == "map"
        return Map(
            self.chart,
            inks(self.told.words.scenario),
            {actor: shown(board, actor) for actor in board.actors},
            self._look,
            arrows=[_drawn(arrow, t * len(step.arrows) - i) for i, arrow in enumerate(step.arrows)],
            me=self.told.seat,
            clear=(0, 56, WIDE + 24, self._caption(space).height(space, space.width - 2 * space.px(MARGIN)) / space.unit + 20),
            before={actor: shares(report.before, actor) for actor in board.states} if turns else {},
            progress=t if turns else 1.0,
            tips=lambda actor: partial(glance, self.told.words, board, actor) if actor in board.actors else None,
        )

    def _look(self, actor: str) -> Nav:
        """Why an actor moved, where it moved most."""
        board, told = self.told.report.after, self.told.report
        if actor not in board.states:
            return None
        return self._why(max((("alignment", actor, pole) for pole in board.poles), key=lambda q: abs(told.change(q))))

    def build(self, space: Space) -> Element:
        notes = self._notes(space)
        listed: Element = stack(f"notes:{self.at}", notes, gap=4)
        aside = Panel(Secret(listed) if self.step.secret else listed, pad=10, floats=True)
        aside.wide, aside.grow = (WIDE, 0) if _roomy(space) else (None, 1)
        ahead: list[Element] = [Gap(grow=1)] if _roomy(space) else []
        middle = Row([*ahead, aside] if notes else [], align="top", grow=1)
        return Column([self._top(), middle, self._caption(space)], gap=12)

    def back(self) -> Nav:
        return self._report()

    def _top(self) -> Element:
        turn = self.told.words.turn(self.told.report.turn)
        title = Row(
            [
                Text(_("What happened: {turn}").format(turn=_(turn.name)), "h2"),
                Text(self.told.words.dates(turn), "small", theme.MUTED),
            ],
            gap=12,
        )
        return Row([Panel(title, floats=True, pad_y=6)])

    def _caption(self, space: Space) -> Element:
        step = self.step
        over = _("{title} · {at} of {all}").format(title=step.title, at=self.at + 1, all=len(self.film))
        ink = theme.BAD if step.kind == "rupture" else theme.TEXT
        says: Element = Text(step.says, "h1" if space.wide else "h2", ink)
        words = [Text(over, "over", theme.MUTED), Secret(says) if step.secret else says]
        told = _("The film of the turn goes through it step by step, in the order in which it was worked out.")
        head = Row([Icon(ICONS[step.kind], 34, theme.ACCENT), note("step", Column(words, gap=2), told, grow=1)], gap=14)
        return Panel(Column([head, self._controls(space)], gap=10), floats=True, pad=18, pad_y=12)

    def _controls(self, space: Space) -> Element:
        runs, last = self.runs and space.prefs.moving, self.at + 1 == len(self.film)
        buttons = [
            button("previous", _("Back"), self._previous, key="left", enabled=self.at > 0),
            button("play", _("Pause") if runs else _("Play"), self._toggle, key="p", enabled=space.prefs.moving),
            button("skip", _("Skip to the report"), self._report, key="s end"),
            button("next", _("The report") if last else _("Next"), self._next, key="return right", look="primary", first=True),
        ]
        if not space.wide:
            return Flow(buttons)
        says = _("A dot for every step of the film; the full ones are behind you.")
        seen = note("film", Pips(self.at + 1, len(self.film)), says)
        return Row([seen, Gap(grow=1), *buttons])

    def _notes(self, space: Space) -> list[Element]:
        """What belongs to the step; one's own is marked where it stands among others."""
        style = "h3" if space.wide and len(self.step.notes) <= 6 else "body"
        marks = not all(note.mine for note in self.step.notes)
        return [self._note(i, note, style, note.mine and marks) for i, note in enumerate(self.step.notes)]

    def _note(self, i: int, note: Note, style: str, marked: bool) -> Element:
        ink = TONES[note.tone]
        words: list[Element] = [Text(note.text, style, ink)]
        if note.small:
            words.append(Text(note.small, "small", theme.MUTED))
        parts: list[Element] = [self.told.words.emblem(actor, 28) for actor in note.actors]
        if note.icon:
            parts.append(Icon(note.icon, 20, ink))
        ends: list[Element] = [Text(note.figure, "h3", ink)] if note.figure else []
        ends += [pole_chip(self.told.words, note.pole)] if note.pole else []
        row = Row([*parts, Column(words, gap=0, grow=1), *ends], gap=10)
        if note.quantity is None:
            fill, edge = (theme.SHEET, theme.ACCENT) if marked else (None, None)
            plain = Panel(row, fill=fill, edge=edge, pad=8, pad_y=5, radius=6)
            return deed(self.told.words, note.order, plain) if note.order else plain
        quantity, look = note.quantity, "chip" if marked else "row"
        return Button(row, lambda: self._why(quantity), id=f"why:{i}:" + ":".join(quantity), look=look, pad=8, pad_y=5,
                      tip=counted(quantity[0]))

    def _show(self, at: int) -> None:
        self.at, self.since = at, inf

    def _next(self) -> Nav:
        self.runs = False
        if self.at + 1 == len(self.film):
            return self._report()
        self._show(self.at + 1)
        return None

    def _previous(self) -> Nav:
        self.runs = False
        self._show(max(0, self.at - 1))
        return None

    def _toggle(self) -> Nav:
        """Run or stop; what has run to its end begins again."""
        self.runs = not self.runs
        self._show(0 if self.runs and self.at + 1 == len(self.film) else self.at)
        return None

    def _report(self) -> Nav:
        return Replace(account(self.told, self.then))

    def _why(self, quantity: Quantity) -> Nav:
        self.runs = False
        return why_of(self.told.record, quantity, self.told.report)
