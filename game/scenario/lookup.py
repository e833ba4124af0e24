"""Finds names that nothing declares, and says which one was perhaps meant."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from game.scenario.mistake import Mistake, did_you_mean
from game.scenario.names import ROLES
from game.scenario.source import Path


def unknown(path: Path, sort: str, name: str, known: Iterable[str], where: str = "") -> Iterator[Mistake]:
    """A mistake if a name is not among the known ones."""
    known = frozenset(known)
    if name in known:
        return
    if name in ROLES and where:
        roles = ", ".join(sorted(ROLES & known)) or "none"
        yield Mistake(path, "role-out-of-place", f"{name!r} stands for nobody in {where}", f"roles here: {roles}")
        return
    yield Mistake(path, f"unknown-{sort}", f"unknown {sort} {name!r}", did_you_mean(name, known))


def unknowns(path: Path, sort: str, names: Iterable[str], known: Iterable[str], where: str = "") -> Iterator[Mistake]:
    """A mistake for each name of a list that is not among the known ones."""
    known = frozenset(known)
    for index, name in enumerate(names):
        yield from unknown((*path, index), sort, name, known, where)


def unknown_keys(path: Path, sort: str, names: Iterable[str], known: Iterable[str]) -> Iterator[Mistake]:
    """A mistake for each key of a table of names that is not among the known ones."""
    known = frozenset(known)
    for name in names:
        if name not in known:
            hint = did_you_mean(name, known)
            yield Mistake((*path, name), f"unknown-{sort}", f"unknown {sort} {name!r}", hint, on_key=True)
