"""The timeline: every past turn with the world before and after it, the way back into it, and other futures to compare with."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from math import inf
from typing import TYPE_CHECKING

import attrs

from game.study.futures import boards, history_line, stood
from game.text import _, amount, capitalised, number
from game.ui import theme
from game.ui.branches import Branch, Kin, branched, deleted, kin
from game.ui.hint import hint, saying
from game.ui.layout import Column, Element, Flow, Gap, Panel, Row, Space
from game.ui.map.shown import shares
from game.ui.motion import Ease
from game.ui.nav import Nav, Pop, Push
from game.ui.pictures import Icon
from game.ui.screens import moments, worlds
from game.ui.screens.common import fact, stack, tabs, titled
from game.ui.screens.courses import Courses, grey, same
from game.ui.screens.dialog import Confirm
from game.ui.screens.futures import Future, Futures, further
from game.ui.screens.reveal import Reveal
from game.ui.secret import Secret
from game.ui.session import Session
from game.ui.widgets import Button, Text, button, choice, heading, keycap

if TYPE_CHECKING:
    from game.match import Match
    from game.model.board import Board
    from game.model.report import Report

TURNING = 0.6
"""Seconds in which the map turns from before to after."""
LEFT, RIGHT, GAP = 360, 312, 10


@attrs.define(eq=False)
class Timeline:
    """The past of a game: which turn is looked at, and how."""

    session: Session
    at: int = -1
    """The place of the turn, from 0; behind the last one that was played: now."""
    shows: str = "after"
    look: str = "map"
    page: str = "turns"
    actor: str = ""
    history: Match | None = None
    """History's line as far as the game has been played, once it is looked for."""
    since: float = inf
    """When the map began to turn, on the window's clock; infinite until it is known."""
    _turned: float = 0.0
    _kin: tuple[Kin, ...] | None = None
    id: str = "timeline"
    overlay: bool = False

    def __attrs_post_init__(self) -> None:
        if self.at < 0:
            self.at = max(0, len(self._match.reports) - 1)

    @property
    def _match(self) -> Match:
        return self.session.match

    @property
    def _report(self) -> Report | None:
        """The turn that is looked at; None for the one being played."""
        reports = self._match.reports
        return reports[self.at] if self.at < len(reports) else None

    def news(self) -> bool:
        """Look for other futures once the screen is there."""
        if self._kin is not None:
            return False
        self._kin = kin(self.session.table)
        if self._match.scenario.history and self._match.reports:
            self.history = history_line(self._match, len(self._match.reports))
        return True

    def build(self, space: Space) -> Element:
        if not space.wide:
            return self._narrow(space)
        turns = Panel(stack("turns", self._turns(), gap=2), floats=True, pad=10, wide=LEFT)
        beside = Panel(self._detail(), floats=True, pad=14, wide=RIGHT)
        middle = Column([self._world(), *([self._partners()] if self.look == "map" else [])], gap=GAP, grow=1)
        return Column([self._top(space), Row([turns, middle, beside], gap=GAP, align="stretch", grow=1)], gap=GAP)

    def backdrop(self, space: Space) -> Element | None:
        """The map before or after the turn; it turns from one to the other."""
        if self.look != "map" or not (space.wide or self.page == "world"):
            return None
        self.since = min(self.since, space.now)
        then, now = self._way[-2:] if len(self._way) > 1 else (self._way[-1], self._way[-1])
        shown, other = (now, then) if self.shows == "after" else (then, now)
        return worlds.chart(
            self.session.words,
            shown,
            self.session.one,
            self._look_at,
            chosen=self.actor,
            clear=self._clear(space),
            before={state: shares(other, state) for state in shown.states},
            progress=Ease(self.since, TURNING).at(space.now),
        )

    def _clear(self, space: Space) -> tuple[float, float, float, float]:
        """What the panels cover of the map: left, top, right, bottom."""
        width = space.width - space.px(28)
        above = space.height_of(self._top(space), width) / space.unit + 20
        if not space.wide:
            return 0, above + 90, 0, 14
        below = space.height_of(self._partners(), width - space.px(LEFT + RIGHT + 2 * GAP)) / space.unit
        return LEFT + 24, above, RIGHT + 24, below + 20

    def go_on(self, now: float) -> bool:
        """Whether the map still turns; its last picture is one at rest."""
        was, self._turned = self._turned, Ease(self.since, TURNING).at(now)
        return self.look == "map" and was != self._turned

    def back(self) -> Nav:
        return Pop()

    def _narrow(self, space: Space) -> Element:
        """One page at a time."""
        listed = [
            ("turns", _("Turns"), "1", _("All turns, each with what stands out most in it.")),
            ("turn", _("The turn"), "2", _("What happened in the turn that is looked at, and the way back into it.")),
            ("world", _("World"), "3", _("The world before the turn and after it.")),
        ]
        bar = Panel(tabs(listed, self.page, self._turn_to), floats=True, pad=4, pad_y=2)
        pages: dict[str, Callable[[], Element]] = {
            "turns": lambda: Panel(stack("turns", self._turns(), gap=2), floats=True, pad=10, grow=1),
            "turn": lambda: Panel(self._detail(), floats=True, pad=14, grow=1),
            "world": lambda: Column([Panel(Flow(self._looks()), floats=True, pad=6), self._world()], gap=6, grow=1),
        }
        return Column([self._top(space), bar, pages[self.page]()], gap=6)

    def _turn_to(self, page: str) -> Nav:
        self.page, self.since = page, inf
        return None

    def _top(self, space: Space) -> Element:
        """Which game this is, and in a wide window what is shown of its turns."""
        own = self.session.table.autosave
        name = Branch.at(own).told if own else ""
        title = Row([Text(_("Timeline"), "h2"), Text(capitalised(name), "small", theme.MUTED, grow=1)], gap=12, grow=1)
        looks = [*self._looks(), Gap(wide=8)] if space.wide else []
        close = button("close", _("Close"), self.back, key="escape")
        return Panel(Row([title, *looks, close], gap=12), floats=True, pad_y=6)

    def _turns(self) -> list[Element]:
        """The turns that were played, and the one that is."""
        record = self.session.record
        rows: list[Element] = [self._row(i, moments.told(record, report)) for i, report in enumerate(record.reports)]
        if not self._match.over:
            rows.append(self._row(len(rows), [("right", _("To be played now"), theme.ACCENT)]))
        return rows

    def _row(self, i: int, told: Sequence[tuple[str, str, theme.Colour]]) -> Element:
        """A turn with what stands out most in it, and how much more there is."""
        turn = self.session.words.turn(self._match.turns[i])
        more = [Text(f"+{len(told) - 1}", "small", theme.MUTED)] if len(told) > 1 else []
        words = Column(
            [
                Text(_("{turn}. {name}").format(turn=i + 1, name=_(turn.name)), "strong"),
                Text(self.session.words.dates(turn), "small", theme.MUTED),
                Row([_line(*told[0], grow=1), *more], align="top"),
            ],
            gap=1,
        )
        return Button(words, partial(self._choose, i), id=f"turn:{i + 1}", look="row", selected=i == self.at,
                      first=i == self.at, pad=8, pad_y=5,
                      tip=saying(_("What stands out most in the turn, and how much more there is; press to look at it.")))

    def _choose(self, i: int) -> Nav:
        """Look at a turn; where pages take turns, at what happened in it."""
        self.at, self.since, self.shows, self.page = i, inf, "after", "turn"
        return None

    @property
    def _way(self) -> tuple[Board, ...]:
        """The worlds up to the one after the turn that is looked at."""
        return boards(self._match)[: self.at + 2]

    def _looks(self) -> list[Element]:
        """Before or after the turn, and as what."""
        plot = _("Triangle") if len(self._match.board.poles) == 3 else _("Axes")
        looks = choice("look", [("map", _("Map")), ("plot", plot), ("course", _("Course"))], self.look, self._picture)
        when = choice("shows", [("before", _("Before")), ("after", _("After"))], self.shows, self._show)
        return [when, looks] if self._report else [looks]

    def _picture(self, look: str) -> Nav:
        self.look, self.since = look, inf
        return None

    def _show(self, shows: str) -> Nav:
        self.shows, self.since = shows, inf
        return None

    def _world(self) -> Element:
        """Room for the map behind, or the plot, or all charts."""
        if self.look == "map":
            return Gap(grow=1)
        if self.look == "course":
            return Panel(stack("course", [*self._courses().all(), *self._grey()]), floats=True, pad=14, grow=1)
        way = self._way if self.shows == "after" or len(self._way) < 2 else self._way[:-1]
        grey = boards(self.history)[: len(way)] if self.history else ()
        drawn = worlds.plot(self.session.words, way, self.session.one, self.actor, self._look_at, grey)
        ring = [Text(_("A grey ring: where your state, or the one you press, stood on history's line."), "small", theme.MUTED)]
        return Panel(Column([drawn, *(ring if grey else []), *self._grey()], gap=2), floats=True, pad=10, grow=1)

    def _look_at(self, actor: str) -> Nav:
        self.actor = actor if actor in self._match.board.states else ""
        return None

    def _courses(self) -> Courses:
        futures = (self._match, *([self.history] if self.history else []))
        mark = min(self.at + (self.shows == "after"), len(self._match.reports))
        return Courses(self.session.words, futures, self.session.one, mark)

    def _grey(self) -> list[Element]:
        return [Text(f"{grey()} {same()}" if self.look != "plot" else grey(), "small", theme.MUTED)] if self.history else []

    def _partners(self) -> Element:
        """Below the map how first partners changed."""
        return Panel(Column([self._courses().partners(), *self._grey()], gap=2), floats=True, pad=12, pad_y=8)

    def _detail(self) -> Element:
        """What happened in the turn, and what can be done with it."""
        words, report = self.session.words, self._report
        turn = words.turn(self._match.turns[self.at])
        head = titled(_("{turn}. {name}").format(turn=self.at + 1, name=_(turn.name)), words.dates(turn))
        body = self._happened(report) if report else self._now()
        ends = self._ends() if report else []
        return Column([head, stack(f"turn:{self.at}", [*body, *self._others()]), *ends], gap=10, grow=1)

    def _happened(self, report: Report) -> list[Element]:
        lines = [_line(*told) for told in moments.told(self.session.record, report)]
        before, after, words = report.before, report.after, self.session.words
        gauges = [
            fact(words.name(t), _("{before} → {after}").format(before=number(before.track(t)), after=number(after.track(t))))
            for t in after.tracks
        ]
        says = _("Before the turn and after it.")
        told = hint("tracks", Column(gauges, gap=1), says, name="gauges")
        return [hint("alignment", Column(lines, gap=4), says, name="moments"), *self._brief(), told]

    def _now(self) -> list[Element]:
        """What to know where nothing has happened yet."""
        says = [_("This turn is being played; its sheets are secret until all are opened.")]
        if not self._match.reports:
            says.append(_("Every turn is kept here once it is played: watch it again, go back to it and play on otherwise, or "
                          "compare what came of it."))
        return [Text(line, "body", theme.MUTED) for line in says]

    def _brief(self) -> list[Element]:
        """How the own brief stood before and after."""
        if not self.session.one:
            return []
        then, now = (amount(stood(self._match, turns).view(self.session.one).standing) for turns in (self.at, self.at + 1))
        says = _("{before} → {after} of 100").format(before=then, after=now)
        told = _("What your goals gave before the turn and after it; only what a communique banked is safe.")
        return [Secret(hint("brief", fact(_("Your brief"), says), told))]

    def _ends(self) -> list[Element]:
        return [
            Flow(
                [
                    button("watch", _("Watch this turn"), self._watch, key="w"),
                    button("branch", _("Branch from here"), self._ask, key="b", look="primary"),
                ]
            )
        ]

    def _watch(self) -> Nav:
        report = self._report
        return Push(Reveal(self.session.telling(report, self.session.one))) if report else None

    def _ask(self) -> Nav:
        says = [
            _("A new game begins at the start of turn {turn}, under the same luck and with all that was played before.").format(
                turn=self.at + 1
            ),
            _("This game stays as it is; you can return to it from the timeline of the new one.")
            if self.session.table.autosave
            else _("This game is not saved: it is left for good."),
        ]
        if self.session.drawer.coached:
            says.append(_("The lessons stay with the game that they began in; the new one has none."))
        return Push(Confirm(_("Go back to turn {turn}?").format(turn=self.at + 1), says, _("Branch"), self._branch))

    def _branch(self) -> Nav:
        table = branched(self.session.table, self.at)
        self.session.room.close()
        return self.session.start(table)

    def _others(self) -> list[Element]:
        """The other futures, each to be compared with this one."""
        found = self.futures
        if not found:
            return []
        return [heading(_("Compare with")), *(self._other(i, future) for i, future in enumerate(found))]

    def _other(self, i: int, future: Future) -> Element:
        words = Column([Text(future.title, "body"), Text(future.note, "small", theme.MUTED)], gap=0, grow=1)
        row = Row([Icon(future.icon, 18, theme.MUTED), words, *([keycap("c")] if i == 0 else [])])
        press = partial(self._compare, future)
        told = Button(row, press, id=f"compare:{i}", look="card", pad=10, pad_y=5, key="c" if i == 0 else "", grow=1)
        return Row([told, *self._delete(future)], gap=6)

    def _delete(self, future: Future) -> list[Element]:
        """What takes a branch away; not the first game, nor history's line. The branch one is in is never listed."""
        if future.kin is None or not future.kin.branch.number:
            return []
        on = partial(self._ask_delete, future.kin, future.name)
        found = Button(Icon("close", 16), on, id=f"delete:{future.kin.branch.number}", look="ghost", pad=11, pad_y=11)
        found.tip = saying(_("Deletes this branch; the other games of the timeline stay."))
        return [found]

    def _ask_delete(self, found: Kin, name: str) -> Nav:
        says = _("It is deleted from the disk and cannot be brought back. This game and all others stay as they are.")
        then = partial(self._deleted, found)
        return Push(Confirm(_("Delete {name}?").format(name=name), [says], _("Delete"), then, warn=True))

    def _deleted(self, found: Kin) -> Nav:
        deleted(found.branch)
        self._kin = tuple(other for other in self._kin or () if other != found)
        return None

    @property
    def futures(self) -> list[Future]:
        """History's line and the other games of this family."""
        history, match = self.history, self._match
        found = [Future(_("history's line"), _("what was done in fact, roughly"), lambda: history, "history")] if history else []
        return found + [further(k, match) for k in self._kin or ()]

    def _compare(self, other: Future) -> Nav:
        return Push(Futures(self.session, other, other.match(), self.at))


def _line(icon: str, says: str, ink: theme.Colour, grow: float = 0) -> Element:
    """Something that happened."""
    return Row([Icon(icon, 16, ink), Text(says, "small", ink, grow=1)], gap=6, align="top", grow=grow)
