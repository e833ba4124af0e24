"""The JSON Schema of scenario files, for editors: made from the format's classes, in the dialect that they understand.

Editors of TOML read draft 7, references to `#/definitions/`, and descriptions; what only they need is nowhere written twice.
"""

from __future__ import annotations

import datetime
import json
from collections.abc import Iterable
from typing import Any, get_args, get_origin

import attrs

from game.scenario.bases import OF_ITS_OWN
from game.scenario.describe import Key, Kind, keys, kind_of, told, words
from game.scenario.effects import Condition
from game.scenario.merge import INSIDE, NAMED_BY, NUMBER, NUMBERED, REMOVE
from game.scenario.schema import Scenario, Variant

Json = dict[str, Any]

FILE = "multivector.schema.json"
DIALECT = "http://json-schema.org/draft-07/schema#"
PLAIN: dict[Any, Json] = {
    str: {"type": "string"},
    bool: {"type": "boolean"},
    int: {"type": "integer"},
    float: {"type": "number"},
    datetime.date: {"type": "string", "format": "date"},
}
OF_SETS = ("action", "position", "meeting", "posture")
"""Lists that a set of actions fills, so that an entry may hold what it changes only."""
GAUGES = "^.+_(above|below)$"
REMOVAL: Json = {"type": "boolean", "enum": [True], "description": "true: takes out what this file changes"}
COUNTED: Json = {"type": "integer", "minimum": 1, "description": "which entry of the changed scenario this changes"}


def editor_schema() -> Json:
    """The schema of a whole file."""
    root = _Schema()
    top = root.table(Scenario)
    variant = root.definitions[Variant.__name__]["properties"]
    variant |= {name: value for name, value in top["properties"].items() if name not in (*variant, *OF_ITS_OWN)}
    return {
        "$schema": DIALECT,
        "title": "A scenario of Multivector",
        **top,
        "required": [name for name in OF_ITS_OWN if name in _needed(Scenario)],
        "allOf": [_unless(["extends"], set(_PARTIAL) - set(OF_SETS)), _unless(["extends", "uses"], OF_SETS)],
        "definitions": root.definitions,
    }


def editor_text() -> str:
    """The same as the text of a file."""
    return json.dumps(editor_schema(), indent=2, ensure_ascii=False) + "\n"


def _unless(given: Iterable[str], lists: Iterable[str]) -> Json:
    """Where none of the keys is given, the entries of these lists, and these tables, must be complete."""
    return {"if": {"anyOf": [{"required": [key]} for key in given]}, "else": {"properties": _complete(lists)}}


def _complete(lists: Iterable[str]) -> Json:
    found = {}
    for key in keys(Scenario):
        if key.name in lists:
            asked = _asked(key.kind.table)
            found[key.name] = {"items": asked} if key.kind.is_list else asked
    return found


def _asked(cls: Any) -> Json:
    inner = {key.name: {"items": _asked(key.kind.table)} for key in keys(cls) if key.name in INSIDE and key.kind.table}
    return {"required": _needed(cls), **({"properties": inner} if inner else {})}


def _needed(cls: Any) -> list[str]:
    return [key.name for key in keys(cls) if key.is_needed]


class _Schema:
    """Collects the definitions of all tables."""

    def __init__(self) -> None:
        self.definitions: dict[str, Json] = {}

    def table(self, cls: Any) -> Json:
        """The schema of a table: its keys, and what it cannot do without even as a part of a patch."""
        properties = {key.name: self._key(key) for key in keys(cls)}
        needed = _needed(cls)
        if cls in _KNOWN_BY:
            needed = _KNOWN_BY[cls]
            properties[REMOVE] = REMOVAL
        if cls in _COUNTED:
            properties[NUMBER] = COUNTED
        found: Json = {"type": "object", "description": told(cls), "properties": properties, "additionalProperties": False}
        if cls is Condition:
            found["patternProperties"] = {GAUGES: {"type": "number", "minimum": 0, "maximum": 100}}
        return found | ({"required": needed} if needed else {})

    def _key(self, key: Key) -> Json:
        found = self._kind(key.kind)
        found = {"allOf": [found]} if "$ref" in found else found  # beside a reference nothing else is read
        if key.kind.bare == bool | None:
            found["enum"] = [True]  # a flag that may be missing means nothing where it is false
        default = {"default": key.default} if isinstance(key.default, (str, bool, int, float)) and key.default != "" else {}
        return {**found, "description": key.text, **default}

    def _kind(self, kind: Kind) -> Json:
        arms = [self._arm(arm) for arm in kind.arms]
        return arms[0] if len(arms) == 1 else {"anyOf": arms}

    def _arm(self, kind: Kind) -> Json:
        origin, inner = get_origin(kind.bare), get_args(kind.bare)
        if origin is tuple:
            size: Json = {} if inner[-1] is Ellipsis else {"minItems": len(inner), "maxItems": len(inner)}
            least = {"minItems": 1} if kind.filled else {}
            return {"type": "array", "items": self._kind(kind.of(inner[0])), **size, **least}
        if origin is dict:
            allowed = words(kind_of(inner[0]))
            named = {"propertyNames": {"enum": list(allowed)}} if allowed else {}
            return {"type": "object", "additionalProperties": self._kind(kind.of(inner[1])), **named}
        if attrs.has(kind.bare):
            return self._reference(kind.bare)
        return self._plain(kind)

    def _plain(self, kind: Kind) -> Json:
        if allowed := words(kind):
            return {"type": "string", "enum": list(allowed)}
        limits = {} if kind.limit is None else {"minimum": kind.limit.low, "maximum": kind.limit.high}
        pattern = {} if kind.pattern is None else {"pattern": f"^{kind.pattern.text}$"}
        return {**PLAIN[kind.bare], **(limits if kind.bare in (int, float) else {}), **pattern}

    def _reference(self, cls: Any) -> Json:
        if cls.__name__ not in self.definitions:
            self.definitions[cls.__name__] = {}
            self.definitions[cls.__name__] = self.table(cls)
        return {"$ref": f"#/definitions/{cls.__name__}"}


_TABLES = [key for key in keys(Scenario) if key.kind.table]
_PARTIAL = {key.name: key.kind.table for key in _TABLES if key.name in (*NAMED_BY, *NUMBERED) or not key.kind.is_list}
"""Lists and tables of which a scenario that changes another one may hold a part, with their classes."""
_PLACES = {cls: name for name, cls in _PARTIAL.items()} | {
    key.kind.table: key.name for cls in _PARTIAL.values() for key in keys(cls) if key.name in INSIDE and key.kind.table}
"""The same classes, and those of lists inside them, with where they stand."""
_COUNTED = [cls for cls, name in _PLACES.items() if name in NUMBERED]
"""The classes whose entries are changed by their number."""
_KNOWN_BY = {cls: [key for key in NAMED_BY.get(name, ("id",)) if key in _needed(cls)] for cls, name in _PLACES.items()}
"""The keys that a table of these classes has even where it only changes another."""
