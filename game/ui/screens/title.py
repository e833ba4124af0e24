"""The first screen: go on, begin, or look at the scenarios that were found."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import attrs

from game import paths
from game.scenario.pictures import picture_file
from game.text import _, n_
from game.ui import theme
from game.ui.hint import note, saying
from game.ui.layout import Column, Element, Flow, Gap, Panel, Row, Space
from game.ui.nav import Nav, Push, Quit, Screen
from game.ui.nightchart import NightChart
from game.ui.pictures import Emblem, Icon
from game.ui.screens.common import card, stack
from game.ui.screens.credits import Credits
from game.ui.screens.dialog import Confirm
from game.ui.screens.mistakes import mistakes
from game.ui.screens.picker import Picker
from game.ui.screens.picture import likeness
from game.ui.screens.settings import Settings
from game.ui.widgets import Button, Text, keycap

if TYPE_CHECKING:
    from game.scenario.load import Loaded
    from game.scenario.schema import Scenario
    from game.scenario.tables.people import Actor

MANY = 3
"""More scenarios than so many have less room each."""


@attrs.frozen
class Found:
    """A scenario file that was found, and what came of reading it."""

    path: Path
    loaded: Loaded

    @property
    def scenario(self) -> Scenario | None:
        """What can be played; None where there are mistakes."""
        return self.loaded.sound

    @property
    def seats(self) -> tuple[Actor, ...]:
        """The delegations of what can be played."""
        return self.scenario.delegations if self.scenario else ()

    @property
    def own(self) -> bool:
        """Whether it is the player's, not the game's."""
        return self.path.parent != paths.scenarios_folder()


@attrs.frozen
class Kept:
    """What is told of the last saved game: a line, and the sign of the first person's delegation."""

    line: str = ""
    sign: Emblem | None = None
    over: bool = False
    """Whether it has ended, so that there is nothing to go on with."""


@attrs.define(eq=False)
class Title:
    """What there is to play."""

    found: Sequence[Found] | None
    """None while the folders are being read."""
    begin: Callable[[Found], Screen]
    resume: Callable[[], Nav] | None = None
    kept: Callable[[], Kept] = Kept
    teach: Callable[[], Nav] | None = None
    open: Path | None = None
    id: str = "title"
    overlay: bool = False

    def build(self, space: Space) -> Element:
        room = min(430.0, space.across * 0.42)
        menu = Row([Column(self._menu(), wide=min(330.0, room - 16))])
        left = stack("menu", [self._words(space), Gap(grow=1), menu], gap=8, grow=0)
        left.wide = room
        right = stack("scenarios", [Gap(tall=0, grow=1), *self._scenarios()], gap=8)
        sky = Gap(tall=max(0.0, (space.down - 460) * (0.3 if self._many else 0.85)))
        body = Row([left, Column([sky, right], gap=0, grow=1)], gap=28, align="stretch", grow=1)
        return Panel(body, fill=None, pad=20 if space.wide else 4, pad_y=12 if space.wide else 0, grow=1)

    def backdrop(self, space: Space) -> Element | None:
        """The chart at night, as soon as there is something to choose: the first picture of all must not wait for it."""
        return NightChart() if self.found is not None else None

    def back(self) -> Nav:
        return Push(Confirm(_("Close Multivector?"), [_("Every turn that was played is saved.")], _("Close"), Quit))

    def _words(self, space: Space) -> Element:
        says = _("The summit is two weeks away. Everybody wants something; nobody can see everyone.")
        roomy = space.across >= 1000 and space.down >= 560
        name = Text("Multivector", "wordmark" if roomy else "display")
        return Column([Gap(tall=18), name, Text(says, "quote", theme.MUTED, wide=360)] if roomy else [name], gap=4)

    def _menu(self) -> list[Element]:
        parts: list[Element] = []
        if self.resume:
            kept, look = self.kept(), "plain" if self.kept().over else "primary"
            ink = theme.TEXT if kept.over else theme.ON_ACCENT
            sign = kept.sign or Icon("play", 18, ink)
            tip = saying(_("The game that was saved last, where it stands."))
            parts.append(_entry("continue", sign, _("Continue"), self.resume, "c", kept.line, look=look, tip=tip))
        if self.teach and not self.resume:
            parts.append(self._tutorial(self.teach, "primary"))
        if self.playable:
            look = "plain" if parts and not self.kept().over else "primary"
            sign = Icon("plus", 18, theme.TEXT if look == "plain" else theme.ON_ACCENT)
            parts.append(_entry("new", sign, _("New game"), self._new, "n", look=look))
        if self.teach and self.resume:
            parts.append(self._tutorial(self.teach, "plain"))
        return [
            *parts,
            _entry("settings", Icon("settings"), _("Settings"), lambda: Push(Settings()), "s"),
            _entry("credits", Icon("credits"), _("Credits"), lambda: Push(Credits(self.known)), "r"),
            _entry("quit", Icon("quit"), _("Quit"), Quit, "q"),
        ]

    def _tutorial(self, teach: Callable[[], Nav], look: str) -> Button:
        """Learning by playing: what is offered first to somebody who has never played."""
        sign = Icon("info", 18, theme.ON_ACCENT if look == "primary" else theme.TEXT)
        detail = _("Learn by playing: start here") if look == "primary" else ""
        return _entry("tutorial", sign, _("Tutorial"), teach, "t", detail, look=look)

    def _new(self) -> Nav:
        """Which scenario a new game is of."""
        games = {self._id("scenario", found): found for found in self.playable}
        names = [(_(found.scenario.title), id) for id, found in games.items() if found.scenario]
        return Push(Picker(_("Which scenario?"), names, lambda id: Push(self.begin(games[id])), lambda id: self._line(games[id])))

    def _line(self, found: Found) -> str:
        """A scenario in a line."""
        return " · ".join([*([_(found.scenario.line)] if found.scenario else []), *self._comes(found)])

    @property
    def known(self) -> list[Scenario]:
        """What the scenarios without mistakes say, as their files were found."""
        return [found.scenario for found in self.found or () if found.scenario]

    @property
    def playable(self) -> list[Found]:
        """The scenarios without mistakes: the game's own, then the player's; those with the fewest delegations first."""
        good = [found for found in self.found or () if found.scenario]
        return sorted(good, key=lambda found: (found.own, len(found.seats)))

    @property
    def _many(self) -> bool:
        """Whether there are so many that each has less room."""
        return len(self.found or ()) > MANY

    def _scenarios(self) -> list[Element]:
        broken = [found for found in self.found or () if found.scenario is None]
        good = self.playable
        rows: list[Element] = [self._scenario(found) for found in good]
        if self.found is None:
            rows.append(Text(_("Reading the scenarios …"), "body", theme.MUTED))
        elif not rows:
            rows.append(Text(_("No scenario was found that can be played."), "body", theme.WARN))
        return [*self._counted(len(good), len(broken)), *rows, *(self._broken(found) for found in broken)]

    def _counted(self, good: int, broken: int) -> list[Element]:
        """How many there are, where not all can be seen at once."""
        if not self._many:
            return []
        parts = [n_("{n} scenario", "{n} scenarios", good)]
        parts += [n_("{n} with mistakes, at the end", "{n} with mistakes, at the end", broken)] if broken else []
        says = _("A scenario is a summit that can be played: who is there, and what each of them wants.")
        return [note("scenarios", Panel(Text(" · ".join(parts), "small", theme.MUTED), pad=14, pad_y=6), says)]

    def _scenario(self, found: Found) -> Element:
        scenario = found.scenario
        assert scenario is not None
        facts = " · ".join(
            (
                n_("{n} delegation", "{n} delegations", len(found.seats)),
                n_("{n} turn", "{n} turns", len(scenario.turn)),
                *self._comes(found),
                " · ".join(_(part) for part in (scenario.author, scenario.licence) if part),
            )
        )
        faces = [Emblem(actor.id, 24, name=_(actor.name), file=picture_file(scenario, actor.emblem)) for actor in found.seats]
        words = Column(
            [
                Text(_(scenario.title), "h2"),
                Text(_(scenario.line), "body", theme.MUTED),
                *([] if self._many else [Flow(faces, gap=5)]),
                Text(facts, "small", theme.MUTED),
            ],
            gap=2 if self._many else 6,
            grow=1,
        )
        child = Row([likeness(scenario, 84 if self._many else 104), words], gap=18)
        id, pad = self._id("scenario", found), 8 if self._many else 12
        tip = saying(_("A delegation is played by you, by another person or by a bot; each turn all give their orders at once."))
        return Button(child, lambda: Push(self.begin(found)), id=id, look="card", pad=14, pad_y=pad, tip=tip)

    def _id(self, kind: str, found: Found) -> str:
        """The name of a file that is the player's own comes after that of a shipped one of the same name."""
        same = [one for one in self.found or () if one.path.stem == found.path.stem]
        return f"{kind}:{found.path.stem}" + (":own" if found.own and len(same) > 1 else "")

    def _comes(self, found: Found) -> list[str]:
        """Where a scenario comes from: said of the player's own, and of all that share an id, with the name of the file."""
        ids = [one.scenario.id for one in self.found or () if one.scenario]
        if found.scenario and ids.count(found.scenario.id) > 1:
            form = _("from your folder: {file}") if found.own else _("comes with the game: {file}")
            return [form.format(file=found.path.name)]
        return [_("from your folder")] if found.own else []

    def _broken(self, found: Found) -> Element:
        problems = found.loaded.problems
        shown = self.open == found.path
        head = Button(
            Row(
                [
                    Icon("warning", 18, theme.WARN),
                    Text(found.path.name, "body", grow=1),
                    Text(n_("{n} mistake", "{n} mistakes", len(problems)), "small", theme.WARN),
                    Icon("up" if shown else "down", 16, theme.MUTED),
                ],
                gap=10,
            ),
            lambda: self._toggle(found.path),
            id=self._id("broken", found),
            selected=shown,
            tip=saying(_("It cannot be played as it stands; press it to see what is wrong in it, and where.")),
        )
        if not shown:
            return head
        return Column([head, card(*mistakes(problems), gap=10)], gap=6)

    def _toggle(self, path: Path) -> Nav:
        self.open = None if self.open == path else path
        return None


def _entry(
    id: str, sign: Element, words: str, on: Callable[[], Nav], key: str, detail: str = "", *, look: str = "plain",
    tip: Callable[[], Element] | None = None,
) -> Button:
    """One line of the menu; what is offered first has the focus."""
    ink = theme.ON_ACCENT if look == "primary" else theme.TEXT
    said: list[Element] = [Text(words, "strong" if look == "primary" else "body", ink)]
    if detail:
        said.append(Text(detail, "small", ink))
    child = Row([sign, Column(said, gap=0, grow=1), keycap(key, ink)], gap=12)
    return Button(child, on, id=id, key=key, look=look, first=look == "primary", pad_y=7, tip=tip)
