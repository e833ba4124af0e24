"""The documents for modders: the reference is what the format says, and every example in it is true."""

from __future__ import annotations

import math
import re
import shutil
import tomllib
from pathlib import Path
from typing import Any, get_args

import numpy as np
import pytest
from cli_support import run
from editor_support import as_json, validator

from game import paths
from game.match import Match
from game.model.calendar import start
from game.model.compile import compile_rulebook
from game.scenario.describe import tables
from game.scenario.fresh import SMALL, changed_scenario
from game.scenario.load import examine_texts, load_scenario, parse_scenario
from game.scenario.overlay import check_overlay
from game.scenario.problem import counted
from game.scenario.reference import examples, reference_text
from game.scenario.schema import Scenario
from game.scenario.tables.aims import MEASURES, Raw

DOCS = Path(__file__).resolve().parents[1] / "docs" / "modding"
HEAD = 'format = 1\nid = "x"\ntitle = "X"\nline = "X"\nextends = "small"\n'


def problems(text: str) -> list[str]:
    """What the check says about a piece of a scenario laid over the small one."""
    texts = {"x.toml": text, "small.toml": SMALL.read_text(encoding="utf-8")}
    return [str(problem) for problem in examine_texts(texts, "x.toml").problems]


def test_the_reference_is_fresh() -> None:
    """docs/modding/reference.md is what `multivector reference -o docs/modding/reference.md` makes."""
    assert (DOCS / "reference.md").read_text(encoding="utf-8") == reference_text()


def test_the_command_writes_it(tmp_path: Path) -> None:
    """`reference` prints the page, or writes it into a file."""
    assert run("reference").output == reference_text()
    assert run("reference", "-o", tmp_path / "reference.md").exit_code == 0
    assert (tmp_path / "reference.md").read_text(encoding="utf-8") == reference_text()


def test_every_measure_of_a_goal_is_explained() -> None:
    """The reference says of each thing that a goal may measure what it is and on which scale."""
    assert list(MEASURES) == list(get_args(Raw))
    assert all(f"| `{raw}` | {scale} | {text} |" in reference_text() for raw, (scale, text) in MEASURES.items())


@pytest.mark.parametrize("file", paths.scenario_files(paths.scenarios_folder()), ids=lambda file: file.stem)
def test_measures_lie_on_their_scales(file: Path) -> None:
    """What a goal measures at the start of a shipped scenario lies on the scale that the reference names."""
    book = compile_rulebook(load_scenario(file))
    raws = book.goals.raw(start(book, np.zeros(1, dtype=np.uint64)))[0]
    for line, raw in zip(book.goals.lines, raws, strict=True):
        scale = MEASURES[line.goal.raw][0]
        low, *_, high = (float(number) for number in re.findall(r"-?\d+", scale))
        assert line.goal.worth or line.goal.take in ("sum", "count") or low <= raw <= (math.inf if "..." in scale else high)


def test_every_table_has_an_example() -> None:
    """Each table of the format has one example, and there is no other."""
    assert set(examples()) == {cls.__name__ for cls in tables(Scenario)}


@pytest.mark.parametrize("cls", [*tables(Scenario)], ids=lambda cls: cls.__name__)
def test_examples_are_true(cls: Any) -> None:
    """An example shows its table, has neither errors nor warnings, and an editor takes it too."""
    text = examples()[cls.__name__]
    way = tables(Scenario)[cls]
    assert not way or re.search(rf"\b{way[-1]}\b", text)
    assert problems(HEAD + text) == []
    assert validator().is_valid(as_json(tomllib.loads(HEAD + text)))


def test_the_example_of_a_change_is_true() -> None:
    """So is the example of a scenario that changes another."""
    text = reference_text().split("## A scenario that changes another")[1].split("\n## ")[0]
    assert problems("".join(re.findall(r"^    (.*\n)", text, flags=re.MULTILINE))) == []


def test_links_inside_the_reference() -> None:
    """Every link of the reference leads to one of its headings or to a document."""
    text = reference_text()
    titles = re.findall(r"^#+ (.*)", text, flags=re.MULTILINE)
    anchors = {re.sub(r"[^\w -]", "", title.lower()).replace(" ", "-") for title in titles}
    for link in re.findall(r"\]\(([^)]*)\)", text):
        assert link[1:] in anchors if link.startswith("#") else (DOCS / link).exists(), link


def blocks(name: str, language: str = "toml") -> list[str]:
    """The pieces of a document in a language."""
    return re.findall(rf"```{language}\n(.*?)```", (DOCS / name).read_text(encoding="utf-8"), flags=re.DOTALL)


def steps() -> list[tuple[str, str, str]]:
    """The steps of the tutorial: title, the file as it then stands, and what the check is said to answer."""
    found, file = [], ""
    for part in (DOCS / "tutorial.md").read_text(encoding="utf-8").split("\n## ")[1:]:
        pieces = dict(re.findall(r"```(toml|errors)\n(.*?)```", part, flags=re.DOTALL))
        if "toml" in pieces:
            file += ("\n" if file else "") + pieces["toml"]
            found.append((part.partition("\n")[0], file, pieces.get("errors", "0 errors, 0 warnings\n")))
    return found


@pytest.mark.parametrize(("title", "file", "answer"), steps(), ids=lambda value: value.partition(":")[0][:8])
def test_every_step_of_the_tutorial(title: str, file: str, answer: str) -> None:
    """After each step the check answers as the tutorial says; whatever has no errors can be played to its end."""
    found = examine_texts({"salt-road.toml": file}, "salt-road.toml").problems
    assert [*(str(problem).partition("\n")[0] for problem in found), counted(found)] == answer.splitlines()
    if not found:
        match = Match(parse_scenario({"salt-road.toml": file}, "salt-road.toml"))
        while not match.over:
            match.resolve()


def test_the_tutorial_is_short_and_complete(tmp_path: Path) -> None:
    """Seven steps lead to a scenario that bots play; it has all the kinds of thing that the small one has."""
    _, file, _ = steps()[-1]
    path = tmp_path / "salt-road.toml"
    path.write_text(file, encoding="utf-8")
    assert (len(steps()), len(file.splitlines()) < 180) == (7, True)
    small = tomllib.loads(SMALL.read_text(encoding="utf-8"))
    assert tomllib.loads(file).keys() >= small.keys() - {"text", "rivals"}
    played = run("simulate", path, "--games", 2, "--workers", 1)
    assert played.exit_code == 0
    assert {"meeting", "project", "toll"} <= {*played.output.split()}


def test_the_page_for_translators_is_true(tmp_path: Path) -> None:
    """The translation that is shown is one of First steps, and says nothing that is not in it."""
    shutil.copy(paths.scenarios_folder() / "first-steps.toml", tmp_path / "mine.toml")
    (shown,) = blocks("translations.md")
    (tmp_path / "mine.ru.toml").write_text(shown, encoding="utf-8")
    assert {problem.code for problem in check_overlay(tmp_path / "mine.ru.toml", tmp_path / "mine.toml")} == {"untranslated"}


def test_the_page_for_teachers_is_true() -> None:
    """What teachers are shown to write is valid in a scenario that changes Astana, and does what it says."""
    base = load_scenario(paths.scenarios_folder() / "astana.toml")
    text = changed_scenario("class-10b", "astana", base) + "\n" + "\n".join(blocks("teachers.md"))
    found = examine_texts({"class-10b.toml": text}, "class-10b.toml")
    assert (found.problems, found.variants[-1]) == ((), "calm")
    assert found.scenario is not None
    group = next(actor for actor in found.scenario.actor if actor.id == "kazakhstan")
    assert (group.name, group.welfare, found.scenario.rules.luck) == ("Kazakhstan (group 3)", 40, 0)
    wrong = examine_texts({"class-10b.toml": text.replace("welfare = 40", "welfare = 400")}, "class-10b.toml").problems
    assert "`" + wrong[0].message + "`" in (DOCS / "teachers.md").read_text(encoding="utf-8")
