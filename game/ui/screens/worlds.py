"""The world of any turn, of any future: as a map or between the poles, with the way that led there."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING

import attrs

from game.ui.axes import Axes
from game.ui.dots import Dot, Points, Press
from game.ui.map import Map, chart_of, shown
from game.ui.map.shown import inks
from game.ui.screens import between, world
from game.ui.screens.glance import glance
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
        inks(words.scenario),
        {actor: shown(board, actor) for actor in board.actors},
        on,
        selected=chosen if chosen != me else "",
        me=me,
        clear=clear,
        before=before or {},
        progress=progress,
        tips=lambda actor: partial(glance, words, board, actor) if actor in board.actors else None,
        grow=1,
    )


def plot(
    words: Words, way: Sequence[Board], me: str, chosen: str, on: Press = None, other: Sequence[Board] = ()
) -> Triangle | Axes:
    """The plot of the last of some worlds, with the way through the others as a trail; in grey how those looked at went
    otherwise."""
    board = way[-1]
    return between.drawn(words, board, [_dot(words, way, state, me, chosen, other) for state in board.states], on)


def _dot(words: Words, way: Sequence[Board], state: str, me: str, chosen: str, other: Sequence[Board]) -> Dot:
    return attrs.evolve(
        between.dot(words, way[-1], state),
        past=_path(way[:-1], state),
        other=_path(other, state) if state in (me, chosen) else (),
        mine=state == me,
        chosen=state == chosen,
    )


def _path(way: Sequence[Board], state: str) -> tuple[Points, ...]:
    return tuple(between.points(board, state) for board in way)
