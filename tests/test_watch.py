"""A scenario file that is watched: however it is saved, it is read again, once it rests."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner
from scenario_texts import SMALL

from game import paths
from game.cli import main
from game.scenario.watch import Version, Watch

BROKEN = SMALL.replace("weight = 3", "wieght = 3")
OTHER = SMALL.replace('"Small"', '"Other"')


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A sound scenario."""
    found = tmp_path / "mine.toml"
    found.write_text(SMALL)
    return found


class Clock:
    """A watch that is looked at ten times a second."""

    def __init__(self, path: Path) -> None:
        self.watch, self.now = Watch(path), 0.0

    def run(self, seconds: float = 0.5) -> list[Version]:
        """What is news in that time."""
        found = []
        for _ in range(round(seconds * 10)):
            self.now += 0.101
            version = self.watch.news(self.now)
            found += [version] if version else []
        return found


def renamed(path: Path, text: str) -> None:
    beside = path.with_name("mine.toml~")
    beside.write_text(text)
    os.replace(beside, path)


def truncated(path: Path, text: str) -> None:
    path.write_text("")
    path.write_text(text)


def moved_away(path: Path, text: str) -> None:
    path.rename(path.with_name("mine.bak"))
    path.write_text(text)


def twice(path: Path, text: str) -> None:
    path.write_text(text)
    path.write_text(text)


def in_no_time(path: Path, text: str) -> None:
    """With the same size and time."""
    before = path.stat()
    path.write_text(text)
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))


@pytest.mark.parametrize("save", [renamed, truncated, moved_away, twice, in_no_time])
def test_every_way_to_save_is_seen_once(file: Path, save: Callable[[Path, str], None]) -> None:
    """A file that is renamed into place, cut and written, moved away, written twice or within one tick is read again, once."""
    clock = Clock(file)
    assert clock.run() == []
    save(file, OTHER)
    (version,) = clock.run()
    assert version.scenario is not None
    assert version.scenario.title == "Other"
    assert clock.run() == []


def test_a_file_is_left_to_rest(file: Path) -> None:
    """While a file is still being written it is not read; an empty or missing one is given more time."""
    clock = Clock(file)
    for cut in range(0, len(OTHER), len(OTHER) // 8):
        file.write_text(OTHER[: cut + 1])
        assert clock.run(0.1) == []
    file.write_text(OTHER)
    assert [version.scenario is not None for version in clock.run()] == [True]
    file.write_text("")
    assert clock.run(0.4) == []
    file.unlink()
    assert clock.run(0.4) == []
    file.write_text(SMALL)
    assert [version.scenario is not None for version in clock.run()] == [True]


def test_mistakes_come_and_go(file: Path) -> None:
    """A version with mistakes has no scenario but its problems; the next sound one has neither."""
    clock = Clock(file)
    file.write_text(BROKEN)
    (version,) = clock.run()
    assert version.scenario is None
    assert [problem.code for problem in version.problems] == ["unknown-key"]
    file.write_text(SMALL)
    (version,) = clock.run()
    assert version.problems == ()


def test_what_changes_nothing_is_no_news(file: Path) -> None:
    """A touched file, a remark, and another scenario beside it are looked at and not told."""
    clock = Clock(file)
    os.utime(file, ns=(0, 0))
    assert clock.run() == []
    file.write_text("# mine\n" + SMALL)
    assert clock.run() == []
    file.with_name("other.toml").write_text(OTHER)
    assert clock.run() == []


def test_what_a_file_rests_on_is_watched(file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """When a set that the file uses is saved, the file is read again."""
    shipped = tmp_path / "shipped"
    (shipped / "sets").mkdir(parents=True)
    actions = (paths.scenarios_folder() / "sets" / "summit-actions.toml").read_text()
    (shipped / "sets" / "summit-actions.toml").write_text(actions)
    monkeypatch.setattr(paths, "scenarios_folder", lambda: shipped)
    file.write_text((paths.PACKAGE.parent / "scenarios" / "first-steps.toml").read_text())
    clock = Clock(file)
    assert clock.watch.version.scenario is not None
    (shipped / "sets" / "summit-actions.toml").write_text("action = 3")
    assert [version.scenario for version in clock.run()] == [None]


def test_its_base_and_its_pictures_are_watched(tmp_path: Path) -> None:
    """When a scenario of the user's that a file extends is saved, or its picture, the file is read again."""
    own, picture, file = paths.user_folder() / "scenarios", tmp_path / "mine" / "map.png", tmp_path / "mine.toml"
    own.mkdir(parents=True)
    (own / "small.toml").write_text(SMALL)
    picture.parent.mkdir()
    file.write_text('format = 1\nid = "mine"\ntitle = "Mine"\nline = "Mine."\nextends = "small"\npicture = "map.png"\n')
    clock = Clock(file)
    assert [problem.code for problem in clock.watch.version.problems] == ["no-picture"]
    picture.write_bytes(b"GIF")
    (version,) = clock.run()
    assert {problem.code for problem in version.problems} == {"not-a-picture"}
    (own / "small.toml").write_text(BROKEN)
    (version,) = clock.run()
    assert "unknown-key" in {problem.code for problem in version.problems}


def test_variants_are_read_after_the_first(file: Path) -> None:
    """The version that is played is read at once; what is wrong with another variant is told after it."""
    variant = '\n[[variant]]\nid = "odd"\nname = "Odd"\n[[variant.actor]]\nid = "lake"\nweight = -1\n'
    clock = Clock(file)
    file.write_text(OTHER + variant)
    first, second = clock.run()
    assert first.problems == ()
    assert first.scenario is not None
    assert [problem.code for problem in second.problems] == ["out-of-range"]
    assert second.scenario is not None
    assert clock.watch.complete


@pytest.mark.parametrize("make", [
    lambda path: path.mkdir(), lambda path: os.mkfifo(path), lambda path: path.symlink_to(path),
    lambda path: path.write_bytes(b"\xff\xfe\x00"), lambda path: path.write_bytes(b"x" * 6_000_000), lambda path: None,
    lambda path: path.write_text("[" * 3000), lambda path: path.write_text(SMALL[:300]),
])
def test_whatever_a_file_becomes_is_told(file: Path, make: Callable[[Path], object]) -> None:
    """A folder, a pipe, a loop of links, bytes, something huge, nothing, nested or half a file is told as a mistake; the watch
    goes on and sees it mended."""
    clock = Clock(file)
    file.unlink()
    make(file)
    (version,) = clock.run(1.5)
    assert version.scenario is None
    assert version.problems
    if file.is_dir():
        file.rmdir()
    elif os.path.lexists(file):
        file.unlink()
    file.write_text(SMALL)
    assert [version.scenario is not None for version in clock.run()] == [True]


def test_check_only_tells_each_version(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """In the terminal every version is told with line and caret, until Ctrl-C."""
    variant = '\n[[variant]]\nid = "other"\nname = "Other"\n'
    file.write_text(SMALL + variant)
    now = iter(range(100))
    saves = {10: BROKEN, 20: SMALL + variant}

    def sleep(seconds: float) -> None:
        at = round(next(now))
        if at == 30:
            raise KeyboardInterrupt
        if at in saves:
            file.write_text(saves[at])

    clock = iter(range(1000))
    monkeypatch.setattr("time.sleep", sleep)
    monkeypatch.setattr("time.monotonic", lambda: next(clock) * 0.11)
    result = CliRunner().invoke(main, ["watch", str(file), "--check-only"])
    assert result.exit_code == 130
    told = result.stdout.splitlines()
    assert told[0] == told[-1] == f"{file}: no mistakes"
    assert "unknown key 'wieght'" in told[1]
    assert told[3].strip() == "| ^^^^^^"
    assert len(told) == 6


def test_a_translation_is_part_of_a_version(file: Path) -> None:
    """A translation that is saved beside the file is news, and so are its mistakes."""
    clock = Clock(file)
    file.with_name("mine.ru.toml").write_text('title = "Малый"\n', encoding="utf-8")
    (version,) = clock.run()
    assert {problem.code for problem in version.problems} == {"untranslated"}
    file.with_name("mine.ru.toml").write_text('titel = "Малый"\n', encoding="utf-8")
    (version,) = clock.run()
    assert "unknown-key" in {problem.code for problem in version.problems}
    assert version.scenario is not None
