"""The rail beside the map: which picture of the world is shown, and what can be looked up."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import attrs

from game.text import _
from game.ui import theme
from game.ui.hint import saying
from game.ui.layout import Column, Flow, Panel
from game.ui.nav import Nav
from game.ui.pictures import Icon
from game.ui.widgets import Button, Text, shown

WIDE = 84


@attrs.frozen
class Entry:
    """One button of the rail."""

    id: str
    name: str
    icon: str
    key: str
    on: Callable[[], Nav]
    says: str
    """What one finds there."""
    selected: bool = False


def rail(entries: Sequence[Entry]) -> Panel:
    """Buttons below each other, icon over name."""
    return Panel(Column([_tile(entry) for entry in entries], gap=1), floats=True, pad=5, pad_y=5, wide=WIDE + 10)


def row(entries: Sequence[Entry]) -> Flow:
    """The same buttons side by side, for a narrow window."""
    return Flow([_tile(entry) for entry in entries], gap=4)


def _tile(entry: Entry) -> Button:
    ink = theme.ACCENT if entry.selected else theme.MUTED
    child = Column([Icon(entry.icon, 20, ink), Text(entry.name, "small", theme.TEXT, align="centre")], gap=1)
    return Button(
        child,
        entry.on,
        id=entry.id,
        key=entry.key,
        look="tile",
        selected=entry.selected,
        pad=3,
        pad_y=2,
        wide=WIDE,
        tip=saying(_("{name}: key {key}").format(name=entry.name, key=shown(entry.key)), entry.says),
    )
