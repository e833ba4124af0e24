"""Benchmarks run where a yardstick is missing, and plots are drawn without any library."""

from __future__ import annotations

from xml.etree import ElementTree

import pytest

from benchmarks import games, lines, peers, step, window
from game import load_scenario, paths


@pytest.fixture(autouse=True)
def alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine without any of the other packages, and little patience."""
    monkeypatch.setattr(peers, "installed", lambda *packages: False)
    monkeypatch.setattr(games, "BLOCK", 4)
    monkeypatch.setattr(games, "BLOCKS", (2, 4))
    monkeypatch.setattr(games, "_processes", lambda setup: [])
    monkeypatch.setattr(step, "GAMES", 2)
    for module in (games, step):
        monkeypatch.setattr(module, "ROUNDS", 1)


def test_rows_say_what_is_not_installed() -> None:
    """Without its yardstick a row says so, and what is ours is measured all the same."""
    found = games.rows(load_scenario(paths.scenarios_folder() / "first-steps.toml"), (2, 4))
    assert sum("is not installed" in row[2] for row in found) == 2
    assert all(" a second" in row[1] for row in found if "is not installed" in row[2])
    assert [row[1] for row in step.rows()[1:]] == ["not installed"] * 3


def test_a_plot_is_well_formed() -> None:
    """Every line is there with its name, within the picture."""
    text = lines.plot([lines.Line(name="2 < 3", points=[(18, 1.0), (200, 71.5)])], "actors", "us")
    root = ElementTree.fromstring(text)
    assert "2 < 3" in [node.text for node in root.iter() if node.tag.endswith("text")]
    points = next(node.get("points") for node in root.iter() if node.tag.endswith("polyline"))
    assert points is not None
    assert points.split()[-1] == f"{lines.LEFT + lines.WIDTH:.1f},{lines.TOP:.1f}"


@pytest.mark.slow
def test_every_screen_is_drawn_by_the_benchmark_of_the_window() -> None:
    """The script that measures frames and memory goes through all screens and ends with two numbers."""
    frame, memory = map(float, window.output(window.DRAWING, {}).split()[-2:])
    assert frame > 0
    assert memory > 0
