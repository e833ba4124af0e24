"""Deals: what one delegation offers another for something in return, and the pledges that come of it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from typing import Literal

import attrs

from game.model.legality import Desk
from game.model.orders import IllegalOrder, Order
from game.scenario.tables.stage import Rules

State = Literal["open", "accepted", "refused", "countered", "lapsed"]
Word = Literal["open", "kept", "broken", "void"]
_OFFER = re.compile(r"^(?P<who>\S+) -> (?P<other>\S+): give \[(?P<gives>.*)\] for \[(?P<asks>.*)\] turn (?P<turn>\d{1,4})$")
Desks = Callable[[str], Desk]
"""The desk of a delegation, at the start of this turn."""


@attrs.frozen
class Offer:
    """`gives` by the proposer against `asks` of the other; all clauses are orders of one turn."""

    proposer: str
    other: str
    gives: tuple[Order, ...]
    asks: tuple[Order, ...]
    turn: int
    """The turn in which the clauses are ordered: the one that is played, or the next."""

    def __str__(self) -> str:
        gives, asks = ("; ".join(map(str, clauses)) for clauses in (self.gives, self.asks))
        return f"{self.proposer} -> {self.other}: give [{gives}] for [{asks}] turn {self.turn}"

    @classmethod
    def parse(cls, text: str) -> Offer:
        """Read the text form. Raises IllegalOrder when it has no such shape."""
        found = _OFFER.match(text)
        if found is None:
            raise IllegalOrder("syntax", f"{text!r} is not an offer; write 'a -> b: give [order; ...] for [order; ...] turn N'")
        gives, asks = (tuple(Order.parse(clause) for clause in found[key].split(";")) for key in ("gives", "asks"))
        return cls(found["who"], found["other"], gives, asks, int(found["turn"]))

    @property
    def clauses(self) -> tuple[Order, ...]:
        """Both sides' clauses."""
        return (*self.gives, *self.asks)

    def of(self, seat: str) -> tuple[Order, ...]:
        """The clauses that a delegation would have to order."""
        return tuple(order for order in self.clauses if order.seat == seat)


@attrs.frozen
class Talk:
    """One offer made: its number in the game, the turn in which it was made, and what became of it."""

    id: int
    offer: Offer
    made: int
    state: State = "open"
    reply: int | None = None
    """The number of the counter-offer."""

    @property
    def sides(self) -> tuple[str, str]:
        """Who talks."""
        return self.offer.proposer, self.offer.other


@attrs.frozen
class Pledge:
    """An order promised to another delegation for a turn, and whether the word was kept."""

    order: Order
    to: str
    turn: int
    state: Word = "open"

    @property
    def giver(self) -> str:
        """Who owes it."""
        return self.order.seat

    def kept_by(self, sheet: Iterable[Order]) -> bool:
        """Whether a sheet holds the order, at its level or above; a request may stand at any place of the list."""
        wanted = attrs.evolve(self.order, level=1, rank=None)
        return any(attrs.evolve(o, level=1, rank=None) == wanted and o.level >= self.order.level for o in sheet)


@attrs.frozen
class Corridor:
    """All talks and pledges of a game so far, and what was said, turn by turn, as text."""

    talks: tuple[Talk, ...] = ()
    pledges: tuple[Pledge, ...] = ()
    said: tuple[tuple[int, str], ...] = ()

    def owed(self, seat: str, turn: int) -> tuple[Order, ...]:
        """What a delegation has pledged to order in a turn."""
        return tuple(p.order for p in self.pledges if p.giver == seat and p.turn == turn and p.state == "open")

    def bound(self, seat: str, turn: int) -> tuple[Order, ...]:
        """What it has pledged, and what it gives in offers of its own that wait for an answer."""
        waiting = (o for t in self.talks if t.state == "open" and t.offer.turn == turn for o in t.offer.gives if o.seat == seat)
        return (*self.owed(seat, turn), *waiting)

    def of(self, seat: str) -> tuple[Talk, ...]:
        """The talks that a delegation is a side of."""
        return tuple(talk for talk in self.talks if seat in talk.sides)

    def pledges_of(self, seat: str) -> tuple[Pledge, ...]:
        """The pledges that a delegation gave or was given."""
        return tuple(pledge for pledge in self.pledges if seat in (pledge.giver, pledge.to))

    def waiting(self, seat: str) -> tuple[Talk, ...]:
        """The offers that wait for a delegation's answer."""
        return tuple(talk for talk in self.talks if talk.offer.other == seat and talk.state == "open")

    def conversations(self, seat: str, turn: int) -> int:
        """How many talks a delegation has opened in a turn; a counter-offer opens none."""
        replies = {talk.reply for talk in self.talks}
        return sum(talk.made == turn and talk.offer.proposer == seat and talk.id not in replies for talk in self.talks)

    def refusals(self, seat: str, other: str, turn: int) -> int:
        """How often the other has refused, or countered, a delegation's offers in a turn."""
        return sum(talk.made == turn and talk.sides == (seat, other) and talk.state in ("refused", "countered")
                   for talk in self.talks)

    def find(self, id: int, seat: str) -> Talk:
        """An offer that waits for this delegation's answer. Raises IllegalOrder."""
        talk = next((talk for talk in self.talks if talk.id == id and talk.offer.other == seat), None)
        if talk is None:
            raise IllegalOrder("offer", "no offer {id} was made to {seat}", id=id, seat=seat)
        if talk.state != "open":
            raise IllegalOrder("answered", "offer {id} is {state} already", id=id, state=talk.state)
        return talk

    def offer(self, offer: Offer, turn: int) -> Corridor:
        """One talk more."""
        talk = Talk(len(self.talks) + 1, offer, turn)
        return attrs.evolve(self, talks=(*self.talks, talk), said=(*self.said, (turn, f"offer {talk.id} {offer}")))

    def counter(self, id: int, offer: Offer, turn: int) -> Corridor:
        """An offer answered with another one."""
        talk = Talk(len(self.talks) + 1, offer, turn)
        said = (*self.said, (turn, f"counter {id} {offer}"))
        answered = attrs.evolve(self._marked(id, "countered", talk.id), said=said)
        return attrs.evolve(answered, talks=(*answered.talks, talk))

    def answer(self, talk: Talk, accept: bool, turn: int) -> Corridor:
        """An offer accepted, which makes pledges, or refused."""
        marked = self._marked(talk.id, "accepted" if accept else "refused")
        made = _pledges(talk.offer) if accept else ()
        said = (*self.said, (turn, f"{'accept' if accept else 'refuse'} {talk.id}"))
        return attrs.evolve(marked, pledges=(*self.pledges, *made), said=said)

    def _marked(self, id: int, state: State, reply: int | None = None) -> Corridor:
        talks = tuple(attrs.evolve(t, state=state, reply=reply) if t.id == id else t for t in self.talks)
        return attrs.evolve(self, talks=talks)

    def closed(self, judged: dict[Pledge, Word]) -> Corridor:
        """The turn's end: pledges that fell due are judged, offers without an answer lapse."""
        talks = tuple(attrs.evolve(t, state="lapsed") if t.state == "open" else t for t in self.talks)
        pledges = tuple(attrs.evolve(p, state=judged.get(p, p.state)) for p in self.pledges)
        return attrs.evolve(self, talks=talks, pledges=pledges)


def _pledges(offer: Offer) -> tuple[Pledge, ...]:
    mine = tuple(Pledge(order, offer.other, offer.turn) for order in offer.gives)
    return mine + tuple(Pledge(order, offer.proposer, offer.turn) for order in offer.asks)


def as_sheet(orders: Sequence[Order]) -> tuple[Order, ...]:
    """Clauses as a sheet, without repetition: requests numbered from 1 in the sequence they stand in."""
    once = tuple(dict.fromkeys(attrs.evolve(o, rank=1) if o.action == "request" else o for o in orders))
    asked = [order for order in once if order.action == "request"]
    return tuple(attrs.evolve(o, rank=asked.index(o) + 1) if o.action == "request" else o for o in once)


def joined(desk: Desk, pledged: Sequence[Order], sheet: Sequence[Order]) -> tuple[Order, ...]:
    """A sheet that holds what is pledged, and of the other orders those that are legal beside it."""
    asked = {order.target for order in pledged if order.action == "request"}
    rest = [order for order in sheet if not (order.action == "request" and order.target in asked)]
    built: tuple[Order, ...] = ()
    for order in (*pledged, *sorted(rest, key=lambda order: order.action != "request")):
        moved = attrs.evolve(order, rank=sum(o.action == "request" for o in built) + 1) if order.action == "request" else order
        if desk.problem(moved, built) is None:
            built = (*built, moved)
    return built


def judge(desk: Desk, pledge: Pledge, sheet: Sequence[Order]) -> Word:
    """Whether a word was kept; it is void if the order was shut to the giver at the start of the turn."""
    if pledge.kept_by(sheet):
        return "kept"
    if pledge.order.action != "request" and desk.shut(desk.entry(pledge.order)) is not None:
        return "void"
    return "broken"


def settled(desks: Desks, offer: Offer) -> Offer:
    """The offer with its clauses as the catalogue writes them. Raises IllegalOrder for a clause that is no order of its giver."""
    if offer.proposer == offer.other:
        raise IllegalOrder("seat", "{seat} cannot make itself an offer", seat=offer.proposer)
    givers = ((offer.proposer, offer.gives), (offer.other, offer.asks))
    gives, asks = (tuple(_clause(desks(seat), order) for order in clauses) for seat, clauses in givers)
    return attrs.evolve(offer, gives=gives, asks=asks)


def _clause(desk: Desk, order: Order) -> Order:
    if order.seat != desk.seat:
        raise IllegalOrder(
            "clause", "'{order}' is an order of {seat!r}, not of {mine!r}", order=order, seat=order.seat, mine=desk.seat
        )
    if order.inner is not None:
        raise IllegalOrder("clause", "'{order}': a fall-back cannot be promised", order=order)
    if order.action != "request":
        if not desk.promisable(order):
            raise IllegalOrder("clause", "'{order}' cannot be promised, in this scenario it is nobody's to sell", order=order)
        return desk.canonical(order)
    names = desk.rulebook.names.actors
    if order.target not in names or desk.rulebook.catalogue.meeting[names.index(desk.seat), names.index(order.target)] < 0:
        raise IllegalOrder("unknown", "'{order}': these two never meet in this scenario", order=order)
    return attrs.evolve(order, rank=1)


def admit(corridor: Corridor, rules: Rules, desks: Desks, offer: Offer, turn: int, countered: bool = False) -> None:
    """Raise IllegalOrder unless the offer may be made now."""
    who, other = offer.proposer, offer.other
    if not countered and corridor.conversations(who, turn) >= rules.conversations:
        raise IllegalOrder(
            "conversations", "{who} has opened {most} conversations this turn, as many as it may",
            who=who, most=rules.conversations
        )
    if corridor.refusals(who, other, turn) >= rules.refusals:
        raise IllegalOrder(
            "refusals", "{other} has refused {who} {times} times and hears no more this turn",
            other=other, who=who, times=rules.refusals
        )
    for side in (offer.gives, offer.asks):
        if not 1 <= len(side) <= rules.clauses or len(set(side)) < len(side):
            raise IllegalOrder(
                "clauses", "'{offer}': each side has 1 to {most} clauses, none of them twice", offer=offer, most=rules.clauses
            )
    unsold(offer, who, corridor.bound(who, offer.turn))
    if offer.turn == turn:
        desks(who).check(as_sheet((*corridor.bound(who, turn), *offer.gives)))
        desks(other).check(as_sheet(offer.asks))


def agree(corridor: Corridor, desks: Desks, offer: Offer, turn: int) -> None:
    """Raise IllegalOrder unless both sides can add their clauses to what binds them."""
    for side in (offer.proposer, offer.other):
        bound = corridor.owed(side, offer.turn) if side == offer.proposer else corridor.bound(side, offer.turn)
        unsold(offer, side, bound)
        if offer.turn == turn:
            desks(side).check(as_sheet((*corridor.bound(side, turn), *offer.of(side))))


def unsold(offer: Offer, seat: str, bound: Sequence[Order]) -> None:
    """Raise IllegalOrder if a clause is promised, or offered to somebody, already: nothing is sold twice."""
    sold = {attrs.evolve(order, level=1, rank=None) for order in bound}
    for order in offer.of(seat):
        if attrs.evolve(order, level=1, rank=None) in sold:
            raise IllegalOrder("pledged", "'{order}' is promised or offered already", order=order)
