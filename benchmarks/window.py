"""How soon the window shows its first picture, and what it does when nothing happens."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import time

import attrs

RUNS, IDLE = 11, 4.0

IMPORTS = "import numpy, pygame"

FIRST_FRAME = """
import sys, pygame
import game.ui.run as run
def once(app):
    app.draw(pygame.display.get_surface()); pygame.display.flip()
run.loop = once
from game.cli import main
sys.argv = ["multivector"]
main()
"""

IDLING = """
import time, pygame
import game.ui.run as run
from game.ui.app import App
draws, draw, loop = [], App.draw, run.loop
App.draw = lambda app, surface: (draws.append(time.perf_counter()), draw(app, surface))
def watched(app):
    app.draw(pygame.display.get_surface()); app.step([]); app.draw(pygame.display.get_surface()); draws.clear()
    pygame.event.pump(); pygame.event.clear()
    pygame.time.set_timer(pygame.QUIT, int(%f * 1000), 1)
    cpu, wall = time.process_time(), time.perf_counter()
    loop(app)
    print(len(draws), time.process_time() - cpu, time.perf_counter() - wall)
run.loop = watched
run.play()
"""


@attrs.frozen(kw_only=True)
class Window:
    """Seconds (medians), the draws of an idle window, and the share of one core that it used."""

    imports: float
    first_frame: float
    idle_draws: int
    idle_share: float


def measure() -> Window:
    """Both processes take turns."""
    pairs = [(process(IMPORTS), process(FIRST_FRAME)) for _ in range(RUNS)]
    draws, cpu, wall = output(IDLING % IDLE).split()[-3:]
    return Window(imports=statistics.median(a for a, _ in pairs), first_frame=statistics.median(b for _, b in pairs),
                  idle_draws=int(draws), idle_share=float(cpu) / float(wall))


def process(code: str) -> float:
    """Seconds from the start of an interpreter to its end."""
    began = time.perf_counter()
    output(code)
    return time.perf_counter() - began


def output(code: str) -> str:
    """What a fresh interpreter prints, without a display."""
    env = {**os.environ, "SDL_VIDEODRIVER": "dummy", "PYGAME_HIDE_SUPPORT_PROMPT": "1"}
    return subprocess.run([sys.executable, "-c", code], env=env, check=True, capture_output=True, text=True).stdout
