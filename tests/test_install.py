"""Scenarios that are handed on: what is installed was checked, is only what belongs to it, and takes nothing else's place."""

from __future__ import annotations

import io
import os
import struct
from collections.abc import Callable
from pathlib import Path

import pygame
import pytest
from click.testing import CliRunner, Result
from scenario_texts import SMALL

from game import paths
from game.cli import main
from game.scenario.load import examine
from game.scenario.pictures import MOST_SIDE, no_picture, picture_file


def png(size: tuple[int, int] = (40, 30)) -> bytes:
    """A picture."""
    file = io.BytesIO()
    pygame.image.save(pygame.Surface(size), file, "x.png")
    return file.getvalue()


def jpeg() -> bytes:
    file = io.BytesIO()
    pygame.image.save(pygame.Surface((40, 30)), file, "x.jpg")
    return file.getvalue()


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The user's scenarios."""
    monkeypatch.setattr(paths, "user_folder", lambda: tmp_path / "user")
    monkeypatch.setattr(paths, "scenarios_folder", lambda: tmp_path / "shipped")
    (tmp_path / "shipped").mkdir()
    (tmp_path / "shipped" / "astana.toml").write_text(SMALL.replace('id = "small"', 'id = "astana"', 1))
    return tmp_path / "user" / "scenarios"


@pytest.fixture
def file(tmp_path: Path, folder: Path) -> Path:
    """A scenario with a translation and a picture."""
    found = tmp_path / "from" / "small.toml"
    (found.parent / "small").mkdir(parents=True)
    found.write_text(SMALL.replace('id = "small"', 'id = "small"\npicture = "map.png"', 1))
    found.with_name("small.ru.toml").write_text('title = "Малый"\n', encoding="utf-8")
    (found.parent / "small" / "map.png").write_bytes(png())
    return found


def install(*words: str | Path) -> Result:
    return CliRunner().invoke(main, ["install", *map(str, words)])


def tree(folder: Path) -> dict[str, bytes]:
    """Everything below a folder."""
    found = (place for place in sorted(folder.rglob("*")) if place.is_file())
    return {str(place.relative_to(folder)): place.read_bytes() for place in found}


def test_a_scenario_comes_with_what_belongs_to_it(file: Path, folder: Path) -> None:
    """The scenario, its translation and its picture are copied to the byte; nothing else is there, and it can be shown."""
    result = install(file)
    assert result.exit_code == 0, result.output
    assert "1 scenario, 1 translation, 1 picture" in result.output
    assert tree(folder) == tree(file.parent)
    scenario = examine(folder / "small.toml").scenario
    assert scenario is not None
    assert picture_file(scenario, scenario.picture) == folder / "small" / "map.png"


def test_it_is_installed_under_its_id(file: Path, folder: Path) -> None:
    """Whatever its file is called, a scenario is installed under its id, and so are its translations and pictures."""
    for name, other in (("small.toml", "mine.toml"), ("small.ru.toml", "mine.ru.toml"), ("small", "mine")):
        (file.parent / name).rename(file.parent / other)
    assert install(file.with_name("mine.toml")).exit_code == 0
    assert set(tree(folder)) == {"small.toml", "small.ru.toml", "small/map.png"}


def test_what_has_mistakes_is_refused(file: Path, folder: Path) -> None:
    """A scenario or translation with a mistake is not installed; the mistake is told with its line."""
    file.with_name("small.ru.toml").write_text('titel = "Малый"\n', encoding="utf-8")
    result = install(file)
    assert result.exit_code == 1
    assert "small.ru.toml:1:1: error" in result.output
    assert tree(folder) == {}
    assert list(folder.iterdir()) == []


def test_an_id_that_is_taken_needs_a_word(file: Path, folder: Path) -> None:
    """A second one of the same id, of one's own or shipped, is refused without --replace; with it nothing old is left."""
    assert install(file).exit_code == 0
    before = tree(folder)
    assert "--replace" in install(file).output
    file.with_name("small.ru.toml").unlink()
    file.write_text(SMALL)
    (file.parent / "small" / "map.png").unlink()
    assert install(file).exit_code == 1
    assert tree(folder) == before
    assert install(file, "--replace").exit_code == 0
    assert set(tree(folder)) == {"small.toml"}
    shipped = file.with_name("mine.toml")
    shipped.write_text(SMALL.replace('id = "small"', 'id = "astana"', 1))
    assert "--replace" in install(shipped).output


def test_what_is_in_the_way_stays(file: Path, folder: Path) -> None:
    """A folder that belongs to no scenario is never replaced."""
    (folder / "small").mkdir(parents=True)
    (folder / "small" / "diary.txt").write_text("mine")
    result = install(file, "--replace")
    assert result.exit_code == 1
    assert "in the way" in result.output
    assert tree(folder) == {"small/diary.txt": b"mine"}


def full_at(failing: int) -> Callable[[Path, Path], None]:
    """A disk on which one move fails."""
    calls = iter(range(100))

    def replace(one: Path, other: Path) -> None:
        if next(calls) == failing:
            raise OSError(28, "No space left on device", str(other))
        os.rename(one, other)

    return replace


def test_a_failure_in_the_middle_changes_nothing(file: Path, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Wherever the disk fails, what was installed before is there as it was, and nothing is left lying about."""
    assert install(file).exit_code == 0
    before = tree(folder)
    file.write_text(file.read_text().replace('"Small"', '"Newer"'))
    for failing in range(6):
        monkeypatch.setattr(os, "replace", full_at(failing))
        result = install(file, "--replace")
        assert result.exit_code == 1
        assert "no space left" in result.output
        assert tree(folder) == before
        assert not [*folder.glob(".install*")]


BAD: dict[str, Callable[[Path], object]] = {
    "is a link": lambda folder: (folder / "a.png").symlink_to("/etc/passwd"),
    "'more/a.sh' is no picture": lambda folder: ((folder / "more").mkdir(), (folder / "more" / "a.sh").write_bytes(b"#!/bin/sh")),
    "no plain file": lambda folder: os.mkfifo(folder / "a.png"),
    "'a.png' is no picture": lambda folder: (folder / "a.png").write_text("<svg><script>alert(1)</script></svg>"),
    "'.hidden' is no picture": lambda folder: (folder / ".hidden").write_bytes(b"x"),
    "larger than 5 MB": lambda folder: (folder / "a.png").write_bytes(png() + bytes(5_000_000)),
    "100000 x 30 pixels": lambda folder: (folder / "a.png").write_bytes(bomb(100_000, 30)),
    "more than 200 files": lambda folder: [(folder / f"a{i}.png").write_bytes(png()) for i in range(201)],
    "together are larger": lambda folder: [(folder / f"a{i}.png").write_bytes(png() + bytes(4_900_000)) for i in range(5)],
}


def bomb(width: int, height: int) -> bytes:
    """A small file that says it is a large picture."""
    return png()[:16] + struct.pack(">II", width, height) + png()[24:]


@pytest.mark.parametrize("says", BAD)
def test_nothing_but_pictures_is_taken(file: Path, folder: Path, says: str) -> None:
    """A link, pipe, script, hidden file, huge file or picture, or too many of them are refused, and nothing is copied."""
    BAD[says](file.parent / "small")
    result = install(file)
    assert result.exit_code == 1
    assert says in result.output
    assert tree(folder) == {}


@pytest.mark.parametrize("make", [
    lambda file: file.symlink_to("/etc/hostname"), lambda file: file.mkdir(), lambda file: os.mkfifo(file), lambda file: None,
])
def test_the_scenario_itself_is_a_plain_file(file: Path, folder: Path, make: Callable[[Path], object]) -> None:
    """A link, a folder, a pipe or nothing is no scenario to install."""
    file.unlink()
    make(file)
    assert install(file).exit_code == 1
    assert tree(folder) == {}


def test_a_name_says_what_it_is(file: Path) -> None:
    """A file whose name is no id is refused, with an example."""
    for name in ("Small.toml", "a b.toml", "small.txt", "..toml"):
        other = file.with_name(name)
        other.write_text(SMALL)
        assert "is no name for a scenario" in install(other).output


def test_what_is_extended_must_be_there(file: Path, folder: Path) -> None:
    """A scenario that changes another one beside it is installed after that one."""
    other = file.with_name("changed.toml")
    other.write_text('format = 1\nid = "changed"\ntitle = "Changed"\nline = "Another one."\nextends = "small"\n')
    assert "install that first" in install(other).output
    assert install(file).exit_code == 0
    result = install(other)
    assert result.exit_code == 0, result.output


def test_the_picture_of_a_file_is_checked(file: Path) -> None:
    """A picture that is missing, a link, or none by its content is a mistake at its line."""
    picture = file.parent / "small" / "map.png"
    assert examine(file).problems == ()
    makes: dict[str, Callable[[], object]] = {
        "no-picture": lambda: None,
        "picture-path": lambda: picture.symlink_to("other.png"),
        "not-a-picture": lambda: picture.write_bytes(b"GIF89a"),
    }
    for code, make in makes.items():
        picture.unlink(missing_ok=True)
        make()
        (problem,) = examine(file).problems
        assert (problem.code, problem.line) == (code, 3)


def test_the_emblem_of_an_actor_is_checked(file: Path) -> None:
    """An emblem that is missing, outside the folder, or no picture is a mistake at its line; a good one is found."""
    plain = file.read_text()
    (file.parent / "small" / "signs").mkdir()
    (file.parent / "small" / "signs" / "lake.png").write_bytes(png())
    for name, code in (("signs/lake.png", ""), ("lake.png", "no-picture"), ("../lake.png", "picture-path")):
        file.write_text(plain.replace('id = "lake"', f'id = "lake"\nemblem = "{name}"', 1))
        loaded = examine(file)
        line = file.read_text().splitlines().index(f'emblem = "{name}"') + 1
        assert [(problem.code, problem.line) for problem in loaded.problems] == ([(code, line)] if code else [])
        found = loaded.scenario and picture_file(loaded.scenario, name)
        assert found == (file.parent / "small" / "signs" / "lake.png" if not code else None)


def test_pictures_are_known_by_their_content() -> None:
    """PNG and JPEG are told by their bytes, cut or foreign ones are not taken for either."""
    assert no_picture(png(), "x") is no_picture(jpeg(), "x") is None
    for data in (b"", b"\xff\xd8\xff", png()[:20], jpeg()[:12], b"\xff\xd8\xff" + b"\xff\xe0\x00\x00" * 50, bomb(0, 10)):
        assert (no_picture(data, "x") or "")[0] == "not-a-picture"
    assert (no_picture(bomb(MOST_SIDE + 1, 10), "x") or "")[0] == "too-large"
