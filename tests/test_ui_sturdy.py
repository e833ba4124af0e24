"""What goes wrong around a window: it survives, and nothing that was written is lost."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pygame
import pytest
from ui_support import app_of, click, key, opened, scenario

from game import paths
from game.match import Match
from game.model.orders import Order
from game.table import Table
from game.ui import display, flow, run
from game.ui.app import App
from game.ui.drawer import Drawer
from game.ui.screens.curtain import Curtain
from game.ui.screens.summit import Summit
from game.ui.session import Session


@pytest.fixture(autouse=True)
def _own_saves(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(paths, "saves_folder", lambda: tmp_path / "saves")
    monkeypatch.setattr(paths, "user_folder", lambda: tmp_path)


def press(letter: str) -> pygame.event.Event:
    """A key that types something."""
    return key(ord(letter), text=letter)


def event(kind: int, **parts: object) -> pygame.event.Event:
    """Any event."""
    return pygame.event.Event(kind, **parts)


def begun(*humans: str, pins: dict[str, str] | None = None) -> App:
    """A new game at its first screen."""
    table = Table(Match(scenario("astana"), seed=5), humans, "pass", paths.saves_folder() / "game.save")
    return opened(flow.begun(table, pins))


def resumed() -> App:
    """The same game after the window was killed."""
    app = App(flow.title())
    app.step([press("c")])
    while app.top.id == "waiting":
        app.step([])
    return app


def chosen(app: App) -> tuple[Order, ...]:
    """The sheet on the desk in front."""
    assert isinstance(app.top, Summit)
    return app.top.desk.chosen


def ask(app: App) -> None:
    """Ask somebody for a meeting."""
    app.step([press("3")])
    click(app, next(node.id for node, _ in app.root.walk() if node.id.startswith("ask:")))


def test_a_half_written_sheet_is_there_again() -> None:
    """A window that is killed in the first turn loses not even the order that was written last."""
    app = begun("iran")
    ask(app)
    written = chosen(app)
    assert any(order.action == "request" for order in written)
    assert chosen(resumed()) == written
    app.step([press("u")])
    assert chosen(resumed()) == chosen(app) != written


def test_a_sheet_that_was_emptied_stays_empty() -> None:
    """An empty sheet is a sheet too: nothing is suggested again."""
    app = begun("iran")
    ask(app)
    app.top.desk.put(())  # type: ignore[attr-defined]
    assert chosen(resumed()) == ()


def test_a_new_game_begins_with_an_empty_drawer() -> None:
    """What was written in another game under the same name is not taken for this one's."""
    ask(begun("iran"))
    assert chosen(begun("iran")) == Match(scenario("astana"), seed=5).view("iran").suggested()


@pytest.mark.parametrize("text", ["", "[]", "{", '{"turn": 1}', "[" * 100_000,
                                  '{"turn": 1, "sheets": {"iran": ["x"]}, "locks": {}, "forced": {}}',
                                  '{"turn": 1, "sheets": {"iran": ["iran: dance"]}, "locks": {}, "forced": {}}'])
def test_a_damaged_drawer(text: str, tmp_path: Path) -> None:
    """What cannot be read or given beside a save costs nothing but itself."""
    save = tmp_path / "game.save"
    save.with_suffix(".drawer").write_text(text)
    view = Match(scenario("astana"), seed=5).view("iran")
    table = Table(Match(scenario("astana"), seed=5), ["iran"], "pass", save)
    assert Session(table, flow.onward).desk("iran").chosen == view.suggested()


def test_pins_are_kept_hashed() -> None:
    """No file holds a PIN as it is typed, nor the same for two seats with the same PIN."""
    begun("china", "iran", pins={"china": "8642", "iran": "8642"})
    texts = [file.read_text() for file in paths.saves_folder().iterdir()]
    assert not any("8642" in text for text in texts)
    locks = json.loads((paths.saves_folder() / "game.drawer").read_text())["locks"]
    assert locks["china"] != locks["iran"]


def pin(app: App, digits: str) -> None:
    """Type a PIN and press Enter."""
    app.step([*(press(digit) for digit in digits), key(pygame.K_RETURN, text="\r")])


def test_a_pin_opens_its_desk_alone() -> None:
    """A wrong PIN is refused with a sentence and the curtain stays; the right one opens; so it is after Continue."""
    begun("china", "iran", pins={"china": "8642"})
    app = resumed()
    assert app.top.id == "curtain"
    pin(app, "8643")
    assert app.top.id == "curtain"
    assert "not the PIN" in app.notice
    pin(app, "86428")
    assert app.top.id == "curtain"
    app.step([*(press(digit) for digit in "8641"), key(pygame.K_BACKSPACE, text="\b"), press("2")])
    assert "8642" not in app.root.text
    app.step([key(pygame.K_RETURN, text="\r")])
    assert isinstance(app.top, Summit)


def test_wrong_pins_make_one_wait() -> None:
    """After three wrong PINs even the right one waits, each time longer, a minute at most; and then it opens."""
    begun("china", "iran", pins={"china": "8642"})
    app, now = resumed(), [1000.0]
    assert isinstance(app.top, Curtain)
    app.top.clock = lambda: now[0]
    for wait in (0, 0, 5, 10, 20, 40, 60, 60):
        pin(app, "1111")
        assert "not the PIN" in app.notice
        now[0] += max(0, wait - 1)
        if wait:
            pin(app, "8642")
            assert "wait 1 second," in app.notice
            now[0] += 1
    pin(app, "8642")
    assert isinstance(app.top, Summit)


def test_a_forgotten_pin_has_a_way_out_that_all_are_told() -> None:
    """A desk can be opened without its PIN, has none from then on, and the next curtain says so."""
    app = begun("china", "iran", pins={"china": "8642"})
    click(app, "forgot")
    assert app.top.id == "confirm"
    app.step([press("y")])
    assert isinstance(app.top, Summit)
    app.step([press("s"), press("y")])
    assert app.top.id == "curtain"
    assert "The desk of China was opened without its PIN." in app.root.text
    assert Drawer.of(paths.saves_folder() / "game.save").locks == {}


def test_the_curtain_hides_everything() -> None:
    """Neither a new size, a lost picture nor the title of the window shows what the one before wrote."""
    app = begun("china", "iran")
    app.step([key(pygame.K_RETURN, text="\r")])
    ask(app)
    secret = {line.text for line in app.top.desk.view.lines() if line.secret}  # type: ignore[attr-defined]
    app.step([press("s"), press("y")])
    for happens in ([], [event(pygame.WINDOWRESIZED, x=400, y=300)], [event(pygame.WINDOWEXPOSED)]):
        app.step(happens)
        app.draw(pygame.Surface(app.size))
        assert not any(text in app.root.text for text in secret)
        assert "Ask to meet" not in app.root.text
    assert [screen.id for screen in app.stack] == ["curtain"]


@pytest.mark.parametrize("size", [(320, 240), (200, 100), (640, 200), (7680, 4320)])
def test_any_size(size: tuple[int, int]) -> None:
    """A window can be drawn at any size that somebody pulls it to, and be pulled back."""
    app = app_of("summit")
    for wanted in (size, (1280, 720)):
        app.step([event(pygame.WINDOWRESIZED, x=wanted[0], y=wanted[1])])
        app.draw(pygame.Surface((min(wanted[0], 1920), min(wanted[1], 1080))))
    assert app.size == (1280, 720)


def drawn(app: App, monkeypatch: pytest.MonkeyPatch, *batches: list[pygame.event.Event]) -> list[int]:
    """How many times the window was drawn before each batch of events."""
    counts, draws, waiting = list[int](), list[int](), iter(batches)
    monkeypatch.setattr(App, "draw", lambda app, surface: (draws.append(1), setattr(app, "dirty", False)))

    def events() -> list[pygame.event.Event]:
        counts.append(len(draws))
        return next(waiting, [event(pygame.QUIT)])

    monkeypatch.setattr(pygame.event, "get", events)
    display.open_window(app.size)
    run.loop(app)
    pygame.display.quit()
    return counts


def test_nothing_is_drawn_while_nobody_sees_it(monkeypatch: pytest.MonkeyPatch) -> None:
    """A minimised window is not drawn, whatever happens; restored, it is drawn at once."""
    batches = [[event(pygame.WINDOWMINIMIZED)], [key(pygame.K_TAB)], [event(pygame.WINDOWRESTORED)], []]
    assert drawn(app_of("title"), monkeypatch, *batches) == [1, 1, 1, 2, 2]


def test_a_lost_focus_lets_go() -> None:
    """A press that began before the window lost the focus does not count when the button comes up."""
    app = app_of("title")
    spot = next(node.rect.center for node, _ in app.root.walk() if node.id == "new")
    app.step([event(pygame.MOUSEBUTTONDOWN, button=1, pos=spot), event(pygame.WINDOWFOCUSLOST)])
    app.step([event(pygame.MOUSEBUTTONUP, button=1, pos=spot)])
    assert app.top.id == "title"
    app.step([event(pygame.MOUSEMOTION, pos=spot), event(pygame.WINDOWLEAVE)])
    assert app.hovered == ""


def test_a_display_that_goes_is_one_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    """When the display is lost while playing, the loop ends with the sentence, not with an error of the library."""
    monkeypatch.setattr(pygame.display, "get_surface", lambda: None)
    with pytest.raises(display.NoDisplay):
        run.loop(app_of("title"))
    monkeypatch.undo()
    display.open_window((640, 360))
    monkeypatch.setattr(pygame.display, "flip", lambda: (_ for _ in ()).throw(pygame.error("gone")))
    with pytest.raises(display.NoDisplay):
        run.loop(app_of("title"))
    pygame.display.quit()


def test_no_sound_is_no_matter(tmp_path: Path) -> None:
    """A machine without any audio device opens the window as any other."""
    code = "import game.ui.run as run; run.loop = lambda app: app.draw(run.surface_now()); run.play()"
    env = {**os.environ, "SDL_VIDEODRIVER": "dummy", "SDL_AUDIODRIVER": "none-at-all", "XDG_DATA_HOME": str(tmp_path)}
    subprocess.run([sys.executable, "-c", code], env=env, check=True, capture_output=True, timeout=60)
