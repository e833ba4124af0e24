"""Outcome: how a game ended, and who stands where."""

from __future__ import annotations

import attrs
import numpy as np

from game.model.board import Board
from game.model.chance import Seeds
from game.model.scores import scores


@attrs.frozen(kw_only=True)
class Standing:
    """One delegation at the end: its score, its rank, the points of each line, and what a rupture cost it."""

    seat: str
    score: float
    rank: int
    lines: tuple[tuple[str, float], ...]
    """(goal id, points) for every open line and the secret one; with the penalty they sum to the score."""
    secret: str | None
    penalty: float


@attrs.frozen(kw_only=True)
class Outcome:
    """How a game ended."""

    reason: str
    """finished, or rupture: all turns were played, with or without a breach"""
    standings: tuple[Standing, ...]
    blamed: str | None
    rupture_turn: int | None


def ended(board: Board, seeds: Seeds) -> Outcome:
    """The outcome of a game that is over."""
    standings = [_standing(board, seeds, seat) for seat in board.rulebook.names.seats]
    standings.sort(key=lambda s: (-s.score, s.seat))
    ranked = [attrs.evolve(s, rank=1 + sum(o.score > s.score for o in standings)) for s in standings]
    return Outcome(
        reason="rupture" if board.rupture_turn else "finished",
        standings=tuple(ranked),
        blamed=board.blamed,
        rupture_turn=board.rupture_turn,
    )


def _standing(board: Board, seeds: Seeds, seat: str) -> Standing:
    lines, found = board.rulebook.goals.lines, scores(board.rulebook, board.world, seeds)
    d = board.rulebook.names.seats.index(seat)
    counted = np.flatnonzero(found.counted[0, d])
    return Standing(
        seat=seat,
        score=float(found.total[0, d]),
        rank=0,
        lines=tuple((lines[g].goal.id, float(found.lines[0, g])) for g in counted),
        secret=next((lines[g].goal.id for g in counted if lines[g].secret), None),
        penalty=float(found.penalty[0, d]),
    )
