"""What is around every screen: its margin and the sentence to tell, which takes room instead of covering."""

from __future__ import annotations

from collections.abc import Callable

from game.text import _
from game.ui import theme
from game.ui.layout import Centre, Column, Element, Layers, Panel, Row
from game.ui.nav import Nav
from game.ui.widgets import Text, button


def framed(screen: Element, notice: Element | None, overlay: bool, behind: Element | None = None) -> Element:
    """A screen with its margin on what is behind it, and the notice above it if there is one."""
    body = Panel(screen if not overlay else Centre(screen, most=860, grow=1), fill=None, pad=14, pad_y=12, grow=1)
    front = Column([notice, body] if notice else [body], gap=0)
    return Layers([behind, front]) if behind else front


def strip(notice: str, hush: Callable[[], Nav], radius: float = 0) -> Element | None:
    """The sentence to tell, with a button that takes it away."""
    if not notice:
        return None
    close = button("notice:close", _("Close"), hush, key="escape")
    return Panel(Row([Text(notice, "body", theme.WARN, grow=1), close]), fill=theme.ALERT, radius=radius, pad_y=6)
