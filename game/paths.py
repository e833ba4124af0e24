"""Where scenarios and assets are read from, and where a user's files are kept."""

from __future__ import annotations

from pathlib import Path

import platformdirs

PACKAGE = Path(__file__).resolve().parent
APP = "multivector"


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


def _shipped(name: str) -> Path:
    installed = PACKAGE / "_data" / name
    return installed if installed.is_dir() else PACKAGE.parent / name
