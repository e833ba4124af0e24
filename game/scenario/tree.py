"""A TOML tree in which every value remembers the file, line and column that wrote it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import attrs

Path = tuple[str | int, ...]


@attrs.frozen
class SourceText:
    """The text of one file, and the name under which problems show it."""

    label: str
    text: str = attrs.field(repr=False)
    lines: list[str] = attrs.field(init=False, repr=False, eq=False)

    def __attrs_post_init__(self) -> None:
        object.__setattr__(self, "lines", self.text.split("\n"))

    def line(self, number: int) -> str:
        """The line of this number, counted from 1; empty after the end."""
        return self.lines[number - 1] if number <= len(self.lines) else ""


@attrs.frozen
class Place:
    """A stretch of a file: line and column count characters from 1."""

    source: SourceText = attrs.field(repr=False)
    line: int = 1
    column: int = 1
    width: int = 1


@attrs.frozen
class Node:
    """A value of the tree: a table (dict of nodes), an array (list of nodes) or a plain TOML value."""

    value: Any
    place: Place
    key: Place
    incomplete: bool = False

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
        child = step(node, part)
        if child is None:
            return node
        node = child
    return node


def step(node: Node, part: str | int) -> Node | None:
    """The child of a node, if it exists."""
    if isinstance(part, str):
        return node.get(part)
    return node.value[part] if node.is_array and part < len(node.value) else None
