"""What `game` hands out: these names, and no more."""

from __future__ import annotations

import subprocess
import sys
from importlib.metadata import entry_points, metadata
from pathlib import Path

import pytest

import game
from game import IllegalOrder, Match, Order, Outcome, Report, Scenario, ScenarioError, load_scenario, paths

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
