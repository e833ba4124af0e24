"""The end: a verdict, the standings with every brief opened, the map before and after, the declaration, and the turns."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from math import inf
from typing import TYPE_CHECKING

import attrs

from game import paths
from game.save import HUMAN
from game.text import _, amount, joined, number
from game.ui import theme
from game.ui.hint import explained, hint
from game.ui.layout import Column, Element, Flow, Gap, Panel, Row, Space
from game.ui.map.shown import shares
from game.ui.motion import Ease
from game.ui.nav import Nav, Push, Reset, Screen, Tell, Work
from game.ui.pictures import Icon
from game.ui.score import Score
from game.ui.screens import compared, moments, turnings, worlds
from game.ui.screens.common import card, stack, tabs
from game.ui.screens.declaration import document
from game.ui.screens.measured import measure
from game.ui.screens.page_brief import line
from game.ui.screens.reveal import account
from game.ui.screens.timeline import Timeline
from game.ui.session import Session
from game.ui.unfold.summed import causes
from game.ui.widgets import Button, Text, button, choice, heading

if TYPE_CHECKING:
    from game.match import Outcome, Standing
    from game.model.report import Report
    from game.study.turning import Turning
    from game.view import View

TURNING = 0.6
"""Seconds in which the map turns from the start to the end."""
FEW = 5
"""So many delegations at most have two lines each in the standings."""
WIDE = 380
"""Units of what stands beside the map."""


@attrs.define(eq=False)
class Final:
    """Who reached what, and how it came to that."""

    session: Session
    outcome: Outcome
    leave: Callable[[], Screen]
    looked: str = ""
    page: str = "standings"
    shows: str = "end"
    since: float = inf
    """When the map began to turn, on the window's clock; infinite until it is known."""
    _turned: float = 0.0
    _turnings: tuple[Turning, ...] | None = None
    id: str = "final"
    overlay: bool = False

    def __attrs_post_init__(self) -> None:
        self.looked = self.looked or (self.session.humans or (self.outcome.standings[0].seat,))[0]

    def build(self, space: Space) -> Element:
        pages = {
            "standings": self._standings,
            "map": self._map,
            "declaration": self._text,
            "moments": self._moments,
            "turnings": self._turning,
        }
        return Column([self._top(space), pages[self.page](space)], gap=12)

    def backdrop(self, space: Space) -> Element | None:
        """On its page the map, as it was at the start or is at the end; it turns from one to the other."""
        if self.page != "map":
            return None
        record = self.session.record
        now, then = (record.board, record.start) if self.shows == "end" else (record.start, record.board)
        self.since = min(self.since, space.now)
        above = self._top(space).height(space, space.width - space.px(28)) / space.unit + 20
        return worlds.chart(
            record.words,
            now,
            self.session.one,
            clear=(0, above, WIDE + 24, 8) if space.wide else (0, above + 56, 0, 8),
            before={actor: shares(then, actor) for actor in now.states},
            progress=Ease(self.since, TURNING).at(space.now),
        )

    def go_on(self, now: float) -> bool:
        """Whether the map still turns; its last picture is one at rest."""
        was, self._turned = self._turned, Ease(self.since, TURNING).at(now)
        return self.page == "map" and was != self._turned

    def back(self) -> Nav:
        return Reset(self.leave())

    def news(self) -> bool:
        """Whether reference games have been played meanwhile."""
        return self.session.background.news()

    def _top(self, space: Space) -> Element:
        """The verdict, how it came to it, and the pages."""
        names = [
            ("standings", _("Standings"), "1", _("Who reached what, and every brief with its secret goal opened.")),
            ("map", _("The map"), "2", _("Where the states stood at the start, and where they stand now.")),
            ("declaration", _("The declaration"), "3", _("The text that the summit adopted, and what was dropped.")),
            ("moments", _("Turn by turn"), "4", _("How the first partners changed, and what moved most in every turn.")),
            ("turnings", _("Turning points"), "5", _("The orders without which the scores would differ most.")),
        ]
        pages = tabs(names, self.page, self._turn_to)
        ends = [
            button("report", _("Save the report"), self._report, key="r"),
            button("last", _("Last turn"), self._last, key="l"),
            button("timeline", _("Timeline"), lambda: Push(Timeline(self.session)), key="j"),
            button("title", _("Back to the title"), self.back, key="escape", look="primary"),
        ]
        foot = [Row([pages, Gap(grow=1), *ends])] if space.wide else [pages, Row([Gap(grow=1), *ends])]
        verdict = [self._verdict(space)] if space.wide or self.page == "standings" else []
        return Panel(Column([*verdict, *self._broken(space), *foot], gap=8), floats=True, pad=16, pad_y=10)

    def _verdict(self, space: Space) -> Element:
        """How it ended for the people at the table."""
        title = _("{scenario} · the summit is over").format(scenario=_(self.session.words.scenario.title))
        over = Text(title, "over", theme.MUTED)
        mine = [s for s in self.outcome.standings if s.seat in self.session.humans] or list(self.outcome.standings[:1])
        if len(mine) > 1:
            return Column([over, Flow([Text(self._headline(standing), "strong") for standing in mine], gap=12)], gap=4)
        says = Text(self._headline(mine[0]), "h1" if space.wide else "h2")
        if not space.wide:
            return Column([over, says], gap=2)
        words = Column([over, says, Text(self._decided(mine[0]), "body", theme.MUTED)], gap=2, grow=1)
        return Row([self.session.words.emblem(mine[0].seat, 52), words], gap=14)

    def _headline(self, standing: Standing) -> str:
        return _("{name} ends with {score} points: place {rank} of {count}.").format(
            name=self.session.words.name(standing.seat),
            score=number(standing.score),
            rank=standing.rank,
            count=len(self.outcome.standings),
        )

    def _decided(self, standing: Standing) -> str:
        """How the score compares and what made it."""
        return " ".join(filter(None, [compared.sentence(self.session, standing), compared.decided(self.session, standing)]))

    def _broken(self, space: Space) -> list[Element]:
        """The breach: when, who is blamed, and with which orders it raised the gauge."""
        report = next((report for report in self.session.match.reports if report.rupture), None)
        if report is None:
            return []
        words = self.session.words
        says = _("The summit broke in turn {turn}; {name} was blamed.").format(
            turn=self.session.record.place(report) + 1, name=words.name(report.blamed)
        )
        raised = [note for note in causes(self.session.telling(report, "")) if note.actors == (report.blamed,)]
        why = joined([f"{note.text} {note.figure}" for note in raised])
        more = [Text(_("{track} was raised by {orders}.").format(track=words.name(report.before.brink), orders=why), "small")]
        said = Column([Text(says, "strong", theme.BAD), *(more if why and space.wide else [])], gap=0, grow=1)
        row = Row([Icon("rupture", 24, theme.BAD), said], gap=12)
        return [Panel(row, fill=theme.ALERT, edge=theme.BAD, pad=12, pad_y=6)]

    def _turn_to(self, page: str) -> Nav:
        self.page, self.since = page, inf
        return Work(self, self._work_out) if page == "turnings" and self._turnings is None else None

    def _turning(self, space: Space) -> Element:
        return turnings.panes(self.session, self.looked, self._turnings)

    def _work_out(self) -> Nav:
        """Play the game again without each order, once the page says so."""
        from game.study.turning import turning_points

        self._turnings = turning_points(self.session.match)
        return None

    def _report(self) -> Nav:
        """Write the game as a page to read and print."""
        from game.handout.account import Account
        from game.handout.report import as_html

        session = self.session
        who = {**session.table.bots, **dict.fromkeys(session.humans, HUMAN)}
        page = as_html(Account(match=session.match, who=who, reference=session.background.reference))
        file = paths.user_folder() / "reports" / f"{session.match.scenario.id}_{session.match.seed}.html"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(page, encoding="utf-8")
        return Tell(_("The report is written to {file}.").format(file=file))

    def _standings(self, space: Space) -> Element:
        head = hint("percentile", heading(_("Standings"), compared.head(self.session) if space.wide else _("points of 100")))
        rows = [self._standing(standing, space) for standing in self.outcome.standings]
        note = compared.note(self.session) if self.session.background.reference is None or space.wide else []
        band = Text(_("The band on a bar is where most reference games end; the mark is their mean."), "small", theme.MUTED)
        below = [band] if space.wide and self.session.background.reference is not None else []
        table = Panel(stack("standings", [head, *rows, *note, *below], gap=2), pad=14, grow=6)
        detail = Panel(stack(f"lines:{self.looked}", self._lines(), gap=8), pad=14, grow=5)
        return Row([table, detail], gap=12, align="stretch", grow=1)

    def _standing(self, standing: Standing, space: Space) -> Element:
        name, mine = self.session.words.name(standing.seat), standing.seat in self.session.humans
        ink = theme.ACCENT if mine else theme.TEXT
        bar = Score(standing.score, ink if mine else theme.FAINT, par=compared.band(self.session, standing), grow=5)
        compares = Text(compared.short(self.session, standing), "small", theme.MUTED, wide=64, align="right")
        tip = explained("percentile", *compared.told(self.session, standing))
        row = Row(
            [
                Text(str(standing.rank), "small", theme.MUTED, wide=22, align="right"),
                *([self.session.words.emblem(standing.seat, 24)] if space.wide else []),
                Text(name, "strong" if mine else "body", ink, grow=4),
                *([bar] if space.wide else []),
                Text(number(standing.score), "strong", ink, wide=36, align="right"),
                *([compares] if space.wide else []),
            ],
            gap=10,
        )
        return Button(
            Column([row, *self._besides(standing, space)], gap=6),
            partial(self._look, standing.seat),
            id=f"standing:{standing.seat}",
            look="row",
            selected=standing.seat == self.looked,
            pad=8,
            pad_y=12 if self._roomy(space) else 4,
            tip=tip,
        )

    def _roomy(self, space: Space) -> bool:
        """Whether few delegations leave room for a second line each."""
        return space.wide and len(self.outcome.standings) <= FEW

    def _besides(self, standing: Standing, space: Space) -> list[Element]:
        """Where there is room: what decided the place."""
        if not self._roomy(space):
            return []
        says = Text(compared.decided(self.session, standing), "small", theme.MUTED, grow=1)
        return [Row([Gap(wide=22), Gap(wide=24), says], gap=10)]

    def _look(self, seat: str) -> Nav:
        self.looked = seat
        return None

    def _lines(self) -> list[Element]:
        """The brief of the seat that is looked at, its secret goal opened."""
        words, view = self.session.words, self.session.match.view(self.looked)
        standing = next(s for s in self.outcome.standings if s.seat == self.looked)
        brief = words.brief(self.looked)
        points = Text(_("{score} points").format(score=amount(standing.score)), "h3", theme.ACCENT)
        says = _("All that the communiques banked, added up; points for a breach are taken off.")
        total = hint("communique", points, says, name="score")
        head = Row([words.emblem(self.looked, 40), Text(words.name(self.looked), "h2", grow=1), total])
        parts: list[Element] = [head, Text(_(brief.aim) if brief else "", "prose")]
        if says := compared.sentence(self.session, standing):
            parts += [Text(says, "strong"), Text(compared.alike(self.session, standing), "small", theme.MUTED)]
        parts.append(Text(compared.decided(self.session, standing), "small"))
        parts.append(self._banked(view))
        if standing.penalty:
            says = _("Blamed for the breach: {points} points are taken off.").format(points=amount(standing.penalty))
            parts.append(Text(says, "small", theme.BAD))
        on = partial(measure, self.session.record, self.looked)
        return parts + [line(entry, on, over=True, par=self.session.par(self.looked, entry)) for entry in view.lines()]

    def _banked(self, view: View) -> Element:
        """What each communique added, since the lines of today are not the score."""
        rows: list[Element] = [Text(_("The score adds what each communique banked as the brief stood then"), "smallstrong")]
        for added in view.communiques():
            words = _("Turn {turn} · {share} % of the brief").format(
                turn=view.turns.index(added.turn) + 1, share=f"{added.share * 100:.0f}"
            )
            rows.append(Row([Text(words, "small", theme.MUTED, grow=1), Text(amount(added.points), "smallstrong")]))
        says = _("The share of the score that the turn banked, and what that share of the brief came to then.")
        return hint("communique", card(*rows, gap=3), says, name="banked")

    def _map(self, space: Space) -> Element:
        """Beside the map: start or end, and the first partners by weight."""
        options = [("start", _("At the start")), ("end", _("At the end"))]
        when = choice("shows", options, self.shows, self._show)
        if not space.wide:
            return Row([Panel(when, floats=True, pad=8), Gap(grow=1)], align="top", grow=1)
        parts = [
            when,
            heading(_("First partners"), _("per cent of all weight")),
            *moments.weights(self.session.record),
            *moments.changed(self.session.record),
        ]
        beside = Panel(stack("partners", parts), floats=True, pad=14, wide=WIDE)
        return Row([Gap(grow=1), beside], align="top", grow=1)

    def _show(self, shows: str) -> Nav:
        self.shows, self.since = shows, inf
        return None

    def _text(self, space: Space) -> Element:
        return stack("declaration", [document(self.session.record, space)])

    def _moments(self, space: Space) -> Element:
        record = self.session.record
        chart, turns = [*moments.course(record), *moments.changed(record)], moments.turns(record, self._open)
        head = heading(_("Turn by turn"), _("points that states moved; press for the report"))
        if not space.wide:
            return Panel(stack("moments", [*chart, head, *turns]), pad=14, grow=1)
        left = Panel(stack("course", chart), pad=16, grow=5)
        return Row([left, Panel(stack("moments", [head, *turns], gap=2), pad=14, grow=6)], gap=12, align="stretch", grow=1)

    def _open(self, report: Report) -> Nav:
        return Push(account(self.session.telling(report, self.session.one)))

    def _last(self) -> Nav:
        return self._open(self.session.match.reports[-1])
