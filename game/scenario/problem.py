"""What is wrong with a scenario file, and where: problems and their text form."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NoReturn

import attrs

from game.scenario.codes import CODES, Severity
from game.scenario.source import Place

MOST_LENGTH = 500
"""Of a message; a file may hold names of any length."""


@attrs.frozen
class Related:
    """Another place that a problem is about, with a word on why."""

    file: str
    line: int
    column: int
    message: str


@attrs.frozen
class Problem:
    """One mistake in a file. Lines and columns count characters from 1."""

    file: str
    line: int
    column: int
    code: str = attrs.field(validator=attrs.validators.in_(CODES))
    message: str
    hint: str = ""
    related: tuple[Related, ...] = ()
    excerpt: str = attrs.field(default="", eq=False)
    width: int = attrs.field(default=1, eq=False)

    @property
    def severity(self) -> Severity:
        """Whether it forbids using the file, or is only warned of."""
        return CODES[self.code].severity

    def __str__(self) -> str:
        """`file:line:column: error: sentence. hint`, the source line with a caret, then the related places."""
        hint = f" {self.hint}" if self.hint else ""
        head = f"{self.file}:{self.line}:{self.column}: {self.severity}: {self.message}.{hint}"
        return "\n".join([head, *self._excerpt_lines(), *self._related_lines()])

    def _excerpt_lines(self) -> list[str]:
        if not self.excerpt.strip():
            return []
        shown, before = _window(self.excerpt, self.column - 1)
        caret = "^" * max(1, min(self.width, len(shown) - before))
        return [f"{self.line:5} | {shown}", f"      | {' ' * before}{caret}"]

    def _related_lines(self) -> list[str]:
        return [f"{note.file}:{note.line}:{note.column}: note: {note.message}" for note in self.related]


class ScenarioError(Exception):
    """A scenario cannot be used; `problems` holds every mistake that was found, sorted by place."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = in_order(problems)
        super().__init__(self.problems)

    def __str__(self) -> str:
        return "\n".join([*map(str, self.problems), counted(self.problems)])


def problem_at(place: Place, code: str, message: str, hint: str = "", related: tuple[Related, ...] = ()) -> Problem:
    """A problem at a place of a file."""
    if len(message) > MOST_LENGTH:
        message = f"{message[:MOST_LENGTH]}..."
    file, excerpt = place.source.label, place.source.line(place.line)
    return Problem(file, place.line, place.column, code, message, hint, related, excerpt, place.width)


def note_at(place: Place, message: str) -> Related:
    """A related place of a problem."""
    return Related(place.source.label, place.line, place.column, message)


def fail(place: Place, code: str, message: str, hint: str = "") -> NoReturn:
    """Gives up reading a file. Raises ScenarioError with one problem."""
    raise ScenarioError([problem_at(place, code, message, hint)])


def in_order(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """The problems without repetition, sorted by file, line and column."""
    return tuple(sorted(dict.fromkeys(problems), key=lambda p: (p.file, p.line, p.column, p.code, p.message)))


def has_errors(problems: Iterable[Problem]) -> bool:
    """Whether any of the problems forbids using the file."""
    return any(problem.severity == "error" for problem in problems)


def count(problems: Iterable[Problem], severity: Severity) -> int:
    """How many of the problems have this severity."""
    return sum(problem.severity == severity for problem in problems)


def counted(problems: Iterable[Problem]) -> str:
    """The closing line, such as `3 errors, 1 warning`."""
    problems = tuple(problems)
    return ", ".join(_plural(count(problems, word), word) for word in ("error", "warning"))


def _plural(number: int, word: str) -> str:
    return f"{number} {word}" if number == 1 else f"{number} {word}s"


def _window(line: str, column: int, reach: int = 100) -> tuple[str, int]:
    """The part of a line that is worth showing, printable, and where the column is in it."""
    start = max(0, column - reach) if len(line) > 2 * reach else 0
    part = line[start : start + 2 * reach]
    return "".join(char if char.isprintable() else " " for char in part), column - start
