"""The report of a turn: what happened, and everything that changed, each number open to its parts."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import attrs

from game.text import _, number, signed
from game.ui import theme
from game.ui.hint import counted, hint
from game.ui.layout import Column, Element, Gap, Panel, Row, Space
from game.ui.nav import Nav, Pop, Replace, Screen
from game.ui.record import value
from game.ui.screens.common import news, pole_chip, stack, tabs, titled
from game.ui.screens.states import FEW
from game.ui.screens.story import gains, story
from game.ui.screens.why import why_of
from game.ui.widgets import Button, Text, button, heading

if TYPE_CHECKING:
    from game.model.report import Quantity
    from game.ui.unfold import Telling


@attrs.define(eq=False)
class Account:
    """One turn in full; `then` is what comes after it, `film` shows it step by step."""

    told: Telling
    then: Callable[[], Nav] | None = None
    film: Callable[[], Screen] | None = None
    page: str = "story"
    id: str = "report"
    overlay: bool = False

    def build(self, space: Space) -> Element:
        turn = self.told.words.turn(self.told.report.turn)
        title = titled(_("What happened: {turn}").format(turn=_(turn.name)), self.told.words.dates(turn))
        top = Row([title, Gap(grow=1), *self._again(), self._on()])
        told = [*gains(self.told), *story(self.told, self._why)]
        changed = self._changes()
        if space.wide:
            left = Panel(stack("story", told), pad=16, wide=470)
            right = Panel(stack("changes", changed, gap=2), pad=16, grow=1)
            return Column([top, Row([left, right], gap=12, align="stretch", grow=1)], gap=12)
        names = (
            ("story", _("What happened"), "1", _("The orders, agreements and events of the turn, one after the other.")),
            ("changes", _("What changed"), "2", _("Every number that the turn moved; each opens to its parts.")),
        )
        body = stack(f"report:{self.page}", told if self.page == "story" else changed)
        return Column([top, tabs(names, self.page, self._turn_to), Panel(body, pad=14, grow=1)], gap=6)

    def back(self) -> Nav:
        return self._go()

    def _turn_to(self, page: str) -> Nav:
        self.page = page
        return None

    def _on(self) -> Element:
        words = _("Continue") if self.then else _("Close")
        return button("continue", words, self._go, key="return", look="primary", first=True)

    def _again(self) -> list[Element]:
        film = self.film
        return [button("replay", _("Replay"), lambda: Replace(film()), key="r")] if film else []

    def _go(self) -> Nav:
        return self.then() if self.then else Pop()

    def _changes(self) -> list[Element]:
        board = self.told.report.after
        rows: list[Element] = [heading(_("What changed"), _("press a number to see why")), Gap(tall=4), self._head()]
        rows += [row for state in board.states if (row := self._state(state))]
        rows += [Gap(tall=8), heading(_("Gauges of the summit"))]
        words = self.told.words
        rows += [self._single(words.name(track), ("track", track), words.track(track).rising_is) for track in board.tracks]
        rows += self._others()
        return rows

    @property
    def _few(self) -> bool:
        """True where the poles' names and two numbers side by side have room."""
        return len(self.told.report.after.poles) <= FEW

    def _head(self) -> Element:
        cells: list[Element] = [Text(_("State"), "small", theme.MUTED, wide=140)]
        for pole in self.told.report.after.poles:
            name = [Text(self.told.words.name(pole), "smallstrong", grow=1)] if self._few else []
            head = Row([pole_chip(self.told.words, pole), *name], gap=6)
            cells.append(hint("alignment", head, self.told.words.name(pole), grow=1, name=f"head:{pole}"))
        return Row([*cells, Text(_("Welfare"), "small", theme.MUTED, grow=1)], gap=8)

    def _state(self, state: str) -> Element:
        mine = state == self.told.seat
        cells: list[Element] = [
            Text(
                self.told.words.name(state),
                "smallstrong" if mine else "small",
                theme.ACCENT if mine else theme.TEXT,
                wide=140,
            )
        ]
        cells += [self._cell(("alignment", state, pole), "neutral") for pole in self.told.report.after.poles]
        cells.append(self._cell(("welfare", state), "good"))
        return Row(cells, gap=8)

    def _cell(self, quantity: Quantity, rising_is: str) -> Element:
        before, after = (round(value(board, quantity)) for board in (self.told.report.before, self.told.report.after))
        moved = after - before
        ink = theme.TEXT if moved and rising_is == "neutral" else news(moved, rising_is)
        figures = [
            Text(number(after), "small", theme.TEXT, wide=32, align="right"),
            Text(signed(moved), "smallstrong" if moved else "small", ink, wide=36, align="right"),
        ]
        parts = Row(figures, gap=4) if self._few else Column(figures, gap=0)
        return Button(parts, lambda: self._why(quantity), id="why:" + ":".join(quantity), look="row", pad=4, pad_y=2, grow=1,
                      tip=counted(quantity[0], _("As the turn left it, and what the turn changed.")))

    def _single(self, name: str, quantity: Quantity, rising_is: str = "neutral") -> Element:
        return Row([Text(name, "small", wide=300), Row([self._cell(quantity, rising_is)], wide=90), Gap(grow=1)], gap=8)

    def _others(self) -> list[Element]:
        """Relations that moved most."""
        board, words = self.told.report.after, self.told.words
        pairs = [(one, other) for i, one in enumerate(board.actors) for other in board.actors[i + 1 :]]
        moved = sorted(pairs, key=lambda pair: -abs(board.relation(*pair) - self.told.report.before.relation(*pair)))
        shown = [pair for pair in moved if round(board.relation(*pair)) != round(self.told.report.before.relation(*pair))][:12]
        if not shown:
            return []
        rows = [
            self._single(_("{one} and {other}").format(one=words.name(a), other=words.name(b)), ("relation", a, b), "good")
            for a, b in shown
        ]
        return [Gap(tall=8), heading(_("Relations that moved most")), *rows]

    def _why(self, quantity: Quantity) -> Nav:
        return why_of(self.told.record, quantity, self.told.report)
