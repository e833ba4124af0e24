"""Match: a played game is a scenario, a seed and the orders given so far."""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path
from typing import Any

import attrs
import numpy as np

from game.model.board import Board
from game.model.calendar import start
from game.model.compile import compile_rulebook, lengths
from game.model.legality import Desk
from game.model.orders import IllegalOrder, Order, StaleTurn
from game.model.report import Report, requests_of
from game.model.scores import scores
from game.model.sheets import gather
from game.model.turn import resolve
from game.model.world import ARRAYS, World
from game.save import Saved, SaveError, read_save, save_text, write_save
from game.scenario.schema import Scenario
from game.view import View

Sheet = tuple[Order, ...]


@attrs.frozen(kw_only=True)
class Standing:
    """One delegation at the end: its score, its rank, the points of each line, and what a rupture cost it."""

    seat: str
    score: float
    rank: int
    lines: tuple[tuple[str, float], ...]
    """(goal id, points) for every open line and the secret one; with the penalty they sum to the score."""
    secret: str | None
    penalty: float


@attrs.frozen(kw_only=True)
class Outcome:
    """How a game ended."""

    reason: str
    """finished, or rupture: all turns were played, with or without a breach"""
    standings: tuple[Standing, ...]
    blamed: str | None
    rupture_turn: int | None


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
        self._submits: list[tuple[str, Sheet | None]] = []
        self._notes: dict[str, Any] = {}

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
        if self.over:
            raise StaleTurn("over", "the game is over, no more orders are taken")
        if turn != self.turn:
            raise StaleTurn("turn", f"these are orders for turn {turn}, but turn {self.turn} is being played")
        sheet = self._read(desk, orders)
        desk.check(sheet)
        sheet = desk.arranged(sheet)
        self._submits.append((seat, self._sheets.get(seat)))
        self._sheets[seat] = sheet

    def withdraw(self, seat: str) -> None:
        """Take the seat's sheet of this turn back; nothing happens if there is none."""
        self._desk(seat)
        if seat in self._sheets:
            self._submits.append((seat, self._sheets.pop(seat)))

    def undo(self) -> str | None:
        """Take back the last submit or withdrawal of this turn; the seat it was of, None if there is none."""
        if not self._submits:
            return None
        seat, before = self._submits.pop()
        if before is None:
            self._sheets.pop(seat, None)
        else:
            self._sheets[seat] = before
        return seat

    def submitted(self, seat: str) -> bool:
        """Whether the seat has a sheet this turn."""
        return seat in self._sheets

    def resolve(self) -> Report:
        """Open all sheets, a missing one as a pass, and play the turn. Raises StaleTurn when the game is over."""
        if self.over:
            raise StaleTurn("over", "the game is over, there is no turn to resolve")
        orders = [order for seat in self.rulebook.names.seats for order in self._sheets.get(seat, ())]
        resolution = resolve(self.rulebook, self.world, gather(self.rulebook, [orders]), self._seeds)
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
        self._sheets, self._submits, self._notes = {}, [], {}
        return report

    def branch(self, turn: int) -> Match:
        """A new game at the start of that turn, same past, same luck. Raises ValueError for a turn not reached."""
        if turn not in self.turns or self.turns.index(turn) > len(self._played):
            raise ValueError(
                f"turn {turn} has not been reached; there are {', '.join(map(str, self.turns[: len(self._played) + 1]))}"
            )
        done = self.turns.index(turn)
        other = object.__new__(Match)
        other.scenario, other.seed, other.rulebook, other._seeds = self.scenario, self.seed, self.rulebook, self._seeds
        other._worlds, other._reports = self._worlds[: done + 1], self._reports[:done]
        other._played = [dict(sheets) for sheets in self._played[:done]]
        other._sheets, other._submits, other._notes = {}, [], {}
        return other

    def view(self, seat: str) -> View:
        """What the seat may see: no other seat's sheet or secret goal, and not the seed."""
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
        board = self.board
        standings = [self._standing(seat) for seat in self.rulebook.names.seats]
        standings.sort(key=lambda s: (-s.score, s.seat))
        ranked = [attrs.evolve(s, rank=1 + sum(o.score > s.score for o in standings)) for s in standings]
        return Outcome(
            reason="rupture" if board.rupture_turn else "finished",
            standings=tuple(ranked),
            blamed=board.blamed,
            rupture_turn=board.rupture_turn,
        )

    def _standing(self, seat: str) -> Standing:
        found, d = scores(self.rulebook, self.world, self._seeds), self.rulebook.names.seats.index(seat)
        counted = np.flatnonzero(found.counted[0, d])
        lines = tuple((self.rulebook.goals.lines[g].goal.id, float(found.lines[0, g])) for g in counted)
        secret = next((self.rulebook.goals.lines[g].goal.id for g in counted if self.rulebook.goals.lines[g].secret), None)
        return Standing(
            seat=seat, score=float(found.total[0, d]), rank=0, lines=lines, secret=secret, penalty=float(found.penalty[0, d])
        )

    def saved(self) -> Saved:
        """The game as data: scenario with its texts, seed, and every order."""
        return Saved(
            scenario=self.scenario,
            length=self.length,
            seed=self.seed,
            turns=self.turns,
            played=self.played,
            open=dict(self._sheets),
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
            for sheets in saved.played:
                match._hand_in(sheets)
                match.resolve()
            match._hand_in(saved.open)
        except (KeyError, ValueError, IllegalOrder) as failure:
            raise SaveError(f"the save does not fit its scenario: {failure.args[0]}") from None
        return match

    def _hand_in(self, sheets: dict[str, Sheet]) -> None:
        for seat, orders in sheets.items():
            self.submit(seat, orders, self.turn)
        self._submits = []

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
        return Desk(self.rulebook, self.world, seat)

    def _read(self, desk: Desk, orders: Sequence[Order | str]) -> Sheet:
        return tuple(desk.canonical(Order.parse(order) if isinstance(order, str) else order) for order in orders)
