"""`par`: plays reference games, keeps what is finished, and goes on where it was stopped."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from cli_support import SMALL, refused, run

from game.study import par as study
from game.study.par import Reference
from game.study.play import Setup


def kept(folder: Path) -> dict[tuple[str, str], int]:
    """How many games of each length and level a file holds."""
    found = json.loads((folder / f"{SMALL}.json").read_text(encoding="utf-8"))["references"]
    return {(entry["length"], entry["level"]): len(entry["seats"]["millford"]["rest"]) for entry in found}


def test_games_are_played_and_kept(tmp_path: Path) -> None:
    """It says how long it takes, plays, tells every seat's par, and where the games are kept."""
    result = run("par", SMALL, "--games", 5, "--level", "random", "--workers", 1, "-o", tmp_path / "new")
    assert result.exit_code == 0, result.output
    assert "5 games take about" in result.output
    assert "5 games of random, length full" in result.output
    assert f"kept in {tmp_path / 'new' / SMALL}.json" in result.output
    assert kept(tmp_path / "new") == {("full", "random"): 5}


def test_it_goes_on_where_it_was(tmp_path: Path) -> None:
    """Only games that are missing are played, unless all are wanted anew."""
    words = ("par", SMALL, "--level", "random", "--workers", 1, "-o", tmp_path, "--games")
    run(*words, 2)
    assert "3 games take" in run(*words, 5).output
    assert "games take" not in run(*words, 5).output
    assert kept(tmp_path) == {("full", "random"): 5}
    assert "2 games take" in run(*words, 2, "--anew").output
    assert kept(tmp_path) == {("full", "random"): 2}


def test_several_levels(tmp_path: Path) -> None:
    """Levels stand side by side in one file."""
    run("par", SMALL, "--games", 1, "--level", "random", "--level", "pass", "--workers", 1, "-o", tmp_path)
    assert kept(tmp_path) == {("full", "random"): 1, ("full", "pass"): 1}


def test_ctrl_c_keeps_what_is_finished(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """After Ctrl-C the finished games are kept, and said."""
    whole = study.grown

    def stopped(setup: Setup, games: int, start: Reference | None, workers: int) -> Iterator[Reference]:
        yield from whole(setup, 3, start, workers)
        raise KeyboardInterrupt

    monkeypatch.setattr(study, "grown", stopped)
    result = run("par", SMALL, "--games", 9, "--level", "random", "--workers", 1, "-o", tmp_path)
    assert result.exit_code == 130
    assert result.stderr.startswith("stopped: 3 of 9 games of random at the length full are finished, and kept in ")
    assert kept(tmp_path) == {("full", "random"): 3}


def test_bad_input(tmp_path: Path) -> None:
    """No games, unknown names and a place that cannot be written are refused in one sentence each."""
    (tmp_path / "file").write_text("", encoding="utf-8")
    assert "planner" in refused(run("par", SMALL, "--level", "genius", "-o", tmp_path))
    assert "there is no length 'long'" in refused(run("par", SMALL, "--length", "long", "-o", tmp_path))
    assert "there is no scenario" in refused(run("par", "nowhere"))
    refused(run("par", SMALL, "-o", tmp_path / "file"))
    assert "--games" in refused(run("par", SMALL, "--games", 0), code=2)
