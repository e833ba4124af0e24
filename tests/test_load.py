"""Reading scenario files: encodings, syntax, types, limits, sets, variants, and what errors look like."""

import datetime
import faulthandler
import json
import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from broken import BYTES, FORM, SLIPS, SYNTAX, edited, line_of
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from scenario_texts import SMALL

from game.paths import scenario_files, scenarios_folder
from game.scenario.effects import TrackIs
from game.scenario.load import examine, examine_texts, load_scenario, parse_scenario
from game.scenario.problem import Problem, Related, ScenarioError, counted
from game.scenario.report import as_github, as_json, as_text, check_files
from game.scenario.schema import Origin, Scenario


def problems_of(text: str, variant: str | None = None) -> tuple[Problem, ...]:
    return examine_texts({"small.toml": text}, "small.toml", variant).problems


def small(variant: str | None = None) -> Scenario:
    return parse_scenario({"small.toml": SMALL}, "small.toml", variant)


def origin_of(scenario: Scenario) -> Origin:
    assert scenario.origin is not None
    return scenario.origin


class TestValid:
    def test_small_scenario(self) -> None:
        """A small scenario loads without problems, with defaults filled in."""
        scenario = small()
        assert problems_of(SMALL) == ()
        assert [actor.id for actor in scenario.actor] == ["north", "south", "lake", "hill"]
        assert scenario.rules.anchoring == 0.15
        assert scenario.turn[0].begins == datetime.date(2024, 7, 1)

    def test_gauge_keys(self) -> None:
        """`tension_above = 60` becomes a TrackIs."""
        assert small().modifier[0].when is not None
        assert small().modifier[0].when.tracks == (TrackIs(track="tension", above=60.0),)

    def test_both_sides_of_a_gauge_are_one(self) -> None:
        """`_above` and `_below` of one track are one TrackIs, whatever their order."""
        text = edited("when = {tension_above = 60}", "when = {tension_below = 70, tension_above = 60}")
        scenario = parse_scenario({"small.toml": text}, "small.toml")
        assert scenario.modifier[0].when is not None
        assert scenario.modifier[0].when.tracks == (TrackIs(track="tension", above=60.0, below=70.0),)

    def test_trailing_underscore(self) -> None:
        """Fields that would be Python keywords are written without their underscore."""
        lake = next(brief for brief in small().brief if brief.actor == "lake")
        assert lake.goal[1].from_ == 50
        assert lake.secret[0].with_ == ("south",)
        assert small().action[0].needs is not None
        assert small().action[0].needs.not_ is not None

    def test_three_sizes(self) -> None:
        """An item's effect may have a size for each wording."""
        assert small().item[0].effects[0].welfare == (1.0, 2.0, 3.0)

    def test_load_from_file(self, tmp_path: Path) -> None:
        """A file gives the same scenario as its text, whatever its line ends."""
        path = tmp_path / "small.toml"
        path.write_bytes(SMALL.replace("\n", "\r\n").encode())
        scenario = load_scenario(path)
        assert scenario == small()
        assert scenario.origin == small().origin

    @pytest.mark.parametrize("path", scenario_files(scenarios_folder()), ids=lambda path: path.stem)
    def test_shipped_scenarios(self, path: Path) -> None:
        """Every shipped scenario, and each of its variants, has neither errors nor warnings."""
        (report,) = check_files([path])
        assert report.problems == (), as_text([report])


class TestOrigin:
    def test_origin_carries_the_texts(self) -> None:
        """A loaded scenario can be loaded again from the copy it carries."""
        origin = origin_of(load_scenario(scenarios_folder() / "first-steps.toml"))
        assert list(origin.texts) == ["first-steps.toml", "sets/summit-actions.toml"]
        again = parse_scenario(origin.texts, origin.main, origin.variant)
        assert again.origin == origin

    def test_the_copy_of_the_set_is_used(self) -> None:
        """A set among the texts goes before the shipped one."""
        texts = {"main.toml": 'uses = "summit-actions"\n' + SMALL, "sets/summit-actions.toml": SET}
        scenario = parse_scenario(texts, "main.toml")
        assert [action.id for action in scenario.action] == ["visit", "project", "line", "settle"]

    def test_hash_depends_on_text_and_variant_only(self) -> None:
        """The hash tells texts and variants apart, but not the names of files."""
        renamed = origin_of(parse_scenario({"other.toml": SMALL}, "other.toml"))
        changed = origin_of(parse_scenario({"small.toml": SMALL + "# more\n"}, "small.toml"))
        origin, rich = origin_of(small()), origin_of(small("rich"))
        assert origin.sha256 == renamed.sha256
        assert len({origin.sha256, rich.sha256, changed.sha256}) == 3


class TestMerging:
    def test_variant_by_id(self) -> None:
        """A variant changes only the keys that it names; numbers toward poles are changed one by one."""
        lake, before = small("rich").actor[2], small().actor[2]
        assert lake.welfare == 80
        assert lake.alignment == {"north": 20.0, "south": 30.0}
        assert (lake.weight, lake.name) == (before.weight, before.name)

    def test_variant_relation_by_pair(self) -> None:
        """A variant's relation replaces that of the same two actors, in whatever order they stand."""
        text = SMALL + '[[variant]]\nid = "friends"\nname = "F"\n[[variant.relation]]\nbetween = ["hill", "lake"]\nvalue = 60\n'
        scenario = parse_scenario({"small.toml": text}, "small.toml", "friends")
        assert [relation.value for relation in scenario.relation] == [60]

    def test_variant_rules_key_by_key(self) -> None:
        """A variant's rules are laid over the scenario's."""
        text = SMALL + '[[variant]]\nid = "v"\nname = "V"\nrules = {social = 0.2}\n'
        rules = parse_scenario({"small.toml": text}, "small.toml", "v").rules
        assert (rules.social, rules.luck) == (0.2, 0.0)

    def test_unknown_variant(self) -> None:
        """An unknown variant is an error with a suggestion."""
        (problem,) = problems_of(SMALL, "rihc")
        assert (problem.code, problem.hint) == ("unknown-variant", "did you mean 'rich'?")

    def test_mistake_in_a_variant_is_where_it_is_written(self) -> None:
        """What a variant writes wrong is reported at its own line."""
        text = edited("welfare = 80", "welfare = 800")
        assert problems_of(text) == ()
        (problem,) = problems_of(text, "rich")
        assert (problem.code, problem.line) == ("out-of-range", line_of(text, "800"))

    def test_own_action_over_the_set(self) -> None:
        """A scenario's own action replaces single keys of the set's; its lists replace the set's lists."""
        own = '[[action]]\nid = "visit"\ncost = 5\neffects = [{relation = 1}]\n'
        visit = with_set(own).action[0]
        assert (visit.name, visit.cost, len(visit.effects)) == ("Visit", 5, 1)

    def test_set_modifiers_come_first(self) -> None:
        """Modifiers are collected from both."""
        assert [modifier.why for modifier in with_set("").modifier] == ["the room is loud", "the room is tense"]

    def test_what_does_not_fit_is_left_out(self) -> None:
        """Effects, options, actions and modifiers of a set that need undeclared things are left out."""
        scenario = with_set("")
        visit = scenario.action[0]
        assert [effect.relation for effect in visit.effects] == [2, None]
        assert visit.options == ("warm",)
        assert visit.needs is not None
        assert visit.needs.posture is None
        assert "music" not in [action.id for action in scenario.action]

    def test_mistake_in_a_set_is_reported_there(self) -> None:
        """What the set writes wrong is reported in the set."""
        broken = SET.replace("cost = 1", "cost = 99", 1)
        texts = {"main.toml": 'uses = "summit-actions"\n' + SMALL, "sets/summit-actions.toml": broken}
        (problem,) = examine_texts(texts, "main.toml").problems
        assert (problem.file, problem.code) == ("sets/summit-actions.toml", "out-of-range")

    def test_unknown_set(self) -> None:
        """An unknown set is an error at `uses`."""
        (problem,) = problems_of('uses = "summit-action"\n' + SMALL)
        assert (problem.code, problem.line, problem.column) == ("unknown-set", 1, 8)


SET = """\
[[action]]
id = "visit"
name = "Visit"
by = ["states"]
target = "actor"
options = ["warm", "loud"]
cost = 1
needs = {posture = {of = "target", id = "stage", to = "lit"}, turn_from = 1}
effects = [
  {relation = 2, option = "warm"},
  {track = "noise", size = 3, option = "loud"},
  {welfare = 1, when = {noise_above = 50}},
  {welfare = 1, when = {not = {noise_above = 50}}},
]

[[action]]
id = "music"
name = "Music"
by = ["states"]
effects = [{track = "noise", size = 3}]

[[modifier]]
actions = ["visit"]
cost = 1
why = "the room is loud"

[[modifier]]
actions = ["visit"]
when = {noise_above = 20}
size = 2
"""


def with_set(own: str) -> Scenario:
    texts = {"main.toml": 'uses = "summit-actions"\n' + SMALL + own, "sets/summit-actions.toml": SET}
    return parse_scenario(texts, "main.toml")



@pytest.mark.parametrize(("data", "code", "line", "column"), [row[1:] for row in BYTES], ids=[row[0] for row in BYTES])
def test_bytes(tmp_path: Path, data: bytes, code: str, line: int, column: int) -> None:
    """Bytes that are no text give one problem, at the byte."""
    path = tmp_path / "bad.toml"
    path.write_bytes(data)
    (problem,) = examine(path).problems
    assert (problem.code, problem.line, problem.column) == (code, line, column)


def test_byte_order_mark(tmp_path: Path) -> None:
    """A byte-order mark is a warning; the file loads and columns are not shifted."""
    path = tmp_path / "small.toml"
    path.write_bytes(b"\xef\xbb\xbf" + SMALL.encode())
    assert [problem.code for problem in examine(path).problems] == ["byte-order-mark"]
    assert load_scenario(path) == small()


def test_no_such_file(tmp_path: Path) -> None:
    """A missing file and a folder are told apart."""
    assert examine(tmp_path / "no.toml").problems[0].code == "no-file"
    assert examine(tmp_path).problems[0].code == "not-a-file"
    assert examine("a\0b").problems[0].code == "unreadable"


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="needs a user that permissions bind")
def test_unreadable(tmp_path: Path) -> None:
    """A file without permission is an error, not a traceback."""
    path = tmp_path / "small.toml"
    path.touch(mode=0)
    assert examine(path).problems[0].code == "unreadable"



@pytest.mark.parametrize(("text", "code", "line", "column"), SYNTAX)
def test_syntax(text: str, code: str, line: int, column: int) -> None:
    """A syntax mistake is one problem, at the place where it really began."""
    (problem,) = problems_of(text)
    assert (problem.code, problem.line, problem.column) == (code, line, column)


@pytest.mark.parametrize(("text", "said", "hint"), SLIPS)
def test_common_slips(text: str, said: str, hint: str) -> None:
    """What people often write that is no TOML is told in plain words, with what to write instead."""
    (problem,) = problems_of(text)
    assert said in problem.message
    assert hint in problem.hint


def test_a_header_for_a_list_in_brackets() -> None:
    """An entry under a header of a list that is written with = is one mistake, which names where the list stands."""
    (problem,) = problems_of('actor = [{id = "a"}]\nx = 1\n[[actor]]\nid = "b"\nx = 2\n')
    assert (problem.code, problem.line, problem.column) == ("duplicate-key", 3, 1)
    assert [(note.line, note.column) for note in problem.related] == [(1, 1)]
    assert "{ ... }" in problem.hint
    assert "[[actor]]" in problem.hint


MISPLACED = [
    ("weight = 3", "weight = 3\nrivals = []", "above the first header"),
    ("weight = 3", "weight = 3\nfile = []", "[[file]]"),
    ("weight = 3", "weight = 3\nrules = {luck = 1}", "[rules]"),
    ("when = {tension_below = 90}", "when = {tension_over = 90}", "'tension_above' or 'tension_below'"),
    ('{track = "tension", size = 4', "{tension = 4", '{ track = "tension", size = ... }'),
    ("weight = 3", "wieght = 3", "did you mean 'weight'?"),
    ("weight = 3", "weight = 3\ntension = 4", ""),
]


@pytest.mark.parametrize(("old", "new", "hint"), MISPLACED)
def test_a_key_in_the_wrong_place(old: str, new: str, hint: str) -> None:
    """A key of the file below a header, and a gauge as a key, are told where and how they are written."""
    (problem,) = (problem for problem in problems_of(edited(old, new)) if problem.code == "unknown-key")
    assert hint in problem.hint
    assert bool(hint) == bool(problem.hint)


def test_missing_positions_say_where_there_are_some() -> None:
    """Items without positions are told of the set that has them."""
    text = "\n".join(part for part in SMALL.split("\n\n") if not part.startswith("[[position]]"))
    assert ['"summit-actions"' in problem.hint for problem in problems_of(text) if problem.code == "missing-position"] == [True]


@pytest.fixture
def hang_guard() -> Iterator[None]:
    """Ends the test run with a traceback when a test takes absurdly long."""
    faulthandler.dump_traceback_later(30, exit=True)
    yield
    faulthandler.cancel_dump_traceback_later()


GROUP = 'actors = ["lake", "hill"]'
HOSTILE = {
    "a wide line": ('a = "' + "é" * 150_000 + '"', "missing-key"),
    "wide letters before many mistakes": ("a = [" + '"é", ' * 10_000 + "]\n" + "[[actor]]\n" * 1000, "missing-key"),
    "an array of a million": ("a = [" + "1," * 500_000 + "]", "too-large"),
    "a hundred thousand actors": ("[[actor]]\n" * 100_000, "too-large"),
    "ten thousand actors": ("[[actor]]\n" * 10_000, "missing-key"),
    "a key of two million parts": (".".join("a" * 2_000_000) + " = 1", "too-deep"),
    "long keys": ("".join(".".join([f"a{n}"] * 30) + " = 1\n" for n in range(2000)), "too-large"),
    "comments": ("#\n" * 1_000_000, "missing-key"),
    "blank lines and a word": ("\n" * 3_000_000 + "a", "syntax"),
    "closed but never opened": ("]" * 3_000_000, "syntax"),
    "quotes": ('"' * 3_000_000, "syntax"),
    "a long text": ('a = """' + '\\n""x' * 500_000 + '"""', "missing-key"),
    "a text never closed": ('a = """' + "x\n" * 1_000_000, "unclosed-string"),
    "a whole number": ("a = 0x" + "f" * 3_000_000, "missing-key"),
    "unknown keys": (SMALL.replace("weight = 3", "".join(f"weigh{n} = 3\n" for n in range(20_000)), 1), "unknown-key"),
    "unknown names": (SMALL.replace(GROUP, "actors = " + str([f"lake{n}" for n in range(10_000)])), "unknown-actor"),
    "a name of a million": (SMALL.replace(GROUP, f'actors = ["{"lake" * 250_000}"]'), "unknown-actor"),
}


@pytest.mark.usefixtures("hang_guard")
@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_but_small(name: str) -> None:
    """A small file is answered soon, and shortly, however absurd it is."""
    text, code = HOSTILE[name]
    problems = problems_of(text)
    assert code in {problem.code for problem in problems}
    assert len(problems) <= 200
    assert max(len(problem.message) for problem in problems) < 1000


def test_duplicates_name_both_lines() -> None:
    """A duplicate key points to both places, and all of them are found at once."""
    first, second = problems_of("a = 1\nb = 1\na = 2\nb = 2\n")
    assert first.related == (Related("small.toml", 1, 1, "'a' is written here first"),)
    assert (second.line, second.related[0].line) == (4, 2)



@pytest.mark.parametrize(("old", "new", "code", "mark"), FORM)
def test_form(old: str, new: str, code: str, mark: str) -> None:
    """A mistake of form is exactly one problem, on the line that wrote it."""
    text = edited(old, new)
    (problem,) = problems_of(text)
    assert (problem.code, problem.line) == (code, line_of(text, mark))


def test_single_bracket() -> None:
    """A list written as a single table says how it should be written."""
    problems = problems_of('format = 1\n[actor]\nid = "a"\n')
    (problem,) = [problem for problem in problems if problem.code == "single-table"]
    assert (problem.line, problem.hint) == (2, "write its header in double brackets, [[...]]")


def test_columns_count_characters() -> None:
    """Columns count characters, not bytes, on a line with wide letters before the mistake."""
    text = edited('step = [{id = "brink", name = "Brink"', 'step = [{name = "Тѣ𝄞", id = "brink", wrong = 1')
    (problem,) = [problem for problem in problems_of(text) if problem.code == "unknown-key"]
    line = text.split("\n")[problem.line - 1]
    assert line[problem.column - 1 :].startswith("wrong")
    assert problem.width == len("wrong")


def test_all_mistakes_at_once() -> None:
    """Mistakes of form and of meaning are found in one run, sorted by place."""
    text = edited("weight = 3", 'wieght = 3\nmeetings = "1"')
    text = text.replace('file = "river"', 'file = "rivre"').replace("start = 50", "start = 500")
    problems = problems_of(text)
    assert [problem.code for problem in problems] == ["unknown-key", "wrong-type", "unknown-file", "out-of-range"]
    assert list(problems) == sorted(problems, key=lambda problem: problem.line)


def test_broken_entry_is_still_known() -> None:
    """An entry with a mistake is left out of later checks, but its id stays known."""
    text = edited('name = "Lake"\n', "")
    assert [problem.code for problem in problems_of(text)] == ["missing-key"]


def test_error_text() -> None:
    """The text of the error shows place, sentence, hint, source line and caret, and counts at the end."""
    with pytest.raises(ScenarioError) as caught:
        parse_scenario({"small.toml": edited("weight = 3", "wieght = 3")}, "small.toml")
    assert str(caught.value) == (
        "small.toml:42:1: error: unknown key 'wieght' in [[actor]]. did you mean 'weight'?\n"
        "   42 | wieght = 3\n"
        "      | ^^^^^^\n"
        "1 error, 0 warnings"
    )


def test_counts() -> None:
    """The closing line counts errors and warnings."""
    problems = [Problem("f", 1, 1, "syntax", "x")] * 3 + [Problem("f", 1, 1, "never-happens", "x")]
    assert counted(problems) == "3 errors, 1 warning"


def test_control_characters_are_not_printed() -> None:
    """A file's control characters and direction overrides do not reach the terminal."""
    text = str(ScenarioError(problems_of('a = "\u202e\u009b"\nb = \x1b[31m')))
    assert "\x1b" not in text
    text = str(ScenarioError(problems_of(edited('kind = "power"', 'kind = "\u202e\u009b"'))))
    assert not {"\u202e", "\u009b"} & set(text)


class TestReports:
    def reports(self, tmp_path: Path) -> list:
        path = tmp_path / "bad.toml"
        path.write_text(edited("weight = 3", "wieght = 3").replace("welfare = 80", "welfare = 800"), encoding="utf-8")
        return check_files([path])

    def test_variants_are_checked(self, tmp_path: Path) -> None:
        """A file's variants are checked with it, and shared problems told once."""
        (report,) = self.reports(tmp_path)
        assert [problem.code for problem in report.problems] == ["unknown-key", "out-of-range"]
        assert (report.errors, report.warnings) == (2, 0)

    def test_json(self, tmp_path: Path) -> None:
        """The JSON report has the documented keys."""
        data = json.loads(as_json(self.reports(tmp_path)))
        assert data["format"] == 1
        (file,) = data["files"]
        assert (file["errors"], file["warnings"]) == (2, 0)
        assert set(file["problems"][0]) == {"line", "column", "severity", "code", "message", "hint", "related"}

    def test_json_names_other_files(self, tmp_path: Path) -> None:
        """A line of another file than the one checked comes with the name of that file."""
        base, path = tmp_path / "base.toml", tmp_path / "mine.toml"
        base.write_text(edited("weight = 3", "weight = 30"), encoding="utf-8")
        path.write_text('format = 1\nextends = "base"\nid = "mine"\ntitle = "M"\nline = "M."\n', encoding="utf-8")
        (problem,) = json.loads(as_json(check_files([path])))["files"][0]["problems"]
        assert problem["message"] == f"in {base}: 'weight' must lie between 0 and 20, not 30"
        assert problem["related"][0]["message"].startswith("'base' is extended here")

    def test_github(self, tmp_path: Path) -> None:
        """The GitHub report is one command per problem."""
        lines = as_github(self.reports(tmp_path)).split("\n")
        assert len(lines) == 2
        assert lines[0].endswith(",line=42,col=1,title=unknown-key::unknown key 'wieght' in [[actor]]. did you mean 'weight'?")

    def test_text(self, tmp_path: Path) -> None:
        """The text report ends with the counts."""
        assert as_text(self.reports(tmp_path)).endswith("2 errors, 0 warnings")


def test_codes_are_documented() -> None:
    """A problem cannot carry a code that the table does not explain."""
    with pytest.raises(ValueError, match="code"):
        Problem("f", 1, 1, "no-such-code", "x")


QUIET = [HealthCheck.too_slow, HealthCheck.function_scoped_fixture]
FUZZ = settings(max_examples=60, deadline=None, suppress_health_check=QUIET)
PIECES = st.sampled_from(
    [
        *["[", "]", "{", "}", '"', "'", '"""', "=", ",", ".", "\n", "[[", "]]", "#", "\x00", "é", "\u202e", "\ud7ff"],
        *["-1", "nan", "true", "1e400", "2024-01-01", "99999999999999999999", '"lake"'],
        *["when", "effects", "[[actor]]", "[actor]", "any = [{}]", "not = {}", "uses"],
    ]
)


def never_crashes(text: str) -> None:
    for variant in (None, "rich"):
        loaded = examine_texts({"small.toml": text}, "small.toml", variant)
        assert loaded.scenario is not None or loaded.problems
        assert str(ScenarioError(loaded.problems))


@FUZZ
@given(data=st.binary(max_size=200) | st.text(max_size=100).map(str.encode))
def test_any_bytes(tmp_path: Path, data: bytes) -> None:
    """Whatever bytes a file holds, it loads or raises ScenarioError."""
    path = tmp_path / "any.toml"
    path.write_bytes(data)
    with pytest.raises(ScenarioError):
        load_scenario(path)


@FUZZ
@given(start=st.integers(0, len(SMALL)), length=st.integers(0, 40), piece=PIECES | st.text(max_size=3))
def test_any_edit(start: int, length: int, piece: str) -> None:
    """Whatever is cut out of a scenario and put in instead, it loads or raises ScenarioError."""
    never_crashes(SMALL[:start] + piece + SMALL[start + length :])


LINES = SMALL.split("\n")
VALUES = st.sampled_from(
    [
        *["1", "-1", "0", "true", '""', '"lake"', "1.5", "inf", "2024-01-01", "10:00:00"],
        *["[]", "{}", "[[]]", "[{}]", '["a", 1]', "{a = {}}", "[{a = 1}, 2]"],
    ]
)


@FUZZ
@given(line=st.sampled_from([index for index, line in enumerate(LINES) if " = " in line]), value=VALUES)
def test_any_value(line: int, value: str) -> None:
    """Whatever value a key is given, the scenario loads or raises ScenarioError."""
    key = LINES[line].split(" = ")[0]
    never_crashes("\n".join([*LINES[:line], f"{key} = {value}", *LINES[line + 1 :]]))
