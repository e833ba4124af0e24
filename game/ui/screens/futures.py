"""Two futures of one game side by side: their worlds turn by turn, their charts, and how they differ."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

import attrs

from game.study.futures import Difference, boards, differences, stood
from game.table import Table
from game.text import _, amount, capitalised
from game.ui import theme
from game.ui.branches import Kin
from game.ui.hint import hint
from game.ui.layout import Column, Element, Panel, Row, Space
from game.ui.nav import Nav, Pop, Push, Replace, Work
from game.ui.refusal import REFUSED, sentence_of
from game.ui.screens import worlds
from game.ui.screens.apart import told
from game.ui.screens.common import stack, tabs
from game.ui.screens.courses import Courses, same
from game.ui.screens.dialog import Confirm
from game.ui.screens.waiting import Pause
from game.ui.secret import Secret
from game.ui.session import Session
from game.ui.widgets import Button, Milestone, Text, button, choice, heading

if TYPE_CHECKING:
    from game.match import Match

CELL = 36


@attrs.frozen
class Future:
    """Something to compare a game with: its name, a note, how it is played out, and where it lies if it can be gone on with."""

    name: str
    note: str
    match: Callable[[], Match]
    icon: str = "corridor"
    kin: Kin | None = None

    @property
    def title(self) -> str:
        """Its name where a sentence begins."""
        return capitalised(self.name)


def further(found: Kin, match: Match) -> Future:
    """A game of the same family on disk."""
    name = found.branch.told or _("the first game")
    played, turns = len(found.saved.played), len(match.turns)
    note = _("played to the end") if played == turns else _("turn {turn}").format(turn=played + 1)
    return Future(name, note, partial(found.match, match), kin=found)


@attrs.define(eq=False)
class Futures:
    """This game and another future of it; `at` is the turn after which both are looked at."""

    session: Session
    future: Future
    other: Match
    at: int = 0
    look: str = "map"
    page: str = "told"
    side: str = "here:"
    """Which of the two is shown where there is room for one."""
    actor: str = ""
    id: str = "futures"
    overlay: bool = False
    _told: tuple[Difference, ...] = attrs.field(init=False)

    def __attrs_post_init__(self) -> None:
        self._told = differences(self._match, self.other)
        self.at = min(self.at, len(self._told) - 1)

    @property
    def _match(self) -> Match:
        return self.session.match

    def build(self, space: Space) -> Element:
        if not space.wide:
            return self._narrow(space)
        differ = Panel(stack("told", self._apart()), pad=14, grow=3)
        brief = Panel(stack("briefs", self._scores(), gap=4), pad=14, grow=2)
        below = Row([differ, brief], gap=10, align="stretch", grow=2)
        return Column([self._top(), self._worlds(space, grow=3), below], gap=10)

    def _narrow(self, space: Space) -> Element:
        names = [
            ("told", _("How they differ"), "1", _("What is other in one future than in the other, turn by turn.")),
            ("worlds", _("Worlds"), "2", _("Both worlds after the same turn.")),
            ("scores", _("Points"), "3", _("What the briefs give in both futures.")),
        ]
        pages: dict[str, Callable[[], Element]] = {
            "told": lambda: Panel(stack("told", self._apart()), pad=14, grow=1),
            "worlds": lambda: self._worlds(space, grow=1),
            "scores": lambda: Panel(stack("briefs", self._scores(), gap=4), pad=14, grow=1),
        }
        return Column([self._top(), tabs(names, self.page, self._turn_to), pages[self.page]()], gap=6)

    def _turn_to(self, page: str) -> Nav:
        self.page = page
        return None

    def back(self) -> Nav:
        return Pop()

    def _top(self) -> Element:
        over = Text(_("Here: this game. There: {name}.").format(name=self.future.name), "small", theme.MUTED)
        title = Column([Text(_("Two futures"), "h2"), over], gap=0, grow=1)
        ends: list[Element] = [button("close", _("Close"), self.back, key="escape", first=True)]
        if self.future.kin is not None:
            ends.insert(0, button("goon", _("Go on with that one"), self._ask, key="g"))
        return Row([title, *ends])

    def _looks(self) -> Element:
        options = [("map", _("Map")), ("plot", _("Triangle") if len(self._match.board.poles) == 3 else _("Axes"))]
        looks = choice("look", [*options, ("course", _("Course"))], self.look, self._picture)
        looks.grow = 1
        return Row([looks, Row([self._mark(i) for i in range(len(self._told))], gap=0)])

    def _mark(self, i: int) -> Element:
        """A turn that both have played; coloured where they differ."""
        mark = Milestone(str(i + 1), done=True, current=i == self.at, first=i == 0, last=i == len(self._told) - 1)
        turn = self.session.words.turn(self._match.turns[i])
        tip = Text(_("After turn {turn}: {name}").format(turn=i + 1, name=_(turn.name)), "small")
        return Button(mark, partial(self._choose, i), id=f"turn:{i + 1}", look="row", pad=0, pad_y=2, wide=CELL, tip=lambda: tip)

    def _choose(self, i: int) -> Nav:
        self.at = i
        return None

    def _picture(self, look: str) -> Nav:
        self.look = look
        return None

    def _worlds(self, space: Space, grow: float) -> Element:
        """Both worlds after the same turn; or the course of a number in both."""
        if self.look == "course":
            drawn = Courses(self.session.words, (self._match, self.other), self.session.one, self.at + 1).all()
            note = Text(_("In grey: {name}.").format(name=self.future.name) + " " + same(), "small", theme.MUTED)
            return Column([self._looks(), Panel(stack("course", [note, *drawn]), pad=12, pad_y=8, grow=1)], gap=6, grow=grow)
        games = {"here:": (self._match, self.other), "there:": (self.other, self._match)}
        names = {"here:": _("Here: this game"), "there:": _("There: {name}").format(name=self.future.name)}
        if space.wide:
            sides = [self._side(id, Text(names[id], "smallstrong"), *games[id]) for id in games]
            return Column([self._looks(), Row(sides, gap=10, align="stretch", grow=1)], gap=6, grow=grow)
        which = choice("side", list(names.items()), self.side, self._turn_side)
        return Column([self._looks(), self._side(self.side, which, *games[self.side])], gap=6, grow=grow)

    def _turn_side(self, side: str) -> Nav:
        self.side = side
        return None

    def _side(self, id: str, name: Element, match: Match, other: Match) -> Element:
        """The world of one of the two, with the ways of those looked at in the other one."""
        words = self.session.words
        way, grey = (boards(game)[: self.at + 2] for game in (match, other))
        drawn: Element = (
            worlds.chart(words, way[-1], self.session.one, self._look_at, chosen=self.actor)
            if self.look == "map"
            else worlds.plot(words, way, self.session.one, self.actor, self._look_at, grey)
        )
        drawn.id = id
        return Panel(Column([name, drawn], gap=4), pad=8, pad_y=6, grow=1)

    def _look_at(self, actor: str) -> Nav:
        self.actor = actor if actor in self._match.board.states else ""
        return None

    def _apart(self) -> list[Element]:
        return [heading(_("How they differ")), *told(self.session.words, self._told, self.session.one)]

    def _scores(self) -> list[Element]:
        """All scores where both are over; before that one's own brief, line by line."""
        if self._match.over and self.other.over:
            return self._finals()
        return [Secret(Column(self._brief(), gap=4))] if self.session.one else [
            Text(_("Points are told when both games are over."), "small", theme.MUTED)
        ]

    def _finals(self) -> list[Element]:
        here, there = self._match.scores(), self.other.scores()
        rows = [self._pair(self.session.words.name(seat), here[seat], there[seat], seat == self.session.one) for seat in here]
        says = _("The score of every delegation at the end of this game and of the other one.")
        return [heading(_("Points")), hint("communique", Column([self._heads(), *rows], gap=4), says, name="scores")]

    def _brief(self) -> list[Element]:
        sides = [stood(game, self.at + 1).view(self.session.one) for game in (self._match, self.other)]
        head = heading(_("Your brief"), _("after turn {turn}").format(turn=self.at + 1))
        rows = [
            self._pair(_(one.text), one.points, two.points, False) for one, two in zip(*(s.lines() for s in sides), strict=True)
        ]
        whole = self._pair(_("All lines"), sides[0].standing, sides[1].standing, True)
        says = _("What each goal gives after this turn in this game and in the other one, in points.")
        return [head, hint("brief", Column([self._heads(), whole, *rows], gap=4), says, name="lines")]

    def _heads(self) -> Element:
        return self._cells("", _("here"), _("there"), "small", theme.MUTED)

    def _pair(self, name: str, here: float, there: float, strong: bool) -> Element:
        return self._cells(name, amount(here), amount(there), "smallstrong" if strong else "small", theme.TEXT)

    def _cells(self, name: str, here: str, there: str, style: str, ink: theme.Colour) -> Element:
        figures = [Text(says, style, ink, wide=44, align="right") for says in (here, there)]
        return Row([Text(name, style, ink, grow=1), *figures], align="top")

    def _ask(self) -> Nav:
        says = [_("This game stays as it is; you can return to it from the timeline of the other one.")]
        title = _("Go on with {name}?").format(name=self.future.name)
        return Push(Confirm(title, says, _("Go on"), self._go))

    def _go(self) -> Nav:
        """Take the other game up at its table."""
        found = self.future.kin
        assert found is not None
        self.session.room.close()
        return Work(Pause(_("The table is being set.")), lambda: self._set(found))

    def _set(self, found: Kin) -> Nav:
        try:
            return self.session.start(Table.load(found.branch.path))
        except REFUSED as error:
            return Replace(self, sentence_of(error))
