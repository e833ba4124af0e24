"""Match: a played game is a scenario, a seed and the orders given so far."""

from __future__ import annotations

from collections.abc import Sequence
from copy import copy
from hashlib import sha256
from pathlib import Path
from typing import Any

import numpy as np

from game.deals import Corridor, Offer, Pledge, Word, admit, agree, joined, judge, settled
from game.model.board import Board
from game.model.calendar import start
from game.model.compile import compile_rulebook, lengths
from game.model.legality import Desk
from game.model.orders import IllegalOrder, Order, StaleTurn
from game.model.pledges import Pledges
from game.model.report import Report, requests_of
from game.model.scores import scores
from game.model.sheets import gather
from game.model.turn import resolve
from game.model.world import ARRAYS, World
from game.outcome import Outcome, Standing, ended
from game.save import Saved, SaveError, read_save, save_text, write_save
from game.scenario.schema import Scenario
from game.text import _
from game.view import View, desk_of

__all__ = ["Match", "Outcome", "Sheet", "Standing"]

Sheet = tuple[Order, ...]
Said = tuple[tuple[int, str], ...]
"""What was said in the corridor: the turn, and a line such as `accept 3`."""


class Match:
    """One game. Sheets are secret until `resolve`; every past turn is kept, so that any of them can be branched.

    Raises KeyError for an unknown length, ValueError for a seed that is not in 0 .. 2**64 - 1.
    """

    def __init__(self, scenario: Scenario, seed: int = 0, length: str | None = None) -> None:
        if length is not None and length not in lengths(scenario):
            raise KeyError(f"no length {length!r}; there are {', '.join(lengths(scenario))}")
        if not 0 <= seed < 2**64:
            raise ValueError(f"the seed {seed} is not in 0 .. 2**64 - 1")
        self.scenario, self.seed = scenario, seed
        self.rulebook = compile_rulebook(scenario, length)
        self._seeds = np.array([seed], dtype=np.uint64)
        self._worlds = [start(self.rulebook, self._seeds)]
        self._played: list[dict[str, Sheet]] = []
        self._reports: list[Report] = []
        self._sheets: dict[str, Sheet] = {}
        self.corridor, self._corridors = Corridor(), [Corridor()]
        """Talks and pledges now, secret until the game is over; and as each turn found them."""
        self._steps: list[tuple[str, dict[str, Sheet], Corridor]] = []
        self._notes: dict[Any, Any] = {}

    @property
    def length(self) -> str:
        """The id of the length that is played."""
        return self.rulebook.length

    @property
    def turns(self) -> tuple[int, ...]:
        """The scenario's numbers of the turns played."""
        return self.rulebook.turns

    @property
    def seats(self) -> tuple[str, ...]:
        """The delegations, in the scenario's sequence."""
        return self.board.seats

    @property
    def world(self) -> World:
        """The world at the start of the turn to be played."""
        return self._worlds[-1]

    @property
    def board(self) -> Board:
        """The world read by ids."""
        return Board(self.rulebook, self.world)

    @property
    def over(self) -> bool:
        """Whether all turns have been played."""
        return len(self._played) >= len(self.turns)

    @property
    def turn(self) -> int:
        """The scenario's number of the turn to be played, of the last one when the game is over."""
        return self.turns[min(len(self._played), len(self.turns) - 1)]

    @property
    def reports(self) -> tuple[Report, ...]:
        """The turns resolved so far."""
        return tuple(self._reports)

    @property
    def played(self) -> tuple[dict[str, Sheet], ...]:
        """The sheets of every resolved turn, by seat."""
        return tuple(dict(sheets) for sheets in self._played)

    def alignment(self, state: str, pole: str) -> float:
        """The alignment of a state toward a pole, -100..100."""
        return self.board.alignment(state, pole)

    def legal_orders(self, seat: str, chosen: Sequence[Order | str] = ()) -> Sheet:
        """Every order that may be added to `chosen`, in a fixed sequence. Raises IllegalOrder if `chosen` is illegal."""
        desk = self._desk(seat)
        sheet = self._read(desk, chosen)
        desk.check(sheet)
        return desk.legal(sheet)

    def submit(self, seat: str, orders: Sequence[Order | str], turn: int) -> None:
        """Replace the seat's sheet of this turn. Raises StaleTurn for another turn, IllegalOrder for what is not legal."""
        desk = self._desk(seat)
        self._on_time(turn)
        sheet = self._read(desk, orders)
        desk.check(sheet)
        self._hold_to_word(seat, sheet)
        self._step(seat)
        self._sheets[seat] = desk.arranged(sheet)

    def _on_time(self, turn: int) -> None:
        if self.over:
            raise StaleTurn("over", _("the game is over, no more orders are taken"))
        if turn != self.turn:
            raise StaleTurn("turn", f"these are orders for turn {turn}, but turn {self.turn} is being played")

    def _step(self, seat: str) -> None:
        """Remember how things stood before a seat's step of this turn, so that it can be taken back."""
        self._steps.append((seat, dict(self._sheets), self.corridor))

    def _hold_to_word(self, seat: str, sheet: Sheet) -> None:
        """On the last turn what is pledged is done at once: a sheet cannot leave it out."""
        if self._last:
            bound = joined(self._desk(seat), self.corridor.owed(seat, self.turn), ())
            for pledge in self.corridor.pledges_of(seat):
                if pledge.turn == self.turn and pledge.kept_by(bound) and not pledge.kept_by(sheet):
                    raise IllegalOrder(
                        "pledged",
                        "'{order}' is pledged to {to}: on the last turn it must be kept",
                        order=pledge.order,
                        to=pledge.to,
                    )

    @property
    def _last(self) -> bool:
        return len(self._played) == len(self.turns) - 1

    def withdraw(self, seat: str) -> None:
        """Take the seat's sheet of this turn back; nothing happens if there is none."""
        self._desk(seat)
        if seat in self._sheets:
            self._step(seat)
            del self._sheets[seat]

    def undo(self) -> str | None:
        """Take back the last step of this turn (a sheet, a withdrawal, an offer or an answer); the seat it was of, None if
        there is none."""
        if not self._steps:
            return None
        seat, self._sheets, self.corridor = self._steps.pop()
        return seat

    def pledges(self, seat: str) -> tuple[Pledge, ...]:
        """The pledges that a seat gave or was given, in the whole game, and whether the word was kept."""
        return self.corridor.pledges_of(self._desk(seat).seat)

    def offer(self, seat: str, other: str, gives: Sequence[Order | str], asks: Sequence[Order | str], turn: int) -> int:
        """Offer clauses of this turn or the next one against others; the offer's number. Raises IllegalOrder."""
        offer = self._offer(seat, other, gives, asks, turn)
        admit(self.corridor, self.scenario.rules, self._desk, offer, self.turn)
        self._step(seat)
        self.corridor = self.corridor.offer(offer, self.turn)
        return self.corridor.talks[-1].id

    def counter(self, seat: str, id: int, gives: Sequence[Order | str], asks: Sequence[Order | str], turn: int) -> int:
        """Answer an offer with another one, which counts as a refusal; its number. Raises IllegalOrder."""
        offer = self._offer(seat, self.corridor.find(id, seat).offer.proposer, gives, asks, turn)
        admit(self.corridor, self.scenario.rules, self._desk, offer, self.turn, countered=True)
        self._step(seat)
        self.corridor = self.corridor.counter(id, offer, self.turn)
        return self.corridor.talks[-1].id

    def answer(self, seat: str, id: int, accept: bool, turn: int) -> None:
        """Accept an offer, which makes pledges of its clauses, or refuse it. Raises IllegalOrder, StaleTurn for another turn.

        Sheets that have been handed in already take in what their seats have pledged for this turn.
        """
        self._desk(seat)
        self._on_time(turn)
        talk = self.corridor.find(id, seat)
        if accept:
            agree(self.corridor, self._desk, talk.offer, turn)
        self._step(seat)
        self.corridor = self.corridor.answer(talk, accept, turn)
        for side in talk.sides if accept and talk.offer.turn == turn else ():
            if side in self._sheets:
                self._sheets[side] = self._joined(side)

    def _offer(self, seat: str, other: str, gives: Sequence[Order | str], asks: Sequence[Order | str], turn: int) -> Offer:
        self._desk(seat), self._desk(other)
        self._on_time(self.turn)
        step = len(self._played)
        if turn not in self.turns[step : step + 2]:
            raise StaleTurn("turn", f"an offer is for turn {' or '.join(map(str, self.turns[step : step + 2]))}, not {turn}")
        mine, theirs = (tuple(Order.parse(o) if isinstance(o, str) else o for o in side) for side in (gives, asks))
        return settled(self._desk, Offer(seat, other, mine, theirs, turn))

    def _joined(self, seat: str) -> Sheet:
        desk = self._desk(seat)
        return desk.arranged(joined(desk, self.corridor.owed(seat, self.turn), self._sheets.get(seat, ())))

    def submitted(self, seat: str) -> bool:
        """Whether the seat has a sheet this turn."""
        return seat in self._sheets

    def resolve(self) -> Report:
        """Open all sheets, a missing one as a pass, and play the turn. Raises StaleTurn when the game is over."""
        if self.over:
            raise StaleTurn("over", "the game is over, there is no turn to resolve")
        if self._last:
            owing = {pledge.giver for pledge in self.corridor.pledges if pledge.state == "open"}
            self._sheets |= {seat: self._joined(seat) for seat in self.seats if seat in owing}
        orders = [order for seat in self.rulebook.names.seats for order in self._sheets.get(seat, ())]
        judged = self._judged()
        sheets, due = gather(self.rulebook, [orders]), self._due(judged)
        resolution = resolve(self.rulebook, self.world, sheets, self._seeds, pledges=due)
        report = Report(
            rulebook=self.rulebook,
            resolution=resolution,
            before=self.board,
            after=Board(self.rulebook, resolution.world),
            requests=requests_of(orders),
        )
        self._played.append(dict(self._sheets))
        self._worlds.append(resolution.world)
        self._reports.append(report)
        self.corridor = self.corridor.closed(judged)
        self._corridors.append(self.corridor)
        self._sheets, self._steps, self._notes = {}, [], {}
        return report

    def _judged(self) -> dict[Pledge, Word]:
        """What became of the pledges that fall due this turn."""
        due = [pledge for pledge in self.corridor.pledges if pledge.turn == self.turn and pledge.state == "open"]
        return {pledge: judge(self._desk(pledge.giver), pledge, self._sheets.get(pledge.giver, ())) for pledge in due}

    def _due(self, judged: dict[Pledge, Word]) -> Pledges | None:
        seat = self.rulebook.names.seats.index
        rows = [(seat(pledge.giver), seat(pledge.to), word == "kept") for pledge, word in judged.items() if word != "void"]
        if not rows:
            return None
        giver, other, kept = np.array(rows, dtype=np.intp).T
        return Pledges(game=np.zeros(len(rows), dtype=np.intp), giver=giver, other=other, kept=kept.astype(np.bool_))

    def branch(self, turn: int) -> Match:
        """A new game at the start of that turn, same past, same luck. Raises ValueError for a turn not reached."""
        if turn not in self.turns or self.turns.index(turn) > len(self._played):
            raise ValueError(
                f"turn {turn} has not been reached; there are {', '.join(map(str, self.turns[: len(self._played) + 1]))}"
            )
        other = copy(self)
        other._cut(self.turns.index(turn))
        return other

    def _cut(self, done: int) -> None:
        """Leave no more than so many turns of the past, and nothing of the present."""
        self._worlds, self._reports = self._worlds[: done + 1], self._reports[:done]
        self._played = [dict(sheets) for sheets in self._played[:done]]
        self.corridor, self._corridors = self._corridors[done], self._corridors[: done + 1]
        self._sheets, self._steps, self._notes = {}, [], {}

    def follow(self, played: Sequence[dict[str, Sheet]], said: Said, open: dict[str, Sheet]) -> None:
        """Come to where a game of the same scenario, seed and length stands; no more is played than what differs.

        Raises ValueError, IllegalOrder for what cannot be said or ordered.
        """
        before, done = self._corridors[-1].said, len(self._played)
        if tuple(played[:done]) != self.played or said[: len(before)] != before:
            self._cut(0)
        elif said[: len(self.corridor.said)] != self.corridor.said:
            self.corridor, self._sheets = self._corridors[-1], {}
        for sheets in played[len(self._played) :]:
            self._do(said, sheets)
            self.resolve()
        if open or not self.over:
            self._do(said, open)

    def _do(self, said: Said, sheets: dict[str, Sheet]) -> None:
        """Say and order what is still to be said and ordered in this turn."""
        self.say([line for turn, line in said[len(self.corridor.said) :] if turn == self.turn])
        for seat in self._sheets.keys() - sheets.keys():
            self.withdraw(seat)
        for seat, orders in sheets.items():
            if self._sheets.get(seat) != orders:
                self.submit(seat, orders, self.turn)

    def view(self, seat: str) -> View:
        """What the seat may see: no other seat's sheet, offers, pledges or secret goal, and not the seed."""
        d = self.rulebook.names.seats.index(self._desk(seat).seat)
        counted = np.flatnonzero(self.rulebook.goals.drawn(self._seeds)[0, d])
        return View(
            rulebook=self.rulebook,
            world=self.world,
            start=self._worlds[0],
            seat=seat,
            sheet=self._sheets.get(seat),
            reports=self.reports,
            goals=tuple(int(g) for g in counted),
            talks=self.corridor.talks if self.over else self.corridor.of(seat),
            pledges=self.corridor.pledges if self.over else self.corridor.pledges_of(seat),
            notes=self._notes,
        )

    def scores(self) -> dict[str, float]:
        """For every seat what it has banked, and would still bank if the world stood still."""
        total = scores(self.rulebook, self.world, self._seeds).total[0]
        return {seat: float(total[self.rulebook.names.seats.index(seat)]) for seat in self.seats}

    def outcome(self) -> Outcome | None:
        """Standings and what ended the game, None while it is played."""
        if not self.over:
            return None
        return ended(self.board, self._seeds)

    def saved(self) -> Saved:
        """The game as data: scenario with its texts, seed, and every order."""
        return Saved(
            scenario=self.scenario,
            length=self.length,
            seed=self.seed,
            turns=self.turns,
            played=self.played,
            open=dict(self._sheets),
            said=self.corridor.said,
        )

    def save(self, path: str | Path) -> None:
        """Write the game to a file, all of it or nothing. Raises OSError when it cannot be written."""
        write_save(path, save_text(self.saved()))

    @classmethod
    def load(cls, path: str | Path) -> Match:
        """Read a saved game and play it again. Raises SaveError with one sentence when it cannot be read."""
        return cls.replay(read_save(path))

    @classmethod
    def replay(cls, saved: Saved) -> Match:
        """Play the orders of a saved game again. Raises SaveError when they are not orders of such a game."""
        try:
            match = cls(saved.scenario, saved.seed, saved.length)
            if saved.turns != match.turns[: len(saved.turns)]:
                raise ValueError(f"the length {saved.length!r} plays turns {', '.join(map(str, match.turns))}")
            match.follow(saved.played, saved.said, saved.open)
            match._steps = []
        except (KeyError, ValueError, IllegalOrder) as failure:
            raise SaveError(f"the save does not fit its scenario: {failure.args[0]}") from None
        return match

    def say(self, lines: Sequence[str]) -> None:
        """Hold talks of this turn again, from their lines in a save. Raises ValueError, IllegalOrder for what cannot be said."""
        for line in lines:
            word, id, text = [*line.split(" ", 2), ""][:3]
            if word in ("accept", "refuse"):
                self.answer(self._talk(int(id)).other, int(id), word == "accept", self.turn)
                continue
            offer = Offer.parse(text)
            sides = offer.gives, offer.asks, offer.turn
            if word == "offer":
                self.offer(offer.proposer, offer.other, *sides)
            else:
                self.counter(offer.proposer, int(id), *sides)

    def _talk(self, id: int) -> Offer:
        if not 1 <= id <= len(self.corridor.talks):
            raise ValueError(f"there is no offer {id}")
        return self.corridor.talks[id - 1].offer

    def digest(self) -> str:
        """sha256 of the save text and of the world's arrays as little-endian bytes."""
        digest = sha256(save_text(self.saved()).encode())
        for name in ARRAYS:
            array = getattr(self.world, name)
            digest.update(np.ascontiguousarray(array, dtype=array.dtype.newbyteorder("<")).tobytes())
        return digest.hexdigest()

    def _desk(self, seat: str) -> Desk:
        if seat not in self.rulebook.names.seats:
            raise IllegalOrder("seat", f"{seat!r} is no delegation; there are {', '.join(self.rulebook.names.seats)}")
        return desk_of(self._notes, self.rulebook, self.world, seat)

    def _read(self, desk: Desk, orders: Sequence[Order | str]) -> Sheet:
        return tuple(desk.canonical(Order.parse(order) if isinstance(order, str) else order) for order in orders)
