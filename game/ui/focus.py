"""Focus: which element is next, by Tab and by the arrows."""

from __future__ import annotations

from pygame import Rect

from game.ui.layout import Layers, Node, Scroll


def order(root: Node) -> list[Node]:
    """Everything that can have the focus, in the order of Tab: what lies on top before what is behind it."""
    here = [root] if root.element.focusable or _reader(root) else []
    below = reversed(root.children) if isinstance(root.element, Layers) else root.children
    return [*here, *(node for child in below for node in order(child))]


def _reader(node: Node) -> bool:
    """A scroll area with nothing to focus in it is focused itself, so that keys can move it."""
    if not isinstance(node.element, Scroll) or not node.reach:
        return False
    return not any(below.element.focusable for child in node.children for below, _ in child.walk())


def hints(root: Node) -> list[Node]:
    """Everything that cannot be pressed and has something to tell, in view or not, in the order it is read."""
    return [node for node, _ in root.walk() if node.id and getattr(node.element, "hints", False)]


def find(root: Node, id: str) -> Node | None:
    """The node of an id."""
    return next((node for node, _ in root.walk() if id and node.id == id), None)


def start(root: Node) -> str:
    """Where the focus is on a new screen: what the screen puts first, or the first there is; on nothing that is guarded."""
    nodes = [node for node in order(root) if not getattr(node.element, "guarded", False)]
    wanted = [node for node in nodes if getattr(node.element, "first", False)]
    return (wanted or nodes)[0].id if nodes else ""


def step(nodes: list[Node], id: str, by: int) -> str:
    """The id after (or before) this one, around the end."""
    ids = [node.id for node in nodes]
    if not ids:
        return ""
    if id not in ids:
        return ids[0] if by > 0 else ids[-1]
    return ids[(ids.index(id) + by) % len(ids)]


def beside(root: Node, id: str, across: int, down: int) -> str:
    """The nearest element in a direction, or the same one."""
    here = find(root, id)
    if here is None:
        return start(root)
    best, least = id, float("inf")
    for node in order(root):
        away = _distance(here.rect, node.rect, across, down)
        if node.id != id and away is not None and away < least:
            best, least = node.id, away
    return best


def _distance(here: Rect, there: Rect, across: int, down: int) -> float | None:
    """How far a rectangle lies in a direction; sideways distance counts more; None if it does not lie there."""
    if across:
        ahead = there.left - here.right if across > 0 else here.left - there.right
        aside = max(0, there.top - here.bottom, here.top - there.bottom)
        off = abs(there.centery - here.centery)
    else:
        ahead = there.top - here.bottom if down > 0 else here.top - there.bottom
        aside = max(0, there.left - here.right, here.left - there.right)
        off = abs(there.left - here.left)
    if ahead < -2:
        return None
    return ahead + 4 * aside + off / 8


def holder(root: Node, id: str) -> Node | None:
    """The innermost scroll area around an element that has somewhere to go."""
    path = _path(root, id)
    return next((node for node in reversed(path) if isinstance(node.element, Scroll) and node.reach), None)


def _path(root: Node, id: str) -> list[Node]:
    if root.id == id:
        return [root]
    for child in root.children:
        below = _path(child, id)
        if below:
            return [root, *below]
    return []
