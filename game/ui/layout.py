"""Boxes: how elements (data) become nodes with a place on the screen."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from math import inf
from typing import Protocol, runtime_checkable

import attrs
from pygame import Rect

from game.ui import theme
from game.ui.preferences import Preferences


def covered(of: Rect, by: Rect) -> int:
    """How many pixels of one place lie under another."""
    under = of.clip(by)
    return under.width * under.height


@attrs.define(repr=False)
class Node:
    """An element that has its place: what is painted, hit, focused and tested."""

    element: Element
    rect: Rect
    lines: tuple[str, ...] = ()
    children: Sequence[Node] = ()
    reach: int = 0

    @property
    def id(self) -> str:
        """The element's name, empty where nothing needs one."""
        return self.element.id

    @property
    def text(self) -> str:
        """Everything written in this node and below it."""
        own = " ".join(self.lines)
        return " ".join(filter(None, [own, *(child.text for child in self.children)]))

    def walk(self, clip: Rect | None = None) -> Iterator[tuple[Node, Rect]]:
        """This node and all below it, each with the rectangle that it is visible in."""
        ahead = [(self, self.rect if clip is None else clip)]
        while ahead:
            node, clip = ahead.pop()
            yield node, clip
            inner = clip.clip(node.rect) if node.element.clips else clip
            ahead += [(child, inner) for child in reversed(node.children)]


@attrs.frozen
class Space:
    """What layout needs to know: the size of the window in pixels, the unit, and what is scrolled how far."""

    width: int
    height: int
    unit: float
    scrolled: Mapping[str, float] = attrs.field(factory=dict)
    prefs: Preferences = attrs.field(factory=Preferences)
    now: float = inf
    """Seconds on the window's clock; infinite where nothing moves, as in a picture."""
    looking: bool = False
    """Whether the player asks to see what a projector hides."""
    notice: Element | None = None
    """The sentence to tell, for a screen that has a place for it."""
    heights: dict[tuple[int, int], tuple[Element, int]] = attrs.field(factory=dict)
    """What is worked out already, with the element itself, whose id would else be given to another one."""

    def px(self, units: float) -> int:
        """Units as whole pixels."""
        return round(units * self.unit)

    @property
    def across(self) -> float:
        """The width of the window in units."""
        return self.width / self.unit

    @property
    def down(self) -> float:
        """The height of the window in units."""
        return self.height / self.unit

    @property
    def discreet(self) -> bool:
        """True where what only this seat may know is not shown: others look on."""
        return self.prefs.projector and not self.looking

    @property
    def wide(self) -> bool:
        """True where two panes fit side by side."""
        return self.across >= 1180

    def height_of(self, element: Element, width: int) -> int:
        """The height that an element needs at a width, worked out once."""
        key = id(element), width
        if key not in self.heights:
            self.heights[key] = element, element.height(self, width)
        return self.heights[key][1]


@attrs.define(kw_only=True)
class Element:
    """Anything on the screen, before it has a place."""

    id: str = ""
    wide: float | None = None
    grow: float = 0.0
    clips: bool = False
    focusable: bool = False
    moves_until: float = -inf
    """The time on the window's clock until which its picture changes by itself."""

    def natural(self, space: Space) -> int:
        """The width that it would like, in pixels."""
        return space.px(self.wide or 0)

    def height(self, space: Space, width: int) -> int:
        """The height that it needs at a width, in pixels."""
        return 0

    def place(self, space: Space, rect: Rect) -> Node:
        """Itself and what it holds, put into a rectangle."""
        return Node(self, rect)


@runtime_checkable
class Target(Protocol):
    """An element that knows better than its rectangles what lies under the pointer."""

    def hit(self, node: Node, pos: tuple[int, int]) -> str:
        """The id of the child under a position; empty where there is none."""


@attrs.define(kw_only=True)
class Gap(Element):
    """Nothing, of some size."""

    tall: float = theme.GAP

    def height(self, space: Space, width: int) -> int:
        return space.px(self.tall)


@attrs.define
class Column(Element):
    """Elements below each other; those that grow share what is left."""

    children: Sequence[Element] = ()
    gap: float = attrs.field(default=theme.GAP, kw_only=True)

    def natural(self, space: Space) -> int:
        if self.wide is not None:
            return space.px(self.wide)
        return max((child.natural(space) for child in self.children), default=0)

    def height(self, space: Space, width: int) -> int:
        gaps = space.px(self.gap) * max(0, len(self.children) - 1)
        return sum(space.height_of(child, width) for child in self.children) + gaps

    def place(self, space: Space, rect: Rect) -> Node:
        free = rect.height - self._needed(space, rect.width)
        total = sum(child.grow for child in self.children)
        nodes, top = [], rect.top
        for child in self.children:
            tall = _grown(free, child.grow, total) if child.grow else space.height_of(child, rect.width)
            nodes.append(child.place(space, Rect(rect.left, top, rect.width, tall)))
            top += tall + space.px(self.gap)
        return Node(self, rect, children=nodes)

    def _needed(self, space: Space, width: int) -> int:
        gaps = space.px(self.gap) * max(0, len(self.children) - 1)
        return gaps + sum(space.height_of(child, width) for child in self.children if not child.grow)


def _grown(free: int, grow: float, total: float) -> int:
    return max(0, int(free * grow / total))


@attrs.define
class Row(Element):
    """Elements side by side: fixed, natural or growing widths."""

    children: Sequence[Element] = ()
    gap: float = attrs.field(default=theme.GAP, kw_only=True)
    align: str = attrs.field(default="middle", kw_only=True)

    def natural(self, space: Space) -> int:
        if self.wide is not None:
            return space.px(self.wide)
        gaps = space.px(self.gap) * max(0, len(self.children) - 1)
        return sum(child.natural(space) for child in self.children) + gaps

    def height(self, space: Space, width: int) -> int:
        widths = self.widths(space, width)
        return max((space.height_of(c, w) for c, w in zip(self.children, widths, strict=True)), default=0)

    def widths(self, space: Space, width: int) -> list[int]:
        """How wide each child is, in pixels: growing ones share the rest, others shrink if they must."""
        room = width - space.px(self.gap) * max(0, len(self.children) - 1)
        wanted = [0 if child.grow else child.natural(space) for child in self.children]
        if sum(wanted) > room:
            fixed = sum(w for w, child in zip(wanted, self.children, strict=True) if child.wide is not None)
            most = _level([w for w, child in zip(wanted, self.children, strict=True) if child.wide is None], room - fixed)
            return [w if c.wide is not None else min(w, most) for w, c in zip(wanted, self.children, strict=True)]
        total = sum(child.grow for child in self.children)
        free = max(0, room - sum(wanted))
        return [int(free * c.grow / total) if c.grow else w for w, c in zip(wanted, self.children, strict=True)]

    def place(self, space: Space, rect: Rect) -> Node:
        nodes, left = [], rect.left
        for child, wide in zip(self.children, self.widths(space, rect.width), strict=True):
            nodes.append(child.place(space, self._spot(space, child, Rect(left, rect.top, wide, rect.height))))
            left += wide + space.px(self.gap)
        return Node(self, rect, children=nodes)

    def _spot(self, space: Space, child: Element, full: Rect) -> Rect:
        if self.align == "stretch":
            return full
        tall = min(full.height, space.height_of(child, full.width))
        top = full.top + (full.height - tall) // 2 if self.align == "middle" else full.top
        return Rect(full.left, top, full.width, tall)


def _level(widths: list[int], room: int) -> int:
    """The width that none may exceed so that all fit: the widest give way first."""
    left, count = room, len(widths)
    for width in sorted(widths):
        if width * count > left:
            return max(0, left // count)
        left, count = left - width, count - 1
    return max(widths, default=0)


@attrs.define
class Flow(Element):
    """Elements side by side that go on in the next line when the line is full."""

    children: Sequence[Element] = ()
    gap: float = attrs.field(default=6, kw_only=True)

    def natural(self, space: Space) -> int:
        gaps = space.px(self.gap) * max(0, len(self.children) - 1)
        return sum(child.natural(space) for child in self.children) + gaps

    def height(self, space: Space, width: int) -> int:
        spots = self._spots(space, width)
        return max((spot.bottom for spot in spots), default=0)

    def place(self, space: Space, rect: Rect) -> Node:
        spots = self._spots(space, rect.width)
        nodes = [c.place(space, s.move(rect.topleft)) for c, s in zip(self.children, spots, strict=True)]
        return Node(self, rect, children=nodes)

    def _spots(self, space: Space, width: int) -> list[Rect]:
        gap, spots, left, top, line = space.px(self.gap), [], 0, 0, 0
        for child in self.children:
            wide = min(width, child.natural(space))
            tall = space.height_of(child, wide)
            if left and left + wide > width:
                left, top, line = 0, top + line + gap, 0
            spots.append(Rect(left, top, wide, tall))
            left, line = left + wide + gap, max(line, tall)
        return spots


@attrs.define
class Panel(Element):
    """A rounded ground with room around what it holds; one that floats lets the picture behind shine through and shades it."""

    child: Element = attrs.field(factory=Gap)
    fill: theme.Colour | None = attrs.field(default=theme.PANEL, kw_only=True)
    edge: theme.Colour | None = attrs.field(default=None, kw_only=True)
    pad: float = attrs.field(default=theme.PAD, kw_only=True)
    pad_y: float | None = attrs.field(default=None, kw_only=True)
    radius: float = attrs.field(default=theme.RADIUS, kw_only=True)
    floats: bool = attrs.field(default=False, kw_only=True)
    alpha: int = attrs.field(default=236, kw_only=True)
    """How little of what is behind one that floats shines through; 255: nothing."""

    def _pads(self, space: Space) -> tuple[int, int]:
        return space.px(self.pad), space.px(self.pad if self.pad_y is None else self.pad_y)

    def natural(self, space: Space) -> int:
        if self.wide is not None:
            return space.px(self.wide)
        return self.child.natural(space) + 2 * self._pads(space)[0]

    def height(self, space: Space, width: int) -> int:
        across, down = self._pads(space)
        return space.height_of(self.child, width - 2 * across) + 2 * down

    def place(self, space: Space, rect: Rect) -> Node:
        across, down = self._pads(space)
        return Node(self, rect, children=[self.child.place(space, rect.inflate(-2 * across, -2 * down))])


@attrs.define
class Layers(Element):
    """Elements on top of each other, the first at the bottom; each takes the whole place."""

    children: Sequence[Element] = ()

    def natural(self, space: Space) -> int:
        return max((child.natural(space) for child in self.children), default=0)

    def height(self, space: Space, width: int) -> int:
        return max((space.height_of(child, width) for child in self.children), default=0)

    def place(self, space: Space, rect: Rect) -> Node:
        return Node(self, rect, children=[child.place(space, rect) for child in self.children])


@attrs.define
class Centre(Element):
    """One element in the middle, no wider than `most` units."""

    child: Element = attrs.field(factory=Gap)
    most: float = attrs.field(default=760, kw_only=True)

    def _wide(self, space: Space, width: int) -> int:
        return min(width, space.px(self.most))

    def natural(self, space: Space) -> int:
        return min(self.child.natural(space), space.px(self.most))

    def height(self, space: Space, width: int) -> int:
        return space.height_of(self.child, self._wide(space, width))

    def place(self, space: Space, rect: Rect) -> Node:
        wide = self._wide(space, rect.width)
        tall = rect.height if self.child.grow else min(rect.height, space.height_of(self.child, wide))
        spot = Rect(rect.left + (rect.width - wide) // 2, rect.top + (rect.height - tall) // 2, wide, tall)
        return Node(self, rect, children=[self.child.place(space, spot)])


@attrs.define
class Scroll(Element):
    """A view on something that may be taller; it can be moved by wheel and keys."""

    child: Element = attrs.field(factory=Gap)
    clips: bool = attrs.field(default=True, kw_only=True)
    most: float | None = attrs.field(default=None, kw_only=True)
    """Units that it asks for at most."""
    BAR = 14

    def natural(self, space: Space) -> int:
        return space.px(self.wide) if self.wide is not None else self.child.natural(space)

    def height(self, space: Space, width: int) -> int:
        tall = space.height_of(self.child, width)
        return tall if self.most is None else min(tall, space.px(self.most))

    def place(self, space: Space, rect: Rect) -> Node:
        tall, wide = space.height_of(self.child, rect.width), rect.width
        if tall > rect.height:
            wide = rect.width - space.px(self.BAR)
            tall = space.height_of(self.child, wide)
        reach = max(0, tall - rect.height)
        offset = min(reach, space.px(space.scrolled.get(self.id, 0.0)))
        inside = Rect(rect.left, rect.top - offset, wide, max(tall, rect.height))
        return Node(self, rect, children=[self.child.place(space, inside)], reach=reach)
