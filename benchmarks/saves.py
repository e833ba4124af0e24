"""How long a modder waits: from the moment a scenario is saved until the picture of its new version is drawn."""

from __future__ import annotations

import os
import statistics
import time
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

import attrs

os.environ.setdefault("SDL_VIDEODRIVER", "dummy")

import pygame

from game.match import Match
from game.scenario.load import examine
from game.scenario.report import check_file
from game.scenario.schema import Scenario
from game.scenario.watch import Watch
from game.table import Table
from game.ui.app import App
from game.ui.bench import Watching
from game.ui.session import apart

ROOT = Path(__file__).resolve().parent.parent
SIZE, SAVES, TURNS, TICK = (1280, 720), 5, 2, 1 / 30
REST = 3.0
"""Seconds between two saves, in which the other process has started."""


@attrs.frozen(kw_only=True)
class Saves:
    """Seconds, each the median: to read a file once, to check it with all variants, and from a save until its picture."""

    read: float
    checked: float
    shown: float


def measure(name: str) -> Saves:
    """A shipped scenario, saved again and again while its third turn is played."""
    token = apart.set(True)
    with TemporaryDirectory() as folder:
        file = Path(folder) / f"{name}.toml"
        text = (ROOT / "scenarios" / file.name).read_text(encoding="utf-8")
        file.write_text(text, encoding="utf-8")
        window = _Window(file)
        shown = [window.save(text, i) for i in range(SAVES)]
        reads = [_timed(lambda: examine(file)) for _ in range(SAVES)]
        checks = [_timed(lambda: check_file(file)) for _ in range(SAVES)]
    apart.reset(token)
    return Saves(read=statistics.median(reads), checked=statistics.median(checks), shown=statistics.median(shown))


def rows() -> list[tuple[str, str, str, str]]:
    """What a save costs."""
    found: list[tuple[str, str, str, str]] = []
    for name in ("first-steps", "astana"):
        saves = measure(name)
        found += [
            (f"`{name}.toml` read and checked", f"{saves.read:.2f} s", "1", ""),
            ("the same with all its variants", f"{saves.checked:.2f} s", f"{saves.checked / saves.read:.1f} times as long", ""),
            (f"from saving it until the window shows it, in turn {TURNS + 1}", f"{saves.shown:.2f} s",
             f"{saves.shown / saves.read:.1f} times as long", "1 s"),
        ]
    return found


def _timed(act: Callable[[], object]) -> float:
    began = time.perf_counter()
    act()
    return time.perf_counter() - began


class _Window:
    """A window that watches a file, on the clock of the wall."""

    def __init__(self, file: Path) -> None:
        self.file, self.surface = file, pygame.Surface(SIZE)
        self.bench = Watching(watch=Watch(file), seat=_table, heard=lambda version: None)
        first = self.bench.open()
        self.app = App(first.screen, SIZE)
        self.app.bench = self.bench
        self.app.apply(first)
        while self.app.top.id != "summit":
            self._step()

    def _step(self) -> None:
        began = time.perf_counter()
        self.app.tick(began)
        self.app.listen()
        self.app.step([])
        if self.app.dirty:
            self.app.draw(self.surface)
        time.sleep(max(0.0, TICK - (time.perf_counter() - began)))

    def save(self, text: str, number: int) -> float:
        """Seconds from a save with another title until its picture is drawn."""
        rested = time.perf_counter() + REST
        while not self.bench.watch.complete or time.perf_counter() < rested:
            self._step()
        began, session = time.perf_counter(), self.bench.session
        self.file.write_text(text.replace('\ntitle = "', f'\ntitle = "{number} ', 1), encoding="utf-8")
        while self.bench.session is session:
            self._step()
        return time.perf_counter() - began


def _table(scenario: Scenario) -> Table:
    match = Match(scenario, 5)
    bots = Table(match, (), "attache")
    for _ in range(TURNS):
        bots.advance()
    return Table(match, match.seats[-1:], "attache")
