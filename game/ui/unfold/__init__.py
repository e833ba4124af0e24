"""A turn unfolded: its report as the steps of a short film, in words and arrows, before anything is drawn."""

from __future__ import annotations

from collections.abc import Sequence

from game.ui.unfold.happened import ACTS
from game.ui.unfold.summed import SUMS
from game.ui.unfold.telling import Arrow, Note, Step, Telling

__all__ = ["LONGEST", "Arrow", "Note", "Step", "Telling", "pace", "steps"]

LONGEST = 45.0
"""Seconds that the whole film takes at most."""


def steps(told: Telling) -> tuple[Step, ...]:
    """The whole film: what happened, then what came of it."""
    return tuple(step for act in (*ACTS, *SUMS) for step in act(told))


def pace(film: Sequence[Step]) -> tuple[float, ...]:
    """For how many seconds each step stays when the film runs by itself."""
    wanted = sum(step.asks for step in film)
    faster = min(1.0, LONGEST / wanted) if wanted else 1.0
    return tuple(step.asks * faster for step in film)
