"""Where the card of the coach stands, so that it hides neither what it points at nor, while there is room, words and buttons."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
from pygame import Rect

from game.ui import fonts
from game.ui.layout import Node, Panel, Space
from game.ui.pictures import Emblem, Icon
from game.ui.widgets import Bar, Gauge, Pips, Text

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int_]
DRAWN = Bar, Gauge, Pips, Emblem, Icon
POINTED = 1e4
"""How much worse it is to hide a pixel of what is pointed at than some of anything else."""
AWAY, EDGE, STEP = 18, 12, 4
"""Units: from what is pointed at, from the rim of the window, and between the places that are tried."""
SHAPES = 1.0, 1.6, 0.9
"""How wide the card may be, as parts of its own width: lower or slimmer where it would hide something as it is."""


def kept_free(space: Space, root: Node) -> list[Rect]:
    """What the card had better not hide: words, labels of a map among them, what is drawn, and what can be pressed."""
    kept = [clip.clip(_drawn(space, node)) for node, clip in root.walk() if _shows(node)]
    return [rect for rect in kept if rect.width and rect.height]


def _shows(node: Node) -> bool:
    return bool(node.lines) or node.element.focusable or isinstance(node.element, DRAWN)


def _drawn(space: Space, node: Node) -> Rect:
    """Where a node shows something: words end with their longest line."""
    element = node.element
    if not isinstance(element, Text) or element.align != "left":
        return node.rect
    wide = max((fonts.width(line, element.style, space.unit) for line in node.lines), default=0)
    return Rect(node.rect.topleft, (wide, node.rect.height))


def beside(space: Space, of: Rect, card: Panel, keep: Sequence[Rect] = ()) -> Rect:
    """A place for the card: off what it points at, then off what is kept free, then as near as it can be."""
    window = Rect(0, 0, space.width, space.height).inflate(-2 * space.px(EDGE), -2 * space.px(EDGE))
    wide = card.natural(space)
    widths = [min(round(wide * shape), window.width) for shape in SHAPES]
    sizes = [(across, min(window.height, card.height(space, across))) for across in widths]
    return min((_best(space, of, size, window, keep) for size in sizes), key=lambda found: found[1])[0]


def _best(space: Space, of: Rect, size: tuple[int, int], window: Rect, keep: Sequence[Rect]) -> tuple[Rect, float]:
    """The nearest of the places that hide least, and what that costs."""
    (wide, tall), away = size, space.px(AWAY)
    lefts, tops = (_tried(space, *ends) for ends in ((window.left, window.right - wide), (window.top, window.bottom - tall)))
    hidden = POINTED * np.outer(_shared(lefts, wide, of.left, of.right), _shared(tops, tall, of.top, of.bottom))
    for rect in (*keep, of.inflate(2 * away, 2 * away)):
        hidden[_touching(lefts, wide, rect.left, rect.right), _touching(tops, tall, rect.top, rect.bottom)] += 1
    far = _far(lefts, wide, of.left, of.right)[:, None] + _far(tops, tall, of.top, of.bottom)
    x, y = np.unravel_index(np.where(hidden <= hidden.min(), far, np.inf).argmin(), far.shape)
    return Rect((int(lefts[x]), int(tops[y])), size), float(hidden.min())


def _tried(space: Space, low: int, high: int) -> Ints:
    """Where the card may begin along one axis."""
    return np.append(np.arange(low, high, space.px(STEP)), high)


def _shared(at: Ints, long: int, low: int, high: int) -> Ints:
    """Along one axis: how much of what lies from `low` to `high` the card covers."""
    return np.asarray(np.maximum(0, np.minimum(at + long, high) - np.maximum(at, low)))


def _touching(at: Ints, long: int, low: int, high: int) -> slice:
    """Along one axis: the places at which the card covers some of it."""
    return slice(int(np.searchsorted(at, low - long, "right")), int(np.searchsorted(at, high)))


def _far(at: Ints, long: int, low: int, high: int) -> Floats:
    """Along one axis: the way between both, and a little of that between their middles."""
    apart = np.maximum(0, np.maximum(at - high, low - at - long))
    return np.asarray(apart + abs(at + long / 2 - (low + high) / 2) / 8)
