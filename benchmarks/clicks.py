"""How long a player waits for a click: a whole Astana game at the desk of one seat, bots in their own process."""

from __future__ import annotations

import os
import statistics
import time
from collections.abc import Callable
from random import Random

import attrs

os.environ.setdefault("SDL_VIDEODRIVER", "dummy")

import pygame

from game.match import Match
from game.scenario.schema import Scenario
from game.table import Table
from game.ui import flow
from game.ui.app import App
from game.ui.screens.summit import Summit
from game.ui.session import apart
from game.ui.widgets import Button

SEAT, SIZE, SEED = "kazakhstan", (1920, 1080), 5
CLICKS = 30
"""At each desk."""
LEAVES = ("menu", "leave", "quit", "title", "submit")
"""What would end the game, and what ends the turn."""
TICK = 1 / 30


@attrs.frozen(kw_only=True)
class Clicks:
    """Seconds of processor time: of a click until its picture is drawn, and the longest piece of work between clicks; what was
    slowest, how many there were; and the time from a new table to its first desk, with the start of the other process."""

    median: float
    worst: float
    slowest: str
    idle: float
    count: int
    ready: float


def measure(scenario: Scenario, bots: str = "ambassador") -> Clicks:
    """Click through a game as a player might who looks at everything."""
    token = apart.set(True)
    try:
        return _Player(App(flow.title(), SIZE), scenario, bots).play()
    finally:
        apart.reset(token)


class _Player:
    def __init__(self, app: App, scenario: Scenario, bots: str) -> None:
        self.app, self.luck = app, Random(SEED)
        self.surface = pygame.Surface(SIZE)
        self.took: list[tuple[float, str]] = []
        self.idle: list[float] = []
        self.began = time.perf_counter()
        self.ready = 0.0
        app.apply(flow.started(Table(Match(scenario, SEED), (SEAT,), bots)))
        app.draw(self.surface)

    def play(self) -> Clicks:
        """Until the final screen."""
        while self.app.top.id != "final":
            self.wait()
            if isinstance(self.app.top, Summit):
                self._desk()
            else:
                self.key(pygame.K_RETURN, self.app.top.id)
        took = [seconds for seconds, _ in self.took]
        worst, slowest = max(self.took)
        return Clicks(median=statistics.median(took), worst=worst, slowest=slowest, idle=max(self.idle), count=len(took),
                      ready=self.ready)

    def wait(self) -> None:
        """What the loop does between two clicks, until nothing more is to come."""
        quiet = 0
        while quiet < 6:
            began = time.process_time()
            self.app.listen()
            self.app.step([])
            if self.app.dirty:
                self.app.draw(self.surface)
                quiet = -1
            took = time.process_time() - began
            self.idle.append(took)
            quiet = 0 if self.app.top.id == "waiting" else quiet + 1
            if isinstance(self.app.top, Summit) and not self.ready:
                self.ready = time.perf_counter() - self.began
            time.sleep(max(0.0, TICK / 4 - took))

    def _desk(self) -> None:
        desk = self.app.top
        assert isinstance(desk, Summit)
        for _ in range(CLICKS):
            ids = [id for id in self._buttons() if not id.startswith(LEAVES)]
            if not ids:
                break
            id = self.luck.choice(ids)
            self.press(id, f"{self.app.top.id}: {id}")
            if self.luck.random() < 0.5:
                self.wait()
            if self.app.top is not desk and self.luck.random() < 0.5:
                self.back(desk)
        self.back(desk)
        self.press("submit", "submit")
        self.wait()
        if self.app.top.id == "confirm":
            self.press("yes", "submit: yes")

    def back(self, desk: Summit) -> None:
        """Close what lies over the desk."""
        for _ in range(8):
            if self.app.top is not desk:
                self.key(pygame.K_ESCAPE, f"{self.app.top.id}: escape")

    def key(self, code: int, name: str) -> None:
        """Press a key."""
        self.timed(lambda: self.app.step([pygame.event.Event(pygame.KEYDOWN, key=code, mod=0, unicode="")]), name)

    def _buttons(self) -> list[str]:
        nodes = (node for node, _ in self.app.root.walk())
        return [n.id for n in nodes if n.id and isinstance(n.element, Button) and n.element.enabled and n.element.on]

    def press(self, id: str, name: str) -> None:
        """Press what has this id."""
        self.timed(lambda: self.app.press(id), name)

    def timed(self, act: Callable[[], object], name: str) -> None:
        """Do it and draw what it leads to."""
        began = time.process_time()
        act()
        self.app.draw(self.surface)
        self.took.append((time.process_time() - began, name))
