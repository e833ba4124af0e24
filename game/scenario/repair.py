"""Takes the broken pieces out of a tree, so that the rest can still be checked in the same run."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import attrs

from game.scenario.mistake import Mistake, shown
from game.scenario.schema import FORMAT, Scenario
from game.scenario.source import Path
from game.scenario.structure import MOST_MISTAKES, structure
from game.scenario.tree import Node, find, plain

NEEDED: dict[str, Any] = {"format": FORMAT, "id": "x", "title": "x", "line": "x"}
ROUNDS = 8
SURE = ("unknown-", "duplicate-", "self-", "bad-")
RESTS_ON = {
    "communique-sum": ("turn",),
    "impossible-order": ("actor", "group", "dispute", "file", "event", "position", "action"),
    "missing-brief": ("brief",),
    "missing-position": ("position",),
    "no-communique": ("turn",),
    "no-pole": ("actor", "group"),
    "no-such-turn": ("turn",),
    "not-playable": ("actor",),
    "unknown-choice": ("event",),
    "unknown-dispute": ("dispute",),
    "unknown-option": ("action", "posture"),
    "unknown-step": ("track",),
    "wrong-kind": ("actor",),
}
"""Codes of mistakes that a loss in other tables may have caused."""


def structure_what_is_sound(root: Node) -> tuple[Scenario | None, Node, list[Mistake]]:
    """The scenario, the tree it was made of, and all mistakes of form.

    Where something is broken, the smallest piece that can be spared is left out, and what held it is marked incomplete.
    """
    if other := [*other_format(root)]:
        return None, root, other
    scenario, mistakes = structure(plain(root))
    found = mistakes
    for _ in range(ROUNDS):
        if scenario is not None or len(mistakes) >= MOST_MISTAKES:
            break
        root = _with_needed(root, _prune(root, map(_loss, mistakes)))
        scenario, mistakes = structure(plain(root))
    return scenario, root, found


def other_format(root: Node) -> Iterator[Mistake]:
    """Of a file that is written for another version of the game nothing else is worth saying."""
    node = root.get("format")
    if node is None or not isinstance(node.value, int) or isinstance(node.value, bool) or node.value == FORMAT:
        return
    hint = "it needs a newer version of the game" if node.value > FORMAT else f"write format = {FORMAT}"
    yield Mistake(("format",), "wrong-format", f"'format' is {shown(node.value)}, and this game reads {FORMAT}", hint)


def _with_needed(before: Node, after: Node | None) -> Node:
    """The keys that no scenario can do without get a stand-in, so that the rest is looked at."""
    root = after if after is not None else attrs.evolve(before, incomplete=True)
    missing = {key: Node(value, root.source, root.path) for key, value in NEEDED.items() if key not in root.value}
    return root.having(**missing)


def is_moot(root: Node, mistake: Mistake) -> bool:
    """Whether a mistake of meaning may only come of pieces that were left out."""
    if find(root, mistake.path).incomplete and not mistake.on_key:
        return True
    if any(find(root, (table,)).incomplete for table in RESTS_ON.get(mistake.code, ())):
        return True
    inside = any(find(root, mistake.path[:end]).incomplete for end in range(2, len(mistake.path)))
    return inside and not mistake.code.startswith(SURE)


def _prune(node: Node, mistakes: Iterable[tuple[Path, bool]]) -> Node | None:
    """The node without the nodes at these paths, marked incomplete where the flag says so; None if it goes itself."""
    mistakes = list(mistakes)
    if any(path == () for path, _ in mistakes):
        return None
    if not mistakes or not (node.is_table or node.is_array):
        return node
    deeper: dict[str | int, list[tuple[Path, bool]]] = {}
    for path, is_loss in mistakes:
        deeper.setdefault(path[0], []).append((path[1:], is_loss))
    incomplete = node.incomplete or any(is_loss for _, is_loss in mistakes)
    return attrs.evolve(node, value=_kept(node, deeper), incomplete=incomplete)


def _kept(node: Node, deeper: dict[str | int, list[tuple[Path, bool]]]) -> Any:
    if node.is_table:
        pairs = ((key, _prune(child, deeper.get(key, ()))) for key, child in node.value.items())
        return {key: child for key, child in pairs if child is not None}
    children = (_prune(child, deeper.get(index, ())) for index, child in enumerate(node.value))
    return [child for child in children if child is not None]


def _loss(mistake: Mistake) -> tuple[Path, bool]:
    """A key that means nothing, not even something similar, is no loss."""
    return mistake.path, mistake.code != "unknown-key" or bool(mistake.hint)
