"""The map as an element: its places are buttons, found by the pointer along their borders and by Tab at their labels."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Literal

import attrs
from pygame import Rect

from game.text import _
from game.ui import fonts
from game.ui.layout import Element, Node, Space
from game.ui.map.chart import Chart
from game.ui.map.labels import BADGE, HEAVIEST, Stand, Tag, stands
from game.ui.map.sheet import Sheet, sheet_of
from game.ui.map.shown import PoleInk, Shown
from game.ui.nav import Nav
from game.ui.widgets import Button, Text

Clear = tuple[float, float, float, float]
GAP, STEP, SWATCH = 5, 9, 12
"""Units: the gap behind a badge, the step to the forecast, and the forecast's colour."""
EMBLEM = 30
LONGEST = 128
"""Units at which a name is broken into two lines."""


@attrs.frozen
class Arrow:
    """An arrow from one place to another, as wide as `size` says (1 is middling), drawn up to `t` of its way.

    `shape`: an arrow, a `wish` of dashes with a head, or a `bond` that is the same at both ends.
    """

    source: str
    target: str
    pole: str | None = None
    size: float = 1.0
    t: float = 1.0
    shape: Literal["arrow", "wish", "bond"] = "arrow"


@attrs.define
class Map(Element):
    """The map of a chart; panels cover `clear` units at its left, top, right and bottom.

    Where several stand side by side, each has an id of its own, which stands before those of its places.
    """

    chart: Chart = attrs.field(factory=lambda: Chart(()))
    poles: Sequence[PoleInk] = ()
    shown: Mapping[str, Shown] = attrs.field(factory=dict)
    on: Callable[[str], Nav] | None = None
    arrows: Sequence[Arrow] = attrs.field(default=(), kw_only=True)
    selected: str = attrs.field(default="", kw_only=True)
    me: str = attrs.field(default="", kw_only=True)
    clear: Clear = attrs.field(default=(0.0, 0.0, 0.0, 0.0), kw_only=True)
    before: Mapping[str, tuple[float, ...]] = attrs.field(factory=dict, kw_only=True)
    """Shares that the colours come from, while `progress` is below 1."""
    progress: float = attrs.field(default=1.0, kw_only=True)
    tips: Callable[[str], Callable[[], Element] | None] | None = attrs.field(default=None, kw_only=True)

    def place(self, space: Space, rect: Rect) -> Node:
        sheet = sheet_of(self.chart, rect.size, space.unit, self.clear)
        found = stands(sheet, tuple(Tag(n, self._size(space, sheet, n)) for n in range(len(self.chart.places))))
        marks = [self._node(space, rect, number, found[number]) for number in sorted(found)]
        return MapNode(self, rect, children=marks, sheet=sheet, stands=found)

    def _node(self, space: Space, rect: Rect, number: int, stand: Stand) -> Node:
        lines = () if stand.bare else tuple(line for line, _ in self.words(space, number))
        here = stand.moved(rect.topleft)
        return Node(self._mark(number, here), here.rect, lines=lines)

    def hit(self, node: Node, pos: tuple[int, int]) -> str:
        """The id of the place under a position: of the label that lies there, else of the land."""
        assert isinstance(node, MapNode)
        label = next((mark for mark in reversed(node.children) if mark.rect.collidepoint(pos)), None)
        if label is not None:
            return label.id
        number = node.sheet.at((pos[0] - node.rect.left, pos[1] - node.rect.top))
        return "" if number is None or number not in node.stands else self.id + mark_id(self.chart.places[number].id)

    def _size(self, space: Space, sheet: Sheet, number: int) -> tuple[int, int]:
        """A label is as large as its words, its badge and, on a plate, its emblem."""
        place, plate = self.chart.places[number], number not in sheet.spots
        words = self.words(space, number)
        wide = max(fonts.width(line, style, space.unit) for line, style in words)
        tall = sum(fonts.line_height(style, space.unit) for _, style in words)
        wide += space.px(self.signs(place.id))
        if plate:
            return wide + space.px(EMBLEM + GAP + 20), max(tall, space.px(EMBLEM)) + space.px(12)
        return wide + space.px(8), max(tall, space.px(BADGE + HEAVIEST)) + space.px(2)

    def signs(self, id: str) -> float:
        """The units that badges take before a name: none, the first partner's, and what the forecast makes of it."""
        told = self.shown.get(id, Shown())
        if not told.shares:
            return 0
        size = badge_size(told)
        return size + GAP + (STEP + size if told.turns else STEP + SWATCH if told.drifts else 0)

    def words(self, space: Space, number: int) -> list[tuple[str, str]]:
        """The lines of a label, each with its style: the name, broken if it is long, and the note."""
        place = self.chart.places[number]
        most = LONGEST if place.areas or not self.chart.view else 2 * LONGEST
        note, style = self.shown.get(place.id, Shown()).note, style_of(place.kind)
        lines = [(line, style) for line in fonts.wrap(_(place.name), style, space.unit, space.px(most))]
        return [*lines, (note, "small")] if note else lines

    def _mark(self, number: int, stand: Stand) -> Mark:
        id = self.chart.places[number].id

        def press() -> Nav:
            return self.on(id) if self.on else None

        name = (lambda: Text(_(self.chart.places[number].name))) if stand.bare else None
        tip = (self.tips(id) if self.tips else None) or name
        return Mark(on=press, id=self.id + mark_id(id), tip=tip, map=self, number=number, stand=stand)


@attrs.define
class Mark(Button):
    """The label or plate of one place."""

    map: Map = attrs.field(factory=Map)
    number: int = 0
    stand: Stand = attrs.field(factory=lambda: Stand(Rect(0, 0, 0, 0)))

    @property
    def actor(self) -> str:
        """The id of the place."""
        return self.map.chart.places[self.number].id

    @property
    def shown(self) -> Shown:
        """What is told of it."""
        return self.map.shown.get(self.actor, Shown())


@attrs.define
class MapNode(Node):
    """A map that has its place, with the sheet that it is drawn from."""

    sheet: Sheet = attrs.field(kw_only=True)
    stands: Mapping[int, Stand] = attrs.field(kw_only=True)


def mark_id(actor: str) -> str:
    """The id of a place's button."""
    return f"actor:{actor}"


def badge_size(told: Shown) -> float:
    """Units across a badge: the more weight a state has, the larger."""
    return BADGE + (min(HEAVIEST, told.weight) if told.weight else 3)


def style_of(kind: str) -> str:
    """The style of a place's name."""
    return "h2" if kind == "power" else "label"
