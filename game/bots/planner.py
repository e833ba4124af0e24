"""The planner: weighs what its seat could order by where it leads, as far and as wide as its level looks."""

from __future__ import annotations

from collections.abc import Sequence

import attrs
import numpy as np

from game.bots.bundle import LEAST, Bundle, rivals, unchosen
from game.bots.ideas import Idea, appraise
from game.bots.level import Level
from game.bots.outlook import Outlook, Stop, expecting
from game.bots.plan import Plan, explained
from game.bots.promises import chosen
from game.bots.replies import seen_of
from game.view import View


def plan(level: Level, view: View, luck: int, beside: bool = False, stop: Stop = lambda: False) -> Plan:
    """The orders of a level. With `beside`, the plan tells the bundles beside the best one too.

    Raises Cancelled as soon as `stop` says so; nothing else depends on it.
    """
    if view.over:
        return Plan(orders=())
    return answer(expecting(level, view, luck, stop), considered(view), beside)


def considered(view: View) -> list[Idea]:
    """The ideas that are worth having, best first, as far as they go by themselves."""
    seen = seen_of(view, view.seat)
    return appraise(view, seen.every, seen.future)


def answer(outlook: Outlook, thoughts: Sequence[Idea], beside: bool = False) -> Plan:
    """The best answer, made of ideas, to what is expected."""
    bundle, owed = chosen(outlook, thoughts)
    bundle = improved(outlook, bundle, thoughts, owed)
    plan = explained(outlook, bundle, thoughts, owed)
    return attrs.evolve(plan, rivals=rivals(outlook, bundle, thoughts)) if beside else plan


def improved(outlook: Outlook, bundle: Bundle, thoughts: Sequence[Idea], owed: Sequence[Idea] = ()) -> Bundle:
    """The bundle after exchanges: of those that differ in one order the best one is taken, as often as the level says."""
    for _ in range(outlook.level.exchanges):
        better = best(outlook, [bundle, *near(outlook, bundle, thoughts, owed)])
        if better is bundle:
            break
        bundle = better
    return bundle


def near(outlook: Outlook, bundle: Bundle, thoughts: Sequence[Idea], owed: Sequence[Idea] = ()) -> list[Bundle]:
    """The bundles with one order more, one less, or one exchanged; what is owed stays."""
    rest = unchosen(thoughts, bundle.chosen)
    less = [Bundle(bundle.view, tuple(idea for idea in bundle.chosen if idea is not out))
            for out in bundle.chosen if out not in owed]
    return [*less, *(base.add(idea) for base in (bundle, *less)
                     for idea in [idea for idea in rest if base.fits(idea)][: outlook.tried])]


def best(outlook: Outlook, bundles: Sequence[Bundle]) -> Bundle:
    """Successive halving: all bundles are weighed under a few of the replies, the better half under twice as many, and so on.

    The first bundle stays in to the end, and is kept unless another one is better by more than the least. As many bundles are
    looked at as can be afforded.
    """
    alive, seen, samples = list(bundles), 0, max(outlook.samples // 4, 1)
    totals = np.zeros(len(alive))
    while not outlook.affords(len(alive), min(samples, outlook.samples) - seen) and len(alive) > 1:
        alive, totals = alive[: len(alive) // 2], totals[: len(totals) // 2]
    while len(alive) > 1 and seen < outlook.samples and outlook.affords(len(alive), min(samples, outlook.samples) - seen):
        part = slice(seen, min(samples, outlook.samples))
        totals = totals + (part.stop - seen) * outlook.points([bundle.chosen for bundle in alive], part)
        seen, samples = part.stop, 2 * samples
        net = totals / seen - [sum(idea.price for idea in bundle.chosen) for bundle in alive]
        net[0] += LEAST
        keep = np.argsort(-net, kind="stable")[: max(len(alive) // 2, 1) if seen < outlook.samples else 1]
        if seen < outlook.samples and 0 not in keep:
            keep = np.concatenate([[0], keep])
        keep = np.sort(keep)
        alive, totals = [alive[k] for k in keep], totals[keep]
    return alive[0]
