"""Small charts: one step of a waterfall, and the course of numbers over the turns."""

from __future__ import annotations

from collections.abc import Sequence

import attrs
from pygame import Rect

from game.text import number
from game.ui import fonts, shapes, strokes, theme
from game.ui.layout import Element, Node, Space
from game.ui.paint import Brush, paint
from game.ui.strokes import Area, Disc, Line, Spot, Stroke
from game.ui.theme import Colour


@attrs.define
class WaterfallBar(Element):
    """One line of a waterfall: a bar from where the sum stood to where it stands, joined to the lines above and below.

    `total`: a line that only says where the sum stands; it joins only what is below (`first`) or above.
    """

    start: float = 0.0
    end: float = 0.0
    low: float = -100.0
    high: float = 100.0
    colour: Colour = theme.TEXT
    total: bool = attrs.field(default=False, kw_only=True)
    first: bool = attrs.field(default=False, kw_only=True)
    TALL = 34
    BAR = 14

    def height(self, space: Space, width: int) -> int:
        return space.px(self.TALL)


@paint.register
def _(element: WaterfallBar, node: Node, brush: Brush) -> None:
    rect, px = node.rect, brush.space.px
    start, end = (_across(rect, element, value) for value in (element.start, element.end))
    thin, middle, half = max(1, px(1)), rect.centery, px(element.BAR) // 2
    if element.low < 0 < element.high:
        brush.surface.fill(brush.ink(theme.LINE), Rect(_across(rect, element, 0), rect.top, thin, rect.height))
    if not element.first:
        brush.surface.fill(brush.ink(theme.FAINT), Rect(start, rect.top, thin, middle - rect.top))
    if not element.total or element.first:
        brush.surface.fill(brush.ink(theme.FAINT), Rect(end, middle, thin, rect.bottom - middle))
    if element.total:
        size = px(5)
        shapes.rounded(brush.surface, Rect(end - size, middle - size, 2 * size, 2 * size), brush.ink(element.colour), size)
        return
    left, right = sorted((start, end))
    bar = Rect(left, middle - half, max(px(2), right - left + thin), 2 * half)
    shapes.rounded(brush.surface, bar, brush.ink(element.colour), px(3))


def _across(rect: Rect, element: WaterfallBar, value: float) -> int:
    share = (value - element.low) / (element.high - element.low)
    return rect.left + round(min(1.0, max(0.0, share)) * (rect.width - 1))


@attrs.frozen
class Course:
    """One number over the turns; `low` and `high` are the band of the last one, which lies ahead."""

    colour: Colour
    letter: str
    values: tuple[float, ...]
    ahead: float | None = None
    low: float | None = None
    high: float | None = None
    beside: bool = False
    """Whether it is only there to be compared with: a broad line below the others, which shows on both sides where they meet."""


@attrs.define
class History(Element):
    """Numbers over the turns as lines, what lies ahead dashed in a band, each named by its letter at its end."""

    courses: Sequence[Course] = ()
    turns: int = attrs.field(default=2, kw_only=True)
    bar: float | None = attrs.field(default=None, kw_only=True)
    mark: int | None = attrs.field(default=None, kw_only=True)
    """The turn that is looked at, as the number of turns before its end."""
    room: Sequence[float] = attrs.field(default=(), kw_only=True)
    """Numbers to leave room for, so that charts side by side have one scale."""
    tall: float = attrs.field(default=110, kw_only=True)
    END = 22
    """Room for the letters at the end."""
    SCALE = 34
    """Room for the numbers at the left."""

    def height(self, space: Space, width: int) -> int:
        return space.px(self.tall)

    @property
    def span(self) -> tuple[float, float]:
        """The lowest and the highest number shown."""
        every = [value for course in self.courses for value in _values(course)]
        every += [*self.room, *([self.bar] if self.bar is not None else [])]
        low, high = min(every, default=0.0), max(every, default=1.0)
        room = max(4.0, (high - low) * 0.08)
        return low - room, high + room


def _values(course: Course) -> list[float]:
    return [*course.values, *(value for value in (course.ahead, course.low, course.high) if value is not None)]


@paint.register
def _(element: History, node: Node, brush: Brush) -> None:
    px = brush.space.px
    frame = Rect(px(element.SCALE), px(6), node.rect.width - px(element.SCALE + element.END), node.rect.height - 2 * px(6))
    drawn = [*_levels(element, frame, brush), *(s for course in element.courses for s in _course(element, frame, brush, course))]
    strokes.draw(brush.surface, node.rect.topleft, node.rect.size, drawn)
    inside = frame.move(node.rect.topleft)
    _scale(element, inside, brush)
    _letters(element, inside, brush)


def _spot(element: History, frame: Rect, turn: int, value: float) -> Spot:
    low, high = element.span
    return frame.left + frame.width * turn / max(1, element.turns), frame.bottom - (value - low) / (high - low) * frame.height


def _levels(element: History, frame: Rect, brush: Brush) -> list[Stroke]:
    thin, found = max(1.0, brush.space.unit), list[Stroke]()
    for turn in range(element.turns + 1):
        x = _spot(element, frame, turn, 0.0)[0]
        ink, wide = (theme.ACCENT, 2 * thin) if turn == element.mark else (theme.LINE, thin)
        found.append(Line(((x, frame.top), (x, frame.bottom)), wide, brush.ink(ink), 120))
    if element.bar is not None:
        y = _spot(element, frame, 0, element.bar)[1]
        found.append(Line(((frame.left, y), (frame.right, y)), thin, brush.ink(theme.WARN), 170))
    return found


def _course(element: History, frame: Rect, brush: Brush, course: Course) -> list[Stroke]:
    unit, ink = brush.space.unit, brush.ink(course.colour)
    spots = tuple(_spot(element, frame, turn, value) for turn, value in enumerate(course.values))
    now, found = len(course.values) - 1, list[Stroke]()
    if course.low is not None and course.high is not None:
        ends = (_spot(element, frame, now + 1, course.low), _spot(element, frame, now + 1, course.high))
        found.append(Area((spots[-1], *ends), ink, 60))
    if course.ahead is not None:
        found.append(Line((spots[-1], _spot(element, frame, now + 1, course.ahead)), 1.6 * unit, ink, 150))
    if len(spots) > 1:
        found.append(Line(spots, (7 if course.beside else 2.4) * unit, ink))
    return [*found, Disc(spots[-1], (5.5 if course.beside else 3.6) * unit, ink)]


def _scale(element: History, frame: Rect, brush: Brush) -> None:
    """The highest and lowest number seen, and the bar."""
    every = [value for course in element.courses for value in course.values]
    wanted = [(element.bar, theme.WARN)] if element.bar is not None else []
    taken: list[Rect] = []
    for value, colour in [*wanted, (max(every), theme.MUTED), (min(every), theme.MUTED)]:
        picture = fonts.rendered(number(value), "small", brush.space.unit, brush.ink(colour))
        spot = picture.get_rect(midright=(frame.left - brush.space.px(6), round(_spot(element, frame, 0, value)[1])))
        if spot.collidelist(taken) < 0:
            taken.append(spot)
            brush.surface.blit(picture, spot)


def _letters(element: History, frame: Rect, brush: Brush) -> None:
    """Each line's letter at its end, the highest first; the next one makes room."""
    last, floor = list[tuple[Spot, Course]](), float("-inf")
    for course in element.courses:
        values = course.values if course.ahead is None else (*course.values, course.ahead)
        last.append((_spot(element, frame, len(values) - 1, values[-1]), course))
    for (x, y), course in sorted(last, key=lambda pair: pair[0][1]):
        ink = theme.legible(course.colour, theme.SUNKEN)
        picture = fonts.rendered(course.letter, "smallstrong", brush.space.unit, brush.ink(ink))
        y = max(y, floor)
        floor = y + picture.get_height() * 0.8
        brush.surface.blit(picture, picture.get_rect(midleft=(round(x) + brush.space.px(7), round(y))))
