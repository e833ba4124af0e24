"""The size of everything, and the keys."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import attrs

from game.ui import theme
from game.ui.layout import Element, Flow, Row, Space
from game.ui.nav import Nav, Pop, Prefer, Push, Reset, Screen
from game.ui.screens.common import close_button, dialog
from game.ui.screens.dialog import Confirm
from game.ui.text import _
from game.ui.widgets import Button, Text, button, choice, heading

SIZES = (("1.0", "100 %"), ("1.25", "125 %"), ("1.5", "150 %"), ("1.75", "175 %"))


@attrs.define(eq=False)
class Settings:
    """What a player may set; in a game, also the way out of it."""

    leave: Callable[[], Screen] | None = None
    links: Sequence[Button] = ()
    id: str = "settings"
    overlay: bool = True

    def build(self, space: Space) -> Element:
        links: list[Element] = [Flow(list(self.links))] if self.links else []
        body: list[Element] = [
            *links,
            heading(_("Size of everything")),
            choice("scale", SIZES, str(space.prefs.scale), lambda scale: _prefer(space, scale=float(scale))),
            Text(_("Also with Ctrl and + or −."), "small", theme.MUTED),
            heading(_("Keys")),
        ]
        body += [_key(keys, does) for keys, does in _keys()]
        buttons: list[Element] = [close_button()]
        if self.leave:
            buttons.insert(0, button("leave", _("Leave this game"), self._ask, look="danger"))
        title = _("Menu") if self.leave or self.links else _("Settings")
        return dialog(title, body, buttons)

    def back(self) -> Nav:
        return Pop()

    def _ask(self) -> Nav:
        says = _("Turns that were played are saved; the sheet you are writing is not.")
        return Push(Confirm(_("Leave this game?"), [says], _("Leave"), self._left))

    def _left(self) -> Nav:
        return Reset(self.leave()) if self.leave else None


def _prefer(space: Space, **changes: Any) -> Nav:
    return Prefer(attrs.evolve(space.prefs, **changes))


def _keys() -> list[tuple[str, str]]:
    return [
        (_("Tab, Shift+Tab, arrows"), _("move from one thing to the next")),
        (_("Enter or Space"), _("press what has the ring around it")),
        (_("Esc"), _("back, or close what is in front")),
        (_("Page Up, Page Down, wheel"), _("move a text that is longer than its place")),
    ]


def _key(keys: str, does: str) -> Row:
    return Row([Text(keys, "smallstrong", theme.TEXT, wide=210), Text(does, "small", theme.MUTED, grow=1)], align="top")
