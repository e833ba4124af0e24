"""Values of a scenario set by path: every kind of place can be named, and every mistake is told exactly."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Any

import pytest
from cli_support import SMALL, refused, run

from game import paths
from game.scenario.load import load_scenario
from game.scenario.problem import ScenarioError
from game.scenario.schema import Scenario
from game.scenario.settings import SettingError, combinations, read_setting
from game.study.batch import played
from game.study.play import Setup

FOLDER = paths.scenarios_folder()


def with_(text: str, name: str = "astana", variant: str | None = None) -> Scenario:
    return load_scenario(FOLDER / f"{name}.toml", variant, read_setting(text))


def between(scenario: Scenario, *pair: str) -> float:
    return next(relation.value for relation in scenario.relation if set(relation.between) == set(pair))


def entry(table: tuple[Any, ...], id: str) -> Any:
    return next(one for one in table if one.id == id)


@pytest.mark.parametrize(("text", "read"), [
    ("rules.luck=0.5", lambda s: s.rules.luck == 0.5),
    ("action.pressure.cost=3", lambda s: entry(s.action, "pressure").cost == 3),
    ("item.belt-and-road.effects.1.push=1.5", lambda s: entry(s.item, "belt-and-road").effects[1].push == 1.5),
    ("relation.india.pakistan.value=-50", lambda s: between(s, "india", "pakistan") == -50),
    ("relation.pakistan.india.value=-50", lambda s: between(s, "india", "pakistan") == -50),
    ("turn.2.text=Fog", lambda s: s.turn[1].text == "Fog"),
    ("actor.india.alignment.west=-7.5", lambda s: entry(s.actor, "india").alignment["west"] == -7.5),
    ("item.belt-and-road.sessions=[3, 4]", lambda s: entry(s.item, "belt-and-road").sessions == (3, 4)),
    ("brief.un.goal.0.text='Peace, at last'", lambda s: "Peace, at last" in {b.goal[0].text for b in s.brief if b.actor == "un"}),
])
def test_every_kind_of_place_can_be_set(text: str, read: Any) -> None:
    """Keys, entries by id, by the two they are between, and by number; numbers, words, texts and lists."""
    assert not read(load_scenario(FOLDER / "astana.toml"))
    assert read(with_(text))


def test_a_setting_is_laid_over_a_variant_and_a_set() -> None:
    """What a variant or a set that is used has written can be set too; the hash tells the scenarios apart."""
    changed = with_("rules.luck=0.5", variant="harder-spring")
    base = load_scenario(FOLDER / "astana.toml", "harder-spring")
    assert changed.rules.luck == 0.5
    assert changed.origin.sha256 != base.origin.sha256  # type: ignore[union-attr]
    assert with_("action.appeal.cost=4", "first-steps").action != load_scenario(FOLDER / "first-steps.toml").action


@pytest.mark.parametrize(("text", "sentence"), [
    ("action.presure.cost=3", "there is no 'presure' in action; did you mean 'pressure'?"),
    ("item.belt-and-road.effects.99.size=3", "there is no '99' in item.belt-and-road.effects; it has 0, 1, 2, 3"),
    ("action.pressure=3", "action.pressure is no single value; it has id, name, "),
    ("rules=3", "rules is no single value; it has social, "),
    ("rules.luck.high=3", "rules.luck is 1.0, so there is no rules.luck.high"),
    ("turn.99.text=x", "there is no '99' in turn; it has 1, 2, 3"),
    ("rules.luck", "'rules.luck' is not PATH=VALUE"),
    ("=3", "'=3' is not PATH=VALUE"),
    ("rules.luck=", "'rules.luck=' is not PATH=VALUE"),
    ("rules.luck=1,,2", "the values '1,,2' of rules.luck cannot be read"),
    ("rules.luck=1,2,1", "the value 1 of rules.luck is given twice"),
])
def test_a_path_that_leads_nowhere_is_told(text: str, sentence: str) -> None:
    """The sentence names the path, what is there instead, and what was probably meant."""
    with pytest.raises(SettingError) as refusal:
        with_(text)
    assert sentence in str(refusal.value)


@pytest.mark.parametrize(("text", "place", "sentence"), [
    ("rules.luk=1", (1, 7), "unknown key 'luk' in [rules]"),
    ("rulez.luck=1", (1, 1), "unknown key 'rulez' in the file"),
    ("rules.luck=99", (1, 14), "'luck' must lie between 0 and 10"),
    ("rules.luck=high", (1, 14), "'luck' must be a number, not 'high'"),
    ("action.pressure.among=narnia", (1, 25), "'among'"),
])
def test_a_value_is_checked_like_a_file(text: str, place: tuple[int, int], sentence: str) -> None:
    """What is wrong with a value is told by the scenario's own checks, at its place in what was given."""
    with pytest.raises(ScenarioError) as refusal:
        with_(text)
    problem = refusal.value.problems[0]
    assert (problem.file, problem.line, problem.column) == ("--set", *place)
    assert sentence in problem.message


def test_values_are_combined() -> None:
    """Several settings give every combination; the same path twice is refused."""
    two, three = read_setting("rules.luck=0.5,1"), read_setting("a.b=x,true,-2e-1")
    assert [[str(s) for s in some] for some in combinations([two, three])] == [
        [f"rules.luck={luck}", f"a.b={b}"] for luck in ("0.5", "1") for b in ("x", "true", "-0.2")]
    assert list(combinations([])) == [()]
    with pytest.raises(SettingError, match="is set twice"):
        list(combinations([two, two]))


def test_simulate_varies_the_scenario(tmp_path: Path) -> None:
    """Each combination plays the same seeds; its values stand in the rows, the games and a table for each path."""
    files = {"--csv": tmp_path / "x.csv", "--json": tmp_path / "x.json"}
    words = ["simulate", SMALL, "--games", 3, "--seed", 5, "--bot", "random", "--workers", 1, "--set", "rules.luck=0,3",
             "--set", "action.appeal.cost=1,2"]
    done = run(*words, *(word for pair in files.items() for word in pair))
    assert done.exit_code == 0, done.output
    with files["--csv"].open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    found = [(row["game"], row["seed"], row["rules.luck"], row["action.appeal.cost"]) for row in rows[::4]]
    assert found == [(str(3 * k + n), str(5 + n), luck, cost)
                     for k, (luck, cost) in enumerate([("0", "1"), ("0", "2"), ("3", "1"), ("3", "2")]) for n in range(3)]
    games = json.loads(files["--json"].read_text(encoding="utf-8"))
    assert games["games"][-1]["settings"] == {"rules.luck": 3, "action.appeal.cost": 2}
    mean = games["summary"]["settings"]["rules.luck"]["3"]["score:seaward"]
    scores = [float(row["score"]) for row in rows if row["seat"] == "seaward" and row["rules.luck"] == "3"]
    assert mean == pytest.approx(sum(scores) / 6)
    assert "rules.luck, means" in done.output
    assert "action.appeal.cost, means" in done.output


def test_every_combination_is_its_own_study() -> None:
    """The games of a value are those that a scenario written so would have."""
    texts = ("rules.luck=0", "rules.luck=3")
    setups = [Setup(scenario=with_(text, "first-steps"), bot="random", settings=read_setting(text)) for text in texts]
    together = [one for some in played(setups, range(4), most=3) for one in some]
    assert together == [one for setup in setups for some in played([setup], range(4)) for one in some]
    assert together[0].tracks != together[4].tracks or together[0].seats != together[4].seats


@pytest.mark.parametrize(("change", "sentence"), [
    ("action.appeel.cost=2", "error: there is no 'appeel' in action; did you mean 'appeal'?\n"),
    ("rules.luck", "error: 'rules.luck' is not PATH=VALUE or PATH=VALUE,VALUE,... such as rules.luck=0.5,1\n"),
])
def test_simulate_refuses_a_setting_in_one_sentence(change: str, sentence: str) -> None:
    """Nothing is played, and one sentence says why."""
    assert refused(run("simulate", SMALL, "--games", 1, "--set", change)) == sentence
