"""What is around every screen: its margin and the sentence to tell, which takes room instead of covering."""

from __future__ import annotations

from collections.abc import Callable

from game.ui import theme
from game.ui.layout import Centre, Column, Element, Panel, Row
from game.ui.nav import Nav
from game.ui.text import _
from game.ui.widgets import Text, button


def framed(screen: Element, notice: str, hush: Callable[[], Nav], overlay: bool) -> Element:
    """A screen with its margin, and the notice above it if there is one."""
    body = Panel(screen if not overlay else Centre(screen, most=860, grow=1), fill=None, pad=14, pad_y=12, grow=1)
    if not notice:
        return Column([body], gap=0)
    strip = Panel(
        Row([Text(notice, "body", theme.WARN, grow=1), button("notice:close", _("Close"), hush, key="escape")]),
        fill=theme.ALERT,
        radius=0,
        pad_y=6,
    )
    return Column([strip, body], gap=0)
