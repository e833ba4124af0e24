"""What measures are made from and what they are: bars, parts, and one verdict."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import attrs

from game.study.numbers import Interval
from game.study.record import Duel, Fixed, Record

FEW_TURNS, FEW_SEATS, FEW_ITEMS = 5, 6, 4
"""A scenario with fewer is small: bars that count on variety do not apply to it."""


@attrs.frozen(kw_only=True)
class Subject:
    """The scenario as far as measures read it, for the length that is played."""

    seats: tuple[str, ...]
    givers: dict[str, frozenset[str]]
    """the seats that may give each action at some time, meetings among them"""
    items: tuple[str, ...]
    """those that are decided in the turns played"""
    certain: frozenset[str] = frozenset()
    """items that history is certain of: those that admit a member"""
    poles: tuple[str, ...] = ()
    events: tuple[str, ...] = ()
    asking: frozenset[str] = frozenset()
    """events with a choice of answers"""
    turns: int = 8
    breaks: bool = True
    """whether a track can break the summit"""

    @property
    def small(self) -> bool:
        return self.turns < FEW_TURNS or len(self.seats) < FEW_SEATS


@attrs.frozen(kw_only=True)
class Found:
    """All records of a study."""

    subject: Subject
    bot: str
    games: Sequence[Record] = ()
    random: Sequence[Record] = ()
    planner: Sequence[Record] = ()
    """the few games with a planner in every seat"""
    duels: Sequence[Duel] = ()
    fixed: Sequence[Fixed] = ()
    wanted: int = 2000
    """evaluations that the definition of D8 asks for"""


@attrs.frozen
class Bar:
    """From `low` to `high`; the ends hold, unless `strict`."""

    low: float | None = None
    high: float | None = None
    unit: str = "%"
    strict: bool = False

    def __str__(self) -> str:
        unit = "" if not self.unit else self.unit if self.unit == "%" else f" {self.unit}"
        unit = " %" if unit == "%" else unit
        if self.low is not None and self.high is not None:
            return f"{self.low:g} to {self.high:g}{unit}"
        if self.low is not None:
            return f"at least {self.low:g}{unit}"
        return f"under {self.high:g}{unit}" if self.strict else f"at most {self.high:g}{unit}"

    def holds(self, value: float) -> bool:
        """Whether a value is within the bar."""
        low, high = self.low, self.high
        return (low is None or value >= low) and (high is None or (value < high if self.strict else value <= high))


@attrs.frozen(kw_only=True)
class Part:
    """One bar of a measure and the value that is held against it; `reason` says why there is none, or why it decides nothing."""

    name: str
    bar: Bar
    value: float | None = None
    interval: Interval | None = None
    samples: str = ""
    applies: bool = True
    reason: str | None = None

    @property
    def ok(self) -> bool | None:
        """Whether the bar holds; None where it does not apply or cannot be told."""
        if not self.applies or self.value is None:
            return None
        holds = self.bar.holds(self.value)
        return None if holds and self.reason else holds

    @property
    def sure(self) -> bool:
        """Whether both ends of the interval give the same answer as the value."""
        ends = self.interval or ()
        return self.ok is not None and all(self.bar.holds(end) == self.ok for end in ends)


@attrs.frozen
class Weak:
    """An entry of the scenario that does not pull its weight, and by what."""

    kind: str
    """seat, action, item, event or pole; or level, which no file declares"""
    id: str
    text: str
    where: str = ""
    """the file and the line that declare it"""

    def __str__(self) -> str:
        return f"{self.where}{': ' if self.where else ''}{self.kind} {self.id}: {self.text}"


@attrs.frozen(kw_only=True)
class Measure:
    """One of D1 to D11: its parts, which games it was made from, and what does not pull its weight by it."""

    id: str
    title: str
    bot: str
    """who played"""
    parts: tuple[Part, ...]
    weak: tuple[Weak, ...] = ()
    notes: tuple[str, ...] = ()
    """how it was made where that is not what one would expect"""
    details: dict[str, Any] = attrs.field(factory=dict)

    @property
    def ok(self) -> bool | None:
        """Whether all bars that apply hold; None if that cannot be told."""
        verdicts = [part.ok for part in self.parts if part.applies]
        return False if False in verdicts else None if None in verdicts or not verdicts else True

    def located(self, line: Callable[[str, str], str]) -> Measure:
        """With the place of all that does not pull its weight, asked by kind and id."""
        return attrs.evolve(self, weak=tuple(attrs.evolve(entry, where=line(entry.kind, entry.id)) for entry in self.weak))

    def as_json(self) -> dict[str, Any]:
        """The first part on top, all parts below it."""
        first = self.parts[0]
        return {
            "bar": "; ".join(f"{part.name}: {part.bar}" for part in self.parts), "value": first.value, "ok": self.ok,
            "interval": first.interval, "title": self.title, "bot": self.bot, "parts": [_part(part) for part in self.parts],
            "weak": [*map(str, self.weak)], "notes": list(self.notes), **self.details,
        }


def _part(part: Part) -> dict[str, Any]:
    return {"name": part.name, "bar": str(part.bar), "value": part.value, "interval": part.interval, "ok": part.ok,
            "sure": part.sure, "samples": part.samples, "applies": part.applies, "reason": part.reason}
