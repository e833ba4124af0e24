"""The end: standings, every brief opened, and the declaration that the table wrote."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import attrs

from game.ui import theme
from game.ui.layout import Column, Element, Gap, Panel, Row, Space
from game.ui.nav import Nav, Push, Reset, Screen
from game.ui.screens import compared
from game.ui.screens.common import card, stack, titled
from game.ui.screens.declaration import Declaration
from game.ui.screens.page_brief import line
from game.ui.screens.reveal import account
from game.ui.session import Session
from game.ui.text import _, amount, number
from game.ui.widgets import Button, Gauge, Text, button, heading

if TYPE_CHECKING:
    from game.match import Outcome, Standing
    from game.view import View


@attrs.define(eq=False)
class Final:
    """Who reached what."""

    session: Session
    outcome: Outcome
    leave: Callable[[], Screen]
    looked: str = ""
    id: str = "final"
    overlay: bool = False

    def __attrs_post_init__(self) -> None:
        self.looked = self.looked or (self.session.humans or (self.outcome.standings[0].seat,))[0]

    def build(self, space: Space) -> Element:
        words = self.session.words
        buttons = [
            button("declaration", _("Read the declaration"), self._declaration, key="d", first=True),
            button("last", _("Last turn"), self._last, key="l"),
            button("title", _("Back to the title"), self.back, key="escape", look="primary"),
        ]
        top = Row([titled(_("The summit is over"), _(words.scenario.title)), Gap(grow=1), *buttons])
        table = Panel(
            stack(
                "standings",
                [*self._news(space), *(self._standing(standing, space) for standing in self.outcome.standings)],
                gap=4,
            ),
            pad=16,
            grow=5,
        )
        detail = Panel(stack(f"lines:{self.looked}", self._lines()), pad=16, grow=6)
        return Column([top, Row([table, detail], gap=12, align="stretch", grow=1)], gap=12)

    def back(self) -> Nav:
        return Reset(self.leave())

    def news(self) -> bool:
        """Whether reference games have been played meanwhile."""
        return self.session.background.news()

    def _news(self, space: Space) -> list[Element]:
        name = self.session.words.name
        parts: list[Element] = [heading(_("Standings"), compared.head(self.session) if space.wide else _("points of 100"))]
        parts += [
            Text(self._headline(standing), "prose") for standing in self.outcome.standings if standing.seat in self.session.humans
        ]
        if self.outcome.rupture_turn:
            says = _("The summit broke in turn {turn}; {name} was blamed.").format(
                turn=self.session.match.turns.index(self.outcome.rupture_turn) + 1, name=name(self.outcome.blamed)
            )
            parts.append(card(Text(says, "small", theme.WARN), fill=theme.ALERT))
        return [*parts, *compared.note(self.session)]

    def _headline(self, standing: Standing) -> str:
        return _("{name} ends with {score} points: place {rank} of {count}.").format(
            name=self.session.words.name(standing.seat),
            score=number(standing.score),
            rank=standing.rank,
            count=len(self.outcome.standings),
        )

    def _standing(self, standing: Standing, space: Space) -> Element:
        words, mine = self.session.words, standing.seat in self.session.humans
        ink = theme.ACCENT if mine else theme.TEXT
        bar = [Gauge(standing.score, ink if mine else theme.MUTED, grow=5)] if space.wide else []
        compares = Text(compared.short(self.session, standing), "small", theme.MUTED, wide=64, align="right")
        row = Row(
            [
                Text(str(standing.rank), "small", theme.MUTED, wide=24, align="right"),
                Text(words.name(standing.seat), "strong" if mine else "body", ink, grow=4),
                *bar,
                Text(number(standing.score), "strong", ink, wide=36, align="right"),
                *([compares] if space.wide else []),
            ],
            gap=10,
        )
        return Button(
            row,
            lambda: self._look(standing.seat),
            id=f"standing:{standing.seat}",
            look="row",
            selected=standing.seat == self.looked,
            pad=8,
            pad_y=5,
        )

    def _look(self, seat: str) -> Nav:
        self.looked = seat
        return None

    def _lines(self) -> list[Element]:
        words, view = self.session.words, self.session.match.view(self.looked)
        standing = next(s for s in self.outcome.standings if s.seat == self.looked)
        brief = words.brief(self.looked)
        head = Row(
            [
                Text(words.name(self.looked), "h2", grow=1),
                Text(_("{score} points").format(score=amount(standing.score)), "h3", theme.ACCENT),
            ]
        )
        parts: list[Element] = [head, Text(_(brief.aim) if brief else "", "prose")]
        if says := compared.sentence(self.session, standing):
            parts += [Text(says, "strong"), Text(compared.alike(self.session, standing), "small", theme.MUTED)]
        parts.append(self._banked(view))
        if standing.penalty:
            parts.append(
                Text(
                    _("Blamed for the breach: {points} points are taken off.").format(points=amount(standing.penalty)),
                    "small",
                    theme.WARN,
                )
            )
        return parts + [line(entry, over=True, par=self.session.par(self.looked, entry)) for entry in view.lines()]

    def _banked(self, view: View) -> Element:
        """What each communique added, since the lines of today are not the score."""
        rows: list[Element] = [Text(_("The score adds what each communique banked as the brief stood then"), "smallstrong")]
        for added in view.communiques():
            words = _("Turn {turn} · {share} % of the brief").format(
                turn=view.turns.index(added.turn) + 1, share=f"{added.share * 100:.0f}"
            )
            rows.append(Row([Text(words, "small", theme.MUTED, grow=1), Text(amount(added.points), "smallstrong")]))
        return card(*rows, gap=3)

    def _declaration(self) -> Nav:
        return Push(Declaration(self.session.record))

    def _last(self) -> Nav:
        return Push(account(self.session.telling(self.session.match.reports[-1], self.looked)))
