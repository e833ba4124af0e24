"""Finds the scenarios that a scenario extends: one beside it, one of the user's own, or one that comes with the game."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

import attrs

from game import paths
from game.scenario.merge import CHANGE_ONE, NUMBER, TURNS
from game.scenario.mistake import did_you_mean, placed
from game.scenario.problem import Problem, Related, ScenarioError, fail, in_order, note_at, problem_at
from game.scenario.reading import read_text
from game.scenario.repair import other_format
from game.scenario.source import SourceText
from game.scenario.syntax import parse
from game.scenario.tree import Node

MOST_BASES = 5
OF_ITS_OWN = ("format", "id", "title", "line", "author", "licence")
"""What a scenario says for itself, whatever it extends."""
OF_TURNS = ("no-such-turn", "wrong-date", "no-communique")
"""The codes of what is told where turns are missing."""


@attrs.frozen
class Base:
    """A scenario that another one extends, and where that one says so."""

    name: str
    source: SourceText
    said: Node

    @property
    def file(self) -> str:
        """Its name in a copy."""
        return f"{self.name}.toml"

    @property
    def tree(self) -> Node:
        """What it hands on. Raises ScenarioError if it is no TOML."""
        return parse(self.source).without(OF_ITS_OWN)


def bases_of(own: Node, main: str, texts: Mapping[str, str], folder: Path | None) -> tuple[Base, ...]:
    """The scenarios that one rests on, from the nearest to the last; `texts` holds copies, `folder` is that of its file.

    Raises ScenarioError where one is not there, is no TOML, or where they extend each other in a circle or too far.
    """
    found: list[Base] = []
    tree = own
    try:
        while (said := tree.get("extends")) is not None and isinstance(said.value, str):
            _refuse_circle(said, [Path(main).stem, *(base.name for base in found)])
            found.append(Base(said.value, _source(said, texts, folder), said))
            tree = found[-1].tree
            _refuse_other_format(parse(found[-1].source))
    except ScenarioError as error:
        raise ScenarioError(with_notes(error.problems, found)) from None
    return tuple(found)


def with_notes(problems: Iterable[Problem], bases: Iterable[Base]) -> tuple[Problem, ...]:
    """The problems; one in a scenario that is extended says where, since its own author may have made no mistake."""
    said = {base.source.label: base for base in bases}
    return tuple(_with_note(problem, said.get(problem.file)) for problem in problems)


def with_turns_as_one(problems: Iterable[Problem], own: Node, bases: Iterable[Base]) -> tuple[Problem, ...]:
    """The problems; where other turns stand than those that were extended, all that speaks of the old ones is told as one."""
    problems, turns, labels = tuple(problems), own.get(TURNS), {base.source.label for base in bases}
    lost = [problem for problem in problems if problem.code in OF_TURNS and problem.file in labels]
    if turns is None or len(lost) < 2 or any(entry.get(NUMBER) for entry in own.entries(TURNS)):
        return problems
    message = f"the turns of {own.text('extends')!r} are replaced by these, and much in it speaks of the old ones"
    note = Related(lost[0].file, lost[0].line, lost[0].column, "for instance here")
    whole = problem_at(turns.place, "no-such-turn", message, CHANGE_ONE.format(TURNS), (note,))
    return in_order([whole, *(problem for problem in problems if problem not in lost)])


def _with_note(problem: Problem, base: Base | None) -> Problem:
    if base is None:
        return problem
    note = note_at(base.said.place, f"{base.name!r} is extended here; what it says must fit what is changed")
    return attrs.evolve(problem, related=(*problem.related, note))


def _refuse_circle(said: Node, names: list[str]) -> None:
    if said.value in names:
        circle = " extends ".join(map(repr, [*names[names.index(said.value) :], said.value]))
        fail(said.place, "extends-circle", f"{circle}: a circle", "extend another scenario, or none")
    if len(names) > MOST_BASES:
        message = f"no more than {MOST_BASES} scenarios can lie below one another"
        fail(said.place, "extends-too-far", message, f"extend an earlier one of them in {names[0]!r}")


def _refuse_other_format(root: Node) -> None:
    if other := [placed(root, mistake) for mistake in other_format(root)]:
        raise ScenarioError(other)


def _source(said: Node, texts: Mapping[str, str], folder: Path | None) -> SourceText:
    name = said.value
    if f"{name}.toml" in texts:
        return SourceText(f"{name}.toml", texts[f"{name}.toml"])
    known = known_bases(folder)
    if name not in known:
        hint = did_you_mean(name, known) or f"there are {', '.join(sorted(known))}"
        fail(said.place, "unknown-base", f"there is no scenario {name!r} to extend", hint)
    return SourceText(str(known[name]), read_text(known[name], str(known[name]))[0])


def known_bases(folder: Path | None) -> dict[str, Path]:
    """The scenarios that can be extended, by name; what lies in the folder itself goes first, then the user's own."""
    folders = (paths.scenarios_folder(), paths.user_folder() / "scenarios", folder)
    return {file.stem: file for one in folders if one is not None for file in paths.scenario_files(one)}
