"""The card beside what the pointer or the focus is on."""

from __future__ import annotations

from pygame import Rect

from game.ui import focus, theme
from game.ui.layout import Node, Panel, Space
from game.ui.widgets import Button

MOST, AWAY = 340, 14


def tip_of(space: Space, root: Node, id: str, pointer: tuple[int, int] | None = None) -> Node | None:
    """What the element of this id tells, beside the pointer if that is on it, else beside itself; None where it tells nothing."""
    node = focus.find(root, id)
    tell = node.element.tip if node and isinstance(node.element, Button) else None
    if node is None or tell is None:
        return None
    card = Panel(tell(), pad=12, pad_y=10, fill=theme.RAISED, floats=True, alpha=255)
    wide = min(card.natural(space), space.px(MOST))
    spot = Rect(0, 0, wide, card.height(space, wide))
    return card.place(space, _beside(space, Rect(pointer, (1, 1)) if pointer else node.rect, spot))


def _beside(space: Space, of: Rect, spot: Rect) -> Rect:
    """Right of it if there is room, else left; never out of the window."""
    away, window = space.px(AWAY), Rect(0, 0, space.width, space.height)
    right = of.right + away + spot.width <= window.right
    spot.left = of.right + away if right else of.left - away - spot.width
    spot.centery = of.centery
    return spot.clamp(window.inflate(-away, -away))
