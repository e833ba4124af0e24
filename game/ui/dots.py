"""States as dots: the data, the button and the label that the triangle and the axes share."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise, product
from math import cos, hypot, pi, sin, sqrt

import attrs
from pygame import Rect

from game.ui import fonts, shapes, strokes, theme
from game.ui.layout import Element, Node, Row, Space
from game.ui.nav import Nav
from game.ui.paint import Brush, over, paint
from game.ui.strokes import Spot
from game.ui.theme import Colour
from game.ui.widgets import Button, Chip, Text

Points = tuple[float, ...]
"""Alignments toward all poles, -100 to 100."""
MOST = 132
"""The width in units from which a name takes another line."""
Press = Callable[[str], Nav] | None
"""What a press on an actor does; nothing in a plot that is only looked at."""
NEAR = 14
"""How far beside a dot, in pixels, the pointer may be."""


@attrs.frozen
class Corner:
    """A pole: its letter, name and colour, and the power that owns it, if there is one."""

    letter: str
    name: str
    colour: Colour
    actor: str = ""


@attrs.frozen
class Dot:
    """A state: where it stands, where it came from and where it may go; `ring` and `letter` tell its first partner."""

    actor: str
    name: str
    weight: int
    now: Points
    fill: Colour
    ring: Colour | None = None
    letter: str = ""
    past: tuple[Points, ...] = ()
    ahead: Points | None = None
    low: Points | None = None
    high: Points | None = None
    end: Points | None = None
    """Where it would come to rest in the long run."""
    other: tuple[Points, ...] = ()
    """Where it went in another future, drawn in grey."""
    mine: bool = False
    chosen: bool = False
    tip: Callable[[], Element] | None = attrs.field(default=None, eq=False)

    @property
    def size(self) -> float:
        """Its radius in units."""
        return 7.0 + 2.8 * sqrt(self.weight)


@attrs.define
class Mark(Button):
    """The dot of a state, at the end of the path that stands for it, to hover and to press."""

    dot: Dot = attrs.field(kw_only=True)
    path: Sequence[Spot] = attrs.field(default=(), kw_only=True)


def mark(space: Space, dot: Dot, path: Sequence[Spot], on: Press, fit: float = 1.0, within: str = "") -> Node:
    """A dot at its place, as much smaller as fits; `within`: the id of its plot, where several stand side by side."""
    place = _around(path[-1], space.px(dot.size * fit))
    press = _pressed(on, dot.actor)
    id = f"{within}dot:{dot.actor}" if press else ""
    return Node(Mark(on=press, id=id, tip=dot.tip, dot=dot, path=path, enabled=bool(press)), place)


def head(space: Space, corner: Corner, named: bool, on: Press, within: str = "") -> Button:
    """The name of a pole; it opens the power that owns it."""
    name = [Text(corner.name, "h3", theme.legible(corner.colour))] if named else []
    row = Row([Chip(corner.letter, corner.colour), *name], gap=6)
    press = _pressed(on, corner.actor)
    id = f"{within}pole:{corner.actor}" if press else ""
    return Button(row, press, id=id, look="row", enabled=bool(press), pad=6, pad_y=2)


def _pressed(on: Press, actor: str) -> Callable[[], Nav] | None:
    return (lambda: on(actor)) if on and actor else None


def under(node: Node, pos: Spot) -> str:
    """The id of the pole whose name is under a position, else of the state whose dot or path is nearest, if it is near at all."""
    away = dict[str, float]()
    for child in node.children:
        if isinstance(child.element, Mark) and child.element.focusable:
            distance = _distance(child.element.path, pos)
            away.update({child.id: distance} if distance <= child.rect.width / 2 + NEAR else {})
        elif isinstance(child.element, Button) and child.element.focusable and child.rect.collidepoint(pos):
            return child.id
    return min(away, key=lambda id: away[id], default="")


def _distance(path: Sequence[Spot], pos: Spot) -> float:
    """From a position to the nearest point of a path."""
    legs = list(pairwise(path)) or [(path[0], path[0])]
    return min(_from_leg(one, other, pos) for one, other in legs)


def _from_leg(one: Spot, other: Spot, pos: Spot) -> float:
    across, down = other[0] - one[0], other[1] - one[1]
    long = across * across + down * down
    part = ((pos[0] - one[0]) * across + (pos[1] - one[1]) * down) / long if long else 0.0
    part = min(1.0, max(0.0, part))
    return hypot(one[0] + part * across - pos[0], one[1] + part * down - pos[1])


@paint.register
def _(element: Mark, node: Node, brush: Brush) -> None:
    dot, px, rect = element.dot, brush.space.px, node.rect
    ring = dot.ring or theme.FAINT
    if dot.chosen:
        shapes.rounded(brush.surface, rect.inflate(px(8), px(8)), brush.ink(theme.ACCENT), rect.width)
        shapes.rounded(brush.surface, rect.inflate(px(4), px(4)), brush.ink(theme.SUNKEN), rect.width)
    shapes.rounded(brush.surface, rect, brush.ink(ring), rect.width)
    inner = rect.inflate(-px(4), -px(4))
    shapes.rounded(brush.surface, inner, brush.ink(theme.SUNKEN), rect.width)
    shapes.rounded(brush.surface, inner.inflate(-px(2), -px(2)), dot.fill, rect.width)
    if dot.letter:
        picture = fonts.rendered(dot.letter, "smallstrong", brush.space.unit, theme.ink_on(dot.fill))
        brush.surface.blit(picture, picture.get_rect(center=rect.center))


@over.register
def _(element: Mark, node: Node, brush: Brush, root: Node) -> None:
    if len(element.path) > 1:
        strokes.line(brush.surface, element.path, 3 * brush.space.unit, brush.ink(theme.TEXT))
    grown, size = node.rect.inflate(brush.space.px(6), brush.space.px(6)), node.rect.width
    shapes.rounded(brush.surface, grown, brush.ink(theme.TEXT), size)
    paint(element, node, brush)


@attrs.define
class Label(Text):
    """A name beside what it names, with a halo, and a line to it where it stands away from it."""

    of: Spot = attrs.field(default=(0.0, 0.0), kw_only=True)
    reach: float = attrs.field(default=0.0, kw_only=True)


@paint.register
def _(element: Label, node: Node, brush: Brush) -> None:
    rect, px = node.rect, brush.space.px
    near = _edge(rect, element.of)
    away = hypot(near[0] - element.of[0], near[1] - element.of[1])
    if away > element.reach + px(7):
        strokes.line(brush.surface, (near, element.of), max(1.0, brush.space.unit), brush.ink(theme.FAINT), 170)
    halo = brush.ink(theme.SUNKEN)
    step, wide = fonts.line_height(element.style, brush.space.unit), max(1, px(1.5))
    for i, line in enumerate(node.lines):
        left, top = rect.left, rect.top + i * step
        dark = fonts.rendered(line, element.style, brush.space.unit, halo)
        for across, down in product((-wide, 0, wide), repeat=2):
            brush.surface.blit(dark, (left + across, top + down))
        brush.surface.blit(fonts.rendered(line, element.style, brush.space.unit, brush.ink(element.colour)), (left, top))


def _edge(rect: Rect, spot: Spot) -> Spot:
    """The point of a rectangle that is nearest to a spot."""
    return min(max(spot[0], rect.left), rect.right), min(max(spot[1], rect.top), rect.bottom)


def labels(space: Space, dots: Sequence[Dot], spots: Sequence[Spot], room: Rect, fit: float = 1.0) -> list[Node]:
    """A label for each dot that finds a place without touching another one; the chosen, one's own and the heavy choose first."""
    sizes = [space.px(dot.size * fit + (4 if dot.chosen else 0)) for dot in dots]
    blocked = [_around(spot, size) for spot, size in zip(spots, sizes, strict=True)]
    order = sorted(range(len(dots)), key=lambda i: (not dots[i].chosen, not dots[i].mine, -dots[i].weight))
    found = []
    for i in order:
        label = _label(dots[i], spots[i], sizes[i])
        wide = min(label.natural(space), space.px(MOST))
        wide = max(fonts.width(line, label.style, space.unit) for line in fonts.wrap(label.words, label.style, space.unit, wide))
        place = _free(Rect(0, 0, wide + 1, label.height(space, wide + 1)), spots[i], sizes[i], blocked, room)
        if place is not None:
            blocked.append(place)
            found.append(label.place(space, place))
    return found


def _label(dot: Dot, spot: Spot, size: int) -> Label:
    style = "smallstrong" if dot.mine or dot.chosen else "small"
    colour = theme.ACCENT if dot.mine else theme.TEXT
    return Label(dot.name, style, colour, of=spot, reach=size)


def _around(spot: Spot, size: int) -> Rect:
    return Rect(round(spot[0]) - size, round(spot[1]) - size, 2 * size, 2 * size)


SIDES = [(cos(k * pi / 8), sin(k * pi / 8)) for k in (0, 8, 4, 12, 1, 15, 7, 9, 2, 14, 6, 10, 3, 13, 5, 11)]
"""Where a label may stand, best first: right, left, below, above, and between."""


def _free(size: Rect, spot: Spot, reach: int, blocked: Sequence[Rect], room: Rect) -> Rect | None:
    """The nearest free place around a spot; None if there is none."""
    for away in (1.4, 1.8, 2.6, 3.6, 5.0, 7.0):
        for across, down in SIDES:
            place = size.copy()
            place.centerx = round(spot[0] + across * (away * reach + size.width / 2))
            place.centery = round(spot[1] + down * (away * reach + size.height / 2))
            if room.contains(place) and place.collidelist(blocked) < 0:
                return place
    return None
