"""Reads a scenario: from a file to a checked Scenario, or one error with everything that is wrong."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Mapping, Sequence
from pathlib import Path as FilePath

import attrs

from game import paths
from game.scenario.bases import Base, bases_of, with_notes, with_turns_as_one
from game.scenario.check import check_scenario
from game.scenario.fit import fit
from game.scenario.hints import hinted
from game.scenario.lessons import played
from game.scenario.merge import merge_all, with_variant, without_removals, without_variant_tables
from game.scenario.mistake import did_you_mean, placed
from game.scenario.names import declared
from game.scenario.pictures import check_named
from game.scenario.problem import Problem, ScenarioError, fail, has_errors, in_order
from game.scenario.reading import read_text
from game.scenario.repair import is_moot, structure_what_is_sound
from game.scenario.schema import Origin, Scenario
from game.scenario.settings import Setting, with_settings
from game.scenario.source import SourceText
from game.scenario.syntax import parse
from game.scenario.tree import Node


@attrs.frozen
class Loaded:
    """What came of reading a scenario: itself, as far as it could be made, and all problems."""

    scenario: Scenario | None
    problems: tuple[Problem, ...]
    variants: tuple[str, ...] = ()

    @property
    def sound(self) -> Scenario | None:
        """The scenario, if it can be played; None where it has errors."""
        return None if has_errors(self.problems) else self.scenario


def load_scenario(path: str | os.PathLike[str], variant: str | None = None, settings: Sequence[Setting] = ()) -> Scenario:
    """The scenario in a file, or one of its variants, with some values set otherwise.

    Raises ScenarioError with every mistake that was found, SettingError for a setting whose path leads nowhere.
    """
    return wanted(examine(path, variant, settings))


def parse_scenario(texts: dict[str, str], main: str, variant: str | None = None, settings: Sequence[Setting] = ()) -> Scenario:
    """The scenario in `texts[main]`, as `load_scenario` reads it. What it extends, and a set it uses, are taken out of
    `texts`, or else from the user's and the shipped ones."""
    return wanted(examine_texts(texts, main, variant, settings=settings))


def examine(path: str | os.PathLike[str], variant: str | None = None, settings: Sequence[Setting] = ()) -> Loaded:
    """Reads a file and reports all that is wrong with it; never raises for what it may hold."""
    file = FilePath(path)
    try:
        text, warnings = read_text(file, str(path))
    except ScenarioError as error:
        return Loaded(None, error.problems)
    loaded = examine_texts({file.name: text}, file.name, variant, str(path), settings, file.parent)
    return attrs.evolve(loaded, problems=(*warnings, *loaded.problems))


def examine_texts(
    texts: dict[str, str],
    main: str,
    variant: str | None = None,
    label: str | None = None,
    settings: Sequence[Setting] = (),
    folder: FilePath | None = None,
) -> Loaded:
    """The same, for a text already in hand; `label` is the name of the main text in problems, `folder` that of its file."""
    variants: tuple[str, ...] = ()
    bases: tuple[Base, ...] = ()
    try:
        own = parse(SourceText(label or main, texts[main]))
        bases = bases_of(own, main, texts, folder)
        whole = _whole(own, bases)
        variants = tuple(name for entry in whole.entries("variant") if (name := entry.text("id")))
        used = _used_texts(whole, texts)
        root = with_settings(_merged(own, bases, used, variant), settings)
    except ScenarioError as error:
        return Loaded(None, with_notes(error.problems, bases), variants)
    scenario, problems = _checked(root)
    problems = tuple(problem for problem in problems if problem.severity == "error" or problem.file == own.source.label)
    copied = {main: texts[main], **{base.file: base.source.text for base in bases}, **used}
    origin = _origin(copied, main, variant, settings)
    if scenario is not None:
        origin = attrs.evolve(origin, path=folder.absolute() / main if folder else None)
        scenario = attrs.evolve(scenario, origin=origin)
        problems = in_order((*problems, *(placed(root, mistake) for mistake in check_named(scenario))))
    return Loaded(scenario, with_notes(with_turns_as_one(problems, own, bases), bases), variants)


def tree_of(origin: Origin) -> Node:
    """The merged tree that a scenario was made of, in which every value knows the file that wrote it."""
    own = parse(SourceText(origin.main, origin.texts[origin.main]))
    bases = bases_of(own, origin.main, origin.texts, None)
    used = _used_texts(_whole(own, bases), origin.texts)
    return without_removals(_merged(own, bases, used, origin.variant))[0]


def wanted(loaded: Loaded) -> Scenario:
    """The scenario that was read. Raises ScenarioError if it has errors."""
    if loaded.sound is None:
        raise ScenarioError(loaded.problems)
    return loaded.sound


def _checked(root: Node) -> tuple[Scenario | None, tuple[Problem, ...]]:
    root, problems = without_removals(root)
    scenario, sound, mistakes = structure_what_is_sound(root)
    problems += [placed(root, hinted(root, mistake)) for mistake in mistakes]
    if scenario is not None:
        meant = check_scenario(scenario, declared(root), whole=not mistakes)
        problems += [placed(sound, mistake) for mistake in meant if not is_moot(sound, mistake)]
    return (None if mistakes else scenario), in_order(problems)


def _whole(own: Node, bases: Sequence[Base]) -> Node:
    """The scenario over all that it extends, without the set it uses."""
    return merge_all(*(base.tree for base in reversed(bases)), own)


def _merged(own: Node, bases: Sequence[Base], used: Mapping[str, str], variant: str | None) -> Node:
    whole = _whole(own, bases)
    sets = [fit(parse(SourceText(name, text)), whole) for name, text in used.items()]
    root = merge_all(*sets, *(base.tree for base in reversed(bases)), own)
    if variant is not None:
        root = with_variant(root, _variant(whole, variant))
    return without_variant_tables(root)


def _variant(whole: Node, name: str) -> Node:
    variants = {entry.text("id"): entry for entry in whole.entries("variant")}
    if name in variants:
        return variants[name]
    hint = did_you_mean(name, [known for known in variants if known])
    fail(whole.place, "unknown-variant", f"there is no variant {name!r}", hint)


def _used_texts(whole: Node, texts: Mapping[str, str]) -> dict[str, str]:
    """The text of the set that a scenario uses, by the name it has in a copy."""
    name = whole.text("uses")
    if name is None:
        return {}
    key = f"sets/{name}.toml"
    if key in texts:
        return {key: texts[key]}
    path = paths.scenarios_folder() / "sets" / f"{name}.toml"
    known = [found.stem for found in paths.scenario_files(path.parent)]
    if name not in known:
        fail(whole.value["uses"].place, "unknown-set", f"there is no set {name!r}", did_you_mean(name, known))
    return {key: read_text(path, str(path))[0]}


def _origin(texts: dict[str, str], main: str, variant: str | None, settings: Sequence[Setting]) -> Origin:
    """The hash does not depend on the main file's name, nor on what only teaches; settings make it another scenario."""
    others = sorted((name, played(text)) for name, text in texts.items() if name != main)
    data = json.dumps([played(texts[main]), others, variant, *map(str, settings)], ensure_ascii=True)
    sha256 = hashlib.sha256(data.encode()).hexdigest()
    return Origin(main=main, texts=texts, sha256=sha256, variant=variant, settings=tuple(s.written for s in settings))
