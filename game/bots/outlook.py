"""Outlooks: what a seat takes the others to do, and what bundles of its own come to then. Every simulated turn is counted."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import attrs

from game.bots.bundle import Bundle
from game.bots.course import course
from game.bots.ideas import Idea
from game.bots.level import Level
from game.bots.lookahead import Floats, Futures, futures
from game.bots.replies import crossed, replies
from game.model.orders import Order
from game.view import View

Stop = Callable[[], bool]


class Cancelled(Exception):
    """The decision is not wanted any more."""


@attrs.define(eq=False)
class Outlook:
    """What one seat expects of this turn and the later ones, at a level; and what it has spent on looking ahead."""

    level: Level
    view: View
    replies: Sequence[Sequence[Order]]
    """All sheets but one's own, several times over. With none, the others pass, but do what an idea needs of them."""
    later: Sequence[Sequence[Order]] = ()
    """What everybody is expected to order in the turns after this one."""
    stop: Stop = lambda: False
    spent: int = 0
    """Simulated game-turns so far."""

    @property
    def tried(self) -> int:
        """How many of the best ideas are weighed at each step."""
        return self.level.tried

    @property
    def most(self) -> int:
        """How many orders are weighed together."""
        return self.level.orders

    @property
    def turns(self) -> int:
        """How many turns are played out."""
        left = len(self.view.turns) - self.view.world.step
        return min(left, self.level.turns or left)

    @property
    def samples(self) -> int:
        """Under how many replies a bundle is weighed."""
        return max(len(self.replies), 1)

    def affords(self, bundles: int, samples: int | None = None) -> bool:
        """Whether so many bundles can still be weighed within the level's budget."""
        return self.spent + bundles * (samples or self.samples) * self.turns <= self.level.budget

    def ahead(self, bundles: Sequence[Sequence[Idea]], part: slice = slice(None)) -> Futures:
        """What comes of bundles under each of the replies (of a part of them), bundle by bundle. Raises Cancelled."""
        if self.stop():
            raise Cancelled
        sheets = [Bundle(self.view, tuple(bundle)).orders() for bundle in bundles]
        if self.replies:
            rows = crossed(sheets, self.replies[part])
        else:
            helped = [dict.fromkeys(order for idea in bundle for order in idea.others) for bundle in bundles]
            rows = [[*sheet, *others] for sheet, others in zip(sheets, helped, strict=True)]
        self.spent += len(rows) * self.turns
        return futures(self.view, rows, course=self.later, ahead=self.turns)

    def points(self, bundles: Sequence[Sequence[Idea]], part: slice = slice(None)) -> Floats:
        """(n,): what bundles are worth to the seat on average over the replies (a part of them), prices not counted."""
        found: Floats = self.ahead(bundles, part).valued(self.view).reshape(len(bundles), -1).mean(axis=1)
        return found

    def worth(self, bundles: Sequence[Sequence[Idea]]) -> Floats:
        """(n,): the same of one bundle, and of others that have one idea more: without replies, that idea's gain is weighed by
        its chance."""
        points = self.points(bundles)
        if not self.replies:
            for n, bundle in enumerate(bundles[1:], start=1):
                points[n] = points[0] + bundle[-1].chance * (points[n] - points[0])
        return points


def expecting(level: Level, view: View, luck: int, stop: Stop = lambda: False) -> Outlook:
    """What a level expects."""
    later = [[order for sheet in sheets.values() for order in sheet] for sheets in course(view)[1:]] if level.course else []
    return Outlook(level, view, replies(view, level.replies, luck, level.spread), later, stop)
