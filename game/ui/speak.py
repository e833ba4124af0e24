"""What happens in the window as plain text, for a screen reader in a terminal: written from the tree of widgets alone."""

from __future__ import annotations

import contextlib
import sys
from collections import Counter
from collections.abc import Callable
from typing import TYPE_CHECKING

import attrs
from pygame import Rect

from game.text import _
from game.ui import focus
from game.ui.hint import Hint
from game.ui.layout import Node, Row, Scroll, Space
from game.ui.widgets import Button, Text, shown

if TYPE_CHECKING:
    from game.ui.app import App


def printed(line: str) -> None:
    """One line to the terminal, in the letters that it knows; a terminal that has gone is no reason to stop."""
    encoding = getattr(sys.stdout, "encoding", None) or "utf-8"
    with contextlib.suppress(OSError, ValueError):
        print(line.encode(encoding, "replace").decode(encoding), flush=True)


@attrs.define
class Speaker:
    """Says what a screen says when it opens, then what changes on it, and where the focus goes."""

    say: Callable[[str], None] = printed
    _screen: str = ""
    _root: Node | None = None
    _said: list[str] = attrs.field(factory=list)
    _focus: str = ""

    def hear(self, app: App) -> None:
        """Say what is new in a window."""
        if app.root is not self._root:
            self._root = app.root
            self._read(app.top.id, reading(app.root))
        self._point(app)

    def _read(self, screen: str, lines: list[str]) -> None:
        if screen != self._screen:
            self._screen, self._said, self._focus = screen, [], ""
            self.say("")
        known = Counter(self._said)
        for line in lines:
            if known[line]:
                known[line] -= 1
            else:
                self.say(line)
        self._said = lines

    def _point(self, app: App) -> None:
        node = focus.find(app.root, app.focused)
        says = _("Focus: {what}").format(what=described(node, app.space)) if node else ""
        if says != self._focus:
            self._focus = says
            if says:
                self.say(says)


def reading(node: Node) -> list[str]:
    """What a tree says, line by line: what stands in one row is one line, what can be pressed is a line of its own."""
    element = node.element
    if isinstance(element, Button) and not isinstance(element, Hint):
        return [described(node)]
    parts = [_own(node), *(reading(child) for child in node.children)]
    if isinstance(element, Row) and not _pressable(node) and all(len(part) <= 1 for part in parts):
        return [line] if (line := ", ".join(part[0] for part in parts if part)) else []
    return [line for part in parts for line in part]


def described(node: Node, space: Space | None = None) -> str:
    """What can have the focus: its name, what it is, how it stands and its key; with a space also what its tip tells."""
    element = node.element
    if not isinstance(element, Button):
        return _("a long text; the arrows move it") if isinstance(element, Scroll) else " ".join(reading(node))
    kind = _("entry, digits can be typed") if element.types else _("explained") if isinstance(element, Hint) else _("button")
    said = [*_name(node, element), kind]
    said += [_("chosen")] if element.selected else []
    said += [] if element.enabled else [_("not available")]
    said += [_("key {key}").format(key=shown(element.key))] if element.key else []
    if space is not None and element.tip:
        said += reading(element.tip().place(space, Rect(0, 0, space.width, space.height)))
    return ", ".join(said)


def _name(node: Node, element: Button) -> list[str]:
    """The words of a button without the cap of its key."""
    words = [*_own(node), *(line for child in node.children for line in reading(child))]
    cap = shown(element.key)
    parts = [part for line in words for part in line.split(", ")]
    if element.key and cap in parts:
        parts.remove(cap)
    return parts


def _own(node: Node) -> list[str]:
    """What is written in a node itself, without the breaks that only its width asks for."""
    words = node.element.words.splitlines() if isinstance(node.element, Text) else [" ".join(node.lines)]
    says = "; ".join(line.strip() for line in words if line.strip())
    return [says] if says else []


def _pressable(node: Node) -> bool:
    return any(isinstance(below.element, Button) and not isinstance(below.element, Hint) for below, _clip in node.walk())
