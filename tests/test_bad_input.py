"""The list of bad input: each line of it gives one clear message at the right place, and nothing else is lost."""

from __future__ import annotations

import os
from pathlib import Path

import attrs
import pytest
from broken import POLE, SMALL, edited

from game.match import Match
from game.scenario.load import load_scenario
from game.scenario.pictures import MOST_BYTES, check_pictures, unfit
from game.scenario.problem import Problem, ScenarioError
from game.scenario.report import as_text, check_file


@attrs.frozen
class Bad:
    """A line of the list, a file that does it, and the one problem: code, line and column, lines of related places."""

    does: str
    data: str | bytes
    code: str
    place: tuple[int, int]
    related: tuple[int, ...] = ()
    says: str = ""


def bad(does: str, old: str, new: str, code: str, mark: str, also: tuple[str, ...] = (), says: str = "") -> Bad:
    """The small scenario with one piece written otherwise; marks tell where the problem and its related places begin."""
    text = edited(old, new)
    return Bad(does, text, code, place_of(text, mark), tuple(place_of(text, other)[0] for other in also), says)


def place_of(text: str, mark: str) -> tuple[int, int]:
    """Line and column at which a mark begins."""
    start = text.index(mark)
    return text.count("\n", 0, start) + 1, start - text.rfind("\n", 0, start)


MORE_ACTORS = "".join(f'[[actor]]\nid = "a{n}"\nname = "A"\nplayable = false\n' for n in range(196))
TWICE = '[[actor]]\nid = "hill"\nname = "L"\n[[group]]\n'
PAIR = 'value = -20\n[[relation]]\nbetween = ["hill", "lake"]\nvalue = 5\n'
LOOP = '[[event]]\nid = "drought"\nname = "D"\ntext = "D"\nturn = 2\nwhen = {event = {id = "drought"}}\n[[brief]]'
NEST = "when = " + "{not = " * 1000 + "{}" + "}" * 1000

LIST = [
    Bad("byte-order mark", b"\xef\xbb\xbf" + SMALL.encode(), "byte-order-mark", (1, 1), says="save it as UTF-8 without one"),
    Bad("UTF-16", SMALL.encode("utf-16"), "encoding", (1, 1), says="UTF-16"),
    Bad("Latin-1 bytes", SMALL.replace("Small", "Kl\u00e9in").encode("latin-1"), "encoding", (3, 12), says="0xe9"),
    Bad("empty file", b"", "empty-file", (1, 1), says="format = 1"),
    Bad("50 MB file", b"a" * 50_000_000, "too-large", (1, 1), says="5 MB"),
    bad("unclosed string", 'name = "Lake"', 'name = "Lake', "unclosed-string", '"Lake\n'),
    bad("duplicate key", 'name = "Lake"', 'name = "Lake"\nname = "See"', "duplicate-key", 'name = "See"', ('name = "Lake"',)),
    bad("table declared twice", "[rupture]", "[rules]\nsocial = 0.1\n[rupture]", "duplicate-key", "rules]\nsocial",
        ("rules]\nluck = 0.0",)),
    bad("single brackets", '[[group]]\nid = "basin"', '[group]\nid = "basin"', "single-table", 'group]\nid = "basin"',
        says="[[...]]"),
    bad("curly quotes", 'name = "Lake"', "name = \u201cLake\u201d", "curly-quotes", "\u201cLake", says="straight"),
    bad("unknown key", "weight = 3", "wieght = 3", "unknown-key", "wieght", says="did you mean 'weight'?"),
    bad("missing key", 'name = "Lake"\n', "", "missing-key", 'actor]]\nid = "lake"', says="'name' is missing in [[actor]]"),
    bad("quoted number", "weight = 3", 'weight = "3"', "wrong-type", '"3"', says="without quotes"),
    bad("boolean for a number", "weight = 3", "weight = true", "wrong-type", "true\nmember", says="not true"),
    bad("nan", "value = -20", "value = nan", "not-finite", "nan"),
    bad("inf", "value = -20", "value = inf", "not-finite", "inf\n"),
    bad("1e400", "value = -20", "value = 1e400", "not-finite", "1e400"),
    bad("decimal comma", "luck = 0.0", "luck = 0,5", "decimal-comma", ",5", says="point"),
    bad("out of range", "weight = 3", "weight = 21", "out-of-range", "21", says="between 0 and 20, not 21"),
    bad("format missing", "format = 1\n", "", "missing-key", "id", says="'format' is missing"),
    bad("format old", "format = 1", "format = 0", "wrong-format", "0", says="write format = 1"),
    bad("format from the future", "format = 1", "format = 2\nnewer = 3", "wrong-format", "2", says="a newer version"),
    bad("two actors with one id", "[[group]]\n", TWICE, "duplicate-id", '"hill"\nname = "L"', ('id = "hill"\nname = "Hill"',)),
    bad("unknown actor in an event", 'by = ["hill"]', 'by = ["hll"]', "unknown-actor", '"hll"', says="did you mean 'hill'?"),
    bad("unknown actor in a relation", '"hill"]\nvalue', '"hil"]\nvalue', "unknown-actor", '"hil"'),
    bad("unknown actor in a brief", 'actor = "hill"', 'actor = "hil"', "unknown-actor", '"hil"'),
    bad("unknown actor in a group", 'actors = ["lake", "hill"]', 'actors = ["lake", "hil"]', "unknown-actor", '"hil"'),
    bad("relation of an actor with itself", '"hill"]\nvalue', '"lake"]\nvalue', "self-pair", '["lake", "lake"]'),
    bad("one pair twice with two values", "value = -20\n", PAIR, "duplicate-id", '["hill", "lake"]',
        ('["lake", "hill"]\nvalue',)),
    bad("open goals that do not sum to 85", "weight = 45", "weight = 46", "goal-sum", '[\n  {id = "free"',
        ('{id = "free"', '{id = "well"'), says="sum to 86, not to 85"),
    bad("a secret goal not worth 15", "weight = 15", "weight = 11", "secret-weight", "11}]", says="15, not 11"),
    bad("a date before the start", "turn = 2\n", "turn = 2\ndate = 2023-07-03\n", "wrong-date", "2023", ("begins = 2024-07-03",)),
    bad("an event chain that loops", "[[brief]]", LOOP, "event-loop", '{event = {id = "drought"}}'),
    bad("nesting 1,000 deep", "when = {tension_below = 90}", NEST, "too-deep", "{not = " * (1000 - 40) + "{}"),
    bad("a condition that can never hold", "when = {tension_below = 90}", "when = {turn_from = 3}", "never-happens", "turn_from"),
    bad("one pole", POLE, "", "pole-count", "pole]]", says="2 to 6 poles, not 1"),
    bad("200 actors", "[[relation]]", f"{MORE_ACTORS}[[relation]]", "too-many-actors", 'actor]]\nid = "a60"', says="64"),
]


@pytest.mark.parametrize("row", LIST, ids=[row.does for row in LIST])
def test_bad_input(row: Bad, tmp_path: Path) -> None:
    """The file gives the problem at its place, with the words that help; another scenario beside it is still read."""
    path = tmp_path / "bad.toml"
    path.write_bytes(row.data if isinstance(row.data, bytes) else row.data.encode())
    report = check_file(path)
    problem = next((problem for problem in report.problems if problem.code == row.code), None)
    assert problem is not None, as_text([report])
    assert (problem.line, problem.column) == row.place
    assert [note.line for note in problem.related] == list(row.related)
    assert row.says in f"{problem.message}. {problem.hint}"
    assert row.code in ALLOWED or len(report.problems) == 1, as_text([report])


ALLOWED = {"pole-count", "single-table"}
"""What names the thing that is missing now is told as well."""


def test_nobody_plays(tmp_path: Path) -> None:
    """A scenario without a playable actor says so at its actors."""
    text = SMALL.replace("[[actor]]", "[[actor]]\nplayable = false")
    path = tmp_path / "bad.toml"
    path.write_text(text)
    [problem] = [problem for problem in check_file(path).problems if problem.code == "nobody-plays"]
    assert (problem.line, problem.column) == place_of(text, "actor]]")


HOSTILE = "\\u202E\\u0007\\u001b[31m{turn} %s {0.__class__} <b>&amp;</b> [bold]"


def test_texts_are_plain(tmp_path: Path) -> None:
    """Control characters, direction overrides, markup and braces are texts like others, and the file is fine."""
    path = tmp_path / "odd.toml"
    path.write_text(edited('name = "Lake"', f'name = "{HOSTILE}"'), encoding="utf-8")
    assert check_file(path).problems == ()
    assert load_scenario(path).actor[2].name == "\u202e\x07\x1b[31m{turn} %s {0.__class__} <b>&amp;</b> [bold]"


def test_messages_show_no_control_characters(tmp_path: Path) -> None:
    """What a file holds reaches the terminal without its control characters, in the sentence as in the line shown."""
    path = tmp_path / "odd.toml"
    path.write_text(edited('kind = "power"', f'kind = "{HOSTILE}"'), encoding="utf-8")
    shown = as_text([check_file(path)])
    assert "wrong-choice" in {problem.code for problem in check_file(path).problems}
    assert not {"\u202e", "\x07", "\x1b"} & set(shown)


def test_a_save_whose_scenario_has_changed(tmp_path: Path) -> None:
    """A game goes on with the scenario it was begun with, whatever has become of the file: its copy lies in the save."""
    path, save = tmp_path / "small.toml", tmp_path / "game.save"
    path.write_text(SMALL)
    match = Match(load_scenario(path), seed=3)
    match.resolve()
    match.save(save)
    path.write_text("no scenario any more")
    assert Match.load(save).digest() == match.digest()


# Pictures.

PNG = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\1\0\0\0\1" + b"0" * 100
JPEG = b"\xff\xd8\xff\xc0\0\x11\x08\0\1\0\1" + b"0" * 20


@pytest.fixture
def scenario(tmp_path: Path) -> Path:
    """A scenario with one good picture."""
    path = tmp_path / "small.toml"
    path.write_text(SMALL)
    (tmp_path / "small" / "flags").mkdir(parents=True)
    (tmp_path / "small" / "flags" / "lake.png").write_bytes(PNG)
    return path


def found(scenario: Path) -> list[tuple[str, str]]:
    """The code of every problem and the name of the file that has it."""
    return [(problem.code, Path(problem.file).name) for problem in check_file(scenario).problems]


def test_a_good_picture(scenario: Path) -> None:
    """PNG and JPEG files in the folder of the scenario's name are fine, whatever they are called."""
    (scenario.parent / "small" / "hill").write_bytes(JPEG)
    assert found(scenario) == []


def test_what_is_no_picture(scenario: Path) -> None:
    """A file that only has a picture's name is no picture, and one too large is refused."""
    (scenario.parent / "small" / "hill.png").write_text("MZ: this is a program")
    with (scenario.parent / "small" / "lake.png").open("wb") as large:
        large.write(PNG)
        large.truncate(MOST_BYTES + 1)
    assert found(scenario) == [("not-a-picture", "hill.png"), ("too-large", "lake.png")]
    [problem, _] = check_file(scenario).problems
    assert problem.message == "'hill.png' is no picture"


@pytest.mark.skipif(os.name == "nt", reason="making links needs a right there")
def test_links(scenario: Path, tmp_path: Path) -> None:
    """A link to a picture, to a folder, or in place of the whole folder is refused, and not followed."""
    folder = tmp_path / "small"
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere" / "secret.png").write_bytes(PNG)
    (folder / "a.png").symlink_to(folder / "flags" / "lake.png")
    (folder / "more").symlink_to(tmp_path / "elsewhere")
    (folder / "loop").symlink_to(folder)
    assert found(scenario) == [("picture-path", "a.png"), ("picture-path", "loop"), ("picture-path", "more")]
    folder.rename(tmp_path / "kept")
    folder.symlink_to(tmp_path / "kept")
    assert found(scenario) == [("picture-path", "small")]


@pytest.mark.parametrize(
    ("name", "code"),
    [
        *[(name, "picture-path") for name in ("../x.png", "flags/../../x.png", "/etc/x.png", "C:\\x.png", "\\\\host\\x.png")],
        *[(name, "picture-path") for name in ("..\\x.png", "", ".", "a\0b", "C:x.png")],
        *[(name, "no-picture") for name in ("lake.png", "flags", "flags/hill.png", "flags/LAKE2.png")],
        ("flags/lake.png", None),
        ("flags\\lake.png", None),
    ],
)
def test_names_of_pictures(scenario: Path, name: str, code: str | None) -> None:
    """A name leads to a picture inside the folder, or it is refused before anything is opened."""
    said = unfit(scenario.with_suffix(""), name)
    assert (said[0] if said else None) == code


def test_too_many_pictures(scenario: Path) -> None:
    """A folder with very many files is refused shortly."""
    for number in range(300):
        (scenario.parent / "small" / f"{number}.txt").touch()
    problems: list[Problem] = list(check_pictures(scenario))
    assert problems[0].code == "too-large"
    assert len(problems) <= 201


def test_errors_do_not_hide_others(tmp_path: Path) -> None:
    """A broken file raises one error with all its problems, and a good one beside it loads."""
    (tmp_path / "bad.toml").write_text(edited("weight = 3", 'wieght = 3\nwelfare = "x"'))
    (tmp_path / "good.toml").write_text(SMALL)
    with pytest.raises(ScenarioError) as caught:
        load_scenario(tmp_path / "bad.toml")
    assert len(caught.value.problems) == 2
    assert load_scenario(tmp_path / "good.toml").id == "small"
