"""Whole games of bots that look no further than what is legal, played as arrays: a block of games at a time."""

from __future__ import annotations

from collections.abc import Generator, Sequence
from functools import lru_cache

import attrs
import numpy as np
from numpy.typing import NDArray

from game.bots import BLIND
from game.bots.draw import draw
from game.model.calendar import start
from game.model.cells import logistic
from game.model.chance import Seeds, keys, streams
from game.model.compile import compile_rulebook
from game.model.facts import bands
from game.model.opening import Opened, facts_of
from game.model.rulebook import Rulebook
from game.model.scores import scores
from game.model.sheets import Sheets, empty
from game.model.turn import resolve
from game.model.world import ADOPTED, DROPPED, World
from game.scenario.values import WORDINGS
from game.study import block, pool
from game.study.play import Setup
from game.study.simulate import OPEN, Game, Seat, game, values_of

Ints = NDArray[np.int64]
BLOCK = 1024
"""Games in a block: all of them stay in the processor's cache, and each numpy call has enough to do (docs/performance.md)."""


@attrs.frozen(eq=False, kw_only=True)
class Ends:
    """How B games ended: seeds (B,), scores (B, D) and what was carried out (B, actions), everything else in the world."""

    seeds: Seeds
    scores: NDArray[np.float64]
    orders: Ints
    rupture: NDArray[np.int16]
    blamed: NDArray[np.int16]
    first: NDArray[np.intp]
    tracks: NDArray[np.float64]
    items: NDArray[np.intp]
    steps: NDArray[np.int16]


def blind(setup: Setup) -> bool:
    """Whether nobody at the table looks ahead, so that games can be played as arrays."""
    return {setup.bot, *setup.bots.values()} <= set(BLIND)


def played(setups: Sequence[Setup], seeds: range, workers: int = 1, most: int = BLOCK) -> Generator[list[Game], None, None]:
    """The games of these seeds for each setup, some at a time; what is found depends on neither workers nor blocks."""
    if not all(map(blind, setups)):
        alone = [(k, seed) for k in range(len(setups)) for seed in seeds]
        yield from ([one] for one in block.spread(_play_one, setups, alone, workers))
        return
    size = max(1, min(most, -(-len(seeds) * len(setups) // workers)))
    jobs = [(k, seeds[n : n + size]) for k in range(len(setups)) for n in range(0, len(seeds), size)]
    for k, ends in pool.spread(_play_some, setups, jobs, workers):
        yield games(setups[k], ends)


def _play_one(setups: Sequence[Setup], job: tuple[int, int]) -> Game:
    return game(setups[job[0]], job[1])


def _play_some(setups: Sequence[Setup], job: tuple[int, range]) -> tuple[int, Ends]:
    return job[0], play_block(setups[job[0]], job[1])


def play_block(setup: Setup, numbers: Sequence[int]) -> Ends:
    """Play a block of games, all turns of it."""
    book, seeds = compile_rulebook(setup.scenario, setup.length), np.array(numbers, dtype=np.uint64)
    drawing = np.array([d for d, seat in enumerate(book.names.seats) if setup.named(seat) == "random"], dtype=np.intp)
    streams_of = keys([(book.names.seats[d],) for d in drawing])
    world, orders = start(book, seeds), np.zeros((len(seeds), len(_actions(book).names)), dtype=np.int64)
    nothing = empty(book, len(seeds))
    for turn in book.turns:
        facts, sheets = None, nothing
        if len(drawing):
            facts = facts_of(book, world)
            sheets = draw(book, world, drawing, streams(seeds, turn, "bot", streams_of), facts)
        done = resolve(book, world, sheets, seeds, facts=facts)
        orders += _carried_out(book, sheets, done.opened)
        world = done.world
    return _ends(book, world, seeds, orders)


def _ends(book: Rulebook, world: World, seeds: Seeds, orders: Ints) -> Ends:
    ending = np.where(world.status == ADOPTED, bands(world.wording), np.where(world.status == DROPPED, 3, 4))
    return Ends(seeds=seeds, scores=scores(book, world, seeds).total, orders=orders, rupture=world.rupture,
                blamed=world.blamed, first=book.goals.standing(world).first, tracks=100.0 * logistic(world.tracks),
                items=ending, steps=world.steps)


@attrs.frozen(eq=False, kw_only=True)
class _Actions:
    """The names of all actions, and for each entry of the catalogue which it is and how often it counts when carried out:
    a meeting once for each delegation in it, an answer to a card only where it was written."""

    names: tuple[str, ...]
    number: NDArray[np.intp]
    weight: Ints
    answers: NDArray[np.bool_]


@lru_cache(maxsize=8)
def _actions(book: Rulebook) -> _Actions:
    entries, seats = book.catalogue.entries, book.names.seats
    names = tuple(sorted({entry.order.action for entry in entries}))
    both = [sum(a in seats for a in (entry.roles.me, entry.roles.target)) if entry.kind == "meeting" else 1 for entry in entries]
    answers = book.catalogue.answer >= 0
    return _Actions(names=names, number=np.array([names.index(entry.order.action) for entry in entries], dtype=np.intp),
                    weight=np.where(answers, 0, np.array(both, dtype=np.int64)), answers=answers)


def _carried_out(book: Rulebook, sheets: Sheets, opened: Opened) -> Ints:
    """(B, actions): how often each was carried out this turn."""
    actions = _actions(book)
    games, width = sheets.size, len(actions.names)
    written = np.flatnonzero(actions.answers.take(sheets.entry))
    place = np.concatenate([opened.game * width + actions.number.take(opened.entry),
                            sheets.game[written] * width + actions.number.take(sheets.entry[written])])
    weight = np.concatenate([actions.weight.take(opened.entry), np.ones(len(written), dtype=np.int64)])
    return np.bincount(place, weight, games * width).astype(np.int64).reshape(games, width)


def games(setup: Setup, ends: Ends) -> list[Game]:
    """The ends of a block as records."""
    book = compile_rulebook(setup.scenario, setup.length)
    n, scenario, names = book.names, book.scenario, _actions(book).names
    endings = (*WORDINGS, "dropped", OPEN)
    seats = [(d, n.seats[d], setup.named(n.seats[d])) for d in (n.seats.index(a.id) for a in scenario.actor if a.id in n.seats)]
    states = [(n.actors.index(a.id), a.id) for a in scenario.actor if a.kind == "state"]
    tracks, items, files = ([(at.index(x.id), x.id) for x in listed] for at, listed in (
        (n.tracks, scenario.track), (n.items, scenario.item), (n.files, scenario.file)))
    ranks = 1 + (ends.scores[:, None, :] > ends.scores[:, :, None]).sum(axis=2)
    poles = (*n.poles, OPEN)
    columns = (ends.seeds, ends.scores, ranks, ends.rupture, ends.blamed, ends.first, ends.tracks, ends.items, ends.steps,
               ends.orders)
    return [
        Game(game=0, seed=seed, settings=values_of(setup), length=book.length,
             seats=tuple(Seat(seat=seat, bot=bot, score=score[d], rank=rank[d]) for d, seat, bot in seats),
             rupture=rupture or None, blamed=n.seats[blamed] if blamed >= 0 else None,
             first_partners={state: poles[first[a]] for a, state in states},
             tracks={track: points[t] for t, track in tracks}, items={item: endings[end[i]] for i, item in items},
             files={file: steps[f] for f, file in files},
             orders={name: count for name, count in zip(names, orders, strict=True) if count})
        for seed, score, rank, rupture, blamed, first, points, end, steps, orders
        in zip(*(column.tolist() for column in columns), strict=True)
    ]
