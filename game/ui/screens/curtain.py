"""Between two people at one machine: whose turn it is, and nothing else."""

from __future__ import annotations

from collections.abc import Callable
from math import ceil
from time import monotonic

import attrs

from game.text import _, n_
from game.ui import theme
from game.ui.layout import Centre, Element, Flow, Gap, Panel, Row, Space
from game.ui.nav import Nav, Push, Replace, Screen, Tell
from game.ui.screens.common import stack
from game.ui.screens.dialog import Confirm
from game.ui.screens.settings import Settings
from game.ui.session import Session
from game.ui.widgets import Button, Text, button

DIGITS = 8
"""The most that a PIN can have."""
FREE, FIRST, LONGEST = 3, 5, 60
"""After so many wrong PINs there is a wait, of so many seconds at first; it doubles, up to so many."""


@attrs.define(eq=False)
class Curtain:
    """Hides everything until the next player sits down."""

    session: Session
    seat: str
    then: Callable[[], Screen]
    leave: Callable[[], Screen] | None = None
    before: str = ""
    typed: str = ""
    clock: Callable[[], float] = monotonic
    id: str = "curtain"
    overlay: bool = False

    def build(self, space: Space) -> Element:
        words = self.session.words
        box: list[Element] = [
            Text(_("Please pass the machine to"), "quote", theme.MUTED, align="centre"),
            _middle(words.emblem(self.seat, 84)),
            Text(words.name(self.seat), "display", align="centre"),
            Text(_(words.actor(self.seat).leader), "body", theme.MUTED, align="centre"),
            Gap(tall=8),
            *self._lock(),
            _middle(*self._ready()),
            Text(_("Nothing secret is on the screen until then."), "small", theme.MUTED, align="centre"),
            *self._told(),
        ]
        if self.before:
            says = _("{name}: take my sheet back").format(name=words.name(self.before))
            box.append(_middle(button("undo", says, self._take_back, key="u", look="ghost")))
        return Centre(Panel(stack("curtain", box), pad=44, pad_y=32), most=640, grow=1)

    def back(self) -> Nav:
        return Push(Settings(self.leave, self.session.words.scenario.pole, trial=self.session.trial is not None))

    @property
    def locked(self) -> bool:
        """Whether this desk has a PIN."""
        return self.seat in self.session.drawer.locks

    def _ready(self) -> list[Element]:
        """Enter opens the desk; where there is a PIN, Enter belongs to it."""
        if not self.locked:
            return [button("ready", _("Show my desk"), self._go, key="return", look="primary", first=True)]
        forgot = button("forgot", _("I have forgotten it"), self._forgot, look="ghost")
        return [button("ready", _("Show my desk"), self._go, look="primary"), forgot]

    def _lock(self) -> list[Element]:
        if not self.locked:
            return []
        dots = Text("•" * len(self.typed) or _("digits"), "strong", theme.TEXT if self.typed else theme.MUTED, wide=110)
        entry = Button(dots, self._go, id="pin", look="entry", types=self._type, first=True)
        return [Row([Gap(grow=1), Text(_("PIN"), "strong"), entry, Gap(grow=1)])]

    def _told(self) -> list[Element]:
        """Desks that were opened without their PIN in this turn or the last one: everybody passes a curtain."""
        match, name = self.session.match, self.session.words.name
        recent = match.turns[max(0, len(match.reports) - 1) : len(match.reports) + 1]
        return [
            Text(_("The desk of {name} was opened without its PIN.").format(name=name(seat)), "small", theme.WARN, align="centre")
            for seat, turn in self.session.drawer.forced.items()
            if turn in recent
        ]

    def _type(self, letter: str) -> Nav:
        self.typed = self.typed[:-1] if letter == "\b" else (self.typed + letter)[:DIGITS]
        return None

    def _take_back(self) -> Nav:
        """Until the sheets are opened, the one who has just left may come back."""
        self.session.match.withdraw(self.before)
        self.session.last_seat = ""
        return Replace(self.session.onward(self.session))

    def _go(self) -> Nav:
        tries, until = self.session.wrong.get(self.seat, (0, 0.0))
        left = ceil(until - self.clock()) if tries >= FREE else 0
        typed, self.typed = self.typed, ""
        if self.locked and typed and left > 0:
            return Tell(n_("Too many wrong PINs: wait {n} second, then try again.",
                           "Too many wrong PINs: wait {n} seconds, then try again.", left))
        if not self.session.drawer.opens(self.seat, typed):
            return self._refused(tries, typed)
        self.session.wrong.pop(self.seat, None)
        return Replace(self.then())

    def _refused(self, tries: int, typed: str) -> Nav:
        """A PIN that does not open; each one from the third on makes the next wait longer."""
        if typed:
            wait = min(LONGEST, FIRST * 2 ** min(max(0, tries + 1 - FREE), 9))
            self.session.wrong[self.seat] = tries + 1, self.clock() + wait
        form = _("This is not the PIN of {name}.") if typed else _("Type the PIN of {name}, then press Enter.")
        return Tell(form.format(name=self.session.words.name(self.seat)))

    def _forgot(self) -> Nav:
        says = _("The desk opens without its PIN, has none from now on, and everybody at this machine is told.")
        return Push(Confirm(_("Open without the PIN?"), [says], _("Open the desk"), self._forced, warn=True))

    def _forced(self) -> Nav:
        self.session.drawer.force(self.session.match.turn, self.seat)
        return Replace(self.then())


def _middle(*parts: Element) -> Element:
    return Row([Gap(grow=1), Flow(list(parts), gap=8), Gap(grow=1)])
