"""A game in the window: the table, what has been shown, and the desk of each human."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from contextvars import ContextVar
from functools import cached_property
from typing import TYPE_CHECKING, Any

import attrs

from game.deals import joined
from game.text import _, capitalised
from game.ui.drawer import Drawer
from game.ui.effects import cast_of, said
from game.ui.foresight import Foresight
from game.ui.nav import Nav, Screen, Tell
from game.ui.opening import Opening
from game.ui.record import Record
from game.ui.unfold import Telling
from game.ui.words import POSITIONS, Words

if TYPE_CHECKING:
    from game.deals import Talk
    from game.match import Match
    from game.model.orders import Order
    from game.model.report import Report
    from game.study.background import Background
    from game.study.backroom import Backroom
    from game.study.par import Line as Par
    from game.table import Table
    from game.view import Line, View

apart: ContextVar[bool] = ContextVar("apart", default=False)
"""Whether bots think in another process, as they do under a window."""


def _stay(table: Table) -> Nav:
    return None


@attrs.define(eq=False)
class Session:
    """A table, and how far its story has been told."""

    table: Table
    onward: Callable[[Session], Screen]
    start: Callable[[Table], Nav] = _stay
    """What takes another table up; nothing does where this one is only looked at."""
    trial: Callable[[], Screen] | None = None
    """Where one leaves a game that is played to try a scenario out, is saved nowhere and shows its secrets to who inspects it;
    None for any other."""
    words: Words = attrs.field(init=False)
    drawer: Drawer = attrs.field(init=False)
    wrong: dict[str, tuple[int, float]] = attrs.field(factory=dict)
    """For a seat, how many wrong PINs were typed one after the other, and when the next one may be."""
    told: int = 0
    last_seat: str = ""
    _told_alone: bool = False
    _desks: dict[tuple[int, str], Desk] = attrs.field(factory=dict)

    def __attrs_post_init__(self) -> None:
        self.words = Words(self.match.scenario)
        self.drawer = Drawer.of(self.table.autosave)
        self.told = len(self.match.reports)

    @property
    def match(self) -> Match:
        """The game that is played."""
        return self.table.match

    @property
    def humans(self) -> tuple[str, ...]:
        """The seats that people play."""
        return tuple(self.table.humans)

    @property
    def opening(self) -> Opening:
        """What is closed on the sheets for now, where the game is played in steps."""
        return Opening(self.words, self.drawer.stepwise)

    @property
    def one(self) -> str:
        """The seat of the one person who plays; empty where several do, or nobody."""
        return self.humans[0] if len(self.humans) == 1 else ""

    @cached_property
    def background(self) -> Background:
        """The games that scores of this table are compared with, played meanwhile where there are none."""
        from game.study.background import Background
        from game.study.play import Setup

        setup = Setup(scenario=self.match.scenario, length=self.match.length, bot=self.table.level)
        return Background(setup, games=0) if self.trial else Background(setup)

    @cached_property
    def room(self) -> Backroom:
        """Where the bots of the table think."""
        from game.study.backroom import Backroom

        return Backroom(self.table, apart.get())

    @property
    def alone(self) -> bool:
        """Whether it is to be told, once, that the window stands still while bots think."""
        told, self._told_alone = self._told_alone, self._told_alone or self.room.alone
        return self.room.alone and not told

    def news(self) -> bool:
        """Whether something has been thought of, or played for comparison, meanwhile."""
        return any([self.room.news(), self.background.news()])

    def close(self) -> None:
        """End what is done for it in other processes."""
        self.room.close()
        self.background.cancel()

    def taken_back(self) -> Screen:
        """The desk of the one who handed in last, with the sheet as it was."""
        self.table.take_back(self.last_seat)
        self.desk(self.last_seat).renew()
        return self.onward(self)

    def par(self, seat: str, line: Line) -> Par | None:
        """What a line of a seat's brief comes to in those games; None while there is none in which it counted."""
        reference = self.background.reference
        found = reference.seats[seat].line(line.id, line.secret) if reference else None
        return found if found and found.now.n else None

    def desk(self, seat: str) -> Desk:
        """The desk of a seat, as it was left in this turn."""
        key = self.match.turn, seat
        if key not in self._desks:
            view = self.match.view(seat)
            self._desks[key] = Desk(self, seat, view, self._sheet(view))
        return self._desks[key]

    def _sheet(self, view: View) -> tuple[Order, ...]:
        """What a seat has handed in, or was writing when the window was closed, or may begin from."""
        begun = self.drawer.sheet(view.turn, view.seat)
        if begun is None or view.problem(begun) is not None:
            begun = view.suggested()
        return view.sheet or begun

    @property
    def record(self) -> Record:
        """What everybody may ask about the game so far."""
        return Record(self.words, self.match.board, self.match.reports, self.table.reasons)

    def telling(self, report: Report, seat: str) -> Telling:
        """A turn as a seat is told it; with no seat, as everybody may know it."""
        return Telling(
            record=self.record,
            report=report,
            seat=seat,
            progress=self._progress(report.turn, seat) if seat else (),
            pledges=tuple(p for p in self.match.pledges(seat) if p.turn == report.turn) if seat else (),
        )

    def _progress(self, turn: int, seat: str) -> tuple[tuple[Line, Line], ...]:
        """The lines of a seat's brief before and after a turn."""
        place = self.match.turns.index(turn) + 1
        after = self.match.branch(self.match.turns[place]) if place < len(self.match.reports) else self.match
        return tuple(zip(self.match.branch(turn).view(seat).lines(), after.view(seat).lines(), strict=True))

    def submit(self, desk: Desk) -> None:
        """Hand in a sheet. Raises IllegalOrder."""
        self.table.submit(desk.seat, desk.chosen)

    @property
    def not_saved(self) -> str:
        """Why the game is not on disk, as one sentence; empty if it is."""
        reason = self.table.not_saved or ""
        return capitalised(reason)


@attrs.define(eq=False)
class Desk(Foresight):
    """Where one seat writes its sheet: what is chosen, what may be added, and what it would do."""

    _before: list[tuple[Order, ...]] = attrs.field(factory=list)
    _known: dict[tuple[str, tuple[Order, ...]], Any] = attrs.field(factory=dict)

    @property
    def words(self) -> Words:
        """The scenario's names."""
        return self.session.words

    def _once(self, what: str, make: Callable[[tuple[Order, ...]], Any], chosen: tuple[Order, ...] | None = None) -> Any:
        key = what, self.chosen if chosen is None else chosen
        if key not in self._known:
            self._known[key] = make(key[1])
        return self._known[key]

    def legal(self, chosen: tuple[Order, ...] | None = None) -> tuple[Order, ...]:
        """The orders that may be added to the sheet (or to another one)."""
        found: tuple[Order, ...] = self._once("legal", self._opened, chosen)
        return found

    def _opened(self, chosen: tuple[Order, ...]) -> tuple[Order, ...]:
        """The legal orders without those that a game in steps opens later."""
        opening, place = self.session.opening, self.place(self.view.turn)
        return tuple(order for order in self.view.legal_orders(chosen) if not opening.shuts(order, place))

    @property
    def opens_later(self) -> list[str]:
        """What is still closed in a game in steps, a sentence for each turn in which something opens."""
        entries = self.view.rulebook.catalogue.entries
        able = {entry.order.action for entry in entries if entry.order.seat == self.seat}
        return self.session.opening.sentences(self.place(self.view.turn), able)

    def closed(self, name: str) -> str:
        """When an action or a part of the sheet opens, as one sentence; empty if it is open."""
        opening, place = self.session.opening, self.place(self.view.turn)
        return opening.sentence(name, place) if opening.later(name, place) else ""

    def place(self, turn: int) -> int:
        """The number that players know a turn by: its place among the turns played, from 1."""
        return self.view.turns.index(turn) + 1

    @property
    def banks(self) -> str:
        """When the next share of the score is banked, as one sentence; empty after the last communique."""
        day = next((day for day in self.view.calendar() if day.share and day.turn >= self.view.turn), None)
        if day is None or self.view.over:
            return ""
        share = f"{day.share * 100:.0f}"
        if day.turn == self.view.turn:
            return _("This turn banks {share} %").format(share=share)
        return _("Turn {turn} banks {share} %").format(turn=self.place(day.turn), share=share)

    @property
    def banks_now(self) -> bool:
        """Whether this turn ends with a communique."""
        return not self.view.over and any(day.share for day in self.view.calendar() if day.turn == self.view.turn)

    @property
    def budget(self) -> Any:
        """Capital and slots with this sheet, or with none where it is covered."""
        return self._once("budget", self.view.budget, self.shown)

    @property
    def forecast(self) -> Any:
        """What this sheet would change if nobody else did anything, or an empty one where it is covered."""
        return self._once("forecast", self.view.forecast, self.shown)

    @property
    def idle(self) -> Any:
        """What would change if nobody did anything."""
        return self._once("forecast", self.view.forecast, ())

    def effects(self, order: Order) -> list[str]:
        """What an order does, a sentence for each effect, with the names of those it is about; a request alone does nothing."""
        if order.done.action == "request":
            return []
        book = self.view.rulebook
        entry = book.catalogue.entries[book.catalogue.number(order.done)]
        return said(self.words, entry.effects, cast_of(self.words, book.names, entry))

    def cost(self, order: Order) -> int:
        """What an order costs now."""
        return int(self._once(f"cost {order}", lambda chosen: self.view.cost(order), ()))

    def renew(self) -> None:
        """See the game as it is now, keep it, and put on the sheet what has been pledged."""
        self.session.table.save()
        self.view = self.session.match.view(self.seat)
        if any(order not in self.chosen for order in self.view.pledged):
            self._set(joined(self.view.desk, self.view.pledged, self.chosen))

    @property
    def offered(self) -> tuple[Talk, ...]:
        """What other people at this machine offer and this seat has not answered yet."""
        people = self.session.humans
        waiting = (talk for talk in self.view.talks if talk.state == "open" and talk.offer.other == self.seat)
        return tuple(talk for talk in waiting if talk.offer.proposer in people)

    def answer(self, talk: Talk, accept: bool) -> Nav:
        """Accept an offer, which puts one's own part on the sheet of its turn, or refuse it."""
        self.session.table.answer(self.seat, talk.id, accept)
        self.renew()
        return Tell(_("Agreed: your part is on your sheet when its turn comes.")) if accept else None

    def pick(self, order: Order) -> Nav:
        """Add an order, in the place of the one that it contradicts; or take it away again."""
        if order in self.chosen:
            return self.drop(order)
        kept = self._built(tuple(other for other in self.chosen if not rivals(order, other)))
        if order not in self.legal(kept):
            return Tell(self.why_not(order, kept))
        self._set((*kept, order))
        return None

    def why_not(self, order: Order, chosen: tuple[Order, ...] | None = None) -> str:
        """Why an order cannot be added, as one sentence."""
        base = self.chosen if chosen is None else chosen
        if turn := self.session.opening.shuts(order, self.place(self.view.turn)):
            return _("This opens in turn {turn} of a first game.").format(turn=turn)
        reason: str | None = self._once(f"why {order}", lambda known: self.view.problem((*known, order)), base)
        if reason is None:
            return _("That cannot be ordered now.")
        return self.readable(reason, (order, *base), [id for id in (order.target, self.seat) if id])

    def readable(self, sentence: str, orders: Sequence[Order], ids: Sequence[str]) -> str:
        """A refusal of the rules as players read it: orders in their words, and names in the place of ids."""
        for order in orders:
            sentence = sentence.replace(f"'{order}'", f"“{self.words.order(order)}”")
        parts = re.split(r"(“[^”]*”)", sentence)
        for i in range(0, len(parts), 2):
            for id in ids:
                parts[i] = re.sub(rf"(?<![\w-]){re.escape(id)}(?![\w-])", self.words.name(id), parts[i])
        return capitalised("".join(parts))

    def drop(self, order: Order) -> Nav:
        """Take an order off the sheet, and with it what needs it."""
        return self.put(tuple(other for other in self.chosen if other != order))

    def ask(self, asked: list[Order]) -> Nav:
        """Make this the request list, numbered from 1."""
        return self.put((*asked, *(order for order in self.chosen if order.action != "request")))

    def _built(self, wanted: tuple[Order, ...]) -> tuple[Order, ...]:
        """The wanted orders as far as they are legal without those that were taken away."""
        if self.view.problem(wanted) is None:
            return wanted
        built: tuple[Order, ...] = ()
        for order in wanted:
            if order in self.view.legal_orders(built):
                built = (*built, order)
        return built

    def put(self, orders: tuple[Order, ...]) -> Nav:
        """Replace the sheet, as far as it is legal."""
        self._set(self._built(numbered(orders)))
        return None

    @property
    def advised(self) -> tuple[Order, ...]:
        """What the adviser would order, as far as a game in steps has opened it."""
        opening, place = self.session.opening, self.place(self.view.turn)
        return tuple(order for order in self.advice.orders if not opening.shuts(order, place)) if self.advice else ()

    def take_advice(self) -> Nav:
        """Put the sheet of the adviser in the place of this one, as far as it is legal, with what is pledged."""
        return self.put(joined(self.view.desk, self.view.pledged, self.advised)) if self.advice else None

    def _set(self, chosen: tuple[Order, ...]) -> None:
        self._before.append(self.chosen)
        self._write(chosen)

    def _write(self, chosen: tuple[Order, ...]) -> None:
        from game.study.tasks import outdated

        self.chosen = chosen
        self.session.room.forget(lambda task: outdated(task, self.seat))
        self.session.drawer.put(self.view.turn, self.seat, chosen)

    @property
    def can_undo(self) -> bool:
        """True when something was changed in this turn."""
        return bool(self._before)

    def undo(self) -> Nav:
        """Take back the last change of the sheet."""
        if self._before:
            self._write(self._before.pop())
        return None


def numbered(orders: tuple[Order, ...]) -> tuple[Order, ...]:
    """The same orders, with the requests numbered from 1 in the order they stand in."""
    asked = [order for order in orders if order.action == "request"]
    ranks = {order: i + 1 for i, order in enumerate(asked)}
    return tuple(attrs.evolve(order, rank=ranks[order]) if order in ranks else order for order in orders)


def rivals(order: Order, other: Order) -> bool:
    """True for two orders that answer the same question, so that a new answer replaces the old one."""
    if order.action in POSITIONS and other.action in POSITIONS:
        return order.target == other.target
    if order.action == other.action == "choose":
        return order.target == other.target
    if order.action == other.action and order.action in ("request", "fallback"):
        return order.rank == other.rank
    return order.action == other.action and order.target == other.target
