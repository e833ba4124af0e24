"""A slow, plain reference of one turn: loops and dictionaries keyed by text ids, written from the design, not from the model.

A state is a plain dict (see `state_of`); `start` and `turn` lead from one to the next. Only the draws of chance are taken
from the game itself, for they are its interface. Values within 1e-9 of a threshold count as being on it.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from itertools import product
from typing import Any

import attrs
import numpy as np

from game.model import chance
from game.model.orders import Order
from game.model.rulebook import Rulebook
from game.model.world import World
from game.scenario.effects import Condition, Effect, kind_of, sizes_of
from game.scenario.schema import Scenario
from game.scenario.tables.aims import Goal
from game.scenario.tables.people import Actor
from game.scenario.tables.summit import Action

State = dict[str, Any]
NEAR = 1e-9
KINDS = {"powers": "power", "states": "state", "institutions": "institution"}
BANDS = ("weak", "middle", "strong")
STATUS = ("open", "adopted", "dropped")


@attrs.frozen(kw_only=True)
class Scene:
    """Who is who for the effects and conditions of one order, meeting, event, item or file."""

    me: str | None = None
    target: str | None = None
    text: str | None = None
    target_pole: str | None = None
    option: str | None = None
    group: tuple[str, ...] = ()
    item: str | None = None
    file: str | None = None
    action: str | None = None


@attrs.frozen(kw_only=True)
class Deed:
    """One thing carried out: an order or a meeting, with its giver, its place in the catalogue and its effects."""

    kind: str
    seat: str
    scene: Scene
    level: int
    place: tuple[Any, ...]
    effects: tuple[Effect, ...]
    cost: int = 0
    needs: Condition | None = None
    convenes: str = ""

    @property
    def action(self) -> str:
        return self.scene.action or ""

    @property
    def last_only(self) -> bool:
        """Standing aside and objecting count, and are paid, at the last session only."""
        return self.kind == "position" and self.action in ("aside", "object")


def signed(latent: float) -> float:
    """Points of an alignment or relation."""
    return 100.0 * math.tanh(latent)


def gauge(latent: float) -> float:
    """Points of a gauge."""
    return 100.0 / (1.0 + math.exp(-latent))


def logit(value: float) -> float:
    return math.log(value / (1.0 - value))


def within(value: float, above: float | None, below: float | None) -> bool:
    """At or above the one and below the other."""
    return (above is None or value >= above - NEAR) and (below is None or value < below - NEAR)


def band_of(latent: float) -> str:
    return BANDS[(gauge(latent) >= 35 - NEAR) + (gauge(latent) >= 65 - NEAR)]


class Cast:
    """What the names of a scenario stand for."""

    def __init__(self, scenario: Scenario, turns: Sequence[int]) -> None:
        self.scenario, self.turns = scenario, tuple(turns)
        self.actors: dict[str, Actor] = {a.id: a for a in sorted(scenario.actor, key=lambda a: a.id)}
        self.seats = [a.id for a in self.actors.values() if a.playable]
        self.poles = sorted(p.id for p in scenario.pole)
        self.groups = {g.id: g.actors for g in scenario.group}
        self.owner = {a.pole: a.id for a in scenario.actor if a.pole}
        self.actions: dict[str, Action] = {a.id: a for a in scenario.action}
        self.items = {i.id: i for i in scenario.item}
        self.files = {f.id: f for f in scenario.file}
        self.events = {e.id: e for e in scenario.event}
        self.kappa = {(c.push, c.costs): c.size for c in scenario.coupling}

    def expand(self, names: str | Iterable[str], members: Iterable[str] = ()) -> list[str]:
        """The actors that references stand for, in alphabetical order."""
        found: set[str] = set()
        for name in [names] if isinstance(names, str) else names:
            if name in KINDS:
                found |= {a.id for a in self.actors.values() if a.kind == KINDS[name]}
            elif name in ("delegations", "everybody", "members"):
                found |= set({"delegations": self.seats, "everybody": self.actors, "members": members}[name])
            else:
                found |= set(self.groups.get(name, (name,)))
        return sorted(found)

    def rivals(self, pole: str | None) -> list[str]:
        power = self.owner.get(pole)
        return sorted(b if a == power else a for a, b in self.scenario.rivals if power in (a, b))

    def free(self, actor: str, pole: str) -> bool:
        """Whether a cell can move: not a power's own pole, and no institution's."""
        return self.actors[actor].kind != "institution" and self.actors[actor].pole != pole

    def last_session(self, item: str, state: State) -> int | None:
        """The step at which an item is decided, None for one that is not on the table in this length."""
        last = self.items[item].sessions[-1] if self.items[item].sessions else None
        return self.turns.index(last) + state["postponed"][item] if last in self.turns else None


class Eyes:
    """Reads conditions off a state; the orders of the turn, its switches and the files that move are added when known."""

    def __init__(self, cast: Cast, state: State) -> None:
        self.cast, self.state = cast, state
        self.postures = state["postures"]
        self.deeds: list[Deed] = []
        self.moved: set[str] = set()

    @property
    def number(self) -> int:
        return self.cast.turns[min(self.state["step"], len(self.cast.turns) - 1)]

    # Who a role stands for.

    def actors(self, role: str, scene: Scene, recipient: str | None = None) -> list[str]:
        one = {
            "self": [scene.me],
            "target": [scene.target],
            "both": [scene.me, scene.target],
            "recipient": [recipient],
            "option": [self.cast.owner.get(scene.option)],
        }
        if role in one:
            return [name for name in one[role] if name is not None]
        if role == "rival":
            own = self.cast.actors[scene.me].pole if scene.me else None
            return self.cast.rivals(scene.option if scene.option in self.cast.poles else scene.target_pole or own)
        if role in ("group", "parties", "supporters"):
            return self._listed(role, scene)
        return self.cast.expand(role, self.state["members"])

    def _listed(self, role: str, scene: Scene) -> list[str]:
        if role == "group":
            return list(scene.group)
        if role == "parties":
            return [p for p in self.cast.files[scene.file].parties if p in self.cast.actors] if scene.file else []
        return self.cast.expand(self.cast.items[scene.item].supporters, self.state["members"]) if scene.item else []

    def poles(self, role: str, scene: Scene, recipient: str | None = None) -> list[str]:
        if role == "option":
            return [scene.option] if scene.option in self.cast.poles else []
        if role == "target" and scene.target_pole:
            return [scene.target_pole]
        if role in self.cast.poles:
            return [role]
        return [pole for a in self.actors(role, scene, recipient) if (pole := self.cast.actors[a].pole)]

    # What is so.

    def first_partner(self, actor: str) -> str | None:
        """The pole that a state puts first, None if it is open; powers and institutions put nobody first."""
        if self.cast.actors[actor].kind != "state":
            return None
        ranked = sorted(self.cast.poles, key=lambda p: (-signed(self.state["stance"][actor, p]), p))
        best, second = (signed(self.state["stance"][actor, p]) for p in ranked[:2])
        bar, lead = self.cast.scenario.rules.partner_bar, self.cast.actors[actor].stability
        return ranked[0] if best >= bar - NEAR and best - second >= lead - NEAR else None

    def partner_weight(self, pole: str) -> float:
        """Per cent of the states' weight whose first partner is this pole."""
        states = [a for a in self.cast.actors.values() if a.kind == "state"]
        total = sum(a.weight for a in states)
        return 100.0 * sum(a.weight for a in states if self.first_partner(a.id) == pole) / max(total, 1)

    def deciding(self, item: str) -> bool:
        """Whether an open item has its last session now."""
        state = self.state
        return state["status"][item] == "open" and not state["rupture"] and self.cast.last_session(item, state) == state["step"]

    def holds(self, c: Condition | None, scene: Scene, recipient: str | None = None) -> bool:
        """Whether all keys of a condition hold."""
        if c is None:
            return True
        asked = [
            getattr(self, "_" + f.name.strip("_"))(value, scene, recipient)
            for f in attrs.fields(Condition)
            if (value := getattr(c, f.name)) is not None and value != () and f.name not in ("any", "all", "not_")
        ]
        parts = [self.holds(inner, scene, recipient) for inner in c.all]
        some = [self.holds(inner, scene, recipient) for inner in c.any]
        return all(asked) and all(parts) and (not some or any(some)) and not (c.not_ and self.holds(c.not_, scene, recipient))

    def _turn_from(self, first: int, scene: Scene, recipient: str | None) -> bool:
        return self.number >= first

    def _turn_to(self, last: int, scene: Scene, recipient: str | None) -> bool:
        return self.number <= last

    def _tracks(self, asked: Any, scene: Scene, recipient: str | None) -> bool:
        return all(within(gauge(self.state["tracks"][t.track]), t.above, t.below) for t in asked)

    def _posture(self, asked: Any, scene: Scene, recipient: str | None) -> bool:
        poles: list[str | None] = [*self.poles(asked.toward, scene, recipient)] if asked.toward else [None]
        return any(self.postures[a, asked.id, p] == asked.to for a in self.actors(asked.of, scene, recipient) for p in poles)

    def _relation(self, asked: Any, scene: Scene, recipient: str | None) -> bool:
        sides = product(*(self.actors(name, scene, recipient) for name in asked.between))
        return any(within(signed(self.state["affinity"][a, b]), asked.above, asked.below) for a, b in sides if a != b)

    def _alignment(self, asked: Any, scene: Scene, recipient: str | None) -> bool:
        return any(
            within(signed(self.state["stance"][a, p]), asked.above, asked.below)
            for a in self.actors(asked.of, scene, recipient)
            for p in self.poles(asked.toward, scene, recipient)
        )

    def _dependency(self, asked: Any, scene: Scene, recipient: str | None) -> bool:
        return any(
            within(gauge(self.state["dependency"][a, p]), asked.above, asked.below)
            for a in self.actors(asked.of, scene, recipient)
            for p in self.poles(asked.toward, scene, recipient)
        )

    def _welfare(self, asked: Any, scene: Scene, recipient: str | None) -> bool:
        return any(
            within(gauge(self.state["welfare"][a]), asked.above, asked.below) for a in self.actors(asked.of, scene, recipient)
        )

    def _first_partner(self, asked: Any, scene: Scene, recipient: str | None) -> bool:
        wanted: list[str | None] = [None] if asked.to == "nobody" else [*self.poles(asked.to, scene, recipient)]
        return any(self.first_partner(a) in wanted for a in self.actors(asked.of, scene, recipient))

    def _partner_weight(self, asked: Any, scene: Scene, recipient: str | None) -> bool:
        return any(within(self.partner_weight(p), asked.above, asked.below) for p in self.poles(asked.of, scene, recipient))

    def _member(self, name: str, scene: Scene, recipient: str | None) -> bool:
        return any(a in self.state["members"] for a in self.actors(name, scene, recipient))

    def _item(self, asked: Any, scene: Scene, recipient: str | None) -> bool:
        item = scene.item if asked.id == "target" else asked.id
        if item is None or self.state["status"][item] != asked.status:
            return False
        band = BANDS.index(band_of(self.state["wording"][item]))
        return BANDS.index(asked.at_least or "weak") <= band <= BANDS.index(asked.at_most or "strong")

    def _file(self, asked: Any, scene: Scene, recipient: str | None) -> bool:
        file = scene.file if asked.id == "target" else asked.id
        return file is not None and within(self.state["steps"][file], asked.above, asked.below)

    def _event(self, asked: Any, scene: Scene, recipient: str | None) -> bool:
        if asked.choice:
            return any(self.state["choice"].get((asked.id, a)) == asked.choice for a in self.actors(asked.by, scene, recipient))
        happened: int = self.state["happened"][asked.id]
        return happened == self.number if asked.now else happened > 0

    def _ordered(self, asked: Any, scene: Scene, recipient: str | None) -> bool:
        option = scene.option if asked.option == "option" else asked.option
        found = [d for d in self.deeds if d.action == asked.action and option in (None, d.scene.option)]
        return self._some(found, asked, scene, recipient)

    def _given(self, asked: Any, scene: Scene, recipient: str | None) -> bool:
        past = self.state["log"][-1:] if asked.last_turn else self.state["log"]
        return self._some([d for deeds in past for d in deeds if d.action == asked.action], asked, scene, recipient)

    def _some(self, deeds: list[Deed], asked: Any, scene: Scene, recipient: str | None) -> bool:
        """Whether one of the deeds is by and on whom is asked."""
        by = self.actors(asked.by, scene, recipient) if asked.by else None
        on: list[str | None] | None = None
        if asked.on:
            on = [scene.text] if asked.on == "target" else [*self.actors(asked.on, scene, recipient)] or [asked.on]
        if on == [None]:
            on = None
        return any((by is None or d.scene.me in by) and (on is None or d.scene.text in on) for d in deeds)

    def _consents(self, asked: Any, scene: Scene, recipient: str | None) -> bool:
        file = scene.file if asked.file == "target" else asked.file
        return file is not None and any(self.consented(a, file) for a in self.actors(asked.by, scene, recipient))

    def consented(self, name: str, file: str) -> bool:
        """A consent, or an order to convene a file that one is a party to."""
        party = name in self.cast.files[file].parties
        return any(
            d.seat == name and d.scene.file == file and (d.kind == "consent" or (bool(d.convenes) and party)) for d in self.deeds
        )

    def _repeated(self, yes: bool, scene: Scene, recipient: str | None) -> bool:
        same = (scene.me, scene.action, scene.text, scene.option)
        return any(
            (d.scene.me, d.action, d.scene.text, d.scene.option) == same for deeds in self.state["log"][-1:] for d in deeds
        )

    def joiners(self, scene: Scene) -> int:
        """How many actors give the same order this turn."""
        same = (scene.action, scene.text, scene.option)
        return len({d.seat for d in self.deeds if (d.action, d.scene.text, d.scene.option) == same})

    def _joiners_from(self, least: int, scene: Scene, recipient: str | None) -> bool:
        return self.joiners(scene) >= least

    def _moved(self, yes: bool, scene: Scene, recipient: str | None) -> bool:
        return scene.file in self.moved


# The start of a game and of a turn.


def begin(cast: Cast, state: State, seed: int) -> State:
    """The state with the start of its turn counted and its events drawn."""
    eyes = Eyes(cast, state)
    firsts = {a: eyes.first_partner(a) for a in cast.actors}
    state = state | {"firsts": [*state["firsts"], firsts], "happened": dict(state["happened"])}
    if state["step"] >= len(cast.turns):
        return state
    due = [e.id for e in cast.scenario.event if e.turn == eyes.number and not state["happened"][e.id]]
    drawn = {e: _lucky(cast, seed, eyes.number, e) for e in due}
    settled: dict[str, bool] = {}

    def settle(name: str) -> None:
        if name in settled or name not in drawn:
            return
        event = cast.events[name]
        for asked in _asked_events(event.when):
            settle(asked)
        settled[name] = drawn[name] and Eyes(cast, state).holds(event.when, Scene())
        if settled[name]:
            state["happened"][name] = eyes.number

    for name in sorted(due):
        settle(name)
    return state


def _asked_events(c: Condition | None) -> Iterator[str]:
    if c is not None:
        yield from [c.event.id] if c.event else []
        for inner in (*c.any, *c.all, *([c.not_] if c.not_ else [])):
            yield from _asked_events(inner)


def _lucky(cast: Cast, seed: int, turn: int, event: str) -> bool:
    luck = chance.uniform(np.array([seed], dtype=np.uint64), turn, "event", np.array([chance.key("event", event)]))
    return bool(luck[0, 0] < cast.events[event].chance)


# From orders to deeds.


class Turn:
    """One turn: what is carried out, what it costs, and what it leads to."""

    def __init__(self, cast: Cast, state: State, orders: Sequence[Order], seed: int) -> None:
        self.cast, self.state, self.orders, self.seed = cast, state, orders, seed
        self.scenario, self.rules = cast.scenario, cast.scenario.rules
        self.start = Eyes(cast, state)
        self.meetings = self._match()
        self.deeds = sorted(self._carried_out(), key=lambda d: d.place)
        self.prices = [self._price(d) * d.level for d in self.deeds]
        self.eyes = Eyes(cast, state)
        self.eyes.deeds = self.deeds
        self.eyes.postures = self._postures()
        self.eyes.moved = {f for f in cast.files if self._moves(f)}
        self.factors = [self._factor(d) for d in self.deeds]

    @property
    def events(self) -> list[str]:
        """Events of this turn."""
        return sorted(e for e, turn in self.state["happened"].items() if turn == self.start.number)

    @property
    def adopted_before(self) -> list[str]:
        return sorted(i for i, status in self.state["status"].items() if status == "adopted")

    # Meetings.

    def _lists(self) -> dict[str, list[str]]:
        asked = sorted((o for o in self.orders if o.action == "request"), key=lambda o: o.rank or 0)
        return {seat: [o.target or "" for o in asked if o.seat == seat] for seat in self.cast.seats}

    def limit(self, name: str) -> int:
        """How many meetings an actor has time for."""
        actor = self.cast.actors[name]
        if not actor.playable:
            return 1
        return actor.meetings if actor.meetings is not None else 2 if actor.kind == "power" else 1

    def _match(self) -> list[tuple[str, str]]:
        lists = self._lists()
        self.reserved = {seat: min(len(lists[seat]), self.limit(seat)) for seat in lists}
        left = {a: self.reserved.get(a, 1) for a in self.cast.actors}
        pairs: list[tuple[int, float, str, str]] = []
        for a in self.cast.actors:
            for b in self.cast.actors:
                if a < b and (score := self._score(lists, a, b)):
                    pairs.append((score, -self.state["affinity"][a, b], a, b))
        made = []
        for _, _, a, b in sorted(pairs):
            if left[a] and left[b]:
                left[a], left[b] = left[a] - 1, left[b] - 1
                made.append((a, b))
        self.made = {seat: sum(seat in pair for pair in made) for seat in self.cast.seats}
        return made

    def _score(self, lists: dict[str, list[str]], a: str, b: str) -> int:
        """The sum of ranks of two that asked for each other, else 0."""
        ranks = []
        for one, other in ((a, b), (b, a)):
            if one not in lists:
                ranks.append(1)
            elif other in lists[one]:
                ranks.append(lists[one].index(other) + 1)
        both_absent = a not in lists and b not in lists
        return sum(ranks) if len(ranks) == 2 and not both_absent else 0

    # What is carried out.

    def _carried_out(self) -> Iterator[Deed]:
        answered = {(o.target, o.seat) for o in self.orders if o.action == "choose"}
        for order in self.orders:
            if order.inner is not None:
                if (order.rank or 0) <= self.reserved[order.seat] - self.made[order.seat]:
                    yield self._deed(order.inner)
            elif order.action != "request":
                yield self._deed(order)
        for name in self.events:
            event = self.cast.events[name]
            for seat in self.cast.expand(event.by, self.state["members"]) if event.choices else ():
                if seat in self.cast.seats and (name, seat) not in answered:
                    yield self._deed(Order(seat, "choose", name, event.choices[0].id))
        for pair in self.meetings:
            yield self._meeting(*pair)

    def _deed(self, order: Order) -> Deed:
        made = {"consent": self._consent, "choose": self._choice}.get(order.action)
        if made is None:
            made = self._action if order.action in self.cast.actions else self._position
        return made(order)

    def _action(self, order: Order) -> Deed:
        action, target = self.cast.actions[order.action], order.target
        sort, file = action.target, None
        other = target if sort == "actor" else self.cast.owner.get(target) if sort == "pole" else None
        if sort in ("file", "dispute"):
            file = target
        if sort == "dispute":
            pair = next(d.between for d in self.scenario.dispute if d.file == target and order.seat in d.between)
            other = next(side for side in pair if side != order.seat)
        group = tuple(a for a in self.cast.groups[target or ""] if a != order.seat) if sort == "group" else ()
        scene = Scene(
            me=order.seat,
            target=other,
            text=target,
            target_pole=target if sort == "pole" else None,
            option=order.option,
            group=group,
            item=target if sort == "item" else None,
            file=file,
            action=action.id,
        )
        place = (
            0,
            order.seat,
            0,
            [a.id for a in self.scenario.action].index(action.id),
            target or "",
            self._option_place(action, order),
        )
        return Deed(
            kind="action",
            seat=order.seat,
            scene=scene,
            level=1,
            place=place,
            effects=action.effects,
            cost=action.cost,
            needs=action.needs,
            convenes=sort if action.convenes else "",
        )

    def _option_place(self, action: Action, order: Order) -> int:
        options = self.cast.poles if "poles" in action.options else list(action.options)
        return options.index(order.option) if order.option else 0

    def _position(self, order: Order) -> Deed:
        position = next(p for p in self.scenario.position if p.id == order.action)
        scene = Scene(me=order.seat, text=order.target, item=order.target, action=order.action)
        return Deed(
            kind="position",
            seat=order.seat,
            scene=scene,
            level=order.level,
            place=(0, order.seat, 1, order.target or ""),
            effects=position.effects,
            cost=position.cost,
        )

    def _consent(self, order: Order) -> Deed:
        scene = Scene(me=order.seat, text=order.target, file=order.target, action="consent")
        return Deed(
            kind="consent", seat=order.seat, scene=scene, level=1, place=(0, order.seat, 2, order.target or ""), effects=()
        )

    def _choice(self, order: Order) -> Deed:
        choice = next(c for c in self.cast.events[order.target or ""].choices if c.id == order.option)
        scene = Scene(me=order.seat, text=order.target, option=order.option, action="choose")
        return Deed(
            kind="choice",
            seat=order.seat,
            scene=scene,
            level=1,
            place=(0, order.seat, 3, order.target or ""),
            effects=choice.effects,
            cost=choice.cost,
        )

    def _meeting(self, a: str, b: str) -> Deed:
        kinds = sorted(self.cast.actors[x].kind for x in (a, b))
        meeting = next(m for m in self.scenario.meeting if sorted(m.between) == kinds)
        me, other = (a, b) if self.cast.actors[a].kind == meeting.between[0] else (b, a)
        scene = Scene(me=me, target=other, text=other, action="meeting")
        return Deed(
            kind="meeting",
            seat=me if me in self.cast.seats else other,
            scene=scene,
            level=1,
            place=(1, a, b),
            effects=meeting.effects,
        )

    # Prices.

    def _price(self, deed: Deed) -> int:
        """One level's price, read at the start of the turn."""
        if deed.kind == "meeting" or (deed.last_only and not self.start.deciding(deed.scene.item or "")):
            return 0
        more = [m.cost for m in self._modifiers(deed) if self.start.holds(m.when, deed.scene)]
        return max(0, deed.cost + sum(more))

    def _modifiers(self, deed: Deed) -> list[Any]:
        sides = {deed.scene.me, deed.scene.target} if deed.kind == "meeting" else {deed.scene.me}
        return [
            m
            for m in self.scenario.modifier
            if deed.action in m.actions
            and m.option in (None, deed.scene.option)
            and (not m.actors or sides & {*self.cast.expand(m.actors, self.state["members"])})
        ]

    def _meeting_price(self, seat: str) -> int:
        fits = [
            m
            for m in self.scenario.modifier
            if "meeting" in m.actions
            and m.option is None
            and (not m.actors or seat in self.cast.expand(m.actors, self.state["members"]))
        ]
        return max(0, self.rules.meeting_cost + sum(m.cost for m in fits if m.cost and self.start.holds(m.when, Scene(me=seat))))

    def spent(self, seat: str) -> int:
        own = sum(price for deed, price in zip(self.deeds, self.prices, strict=True) if deed.seat == seat)
        return own + self.made[seat] * self._meeting_price(seat)

    # Switches, files, and what an order is worth.

    def _postures(self) -> dict[tuple[str, str, str | None], str]:
        """As this turn's events, items and orders set them, in this sequence: of two on one switch the later stands."""
        postures = dict(self.state["postures"])
        sources: list[tuple[Scene, tuple[Effect, ...], tuple[str, ...], bool]] = []
        sources += [(Scene(), self.cast.events[e].effects, (), True) for e in self.events]
        sources += [(Scene(item=i), self.cast.items[i].effects, tuple(self.state["aside"][i]), True) for i in self.adopted_before]
        sources += [(d.scene, d.effects, (), not d.last_only or self.start.deciding(d.scene.item or "")) for d in self.deeds]
        for scene, effects, aside, works in sources:
            for effect in effects if works else ():
                if effect.posture and effect.option in (None, scene.option):
                    self._set(postures, scene, effect, aside)
        return postures

    def _set(
        self, postures: dict[tuple[str, str, str | None], str], scene: Scene, effect: Effect, aside: tuple[str, ...]
    ) -> None:
        poles: list[str | None] = [*self.start.poles(effect.toward, scene)] if effect.toward else [None]
        for name in self._recipients(self.start, effect, scene):
            if name not in aside and self.start.holds(effect.when, scene, name):
                for pole in poles:
                    postures[name, effect.posture or "", pole] = (scene.option if effect.to == "option" else effect.to) or ""

    def _moves(self, name: str) -> bool:
        """Whether a file moves a step: convened, consented to by all, unfinished, below the brink."""
        file = self.cast.files[name]
        conveners = [d for d in self.deeds if d.convenes and d.scene.file == name]
        convened = (
            any(d.convenes == "file" for d in conveners) or len({d.seat for d in conveners if d.convenes == "dispute"}) >= 2
        )
        return (
            convened
            and self.state["steps"][name] < len(file.steps)
            and not self._at_brink()
            and self.eyes.holds(file.needs, Scene(file=name))
            and all(self._agrees(p, name, {d.seat for d in conveners}) for p in file.parties)
        )

    def _agrees(self, party: str, file: str, conveners: set[str]) -> bool:
        rule = next((p for p in self.scenario.party if p.id == party), None)
        if rule is None:
            return self.eyes.consented(party, file)
        asked = self.cast.expand(rule.asks.get(file, ()), self.state["members"])
        accepted = conveners & {*self.cast.expand(rule.conveners, self.state["members"])}
        return (
            bool(accepted) and self.eyes.holds(rule.when, Scene(file=file)) and all(self.eyes.consented(a, file) for a in asked)
        )

    def _at_brink(self) -> bool:
        rupture = self.scenario.rupture
        if rupture is None:
            return False
        track = next(t for t in self.scenario.track if t.id == rupture.track)
        brink = next(s.start for s in track.step if s.id == rupture.brink)
        return gauge(self.state["tracks"][track.id]) >= brink - NEAR

    def _factor(self, deed: Deed) -> float:
        """Level times modifiers; 0 where what it needs is gone, or where it does not count yet."""
        if not self.eyes.holds(deed.needs, deed.scene) or (deed.last_only and not self.start.deciding(deed.scene.item or "")):
            return 0.0
        sizes = [m.size for m in self._modifiers(deed) if self.eyes.holds(m.when, deed.scene)]
        return deed.level * math.prod(sizes)

    def _recipients(self, eyes: Eyes, effect: Effect, scene: Scene) -> list[str]:
        on = effect.on or ("self" if scene.target is None or scene.target_pole else "target")
        names: list[str] = []
        for role in [on] if isinstance(on, str) else on:
            names += [a for a in eyes.actors(role, scene) if a not in names]
        return names

    # All effects of a turn, one by one.

    def sources(self) -> Iterator[tuple[Deed | None, Scene, tuple[Effect, ...], float, int, frozenset[str]]]:
        """(order or None, roles, effects, factor, which of three sizes, who is passed by) of all that has effects."""
        for deed, factor in zip(self.deeds, self.factors, strict=True):
            yield deed, deed.scene, deed.effects, factor, 0, frozenset()
        for name in self.events:
            yield None, Scene(), self.cast.events[name].effects, 1.0, 0, frozenset()
        for name in self.adopted_before:
            band = BANDS.index(band_of(self.state["wording"][name]))
            yield None, Scene(item=name), self.cast.items[name].effects, 1.0, band, frozenset(self.state["aside"][name])
        for name in sorted(self.eyes.moved):
            yield None, Scene(file=name), self.cast.files[name].effects, 1.0, 0, frozenset()
        for track in self.scenario.track:
            trends = tuple(Effect(track=track.id, size=t.size, when=t.when) for t in track.trend)
            yield None, Scene(), trends, 1.0, 0, frozenset()

    def effects(self, *kinds: str) -> Iterator[tuple[Deed | None, Scene, Effect, float, float, frozenset[str]]]:
        """(order or None, roles, effect, declared size x level x modifiers, factor, who is passed by) of some kinds."""
        for deed, scene, effects, factor, band, aside in self.sources():
            for effect in effects:
                if kind_of(effect) in kinds and effect.option in (None, scene.option) and factor:
                    size = 1.0 if kind_of(effect) in ("posture", "admit", "postpone", "guard") else sizes_of(effect)[band]
                    yield deed, scene, effect, size * factor, factor, aside

    def on_actors(self, *kinds: str) -> Iterator[tuple[Deed | None, Scene, Effect, float, str]]:
        """(order or None, roles, effect, size of step 1, recipient) of effects on actors whose `when` holds."""
        for deed, scene, effect, size, _, aside in self.effects(*kinds):
            for name in self._recipients(self.eyes, effect, scene):
                if name not in aside and self.eyes.holds(effect.when, scene, name):
                    yield deed, scene, effect, size * self._scale(effect, scene, name), name

    def _scale(self, effect: Effect, scene: Scene, recipient: str | None) -> float:
        if effect.scale == "joiners":
            return 1.0 + effect.bonus * (self.eyes.joiners(scene) - 1)
        if effect.scale == "dependency":
            pole = self.cast.actors[scene.me or ""].pole
            return gauge(self.state["dependency"][recipient, pole]) / 100.0
        return 1.0

    # What it adds up to.

    def pushes(
        self,
    ) -> tuple[dict[tuple[str, str], list[float]], dict[tuple[str, str], list[float]], dict[tuple[str, str], float]]:
        """What is added to stances and to anchors, and this turn's effort by (recipient, giver)."""
        stance: dict[tuple[str, str], list[float]] = {}
        anchor: dict[tuple[str, str], list[float]] = {}
        effort = {(a, b): 0.0 for a in self.cast.actors for b in self.cast.actors}
        found = [
            (deed, effect, size / 100.0, name, pole)
            for deed, scene, effect, size, name in self.on_actors("push", "anchor")
            for pole in self.eyes.poles(effect.toward or "self", scene, name)
        ]
        for deed, effect, size, name, _ in found:
            if deed is not None and effect.push is not None:
                effort[name, deed.scene.me or ""] += abs(size)
        guard = self._guards()
        for deed, effect, size, name, pole in found:
            weight = self._weight(effect, name, deed.scene.me or "", effort, guard) if deed is not None else 1.0
            cells = stance if effect.push is not None else anchor
            for q in self.cast.poles:
                share = 1.0 if q == pole else -self.cast.kappa.get((pole, q), 0.0)
                if share and self.cast.free(name, q):
                    cells.setdefault((name, q), []).append(size * weight * share)
        self._homecoming(stance)
        return stance, anchor, effort

    def _weight(
        self, effect: Effect, name: str, giver: str, effort: dict[tuple[str, str], float], guard: dict[str, float]
    ) -> float:
        """Receptivity, guard, and for a push what effort has left of it."""
        own = name == giver
        weight = (
            1.0 if own else (1.0 + self.rules.receptivity * math.tanh(self.state["affinity"][name, giver])) * (1.0 - guard[name])
        )
        if effect.anchor is not None:
            return weight
        c = self.rules.saturation / 100.0
        past, now = self.state["effort"][name, giver] / c, effort[name, giver] / c
        return weight * math.exp(-past) * (-math.expm1(-now) / now if now else 1.0)

    def _guards(self) -> dict[str, float]:
        left = dict.fromkeys(self.cast.actors, 1.0)
        for _, _, effect, size, name in self.on_actors("guard"):
            left[name] *= 1.0 - min(1.0, max(0.0, size * (effect.guard or 0.0)))
        return {a: 1.0 - kept for a, kept in left.items()}

    def _homecoming(self, stance: dict[tuple[str, str], list[float]]) -> None:
        for _, _, effect, size, name in self.on_actors("guard"):
            for pole in self.cast.poles:
                if effect.home and self.cast.free(name, pole):
                    away = self.state["stance"][name, pole] - self.state["anchor"][name, pole]
                    stance.setdefault((name, pole), []).append(-effect.home * size * away)

    def relations(self) -> dict[frozenset[str], float]:
        """What is added to each pair, once for both ways."""
        added: dict[frozenset[str], float] = {}
        for _, scene, effect, size, _, aside in self.effects("relation"):
            sides = [self.eyes.actors(role, scene) for role in effect.between or ("self", "target")]
            for pair in {frozenset((a, b)) for a, b in product(*sides) if a != b}:
                a, b = sorted(pair)
                recipient = b if a == scene.me else a
                if not pair & aside and self.eyes.holds(effect.when, scene, recipient):
                    added[pair] = added.get(pair, 0.0) + size / 100.0 * self._scale(effect, scene, recipient)
        return added

    def tracks(self) -> tuple[dict[str, float], dict[str, float], dict[str, float]]:
        """What orders add to each track, what all else adds, and each seat's positive effects on the rupture track."""
        own = {t.id: 0.0 for t in self.scenario.track}
        rest, raised = dict(own), dict.fromkeys(self.cast.seats, 0.0)
        for deed, scene, effect, size, _, _ in self.effects("track"):
            if self.eyes.holds(effect.when, scene):
                amount = size / 25.0 * self._scale(effect, scene, scene.target)
                (rest if deed is None else own)[effect.track or ""] += amount
                if deed is not None and self.scenario.rupture and effect.track == self.scenario.rupture.track:
                    raised[deed.seat] += max(amount, 0.0)
        return own, rest, raised

    def welfare(self) -> dict[str, float]:
        added = dict.fromkeys(self.cast.actors, 0.0)
        for _, _, _, size, name in self.on_actors("welfare"):
            added[name] += size / 25.0
        return added

    def dependency(self) -> dict[tuple[str, str], float]:
        """A power does not depend on its own pole."""
        added = {(a, p): 0.0 for a in self.cast.actors for p in self.cast.poles}
        for _, scene, effect, size, name in self.on_actors("dependency"):
            for pole in self.eyes.poles(effect.toward or "self", scene, name):
                if self.cast.actors[name].pole != pole:
                    added[name, pole] += size / 25.0
        return added

    def wordings(self) -> dict[str, float]:
        added = dict.fromkeys(self.cast.items, 0.0)
        for _, scene, effect, size, _, _ in self.effects("wording"):
            if scene.item and self.state["status"][scene.item] == "open" and self.eyes.holds(effect.when, scene):
                added[scene.item] += size / 25.0 * self._scale(effect, scene, None)
        return added

    # Capital.

    def accounts(self, seat: str) -> tuple[int, int]:
        """Capital at the end, and losses still to come off later income."""
        actor = self.cast.actors[seat]
        changes = [effect.capital or 0 for _, _, effect, _, name in self.on_actors("capital") if name == seat]
        gains = sum(c for c in changes if c > 0) + sum(
            price // 2
            for deed, price in zip(self.deeds, self.prices, strict=True)
            if deed.seat == seat and deed.convenes and deed.scene.file not in self.eyes.moved
        )
        owed = self.state["pending"][seat] - sum(c for c in changes if c < 0)
        left = self.state["capital"][seat] - self.spent(seat)
        left += max(0, min(gains, actor.cap - left))
        income = max(0, min(actor.income - owed, actor.cap - left))
        return left + income, max(0, owed - actor.income)

    # Decisions.

    def decisions(self, ruptured: bool) -> State:
        """Status, touched, aside and postponed of every item after this turn, and those just adopted."""
        new: State = {key: dict(self.state[key]) for key in ("status", "touched", "aside", "postponed")}
        for _, scene, effect, _, _, _ in self.effects("postpone"):
            if scene.item and self._may_postpone(scene.item) and self.eyes.holds(effect.when, scene):
                new["postponed"][scene.item] = 1
        adopted = []
        for item in self.cast.items:
            taken = {d.seat: d.action for d in self.deeds if d.kind == "position" and d.scene.item == item}
            new["touched"][item] |= any(move in ("strengthen", "soften") for move in taken.values())
            due = self.start.deciding(item) and new["postponed"][item] == self.state["postponed"][item]
            if due and not ruptured and new["touched"][item] and self._willing(taken):
                new["status"][item] = "adopted"
                new["aside"][item] = {seat for seat, move in taken.items() if move == "aside"}
                adopted.append(item)
            elif self.state["status"][item] == "open" and (due or ruptured):
                new["status"][item] = "dropped"
        return new | {"adopted": adopted}

    def _willing(self, taken: dict[str, str]) -> bool:
        """Nobody objects, and at least one member accepts or moves it; a pass accepts."""
        members = self.state["members"]
        return "object" not in taken.values() and any(taken.get(m) not in ("aside", "object") for m in members)

    def _may_postpone(self, item: str) -> bool:
        return self.start.deciding(item) and not self.state["postponed"][item] and self.state["step"] + 1 < len(self.cast.turns)

    def files(self) -> State:
        steps, convened = dict(self.state["steps"]), dict(self.state["convened"])
        for name in self.eyes.moved:
            steps[name] += 1
            for seat in {d.seat for d in self.deeds if d.convenes and d.scene.file == name}:
                convened[name, seat] += 1
        return {"steps": steps, "convened": convened}

    def late_postures(self) -> dict[tuple[str, str, str | None], str]:
        """Switches at the end of the turn: a file that moves sets its own then."""
        postures = dict(self.eyes.postures)
        for name in sorted(self.eyes.moved):
            for effect in self.cast.files[name].effects:
                if effect.posture:
                    self._set(postures, Scene(file=name), effect, ())
        return postures

    # The model.

    def stances(self) -> tuple[dict[tuple[str, str], float], dict[tuple[str, str], float], dict[tuple[str, str], float]]:
        """Next stances and anchors, and this turn's effort."""
        cast, state = self.cast, self.state
        pushed, anchored, effort = self.pushes()
        away = {
            (a, p): state["stance"][a, p] - state["anchor"][a, p] if cast.free(a, p) else 0.0
            for a in cast.actors
            for p in cast.poles
        }
        w = self._neighbours()
        stance, anchor = dict(state["stance"]), dict(state["anchor"])
        for (a, p), d in away.items():
            if not cast.free(a, p):
                continue
            actor = cast.actors[a]
            social = self.rules.social if actor.social is None else actor.social
            pull = self.rules.anchoring if actor.anchoring is None else actor.anchoring
            heard = sum(w[a][j] * away[j, p] for j in cast.actors)
            alone = sum(abs(w[a][j]) for j in cast.actors) or 1.0
            terms = [social * (heard - alone * d), -pull * d, self._shock(a, p), *pushed.get((a, p), ())]
            stance[a, p] += math.fsum(terms)
            anchor[a, p] += math.fsum(anchored.get((a, p), ()))
        return stance, anchor, effort

    def _neighbours(self) -> dict[str, dict[str, float]]:
        """W: each relation times the other's weight, divided by the sum of sizes; only states have weight."""
        w = {}
        for i in self.cast.actors:
            row = {
                j: math.tanh(self.state["affinity"][i, j]) * (x.weight if x.kind == "state" else 0) if i != j else 0.0
                for j, x in self.cast.actors.items()
            }
            total = sum(map(abs, row.values()))
            w[i] = {j: value / total if total else 0.0 for j, value in row.items()}
        return w

    def _shock(self, actor: str, pole: str) -> float:
        luck = self.cast.actors[actor].luck
        sigma = (self.rules.luck if luck is None else luck) / 100.0
        keys = np.array([chance.key("stance", actor, pole)])
        return sigma * float(chance.shocks(np.array([self.seed], dtype=np.uint64), self.start.number, "stance", keys)[0, 0])

    def gauges(self) -> tuple[dict[str, float], str | None]:
        """Next tracks, and who is blamed if the summit breaks now."""
        own, rest, raised = self.tracks()
        tracks, blamed = {}, None
        for track in self.scenario.track:
            now = self.state["tracks"][track.id]
            home = logit((track.start if track.home is None else track.home) / 100.0)
            value = now + track.rate * (home - now) + rest[track.id]
            breakable = (
                self.scenario.rupture is not None and self.scenario.rupture.track == track.id and not self.state["rupture"]
            )
            if breakable:
                limit = logit((self.scenario.rupture.limit if self.scenario.rupture else 0) / 100.0)
                value = min(value, limit - 0.01) + own[track.id]
                if value >= limit - 1e-12:
                    blamed = min(raised, key=lambda seat: (-raised[seat], seat))
            else:
                value += own[track.id]
            tracks[track.id] = value
        return tracks, blamed

    def affinities(self) -> dict[tuple[str, str], float]:
        declared = {frozenset(r.between): r.value for r in self.scenario.relation}
        added = self.relations()
        found = {}
        for (a, b), now in self.state["affinity"].items():
            pair = frozenset((a, b))
            home = math.atanh(declared.get(pair, self.rules.relation) / 100.0) if a != b else 0.0
            found[a, b] = now + self.rules.relation_home * (home - now) + added.get(pair, 0.0) if a != b else 0.0
        return found

    def play(self) -> State:
        """The state at the start of the next turn."""
        cast, state = self.cast, self.state
        stance, anchor, effort = self.stances()
        tracks, blamed = self.gauges()
        decided = self.decisions(blamed is not None)
        accounts = {seat: self.accounts(seat) for seat in cast.seats}
        dependency, welfare, wordings = self.dependency(), self.welfare(), self.wordings()
        new = (
            state
            | self.files()
            | {key: decided[key] for key in ("status", "touched", "aside", "postponed")}
            | {
                "step": state["step"] + 1,
                "stance": stance,
                "anchor": anchor,
                "tracks": tracks,
                "affinity": self.affinities(),
                "welfare": {a: state["welfare"][a] + welfare[a] for a in cast.actors},
                "dependency": {cell: value + dependency[cell] for cell, value in state["dependency"].items()},
                "wording": {i: state["wording"][i] + wordings[i] for i in cast.items},
                "effort": {pair: self.rules.effort_decay * (value + effort[pair]) for pair, value in state["effort"].items()},
                "capital": {seat: accounts[seat][0] for seat in cast.seats},
                "pending": {seat: accounts[seat][1] for seat in cast.seats},
                "postures": self.late_postures(),
                "members": state["members"] | self._admitted(),
                "log": [*state["log"], self.deeds],
                "choice": state["choice"] | {(d.scene.text, d.seat): d.scene.option for d in self.deeds if d.kind == "choice"},
                "met": self._met(),
                "credibility": {
                    seat: now + self.rules.credibility_home * (self.rules.credibility / 100 - now)
                    for seat, now in state["credibility"].items()
                },
            }
        )
        if blamed is not None and self.scenario.rupture:
            new |= {"rupture": self.start.number, "blamed": blamed}
            new["credibility"][blamed] = min(new["credibility"][blamed], self.scenario.rupture.credibility)
        new["members"] = new["members"] | admitted_by(cast, new, decided["adopted"])
        return begin(cast, bank(cast, new), self.seed)

    def _admitted(self) -> set[str]:
        """By orders, events and files; items admit once, when they are adopted."""
        return {name for deed, scene, _, _, name in self.on_actors("admit") if deed is not None or scene.item is None}

    def _met(self) -> dict[tuple[str, str], frozenset[int]]:
        met = dict(self.state["met"])
        for a, b in self.meetings:
            for pair in ((a, b), (b, a)):
                met[pair] = met[pair] | {self.start.number}
        return met


def admitted_by(cast: Cast, state: State, items: Iterable[str]) -> set[str]:
    """Whom items just adopted admit, read off the state that the turn leads to."""
    eyes, found = Eyes(cast, state), set()
    for item in items:
        for effect in cast.items[item].effects:
            if effect.admit:
                on = (effect.on,) if isinstance(effect.on, str) else effect.on or ()
                names = [a for role in on for a in eyes.actors(role, Scene(item=item))]
                found |= {a for a in names if a not in state["aside"][item] and eyes.holds(effect.when, Scene(item=item), a)}
    return found


# Briefs.


def bank(cast: Cast, state: State) -> State:
    """Bank the share of a communique: of the turn just played, over the shares of this length."""
    shares = [cast.scenario.turn[t - 1].communique for t in cast.turns]
    if not sum(shares):
        shares[-1] = 1.0
    share = shares[state["step"] - 1] / sum(shares)
    banked = {key: value + share * points(cast, state, *key) if share else value for key, value in state["banked"].items()}
    return state | {"banked": banked}


def goal_of(cast: Cast, seat: str, secret: bool, name: str) -> Goal:
    brief = next(b for b in cast.scenario.brief if b.actor == seat)
    return next(g for g in (brief.secret if secret else brief.goal) if g.id == name)


def points(cast: Cast, state: State, seat: str, secret: bool, name: str) -> float:
    """Weight x clip((raw - from) / (to - from), 0, 1); a shared goal gives nothing after a rupture."""
    goal = goal_of(cast, seat, secret, name)
    if goal.shared and state["rupture"]:
        return 0.0
    start, end = (0.0, goal.weight) if goal.worth else (goal.from_, goal.to)
    return goal.weight * min(1.0, max(0.0, (raw(cast, state, seat, goal) - start) / (end - start)))


def raw(cast: Cast, state: State, seat: str, goal: Goal) -> float:
    """What a goal measures, taken over its list."""
    values = [float(v) for v in getattr(Measure(cast, state, seat, goal), goal.raw)()]
    if goal.take == "count":
        return sum(within(v, goal.above, goal.below) for v in values)
    if not values:
        return 0.0
    return {"mean": math.fsum(values) / len(values), "min": min(values), "max": max(values), "sum": math.fsum(values)}[goal.take]


class Measure:
    """One method for each raw value of a goal, giving the list that is taken together."""

    def __init__(self, cast: Cast, state: State, seat: str, goal: Goal) -> None:
        self.cast, self.state, self.seat, self.goal = cast, state, seat, goal
        self.eyes = Eyes(cast, state)
        self.of = cast.expand(goal.of, state["members"]) or [seat]

    def partner_weight(self) -> list[float]:
        own = self.cast.actors[self.seat].pole
        return [self.eyes.partner_weight(p) for p in self.goal.toward or ((own,) if own else ())]

    def _toward(self) -> Sequence[str]:
        own = self.cast.actors[self.seat].pole
        return self.goal.toward or ((own,) if own else ())

    def alignment(self) -> list[float]:
        return [signed(self.state["stance"][a, p]) for a in self.of for p in self._toward()]

    def dependency(self) -> list[float]:
        return [gauge(self.state["dependency"][a, p]) for a in self.of for p in self._toward()]

    def balance(self) -> list[float]:
        found = []
        for a in self.of:
            first, second = sorted(
                (signed(self.state["stance"][a, p]) for p in self.goal.toward or self.cast.poles), reverse=True
            )[:2]
            found.append(second - first)
        return found

    def relation(self) -> list[float]:
        others = self.cast.expand(self.goal.with_, self.state["members"])
        return [signed(self.state["affinity"][a, b]) for a in self.of for b in others if a != b]

    def track(self) -> list[float]:
        return [gauge(self.state["tracks"][t]) for t in self.goal.what]

    def welfare(self) -> list[float]:
        return [gauge(self.state["welfare"][a]) for a in self.of]

    def item(self) -> list[float]:
        return [self._item(i) for i in self.goal.what]

    def _item(self, item: str) -> float:
        goal, status, band = self.goal, self.state["status"][item], band_of(self.state["wording"][item])
        if status != "adopted":
            return goal.worth.get("dropped", 0.0) if status == "dropped" else 0.0
        value = goal.worth.get(band, 0.0)  # type: ignore[call-overload]
        if not goal.worth:
            value = float(BANDS.index(goal.at_least or "weak") <= BANDS.index(band) <= BANDS.index(goal.at_most or "strong"))
        if self.seat in self.state["aside"][item] and "aside" in goal.worth:
            value = goal.worth["aside"]
        return max(0.0, value - goal.less_per_aside * len(self.state["aside"][item]))

    def file_steps(self) -> list[float]:
        each, by = self.goal.worth.get("step", 1.0), self.cast.expand(self.goal.by, self.state["members"])
        files = self.goal.what or sorted(self.cast.files)
        return [each * (max(self.state["convened"].get((f, s), 0) for s in by) if by else self.state["steps"][f]) for f in files]

    def met(self) -> list[int]:
        others = self.cast.expand(self.goal.with_, self.state["members"]) or list(self.cast.actors)
        first, last = self.goal.turns or (0, 99)
        return [sum(any(first <= t <= last for t in self.state["met"][a, b]) for b in others if b != a) for a in self.of]

    def open(self) -> list[bool]:
        return [self.eyes.first_partner(a) is None for a in self.of]

    def first_partner(self) -> list[bool]:
        wanted = None if self.goal.option == "nobody" else self.goal.option
        always = self.state["firsts"] if self.goal.always else []
        return [self.eyes.first_partner(a) == wanted and all(firsts.get(a) == wanted for firsts in always) for a in self.of]

    def posture(self) -> list[bool]:
        return [
            self.state["postures"][a, self.goal.what[0], p] == self.goal.option
            for a in self.of
            for p in self.goal.toward or (None,)
        ]

    def adopted(self) -> list[int]:
        return [sum(self.state["status"][i] == "adopted" for i in self.goal.what or self.cast.items)]

    def admitted(self) -> list[bool]:
        return [a in self.state["members"] for a in self.of]

    def multipolarity(self) -> list[float]:
        """(N - 1) / (P - 1), N = exp of the entropy of the states' weighted shares, a softmax of twice the stance."""
        mean = dict.fromkeys(self.cast.poles, 0.0)
        states = [a for a in self.cast.actors.values() if a.kind == "state"]
        total = max(sum(a.weight for a in states), 1)
        for a in states:
            top = max(self.state["stance"][a.id, p] for p in self.cast.poles)
            odds = {p: math.exp(2.0 * (self.state["stance"][a.id, p] - top)) for p in self.cast.poles}
            for p in self.cast.poles:
                mean[p] += a.weight / total * odds[p] / sum(odds.values())
        number = math.exp(-math.fsum(m * math.log(m) for m in mean.values() if m > 0))
        return [(number - 1.0) / (len(self.cast.poles) - 1)]

    def orders(self) -> list[int]:
        goal, members = self.goal, self.state["members"]
        by = self.cast.expand(goal.by, members) or (None if goal.of else [self.seat])
        on = {*goal.of, *self.cast.expand(goal.of, members)} if goal.of else None
        first, last = goal.turns or (0, 99)
        given = [
            d for turn, deeds in zip(self.cast.turns, self.state["log"], strict=False) if first <= turn <= last for d in deeds
        ]
        return [
            sum(d.action == goal.action and (by is None or d.seat in by) and (on is None or d.scene.text in on) for d in given)
        ]


# From a world to a state.


def cast_of(book: Rulebook) -> Cast:
    """The cast of a compiled scenario: of the rulebook only the scenario and the turns played are used."""
    return Cast(book.scenario, book.turns)


def state_of(
    book: Rulebook, world: World, log: Sequence[Sequence[Deed]] = (), firsts: Sequence[dict[str, Any]] = (), row: int = 0
) -> State:
    """One game of a world as a plain dict keyed by text ids; what the world does not hold is handed in."""
    n = book.names

    def table(name: str, *axes: Sequence[Any]) -> dict[Any, Any]:
        array = getattr(world, name)[row]
        if len(axes) == 1:
            return {a: array[i].item() for i, a in enumerate(axes[0])}
        return {(a, b): array[i, j].item() for i, a in enumerate(axes[0]) for j, b in enumerate(axes[1])}

    choices = {e.id: [c.id for c in e.choices] for e in book.scenario.event}
    return {
        "step": world.step,
        "stance": table("stance", n.actors, n.poles),
        "anchor": table("anchor", n.actors, n.poles),
        "affinity": table("affinity", n.actors, n.actors),
        "tracks": table("tracks", n.tracks),
        "welfare": table("welfare", n.actors),
        "dependency": table("dependency", n.actors, n.poles),
        "wording": table("wording", n.items),
        "effort": table("effort", n.actors, n.actors),
        "capital": table("capital", n.seats),
        "pending": table("pending", n.seats),
        "credibility": table("credibility", n.seats),
        "status": {i: STATUS[s] for i, s in table("status", n.items).items()},
        "touched": table("touched", n.items),
        "postponed": table("postponed", n.items),
        "steps": table("steps", n.files),
        "aside": {i: {a for k, a in enumerate(n.actors) if world.aside[row, j, k]} for j, i in enumerate(n.items)},
        "convened": table("convened", n.files, n.seats),
        "postures": {(a, *s): n.posture_options[s[0]][o] for (a, s), o in table("postures", n.actors, n.switches).items()},
        "members": {a for a, yes in table("members", n.actors).items() if yes},
        "happened": table("happened", n.events),
        "choice": {(e, s): choices[e][c] for (e, s), c in table("choice", n.events, n.seats).items() if c >= 0},
        "met": {
            pair: frozenset(t for t in range(63) if bits >> t & 1) for pair, bits in table("met", n.actors, n.actors).items()
        },
        "banked": {(x.seat, x.secret, x.goal.id): world.banked[row, g].item() for g, x in enumerate(book.goals.lines)},
        "rupture": int(world.rupture[row]),
        "blamed": n.seats[world.blamed[row]] if world.blamed[row] >= 0 else None,
        "log": list(log),
        "firsts": list(firsts),
    }


def firsts_of(book: Rulebook, world: World) -> dict[str, Any]:
    """The first partners of a world, as the reference sees them."""
    eyes = Eyes(cast_of(book), state_of(book, world))
    return {a: eyes.first_partner(a) for a in eyes.cast.actors}


def differences(expected: State, found: State, tolerance: float = 1e-12) -> list[str]:
    """Where two states differ, one line each: numbers beyond a tolerance, all else at all."""
    lines = []
    for key in found:
        if key in ("log", "firsts"):
            continue
        one, two = expected[key], found[key]
        pairs = (
            [(f"{key} {name}", one.get(name), two.get(name)) for name in {*one, *two}]
            if isinstance(one, dict)
            else [(key, one, two)]
        )
        lines += [f"{name}: expected {a!r}, found {b!r}" for name, a, b in pairs if not _same(a, b, tolerance)]
    return sorted(lines)


def _same(a: Any, b: Any, tolerance: float) -> bool:
    if isinstance(a, float) and isinstance(b, float):
        return abs(a - b) <= tolerance * max(1.0, abs(a))
    return bool(a == b)
