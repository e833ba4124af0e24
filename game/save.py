"""Saves: a game as one short text, with a copy of its scenario inside."""

from __future__ import annotations

import contextlib
import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

import attrs

from game.model.orders import IllegalOrder, Order
from game.scenario.load import parse_scenario
from game.scenario.problem import ScenarioError
from game.scenario.schema import Scenario
from game.scenario.settings import Setting, SettingError, read_setting

HEADER = "multivector save"
VERSION = 1
HUMAN = "human"
SAID = ("offer ", "counter ", "accept ", "refuse ")
"""How lines of the corridor begin."""
LARGEST = 16 * 1024 * 1024


class SaveError(Exception):
    """A save that cannot be read; the message is one sentence for people."""


@attrs.frozen(kw_only=True)
class Saved:
    """What a save holds."""

    scenario: Scenario
    length: str
    seed: int
    turns: tuple[int, ...]
    played: tuple[dict[str, tuple[Order, ...]], ...]
    open: dict[str, tuple[Order, ...]]
    """Sheets submitted for the turn that is not resolved yet."""
    said: tuple[tuple[int, str], ...] = ()
    """What was said in the corridor: the turn, and a line such as `accept 3`."""
    seats: dict[str, str] = attrs.field(factory=dict)
    """Who sits where: a bot's name or HUMAN; empty for a match without a table."""


def save_text(saved: Saved) -> str:
    """The text of a save: a head, one line for each order, and the scenario's files."""
    origin = saved.scenario.origin
    if origin is None:
        raise SaveError("this scenario was not loaded from a file, so it cannot be saved")
    lines = [
        f"{HEADER} {VERSION}",
        f"scenario {saved.scenario.id} {origin.sha256}",
        f"variant {origin.variant or '-'}",
        f"length {saved.length}",
        f"seed {saved.seed}",
        *(f"set {setting}" for setting in origin.settings),
    ]
    lines += [f"seat {seat} {who}" for seat, who in saved.seats.items()]
    for turn, sheets in zip(saved.turns, saved.played, strict=False):
        lines += [f"turn {turn}", *_said(saved, turn), *_sheets(sheets)]
    if len(saved.played) < len(saved.turns):
        turn = saved.turns[len(saved.played)]
        lines += [f"open {turn}", *_said(saved, turn), *_sheets(saved.open)] if saved.open or [*_said(saved, turn)] else []
    for name in sorted(origin.texts, key=lambda name: (name != origin.main, name)):
        text = origin.texts[name].split("\n")
        lines += [f"file {len(text)} {name}", *text]
    return "\n".join([*lines, "end", ""])


def _said(saved: Saved, turn: int) -> Iterator[str]:
    yield from (line for made, line in saved.said if made == turn)


def _sheets(sheets: dict[str, tuple[Order, ...]]) -> Iterator[str]:
    for seat in sorted(sheets):
        yield from map(str, sheets[seat])
        if not sheets[seat]:
            yield f"{seat}: pass"


def write_save(path: str | Path, text: str) -> None:
    """Write a text atomically: the old file stays until the new one is safe on disk. Raises OSError."""
    path = Path(path)
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=path.name, suffix=".part")
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        os.replace(name, path)
    except BaseException:
        with contextlib.suppress(OSError):
            os.unlink(name)
        raise


def read_save(path: str | Path, of: Scenario | None = None) -> Saved:
    """Read a save; `of`: one of this very scenario, whose copy inside needs not be read again.

    Raises SaveError with one sentence for what is missing, damaged, foreign, too new or of another scenario.
    """
    path = Path(path)
    try:
        if path.stat().st_size > LARGEST:
            raise SaveError(f"{path.name} is too large for a save ({path.stat().st_size} bytes)")
        with path.open(encoding="utf-8", newline="") as file:
            text = file.read()
    except UnicodeDecodeError:
        raise SaveError(f"{path.name} is not a save of this game: it is not text") from None
    except OSError as failure:
        raise SaveError(f"{path.name} cannot be read: {failure.strerror or failure}") from None
    return parse_save(text, path.name, of)


def parse_save(text: str, name: str = "save", of: Scenario | None = None) -> Saved:
    """A save from its text. Raises SaveError with one sentence for what is damaged, foreign or too new."""
    lines = text.split("\n")
    head = lines[0].rsplit(" ", 1)
    if head[0] != HEADER or not head[-1].isdigit():
        raise SaveError(f"{name} is not a save of this game")
    if int(head[-1]) > VERSION:
        raise SaveError(f"{name} was written by a newer version of the game (save format {head[-1]}, this one reads {VERSION})")
    if lines[-2:] != ["end", ""]:
        raise SaveError(f"{name} is damaged: its end is missing")
    try:
        return _Reader(name, lines, of).read()
    except (IndexError, ValueError, IllegalOrder, SettingError) as failure:
        raise SaveError(f"{name} is damaged: {failure}") from None


class _Reader:
    """Goes through the lines of a save once."""

    def __init__(self, name: str, lines: list[str], of: Scenario | None) -> None:
        self.name, self.lines, self.of, self.at = name, lines, of, 1
        self.played: list[dict[str, tuple[Order, ...]]] = []
        self.open: dict[str, tuple[Order, ...]] = {}
        self.said: list[tuple[int, str]] = []
        self.turns: list[int] = []
        self.seats: dict[str, str] = {}
        self.texts: dict[str, str] = {}
        self.settings: list[Setting] = []

    def read(self) -> Saved:
        _, _, sha256 = self._field("scenario").partition(" ")
        variant, length, seed = (self._field(key) for key in ("variant", "length", "seed"))
        while (word := self.lines[self.at].split(" ", 1)[0]) != "end":
            getattr(self, "_" + word, self._strange)()
        scenario = self._scenario(None if variant == "-" else variant)
        if scenario.origin is None or scenario.origin.sha256 != sha256:
            raise SaveError(f"{self.name} is damaged: the scenario inside is not the one it was played with")
        return Saved(
            scenario=scenario,
            length=length,
            seed=int(seed),
            turns=tuple(self.turns),
            played=tuple(self.played),
            seats=self.seats,
            open=self.open,
            said=tuple(self.said),
        )

    def _field(self, key: str) -> str:
        found, _, value = self.lines[self.at].partition(" ")
        if found != key or not value:
            raise ValueError(f"line {self.at + 1} should say '{key} ...'")
        self.at += 1
        return value

    def _set(self) -> None:
        self.settings += read_setting(self._field("set"))

    def _seat(self) -> None:
        seat, _, who = self._field("seat").partition(" ")
        self.seats[seat] = who

    def _turn(self) -> None:
        self.turns.append(int(self._field("turn")))
        self.played.append(self._orders())

    def _open(self) -> None:
        self.turns.append(int(self._field("open")))
        self.open = self._orders()

    def _orders(self) -> dict[str, tuple[Order, ...]]:
        sheets: dict[str, tuple[Order, ...]] = {}
        while self.lines[self.at].startswith(SAID):
            self.said.append((self.turns[-1], self.lines[self.at]))
            self.at += 1
        while ": " in (line := self.lines[self.at]):
            seat = line.split(":", 1)[0]
            order = () if line == f"{seat}: pass" else (Order.parse(line),)
            sheets[seat] = sheets.get(seat, ()) + order
            self.at += 1
        return sheets

    def _file(self) -> None:
        count, _, name = self._field("file").partition(" ")
        first, self.at = self.at, self.at + int(count)
        if int(count) < 1 or self.at >= len(self.lines) - 1:
            raise ValueError(f"the copy of {name!r} is cut short")
        self.texts[name] = "\n".join(self.lines[first : self.at])

    def _strange(self) -> None:
        raise ValueError(f"line {self.at + 1} is {self.lines[self.at][:40]!r}")

    def _scenario(self, variant: str | None) -> Scenario:
        if not self.texts:
            raise ValueError("it holds no scenario")
        if self.of is not None:
            return self._known(self.of, variant)
        try:
            return parse_scenario(self.texts, next(iter(self.texts)), variant, self.settings)
        except ScenarioError as failure:
            raise SaveError(f"{self.name} holds a scenario that this version refuses: {failure.problems[0].message}") from None

    def _known(self, scenario: Scenario, variant: str | None) -> Scenario:
        origin = scenario.origin
        if origin is None or (origin.texts, origin.variant, origin.settings) != (
            self.texts, variant, tuple(setting.written for setting in self.settings)
        ):
            raise SaveError(f"{self.name} is a game of another scenario")
        return scenario
