"""Which orders are legal: the desk's answers against a plain judge, written from the rules and not from the desk."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

import attrs
import pytest
import reference
import strategies
from hypothesis import given
from reference import Deed, State
from strategies import Played

from game.match import Match
from game.model.legality import Desk
from game.model.orders import IllegalOrder, Order
from game.model.rulebook import Rulebook
from game.scenario.effects import Condition
from game.scenario.tables.summit import Action

POSITIONS = ("strengthen", "soften", "accept", "aside", "object")


class Judge:
    """Judges whole sheets of one seat at the start of a turn, by the rules of the game's design."""

    def __init__(self, book: Rulebook, state: State, seat: str) -> None:
        self.cast, self.state, self.seat = reference.cast_of(book), state, seat
        self.scenario, self.actor = book.scenario, self.cast.actors[seat]
        self.turn = reference.Turn(self.cast, state, (), 0)
        self.eyes = self.turn.start

    def legal(self, sheet: list[Order]) -> bool:
        """Whether a sheet as a whole keeps every rule."""
        requests = [o for o in sheet if o.action == "request"]
        fallbacks = [o for o in sheet if o.inner is not None]
        done = [o.done for o in sheet if o.action != "request"]
        return (
            all(o.seat == self.seat for o in sheet)
            and self._requests(requests)
            and self._fallbacks(fallbacks, len(requests))
            and all(self._possible(o) for o in done)
            and self._once(done)
            and self._affordable(sheet, requests, fallbacks)
        )

    def reserved(self, requests: int) -> int:
        return min(requests, self.turn.limit(self.seat))

    def _requests(self, requests: list[Order]) -> bool:
        targets = [o.target for o in requests]
        ranks = sorted(o.rank or 0 for o in requests)
        return (
            ranks == list(range(1, len(ranks) + 1))
            and len(set(targets)) == len(targets)
            and len(targets) <= self.scenario.rules.requests
            and (not targets or self.turn.limit(self.seat) > 0)
            and all(self._can_meet(o.target) for o in requests)
        )

    def _can_meet(self, other: str | None) -> bool:
        if other not in self.cast.actors or other == self.seat:
            return False
        kinds = sorted((self.actor.kind, self.cast.actors[other].kind))
        return any(sorted(m.between) == kinds for m in self.scenario.meeting)

    def _fallbacks(self, fallbacks: list[Order], requests: int) -> bool:
        ranks = [o.rank for o in fallbacks]
        plain = all(
            o.done.action in self.cast.actions and self.cast.actions[o.done.action].slots == 1 and o.done.level == 1
            for o in fallbacks
        )
        return plain and len(set(ranks)) == len(ranks) and all(1 <= (rank or 0) <= self.reserved(requests) for rank in ranks)

    def _possible(self, order: Order) -> bool:
        """Whether one order exists and may be given this turn."""
        if order.action in self.cast.actions:
            return order.level == 1 and self._action(self.cast.actions[order.action], order)
        return {"consent": self._consent, "choose": self._choose}.get(order.action, self._position)(order)

    def _action(self, action: Action, order: Order) -> bool:
        if not (self._among(self.seat, action.by) and self._option(action, order) and self._target(action, order.target)):
            return False
        return self._holds(action.needs, order) and self._often(action)

    def _among(self, name: str, listed: tuple[str, ...]) -> bool:
        return name in self.cast.expand(listed, self.state["members"])

    def _option(self, action: Action, order: Order) -> bool:
        options = [p for p in self.cast.poles if p != self.actor.pole] if "poles" in action.options else list(action.options)
        return order.option in options if options else order.option is None and not action.options

    def _target(self, action: Action, target: str | None) -> bool:
        if action.target == "none":
            return target is None
        if target is None or not (not action.among or target in action.among or action.target == "actor"):
            return False
        checks = {
            "actor": lambda: target != self.seat and self._among(target, action.among or ("everybody",)),
            "pole": lambda: target in self.cast.poles and target != self.actor.pole,
            "group": lambda: target in self.cast.groups,
            "item": lambda: target in self.cast.items and self._on_table(target),
            "file": lambda: (
                target in self.cast.files
                and self._among(self.seat, self.cast.files[target].conveners)
                and self._unfinished(target)
            ),
            "dispute": lambda: (
                any(d.file == target and self.seat in d.between for d in self.scenario.dispute)
                and (not action.convenes or self._unfinished(target))
            ),
        }
        return checks[action.target]()

    def _holds(self, needs: Condition | None, order: Order) -> bool:
        return needs is None or self.eyes.holds(needs, self.turn._deed(order).scene)

    def _often(self, action: Action) -> bool:
        """Not again too soon; how often in a game is judged for the whole sheet."""
        for back, deeds in enumerate(reversed(self.state["log"]), start=1):
            if back < action.every and any(d.seat == self.seat and d.action == action.id and d.kind == "action" for d in deeds):
                return False
        return True

    def _on_table(self, item: str) -> bool:
        number = self.eyes.number in self.cast.items[item].sessions
        return self.state["status"][item] == "open" and not self.state["rupture"] and (number or self.eyes.deciding(item))

    def _unfinished(self, file: str) -> bool:
        return self.state["steps"][file] < len(self.cast.files[file].steps)

    def _position(self, order: Order) -> bool:
        levels = {p.id: p.levels for p in self.scenario.position}
        return (
            order.action in levels
            and order.target in self.cast.items
            and order.option is None
            and 1 <= order.level <= levels[order.action]
            and self.seat in self.state["members"]
            and self._on_table(order.target)
        )

    def _consent(self, order: Order) -> bool:
        file = self.cast.files.get(order.target or "")
        if file is None or order.option is not None or order.level != 1:
            return False
        asked = [
            a
            for p in self.scenario.party
            if p.id in file.parties
            for a in self.cast.expand(p.asks.get(file.id, ()), self.state["members"])
        ]
        return (self.seat in file.parties or self.seat in asked) and self._unfinished(file.id)

    def _choose(self, order: Order) -> bool:
        event = self.cast.events.get(order.target or "")
        return (
            event is not None
            and self.state["happened"][event.id] == self.eyes.number
            and order.level == 1
            and self._among(self.seat, event.by)
            and order.option in [c.id for c in event.choices]
        )

    def _once(self, done: list[Order]) -> bool:
        """One order of an action on a target or dispute, one position on an item, no more of an action than a game allows."""
        places = [self._place(o) for o in done]
        if len(set(places)) < len(places):
            return False
        past = [d.action for deeds in self.state["log"] for d in deeds if d.seat == self.seat and d.kind == "action"]
        now = [o.action for o in done]
        limits = [(a.id, a.times) for a in self.scenario.action if a.times is not None and a.id in now]
        return all(past.count(name) + now.count(name) <= times for name, times in limits)

    def _place(self, order: Order) -> tuple[str, str | None]:
        if order.action in POSITIONS:
            return ("position", order.target)
        action = self.cast.actions.get(order.action)
        if action and action.target == "dispute":
            return ("dispute", order.target)
        return (order.action, None if action and action.once_a_turn else order.target)

    def _price(self, order: Order) -> int:
        deed: Deed = self.turn._deed(order)
        return self.turn._price(deed) * order.level

    def _affordable(self, sheet: list[Order], requests: list[Order], fallbacks: list[Order]) -> bool:
        reserved, price = self.reserved(len(requests)), self.turn._meeting_price(self.seat)
        instead = {o.rank: self._price(o.done) for o in fallbacks}
        held = sum(max(price, instead.get(k, 0)) for k in range(1, reserved + 1))
        plain = [o for o in sheet if o.rank is None]
        slots = reserved + sum(self.cast.actions[o.action].slots for o in plain if o.action in self.cast.actions)
        most = self.actor.slots if self.actor.slots is not None else 3 if self.actor.kind == "power" else 2
        return slots <= most and sum(map(self._price, plain)) + held <= self.state["capital"][self.seat]


def everything(judge: Judge, rank: int) -> Iterator[Order]:
    """Every order that anybody could think of, legal or not: all actions on all targets with all options, and more."""
    s, seat = judge.scenario, judge.seat
    things = [
        None,
        *judge.cast.actors,
        *judge.cast.poles,
        *judge.cast.groups,
        *judge.cast.items,
        *judge.cast.files,
        *judge.cast.events,
    ]
    for name in judge.cast.actors:
        yield from (Order(seat, "request", name, rank=k) for k in (rank, rank + 1))
    for target in dict.fromkeys(things):
        for action in s.action:
            options = judge.cast.poles if "poles" in action.options else action.options
            if action.target == "none" and target in options:
                continue  # its text is that of the order with this option, so it is the same order
            for option in (None, *options):
                order = Order(seat, action.id, target, option)
                yield order
                yield Order(seat, "fallback", rank=1, inner=order)
        yield from (Order(seat, position, target, level=level) for position in POSITIONS for level in (1, 2, 3))
        yield Order(seat, "consent", target)
        yield from (Order(seat, "choose", target, option) for option in ("yes", "no"))


def judged(played: Played, seat: str) -> tuple[Desk, Judge]:
    """The desk and the judge of one seat at the end of a game so far."""
    cast, log = reference.cast_of(played.book), []
    for world, sheets in zip(played.worlds, played.sheets, strict=False):
        state = reference.state_of(played.book, world, log)
        log.append(reference.Turn(cast, state, strategies.orders_of(sheets), played.seed).deeds)
    state = reference.state_of(played.book, played.world, log)
    return Desk(played.book, played.world, seat), Judge(played.book, state, seat)


@given(strategies.middles())
def test_l14_legal_orders_are_all_that_may_be_added(played: Played) -> None:
    """L14: of every order that anybody could think of, exactly those are listed that make a legal sheet with what is chosen."""
    if played.world.step >= len(played.book.turns):
        return
    luck = Random(played.seed)
    desk, judge = judged(played, luck.choice(played.book.names.seats))
    whole = list(strategies.sheet(desk, luck, eager=0.3))
    chosen = [o for o in whole if o.action == "request"] + [o for o in whole if o.action != "request" and luck.random() < 0.6]
    assert judge.legal(chosen)
    legal = set(map(str, desk.legal(chosen)))
    for order in everything(judge, 1 + sum(o.action == "request" for o in chosen)):
        assert (str(order) in legal) == judge.legal([*chosen, order]), f"{order} beside {[*map(str, chosen)]}"


@given(strategies.middles())
def test_l14_a_bundle_is_legal_exactly_if_the_judge_says_so(played: Played) -> None:
    """L14: whole sheets drawn from everything are accepted exactly when the rules allow them, in whatever sequence they stand."""
    if played.world.step >= len(played.book.turns):
        return
    luck = Random(played.seed)
    desk, judge = judged(played, luck.choice(played.book.names.seats))
    single = [o for o in everything(judge, 1) if judge.legal([o])] or [Order(judge.seat, "accept", "nothing")]
    every = list(everything(judge, 1))
    for _ in range(25):
        sheet = [luck.choice(single if luck.random() < 0.9 else every) for _ in range(luck.randint(1, 4))]
        sheet = [attrs.evolve(o, rank=k + 1) if o.action == "request" else o for k, o in enumerate(sheet)]
        luck.shuffle(sheet)
        assert accepted(desk, sheet) == judge.legal(sheet), [*map(str, sheet)]


def accepted(desk: Desk, sheet: list[Order]) -> bool:
    try:
        desk.check(sheet)
    except IllegalOrder as refused:
        return not (refused.sentence and refused.code)
    return True


@given(strategies.middles())
def test_l14_a_legal_sheet_can_be_built_order_by_order(played: Played) -> None:
    """L14: every legal sheet can be built from nothing by adding one listed order after the other."""
    if played.world.step >= len(played.book.turns):
        return
    luck = Random(played.seed)
    for seat in played.book.names.seats:
        desk = Desk(played.book, played.world, seat)
        left, chosen = list(strategies.sheet(desk, luck)), []
        while left:
            ready = [o for o in left if o in desk.legal(chosen)]
            assert ready, f"none of {[*map(str, left)]} may follow {[*map(str, chosen)]}"
            chosen.append(luck.choice(ready))
            left.remove(chosen[-1])


@given(strategies.middles())
def test_l14_every_refusal_has_a_reason(played: Played) -> None:
    """L14: whatever is refused is refused with a code, a sentence that names the order, and what would be legal instead."""
    if played.world.step >= len(played.book.turns):
        return
    seat = played.book.names.seats[played.seed % len(played.book.names.seats)]
    desk, judge = judged(played, seat)
    legal = set(map(str, desk.legal()))
    for order in everything(judge, 1):
        if str(order) not in legal:
            with pytest.raises(IllegalOrder) as refused:
                desk.check([order])
            assert refused.value.code in (
                "unknown",
                "level",
                "closed",
                "capital",
                "slots",
                "requests",
                "rank",
                "fallback",
                "twice",
                "seat",
            )
            assert str(order.done) in refused.value.sentence or str(order) in refused.value.sentence
            assert set(map(str, refused.value.legal)) == legal


def test_legal_orders_are_listed_once_and_always_the_same() -> None:
    """Legal orders come in one fixed sequence without repeats, and the match, the view and the desk list the same ones."""
    match = Match(strategies.scenario(30), seed=4)
    for seat in match.seats:
        listed = match.legal_orders(seat)
        assert len(set(map(str, listed))) == len(listed)
        assert listed == match.view(seat).legal_orders() == match.view(seat).desk.legal()


def test_an_illegal_start_is_refused() -> None:
    """Asking what may be added to a sheet that is illegal itself is refused, with the reason."""
    match = Match(strategies.scenario(30), seed=4)
    with pytest.raises(IllegalOrder, match="has no action"):
        match.legal_orders(match.seats[0], [f"{match.seats[0]}: dance"])
