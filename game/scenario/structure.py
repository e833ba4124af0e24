"""From a plain TOML tree to a Scenario: types, limits, unknown and missing keys, all mistakes at once."""

from __future__ import annotations

import datetime
import difflib
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

from game.scenario.effects import Condition, Limit, TrackIs
from game.scenario.schema import Scenario
from game.scenario.tree import Path

NOT_WRITTEN = {(Scenario, "origin"), (Condition, "tracks")}
Hook = Callable[[Any, Any], Any]
GaugeValue: Any = Annotated[float, Limit(0, 100)]


@attrs.frozen
class Mistake:
    """Something wrong at a path of the tree. `on_key` puts it at the key rather than at the value."""

    path: Path
    code: str
    message: str
    hint: str = ""
    on_key: bool = False


class Refused(ValueError):
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
        return None, list(_mistakes(error, ()))


def did_you_mean(name: str, known: Iterable[str]) -> str:
    """A hint with the closest known name, or nothing."""
    close = difflib.get_close_matches(name, sorted(known), n=1, cutoff=0.6)
    return f"did you mean {close[0]!r}?" if close else ""


def shown(value: Any) -> str:
    """The value as messages show it: its repr, cut when long."""
    if isinstance(value, int) and abs(value) >= 10**30:
        return "a huge whole number"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (dict, list)):
        return "a table" if isinstance(value, dict) else "a list"
    if isinstance(value, (datetime.date, datetime.time)):
        return value.isoformat()
    text = repr(value)
    return text if len(text) <= 60 else f"{text[:57]}..."


def written_name(field: str) -> str:
    """The key that a field is written with: `from_` is written `from`."""
    return field.removesuffix("_")


def header(path: Path) -> str:
    """How the table at a path is written in a file, such as `[[action]]` or `[[track.step]]`."""
    names = ".".join(part for part in path if isinstance(part, str))
    if not names:
        return "the file"
    return f"[[{names}]]" if isinstance(path[-1], int) else f"[{names}]"


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
        raise Refused("wrong-type", value, "be a text", 'write it in "quotes"')
    return value


def _flag(value: Any, _: Any) -> bool:
    if not isinstance(value, bool):
        raise Refused("wrong-type", value, "be true or false", "write it without quotes")
    return value


def _whole(value: Any, _: Any) -> int:
    if isinstance(value, bool) or not isinstance(value, int):
        raise Refused("wrong-type", value, "be a whole number", _unquoted(value))
    return value


def _number(value: Any, _: Any) -> float:
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        raise Refused("wrong-type", value, "be a number", _unquoted(value))
    if not math.isfinite(value) if isinstance(value, float) else abs(value) >= 10**30:
        raise Refused("not-finite", value, "be a finite number")
    return float(value)


def _unquoted(value: Any) -> str:
    try:
        return "write it without quotes" if isinstance(value, str) and math.isfinite(float(value)) else ""
    except ValueError:
        return ""


def _date(value: Any, _: Any) -> datetime.date:
    if not isinstance(value, datetime.date) or isinstance(value, datetime.datetime):
        raise Refused("wrong-type", value, "be a date", "write it as 2024-07-04, without quotes or time")
    return value


def _literal_hook(kind: Any, _: Converter) -> Hook:
    allowed = get_args(kind)

    def hook(value: Any, _: Any) -> Any:
        if not isinstance(value, str) or value not in allowed:
            names = ", ".join(map(repr, allowed))
            hint = did_you_mean(value, allowed) if isinstance(value, str) else ""
            raise Refused("wrong-choice", value, f"be one of {names}", hint)
        return value

    return hook


def _union_hook(kind: Any, converter: Converter) -> Hook:
    """None is what a missing key means; an array belongs to the tuple of the union, all else to the other."""
    arms = [arm for arm in get_args(kind) if arm is not types.NoneType]
    many = next((arm for arm in arms if get_origin(arm) is tuple), None)
    one = next((arm for arm in arms if get_origin(arm) is not tuple), many)

    def hook(value: Any, _: Any) -> Any:
        arm = many if many is not None and isinstance(value, list) else one
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
            raise Refused("wrong-length", len(value), f"hold {length} values")
        return tuple(_each(enumerate(value), arm, converter))

    return hook


def _no_list(value: Any, arm: Any) -> Refused:
    if attrs.has(arm) and isinstance(value, dict):
        return Refused("single-table", value, "be a list of tables", "write its header in double brackets, [[...]]", True)
    return Refused("wrong-type", value, "be a list", "write it in [square brackets]")


def _map_hook(kind: Any, converter: Converter) -> Hook:
    key_type, arm = get_args(kind)

    def hook(value: Any, _: Any) -> Any:
        if not isinstance(value, dict):
            raise Refused("wrong-type", value, "be a table", "write it as {name = value}")
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
        for number in result if isinstance(result, tuple) else (result,):
            _check_limit(number, limit)
        return result

    return hook


def _check_limit(number: Any, limit: Limit | None) -> None:
    if limit is not None and not limit.low <= number <= limit.high:
        if limit.low == limit.high:
            raise Refused("out-of-range", number, f"be {limit.low:g}")
        raise Refused("out-of-range", number, f"lie between {limit.low:g} and {limit.high:g}")


def _class_hook(cls: Any, converter: Converter) -> Hook:
    attrs.resolve_types(cls)
    changed = {
        field.name: override(omit=True) if (cls, field.name) in NOT_WRITTEN else override(rename=written_name(field.name))
        for field in attrs.fields(cls)
        if (cls, field.name) in NOT_WRITTEN or field.name.endswith("_")
    }
    inner = make_dict_structure_fn(cls, converter, _cattrs_forbid_extra_keys=True, **changed)  # type: ignore[arg-type]

    def hook(value: Any, _: Any) -> Any:
        if not isinstance(value, dict):
            raise Refused("wrong-type", value, "be a table", "write it as {key = value}")
        return _condition(value, inner) if cls is Condition else inner(value, cls)

    return hook


def _condition(value: dict[str, Any], inner: Hook) -> Any:
    """Takes the `<track>_above` and `<track>_below` keys out, and lets the class have the others."""
    tracks: dict[str, dict[str, float]] = {}
    others, errors = {}, []
    for key, content in value.items():
        name, _, side = key.rpartition("_")
        if side not in ("above", "below") or not name:
            others[key] = content
            continue
        try:
            tracks.setdefault(name, {})[side] = CONVERTER.structure(content, GaugeValue)
        except Refused as error:
            error.add_note(AttributeValidationNote(f"at {key}", key, float))
            errors.append(error)
    return _with_tracks(others, tracks, errors, inner)


def _with_tracks(others: dict[str, Any], tracks: dict[str, dict[str, float]], errors: list[Exception], inner: Hook) -> Any:
    condition = None
    try:
        condition = inner(others, Condition)
    except ClassValidationError as error:
        errors.extend(error.exceptions)
    if errors:
        raise ClassValidationError("condition refused", errors, Condition)
    found = tuple(TrackIs(track=name, **sides) for name, sides in tracks.items())
    return attrs.evolve(condition, tracks=found)


def _mistakes(error: Exception, path: Path) -> Iterator[Mistake]:
    if isinstance(error, Refused):
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
