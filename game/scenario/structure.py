"""From a plain TOML tree to a Scenario: types, limits, unknown and missing keys, all mistakes at once."""

from __future__ import annotations

import datetime
import itertools
import math
import types
from collections.abc import Callable, Iterable, Iterator
from typing import Annotated, Any, Literal, Union, get_args, get_origin

import attrs
from cattrs import (
    AttributeValidationNote,
    ClassValidationError,
    Converter,
    ForbiddenExtraKeysError,
    IterableValidationError,
    IterableValidationNote,
)
from cattrs.gen import make_dict_structure_fn, override

from game.scenario.effects import Condition, TrackIs
from game.scenario.mistake import Mistake, did_you_mean, header, shown, written_name
from game.scenario.schema import Scenario
from game.scenario.source import Path
from game.scenario.values import Limit

MOST_MISTAKES = 200
NOT_WRITTEN = {(Scenario, "origin"), (Condition, "tracks")}
Hook = Callable[[Any, Any], Any]
GaugeValue: Any = Annotated[float, Limit(0, 100)]


class RefusedError(ValueError):
    """A value that its type or limits do not allow: it `must` be something else."""

    def __init__(self, code: str, value: Any, must: str, hint: str = "", on_key: bool = False) -> None:
        super().__init__(must)
        self.code, self.value, self.must, self.hint, self.on_key = code, value, must, hint, on_key

    def at(self, path: Path) -> Mistake:
        """The mistake this makes at a path, with the key in its sentence."""
        key = next((part for part in reversed(path) if isinstance(part, str)), "file")
        inside = "a value of " if path and isinstance(path[-1], int) else ""
        message = f"{inside}{key!r} must {self.must}, not {shown(self.value)}"
        return Mistake(path, self.code, message, self.hint, self.on_key)


def structure(tree: dict[str, Any]) -> tuple[Scenario | None, list[Mistake]]:
    """The scenario that a plain tree describes, or every mistake that keeps it from being one."""
    try:
        return CONVERTER.structure(tree, Scenario), []
    except (ClassValidationError, IterableValidationError) as error:
        return None, list(itertools.islice(_mistakes(error, ()), MOST_MISTAKES))


def _make_converter() -> Converter:
    converter = Converter(detailed_validation=True, forbid_extra_keys=True)
    for kind, hook in ((str, _text), (bool, _flag), (int, _whole), (float, _number), (datetime.date, _date)):
        converter.register_structure_hook(kind, hook)
    factories: list[tuple[Callable[[Any], bool], Callable[[Any, Converter], Hook]]] = [
        (attrs.has, _class_hook),
        (_is(Literal), _literal_hook),
        (_is(Union, types.UnionType), _union_hook),
        (_is(tuple), _tuple_hook),
        (_is(dict), _map_hook),
        (_is(Annotated), _annotated_hook),
    ]
    for predicate, factory in factories:
        converter.register_structure_hook_factory(predicate, factory)
    return converter


def _is(*origins: Any) -> Callable[[Any], bool]:
    return lambda kind: get_origin(kind) in origins


def _text(value: Any, _: Any) -> str:
    if not isinstance(value, str):
        raise RefusedError("wrong-type", value, "be a text", 'write it in "quotes"')
    return value


def _flag(value: Any, _: Any) -> bool:
    if not isinstance(value, bool):
        raise RefusedError("wrong-type", value, "be true or false", "write it without quotes")
    return value


def _whole(value: Any, _: Any) -> int:
    if isinstance(value, bool) or not isinstance(value, int):
        raise RefusedError("wrong-type", value, "be a whole number", _unquoted(value))
    return value


def _number(value: Any, _: Any) -> float:
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        raise RefusedError("wrong-type", value, "be a number", _unquoted(value))
    if not math.isfinite(value) if isinstance(value, float) else abs(value) >= 10**30:
        raise RefusedError("not-finite", value, "be a finite number")
    return float(value)


def _unquoted(value: Any) -> str:
    try:
        return "write it without quotes" if isinstance(value, str) and math.isfinite(float(value)) else ""
    except ValueError:
        return ""


def _date(value: Any, _: Any) -> datetime.date:
    if not isinstance(value, datetime.date) or isinstance(value, datetime.datetime):
        raise RefusedError("wrong-type", value, "be a date", "write it as 2024-07-04, without quotes or time")
    return value


def _literal_hook(kind: Any, _: Converter) -> Hook:
    allowed = get_args(kind)

    def hook(value: Any, _: Any) -> Any:
        if not isinstance(value, str) or value not in allowed:
            names = ", ".join(map(repr, allowed))
            hint = did_you_mean(value, allowed) if isinstance(value, str) else ""
            raise RefusedError("wrong-choice", value, f"be one of {names}", hint)
        return value

    return hook


def _union_hook(kind: Any, converter: Converter) -> Hook:
    """None is what a missing key means; an array belongs to the tuple of the union, all else to the other."""
    arms = [arm for arm in get_args(kind) if arm is not types.NoneType]
    many = next((arm for arm in arms if get_origin(arm) is tuple), None)
    one = next((arm for arm in arms if get_origin(arm) is not tuple), many)

    def hook(value: Any, _: Any) -> Any:
        arm: Any = many if many is not None and isinstance(value, list) else one
        return converter.structure(value, arm)

    return hook


def _tuple_hook(kind: Any, converter: Converter) -> Hook:
    arms = get_args(kind)
    arm = arms[0]
    length = None if arms[-1] is Ellipsis else len(arms)

    def hook(value: Any, _: Any) -> Any:
        if not isinstance(value, list):
            raise _no_list(value, arm)
        if length is not None and len(value) != length:
            raise RefusedError("wrong-length", len(value), f"hold {length} values")
        return tuple(_each(enumerate(value), arm, converter))

    return hook


def _no_list(value: Any, arm: Any) -> RefusedError:
    if attrs.has(arm) and isinstance(value, dict):
        hint = "write its header in double brackets, [[...]]"
        return RefusedError("single-table", value, "be a list of tables", hint, on_key=True)
    return RefusedError("wrong-type", value, "be a list", "write it in [square brackets]")


def _map_hook(kind: Any, converter: Converter) -> Hook:
    key_type, arm = get_args(kind)

    def hook(value: Any, _: Any) -> Any:
        if not isinstance(value, dict):
            raise RefusedError("wrong-type", value, "be a table", "write it as {name = value}")
        keys = _each(((key, key) for key in value), key_type, converter)
        return dict(zip(keys, _each(value.items(), arm, converter), strict=True))

    return hook


def _each(values: Iterable[tuple[Any, Any]], arm: Any, converter: Converter) -> list[Any]:
    """Structures every value; the mistakes of all of them are raised together."""
    done, errors = [], []
    for index, value in values:
        try:
            done.append(converter.structure(value, arm))
        except Exception as error:
            error.add_note(IterableValidationNote(f"at {index!r}", index, arm))
            errors.append(error)
    if errors:
        raise IterableValidationError("values refused", errors, tuple)
    return done


def _annotated_hook(kind: Any, converter: Converter) -> Hook:
    base, *notes = get_args(kind)
    limit = next((note for note in notes if isinstance(note, Limit)), None)

    def hook(value: Any, _: Any) -> Any:
        result = converter.structure(value, base)
        for number in value if isinstance(value, list) else (value,):
            _check_limit(number, limit)
        return result

    return hook


def _check_limit(number: Any, limit: Limit | None) -> None:
    if limit is not None and not limit.low <= number <= limit.high:
        if limit.low == limit.high:
            raise RefusedError("out-of-range", number, f"be {limit.low:g}")
        raise RefusedError("out-of-range", number, f"lie between {limit.low:g} and {limit.high:g}")


def _class_hook(cls: Any, converter: Converter) -> Hook:
    attrs.resolve_types(cls)
    changed = {field.name: override(rename=written_name(field.name)) for field in attrs.fields(cls)}
    changed |= {name: override(omit=True) for owner, name in NOT_WRITTEN if owner is cls}
    inner = make_dict_structure_fn(cls, converter, _cattrs_forbid_extra_keys=True, **changed)  # type: ignore[arg-type]

    def hook(value: Any, _: Any) -> Any:
        if not isinstance(value, dict):
            raise RefusedError("wrong-type", value, "be a table", "write it as {key = value}")
        return _condition(value, inner) if cls is Condition else inner(value, cls)

    return hook


def _condition(value: dict[str, Any], inner: Hook) -> Condition:
    """Takes the `<track>_above` and `<track>_below` keys out, and lets the class have the others."""
    others = {key: content for key, content in value.items() if track_key(key) is None}
    tracks: dict[str, dict[str, float]] = {}
    errors: list[Exception] = []
    for key in value.keys() - others.keys():
        try:
            name, side = track_key(key) or ("", "")
            tracks.setdefault(name, {})[side] = CONVERTER.structure(value[key], GaugeValue)
        except RefusedError as error:
            error.add_note(AttributeValidationNote(f"at {key}", key, float))
            errors.append(error)
    condition = _gathering(errors, inner, others)
    found = tuple(TrackIs(track=name, **sides) for name, sides in sorted(tracks.items()))
    return attrs.evolve(condition, tracks=found)


def _gathering(errors: list[Exception], inner: Hook, value: dict[str, Any]) -> Condition:
    """The condition, or one error with the mistakes found so far and its own."""
    try:
        condition: Condition = inner(value, Condition)
    except ClassValidationError as error:
        raise ClassValidationError("condition refused", [*errors, *error.exceptions], Condition) from None
    if errors:
        raise ClassValidationError("condition refused", errors, Condition)
    return condition


def track_key(key: str) -> tuple[str, str] | None:
    """The gauge and the side that a key such as `tension_above` asks for."""
    name, _, side = key.rpartition("_")
    return (name, side) if name and side in ("above", "below") else None


def _mistakes(error: Exception, path: Path) -> Iterator[Mistake]:
    if isinstance(error, RefusedError):
        yield error.at(path)
    elif isinstance(error, ForbiddenExtraKeysError):
        yield from _unknown_keys(error, path)
    elif isinstance(error, KeyError):
        yield Mistake(path[:-1], "missing-key", f"the key {path[-1]!r} is missing in {header(path[:-1])}")
    elif isinstance(error, (ClassValidationError, IterableValidationError)):
        for inner in error.exceptions:
            yield from _mistakes(inner, (*path, *_part(inner)))
    else:
        raise error


def _part(error: BaseException) -> Path:
    for note in getattr(error, "__notes__", ()):
        if isinstance(note, AttributeValidationNote):
            return (written_name(note.name),)
        if isinstance(note, IterableValidationNote):
            return (note.index,)
    return ()


def _unknown_keys(error: ForbiddenExtraKeysError, path: Path) -> Iterator[Mistake]:
    known = [written_name(f.name) for f in attrs.fields(error.cl) if (error.cl, f.name) not in NOT_WRITTEN]
    for key in sorted(error.extra_fields):
        sentence = f"unknown key {key!r} in {header(path)}"
        yield Mistake((*path, key), "unknown-key", sentence, did_you_mean(key, known), on_key=True)


CONVERTER = _make_converter()
