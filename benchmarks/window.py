"""How soon the window shows its first picture, what it does when nothing happens, what a frame costs, and what it holds."""

from __future__ import annotations

import contextlib
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import attrs

RUNS, IDLE = 11, 4.0

COMPILED = {"PYTHONPYCACHEPREFIX": str(Path(tempfile.gettempdir()) / "multivector-benchmark")}
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
from game import paths
from game.match import Match
from game.scenario.load import load_scenario
from game.table import Table
from game.ui.app import App
draws, draw, loop = [], App.draw, run.loop
App.draw = lambda app, surface: (draws.append(1), draw(app, surface))
def alone(app, seconds):
    pygame.event.pump(); pygame.event.clear(); draws.clear()
    pygame.time.set_timer(pygame.QUIT, int(seconds * 1000), 1)
    cpu, wall = time.process_time(), time.perf_counter()
    loop(app)
    app.running = True
    return len(draws), time.process_time() - cpu, time.perf_counter() - wall
def watched(app):
    while alone(app, 1.0)[0] or app.top.id != "summit":
        pass
    print(pygame.display.get_driver(), *alone(app, %f))
run.loop = watched
match = Match(load_scenario(paths.scenarios_folder() / "first-steps.toml"), seed=1)
run.play(Table(match, ["millford"]), (1920, 1080))
"""
"""A desk, left alone once its map is drawn; its reference games are shipped, so that none is played meanwhile."""

DRAWING = """
import resource, statistics, time, pygame
from game import paths
from game.bots import bot
from game.match import Match
from game.scenario.load import load_scenario
from game.ui.app import App
from game.ui.screenshot import SCREENS, screen_of
pygame.display.init()
surface = pygame.display.set_mode((1920, 1080))
match = Match(load_scenario(paths.scenarios_folder() / "astana.toml"), seed=11)
def play(turns):
    while len(match.reports) < turns and not match.over:
        for seat in match.seats:
            match.submit(seat, bot("random")(match.view(seat), match.turn).orders, match.turn)
        match.resolve()
def drawn(app):
    while app.dirty:
        app.step([]); app.draw(surface)
def moved(app, spot):
    app.step([pygame.event.Event(pygame.MOUSEMOTION, pos=spot, rel=(0, 0), buttons=(0, 0, 0))])
    began = time.perf_counter()
    app.draw(surface)
    return time.perf_counter() - began
play(2)
app = App(screen_of("summit", match, "kazakhstan"), surface.get_size())
drawn(app)
spots = [node.rect.center for node, _ in app.root.walk() if node.element.focusable]
frames = [[moved(app, spot) for spot in spots] for _ in range(3)][1:]
for name in sorted(SCREENS, key=lambda name: name == "final"):
    if name == "final":
        play(99)
    app.stack[:] = [screen_of(name, match, "kazakhstan")]
    app.change()
    drawn(app)
print(statistics.median(sum(frames, [])), resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
"""
"""The pointer over everything on the summit, then every screen in one window of 1080p."""


@attrs.frozen(kw_only=True)
class Window:
    """Seconds (medians), the draws of an idle desk and the share of one core that it used, and the largest memory in MB."""

    imports: float
    first_frame: float
    driver: str
    idle_draws: int
    idle_share: float
    frame: float
    memory: float


def measure() -> Window:
    """Both processes take turns, once compiled; the idle window is a real one where there is an X server to be had."""
    pairs = [(process(IMPORTS), process(FIRST_FRAME)) for _ in range(RUNS + 1)][1:]
    with x_server() as real:
        driver, draws, cpu, wall = output(IDLING % IDLE, real).split()[-4:]
    frame, memory = map(float, output(DRAWING, {}).split()[-2:])
    return Window(imports=statistics.median(a for a, _ in pairs), first_frame=statistics.median(b for _, b in pairs),
                  driver=driver, idle_draws=int(draws), idle_share=float(cpu) / float(wall), frame=frame, memory=memory)


@contextlib.contextmanager
def x_server() -> Iterator[dict[str, str]]:
    """An X server of our own, as the variables that lead to it; none where there is no Xvfb."""
    if shutil.which("Xvfb") is None:
        yield {}
        return
    read, write = os.pipe()
    command = ["Xvfb", "-displayfd", str(write), "-screen", "0", "1920x1080x24", "-nolisten", "tcp"]
    server = subprocess.Popen(command, pass_fds=[write], stderr=subprocess.DEVNULL)
    try:
        yield {"SDL_VIDEODRIVER": "x11", "DISPLAY": ":" + os.read(read, 16).decode().strip()}
    finally:
        server.terminate()
        server.wait()
        os.close(read)
        os.close(write)


def process(code: str) -> float:
    """Seconds from the start of an interpreter to its end."""
    began = time.perf_counter()
    output(code, {})
    return time.perf_counter() - began


def output(code: str, driver: dict[str, str]) -> str:
    """What a fresh interpreter prints that may keep what it compiles; without a display unless a driver is given."""
    env = {**os.environ, "SDL_VIDEODRIVER": "dummy", "PYGAME_HIDE_SUPPORT_PROMPT": "1", **COMPILED, **driver}
    env.pop("PYTHONDONTWRITEBYTECODE", None)
    return subprocess.run([sys.executable, "-c", code], env=env, check=True, capture_output=True, text=True).stdout
