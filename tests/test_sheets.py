"""Teaching sheets: pages to print, made from any scenario, that say what the scenario says."""

from __future__ import annotations

from pathlib import Path

import pytest
import strategies
from cli_support import refused, run
from html_support import Page, accessible
from hypothesis import given, settings
from test_ui_funnel import Bracketed, around

from game import text
from game.handout.lessons import LEAST, PLANS, chosen, quiz
from game.handout.roles import Cast
from game.handout.sheets import SHEETS, files
from game.match import Match
from game.model.compile import lengths
from game.scenario.load import load_scenario
from game.scenario.schema import Scenario

SCENARIOS = Path(__file__).parents[1] / "scenarios"
RULEBOOK = (Path(__file__).parents[1] / "docs" / "rulebook.md").read_text(encoding="utf-8")
ASTANA, STEPS = (load_scenario(SCENARIOS / f"{name}.toml") for name in ("astana", "first-steps"))


@given(strategies.scenario_seeds)
@settings(max_examples=max(6, settings().max_examples // 4))
def test_every_scenario_has_its_sheets(seed: int) -> None:
    """Whatever a scenario declares: every page is accessible, needs nothing, and is led to by the first one."""
    made = files(strategies.scenario(seed))
    assert set(made) == {"index.html", *(f"{name}.html" for name in SHEETS)}
    for name, html in made.items():
        accessible(html.replace('href="', 'href="https://x/') if name == "index.html" else html)
    links = [attrs["href"] for _, attrs, _ in Page(made["index.html"]).all("a") if not attrs["href"].startswith("#")]
    assert sorted(links) == sorted(f"{name}.html" for name in SHEETS)


@pytest.mark.parametrize("scenario", [ASTANA, STEPS], ids=lambda scenario: scenario.id)
def test_roles_say_what_the_brief_says(scenario: Scenario) -> None:
    """Every seat has a short and a long sheet with aim, red line and its three weightiest goals; the long one has all goals,
    possible secret ones and wishes; every action of a seat is on its card with its price, every paragraph on its order sheet."""
    made, cast = files(scenario), Cast(Match(scenario))
    short, long, orders = (Page(made[f"{name}.html"]) for name in ("roles-short", "roles-long", "orders"))
    for seat in cast.seats:
        card, whole, sheet = (part(page, seat) for page in (short, long, orders))
        brief = cast.brief(seat)
        heaviest = sorted(brief.goal, key=lambda goal: -goal.weight)[:3]
        assert all(words in card for words in (brief.aim, brief.red_line, brief.question, *(goal.text for goal in heaviest)))
        assert all(goal.text in whole for goal in (*brief.goal, *brief.secret))
        assert all(cast.words.name(item) in whole for item in brief.wishes)
        assert all(f"{action.name}{action.cost}{action.slots}" in card for action in cast.actions(seat))
        assert all(item.name in sheet for item in scenario.item if cast.board.member(seat))


def part(page: Page, seat: str) -> str:
    return next(words for _, attrs, words in page.all("section") if attrs["id"] == seat)


def test_the_quiz_cites_rules_that_there_are() -> None:
    """Every answer names sections that the rulebook has, and numbers are those of the scenario."""
    for scenario in (ASTANA, STEPS):
        asked = quiz(Cast(Match(scenario)))
        assert len(asked) >= 9
        cited = [section for one in asked for section in one.rule.replace("–", ", ").split(", ")]
        assert all(f"\n{section} " in RULEBOOK for section in cited)
        assert scenario.rupture is not None
        assert any(text.amount(scenario.rupture.limit) in one.answer for one in asked)
    page, answers = (Page(files(ASTANA)[f"{name}.html"]) for name in ("quiz", "quiz-answers"))
    assert all(any(one.question == words for _, _, words in page.all("li")) for one in quiz(Cast(Match(ASTANA))))
    assert not any(one.answer in " ".join(page.texts) for one in quiz(Cast(Match(ASTANA))))
    assert all(one.answer in " ".join(answers.texts) for one in quiz(Cast(Match(ASTANA))))


def test_plans_fit_their_time() -> None:
    """A plan takes the longest length that leaves each turn eight minutes, and ends on the minute."""
    cast = Cast(Match(ASTANA))
    for whole, before, after, pause in PLANS:
        play = whole - before - after - pause
        _, turns = chosen(cast, play)
        fitting = [ids for ids in lengths(ASTANA).values() if play / len(ids) >= LEAST]
        assert len(turns) == max(map(len, fitting), default=3)
    cells = [words for _, _, words in Page(files(ASTANA)["plans.html"]).all("td")]
    assert all(any(cell.endswith(f"–{whole}") for cell in cells) for whole, *_ in PLANS)


def test_all_words_go_through_the_funnel(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever the sheets say is said in the reader's language; commands and ids are nobody's language."""
    monkeypatch.setattr(text, "catalogue", lambda language: Bracketed())
    text.use("x")
    try:
        made = files(STEPS)
    finally:
        monkeypatch.undo()
        text.use("")
    assert {word for html in made.values() for words in Page(html).texts for word in around(words)} == set()


def test_the_command(tmp_path: Path) -> None:
    """It writes the pages of a scenario, a variant or a length into a folder, and refuses in one sentence."""
    folder = tmp_path / "new" / "sheets"
    done = run("sheets", "first-steps", "-o", folder)
    assert done.exit_code == 0, done.output
    assert {file.name for file in folder.iterdir()} == set(files(STEPS))
    assert (folder / "plans.html").read_text(encoding="utf-8") == files(STEPS)["plans.html"]
    assert run("sheets", "first-steps", "-o", folder, "--language", "ru").exit_code == 0
    assert '<html lang="ru">' in (folder / "plans.html").read_text(encoding="utf-8")
    refused(run("sheets", "first-steps"), 2)
    refused(run("sheets", "nowhere", "-o", folder))
    refused(run("sheets", "first-steps", "-o", folder / "index.html"))
    assert "multivector sheets astana" in run("sheets", "--help").stdout
