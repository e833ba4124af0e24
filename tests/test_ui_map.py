"""The map: its projection, its world, and that every actor of every scenario can be found on it."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pygame
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pygame import Rect
from ui_support import app_of

from game.match import Match
from game.model.board import Board
from game.paths import scenarios_folder
from game.scenario.load import load_scenario
from game.scenario.schema import Scenario
from game.ui.layout import Space
from game.ui.map.chart import chart_of
from game.ui.map.element import Map, MapNode, Mark, mark_id
from game.ui.map.plane import EARTH, Plane
from game.ui.map.shown import inks, shown
from game.ui.map.world import COAST, world

SCENARIOS = sorted(path.stem for path in scenarios_folder().glob("*.toml"))
SIZES = [(1280, 720, 1.0), (731, 720, 1.0), (1920, 1080, 1.5), (1280, 720, 1.75)]
centres = st.tuples(st.floats(-180, 180), st.floats(-90, 90))
near = st.tuples(st.floats(-60, 60), st.floats(-60, 60))


def board_of(scenario: Scenario) -> Board:
    match = Match(scenario, seed=1)
    return match.view(match.seats[0]).board


def placed(name: str, width: int, height: int, unit: float) -> MapNode:
    scenario = load_scenario(scenarios_folder() / f"{name}.toml")
    board = board_of(scenario)
    chart = chart_of(scenario)
    told = {actor: shown(board, actor) for actor in board.actors}
    element = Map(chart, inks(scenario), told, lambda actor: None, clear=(0, 96, 0, 56))
    node = element.place(Space(width, height, unit), Rect(0, 0, width, height))
    assert isinstance(node, MapNode)
    return node


@pytest.mark.parametrize(("width", "height", "unit"), SIZES)
@pytest.mark.parametrize("name", SCENARIOS)
def test_every_place_can_be_pressed(name: str, width: int, height: int, unit: float) -> None:
    """Every actor and party has one button, within the window, and its own land under its middle."""
    node = placed(name, width, height, unit)
    places = node.sheet.chart.places
    assert sorted(child.id for child in node.children) == sorted(mark_id(place.id) for place in places)
    for child in node.children:
        assert node.rect.contains(child.rect), child.id
    for number, spot in node.sheet.spots.items():
        assert node.element.hit(node, (spot.x, spot.y)) == mark_id(places[number].id)  # type: ignore[attr-defined]


@pytest.mark.parametrize(("width", "height", "unit"), SIZES)
@pytest.mark.parametrize("name", SCENARIOS)
def test_labels_do_not_overlap(name: str, width: int, height: int, unit: float) -> None:
    """No label lies over another one."""
    rects = [child.rect for child in placed(name, width, height, unit).children]
    for index, rect in enumerate(rects):
        assert rect.collidelist(rects[index + 1 :]) == -1, (rect, rects)


@given(centres, near)
def test_projection_comes_back(centre: tuple[float, float], off: tuple[float, float]) -> None:
    """What is put on the plane and taken back is where it was."""
    plane = Plane(centre)
    km = np.array(off) * 100
    assert np.allclose(plane.forward(plane.inverse(km)), km, atol=1e-3)


@given(centres, near)
def test_projection_keeps_areas(centre: tuple[float, float], off: tuple[float, float]) -> None:
    """A small square on the plane has its own area on the sphere."""
    plane, side = Plane(centre), 2.0
    corners = np.array(off) * 100 + side * np.array([[0, 0], [1, 0], [1, 1], [0, 1]])
    lon, lat = np.radians(plane.inverse(corners)).T
    vectors = np.column_stack([np.cos(lat) * np.cos(lon), np.cos(lat) * np.sin(lon), np.sin(lat)])
    diagonals = np.cross(vectors[2] - vectors[0], vectors[3] - vectors[1])
    assert np.linalg.norm(diagonals) / 2 * EARTH**2 == pytest.approx(side**2, rel=1e-3)


def test_neighbours_share_their_borders() -> None:
    """Every line between two lands is drawn once and belongs to both."""
    for arc in world().arcs:
        assert len(arc.lands) == (1 if arc.kind == COAST else 2)


@pytest.fixture(autouse=True, scope="module")
def _pygame() -> None:
    pygame.init()


def test_a_full_map_leaves_words_out_before_they_touch() -> None:
    """With names too long for the room there is, some places show their badge alone, and tell their name beside the pointer."""
    app = app_of("reveal", "long", 2)
    marks = [node for node, _ in app.root.walk() if isinstance(node.element, Mark)]
    bare = [node for node in marks if not node.lines]
    assert bare
    assert not any(one.rect.colliderect(other.rect) for one, other in combinations(marks, 2))
    assert all(app.root.rect.contains(node.rect) for node in marks)
    assert all(node.element.tip and "Democratic Republic" in node.element.tip().words for node in bare)
