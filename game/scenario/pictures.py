"""Checks the pictures of a scenario: files in the folder beside it that has its name, and nothing that leads out of there."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path, PurePosixPath, PureWindowsPath

from game.scenario.problem import Problem, problem_at
from game.scenario.source import Place, SourceText

MOST_BYTES = 5_000_000
MOST_FILES = 200
BEGINNINGS = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff")
"""How PNG and JPEG files begin; what a file is called says nothing."""


def folder_of(scenario: Path) -> Path:
    """Where the pictures of a scenario are, if it has any."""
    return scenario.with_suffix("")


def check_pictures(scenario: Path) -> Iterator[Problem]:
    """A problem for each file of a scenario's folder that is no picture, and for too many of them."""
    folder = folder_of(scenario)
    if folder.is_symlink():
        message = "the folder of pictures is a link"
        yield problem_at(Place(SourceText(str(folder), "")), "picture-path", message, "put the folder itself there")
        return
    names = sorted(_names(folder)) if scenario.suffix and folder.is_dir() else []
    if len(names) > MOST_FILES:
        message = f"there are {len(names)} files in the folder of pictures, and at most {MOST_FILES} can be"
        yield problem_at(Place(SourceText(str(folder), "")), "too-large", message)
    for name in names[:MOST_FILES]:
        if found := unfit(folder, name):
            yield problem_at(Place(SourceText(str(folder / name), "")), *found)


def unfit(folder: Path, name: str) -> tuple[str, str, str] | None:
    """Why a name is not that of a picture in a folder: code, message, hint; None if it is one."""
    if PurePosixPath(name).is_absolute() or PureWindowsPath(name).drive or PureWindowsPath(name).root:
        return "picture-path", f"the picture {name!r} has an absolute path", "name it from the scenario's own folder on"
    parts = PureWindowsPath(name).parts
    if not parts or ".." in parts or "\0" in name:
        return "picture-path", f"the picture {name!r} lies outside the scenario's own folder", "put it into that folder"
    path = folder.joinpath(*parts)
    if any(os.path.islink(folder.joinpath(*parts[:end])) for end in range(1, len(parts) + 1)):
        return "picture-path", f"the picture {name!r} is a link", "put the picture itself there"
    return _unread(path, name)


def _unread(path: Path, name: str) -> tuple[str, str, str] | None:
    try:
        if not path.is_file():
            raise FileNotFoundError
        with path.open("rb") as stream:
            data, size = stream.read(16), os.fstat(stream.fileno()).st_size
    except OSError:
        return "no-picture", f"there is no picture {name!r} that can be read", "check its name, with upper and lower case"
    if size > MOST_BYTES:
        return "too-large", f"the picture {name!r} is larger than {MOST_BYTES // 1_000_000} MB", "save it smaller"
    if not data.startswith(BEGINNINGS):
        return "not-a-picture", f"{name!r} is no picture", "save it as PNG or JPEG"
    return None


def _names(folder: Path) -> Iterator[str]:
    """Every file below a folder, and every link instead of what it leads to."""
    for here, folders, files in os.walk(folder):
        links = [name for name in folders if os.path.islink(os.path.join(here, name))]
        yield from (os.path.relpath(os.path.join(here, name), folder) for name in [*files, *links])
