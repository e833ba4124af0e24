"""The backroom of a table: whatever takes thought is done there, in another process, while the window goes on.

What is wanted is done one by one, the most urgent first. The companion holds a table of its own that follows this one; what it
does there is done here again from its record, so that a game is the same wherever it was thought about.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from itertools import islice
from multiprocessing.connection import Connection
from typing import Any

import attrs

from game.match import Match
from game.scenario.schema import Scenario
from game.study.companion import Companion
from game.study.tasks import Task
from game.table import Record, Table

LIVES = 2
"""Companions that may end by themselves, one after the other, before it is done without."""
AT_ONCE = 4
"""Replies that are taken in between two pictures."""
KEPT = 500
"""Answers to questions that are remembered."""


@attrs.frozen(kw_only=True)
class Reply:
    """What came of a task, and how the table stands after one that changes it; the turns played before are not told again."""

    result: Any
    record: Record | None
    more: bool
    """Whether the same task goes on."""


class Backroom:
    """Where the bots of a table think, forecasts are made and advice is written. Nothing here waits.

    The process ends with this object and with the process of the window.
    """

    def __init__(self, table: Table, apart: bool = False) -> None:
        self.table = table
        self.apart = apart
        """Whether it has a process of its own, as long as one can be kept going; without one, each call for news does a task."""
        self._wanted: dict[Hashable, Task] = {}
        self._found: dict[tuple[int, Task], Any] = {}
        self._running: tuple[Task, Record] | None = None
        self._companion: Companion | None = None
        self._ready = False
        self._lost = 0
        """Companions that ended one after the other without having done anything."""

    def want(self, task: Task) -> None:
        """Have something done, in the place of what was wanted there before."""
        if not self.busy(task):
            self._wanted[task.place] = task

    def ask(self, task: Task) -> Any:
        """The answer to a question; None before it is worked out, and then there is news."""
        key = self.table.match.turn, task
        if key not in self._found:
            self.want(task)
        return self._found.get(key)

    def taken(self, task: Task) -> tuple[Any, ...]:
        """What came of a task that was wanted, told once; nothing before it is done."""
        key = self.table.match.turn, task
        return (self._found.pop(key),) if key in self._found else ()

    def forget(self, what: Callable[[Task], bool]) -> None:
        """Want no more of such tasks."""
        self._wanted = {place: task for place, task in self._wanted.items() if not what(task)}

    def busy(self, task: Task) -> bool:
        """Whether it is wanted or being done."""
        return task in self._wanted.values() or (self._running is not None and self._running[0] == task)

    def news(self) -> bool:
        """Take what is done, without waiting, and go on with what is wanted; whether anything is new."""
        if not self.apart:
            return self._here()
        changed = self._hear()
        if self._wanted and self._running is None:
            self._send()
        return changed or not self.apart

    def cancel(self) -> None:
        """Want nothing more that would change the table, and stop what is being done to that end."""
        self.forget(lambda task: task.changes)
        if self._running is not None and self._running[0].changes:
            self.close()

    def close(self) -> None:
        """End the process; it is started again when it is needed."""
        if self._companion is not None:
            self._companion.end()
        self._companion, self._running, self._ready = None, None, False

    @property
    def alone(self) -> bool:
        """Whether no process could be kept going, so that the window stands still while bots think."""
        return self._lost >= LIVES

    def _next(self) -> Task:
        task = min(self._wanted.values(), key=lambda wanted: wanted.rank)
        del self._wanted[task.place]
        return task

    def _here(self) -> bool:
        if self._wanted:
            task, turn = self._next(), self.table.match.turn
            result = task.run(self.table)
            self._keep(turn, task, result)
            if task.again and result is not None:
                self.want(task)
            return True
        return False

    def _keep(self, turn: int, task: Task, result: Any) -> None:
        self._found[turn, task] = result
        if len(self._found) > KEPT:
            del self._found[next(iter(self._found))]

    def _send(self) -> None:
        if self._companion is None:
            match = self.table.match
            self._companion = Companion(_serve, match.scenario, match.seed, match.length, self.table.humans, self.table.bots)
        if self._ready:
            task, record = self._next(), self.table.record()
            self._running = task, record
            self._companion.tell((task, record))

    def _hear(self) -> bool:
        if self._companion is None:
            return False
        changed = False
        for reply in islice(self._companion.heard(), AT_ONCE):
            changed |= self._heard(reply)
        if self._companion.ended:
            self._bury()
        return changed

    def _heard(self, reply: Reply | None) -> bool:
        self._ready = True
        if reply is None or self._running is None:
            return False
        (task, before), self._lost = self._running, 0
        fits = not task.changes or before.game == self.table.record().game
        if fits:
            self._keep(_turn(self.table, before), task, reply.result)
        elif not reply.more and _turn(self.table, before) == self.table.match.turn:
            self._wanted.setdefault(task.place, task)
        if fits and reply.record is not None:
            before = attrs.evolve(reply.record, played=before.played)
            self.table.follow(before)
        self._running = (task, before) if reply.more else None
        return fits

    def _bury(self) -> None:
        """The companion has ended by itself: what it was doing is wanted again, once from another one, then here."""
        if self._running is not None:
            self._wanted.setdefault(self._running[0].place, self._running[0])
        self.close()
        self._lost += 1
        self.apart = not self.alone


def _turn(table: Table, record: Record) -> int:
    """The turn that a record was made in."""
    turns = table.match.turns
    return turns[min(len(record.played), len(turns) - 1)]


def _serve(pipe: Connection, scenario: Scenario, seed: int, length: str, humans: tuple[str, ...], bots: dict[str, str]) -> None:
    """In the other process: do what is asked for at a table that stands as the first one does."""
    table = Table(Match(scenario, seed, length), humans, bots)
    pipe.send(None)
    while True:
        task, record = pipe.recv()
        table.follow(record)
        more = True
        while more:
            result = task.run(table)
            more = task.again and result is not None
            now = attrs.evolve(table.record(), played=()) if task.changes else None
            pipe.send(Reply(result=result, record=now, more=more))
