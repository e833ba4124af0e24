"""A bound on how far any legal game can move a latent, so that no value ever reaches the end of its scale.

The bound is safe and rather crude: all effects hold, all modifiers apply, and every seat spends all its slots, or all its
capital, on what moves this one value most. A push counts no more than saturation lets through: with c the saturation and
g the decay of effort, one giver moves one actor in T turns by at most c (1 + T r), where r, the largest value of
exp(-g x) - exp(-x), is what decay gives back. Anchors move the resting point by their sum, and the neighbours' deviations
from theirs by no more than that sum, weakened by anchoring from turn to turn.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Callable, Iterable, Iterator

import attrs

from game.scenario.cast import Cast
from game.scenario.effects import Effect, sizes_of
from game.scenario.mistake import Mistake
from game.scenario.reach import Reach, Roles
from game.scenario.schema import Action, Actor, Scenario

MOST_TANH = 15.0
MOST_LOGISTIC = 36.0
"""The next whole latent has a logistic of exactly 1 in floats."""

POINTS_TANH, POINTS_LOGISTIC = 100, 25
LUCK_REACH = 6
AT_LAST_SESSION = ("aside", "object")
Weigh = Callable[[Effect, Roles], float]


def check_bounds(scenario: Scenario, cast: Cast) -> Iterator[Mistake]:
    """A mistake for each sort of value that a legal game could drive to the end of its scale."""
    for sort, latent, most in Bounds(scenario, cast).all():
        if not latent <= most:
            message = f"a legal game could move {sort} by {latent:.1f} latent units, more than {most:.1f}"
            yield Mistake(("action",), "unbounded", message, "make effects smaller, dearer or rarer", on_key=True)


@attrs.frozen
class Order:
    """One order that a seat may give: its effects, its price, and how often a turn it can fall on the same value."""

    effects: tuple[Effect, ...]
    roles: Roles
    factor: float
    cost: int
    slots: int
    often: float

    def load(self, weigh: Weigh) -> float:
        """The most that one such order moves; of what is reserved for options only the heaviest counts."""
        by_option: dict[str | None, float] = {None: 0.0}
        for effect in self.effects:
            by_option[effect.option] = by_option.get(effect.option, 0.0) + weigh(effect, self.roles)
        return self.factor * (by_option.pop(None) + max(by_option.values(), default=0.0))


class Bounds:
    """What all orders, events and items of a scenario could add up to, beyond the start."""

    def __init__(self, scenario: Scenario, cast: Cast) -> None:
        self.scenario = scenario
        self.cast = cast
        self.reach = Reach(scenario, cast)
        self.turns = len(scenario.turn)
        self.orders = {actor.id: [*self._orders(actor)] for actor in scenario.actor if actor.playable}
        self.coupling = {(entry.push, entry.costs): abs(entry.size) for entry in scenario.coupling}

    def all(self) -> Iterator[tuple[str, float, float]]:
        """(what is bounded, the bound in latent units, the most allowed)."""
        tanh, logistic = MOST_TANH - math.atanh(0.98), MOST_LOGISTIC - math.log(99)
        for pole in self.scenario.pole:
            yield f"an alignment toward {pole.id!r}", self._stance(pole.id) / POINTS_TANH, tanh
        pairs = itertools.combinations(self.cast.actors, 2)
        yield "a relation", max(map(self._relation, pairs), default=0.0) / POINTS_TANH, tanh
        for track in self.scenario.track:
            yield f"the track {track.id!r}", self._track(track.id) / POINTS_LOGISTIC, logistic
        for kind in ("welfare", "dependency"):
            worst = max((self._sum(self._on(kind, actor)) for actor in self.cast.actors), default=0.0)
            yield f"a {kind}", worst / POINTS_LOGISTIC, logistic
        yield "a wording", self._wording() / POINTS_LOGISTIC, logistic

    def _stance(self, pole: str) -> float:
        movable = [actor.id for actor in self.scenario.actor if actor.kind != "institution"]
        pushes = [self._pushes(actor, pole) for actor in movable]
        anchors = [self._sum(self._on("anchor", actor, pole)) * self._trust() for actor in movable]
        return max(pushes, default=0.0) + (1 + self._echo()) * max(anchors, default=0.0)

    def _pushes(self, actor: str, pole: str) -> float:
        rules = self.scenario.rules
        weigh = self._on("push", actor, pole)
        most = rules.saturation * (1 + self.turns * _regained(rules.effort_decay))
        given = math.fsum(min(most, self._given(seat, weigh)) for seat in self.orders)
        luck = max([rules.luck, *(entry.luck for entry in self.scenario.actor if entry.luck is not None)])
        return self._trust() * given + self._around(weigh) + LUCK_REACH * self.turns * luck

    def _trust(self) -> float:
        return 1 + self.scenario.rules.receptivity

    def _echo(self) -> float:
        """What is left at the end of deviations of equal size in every turn, over their sum."""
        own = [entry.anchoring for entry in self.scenario.actor if entry.anchoring is not None]
        kept = 1 - min([self.scenario.rules.anchoring, *own])
        return math.fsum(kept**turn for turn in range(self.turns)) / max(1, self.turns)

    def _relation(self, pair: tuple[str, str]) -> float:
        return self._sum(lambda effect, roles: self._joined(effect, roles, pair))

    def _joined(self, effect: Effect, roles: Roles, pair: tuple[str, str]) -> float:
        return _amount(effect, "relation") if effect.relation and self.reach.joins(effect, roles, pair) else 0.0

    def _track(self, track: str) -> float:
        trends = [trend.size for entry in self.scenario.track if entry.id == track for trend in entry.trend]
        moved = self._sum(lambda effect, _: _amount(effect, "track") if effect.track == track else 0.0)
        return moved + self.turns * math.fsum(map(abs, trends))

    def _wording(self) -> float:
        """Of one item: what members and actions do at its sessions, one more than listed if it can be postponed."""
        sessions = max((len(item.sessions) for item in self.scenario.item), default=0)
        positions = [_wording(entry.effects) * entry.levels * self._factor(entry.id) for entry in self.scenario.position]
        members = len(self.cast.members()) * max(positions, default=0.0)
        actions = math.fsum(
            _wording(action.effects) * self._factor(action.id) * len(self.cast.of(action.by)) for action in self.scenario.action
        )
        return (sessions + 1) * (members + actions)

    def _on(self, kind: str, actor: str, pole: str | None = None) -> Weigh:
        """What effects of a kind on an actor count, toward a pole if one is given."""

        def weigh(effect: Effect, roles: Roles) -> float:
            if getattr(effect, kind) is None or actor not in self.reach.recipients(effect, roles):
                return 0.0
            return _amount(effect, kind) * (1.0 if pole is None else self._share(effect, roles, pole))

        return weigh

    def _share(self, effect: Effect, roles: Roles, pole: str) -> float:
        """The share of a push that reaches a pole, directly or through the coupling."""
        toward = effect.toward or "self"
        givers = roles.get("self", frozenset()) if toward == "self" else frozenset[str]()
        poles = {own for giver in givers if (own := self.cast.actors[giver].pole) is not None}
        named = poles if toward == "self" else {toward} & {entry.id for entry in self.scenario.pole}
        if toward != "self" and not named:
            return 1.0
        return max((1.0 if own == pole else self.coupling.get((own, pole), 0.0) for own in named), default=0.0)

    def _sum(self, weigh: Weigh) -> float:
        return math.fsum(self._given(seat, weigh) for seat in self.orders) + self._around(weigh)

    def _given(self, seat: str, weigh: Weigh) -> float:
        """The most that one seat's orders of a whole game move."""
        actor = self.cast.actors[seat]
        loads = [(order, load) for order in self.orders[seat] if (load := order.load(weigh))]
        slots = actor.slots if actor.slots is not None else 3 if actor.kind == "power" else 2
        by_slots = _packed(slots, ((load, order.slots, order.often) for order, load in loads))
        by_capital = _packed(self._income(actor), ((load, order.cost, order.often) for order, load in loads))
        return self.turns * min(by_slots, by_capital)

    def _around(self, weigh: Weigh) -> float:
        """Events and steps of files once each, items in every turn."""
        scenario = self.scenario
        once = [effect for event in scenario.event for effect in event.effects]
        once += [effect for event in scenario.event for choice in event.choices for effect in choice.effects]
        once += [effect for file in scenario.file for _ in file.steps for effect in file.effects]
        each_turn = [effect for item in scenario.item for effect in item.effects]
        return math.fsum(weigh(effect, {}) for effect in once) + self.turns * math.fsum(weigh(effect, {}) for effect in each_turn)
