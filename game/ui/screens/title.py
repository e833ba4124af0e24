"""The first screen: go on, begin, or look at the scenarios that were found."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import attrs

from game.ui import theme
from game.ui.layout import Column, Element, Gap, Panel, Row, Space
from game.ui.nav import Nav, Push, Quit, Screen
from game.ui.screens.common import card, stack
from game.ui.screens.dialog import Confirm
from game.ui.screens.picture import plot
from game.ui.screens.settings import Settings
from game.ui.text import _, n_
from game.ui.widgets import Button, Text, button

if TYPE_CHECKING:
    from game.scenario.load import Loaded
    from game.scenario.schema import Scenario


@attrs.frozen
class Found:
    """A scenario file that was found, and what came of reading it."""

    path: Path
    loaded: Loaded


@attrs.define(eq=False)
class Title:
    """What there is to play."""

    found: Sequence[Found] | None
    """None while the folders are being read."""
    begin: Callable[[Found], Screen]
    resume: Callable[[], Nav] | None = None
    save_line: str = ""
    open: Path | None = None
    id: str = "title"
    overlay: bool = False

    def build(self, space: Space) -> Element:
        if space.wide:
            left = Panel(self._left(space), fill=None, pad=26, pad_y=20, wide=430)
            right = Panel(self._right(), fill=theme.PANEL, pad=22, grow=1)
            return Row([left, right], gap=18, align="stretch", grow=1)
        return stack("title", [self._left(space), Panel(self._right(), pad=18)], gap=18)

    def back(self) -> Nav:
        return Push(Confirm(_("Close Multivector?"), [_("Every turn that was played is saved.")], _("Close"), Quit))

    def _left(self, space: Space) -> Element:
        gap = Gap(tall=110 if space.wide else 4)
        return Column(
            [
                gap,
                Text("Multivector", "display"),
                Text(
                    _("The summit is two weeks away. Everybody wants something; nobody can see everyone."),
                    "quote",
                    theme.MUTED,
                ),
                Gap(tall=14),
                *self._menu(),
            ],
            gap=10,
        )

    def _menu(self) -> list[Element]:
        parts: list[Element] = []
        if self.resume:
            parts.append(button("continue", _("Continue"), self.resume, key="c", look="primary", first=True, fill=True))
            parts.append(Text(self.save_line, "small", theme.MUTED))
        good = self.playable
        if good:
            look = "plain" if self.resume else "primary"
            parts.append(
                button(
                    "new",
                    _("New game"),
                    lambda: Push(self.begin(good[0])),
                    key="n",
                    look=look,
                    first=not self.resume,
                    fill=True,
                )
            )
        parts.append(button("settings", _("Settings"), lambda: Push(Settings()), key="s", fill=True))
        parts.append(button("quit", _("Quit"), Quit, key="q", fill=True))
        return parts

    @property
    def playable(self) -> list[Found]:
        """The scenarios without mistakes; the one with the fewest delegations is the one that a new game opens."""
        good = [found for found in self.found or () if found.loaded.scenario is not None]
        return sorted(good, key=lambda found: _delegations(found.loaded.scenario) if found.loaded.scenario else 0)

    def _right(self) -> Element:
        broken = [found for found in self.found or () if found.loaded.scenario is None]
        rows: list[Element] = [self._scenario(found) for found in self.playable]
        if self.found is None:
            rows.append(Text(_("Reading the scenarios …"), "body", theme.MUTED))
        elif not rows:
            rows.append(Text(_("No scenario was found that can be played."), "body", theme.WARN))
        if broken:
            rows += [Text(_("Files with mistakes"), "h3", theme.WARN), *(self._broken(found) for found in broken)]
        return Column([Text(_("Scenarios"), "h2"), stack("scenarios", rows)], gap=12, grow=1)

    def _scenario(self, found: Found) -> Element:
        scenario = found.loaded.scenario
        assert scenario is not None
        seats = n_("{n} delegation", "{n} delegations", _delegations(scenario))
        turns = n_("{n} turn", "{n} turns", len(scenario.turn))
        facts = f"{seats} · {turns} · " + ", ".join(_(pole.name) for pole in scenario.pole)
        words = Column(
            [
                Text(_(scenario.title), "h2"),
                Text(_(scenario.line), "prose"),
                Text(_(scenario.text), "small", theme.MUTED),
                Text(facts, "smallstrong", theme.ACCENT),
            ],
            gap=6,
            grow=1,
        )
        child = Row([plot(scenario), words], gap=20)
        return Button(child, lambda: Push(self.begin(found)), id=f"scenario:{found.path.stem}", look="card", pad=16, pad_y=12)

    def _broken(self, found: Found) -> Element:
        problems = found.loaded.problems
        count = n_("{n} mistake", "{n} mistakes", len(problems))
        shown = self.open == found.path
        head = button(
            f"broken:{found.path.stem}",
            found.path.name,
            lambda: self._toggle(found.path),
            detail=count,
            look="plain",
            selected=shown,
            fill=True,
        )
        if not shown:
            return head
        return Column([head, card(*(Text(str(problem), "small", theme.MUTED) for problem in problems))], gap=6)

    def _toggle(self, path: Path) -> Nav:
        self.open = None if self.open == path else path
        return None


def _delegations(scenario: Scenario) -> int:
    return sum(actor.playable for actor in scenario.actor)
