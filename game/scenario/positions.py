"""Line and column of every key and value of a TOML text, read off its syntax tree."""

from __future__ import annotations

import tomllib

import attrs
import tree_sitter
import tree_sitter_toml

from game.scenario.tree import Path, Place, SourceText

LANGUAGE = tree_sitter.Language(tree_sitter_toml.language())
KEYS = ("bare_key", "quoted_key", "dotted_key")
PUNCTUATION = ("comment", "[", "]", ",", "{", "}")


DEEPEST = 40


class TooDeepError(Exception):
    """A key is nested more than DEEPEST deep; holds its place."""

    def __init__(self, place: Place) -> None:
        super().__init__(place)
        self.place = place


@attrs.frozen
class Spot:
    """Where a key stands, and where its value does."""

    key: Place
    value: Place


@attrs.frozen
class Positions:
    """The spot of every path of a text, and the keys that are written twice (first place, second place)."""

    spots: dict[Path, Spot]
    repeats: list[tuple[str, Place, Place]]


def read_positions(source: SourceText) -> Positions:
    """Walks the syntax tree of a text once. A text with mistakes gives what can be read of it. Raises TooDeepError."""
    tree = tree_sitter.Parser(LANGUAGE).parse(source.text.encode())
    reader = _Reader(source)
    for node in tree.root_node.children:
        reader.statement(node)
    return Positions(reader.spots, reader.repeats)


class _Reader:
    def __init__(self, source: SourceText) -> None:
        self.source = source
        self.spots: dict[Path, Spot] = {}
        self.repeats: list[tuple[str, Place, Place]] = []
        self._defined: dict[Path, Place] = {}
        self._counts: dict[Path, int] = {}

    def statement(self, node: tree_sitter.Node) -> None:
        """A pair at the top, or a header with the pairs below it."""
        if node.type == "pair":
            self._pair((), node)
        elif node.type in ("table", "table_array_element"):
            self._table(node, is_list=node.type == "table_array_element")

    def _table(self, node: tree_sitter.Node, is_list: bool) -> None:
        header = next((child for child in node.children if child.type in KEYS), None)
        if header is None:
            return
        path = self._header(self._parts(header), self._place(header), is_list)
        for child in node.children:
            if child.type == "pair":
                self._pair(path, child)

    def _header(self, parts: list[tuple[str, tree_sitter.Node]], place: Place, is_list: bool) -> Path:
        path: Path = ()
        for name, part in parts:
            path = (*self._last_entry(path), name)
            self.spots.setdefault(path, Spot(self._place(part), place))
        if not is_list:
            self._define(path, place)
            return path
        self._counts[path] = self._counts.get(path, 0) + 1
        path = self._last_entry(path)
        self.spots[path] = Spot(place, place)
        return path

    def _last_entry(self, path: Path) -> Path:
        return (*path, self._counts[path] - 1) if path in self._counts else path

    def _pair(self, path: Path, node: tree_sitter.Node) -> None:
        key, value = node.children[0], node.children[-1]
        if key.type not in KEYS:
            return
        place = self._place(value)
        for name, part in self._parts(key):
            path = (*path, name)
            if len(path) > DEEPEST:
                raise TooDeepError(self._place(part))
            self.spots.setdefault(path, Spot(self._place(part), place))
        self._define(path, self._place(key))
        self._value(path, value)

    def _value(self, path: Path, node: tree_sitter.Node) -> None:
        if node.type == "inline_table":
            for child in node.children:
                if child.type == "pair":
                    self._pair(path, child)
        elif node.type == "array":
            entries = (child for child in node.children if child.type not in PUNCTUATION)
            for index, child in enumerate(entries):
                place = self._place(child)
                self.spots[(*path, index)] = Spot(place, place)
                self._value((*path, index), child)

    def _define(self, path: Path, place: Place) -> None:
        if path in self._defined:
            self.repeats.append((str(path[-1]), self._defined[path], place))
        self._defined[path] = place

    def _parts(self, node: tree_sitter.Node) -> list[tuple[str, tree_sitter.Node]]:
        """The names of a dotted key from left to right; its tree leans to the left."""
        place, parts = self._place(node), []
        while node.type == "dotted_key":
            parts.append((_name(node.children[-1]), node.children[-1]))
            node = node.children[0]
            if len(parts) > DEEPEST:
                raise TooDeepError(place)
        return [(_name(node), node), *reversed(parts)]

    def _place(self, node: tree_sitter.Node) -> Place:
        row, start = node.start_point
        line = self.source.line(row + 1)
        end = node.end_point.column if node.end_point.row == row else len(line.encode())
        if line.isascii():
            return Place(self.source, row + 1, start + 1, max(1, end - start))
        data = line.encode()
        before, inside = len(_text(data[:start])), len(_text(data[start:end]))
        return Place(self.source, row + 1, before + 1, max(1, inside))


def _text(data: bytes) -> str:
    return data.decode(errors="replace")


def _name(node: tree_sitter.Node) -> str:
    text = (node.text or b"").decode(errors="replace")
    if node.type != "quoted_key":
        return text
    try:
        return next(iter(tomllib.loads(f"{text} = 0")))
    except tomllib.TOMLDecodeError:
        return text
