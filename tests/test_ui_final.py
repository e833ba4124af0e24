"""The end of a game: the declaration as a document, and the final screen."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Any

import attrs
import numpy as np
import pygame
import pytest
from ui_support import app_of, click, cut_texts, key, outside, overlaps, pale, played, scenario

from game import paths
from game.match import Match
from game.model.board import Board
from game.table import Table
from game.ui import flow
from game.ui.app import App
from game.ui.map import Map
from game.ui.map.shown import shares
from game.ui.paper import Struck
from game.ui.preferences import Preferences
from game.ui.record import Record
from game.ui.score import Score
from game.ui.screens.declaration import Declaration
from game.ui.screens.final import Final
from game.ui.session import Session
from game.ui.widgets import Text
from game.ui.words import Words

SIZE = (1280, 720)
ASTANA = played("astana", 99)


@pytest.fixture(autouse=True)
def _own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(paths, "user_folder", lambda: tmp_path)
    monkeypatch.setattr(paths, "saves_folder", lambda: tmp_path / "saves")


def document(turns: int) -> tuple[App, Record]:
    """The declaration after some turns of drawn orders."""
    match = played("astana", turns)
    record = Record(Words(match.scenario), match.board, match.reports)
    return App(Declaration(record), SIZE), record


def written(app: App) -> list[tuple[type, str]]:
    """Every text of the sheet, with what it is written as, from the top."""
    nodes = sorted((node for node, _ in app.root.walk() if isinstance(node.element, Text)), key=lambda node: node.rect.top)
    return [(type(node.element), node.element.words) for node in nodes if isinstance(node.element, Text)]


@pytest.mark.parametrize("turns", [0, 3, 8])
def test_every_paragraph_stands_in_its_wording(turns: int) -> None:
    """Every paragraph is written as its wording is now; those that have fallen are struck out, and come last."""
    app, record = document(turns)
    texts = written(app)
    words = [text for _, text in texts]
    board, last = record.board, 0
    for state in ("adopted", "open", "dropped"):
        for item in (item for item in board.items if board.status(item) == state):
            at = words.index(board.paragraph(item).strip())
            assert at > last
            assert (texts[at][0] is Struck) == (state == "dropped")
            last = at


def test_the_margin_names_who_took_a_position() -> None:
    """Beside a paragraph stand its sponsors, and everybody who has strengthened or softened it or stood aside."""
    app, record = document(8)
    text = app.root.text
    for item in record.board.items:
        for action, form in (("strengthen", "Strengthened by {}"), ("soften", "Softened by {}")):
            seats = dict.fromkeys(
                o.seat for r in record.reports for o in r.orders if (o.action, o.target) == (action, item)
            )
            assert not seats or form.format(record.words.names(list(seats))) in text
        aside = record.board.aside(item)
        assert not aside or f"Stood aside: {record.words.names(list(aside))}" in text


@pytest.mark.parametrize(("turns", "state"), [(2, "Draft"), (8, "As signed")])
def test_the_head_says_what_it_is(turns: int, state: str) -> None:
    """The sheet has the document's name, the place, and whether it is a draft; at the end its members sign."""
    app, record = document(turns)
    text = app.root.text
    assert f"Astana 2024 · {state} Astana Declaration" in text
    assert ("Signed in the name of" in text) == (turns == 8)
    assert all(record.words.name(member) in text for member in record.board.members)


def test_files_are_annexes() -> None:
    """Every file is an annex with the steps that were agreed and those that were not."""
    board = ASTANA.board
    for taken in (0, 1, 2):
        world = attrs.evolve(board.world, steps=np.full_like(board.world.steps, taken))
        record = Record(Words(ASTANA.scenario), Board(board.rulebook, world), ASTANA.reports)
        text = App(Declaration(record), SIZE).root.text
        for file in ASTANA.scenario.file:
            for i, step in enumerate(file.steps):
                assert (f"{i + 1}. {step}" if i < taken else f"Not yet: {step}") in text


VIEWS = [((1280, 720), 1.0), ((1920, 1080), 1.0), ((1280, 720), 1.75)]
PAGES = ("standings", "map", "declaration", "moments")


@lru_cache
def broken() -> Match:
    """A whole game in which the summit breaks at once, and nobody does anything after it."""
    base = scenario("astana")
    match = Match(attrs.evolve(base, track=tuple(attrs.evolve(track, start=84.0) for track in base.track)), seed=2)
    for seat in ("russia", "china", "west"):
        orders = [o for o in match.legal_orders(seat) if o.action in ("pressure", "widen-measures", "guarantee")][:1]
        match.submit(seat, orders, 1)
    while not match.over:
        match.resolve()
    assert match.board.rupture_turn
    return match


def final(match: Match, humans: tuple[str, ...], **changes: Any) -> App:
    """The final screen of a match."""
    outcome = match.outcome()
    assert outcome is not None
    session = Session(Table(match, humans, "random"), flow.onward)
    size, scale = changes.pop("view", (SIZE, 1.0))
    return App(Final(session, outcome, flow.title, **changes), size, Preferences(scale=scale))


@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("name", ["astana", "long", "six", "broken"])
def test_every_page_of_the_end_is_laid_out(name: str, page: str, view: tuple[tuple[int, int], float]) -> None:
    """No page of the final screen cuts, covers or lets go of anything, with long names, many poles and after a breach too."""
    match = broken() if name == "broken" else played(name, 99)
    people = match.seats[:4] if name == "long" else match.seats[:1]
    app = final(match, people, page=page, view=view)
    assert (cut_texts(app), outside(app.root), overlaps(app.root), pale(app.root)) == ([], [], [], [])


def test_the_verdict_says_place_and_what_decided_it() -> None:
    """The head says place and points of who played alone, and which line brought most where there is no reference."""
    app = final(ASTANA, ("iran",))
    standing = next(s for s in ASTANA.outcome().standings if s.seat == "iran")  # type: ignore[union-attr]
    assert f"Iran ends with {standing.score:.0f} points: place {standing.rank} of 13." in app.root.text
    best = max(ASTANA.view("iran").lines(), key=lambda line: line.banked)
    assert f"“{best.text}”" in app.root.text


def test_a_breach_is_told_on_every_page() -> None:
    """After a breach every page says when it was, who is blamed and which orders of theirs raised the gauge."""
    match = broken()
    report = next(report for report in match.reports if report.rupture)
    name = report.after.name(str(report.blamed))
    for page in PAGES:
        text = final(match, (match.seats[0],), page=page).root.text
        assert f"The summit broke in turn {match.reports.index(report) + 1}; {name} was blamed." in text
        assert f"was raised by {name}: " in text


def test_pages_are_turned_by_number() -> None:
    """The keys 1 to 4 open the pages, and Esc leads back to the title from each."""
    for code, page in zip("1234", PAGES, strict=True):
        app = final(ASTANA, ("iran",))
        app.step([key(ord(code), text=code)])
        assert app.top.page == page  # type: ignore[attr-defined]
        app.step([key(pygame.K_ESCAPE)])
        assert app.top.id == "title"


def test_the_map_turns_between_start_and_end() -> None:
    """The page of the map shows the end, or the start; the other one's colours are where the turning begins."""
    app = final(ASTANA, ("iran",), page="map")

    def told() -> Map:
        return next(node.element for node, _ in app.root.walk() if isinstance(node.element, Map))

    start, end = ASTANA.reports[0].before, ASTANA.board
    turned = next(state for state in end.states if start.first_partner(state) != end.first_partner(state))
    assert told().shown[turned].partner == end.first_partner(turned)
    assert told().before[turned] == shares(start, turned)
    click(app, "shows:start")
    assert told().shown[turned].partner == start.first_partner(turned)
    app.tick(5.0)
    app.step([key(pygame.K_SPACE)])
    app.tick(5.1)
    assert app.root.children


def test_every_turn_can_be_opened() -> None:
    """Each turn is listed with what stands out in it, and opens its report."""
    app = final(ASTANA, ("iran",), page="moments")
    for report in ASTANA.reports:
        row = next(node for node, _ in app.root.walk() if node.id == f"turn:{report.turn}")
        assert all(report.after.name(item) in row.text for item in report.adopted)
        turned = [s for s in report.after.states if report.before.first_partner(s) != report.after.first_partner(s)]
        assert all(report.after.name(state) in row.text for state in turned)
    click(app, "turn:3")
    assert app.top.id == "report"
    assert app.top.told.report is ASTANA.reports[2]  # type: ignore[attr-defined]
    app.step([key(pygame.K_ESCAPE)])
    assert app.top.id == "final"


def test_the_bar_shows_par() -> None:
    """A score's bar carries mean and spread of the reference games, and none while there are none."""
    app = final(ASTANA, ("iran",))
    bars = [node.element for node, _ in app.root.walk() if isinstance(node.element, Score)]
    assert [round(bar.points, 6) for bar in bars] == [round(s.score, 6) for s in ASTANA.outcome().standings]  # type: ignore[union-attr]
    assert all(bar.par is None for bar in bars)


def test_the_final_screen_works_turning_points_out() -> None:
    """The fifth page says that it is working, and then names the orders that mattered most, own ones and those of others."""
    app = app_of("final", "first-steps", 99)
    app.press("tab:turnings")
    assert "Working it out" in app.root.text
    app.step([])
    text = app.root.text
    assert "that mattered most to it" in text
    assert "mattered most to Millford" in text


def test_the_final_screen_writes_the_report(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The report of the game is a page in the user's folder, and the screen says where."""
    monkeypatch.setattr(paths, "user_folder", lambda: tmp_path)
    app = app_of("final", "first-steps", 99)
    app.press("report")
    (file,) = (tmp_path / "reports").glob("*.html")
    assert str(file) in app.notice
    assert file.read_text(encoding="utf-8").startswith("<!DOCTYPE html>")
