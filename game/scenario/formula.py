"""A condition as a formula of single questions, in which `not` stands before questions only."""

from __future__ import annotations

from typing import Any

import attrs

from game.scenario.effects import Condition
from game.scenario.source import Path

ATOMS = tuple(f.name for f in attrs.fields(Condition) if f.name not in ("tracks", "any", "all", "not_"))


@attrs.frozen
class Atom:
    """One question of a condition, at its path, and the answer that is wanted."""

    path: Path
    key: str
    value: Any
    wanted: bool


@attrs.frozen
class Every:
    """All of these must hold."""

    parts: tuple[Formula, ...]


@attrs.frozen
class Some:
    """At least one of these must hold; of none, none does."""

    parts: tuple[Formula, ...]


Formula = Atom | Every | Some


def formula(condition: Condition, path: Path, wanted: bool = True) -> Formula:
    """What must be so for the condition, which stands at a path, to hold; or not to hold."""
    parts: list[Formula] = [
        Atom((*path, key), key, value, wanted) for key in ATOMS if (value := getattr(condition, key)) is not None
    ]
    for asked in condition.tracks:
        side = "below" if asked.above is None else "above"
        parts.append(Atom((*path, f"{asked.track}_{side}"), "track", asked, wanted))
    parts += [formula(inner, (*path, "all", k), wanted) for k, inner in enumerate(condition.all)]
    if condition.any:
        inner = tuple(formula(part, (*path, "any", k), wanted) for k, part in enumerate(condition.any))
        parts.append(Some(inner) if wanted else Every(inner))
    if condition.not_ is not None:
        parts.append(formula(condition.not_, (*path, "not"), not wanted))
    return Every(tuple(parts)) if wanted else Some(tuple(parts))
