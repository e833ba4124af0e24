"""Reads a scenario: from a file to a checked Scenario, or one error with everything that is wrong."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Sequence
from pathlib import Path as FilePath

import attrs

from game import paths
from game.scenario.check import check_scenario
from game.scenario.fit import fit
from game.scenario.lessons import played
from game.scenario.merge import merge, with_variant, without_variant_tables
from game.scenario.mistake import did_you_mean, placed
from game.scenario.names import declared
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
    """What came of reading a scenario: itself, if it has no errors, and all problems."""

    scenario: Scenario | None
    problems: tuple[Problem, ...]
    variants: tuple[str, ...] = ()


def load_scenario(path: str | os.PathLike[str], variant: str | None = None, settings: Sequence[Setting] = ()) -> Scenario:
    """The scenario in a file, or one of its variants, with some values set otherwise.

    Raises ScenarioError with every mistake that was found, SettingError for a setting whose path leads nowhere.
    """
    return wanted(examine(path, variant, settings))


def parse_scenario(texts: dict[str, str], main: str, variant: str | None = None, settings: Sequence[Setting] = ()) -> Scenario:
    """The scenario in `texts[main]`, as `load_scenario` reads it. A set it uses is taken out of `texts`, or else from the
    shipped ones."""
    return wanted(examine_texts(texts, main, variant, settings=settings))


def examine(path: str | os.PathLike[str], variant: str | None = None, settings: Sequence[Setting] = ()) -> Loaded:
    """Reads a file and reports all that is wrong with it; never raises for what it may hold."""
    file = FilePath(path)
    try:
        text, warnings = read_text(file, str(path))
    except ScenarioError as error:
        return Loaded(None, error.problems)
    loaded = examine_texts({file.name: text}, file.name, variant, str(path), settings)
    return attrs.evolve(loaded, problems=(*warnings, *loaded.problems))


def examine_texts(
    texts: dict[str, str],
    main: str,
    variant: str | None = None,
    label: str | None = None,
    settings: Sequence[Setting] = (),
) -> Loaded:
    """The same, for a text already in hand; `label` is the name of the main text in problems."""
    variants: tuple[str, ...] = ()
    try:
        own = parse(SourceText(label or main, texts[main]))
        variants = tuple(name for entry in own.entries("variant") if (name := entry.text("id")))
        used = _used_texts(own, texts)
        root = with_settings(_merged(own, used, variant), settings)
    except ScenarioError as error:
        return Loaded(None, error.problems, variants)
    scenario, problems = _checked(root)
    origin = _origin({main: texts[main], **used}, main, variant, settings)
    scenario = attrs.evolve(scenario, origin=origin) if scenario is not None else None
    return Loaded(scenario, problems, variants)


def tree_of(origin: Origin) -> Node:
    """The merged tree that a scenario was made of, in which every value knows the file that wrote it."""
    own = parse(SourceText(origin.main, origin.texts[origin.main]))
    return _merged(own, _used_texts(own, origin.texts), origin.variant)


def wanted(loaded: Loaded) -> Scenario:
    """The scenario that was read. Raises ScenarioError if it has errors."""
    if loaded.scenario is None or has_errors(loaded.problems):
        raise ScenarioError(loaded.problems)
    return loaded.scenario


def _checked(root: Node) -> tuple[Scenario | None, tuple[Problem, ...]]:
    scenario, sound, mistakes = structure_what_is_sound(root)
    problems = [placed(root, mistake) for mistake in mistakes]
    if scenario is not None:
        meant = check_scenario(scenario, declared(root))
        problems += [placed(sound, mistake) for mistake in meant if not is_moot(sound, mistake)]
    return (None if mistakes else scenario), in_order(problems)


def _merged(own: Node, used: dict[str, str], variant: str | None) -> Node:
    root = own
    for name, text in used.items():
        root = merge(fit(parse(SourceText(name, text)), own), root)
    if variant is not None:
        root = with_variant(root, _variant(own, variant))
    return without_variant_tables(root)


def _variant(own: Node, name: str) -> Node:
    variants = {entry.text("id"): entry for entry in own.entries("variant")}
    if name in variants:
        return variants[name]
    hint = did_you_mean(name, [known for known in variants if known])
    fail(own.place, "unknown-variant", f"there is no variant {name!r}", hint)


def _used_texts(own: Node, texts: dict[str, str]) -> dict[str, str]:
    """The text of the set that a scenario uses, by the name it has in a copy."""
    name = own.text("uses")
    if name is None:
        return {}
    key = f"sets/{name}.toml"
    if key in texts:
        return {key: texts[key]}
    path = paths.scenarios_folder() / "sets" / f"{name}.toml"
    known = [found.stem for found in path.parent.glob("*.toml")]
    if name not in known:
        fail(own.value["uses"].place, "unknown-set", f"there is no set {name!r}", did_you_mean(name, known))
    return {key: read_text(path, str(path))[0]}


def _origin(texts: dict[str, str], main: str, variant: str | None, settings: Sequence[Setting]) -> Origin:
    """The hash does not depend on the main file's name, nor on what only teaches; settings make it another scenario."""
    others = sorted((name, text) for name, text in texts.items() if name != main)
    data = json.dumps([played(texts[main]), others, variant, *map(str, settings)], ensure_ascii=True)
    sha256 = hashlib.sha256(data.encode()).hexdigest()
    return Origin(main=main, texts=texts, sha256=sha256, variant=variant, settings=tuple(s.written for s in settings))
