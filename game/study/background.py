"""Reference games that are played in another process while something else goes on."""

from __future__ import annotations

import os
from multiprocessing.connection import Connection
from pathlib import Path

from game.study import shelf
from game.study.companion import Companion
from game.study.par import GAMES, Reference, grown
from game.study.play import Setup

BLOCK = 8
"""How many games are played side by side, and then kept and told."""


class Background:
    """The reference of a table: what is kept of it, and what is missing as soon as it is played.

    The process ends when it is done, when it is cancelled, and when this object goes.
    """

    def __init__(self, setup: Setup, games: int = GAMES) -> None:
        self.setup = setup
        self.reference: Reference | None = shelf.find(setup)
        """What there is now."""
        shipped = shelf.find(setup, [shelf.shipped(setup.scenario.id)])
        self.games = self.done if shipped is not None else games
        """How many there are in the end; those that come with the game are enough."""
        self.failed = ""
        """Why no more games are played, in one sentence."""
        self._companion: Companion | None = None

    @property
    def done(self) -> int:
        """How many games there are now."""
        return self.reference.games if self.reference is not None else 0

    @property
    def missing(self) -> bool:
        """Whether games are still to come."""
        return self.done < self.games and not self.failed

    def news(self) -> bool:
        """Start if games are missing, and take what is finished, without waiting; whether there is more than before."""
        if not self.missing:
            return False
        if self._companion is None:
            self._companion = Companion(_play, self.setup, self.games, self.reference, shelf.own(self.setup.scenario.id))
        before = self.done, self.failed
        for found in self._companion.heard():
            self._take(found)
        if self.missing and self._companion.ended:
            self.failed = "the process that plays reference games has ended"
        return (self.done, self.failed) != before

    def cancel(self) -> None:
        """Stop; what is finished stays."""
        if self._companion is not None:
            self._companion.end()

    def _take(self, found: Reference | str) -> None:
        if isinstance(found, Reference):
            self.reference = found
        else:
            self.failed = found


def _play(pipe: Connection, setup: Setup, games: int, start: Reference | None, file: Path) -> None:
    """In the other process: play, keep, and send each reference, or a sentence on what went wrong."""
    if hasattr(os, "nice"):
        os.nice(10)
    try:
        while (done := start.games if start else 0) < games:
            *_, start = grown(setup, min(done + BLOCK, games), start)
            shelf.keep(file, start)
            pipe.send(start)
    except BrokenPipeError:
        raise
    except OSError as failure:
        pipe.send(f"reference games cannot be kept: {(failure.strerror or str(failure)).lower()}")
