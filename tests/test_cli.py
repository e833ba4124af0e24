"""The command line: options, help, exit codes, and one sentence for everything that goes wrong."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import click
import pytest
from cli_support import SMALL, process, refused, run

from game import paths, table
from game.bots import BOTS
from game.cli import main
from game.commands import errors, inputs, play

OPTIONS = {
    "play": ["--seat", "--seed", "--level", "--length", "--variant", "--speak", "--mode"],
    "new": ["--from", "--mine"],
    "watch": ["--seat", "--seed", "--level", "--length", "--variant", "--turn", "--check-only"],
    "install": ["--replace"],
    "check": ["--format"],
    "schema": ["-o"],
    "reference": ["-o"],
    "simulate": ["--games", "--seed", "--bot", "--seat", "--variant", "--length", "--workers", "--set", "--csv", "--json"],
    "balance": ["--games", "--seed", "--bot", "--variant", "--length", "--workers", "--evaluations", "--json", "--html"],
    "par": ["--games", "--level", "--length", "--variant", "--workers", "--anew", "-o"],
    "trace": ["--seed", "--bot", "--variant", "--json"],
    "replay": ["--to"],
    "report": ["-o", "--csv", "--language"],
    "translate": ["-o"],
    "sheets": ["-o", "--variant", "--length", "--language"],
    "screenshot": ["--screen", "--scenario", "--seat", "--seed", "--turn", "--bot", "--size", "--scale", "-o"],
}


@pytest.mark.parametrize("command", OPTIONS)
def test_help_shows_every_option_and_an_example(command: str) -> None:
    """`--help` of each command shows its options and an example that names the command."""
    shown = run(command, "--help")
    assert shown.exit_code == 0
    assert f"multivector {command}" in shown.output.split("Example")[1]
    for option in OPTIONS[command]:
        assert option in shown.output


def test_commands_are_those_of_the_design() -> None:
    """There are these commands, each with these options and no more."""
    assert set(main.commands) == set(OPTIONS)
    for name, command in main.commands.items():
        options = {o.opts[0] for o in command.params if isinstance(o, click.Option)}
        assert options == set(OPTIONS[name])


def test_help_names_every_bot() -> None:
    """The bots in the help are those that there are, and the one that it names as usual is the usual one."""
    assert inputs.BOT_NAMES.replace(" or ", ", ").split(", ") == list(BOTS)
    assert inputs.LEVEL == table.DEFAULT


def test_help_needs_neither_numpy_nor_pygame() -> None:
    """A command's help imports neither the rules nor the window."""
    code = ("import sys\nfrom game.cli import main\n"
            "try:\n    main(['simulate', '--help'])\nexcept SystemExit:\n    pass\n"
            "print([name for name in ('numpy', 'pygame', 'rich') if name in sys.modules])")
    shown = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert shown.stdout.endswith("[]\n")


def test_both_names_of_the_program() -> None:
    """`python -m game` is `multivector`, and knows its version."""
    assert process("--version").stdout.startswith("multivector, version ")


@pytest.mark.parametrize("words", [
    ["nonsense"], ["simulate"], ["simulate", SMALL, "--games", "0"], ["simulate", SMALL, "--games", "-3"],
    ["simulate", SMALL, "--games", "many"], ["simulate", SMALL, "--games", "1", "--workers", "0"],
    ["simulate", SMALL, "--games", "1", "--seed", "-1"], ["simulate", SMALL, "--games", "1", "--seed", str(2**64)],
    ["simulate", SMALL, "--games", "1", "--seat", "highmoor"], ["trace", SMALL], ["check"], ["replay"],
    ["check", "x", "--format", "xml"], ["replay", "x", "--to", "0"], ["screenshot", "--screen", "title"],
    ["screenshot", "--screen", "title", "-o", "x.png", "--size", "big"],
    ["screenshot", "--screen", "title", "-o", "x.png", "--scale", "3"],
    ["screenshot", "--screen", "title", "-o", "x.png", "--size", "1x1"], ["play", SMALL, "--mode", "chaos"], ["play", "--level"],
    ["simulate", SMALL, "--games", "1", "--seat", "highmoor=pass", "--seat", "highmoor=random"],
])
def test_wrong_usage_is_two(words: list[str]) -> None:
    """Wrong usage leaves with 2, in one sentence that names the help."""
    assert "--help" in refused(run(*words), 2)


@pytest.mark.parametrize(("words", "said"), [
    (["simulate", "nowhere", "--games", "1"], "there are astana, bandung, first-steps, tianjin"),
    (["simulate", SMALL, "--games", "1", "--bot", "clever"], "pass, random, attache"),
    (["simulate", SMALL, "--games", "1", "--seat", "highmoor=clever"], "pass, random, attache"),
    (["simulate", SMALL, "--games", "1", "--seat", "atlantis=pass"], "highmoor, seaward, millford, bridgewater"),
    (["simulate", SMALL, "--games", "1", "--variant", "sunny"], "'sunny'"),
    (["simulate", "astana", "--games", "1", "--variant", "sunny"], "prime-minister-comes"),
    (["simulate", SMALL, "--games", "1", "--length", "99"], "3 (full)"),
    (["simulate", SMALL, "--games", "2", "--seed", str(2**64 - 1)], "go beyond"),
    (["trace", SMALL, "--bot", "clever", "--json", "x"], "pass, random, attache"),
    (["play", SMALL, "--mode", "class"], "--mode standard"),
    (["play", SMALL, "--seat", "atlantis"], "highmoor, seaward, millford, bridgewater"),
    (["play", SMALL, "--seat", "millford", "--seat", "millford"], "twice"),
    (["play", SMALL, "--level", "clever"], "pass, random, attache"),
    (["play", SMALL, "--length", "99"], "3 (full)"),
    (["play", "nowhere"], "astana"),
    (["replay", "nowhere.save"], "cannot be read"),
    (["screenshot", "--screen", "moon", "-o", "x.png"], "title"),
])
def test_bad_input_is_one(words: list[str], said: str) -> None:
    """A problem with the input leaves with 1, in one sentence that says what there is instead."""
    assert said in refused(run(*words))


def test_a_scenario_with_mistakes(tmp_path: Path) -> None:
    """Every command that reads a scenario tells its mistakes with file, line and column."""
    broken = tmp_path / "mine.toml"
    text = (paths.scenarios_folder() / "first-steps.toml").read_text(encoding="utf-8")
    broken.write_text(text.replace("format = 1", "format = 1\nfromat = 2", 1), encoding="utf-8")
    for words in (["simulate", broken, "--games", "1"], ["trace", broken, "--json", tmp_path / "t"], ["play", broken],
                  ["screenshot", "--screen", "summit", "--scenario", broken, "-o", tmp_path / "x.png"]):
        told = run(*words)
        assert told.exit_code == 1
        assert told.stderr.startswith(f"{broken}:3:1: error: ")
        assert "Traceback" not in told.output


def test_a_scenario_that_is_not_there(tmp_path: Path) -> None:
    """A file that is missing, or a folder in its place, is told in place of a traceback."""
    for path in (tmp_path / "none.toml", tmp_path):
        told = run("simulate", path, "--games", "1")
        assert told.exit_code == 1
        assert "error: " in told.stderr


def test_a_folder_of_the_same_name_hides_no_scenario(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An id means the scenario, and `last` the last save, also where a folder is called so, as one with pictures is."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / SMALL).mkdir()
    (tmp_path / inputs.LAST).mkdir()
    assert run("check", SMALL).output == "0 errors, 0 warnings\n"
    assert "no game has been saved" in refused(run("replay", inputs.LAST))


def test_check_formats(tmp_path: Path) -> None:
    """`check` leaves with 1 only when there is an error, and speaks to people, programs and GitHub."""
    sound = paths.scenarios_folder() / "first-steps.toml"
    broken = tmp_path / "mine.toml"
    broken.write_text("format = 1\n", encoding="utf-8")
    assert run("check", sound).output == "0 errors, 0 warnings\n"
    assert run("check", "first-steps", "astana").exit_code == 0
    assert run("check", sound, broken).exit_code == 1
    assert '"format": 1' in run("check", broken, "--format", "json").output
    assert run("check", broken, "--format", "github").output.startswith("::error file=")
    assert run("check", sound, "--format", "github").output == ""


def test_without_a_display() -> None:
    """Without a display the window is refused in one sentence that names what works without."""
    for words in ([], ["play", SMALL]):
        told = process(*words, SDL_VIDEODRIVER="", DISPLAY="", WAYLAND_DISPLAY="")
        assert told.returncode == 1
        assert "'multivector simulate'" in told.stderr
        assert "'multivector screenshot'" in told.stderr
        assert "Traceback" not in told.stderr


def test_play_hands_the_window_a_table(monkeypatch: pytest.MonkeyPatch) -> None:
    """The window gets the game that was asked for: seats, bots, seed, length, and where it is saved."""
    tables = []
    monkeypatch.setattr(play, "open_window", lambda table, speak: tables.append(table))
    assert run("play", "astana", "--seat", "india", "--seat", "un", "--seed", "9", "--level", "random", "--length", "3",
               "--variant", "open-channel").exit_code == 0
    table = tables[0]
    assert table.humans == ("india", "un")
    assert set(table.bots.values()) == {"random"}
    assert (table.match.seed, table.match.length) == (9, "short")
    assert table.match.scenario.origin.variant == "open-channel"
    assert table.autosave.parent == paths.saves_folder()


def test_play_without_seats_takes_a_state(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without --seat one plays a state, with luck of its own; without a command the title screen opens."""
    tables = []
    monkeypatch.setattr(play, "open_window", lambda table, speak: tables.append(table))
    assert run("play", SMALL).exit_code == 0
    assert run().exit_code == 0
    assert tables[0].humans == ("millford",)
    assert tables[1] is None


def test_the_spoken_log_is_asked_for_by_name(monkeypatch: pytest.MonkeyPatch) -> None:
    """`--speak` goes to the window, with a command and without one."""
    asked = []
    monkeypatch.setattr(play, "open_window", lambda table, speak: asked.append(speak))
    for words in (["play", SMALL, "--speak"], ["--speak"], ["play", SMALL], []):
        assert run(*words).exit_code == 0
    assert asked == [True, True, False, False]


def test_five_people_are_too_many() -> None:
    """A fifth person at one machine is refused with a sentence."""
    told = run("play", "astana", *(word for seat in ("china", "india", "un", "russia", "iran") for word in ("--seat", seat)))
    assert told.exit_code == 1
    assert "at most 4 people" in told.output + told.stderr


@pytest.mark.parametrize(("failure", "said"), [
    (MemoryError(), "error: there is not enough memory for this"),
    (OSError(28, "No space left on device"), "error: no space left on device"),
    (OSError(13, "Permission denied", "/x"), "error: '/x': permission denied"),
    (RecursionError("deep\ndown"), "error: the game itself went wrong (RecursionError: deep down); please report it"),
])
def test_anything_else_is_a_sentence_too(failure: Exception, said: str) -> None:
    """Whatever is raised becomes one line."""
    told = errors.sentence(failure)
    assert told.startswith(said)
    assert "\n" not in told


def test_a_traceback_on_request(monkeypatch: pytest.MonkeyPatch) -> None:
    """MULTIVECTOR_TRACEBACK shows developers where a failure came from."""
    monkeypatch.setenv(errors.TRACEBACK, "1")
    assert isinstance(run("simulate", "nowhere", "--games", "1").exception, errors.Problem)
