"""Settings: single values of a scenario changed by their path, such as `rules.luck=0.5` or `action.pressure.cost=2,3`."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Iterator, Sequence
from itertools import product
from typing import Any

import attrs

from game.scenario.merge import NAMED_BY
from game.scenario.mistake import did_you_mean, shown
from game.scenario.source import SourceText
from game.scenario.syntax import parse
from game.scenario.tree import Node

PATH = re.compile(r"[\w-]+(\.[\w-]+)*")
WORD = re.compile(r""""(?:\\.|[^"\\])*"|'[^']*'|[+-]?\d[\w.+:-]*|[A-Za-z][\w-]*""")
"""A text in quotes, a number or date, or a word, which may stand without quotes."""
SPOKEN = ("true", "false", "inf", "nan")
FROM_ONE = ("turn",)
"""Lists without ids that people count from 1; all others are counted from 0."""


class SettingError(Exception):
    """A setting that cannot be made, in one sentence that names its path."""


@attrs.frozen
class Setting:
    """One value to be set: the parts of its path, and the value as TOML has it."""

    path: tuple[str, ...]
    value: Any

    def __str__(self) -> str:
        return f"{self.name}={self.shown}"

    @property
    def name(self) -> str:
        """The path as it is written."""
        return ".".join(self.path)

    @property
    def shown(self) -> str:
        """The value in one short form: numbers as they are, words without quotes."""
        return self.value if isinstance(self.value, str) else _toml(self.value)

    @property
    def written(self) -> str:
        """The setting as `read_setting` reads it again."""
        return f"{self.name}={_toml(self.value)}"

    @property
    def tree(self) -> Node:
        """A text that holds nothing but this value, so that mistakes in it have a place."""
        return parse(SourceText("--set", f"{self.name} = {_toml(self.value)}"))


def read_setting(text: str) -> tuple[Setting, ...]:
    """The settings that PATH=V1,V2,... stands for, one for each value. Raises SettingError."""
    path, sign, values = text.partition("=")
    if not sign or not PATH.fullmatch(path.strip()) or not values.strip():
        raise SettingError(f"{text!r} is not PATH=VALUE or PATH=VALUE,VALUE,... such as rules.luck=0.5,1")
    try:
        found = tomllib.loads(f"x = [{WORD.sub(_quoted, values)}\n]")["x"]
    except (tomllib.TOMLDecodeError, ValueError):
        raise SettingError(f"the values {values!r} of {path} cannot be read; write them as in a scenario, with commas") from None
    settings = tuple(Setting(tuple(path.strip().split(".")), value) for value in found)
    if repeated := [setting.shown for k, setting in enumerate(settings) if setting in settings[:k]]:
        raise SettingError(f"the value {repeated[0]} of {path} is given twice")
    return settings


def combinations(settings: Sequence[Sequence[Setting]]) -> Iterator[tuple[Setting, ...]]:
    """Every choice of one value for each path. Raises SettingError when a path is given twice."""
    names = [some[0].name for some in settings]
    if repeated := [name for k, name in enumerate(names) if name in names[:k]]:
        raise SettingError(f"{repeated[0]} is set twice; give all its values at once, with commas")
    return product(*settings)


def with_settings(root: Node, settings: Sequence[Setting]) -> Node:
    """The scenario's tree with these values in it. Raises SettingError for a path that leads nowhere."""
    for setting in settings:
        root = _set(root, setting, 0, setting.tree, "")
    return root


def _set(node: Node, setting: Setting, done: int, new: Node, name: str) -> Node:
    """The node with the value at the rest of the path; `new` is where the same path has come to in the setting's own tree."""
    rest = setting.path[done:]
    if not rest:
        return new
    if node.is_array:
        index, parts = _entry(node, setting, done, name)
        for part in rest[:parts]:
            new = new.value[part]
        entry = _checked(node.value[index], setting, done + parts)
        entries = [*node.value[:index], _set(entry, setting, done + parts, new, name), *node.value[index + 1 :]]
        return attrs.evolve(node, value=entries)
    if not node.is_table:
        raise SettingError(f"{_at(setting, done)} is {shown(node.value)}, so there is no {setting.name}")
    old, new = node.get(rest[0]), new.value[rest[0]]
    if old is None:
        return node.having(**{rest[0]: new})  # the scenario's own checks know whether it can be there
    return node.having(**{rest[0]: _set(_checked(old, setting, done + 1), setting, done + 1, new, rest[0])})


def _checked(old: Node, setting: Setting, done: int) -> Node:
    """The node that a path has come to, unless the path ends at more than one value."""
    many = old.is_table or (old.is_array and any(entry.is_table for entry in old.value))
    if many and done == len(setting.path):
        raise SettingError(f"{setting.name} is no single value; it has {_listed(_names(old, setting.path[-1]))}")
    return old


def _entry(node: Node, setting: Setting, done: int, name: str) -> tuple[int, int]:
    """Which entry of a list the path means, and how many of its parts say so: an id, two ids, or a number."""
    rest, names = setting.path[done:], _names(node, name)
    for index, known in enumerate(names):
        for spelling in (known, known[::-1]):
            if rest[: len(known)] == spelling:
                return index, len(known)
    if rest[0].isdecimal() and int(rest[0]) < len(node.value) and name not in FROM_ONE:
        return int(rest[0]), 1
    hint = did_you_mean(".".join(rest[:1]), [".".join(known) for known in names])
    there = f"; {hint}" if hint else f"; it has {_listed(names)}"
    raise SettingError(f"there is no {rest[0]!r} in {_at(setting, done)}{there}")


def _names(node: Node, name: str) -> list[tuple[str, ...]]:
    """How the keys of a table, or the entries of a list, are called in a path."""
    if node.is_table:
        return [(key,) for key in node.value]
    return [_name(entry, name, index) for index, entry in enumerate(node.value)]


def _name(entry: Node, name: str, index: int) -> tuple[str, ...]:
    if (between := entry.strings("between")) and name in NAMED_BY:
        return tuple(between)
    known = [entry.get(key) for key in NAMED_BY.get(name, ("id",))]
    values = [str(node.value) for node in known if node is not None]
    return tuple(values) or (str(index + (name in FROM_ONE)),)


def _at(setting: Setting, done: int) -> str:
    return ".".join(setting.path[:done]) or "the scenario"


def _listed(names: Sequence[tuple[str, ...]], most: int = 12) -> str:
    texts = [".".join(name) for name in names]
    return ", ".join(texts[:most]) + (", ..." if len(texts) > most else "") if texts else "nothing"


def _quoted(found: re.Match[str]) -> str:
    word = found[0]
    return json.dumps(word) if word[0].isalpha() and word not in SPOKEN else word


def _toml(value: Any) -> str:
    """A value as a scenario would have it; tables are written within the line."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return json.dumps(value)
    if isinstance(value, list):
        return f"[{', '.join(map(_toml, value))}]"
    if isinstance(value, dict):
        return f"{{{', '.join(f'{key} = {_toml(inner)}' for key, inner in value.items())}}}"
    return str(value)
