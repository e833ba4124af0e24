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
from collections.abc import Hashable, Iterable, Iterator

import attrs

from game.scenario.cast import Cast, slots_of
from game.scenario.effects import Effect, kind_of, sizes_of
from game.scenario.mistake import Mistake
from game.scenario.reach import Reach, Roles
from game.scenario.schema import Scenario
from game.scenario.tables.people import Actor
from game.scenario.tables.stage import Track
from game.scenario.tables.summit import Action

MOST_TANH = 15.0
MOST_LOGISTIC = 36.0
"""The next whole latent has a logistic of exactly 1 in floats."""

POINTS_TANH, POINTS_LOGISTIC = 100, 25
LUCK_REACH = 6
AT_LAST_SESSION = ("aside", "object")
MOST_MOVES = 1_000_000
"""Of pairs of an effect and a value that it may fall on; a large scenario has some thousands."""

Value = tuple[str, ...] | frozenset[str]
"""What effects move: ("push", actor, pole), ("anchor", actor, pole), ("welfare", actor), ("track", track), or a pair."""

Move = tuple[float, int, int, float]
"""What an order moves one value by, its price, its slots, and how often a turn it can fall on that value."""


class TooManyMovesError(Exception):
    """There are more than MOST_MOVES."""


def too_many_moves() -> Mistake:
    """The mistake of a scenario that cannot be bounded at all."""
    message = "the orders of all delegations, events and items have too many effects to be added up"
    return Mistake(("action",), "unbounded", message, "let fewer delegations give them", on_key=True)


def check_bounds(bounds: Bounds) -> Iterator[Mistake]:
    """A mistake for each sort of value that a legal game could drive to the end of its scale."""
    for sort, latent, most in bounds.all():
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


class Bounds:
    """What all orders, events and items of a scenario could add up to, beyond the start."""

    def __init__(self, scenario: Scenario, cast: Cast) -> None:
        self.scenario = scenario
        self.cast = cast
        self.reach = Reach(scenario, cast)
        self.turns = len(scenario.turn)
        seats = scenario.delegations
        around = [*_surroundings(scenario, cast)]
        self.gains = _gains(around, scenario)
        self.coupling = {(entry.push, entry.costs): abs(entry.size) for entry in scenario.coupling}
        self.joiners = len(seats) - 1
        self._moves = 0
        self._packed: dict[Hashable, float] = {}
        self.given: dict[Value, list[float]] = {}
        for seat in seats:
            self._add_orders(seat)
        self.around: dict[Value, list[float]] = {}
        for effect, times in around:
            for value, amount in self._counted(effect, {}):
                self.around.setdefault(value, []).append(times * amount)

    def all(self) -> Iterator[tuple[str, float, float]]:
        """(what is bounded, the bound in latent units, the most allowed)."""
        tanh, logistic = MOST_TANH - math.atanh(0.98), MOST_LOGISTIC - math.log(99)
        for pole in self.scenario.pole:
            yield f"an alignment toward {pole.id!r}", self._stance(pole.id) / POINTS_TANH, tanh
        pairs = map(frozenset, itertools.combinations(self.cast.actors, 2))
        home = self.scenario.rules.relation_home
        worst = max((self._sum(pair, home) for pair in pairs), default=0.0) + self._broken_words(home)
        yield "a relation", worst / POINTS_TANH, tanh
        for track in self.scenario.track:
            yield f"the track {track.id!r}", self._track(track) / POINTS_LOGISTIC, logistic
        for kind in ("welfare", "dependency"):
            worst = max((self._sum((kind, actor)) for actor in self.cast.actors), default=0.0)
            yield f"a {kind}", worst / POINTS_LOGISTIC, logistic
        yield "a wording", self._wording() / POINTS_LOGISTIC, logistic

    def most(self, value: Value) -> float:
        """How far effects could move one value, in points at the middle of its scale."""
        trends = (trend.size for track in self.scenario.track if value == ("track", track.id) for trend in track.trend)
        return self._sum(value) + self.turns * math.fsum(map(abs, trends))

    def _broken_words(self, home: float) -> float:
        """Two who break their word to each other every turn."""
        return self._echo(home) * self.turns * 2 * abs(self.scenario.rules.broken_relation)

    def _stance(self, pole: str) -> float:
        movable = [actor.id for actor in self.scenario.actor if actor.kind != "institution"]
        pushes = [self._pushes(actor, pole) for actor in movable]
        anchors = [self._sum(("anchor", actor, pole)) * self._trust() for actor in movable]
        own = [entry.anchoring for entry in self.scenario.actor if entry.anchoring is not None]
        echo = self._echo(min([self.scenario.rules.anchoring, *own]))
        return max(pushes, default=0.0) + (1 + echo) * max(anchors, default=0.0)

    def _pushes(self, actor: str, pole: str) -> float:
        rules = self.scenario.rules
        value = ("push", actor, pole)
        most = rules.saturation * (1 + self.turns * _regained(rules.effort_decay))
        given = math.fsum(min(most, given) for given in self.given.get(value, ()))
        luck = max([rules.luck, *(entry.luck for entry in self.scenario.actor if entry.luck is not None)])
        return self._trust() * given + math.fsum(self.around.get(value, ())) + LUCK_REACH * self.turns * luck

    def _trust(self) -> float:
        return 1 + self.scenario.rules.receptivity

    def _echo(self, fade: float) -> float:
        """What is left at the end of moves of equal size in every turn, over their sum."""
        return math.fsum((1 - fade) ** turn for turn in range(self.turns)) / max(1, self.turns)

    def _track(self, track: Track) -> float:
        return self._sum(("track", track.id), track.rate) + self.turns * math.fsum(abs(trend.size) for trend in track.trend)

    def _sum(self, value: Value, fade: float = 0.0) -> float:
        """All that moves one value, which goes home by the share `fade` every turn."""
        return self._echo(fade) * math.fsum(self.given.get(value, ())) + math.fsum(self.around.get(value, ()))

    def _wording(self) -> float:
        """Of one item: what members and actions do at its sessions, one more than listed if it can be postponed."""
        sessions = max((len(item.sessions) for item in self.scenario.item), default=0)
        positions = [self._factor(entry.id) * entry.levels * self._words(entry.effects) for entry in self.scenario.position]
        members = len(self.cast.members()) * max(positions, default=0.0)
        givers = ((action, len(self.cast.of(action.by))) for action in self.scenario.action)
        actions = math.fsum(number * self._factor(action.id) * self._words(action.effects) for action, number in givers)
        return (sessions + 1) * (members + actions)

    def _words(self, effects: Iterable[Effect]) -> float:
        return _heaviest((effect.option, self._amount(effect)) for effect in effects if effect.wording is not None)

    def _amount(self, effect: Effect) -> float:
        """The largest size of an effect, in points. What joiners add to each other is counted with each."""
        joiners = 1 + effect.bonus * self.joiners if effect.scale == "joiners" else 1.0
        return joiners * max(map(abs, sizes_of(effect)))

    def _counted(self, effect: Effect, roles: Roles) -> list[tuple[Value, float]]:
        moved = [*self.moved(effect, roles)]
        self._moves += len(moved)
        if self._moves > MOST_MOVES:
            raise TooManyMovesError
        return moved

    def moved(self, effect: Effect, roles: Roles) -> Iterator[tuple[Value, float]]:
        """The values that an effect may fall on, each with how far it moves them."""
        kind = kind_of(effect)
        if kind == "track" and effect.track is not None:
            yield ("track", effect.track), self._amount(effect)
        elif kind == "relation":
            amount = self._amount(effect)
            yield from ((pair, amount) for pair in self.reach.pairs(effect, roles))
        elif kind in ("welfare", "dependency"):
            amount = self._amount(effect)
            yield from (((kind, actor), amount) for actor in self.reach.recipients(effect, roles))
        elif kind in ("push", "anchor"):
            amounts = [(pole.id, self._amount(effect) * self._share(effect, roles, pole.id)) for pole in self.scenario.pole]
            reached = self.reach.recipients(effect, roles)
            yield from (((kind, actor, pole), amount) for pole, amount in amounts if amount for actor in reached)

    def _share(self, effect: Effect, roles: Roles, pole: str) -> float:
        """The share of a push that reaches a pole, directly or through the coupling."""
        toward = effect.toward or "self"
        givers = roles.get("self", frozenset()) if toward == "self" else frozenset[str]()
        poles = {own for giver in givers if (own := self.cast.actors[giver].pole) is not None}
        named = poles if toward == "self" else {toward} & {entry.id for entry in self.scenario.pole}
        if toward != "self" and not named:
            return 1.0
        return max((1.0 if own == pole else self.coupling.get((own, pole), 0.0) for own in named), default=0.0)

    def _add_orders(self, seat: Actor) -> None:
        """Adds to each value the most that one seat's orders of a whole game move it."""
        moves: dict[Value, list[Move]] = {}
        for order in self._orders(seat):
            for value, load in self._loads(order).items():
                moves.setdefault(value, []).append((load, order.cost, order.slots, order.often))
        room = (slots_of(seat), min(seat.cap, seat.income + self.gains))
        for value, of_value in moves.items():
            self.given.setdefault(value, []).append(self.turns * self._most(room, tuple(of_value)))

    def _loads(self, order: Order) -> dict[Value, float]:
        by_value: dict[Value, list[tuple[str | None, float]]] = {}
        for effect in order.effects:
            for value, amount in self._counted(effect, order.roles):
                by_value.setdefault(value, []).append((effect.option, amount))
        return {value: order.factor * _heaviest(sizes) for value, sizes in by_value.items()}

    def _most(self, room: tuple[float, float], moves: tuple[Move, ...]) -> float:
        """The most that fits into a turn's slots and into its capital. Many values are moved alike."""
        if (room, moves) not in self._packed:
            slots, capital = room
            by_slots = _packed(slots, [(load, taken, often) for load, _, taken, often in moves])
            by_capital = _packed(capital, [(load, cost, often) for load, cost, _, often in moves])
            self._packed[room, moves] = min(by_slots, by_capital)
        return self._packed[room, moves]

    def _orders(self, actor: Actor) -> Iterator[Order]:
        for action in self.scenario.action:
            if actor.id in self.cast.of(action.by):
                yield from self._of_action(action, self.reach.of_action(action, actor.id))
        yield from self._positions(actor)
        yield from self._meetings(actor)

    def _of_action(self, action: Action, roles: Roles) -> Iterator[Order]:
        """What falls on the target falls on it once a turn; the rest once for every target there may be."""
        often = math.ceil(self.turns / action.every) / self.turns
        most = action.times / self.turns if action.times is not None else math.inf
        at_target = tuple(effect for effect in action.effects if _is_at_target(effect, action))
        others = tuple(effect for effect in action.effects if not _is_at_target(effect, action))
        for effects, count in ((at_target, 1), (others, 1 if action.once_a_turn else self._count(action, roles))):
            price = self.price(action.id, action.cost)
            yield Order(effects, roles, self._factor(action.id), price, action.slots, min(often * count, most))

    def _count(self, action: Action, roles: Roles) -> int:
        scenario = self.scenario
        several = {"pole": scenario.pole, "group": scenario.group, "item": scenario.item, "file": scenario.file}
        return max(1, len(several.get(action.target, ())), len(roles["target"]))

    def _positions(self, actor: Actor) -> Iterator[Order]:
        """One position per item and session; standing aside and objecting count at the last one only."""
        sessions = [len(item.sessions) for item in self.scenario.item]
        for entry in self.scenario.position if actor.id in self.cast.members() else ():
            count = len(sessions) if entry.id in AT_LAST_SESSION else sum(sessions) * entry.levels
            price = self.price(entry.id, entry.cost)
            yield Order(entry.effects, self.reach.of_seat(actor.id), self._factor(entry.id), price, 0, count / self.turns)

    def _meetings(self, actor: Actor) -> Iterator[Order]:
        """Half of each meeting is counted with either side, if both are seats."""
        effects = {frozenset(meeting.between): meeting.effects for meeting in self.scenario.meeting}
        price = self.price("meeting", self.scenario.rules.meeting_cost)
        for other in self.scenario.actor:
            found = effects.get(frozenset({actor.kind, other.kind}), ())
            if found and other.id != actor.id:
                factor = self._factor("meeting") * (0.5 if other.playable else 1.0)
                yield Order(found, self.reach.of_meeting(actor.id, other.id), factor, price, 1, 1.0)

    def price(self, order: str, cost: int) -> int:
        """The least that an order may cost anybody."""
        discounts = [entry.cost for entry in self.scenario.modifier if order in entry.actions and entry.cost < 0]
        return max(0, cost + sum(discounts))

    def _factor(self, order: str) -> float:
        return math.prod(max(1.0, entry.size) for entry in self.scenario.modifier if order in entry.actions)


def _heaviest(sizes: Iterable[tuple[str | None, float]]) -> float:
    """The sum of (option, size): of what is reserved for options only the heaviest counts."""
    by_option: dict[str | None, float] = {None: 0.0}
    for option, size in sizes:
        by_option[option] = by_option.get(option, 0.0) + size
    return by_option.pop(None) + max(by_option.values(), default=0.0)


def _packed(room: float, loads: list[tuple[float, int, float]]) -> float:
    """The most that fits into slots or capital: the best value for its price first, parts of orders allowed."""
    total = math.fsum(amount * often for amount, price, often in loads if not price)
    priced = sorted((load for load in loads if load[1]), key=lambda load: -load[0] / load[1])
    for amount, price, often in priced:
        used = min(room, price * often)
        total += amount * used / price
        room -= used
    return total


def _is_at_target(effect: Effect, action: Action) -> bool:
    if action.target not in ("actor", "dispute"):
        return False
    if effect.relation is not None:
        return effect.between is None or "target" in effect.between
    return effect.track is None and effect.on in (None, "target")


def _surroundings(scenario: Scenario, cast: Cast) -> Iterator[tuple[Effect, int]]:
    """Effects of all but orders, each with how often it may come; everybody whom a card asks may give the same answer."""
    yield from ((effect, 1) for event in scenario.event for effect in event.effects)
    for event in scenario.event:
        asked = sum(cast.actors[name].playable for name in cast.of(event.by))
        yield from ((effect, asked) for choice in event.choices for effect in choice.effects)
    yield from ((effect, len(file.steps)) for file in scenario.file for effect in file.effects)
    yield from ((effect, len(scenario.turn)) for item in scenario.item for effect in item.effects)


def _gains(around: list[tuple[Effect, int]], scenario: Scenario) -> float:
    """All capital that effects could ever pay somebody in a turn, if all the others gave every order once."""
    tables = (scenario.action, scenario.position, scenario.meeting)
    given = [(effect, len(scenario.actor)) for table in tables for entry in table for effect in entry.effects]
    gains = [times * effect.capital for effect, times in (*around, *given) if effect.capital is not None]
    return math.fsum(gain for gain in gains if gain > 0)


def _regained(decay: float) -> float:
    """The largest exp(-g x) - exp(-x)."""
    if decay in (0.0, 1.0):
        return 1.0 - decay
    x = -math.log(decay) / (1 - decay)
    return math.exp(-decay * x) - math.exp(-x)
