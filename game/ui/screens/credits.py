"""Who made what, under which licence, and what the map does not say."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import attrs

from game.text import _, capitalised
from game.ui import theme
from game.ui.layout import Column, Element, Row, Space
from game.ui.nav import Nav, Pop
from game.ui.screens.common import close_button, dialog
from game.ui.widgets import Text, heading

if TYPE_CHECKING:
    from game.scenario.schema import Scenario


@attrs.define(eq=False)
class Credits:
    """Licences and sources, of the game and of every scenario that was found."""

    scenarios: Sequence[Scenario] = ()
    id: str = "credits"
    overlay: bool = True

    def build(self, space: Space) -> Element:
        parts: list[Element] = [_said(what, says) for what, says in _game()]
        parts.append(heading(_("Scenarios")))
        parts += [_said(_(scenario.title), _of(scenario)) for scenario in self.scenarios]
        return dialog(_("Credits"), parts, [close_button()])

    def back(self) -> Nav:
        return Pop()


def _game() -> list[tuple[str, str]]:
    return [
        (_("The game"), _("Multivector authors. The program is free under the MIT licence; its scenarios are under CC BY 4.0.")),
        (_("Pictures"), _("Emblems, icons and the title were drawn for this game. No emblem is a flag or a coat of arms.")),
        (_("The map"), _("Made from Natural Earth, which is in the public domain.")),
        (
            _("Borders"),
            _("The map takes no position on any border; where the UN General Assembly has voted, it follows the vote."),
        ),
        (_("Letters"), _("Spectral by Production Type and Fira Sans by Carrois, under the SIL Open Font License 1.1.")),
        (_("Software"), _("Python, pygame-ce (LGPL 2.1), NumPy (BSD), attrs, cattrs, Rich and tree-sitter (MIT), Click (BSD).")),
    ]


def _of(scenario: Scenario) -> str:
    """Author, licence and sources of a scenario, a line each."""
    made = " · ".join(_(part) for part in (scenario.author, scenario.licence) if part)
    return "\n".join((made, *(capitalised(_(line)) + "." for line in scenario.credits)))


def _said(what: str, says: str) -> Row:
    return Row([Text(what, "smallstrong", wide=150), Column([Text(says, "small", theme.MUTED)], grow=1)], align="top", gap=14)
