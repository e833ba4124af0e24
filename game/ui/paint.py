"""The one painter: draws a tree of nodes; what it draws depends on the tree alone."""

from __future__ import annotations

from functools import singledispatch

import attrs
from pygame import Rect, Surface

from game.ui import fonts, shapes, theme
from game.ui.layout import Element, Node, Panel, Scroll, Space
from game.ui.theme import Colour
from game.ui.widgets import Bar, Button, Chip, Gauge, Milestone, Pips, Plot, Rule, Text

LOOKS: dict[str, tuple[Colour | None, Colour | None]] = {
    "plain": (theme.RAISED, theme.LINE),
    "primary": (theme.ACCENT, None),
    "danger": (theme.RAISED, theme.BAD),
    "ghost": (None, None),
    "tab": (None, None),
    "row": (None, None),
    "tile": (None, None),
    "toggle": (theme.SUNKEN, theme.LINE),
    "card": (theme.RAISED, None),
    "chip": (theme.SHEET, theme.ACCENT),
    "entry": (theme.SUNKEN, theme.LINE),
}


@attrs.frozen
class Brush:
    """What to draw on, with the state that only the pointer and the keyboard know."""

    surface: Surface
    space: Space
    hovered: str = ""
    focused: str = ""
    ring: bool = False

    def ink(self, colour: Colour) -> Colour:
        """A colour of the theme as this player wants it."""
        return theme.HIGH.get(colour, colour) if self.space.prefs.high_contrast else colour


def draw(brush: Brush, root: Node) -> None:
    """Draw a tree."""
    _draw(brush, root)
    brush.surface.set_clip(None)


def draw_over(brush: Brush, root: Node) -> None:
    """Draw what the pointer is on once more, lit, and the ring of the focus."""
    for node, clip in root.walk():
        if node.id and node.id == brush.hovered:
            brush.surface.set_clip(clip)
            over(node.element, node, brush, root)
            brush.surface.set_clip(None)
    if brush.ring and brush.focused:
        _draw_ring(brush, root)


@singledispatch
def over(element: Element, node: Node, brush: Brush, root: Node) -> None:
    """Draw an element that the pointer is on, over the picture of the whole tree."""
    _draw(brush, node)


def _draw(brush: Brush, node: Node) -> None:
    surface = brush.surface
    if not node.rect.colliderect(surface.get_clip()):
        return
    before = surface.get_clip()
    if node.element.clips:
        surface.set_clip(before.clip(node.rect))
    paint(node.element, node, brush)
    for child in node.children:
        _draw(brush, child)
    surface.set_clip(before)
    if isinstance(node.element, Scroll) and node.reach:
        _scrollbar(brush, node)


def _draw_ring(brush: Brush, root: Node) -> None:
    for node, clip in root.walk():
        if node.id == brush.focused and (node.element.focusable or getattr(node.element, "hints", False)):
            brush.surface.set_clip(clip.inflate(6, 6))
            grown = node.rect.inflate(brush.space.px(4), brush.space.px(4))
            shapes.ring(brush.surface, grown, brush.ink(theme.ACCENT), brush.space.px(8), max(2, brush.space.px(2)))
            brush.surface.set_clip(None)


@singledispatch
def paint(element: Element, node: Node, brush: Brush) -> None:
    """Draw one element; boxes that only hold others draw nothing."""


@paint.register
def _(element: Text, node: Node, brush: Brush) -> None:
    step = fonts.line_height(element.style, brush.space.unit)
    top = node.rect.top
    for line in node.lines:
        if line:
            picture = fonts.rendered(line, element.style, brush.space.unit, brush.ink(element.colour))
            drop = (step - picture.get_height()) // 2
            brush.surface.blit(picture, (_left(element.align, node.rect, picture.get_width()), top + drop))
        top += step


def _left(align: str, rect: Rect, width: int) -> int:
    free = rect.width - width
    return rect.left + {"left": 0, "centre": free // 2, "right": free}[align]


@paint.register
def _(element: Panel, node: Node, brush: Brush) -> None:
    if element.floats and element.fill:
        _float(brush, node.rect, element.fill, element.radius, element.alpha)
        return
    _ground(brush, node.rect, element.fill, element.edge, element.radius)


def _float(brush: Brush, rect: Rect, fill: Colour, radius: float, alpha: int) -> None:
    """A panel over a picture: a soft shadow, a ground that the picture shines through a little, and a hairline."""
    px = brush.space.px
    alpha = 255 if brush.space.prefs.high_contrast else alpha
    shapes.shadow(brush.surface, rect, px(radius), px(14))
    shapes.glass(brush.surface, rect, brush.ink(fill), px(radius), alpha)
    shapes.ring(brush.surface, rect, brush.ink(theme.LINE), px(radius), max(1, px(1)))


def _ground(brush: Brush, rect: Rect, fill: Colour | None, edge: Colour | None, radius: float) -> None:
    px = brush.space.px
    fill, edge = fill and brush.ink(fill), edge and brush.ink(edge)
    if fill and edge:
        shapes.framed(brush.surface, rect, fill, edge, px(radius), max(1, px(1)))
    elif fill:
        shapes.rounded(brush.surface, rect, fill, px(radius))
    elif edge:
        shapes.ring(brush.surface, rect, edge, px(radius), max(1, px(1)))


@paint.register
def _(element: Button, node: Node, brush: Brush) -> None:
    fill, edge = LOOKS[element.look]
    if element.selected:
        fill, edge = (theme.HOVER, theme.ACCENT) if element.look != "tab" else (theme.PANEL, None)
    elif not element.enabled:
        fill, edge = None, (theme.LINE if edge else None)
    elif brush.hovered == node.id:
        fill = theme.mix(theme.ACCENT, theme.TEXT, 0.35) if element.look == "primary" else theme.HOVER
    _ground(brush, node.rect, fill, edge, 6)
    if element.look == "tab" and element.selected:
        line = Rect(node.rect.left + 6, node.rect.bottom - brush.space.px(3), node.rect.width - 12, brush.space.px(3))
        shapes.rounded(brush.surface, line, brush.ink(theme.ACCENT), brush.space.px(1))


@paint.register
def _(element: Rule, node: Node, brush: Brush) -> None:
    brush.surface.fill(brush.ink(theme.LINE), node.rect)


@paint.register
def _(element: Chip, node: Node, brush: Brush) -> None:
    shapes.rounded(brush.surface, node.rect, brush.ink(element.colour), brush.space.px(4))


def _at(rect: Rect, low: float, high: float, value: float) -> int:
    share = (value - low) / (high - low) if high != low else 0.0
    return rect.left + round(rect.width * min(1.0, max(0.0, share)))


def _span(rect: Rect, one: int, other: int, inset: int = 0) -> Rect:
    left, right = sorted((one, other))
    return Rect(left, rect.top + inset, max(1, right - left), max(1, rect.height - 2 * inset))


@paint.register
def _(element: Bar, node: Node, brush: Brush) -> None:
    rect, px = node.rect, brush.space.px
    shapes.rounded(brush.surface, rect, brush.ink(theme.SUNKEN), px(3))
    base, end = (_at(rect, element.low, element.high, v) for v in (element.base, element.value))
    shapes.rounded(brush.surface, _span(rect, base, end), brush.ink(element.colour), px(2))
    _ahead(brush, element, rect, end)
    if element.low < element.base < element.high:
        brush.surface.fill(brush.ink(theme.FAINT), Rect(base, rect.top - px(1), max(1, px(1)), rect.height + 2 * px(1)))


def _ahead(brush: Brush, element: Bar | Gauge, rect: Rect, end: int) -> None:
    """The forecast: a band with its middle, or else how far the own sheet alone would go."""
    if element.band is not None:
        low, middle, high = (_at(rect, element.low, element.high, v) for v in element.band)
        span, px = _span(rect, low, high, max(1, rect.height // 4)), brush.space.px
        shapes.rounded(brush.surface, span, theme.mix(brush.ink(theme.TEXT), element.colour, 0.45), px(2))
        brush.surface.fill(brush.ink(theme.TEXT), Rect(middle - px(1), rect.top - px(1), max(2, px(2)), rect.height + 2 * px(1)))
    elif element.ghost is not None:
        _ghost(brush, rect, end, _at(rect, element.low, element.high, element.ghost))


def _ghost(brush: Brush, rect: Rect, end: int, ghost: int) -> None:
    if abs(ghost - end) >= 1:
        inset = max(1, rect.height // 3)
        brush.surface.fill(brush.ink(theme.TEXT), _span(rect, end, ghost, inset))


@paint.register
def _(element: Gauge, node: Node, brush: Brush) -> None:
    rect, px = node.rect, brush.space.px
    shapes.rounded(brush.surface, rect, brush.ink(theme.SUNKEN), px(3))
    end = _at(rect, element.low, element.high, element.value)
    if end > rect.left:
        shapes.rounded(brush.surface, _span(rect, rect.left, end), brush.ink(element.colour), px(3))
    _ahead(brush, element, rect, end)
    for mark in element.marks:
        spot = _at(rect, element.low, element.high, mark)
        brush.surface.fill(brush.ink(theme.FAINT), Rect(spot, rect.top - px(2), max(1, px(1)), rect.height + 2 * px(2)))
    if element.pin is not None:
        spot = _at(rect, element.low, element.high, element.pin)
        brush.surface.fill(brush.ink(theme.TEXT), Rect(spot - px(1), rect.top - px(3), max(2, px(2)), rect.height + 2 * px(3)))


def thumb(node: Node, space: Space) -> Rect:
    """Where the thumb of a scroll area is."""
    full = node.rect.height
    tall = max(space.px(24), round(full * full / (full + node.reach)))
    offset = node.rect.top - node.children[0].rect.top
    top = node.rect.top + round((full - tall) * offset / node.reach)
    return Rect(node.rect.right - space.px(6), top, space.px(6), tall)


def _scrollbar(brush: Brush, node: Node) -> None:
    lit = brush.focused == node.id
    shapes.rounded(brush.surface, thumb(node, brush.space), brush.ink(theme.ACCENT if lit else theme.LINE), brush.space.px(3))


@paint.register
def _(element: Pips, node: Node, brush: Brush) -> None:
    size, step = brush.space.px(element.SIZE), brush.space.px(element.STEP)
    for i in range(element.total):
        spot = Rect(node.rect.left + i * step, node.rect.top, size, size)
        if i < element.full:
            shapes.rounded(brush.surface, spot, brush.ink(element.colour), size // 2)
        else:
            shapes.ring(brush.surface, spot, brush.ink(theme.FAINT), size // 2, max(1, brush.space.px(1.5)))


@paint.register
def _(element: Milestone, node: Node, brush: Brush) -> None:
    rect, px = node.rect, brush.space.px
    size, thick = px(element.SIZE), max(2, px(2))
    line = Rect(rect.left, rect.centery - thick // 2, rect.width, thick)
    if element.first:
        line.left, line.width = rect.centerx, rect.right - rect.centerx
    if element.last:
        line.width = rect.centerx - line.left
    brush.surface.fill(brush.ink(theme.LINE), line)
    spot = Rect(0, 0, size, size)
    spot.center = rect.center
    edge = theme.ACCENT if element.current or element.done else theme.FAINT
    shapes.framed(brush.surface, spot, brush.ink(element.colour), brush.ink(edge), size // 2, max(1, px(1.5)))


@paint.register
def _(element: Plot, node: Node, brush: Brush) -> None:
    rect = node.rect
    spots = [(rect.left + x * rect.width, rect.top + y * rect.width) for x, y in element.corners]
    if len(spots) > 1:
        shapes.outline(brush.surface, spots, brush.ink(theme.LINE))
    for x, y, radius, colour in element.dots:
        size = max(2, round(radius * rect.width))
        centre = rect.left + round(x * rect.width), rect.top + round(y * rect.width)
        shapes.rounded(brush.surface, Rect(centre[0] - size, centre[1] - size, 2 * size, 2 * size), colour, size)
