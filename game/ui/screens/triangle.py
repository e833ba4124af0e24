"""All states between the poles: a triangle where there are three, else parallel axes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

import attrs

from game.glossary import term
from game.ui import theme
from game.ui.axes import Axes
from game.ui.dots import Corner, Dot, Points, Press
from game.ui.layout import Column, Element, Gap, Panel, Row, Space
from game.ui.nav import Nav, Pop
from game.ui.oklab import blend
from game.ui.screens import page_dossier
from game.ui.screens.common import pole_chip, stack, titled
from game.ui.session import Desk
from game.ui.ternary import Triangle, share
from game.ui.text import _, number
from game.ui.widgets import Text, button
from game.ui.words import Words

if TYPE_CHECKING:
    from game.model.board import Board

Ends = Mapping[str, Points]
"""Where states come to rest, by state."""


def pane(desk: Desk, chosen: str, on: Callable[[str], Nav]) -> Element:
    """The plot with what its signs mean, to stand beside the dossier."""
    return Column([plot(desk, chosen, on), legend(desk)], gap=8, grow=1)


def plot(desk: Desk, chosen: str, on: Press, ends: Ends | None = None) -> Triangle | Axes:
    """The triangle of three poles, or the axes of any other number; `ends` puts the long run in the place of the forecast."""
    words, board = desk.words, desk.view.board
    corners = [corner(words, board, pole) for pole in board.poles]
    dots = [_dot(desk, state, state == chosen, ends or {}) for state in board.states]
    if len(corners) == 3:
        return Triangle(corners, dots, on=on, grow=1)
    return Axes(corners, dots, bar=words.scenario.rules.partner_bar, on=on, grow=1)


def corner(words: Words, board: Board, id: str) -> Corner:
    """A pole as a corner or an axis of the plot."""
    pole = words.pole(id)
    owner = next((power for power in board.powers if words.actor(power).pole == id), "")
    return Corner(pole.letter, words.name(id), words.colour(id), owner)


def points(board: Board, actor: str) -> Points:
    """An actor's alignments toward all poles."""
    return tuple(board.alignment(actor, pole) for pole in board.poles)


def tint(words: Words, board: Board, actor: str) -> theme.Colour:
    """The poles' colours, mixed as the actor divides itself between them."""
    parts = tuple(round(part, 2) for part in share(points(board, actor)))
    return blend(tuple(words.colour(pole) for pole in board.poles), parts)


def _dot(desk: Desk, state: str, chosen: bool, ends: Ends) -> Dot:
    words, board = desk.words, desk.view.board
    first, (low, ahead, high) = board.first_partner(state), _ahead(desk, state)
    return Dot(
        state,
        words.name(state),
        board.weight(state),
        points(board, state),
        tint(words, board, state),
        ring=words.colour(first) if first else None,
        letter=words.pole(first).letter if first else "",
        past=() if ends else tuple(points(report.before, state) for report in desk.view.reports),
        ahead=None if ends else ahead,
        low=None if ends else low,
        high=None if ends else high,
        end=ends.get(state),
        mine=state == desk.seat,
        chosen=chosen,
        tip=lambda: tip(words, board, state),
    )


def _ahead(desk: Desk, state: str) -> tuple[Points | None, Points | None, Points | None]:
    """The band of a state's alignments after this turn; nothing while it is worked out, and when the game is over."""
    found = [desk.expected(("alignment", state, pole)) for pole in desk.view.board.poles]
    bands = [band for band in found if band is not None]
    if len(bands) < len(found):
        return None, None, None
    low, ahead, high = zip(*bands, strict=True)
    return low, ahead, high


def tip(words: Words, board: Board, actor: str) -> Element:
    """What the pointer tells about an actor: its alignments, how it divides itself, and who is first with it."""
    entry = words.actor(actor)
    rows: list[Element] = [Text(words.name(actor), "h3")]
    if actor in board.institutions:
        return Column([*rows, Text(_(entry.role), "small", theme.MUTED)], gap=4)
    parts = share(points(board, actor))
    for pole, part in zip(board.poles, parts, strict=True):
        says = _("{alignment} · {share} % of it").format(
            alignment=number(board.alignment(actor, pole)), share=number(100 * part)
        )
        if pole != entry.pole:
            rows.append(Row([pole_chip(words, pole), Text(says, "small")], gap=8))
    if actor in board.states:
        first = board.first_partner(actor)
        says = _("First partner: {pole}").format(pole=words.name(first)) if first else _("Nobody is first")
        rows += [Text(says, "smallstrong"), Text(_(term("first-partner").sentence), "small", theme.MUTED)]
    return Column(rows, gap=4)


def legend(desk: Desk) -> Element:
    """What the signs mean."""
    says = [_("Size: weight"), _("letter and ring: first partner")]
    says += [_("trail: past turns")] if desk.view.reports else []
    says += [_("arrow: after this turn, in the middle of what may come; pale: four of five futures")] if desk.prospect else []
    return Text(" · ".join(says), "small", theme.MUTED)


@attrs.define(eq=False)
class Poles:
    """The plot on the whole window, with the dossier of the state that is looked at."""

    desk: Desk
    actor: str = ""
    id: str = "triangle"
    overlay: bool = False

    def __attrs_post_init__(self) -> None:
        self.actor = self.actor or self.desk.seat

    def build(self, space: Space) -> Element:
        says = _("How every state divides itself between the poles: the nearer to a corner, the more it leans there.")
        title = titled(_("Between the poles"), says)
        top = Row([title, Gap(grow=1), button("close", _("Close"), self.back, key="escape", first=True)])
        left = Panel(pane(self.desk, self.actor, self._look), pad=12, grow=1)
        if not space.wide:
            return Column([top, left], gap=10)
        before = self.desk.view.reports[-1].before if self.desk.view.reports else None
        right = Panel(stack(f"poles:{self.actor}", page_dossier.page(self.desk, self.actor, before)), pad=16, wide=440)
        return Column([top, Row([left, right], gap=12, align="stretch", grow=1)], gap=10)

    def back(self) -> Nav:
        return Pop()

    def news(self) -> bool:
        """Whether something has been thought of meanwhile."""
        return self.desk.session.news()

    def _look(self, actor: str) -> Nav:
        self.actor = actor
        return None
