"""The JSON Schema for editors says what the loader says, as far as it can, and describes every key."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Iterator
from copy import deepcopy
from random import Random
from typing import Any

import pytest
from broken import broken_texts
from editor_support import as_json, validator
from jsonschema import Draft7Validator
from scenario_texts import SMALL

from game.paths import scenario_files, scenarios_folder
from game.scenario.describe import keys, tables
from game.scenario.editor import editor_schema, editor_text
from game.scenario.fresh import small_scenario
from game.scenario.load import examine_texts
from game.scenario.schema import Scenario
from game.scenario.structure import structure

OF_FORM = {"unknown-key", "missing-key", "single-table", "wrong-type", "wrong-choice", "wrong-length", "out-of-range",
           "not-finite", "wrong-format", "bad-id", "unknown-set"}
EXTENDED = 'format = 1\nid = "x"\ntitle = "X"\nline = "X"\nextends = "small"\n'
PATCHES = {
    "nothing": "", "a key": '[[actor]]\nid = "lake"\nwelfare = 3\n',
    "a goal": '[[brief]]\nactor = "lake"\ngoal = [{id = "well", to = 61}]\n',
    "a removal": '[[event]]\nid = "flood"\nremove = true\n',
    "a pair": '[[relation]]\nbetween = ["lake", "north"]\nvalue = 3\n',
    "a table": "[rupture]\nlimit = 86\n",
    "a variant": '[[variant]]\nid = "v"\nname = "V"\nactor = [{id = "lake", welfare = 3}]\n',
}
BROKEN_PATCHES = {
    "no id": "[[actor]]\nwelfare = 3\n", "a wrong key": '[[actor]]\nid = "lake"\nwelfar = 3\n',
    "a removal that is none": '[[event]]\nid = "flood"\nremove = false\n',
    "a wrong goal": '[[brief]]\nactor = "lake"\ngoal = [{id = "well", to = 6100}]\n',
}
UNSAID = {
    "weight = 3.0": "for JSON 3.0 is a whole number", "format = 1.0": "the same", "sessions = [1, 2.0]": "the same",
    "value = nan": "JSON has no such number", 'begins = "2024-07-01"': "JSON has no dates, so an editor takes them for texts",
    "centre = [77, 91]": "two numbers with limits of their own", "centre = [70, -91]": "the same",
    "at = [47, 95]": "the same",
    'id = "floot"\nremove = true': "what a file changes stands in another one",
}
"""Pieces of broken files about which the schema and the loader do not agree, and why they cannot."""


def refused(text: str) -> bool:
    return not validator().is_valid(as_json(tomllib.loads(text)))


def has_mistake_of_form(text: str) -> bool:
    texts = {"small.toml": SMALL, "x.toml": text} if "extends" in text else {"small.toml": text}
    return any(problem.code in OF_FORM for problem in examine_texts(texts, [*texts][-1]).problems)


def test_it_is_a_schema() -> None:
    """It is valid by its own dialect, and every reference in it leads somewhere."""
    Draft7Validator.check_schema(editor_schema())
    assert set(re.findall(r'"#/definitions/(\w+)"', editor_text())) <= set(editor_schema()["definitions"])


@pytest.mark.parametrize("name", ["SMALL", "new", *(file.stem for file in scenario_files(scenarios_folder()))])
def test_valid_files(name: str) -> None:
    """It accepts every scenario that the loader accepts."""
    own = {"SMALL": SMALL, "new": small_scenario("new")}
    text = own.get(name) or (scenarios_folder() / f"{name}.toml").read_text(encoding="utf-8")
    assert [error.message for error in validator().iter_errors(as_json(tomllib.loads(text)))] == []


def test_its_verdicts_are_those_of_the_loader() -> None:
    """Of every broken file it says what the loader says about its form, but for what no schema can say."""
    texts = [(code, text) for text, code in broken_texts() if not code.startswith("too-many")]
    disagreed = [(code, text) for code, text in texts if refused(text) != (code in OF_FORM)]  # test_check holds the codes
    excuses = [piece for _code, text in disagreed for piece in UNSAID if piece in text and piece not in SMALL]
    assert sorted(excuses) == sorted(UNSAID)
    assert len(disagreed) == len(UNSAID), disagreed


@pytest.mark.parametrize("patch", PATCHES)
def test_patches(patch: str) -> None:
    """A scenario that extends another may hold parts of entries; the loader takes the same."""
    assert (refused(EXTENDED + PATCHES[patch]), has_mistake_of_form(EXTENDED + PATCHES[patch])) == (False, False)


@pytest.mark.parametrize("patch", BROKEN_PATCHES)
def test_broken_patches(patch: str) -> None:
    """What is wrong in a part is wrong for both."""
    assert (refused(EXTENDED + BROKEN_PATCHES[patch]), has_mistake_of_form(EXTENDED + BROKEN_PATCHES[patch])) == (True, True)


def test_what_is_named_like_a_list_is_no_entry_of_it() -> None:
    """A condition on a posture, an item or a relation is always complete, and removes nothing."""
    for piece in ('posture = {of = "lake", id = "door"}', 'item = {id = "canal", remove = true}', 'relation = {above = 3}'):
        assert refused(EXTENDED + f'[[modifier]]\nactions = ["line"]\nwhen = {{{piece}}}\n'), piece


MUTANTS: list[Any] = [True, 0, 1, -1, 2.5, 1000, -1000, "x", "lake", ["lake"], ["a", "b"], [1, 2], [1, 2, 3], {}, {"a": 1}, [{}]]


def places(value: Any, way: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    """The ways to everything in a tree."""
    if way:
        yield way
    inside: Any = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, inner in inside:
        yield from places(inner, (*way, key))


def mutant(luck: Random) -> dict[str, Any]:
    """The small scenario without its variant, in which one value is dropped, replaced or added."""
    tree = tomllib.loads(SMALL[: SMALL.index("[[variant]]")])
    *way, last = luck.choice([*places(tree)])
    inner: Any = tree
    for key in way:
        inner = inner[key]
    kind = luck.choice(("drop", "replace", "add"))
    if kind == "drop":
        del inner[last]
    elif kind == "replace" or not isinstance(inner, dict):
        inner[last] = deepcopy(luck.choice(MUTANTS))
    else:
        inner[luck.choice(("wieght", "name", "tension_above", "effects", "when", "id"))] = deepcopy(luck.choice(MUTANTS))
    return tree


def test_mutants() -> None:
    """Whatever single value of a valid file is dropped, replaced or added, the schema and the loader agree on its form."""
    for seed in range(120):
        tree = mutant(Random(seed))
        mistakes = [mistake.message for mistake in structure(tree)[1]]
        assert validator().is_valid(as_json(tree)) == (not mistakes), (seed, mistakes)


def test_parts_of_a_set() -> None:
    """An entry of a set that is used may be changed in part; without the set it must be complete."""
    part = '[[action]]\nid = "campaign"\ncost = 1\n'
    assert (refused(SMALL + part), refused('uses = "summit-actions"\n' + SMALL + part)) == (True, False)


@pytest.mark.parametrize("cls", [*tables(Scenario)], ids=lambda cls: cls.__name__)
def test_every_key_is_described(cls: Any) -> None:
    """Every key of every table has a description, short and without a full stop unless the table gives it."""
    for key in keys(cls):
        assert key.text, f"{cls.__name__}.{key.name} has no description"
        assert len(key.text) <= 160, f"{cls.__name__}.{key.name}"


def test_editors_are_told() -> None:
    """Properties carry descriptions, defaults and choices, and no table takes an unknown key."""
    schema = json.loads(editor_text())
    actor = schema["definitions"]["Actor"]
    assert actor["properties"]["welfare"] == {
        "type": "number", "minimum": 1, "maximum": 99, "description": "how well it fares, 0 to 100", "default": 50}
    assert actor["properties"]["kind"]["enum"] == ["power", "state", "institution"]
    assert all(table["additionalProperties"] is False for table in schema["definitions"].values())
