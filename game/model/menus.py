"""Menus: what each delegation may order, as tables that are read for many games and delegations at once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import accumulate, groupby, product
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
    action: str
    """The name of its kind: an action, a request, a position, a consent or an answer to a card."""
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
    def kind(self) -> tuple[int, int, str]:
        """Options of one kind are drawn as one thing."""
        return self.seat, self.part, self.action

    @property
    def shelf(self) -> tuple[bool, tuple[int, int, str], int, tuple[int, int]]:
        """Options of one shelf are open or closed together."""
        return not self.always, self.kind, self.needs, self.wait or (-1, 1)


@attrs.frozen(eq=False, kw_only=True)
class Menus:
    """All options of all delegations, numbered so that those of a shelf stand together, the ones always open first.

    The K kinds of orders are numbered delegation by delegation, part by part. The columns are O long: price is a row of the
    prices of `Open`, limit a column of its uses (-1 for none), place a number of its own for everything that may stand once
    in a delegation's sheet.
    """

    entry: Ints
    target: Ints
    level: Ints
    slots: Ints
    place: Ints
    price: Ints
    limit: Ints
    places: int
    kinds: Ints
    """(3 D + 1,): where the kinds of each delegation begin, part by part, and end."""
    always: Ints
    """(K + 1,): where the options of each kind that are always open begin, and end."""
    shelves: Ints
    """(K + 1,): where the shelves of each kind's other options begin, and end."""
    shelf_start: NDArray[np.int32]
    shelf_size: NDArray[np.int32]
    shelf_needs: Ints
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
        legal = np.ascontiguousarray(rulebook.legal.hold(facts).T).take(self.shelf_needs, axis=1)
        which, memory, turns = self.waits
        last = world.given.take(memory, axis=1)
        legal[:, which] &= (last == 0) | (world.step + 1 - last >= turns)
        sizes = legal * self.shelf_size
        starts = np.zeros(sizes.size + 1, dtype=np.int32)
        np.cumsum(sizes, out=starts[1:])
        options = np.arange(starts[-1] + 1, dtype=np.int32)
        options[:-1] += (self.shelf_start - starts[:-1].reshape(sizes.shape)).ravel().repeat(sizes.ravel())
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
    """What is open in B games: options (N + 1,) that are open only at times, and where those of each shelf begin among
    them, game by game, and end (B S + 1,); prices (n, B) of one level; uses (B, L) so far of limited orders."""

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
    kinds = sorted({option.kind for option in options})
    return Menus(
        entry=_ints(o.entry for o in options),
        target=_ints(o.target for o in options),
        level=_ints(o.level for o in options),
        slots=_ints(o.slots for o in options),
        place=_ints(places[o.seat, o.place] for o in options),
        price=price,
        limit=_ints(limits[o.limit] if o.limit else -1 for o in options),
        places=len(places),
        kinds=_starts(product(range(len(rulebook.seats)), PARTS), (kind[:2] for kind in kinds)),
        always=_starts(kinds, (option.kind for option in always)),
        shelves=_starts(kinds, (shelf[0].kind for shelf in shelves)),
        shelf_start=_ints(accumulate(map(len, shelves), initial=len(always)))[:-1].astype(np.int32),
        shelf_size=_ints(map(len, shelves)).astype(np.int32),
        shelf_needs=_ints(shelf[0].needs for shelf in shelves),
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
            place = ("request", rulebook.names.actors[target])
            yield Option(seat=seat, part=FREE, action="request", place=place, target=int(target))


def _orders(rulebook: Rulebook, m: int, entry: Entry) -> Iterator[Option]:
    """An entry at every level. The first level of an action that takes one slot can be a fall-back."""
    memory, book = rulebook.memory_of(entry), rulebook.catalogue
    for level in range(1, entry.levels + 1):
        single = entry.kind == "action" and entry.slots == 1 and level == 1
        yield Option(
            seat=int(book.seat[m]),
            part=FALLBACK if single else TIMED if entry.slots else FREE,
            action=entry.order.action,
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


def _starts(groups: Iterable[Thing], members: Iterable[Thing]) -> Ints:
    """Where the members of each group begin when they stand group by group, and where the last ones end."""
    sizes = Counter(members)
    return _ints(accumulate((sizes[group] for group in groups), initial=0))
