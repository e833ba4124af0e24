"""The map: its projection, its world, and that every actor of every scenario can be found, pressed and told apart on it."""

from __future__ import annotations

import importlib.util
import math
import shutil
import subprocess
from functools import cache
from itertools import combinations
from pathlib import Path
from types import ModuleType

import attrs
import numpy as np
import pygame
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pygame import Rect, Surface
from ui_support import app_of

from game.match import Match
from game.model.board import Board
from game.paths import assets_folder, scenario_files, scenarios_folder
from game.scenario.load import load_scenario
from game.scenario.schema import Scenario
from game.ui import paint
from game.ui.layout import Space
from game.ui.map import Arrow, Chart, Map, chart_of, inks, mark_id, shown, workshop
from game.ui.map.arrows import curve, outlines
from game.ui.map.chart import Place, View
from game.ui.map.element import MapNode, Mark
from game.ui.map.engraving import WIDEST, finer
from game.ui.map.fill import colours, moved
from game.ui.map.ground import surveyed
from game.ui.map.plane import EARTH, FARTHEST, Plane, horizon
from game.ui.map.sheet import FIRST, sheet_of
from game.ui.map.workshop import Workshop
from game.ui.map.world import BORDER, COAST, UNSETTLED, Floats, world
from game.ui.preferences import Preferences

TOOL = Path(__file__).parents[1] / "tools" / "build_map.py"
SCENARIOS = [path.stem for path in scenario_files(scenarios_folder())]
SIZES = [(1280, 720, 1.0), (731, 720, 1.0), (1920, 1080, 1.5), (1280, 720, 1.75)]
CLEAR = (0.0, 96.0, 0.0, 56.0)
centres = st.tuples(st.floats(-180, 180), st.floats(-90, 90))
near = st.tuples(st.floats(-60, 60), st.floats(-60, 60))


@pytest.fixture(autouse=True, scope="module")
def _pygame() -> None:
    pygame.init()


def board_of(scenario: Scenario) -> Board:
    match = Match(scenario, seed=1)
    return match.view(match.seats[0]).board


@cache
def map_of(name: str) -> Map:
    scenario = load_scenario(scenarios_folder() / f"{name}.toml")
    board = board_of(scenario)
    told = {actor: shown(board, actor) for actor in board.actors}
    return Map(chart_of(scenario), inks(scenario), told, lambda actor: None, clear=CLEAR)


def placed(element: Map, width: int = 960, height: int = 540, unit: float = 0.75) -> MapNode:
    node = element.place(Space(width, height, unit), Rect(0, 0, width, height))
    assert isinstance(node, MapNode)
    return node


def painted(element: Map, hovered: str = "", **prefs: bool) -> Surface:
    surface = Surface((960, 540))
    brush = paint.Brush(surface, Space(960, 540, 0.75, prefs=Preferences(**prefs)), hovered)  # type: ignore[arg-type]
    node = placed(element)
    paint.draw(brush, node)
    if workshop.work(math.inf):
        paint.draw(brush, node)
    paint.draw_over(brush, node)
    return surface


def bytes_of(surface: Surface) -> bytes:
    return pygame.image.tobytes(surface, "RGB")


@pytest.mark.parametrize(("size", "low"), [((960, 540), 90.0), ((960, 540), 30.0), ((1280, 720), 56.0)])
def test_an_older_map_stands_where_the_new_one_will(size: tuple[int, int], low: float) -> None:
    """While a map is in the making, the one before it is moved and scaled so that labels and outlines stand on their lands."""
    chart = map_of("first-steps").chart
    old, new = sheet_of(chart, (960, 540), 0.75, CLEAR), sheet_of(chart, size, 0.75, (0.0, 96.0, 0.0, low))
    picture = Surface(old.size)
    pygame.surfarray.blit_array(picture, np.repeat(old.cells[:, :, None], 3, axis=2))
    found = pygame.surfarray.array3d(moved(picture, old, new))[:, :, 0]
    for number, spot in new.spots.items():
        assert found[spot.x, spot.y] == FIRST + number
    assert (found == new.cells)[new.cells >= FIRST].mean() > 0.97


@pytest.mark.parametrize(("width", "height", "unit"), SIZES)
@pytest.mark.parametrize("name", SCENARIOS)
def test_every_place_can_be_pressed(name: str, width: int, height: int, unit: float) -> None:
    """Every actor and party has one button, within the window, over no other; its label and its land lead to it."""
    node = placed(map_of(name), width, height, unit)
    places = node.sheet.chart.places
    assert sorted(child.id for child in node.children) == sorted(mark_id(place.id) for place in places)
    rects = [child.rect for child in node.children]
    for index, rect in enumerate(rects):
        assert node.rect.contains(rect), node.children[index].id
        assert rect.collidelist(rects[index + 1 :]) == -1, node.children[index].id
    hit = node.element.hit  # type: ignore[attr-defined]
    for child in node.children:
        assert hit(node, child.rect.center) == child.id
    for number, spot in node.sheet.spots.items():
        if Rect(spot.x, spot.y, 1, 1).collidelist(rects) == -1:
            assert hit(node, (spot.x, spot.y)) == mark_id(places[number].id)


@pytest.mark.parametrize("name", SCENARIOS)
def test_labels_stay_clear_of_panels(name: str) -> None:
    """Labels and plates stand in the part of the window that no panel covers."""
    node = placed(attrs.evolve(map_of(name), clear=(0, 96, 420, 56)), 1280, 720, 1.0)
    for child in node.children:
        assert Rect(0, 96, 860, 568).contains(child.rect), child.id


def test_the_same_chart_is_the_same_picture() -> None:
    """Where labels stand and what is drawn depends on nothing but chart, size and what is told."""
    once = bytes_of(painted(map_of("first-steps")))
    sheet_of.cache_clear()
    assert bytes_of(painted(map_of("first-steps"))) == once


def test_without_a_map_every_actor_has_land() -> None:
    """A scenario without a map gets invented land: a slice for every power and state, a plate for an institution."""
    places = [Place("p", "P", "power"), *(Place(f"s{k}", f"S{k}", "state") for k in range(7))]
    node = placed(Map(Chart((*places, Place("i", "I", "institution"))), clear=CLEAR))
    assert sorted(node.sheet.spots) == list(range(8))
    assert [number for number, stand in node.stands.items() if stand.plate] == [8]


def test_an_area_out_of_view_becomes_a_plate() -> None:
    """An actor whose land lies outside the view is a plate on the rim."""
    chart = Chart((Place("a", "A", "state", ("398",)), Place("b", "B", "state", ("076",))), View((77, 40), (7000, 4500)))
    assert {number: stand.plate for number, stand in placed(Map(chart)).stands.items()} == {0: False, 1: True}


def at(chart: Chart, size: tuple[int, int] = (300, 300)) -> str:
    """Whose land lies in the middle of a chart's view."""
    number = sheet_of(chart, size, 1.0, (0, 0, 0, 0)).at((size[0] // 2, size[1] // 2))
    return "" if number is None else chart.places[number].id


def test_a_place_has_several_lands() -> None:
    """An actor has all lands that its `map` names, and no border is drawn between two of them."""
    here = Place("p", "P", "state", ("729", "728"))
    for view in (View((32, 16), (900, 900)), View((30, 7), (900, 900))):
        assert at(Chart((here,), view)) == "p"
    two = Chart((Place("n", "N", "state", ("729",)), Place("s", "S", "state", ("728",))))
    one, parted = (surveyed(chart, Plane((30, 10)), 3000).lines for chart in (Chart((here,)), two))
    assert len(one["between"]) < len(parted["between"])


def test_one_land_is_divided_by_points() -> None:
    """Who shares a land has what lies nearest to its point, however many they are; lines that are not settled part them."""
    places = [Place(name, name, "state", ("643",), spot) for name, spot in (("w", (40, 56)), ("m", (85, 60)), ("e", (125, 62)))]
    for k, lon in enumerate((45.0, 58.0, 75.0, 100.0, 112.0, 130.0)):
        assert at(Chart(tuple(places), View((lon, 60), (500, 500)))) == "wwmmee"[k]
    lines = [len(surveyed(Chart(tuple(places[:n])), Plane((85, 60)), 4000).lines["unsettled"]) for n in (1, 2, 3)]
    assert lines[0] < lines[1] < lines[2]


def test_a_speck_becomes_a_plate() -> None:
    """An actor whose land is too small to be pressed is a plate, though it lies in view."""
    chart = Chart((Place("a", "A", "state", ("398",)), Place("q", "Q", "state", ("634",))), View((60, 30), (40000, 30000)))
    assert {number: stand.plate for number, stand in placed(Map(chart)).stands.items()} == {0: False, 1: True}


def test_insets_show_their_actors_larger() -> None:
    """The actors of an inset have their middle in it, and their land there is found by the pointer."""
    node = placed(map_of("astana"))
    inset = node.sheet.panes[1]
    assert inset.scale > 1.25 * node.sheet.panes[0].scale
    assert inset.view is not None
    for number, spot in node.sheet.spots.items():
        inside = inset.rect.collidepoint(spot.x, spot.y)
        assert inside == (node.sheet.chart.places[number].id in inset.view.places)


def test_colours_move_with_progress() -> None:
    """While a turn is told colours go from the shares before to those of now, and nothing is built anew."""
    element = map_of("astana")
    number = next(n for n, place in enumerate(element.chart.places) if place.kind == "state")
    actor, count = element.chart.places[number].id, len(element.poles)
    before = {actor: tuple(float(k == 0) for k in range(count))}
    at = [colours(attrs.evolve(element, before=before, progress=t))[number] for t in (0.0, 0.5, 1.0)]
    assert at[0] == element.poles[0].colour
    assert len(set(at)) == 3
    assert at[2] == colours(element)[number]


def test_pointer_lights_the_land() -> None:
    """The land of what the pointer is on is outlined along its border."""
    element = map_of("astana")
    plain, lit = painted(element), painted(element, mark_id("mongolia"))
    changed = (pygame.surfarray.array3d(plain) != pygame.surfarray.array3d(lit)).any(axis=2)
    number = next(n for n, place in enumerate(element.chart.places) if place.id == "mongolia")
    pane = placed(element).sheet.panes[0]
    border = next(points for shape, points in pane.shapes() if shape.place == number)
    assert changed[tuple(np.rint(border).astype(int).T)].mean() > 0.95


def test_patterns_tell_first_partners_apart() -> None:
    """With patterns on, states of different first partners differ though their colours be the same."""
    grey = tuple(attrs.evolve(pole, colour=(120, 120, 120)) for pole in map_of("astana").poles)
    element = attrs.evolve(map_of("astana"), poles=grey)
    assert bytes_of(painted(element, patterns=True)) != bytes_of(painted(element))


def test_arrows_grow_and_stay_outside_labels() -> None:
    """An arrow at nothing draws nothing, and none runs over the labels at its ends."""
    element = map_of("astana")
    plain = painted(element)
    arrow = Arrow("china", "kazakhstan", "china")
    assert bytes_of(painted(attrs.evolve(element, arrows=[attrs.evolve(arrow, t=0.0)]))) == bytes_of(plain)
    drawn = painted(attrs.evolve(element, arrows=[arrow]))
    assert bytes_of(drawn) != bytes_of(plain)
    for child in placed(element).children:
        if child.id in (mark_id("china"), mark_id("kazakhstan")):
            assert bytes_of(drawn.subsurface(child.rect)) == bytes_of(plain.subsurface(child.rect))


def test_old_map_is_shown_until_the_new_one_is_ready() -> None:
    """A draft serves at first; after a change of size the old engraving does, until the new one has been built in slices."""
    shop, chart = Workshop(), chart_of(load_scenario(scenarios_folder() / "first-steps.toml"))
    small, large = (sheet_of(chart, size, 1.0, CLEAR) for size in ((400, 300), (500, 400)))
    rough = shop.engraving(small)
    assert rough[0] is small
    assert shop.work(math.inf)
    first = shop.engraving(small)
    assert first[0] is small
    assert first[1] is not rough[1]
    assert shop.engraving(large) == first
    assert shop.busy
    slices = 1
    while not shop.work(0.0):
        slices += 1
    assert slices > 3
    assert shop.engraving(large)[0] is large
    assert not shop.busy


@given(st.integers(100, 4000), st.integers(100, 3000))
def test_work_surfaces_are_bounded(width: int, height: int) -> None:
    """Nothing is drawn finer than the largest work surface allows, unless it is shown larger than that itself."""
    fine = finer((width, height))
    assert fine == 1 or (fine * width <= WIDEST and fine * height <= 2160)


def inverse(plane: Plane, km: Floats) -> Floats:
    """Km on a plane (..., 2) as degrees east and north (..., 2), by the book."""
    up = 1 - ((km / EARTH) ** 2).sum(axis=-1) / 2
    aside = km / EARTH * np.sqrt((1 + up) / 2)[..., None]
    vectors = np.concatenate([aside, up[..., None]], axis=-1) @ plane._axes
    lon = np.degrees(np.arctan2(vectors[..., 1], vectors[..., 0]))
    return np.stack([lon, np.degrees(np.arcsin(np.clip(vectors[..., 2], -1, 1)))], axis=-1)


@given(centres, near)
def test_projection_comes_back(centre: tuple[float, float], off: tuple[float, float]) -> None:
    """What is put on the plane and taken back is where it was."""
    plane = Plane(centre)
    km = np.array(off) * 100
    assert np.allclose(plane.forward(inverse(plane, km)), km, atol=1e-3)


@given(centres, near)
def test_projection_keeps_areas(centre: tuple[float, float], off: tuple[float, float]) -> None:
    """A small square on the plane has its own area on the sphere."""
    plane, side = Plane(centre), 2.0
    corners = np.array(off) * 100 + side * np.array([[0, 0], [1, 0], [1, 1], [0, 1]])
    lon, lat = np.radians(inverse(plane, corners)).T
    vectors = np.column_stack([np.cos(lat) * np.cos(lon), np.cos(lat) * np.sin(lon), np.sin(lat)])
    diagonals = np.cross(vectors[2] - vectors[0], vectors[3] - vectors[1])
    assert np.linalg.norm(diagonals) / 2 * EARTH**2 == pytest.approx(side**2, rel=1e-3)


@given(centres, st.floats(500, 20000))
def test_nothing_is_drawn_behind_the_horizon(centre: tuple[float, float], reach: float) -> None:
    """Land is cut off at the horizon of the view, and no edge of it crosses the middle by going around the antipode."""
    most = min(reach, FARTHEST * EARTH) * (1 + 1e-9)
    for shape in surveyed(Chart(()), Plane(centre), reach).shapes:
        assert np.isfinite(shape.points).all()
        assert np.hypot(*shape.points.T).max() <= most


@given(st.floats(1, 2 * EARTH))
def test_horizon_is_where_the_plane_ends(radius: float) -> None:
    """The horizon of a radius is the height at which points of that radius lie."""
    up = horizon(radius)
    assert EARTH * math.sqrt(max(0.0, 2 - 2 * up)) == pytest.approx(min(radius, FARTHEST * EARTH))


def test_neighbours_share_their_borders() -> None:
    """Every line between two lands is drawn once and belongs to both; a coast belongs to one."""
    for arc in world().arcs:
        assert len(arc.lands) == (1 if arc.kind == COAST else 2)


def land_at(lon: float, lat: float) -> str:
    """The name of the land at a point, as the map draws it."""
    places = tuple(Place(iso, iso, "state", (iso,)) for iso in ("804", "643", "196", "010", "710"))
    here = Chart(places, View((lon, lat), (400, 400)))
    sheet = sheet_of(here, (200, 200), 1.0, (0, 0, 0, 0))
    number = sheet.at((100, 100))
    return "" if number is None else here.places[number].id


@pytest.mark.parametrize(("lon", "lat", "iso"), [(34.1, 45.2, "804"), (33.6, 35.3, "196"), (37.6, 55.7, "643"), (65.0, 15.0, "")])
def test_votes_of_the_general_assembly_are_followed(lon: float, lat: float, iso: str) -> None:
    """Crimea is Ukraine's and the north of Cyprus is Cyprus's; elsewhere Natural Earth stands."""
    assert land_at(lon, lat) == iso


@pytest.mark.parametrize(
    ("lon", "lat", "iso"),
    [(0.0, -90.0, "010"), (120.0, -85.0, "010"), (179.9, 67.5, "643"), (-179.0, 67.5, "643"), (28.2, -29.5, "")],
)
def test_poles_dateline_and_enclaves_are_right(lon: float, lat: float, iso: str) -> None:
    """Land reaches over the pole and over the dateline, and an enclave is not the land around it."""
    assert land_at(lon, lat) == iso


def test_lines_in_kashmir_are_not_settled() -> None:
    """Lines between India, Pakistan and China in Kashmir are drawn dashed, and no other line is."""
    kinds = {frozenset(world().names[land] for land in arc.lands): arc.kind for arc in world().arcs if len(arc.lands) == 2}
    dashed = {name for names, kind in kinds.items() if kind == UNSETTLED for name in names}
    assert dashed == {"India", "Pakistan", "China", "Siachen Glacier"}
    assert kinds[frozenset({"India", "Nepal"})] == BORDER


def tool() -> ModuleType:
    spec = importlib.util.spec_from_file_location("build_map", TOOL)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.slow
def test_the_asset_is_what_the_tool_makes(tmp_path: Path) -> None:
    """Making the map again gives the shipped file, byte for byte."""
    if shutil.which("npm") is None:
        pytest.skip("npm is not installed")
    build = tool()
    try:
        text = build.fetched()
    except subprocess.CalledProcessError:
        pytest.skip("the package of borders cannot be fetched")
    build.save(build.pack(build.json.loads(text)), tmp_path / "world.npz")
    assert (tmp_path / "world.npz").read_bytes() == (assets_folder() / "map" / "world.npz").read_bytes()


def test_a_full_map_leaves_words_out_before_they_touch() -> None:
    """With names too long for the room there is, some places show their badge alone, and tell their name beside the pointer."""
    app = app_of("reveal", "long", 2)
    marks = [node for node, _ in app.root.walk() if isinstance(node.element, Mark)]
    bare = [node for node in marks if not node.lines]
    assert bare
    assert not any(one.rect.colliderect(other.rect) for one, other in combinations(marks, 2))
    assert all(app.root.rect.contains(node.rect) for node in marks)
    tips = [node.element.tip for node in bare if isinstance(node.element, Mark)]
    room = Rect(0, 0, 400, 400)
    assert all(tip and "Democratic Republic" in tip().place(app.space, room).text for tip in tips)


@pytest.mark.parametrize("shape", ["arrow", "wish", "bond"])
def test_an_arrow_of_any_shape_lies_along_its_line(shape: str) -> None:
    """However short the way, every part of an arrow is a polygon, and none strays from the line by more than a head is wide."""
    for far in (40, 80, 200, 700):
        line = curve(Rect(0, 0, 10, 10), Rect(far, far // 3, 10, 10), 4)
        for part in outlines(line, 6.0, 1.0, shape):
            assert len(part) >= 3
            away = np.hypot(*(part[:, None] - line[None]).transpose(2, 0, 1)).min(axis=1)
            assert away.max() <= 12
