"""Laws on how stances move by themselves: rest, decay, the long-run answer, and what a guard may do."""

from __future__ import annotations

from functools import lru_cache
from random import Random

import attrs
import numpy as np
import strategies
from hypothesis import given
from strategies import Played

from game.model.calendar import start
from game.model.influence import drift, long_run, neighbours
from game.model.ledger import write
from game.model.opening import open_sheets
from game.model.rows import GUARDS, SPREADS
from game.model.rulebook import Rulebook
from game.model.sheets import empty, gather
from game.model.turn import resolve
from game.model.world import OPEN, World

NO_LUCK = np.zeros(1, dtype=np.uint64)


def quiet(world: World) -> World:
    """The same world without events of this turn and without adopted items."""
    return attrs.evolve(world, happened=np.zeros_like(world.happened), status=np.full_like(world.status, OPEN))


def passed(book: Rulebook, world: World) -> World:
    """The next world when nobody orders anything and chance is left out."""
    return resolve(book, quiet(world), empty(book, world.size), NO_LUCK, luck=False).world


@given(strategies.rulebooks)
def test_l2_the_declared_start_is_a_rest_point(book: Rulebook) -> None:
    """L2: from the declared start, with nothing ordered, happening or adopted, nothing but gauges changes (1e-12)."""
    first = world = start(book, NO_LUCK)
    for _ in book.turns:
        world = passed(book, world)
        for name in ("stance", "anchor", "affinity", "welfare", "dependency"):
            assert np.abs(getattr(world, name) - getattr(first, name)).max() <= 1e-12


def deviation(book: Rulebook, world: World) -> np.ndarray:  # type: ignore[type-arg]
    """The largest |stance - anchor| over the free cells of each pole."""
    return (np.abs(world.stance - world.anchor) * book.free)[0].max(axis=0)


@given(strategies.middles())
def test_l6_deviations_shrink_by_the_weakest_anchor(played: Played) -> None:
    """L6: without orders, events, items and chance the largest deviation of each pole shrinks at least by min anchoring."""
    book, world = played.book, played.world
    while world.step < len(book.turns):
        following = passed(book, world)
        assert (deviation(book, following) <= (1.0 - book.anchoring.min()) * deviation(book, world) + 1e-12).all()
        world = following


@given(strategies.middles())
def test_l7_repeated_steps_reach_the_closed_form(played: Played) -> None:
    """L7: with W, push and anchors frozen, repeated steps reach the long-run answer (1e-9)."""
    book, world = played.book, played.world
    luck = np.random.default_rng(played.seed)
    push = luck.normal(0, 0.05, world.stance.shape) * book.free
    w = neighbours(np.tanh(world.affinity), book.weight)
    answer = long_run(w, push, book.social, book.anchoring, book.free)
    away = (world.stance - world.anchor) * book.free
    for _ in range(int(30 / book.anchoring.min())):
        social, pull = drift(w @ away, away, book.social[:, None], book.anchoring[:, None])
        away = away + (social + pull + push) * book.free
    assert np.abs(away - answer).max() <= 1e-9


GUARDED = {"id": "day", "name": "Day", "by": ["everybody"], "cost": 0, "slots": 0, "effects": [{"guard": 0.5, "home": 0.25}]}


GIFT = {
    "id": "gift",
    "name": "Gift",
    "by": ["everybody"],
    "target": "actor",
    "cost": 0,
    "slots": 0,
    "effects": [{"push": 0.5, "toward": "POLE"}, {"anchor": 0.5, "toward": "POLE"}],
}


@lru_cache(maxsize=64)
def with_day(seed: int) -> Rulebook:
    """The scenario of a seed in which everybody may also keep a day at home, or send a gift to anybody."""
    pole = strategies.scenario(seed).pole[0].id
    effects = [{**effect, "toward": pole} for effect in GIFT["effects"]]  # type: ignore[attr-defined,dict-item]
    return strategies.extended(seed, GUARDED, {**GIFT, "effects": effects})


@given(strategies.scenario_seeds, strategies.game_seeds)
def test_l17_a_guard_never_increases_a_foreign_effect(seed: int, luck: int) -> None:
    """L17: no foreign push or anchor effect is larger with the turn's guards than without them, and no other row changes."""
    book, draw = with_day(seed), Random(luck)
    played = strategies.play(book, luck, luck % len(book.turns))
    orders = strategies.orders_of(strategies.sheets(book, played.world, draw))
    givers = [seat for seat in book.names.seats if draw.random() < 0.7]
    orders = [order for order in orders if order.done.action not in ("day", "gift")]
    orders += [strategies.Order(seat, "day") for seat in givers]
    orders += [strategies.Order(seat, "gift", name) for seat in givers for name in book.names.actors if name != seat]
    opened = open_sheets(book, played.world, gather(book, [orders]))
    bare = attrs.evolve(book, table=attrs.evolve(book.table, does=book.table.does & ~np.int8(GUARDS)))
    guarded, plain = (write(b, played.world, opened, np.tanh(played.world.affinity)) for b in (book, bare))
    foreign = np.zeros(len(guarded.row), dtype=np.bool_)
    spreads, others = book.table.does & SPREADS > 0, book.table.giver != book.table.recipient
    foreign[: guarded.orders] = (spreads & others)[guarded.row[: guarded.orders]]
    assert (np.abs(guarded.amount[foreign]) <= np.abs(plain.amount[foreign])).all()
    assert np.array_equal(guarded.amount[~foreign], plain.amount[~foreign])


@given(strategies.scenario_seeds, strategies.game_seeds)
def test_l17_a_day_at_home_changes_nothing(seed: int, luck: int) -> None:
    """L17: a multi-vector day, with nobody pushing and every stance at its anchor, changes no stance."""
    book = with_day(seed)
    world = strategies.jittered(book, start(book, NO_LUCK), np.random.default_rng(luck))
    world = quiet(attrs.evolve(world, anchor=world.stance))
    orders = [strategies.Order(seat, "day") for seat in book.names.seats]
    assert np.array_equal(resolve(book, world, gather(book, [orders]), NO_LUCK, luck=False).world.stance, world.stance)
