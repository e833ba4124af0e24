"""Writes the translation of a file: every text by id, what has been translated filled in, the rest empty beside its original."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping

from game.scenario.overlay import KNOWN_BY, WORDS, options, texts_of
from game.scenario.tree import Node, walk


def written(original: Node, said: Mapping[str, str]) -> str:
    """The overlay of a file as TOML, with the translations that are known."""
    words = [_line(id, node.value, said) for id, node in sorted(options(original).items())]
    lines = [*_table("", original, said), *([f"\n[{WORDS}]", *words] if words else [])]
    return "\n".join(lines).strip() + "\n"


def _table(name: str, node: Node, said: Mapping[str, str]) -> Iterator[str]:
    """A table: its own texts first, then those of the tables in it."""
    for key, child in node.value.items():
        if found := texts_of(key, child):
            yield from _list(key, found, said) if child.is_array else [_line(key, child.value, said)]
    for key, child in node.value.items():
        inside = f"{name}.{key}".lstrip(".")
        if child.is_table and _has_texts(child):
            yield from (f"\n[{inside}]", *_table(inside, child, said))
        elif child.is_array and _has_texts(child) and not texts_of(key, child):
            yield from _entries(inside, child, said)


def _entries(name: str, array: Node, said: Mapping[str, str]) -> Iterator[str]:
    """The entries of a list: those with texts, or all where only their sequence tells them apart."""
    known_by = next((key for key in KNOWN_BY if all(entry.get(key) for entry in array.value)), None)
    for entry in array.value:
        if known_by is None or _has_texts(entry):
            yield f"\n[[{name}]]"
            yield from [f"{known_by} = {_value(entry.value[known_by])}"] if known_by else []
            yield from _table(name, entry, said)


def _has_texts(node: Node) -> bool:
    tables = (table for table in walk(node) if table.is_table)
    return any(texts_of(key, child) for table in tables for key, child in table.value.items())


def _list(key: str, found: list[Node], said: Mapping[str, str]) -> Iterator[str]:
    yield f"{key} = ["
    for node in found:
        yield f"  {_quoted(said.get(node.value, ''))},{_remark(node.value, said)}"
    yield "]"


def _line(key: str, text: str, said: Mapping[str, str]) -> str:
    return f"{key} = {_quoted(said.get(text, ''))}{_remark(text, said)}"


def _remark(text: str, said: Mapping[str, str]) -> str:
    """The original, while it is not translated."""
    return "" if text in said else "  # " + " ".join(text.split())


def _value(node: Node) -> str:
    return f"[{', '.join(_quoted(part.value) for part in node.value)}]" if node.is_array else _quoted(node.value)


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)
