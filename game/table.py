"""Table: a match and who sits where. It plays until a human is needed, and saves after every turn."""

from __future__ import annotations

import contextlib
from collections.abc import Mapping, Sequence
from pathlib import Path

import attrs
import numpy as np

from game.bots import BARGAINERS, BOTS, Answer, Plan, Reason, bot, consider, propose
from game.bots.forecast import Prospect, forecast, prepare
from game.deals import Offer, Talk
from game.match import Match, Said, Sheet
from game.model.chance import keys, streams
from game.model.orders import IllegalOrder, Order
from game.model.report import Report
from game.save import HUMAN, SaveError, read_save, save_text, write_save
from game.text import _

DEFAULT = "counsellor"
"""The bot in a seat for which none is named."""
MOST_HUMANS = 4
"""As many people can share one machine."""


def save_name(match: Match, humans: Sequence[str], bots: str) -> str:
    """A file name that tells one saved game from another."""
    return "_".join((match.scenario.id, "+".join(humans), bots, str(match.seed))) + ".save"


STRONGER = ("grand-master", "planner")
"""Bots that give better advice than the usual adviser; where one of them sits in the seats of others, it advises too."""
ADVISER = "ambassador"


@attrs.frozen(kw_only=True, eq=False)
class Advice:
    """What a good bot would order in a seat, from what the seat may see; why; and where that may lead."""

    level: str
    orders: tuple[Order, ...]
    reasons: tuple[Reason, ...]
    prospect: Prospect


@attrs.frozen(kw_only=True, eq=False)
class Record:
    """How a table stands, without its scenario: what another one of the same kind needs to follow it."""

    played: tuple[dict[str, Sheet], ...]
    said: Said
    open: dict[str, Sheet]
    opened: int
    silent: tuple[str, ...]
    reasons: dict[str, tuple[Reason, ...]]
    """Of the sheets of this turn."""
    answers: dict[int, Answer]
    motives: dict[int, Answer]
    advised: dict[tuple[int, str], Advice]

    @property
    def game(self) -> tuple[object, ...]:
        """All that the game is made of."""
        return self.played, self.said, self.open


class Table:
    """Humans and bots around one match. Raises IllegalOrder for an unknown seat, UnknownBot for an unknown bot."""

    def __init__(
        self, match: Match, humans: Sequence[str] = (), bots: str | Mapping[str, str] = DEFAULT, autosave: Path | None = None
    ) -> None:
        self.match = match
        self.humans = tuple(seat for seat in match.seats if seat in humans)
        for seat in humans:
            match.view(seat)
        others = [seat for seat in match.seats if seat not in humans]
        self.bots = {seat: bots if isinstance(bots, str) else bots.get(seat, DEFAULT) for seat in others}
        for name in self.bots.values():
            bot(name)
        self.autosave = autosave
        self.reasons: dict[int, dict[str, tuple[Reason, ...]]] = {}
        """For each turn played here, why each bot gave its orders; to be shown once they are opened."""
        self.answers: dict[int, Answer] = {}
        """What bots answered to the offers made here, by the offer's number; secret to the two sides."""
        self.advised: dict[tuple[int, str], Advice] = {}
        """What the adviser has said, by turn and seat: once each."""
        self._motives: dict[int, Answer] = {}
        self._opened, self._silent = 0, list[str]()
        self.not_saved: str | None = None
        """Why the last autosave failed, in one sentence; None if it is on disk."""

    @property
    def level(self) -> str:
        """The bot that sits in every seat without a human; the usual one where they differ or there is none."""
        names = set(self.bots.values())
        return names.pop() if len(names) == 1 else DEFAULT

    @property
    def waiting(self) -> str | None:
        """The next human whose sheet is missing, None when the turn can be resolved or the game is over."""
        if self.match.over:
            return None
        return next((seat for seat in self.humans if not self.match.submitted(seat)), None)

    def submit(self, seat: str, orders: Sequence[Order | str]) -> None:
        """Hand in a human's sheet for this turn and save it. Raises IllegalOrder."""
        self.match.submit(seat, orders, self.match.turn)
        for talk in self.match.corridor.waiting(seat):
            self.match.answer(seat, talk.id, False, self.match.turn)
        self.save()

    def take_back(self, seat: str) -> None:
        """Take a human's sheet of this turn back, with the refusals that came with it and all that was written since."""
        while self.match.submitted(seat):
            if self.match.undo() is None:
                self.match.withdraw(seat)
        self.reasons.pop(self.match.turn, None)
        self.save()

    @property
    def conferred(self) -> tuple[str, ...]:
        """The bots that have made their offers of this turn."""
        done = self.match.over or self._opened == self.match.turn
        return tuple(seat for seat in self.bots if done and seat not in self._silent)

    @property
    def written(self) -> tuple[str, ...]:
        """The bots that have written their sheets of this turn."""
        return tuple(seat for seat in self.bots if self.match.submitted(seat))

    def hush(self) -> None:
        """Let the bots that have made no offers yet make none this turn."""
        self._opened, self._silent = self.match.turn, []

    def offers(self, seat: str) -> tuple[Talk, ...]:
        """The offers that wait for a human's answer; they are refused if its sheet is handed in without one."""
        self.open_corridor()
        return self.match.corridor.waiting(seat)

    def open_corridor(self) -> None:
        """Let the bots make the offers of this turn, once; bots answer them, humans find them waiting."""
        while self.confer() is not None:
            pass

    def confer(self) -> str | None:
        """Let the next bot make its offers of this turn; its seat, None when all have."""
        if self.match.over:
            return None
        if self._opened != self.match.turn:
            self._opened = self.match.turn
            self._silent = [] if self._held() else self._bargainers()
        if not self._silent:
            return None
        seat = self._silent.pop(0)
        for offer in self._proposed(seat):
            with contextlib.suppress(IllegalOrder):  # the partner has heard enough, or has promised what does not go with it
                self.offer(seat, offer.other, offer.gives, offer.asks, offer.turn)
        return seat

    def _proposed(self, seat: str) -> Sequence[Offer]:
        return propose(self.match.view(seat))

    def _considered(self, seat: str, offer: Offer) -> Answer:
        if self.bots[seat] not in BARGAINERS:
            return Answer(accept=False, why="silent")
        return consider(self.match.view(seat), offer)

    def _planned(self, seat: str) -> Plan:
        return bot(self.bots[seat])(self.match.view(seat), luck_of(self.match, seat))

    def _held(self) -> bool:
        """Whether bots have talked this turn already, before the game was saved."""
        turn = self.match.turn
        return any(talk.made == turn and talk.offer.proposer in self.bots for talk in self.match.corridor.talks)

    def _bargainers(self) -> list[str]:
        return [seat for seat, name in self.bots.items() if name in BARGAINERS]

    def offer(
        self, seat: str, other: str, gives: Sequence[Order | str], asks: Sequence[Order | str], turn: int
    ) -> Answer | None:
        """Make an offer; a bot answers at once, a human later (None). Raises IllegalOrder."""
        self._listens(other)
        return self._heard(self.match.offer(seat, other, gives, asks, turn))

    def counter(self, seat: str, id: int, gives: Sequence[Order | str], asks: Sequence[Order | str], turn: int) -> Answer | None:
        """Answer an offer with another one; a bot answers at once, a human later (None). Raises IllegalOrder."""
        self._listens(self.match.corridor.find(id, seat).offer.proposer)
        return self._heard(self.match.counter(seat, id, gives, asks, turn))

    def _listens(self, seat: str) -> None:
        """Raise IllegalOrder for a human whose pass of this turn is over: nothing would be answered any more."""
        if seat in self.humans and self.match.submitted(seat):
            raise IllegalOrder("submitted", "{other} has handed in its orders and hears no more this turn", other=seat)

    def answer(self, seat: str, id: int, accept: bool) -> None:
        """Accept or refuse an offer that waits. Raises IllegalOrder."""
        self.match.answer(seat, id, accept, self.match.turn)

    def motive(self, id: int) -> Answer | None:
        """Why a bot makes an offer that waits: what it would answer to it itself; None if no bot made it."""
        offer = self.match.corridor.talks[id - 1].offer
        if offer.proposer not in self.bots:
            return None
        if id not in self._motives:
            self._motives[id] = consider(self.match.view(offer.proposer), offer)
        return self._motives[id]

    def _heard(self, id: int) -> Answer | None:
        """A bot's answer to an offer, with a counter-offer if there is a deal that it would agree to and may offer."""
        offer = self.match.corridor.talks[id - 1].offer
        seat = offer.other
        if seat not in self.bots:
            return None
        answer = self.answers[id] = self._considered(seat, offer)
        if answer.accept or not self._countered(id, answer.instead):
            self.match.answer(seat, id, answer.accept, self.match.turn)
        return answer

    def _countered(self, id: int, instead: Offer | None) -> bool:
        """Whether a bot's counter-offer was made; another bot answers it at once."""
        if instead is None:
            return False
        try:
            reply = self.match.counter(instead.other, id, instead.asks, instead.gives, instead.turn)
        except IllegalOrder:  # the proposer has refused it often enough
            return False
        self._heard(reply)
        return True

    def prepare(self, seat: str) -> None:
        """Work out what a seat's forecasts of this turn need, once it has begun; it takes longer than all of them."""
        prepare(self.match.view(seat))

    def forecast(self, seat: str, sheet: Sequence[Order], samples: int = 256) -> Prospect:
        """Where the world may stand after this turn and at the next communique with a legal sheet of a seat."""
        return forecast(self.match.view(seat), sheet, samples)

    @property
    def adviser(self) -> str:
        """The bot that advises humans here."""
        return self.level if self.level in STRONGER else ADVISER

    def advise(self, seat: str) -> Advice:
        """What the adviser says to a seat this turn; asked again, it says the same."""
        key = self.match.turn, seat
        if key not in self.advised:
            view = self.match.view(seat)
            plan = bot(self.adviser)(view, luck_of(self.match, seat))
            self.advised[key] = Advice(level=self.adviser, orders=plan.orders, reasons=plan.reasons,
                                       prospect=forecast(view, plan.orders))
        return self.advised[key]

    def think(self) -> str | None:
        """Let the next bot write its sheet; its seat, None when a human is waited for or all have written."""
        if self.match.over or self.waiting is not None:
            return None
        self.open_corridor()
        seat = next((seat for seat in self.bots if not self.match.submitted(seat)), None)
        if seat is not None:
            plan = self._planned(seat)
            self.match.submit(seat, plan.orders, self.match.turn)
            self.reasons.setdefault(self.match.turn, {})[seat] = plan.reasons
        return seat

    def advance(self) -> Report | None:
        """Let the bots order and resolve the turn; None while a human is waited for or when the game is over."""
        if self.match.over or self.waiting is not None:
            return None
        while self.think() is not None:
            pass
        report = self.match.resolve()
        self.save()
        return report

    def play(self) -> None:
        """Play until a human is needed or the game is over."""
        while self.advance() is not None:
            pass

    def branch(self, turn: int, autosave: Path | None) -> Table:
        """A new game at the start of that turn with the same people, bots, past and luck; nothing is written yet.

        Raises ValueError for a turn that has not been reached.
        """
        other = Table(self.match.branch(turn), self.humans, self.bots, autosave)
        made = len(other.match.corridor.talks)
        other.reasons = {past: dict(reasons) for past, reasons in self.reasons.items() if past < turn}
        other.answers = {id: answer for id, answer in self.answers.items() if id <= made}
        return other

    def record(self) -> Record:
        """How it stands."""
        saved, turn = self.match.saved(), self.match.turn
        now = {talk.id for talk in self.match.corridor.talks if talk.made == turn}
        return Record(
            played=saved.played, said=saved.said, open=saved.open, opened=self._opened, silent=tuple(self._silent),
            reasons=dict(self.reasons.get(turn, {})),
            answers={id: answer for id, answer in self.answers.items() if id in now},
            motives={id: answer for id, answer in self._motives.items() if id in now},
            advised={key: advice for key, advice in self.advised.items() if key[0] == turn},
        )

    def follow(self, record: Record) -> None:
        """Come to stand as another table of the same scenario, seed, length and people does."""
        self.match.follow(record.played, record.said, record.open)
        self._opened, self._silent = record.opened, list(record.silent)
        self.reasons.pop(self.match.turn, None)
        if record.reasons:
            self.reasons[self.match.turn] = dict(record.reasons)
        self.answers.update(record.answers)
        self._motives.update(record.motives)
        self.advised.update(record.advised)

    def save(self) -> None:
        """Write the autosave, if there is one; a failure is kept as a sentence and the game goes on."""
        if self.autosave is None:
            return
        try:
            self.write(self.autosave)
            self.not_saved = None
        except (OSError, SaveError) as failure:
            reason = failure.strerror if isinstance(failure, OSError) and failure.strerror else str(failure)
            self.not_saved = _("the game is NOT saved: {reason} ({file})").format(reason=reason.lower(), file=self.autosave)

    def write(self, path: Path) -> None:
        """Write the game and who sits where to a file, all of it or nothing. Raises OSError, SaveError."""
        saved = attrs.evolve(self.match.saved(), seats={seat: self.bots.get(seat, HUMAN) for seat in self.match.seats})
        write_save(path, save_text(saved))

    @classmethod
    def load(cls, path: Path) -> Table:
        """Go on with a saved game at the table it was saved from; a save of no table seats one human, the first.

        Raises SaveError with one sentence when it cannot be read.
        """
        saved = read_save(path)
        match = Match.replay(saved)
        bots = {seat: name if name in BOTS else DEFAULT for seat, name in saved.seats.items() if name != HUMAN}
        humans = [seat for seat in match.seats if seat not in bots] if saved.seats else match.seats[:1]
        return cls(match, humans, bots, path)


def luck_of(match: Match, seat: str) -> int:
    """A number for a bot to draw from this turn: its own stream, from which the match's seed cannot be read."""
    return int(streams(np.array([match.seed], dtype=np.uint64), match.turn, "bot", keys([(seat,)]))[0, 0])
