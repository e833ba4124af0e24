"""`screenshot`: every screen is a picture of the size asked for, without a display."""

from __future__ import annotations

import struct
from pathlib import Path

import pytest
from cli_support import SMALL, process, refused, run

SCREENS = ("title", "seats", "summit", "briefing", "brief", "meetings", "texts", "dossier", "curtain", "reveal", "report", "why",
           "triangle", "heading", "assumptions", "declaration", "timeline", "futures", "final", "settings", "tutorial",
           "glossary")


def size(file: Path) -> tuple[int, int]:
    """Width and height of a PNG."""
    data = file.read_bytes()
    assert data.startswith(b"\x89PNG\r\n\x1a\n")
    width, height = struct.unpack(">II", data[16:24])
    return width, height


@pytest.mark.parametrize("screen", SCREENS)
def test_every_screen(tmp_path: Path, screen: str) -> None:
    """Each screen id gives a PNG of the size asked for."""
    file = tmp_path / "screen.png"
    done = run("screenshot", "--screen", screen, "--scenario", SMALL, "--seat", "millford", "--turn", 2, "--bot", "random",
               "--size", "1024x768", "--scale", "1.25", "-o", file)
    assert done.exit_code == 0, done.output
    assert size(file) == (1024, 768)


def test_the_same_words_give_the_same_picture(tmp_path: Path) -> None:
    """In another process, too; and another seat or turn gives another picture."""
    words = ["screenshot", "--screen", "summit", "--scenario", SMALL, "--bot", "random", "--seed", 4]
    run(*words, "-o", tmp_path / "one.png")
    assert process(*words, "-o", tmp_path / "two.png").returncode == 0
    run(*words, "--turn", 2, "-o", tmp_path / "three.png")
    run(*words, "--seat", "seaward", "-o", tmp_path / "four.png")
    pictures = [(tmp_path / f"{name}.png").read_bytes() for name in ("one", "two", "three", "four")]
    assert pictures[0] == pictures[1]
    assert len(set(pictures)) == 3


def test_what_cannot_be_shown(tmp_path: Path) -> None:
    """A screen that the game has not reached, a turn there is not, a seat nobody has, a place that cannot be written."""
    def words(screen: str) -> list[object]:
        return ["screenshot", "--screen", screen, "--scenario", SMALL, "--bot", "pass", "-o", tmp_path / "x.png"]

    assert "turn 2 or later" in refused(run(*words("reveal")))
    assert "there are 1, 2, 3" in refused(run(*words("summit"), "--turn", 9))
    assert "no delegation" in refused(run(*words("summit"), "--seat", "atlantis"))
    assert "NOT written" in refused(run(*words("title"), "-o", tmp_path / "no" / "x.png"))
    assert not list(tmp_path.iterdir())
