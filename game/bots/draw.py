"""Drawing: legal sheets by luck, for any number of games and delegations at once."""

from __future__ import annotations

from typing import Any, TypeVar

import attrs
import numpy as np
from numpy.typing import NDArray

from game.model.chance import below
from game.model.menus import FALLBACK, FREE, PARTS, TIMED, menus
from game.model.rows import at
from game.model.rulebook import Rulebook
from game.model.sheets import LEVELS, Sheets, empty, sequence
from game.model.world import World

Ints = NDArray[np.intp]
Bools = NDArray[np.bool_]
Luck = NDArray[np.uint64]
Span = tuple[Ints, Ints]
"""For each sheet the first of the numbers that can be drawn, and how many there are."""
Whole = TypeVar("Whole", bound=np.signedinteger[Any])
DRAWS = 8
"""A sheet is made in 0 to so many draws, any number as likely as another."""


def draw(rulebook: Rulebook, world: World, seats: Ints, luck: Luck, facts: Bools | None = None) -> Sheets:
    """Sheets of the delegations `seats` (n,) in B games at the start of a turn, each from its own luck (B, n); `facts` are
    those of the turn where they have been read already.

    Each draw takes a kind evenly out of those the delegation has - each of its actions and positions, a name to meet, a
    consent, an answer - then evenly one of its options this turn, with target and level, and writes it down if there is
    one and it goes with what is written so far. Then a coin decides for each meeting that time is kept for whether a
    fall-back is drawn, likewise.
    """
    drawing = _Drawing(rulebook, world, seats, luck, rulebook.reading.facts.read(world) if facts is None else facts)
    for number in range(1, DRAWS + 1):
        drawing.write(number)
    for place in range(rulebook.scenario.rules.requests):
        drawing.write_fallback(place)
    game, entry, level = sequence(rulebook, np.sort(np.concatenate(drawing.rows)))
    return attrs.evolve(drawing.sheets, game=game, entry=entry, level=level)


class _Drawing:
    """The sheets of B games and n delegations while they are drawn, B n of them, those with most draws first."""

    def __init__(self, rulebook: Rulebook, world: World, seats: Ints, luck: Luck, facts: Bools) -> None:
        self.menus, self.sheets = menus(rulebook), empty(rulebook, world.size)
        self.open = self.menus.open(rulebook, world, facts)
        self.rows, self.entries = [np.zeros(0, dtype=np.intp)], len(rulebook.catalogue.entries)
        """What has been written, as `sequence` reads it."""
        draws = below(luck.ravel(), 0, np.full(luck.size, DRAWS + 1))
        order = (DRAWS - draws).astype(np.int8).argsort(kind="stable")
        self.luck, self.draws = luck.ravel().take(order), np.bincount(draws, minlength=DRAWS + 1)[::-1].cumsum()[::-1]
        """How many sheets have at least so many draws."""
        self.game = order // len(seats)
        self.seat = seats.take(order - self.game * len(seats))
        self.left, self.time = world.capital[self.game, self.seat], rulebook.slots.take(self.seat)
        self.most = rulebook.meetings.take(rulebook.seats).take(self.seat)
        self.asked = np.zeros(len(order), dtype=np.intp)
        """Names on each list so far."""
        self.taken = np.zeros(world.size * self.menus.places, dtype=np.bool_)
        self.kinds = self._kinds(self.seat, FALLBACK, len(PARTS))

    def _kinds(self, seat: Ints, part: int, end: int) -> Span:
        """The kinds in some parts of the menus of these delegations."""
        return _span(self.menus.kinds, seat * len(PARTS) + part, seat * len(PARTS) + end)

    def write(self, number: int) -> None:
        """Make the draw of this number in every sheet that has so many."""
        n = int(self.draws[number])
        game = self.game[:n]
        first, many = self.kinds
        option, there = self._pick(self.luck[:n], number, game, (first[:n], many[:n]))
        price, slots = self._price(option, game), self.menus.slots.take(option)
        target = self.menus.target.take(option)
        names = np.flatnonzero(target >= 0)
        listed = self.asked.take(names)
        more = listed < self.most.take(names)  # a name beyond that keeps no more time
        price[names] *= more
        slots[names] *= more
        there &= price <= self.left[:n]
        there &= slots <= self.time[:n]
        there[names] &= listed < self.sheets.requests.shape[2]
        self._settle(there, option, game)
        self.left[:n] -= price * there
        slots *= there
        self.time[:n] -= slots
        listing = there.take(names)
        self._list(names[listing], target.take(names[listing]), listed[listing])
        written = np.flatnonzero(there & (target < 0))
        self._record(written, option.take(written))
        tired = np.flatnonzero((self.time[:n] == 0) & (slots > 0))
        first[tired], many[tired] = self._kinds(self.seat.take(tired), FREE, len(PARTS))

    def write_fallback(self, place: int) -> None:
        """Draw a fall-back for the meeting of this place on each list that keeps time for it, half of the time."""
        which = np.flatnonzero(np.minimum(self.asked, self.most) > place)
        luck, game, seat = self.luck.take(which), self.game.take(which), self.seat.take(which)
        coin = below(luck, -1 - place, np.full(len(which), 2))
        option, there = self._pick(luck, DRAWS + 1 + place, game, self._kinds(seat, FALLBACK, TIMED))
        price = self._price(option, game) - at(self.open.prices, self.menus.meeting_price + seat, game)
        there &= (coin > 0) & (price <= self.left.take(which))
        self._settle(there, option, game)
        done = np.flatnonzero(there)
        self.left[which.take(done)] -= np.maximum(price.take(done), 0)
        self.sheets.fallbacks[game.take(done), seat.take(done), place] = self.menus.entry.take(option.take(done))

    def _pick(self, luck: Luck, number: int, game: Ints, kinds: Span) -> tuple[Ints, Bools]:
        """An option of a kind for each sheet, both evenly, and whether there is any."""
        first, many = kinds
        kind = first + below(luck, 2 * number, many)
        kind *= many > 0
        always, count = _span(self.menus.always, kind, kind + 1)
        shelves = game * len(self.menus.shelf_start)
        now, more = _span(self.open.starts, shelves + self.menus.shelves.take(kind), shelves + self.menus.shelves.take(kind + 1))
        every = count + more
        nth = below(luck, 2 * number + 1, every)
        option = always + nth
        late = np.flatnonzero(nth >= count)
        option[late] = self.open.options.take((now - count + nth).take(late))
        there = (many > 0) & (every > 0)
        option *= there
        return option, there

    def _price(self, option: Ints, game: Ints) -> NDArray[np.int64]:
        price: NDArray[np.int64] = at(self.open.prices, self.menus.price.take(option), game) * self.menus.level.take(option)
        return price

    def _settle(self, there: Bools, option: Ints, game: Ints) -> None:
        """Leave out, in place, what has its place in the sheet already or cannot be given once more; count all others."""
        place = game * self.menus.places
        place += self.menus.place.take(option)
        there &= ~self.taken.take(place)
        limited = np.flatnonzero(self.menus.limit.take(option) >= 0)
        if len(limited):
            limit = self.menus.limit.take(option.take(limited))
            use = game.take(limited) * len(self.menus.times) + limit
            there[limited] &= self.open.uses.take(use) < self.menus.times.take(limit)
            self.open.uses.ravel()[use[there.take(limited)]] += 1
        self.taken[place.take(np.flatnonzero(there))] = True

    def _list(self, sheet: Ints, target: Ints, rank: Ints) -> None:
        """Put names on the lists of some sheets, at the ranks they have there."""
        self.sheets.requests[self.game.take(sheet), self.seat.take(sheet), rank] = target
        self.asked[sheet] += 1

    def _record(self, sheet: Ints, option: Ints) -> None:
        row = (self.game.take(sheet) * self.entries + self.menus.entry.take(option)) * LEVELS + self.menus.level.take(option)
        self.rows.append(row)


def _span(starts: NDArray[Whole], first: Ints, end: Ints) -> tuple[NDArray[Whole], NDArray[Whole]]:
    """Where things begin that stand from one place of a table of starts to another, and how many they are."""
    begin = starts.take(first)
    return begin, starts.take(end) - begin
