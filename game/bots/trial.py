"""Trials: turns played to see what would come of them, and who plays them: each at once, or those of many games together."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextvars import ContextVar
from itertools import chain, islice
from itertools import repeat as repeated

import attrs
import numpy as np

from game.model.chance import Seeds
from game.model.rulebook import Rulebook
from game.model.sheets import Sheets, empty, merged
from game.model.turn import resolve
from game.model.world import World, repeat, take, together


@attrs.frozen(eq=False)
class Trial:
    """n games played up to a step: in the first turn everybody does as the sheets say, later as the course says, then passes."""

    rulebook: Rulebook
    world: World
    """Of the one game that all of them go on from, or of n."""
    sheets: Sheets
    """Of n games."""
    until: int
    seeds: Seeds | None = None
    """(n,): their luck; without it there is no chance, and no event after the first turn."""
    course: tuple[Sheets, ...] = ()
    """The turns after the first one, as far as anybody orders in them; each of one game, the same for all."""

    @property
    def size(self) -> int:
        """n, the number of games."""
        return self.sheets.size

    @property
    def kind(self) -> tuple[Rulebook, int, int, bool, int]:
        """What trials that can be played as one batch have in common."""
        return self.rulebook, self.world.step, self.until, self.seeds is not None, len(self.course)


def play(trials: Sequence[Trial]) -> list[World]:
    """The worlds that trials of one kind lead to, played as one batch: bit for bit the same as each of them alone."""
    rulebook, until = trials[0].rulebook, trials[0].until
    luck = [trial.seeds for trial in trials if trial.seeds is not None]
    world = together([t.world if t.world.size == t.size else repeat(t.world, t.size) for t in trials])
    seeds = np.concatenate(luck) if luck else np.zeros(world.size, dtype=np.uint64)
    for sheets in _turns(trials, until - world.step):
        world = resolve(rulebook, world, sheets, seeds, luck=bool(luck)).world
    if len(trials) == 1:
        return [world]
    ends = np.cumsum([trial.size for trial in trials]).tolist()
    return [take(world, slice(end - trial.size, end)) for end, trial in zip(ends, trials, strict=True)]


def _turns(trials: Sequence[Trial], count: int) -> Iterator[Sheets]:
    """The sheets of every turn."""
    course = [merged([sheets for t in trials for sheets in [t.course[k]] * t.size]) for k in range(len(trials[0].course))]
    nothing = empty(trials[0].rulebook, sum(trial.size for trial in trials))
    return islice(chain([merged([trial.sheets for trial in trials])], course, repeated(nothing)), count)


def _alone(trial: Trial) -> World:
    return play([trial])[0]


player: ContextVar[Callable[[Trial], World]] = ContextVar("player", default=_alone)
"""Who plays the trials of the game that is being thought about."""


def tried(trial: Trial) -> World:
    """The world (n) that a trial leads to."""
    return player.get()(trial)
