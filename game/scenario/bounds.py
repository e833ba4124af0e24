"""A bound on how far any legal game can move a latent, so that no value ever reaches the end of its scale.

The bound is crude and safe: in every turn every seat gives the orders that hurt most, all effects hold, all modifiers
apply. A push counts no more than saturation lets through: with c the saturation and g the decay of effort, one giver
moves one actor in T turns by at most c (1 + T r), where r, the largest exp(-g x) - exp(-x), is what decay gives back.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator

import attrs

from game.scenario.cast import Cast
from game.scenario.effects import Effect, sizes_of
from game.scenario.mistake import Mistake
from game.scenario.schema import Action, Actor, Scenario

MOST_TANH = 15.0
MOST_LOGISTIC = 36.0
"""The next float after logistic(36) is 1."""

AT_LAST_SESSION = ("aside", "object")
LUCK_REACH = 6
MOST_JOINERS = 31
Weigh = Callable[[Effect], float]


def check_bounds(scenario: Scenario, cast: Cast) -> Iterator[Mistake]:
    """A mistake for each sort of value that a legal game could drive to the end of its scale."""
    bounds = Bounds(scenario, cast)
    for sort, latent, most in bounds.all():
        if not latent <= most:
            message = f"a legal game could move {sort} by {latent:.1f} latent units, more than {most:.1f}"
            yield Mistake(("action",), "unbounded", message, "make effects smaller or rarer", on_key=True)


@attrs.frozen
class Load:
    """The most that one order does to one value, in points; how often a turn, and the slots of each."""

    amount: float
    slots: int
    often: int = 1


class Bounds:
    """What all orders, events and items of a scenario could add up to."""

    def __init__(self, scenario: Scenario, cast: Cast) -> None:
        self.scenario = scenario
        self.cast = cast
        self.turns = len(scenario.turn)
        self.seats = [actor for actor in scenario.actor if actor.playable]
        self.coupling = {(c.push, c.costs): abs(c.size) for c in scenario.coupling}

    def all(self) -> Iterator[tuple[str, float, float]]:
        """(what is bounded, the bound beyond the start in latent units, the most allowed)."""
        tanh, logistic = MOST_TANH - math.atanh(0.98), MOST_LOGISTIC - math.log(99)
        for pole in self.scenario.pole:
            yield f"an alignment toward {pole.id!r}", self._stance(pole.id) / 100, tanh
        yield "a relation", self._relation() / 100, tanh
        for track in self.scenario.track:
            trend = self.turns * math.fsum(abs(trend.size) for trend in track.trend)
            yield f"the track {track.id!r}", (self._sum(_of_track(track.id)) + trend) / 25, logistic
        for kind in ("welfare", "dependency"):
            yield f"a {kind}", self._sum(_of_kind(kind)) / 25, logistic
        yield "a wording", self._wording() / 25, logistic

    def _stance(self, pole: str) -> float:
        """Pushes; and anchors, which count twice, for neighbours follow them."""
        rules = self.scenario.rules
        saturated = rules.saturation * (1 + self.turns * _regained(rules.effort_decay))
        points = LUCK_REACH * self.turns * rules.luck
        for seat in self.seats:
            push = min(saturated, self._orders(seat, self._toward(pole, "push", seat)))
            anchor = self._orders(seat, self._toward(pole, "anchor", seat))
            points += (1 + rules.receptivity) * (push + 2 * anchor)
        return points + self._around(self._toward(pole, "push")) + 2 * self._around(self._toward(pole, "anchor"))

    def _relation(self) -> float:
        """Of one pair: the orders of its two sides, and those of others that can fall on it."""
        own = max((self._orders(seat, _own_relation) for seat in self.seats), default=0.0)
        foreign = math.fsum(self._orders(seat, _foreign_relation) for seat in self.seats)
        return 2 * own + foreign + self._around(_of_kind("relation"))

    def _sum(self, weigh: Weigh) -> float:
        return math.fsum(self._orders(seat, weigh) for seat in self.seats) + self._around(weigh)

    def _toward(self, pole: str, kind: str, seat: Actor | None = None) -> Weigh:
        """The share of an effect that reaches a pole, directly or through the coupling."""
        shares = {entry.id: self.coupling.get((entry.id, pole), 0.0) for entry in self.scenario.pole} | {pole: 1.0}
        own = shares.get(seat.pole, 0.0) if seat is not None and seat.pole is not None else 0.0

        def weigh(effect: Effect) -> float:
            toward = effect.toward or "self"
            share = own if toward == "self" else shares.get(toward, 1.0)
            return share * _amount(effect, kind)

        return weigh

    def _around(self, weigh: Weigh) -> float:
        """Events and steps of files once each, items in every turn."""
        scenario = self.scenario
        once = [effect for event in scenario.event for effect in event.effects]
        once += [effect for event in scenario.event for choice in event.choices for effect in choice.effects]
        once += [effect for file in scenario.file for _ in file.steps for effect in file.effects]
        each_turn = [effect for item in scenario.item for effect in item.effects]
        return math.fsum(map(weigh, once)) + self.turns * math.fsum(map(weigh, each_turn))

    def _orders(self, seat: Actor, weigh: Weigh) -> float:
        """The most that one seat's orders of a whole game do to one value."""
        slots = seat.slots if seat.slots is not None else 3 if seat.kind == "power" else 2
        each_turn = _packed(slots, self._actions(seat, weigh)) + self._meeting(seat, weigh)
        return self.turns * each_turn + self._positions(weigh)

    def _actions(self, seat: Actor, weigh: Weigh) -> Iterator[Load]:
        for action in self.scenario.action:
            amount = self._factor(action.id) * _of_order(action.effects, weigh)
            if amount and seat.id in self.cast.of(action.by):
                yield Load(amount, action.slots, 1 if action.once_a_turn else self._targets(action))

    def _targets(self, action: Action) -> int:
        """How many orders of an action can fall on one actor; those on actors and disputes name it."""
        scenario = self.scenario
        several = {"pole": scenario.pole, "group": scenario.group, "item": scenario.item, "file": scenario.file}
        return max(1, len(several.get(action.target, ())))

    def _meeting(self, seat: Actor, weigh: Weigh) -> float:
        loads = [_of_order(meeting.effects, weigh) for meeting in self.scenario.meeting if seat.kind in meeting.between]
        return self._factor("meeting") * max(loads, default=0.0)

    def _positions(self, weigh: Weigh) -> float:
        """One position per item and session; standing aside and objecting count at the last one only."""
        sessions = [len(item.sessions) for item in self.scenario.item]
        return sum(sessions) * self._position(weigh, last=False) + len(sessions) * self._position(weigh, last=True)

    def _position(self, weigh: Weigh, last: bool) -> float:
        positions = [entry for entry in self.scenario.position if (entry.id in AT_LAST_SESSION) == last]
        loads = [self._factor(entry.id) * entry.levels * _of_order(entry.effects, weigh) for entry in positions]
        return max(loads, default=0.0)

    def _wording(self) -> float:
        """Of one item: what members and actions do at its sessions, one more than listed if it can be postponed."""
        weigh = _of_kind("wording")
        actions = [action for action in self.scenario.action if any(map(weigh, action.effects))]
        sessions = max((len(item.sessions) for item in self.scenario.item), default=0)
        by_members = len(self.cast.members()) * self._position(weigh, last=False)
        sizes = ((action, self._factor(action.id) * _of_order(action.effects, weigh)) for action in actions)
        by_actions = math.fsum(len(self.cast.of(action.by)) * size for action, size in sizes)
        return (sessions + 1) * (by_members + by_actions) + self._around(weigh)

    def _factor(self, order: str) -> float:
        return math.prod(max(1.0, entry.size) for entry in self.scenario.modifier if order in entry.actions)


def _packed(slots: int, loads: Iterable[Load]) -> float:
    """The most that fits into the slots: the largest per slot first, parts of orders allowed."""
    loads = list(loads)
    total = math.fsum(load.amount * load.often for load in loads if not load.slots)
    left = float(slots)
    for load in sorted((load for load in loads if load.slots), key=lambda load: -load.amount / load.slots):
        used = min(left, load.slots * load.often)
        total += load.amount * used / load.slots
        left -= used
    return total


def _of_order(effects: Iterable[Effect], weigh: Weigh) -> float:
    """An order has one option: what is reserved for an option counts for the heaviest only."""
    by_option: dict[str | None, float] = {}
    for effect in effects:
        by_option[effect.option] = by_option.get(effect.option, 0.0) + weigh(effect)
    return by_option.pop(None, 0.0) + max(by_option.values(), default=0.0)


def _amount(effect: Effect, kind: str) -> float:
    if getattr(effect, kind) is None:
        return 0.0
    joiners = 1 + effect.bonus * MOST_JOINERS if effect.scale == "joiners" else 1.0
    return joiners * max(map(abs, sizes_of(effect)))


def _of_kind(kind: str) -> Weigh:
    return lambda effect: _amount(effect, kind)


def _of_track(track: str) -> Weigh:
    return lambda effect: _amount(effect, "track") if effect.track == track else 0.0


def _own_relation(effect: Effect) -> float:
    return _amount(effect, "relation") if effect.between is None or "self" in effect.between else 0.0


def _foreign_relation(effect: Effect) -> float:
    return _amount(effect, "relation") - _own_relation(effect)


def _regained(decay: float) -> float:
    """The largest exp(-g x) - exp(-x)."""
    if decay in (0.0, 1.0):
        return 1.0 - decay
    x = -math.log(decay) / (1 - decay)
    return math.exp(-decay * x) - math.exp(-x)
