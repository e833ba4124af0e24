"""Whole games played through the window by posted events, without a display."""

from __future__ import annotations

import random
from pathlib import Path

import pygame
import pytest
from ui_support import click, cut_texts, key, opened, outside, overlaps

from game import paths
from game.ui import flow, preferences, run
from game.ui.app import App
from game.ui.preferences import Preferences
from game.ui.screens.seats import Setup
from game.ui.screens.summit import Summit

ASTANA = paths.scenarios_folder() / "astana.toml"


@pytest.fixture(autouse=True)
def _own_saves(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(paths, "saves_folder", lambda: tmp_path / "saves")
    monkeypatch.setattr(paths, "user_folder", lambda: tmp_path)


def letter(code: str) -> pygame.event.Event:
    """A letter typed."""
    return key(ord(code), text=code)


def first(app: App, start: str) -> str | None:
    """The first element of the screen whose id starts so."""
    return next((node.id for node, _ in app.root.walk() if node.element.focusable and node.id.startswith(start)), None)


def write_sheet(app: App, luck: random.Random) -> None:
    """What a player does at a desk: look at every page, ask, order, take a position."""
    for page in "12":
        app.step([letter(page)])
        tidy(app)
        if answer := first(app, "choose:"):
            click(app, answer)
    app.step([letter("3")])
    for _ in range(2):
        asks = [node.id for node, _ in app.root.walk() if node.id.startswith("ask:")]
        if asks:
            click(app, luck.choice(asks))
    tidy(app)
    if first(app, "fallback"):
        app.step([letter("f")])
        tidy(app)
        click(app, first(app, "pick:") or "close")
    app.step([letter("4")])
    actions = [node.id for node, _ in app.root.walk() if node.id.startswith("action:")]
    if actions:
        click(app, luck.choice(actions))
        tidy(app)
        if order := first(app, "order:"):
            click(app, order)
    app.step([letter("5")])
    if position := first(app, "position:"):
        click(app, position)
    app.step([letter("6")])
    tidy(app)
    app.step([letter("7")])
    tidy(app)
    for _ in range(2):
        if waiting := first(app, luck.choice(("accept:", "refuse:"))):
            click(app, waiting)
            tidy(app)


def tidy(app: App) -> None:
    """Nothing is cut, leaves its box or lies on anything else."""
    assert (cut_texts(app), outside(app.root), overlaps(app.root)) == ([], [], [])


def play_on(app: App, luck: random.Random, surface: pygame.Surface) -> None:
    """Play until the final screen; draw and check every screen on the way."""
    for _ in range(400):
        app.draw(surface)
        tidy(app)
        match app.top.id:
            case "final":
                return
            case "summit":
                write_sheet(app, luck)
                app.step([letter("s")])
            case "confirm":
                app.step([letter("y")])
            case "waiting":
                app.step([])
            case "reveal":
                app.step([letter("s")])
            case _:
                app.step([key(pygame.K_RETURN, text="\r")])
    raise AssertionError(f"the game never ended; it stands at {app.top.id}")


def played_out(seat: str, length: str | None, scale: float = 1.0) -> None:
    """Play a game to its end and find the seat among the standings."""
    app = opened(flow.begin(ASTANA, Setup((seat,), "random", length, None, 5)), scale)
    play_on(app, random.Random(seat), pygame.Surface(app.size))
    assert app.running
    assert any(node.id == f"standing:{seat}" for node, _ in app.root.walk())


@pytest.mark.parametrize(("seat", "scale"), [("russia", 1.0), ("kazakhstan", 1.5), ("un", 1.0)])
def test_a_short_game(seat: str, scale: float) -> None:
    """A power, a state and the institution can each be played to the end, by mouse and keyboard, at 150 per cent too."""
    played_out(seat, "short", scale)


@pytest.mark.slow
@pytest.mark.parametrize("seat", ["russia", "kazakhstan", "un"])
def test_a_whole_game(seat: str) -> None:
    """The same over all turns."""
    played_out(seat, None)


def test_hot_seat() -> None:
    """Two people take turns with a curtain between them, and the curtain shows nothing of either."""
    app = opened(flow.begin(ASTANA, Setup(("china", "iran"), "pass", "short", None, 5)))
    seen = []
    surface = pygame.Surface(app.size)
    for _ in range(4):
        assert app.top.id == "curtain"
        seen.append(app.root.text)
        app.step([key(pygame.K_RETURN, text="\r")])
        assert isinstance(app.top, Summit)
        secret = [line.text for line in app.top.desk.view.lines() if line.secret]
        assert not any(text in words for text in secret for words in seen)
        app.step([letter("s")])
        app.step([letter("y")])
        while app.top.id in ("waiting", "reveal", "report"):
            keys = {"reveal": [key(pygame.K_END)], "report": [key(pygame.K_RETURN)]}
            app.step(keys.get(app.top.id, []))
            app.draw(surface)
    assert ["machine to China" in words for words in seen] == [True, False, True, False]


def waited(app: App) -> None:
    """Let the bots write their sheets, one a step."""
    while app.top.id == "waiting":
        app.step([])


def test_continue_a_saved_game() -> None:
    """The title offers the last saved game, and it goes on where it stood, with the same seat."""
    app = opened(flow.begin(ASTANA, Setup(("iran",), "pass", None, None, 5)))
    app.step([letter("s"), letter("y")])
    waited(app)
    assert app.top.id == "reveal"
    again = App(flow.title())
    assert "Astana 2024 · Iran · turn 2" in again.root.text
    again.step([letter("c")])
    waited(again)
    assert isinstance(again.top, Summit)
    assert again.top.desk.seat == "iran"
    assert again.top.desk.view.turn == 2


def test_a_failed_save_is_told(tmp_path: Path) -> None:
    """When the game cannot be saved, one sentence says so and the game goes on."""
    (tmp_path / "saves").write_text("this is a file, so no folder can be made here")
    app = opened(flow.begin(ASTANA, Setup(("iran",), "pass", None, None, 5)))
    app.step([letter("s"), letter("y")])
    waited(app)
    assert app.top.id == "reveal"
    assert "saved" in app.notice.lower()
    assert app.notice in app.root.text


def test_a_damaged_save_is_refused(tmp_path: Path) -> None:
    """A save that cannot be read is refused with one sentence; the title stays."""
    (tmp_path / "saves").mkdir()
    (tmp_path / "saves" / "astana_iran_pass_5.save").write_text("nonsense")
    app = App(flow.title())
    app.step([letter("c")])
    waited(app)
    assert app.top.id == "title"
    assert "not a save" in app.notice


def test_begin_from_the_title() -> None:
    """From the title through the scenarios and the seats to a desk, by keyboard alone."""
    app = App(flow.title())
    app.step([letter("n"), key(pygame.K_RETURN, text="\r")])
    assert app.top.id == "seats"
    app.step([letter("b")])
    waited(app)
    assert app.top.id == "summit"


def test_broken_scenarios_are_listed(tmp_path: Path) -> None:
    """A scenario file with mistakes is listed, and its mistakes can be read."""
    (tmp_path / "scenarios").mkdir()
    (tmp_path / "scenarios" / "mine.toml").write_text("format = 1\nid = 3\n")
    app = App(flow.title())
    click(app, "broken:mine")
    assert "error" in app.root.text


def test_taking_a_sheet_back() -> None:
    """Until the sheets are opened, the player who has just left can take the sheet back."""
    app = opened(flow.begin(ASTANA, Setup(("china", "iran"), "pass", "short", None, 5)))
    app.step([key(pygame.K_RETURN, text="\r"), letter("s"), letter("y")])
    assert app.top.id == "curtain"
    assert "Iran" in app.root.text
    app.step([letter("u")])
    assert app.top.id == "curtain"
    assert "China" in app.root.text
    assert "take my sheet back" not in app.root.text


def test_preferences_are_kept(tmp_path: Path) -> None:
    """What a player has set is there at the next start."""
    wanted = Preferences(scale=1.5, patterns=True, palette="red-green")
    preferences.keep(wanted)
    assert preferences.read() == wanted


DAMAGED = ["[]", "{", "7", "null", '{"scale": "x"}', '{"scale": [], "palette": "no", "motion": 3, "more": 1}']


@pytest.mark.parametrize("text", DAMAGED)
def test_damaged_preferences(tmp_path: Path, text: str) -> None:
    """Settings that cannot be read are as if they had never been set."""
    (tmp_path / "settings.json").write_text(text)
    assert preferences.read() == Preferences()


def test_one_damaged_preference(tmp_path: Path) -> None:
    """A setting that cannot be read takes no other with it."""
    (tmp_path / "settings.json").write_text('{"palette": 3, "scale": 1.25, "patterns": true}')
    assert preferences.read() == Preferences(scale=1.25, patterns=True)


def test_the_window_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    """`play` opens a window, takes its events and closes it."""
    monkeypatch.setenv("SDL_VIDEODRIVER", "dummy")
    monkeypatch.setattr(pygame.event, "get", lambda: [pygame.event.Event(pygame.QUIT)])
    run.play()
    assert not pygame.display.get_init()
