"""Lays one tree over another by id: a scenario over the set it uses and over what it extends, a variant over its scenario."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable

import attrs

from game.scenario.mistake import did_you_mean, shown
from game.scenario.problem import Problem, problem_at
from game.scenario.source import Path
from game.scenario.tree import Node, find

Key = Callable[[Node], Hashable]

MAPS = ("alignment", "dependency", "wishes", "start", "asks", "adopted", "aside")
APPENDED = ("credits",)
BY_ID = (
    *("source", "pole", "actor", "party", "track", "group", "posture", "action", "modifier"),
    *("position", "item", "file", "event", "length", "temperament", "variant"),
)
NAMED_BY: dict[str, tuple[str, ...]] = {
    **dict.fromkeys(BY_ID, ("id",)),
    **dict.fromkeys(("relation", "meeting", "dispute"), ("between",)),
    **{"coupling": ("push", "costs"), "brief": ("actor",), "history": ("turn",)},
}
"""The keys by which the entries of a list are told apart."""
ORPHANED = ("relation", "dispute", "coupling", "brief")
"""Lists whose entries go with the actors and poles that they are known by."""
WITHIN = ("step", "choices", "goal", "secret", "inset")
"""Lists inside an entry, or a table, that are merged by id too."""
OF_VARIANT = ("id", "name", "text")
REMOVE = "remove"
"""`remove = true` takes out the entry of this id, or the table of this name."""
TURNS, NUMBER = "turn", "number"
NUMBERED = (TURNS, "question", "lesson")
"""Lists without ids: `number = 3` changes the third entry; entries of which none has a number take the place of all."""
INSIDE = (*WITHIN, *NUMBERED)
"""Lists inside an entry, or a table, of which an entry may be taken out."""
CHANGE_ONE = "to change one {} and keep the others, add which it is, such as number = 1"


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


KEYS: dict[str, Key] = {name: _by_pair if keys == ("between",) else _by(*keys) for name, keys in NAMED_BY.items()}
KEYS |= dict.fromkeys(WITHIN, _by("id"))


def merge(base: Node, over: Node) -> Node:
    """The base with `over` laid on it: lists of tables by id, other tables key by key, all else replaced."""
    merged = dict(_without_orphans(base, over).value)
    for name, node in over.value.items():
        old = merged.get(name)
        if old is not None and is_removal(node):
            del merged[name]
        else:
            merged[name] = node if old is None else _merge_key(name, old, node)
    return attrs.evolve(over, value=merged)


def _without_orphans(base: Node, over: Node) -> Node:
    """The base without what is known by an actor or pole that is removed: its relations, disputes, couplings, its brief."""
    entries = [entry for name in ("actor", "pole") for entry in over.entries(name)]
    gone = {entry.text("id") for entry in entries if is_removal(entry)} - {e.text("id") for e in entries if not is_removal(e)}
    kept = {}
    for name in ORPHANED if gone else ():
        if (old := base.get(name)) is not None and old.is_array:
            kept[name] = attrs.evolve(old, value=[entry for entry in old.value if gone.isdisjoint(_names(name, entry))])
    return base.having(**kept)


def _names(table: str, entry: Node) -> list[str | None]:
    """What an entry is known by, as texts."""
    return [text for key in NAMED_BY[table] for text in (entry.text(key), *entry.strings(key))]


def merge_all(first: Node, *others: Node) -> Node:
    """Every tree laid on those before it."""
    for other in others:
        first = merge(first, other)
    return first


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


def is_removal(node: Node) -> bool:
    """Whether this is a table that takes something out."""
    mark = node.get(REMOVE)
    return mark is not None and mark.value is True


def called(entry: Node) -> str:
    """How an entry is told apart, for people."""
    return entry.text("id") or entry.text("actor") or " and ".join(entry.strings("between"))


def perhaps_meant(root: Node, path: Path) -> str:
    """A hint for an entry that lacks a key: it may be a misspelt change of one that is written elsewhere."""
    if len(path) != 2:
        return ""
    entry, others = find(root, path), root.entries(str(path[0]))
    if path[0] in NUMBERED:
        return CHANGE_ONE.format(path[0]) if root.get("extends") or entry.path[0] == "variant" else ""
    elsewhere = [other for other in others if (other.source.label, other.path[:1]) != (entry.source.label, entry.path[:1])]
    return did_you_mean(called(entry), map(called, elsewhere))


def without_removals(root: Node) -> tuple[Node, list[Problem]]:
    """The tree without removals that have found nothing to take out, and what is to be said about each."""
    problems: list[Problem] = []
    return _without_numbers(_swept(root, (*KEYS, *NUMBERED), problems), problems), problems


def _without_numbers(table: Node, problems: list[Problem]) -> Node:
    """The tree, or a table in it, without turns, questions and lessons that change one that there is not."""
    kept = {name: _without_numbers(node, problems) for name, node in table.value.items() if node.is_table}
    lists = {name: node for name, node in table.value.items() if name in NUMBERED and node.is_array}
    return table.having(**kept, **{name: _left(name, node, problems) for name, node in lists.items()})


def _left(name: str, entries: Node, problems: list[Problem]) -> Node:
    left = [entry for entry in entries.value if entry.get(NUMBER) is None]
    problems += [_of_number(name, found, len(left)) for entry in entries.value if (found := entry.get(NUMBER)) is not None]
    return attrs.evolve(entries, value=left)


def _of_number(name: str, number: Node, count: int) -> Problem:
    """What is wrong with a number that is left when all that change an entry are laid over it."""
    if type(number.value) is int and 1 <= number.value <= count:
        return problem_at(number.place, "duplicate-id", f"{name} {number.value} is changed twice", "put all changes into one")
    hint = f"the last one is {count}" if count else f"leave 'number' out: a {name} has its place by where it is written"
    code = "no-such-turn" if name == TURNS else "no-such-number"
    return problem_at(number.place, code, f"there is no {name} {shown(number.value)} that could be changed", hint)


def _swept(table: Node, lists: Iterable[str], problems: list[Problem]) -> Node:
    """The table whose entries in these lists, and whose tables, are no removals any more."""
    kept = {}
    for name, node in table.value.items():
        if node.is_array and name in lists:
            entries = (_sweep(entry, f"[[{name}]]", node, problems) for entry in node.value)
            kept[name] = attrs.evolve(node, value=[entry for entry in entries if entry is not None])
        elif node.is_table and lists is not INSIDE:
            swept = _sweep(node, f"[{name}]", table, problems)
            kept |= {name: swept} if swept is not None else {}
        else:
            kept[name] = node
    return attrs.evolve(table, value=kept)


def _sweep(entry: Node, where: str, around: Node, problems: list[Problem]) -> Node | None:
    mark = entry.get(REMOVE)
    if mark is None:
        return _swept(entry, INSIDE, problems) if entry.is_table else entry
    if mark.value is not True:
        hint = "leave the key out to keep what it stands in"
        problems.append(problem_at(mark.place, "wrong-type", f"'remove' must be true, not {shown(mark.value)}", hint))
        return _swept(entry.without([REMOVE]), INSIDE, problems)
    name = called(entry)
    others = [called(other) for other in around.value if other is not entry] if around.is_array else []
    what = f"no {name!r} in {where}" if name else f"no {where}"
    message, hint = f"there is {what} that could be removed", did_you_mean(name, others)
    problems.append(problem_at(mark.key, "nothing-to-remove", message, hint))
    return None


def _merge_key(name: str, old: Node, new: Node) -> Node:
    if old.is_array and new.is_array:
        if name in APPENDED:
            return attrs.evolve(new, value=[*old.value, *new.value])
        if name in NUMBERED and any(entry.get(NUMBER) is not None for entry in new.value):
            return _merge_numbered(old, new)
        return _merge_entries(KEYS[name], old, new) if name in KEYS else new
    if old.is_table and new.is_table:
        return merge(old, new)
    return new


def _merge_entries(key: Key, old: Node, new: Node) -> Node:
    """Entries over those of the same key; a second one for the same stands beside it, so that the checks tell both lines."""
    entries = list(old.value)
    where = {key(entry): index for index, entry in enumerate(entries) if key(entry) is not None}
    gone, changed = set(), set[int]()
    for entry in new.value:
        index = where.get(key(entry))
        if index is None:
            entries.append(entry)
        elif is_removal(entry):
            gone.add(where.pop(key(entry)))
        elif index in changed:
            entries.append(_merge_entry(entries[index], entry))
        else:
            entries[index] = _merge_entry(entries[index], entry)
            changed.add(index)
    return attrs.evolve(new, value=[entry for index, entry in enumerate(entries) if index not in gone])


def _merge_numbered(old: Node, new: Node) -> Node:
    """Entries with the number of an old one change it or take it out, others are added; a number that is told twice is kept."""
    tables = [entry for entry in old.value if entry.is_table]
    numbered = [entry.having(**{NUMBER: attrs.evolve(entry, value=place)}) for place, entry in enumerate(tables, 1)]
    merged = _merge_entries(_number, attrs.evolve(old, value=numbered), new)
    found: dict[int | None, Node] = {_number(entry): entry for entry in reversed(merged.value)}
    told = {id(found[number]) for number in range(1, len(tables) + 1) if number in found}
    return attrs.evolve(merged, value=[entry.without([NUMBER]) if id(entry) in told else entry for entry in merged.value])


def _number(entry: Node) -> int | None:
    node = entry.get(NUMBER)
    return node.value if node is not None and type(node.value) is int else None


def _merge_entry(old: Node, new: Node) -> Node:
    """Key by key; names and what has ids of its own are laid over the old ones, a condition or another list replaces it."""
    changed = {name: _merge_within(name, old.get(name), node) for name, node in new.value.items()}
    return attrs.evolve(new, value={**old.value, **changed})


def _merge_within(name: str, old: Node | None, new: Node) -> Node:
    if old is None:
        return new
    if name in MAPS and old.is_table and new.is_table:
        return old.having(**new.value)
    return _merge_entries(KEYS[name], old, new) if name in WITHIN and old.is_array and new.is_array else new
