"""The spoken log: a game can be played by somebody who sees nothing."""

from __future__ import annotations

import io
import sys
from pathlib import Path

import attrs
import pygame
import pytest
from ui_support import app_of, key

from game import paths
from game.ui import flow, speak
from game.ui.app import App
from game.ui.preferences import Preferences
from game.ui.speak import Speaker


@attrs.define
class Listener:
    """Somebody at the keyboard who knows the window by what it says."""

    app: App
    heard: list[str] = attrs.field(factory=list)
    _speaker: Speaker = attrs.field(init=False)

    def __attrs_post_init__(self) -> None:
        self._speaker = Speaker(self.heard.append)
        self._speaker.hear(self.app)

    def press(self, code: int, text: str = "") -> None:
        """Press a key and listen."""
        self.app.step([key(code, text=text)])
        self._speaker.hear(self.app)

    @property
    def screen(self) -> list[str]:
        """What was said since the last screen opened."""
        start = max(i for i, line in enumerate(self.heard) if not line)
        return self.heard[start + 1 :]

    def hears(self, words: str) -> str:
        """The first line of this screen that begins so; empty where there is none."""
        return next((line for line in self.screen if line.startswith(words)), "")

    def choose(self, words: str) -> None:
        """Walk with Tab until the focus is on what begins so, and press Enter."""
        for _ in range(300):
            if next(line for line in reversed(self.heard) if line.startswith("Focus: ")).startswith(f"Focus: {words}"):
                self.press(pygame.K_RETURN, "\r")
                return
            self.press(pygame.K_TAB)
        raise AssertionError(f"nothing that says {words!r}: {self.screen}")


@pytest.fixture(autouse=True)
def _own_saves(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(paths, "saves_folder", lambda: tmp_path / "saves")
    monkeypatch.setattr(paths, "user_folder", lambda: tmp_path)


def give_an_order(player: Listener) -> None:
    """Open the orders, the first action, and choose the first thing that it offers."""
    player.choose("Orders")
    known = set(player.heard)
    player.choose(next(line for line in player.screen if " slot, button" in line).split(",")[0])
    offered = [line for line in player.screen if line not in known and ", button" in line and not line.startswith("Focus")]
    if offered:
        player.choose(offered[-1].split(",")[0])


def test_a_whole_game_by_ear() -> None:
    """From the title to the standings by Tab and Enter alone, led only by what is said."""
    player = Listener(App(flow.title()))
    player.choose("First steps")
    player.choose("Bots")
    player.choose("Random")
    player.choose("Begin as")
    orders = 0
    for _ in range(400):
        if player.hears("Millford ends with"):
            break
        if player.hears("The table is being set") or player.hears("The other delegations"):
            player.press(pygame.K_F12)
        elif player.hears("Submit this sheet?"):
            player.choose("Submit")
        elif player.hears("Submit, button"):
            if not orders:
                give_an_order(player)
                orders += 1
            player.choose("Submit")
        else:
            player.choose("Skip to the report" if player.hears("Skip to the report") else "Continue")
    assert player.hears("Millford ends with")
    assert any(line.startswith("What happened") for line in player.heard)
    assert not any("\x1b" in line or "\n" in line for line in player.heard)


def test_only_what_is_new_is_said() -> None:
    """A press says what it changed and nothing that was said before; the same screen again says nothing."""
    player = Listener(app_of("summit"))
    player.press(ord("3"), "3")
    before = len(player.heard)
    player.choose("Ask")
    said = player.heard[before:]
    assert any("Undo" in line and "not available" not in line for line in said)
    assert not any(line.startswith("Declaration") for line in said)
    before = len(player.heard)
    player.press(pygame.K_F12)
    assert len(player.heard) == before


def test_a_notice_is_said() -> None:
    """What the window tells is said when it is told."""
    player = Listener(app_of("corridor"))
    player.app.notice = "Something to know."
    player.app.change()
    player.press(pygame.K_F12)
    assert "Something to know." in player.screen


def test_a_secret_is_not_said_on_a_projector() -> None:
    """The log of a projector has no secret goal in it."""
    app = app_of("brief")
    secret = next(line.text for line in app.top.desk.view.lines() if line.secret)  # type: ignore[attr-defined]
    assert any(secret in line for line in Listener(app).heard)
    app.prefs = Preferences(projector=True)
    app.change()
    assert not any(secret in line for line in Listener(app).heard)


def test_a_terminal_that_knows_few_letters(monkeypatch: pytest.MonkeyPatch) -> None:
    """Letters that a terminal does not know become question marks, and a closed one is no error."""
    raw = io.BytesIO()
    out = io.TextIOWrapper(raw, encoding="ascii", write_through=True)
    monkeypatch.setattr(sys, "stdout", out)
    speak.printed("a − b")
    assert raw.getvalue() == b"a ? b\n"
    out.close()
    speak.printed("gone")
    monkeypatch.setattr(sys, "stdout", None)
    speak.printed("no terminal at all")
