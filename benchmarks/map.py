"""How long the map takes: `python -m benchmarks.map`; seconds of processor time, the least of several runs."""

from __future__ import annotations

import time
from collections.abc import Callable
from itertools import pairwise
from math import inf

import attrs
import pygame
from pygame import Rect, Surface

from game import load_scenario
from game.match import Match
from game.paths import scenarios_folder
from game.ui import paint
from game.ui.layout import Space
from game.ui.map import Map, chart_of, inks, shown
from game.ui.map.element import MapNode
from game.ui.map.engraving import engrave
from game.ui.map.fill import printed
from game.ui.map.labels import stands
from game.ui.map.sheet import Sheet, sheet_of
from game.ui.map.workshop import workshop
from game.ui.map.world import world

SIZES = ((1280, 720), (1920, 1080), (3840, 2160))
CLEAR = (112.0, 96.0, 484.0, 112.0)
RUNS = 5


@attrs.frozen(kw_only=True)
class Cost:
    """Seconds of each part at one size of window."""

    size: tuple[int, int]
    sheet: float
    """Projecting, filling the ids, finding the middle of every place and putting insets."""
    labels: float
    """Putting every label."""
    engraving: float
    """The whole base layer."""
    slice: float
    """Its longest step."""
    recolour: float
    """Pouring new colours and printing over them."""
    frame: float
    """The whole map with its labels, when nothing has changed."""


def measure(size: tuple[int, int]) -> Cost:
    """All costs at one size."""
    element, space = _map(), Space(*size, size[1] / 720)
    rect, surface = Rect((0, 0), size), Surface(size)
    node = element.place(space, rect)
    assert isinstance(node, MapNode)
    brush = paint.Brush(surface, space)
    paint.draw(brush, node)
    steps = [_steps(node.sheet) for _ in range(RUNS)]
    workshop.work(inf)
    ready = workshop.engraving(node.sheet)[1]
    greys = (((k,) * 3,) * len(element.chart.places) for k in range(256))
    return Cost(
        size=size,
        sheet=_least(lambda: sheet_of(element.chart, size, space.unit, CLEAR), sheet_of.cache_clear),
        labels=_least(lambda: element.place(space, rect), stands.cache_clear),
        engraving=min(map(sum, steps)),
        slice=min(map(max, steps)),
        recolour=_least(lambda: printed(ready, node.sheet, next(greys), ())),
        frame=_least(lambda: paint.draw(brush, node)),
    )


def _map() -> Map:
    scenario = load_scenario(scenarios_folder() / "astana.toml")
    match = Match(scenario, seed=1)
    board = match.view(match.seats[0]).board
    told = {actor: shown(board, actor) for actor in board.actors}
    return Map(chart_of(scenario), inks(scenario), told, clear=CLEAR)


def _steps(sheet: Sheet) -> list[float]:
    """The seconds of every step of an engraving."""
    marks = [time.process_time()]
    marks += [time.process_time() for _ in engrave(sheet)]
    return [after - before for before, after in pairwise(marks)]


def _least(part: Callable[[], object], forget: Callable[[], None] = lambda: None) -> float:
    """The least seconds of several runs, before each of which what is kept is forgotten."""
    found = []
    for _ in range(RUNS):
        forget()
        began = time.process_time()
        part()
        found.append(time.process_time() - began)
    return min(found)


def main() -> None:
    """Print the costs at each size."""
    pygame.init()
    world()
    names = [field.name for field in attrs.fields(Cost) if field.name != "size"]
    print(f"{'ms':>10}", *(f"{name:>10}" for name in names))
    for size in SIZES:
        cost = measure(size)
        print(f"{size[0]}x{size[1]:<5}", *(f"{1000 * getattr(cost, name):10.1f}" for name in names))


if __name__ == "__main__":
    main()
