"""The declaration as it stands, and the files: a text that can be read aloud."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from game.scenario.schema import File, Item
from game.ui import theme
from game.ui.layout import Centre, Column, Element, Gap, Panel, Row, Space
from game.ui.nav import Nav, Pop
from game.ui.screens.common import band, card, close_button, stack, status, titled
from game.ui.text import _
from game.ui.widgets import Gauge, Pips, Text, heading
from game.ui.words import Words

if TYPE_CHECKING:
    from game.model.board import Board


@attrs.define(eq=False)
class Declaration:
    """Every paragraph with its wording and who stood aside; every file with its steps."""

    words: Words
    board: Board
    id: str = "declaration"
    overlay: bool = False

    def build(self, space: Space) -> Element:
        top = Row(
            [
                titled(_("The declaration"), _("As it stands now: adopted paragraphs first, then what is still open.")),
                Gap(grow=1),
                close_button(),
            ]
        )
        body = stack("declaration", [Centre(Column(self._paragraphs(), gap=12), most=780)])
        if not space.wide:
            return Column([top, stack("declaration", [*self._paragraphs(), *self._files()])], gap=12)
        files = Panel(stack("files", self._files()), pad=16, wide=380)
        return Column([top, Row([Panel(body, pad=20, grow=1), files], gap=12, align="stretch", grow=1)], gap=12)

    def back(self) -> Nav:
        return Pop()

    def _paragraphs(self) -> list[Element]:
        rank = {"adopted": 0, "open": 1, "dropped": 2}
        items = sorted(self.words.scenario.item, key=lambda item: rank[self.board.status(item.id)])
        if not items:
            return [Text(_("This summit negotiates no declaration."), "body", theme.MUTED)]
        return [self._item(item) for item in items]

    def _item(self, item: Item) -> Element:
        board, now = self.board, self.board.band(item.id)
        state = board.status(item.id)
        colour = {"adopted": theme.GOOD, "open": theme.ACCENT, "dropped": theme.FAINT}[state]
        says = status(state) if state == "dropped" else _("{status} · {band}").format(status=status(state), band=band(now))
        head = Row(
            [Text(_(item.name), "h2", grow=1), Text(says, "smallstrong", theme.legible(colour, theme.RAISED))],
            align="top",
        )
        parts: list[Element] = [head]
        if state != "dropped":
            parts += [
                Text(_(getattr(item, now)), "prose"),
                Gauge(board.wording(item.id), colour, marks=(35, 65), tall=6),
            ]
        return card(*parts, *self._names(item), gap=8)

    def _names(self, item: Item) -> list[Element]:
        aside = self.board.aside(item.id)
        lines = []
        if item.supporters:
            lines.append(_("Sponsored by {names}").format(names=self.words.names(item.supporters)))
        if aside:
            lines.append(_("Stood aside: {names}").format(names=self.words.names(list(aside))))
        return [Text(line, "small", theme.MUTED) for line in lines]

    def _files(self) -> list[Element]:
        if not self.words.scenario.file:
            return [heading(_("Files")), Text(_("There are no files between parties."), "small", theme.MUTED)]
        return [heading(_("Files between parties")), *(self._file(file) for file in self.words.scenario.file)]

    def _file(self, file: File) -> Element:
        steps = self.board.steps(file.id)
        taken = [Text(_("Agreed: {text}").format(text=_(text)), "small", theme.GOOD) for text in file.steps[:steps]]
        left = [Text(_("Not yet: {text}").format(text=_(text)), "small", theme.MUTED) for text in file.steps[steps:]]
        head = Row([Text(_(file.name), "strong", grow=1), Pips(steps, len(file.steps))])
        return card(head, Text(self.words.names(file.parties), "small", theme.MUTED), *taken, *left, gap=4)
