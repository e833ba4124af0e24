"""Laws on orders: neither their listing nor that of the scenario matters, and pushes add up as promised."""

from __future__ import annotations

import math
import re
from functools import lru_cache
from random import Random

import attrs
import numpy as np
import pytest
import strategies
from hypothesis import assume, given
from hypothesis import strategies as st
from strategies import Played

from game.model import chance
from game.model.compile import compile_rulebook
from game.model.influence import drift, long_run, neighbours, shares
from game.model.ledger import saturation
from game.model.orders import Order
from game.model.rulebook import Rulebook
from game.model.sheets import gather
from game.model.turn import resolve
from game.model.world import World
from game.scenario.load import parse_scenario
from game.scenario.schema import Scenario

LISTS = ("actor", "pole", "relation", "group", "track", "coupling", "item", "file", "event", "brief", "rivals", "party", "source")


def relisted(scenario: Scenario, luck: Random) -> Scenario:
    """The same scenario with its tables listed in another sequence."""
    return attrs.evolve(scenario, **{name: tuple(luck.sample(table := getattr(scenario, name), len(table))) for name in LISTS})


@given(strategies.games(), st.randoms())
def test_l3_the_listing_of_a_scenario_does_not_matter(played: Played, luck: Random) -> None:
    """L3: listing actors, poles and all else in another sequence gives the same game, luck included."""
    other = compile_rulebook(relisted(played.book.scenario, luck), played.book.length)
    assert other.names.actors == played.book.names.actors
    world = played.worlds[0]
    for sheets, after in zip(played.sheets, played.worlds[1:], strict=True):
        world = resolve(other, world, gather(other, [strategies.orders_of(sheets)]), played.seeds).world
        assert without_memory(world) == without_memory(after)


def without_memory(world: World) -> World:
    """The world without its memories of orders, whose sequence is that of the questions in the file."""
    return attrs.evolve(world, given=np.zeros(0), count=np.zeros(0))


@given(strategies.middles())
def test_l3_permuted_actors_permute_the_drift(played: Played) -> None:
    """L3: permuting the actors and poles of the influence model permutes its answers (1e-12)."""
    book, world = played.book, played.world
    luck = np.random.default_rng(played.seed)
    a, p = luck.permutation(len(book.names.actors)), luck.permutation(len(book.names.poles))
    relation, away = np.tanh(world.affinity), (world.stance - world.anchor) * book.free
    w, moved = neighbours(relation, book.weight), neighbours(relation[:, a][:, :, a], book.weight[a])
    assert np.abs(w[:, a][:, :, a] - moved).max() <= 1e-12
    there = away[:, a][:, :, p]
    for one, other in zip(
        drift(w @ away, away, book.social[:, None], book.anchoring[:, None]),
        drift(moved @ there, there, book.social[a, None], book.anchoring[a, None]),
        strict=True,
    ):
        assert np.abs(one[:, a][:, :, p] - other).max() <= 1e-12
    one = long_run(w, away, book.social, book.anchoring, book.free)
    other = long_run(moved, there, book.social[a], book.anchoring[a], book.free[a][:, p])
    assert np.abs(one[:, a][:, :, p] - other).max() <= 1e-12
    assert np.abs(shares(world.stance)[:, a][:, :, p] - shares(world.stance[:, a][:, :, p])).max() <= 1e-12


@given(strategies.scenario_seeds, strategies.game_seeds)
def test_l3_renamed_actors_permute_the_turn(seed: int, luck: int) -> None:
    """L3: with ids that sort the other way round, the same orders lead to the same values without chance (1e-12)."""
    made = strategies.scenario(seed)
    ids = sorted({a.id for a in made.actor} | {p.id for p in made.pole})
    new = {name: f"z{len(ids) - k:02}" for k, name in enumerate(ids)}
    one, other = compile_rulebook(made), compile_rulebook(renamed(made, new))
    played = strategies.play(one, luck, 0)
    orders = strategies.orders_of(strategies.sheets(one, played.world, Random(luck)))
    twins = [Order.parse(retold(str(order), new)) for order in orders]
    here = resolve(one, played.world, gather(one, [orders]), played.seeds, luck=False)
    there = resolve(other, strategies.play(other, luck, 0).world, gather(other, [twins]), played.seeds, luck=False)
    a = [other.names.actors.index(new[name]) for name in one.names.actors]
    p = [other.names.poles.index(new[name]) for name in one.names.poles]
    assume(same_ties(here.world, there.world, a, new, one, other))
    for name in ("stance", "anchor", "dependency"):
        assert np.abs(getattr(here.world, name) - getattr(there.world, name)[:, a][:, :, p]).max() <= 1e-12
    assert np.abs(here.world.affinity - there.world.affinity[:, a][:, :, a]).max() <= 1e-12
    assert np.abs(here.world.welfare - there.world.welfare[:, a]).max() <= 1e-12
    assert np.abs(here.world.tracks - there.world.tracks).max(initial=0) <= 1e-12


def renamed(scenario: Scenario, new: dict[str, str]) -> Scenario:
    assert scenario.origin is not None
    return parse_scenario({name: retold(text, new) for name, text in scenario.origin.texts.items()}, scenario.origin.main)


def retold(text: str, new: dict[str, str]) -> str:
    """The text with every id of `new` replaced, whole words only."""
    return re.sub(r"(?<![\w-])[a-z]+(-[a-z0-9]+)*(?![\w-])", lambda word: new.get(word[0], word[0]), text)


def same_ties(here: World, there: World, a: list[int], new: dict[str, str], one: Rulebook, other: Rulebook) -> bool:
    """Whether no tie was broken by the ids: the same meetings, none between two of a kind, and the same switches."""
    kinds = [actor.kind for actor in one.names.by_id.values()]
    alike = any(kinds[i] == kinds[j] for _, i, j in np.argwhere(here.met))
    columns = [other.names.switches.index((posture, new.get(pole or ""))) for posture, pole in one.names.switches]
    return (
        not alike
        and np.array_equal(here.met, there.met[:, a][:, :, a])
        and np.array_equal(here.postures, there.postures[:, a][:, :, columns])
    )


@given(strategies.games(turns=1))
def test_l3_an_added_actor_leaves_everyones_luck(played: Played) -> None:
    """L3: the shocks of an actor depend on the seed, the turn and its ids only, not on who else is there."""
    keys = chance.keys([("stance", "somebody", "pole"), ("stance", "another", "pole")])
    both, alone = (chance.shocks(played.seeds, 3, "stance", which) for which in (keys, keys[1:]))
    assert np.array_equal(both[:, 1:], alone)


def nudge(name: str, size: float, pole: str) -> strategies.Table:
    """An action that does nothing but push its target toward one pole."""
    return {
        "id": name,
        "name": name,
        "by": ["everybody"],
        "target": "actor",
        "cost": 0,
        "slots": 0,
        "effects": [{"push": size, "toward": pole, "on": "target"}],
    }


@lru_cache(maxsize=64)
def with_nudges(seed: int) -> tuple[Rulebook, str]:
    pole = sorted(p.id for p in strategies.scenario(seed).pole)[seed % 2]
    return strategies.extended(seed, nudge("light", 0.5, pole), nudge("twin", 0.5, pole), nudge("firm", 1.0, pole)), pole


def nudged(book: Rulebook, played: Played, orders: list[Order], *more: Order) -> World:
    return resolve(book, played.world, gather(book, [[*orders, *more]]), played.seeds).world


@given(strategies.games(), st.randoms())
def test_l4_the_listing_of_orders_does_not_matter(played: Played, luck: Random) -> None:
    """L4: the same orders listed in any sequence lead to the same next world, bit for bit."""
    for world, sheets, after in zip(played.worlds, played.sheets, played.worlds[1:], strict=False):
        orders = strategies.orders_of(sheets)
        luck.shuffle(orders)
        assert resolve(played.book, world, gather(played.book, [orders]), played.seeds).world == after


@given(strategies.scenario_seeds, strategies.game_seeds)
def test_l4_many_pushes_on_one_add_up_the_same(seed: int, luck: int) -> None:
    """L4: also when everybody pushes the same actor at once, so that any other sequence of adding would show."""
    book, _ = with_nudges(seed)
    played, draw = strategies.play(book, luck, luck % len(book.turns)), Random(luck)
    pairs = [(seat, target) for seat in book.names.seats for target in book.names.actors if target != seat]
    orders = [Order(seat, name, target) for seat, target in pairs for name in ("light", "twin", "firm")]
    first = nudged(book, played, orders)
    for _ in range(4):
        draw.shuffle(orders)
        assert nudged(book, played, orders) == first


@given(strategies.scenario_seeds, strategies.game_seeds)
def test_l8_a_larger_push_never_lowers_a_stance(seed: int, luck: int) -> None:
    """L8: adding an order that only pushes toward one pole, or enlarging it, never lowers the recipient's stance there."""
    book, pole = with_nudges(seed)
    played = strategies.play(book, luck, luck % len(book.turns))
    orders = [
        o
        for o in strategies.orders_of(strategies.sheets(book, played.world, Random(luck)))
        if o.done.action not in ("light", "twin", "firm")
    ]
    draw = Random(luck)
    seat = draw.choice(book.names.seats)
    target = draw.choice([a for a in book.names.actors if a != seat])
    worlds = [
        nudged(book, played, orders, *more) for more in ((), (Order(seat, "light", target),), (Order(seat, "firm", target),))
    ]
    none, light, firm = (w.stance[0, book.names.actors.index(target), book.names.poles.index(pole)] for w in worlds)
    assert none <= light + 1e-15
    assert light <= firm + 1e-15


@given(strategies.scenario_seeds, strategies.game_seeds)
def test_l9_splitting_an_order_within_a_turn_changes_nothing(seed: int, luck: int) -> None:
    """L9: two orders of half the size, to the same target in the same turn, move every stance as one whole order does (1e-12)."""
    book, _ = with_nudges(seed)
    played = strategies.play(book, luck, luck % len(book.turns))
    seat = Random(luck).choice(book.names.seats)
    target = Random(luck).choice([a for a in book.names.actors if a != seat])
    halves = nudged(book, played, [], Order(seat, "light", target), Order(seat, "twin", target))
    whole = nudged(book, played, [], Order(seat, "firm", target))
    assert np.abs(halves.stance - whole.stance).max() <= 1e-12
    assert np.abs(halves.effort - whole.effort).max() <= 1e-12


@given(st.floats(0.01, 5), st.floats(0, 5), st.floats(0, 0.99))
def test_l9_waiting_is_worth_something(effort: float, before: float, decay: float) -> None:
    """L9: the same effort split over two turns is worth more than in one, because a part of it is forgotten in between."""
    half = np.array([effort / 2])
    at_once = 2 * half * saturation(np.array([before]), 2 * half, 1.0)
    first = half * saturation(np.array([before]), half, 1.0)
    second = half * saturation(decay * (before + half), half, 1.0)
    assert first + second > at_once
    assert at_once == pytest.approx(math.exp(-before) * -math.expm1(-effort), abs=1e-12)
