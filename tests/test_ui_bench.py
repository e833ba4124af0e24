"""A game in the window whose file is read again: on every screen, with or without mistakes."""

from __future__ import annotations

import random
from pathlib import Path

import pygame
import pytest
from test_ui_monkey import run_wild
from ui_support import SEATS, come, key, misplaced, outside, pale, played, turns_for

from game import paths
from game.commands.watch import Opening
from game.model.report import latent, read
from game.scenario.watch import Watch
from game.table import Table
from game.ui import flow, screenshot
from game.ui.app import App
from game.ui.bench import Bench, Watching
from game.ui.bench.again import again
from game.ui.preferences import SCALES, Preferences
from game.ui.screens import seats
from game.ui.screens.inspector import GAME, Inspector
from game.ui.screens.mending import Mending
from game.ui.screens.summit import Summit
from game.ui.session import Session

TEXT = (paths.scenarios_folder() / "first-steps.toml").read_text(encoding="utf-8")
OTHER = TEXT.replace('name = "Millford"', 'name = "Oldford"')
BROKEN = TEXT.replace("income", "incme", 1)
SMALLER = TEXT.replace("income = ", "income = 0 # ")


@pytest.fixture(autouse=True)
def _own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(paths, "user_folder", lambda: tmp_path / "user")
    monkeypatch.setattr(paths, "saves_folder", lambda: tmp_path / "user" / "saves")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A sound scenario."""
    found = tmp_path / "first-steps.toml"
    found.write_text(TEXT, encoding="utf-8")
    return found


class Window:
    """A window that watches a file, with a clock of its own."""

    def __init__(self, file: Path, turn: int = 1, level: str = "pass") -> None:
        self.file, self.now, self.told = file, 0.0, list[int]()
        opening = Opening("millford", 5, level, None, turn)
        heard = lambda version: self.told.append(len(version.problems))  # noqa: E731 (one line)
        self.bench = Watching(watch=Watch(file), seat=opening.table, heard=heard)
        first = self.bench.open()
        self.app = App(first.screen)
        self.app.bench = self.bench
        self.app.apply(first)
        self.run(0.5)

    def run(self, seconds: float = 1.2) -> None:
        """Let time go by."""
        for _ in range(round(seconds * 10)):
            self.now += 0.101
            self.app.tick(self.now)
            self.app.listen()
            self.app.step([])

    def save(self, text: str) -> None:
        """What an editor does, and what comes of it."""
        self.file.write_text(text, encoding="utf-8")
        self.run()

    def press(self, *ids: str) -> None:
        for id in ids:
            self.app.press(id)
        self.run(0.3)

    @property
    def desk(self) -> Summit:
        """The desk that is shown."""
        assert isinstance(self.app.top, Summit)
        return self.app.top


def test_a_saved_file_goes_on_where_the_game_stood(file: Path) -> None:
    """Turn, seat, luck, page, sheet and scroll stay when the file is saved; what changed is shown."""
    window = Window(file, turn=2)
    window.app.prefs = Preferences(scale=1.75)
    window.press("tab:orders")
    order = window.desk.desk.legal()[0]
    window.desk.desk.pick(order)
    area = next(node for node, _ in window.app.root.walk() if node.reach and node.id.startswith("page:"))
    window.app.scroll(area, 60)
    session = window.bench.session
    window.save(OTHER)
    desk = window.desk.desk
    assert window.bench.session is not session
    assert (desk.seat, desk.view.turn, window.desk.page, desk.chosen) == ("millford", 2, "orders", (order,))
    assert desk.session.match.seed == 5
    assert window.app._scrolled[area.id] == 60
    assert "Oldford" in window.app.root.text
    assert "trial" in window.app.notice


def test_a_broken_file_leaves_the_game_as_it_is(file: Path) -> None:
    """With mistakes the last good version goes on; they are shown with line, mark and code until they are put away or mended."""
    window = Window(file)
    session = window.bench.session
    window.save(BROKEN)
    assert window.bench.session is session
    for words in ("first-steps.toml: 1 mistake", "unknown-key", "Did you mean 'income'?", "incme = "):
        assert words in window.app.root.text
    window.app.step([key(pygame.K_F6)])
    assert "unknown-key" not in window.app.root.text
    window.app.step([key(pygame.K_F5)])
    assert "unknown-key" in window.app.root.text
    window.save(OTHER)
    assert "unknown-key" not in window.app.root.text
    assert "Oldford" in window.app.root.text
    assert window.told == [0, 1, 1, 0]


def test_a_file_that_is_broken_at_first_opens_when_it_is_mended(file: Path) -> None:
    """A window on a broken file tells its mistakes, and begins the game as soon as there are none."""
    file.write_text(BROKEN, encoding="utf-8")
    window = Window(file)
    assert window.app.top.id == "mending"
    assert "unknown-key" in window.app.root.text
    window.save(BROKEN + "also = wrong\n")
    assert window.app.top.id == "mending"
    window.save(TEXT)
    assert window.desk.desk.seat == "millford"


def test_orders_that_are_gone_are_dropped_and_told(file: Path) -> None:
    """What is on the sheet and cannot be ordered any more is left out, and the sentence says how much."""
    window = Window(file)
    desk = window.desk.desk
    desk.pick(next(order for order in desk.legal() if order.target == "bridgewater"))
    window.save(TEXT.replace("bridgewater", "bridgeton"))
    assert window.desk.desk.chosen == ()
    assert "1 order or offer is not legal any more" in window.app.notice


def test_a_watched_game_is_saved_nowhere(file: Path) -> None:
    """Nothing is written beside the file, or among the player's games, however far a watched game is played."""
    window = Window(file)
    window.press("submit", "yes")
    window.save(OTHER)
    window.run()
    assert window.bench.session is not None
    assert window.bench.session.match.reports
    assert not paths.user_folder().exists()
    assert [path.name for path in file.parent.iterdir()] == ["first-steps.toml"]


def test_leaving_a_trial_sets_its_table_anew(file: Path) -> None:
    """Who leaves a watched game comes to the table of the same scenario, which is read again too, and begins another trial."""
    window = Window(file)
    window.press("menu", "leave", "yes")
    assert window.app.top.id == "seats"
    window.press("seat:seaward")
    window.save(OTHER)
    assert window.app.top.id == "seats"
    assert "Oldford" in window.app.root.text
    window.press("begin")
    window.run(0.5)
    assert window.desk.desk.seat == "seaward"
    assert window.desk.desk.session.trial
    assert not paths.saves_folder().exists()


def kept(file: Path) -> tuple[App, Path]:
    """A game of a file that is begun from the title, at its first desk; and its save."""
    app = App(flow.title())
    app.bench = Bench()
    come(app, flow.begin(file, seats.Setup(("millford",), "pass", None, None, 5)))
    (save,) = paths.saves_folder().glob("*.save")
    return app, save


def test_by_hand_a_kept_game_becomes_a_trial(file: Path) -> None:
    """F5 reads the file of any game again; the game that was saved stays as it was, to the byte."""
    app, save = kept(file)
    before = save.read_bytes()
    app.step([key(pygame.K_F5)])
    assert "says what it said" in app.notice
    file.write_text(OTHER, encoding="utf-8")
    app.step([key(pygame.K_F5)])
    assert "Oldford" in app.root.text
    app.step([key(pygame.K_s, text="s")])
    app.press("yes")
    for _ in range(20):
        app.step([])
    assert save.read_bytes() == before
    assert len(list(paths.saves_folder().glob("*.save"))) == 1


def test_a_resumed_game_has_no_file(file: Path) -> None:
    """A game from a save says that there is nothing to read again."""
    app, save = kept(file)
    come(app, flow.resumed(save))
    app.step([key(pygame.K_F5)])
    assert "no file" in app.notice


def test_the_title_looks_again(file: Path) -> None:
    """F5 on the title screen finds new scenarios, and on the table of one it is set anew or its mistakes are shown."""
    app = App(flow.title())
    app.bench = Bench()
    mine = paths.user_folder() / "scenarios" / "mine.toml"
    mine.parent.mkdir(parents=True)
    mine.write_text(TEXT.replace('id = "first-steps"', 'id = "mine"').replace("First steps", "My own"), encoding="utf-8")
    app.step([key(pygame.K_F5)])
    assert "My own" in app.root.text
    app.press("scenario:mine")
    mine.write_text(mine.read_text().replace("Millford", "Oldford"))
    app.step([key(pygame.K_F5)])
    assert app.top.id == "seats"
    assert "Oldford" in app.root.text
    mine.write_text("format = 1")
    app.step([key(pygame.K_F5)])
    assert app.top.id == "title"
    assert "mine.toml, line 1" in app.root.text


@pytest.mark.parametrize("screen_id", [id for id in screenshot.SCREENS if id not in (*screenshot.LONE, "seats", "futures")])
def test_every_screen_goes_on(screen_id: str) -> None:
    """Any screen of a game but two futures is shown on the same game again; on another scenario's it is shown or dropped."""
    same = played("astana", turns_for(screen_id, 2))
    screen = screenshot.screen_of(screen_id, same, SEATS["astana"])
    for match, seat in ((same, SEATS["astana"]), (played("first-steps", 2), "millford"), (played("first-steps", 0), "millford")):
        new = again(screen, Session(Table(match, (seat,), "pass"), flow.onward))
        assert new is not None or match is not same
        if new is not None:
            App(new).draw(pygame.Surface((1280, 720)))
            assert new.id == screen.id


@pytest.mark.parametrize("scale", SCALES[:: len(SCALES) - 1])
@pytest.mark.parametrize("size", [(1280, 720), (1920, 1080)])
def test_the_mistakes_fit(file: Path, size: tuple[int, int], scale: float) -> None:
    """At every size and scale nothing in the panel or on the screen of mistakes is cut, overlaps, or is pale."""
    long = BROKEN + 'text = "' + "long " * 60 + '"\nwrong = ' + "x" * 400 + "\n"
    window = Window(file)
    window.app.size, window.app.prefs = size, Preferences(scale=scale)
    window.save(long)
    panel = next(node for node, _ in window.app.root.walk() if node.id == "bench:panel")
    assert pale(panel) == []
    assert outside(panel) == []
    app = App(Mending("first-steps.toml", window.bench.problems), size, Preferences(scale=scale))
    assert misplaced(app) == ([], [], [])


@pytest.fixture
def inspected() -> Inspector:
    """The inspector of a game after two turns, on what moved most."""
    screen = screenshot.screen_of("inspector", played("first-steps", 2), "millford")
    assert isinstance(screen, Inspector)
    return screen


def test_terms_sum_to_the_change(inspected: Inspector) -> None:
    """For every number, the terms that the inspector shows sum to what it shows of the change: latents, points, whole numbers."""
    report = inspected.session.match.reports[-1]
    for quantity in inspected._all:
        inspected.kind, inspected.quantity = quantity[0], quantity
        lines = [line.split("\t") for line in inspected.text().split("\n\n")[1].splitlines()[1:]]
        held, points, whole = (sum(float(line[i]) for line in lines) for i in (2, 3, 4))
        assert held == pytest.approx(latent(report.after, quantity) - latent(report.before, quantity), abs=1e-6)
        assert points == pytest.approx(report.change(quantity), abs=1e-3)
        assert whole == round(read(report.after, quantity)) - round(read(report.before, quantity))


def test_the_inspector_tells_the_digest(inspected: Inspector) -> None:
    """The page of the game has the digest, the hash of the scenario and its file; every number can be copied."""
    inspected.kind = GAME
    match = inspected.session.match
    text = App(inspected).root.text
    assert match.branch(match.turn).digest() in text.replace(" ", "")
    assert match.scenario.origin is not None
    assert match.scenario.origin.sha256 in text.replace(" ", "")


def test_secrets_are_shown_in_trials_alone(file: Path) -> None:
    """A kept game tells neither seed nor secret goals nor others' talks, on screen or copied; a trial does, and says so."""
    window = Window(file)
    window.app.step([key(pygame.K_F12)])
    inspector = window.app.top
    assert isinstance(inspector, Inspector)
    secret = [line.id for seat in ("highmoor", "seaward") for line in inspector.session.match.view(seat).lines() if line.secret]
    assert secret
    assert "its secrets are shown" in window.app.root.text
    assert all(id in inspector.text() and id in window.app.root.text for id in secret)
    inspector.session.trial = None
    window.app.change()
    assert not any(id in inspector.text() or id in window.app.root.text for id in (*secret, "seed"))
    window.app.step([key(pygame.K_F12)])
    assert window.app.top.id == "summit"


def test_the_inspector_opens_on_what_has_the_focus(file: Path) -> None:
    """F12 opens on the number that is focused or asked about, else on the game; it goes on when the file is saved."""
    window = Window(file, turn=2)
    window.app.focused = "track:tension"
    window.app.step([key(pygame.K_F12)])
    assert isinstance(window.app.top, Inspector)
    assert window.app.top.quantity == ("track", "tension")
    window.save(OTHER)
    assert [screen.id for screen in window.app.stack] == ["summit", "inspector"]
    window.press("close")
    window.app.focused = "submit"
    window.app.step([key(pygame.K_F12)])
    assert isinstance(window.app.top, Inspector)
    assert window.app.top.kind == GAME


def test_what_is_inspected_can_be_copied(inspected: Inspector, monkeypatch: pytest.MonkeyPatch) -> None:
    """C puts the page on the clipboard, or says that there is none."""
    taken: list[str] = []
    monkeypatch.setattr(pygame.scrap, "put_text", taken.append)
    app = App(inspected)
    app.step([key(pygame.K_c, text="c")])
    assert taken == [inspected.text()]

    def none(text: str) -> None:
        raise pygame.error("no clipboard")

    monkeypatch.setattr(pygame.scrap, "put_text", none)
    app.step([key(pygame.K_c, text="c")])
    assert "no clipboard" in app.notice


def test_a_monkey_while_the_file_is_saved(file: Path) -> None:
    """Whatever is pressed while the file is saved, broken, emptied and deleted, the window draws and raises nothing."""
    luck = random.Random(0)
    window = Window(file)
    for _ in range(12):
        run_wild(luck, window.app, window.app.stack[0], 25)
        match luck.randrange(5):
            case 0:
                file.unlink()
            case 1:
                file.write_text(TEXT[: luck.randrange(len(TEXT))], encoding="utf-8")
            case 2:
                file.write_text(BROKEN, encoding="utf-8")
            case _:
                file.write_text(luck.choice([TEXT, OTHER, SMALLER]), encoding="utf-8")
        window.run(0.9)
        window.app.step([key(luck.choice([pygame.K_F5, pygame.K_F12, pygame.K_F6]))])
        window.app.draw(pygame.Surface(window.app.size))
        if not window.app.running:
            window = Window(file)
