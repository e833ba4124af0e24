"""Blocks: jobs with games of bots done side by side, so that what their bots try out is worked out together.

Each job has a thread of its own, but only one runs at a time: until its bots try something out. When all jobs wait, those
furthest behind get their answers, worked out as one batch. What comes of a job does not depend on the jobs beside it.
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import closing
from functools import partial
from itertools import accumulate, pairwise
from threading import Semaphore, Thread
from typing import Any, Generic, TypeVar

from game.bots.trial import Trial, play, player
from game.model.world import World
from game.study import pool

Job = TypeVar("Job")
Result = TypeVar("Result")
Work = Callable[[Any, Job], Result]

SIZE = 32
"""Most jobs side by side."""
ROWS = 1024
"""Most rows of a batch, unless one trial alone has more: beyond that a row becomes no cheaper."""


class Stopped(BaseException):
    """Ends the thread of a job that is given up."""


class Worker(Thread, Generic[Result]):
    """A job that runs only while it is let, and stops at each trial for the answer."""

    def __init__(self, work: Callable[[], Result]) -> None:
        super().__init__(daemon=True)
        self.results: list[Result] = []
        """What came of it: one result once it has ended well."""
        self.failure: Exception | None = None
        self._work, self._given_up = work, False
        self._asks: Trial | None = None
        self._answer: tuple[World, ...] = ()
        self._go, self._halt = Semaphore(0), Semaphore(0)

    def let(self, *answer: World) -> Trial | None:
        """Run, with the answer to what was asked last, until it asks again; None when it has ended."""
        self._asks, self._answer = None, answer
        self._go.release()
        self._halt.acquire()
        return self._asks

    def give_up(self) -> None:
        """End the thread; one that runs ends at its next trial."""
        self._given_up = True
        self._go.release()
        self.join()

    def run(self) -> None:
        """What the thread does."""
        player.set(self._ask)
        try:
            self._pause()
            self.results.append(self._work())
        except Stopped:
            pass
        except Exception as failure:
            self.failure = failure
        finally:
            self._halt.release()

    def _ask(self, trial: Trial) -> World:
        self._asks = trial
        self._halt.release()
        self._pause()
        return self._answer[0]

    def _pause(self) -> None:
        self._go.acquire()
        if self._given_up:
            raise Stopped


Asking = tuple[Worker[Any], Trial]
"""A job that has stopped, and what it asks."""


def spread(work: Work[Job, Result], shared: Any, jobs: Sequence[Job], workers: int = 1) -> Generator[Result, None, None]:
    """Yield work(shared, job) for each job, in their order: side by side, and on several processes as `pool.spread` does it."""
    blocks = _blocks(jobs, workers)
    if workers <= 1 or len(blocks) <= 1:
        for block in blocks:
            yield from side_by_side(work, shared, block)
        return
    with closing(pool.spread(_whole, (work, shared), blocks, workers)) as done:
        for results, failure in done:
            yield from results
            if failure is not None:
                raise failure


def _blocks(jobs: Sequence[Job], workers: int) -> list[Sequence[Job]]:
    """The jobs in blocks of much the same size, as many for each worker."""
    many = -(-len(jobs) // (SIZE * workers)) * workers
    ends = [len(jobs) * k // many for k in range(1, many + 1)]
    return [jobs[start:end] for start, end in pairwise([0, *ends]) if start < end]


def _whole(shared: tuple[Work[Job, Result], Any], jobs: Sequence[Job]) -> tuple[list[Result], Exception | None]:
    """All results of a block, and the error that kept others out."""
    results: list[Result] = []
    try:
        results.extend(side_by_side(*shared, jobs))
    except Exception as failure:
        return results, failure
    return results, None


def side_by_side(work: Work[Job, Result], shared: Any, jobs: Sequence[Job]) -> Generator[Result, None, None]:
    """Yield work(shared, job) for each job, in their order, as soon as it is there; an error in one is raised after the others.

    Closing the iterator, or an error in it (Ctrl-C too), ends all jobs.
    """
    found = [Worker(partial(work, shared, job)) for job in jobs]
    for one in found:
        one.start()
    try:
        yield from _in_order(found)
    finally:
        for one in found:
            one.give_up()
    for one in found:
        if one.failure is not None:
            raise one.failure


def _in_order(found: Sequence[Worker[Result]]) -> Iterator[Result]:
    left = list(reversed(found))
    for _ in _steps(found):
        while left and (left[-1].results or left[-1].failure):
            yield from left.pop().results


def _steps(found: Sequence[Worker[Any]]) -> Iterator[None]:
    """Let every job run to its first trial, then again and again those that are furthest behind, until all have ended."""
    ready: list[tuple[Worker[Any], tuple[World, ...]]] = [(one, ()) for one in found]
    asking: list[Asking] = []
    while ready:
        for one, answer in ready:
            if (trial := one.let(*answer)) is not None:
                asking.append((one, trial))
            yield
        batch = _batch(asking)
        asking = [one for one in asking if one not in batch]
        ready = [(one, (world,)) for (one, _), world in zip(batch, play([t for _, t in batch]), strict=True)] if batch else []


def _batch(asking: Sequence[Asking]) -> list[Asking]:
    """Of those that ask about the earliest turn, the first ones that ask alike."""
    first = min((trial for _, trial in asking), key=lambda trial: trial.world.step, default=None)
    alike = [one for one in asking if first and one[1].kind == first.kind]
    rows = list(accumulate(trial.size for _, trial in alike))
    return [one for one, row in zip(alike, rows, strict=True) if row <= max(ROWS, rows[0])]
