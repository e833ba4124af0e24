"""The random bot: whatever it draws is legal, everything legal can be drawn, and a batch draws what single games draw."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from pathlib import Path

import attrs
import numpy as np
import pytest
import strategies
from hypothesis import given
from strategies import Played

from game.bots import bot
from game.bots.draw import draw
from game.match import Match
from game.model.calendar import start
from game.model.chance import Seeds, below, keys, streams
from game.model.compile import compile_rulebook
from game.model.legality import Desk
from game.model.orders import Order
from game.model.rulebook import Rulebook
from game.model.sheets import LEVELS, Sheets, gather, written
from game.model.turn import resolve
from game.model.world import World, repeat, take
from game.scenario.load import load_scenario
from game.table import luck_of

SCENARIOS = Path(__file__).parents[1] / "scenarios"


def drawn(book: Rulebook, world: World, seeds: Seeds) -> Sheets:
    """What all delegations draw, one world for each seed."""
    luck = streams(seeds, book.turns[world.step], "bot", keys([(seat,) for seat in book.names.seats]))
    return draw(book, world, np.arange(len(book.names.seats)), luck)


def seeds_of(games: int) -> Seeds:
    return np.arange(games, dtype=np.uint64)


def texts(book: Rulebook, sheets: Sheets) -> set[str]:
    """Every distinct order of a batch: names in the first place, plain orders, fall-backs of the first meeting."""
    names, entries, at_level = book.names, book.catalogue.entries, sheets.entry * LEVELS + sheets.level
    asked = np.argwhere((sheets.requests[:, :, 0, None] == np.arange(len(names.actors))).any(axis=0))
    plain = [(entries[row // LEVELS].order, int(row % LEVELS)) for row in np.unique(at_level)]
    instead = [entries[m].order for m in np.unique(sheets.fallbacks[:, :, 0]) if m >= 0]
    return {str(order) for order in (
        *(Order(names.seats[seat], "request", names.actors[name], rank=1) for seat, name in asked),
        *(attrs.evolve(order, level=level) for order, level in plain),
        *(Order(order.seat, "fallback", rank=1, inner=order) for order in instead),
    )}


@given(strategies.middles())
def test_what_is_drawn_is_legal(played: Played) -> None:
    """Every sheet drawn, in whatever world, passes the check that a submitted sheet passes."""
    book, world = played.book, played.world
    if world.step < len(book.turns):
        sheets = drawn(book, repeat(world, 40), seeds_of(40))
        desks = [Desk(book, world, seat) for seat in book.names.seats]
        for game in range(40):
            orders = written(book, sheets, game)
            for desk in desks:
                desk.check([order for order in orders if order.seat == desk.seat])


def often(name: str, **limits: int) -> strategies.Table:
    """An action that costs nothing, so that only its limits keep a sheet from being full of it."""
    effect = {"push": 0.5, "toward": strategies.scenario(3).pole[0].id, "on": "target"}
    return {"id": name, "name": name, "by": ["everybody"], "target": "actor", "cost": 0, "slots": 0, "effects": [effect],
            **limits}


def test_limits_are_kept() -> None:
    """What may be given so often, or only every few turns, is drawn no oftener, within a sheet and over a game."""
    book = strategies.extended(3, often("rare", times=2), often("slow", every=2))
    seeds = seeds_of(60)
    world = start(book, seeds)
    for _ in book.turns:
        sheets = drawn(book, world, seeds)
        for game in range(0, 60, 3):
            orders, alone = written(book, sheets, game), take(world, slice(game, game + 1))
            for seat in book.names.seats:
                Desk(book, alone, seat).check([order for order in orders if order.seat == seat])
        world = resolve(book, world, sheets, seeds).world


def test_every_level_is_drawn() -> None:
    """An order that may be given at several levels is drawn at each of them, and at no other."""
    found = set[tuple[int, int]]()
    for seed in range(12):
        book = strategies.rulebook(seed)
        sheets = drawn(book, start(book, seeds_of(500)), seeds_of(500))
        most = np.array([entry.levels for entry in book.catalogue.entries], dtype=np.intp)[sheets.entry]
        found |= set(zip(most.tolist(), sheets.level.tolist(), strict=True))
    assert {(2, 1), (2, 2)} <= found
    assert all(level <= most for most, level in found)


@given(strategies.middles())
def test_what_is_legal_is_drawn(played: Played) -> None:
    """Every order that is legal on an empty sheet is drawn sooner or later."""
    book, world = played.book, played.world
    if world.step < len(book.turns):
        found = texts(book, drawn(book, repeat(world, 6000), seeds_of(6000)))
        for seat in book.names.seats:
            assert {str(order) for order in Desk(book, world, seat).legal()} - found == set()


def test_every_fallback_is_drawn() -> None:
    """Every fall-back that goes with a name on the list is drawn sooner or later."""
    book = compile_rulebook(load_scenario(SCENARIOS / "first-steps.toml"))
    world = start(book, seeds_of(1))
    found = texts(book, drawn(book, repeat(world, 20_000), seeds_of(20_000)))
    for seat in book.names.seats:
        desk = Desk(book, world, seat)
        for name in [order for order in desk.legal() if order.action == "request"]:
            fallbacks = {str(order) for order in desk.legal([name]) if order.inner is not None}
            assert fallbacks
            assert fallbacks - found == set()


def even(counts: Iterable[int]) -> bool:
    """Whether counts differ by no more than luck: chi-square at most four deviations above its mean."""
    found = np.array(list(counts))
    free = len(found) - 1
    return ((found - found.mean()) ** 2).sum() / found.mean() <= free + 4 * (2 * free) ** 0.5


def evenly(found: Counter[Order], orders: Iterable[Order]) -> bool:
    """Whether each kind among these orders came as often as another, and each order as often as others of its kind."""
    kinds = defaultdict[str, list[int]](list)
    for order in orders:
        kinds[order.done.action].append(found[order])
    assert len(kinds) > 1
    return even(map(sum, kinds.values())) and all(map(even, kinds.values()))


def test_kinds_are_drawn_evenly(monkeypatch: pytest.MonkeyPatch) -> None:
    """A single draw, and then a fall-back, is of each kind equally often, and any order of its kind equally often."""
    monkeypatch.setattr("game.bots.draw.DRAWS", 1)
    book = compile_rulebook(load_scenario(SCENARIOS / "first-steps.toml"))
    world = start(book, seeds_of(1))
    sheets = drawn(book, repeat(world, 20_000), seeds_of(20_000))
    found = Counter(order for game in range(20_000) for order in written(book, sheets, game))
    for seat in book.names.seats:
        desk = Desk(book, world, seat)
        first = desk.legal()
        name = next(order for order in first if order.action == "request")
        assert evenly(found, first)
        assert evenly(found, [order for order in desk.legal([name]) if order.inner is not None])


@given(strategies.rulebooks, strategies.game_seeds)
def test_a_batch_draws_what_single_games_draw(book: Rulebook, seed: int) -> None:
    """Each row of a batch is the sheet that the bot at a table draws, at every turn."""
    seeds = np.array([seed, seed + 1, 2**64 - 1 - seed], dtype=np.uint64)
    world, matches = start(book, seeds), [Match(book.scenario, int(s), book.length) for s in seeds]
    for turn in book.turns:
        sheets = drawn(book, world, seeds)
        for game, match in enumerate(matches):
            orders = written(book, sheets, game)
            for seat in match.seats:
                plan = bot("random")(match.view(seat), luck_of(match, seat))
                assert set(plan.orders) == {order for order in orders if order.seat == seat}
                match.submit(seat, plan.orders, turn)
            match.resolve()
        world = resolve(book, world, sheets, seeds).world
        assert [take(world, slice(k, k + 1)) for k in range(3)] == [match.world for match in matches]


@given(strategies.games())
def test_sheets_are_written_as_they_are_read(played: Played) -> None:
    """Orders read into arrays and written again are the same orders."""
    for sheets in played.sheets:
        orders = strategies.orders_of(sheets)
        again = written(played.book, gather(played.book, [[], orders]), 1)
        assert sorted(map(str, again)) == sorted(map(str, orders))


def test_numbers_are_drawn_evenly() -> None:
    """Numbers below a count come equally often, whatever the draw's number, and every stream is its own."""
    luck = streams(seeds_of(6000), 3, "bot", keys([("a",), ("b",)]))
    for number in (0, 1, 8, -3):
        found = np.bincount(below(luck.ravel(), number, np.full(luck.size, 6)), minlength=6)
        assert found.sum() == luck.size
        assert np.abs(found - luck.size / 6).max() < 200
    assert len(np.unique(luck)) == luck.size
    assert (streams(seeds_of(6000), 4, "bot", keys([("a",)]))[:, 0] != luck[:, 0]).all()


def test_luck_does_not_tell_the_seed() -> None:
    """The number that a bot draws from is no simple shift of the seed: half of its bits change with each seed."""
    luck = streams(seeds_of(2000), 1, "bot", keys([("a",)]))[:, 0]
    changed = np.unpackbits((luck[1:] ^ luck[:-1]).view(np.uint8)).mean()
    assert changed == pytest.approx(0.5, abs=0.01)
