"""The law on secrets: nothing that a seat's view can reach tells what the seat may not know."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random
from types import FunctionType, MethodType
from typing import Any

import numpy as np
import strategies
from hypothesis import given

from game.match import Match
from game.model.orders import Order
from game.scenario.schema import Scenario

PLAIN = (str, bytes, int, float, bool, type(None), type, np.dtype, np.generic)


def reachable(root: Any) -> Iterator[Any]:
    """Every object that can be reached from one: fields, properties' caches, containers, closures; scenarios are public."""
    seen: set[int] = set()
    waiting = [root]
    kept = []
    while waiting:
        thing = waiting.pop()
        if id(thing) in seen:
            continue
        seen.add(id(thing))
        kept.append(thing)
        yield thing
        if not isinstance(thing, (*PLAIN, Scenario, np.ndarray)):
            waiting += inside(thing)


def inside(thing: Any) -> list[Any]:
    """What an object holds directly."""
    if isinstance(thing, dict):
        return [*thing.keys(), *thing.values()]
    if isinstance(thing, (list, tuple, set, frozenset)):
        return list(thing)
    if isinstance(thing, FunctionType):
        return [cell.cell_contents for cell in thing.__closure__ or ()] + list(thing.__defaults__ or ())
    if isinstance(thing, MethodType):
        return [thing.__self__, thing.__func__]
    slots = [name for cls in type(thing).__mro__ for name in getattr(cls, "__slots__", ())]
    found = [getattr(thing, name) for name in slots if name not in ("__weakref__", "__dict__") and hasattr(thing, name)]
    return found + list(getattr(thing, "__dict__", {}).values())


def waiting_match(seed: int, luck: int) -> Match:
    """A match in which every seat has submitted a sheet that is not opened yet; its seed is a number found nowhere else."""
    book = strategies.rulebook(seed)
    match, draw = Match(book.scenario, 2**40 + 987654321 + luck, book.length), Random(luck)
    for _ in range(luck % len(match.turns)):
        for seat, orders in strategies.sheets(match.rulebook, match.world, draw).items():
            match.submit(seat, orders, match.turn)
        match.resolve()
    for seat in match.seats:
        match.submit(seat, strategies.sheet(match.view(seat).desk, draw), match.turn)
    return match


def used(view: Any) -> Any:
    """The view after a player has looked at everything it offers, so that what it keeps is kept."""
    view.lines(), view.score(), view.events(), view.legal_orders(), view.board.multipolarity()
    if not view.over:
        view.forecast(view.sheet or ())
    return view


@given(strategies.scenario_seeds, strategies.game_seeds)
def test_l15_no_view_reaches_another_seats_sheet(seed: int, luck: int) -> None:
    """L15: no order of another seat's unopened sheet, and no sheet equal to it, can be reached from a view."""
    match = waiting_match(seed, luck)
    sheets = match._sheets
    for seat in match.seats:
        secret = {id(order) for other, orders in sheets.items() if other != seat for order in orders}
        secret |= {id(orders) for other, orders in sheets.items() if other != seat and orders}
        for thing in reachable(used(match.view(seat))):
            assert id(thing) not in secret, f"{seat} can reach {thing}"
            assert thing is not match


@given(strategies.scenario_seeds, strategies.game_seeds)
def test_l15_no_view_reaches_the_seed(seed: int, luck: int) -> None:
    """L15: the match's seed, as a number or in an array, cannot be reached from a view."""
    match = waiting_match(seed, luck)
    for thing in reachable(used(match.view(match.seats[luck % len(match.seats)]))):
        if isinstance(thing, (int, np.integer)):
            assert thing != match.seed
        if isinstance(thing, np.ndarray) and thing.dtype.kind in "iuf":
            assert not (thing == match.seed).any()


@given(strategies.scenario_seeds, strategies.game_seeds)
def test_l15_a_view_knows_only_its_own_secret_goal(seed: int, luck: int) -> None:
    """L15: a view holds its seat's own lines, and no array that says which secret goals were drawn."""
    match = waiting_match(seed, luck)
    goals = match.rulebook.goals
    drawn = goals.drawn(match._seeds)[0]
    for d, seat in enumerate(match.rulebook.names.seats):
        view = used(match.view(seat))
        assert {goals.lines[g].seat for g in view.goals} <= {seat}
        assert [g for g in view.goals if goals.lines[g].secret] == [g for g in np.flatnonzero(drawn[d]) if goals.lines[g].secret]
        arrays = [thing for thing in reachable(view) if isinstance(thing, np.ndarray) and thing.dtype == np.bool_]
        revealed = drawn if np.array_equal(drawn, goals.open_lines) else None
        assert revealed is not None or not any(
            a.size == drawn.size and np.array_equal(a.reshape(drawn.shape), drawn) for a in arrays
        )


def test_l15_the_walk_finds_what_is_there() -> None:
    """The search itself works: from the match, every sheet and the seed can be reached."""
    match = waiting_match(12, 3)
    found = list(reachable(match))
    assert any(isinstance(thing, int) and thing == match.seed for thing in found)
    for orders in match._sheets.values():
        assert all(any(thing is order for thing in found) for order in orders if isinstance(order, Order))
