"""Where reference games are kept: a file for each scenario, among the shipped assets or in the user's own folder."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import attrs
import cattrs

from game import paths
from game.model.compile import longest
from game.save import HUMAN, Saved, write_save
from game.study.par import Reference, Sums
from game.study.play import Setup

FORMAT = 1
SHORT = cattrs.Converter()
SHORT.register_unstructure_hook(float, lambda value: int(value) if value.is_integer() else value)
SHORT.register_unstructure_hook(Sums, lambda value: SHORT.unstructure(attrs.astuple(value)))
SHORT.register_structure_hook(Sums, lambda value, _: Sums(*value))


def shipped(scenario: str) -> Path:
    """The file of a scenario that comes with the game."""
    return paths.assets_folder() / "par" / f"{scenario}.json"


def own(scenario: str) -> Path:
    """The file that is made on this machine; it need not exist yet."""
    return paths.user_folder() / "par" / f"{scenario}.json"


def find(setup: Setup, files: Iterable[Path] = ()) -> Reference | None:
    """The reference of these very rules, length and level with the most games; None if there is none.

    It is looked for in `files`, or else in the shipped one and the user's. A file that cannot be read has none.
    """
    scenario, origin = setup.scenario, setup.scenario.origin
    if origin is None:
        return None
    length = setup.length or longest(scenario)
    entries = [entry for file in files or (shipped(scenario.id), own(scenario.id)) for entry in _entries(file, origin.sha256)]
    wanted = [e for e in entries if (e["sha256"], e["length"], e["level"]) == (origin.sha256, length, setup.bot)]
    found = [reference for entry in wanted if (reference := _read(entry))]
    return max(found, key=lambda reference: reference.games, default=None)


def for_save(saved: Saved) -> Reference | None:
    """The games to compare a saved game with, where at most one person sat among bots of one level."""
    who = list(saved.seats.values())
    levels = set(who) - {HUMAN}
    if len(levels) != 1 or who.count(HUMAN) > 1:
        return None
    return find(Setup(scenario=saved.scenario, length=saved.length, bot=levels.pop()))


def keep(file: Path, reference: Reference) -> None:
    """Put a reference into a file, in the place of an older one; what is outdated leaves with it. Raises OSError."""
    kept = [entry for entry in _entries(file) if not _replaces(reference, entry)]
    entries = [*kept, SHORT.unstructure(reference)]
    lines = ",\n".join(json.dumps(entry, separators=(",", ":"), allow_nan=False) for entry in entries)
    write_save(file, f'{{"format":{FORMAT},"references":[\n{lines}\n]}}\n')


def _replaces(new: Reference, entry: dict[str, Any]) -> bool:
    """Whether an entry is of the same games, or of the same variant in another state of its scenario."""
    same = (entry["length"], entry["level"]) == (new.length, new.level)
    return entry["variant"] == new.variant and (same or entry["sha256"] != new.sha256)


def _entries(file: Path, named: str = "") -> list[dict[str, Any]]:
    """What a file that names something holds; nothing if it is not there, not whole, of another format, or does not name it."""
    try:
        text = file.read_text(encoding="utf-8")
        if named not in text:  # most often so, and much faster to see than to read it all
            return []
        found = json.loads(text)
        entries = found["references"] if found["format"] == FORMAT else []
        return [entry for entry in entries if {"sha256", "variant", "length", "level", "seats"} <= entry.keys()]
    except (OSError, ValueError, LookupError, TypeError, AttributeError):
        return []


def _read(entry: dict[str, Any]) -> Reference | None:
    try:
        return SHORT.structure(entry, Reference)
    except (cattrs.BaseValidationError, ValueError, TypeError, LookupError):
        return None
