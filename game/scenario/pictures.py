"""The pictures of a scenario: PNG or JPEG files in the folder beside it that has its name; nothing else is ever opened."""

from __future__ import annotations

import os
import struct
from collections.abc import Iterator
from pathlib import Path, PurePosixPath, PureWindowsPath

from game import paths
from game.scenario.mistake import Mistake
from game.scenario.problem import Problem, problem_at
from game.scenario.schema import Origin, Scenario
from game.scenario.source import Path as Way
from game.scenario.source import Place, SourceText

MOST_BYTES = 5_000_000
MOST_FILES = 200
MOST_SIDE = 4096
"""Pixels of the longer side."""
PNG, JPEG = b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff"
"""How PNG and JPEG files begin; what a file is called says nothing."""
FRAMES = {*range(0xC0, 0xD0)} - {0xC4, 0xC8, 0xCC}
"""The markers of a JPEG that are followed by its size."""

Fault = tuple[str, str, str]
"""Code, message and hint of a problem."""


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
    names = sorted(names_in(folder)) if scenario.suffix and folder.is_dir() else []
    if len(names) > MOST_FILES:
        message = f"there are {len(names)} files in the folder of pictures, and at most {MOST_FILES} can be"
        yield problem_at(Place(SourceText(str(folder), "")), "too-large", message)
    for name in names[:MOST_FILES]:
        if found := unfit(folder, name):
            yield problem_at(Place(SourceText(str(folder / name), "")), *found)


def unfit(folder: Path, name: str) -> Fault | None:
    """Why a name is not that of a picture in a folder: code, message, hint; None if it is one."""
    return _astray(folder, name) or _unread(folder.joinpath(*PureWindowsPath(name).parts), name)


def _astray(folder: Path, name: str) -> Fault | None:
    """Why a name leads out of a folder, or through a link; whether anything is there is not asked."""
    if PurePosixPath(name).is_absolute() or PureWindowsPath(name).drive or PureWindowsPath(name).root:
        return "picture-path", f"the picture {name!r} has an absolute path", "name it from the scenario's own folder on"
    parts = PureWindowsPath(name).parts
    if not parts or ".." in parts or "\0" in name:
        return "picture-path", f"the picture {name!r} lies outside the scenario's own folder", "put it into that folder"
    if any(os.path.islink(folder.joinpath(*parts[:end])) for end in range(1, len(parts) + 1)):
        return "picture-path", f"the picture {name!r} is a link", "put the picture itself there"
    return None


def _unread(path: Path, name: str) -> Fault | None:
    try:
        if not path.is_file():
            raise FileNotFoundError
        with path.open("rb") as stream:
            data = stream.read(MOST_BYTES + 1)
    except OSError:
        return "no-picture", f"there is no picture {name!r} that can be read", "check its name, with upper and lower case"
    return no_picture(data, name)


def no_picture(data: bytes, name: str) -> Fault | None:
    """Why some bytes are no picture that can be shown; None if they are one."""
    if len(data) > MOST_BYTES:
        return "too-large", f"the picture {name!r} is larger than {MOST_BYTES // 1_000_000} MB", "save it smaller"
    size = _size(data)
    if size is None or not min(size):
        return "not-a-picture", f"{name!r} is no picture", "save it as PNG or JPEG"
    if max(size) > MOST_SIDE:
        message = f"the picture {name!r} is {size[0]} x {size[1]} pixels, and {MOST_SIDE} x {MOST_SIDE} at most can be"
        return "too-large", message, "save it smaller"
    return None


def _size(data: bytes) -> tuple[int, int] | None:
    """Width and height in pixels by the head of the data; None where it is neither PNG nor JPEG."""
    if data.startswith(PNG) and data[12:16] == b"IHDR" and len(data) > 33:
        width, height = struct.unpack(">II", data[16:24])
        return width, height
    return _jpeg(data) if data.startswith(JPEG) else None


def _jpeg(data: bytes) -> tuple[int, int] | None:
    at = 2
    while at + 9 < len(data) and data[at] == 0xFF:
        marker, length = data[at + 1], int.from_bytes(data[at + 2 : at + 4])
        if marker in FRAMES:
            height, width = struct.unpack(">HH", data[at + 5 : at + 9])
            return width, height
        at += 2 + max(2, length)
    return None


def check_named(scenario: Scenario) -> Iterator[Mistake]:
    """The pictures that a scenario names, as far as their files are at hand: a copy inside a save has none."""
    yield from _check(scenario, scenario.picture, ("picture",))
    for index, actor in enumerate(scenario.actor):
        yield from _check(scenario, actor.emblem, ("actor", index, "emblem"))


def _check(scenario: Scenario, name: str, path: Way) -> Iterator[Mistake]:
    found = [unfit(folder, name) for folder in _folders(scenario.origin)] if name else []
    if found and None not in found:
        code, message, hint = next(fault for fault in found if fault)
        if scenario.origin and (scenario.origin.path or code == "picture-path"):
            yield Mistake(path, code, message, hint)


def picture_file(scenario: Scenario, name: str) -> Path | None:
    """The file of a picture that a scenario names; None where there is none. What is in it is not looked at."""
    folders = [folder for folder in _folders(scenario.origin) if _astray(folder, name) is None] if name else []
    files = (folder.joinpath(*PureWindowsPath(name).parts) for folder in folders)
    return next((file for file in files if file.is_file()), None)


def _folders(origin: Origin | None) -> list[Path]:
    """Where a picture may lie: beside the scenario or what it extends, among the user's own, or among the shipped ones."""
    if origin is None:
        return []
    places = [origin.path.parent] if origin.path else []
    places += [paths.user_folder() / "scenarios", paths.scenarios_folder()]
    return [folder_of(place / Path(text).name) for text in origin.texts for place in places]


def names_in(folder: Path) -> Iterator[str]:
    """Every file below a folder, and every link instead of what it leads to."""
    for here, folders, files in os.walk(folder):
        links = [name for name in folders if os.path.islink(os.path.join(here, name))]
        yield from (os.path.relpath(os.path.join(here, name), folder) for name in [*files, *links])
