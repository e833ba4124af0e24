"""A TOML tree in which every value remembers which file wrote it, and where to."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import attrs

from game.scenario.positions import place_of
from game.scenario.source import Path, Place, SourceText


@attrs.frozen
class Node:
    """A value of the tree: a table (dict of nodes), an array (list of nodes) or a plain TOML value."""

    value: Any
    source: SourceText = attrs.field(repr=False)
    path: Path
    """The way to it in the file that wrote it; merging may have put it elsewhere."""
    incomplete: bool = False

    @property
    def place(self) -> Place:
        """Where the value stands in its file. Slow for the first value of a file that is asked."""
        return place_of(self.source, self.path)

    @property
    def key(self) -> Place:
        """Where its key stands."""
        return place_of(self.source, self.path, on_key=True)

    @property
    def is_table(self) -> bool:
        """Whether the value is a table."""
        return isinstance(self.value, dict)

    @property
    def is_array(self) -> bool:
        """Whether the value is an array."""
        return isinstance(self.value, list)

    def get(self, key: str) -> Node | None:
        """The node under a key, if this is a table that has it."""
        return self.value.get(key) if self.is_table else None

    def text(self, key: str) -> str | None:
        """The string under a key, if there is one."""
        node = self.get(key)
        return node.value if node is not None and isinstance(node.value, str) else None

    def entries(self, key: str) -> Iterator[Node]:
        """The nodes of the array under a key; nothing if there is none."""
        node = self.get(key)
        if node is not None and node.is_array:
            yield from node.value

    def strings(self, key: str) -> list[str]:
        """The strings in the array under a key."""
        return [entry.value for entry in self.entries(key) if isinstance(entry.value, str)]

    def having(self, **changed: Node) -> Node:
        """This table with some keys set."""
        return attrs.evolve(self, value={**self.value, **changed})

    def without(self, keys: Iterable[str]) -> Node:
        """This table without some keys."""
        gone = set(keys)
        return attrs.evolve(self, value={key: node for key, node in self.value.items() if key not in gone})


def located(source: SourceText, value: Any, path: Path = ()) -> Node:
    """The tree of what tomllib read in a text."""
    if isinstance(value, dict):
        value = {key: located(source, child, (*path, key)) for key, child in value.items()}
    elif isinstance(value, list):
        value = [located(source, child, (*path, index)) for index, child in enumerate(value)]
    return Node(value, source, path)


def walk(node: Node) -> Iterator[Node]:
    """The node and all inside it."""
    front = [node]
    while front:
        node = front.pop()
        yield node
        front += node.value.values() if node.is_table else node.value if node.is_array else ()


def plain(node: Node) -> Any:
    """The tree as tomllib would give it."""
    if node.is_table:
        return {key: plain(child) for key, child in node.value.items()}
    if node.is_array:
        return [plain(child) for child in node.value]
    return node.value


def find(root: Node, path: Path) -> Node:
    """The node at a path, or the deepest one on the way that exists."""
    node = root
    for part in path:
        child = _child(node, part)
        if child is None:
            return node
        node = child
    return node


def _child(node: Node, part: str | int) -> Node | None:
    if isinstance(part, str):
        return node.get(part)
    return node.value[part] if node.is_array and part < len(node.value) else None
