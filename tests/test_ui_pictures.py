"""Emblems and icons: every actor and action has a picture, of its own size and colour, at every size."""

from __future__ import annotations

import ast
import os
from itertools import combinations
from pathlib import Path

import pygame
import pytest
from pygame import Surface
from scenario_texts import SMALL
from ui_support import scenario

import game.ui
from game import paths
from game.scenario.load import load_scenario
from game.ui import pictures, theme
from game.ui.app import App
from game.ui.layout import Column, Element, Row, Space
from game.ui.map.chart import chart_of
from game.ui.nav import Nav
from game.ui.pictures import Emblem, Icon, emblem, icon
from game.ui.preferences import Preferences
from game.ui.words import Words

SHIPPED = [path.stem for path in paths.scenario_files(paths.scenarios_folder())]
ACTORS = sorted({actor.id for name in SHIPPED for actor in scenario(name).actor})
ACTIONS = sorted(
    {entry.icon or entry.id for name in SHIPPED for entry in scenario(name).action}
    | {entry.id for name in SHIPPED for entry in (*scenario(name).position, *scenario(name).track)}
    | {"request", "fallback", "meeting", "consent", "choose"}
)
FILES = [file for kind in ("emblems", "icons") for file in sorted((paths.assets_folder() / kind).glob("*.svg"))]


def pixels(picture: pygame.Surface) -> bytes:
    """The picture as one string."""
    return pygame.image.tobytes(picture, "RGBA")


def test_every_action_has_an_icon() -> None:
    """Every action, position, gauge and built-in order of the shipped scenarios has an icon."""
    assert [name for name in ACTIONS if not (paths.assets_folder() / "icons" / f"{name}.svg").is_file()] == []


def test_every_actor_has_an_emblem() -> None:
    """Every actor of the shipped scenarios has an emblem of its own."""
    assert [id for id in ACTORS if not (paths.assets_folder() / "emblems" / f"{id}.svg").is_file()] == []


def test_emblems_are_told_apart_by_shape() -> None:
    """In grey, no two emblems share more than nine tenths of what is light and what is dark."""
    shapes = {}
    for id in ACTORS:
        grey = pygame.surfarray.array3d(pygame.transform.grayscale(emblem(id, 64)))[:, :, 0]
        shapes[id] = grey > 150
    assert [(a, b) for a, b in combinations(ACTORS, 2) if (shapes[a] == shapes[b]).mean() > 0.9] == []


@pytest.mark.parametrize("px", [14, 24, 63])
def test_icons_are_told_apart(px: int) -> None:
    """No two icons of the shipped actions are the same, at any size."""
    drawn = {name: pixels(icon(name, px, theme.TEXT)) for name in ACTIONS}
    assert len(set(drawn.values())) == len(ACTIONS)


def test_an_icon_has_the_colour_that_is_asked_for() -> None:
    """Where an icon is opaque it has the colour it was asked in, whatever its file says."""
    for name in (*ACTIONS, "no-such-icon"):
        picture = icon(name, 48, theme.WARN)
        inside = [picture.get_at((x, y)) for x in range(48) for y in range(48) if picture.get_at((x, y)).a == 255]
        assert inside
        assert {tuple(pixel)[:3] for pixel in inside} == {theme.WARN}


def test_an_unknown_icon_is_a_dot() -> None:
    """A name without a picture gives the same neutral dot as any other such name."""
    assert pixels(icon("no-such-icon", 24, theme.TEXT)) == pixels(icon("nor-this", 24, theme.TEXT))


@pytest.mark.parametrize("px", [20, 160])
@pytest.mark.parametrize("actor", [*ACTORS, "somebody-else"])
def test_emblems_are_round(actor: str, px: int) -> None:
    """An emblem has the size that is asked for, nothing in its corners and something in its middle."""
    picture = emblem(actor, px)
    assert picture.get_size() == (px, px)
    assert [picture.get_at(spot).a for spot in ((0, 0), (px - 1, 0), (0, px - 1), (px - 1, px - 1))] == [0, 0, 0, 0]
    assert picture.get_at((px // 2, px // 2)).a == 255


def test_a_drawn_emblem_is_always_the_same() -> None:
    """Who has no picture gets one that depends on the id and the name alone, and differs from others' pictures."""
    made = {(id, name): pixels(emblem(id, 40, name)) for id in ("aa", "bb", "cc") for name in ("One", "Two Words", "")}
    pictures._emblem.cache_clear()
    assert made == {(id, name): pixels(emblem(id, 40, name)) for id, name in made}
    assert all(one != other for one, other in combinations(made.values(), 2))


def test_a_player_may_bring_pictures(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file beside the player's own scenarios goes before the game's own; one that is no picture is passed over."""
    plain = pixels(icon("up", 32, theme.BAD))
    for kind in ("emblems", "icons"):
        (tmp_path / "scenarios" / kind).mkdir(parents=True)
    square = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 8 8"><rect width="8" height="8" fill="#00ff00"/></svg>'
    (tmp_path / "scenarios" / "emblems" / "un.svg").write_text(square)
    (tmp_path / "scenarios" / "icons" / "why.svg").write_text(square)
    (tmp_path / "scenarios" / "icons" / "up.svg").write_text("no picture")
    monkeypatch.setattr(paths, "user_folder", lambda: tmp_path)
    assert emblem("un", 32).get_at((16, 16)) == (0, 255, 0, 255)
    assert emblem("un", 32).get_at((0, 0)).a == 0
    assert icon("why", 32, theme.BAD).get_at((0, 0)) == (*theme.BAD, 255)
    assert pixels(icon("up", 32, theme.BAD)) == plain


def test_a_scenario_brings_emblems(tmp_path: Path) -> None:
    """The picture that a scenario names for an actor is its emblem, round, and cut anew when it is saved anew."""
    file, sign = tmp_path / "small.toml", tmp_path / "small" / "lake.png"
    sign.parent.mkdir()
    file.write_text(SMALL.replace('id = "lake"', 'id = "lake"\nemblem = "lake.png"', 1))
    for colour in ((200, 30, 40), (10, 120, 200)):
        picture = Surface((60, 40))
        picture.fill(colour)
        pygame.image.save(picture, sign)
        os.utime(sign, ns=(colour[0], colour[0]))
        scenario = load_scenario(file)
        element = Words(scenario).emblem("lake", 32)
        found = emblem(element.actor, 32, element.name, element.file)
        assert max(abs(one - other) for one, other in zip(found.get_at((16, 16)), (*colour, 255), strict=True)) < 4
        assert found.get_at((0, 0)).a == 0
        assert {place.id: place.emblem for place in chart_of(scenario).places}["lake"] == sign
    sign.unlink()
    assert pixels(emblem("lake", 32, "Lake", sign)) == pixels(emblem("lake", 32, "Lake"))


@pytest.mark.parametrize("file", sorted(Path(game.ui.__file__).parent.rglob("*.py")), ids=lambda file: file.stem)
def test_every_icon_named_in_code_is_there(file: Path) -> None:
    """Code that names an icon names one that exists."""
    calls = [node for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))) if isinstance(node, ast.Call)]
    first = [call.args[0] for call in calls if isinstance(call.func, ast.Name) and call.func.id == "Icon" and call.args]
    parts = [part for arg in first for part in ((arg.body, arg.orelse) if isinstance(arg, ast.IfExp) else (arg,))]
    names = [str(part.value) for part in parts if isinstance(part, ast.Constant)]
    assert [name for name in names if not (paths.assets_folder() / "icons" / f"{name}.svg").is_file()] == []


@pytest.mark.parametrize("file", FILES, ids=lambda file: f"{file.parent.name}/{file.stem}")
def test_files_are_of_one_family(file: Path) -> None:
    """Every emblem is drawn on 100 by 100 units within the same ring, every icon on 24 by 24, and both show something."""
    text = file.read_text(encoding="utf-8")
    if file.parent.name == "emblems":
        assert 'viewBox="0 0 100 100"' in text
        assert '<circle cx="50" cy="50" r="44" fill="none" stroke="#efe6d3" stroke-width="4"/>' in text
    else:
        assert 'viewBox="0 0 24 24"' in text
        assert 'stroke-width="2" stroke-linecap="round" stroke-linejoin="round"' in text
    assert pygame.mask.from_surface(pygame.image.load_sized_svg(file, (64, 64))).count() > 60


class Shelf:
    """A screen with an emblem and an icon."""

    id = "shelf"
    overlay = False

    def build(self, space: Space) -> Element:
        return Column([Row([Emblem("un", 40), Icon("why", 20, theme.ACCENT)])])

    def back(self) -> Nav:
        return None


def test_pictures_are_widgets() -> None:
    """Emblem and icon take the room they ask for, in units, and are drawn there."""
    app, surface = App(Shelf(), (1280, 720), Preferences(scale=1.5)), pygame.Surface((1280, 720))
    app.draw(surface)
    found = {type(node.element): node.rect for node, _ in app.root.walk()}
    assert found[Emblem].size == (60, 60)
    assert found[Icon].size == (30, 30)
    assert surface.get_at(found[Emblem].center) != theme.GROUND
    dot = found[Icon]
    assert any(surface.get_at((x, dot.centery))[:3] == theme.ACCENT for x in range(dot.left, dot.right))
