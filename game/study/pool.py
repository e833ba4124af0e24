"""Spreads independent jobs over processes; results come in the order of the jobs, whatever the number of workers."""

from __future__ import annotations

import os
import signal
import threading
import time
from collections.abc import Callable, Generator, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from contextlib import contextmanager
from multiprocessing import get_context
from typing import Any, TypeVar

Job = TypeVar("Job")
Result = TypeVar("Result")

MOMENT = 2.0
"""Seconds that workers have to hand over what they are about to finish when a study is stopped."""
_shared: Any = None
"""In a worker: what every job of this pool reads."""


def default_workers() -> int:
    """One for each core that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def spread(work: Callable[[Any, Job], Result], shared: Any, jobs: Sequence[Job],
           workers: int = 1) -> Generator[Result, None, None]:
    """Yield work(shared, job) for each job, in their order. `work` must be a function of a module, all else picklable.

    Closing the iterator, or an error in it (Ctrl-C too), ends the workers at once; results that are there by then still come.
    Raises BrokenProcessPool when a worker was ended from outside.
    """
    if workers <= 1 or len(jobs) <= 1:
        yield from (work(shared, job) for job in jobs)
        return
    pool = ProcessPoolExecutor(min(workers, len(jobs)), get_context("spawn"), _start, (shared,))
    try:
        with _deaf():
            waiting = [pool.submit(_run, work, job) for job in jobs[:workers]]
        waiting += [pool.submit(_run, work, job) for job in jobs[workers:]]
        yield from _in_order(waiting)
    except BaseException:
        _end(pool)
        raise
    pool.shutdown()


def _in_order(waiting: list[Future[Result]]) -> Iterator[Result]:
    """The results in their order; when one fails, those that are there already come before the failure."""
    waiting.reverse()
    while waiting:
        try:
            result = waiting.pop().result()
        except BaseException:
            yield from [other.result() for other in reversed(waiting) if _is_there(other)]
            raise
        yield result


def _is_there(future: Future[Result]) -> bool:
    return future.done() and not future.cancelled() and future.exception() is None


def _end(pool: ProcessPoolExecutor) -> None:
    """End all workers, those that do not leave by themselves in a moment by force. One that is ended while it hands over a
    result leaves half of it in the pipe: with our own end of the pipe closed, nobody waits for the rest."""
    processes, results = list((pool._processes or {}).values()), pool._result_queue
    pool.shutdown(wait=False, cancel_futures=True)
    patience = time.monotonic() + MOMENT
    for process in processes:
        process.join(max(patience - time.monotonic(), 0.0))
        process.terminate()
    results._writer.close()  # type: ignore[attr-defined]


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


def _start(shared: Any) -> None:
    global _shared
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _shared = shared


def _run(work: Callable[[Any, Job], Result], job: Job) -> Result:
    return work(_shared, job)
