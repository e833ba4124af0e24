"""Spreads independent jobs over processes; results come in the order of the jobs, whatever the number of workers."""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import contextmanager, suppress
from multiprocessing import get_context
from multiprocessing.connection import Connection, wait
from typing import Any, TypeVar

from game.study.companion import begin

Job = TypeVar("Job")
Result = TypeVar("Result")
Outcome = tuple[Any, Exception | None]
"""What came of a job: its result, or the error in it."""


class WorkerEnded(RuntimeError):
    """A worker process was ended from outside."""


def default_workers() -> int:
    """One for each core that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def spread(work: Callable[[Any, Job], Result], shared: Any, jobs: Sequence[Job],
           workers: int = 1) -> Generator[Result, None, None]:
    """Yield work(shared, job) for each job, in their order. `work` must be a function of a module, all else picklable.

    Closing the iterator, or an error in it (Ctrl-C too), ends the workers at once; results that are there by then still come.
    Raises WorkerEnded when one was ended from outside.
    """
    if workers <= 1 or len(jobs) <= 1:
        yield from (work(shared, job) for job in jobs)
        return
    crew: list[_Worker] = []
    try:
        with _deaf():
            for _ in range(min(workers, len(jobs))):
                crew.append(_Worker(work, shared))
        yield from _in_order(crew, jobs)
    finally:
        for worker in crew:
            worker.end()


class _Worker:
    """A process that does jobs one after the other.

    Each has a pipe of its own, so one that is ended while it hands over a result leaves half of it where nobody waits for the
    rest: nobody else holds the other end.
    """

    cut = False
    """Whether reading was stopped within a result, so that what comes next is no beginning of one."""

    def __init__(self, work: Callable[..., Any], shared: Any) -> None:
        context = get_context("spawn")
        self.pipe, theirs = context.Pipe()
        self._process = context.Process(target=begin, args=(_serve, theirs), daemon=True)
        with theirs:
            self._process.start()
        self.tell((work, shared))

    def tell(self, thing: Any) -> None:
        """Send it what it waits for: first what every job reads, then jobs with their numbers."""
        with suppress(OSError):  # it has ended, which is heard next
            self.pipe.send(thing)

    def heard(self) -> tuple[int, Outcome]:
        """The number of a job and what came of it. Raises WorkerEnded."""
        self.cut = True
        try:
            found: tuple[int, Outcome] = self.pipe.recv()
        except (EOFError, OSError):
            raise WorkerEnded from None
        self.cut = False
        return found

    def end(self) -> None:
        """Stop it, whatever it does. The pipe goes last: a worker that found it shut would complain."""
        self._process.terminate()
        self._process.join()
        self.pipe.close()


def _in_order(crew: Sequence[_Worker], jobs: Sequence[Any]) -> Iterator[Any]:
    """The results in their order; when one fails, those that are there already come before the failure."""
    left, found = iter(enumerate(jobs)), dict[int, Outcome]()
    for worker in crew:
        worker.tell(next(left))
    for number in range(len(jobs)):
        try:
            while number not in found:
                _hear(crew, left, found)
            result, failure = found.pop(number)
            if failure is not None:
                raise failure
        except BaseException:
            yield from _rest(crew, found)
            raise
        yield result


def _hear(crew: Sequence[_Worker], left: Iterator[tuple[int, Any]], found: dict[int, Outcome]) -> None:
    """Wait until somebody has finished a job, and give out others."""
    by_pipe = {worker.pipe: worker for worker in crew}
    for pipe in wait([*by_pipe]):
        worker = by_pipe[pipe]  # type: ignore[index]
        number, outcome = worker.heard()
        found[number] = outcome
        if (job := next(left, None)) is not None:
            worker.tell(job)


def _rest(crew: Sequence[_Worker], found: dict[int, Outcome]) -> list[Any]:
    """The results that are there without waiting, in the order of their jobs."""
    for worker in crew:
        with suppress(WorkerEnded, OSError):
            if not worker.cut and worker.pipe.poll():
                number, outcome = worker.heard()
                found[number] = outcome
    return [result for _, (result, failure) in sorted(found.items()) if failure is None]


@contextmanager
def _deaf() -> Iterator[None]:
    """Processes started meanwhile leave Ctrl-C to their parent, from their first moment on."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


def _serve(pipe: Connection, work: Callable[[Any, Any], Any], shared: Any) -> None:
    """In a worker: do what is asked for until nobody asks any more."""
    while True:
        number, job = pipe.recv()
        pipe.send((number, _outcome(work, shared, job)))


def _outcome(work: Callable[[Any, Any], Any], shared: Any, job: Any) -> Outcome:
    try:
        return work(shared, job), None
    except Exception as failure:
        return None, failure
