"""Tasks: what can be thought about at a table. A task gives the same result in whichever process it is done."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Hashable
from typing import Any, ClassVar

import attrs

from game.bots import Answer
from game.bots.forecast import Prospect
from game.model.orders import IllegalOrder, Order
from game.scenario.assumptions import unplayable
from game.study.heading import Heading, heading
from game.table import Table


class Task(ABC):
    """Something to be done at a table, here or at one that stands alike."""

    rank: ClassVar[int]
    """How urgent it is: the lowest first."""
    changes: ClassVar[bool] = False
    """Whether the table stands differently afterwards; otherwise it is a question, and has the same answer all turn."""
    again: ClassVar[bool] = False
    """Whether it is done again and again, until it comes to nothing."""

    @property
    def place(self) -> Hashable:
        """Of the tasks of one place only the last is wanted."""
        return type(self)

    @abstractmethod
    def run(self, table: Table) -> Any:
        """Do it."""


@attrs.frozen
class Confer(Task):
    """Let one bot after the other make its offers, and tell why those are made that wait for people."""

    rank, changes, again = 1, True, True

    def run(self, table: Table) -> str | None:
        """The bot's seat, None when all have."""
        seat = table.confer()
        for talk in [talk for human in table.humans for talk in table.match.corridor.waiting(human)]:
            table.motive(talk.id)
        return seat


@attrs.frozen
class Write(Task):
    """Let one bot after the other write its sheet."""

    rank, changes, again = 1, True, True

    def run(self, table: Table) -> str | None:
        """The bot's seat, None when all have."""
        return table.think()


@attrs.frozen
class Propose(Task):
    """Make an offer, or answer one with another, and hear what a bot says."""

    seat: str
    other: str
    gives: tuple[Order, ...]
    asks: tuple[Order, ...]
    turn: int
    reply: int | None = None
    """The offer that it answers."""

    rank, changes = 0, True

    def run(self, table: Table) -> Answer | IllegalOrder | None:
        """The answer, None from a human, or why it cannot be offered."""
        try:
            if self.reply is None:
                return table.offer(self.seat, self.other, self.gives, self.asks, self.turn)
            return table.counter(self.seat, self.reply, self.gives, self.asks, self.turn)
        except IllegalOrder as refused:
            return refused


@attrs.frozen
class Advise(Task):
    """Ask the adviser, once a turn."""

    seat: str

    rank, changes = 3, True

    @property
    def place(self) -> Hashable:
        return Advise, self.seat

    def run(self, table: Table) -> None:
        """The advice is kept by the table."""
        table.advise(self.seat)


@attrs.frozen
class Foresee(Task):
    """Forecast the sheet that a seat is writing."""

    seat: str
    sheet: tuple[Order, ...]

    rank = 2

    @property
    def place(self) -> Hashable:
        return Foresee, self.seat

    def run(self, table: Table) -> Prospect:
        """The forecast with its spread."""
        return table.forecast(self.seat, self.sheet)


@attrs.frozen
class Try(Foresee):
    """Forecast what the sheet of a seat might become."""

    rank = 5

    @property
    def place(self) -> Hashable:
        return Try, self.seat, self.sheet


@attrs.frozen(eq=False)
class Course:
    """Where the world is heading without some assumptions, and those without which no game can be played."""

    heading: Heading
    barred: frozenset[str]


@attrs.frozen
class Lead(Task):
    """Ask where orders that are given every turn lead without some assumptions."""

    seat: str
    orders: tuple[Order, ...]
    off: frozenset[str]

    rank = 4

    @property
    def place(self) -> Hashable:
        return Lead, self.seat

    def run(self, table: Table) -> Course:
        """The first time takes as long as reading a scenario."""
        view = table.match.view(self.seat)
        barred = frozenset(id for id in self.off if unplayable(view.scenario, [id]))
        return Course(heading(view, self.orders, self.off), barred)


def outdated(task: Task, seat: str) -> bool:
    """Whether nobody wants the task any more when a seat has changed its sheet."""
    return isinstance(task, Try) and task.seat == seat
