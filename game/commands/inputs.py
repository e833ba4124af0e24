"""Reads what several commands are given: scenarios, lengths, seats, seeds."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from game.commands.errors import Problem

if TYPE_CHECKING:
    from game.scenario.schema import Scenario
    from game.scenario.settings import Setting

MOST_SEED = 2**64 - 1
DEFAULT = "astana"
LAST = "last"
"""Stands for the game that was saved last."""
LEVEL = "counsellor"
"""The bots of a new game; the same as in `game.table`, which takes longer to import than a help should."""
BOT_NAMES = "pass, random, attache, counsellor, ambassador, grand-master, greedy or planner"


def seed_of(context: click.Context, parameter: click.Parameter, value: str | None) -> int | None:
    """A number in 0 .. 2**64 - 1; a mistake of usage if it is none."""
    if value is None:
        return None
    if not (value.isascii() and value.isdigit() and len(value) <= 20 and int(value) <= MOST_SEED):
        raise click.BadParameter(f"{value!r} is no seed; write a whole number from 0 to {MOST_SEED}")
    return int(value)


def spoken(context: click.Context, parameter: click.Parameter, value: str) -> None:
    """Speak a language until the command is done; a mistake of usage if the game has none of this code."""
    from game import text

    codes = [code or "en" for code, _name in text.languages()]
    if value not in codes:
        raise click.BadParameter(f"{value!r} is no language of the game; there are {', '.join(codes)}")
    text.use(value)
    context.call_on_close(lambda: text.use(""))


language_option = click.option("--language", metavar="CODE", callback=spoken, expose_value=False, default="en",
                               show_default=True, help="The language of what is written, such as ru.")


def scenario_path(name: str) -> str:
    """The file of a scenario given by its path or id. Raises Problem for an id that there is not."""
    if Path(name).is_file() or name.endswith(".toml") or Path(name).name != name:
        return name
    known = bundled()
    if name not in known:
        here = f"did you mean the file '{name}.toml'?" if Path(f"{name}.toml").is_file() else ""
        others = here or f"there are {', '.join(sorted(known))}, or give the path of a file"
        raise Problem(f"there is no scenario {name!r}; {others}")
    return str(known[name])


def save_path(name: str) -> str:
    """The file of a saved game: its path, or `last` for the one saved last in the user's folder. Raises Problem."""
    if name != LAST or Path(name).is_file():
        return name
    from game import paths

    folder = paths.saves_folder()
    found = sorted(folder.glob("*.save"), key=lambda file: (file.stat().st_mtime, file.name))
    if not found:
        raise Problem(f"no game has been saved in {folder} yet; give the path of a save")
    return str(found[-1])


def bundled() -> dict[str, Path]:
    """Scenarios by id: those that come with the game, and the user's own."""
    from game import paths

    folders = (paths.user_folder() / "scenarios", paths.scenarios_folder())
    return {file.stem: file for folder in folders if folder.is_dir() for file in paths.scenario_files(folder)}


def read_scenario(name: str, variant: str | None = None, settings: Sequence[Setting] = ()) -> Scenario:
    """A scenario, or one of its variants, with some values set otherwise. Raises ScenarioError, SettingError and Problem."""
    from game.scenario.load import examine, load_scenario

    path = scenario_path(name)
    if variant is not None:
        known = examine(path).variants
        if variant not in known:
            raise Problem(f"there is no variant {variant!r} in {path}; {_list_of(known)}")
    return load_scenario(path, variant, settings)


def length_of(scenario: Scenario, wanted: str | None) -> str | None:
    """The id of a length given by its id or its number of turns; None for the longest. Raises Problem."""
    from game.model.compile import lengths

    known = lengths(scenario)
    if wanted is None or wanted in known:
        return wanted
    fitting = [name for name, turns in known.items() if wanted.isdecimal() and len(turns) == int(wanted)]
    if not fitting:
        names = ", ".join(f"{len(turns)} ({name})" for name, turns in known.items())
        raise Problem(f"there is no length {wanted!r}; there are {names}")
    return fitting[0]


def check_seats(scenario: Scenario, seats: Sequence[str]) -> None:
    """Refuse seats that nobody plays, or that are named twice. Raises Problem."""
    playable = [actor.id for actor in scenario.delegations]
    for seat in seats:
        if seat not in playable:
            raise Problem(f"{seat!r} is no delegation; there are {', '.join(playable)}")
        if seats.count(seat) > 1:
            raise Problem(f"the seat {seat!r} is named twice")


def check_bots(names: Sequence[str]) -> None:
    """Refuse unknown bots. Raises UnknownBot."""
    from game.bots import bot

    for name in names:
        bot(name)


def _list_of(names: Sequence[str]) -> str:
    return f"there are {', '.join(names)}" if names else "it has none"
