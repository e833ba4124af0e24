"""Draws the pictures of the README and golden ones: `python tools/pictures.py` writes docs/pictures and tests/golden/pictures.

A golden picture is a screen in a believable state, made small so that the smoothing of letters does not count; the test
compares the squares of a coarse grid. `python tools/pictures.py --check` says how far each has moved.
"""

from __future__ import annotations

import os
import sys
from functools import lru_cache
from pathlib import Path
from tempfile import TemporaryDirectory
from unittest.mock import patch

os.environ.setdefault("SDL_VIDEODRIVER", "dummy")
os.environ.setdefault("PYGAME_HIDE_SUPPORT_PROMPT", "1")

import pygame
from pygame import Surface

from game import paths
from game.bots import bot
from game.match import Match
from game.scenario.load import load_scenario
from game.ui import screenshot

ROOT = Path(__file__).resolve().parents[1]
SHOWN, GOLDEN = ROOT / "docs" / "pictures", ROOT / "tests" / "golden" / "pictures"
SCENARIO, SEAT, SEED, TURN, BOT = "astana", "kazakhstan", 7, 4, "attache"
README = ("dossier", "reveal", "declaration")
SCREENS = ("title", "seats", "dossier", "triangle", "reveal", "futures", "final", "inspector", "broken")
LARGE, SHRUNK, SMALL = (1920, 1080), (960, 540), (480, 270)
GRID = (48, 27)


@lru_cache
def match(turn: int) -> Match:
    """A game that bots have played up to the start of a turn."""
    found = Match(load_scenario(ROOT / "scenarios" / f"{SCENARIO}.toml"), SEED)
    while not found.over and found.turn < turn:
        for i, seat in enumerate(found.seats):
            found.submit(seat, bot(BOT)(found.view(seat), 100 * found.turn + i).orders, found.turn)
        found.resolve()
    return found


def picture(screen: str, size: tuple[int, int]) -> Surface:
    """A screen of that game at a size."""
    found = None if screen == "title" else match(99 if screen == "final" else TURN)
    with TemporaryDirectory() as folder, patch.object(paths, "user_folder", lambda: Path(folder)):
        return screenshot.render(screen, found, SEAT, size, bots=BOT)


def small(screen: str) -> Surface:
    """A screen as the golden pictures show it."""
    return pygame.transform.smoothscale(picture(screen, (1280, 720)), SMALL)


def moved(one: Surface, other: Surface) -> float:
    """How far the coarse grids of two pictures differ in the square that differs most, 0 to 255."""
    grids = [pygame.surfarray.array3d(pygame.transform.smoothscale(p, GRID)).astype(int) for p in (one, other)]
    return float(abs(grids[0] - grids[1]).mean(axis=2).max())


def main() -> None:
    """Write all of them, or tell how far they have moved."""
    if "--check" in sys.argv:
        for screen in SCREENS:
            print(f"{screen}: {moved(pygame.image.load(GOLDEN / f'{screen}.png'), small(screen)):.1f}")
        return
    for folder in (SHOWN, GOLDEN):
        folder.mkdir(parents=True, exist_ok=True)
    for screen in README:
        pygame.image.save(pygame.transform.smoothscale(picture(screen, LARGE), SHRUNK), SHOWN / f"{screen}.png")
    for screen in SCREENS:
        pygame.image.save(small(screen), GOLDEN / f"{screen}.png")


if __name__ == "__main__":
    main()
