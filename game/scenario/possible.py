"""What may ever come about in a scenario: all that is not certain never to. In doubt a thing is possible."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Callable, Sized

import attrs

from game.scenario.bounds import POINTS_LOGISTIC, POINTS_TANH, Bounds, Value
from game.scenario.cast import Cast
from game.scenario.effects import Effect, kind_of, sizes_of
from game.scenario.reach import Roles
from game.scenario.schema import Scenario
from game.scenario.tables.people import Actor

Span = tuple[float, float]
"""From the lowest to the highest that a value may ever be, in points."""

OWN_POLE = 98.0


@attrs.frozen
class Here:
    """Where a condition is read: who its roles may be, at which turns, which files it may be about, how many may join."""

    roles: Roles
    turns: frozenset[int]
    files: frozenset[str]
    joiners: float = math.inf
    before_orders: bool = False
    """Whether it is read when no sheet is opened yet."""


class Possible:
    """The things known to be possible so far. They only ever become more."""

    def __init__(self, scenario: Scenario, cast: Cast, bounds: Bounds) -> None:
        self.scenario, self.cast, self.bounds = scenario, cast, bounds
        every = range(1, len(scenario.turn) + 1)
        self.turns = frozenset[int]().union(*(length.turns for length in scenario.length)) or frozenset(every)
        self.events: set[str] = set()
        self.givers: dict[str, set[str]] = defaultdict(set)
        """The delegations that may order an action or take a position, by its id."""
        self.answers: set[tuple[str, str, str]] = set()
        """(event, delegation, choice)."""
        self.met: set[frozenset[str]] = set()
        self.adopted: set[str] = set()
        self.moved: set[str] = set()
        self.members = {actor.id for actor in scenario.actor if actor.member}
        self.switches = {(posture.id, actor): {posture.start.get(actor, posture.options[0])}
                         for posture in scenario.posture for actor in cast.actors}
        self.raised: set[Value] = set()
        self.lowered: set[Value] = set()
        self.gains = False
        self._relations = {frozenset(entry.between): entry.value for entry in scenario.relation}
        self._tracks = {track.id: track for track in scenario.track}

    def size(self) -> int:
        """How much is known to be possible."""
        sets: list[Sized] = [self.events, self.answers, self.met, self.adopted, self.moved, self.members]
        sets += [self.raised, self.lowered, *self.givers.values(), *self.switches.values()]
        return self.gains + sum(map(len, sets))

    def purse(self, actor: Actor) -> int:
        """The most capital that a delegation may ever have."""
        return actor.cap if self.gains else min(actor.cap, actor.income * len(self.turns))

    # Values and how far they may go.

    def apply(self, effect: Effect, roles: Roles, options: frozenset[str]) -> None:
        """Takes in what an effect may do to those that it may fall on."""
        kind = kind_of(effect)
        if kind == "admit":
            self.members |= self.bounds.reach.recipients(effect, roles)
        elif kind == "capital":
            self.gains = self.gains or (effect.capital or 0) > 0
        elif kind == "posture":
            for actor in self.bounds.reach.recipients(effect, roles):
                self.switches[effect.posture or "", actor] |= options if effect.to == "option" else {effect.to or ""}
        elif kind not in ("guard", "wording", "postpone"):
            sizes = sizes_of(effect)
            for value, amount in self.bounds.moved(effect, roles):
                if amount:
                    self.move(value, max(sizes), min(sizes))

    def move(self, value: Value, most: float, least: float) -> None:
        """Takes in that a value may be moved by sizes between these."""
        if most > 0:
            self.raised.add(value)
        if least < 0:
            self.lowered.add(value)

    def track(self, name: str) -> Span:
        """Where a gauge may be."""
        track, value = self._tracks[name], ("track", name)
        home = track.start if track.home is None or not track.rate else track.home
        low, high = sorted((track.start, home))
        rupture = self.scenario.rupture
        if rupture is not None and rupture.track == name:  # what is no order cannot keep it above the limit
            low = min(low, rupture.limit - 1)
        return self._gauge(value, low)[0], self._gauge(value, high)[1]

    def welfare(self, actor: str) -> Span:
        """How an actor may fare."""
        return self._gauge(("welfare", actor), self.cast.actors[actor].welfare)

    def dependency(self, actor: str, pole: str) -> Span:
        """How far an actor may depend on a pole."""
        return self._gauge(("dependency", actor), self.cast.actors[actor].dependency.get(pole, 20.0))

    def _gauge(self, value: Value, start: float) -> Span:
        return self._moved(value, start, math.log(start / (100 - start)), lambda z: 100 / (1 + math.exp(-z)), POINTS_LOGISTIC)

    def relation(self, one: str, other: str) -> Span:
        """How two actors may stand to each other. Two delegations may always break their word."""
        pair = frozenset({one, other})
        start = self._relations.get(pair, self.scenario.rules.relation)
        low, high = self._moved(pair, start, math.atanh(start / 100), lambda z: 100 * math.tanh(z), POINTS_TANH)
        both_play = all(self.cast.actors[name].playable for name in pair)
        return (-100.0 if both_play and self.scenario.rules.broken_relation else low), high

    def alignment(self, actor: str, pole: str) -> Span:
        """How an actor may lean to a pole. What can move at all may go anywhere."""
        found = self.cast.actors[actor]
        if found.kind == "institution":
            return 0.0, 0.0
        if found.pole == pole:
            return OWN_POLE, OWN_POLE
        start = found.alignment.get(pole, 0.0)
        return (-100.0, 100.0) if self._leans(found, pole) else (start, start)

    def _leans(self, actor: Actor, pole: str) -> bool:
        """Whether chance, neighbours or an effect may move an alignment."""
        rules = self.scenario.rules
        luck = rules.luck if actor.luck is None else actor.luck
        social = rules.social if actor.social is None else actor.social
        pulled = {("push", actor.id, pole), ("anchor", actor.id, pole)}
        return luck > 0 or social > 0 or not pulled.isdisjoint(self.raised | self.lowered)

    def _moved(self, value: Value, start: float, latent: float, read: Callable[[float], float], points: float) -> Span:
        most = self.bounds.most(value) / points
        low = read(latent - most) if value in self.lowered else start
        return low, read(latent + most) if value in self.raised else start

    # Who may put whom first.

    def may_be_first(self, actor: str, pole: str | None) -> bool:
        """Whether a pole, or nobody, may be an actor's first partner."""
        if self.cast.actors[actor].kind != "state":
            return pole is None
        return pole is None or self.alignment(actor, pole)[1] >= self.scenario.rules.partner_bar - 1e-6

    def partner_weight(self, pole: str) -> Span:
        """The per cent of all weight whose first partner a pole may be."""
        total = sum(actor.weight for actor in self.scenario.actor)
        held = sum(actor.weight for actor in self.scenario.actor if actor.weight and self.may_be_first(actor.id, pole))
        return 0.0, 100.0 * held / max(total, 1)
