"""What the format's classes say about themselves: every key with its type, limits, default and description."""

from __future__ import annotations

import types
from collections.abc import Iterator
from typing import Annotated, Any, Literal, Union, get_args, get_origin

import attrs

from game.scenario.mistake import written_name
from game.scenario.structure import NOT_WRITTEN
from game.scenario.values import Filled, Limit, Pattern

NOTHING = attrs.NOTHING


@attrs.frozen
class Kind:
    """A type, with what is noted on it: limits of numbers, the pattern of texts, whether a list must be filled, its purpose."""

    bare: Any
    limit: Limit | None = None
    pattern: Pattern | None = None
    filled: bool = False
    text: str = ""

    @property
    def arms(self) -> list[Kind]:
        """The kinds that a value may be of; itself, if it is no choice between several."""
        if get_origin(self.bare) not in (Union, types.UnionType):
            return [self]
        return [self.of(arm) for arm in get_args(self.bare) if arm is not types.NoneType]

    @property
    def table(self) -> Any:
        """The class of the table, or of the tables in the list, that this stands for; None if it stands for something else."""
        arms = self.arms
        bare = arms[0].bare if len(arms) == 1 else None
        inner: Any = bare if get_origin(bare) is not tuple else kind_of(get_args(bare)[0]).bare
        return inner if attrs.has(inner) else None

    @property
    def is_list(self) -> bool:
        """Whether it is a list."""
        return len(self.arms) == 1 and get_origin(self.arms[0].bare) is tuple

    @property
    def within(self) -> Kind:
        """The kind of the values, if this is a table of names; else itself."""
        return self.of(get_args(self.bare)[1]) if get_origin(self.bare) is dict else self

    def of(self, inner: Any) -> Kind:
        """A type inside this one, under the same limits."""
        found = kind_of(inner)
        return attrs.evolve(found, limit=found.limit or self.limit, pattern=found.pattern or self.pattern)


@attrs.frozen
class Key:
    """One key of a table."""

    name: str
    kind: Kind
    default: Any

    @property
    def is_needed(self) -> bool:
        """Whether it has no default."""
        return self.default is NOTHING

    @property
    def text(self) -> str:
        """What it is for: as noted on it, or as the table says that it holds."""
        return self.kind.text or (told(self.kind.table) if self.kind.table else "")


def keys(cls: Any) -> Iterator[Key]:
    """The keys that may be written in a table of a class."""
    attrs.resolve_types(cls, include_extras=True)
    for field in attrs.fields(cls):
        if (cls, field.name) not in NOT_WRITTEN:
            default = field.default.factory() if isinstance(field.default, attrs.Factory) else field.default  # type: ignore[arg-type]
            yield Key(written_name(field.name), kind_of(field.type), default)


def tables(cls: Any) -> dict[Any, tuple[str, ...]]:
    """The classes of all tables inside a table, each with the keys that lead to where it occurs first, the outer ones first."""
    found: dict[Any, tuple[str, ...]] = {cls: ()}
    for outer in (front := [cls]):
        for key in keys(outer):
            inner = key.kind.within.table
            if inner is not None and inner not in found:
                found[inner] = (*found[outer], key.name)
                front.append(inner)
    return found


def kind_of(annotation: Any) -> Kind:
    """A type and its notes; of several texts the last one counts."""
    if get_origin(annotation) is not Annotated:
        return Kind(annotation)
    bare, *notes = get_args(annotation)
    found = kind_of(bare)
    for note in notes:
        if isinstance(note, Limit):
            found = attrs.evolve(found, limit=note)
        elif isinstance(note, Pattern):
            found = attrs.evolve(found, pattern=note)
        elif isinstance(note, Filled):
            found = attrs.evolve(found, filled=True)
        else:
            found = attrs.evolve(found, text=note)
    return found


def told(cls: Any) -> str:
    """What a class says it is."""
    return (cls.__doc__ or "").strip()


def words(kind: Kind) -> tuple[str, ...]:
    """The words that a text must be one of; none if it is free."""
    return get_args(kind.bare) if get_origin(kind.bare) is Literal else ()
