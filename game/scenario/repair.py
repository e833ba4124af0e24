"""Takes the broken pieces out of a tree, so that the rest can still be checked in the same run."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import attrs

from game.scenario.mistake import Mistake
from game.scenario.schema import FORMAT, Scenario
from game.scenario.structure import structure
from game.scenario.tree import Node, Path, plain

NEEDED: dict[str, Any] = {"format": FORMAT, "id": "x", "title": "x", "line": "x"}
ROUNDS = 8


def structure_what_is_sound(root: Node) -> tuple[Scenario | None, Node, list[Mistake]]:
    """The scenario, the tree it was made of, and all mistakes of form.

    Where something is broken, the smallest piece that can be spared is left out, and what held it is marked incomplete.
    """
    scenario, mistakes = structure(plain(root))
    found = mistakes
    for _ in range(ROUNDS):
        if scenario is not None:
            break
        root = _with_needed(root, _prune(root, [mistake.path for mistake in mistakes]))
        scenario, mistakes = structure(plain(root))
    return scenario, root, found


def _with_needed(before: Node, after: Node | None) -> Node:
    """The keys that no scenario can do without get a stand-in, so that the rest is looked at."""
    root = after if after is not None else attrs.evolve(before, incomplete=True)
    missing = {key: Node(value, root.place, root.key) for key, value in NEEDED.items() if key not in root.value}
    return root.having(**missing)


def _prune(node: Node, paths: Iterable[Path]) -> Node | None:
    """The node without the nodes at these paths; None if it is one of them itself."""
    paths = list(paths)
    if () in paths:
        return None
    if not paths or not (node.is_table or node.is_array):
        return node
    deeper: dict[str | int, list[Path]] = {}
    for path in paths:
        deeper.setdefault(path[0], []).append(path[1:])
    return attrs.evolve(node, value=_kept(node, deeper), incomplete=True)


def _kept(node: Node, deeper: dict[str | int, list[Path]]) -> Any:
    if node.is_table:
        pairs = ((key, _prune(child, deeper.get(key, ()))) for key, child in node.value.items())
        return {key: child for key, child in pairs if child is not None}
    children = (_prune(child, deeper.get(index, ())) for index, child in enumerate(node.value))
    return [child for child in children if child is not None]
