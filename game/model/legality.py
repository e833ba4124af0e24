"""Legality: which orders may be added to a sheet, and why another one is refused."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

import attrs
import numpy as np
from numpy.typing import NDArray

from game.model.catalogue import Entry
from game.model.opening import meeting_prices, prices
from game.model.orders import IllegalOrder, Order
from game.model.rulebook import Rulebook
from game.model.world import World
from game.text import _


@attrs.frozen(kw_only=True)
class Budget:
    """What a sheet uses of a delegation's capital and of its leader's time."""

    capital: int
    spent: int
    held: int
    """Kept for reserved meetings and their fall-backs; only what is carried out is paid."""
    slots: int
    slots_used: int
    meetings: int

    @property
    def left(self) -> int:
        """Capital still free."""
        return self.capital - self.spent - self.held

    @property
    def slots_left(self) -> int:
        """Slots still free."""
        return self.slots - self.slots_used


@attrs.frozen(slots=False, eq=False)
class Desk:
    """What one delegation of one game (a batch of one) may order this turn."""

    rulebook: Rulebook
    world: World
    seat: str

    @cached_property
    def _seat(self) -> int:
        return self.rulebook.names.seats.index(self.seat)

    @cached_property
    def _entries(self) -> NDArray[np.intp]:
        """The catalogue numbers of this seat, meetings left out."""
        book = self.rulebook.catalogue
        return np.array([m for m in np.flatnonzero(book.seat == self._seat) if book.entries[m].kind != "meeting"], dtype=np.intp)

    @cached_property
    def _facts(self) -> NDArray[np.bool_]:
        return self.rulebook.reading.facts.read(self.world)

    @cached_property
    def _early(self) -> NDArray[np.bool_]:
        return self.rulebook.reading.early.hold(self._facts)

    @cached_property
    def _legal(self) -> NDArray[np.bool_]:
        return self.rulebook.legal.hold(self._facts)

    @cached_property
    def _prices(self) -> dict[int, int]:
        zero = np.zeros(len(self._entries), dtype=np.intp)
        return dict(zip(self._entries.tolist(), prices(self.rulebook, self._early, zero, self._entries).tolist(), strict=True))

    @cached_property
    def meeting_price(self) -> int:
        """What a meeting costs this delegation."""
        return int(meeting_prices(self.rulebook, self._early, np.zeros(1, dtype=np.intp), np.array([self._seat]))[0])

    @property
    def most_meetings(self) -> int:
        """How many meetings the leader has time for."""
        return int(self.rulebook.meetings[self.rulebook.seats[self._seat]])

    @property
    def over(self) -> bool:
        """Whether there is no turn left to order for."""
        return self.world.step >= len(self.rulebook.turns)

    @cached_property
    def _open(self) -> dict[int, str | None]:
        """For each entry why it cannot be ordered at all this turn, None if it can."""
        return {int(m): self._shut(int(m)) for m in self._entries}

    def shut(self, m: int) -> str | None:
        """Why an entry cannot be ordered at all this turn, None if it can."""
        return self._open[m]

    def _shut(self, m: int) -> str | None:
        entry = self.rulebook.catalogue.entries[m]
        if self.over:
            return _("the game is over")
        if not self._legal[self.rulebook.catalogue.needs[m], 0]:
            return _unmet(entry)
        memory = self.rulebook.memory_of(entry)
        if memory is not None:
            last, count = int(self.world.given[0, memory]), int(self.world.count[0, memory])
            if last and self.world.step + 1 - last < entry.every:
                return _("it may be given once in {every} turns").format(every=entry.every)
            if entry.times is not None and count >= entry.times:
                return _("it may be given {times} times in a game").format(times=entry.times)
        return None

    def entry(self, order: Order) -> int:
        """The catalogue number of an order that is not a request. Raises IllegalOrder when there is none."""
        try:
            m = self.rulebook.catalogue.number(order)
        except KeyError:
            raise IllegalOrder("unknown", self._unknown(order)) from None
        if self.rulebook.catalogue.entries[m].kind == "meeting":
            raise IllegalOrder("unknown", self._unknown(order))
        if order.level > self.rulebook.catalogue.entries[m].levels:
            most = self.rulebook.catalogue.entries[m].levels
            raise IllegalOrder("level", "'{order}' goes too far: at most x{most} at once", order=order, most=most)
        return m

    def _unknown(self, order: Order) -> str:
        names = self.rulebook.names
        if order.seat not in names.seats:
            return _("{seat!r} is no delegation; there are {seats}").format(seat=order.seat, seats=", ".join(names.seats))
        same = [e.order for e in self.rulebook.catalogue.entries if e.order.seat == order.seat and e.order.action == order.action]
        if not same:
            entries = self.rulebook.catalogue.entries
            known = dict.fromkeys(e.order.action for e in entries if e.order.seat == order.seat and e.kind != "meeting")
            others = ", ".join(["request", "fallback", *known])
            form = _("'{order}': {seat} has no action {action!r}; it has {others}")
            return form.format(order=order, seat=order.seat, action=order.action, others=others)
        return _("'{order}' is not possible; one that is: '{same}'").format(order=order, same=same[0])

    def price(self, order: Order) -> int:
        """What an order costs now; for a request the price of the meeting, for a fall-back that of its inner order."""
        if order.action == "request":
            return self.meeting_price
        return self._prices[self.entry(order.done)] * order.done.level

    def reserved(self, sheet: Sequence[Order]) -> int:
        """Meetings that a sheet keeps time for: the names on its list, up to the leader's limit."""
        return min(sum(order.action == "request" for order in sheet), self.most_meetings)

    def budget(self, sheet: Sequence[Order]) -> Budget:
        """What a sheet uses; each reserved meeting holds a slot and the dearer of its price and its fall-back's."""
        reserved = self.reserved(sheet)
        fallbacks = {order.rank: order for order in sheet if order.inner is not None}
        held = sum(max(self.meeting_price, self.price(fallbacks[k]) if k in fallbacks else 0) for k in range(1, reserved + 1))
        plain = [order for order in sheet if order.rank is None]
        slots = sum(self.slots_of(self.entry(order)) for order in plain)
        return Budget(
            capital=int(self.world.capital[0, self._seat]),
            spent=sum(map(self.price, plain)),
            held=held,
            slots=int(self.rulebook.slots[self._seat]),
            slots_used=slots + reserved,
            meetings=reserved,
        )

    def slots_of(self, m: int) -> int:
        """The leader's time that an entry takes."""
        return self.rulebook.catalogue.entries[m].slots

    def draft(self, sheet: Sequence[Order]) -> Draft:
        """A sheet that is legal so far, ready to be asked what may be added."""
        return Draft(self, tuple(sheet), self.budget(sheet))

    def problem(self, order: Order, sheet: Sequence[Order] = ()) -> IllegalOrder | None:
        """Why an order cannot be added to a sheet that is legal, None if it can."""
        return self.draft(sheet).problem(order)

    def legal(self, sheet: Sequence[Order] = ()) -> tuple[Order, ...]:
        """Every order that may be added to a legal sheet: requests, then the catalogue, then fall-backs, in a fixed sequence."""
        draft = self.draft(sheet)
        return tuple(order for order in self._all(sheet) if draft.problem(order) is None)

    @cached_property
    def _ready(self) -> tuple[Entry, ...]:
        return tuple(self.rulebook.catalogue.entries[m] for m, shut in self._open.items() if shut is None)

    @cached_property
    def _ready_orders(self) -> tuple[Order, ...]:
        return tuple(attrs.evolve(e.order, level=level) for e in self._ready for level in range(1, e.levels + 1))

    def _all(self, sheet: Sequence[Order]) -> list[Order]:
        rank = sum(order.action == "request" for order in sheet) + 1
        found = [Order(self.seat, "request", name, rank=rank) for name in self.rulebook.names.actors if name != self.seat]
        found += self._ready_orders
        single = [e.order for e in self._ready if e.kind == "action" and e.slots == 1]
        found += [
            Order(self.seat, "fallback", rank=k, inner=order) for k in range(1, self.reserved(sheet) + 1) for order in single
        ]
        return found

    def check(self, sheet: Sequence[Order]) -> None:
        """Raise IllegalOrder unless the sheet can be built, one legal order after the other, in some sequence."""
        done, refused = self._build(sheet)
        if refused is not None:
            refused.legal = self.legal(done)
            raise refused

    def allows(self, sheet: Sequence[Order]) -> bool:
        """Whether the sheet is legal."""
        return self._build(sheet)[1] is None

    def _build(self, sheet: Sequence[Order]) -> tuple[list[Order], IllegalOrder | None]:
        """The orders as far as they can be given, and why the next one cannot."""
        done: list[Order] = []
        for order in sorted(sheet, key=_building):
            if (refused := self.problem(order, done)) is not None:
                return done, refused
            done.append(order)
        return done, None

    def arranged(self, sheet: Sequence[Order]) -> tuple[Order, ...]:
        """The sheet in one sequence, whatever sequence it was written in: requests, the catalogue, fall-backs."""
        return tuple(sorted(sheet, key=lambda order: (*_building(order), 0 if order.rank else self.entry(order))))

    def canonical(self, order: Order) -> Order:
        """The same order as the catalogue writes it, so that equal texts are equal orders."""
        if order.action == "request":
            return order
        found = attrs.evolve(self.rulebook.catalogue.entries[self.entry(order.done)].order, level=order.done.level)
        return attrs.evolve(order, inner=found) if order.inner is not None else found

    def promisable(self, order: Order) -> bool:
        """Whether it may be a clause of a deal."""
        return order.action == "request" or (order.inner is None and self.rulebook.catalogue.entries[self.entry(order)].promise)


@attrs.frozen(slots=False, eq=False)
class Draft:
    """A legal sheet, and the answer to what may be added to it."""

    desk: Desk
    sheet: tuple[Order, ...]
    budget: Budget

    @cached_property
    def _places(self) -> dict[tuple[str, str | None], Order]:
        entries = self.desk.rulebook.catalogue.entries
        return {entries[self.desk.entry(o.done)].place: o for o in self.sheet if o.action != "request"}

    @cached_property
    def _asked(self) -> tuple[str | None, ...]:
        return tuple(o.target for o in self.sheet if o.action == "request")

    def problem(self, order: Order) -> IllegalOrder | None:
        """Why an order cannot be added, None if it can."""
        try:
            self._refuse(order)
        except IllegalOrder as refused:
            return refused
        return None

    def _refuse(self, order: Order) -> None:
        if order.seat != self.desk.seat:
            raise IllegalOrder(
                "seat", "'{order}' is an order of {seat!r}, not of {mine!r}", order=order, seat=order.seat, mine=self.desk.seat
            )
        if order.action == "request":
            self._refuse_request(order)
            more = int(len(self._asked) < self.desk.most_meetings)
            self._refuse_price(order, more * self.desk.meeting_price, more)
            return
        m = self.desk.entry(order.done)
        price = self.desk.price(order)
        if order.inner is not None:
            self._refuse_fallback(order, m)
            self._refuse_price(order, max(price - self.desk.meeting_price, 0), 0)
        else:
            self._refuse_price(order, price, self.desk.slots_of(m))
        if (shut := self.desk.shut(m)) is not None:
            raise IllegalOrder("closed", "'{order}' cannot be given now: {shut}", order=order, shut=shut)
        self._refuse_times(order, self.desk.rulebook.catalogue.entries[m])
        if (other := self._places.get(self.desk.rulebook.catalogue.entries[m].place)) is not None:
            raise IllegalOrder("twice", "'{order}' cannot be ordered beside '{other}' in one turn", order=order, other=other)

    def _refuse_times(self, order: Order, entry: Entry) -> None:
        """What may be given so often in a game cannot be given more often in one sheet either."""
        if entry.times is not None:
            memory, same = self.desk.rulebook.memory_of(entry), sum(o.done.action == order.done.action for o in self.sheet)
            if memory is not None and self.desk.world.count[0, memory] + same >= entry.times:
                raise IllegalOrder(
                    "closed", "'{order}' cannot be given now: it may be given {times} times in a game",
                    order=order, times=entry.times
                )

    def _refuse_price(self, order: Order, price: int, slots: int) -> None:
        if price > self.budget.left:
            raise IllegalOrder(
                "capital", "'{order}' needs {price} capital and {left} is left", order=order, price=price, left=self.budget.left
            )
        if slots > self.budget.slots_left:
            raise IllegalOrder(
                "slots", "'{order}' needs time that the leader has not got: {slots} slots a turn",
                order=order, slots=self.budget.slots
            )

    def _refuse_request(self, order: Order) -> None:
        desk, names, most = self.desk, self.desk.rulebook.names, self.desk.rulebook.scenario.rules.requests
        if order.target not in names.actors or order.target == desk.seat:
            others = ", ".join(a for a in names.actors if a != desk.seat)
            raise IllegalOrder(
                "unknown", "'{order}': {target!r} cannot be met; one can ask for {others}",
                order=order, target=order.target, others=others
            )
        if desk.rulebook.catalogue.meeting[names.actors.index(desk.seat), names.actors.index(order.target)] < 0:
            raise IllegalOrder("unknown", "'{order}': these two never meet in this scenario", order=order)
        if desk.over:
            raise IllegalOrder("over", "'{order}': the game is over", order=order)
        if order.target in self._asked:
            raise IllegalOrder("twice", "'{order}': {target} is on the list already", order=order, target=order.target)
        if len(self._asked) >= most or not desk.most_meetings:
            raise IllegalOrder(
                "requests", "'{order}': a list has at most {most} names", order=order, most=most if desk.most_meetings else 0
            )
        if order.rank != len(self._asked) + 1:
            raise IllegalOrder(
                "rank", "'{order}': the next name on the list is number {next}", order=order, next=len(self._asked) + 1
            )

    def _refuse_fallback(self, order: Order, m: int) -> None:
        entry, reserved = self.desk.rulebook.catalogue.entries[m], self.budget.meetings
        if entry.kind != "action" or entry.slots != 1 or order.done.level != 1:
            raise IllegalOrder(
                "fallback", "'{order}': a fall-back is an action that takes the one slot of the meeting", order=order
            )
        if order.rank is None or not 1 <= order.rank <= reserved:
            raise IllegalOrder(
                "fallback", "'{order}': {reserved} meetings are reserved, so there is no fall-back {rank}",
                order=order, reserved=reserved, rank=order.rank
            )
        if any(other.inner is not None and other.rank == order.rank for other in self.sheet):
            raise IllegalOrder("twice", "'{order}': that meeting has a fall-back already", order=order)


def _building(order: Order) -> tuple[int, int]:
    """Requests first, by rank, then plain orders, then fall-backs: the sequence in which any legal sheet can be built."""
    return (0 if order.action == "request" else 2 if order.inner is not None else 1, order.rank or 0)


def _unmet(entry: Entry) -> str:
    if entry.kind == "position":
        return _("it is not on the table now, or this delegation is not a member")
    if entry.kind == "choice":
        return _("there is no such card this turn")
    if entry.kind == "consent" or entry.convenes:
        return _("the file is finished, or what the action needs is not so")
    return _("what it needs is not so now")
