"""Reports on scenario files, for people, for programs, and for GitHub's annotations."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import attrs

from game import paths
from game.scenario.check import MOST_VARIANTS
from game.scenario.load import examine
from game.scenario.overlay import check_overlay
from game.scenario.pictures import check_pictures
from game.scenario.problem import Problem, Related, count, counted, in_order

FORMAT = 1
GITHUB_ESCAPES = (("%", "%25"), ("\r", "%0D"), ("\n", "%0A"))


@attrs.frozen
class FileReport:
    """One file that was checked, and all problems of it and of its variants."""

    file: str
    problems: tuple[Problem, ...]

    @property
    def errors(self) -> int:
        """How many problems forbid using the file."""
        return count(self.problems, "error")

    @property
    def warnings(self) -> int:
        """How many problems are only warned of."""
        return count(self.problems, "warning")


def check_files(paths: Iterable[str | os.PathLike[str]]) -> list[FileReport]:
    """Checks files one by one, each with all its variants."""
    return [check_file(path) for path in paths]


def check_file(path: str | os.PathLike[str]) -> FileReport:
    """Checks a file as it stands and as changed by each of its variants, and its pictures; a translation is checked against
    its original."""
    if original := paths.original(Path(path)):
        return FileReport(os.fspath(path), check_overlay(Path(path), original))
    loaded = examine(path)
    each = [loaded.problems, *(examine(path, variant).problems for variant in loaded.variants[:MOST_VARIANTS])]
    return FileReport(os.fspath(path), in_order([*together(each), *check_pictures(Path(path))]))


def together(each: Sequence[Sequence[Problem]]) -> tuple[Problem, ...]:
    """The problems of a file from those of it and of its variants; one that several share is told once.

    A table that a variant changes still lacks what it lacked before; that is told of the first one only. What cannot be
    in one variant may be what another one is for, so a warning must hold of all.
    """
    shared = set(each[0]).intersection(*each)
    told = [problem for problem in each[0] if problem.severity == "error" or problem in shared]
    said = {(problem.code, problem.message) for problem in told}
    others = (problem for problems in each[1:] for problem in problems if problem.severity == "error")
    further = [problem for problem in others if not (_at_header(problem) and (problem.code, problem.message) in said)]
    return in_order([*told, *further])


def _at_header(problem: Problem) -> bool:
    return problem.excerpt.lstrip().startswith("[")


def as_text(reports: Sequence[FileReport]) -> str:
    """All problems with their source lines, then how many there are."""
    problems = [problem for report in reports for problem in report.problems]
    return "\n".join([*map(str, problems), counted(problems)])


def as_json(reports: Sequence[FileReport]) -> str:
    """One JSON object with a list of files."""
    return json.dumps({"format": FORMAT, "files": [_file(report) for report in reports]}, indent=2)


def as_github(reports: Sequence[FileReport]) -> str:
    """One workflow command per problem; nothing if there are none."""
    return "\n".join(_annotation(problem) for report in reports for problem in report.problems)


def _file(report: FileReport) -> dict[str, Any]:
    problems = [_problem(report.file, problem) for problem in report.problems]
    return {"file": report.file, "errors": report.errors, "warnings": report.warnings, "problems": problems}


def _problem(file: str, problem: Problem) -> dict[str, Any]:
    found = {name: getattr(problem, name) for name in ("line", "column", "severity", "code")}
    related = [_related(file, note) for note in problem.related]
    return {**found, "message": _named(file, problem), "hint": problem.hint, "related": related}


def _related(file: str, note: Related) -> dict[str, Any]:
    return {"line": note.line, "column": note.column, "message": _named(file, note)}


def _named(file: str, said: Problem | Related) -> str:
    """The message, with the name of the file it is about unless that is the one checked."""
    return said.message if said.file == file else f"in {said.file}: {said.message}"


def _annotation(problem: Problem) -> str:
    where = f"file={_property(problem.file)},line={problem.line},col={problem.column},title={problem.code}"
    hint = f". {problem.hint}" if problem.hint else ""
    return f"::{problem.severity} {where}::{_escaped(problem.message + hint)}"


def _escaped(text: str) -> str:
    for char, code in GITHUB_ESCAPES:
        text = text.replace(char, code)
    return text


def _property(text: str) -> str:
    return _escaped(text).replace(":", "%3A").replace(",", "%2C")
