"""What a player may set, and the keys."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import attrs

from game.scenario.tables.people import Pole
from game.text import _, languages
from game.ui import theme
from game.ui.colour import palette
from game.ui.hint import saying
from game.ui.layout import Column, Element, Panel, Row, Space
from game.ui.nav import Nav, Pop, Prefer, Push, Reset, Screen
from game.ui.preferences import SCALES
from game.ui.screens.common import close_button, dialog, fact
from game.ui.screens.dialog import Confirm
from game.ui.screens.glossary import Glossary
from game.ui.widgets import Button, Chip, Text, button, choice, heading

SAMPLE = tuple(
    Pole(id=letter, name=letter, letter=letter, colour=colour)
    for letter, colour in (("A", "#3f86ea"), ("B", "#e7ae33"), ("C", "#ee5b74"))
)
"""Poles to show palettes with where there is no game."""
TWO = 840
"""The width of a window in units from which two columns have room."""


@attrs.define(eq=False)
class Settings:
    """What a player may set; in a game, also the way out of it."""

    leave: Callable[[], Screen] | None = None
    poles: Sequence[Pole] = SAMPLE
    trial: bool = False
    """Whether the game is one to try a scenario out, that is saved nowhere."""
    id: str = "settings"
    overlay: bool = True

    def build(self, space: Space) -> Element:
        looks, rest = _looks(space, self.poles), [*_company(space), *_language(space), *_keys()]
        if space.across >= TWO:
            halves: list[Element] = [Column(looks, gap=10, grow=1), Column(rest, gap=10, grow=1)]
            body: list[Element] = [Row(halves, gap=28, align="top")]
        else:
            body = [*looks, *rest]
        rules = button("glossary", _("Rules and terms"), lambda: Push(Glossary()), key="r")
        buttons: list[Element] = [rules, close_button()]
        if self.leave:
            buttons.insert(0, button("leave", _("Leave this game"), self._ask, look="danger"))
        return dialog(_("Menu") if self.leave else _("Settings"), body, buttons)

    def back(self) -> Nav:
        return Pop()

    def _ask(self) -> Nav:
        says = _("Turns that were played are saved, and so is the sheet you are writing.")
        if self.trial:
            says = _("A trial of a scenario is saved nowhere: its turns are lost.")
        return Push(Confirm(_("Leave this game?"), [says], _("Leave"), self._left, warn=self.trial))

    def _left(self) -> Nav:
        return Reset(self.leave()) if self.leave else None


def _looks(space: Space, poles: Sequence[Pole]) -> list[Element]:
    """What the picture is like."""
    return [
        heading(_("Size of everything")),
        _sizes(space),
        _note(_("Also with Ctrl and + or −.")),
        heading(_("Colours of the poles")),
        *_palettes(space, poles),
        _switch(space, "patterns", _("Patterns"), _("Hatching beside the colours.")),
        _switch(space, "contrast", _("High contrast"), _("Black grounds, bright letters.")),
        _switch(space, "motion", _("Motion"), _("Off: everything changes at once.")),
        _switch(space, "sound", _("Sound"), _("Short cues, quiet ones.")),
    ]


def _sizes(space: Space) -> Element:
    """How large everything is, each size with what its figure means."""
    sizes = [(str(scale), _("{share} %").format(share=f"{scale * 100:.0f}")) for scale in SCALES]
    tip = saying(_("How large words and pictures are; 100 % is the usual size."))
    return choice("scale", sizes, str(space.prefs.scale), lambda scale: _prefer(space, scale=float(scale)), tip)


def _palettes(space: Space, poles: Sequence[Pole]) -> list[Element]:
    """Each palette with the poles in its colours."""
    names = {
        "standard": _("Standard"),
        "red-green": _("For red-green weakness"),
        "blue-yellow": _("For blue-yellow weakness"),
        "contrast": _("Light and dark"),
    }
    return [_palette(space, poles, id, names[id]) for id in names]


def _palette(space: Space, poles: Sequence[Pole], id: str, name: str) -> Element:
    inks = palette(id, [theme.rgb(pole.colour) for pole in poles])
    chips: list[Element] = [Chip(pole.letter, ink, wide=30) for pole, ink in zip(poles, inks, strict=True)]
    row = Row([Text(name, "body", grow=1), *chips], gap=4)
    now = space.prefs.palette == id
    return Button(row, lambda: _prefer(space, palette=id), id=f"palette:{id}", look="toggle", selected=now, pad_y=4)


def _company(space: Space) -> list[Element]:
    """Who else looks on or listens."""
    return [
        heading(_("For a room full of people")),
        _switch(
            space, "projector", _("Projector"), _("Larger, high contrast; what is secret is covered, until you hold the key K.")
        ),
        _switch(space, "speak", _("Spoken log"), _("Prints what happens to the terminal, for a screen reader.")),
    ]


def _language(space: Space) -> list[Element]:
    return [
        heading(_("A first game")),
        _switch(space, "stepwise", _("Rules in steps"), _("Your sheet begins small; every table can choose.")),
        heading(_("Language")),
        choice("language", languages(), space.prefs.language, lambda code: _prefer(space, language=code)),
    ]


def _switch(space: Space, name: str, label: str, note: str) -> Element:
    """Something that is on or off; one press turns it."""
    on = bool(getattr(space.prefs, name))
    ink, fill = (theme.ON_ACCENT, theme.ACCENT) if on else (theme.MUTED, theme.SUNKEN)
    says = Text(_("On") if on else _("Off"), "strong", ink, align="centre")
    state = Panel(says, fill=fill, edge=theme.LINE, wide=54, pad=6, pad_y=4)
    row = Row([Column([Text(label, "strong"), _note(note)], gap=0, grow=1), state], gap=12)
    return Button(row, lambda: _prefer(space, **{name: not on}), id=name, look="row", pad=0, pad_y=3)


def _note(words: str) -> Text:
    return Text(words, "small", theme.MUTED)


def _prefer(space: Space, **changes: Any) -> Nav:
    return Prefer(attrs.evolve(space.prefs, **changes))


def _keys() -> list[Element]:
    told = [
        (_("Tab, Shift+Tab, arrows"), _("move from one thing to the next")),
        (_("Enter or Space"), _("press what has the ring around it")),
        (_("Esc"), _("back, or close what is in front")),
        (_("F1"), _("what a word or a number means; Enter opens the glossary")),
        (_("Page Up, Page Down, wheel"), _("move a text that is longer than its place")),
    ]
    return [heading(_("Keys")), *(fact(keys, does, wide=160) for keys, does in told)]
