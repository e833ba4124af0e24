"""What is around every screen: its margin and the sentence to tell, which takes room instead of covering."""

from __future__ import annotations

from collections.abc import Callable

from game.ui import theme
from game.ui.layout import Centre, Column, Element, Layers, Panel, Row
from game.ui.nav import Nav
from game.ui.text import _
from game.ui.widgets import Text, button


def framed(screen: Element, notice: str, hush: Callable[[], Nav], overlay: bool, behind: Element | None = None) -> Element:
    """A screen with its margin on what is behind it, and the notice above it if there is one."""
    front = _noticed(screen, notice, hush, overlay)
    return Layers([behind, front]) if behind else front


def _noticed(screen: Element, notice: str, hush: Callable[[], Nav], overlay: bool) -> Element:
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
