"""A mistake at a path of a scenario's tree, before it is known which line of which file wrote it."""

from __future__ import annotations

import datetime
import difflib
from collections.abc import Iterable
from typing import Any

import attrs

from game.scenario.problem import Problem, note_at, problem_at
from game.scenario.source import Path
from game.scenario.tree import Node, find


@attrs.frozen
class Mistake:
    """Something wrong at a path of the tree. `on_key` puts it at the key rather than at the value."""

    path: Path
    code: str
    message: str
    hint: str = ""
    on_key: bool = False
    related: tuple[tuple[Path, str], ...] = ()


def placed(root: Node, mistake: Mistake) -> Problem:
    """The problem that a mistake is, at the place that wrote the value."""
    node = find(root, mistake.path)
    place = node.key if mistake.on_key else node.place
    related = tuple(note_at(find(root, path).place, message) for path, message in mistake.related)
    return problem_at(place, mistake.code, mistake.message, mistake.hint, related)


def did_you_mean(name: str, known: Iterable[str]) -> str:
    """A hint with the closest known name, or nothing."""
    close = difflib.get_close_matches(name, sorted(known), n=1, cutoff=0.6)
    return f"did you mean {close[0]!r}?" if close else ""


def shown(value: Any) -> str:
    """The value as messages show it: its repr, cut when long."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (dict, list)):
        return "a table" if isinstance(value, dict) else "a list"
    if isinstance(value, int) and abs(value) >= 10**30:
        return "a huge whole number"
    if isinstance(value, (datetime.date, datetime.time)):
        return value.isoformat()
    text = repr(value)
    return text if len(text) <= 60 else f"{text[:57]}..."


def written_name(field: str) -> str:
    """The key that a field is written with: `from_` is written `from`."""
    return field.removesuffix("_")


def header(path: Path) -> str:
    """How the table at a path is written in a file, such as `[[action]]` or `[[track.step]]`."""
    names = ".".join(part for part in path if isinstance(part, str))
    if not names:
        return "the file"
    return f"[[{names}]]" if isinstance(path[-1], int) else f"[{names}]"
