"""What several screens show in the same way."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from game.text import _, amount, number, signed
from game.ui import theme
from game.ui.hint import saying
from game.ui.layout import Column, Element, Gap, Panel, Row, Scroll
from game.ui.nav import Nav, Pop
from game.ui.widgets import Bar, Button, Chip, Gauge, Text, button
from game.ui.words import Words

if TYPE_CHECKING:
    pass

BAND_MARKS = (35.0, 65.0)


def pop() -> Nav:
    """Go back."""
    return Pop()


def change(value: float, good: str = "neutral", *, wide: float = 40, style: str = "small", align: str = "right") -> Text:
    """A change with its sign, coloured by whether it is good news."""
    whole = round(value)
    return Text(signed(whole) if whole else "", style, news(value, good), wide=wide, align=align)


def news(value: float, rising_is: str) -> theme.Colour:
    """The colour of a change."""
    if round(value) == 0 or rising_is == "neutral":
        return theme.MUTED
    return theme.GOOD if (value > 0) == (rising_is == "good") else theme.BAD


def pole_chip(words: Words, id: str | None) -> Element:
    """A pole's letter on its colour; a dash for nobody."""
    if id is None:
        return Chip("–", theme.LINE)
    return Chip(words.pole(id).letter, words.colour(id))


def figure(value: float, *, wide: float = 34, style: str = "small", colour: theme.Colour = theme.TEXT) -> Text:
    """A whole number, to the right."""
    return Text(number(value), style, colour, wide=wide, align="right")


def alignment(words: Words, pole: str, now: float, then: float | None = None, ghost: float | None = None) -> Row:
    """One alignment: letter, bar, number and change since the last turn."""
    return Row(
        [
            pole_chip(words, pole),
            Bar(now, words.colour(pole), ghost=ghost, grow=1),
            figure(now),
            change(0 if then is None else now - then),
        ],
        gap=6,
    )


def band(id: str) -> str:
    """The name of a wording."""
    return {"weak": _("weak"), "middle": _("middle"), "strong": _("strong")}[id]


def status(id: str) -> str:
    """The name of an item's status."""
    return {"open": _("open"), "adopted": _("adopted"), "dropped": _("dropped")}[id]


def near(value: float, starts: Sequence[float]) -> str:
    """A whole number, or one decimal where rounding would lift it to a step that it has not reached."""
    short = any(value < start <= round(value) for start in starts)
    return amount(math.floor(value * 10) / 10) if short else number(value)


def wording_gauge(value: float, now: str, ghost: float | None = None, pin: float | None = None) -> Row:
    """A wording from weak to strong, with its number and name."""
    label = _("{value} · {band}").format(value=near(value, BAND_MARKS), band=band(now))
    return Row(
        [
            Gauge(value, theme.ACCENT, marks=BAND_MARKS, ghost=ghost, pin=pin, grow=1),
            Text(label, "small", theme.TEXT, wide=84),
        ],
        gap=10,
    )


def fact(label: str, value: str, *, wide: float = 110) -> Row:
    """A short label with what it says."""
    return Row([Text(label, "small", theme.MUTED, wide=wide), Text(value, "small", theme.TEXT, grow=1)], align="top")


def card(*children: Element, fill: theme.Colour = theme.RAISED, gap: float = 6, edge: theme.Colour | None = None) -> Panel:
    """A quiet box around things that belong together."""
    return Panel(Column(list(children), gap=gap), fill=fill, edge=edge, pad=12, pad_y=10)


def titled(title: str, note: str = "") -> Element:
    """The title of a page."""
    parts: list[Element] = [Text(title, "h2")]
    if note:
        parts.append(Text(note, "small", theme.MUTED))
    return Column(parts, gap=3)


def stack(id: str, children: Sequence[Element], gap: float = 10, grow: float = 1) -> Scroll:
    """Things below each other that can be scrolled when they are too many."""
    return Scroll(Column(list(children), gap=gap), id=id, grow=grow)


def tabs(names: Sequence[tuple[str, str, str, str]], now: str, on: Callable[[str], Nav]) -> Row:
    """Tabs: id, words, shortcut and what is found there; the page that is open is underlined."""

    def go(page: str) -> Callable[[], Nav]:
        return lambda: on(page)

    return Row([tab(id, words, key, id == now, go(id), says) for id, words, key, says in names], gap=2)


def tab(id: str, words: str, key: str, selected: bool, on: Callable[[], Nav], says: str) -> Button:
    """One tab, with its number before its name, and what is found there as its tip."""
    label = Text(words, "smallstrong" if selected else "small", theme.TEXT if selected else theme.MUTED)
    child = Row([Text(key, "small", theme.FAINT), label], gap=4)
    return Button(child, on, id=f"tab:{id}", key=key, look="tab", selected=selected, pad=4, pad_y=8, tip=saying(says))


def dialog(title: str, body: Sequence[Element], buttons: Sequence[Element], id: str = "dialog", gap: float = 10) -> Panel:
    """A box in the middle of the window."""
    return Panel(
        Column([Text(title, "h2"), stack(f"{id}:body", body, gap), Row([Gap(grow=1), *buttons])], gap=14),
        fill=theme.PANEL,
        edge=theme.LINE,
        pad=22,
    )


def close_button(first: bool = True) -> Button:
    """Closes an overlay."""
    return button("close", _("Close"), pop, key="escape", first=first)
