"""The seats: every delegation with where it stands and how hard it is, and everything that a new game needs."""

from __future__ import annotations

import attrs
import pygame
import pytest
from ui_support import click, cut_texts, key, outside, overlaps, pale, scenario

from game.study import shelf
from game.study.par import Line, Reference, Seat, Sums
from game.study.play import Setup as Games
from game.ui.app import App
from game.ui.hardness import hardness
from game.ui.nav import Nav
from game.ui.pictures import Emblem
from game.ui.preferences import SCALES, Preferences
from game.ui.screens.seats import Seats, Setup
from game.ui.widgets import Bar

NOTHING = Line(now=Sums(0, 0.0, 0.0), banked=Sums(0, 0.0, 0.0))


def seat(*scores: float) -> Seat:
    """One seat of a brief without secret goals after games that ended so."""
    return Seat(drawn=(-1,) * len(scores), rest=scores, banked=(), lines={"one": NOTHING}, secrets={})


@pytest.fixture
def kept(monkeypatch: pytest.MonkeyPatch) -> None:
    """Games of counsellors are kept, of nobody else."""
    seats = {"highmoor": seat(20, 22), "seaward": seat(41, 43), "millford": seat(46, 48), "bridgewater": seat(80, 84)}
    reference = Reference(sha256="", variant=None, length="full", level="counsellor", seats=seats)
    monkeypatch.setattr(shelf, "find", lambda setup: reference if setup.bot == "counsellor" else None)


@pytest.fixture
def unplayed(monkeypatch: pytest.MonkeyPatch) -> None:
    """No games are kept at all."""
    monkeypatch.setattr(shelf, "find", lambda setup: None)


def table(name: str = "astana", scale: float = 1.0, size: tuple[int, int] = (1280, 720)) -> tuple[App, list[Setup]]:
    """The seats of a scenario, and what was begun there."""
    begun: list[Setup] = []

    def start(setup: Setup) -> Nav:
        begun.append(setup)
        return None

    return App(Seats(scenario(name), start), size, Preferences(scale=scale)), begun


@pytest.mark.parametrize("bot", ["counsellor", "random"])
def test_the_fewer_points_the_harder(kept: None, bot: str) -> None:
    """How hard a seat is follows from what bots of the level reached there, or those of the usual level where it has none."""
    found = hardness(scenario("first-steps"), None, bot)
    assert [found[id].degree for id in ("highmoor", "seaward", "millford", "bridgewater")] == [5, 4, 3, 1]
    assert (found["seaward"].points, found["seaward"].games, found["seaward"].level) == (42, 2, "counsellor")


def test_the_secret_goal_that_was_drawn_counts(monkeypatch: pytest.MonkeyPatch) -> None:
    """A game's score is what its other lines and the secret goal that it drew came to."""
    games = attrs.evolve(
        seat(10, 10), drawn=(0, 1), banked=((30.0, 0.0), (0.0, 50.0)), secrets={"first": NOTHING, "second": NOTHING}
    )
    reference = Reference(sha256="", variant=None, length="full", level="random", seats={"millford": games})
    monkeypatch.setattr(shelf, "find", lambda setup: reference)
    assert hardness(scenario("first-steps"), None, "random")["millford"].points == 50


def test_without_games_it_is_a_guess(unplayed: None) -> None:
    """Where no games are kept, more means are easier, and the screen says that it is a guess."""
    found = hardness(scenario("astana"), None, "counsellor")
    by_income = sorted((a for a in scenario("astana").actor if a.playable), key=lambda actor: -actor.income)
    degrees = [found[actor.id].degree for actor in by_income]
    assert degrees == sorted(degrees)
    assert degrees[0] < degrees[-1]
    assert "no games of this table are kept" in table()[0].root.text


def test_the_screen_says_how_hard_and_why(kept: None) -> None:
    """The seat that is looked at says what bots reached in it, of which level and in how many games."""
    app, _ = table("first-steps")
    click(app, "seat:highmoor")
    assert "Very hard: in 2 games a bot (Counsellor) reached 21 of 100 here" in app.root.text


def test_what_is_found_out_is_for_the_level_and_length(monkeypatch: pytest.MonkeyPatch) -> None:
    """Another level or length is looked up, each once."""
    asked: list[Games] = []
    monkeypatch.setattr(shelf, "find", asked.append)
    app, _ = table()
    for press in ("bot", "pick:attache", "length", "pick:short", "seat:iran", "seat:india"):
        assert app.root.children
        app.press(press)
    assert app.root.children
    assert [(setup.bot, setup.length) for setup in asked] == [
        ("counsellor", "full"),
        ("attache", "full"),
        ("counsellor", "full"),
        ("attache", "short"),
        ("counsellor", "short"),
    ]


def test_every_delegation_is_seen_at_once() -> None:
    """In a window of 1280 by 720 the list of thirteen needs no scrolling, and each has its emblem and its bars."""
    app, _ = table()
    nodes = {node.id: node for node, _ in app.root.walk()}
    assert nodes["delegations"].reach == 0
    for actor in scenario("astana").actor:
        if actor.playable:
            inside = [node.element for node, _ in nodes[f"seat:{actor.id}"].walk()]
            assert [one.actor for one in inside if isinstance(one, Emblem)] == [actor.id]
            wanted = 0 if actor.kind == "institution" else 2 if actor.pole else 3
            assert sum(isinstance(one, Bar) for one in inside) == wanted


def test_everything_chosen_is_begun() -> None:
    """Delegation, bots, length, start and luck are handed on as they were chosen."""
    app, begun = table()
    for press in ("seat:iran", "bot", "pick:ambassador", "length", "pick:short", "variant", "pick:harder-spring"):
        app.press(press)
    app.focus("seed")
    app.step([key(pygame.K_7, text="7")])
    app.step([key(pygame.K_b, text="b")])
    assert begun == [Setup(("iran",), "ambassador", "short", "harder-spring", 17)]


def test_a_pin_locks_a_seat() -> None:
    """Digits typed for a person's seat become its PIN, never readable, and only of seats that people take."""
    app, begun = table()
    for press in ("people:more", "seat:iran", "play"):
        app.press(press)
    app.focus("pin")
    app.step([key(pygame.K_0 + digit, text=str(digit)) for digit in (4, 9, 1, 7)])
    app.step([key(pygame.K_BACKSPACE, text="\b")])
    assert "491" not in app.root.text
    assert "•••" in app.root.text
    app.press("begin")
    app.press("play")
    app.press("begin")
    assert [(setup.humans, setup.pins) for setup in begun] == [(("kazakhstan", "iran"), {"iran": "491"}), (("kazakhstan",), {})]


def test_a_scenario_tells_its_story() -> None:
    """A key shows the whole text of the scenario, what it assumes, what it leaves out, and who made it."""
    app, _ = table()
    app.step([key(pygame.K_a, text="a")])
    assert app.top.id == "about"
    found = scenario("astana")
    for words in (
        *found.text.strip().split("\n"),
        *found.assumes,
        *found.leaves_out,
        *found.credits,
        found.author,
        found.licence,
    ):
        assert words.strip() in app.root.text


@pytest.mark.parametrize("size", [(1280, 720), (1920, 1080), (3840, 2160)])
@pytest.mark.parametrize("scale", SCALES)
@pytest.mark.parametrize("name", ["astana", "long"])
def test_it_fits_in_all_its_states(name: str, size: tuple[int, int], scale: float) -> None:
    """With several people, on each page and with each list open, nothing is cut, overlaps or leaves its box."""
    app, _ = table(name, scale, size)
    for press in ("people:more", "seat:india", "play", "tab:table", "people:more", "tab:seat", "about", "close", "bot"):
        assert app.root.children
        app.press(press)
        assert (cut_texts(app), outside(app.root), overlaps(app.root), pale(app.root)) == ([], [], [], [])
