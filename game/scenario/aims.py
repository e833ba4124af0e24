"""Warns of goals that are decided from the start, or that can give few of their points whatever anybody does."""

from __future__ import annotations

import math
from collections.abc import Iterator

from game.scenario.mistake import Mistake
from game.scenario.possible import Span
from game.scenario.prospects import Prospects
from game.scenario.tables.aims import Goal

NEAR = 1e-6
FEW = 0.5
"""The share of a goal's points that it should be able to give at least."""
ANYTHING: Span = (-math.inf, math.inf)


def check_aims(prospects: Prospects) -> Iterator[Mistake]:
    """A warning for each goal that always gives the same points, or never more than a few."""
    aims = _Aims(prospects)
    for index, brief in enumerate(prospects.scenario.brief):
        for key in ("goal", "secret"):
            for place, goal in enumerate(getattr(brief, key)):
                low, high = aims.points(goal, brief.actor)
                if goal.weight and high - low < NEAR:
                    message = f"this goal is decided from the start: it always gives {low:.3g} of its {goal.weight:g} points"
                    yield Mistake(("brief", index, key, place, "id"), "settled-goal", message)
                elif high < FEW * goal.weight:
                    message = f"this goal never gives more than {high:.3g} of its {goal.weight:g} points"
                    yield Mistake(("brief", index, key, place, "worth" if goal.worth else "to"), "steep-goal", message)


class _Aims:
    """How much each goal may give."""

    def __init__(self, prospects: Prospects) -> None:
        self.of, self.possible, self.cast = prospects, prospects.possible, prospects.cast
        self.scenario = prospects.scenario

    def points(self, goal: Goal, seat: str) -> Span:
        """From the fewest to the most points that a goal may give."""
        low, high = _together(goal, self._spans(goal, seat))
        start, end = (0.0, goal.weight) if goal.worth else (goal.from_, goal.to)
        least, most = sorted(goal.weight * min(1.0, max(0.0, (raw - start) / (end - start))) for raw in (low, high))
        return (0.0 if goal.shared and self.scenario.rupture is not None else least), most

    def _spans(self, goal: Goal, seat: str) -> list[Span]:
        """What each thing that the goal measures may be."""
        found: list[Span] = getattr(self, f"_{goal.raw}", lambda goal, seat: [ANYTHING])(goal, seat)
        return found

    def _actors(self, goal: Goal, seat: str) -> list[str]:
        return sorted(self.cast.of(goal.of)) or [seat]

    def _poles(self, goal: Goal, seat: str) -> list[str]:
        own = self.cast.actors[seat].pole
        return list(goal.toward) or ([own] if own else [])

    def _track(self, goal: Goal, seat: str) -> list[Span]:
        return [self.possible.track(name) for name in goal.what]

    def _welfare(self, goal: Goal, seat: str) -> list[Span]:
        return [self.possible.welfare(name) for name in self._actors(goal, seat)]

    def _alignment(self, goal: Goal, seat: str) -> list[Span]:
        return [self.possible.alignment(a, p) for a in self._actors(goal, seat) for p in self._poles(goal, seat)]

    def _dependency(self, goal: Goal, seat: str) -> list[Span]:
        return [self.possible.dependency(a, p) for a in self._actors(goal, seat) for p in self._poles(goal, seat)]

    def _relation(self, goal: Goal, seat: str) -> list[Span]:
        pairs = [(a, b) for a in self._actors(goal, seat) for b in sorted(self.cast.of(goal.with_)) if a != b]
        return [self.possible.relation(*pair) for pair in pairs]

    def _partner_weight(self, goal: Goal, seat: str) -> list[Span]:
        return [self.possible.partner_weight(pole) for pole in self._poles(goal, seat)]

    def _open(self, goal: Goal, seat: str) -> list[Span]:
        return [self._first(actor, None) for actor in self._actors(goal, seat)]

    def _first_partner(self, goal: Goal, seat: str) -> list[Span]:
        return [self._first(actor, None if goal.option == "nobody" else goal.option) for actor in self._actors(goal, seat)]

    def _first(self, actor: str, pole: str | None) -> Span:
        """Whoever is no state never has a first partner."""
        always = pole is None and self.cast.actors[actor].kind != "state"
        return float(always), float(self.possible.may_be_first(actor, pole))

    def _item(self, goal: Goal, seat: str) -> list[Span]:
        worth = [0.0, *goal.worth.values()] if goal.worth else [0.0, 1.0]
        dropped = [0.0, float(goal.worth.get("dropped", 0.0))]
        return [(0.0, max(worth if name in self.possible.adopted else dropped)) for name in goal.what]

    def _adopted(self, goal: Goal, seat: str) -> list[Span]:
        wanted = frozenset(goal.what) or frozenset(item.id for item in self.scenario.item)
        return [(0.0, float(len(wanted & self.possible.adopted)))]

    def _file_steps(self, goal: Goal, seat: str) -> list[Span]:
        steps = {file.id: len(file.steps) for file in self.scenario.file if file.id in self.possible.moved}
        each = float(goal.worth.get("step", 1.0))
        return [(0.0, each * steps.get(name, 0)) for name in goal.what or [file.id for file in self.scenario.file]]

    def _met(self, goal: Goal, seat: str) -> list[Span]:
        others = self.cast.of(goal.with_) or self.cast.actors.keys()
        return [(0.0, float(sum(frozenset({a, b}) in self.possible.met for b in others if a != b)))
                for a in self._actors(goal, seat)]

    def _posture(self, goal: Goal, seat: str) -> list[Span]:
        options = [self.possible.switches[goal.what[0], actor] for actor in self._actors(goal, seat)]
        return [(float(found == {goal.option}), float(goal.option in found)) for found in options for _ in goal.toward or [0]]

    def _admitted(self, goal: Goal, seat: str) -> list[Span]:
        actors = self._actors(goal, seat)
        return [(float(self.cast.actors[name].member), float(name in self.possible.members)) for name in actors]

    def _orders(self, goal: Goal, seat: str) -> list[Span]:
        by = self.cast.of(goal.by) or (self.cast.actors.keys() if goal.of else {seat})
        return [(0.0, 0.0 if self.possible.givers[goal.action or ""].isdisjoint(by) else math.inf)]


def _together(goal: Goal, spans: list[Span]) -> Span:
    """What a list of spans may make, taken as the goal takes it."""
    if not spans:
        return 0.0, 0.0
    if goal.take == "count":
        above, below = goal.above if goal.above is not None else -math.inf, goal.below if goal.below is not None else math.inf
        sure = sum(above + NEAR <= low and high < below - NEAR for low, high in spans)
        return float(sure), float(sum(above - NEAR <= high and low < below + NEAR for low, high in spans))
    lows, highs = zip(*spans, strict=True)
    if len(spans) == 1 or goal.take in ("min", "max"):
        take = min if goal.take == "min" else max
        return take(lows), take(highs)
    share = len(spans) if goal.take == "mean" else 1
    return sum(lows) / share, sum(highs) / share
