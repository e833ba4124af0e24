"""One out of many, chosen from a list in front of the screen."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Generic, TypeVar

import attrs

from game.text import _
from game.ui import theme
from game.ui.layout import Column, Element, Space
from game.ui.nav import Nav, Pop
from game.ui.screens.common import close_button, dialog
from game.ui.secret import Secret
from game.ui.widgets import Button, Text

T = TypeVar("T")


@attrs.define(eq=False)
class Picker(Generic[T]):
    """A list of orders or names; the one that is pressed is taken."""

    title: str
    options: Sequence[tuple[str, T]]
    take: Callable[[T], Nav]
    notes: Callable[[T], str] | None = None
    tips: Callable[[T], Callable[[], Element] | None] | None = None
    now: T | None = None
    """What is chosen already, if anything is."""
    secret: bool = False
    """Whether what can be chosen is nobody else's business."""
    id: str = "picker"
    overlay: bool = True

    def build(self, space: Space) -> Element:
        rows: list[Element] = [self._option(words, order) for words, order in self.options]
        listed: Element = Column(rows) if rows else Text(_("There is nothing to choose."))
        body = Secret(listed) if self.secret and rows else listed
        return dialog(self.title, [body], [close_button(first=not rows)], id="picker")

    def _option(self, words: str, order: T) -> Button:
        lines = [Text(words, "strong")]
        if self.notes:
            lines.append(Text(self.notes(order), "small", theme.MUTED))
        chosen = order == self.now
        tip = self.tips(order) if self.tips else None
        return Button(Column(lines, gap=1), self._taker(order), id=f"pick:{order}", selected=chosen, first=chosen, tip=tip)

    def _taker(self, order: T) -> Callable[[], Nav]:
        return lambda: Pop(lambda: self.take(order))

    def back(self) -> Nav:
        return Pop()
