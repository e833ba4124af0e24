"""Watches a scenario file: reads it again when it, or what it rests on, was saved; however an editor saves."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator
from hashlib import blake2b
from itertools import islice
from pathlib import Path

import attrs

from game import paths
from game.scenario.check import MOST_VARIANTS
from game.scenario.load import Loaded, examine
from game.scenario.overlay import check_overlay
from game.scenario.problem import Problem, in_order
from game.scenario.reading import MOST_BYTES
from game.scenario.report import together
from game.scenario.schema import Scenario

EVERY = 0.05
"""Seconds between two looks."""
REST, PATIENCE = 0.05, 0.6
"""Seconds for which a file must not have changed before it is read; and one that is missing or empty, as some editors leave it
for a moment."""
MOST_BESIDE = 1000
"""Files beside it that are looked at."""

Mark = tuple[object, ...]


@attrs.frozen
class Version:
    """A file as it was read: itself in the variant that is watched, and what is wrong with it in all that were read so far."""

    file: str
    """Its path as it was given."""
    loaded: Loaded
    problems: tuple[Problem, ...]
    overlays: tuple[Mark, ...] = ()
    """Of its translations when each was saved."""

    @property
    def scenario(self) -> Scenario | None:
        """What can be played, in the variant that is watched; None where that has mistakes."""
        return self.loaded.sound


class Watch:
    """One file. What is watched besides: the scenarios and overlays in its folder, the shipped ones with their sets, the
    user's, and the folder with its pictures."""

    def __init__(self, path: str | os.PathLike[str], variant: str | None = None) -> None:
        self.label, self.path, self.variant = os.fspath(path), Path(path).absolute(), variant
        self.version = self.read()
        """The newest one that was read."""
        self._looked = -EVERY

    def read(self) -> Version:
        """Read it now, in the variant that is watched; the others are read by `news`, one at a time."""
        self._mark = self._pending = self._marked()
        self._since = 0.0
        loaded = examine(self.label, self.variant)
        variants = (None, *loaded.variants[:MOST_VARIANTS]) if loaded.scenario is not None else ()
        self._left = [variant for variant in variants if variant != self.variant]
        self._each, overlays = [loaded.problems], self._overlays()
        self._beside = [problem for file in overlays for problem in check_overlay(file, self.path)]
        self.version = Version(self.label, loaded, self._problems(), tuple(map(_state, overlays)))
        return self.version

    def news(self, now: float) -> Version | None:
        """What came of the file, when it was saved and rests, or when more of its variants were read; None for nothing new.

        `now`: seconds on any clock.
        """
        if now - self._looked < EVERY:
            return None
        self._looked, before = now, self.version
        if self._saved(now):
            self.read()
        elif self._left and self._pending == self._mark:
            self._read_next()
        return self.version if self.version != before else None

    @property
    def complete(self) -> bool:
        """Whether every variant has been read."""
        return not self._left

    def _saved(self, now: float) -> bool:
        mark = self._marked()
        if mark == self._mark:
            self._pending = mark
            return False
        if mark != self._pending:
            self._pending, self._since = mark, now
        return now - self._since >= (REST if mark[0] else PATIENCE)

    def _read_next(self) -> None:
        self._each.append(examine(self.label, self._left.pop(0)).problems)
        self.version = attrs.evolve(self.version, problems=self._problems())

    def _problems(self) -> tuple[Problem, ...]:
        return in_order((*together(self._each), *self._beside))

    def _overlays(self) -> list[Path]:
        """The translations of the file that lie beside it."""
        return [file for file in _files(self.path.parent, f"{self.path.stem}.*.toml") if paths.original(file) == self.path]

    def _marked(self) -> Mark:
        """What changes when anything that is watched is saved: of the file itself what it holds, empty for nothing; of the
        others size and times."""
        return _content(self.path), *map(_state, self._around())

    def _around(self) -> Iterator[Path]:
        shipped, own = paths.scenarios_folder(), paths.user_folder() / "scenarios"
        for folder in dict.fromkeys((self.path.parent, shipped, shipped / "sets", own)):
            yield from _files(folder, "*.toml")
        yield from _files(self.path.with_suffix(""), "*")


def _files(folder: Path, pattern: str) -> list[Path]:
    with contextlib.suppress(OSError):
        return sorted(islice(folder.glob(pattern), MOST_BESIDE))
    return []


def _content(path: Path) -> bytes:
    """A digest of what a file holds, so that two saves within one tick of the clock differ; empty where it holds nothing."""
    with contextlib.suppress(OSError, ValueError):
        if not path.is_file():
            return b"no file" if path.exists() else b""
        with path.open("rb") as stream:
            data = stream.read(MOST_BYTES + 1)
        return blake2b(data, digest_size=16).digest() if data else b""
    return b"?"


def _state(path: Path) -> Mark:
    with contextlib.suppress(OSError, ValueError):
        found = path.stat()
        return str(path), found.st_mtime_ns, found.st_size, found.st_ino
    return (str(path),)
