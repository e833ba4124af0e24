"""The title, its credits and its picture."""

from __future__ import annotations

from pathlib import Path

import pygame
import pytest
from ui_support import click, cut_texts, key, opened, outside, overlaps, pale, scenario

from game import paths
from game.ui import flow, focus, nightchart, screenshot, theme
from game.ui.app import App
from game.ui.map.ground import Ground
from game.ui.photo import Photo
from game.ui.pictures import Emblem
from game.ui.preferences import SCALES, Preferences
from game.ui.screens.picture import portrait
from game.ui.screens.seats import Setup
from game.ui.screens.title import Title


@pytest.fixture(autouse=True)
def _own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(paths, "user_folder", lambda: tmp_path)
    monkeypatch.setattr(paths, "saves_folder", lambda: tmp_path / "saves")


def test_every_scenario_is_a_card_with_its_makers() -> None:
    """Each scenario found has a card with its line, its author and its licence, and begins when it is pressed."""
    for name in ("astana", "first-steps"):
        app, found = App(flow.title()), scenario(name)
        for words in (found.title, found.line, found.author, found.licence):
            assert words in app.root.text
        click(app, f"scenario:{name}")
        assert app.top.scenario.id == name  # type: ignore[attr-defined]


def test_what_is_saved_shows_whose_it_is() -> None:
    """What continues the last game says which it is, and shows the emblem of the delegation that a person plays."""
    opened(flow.begin(paths.scenarios_folder() / "astana.toml", Setup(("iran",), "pass", "short", None, 5)))
    entry = next(node for node, _ in App(flow.title()).root.walk() if node.id == "continue")
    assert "Astana 2024 · Iran · turn 1" in entry.text
    assert [node.element.actor for node, _ in entry.walk() if isinstance(node.element, Emblem)] == ["iran"]


def test_own_scenarios_are_marked(tmp_path: Path) -> None:
    """A scenario of the player's own folder says so."""
    assert "from your folder" not in App(flow.title()).root.text
    (tmp_path / "scenarios").mkdir()
    text = (paths.scenarios_folder() / "first-steps.toml").read_text(encoding="utf-8")
    (tmp_path / "scenarios" / "mine.toml").write_text(text, encoding="utf-8")
    assert "from your folder" in App(flow.title()).root.text


def test_all_mistakes_are_told(tmp_path: Path) -> None:
    """A broken file is listed with the number of its mistakes, and each of them once it is opened."""
    (tmp_path / "scenarios").mkdir()
    (tmp_path / "scenarios" / "mine.toml").write_text("format = 1\nid = 3\n")
    title = flow.title()
    problems = next(found for found in title.found or () if found.path.stem == "mine").loaded.problems
    app = App(title)
    assert f"{len(problems)} mistakes" in app.root.text
    click(app, "broken:mine")
    for problem in problems:
        assert problem.message[1:] in app.root.text
        assert problem.hint[1:] in app.root.text
        assert f"mine.toml, line {problem.line}: {problem.severity}" in app.root.text


def many(count: int) -> None:
    """So many scenarios of one's own, some with long names, two of them broken, one with an id that a shipped one has."""
    folder = paths.user_folder() / "scenarios"
    folder.mkdir()
    text = (paths.scenarios_folder() / "first-steps.toml").read_text(encoding="utf-8")
    (folder / "first-steps.toml").write_text(text, encoding="utf-8")
    for i in range(count):
        title = f"The {'very long ' * (4 * (i % 2))}conference number {i}"
        mine = text.replace('id = "first-steps"', f'id = "mine-{i}"', 1).replace("First steps: the river conference", title, 1)
        (folder / f"mine-{i}.toml").write_text(mine, encoding="utf-8")
    (folder / "broken.toml").write_text("format = 1\n")
    (folder / f"{'long ' * 20}.toml").write_text("format = 2\n")


def test_two_of_one_id_are_told_apart() -> None:
    """Of two scenarios with one id each says where it comes from and its file; either can be begun, shipped ones stand first."""
    many(0)
    title = flow.title()
    app = App(title)
    for words in ("comes with the game: first-steps.toml", "from your folder: first-steps.toml"):
        assert words in app.root.text
    assert [found.own for found in title.playable] == sorted(found.own for found in title.playable)
    for id, own in (("scenario:first-steps", False), ("scenario:first-steps:own", True)):
        app = App(flow.title())
        click(app, id)
        origin = app.top.scenario.origin  # type: ignore[attr-defined]
        assert (origin.path.parent != paths.scenarios_folder()) is own


@pytest.mark.parametrize(("size", "scale"), [((1280, 720), 1.0), ((1920, 1080), 1.25), ((1280, 720), SCALES[-1])])
def test_many_scenarios_can_be_looked_through(size: tuple[int, int], scale: float) -> None:
    """With fifteen, long names and broken ones among them, all are listed, counted, reached by Tab and not cut."""
    many(12)
    app = App(flow.title(), size, Preferences(scale=scale))
    assert "2 with mistakes" in app.root.text
    assert (cut_texts(app), outside(app.root), overlaps(app.root), pale(app.root)) == ([], [], [], [])
    ids = [node.id for node in focus.order(app.root)]
    assert all(f"scenario:mine-{i}" in ids for i in range(12))
    app.press("broken:broken")
    assert "missing-key" in app.root.text


def test_a_picture_stands_for_its_scenario() -> None:
    """A scenario's own picture is drawn on its card; one that cannot be read gives way to the drawn one."""
    folder = paths.user_folder() / "scenarios"
    (folder / "mine").mkdir(parents=True)
    text = (paths.scenarios_folder() / "first-steps.toml").read_text(encoding="utf-8")
    (folder / "mine.toml").write_text(text.replace("format = 1", 'format = 1\npicture = "map.png"', 1), encoding="utf-8")
    red = pygame.Surface((60, 40))
    red.fill((250, 0, 0))
    pygame.image.save(red, folder / "mine" / "map.png")
    app, surface = App(flow.title()), pygame.Surface((1280, 720))
    app.focus("scenario:mine")
    app.draw(surface)
    photo = next(node for node, _ in app.root.walk() if isinstance(node.element, Photo))
    assert surface.get_at(photo.rect.center)[:3] == (250, 0, 0)
    data = (folder / "mine" / "map.png").read_bytes()
    (folder / "mine" / "map.png").write_bytes(data[:60])
    app = App(flow.title())
    app.draw(surface)
    assert next(node for node, _ in app.root.walk() if isinstance(node.element, Photo)).children


def test_credits_name_licences_and_sources() -> None:
    """The credits name fonts, map, software and the sources of every scenario, and that the map takes no position."""
    app = App(flow.title())
    app.step([key(pygame.K_r, text="r")])
    assert app.top.id == "credits"
    for words in ("MIT", "CC BY 4.0", "Natural Earth", "public domain", "Spectral", "Fira Sans", "Open Font", "no position"):
        assert words in app.root.text
    for line in scenario("astana").credits:
        assert line[1:] in app.root.text
    app.step([key(pygame.K_ESCAPE)])
    assert app.top.id == "title"


@pytest.mark.parametrize("size", [(1280, 720), (1920, 1080), (3840, 2160)])
@pytest.mark.parametrize("scale", SCALES)
def test_title_and_credits_fit(size: tuple[int, int], scale: float) -> None:
    """At every size and scale nothing is cut, overlaps or leaves its box, with a broken file on the list too."""
    (paths.user_folder() / "scenarios").mkdir()
    (paths.user_folder() / "scenarios" / "mine.toml").write_text("format = 1\nid = 3\n")
    app = App(flow.title(), size, Preferences(scale=scale))
    for press in ("", "broken:mine", "credits"):
        app.press(press)
        assert (cut_texts(app), outside(app.root), overlaps(app.root), pale(app.root)) == ([], [], [], [])


@pytest.mark.parametrize("size", [(1280, 720), (1024, 768), (320, 240)])
def test_the_chart_fills_any_window(size: tuple[int, int]) -> None:
    """The picture has the size that is asked for, is brightest over the city, and dark enough for text at the left rim."""
    picture = nightchart.chart(size)
    assert picture.get_size() == size
    city = picture.get_at((round(nightchart.CITY[0] * size[0]), round(nightchart.CITY[1] * size[1])))
    assert min(city[:3]) > 200
    left = [picture.get_at((x, y))[:3] for x in range(0, size[0] // 3, 3) for y in range(size[1] // 12, size[1] // 3, 3)]
    assert min(theme.contrast(theme.MUTED, colour) for colour in left) >= 4.5


def test_a_window_that_is_resized_keeps_its_chart(monkeypatch: pytest.MonkeyPatch) -> None:
    """Sizes that differ by a few pixels share one chart, never smaller than the window."""
    asked: list[tuple[int, int]] = []
    monkeypatch.setattr(nightchart, "chart", lambda size: asked.append(size) or pygame.Surface(size))
    for width in range(1201, 1281, 7):
        App(flow.title(), (width, 700)).draw(pygame.Surface((width, 700)))
    assert set(asked) == {(1280, 720)}


def test_no_picture_behind_words_in_high_contrast() -> None:
    """Who asks for high contrast gets a black ground instead of the chart."""
    app, surface = App(flow.title(), prefs=Preferences(contrast=True)), pygame.Surface((1280, 720))
    app.draw(surface)
    assert surface.get_at((round(0.655 * 1280), round(0.275 * 720)))[:3] == (0, 0, 0)


def test_a_scenario_has_a_portrait() -> None:
    """The picture of a scenario has every pole with its letter and every state, all within it."""
    for name in ("astana", "first-steps", "six"):
        found, drawn = scenario(name), portrait(scenario(name))
        assert [dot.letter for dot in drawn.corners] == [pole.letter for pole in found.pole]
        assert len(drawn.states) == sum(actor.kind == "state" for actor in found.actor)
        assert all(0 <= part <= 1 for dot in (*drawn.corners, *drawn.states) for part in dot.at)


def test_the_title_is_a_screen_to_draw() -> None:
    """The title can be drawn to a picture, and is not one colour."""
    picture = screenshot.render("title")
    assert len({tuple(picture.get_at((x, 300))) for x in range(0, 1280, 7)}) > 20


def test_the_first_picture_does_not_wait_for_the_chart() -> None:
    """While the folders are read the title is drawn without its chart, and with it as soon as they have been."""
    opening = flow.opening()
    assert isinstance(opening.screen, Title)
    assert opening.screen.backdrop(App(opening.screen).space) is None
    assert flow.title().backdrop(App(flow.title()).space) is not None


def test_the_chart_draws_no_border(monkeypatch: pytest.MonkeyPatch) -> None:
    """Of all lines of the world the chart draws coasts alone, so that it can take no side."""
    asked: list[str] = []

    class Lines(dict[str, list[object]]):
        def __getitem__(self, sort: str) -> list[object]:
            asked.append(sort)
            return []

    monkeypatch.setattr(nightchart, "surveyed", lambda *_: Ground((), Lines(), []))  # type: ignore[arg-type]
    nightchart.chart((321, 241))
    assert asked == ["coast"]
