"""A question in front of a screen: what it says, and what the yes does."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import attrs

from game.text import _
from game.ui import theme
from game.ui.layout import Column, Element, Space
from game.ui.nav import Nav, Pop
from game.ui.screens.common import dialog, pop
from game.ui.secret import Secret
from game.ui.widgets import Text, button


@attrs.define(eq=False)
class Confirm:
    """Asks before something that cannot be taken back."""

    title: str
    sentences: Sequence[str]
    yes: str
    then: Callable[[], Nav]
    warn: bool = False
    secret: bool = False
    id: str = "confirm"
    overlay: bool = True

    def build(self, space: Space) -> Element:
        colour = theme.WARN if self.warn else theme.MUTED
        body: list[Element] = [Text(sentence, "body", colour) for sentence in self.sentences]
        if self.secret:
            body = [Secret(Column(body, gap=10))]
        return dialog(
            self.title,
            body,
            [
                button("no", _("Go back"), pop, key="escape", first=True),
                button("yes", self.yes, lambda: Pop(self.then), key="y", look="primary"),
            ],
        )

    def back(self) -> Nav:
        return Pop()
