"""Numbers over the turns of a game, each in a small chart of its own, with another future in grey."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

import attrs

from game.study.futures import boards, stood
from game.text import _, number
from game.ui import theme
from game.ui.hint import hint
from game.ui.layout import Column, Element, Row
from game.ui.plots import Course, History
from game.ui.screens.common import pole_chip
from game.ui.secret import Secret
from game.ui.widgets import Text, heading
from game.ui.words import Words

if TYPE_CHECKING:
    from game.match import Match
    from game.model.board import Board

ACROSS = 3
"""Charts side by side."""
Values = tuple[float, ...]


def grey() -> str:
    """What history's line is, as one sentence."""
    return _(
        "Grey: history's line – what delegations are reported to have done in fact, given as orders under this game's luck; "
        "those of whom nothing is reported do nothing."
    )


def same() -> str:
    """What it looks like where two futures are one."""
    return _("Grey on both sides of a line: there the two are the same.")


@attrs.frozen
class Courses:
    """A game and other futures of it, which are grey; `mark`: how many turns had been played where one looks."""

    words: Words
    futures: Sequence[Match]
    seat: str
    mark: int
    tall: float = 84

    def all(self) -> list[Element]:
        """Every chart, those of a brief only for a seat that may see it."""
        gauges = [
            hint("tracks", self._chart(Text(self.words.name(t), "smallstrong", grow=1), self._boards(_track(t))), _figures(),
                 grow=1, name=f"course:{t}")
            for t in self.futures[0].board.tracks
        ]
        return [self.partners(), heading(_("Gauges of the summit")), *_rows(gauges), *(self._brief() if self.seat else [])]

    def partners(self) -> Element:
        """For each pole the weight of the states that put it first."""
        found = {pole: self._boards(_weight(pole)) for pole in self.futures[0].board.poles}
        room = [value for values in found.values() for value in (*values[0], *values[-1])]
        charts = [
            hint("first-partner", self._chart(self._pole(pole), values, self.words.colour(pole), room), _figures(),
                 grow=1, name=f"course:{pole}")
            for pole, values in found.items()
        ]
        return Column([heading(_("First partners"), _("per cent of all weight, turn by turn")), *_rows(charts)], gap=4)

    def _pole(self, pole: str) -> Element:
        return Row([pole_chip(self.words, pole), Text(self.words.name(pole), "smallstrong", grow=1)], gap=6, grow=1)

    def _brief(self) -> list[Element]:
        """The points of the own brief as the world stood."""
        values = [
            tuple(stood(match, turns).view(self.seat).standing for turns in range(len(match.reports) + 1))
            for match in self.futures
        ]
        head = heading(_("Your brief"), _("points of 100, as the world stood"))
        chart = hint("brief", self._chart(None, values, theme.ACCENT), _figures(), name="course:brief")
        return [Secret(Column([head, chart], gap=4))]

    def _boards(self, read: Callable[[Board], float]) -> list[Values]:
        return [tuple(map(read, boards(match))) for match in self.futures]

    def _chart(
        self, name: Element | None, values: Sequence[Values], ink: theme.Colour = theme.TEXT, room: Sequence[float] = ()
    ) -> Element:
        """Name, numbers at the turn that is looked at, and the lines; the grey ones lie below."""
        lines = [Course(theme.FAINT, "", others, beside=True) for others in values[1:]] + [Course(ink, "", values[0])]
        drawn = History(lines, turns=len(self.futures[0].turns), mark=self.mark, room=room, tall=self.tall)
        says = [Text(number(values[0][self.mark]), "smallstrong")]
        says += [Text(self._other(values[0], others), "small", theme.FAINT) for others in values[1:] if self.mark < len(others)]
        return Column([Row([*([name] if name else []), *says], gap=8), drawn], gap=0)

    def _other(self, own: Values, others: Values) -> str:
        """Where another future stands; a sign where it has never been anywhere else."""
        return "=" if all(one == other for one, other in zip(own, others, strict=False)) else number(others[self.mark])


def _figures() -> str:
    return _("Turn by turn; the figure is the value at the turn that is marked, a pale one that of the other future.")


def _rows(charts: Sequence[Element]) -> list[Element]:
    """Some charts beside each other, all of one width."""
    rows = [list(charts[i : i + ACROSS]) for i in range(0, len(charts), ACROSS)]
    if len(rows) > 1:
        rows[-1] += [Column([], grow=1) for _none in range(ACROSS - len(rows[-1]))]
    return [Row(row, gap=12, align="top") for row in rows]


def _track(id: str) -> Callable[[Board], float]:
    return lambda board: board.track(id)


def _weight(pole: str) -> Callable[[Board], float]:
    return lambda board: board.partner_weight(pole)
