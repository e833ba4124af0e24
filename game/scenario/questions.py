"""Checks the question bank: a question may only leave open what its kind of finding can fill in."""

from __future__ import annotations

from collections.abc import Iterator
from string import Formatter

from game.scenario.lookup import unknowns
from game.scenario.mistake import Mistake, did_you_mean
from game.scenario.names import Names
from game.scenario.schema import Scenario
from game.scenario.source import Path
from game.scenario.tables.record import Question

PLACES: dict[str, tuple[str, ...]] = {
    "always": (),
    "turned": ("state", "before", "after", "turn"),
    "shift": ("state", "pole", "before", "after"),
    "unanswered": ("seat", "other", "turn"),
    "kept": ("seat", "other", "order", "turn"),
    "broken": ("seat", "other", "order", "turn"),
    "adopted": ("item", "wording", "turn"),
    "aside": ("item", "seats"),
    "dropped": ("item", "turn"),
    "moved": ("file", "steps"),
    "unmoved": ("file", "seats"),
    "answered": ("event", "seat", "choice", "turn"),
    "peak": ("track", "value", "turn"),
    "rupture": ("track", "seat", "turn"),
    "turning": ("seat", "order", "other", "points", "turn"),
    "secret": ("seat", "goal", "points", "weight"),
}
"""What each kind of finding fills in."""
SORTS = {"adopted": "item", "aside": "item", "dropped": "item", "moved": "file", "unmoved": "file", "answered": "event",
         "peak": "track", "rupture": "track"}
"""What a kind of finding is about, where it is not an actor."""


def check_questions(scenario: Scenario, names: Names) -> Iterator[Mistake]:
    """Placeholders that nothing fills in, and names that nothing declares."""
    for index, question in enumerate(scenario.question):
        sort = SORTS.get(question.about, "actor")
        yield from unknowns(("question", index, "of"), sort, question.of, getattr(names, sort))
        yield from _check_text(("question", index, "text"), question)


def _check_text(path: Path, question: Question) -> Iterator[Mistake]:
    try:
        open_places = [name for _, name, _, _ in Formatter().parse(question.text) if name is not None]
    except ValueError:
        yield Mistake(path, "bad-placeholder", "a brace is not closed", "write a place to fill in as {turn}")
        return
    known = PLACES[question.about]
    for name in open_places:
        if name not in known:
            hint = did_you_mean(name, known) or (f"there are {', '.join(known)}" if known else "there is nothing to fill in")
            yield Mistake(path, "bad-placeholder", f"{{{name}}} cannot be filled in about {question.about!r}", hint)
