"""Reference games in the window: par on every line, percentiles at the end, and how far they have come."""

from __future__ import annotations

import time
from pathlib import Path

import attrs
import pytest
from ui_support import app_of, opened, played, scenario

from game import paths
from game.study import shelf
from game.study.par import GAMES, Reference, grown
from game.study.play import Setup
from game.table import DEFAULT, Table
from game.text import amount
from game.ui import flow
from game.ui.app import App
from game.ui.screens.final import Final
from game.ui.screens.seats import Setup as Chosen
from game.ui.session import Session

SETUP = Setup(scenario=scenario("first-steps"), length="full", bot="random")


@pytest.fixture(autouse=True)
def _own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(paths, "user_folder", lambda: tmp_path)
    monkeypatch.setattr(paths, "saves_folder", lambda: tmp_path / "saves")


@pytest.fixture(scope="module")
def references() -> list[Reference]:
    """From one game to as many as a table wants."""
    return list(grown(SETUP, GAMES))


@pytest.fixture
def kept(references: list[Reference]) -> Reference:
    """All of them are there already."""
    shelf.keep(shelf.own("first-steps"), references[-1])
    return references[-1]


def final(humans: tuple[str, ...]) -> App:
    """The end of a game against random bots."""
    match = played("first-steps", 99)
    outcome = match.outcome()
    assert outcome is not None
    return App(Final(Session(Table(match, humans, "random"), flow.onward), outcome, flow.title))


def test_one_person_sees_a_percentile(kept: Reference) -> None:
    """Whoever plays against bots sees the percentile with its uncertainty, of every seat."""
    app = final(("millford",))
    for standing in played("first-steps", 99).outcome().standings:
        found = kept.percentile(standing.seat, standing.secret, standing.score)
        assert f"{found.value:.0f} ± {found.give:.0f}" in app.root.text
        app.do(lambda seat=standing.seat: app.top._look(seat))
        assert f"Better than {found.value:.0f} of 100 reference games, give or take {found.give:.0f}." in app.root.text
        assert f"In {found.games} of them it had the same secret goal" in app.root.text
    assert "Reference: 40 games with bots of this level in every seat." in app.root.text


def test_the_verdict_names_the_lines_that_decided(kept: Reference) -> None:
    """The lines that banked most more and most less than par are named, where that is at least half a point."""
    app = final(("millford",))
    session = app.top.session  # type: ignore[attr-defined]
    gains = {line.text: line.banked - session.par("millford", line).banked.mean
             for line in session.match.view("millford").lines()}
    high, low = max(gains, key=lambda text: gains[text]), min(gains, key=lambda text: gains[text])
    assert (f"“{high}” brought {amount(gains[high])} more than par" in app.root.text) == (gains[high] >= 0.5)
    assert (f"“{low}” {amount(-gains[low])} less" in app.root.text) == (gains[low] <= -0.5)


def test_several_people_see_points_against_par(kept: Reference) -> None:
    """With several people at the table there is no percentile but points against par."""
    text = final(("millford", "seaward")).root.text
    assert "percentile" not in text
    assert "reference games, give or take" not in text
    for standing in played("first-steps", 99).outcome().standings:
        points = round(standing.score - kept.par(standing.seat, standing.secret)[0])
        assert f"{points:+d}".replace("-", "−").replace("+0", "±0") in text
    assert "against par: bots of this level reach" in text


@pytest.mark.parametrize("screen", ["final", "brief"])
def test_every_line_shows_its_par(references: list[Reference], screen: str) -> None:
    """The brief and the final screen show par of each line."""
    shelf.keep(shelf.own("first-steps"), attrs.evolve(references[-1], level=DEFAULT))
    app = app_of(screen, "first-steps", 1)
    session = app.top.session if isinstance(app.top, Final) else app.top.desk.session
    text = app.root.text
    for line in session.match.view("millford").lines():
        par = session.background.reference.seats["millford"].line(line.id, line.secret)
        assert f"par {amount(par.now.mean)}" in text


def started() -> App:
    """A game that has just begun in the window."""
    return opened(flow.begin(paths.scenarios_folder() / "first-steps.toml", Chosen(("millford",), "random", None, None, 5)))


def listen(app: App) -> None:
    """As the loop does, until no games are missing."""
    while app.top.desk.session.background.missing:
        app.listen()
        time.sleep(0.01)


def test_games_are_played_meanwhile(references: list[Reference]) -> None:
    """Where games are missing the window says how many there are, shows more as they come, and then asks no more."""
    shelf.keep(shelf.own("first-steps"), references[-3])
    app = started()
    assert f"Reference games: {GAMES - 2} of {GAMES}" in app.root.text
    listen(app)
    assert f"Reference: {GAMES} games with bots of this level in every seat." in app.root.text
    app.dirty = False
    app.listen()
    assert not app.dirty


def test_what_stops_them_is_said() -> None:
    """If they cannot be played, one sentence says so and the game goes on."""
    app = started()
    app.listen()
    app.top.desk.session.background.cancel()
    listen(app)
    assert "The process that plays reference games has ended." in app.root.text
