"""Replies: what the others may do this turn, sampled from what everybody can see."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from random import Random

import attrs
import numpy as np

from game.bots.bundle import Bundle
from game.bots.ideas import Idea, appraise, ideas
from game.bots.lookahead import Floats, Futures, futures
from game.model.orders import Order
from game.view import View

NOISE = 0.6
"""Points of spread in how the others are taken to value an idea: their plans and moods."""


@attrs.frozen(eq=False)
class Seen:
    """One seat as the others see it: its open goals, and the ideas that are good for it."""

    view: View
    thoughts: tuple[Idea, ...]
    every: tuple[Idea, ...]
    """All its ideas, good or not."""
    future: Futures
    """The end of the game after a pass, then after each of them with what it needs."""
    _guesses: dict[int, tuple[Idea, ...]] = attrs.field(factory=dict)

    def guess(self, secret: int) -> tuple[Idea, ...]:
        """The ideas that are good for it if that line is its secret goal, which only it knows."""
        if secret not in self._guesses:
            view = attrs.evolve(self.view, goals=(*self.view.goals, secret))
            self._guesses[secret] = tuple(appraise(view, self.every, self.future))
        return self._guesses[secret]

    @property
    def lines(self) -> Floats:
        """(n, G): what each idea changes in every goal line, in points."""
        found: Floats = self.future.lines[1:] - self.future.lines[0]
        return found

    def sheet(self, draw: Random, spread: float = NOISE) -> tuple[Order, ...]:
        """A sheet it may hand in: its ideas in the order of what they are worth to it with one of its possible secret goals,
        give or take `spread` points."""
        secrets = self.view.rulebook.goals.secrets[self.view.rulebook.names.seats.index(self.view.seat)]
        thoughts = self.guess(int(draw.choice(secrets))) if len(secrets) else self.thoughts
        worth = {id(idea): idea.net + spread * draw.gauss(0.0, 1.0) for idea in thoughts}
        wanted = sorted((i for i in thoughts if worth[id(i)] > 0.0 and not i.consents), key=lambda i: -worth[id(i)])
        bundle = Bundle(self.view)
        for idea in wanted:
            if bundle.fits(idea):
                bundle = bundle.add(idea)
        return (*bundle.complete(wanted), *(idea.order for idea in thoughts if idea.consents))


def table(view: View) -> tuple[Seen, ...]:
    """Every seat as the others see it. The same for whoever asks, so it is worked out once a turn."""
    if "table" not in view.notes:
        view.notes["table"] = look_round(view)
    found: tuple[Seen, ...] = view.notes["table"]
    return found


def look_round(view: View, keep: Callable[[View, Idea], bool] = lambda view, idea: True) -> tuple[Seen, ...]:
    """Every seat with those of its ideas that are to be kept."""
    goals = view.rulebook.goals
    blank = attrs.evolve(view, sheet=None, talks=(), pledges=())
    views = [
        attrs.evolve(blank, seat=seat, goals=tuple(int(g) for g in np.flatnonzero(goals.open_lines[d])))
        for d, seat in enumerate(view.rulebook.names.seats)
    ]
    thoughts = [[idea for idea in ideas(v) if keep(v, idea)] for v in views]
    rows = [[(idea.order, *idea.others) for idea in found] for found in thoughts]
    future = futures(view, [(), *(row for found in rows for row in found)])
    starts = np.cumsum([1, *map(len, rows)])
    parts = [future.part(int(start), len(found)) for found, start in zip(thoughts, starts, strict=False)]
    return tuple(
        Seen(v, tuple(appraise(v, found, part)), tuple(found), part)
        for v, found, part in zip(views, thoughts, parts, strict=True)
    )


def seen_of(view: View, seat: str) -> Seen:
    """A seat as everybody sees it."""
    return next(seen for seen in table(view) if seen.view.seat == seat)


def replies(view: View, samples: int, luck: int, spread: float = NOISE) -> list[list[Order]]:
    """Samples of all sheets but the view's own."""
    others = [seen for seen in table(view) if seen.view.seat != view.seat]
    return [[order for seen in others for order in seen.sheet(Random(f"{luck}|{k}|{seen.view.seat}"), spread)]
            for k in range(samples)]


def crossed(sheets: Sequence[Sequence[Order]], samples: Sequence[Sequence[Order]]) -> list[list[Order]]:
    """Every sheet with every sample, sheet by sheet."""
    return [[*sheet, *others] for sheet in sheets for others in samples]
