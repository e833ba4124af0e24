"""The report of a game: an accessible page and tables that tell what happened, and before the end no secret."""

from __future__ import annotations

import csv
import io
import os
import re
import subprocess
import sys
from pathlib import Path

import attrs
import pytest
import strategies
from cli_support import SMALL, refused, run
from html_support import Page, accessible
from hypothesis import given, settings
from test_turning import finished
from test_ui_funnel import Bracketed, around

from game import paths, text
from game.handout import ink
from game.handout.account import Account
from game.handout.questions import FINDERS, asked
from game.handout.report import as_html
from game.handout.tables import files
from game.match import Match
from game.save import HUMAN, save_text, write_save
from game.scenario.load import load_scenario
from game.scenario.questions import PLACES
from game.scenario.schema import Scenario
from game.scenario.tables.record import Question
from game.study.par import FIRST, played
from game.study.play import Setup, play

SCENARIOS = Path(__file__).parents[1] / "scenarios"
STEPS = load_scenario(SCENARIOS / f"{SMALL}.toml")
WHO = {"highmoor": HUMAN, "seaward": "random", "millford": "random", "bridgewater": "random"}


def account_of(match: Match, **more: object) -> Account:
    return Account(match=match, **more)  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def whole() -> Account:
    """A finished game with a person in it, and one reference game."""
    setup = Setup(scenario=STEPS, bot="random")
    return account_of(play(setup, 3), who=WHO, reference=played(setup, FIRST))


def rows(tables: dict[str, str], name: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(tables[f"{name}.csv"])))


def asking(scenario: Scenario) -> Scenario:
    """The scenario with a question about everything that can be asked about, with all its places."""
    bank = tuple(Question(topic="T", text=" ".join(f"{{{p}}}" for p in places) or "?", about=about, most=9)  # type: ignore[arg-type]
                 for about, places in PLACES.items())
    return attrs.evolve(scenario, question=bank)


@given(strategies.scenario_seeds, strategies.game_seeds)
@settings(max_examples=max(6, settings().max_examples // 4))
def test_every_game_has_an_accessible_page(seed: int, luck: int) -> None:
    """Whole games of random scenarios and games cut short: well formed, headings in order, all named, nothing loaded; and every
    question of the bank is filled in."""
    match = finished(seed, luck)
    match.scenario = asking(match.scenario)
    for account in (account_of(match), account_of(match.branch(match.turns[luck % len(match.turns)]))):
        accessible(as_html(account))
        assert all("{" not in one.text for one in asked(account))


def test_every_kind_of_question_is_found() -> None:
    """What a scenario may ask about is what can be found in a game."""
    assert {"always", *FINDERS} == set(PLACES)


def test_astana_asks_what_happened() -> None:
    """The shipped question bank cites the game, topic by topic, and goes from feelings to what comes next."""
    account = account_of(play(Setup(scenario=load_scenario(SCENARIOS / "astana.toml"), bot="random", length="short"), 5))
    found = asked(account)
    topics = list(dict.fromkeys(one.topic for one in found))
    assert topics == ["How it felt", "What happened", "Why", "Parallels and limits", "What next"]
    assert len(found) >= 12
    page = accessible(as_html(account))
    assert all(any(one.text == words for _, _, words in page.all("li")) for one in found)


def test_the_end_is_told(whole: Account) -> None:
    """Scores and secret goals, par and percentile, turning points of people, what was adopted, and who led what."""
    page, outcome = accessible(as_html(whole)), whole.match.outcome()
    assert outcome is not None
    captions = [words for _, _, words in page.all("caption")]
    assert "Orders of Highmoor that mattered most to it" in captions
    assert not any("of Seaward that mattered" in words for words in captions)
    told = " ".join(page.texts)
    for standing in outcome.standings:
        assert text.amount(standing.score) in told
        secret = next(line for line in whole.match.view(standing.seat).lines() if line.secret)
        assert f"Secret: {secret.text}" in told
    assert all(whole.end.paragraph(item) in told for item in whole.end.items if whole.end.status(item) == "adopted")
    assert "a person" in told
    assert "Par" in [words for _, _, words in page.all("th")]


def test_a_page_tells_the_story_and_folds_the_rest(whole: Account) -> None:
    """Goals, deals and turning points of people stand open; what bots did, sheets and sources are folded, and nothing is lost.

    Where nobody knows who led what, one line for each delegation says what mattered most to it."""
    html = as_html(whole)
    page, story = Page(html), Page(re.sub("<details>.*?</details>", "", html, flags=re.DOTALL))
    told, open_ = ({words for _, _, words in part.all("caption")} for part in (page, story))
    assert {f"Goals of {whole.words.name(seat)}" for seat in whole.match.seats} <= told
    assert [name for name in open_ if name.startswith("Goals of")] == ["Goals of Highmoor"]
    assert told > open_ > {"Orders of Highmoor that mattered most to it"}
    assert not any("Requests and orders of turn" in name for name in open_)
    assert all(attrs["type"] == "button" and words for _, attrs, words in page.all("button"))
    many = account_of(play(Setup(scenario=load_scenario(SCENARIOS / "astana.toml"), bot="random", length="short"), 5))
    open_ = {words for _, _, words in Page(re.sub("<details>.*?</details>", "", as_html(many), flags=re.DOTALL)).all("caption")}
    assert "The order that mattered most to each delegation" in open_
    assert not any(name.startswith("Orders of") for name in open_)


def test_tables_add_up(whole: Account) -> None:
    """Every column is in the dictionary, the parts of a change sum to it, and standings are those of the outcome."""
    tables, outcome = files(whole), whole.match.outcome()
    assert outcome is not None
    dictionary = {(row["table"], row["column"]) for row in rows(tables, "dictionary") if row["meaning"] and row["a_row_is"]}
    for name in (file.removesuffix(".csv") for file in tables if file != "dictionary.csv"):
        head = next(csv.reader(io.StringIO(tables[f"{name}.csv"])))
        assert {(name, column) for column in head} <= dictionary
        assert all(None not in row.values() for row in rows(tables, name))
    report = whole.match.reports[0]
    moved = [row for row in rows(tables, "changes") if (row["turn"], row["quantity"], row["of"]) == ("1", "track", "tension")]
    assert sum(float(row["points"]) for row in moved) == pytest.approx(report.change(("track", "tension")), abs=1e-3)
    assert [(row["seat"], float(row["score"])) for row in rows(tables, "standings")] == [
        (s.seat, pytest.approx(s.score, abs=1e-4)) for s in outcome.standings]
    assert len(rows(tables, "turning_points")) == 4 * sum(len(s) for sheets in whole.match.played for s in sheets.values())


def test_nothing_secret_before_the_end() -> None:
    """A game that goes on is told the same whatever its seats are about to do, have promised or want in secret."""
    seed = 9_876_543_210
    quiet, busy = Match(STEPS, seed), Match(STEPS, seed)
    for match in (quiet, busy):
        match.submit("highmoor", ["highmoor: request 1 seaward", "highmoor: fallback 1 project millford"], 1)
        match.submit("seaward", ["seaward: request 1 highmoor"], 1)
    busy.offer("millford", "bridgewater", ["millford: consent locks"], ["bridgewater: consent locks"], 1)
    for match in (quiet, busy):
        match.resolve()
    busy.submit("millford", ["millford: public-line seaward up"], 2)
    pages, tables = ([make(account_of(match, who=WHO)) for match in (quiet, busy)] for make in (as_html, files))
    assert pages[0] == pages[1]
    assert tables[0] == tables[1]
    told = " ".join(Page(str(pages[0])).texts) + str(tables[0])
    secrets = [goal.text for brief in STEPS.brief for goal in brief.secret]
    assert not any(word in told for word in (str(seed), "fallback", *secrets))
    assert "The game goes on" in told


def test_no_word_given_is_told_before_the_end() -> None:
    """Kept and broken promises, secret goals and turning points are asked about at the end alone."""
    match = Match(STEPS, 5)
    for seat, other in (("highmoor", "millford"), ("millford", "highmoor")):
        id = match.offer(seat, other, [f"{seat}: request 1 {other}"], [f"{other}: request 1 bridgewater"], 1)
        match.answer(other, id, True, 1)
    match.submit("highmoor", ["highmoor: request 1 millford"], 1)
    match.resolve()
    match.scenario = attrs.evolve(STEPS, question=tuple(
        Question(topic="T", text="?", about=about) for about in ("kept", "broken", "secret", "turning")))  # type: ignore[arg-type]
    assert asked(account_of(match)) == ()
    while not match.over:
        match.submit("seaward", ["seaward: guarantee millford"], match.turn)
        match.resolve()
    assert len(asked(account_of(match))) == 4
    assert "had promised Highmoor a meeting" in as_html(account_of(match))


def test_what_scenarios_say_is_only_text() -> None:
    """Signs of markup in a scenario's texts are shown, not obeyed."""
    match = play(Setup(scenario=attrs.evolve(STEPS, title="<script>&</p>", line="a < b"), bot="pass"), 1)
    page = accessible(as_html(account_of(match)))
    assert "<script>&</p>" in page.all("h1")[0][2]


def test_all_words_go_through_the_funnel(whole: Account, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever the page says is said in the player's language."""
    monkeypatch.setattr(text, "catalogue", lambda language: Bracketed())
    text.use("x")
    try:
        page = Page(as_html(account_of(whole.match, who=WHO)))
    finally:
        monkeypatch.undo()
        text.use("")
    assert [word for words in page.texts for word in around(words)] == []


def test_colours_can_be_seen() -> None:
    """Text has a contrast of 4.5 on paper, lines of poles 3, whatever colours a scenario chose."""
    assert all(ink.contrast(colour, ink.PAPER) >= 4.5 for colour in (ink.INK, ink.FADED, ink.ACCENT, ink.GOOD))
    assert ink.contrast(ink.FADED, ink.SUNKEN) >= 4.5
    for pole in (attrs.evolve(STEPS.pole[0], colour=colour) for colour in ("#ffffff", "#e7b643", "#4087de", "#000000")):
        assert ink.contrast(ink.shade(pole), ink.PAPER) >= 3
        assert ink.contrast(ink.shade(pole, 4.5), ink.PAPER) >= 4.5


@pytest.fixture
def save(tmp_path: Path, whole: Account) -> Path:
    path = tmp_path / "game.save"
    write_save(path, save_text(attrs.evolve(whole.match.saved(), seats=WHO)))
    return path


def test_the_command(save: Path, tmp_path: Path) -> None:
    """It writes the page and the tables, the same ones each time, and says where; from any folder."""
    page, folder = tmp_path / "page.html", tmp_path / "new" / "tables"
    done = run("report", save, "-o", page, "--csv", folder)
    assert done.exit_code == 0, done.output
    assert str(page) in done.stdout
    assert str(folder) in done.stdout
    told = page.read_text(encoding="utf-8")
    accessible(told)
    assert {file.name for file in folder.iterdir()} >= {"standings.csv", "dictionary.csv", "turning_points.csv"}
    again = subprocess.run([sys.executable, "-m", "game", "report", save.name, "-o", "other.html"], cwd=save.parent,
                           capture_output=True, text=True, check=True)
    assert again.stderr == ""
    assert (tmp_path / "other.html").read_text(encoding="utf-8") == told


def test_in_another_language(save: Path, tmp_path: Path) -> None:
    """`--language` says in which language the page is, to people and to browsers; the next command speaks English again."""
    page = tmp_path / "page.html"
    assert run("report", save, "-o", page, "--language", "ru").exit_code == 0
    told = page.read_text(encoding="utf-8")
    accessible(told)
    assert '<html lang="ru">' in told
    assert "отчёт о партии" in told
    assert text.language() == "en"
    assert "there are en, ru" in refused(run("report", save, "-o", page, "--language", "x"), 2)


def test_last_is_the_game_saved_last(save: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """`last` stands for the youngest save in the user's folder; without any it is one sentence."""
    monkeypatch.setattr(paths, "user_folder", lambda: tmp_path)
    assert str(tmp_path) in refused(run("report", "last", "-o", tmp_path / "x.html"))
    folder = paths.saves_folder()
    folder.mkdir()
    for age, name in ((20, "b"), (10, "a")):
        (folder / f"{name}.save").write_bytes(save.read_bytes() if name == "a" else b"broken")
        os.utime(folder / f"{name}.save", (1e9 - age, 1e9 - age))
    assert run("report", "last", "-o", tmp_path / "x.html").exit_code == 0
    assert run("replay", "last").exit_code == 0


def test_the_command_refuses(save: Path, tmp_path: Path) -> None:
    """Nothing asked for is wrong usage; no save, a folder in the way or a file in the way is one sentence."""
    refused(run("report", save), 2)
    refused(run("report", tmp_path / "none.save", "-o", tmp_path / "x.html"))
    refused(run("report", save, "-o", tmp_path))
    refused(run("report", save, "--csv", save))
    assert "multivector report last" in run("report", "--help").stdout
