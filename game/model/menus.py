"""Menus: what each delegation may order, as tables that are read for many games and delegations at once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import accumulate, groupby
from typing import TypeVar

import attrs
import numpy as np
from numpy.typing import NDArray

from game.model.catalogue import Entry
from game.model.opening import meeting_prices, prices
from game.model.rulebook import Rulebook
from game.model.world import World

Ints = NDArray[np.intp]
Bools = NDArray[np.bool_]
PARTS = FALLBACK, TIMED, FREE = range(3)
"""The parts of a menu: what can be a fall-back, what else takes the leader's time, what need not take any."""
Thing = TypeVar("Thing", bound=Hashable)


@attrs.frozen(kw_only=True)
class Option:
    """One thing that can be written into a sheet: an entry of the catalogue at a level, or (entry -1) a name to meet."""

    seat: int
    part: int
    place: tuple[str, str | None]
    """What may stand once in a sheet."""
    entry: int = -1
    target: int = -1
    level: int = 1
    slots: int = 1
    limit: tuple[int, int] | None = None
    """The memory that counts it and how often it may be given in a game."""
    needs: int = 0
    """The condition to be legal, among the rulebook's `legal`."""
    wait: tuple[int, int] | None = None
    """The memory of when it was last given, and turns from one to the next."""

    @property
    def always(self) -> bool:
        """Whether nothing but the sheet itself can forbid it."""
        return not self.needs and self.wait is None

    @property
    def shelf(self) -> tuple[bool, int, int, int, tuple[int, int]]:
        """Options of one shelf are open or closed together."""
        return not self.always, self.seat, self.part, self.needs, self.wait or (-1, 1)


@attrs.frozen(eq=False, kw_only=True)
class Menus:
    """All options of all delegations, numbered so that those of a shelf stand together, the ones always open first.

    The columns are O long: price is a row of the prices of `Open`, limit a column of its uses (-1 for none), place a number
    of its own for everything that may stand once in a delegation's sheet.
    """

    entry: Ints
    target: Ints
    level: Ints
    slots: Ints
    place: Ints
    price: Ints
    limit: Ints
    places: int
    always: Ints
    """(D, 4): where the options that are always open begin, part by part, and end."""
    shelf_start: NDArray[np.int32]
    shelf_size: NDArray[np.int32]
    shelf_needs: Ints
    parts: Ints
    """(D, 4): where the shelves of the other options begin, part by part, and end."""
    waits: tuple[Ints, Ints, Ints]
    """The shelves that close for some turns after an order, the memory that says since when, and how many turns."""
    priced: Ints
    """For each price an entry that has it; after these come the prices of the delegations' meetings."""
    counted: Ints
    """For each limit the memory that counts it, and how often in a game."""
    times: Ints

    @property
    def meeting_price(self) -> int:
        """The price of the first delegation's meetings; those of the others follow."""
        return len(self.priced)

    def open(self, rulebook: Rulebook, world: World, facts: Bools) -> Open:
        """What is open in B games at the start of a turn, of which these facts are so."""
        games, shelves = world.size, len(self.shelf_start)
        legal = np.ascontiguousarray(rulebook.legal.hold(facts).take(self.shelf_needs, axis=0).T)
        which, memory, turns = self.waits
        last = world.given.take(memory, axis=1)
        legal[:, which] &= (last == 0) | (world.step + 1 - last >= turns)
        end = np.zeros(games * shelves + 1, dtype=np.int32)
        np.cumsum(legal * self.shelf_size, out=end[1:])
        there = np.flatnonzero(legal)
        shelf = there % max(shelves, 1)
        begin = self.shelf_start.take(shelf) - end.take(there)
        options = np.arange(end[-1] + 1, dtype=np.int32)
        options[:-1] += begin.repeat(self.shelf_size.take(shelf))
        starts = end.take((np.arange(games) * shelves)[:, None] + self.parts.ravel()).reshape(games, *self.parts.shape)
        return Open(
            options=options,
            starts=starts,
            prices=self._prices(rulebook, rulebook.reading.early.hold(facts)),
            uses=world.count.take(self.counted, axis=1),
        )

    def _prices(self, rulebook: Rulebook, early: Bools) -> NDArray[np.int64]:
        every, seats = np.arange(early.shape[1]), np.arange(len(rulebook.seats))
        found = [
            price(rulebook, early, np.broadcast_to(every, (len(which), len(every))).ravel(), which.repeat(len(every)))
            for price, which in ((prices, self.priced), (meeting_prices, seats))
        ]
        return np.concatenate(found).reshape(-1, len(every))


@attrs.frozen(eq=False, kw_only=True)
class Open:
    """What is open in B games: options (N + 1,) that are open only at times, and where those of each delegation begin
    among them, part by part, and end (B, D, 4); prices (n, B) of one level; uses (B, L) so far of limited orders."""

    options: NDArray[np.int32]
    starts: NDArray[np.int32]
    prices: NDArray[np.int64]
    uses: NDArray[np.int16]


@lru_cache(maxsize=8)
def menus(rulebook: Rulebook) -> Menus:
    """The menus of a rulebook, made once."""
    options = sorted(_options(rulebook), key=lambda option: option.shelf)
    always = [option for option in options if option.always]
    shelves = [tuple(group) for _, group in groupby(options[len(always) :], key=lambda option: option.shelf)]
    waits = [(n, *shelf[0].wait) for n, shelf in enumerate(shelves) if shelf[0].wait]
    places = _numbers((o.seat, o.place) for o in options)
    limits = _numbers(o.limit for o in options if o.limit)
    price, priced = _prices(rulebook, options)
    return Menus(
        entry=_ints(o.entry for o in options),
        target=_ints(o.target for o in options),
        level=_ints(o.level for o in options),
        slots=_ints(o.slots for o in options),
        place=_ints(places[o.seat, o.place] for o in options),
        price=price,
        limit=_ints(limits[o.limit] if o.limit else -1 for o in options),
        places=len(places),
        always=_ends(always, len(rulebook.seats)),
        shelf_start=_ints(accumulate(map(len, shelves), initial=len(always)))[:-1].astype(np.int32),
        shelf_size=_ints(map(len, shelves)).astype(np.int32),
        shelf_needs=_ints(shelf[0].needs for shelf in shelves),
        parts=_ends([shelf[0] for shelf in shelves], len(rulebook.seats)),
        waits=(_ints(w[0] for w in waits), _ints(w[1] for w in waits), _ints(w[2] for w in waits)),
        priced=priced,
        counted=_ints(memory for memory, _ in limits),
        times=_ints(times for _, times in limits),
    )


def _options(rulebook: Rulebook) -> Iterator[Option]:
    book = rulebook.catalogue
    for m, entry in enumerate(book.entries):
        if entry.kind != "meeting":
            yield from _orders(rulebook, m, entry)
    for seat, actor in enumerate(rulebook.seats):
        for target in np.flatnonzero(book.meeting[actor] >= 0) if rulebook.meetings[actor] else ():
            yield Option(seat=seat, part=FREE, place=("request", rulebook.names.actors[target]), target=int(target))


def _orders(rulebook: Rulebook, m: int, entry: Entry) -> Iterator[Option]:
    """An entry at every level. The first level of an action that takes one slot can be a fall-back."""
    memory, book = rulebook.memory_of(entry), rulebook.catalogue
    for level in range(1, entry.levels + 1):
        single = entry.kind == "action" and entry.slots == 1 and level == 1
        yield Option(
            seat=int(book.seat[m]),
            part=FALLBACK if single else TIMED if entry.slots else FREE,
            place=entry.place,
            entry=m,
            level=level,
            slots=entry.slots,
            limit=None if memory is None or entry.times is None else (memory, entry.times),
            needs=int(book.needs[m]),
            wait=None if memory is None or entry.every == 1 else (memory, entry.every),
        )


def _prices(rulebook: Rulebook, options: Sequence[Option]) -> tuple[Ints, Ints]:
    """The number of each option's price, and for each of those numbers an entry; names to meet are numbered after them."""
    book = rulebook.catalogue
    changes = (map(tuple, column.T.tolist()) for column in (book.surcharges.condition, book.surcharges.by))
    rows = list(zip(book.cost.tolist(), book.at_end.tolist(), *changes, strict=True))
    numbers = _numbers(rows[o.entry] for o in options if o.entry >= 0)
    first = {numbers[rows[o.entry]]: o.entry for o in options if o.entry >= 0}
    return (
        _ints(numbers[rows[o.entry]] if o.entry >= 0 else len(numbers) + o.seat for o in options),
        _ints(first[n] for n in range(len(numbers))),
    )


def _numbers(things: Iterable[Thing]) -> dict[Thing, int]:
    """Each distinct thing with its number, in the sequence in which they come."""
    return {thing: n for n, thing in enumerate(dict.fromkeys(things))}


def _ints(values: Iterable[int]) -> Ints:
    return np.array(list(values), dtype=np.intp)


def _ends(options: Sequence[Option], seats: int) -> Ints:
    """(D, 4): where each part of each delegation begins in a sorted list, and where its last one ends."""
    sizes = Counter((o.seat, o.part) for o in options)
    ends = _ints(accumulate((sizes[seat, part] for seat in range(seats) for part in PARTS), initial=0))
    return ends.take(np.arange(seats)[:, None] * len(PARTS) + np.arange(len(PARTS) + 1))
