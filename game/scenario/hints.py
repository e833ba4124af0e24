"""What a mistake may have been meant as, where the rest of the scenario tells it."""

from __future__ import annotations

import functools

import attrs

from game.scenario.describe import keys
from game.scenario.merge import perhaps_meant
from game.scenario.mistake import Mistake
from game.scenario.schema import Scenario
from game.scenario.source import Path
from game.scenario.tree import Node

SHARED = ("id", "title", "line", "text")
"""Keys of a whole file that stand in its tables, too, or are looked for there."""


def hinted(root: Node, mistake: Mistake) -> Mistake:
    """The mistake with a better hint, if there is one."""
    hint = ""
    if mistake.code == "missing-key":
        hint = perhaps_meant(root, mistake.path)
    elif mistake.code == "unknown-key":
        hint = _of_a_gauge(root, mistake.path) or _of_the_file(mistake.path)
    return attrs.evolve(mistake, hint=hint) if hint else mistake


def _of_a_gauge(root: Node, path: Path) -> str:
    """A gauge as the key of an effect, or of a condition in which `_above` or `_below` is missing."""
    key = str(path[-1])
    names = (name for entry in root.entries("track") if (name := entry.text("id")))
    name = next((name for name in names if key == name or key.startswith(f"{name}_")), None)
    if name is None:
        return ""
    if path[-3:-2] == ("effects",):
        return f'write {{ track = "{name}", size = ... }} to move this gauge'
    is_condition = {"when", "needs", "any", "all", "not"}.intersection(path)
    return f"write '{name}_above' or '{name}_below' to ask for this gauge" if is_condition else ""


def _of_the_file(path: Path) -> str:
    """A key of the whole file below a header, to which it would belong."""
    header = _headers().get(str(path[-1])) if 1 < len(path) <= 3 else None
    if header is None:
        return ""
    return f"it belongs to the file: write it under its own header, {header}" if header else \
        "it belongs to the file: write it above the first header in brackets"


@functools.cache
def _headers() -> dict[str, str]:
    """The header of each table of a file, by its key; none for a key that stands alone."""
    found = {key.name: key for key in keys(Scenario) if key.name not in SHARED}
    return {name: (f"[[{name}]]" if key.kind.is_list else f"[{name}]") if key.kind.table else "" for name, key in found.items()}
