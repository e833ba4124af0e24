"""Companions: another process that works for this one, is heard without waiting, and is gone as soon as this one is."""

from __future__ import annotations

import contextlib
import os
import signal
from collections.abc import Callable, Iterator
from multiprocessing import get_context, parent_process
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from threading import Event, Thread
from typing import Any
from weakref import finalize


class Companion:
    """A process that runs `work(pipe, *task)`. It ends when it is done, when it is told to, when this object goes, and when
    this process ends, however that comes about.

    Starting a process takes a moment, so that is done beside; nothing here waits.
    """

    def __init__(self, work: Callable[..., None], *task: Any) -> None:
        context = get_context("spawn")
        self._pipe, theirs = context.Pipe()
        process = context.Process(target=begin, args=(work, theirs), daemon=True)
        self._process, unwanted = process, Event()
        self.end = finalize(self, _stop, process, unwanted)
        """Stop it, whatever it does."""
        self.ended = False
        """Whether nothing more comes from it."""
        Thread(target=_start, args=(process, self._pipe, theirs, task, unwanted), daemon=True).start()

    @property
    def pid(self) -> int | None:
        """The number of the process, None before it has started."""
        return self._process.pid

    def heard(self) -> Iterator[Any]:
        """What it has sent since, without waiting."""
        try:
            while not self.ended and self._pipe.poll():
                yield self._pipe.recv()
        except (EOFError, OSError):
            self.ended = True

    def tell(self, thing: Any) -> None:
        """Send it something; it should be listening."""
        with contextlib.suppress(OSError):  # it has ended, which is heard next
            self._pipe.send(thing)


def _start(process: BaseProcess, ours: Connection, theirs: Connection, task: tuple[Any, ...], unwanted: Event) -> None:
    """Where no process can be started, its end of the pipe is closed, and that is heard as its end.

    The task goes through the pipe: as an argument of the process, one that ends while it starts would be waited for for ever.
    """
    with contextlib.suppress(OSError), theirs:
        process.start()
    if unwanted.is_set():
        _stop(process, unwanted)
    with contextlib.suppress(OSError):  # it has ended, which is heard
        ours.send(task)


def _stop(process: BaseProcess, unwanted: Event) -> None:
    unwanted.set()
    if process.pid is not None:
        process.terminate()


def begin(work: Callable[..., None], pipe: Connection) -> None:
    """In the other process: run `work(pipe, *task)` with the task that comes through the pipe.

    Ctrl-C is for the first process, whose end ends this one at once.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    Thread(target=_watch, daemon=True).start()
    with contextlib.suppress(BrokenPipeError, EOFError):  # nobody waits any more
        work(pipe, *pipe.recv())


def _watch() -> None:
    parent = parent_process()
    assert parent is not None
    wait([parent.sentinel])
    os._exit(0)
