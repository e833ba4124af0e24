"""The card that explains what the pointer or the focus is on, beside it and off all that has to stay in sight."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pygame import Rect

from game.ui import focus, theme
from game.ui.layout import Node, Panel, Space, covered
from game.ui.widgets import Button

MOST, AWAY = 340, 14


def tip_of(
    space: Space, root: Node, id: str, pointer: tuple[int, int] | None = None, clear: Sequence[Rect] = ()
) -> Node | None:
    """What the element of this id tells, beside the pointer if that is on it, else beside itself; None where it tells nothing.

    It lies on nothing that has to stay `clear`, the first of which matters most."""
    node = focus.find(root, id)
    tell = node.element.tip if node and isinstance(node.element, Button) else None
    if node is None or tell is None:
        return None
    card = Panel(tell(), pad=12, pad_y=10, fill=theme.RAISED, floats=True, alpha=255)
    wide = min(card.natural(space), space.px(MOST))
    of = Rect(pointer, (1, 1)) if pointer else node.rect
    size = wide, card.height(space, wide)
    return card.place(space, min(_spots(space, of, size), key=lambda spot: [covered(rect, spot) for rect in clear]))


def _spots(space: Space, of: Rect, size: tuple[int, int]) -> Iterator[Rect]:
    """Right of it if there is room, else left; below it, above it, and in the end anywhere; never out of the window."""
    away, (wide, tall) = space.px(AWAY), size
    window = Rect(0, 0, space.width, space.height).inflate(-away, -away)
    right, left = of.right + away, of.left - away - wide
    sides = (right, left) if right + wide <= space.width else (left, right)
    corners = [(side, of.centery - tall // 2) for side in sides]
    corners += [(of.centerx - wide // 2, down) for down in (of.bottom + away, of.top - away - tall)]
    corners += [(side, down) for side in sides for down in (of.bottom + away, of.top - away - tall)]
    far = [(across, down) for across in range(0, space.width, 4 * away) for down in range(0, space.height, 2 * away)]
    far.sort(key=lambda at: abs(at[0] + wide // 2 - of.centerx) + abs(at[1] + tall // 2 - of.centery))
    return (Rect(corner, size).clamp(window) for corner in (*corners, *far))
