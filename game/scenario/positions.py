"""Where the keys and values of a TOML text stand, read off its syntax tree when somebody asks."""

from __future__ import annotations

import functools
import tomllib

import attrs
import tree_sitter
import tree_sitter_toml

from game.scenario.source import Path, Place, SourceText

LANGUAGE = tree_sitter.Language(tree_sitter_toml.language())
KEYS = ("bare_key", "quoted_key", "dotted_key")
PUNCTUATION = ("comment", "[", "]", ",", "{", "}")
DEEPEST = 40
"""No key and no bracket may be nested deeper; places of what is deeper are those of what holds it."""


@attrs.frozen
class Span:
    """A stretch of a text as the parser counts: rows from 0, and bytes of the line from 0."""

    row: int
    start: int
    end_row: int
    end: int

    def place(self, source: SourceText) -> Place:
        """The same in lines and characters."""
        line = source.line(self.row + 1)
        data = line.encode()
        end = self.end if self.end_row == self.row else len(data)
        before, inside = len(_text(data[: self.start])), len(_text(data[self.start : end]))
        return Place(source, self.row + 1, before + 1, max(1, inside))


@attrs.frozen
class Positions:
    """The spans of the key and of the value of every path, and keys that are written twice (name, first, second)."""

    spans: dict[Path, tuple[Span, Span]]
    repeats: list[tuple[str, Span, Span]]


def place_of(source: SourceText, path: Path, on_key: bool = False) -> Place:
    """The place of a value or of its key; of the innermost one around it if the text does not write it."""
    spans = read_positions(source).spans
    for end in range(len(path), 0, -1):
        if path[:end] in spans:
            return spans[path[:end]][0 if on_key else 1].place(source)
    return Place(source)


@functools.lru_cache(maxsize=8)
def read_positions(source: SourceText) -> Positions:
    """Walks the syntax tree of a text once. A text with mistakes gives what can be read of it."""
    tree = tree_sitter.Parser(LANGUAGE).parse(source.text.encode())
    reader = _Reader()
    for node in tree.root_node.children:
        reader.statement(node)
    return Positions(reader.spans, reader.repeats)


class _Reader:
    def __init__(self) -> None:
        self.spans: dict[Path, tuple[Span, Span]] = {}
        self.repeats: list[tuple[str, Span, Span]] = []
        self._defined: dict[Path, Span] = {}
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
        path = self._header(_parts(header), _span(header), is_list)
        for child in node.children:
            if child.type == "pair":
                self._pair(path, child)

    def _header(self, parts: list[tuple[str, Span]], span: Span, is_list: bool) -> Path:
        path: Path = ()
        for name, part in parts[: DEEPEST + 1]:
            path = (*self._last_entry(path), name)
            self.spans.setdefault(path, (part, span))
        if not is_list:
            self._define(path, span)
            return path
        self._counts[path] = self._counts.get(path, 0) + 1
        path = self._last_entry(path)
        self.spans[path] = (span, span)
        return path

    def _last_entry(self, path: Path) -> Path:
        return (*path, self._counts[path] - 1) if path in self._counts else path

    def _pair(self, path: Path, node: tree_sitter.Node) -> None:
        key, value = node.children[0], node.children[-1]
        if key.type not in KEYS:
            return
        span = _span(value)
        for name, part in _parts(key):
            path = (*path, name)
            self.spans.setdefault(path, (part, span))
            if len(path) > DEEPEST:
                return
        self._define(path, _span(key))
        self._value(path, value)

    def _value(self, path: Path, node: tree_sitter.Node) -> None:
        if node.type == "inline_table":
            for child in node.children:
                if child.type == "pair":
                    self._pair(path, child)
        elif node.type == "array" and len(path) <= DEEPEST:
            entries = (child for child in node.children if child.type not in PUNCTUATION)
            for index, child in enumerate(entries):
                span = _span(child)
                self.spans[(*path, index)] = (span, span)
                self._value((*path, index), child)

    def _define(self, path: Path, span: Span) -> None:
        if path in self._defined:
            self.repeats.append((str(path[-1]), self._defined[path], span))
        self._defined[path] = span


def _span(node: tree_sitter.Node) -> Span:
    return Span(*node.start_point, *node.end_point)


def _parts(node: tree_sitter.Node) -> list[tuple[str, Span]]:
    """The names of a dotted key from left to right; its tree leans to the left."""
    parts: list[tuple[str, Span]] = []
    while node.type == "dotted_key":
        parts.append((_name(node.children[-1]), _span(node.children[-1])))
        node = node.children[0]
    return [(_name(node), _span(node)), *reversed(parts)]


def _text(data: bytes) -> str:
    return data.decode(errors="replace")


def _name(node: tree_sitter.Node) -> str:
    text = _text(node.text or b"")
    if node.type != "quoted_key":
        return text
    if "\\" not in text:
        return text[1:-1]
    try:
        return next(iter(tomllib.loads(f"{text} = 0")))
    except tomllib.TOMLDecodeError:
        return text
