"""Checks what a scenario teaches, and says which part of a text is played by: all but that."""

from __future__ import annotations

import functools
import re
import tomllib
from collections.abc import Iterator

from game.scenario.cast import Cast
from game.scenario.lookup import unknown, unknowns
from game.scenario.mistake import Mistake
from game.scenario.names import Names
from game.scenario.schema import Scenario
from game.scenario.source import Path

TABLE = "teaching"
BEGINS = re.compile(rf"^\[\[?[ \t]*{TABLE}\b", re.MULTILINE)
REMARK = re.compile(r"[ \t]*(#.*)?\n")
"""A line that says nothing, or nothing to a program."""


def check_teaching(scenario: Scenario, names: Names, cast: Cast) -> Iterator[Mistake]:
    """All mistakes in the table `teaching`: whom it seats, which turns and actions it names."""
    teaching = scenario.teaching
    if teaching is None:
        return
    yield from unknown((TABLE, "seat"), "actor", teaching.seat, cast.of(["delegations"]))
    for index, opens in enumerate(teaching.opens):
        yield from _turn(scenario, (TABLE, "opens", index, "turn"), opens.turn)
        yield from unknowns((TABLE, "opens", index, "actions"), "action", opens.actions, names.action)
    last = 1
    for index, lesson in enumerate(teaching.lesson):
        path: Path = (TABLE, "lesson", index, "turn")
        yield from _turn(scenario, path, lesson.turn)
        if lesson.turn < last:
            yield Mistake(path, "not-ascending", f"a lesson of turn {lesson.turn} stands after one of turn {last}")
        last = lesson.turn


def _turn(scenario: Scenario, path: Path, turn: int) -> Iterator[Mistake]:
    if not 1 <= turn <= len(scenario.turn):
        yield Mistake(path, "no-such-turn", f"there is no turn {turn}", f"the last one is {len(scenario.turn)}")


@functools.lru_cache(maxsize=4)
def played(text: str) -> str:
    """A text without what only teaches, where that stands at its end: the same game is played by both.

    A game that was begun, and games that scores are compared with, stay what they are when a lesson is worded anew.
    """
    begins = BEGINS.search(text)
    if begins is None:
        return text
    lines = text[: begins.start()].splitlines(keepends=True)
    while lines and REMARK.fullmatch(lines[-1]):
        lines.pop()
    rest = "".join(lines)
    return rest if _parts(rest, text[begins.start() :]) else text


def _parts(rest: str, end: str) -> bool:
    """Whether a text falls into one that teaches nothing and one that does nothing else."""
    try:
        return TABLE not in tomllib.loads(rest) and tomllib.loads(end).keys() == {TABLE}
    except ValueError:
        return False
