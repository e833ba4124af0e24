"""What `game` hands out: these names, and no more."""

from __future__ import annotations

import doctest
import subprocess
import sys
from importlib.metadata import entry_points, metadata
from pathlib import Path

import pytest

import game
from game import IllegalOrder, Match, Order, Outcome, Report, Scenario, ScenarioError, load_scenario, paths
from game.cli import main

ROOT = Path(__file__).resolve().parent.parent

NAMES = ["IllegalOrder", "Match", "Order", "Outcome", "Report", "Scenario", "ScenarioError", "load_scenario"]


def test_public_names() -> None:
    """The names are those of the design."""
    assert sorted(game.__all__) == NAMES
    assert sorted(dir(game)) == NAMES
    with pytest.raises(AttributeError, match="resolve"):
        _ = game.resolve


def test_star_import() -> None:
    """`from game import *` brings exactly these names."""
    code = "before = set(dir())\nfrom game import *\nprint(sorted(set(dir()) - before - {'before'}))"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.strip() == str(NAMES)


def test_the_example_of_the_design() -> None:
    """A game in five lines: load, look, order, resolve, read why."""
    scenario = load_scenario(paths.scenarios_folder() / "astana.toml")
    assert isinstance(scenario, Scenario)
    match = Match(scenario, seed=7)
    assert -100 < match.alignment("india", "west") < 100
    match.submit("kazakhstan", [match.legal_orders("kazakhstan")[0]], turn=1)
    report = match.resolve()
    assert isinstance(report, Report)
    assert all(isinstance(order, Order) for order in report.orders)
    parts = report.parts(("alignment", "india", "west"))
    moved = match.alignment("india", "west") - report.before.alignment("india", "west")
    assert sum(part.points for part in parts) == pytest.approx(moved)


def test_errors_and_outcome() -> None:
    """Refusals and mistakes have their own types; an outcome is data."""
    match = Match(load_scenario(paths.scenarios_folder() / "first-steps.toml"))
    with pytest.raises(IllegalOrder):
        match.submit("atlantis", [], turn=1)
    with pytest.raises(ScenarioError):
        load_scenario("nowhere.toml")
    assert match.outcome() is None
    while not match.over:
        match.resolve()
    assert isinstance(match.outcome(), Outcome)


def test_types_ship_and_the_program_has_its_name() -> None:
    """py.typed is in the package; `multivector` is `game.cli:main`."""
    assert (Path(game.__file__).parent / "py.typed").exists()
    assert metadata("multivector")["Requires-Python"] == ">=3.11"
    script = next(s for s in entry_points(group="console_scripts") if s.name == "multivector")
    assert script.value == "game.cli:main"


def test_the_examples_of_the_readme(monkeypatch: pytest.MonkeyPatch) -> None:
    """What the README shows is what happens."""
    monkeypatch.chdir(ROOT)
    failed, tried = doctest.testfile(str(ROOT / "README.md"), module_relative=False)
    assert tried > 0
    assert not failed


def test_the_readme_begins_with_the_two_lines() -> None:
    """Two lines are all the set-up there is, and every command is in the table."""
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    top = text.partition("## ")[0]
    assert "\n    pip install . && multivector\n" in top
    assert '\n    pip install -e ".[test]" && pytest\n' in top
    for command in main.commands:
        assert f"| `{command} " in text
