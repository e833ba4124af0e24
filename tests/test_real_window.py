"""A whole game in a real window, as a person would: an X server, a window manager, a mouse and a keyboard, and what is said."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import attrs
import pytest
from ui_support import scenario

from game.match import Match
from game.ui import flow
from game.ui.app import App
from game.ui.screenshot import screen_of

TOOLS = ("Xvfb", "xdotool", "openbox")
MISSING = [tool for tool in TOOLS if shutil.which(tool) is None]
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(bool(MISSING), reason=f"a real window needs {', '.join(MISSING)}, not found here"),
]
SIZE = (1280, 720)
PATIENCE = 120.0
"""Seconds after which what was waited for will not come."""
CLASS = "multivector-test"


@contextmanager
def running(command: list[str], **more: object) -> Iterator[subprocess.Popen[str]]:
    """A process that is ended, with all that it started, whatever happens."""
    process = subprocess.Popen(command, text=True, start_new_session=True, **more)  # type: ignore[call-overload]
    try:
        yield process
    finally:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.communicate()


@pytest.fixture
def desktop(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[dict[str, str]]:
    """A screen with a window manager and a home of its own: the variables that lead there."""
    read, write = os.pipe()
    screen = ["Xvfb", "-displayfd", str(write), "-screen", "0", "1600x900x24", "-nolisten", "tcp"]
    with running(screen, pass_fds=[write], stderr=subprocess.DEVNULL):
        os.close(write)
        with os.fdopen(read) as told:
            display = ":" + told.readline().strip()
        monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
        env = {**os.environ, "DISPLAY": display, "SDL_VIDEODRIVER": "x11", "SDL_VIDEO_X11_WMCLASS": CLASS}
        with running(["openbox"], env=env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL):
            yield env


@attrs.define
class Player:
    """Somebody at the window who listens, and so knows what is on the screen and when it has come."""

    process: subprocess.Popen[str]
    env: dict[str, str]
    window: str = ""
    heard: list[str] = attrs.field(factory=list)
    _news: threading.Condition = attrs.field(factory=threading.Condition)
    _since: int = 0

    def listen(self) -> None:
        """Hear every line, until the window is closed."""
        assert self.process.stdout is not None
        for line in self.process.stdout:
            with self._news:
                self.heard.append(line.rstrip("\n"))
                self._news.notify_all()
        with self._news:
            self._news.notify_all()

    def wait(self, *words: str) -> str:
        """The first line since the last act that begins with one of some words. Where the focus goes is said last of all."""
        with self._news:
            found = self._news.wait_for(lambda: self.said(*words) or self.process.poll() is not None, PATIENCE)
        line = self.said(*words)
        assert line, f"{words} was not said, {'the window is gone' if found else 'for too long'}: {self.heard[-40:]}"
        return line

    def said(self, *words: str) -> str:
        """The first line since the last act that begins so, if it was said."""
        return next((line for line in self.heard[self._since :] if line.startswith(words)), "")

    def act(self, *words: object) -> str:
        """Something with the hands; what is said from now on may be its answer."""
        self._since = len(self.heard)
        hands = ["xdotool", *map(str, words)]
        return subprocess.run(hands, env=self.env, check=True, capture_output=True, text=True, timeout=PATIENCE).stdout

    def press(self, key: str, *words: str) -> str:
        """Press a key and wait until something is said."""
        self.act("key", key)
        return self.wait(*words)

    def click(self, spot: tuple[int, int], *words: str) -> str:
        """Press the mouse somewhere and wait until something is said."""
        self.act("mousemove", "--window", self.window, *spot, "click", 1)
        return self.wait(*words)

    def choose(self, name: str, *words: str) -> str:
        """Walk with Tab until the focus is on what begins so, and press Enter."""
        for _ in range(120):
            focus = next((line for line in reversed(self.heard) if line.startswith("Focus: ")), "")
            if focus.startswith(f"Focus: {name}"):
                return self.press("Return", *words)
            self.press("Tab", "Focus: ")
        raise AssertionError(f"nothing that says {name!r}: {self.heard[-40:]}")

    def submit(self) -> None:
        """Hand the sheet in, see what happened, and go on to where the next turn is looked at."""
        if "Go back" in self.press("s", "Focus: Go back", "Focus: Next, "):
            self.choose("Submit", "Focus: Next, ")
        assert self.said("What happened")
        self.press("s", "Focus: Continue")
        self.press("Return", "Focus: Next: events", "Focus: Standings")


@contextmanager
def playing(env: dict[str, str]) -> Iterator[Player]:
    """Somebody who has opened the game, with the window in front and the scenarios read."""
    command = [sys.executable, "-m", "game", "--speak"]
    with running(command, env=env, stdout=subprocess.PIPE, stderr=subprocess.STDOUT) as process:
        player = Player(process, env)
        listener = threading.Thread(target=player.listen, daemon=True)
        listener.start()
        player.wait("Focus: Tutorial", "Focus: Continue")
        player.window = player.act("search", "--sync", "--onlyvisible", "--class", CLASS).split()[-1]
        player.act("windowactivate", "--sync", player.window)
        yield player
    listener.join(PATIENCE)


def gone(player: Player) -> int:
    """The exit code of a window that closes."""
    return player.process.wait(PATIENCE)


def middle(app: App, says: str) -> tuple[int, int]:
    """Where a person would press: the middle of the first thing with such words or such an id."""
    for node, _clip in app.root.walk():
        if says in (node.id, *(" ".join(below.lines) for below, _ in node.walk())) and node.element.focusable:
            return node.rect.center
    raise AssertionError(f"nothing like {says!r} is on the screen")


def desk() -> App:
    """A desk as the real window shows it in the first turn."""
    return App(screen_of("summit", Match(scenario("first-steps"), seed=1), "millford"), SIZE)


def begin(player: Player) -> None:
    """From the title to the first turn, with the mouse where a person would take it."""
    title = App(flow.title(), SIZE)
    player.click(middle(title, scenario("first-steps").title), "Focus: ")
    assert player.said("Choose your delegation")
    player.choose("Bots", "Focus: ")
    player.choose("Random", "Focus: ")
    player.press("b", "Focus: Next: events")


def test_a_whole_game_in_a_real_window(desktop: dict[str, str], tmp_path: Path) -> None:
    """Three turns by mouse and keys, to the final screen and back to the title; the save holds what was ordered and scored."""
    with playing(desktop) as player:
        begin(player)
        player.click(middle(desk(), "actor:highmoor"), "Focus: Highmoor")
        assert player.said("Chancellor Orla Benn")
        player.press("4", "Focus: Orders")
        player.choose("Working day", "Focus: Working day")
        player.choose("Trade", "Capital, 3 of 4")
        player.submit()
        player.press("3", "Focus: Meetings")
        player.choose("Ask", "Ask to meet Highmoor")
        player.submit()
        player.submit()
        ends = player.said("Millford ends with")
        player.press("Escape", "Focus: New game")
        player.act("key", "q")
        assert gone(player) == 0
    (path,) = (tmp_path / "multivector" / "saves").glob("*.save")
    match = Match.load(path)
    given = [[str(order) for order in sheets["millford"]] for sheets in match.played]
    assert match.over
    assert given == [["millford: working-day trade"], ["millford: request 1 highmoor"], []]
    assert ends.startswith(f"Millford ends with {match.scores()['millford']:.0f} points")


def test_closed_in_the_middle_of_a_turn(desktop: dict[str, str]) -> None:
    """The window manager closes the window in the middle of a turn; the half-written sheet is there when the game goes on."""
    with playing(desktop) as player:
        begin(player)
        player.press("3", "Focus: Meetings")
        player.choose("Ask", "Ask to meet Highmoor")
        player.act("key", "alt+F4")
        assert gone(player) == 0
    with playing(desktop) as player:
        player.press("c", "Focus: Next: events")
        assert player.said("Ask to meet Highmoor")
        player.submit()
