"""What lies under the pointer."""

from __future__ import annotations

from collections.abc import Iterator

from pygame import Rect

from game.ui.layout import Node, Panel, Scroll, Space, Target
from game.ui.widgets import Button

Spot = tuple[int, int]


def under(root: Node, pos: Spot) -> str:
    """The id of what would be pressed at a position; empty where there is nothing, or only a panel."""
    found, answered = "", set[int]()
    for node, clip in root.walk():
        if id(node) in answered or not clip.clip(node.rect).collidepoint(pos):
            continue
        element = node.element
        if isinstance(element, Target):
            found = element.hit(node, pos)
            answered.update(id(below) for child in node.children for below, _ in child.walk())
        elif isinstance(element, Button):
            found = node.id if element.focusable or getattr(element, "hints", False) else ""
        elif isinstance(element, Panel) and element.floats:
            found = ""
    return found


def covers(root: Node) -> list[Rect]:
    """The places where a panel floats over what is behind it."""
    return [node.rect for node, _ in root.walk() if isinstance(node.element, Panel) and node.element.floats]


def rolling(root: Node) -> Iterator[tuple[Node, Rect]]:
    """Every scroll area that has somewhere to go, with what is seen of it."""
    for node, clip in root.walk():
        if isinstance(node.element, Scroll) and node.reach > 0:
            yield node, clip.clip(node.rect)


def area(root: Node, pos: Spot) -> Node | None:
    """The innermost scroll area under a position."""
    return next((node for node, seen in reversed([*rolling(root)]) if seen.collidepoint(pos)), None)


def bar(root: Node, space: Space, pos: Spot) -> str:
    """The id of the scroll area whose bar is under a position."""
    for node, seen in rolling(root):
        wide = space.px(Scroll.BAR)
        if Rect(node.rect.right - wide, seen.top, wide, seen.height).collidepoint(pos):
            return node.id
    return ""
