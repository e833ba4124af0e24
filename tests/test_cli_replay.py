"""`replay`: a save tells its turns and digests; a damaged one is refused in one sentence."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from cli_support import SMALL, process, refused, run

from game import Match, load_scenario, paths
from game.study import shelf
from game.study.par import grown
from game.study.play import Setup
from game.table import Table


@pytest.fixture
def match() -> Match:
    """Two turns of random play."""
    match = Match(load_scenario(paths.scenarios_folder() / f"{SMALL}.toml"), 3)
    table = Table(match, bots="random")
    table.advance()
    table.advance()
    return match


@pytest.fixture
def save(match: Match, tmp_path: Path) -> Path:
    match.save(tmp_path / "game.save")
    return tmp_path / "game.save"


def digests(text: str) -> list[str]:
    return re.findall(r"digest ([0-9a-f]{64})", text)


def test_every_turn_with_its_digest(match: Match, save: Path) -> None:
    """Each turn is told with its orders, meetings and the digest of the game after it."""
    shown = run("replay", save)
    assert shown.exit_code == 0
    assert digests(shown.output) == [match.branch(2).digest(), match.digest()]
    for report in match.reports:
        assert all(f"  {order}\n" in shown.output for order in report.orders)
        assert shown.output.count("meeting: ") == sum(len(r.meetings) for r in match.reports)
    assert "turn 3 is being played; sheets handed in: none" in shown.output


def test_up_to_a_turn(match: Match, save: Path) -> None:
    """`--to` stops after that turn; a turn that was not played is refused with those that were."""
    assert digests(run("replay", save, "--to", 1).output) == [match.branch(2).digest()]
    assert "there are 1, 2" in refused(run("replay", save, "--to", 3))


def test_a_finished_game(match: Match, tmp_path: Path) -> None:
    """At the end stand the scores; a game not begun says so."""
    Table(match, bots="random").play()
    match.save(tmp_path / "end.save")
    shown = run("replay", tmp_path / "end.save").output
    assert digests(shown)[-1] == match.digest()
    assert "the end: " in shown
    Match(match.scenario, 1).save(tmp_path / "new.save")
    assert "turn 1 is being played" in run("replay", tmp_path / "new.save").output
    assert "no turn of it has been played" in refused(run("replay", tmp_path / "new.save", "--to", 1))


def test_scores_beside_reference_games(match: Match, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The end of a game among bots of one level is compared with reference games, that of several people is not."""
    monkeypatch.setattr(paths, "user_folder", lambda: tmp_path)
    *_, reference = grown(Setup(scenario=match.scenario, length="full", bot="random"), 5)
    shelf.keep(shelf.own(SMALL), reference)
    Table(match, bots="random", autosave=tmp_path / "bots.save").play()
    shown = run("replay", tmp_path / "bots.save").output
    for standing in match.outcome().standings:
        found = reference.percentile(standing.seat, standing.secret, standing.score)
        better = f"better than {found.value:.0f} of 100 reference games (give or take {found.give:.0f})"
        assert f"{standing.score:.1f}, {better}" in shown
    Table(match, match.seats[:2], "random", tmp_path / "people.save").save()
    assert "reference" not in run("replay", tmp_path / "people.save").output


def test_another_process_finds_the_same_digests(save: Path) -> None:
    """L13: same scenario, seed and orders: same digest in another process."""
    assert digests(process("replay", save).stdout) == digests(run("replay", save).output)


@pytest.mark.parametrize("damage", [
    lambda text: "", lambda text: text[: len(text) // 2], lambda text: "hello\n",
    lambda text: text.replace("save 1", "save 9", 1),
    lambda text: text.replace("length full", "length endless"), lambda text: text.replace("seed 3", "seed -3"),
    lambda text: text.replace("river", "rover"), lambda text: text.replace("turn 1\n", "turn 1\nhighmoor: fly home\n"),
    lambda text: text.replace("turn 1\n", "turn 1\natlantis: pass\n"), lambda text: text.replace("turn 1\n", "turn one\n"),
])
def test_damaged_saves(save: Path, damage: Callable[[str], str]) -> None:
    """Whatever is wrong with a save, it is one sentence."""
    save.write_text(damage(save.read_text(encoding="utf-8")), encoding="utf-8")
    refused(run("replay", save))


def test_saves_that_are_no_text(tmp_path: Path) -> None:
    """Bytes, folders and files that are not there."""
    (tmp_path / "bytes").write_bytes(bytes(range(256)))
    for path in (tmp_path / "bytes", tmp_path, tmp_path / "none"):
        refused(run("replay", path))
