"""The world of any turn, of any future: as a map or between the poles, with the way that led there."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING

from game.ui.axes import Axes
from game.ui.dots import Dot, Points, Press
from game.ui.map import Map, chart_of, shown
from game.ui.screens import triangle, world
from game.ui.ternary import Triangle
from game.ui.words import Words

if TYPE_CHECKING:
    from game.model.board import Board


def chart(
    words: Words,
    board: Board,
    me: str,
    on: Press = None,
    *,
    chosen: str = "",
    clear: world.Margins = (0, 0, 0, 0),
    before: Mapping[str, tuple[float, ...]] | None = None,
    progress: float = 1.0,
) -> Map:
    """The map of a world."""
    return Map(
        chart_of(words.scenario),
        world.poles(words),
        {actor: shown(board, actor) for actor in board.actors},
        on,
        selected=chosen if chosen != me else "",
        me=me,
        clear=clear,
        before=before or {},
        progress=progress,
        tips=lambda actor: partial(triangle.tip, words, board, actor) if actor in board.actors else None,
        grow=1,
    )


def plot(
    words: Words, way: Sequence[Board], me: str, chosen: str, on: Press = None, other: Sequence[Board] = ()
) -> Triangle | Axes:
    """The plot of the last of some worlds, with the way through the others as a trail; in grey how those looked at went
    otherwise."""
    board = way[-1]
    corners = [triangle.corner(words, board, pole) for pole in board.poles]
    dots = [_dot(words, way, state, me, chosen, other) for state in board.states]
    if len(corners) == 3:
        return Triangle(corners, dots, on=on, grow=1)
    return Axes(corners, dots, bar=words.scenario.rules.partner_bar, on=on, grow=1)


def _dot(words: Words, way: Sequence[Board], state: str, me: str, chosen: str, other: Sequence[Board]) -> Dot:
    board = way[-1]
    first = board.first_partner(state)
    return Dot(
        state,
        words.name(state),
        board.weight(state),
        triangle.points(board, state),
        triangle.tint(words, board, state),
        ring=words.colour(first) if first else None,
        letter=words.pole(first).letter if first else "",
        past=_path(way[:-1], state),
        other=_path(other, state) if state in (me, chosen) else (),
        mine=state == me,
        chosen=state == chosen,
        tip=partial(triangle.tip, words, board, state),
    )


def _path(way: Sequence[Board], state: str) -> tuple[Points, ...]:
    return tuple(triangle.points(board, state) for board in way)
