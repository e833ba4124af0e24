"""`new`: what it writes can be played at once, is small, and nothing is overwritten."""

from __future__ import annotations

import json
import re
import tomllib
from pathlib import Path

import pytest
from cli_support import refused, run

from game import paths
from game.cli import main
from game.match import Match
from game.scenario.editor import FILE, editor_text
from game.scenario.fresh import SMALL
from game.scenario.load import examine, load_scenario

SHIPPED = [file.stem for file in paths.scenario_files(paths.scenarios_folder())]


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def uncommented(text: str) -> str:
    """The file with all its examples in force."""
    return re.sub(r"^# (?=[a-z]+ = |\[)", "", text, flags=re.MULTILINE)


def test_a_small_scenario(here: Path) -> None:
    """It has neither errors nor warnings, its own id and title, four delegations, and can be played to the end."""
    told = run("new", "my-lake")
    assert (told.exit_code, "multivector play my-lake.toml" in told.output) == (0, True)
    assert examine("my-lake.toml").problems == ()
    scenario = load_scenario("my-lake.toml")
    assert (scenario.id, scenario.title, len(scenario.actor)) == ("my-lake", "My lake", 4)
    match = Match(scenario)
    while not match.over:
        match.resolve()
    assert match.outcome() is not None


def test_what_comes_next_can_be_typed(here: Path) -> None:
    """Every command that `new` names is one, with all that it needs."""
    lines = [line.split() for line in run("new", "my-lake").output.splitlines() if line.startswith("  multivector ")]
    assert len(lines) == 4
    for _, name, *rest in lines:
        words = rest[: rest.index("my-lake.toml") + 1] + [word for word in rest if word.startswith("--") or word.isdigit()]
        main.commands[name].make_context(name, words)


def test_four_actors_fit_in_eighty_lines() -> None:
    """A whole scenario of four delegations, with an event, an item, briefs and notes, has 80 lines, none of them long."""
    lines = SMALL.read_text(encoding="utf-8").splitlines()
    assert len(lines) <= 80
    assert max(map(len, lines)) <= 220
    assert sum(line.startswith("#") for line in lines) >= 8


def test_an_editor_is_told(here: Path) -> None:
    """The first line names the schema that lies beside the file."""
    run("new", "my-lake")
    first = Path("my-lake.toml").read_text(encoding="utf-8").splitlines()[0]
    assert first == f"#:schema ./{FILE}"
    assert Path(FILE).read_text(encoding="utf-8") == editor_text() == run("schema").output
    assert json.loads(run("schema").output)["$schema"].startswith("http://json-schema.org/draft-07/")


@pytest.mark.parametrize("base", SHIPPED)
def test_a_changed_scenario(here: Path, base: str) -> None:
    """`--from` writes a patch; its examples, all in force, are valid and change nothing but what they remove."""
    assert run("new", "mine", "--from", base).exit_code == 0
    mine, text = load_scenario("mine.toml"), Path("mine.toml").read_text(encoding="utf-8")
    old = load_scenario(paths.scenarios_folder() / f"{base}.toml")
    assert (mine.actor, mine.credits[:-1]) == (old.actor, old.credits)
    assert old.title in mine.credits[-1]
    assert old.author in mine.credits[-1]
    assert len(text.splitlines()) < 60
    Path("all.toml").write_text(uncommented(text), encoding="utf-8")
    assert examine("all.toml").problems == ()
    changed = load_scenario("all.toml")
    assert (changed.actor, changed.brief, changed.rules) == (mine.actor, mine.brief, mine.rules)
    assert len(tomllib.loads(uncommented(text))) >= 12
    assert len(changed.event) == len(mine.event) - 1


def test_a_changed_scenario_of_ones_own(here: Path) -> None:
    """One scenario of one's own may begin from another beside it."""
    run("new", "first")
    run("new", "second", "--from", "first")
    assert load_scenario("second.toml").actor == load_scenario("first.toml").actor


def test_a_file_is_no_id(here: Path) -> None:
    """Who names a file beside them as if it were a scenario's id is told the file's name."""
    run("new", "my-lake")
    assert "there is no scenario 'my-lake'; did you mean the file 'my-lake.toml'?" in refused(run("translate", "my-lake", "ru"))


def test_among_my_scenarios() -> None:
    """`--mine` writes into the user's folder, where it is found by its id."""
    run("new", "my-lake", "--mine")
    assert (paths.user_folder() / "scenarios" / "my-lake.toml").exists()
    assert run("check", "my-lake").exit_code == 0


@pytest.mark.parametrize(("arguments", "sentence"), [
    (["My Lake"], "'My Lake' is no id; write small letters, digits and single hyphens, such as 'my-lake'"),
    (["lake.toml"], "such as 'lake'"),
    (["../lake"], "'../lake' is no id"),
    (["astana"], "'astana' is a scenario that comes with the game; choose another name, such as 'my-astana'"),
    (["there"], "'there.toml' is there already; choose another name, or move it away"),
    (["lake", "--from", "astanna"], "there is no scenario 'astanna' to begin from; did you mean 'astana'?"),
])
def test_what_is_refused(here: Path, arguments: list[str], sentence: str) -> None:
    """Every refusal is one sentence that says what to do, and nothing is written."""
    Path("there.toml").write_text("mine")
    assert sentence in refused(run("new", *arguments))
    assert [file.name for file in here.iterdir()] == ["there.toml"]
    assert Path("there.toml").read_text() == "mine"


def test_a_folder_that_cannot_be_written() -> None:
    """Where nothing can be written, one sentence says so."""
    (paths.user_folder() / "scenarios").parent.mkdir(parents=True, exist_ok=True)
    (paths.user_folder() / "scenarios").write_text("no folder")
    assert "NOT written" in refused(run("new", "my-lake", "--mine"))
    for command in ("schema", "reference"):
        assert "NOT written" in refused(run(command, "-o", "no/such/file"))
