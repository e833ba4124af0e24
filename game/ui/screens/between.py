"""Where all states stand between the poles: a triangle where there are three, else parallel axes."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING

import attrs

from game.text import _
from game.ui import theme
from game.ui.axes import Axes
from game.ui.dots import Corner, Dot, Points, Press
from game.ui.layout import Column, Element
from game.ui.nav import Nav
from game.ui.oklab import blend
from game.ui.screens.glance import glance
from game.ui.session import Desk
from game.ui.ternary import Triangle, share
from game.ui.widgets import Text
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
    board = desk.view.board
    return drawn(desk.words, board, [_dot(desk, state, state == chosen, ends or {}) for state in board.states], on)


def drawn(words: Words, board: Board, dots: Sequence[Dot], on: Press) -> Triangle | Axes:
    """Dots between the poles of a world."""
    corners = [_corner(words, board, pole) for pole in board.poles]
    if len(corners) == 3:
        return Triangle(corners, dots, on=on, grow=1)
    return Axes(corners, dots, bar=words.scenario.rules.partner_bar, on=on, grow=1)


def dot(words: Words, board: Board, state: str) -> Dot:
    """A state where it stands in a world, with its first partner."""
    first = board.first_partner(state)
    return Dot(
        state,
        words.name(state),
        board.weight(state),
        points(board, state),
        tint(words, board, state),
        ring=words.colour(first) if first else None,
        letter=words.pole(first).letter if first else "",
        tip=partial(glance, words, board, state),
    )


def _corner(words: Words, board: Board, id: str) -> Corner:
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
    """With its trail, and where it may go; with `ends`, where it comes to rest alone."""
    words, board = desk.words, desk.view.board
    here = attrs.evolve(dot(words, board, state), mine=state == desk.seat, chosen=chosen)
    if ends:
        return attrs.evolve(here, end=ends.get(state))
    low, ahead, high = _ahead(desk, state)
    past = tuple(points(report.before, state) for report in desk.view.reports)
    return attrs.evolve(here, past=past, low=low, ahead=ahead, high=high, tip=partial(glance, words, board, state, desk.expected))


def _ahead(desk: Desk, state: str) -> tuple[Points | None, Points | None, Points | None]:
    """The band of a state's alignments after this turn; nothing while it is worked out, and when the game is over."""
    found = [desk.expected(("alignment", state, pole)) for pole in desk.view.board.poles]
    bands = [band for band in found if band is not None]
    if len(bands) < len(found):
        return None, None, None
    low, ahead, high = zip(*bands, strict=True)
    return low, ahead, high


def legend(desk: Desk) -> Element:
    """What the signs mean."""
    says = [_("Size: weight"), _("letter and ring: first partner")]
    says += [_("trail: past turns")] if desk.view.reports else []
    says += [_("arrow: after this turn, in the middle of what may come; pale: four of five futures")] if desk.prospect else []
    return Text(" · ".join(says), "small", theme.MUTED)
