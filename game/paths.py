"""Where scenarios and assets are read from, and where a user's files are kept."""

from __future__ import annotations

import re
from pathlib import Path

import platformdirs

PACKAGE = Path(__file__).resolve().parent
APP = "multivector"
OVERLAY = re.compile(r"(.+)\.([a-z]{2,3})\.toml")
"""The name of a translation: that of the scenario, and the code of a language."""


def scenarios_folder() -> Path:
    """The shipped scenarios: of the checkout, or of the installed package."""
    return _shipped("scenarios")


def assets_folder() -> Path:
    """The shipped map, pictures and sounds: of the checkout, or of the installed package."""
    return _shipped("assets")


def docs_folder() -> Path:
    """The documents that are read in the game: of the checkout, or of the installed package."""
    return _shipped("docs")


def user_folder() -> Path:
    """Where a user's own scenarios and settings are kept; it need not exist yet."""
    return platformdirs.user_data_path(APP, appauthor=False)


def saves_folder() -> Path:
    """Where saved games are kept; it need not exist yet."""
    return user_folder() / "saves"


def scenario_files(folder: Path) -> list[Path]:
    """The scenarios in a folder, by name; their translations are none."""
    return [file for file in sorted(folder.glob("*.toml")) if original(file) is None]


def original(file: Path) -> Path | None:
    """What a file named as a translation translates: a scenario beside it, or a shipped one; None if it is no translation."""
    named = OVERLAY.fullmatch(file.name)
    places = [folder / f"{named[1]}.toml" for folder in (file.parent, scenarios_folder())] if named else []
    return next((place for place in places if place.is_file()), None)


def overlay(name: str, language: str, folder: Path | None = None) -> Path | None:
    """The translation of a scenario or set, given by its name in a copy: in its folder, among the user's own, or shipped."""
    folders = (folder, user_folder() / "scenarios", scenarios_folder())
    files = (place / f"{name.removesuffix('.toml')}.{language}.toml" for place in folders if place is not None)
    return next((file for file in files if file.is_file()), None)


def _shipped(name: str) -> Path:
    installed = PACKAGE / "_data" / name
    return installed if installed.is_dir() else PACKAGE.parent / name
