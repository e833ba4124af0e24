"""The text of one file, and stretches of it."""

from __future__ import annotations

import attrs

Path = tuple[str | int, ...]
"""The way from the top of a file to a value: keys, and indices of arrays."""


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

    def at(self, offset: int) -> Place:
        """The place of the character at an offset of the text."""
        line = self.text.count("\n", 0, offset) + 1
        return Place(self, line, offset - self.text.rfind("\n", 0, offset))


@attrs.frozen
class Place:
    """A stretch of a file: line and column count characters from 1."""

    source: SourceText = attrs.field(repr=False)
    line: int = 1
    column: int = 1
    width: int = 1
