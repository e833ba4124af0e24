"""Lays one tree over another by id: a scenario over the set it uses, a variant over its scenario."""

from __future__ import annotations

from collections.abc import Callable, Hashable

import attrs

from game.scenario.tree import Node

Key = Callable[[Node], Hashable]

MAPS = ("alignment", "dependency", "wishes", "start", "asks", "adopted", "aside")
APPENDED = ("modifier",)
BY_ID = (
    *("source", "pole", "actor", "party", "track", "group", "posture", "action"),
    *("position", "item", "file", "event", "length", "temperament", "variant"),
)
OF_VARIANT = ("id", "name", "text")


def _by(*names: str) -> Key:
    def key(entry: Node) -> Hashable:
        found = tuple(_hashable(entry.get(name)) for name in names)
        return None if None in found else found

    return key


def _by_pair(entry: Node) -> Hashable:
    pair = entry.strings("between")
    return frozenset(pair) if pair else None


def _hashable(node: Node | None) -> Hashable:
    return node.value if node is not None and not node.is_table and not node.is_array else None


KEYS: dict[str, Key] = {
    "relation": _by_pair,
    "meeting": _by_pair,
    "dispute": _by_pair,
    "coupling": _by("push", "costs"),
    "brief": _by("actor"),
    "history": _by("turn"),
    **{name: _by("id") for name in BY_ID},
}


def merge(base: Node, over: Node) -> Node:
    """The base with `over` laid on it: lists of tables by id, other tables key by key, all else replaced."""
    changed = {}
    for name, node in over.value.items():
        old = base.get(name)
        changed[name] = node if old is None else _merge_key(name, old, node)
    return base.having(**changed)


def with_variant(root: Node, variant: Node) -> Node:
    """The scenario's tree changed by one of its variants."""
    return merge(root, variant.without(OF_VARIANT))


def without_variant_tables(root: Node) -> Node:
    """The tree in which variants keep only what describes them."""
    variants = root.get("variant")
    if variants is None or not variants.is_array:
        return root
    kept = [_described(entry) for entry in variants.value]
    return root.having(variant=attrs.evolve(variants, value=kept))


def _described(variant: Node) -> Node:
    return variant.without(set(variant.value) - set(OF_VARIANT)) if variant.is_table else variant


def _merge_key(name: str, old: Node, new: Node) -> Node:
    if old.is_array and new.is_array:
        if name in APPENDED:
            return attrs.evolve(new, value=[*old.value, *new.value])
        return _merge_entries(KEYS[name], old, new) if name in KEYS else new
    if old.is_table and new.is_table:
        return merge(old, new)
    return new


def _merge_entries(key: Key, old: Node, new: Node) -> Node:
    entries = list(old.value)
    where = {key(entry): index for index, entry in enumerate(entries) if key(entry) is not None}
    for entry in new.value:
        index = where.get(key(entry))
        if index is None:
            entries.append(entry)
        else:
            entries[index] = _merge_entry(entries[index], entry)
    return attrs.evolve(new, value=entries)


def _merge_entry(old: Node, new: Node) -> Node:
    """Key by key; a table of names is laid over the old one, a condition or a list replaces it."""
    changed = {}
    for name, node in new.value.items():
        before = old.get(name)
        both_maps = name in MAPS and before is not None and before.is_table and node.is_table
        changed[name] = before.having(**node.value) if before is not None and both_maps else node
    return attrs.evolve(new, value={**old.value, **changed})
