"""The widgets: text, buttons, bars and gauges, as data."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import attrs
from pygame import Rect

from game.text import _
from game.ui import fonts, theme
from game.ui.layout import Column, Element, Flow, Node, Panel, Row, Space
from game.ui.nav import Nav

Band = tuple[float, float, float]
"""Low, middle and high of a forecast: the outer two hold four of five futures."""


@attrs.define
class Text(Element):
    """Words; they wrap, so they are never cut."""

    words: str = ""
    style: str = "body"
    colour: theme.Colour = theme.TEXT
    align: str = attrs.field(default="left", kw_only=True)

    def __attrs_post_init__(self) -> None:
        self.words = self.words.strip("\n")

    def natural(self, space: Space) -> int:
        if self.wide is not None:
            return space.px(self.wide)
        return max(fonts.width(line, self.style, space.unit) for line in self.words.split("\n")) + 1

    def height(self, space: Space, width: int) -> int:
        lines = fonts.wrap(self.words, self.style, space.unit, width)
        return len(lines) * fonts.line_height(self.style, space.unit)

    def place(self, space: Space, rect: Rect) -> Node:
        return Node(self, rect, lines=fonts.wrap(self.words, self.style, space.unit, rect.width))


@attrs.define(kw_only=True)
class Rule(Element):
    """A thin line across."""

    def height(self, space: Space, width: int) -> int:
        return max(1, space.px(1))


@attrs.define
class Button(Element):
    """Something to press, holding anything."""

    child: Element = attrs.field(factory=Text)
    on: Callable[[], Nav] | None = None
    key: str = attrs.field(default="", kw_only=True)
    """The shortcut, or several with spaces between them."""
    look: str = attrs.field(default="plain", kw_only=True)
    enabled: bool = attrs.field(default=True, kw_only=True)
    selected: bool = attrs.field(default=False, kw_only=True)
    first: bool = attrs.field(default=False, kw_only=True)
    guarded: bool = attrs.field(default=False, kw_only=True)
    """Whether it has the focus only when the player gives it, so that nobody presses it by accident."""
    pad: float = attrs.field(default=12, kw_only=True)
    pad_y: float = attrs.field(default=6, kw_only=True)
    types: Callable[[str], Nav] | None = attrs.field(default=None, kw_only=True)
    tip: Callable[[], Element] | None = attrs.field(default=None, kw_only=True)
    """What is told beside it while the pointer or the focus is on it."""

    def __attrs_post_init__(self) -> None:
        self.focusable = self.enabled

    @property
    def hints(self) -> bool:
        """Whether it cannot be pressed but has something to tell."""
        return self.tip is not None and not self.focusable

    def natural(self, space: Space) -> int:
        if self.wide is not None:
            return space.px(self.wide)
        return self.child.natural(space) + 2 * space.px(self.pad)

    def height(self, space: Space, width: int) -> int:
        return space.height_of(self.child, width - 2 * space.px(self.pad)) + 2 * space.px(self.pad_y)

    def place(self, space: Space, rect: Rect) -> Node:
        inside = rect.inflate(-2 * space.px(self.pad), -2 * space.px(self.pad_y))
        return Node(self, rect, children=[self.child.place(space, inside)])


@attrs.define
class Bar(Element):
    """A bar from the middle: -100 to 100, with the forecast's ghost, or the band in which four of five futures lie."""

    value: float = 0.0
    colour: theme.Colour = theme.ACCENT
    ghost: float | None = attrs.field(default=None, kw_only=True)
    band: Band | None = attrs.field(default=None, kw_only=True)
    low: float = attrs.field(default=-100.0, kw_only=True)
    high: float = attrs.field(default=100.0, kw_only=True)
    base: float = attrs.field(default=0.0, kw_only=True)
    tall: float = attrs.field(default=10, kw_only=True)

    def height(self, space: Space, width: int) -> int:
        return space.px(self.tall)


@attrs.define
class Gauge(Element):
    """A bar from the left with marks where named steps begin, and the forecast as in a bar from the middle."""

    value: float = 0.0
    colour: theme.Colour = theme.ACCENT
    ghost: float | None = attrs.field(default=None, kw_only=True)
    band: Band | None = attrs.field(default=None, kw_only=True)
    low: float = attrs.field(default=0.0, kw_only=True)
    high: float = attrs.field(default=100.0, kw_only=True)
    marks: Sequence[float] = attrs.field(default=(), kw_only=True)
    pin: float | None = attrs.field(default=None, kw_only=True)
    tall: float = attrs.field(default=8, kw_only=True)

    def height(self, space: Space, width: int) -> int:
        return space.px(self.tall)


@attrs.define
class Chip(Element):
    """A letter on a colour, so that colour never speaks alone."""

    letter: str = ""
    colour: theme.Colour = theme.ACCENT
    style: str = attrs.field(default="smallstrong", kw_only=True)

    def natural(self, space: Space) -> int:
        return max(space.px(20), fonts.width(self.letter, self.style, space.unit) + space.px(8))

    def height(self, space: Space, width: int) -> int:
        return fonts.line_height(self.style, space.unit) + space.px(2)

    def place(self, space: Space, rect: Rect) -> Node:
        text = Text(self.letter, self.style, theme.ink_on(self.colour), align="centre")
        tall = text.height(space, rect.width)
        spot = Rect(rect.left, rect.top + (rect.height - tall) // 2, rect.width, tall)
        return Node(self, rect, children=[text.place(space, spot)])


INKS = {"primary": theme.ON_ACCENT, "danger": theme.BAD, "ghost": theme.MUTED}


def button(
    id: str,
    words: str,
    on: Callable[[], Nav] | None = None,
    *,
    key: str = "",
    look: str = "plain",
    enabled: bool = True,
    selected: bool = False,
    first: bool = False,
    detail: str = "",
    wide: float | None = None,
    fill: bool = False,
    tip: Callable[[], Element] | None = None,
) -> Button:
    """A button with words on it, an optional second word and its shortcut; `fill`: the words take all its width."""
    style, ink = ("strong", INKS.get(look, theme.TEXT)) if enabled else ("body", theme.FAINT)
    if look in ("plain", "ghost", "tab") and not selected:
        style = "body"
    label = Text(words, style, ink, grow=1.0 if wide or fill else 0.0)
    parts: list[Element] = [label]
    if detail:
        parts.append(Text(detail, "small", ink if look == "primary" else theme.MUTED))
    if key:
        parts.append(keycap(key, ink))
    child = label if len(parts) == 1 else Row(parts, gap=10)
    return Button(child, on, id=id, key=key, look=look, enabled=enabled, selected=selected, first=first, wide=wide, tip=tip)


def keycap(key: str, ink: theme.Colour = theme.MUTED) -> Element:
    """A shortcut, as it is shown on a button."""
    return Panel(
        Text(shown(key), "small", theme.MUTED if ink == theme.TEXT else ink),
        fill=None,
        edge=theme.LINE if ink != theme.ON_ACCENT else ink,
        pad=5,
        pad_y=0,
        radius=4,
    )


def shown(key: str) -> str:
    """A shortcut as a person would name it; the first of several."""
    named = {
        "return": _("Enter"), "escape": _("Esc"), "ctrl": _("Ctrl"), "left": _("Left"), "right": _("Right"), "end": _("End"),
    }
    return "+".join(named.get(part, part.capitalize()) for part in key.partition(" ")[0].split("+"))


def choice(
    id: str, options: Sequence[tuple[str, str]], now: str, on: Callable[[str], Nav], tip: Callable[[], Element] | None = None
) -> Flow:
    """Buttons of which one is chosen."""

    def pick(option: str) -> Callable[[], Nav]:
        return lambda: on(option)

    return Flow(
        [
            button(f"{id}:{option}", words, pick(option), selected=option == now, look="toggle", tip=tip)
            for option, words in options
        ],
        gap=6,
    )


def heading(words: str, note: str = "") -> Element:
    """A small heading with a note at its end."""
    if not note:
        return Text(words, "h3")
    return Row([Text(words, "h3", grow=1), Text(note, "small", theme.MUTED)])


def lines(*words: str, style: str = "body", colour: theme.Colour = theme.MUTED) -> Column:
    """Paragraphs below each other."""
    return Column([Text(w, style, colour) for w in words if w], gap=4)


@attrs.define
class Pips(Element):
    """Small round counters: so many full, so many empty, so many spent."""

    full: int = 0
    total: int = 0
    held: int = attrs.field(default=0, kw_only=True)
    colour: theme.Colour = attrs.field(default=theme.ACCENT, kw_only=True)
    SIZE = 11
    STEP = 15

    def natural(self, space: Space) -> int:
        return space.px(self.STEP) * self.total

    def height(self, space: Space, width: int) -> int:
        return space.px(self.SIZE)


@attrs.define
class Milestone(Element):
    """A numbered mark on a line of marks: done, current or to come."""

    words: str = ""
    done: bool = attrs.field(default=False, kw_only=True)
    current: bool = attrs.field(default=False, kw_only=True)
    first: bool = attrs.field(default=False, kw_only=True)
    last: bool = attrs.field(default=False, kw_only=True)
    SIZE = 24

    @property
    def colour(self) -> theme.Colour:
        """The ground of the mark."""
        return theme.ACCENT if self.current else theme.HOVER if self.done else theme.SUNKEN

    def height(self, space: Space, width: int) -> int:
        return space.px(self.SIZE + 2)

    def place(self, space: Space, rect: Rect) -> Node:
        ink = theme.ON_ACCENT if self.current else theme.TEXT if self.done else theme.FAINT
        text = Text(self.words, "smallstrong", ink, align="centre")
        tall = text.height(space, rect.width)
        spot = Rect(rect.left, rect.top + (rect.height - tall) // 2, rect.width, tall)
        return Node(self, rect, children=[text.place(space, spot)])


@attrs.define
class Plot(Element):
    """Dots between corners, in a square from 0 to 1: x, y, radius, colour."""

    corners: Sequence[tuple[float, float]] = ()
    dots: Sequence[tuple[float, float, float, theme.Colour]] = ()

    def height(self, space: Space, width: int) -> int:
        return width
