"""A scenario in full: its story, what its model assumes and leaves out, and who made it."""

from __future__ import annotations

from collections.abc import Sequence

import attrs

from game.scenario.schema import Scenario
from game.text import _
from game.ui import theme
from game.ui.layout import Element, Row, Space
from game.ui.nav import Nav, Pop
from game.ui.screens.common import close_button, dialog
from game.ui.widgets import Text, heading, lines


@attrs.define(eq=False)
class About:
    """What a player may want to read before a game."""

    scenario: Scenario
    id: str = "about"
    overlay: bool = True

    def build(self, space: Space) -> Element:
        scenario = self.scenario
        parts: list[Element] = [Text(_(scenario.line), "quote", theme.MUTED)]
        parts += [Text(part, "prose") for part in _(scenario.text).strip().split("\n") if part]
        parts += _listed(_("What its model assumes"), scenario.assumes)
        parts += _listed(_("What it leaves out"), scenario.leaves_out)
        made = " · ".join(_(part) for part in (scenario.author, scenario.licence) if part)
        parts += _listed(_("Sources"), scenario.credits)
        return dialog(_(scenario.title), [*parts, lines(made, style="small")], [close_button()], id="about")

    def back(self) -> Nav:
        return Pop()


def _listed(title: str, sentences: Sequence[str]) -> list[Element]:
    """A heading with its points; nothing where there is no point."""
    if not sentences:
        return []
    points = [Row([Text("–", "body", theme.FAINT), Text(_(one), "body", theme.MUTED, grow=1)], align="top") for one in sentences]
    return [heading(title), *points]
