"""Scenarios that extend others: what is handed on, what is replaced and removed, where mistakes are told, what a copy holds."""

from __future__ import annotations

from pathlib import Path

import pytest
from broken import INSET, OTHER, VIEW, with_map
from scenario_texts import SMALL

from game import paths
from game.scenario.bases import MOST_BASES, known_bases
from game.scenario.load import Loaded, examine, examine_texts, load_scenario, parse_scenario, tree_of
from game.scenario.overlay import translations
from game.scenario.problem import Problem
from game.scenario.schema import Origin, Scenario

HEAD = 'format = 1\nid = "{name}"\ntitle = "{name}"\nline = "A changed one."\nextends = "{base}"\n'


def head(name: str = "mine", base: str = "small") -> str:
    return HEAD.format(name=name, base=base)


def examined(own: str, **others: str) -> Loaded:
    texts = {"mine.toml": own, "small.toml": SMALL, **{f"{name}.toml": text for name, text in others.items()}}
    return examine_texts(texts, "mine.toml")


def built(own: str, **others: str) -> Scenario:
    loaded = examined(own, **others)
    assert loaded.scenario is not None, loaded.problems
    return loaded.scenario


def only(own: str, **others: str) -> Problem:
    (problem,) = examined(own, **others).problems
    return problem


def origin_of(scenario: Scenario) -> Origin:
    assert scenario.origin is not None
    return scenario.origin


def test_all_is_handed_on_but_what_a_scenario_says_for_itself() -> None:
    """A scenario that only extends another is the other under its own id, title, author and licence."""
    text = 'author = "Ann"\nlicence = "CC0"\n' + SMALL
    small, mine = parse_scenario({"small.toml": text}, "small.toml"), built(head(), small=text)
    assert (mine.id, mine.title, mine.author, mine.licence) == ("mine", "mine", "", "CC BY 4.0")
    assert (mine.actor, mine.brief, mine.turn, mine.variant) == (small.actor, small.brief, small.turn, small.variant)


@pytest.mark.parametrize("key", ["format", "id", "title", "line"])
def test_what_it_must_say_for_itself(key: str) -> None:
    """Its format, id, title and line are its own, and where one is missing its own file is told."""
    own = "".join(line for line in head().splitlines(keepends=True) if not line.startswith(f"{key} ="))
    problem = only(own)
    assert (problem.file, problem.code, repr(key) in problem.message) == ("mine.toml", "missing-key", True)


def test_entries_are_changed_by_id() -> None:
    """An entry of the same id is changed key by key, another one is added; goals and steps within an entry likewise."""
    mine = built(head() + """
    actor = [{id = "lake", welfare = 70}, {id = "moor", name = "Moor", playable = false}]
    brief = [{actor = "lake", goal = [{id = "free", weight = 40}, {id = "well", weight = 45}]}]
    track = [{id = "tension", step = [{id = "brink", start = 80}, {id = "over", name = "Over", start = 90}]}]
    """)
    actors = {actor.id: actor for actor in mine.actor}
    assert (actors["lake"].welfare, actors["lake"].weight, actors["moor"].name) == (70, 3, "Moor")
    goals = [goal for brief in mine.brief if brief.actor == "lake" for goal in brief.goal]
    assert [(goal.weight, goal.raw) for goal in goals] == [(40, "open"), (45, "welfare")]
    assert [(step.name, step.start) for step in mine.track[0].step] == [("Brink", 80), ("Over", 90)]


def test_what_stands_inside_is_changed_one_by_one() -> None:
    """A name's number in an entry is changed by the name, a choice and an inset by their ids; what is not named stays."""
    base = with_map(VIEW + INSET + OTHER.replace('"lake"', ""))
    own = """
    actor = [{id = "lake", alignment = {north = 44}}]
    event = [{id = "flood", choices = [{id = "wait", cost = 2}]}]
    map = {inset = [{id = "a", name = "Shore"}, {id = "b", remove = true}]}
    """
    mine = built(head() + own, small=base)
    lake = next(actor for actor in mine.actor if actor.id == "lake")
    assert lake.alignment == {"north": 44, "south": -5}
    assert [(choice.name, choice.cost) for choice in mine.event[0].choices] == [("Help", 0), ("Wait", 2)]
    assert mine.map is not None
    assert [(inset.name, inset.actors, mine.map.centre) for inset in mine.map.inset] == [("Shore", ("lake",), (77, 40))]


def test_entries_and_tables_are_removed() -> None:
    """`remove = true` takes out an entry, one inside an entry, or a table; in a variant as well."""
    own = head() + """
    rupture = {remove = true}
    event = [{id = "flood", remove = true}]
    relation = [{between = ["hill", "lake"], remove = true}]
    brief = [{actor = "lake", goal = [{id = "free", remove = true}, {id = "well", weight = 85}]}]
    [[variant]]
    id = "rich"
    remove = true
    [[variant]]
    id = "dry"
    name = "Dry"
    file = [{id = "river", remove = true}]
    dispute = [{between = ["lake", "hill"], remove = true}]
    """
    texts = {"mine.toml": own, "small.toml": SMALL}
    mine = parse_scenario(texts, "mine.toml")
    assert (mine.rupture, mine.event, mine.relation) == (None, (), ())
    assert [goal.id for brief in mine.brief for goal in brief.goal] == ["well"]
    assert ([variant.id for variant in mine.variant], len(mine.file), len(mine.dispute)) == (["dry"], 1, 1)
    dry = parse_scenario(texts, "mine.toml", "dry")
    assert (dry.file, dry.dispute) == ((), ())


def test_what_hangs_on_a_removed_actor_goes_with_it() -> None:
    """With an actor go its brief, relations and disputes; not if it is written anew; what is said of it again is a mistake."""
    base = SMALL.replace('actors = ["lake", "hill"]', 'actors = ["lake"]').replace('by = ["hill"]', 'by = ["lake"]')
    base = base.replace('parties = ["lake", "hill"]\nconveners = ["lake", "hill"]', 'parties = ["lake"]\nconveners = ["north"]')
    mine = built(head() + 'actor = [{id = "hill", remove = true}]\n', small=base)
    assert ([brief.actor for brief in mine.brief], mine.relation, mine.dispute) == (["north", "south", "lake"], (), ())
    anew = built(head() + 'actor = [{id = "hill", remove = true}, {id = "hill", name = "Hill"}]\n', small=base)
    assert (len(anew.brief), len(anew.relation)) == (4, 1)
    own = 'actor = [{id = "hill", remove = true}]\nrelation = [{between = ["lake", "hill"], value = 3}]\n'
    assert only(head() + own, small=base).code == "unknown-actor"


def test_a_turn_is_changed_by_its_number() -> None:
    """A turn with a number changes that turn and keeps the others, in a variant too; one without is added at the end."""
    small = built(head())
    changed = [{"name": turn.name, "begins": turn.begins} for turn in small.turn]
    mine = built(head() + 'turn = [{number = 2, text = "It rains."}]')
    assert [turn.text for turn in mine.turn] == ["", "It rains.", ""]
    assert [{"name": turn.name, "begins": turn.begins} for turn in mine.turn] == changed
    longer = built(head() + 'turn = [{number = 1, name = "Dawn"}, {name = "After", begins = 2034-01-01, ends = 2034-01-02}]')
    assert [turn.name for turn in longer.turn] == ["Dawn", *(turn.name for turn in small.turn[1:]), "After"]
    texts = {"small.toml": SMALL + '[[variant]]\nid = "wet"\nname = "Wet"\nturn = [{number = 3, text = "It rains."}]'}
    assert [turn.text for turn in parse_scenario(texts, "small.toml", "wet").turn] == ["", "", "It rains."]


@pytest.mark.parametrize("number", ["4", "0", "true", '"2"'])
def test_a_turn_that_there_is_not(number: str) -> None:
    """A number that no turn has is told where it stands, with the last one."""
    problem = only(head() + f'turn = [{{number = {number}, text = "It rains."}}]')
    assert (problem.file, problem.line, problem.code, problem.hint) == ("mine.toml", 6, "no-such-turn", "the last one is 3")


def test_a_number_where_nothing_is_changed() -> None:
    """A scenario that extends none is told to leave the numbers of its turns out."""
    loaded = examine_texts({"small.toml": SMALL.replace("[[turn]]", "[[turn]]\nnumber = 1")}, "small.toml")
    assert {problem.hint for problem in loaded.problems if "could be changed" in problem.message} == {
        "leave 'number' out: a turn has its place by where it is written"
    }


ASKED = 'question = [{topic = "T", text = "First?"}, {topic = "T", text = "Second?"}]\n'
TAUGHT = """
[teaching]
seat = "lake"
lesson = [{turn = 1, text = "Look."}, {turn = 2, text = "Act."}]
"""


def test_a_question_and_a_lesson_are_changed_by_their_number() -> None:
    """With a number one of them is changed or taken out, the others stay; without numbers all are replaced."""
    base = ASKED + SMALL + TAUGHT
    asked = built(head() + 'question = [{number = 2, text = "Why?"}, {topic = "U", text = "What next?"}]', small=base).question
    assert [(one.topic, one.text) for one in asked] == [("T", "First?"), ("T", "Why?"), ("U", "What next?")]
    assert [one.text for one in built(head() + 'question = [{topic = "U", text = "So?"}]', small=base).question] == ["So?"]
    own = 'teaching = {lesson = [{number = 1, remove = true}, {number = 2, text = "Go."}]}'
    taught = built(head() + own, small=base).teaching
    assert taught is not None
    assert [(one.turn, one.text) for one in taught.lesson] == [(2, "Go.")]
    for own in ('question = [{number = 3, text = "?"}]', 'teaching = {lesson = [{number = 3, text = "?"}]}'):
        problem = only(head() + own, small=base)
        assert (problem.line, problem.code, problem.hint) == (6, "no-such-number", "the last one is 2")


def test_a_modifier_is_changed_by_its_id() -> None:
    """A modifier with an id is changed or taken out by it, in a variant too; one without an id is added."""
    base = SMALL.replace("[[modifier]]", '[[modifier]]\nid = "tense"')
    mine = built(head() + 'modifier = [{id = "tense", cost = 3}, {actions = ["line"], cost = 1}]', small=base).modifier
    assert [(one.id, one.actions, one.cost) for one in mine] == [("tense", ("project",), 3), (None, ("line",), 1)]
    texts = {"small.toml": base + '[[variant]]\nid = "calm"\nname = "Calm"\nmodifier = [{id = "tense", remove = true}]'}
    assert parse_scenario(texts, "small.toml", "calm").modifier == ()


@pytest.mark.parametrize("own", [
    'actor = [{id = "lake", weight = 4}, {id = "lake", welfare = 70}]',
    'relation = [{between = ["lake", "hill"], value = 3}, {between = ["hill", "lake"], value = 4}]',
    'event = [{id = "flood", choices = [{id = "wait", cost = 2}, {id = "wait", name = "Stay"}]}]',
    'turn = [{number = 2, text = "It rains."}, {number = 2, name = "Rain"}]',
])
def test_what_is_changed_twice_is_told(own: str) -> None:
    """An entry that one file changes twice is told, instead of one of the two winning in silence."""
    assert "duplicate-id" in [problem.code for problem in examined(head() + own).problems if problem.file == "mine.toml"]


def test_turns_without_numbers_replace_all() -> None:
    """What then fits no more is told as one mistake, at the turns, which says how to change a single one."""
    problem = only(head() + 'turn = [{name = "All", begins = 2024-01-01, ends = 2024-01-02, communique = 1.0}]')
    assert (problem.file, problem.line, problem.code) == ("mine.toml", 6, "no-such-turn")
    assert "number = 1" in problem.hint
    assert problem.related[0].file == "small.toml"
    missing = examined(head() + 'turn = [{text = "It rains."}]').problems
    assert all("number = 1" in problem.hint for problem in missing if problem.code == "missing-key")


def test_an_entry_is_replaced_whole() -> None:
    """An entry that is removed may be written anew, without a key of the old one."""
    own = head() + '[[actor]]\nid = "hill"\nremove = true\n[[actor]]\nid = "hill"\nname = "New Hill"\n'
    hill = next(actor for actor in built(own).actor if actor.id == "hill")
    assert (hill.name, hill.weight, hill.alignment) == ("New Hill", 0, {})


def test_an_action_of_the_set_is_removed() -> None:
    """An action of the set goes as one of the scenario does, though a scenario in between has changed it."""
    middle = head("middle") + 'uses = "summit-actions"\n[[action]]\nid = "campaign"\ncost = 1\n'
    assert "campaign" in [action.id for action in built(head(base="middle"), middle=middle).action]
    own = head(base="middle") + '[[action]]\nid = "campaign"\nremove = true\n'
    assert "campaign" not in [action.id for action in built(own, middle=middle).action]


@pytest.mark.parametrize(("table", "hint"), [
    ('[[event]]\nid = "floot"\n', "did you mean 'flood'?"),
    ('[[relation]]\nbetween = ["lake", "north"]\n', "did you mean 'lake and hill'?"),
    ("[map]\n", ""), ('[[brief]]\nactor = "lake"\ngoal = [{id = "fre", remove = true}]\n', "did you mean 'free'?"),
])
def test_nothing_to_remove(table: str, hint: str) -> None:
    """A removal that finds nothing is told at its own line, with what was perhaps meant."""
    problem = only(head() + table + ("" if "remove" in table else "remove = true\n"))
    assert (problem.file, problem.code, problem.hint) == ("mine.toml", "nothing-to-remove", hint)


@pytest.mark.parametrize("value", ["false", '"yes"', "1"])
def test_remove_is_true_or_not_there(value: str) -> None:
    """Any other value of `remove` is a mistake."""
    problem = only(head() + f'[[event]]\nid = "flood"\nremove = {value}\n')
    assert (problem.code, problem.line) == ("wrong-type", 8)


def test_what_is_removed_is_missed() -> None:
    """What the other scenario says about a removed entry is told there, with a note on where it is extended."""
    problems = examined(head() + '[[event]]\nid = "flood"\nby = ["moor"]\n[[actor]]\nid = "hill"\nremove = true\n').problems
    assert {problem.file for problem in problems} == {"mine.toml", "small.toml"}
    for problem in problems:
        assert problem.code.startswith("unknown-"), problem
        notes = [(note.file, note.line) for note in problem.related]
        assert notes == ([("mine.toml", 5)] if problem.file == "small.toml" else [])


def test_a_mistake_is_told_where_it_is_written() -> None:
    """A wrong value of the changed scenario is told in its own file; one of the other in the other's, and as such."""
    mine = only(head() + '[[actor]]\nid = "lake"\nwelfare = 700\n')
    assert (mine.file, mine.line, mine.related) == ("mine.toml", 8, ())
    base = SMALL.replace("weight = 3", "weight = 300", 1)
    (other,) = examine_texts({"mine.toml": head(), "small.toml": base}, "mine.toml").problems
    assert (other.file, other.code, other.related[0].line) == ("small.toml", "out-of-range", 5)
    assert "'small' is extended here" in str(other)


def test_a_misspelt_change_is_recognised() -> None:
    """An entry that lacks keys says which one of the other scenario, the set, or the scenario of a variant was perhaps meant."""
    assert only(head() + '[[actor]]\nid = "lak"\nwelfare = 3\n').hint == "did you mean 'lake'?"
    own = head() + 'uses = "summit-actions"\n[[action]]\nid = "campain"\ncost = 3\n'
    assert only(own).hint == "did you mean 'campaign'?"
    variant = SMALL + '[[variant]]\nid = "v"\nname = "V"\nactor = [{id = "lak", welfare = 3}]\n'
    (problem,) = examine_texts({"small.toml": variant}, "small.toml", "v").problems
    assert (problem.code, problem.hint) == ("missing-key", "did you mean 'lake'?")
    (problem,) = examine_texts({"small.toml": SMALL + '[[actor]]\nid = "lak"\n'}, "small.toml").problems
    assert problem.hint == ""


def test_a_broken_one_is_told_as_such() -> None:
    """What is no TOML, or of another format, is told in its own file, and where it is extended."""
    for text, code in (("[[[", "syntax"), ("format = 2\n" + SMALL.partition("\n")[2], "wrong-format"), ("", "empty-file")):
        (problem,) = examine_texts({"mine.toml": head(), "small.toml": text}, "mine.toml").problems
        assert (problem.file, problem.code, problem.related[0].file) == ("small.toml", code, "mine.toml")


def test_credits_are_kept() -> None:
    """Whose work a scenario rests on is not lost when another one extends it."""
    small = 'credits = ["the lake survey"]\n' + SMALL
    assert built('credits = ["Ann"]\n' + head(), small=small).credits == ("the lake survey", "Ann")


def test_chains() -> None:
    """A scenario may extend one that extends another; the nearest has the last word."""
    middle = head("middle") + '[[actor]]\nid = "lake"\nwelfare = 60\nincome = 7\n'
    mine = built(head(base="middle") + '[[actor]]\nid = "lake"\nwelfare = 80\n', middle=middle)
    lake = next(actor for actor in mine.actor if actor.id == "lake")
    assert (lake.welfare, lake.income, lake.weight) == (80, 7, 3)


def test_chains_have_an_end() -> None:
    """More scenarios in a row than allowed, and circles, are refused where they are written."""
    chain = {f"c{k}": head(f"c{k}", f"c{k + 1}") for k in range(1, MOST_BASES)}
    last = {f"c{MOST_BASES}": head(f"c{MOST_BASES}")}
    assert examined(head(base=f"c{2}"), **chain, **last).scenario is not None
    problem = only(head(base="c1"), **chain, **last)
    assert (problem.file, problem.code) == (f"c{MOST_BASES}.toml", "extends-too-far")
    problem = only(head(base="other"), other=head("other", "mine"))
    assert (problem.file, problem.code) == ("other.toml", "extends-circle")
    assert "'mine' extends 'other' extends 'mine'" in problem.message
    assert only(head(base="mine")).code == "extends-circle"


@pytest.mark.parametrize(("name", "hint"), [
    ("astanna", "did you mean 'astana'?"), ("astana.toml", "did you mean 'astana'?"),
    ("../secret", "there are "), ("", "there are "),
])
def test_an_unknown_one(name: str, hint: str) -> None:
    """A scenario that is not there is told at `extends`, with one that was perhaps meant; no path leads out of the folders."""
    (problem,) = examine_texts({"mine.toml": head(base=name)}, "mine.toml").problems
    assert (problem.code, problem.line, problem.hint.startswith(hint)) == ("unknown-base", 5, True)


def test_where_it_is_looked_for(tmp_path: Path) -> None:
    """A file beside the scenario goes before the user's own, and that before a shipped one; errors name its path."""
    own = paths.user_folder() / "scenarios"
    own.mkdir(parents=True)
    mine = tmp_path / "mine.toml"
    mine.write_text(head(base="first-steps"))
    assert load_scenario(mine).turn[0].name == "Arrivals"
    (own / "first-steps.toml").write_text(SMALL)
    assert load_scenario(mine).turn[0].name == "One"
    (tmp_path / "first-steps.toml").write_text(SMALL.replace("start = 40", "start = 400"))
    (problem,) = examine(mine).problems
    assert (problem.file, problem.code) == (str(tmp_path / "first-steps.toml"), "out-of-range")


def test_the_copy_holds_all_texts(tmp_path: Path) -> None:
    """A loaded scenario can be loaded again from its copy alone, and its tree knows who wrote what."""
    middle = head("middle") + 'uses = "summit-actions"\n'
    mine = built(head(base="middle"), middle=middle)
    origin = origin_of(mine)
    assert list(origin.texts) == ["mine.toml", "middle.toml", "small.toml", "sets/summit-actions.toml"]
    again = parse_scenario(origin.texts, origin.main)
    assert (again, again.origin) == (mine, origin)
    assert next(tree_of(origin).entries("item")).place.source.label == "small.toml"


def test_the_hash_depends_on_all() -> None:
    """A change of any scenario it rests on makes it another; that a lesson is worded anew does not."""
    extras = ("", "# more\n", '[[source]]\nid = "x"\ntitle = "X"\n')
    hashes = {origin_of(built(head(), small=SMALL + extra)).sha256 for extra in extras}
    assert len(hashes) == 3
    lesson = '\n[teaching]\nseat = "lake"\n'
    assert origin_of(built(head(), small=SMALL + lesson)).sha256 in hashes


def test_variants_are_handed_on() -> None:
    """The variants of the extended scenario are variants of this one, laid over its changes."""
    texts = {"mine.toml": head() + '[[actor]]\nid = "lake"\nwelfare = 20\nincome = 9\n', "small.toml": SMALL}
    assert examine_texts(texts, "mine.toml").variants == ("rich",)
    lake = next(actor for actor in parse_scenario(texts, "mine.toml", "rich").actor if actor.id == "lake")
    assert (lake.welfare, lake.income) == (80, 9)


def test_a_shipped_scenario_is_extended(tmp_path: Path) -> None:
    """Six lines make a scenario of one's own out of each shipped one, without a warning."""
    for file in paths.scenario_files(paths.scenarios_folder()):
        mine = tmp_path / "mine.toml"
        mine.write_text(head(base=file.stem))
        assert examine(mine).problems == ()


def test_a_translation_is_handed_on(tmp_path: Path) -> None:
    """What a scenario hands on is shown in the language into which it is translated; a translation is no scenario to extend."""
    (tmp_path / "small.toml").write_text(SMALL)
    (tmp_path / "small.xx.toml").write_text('actor = [{id = "lake", name = "Ekal"}, {id = "hill", name = "Llih"}]\n')
    mine = tmp_path / "mine.toml"
    mine.write_text(head() + '[[actor]]\nid = "hill"\nname = "Mountain"\n')
    said = translations(load_scenario(mine))("xx")
    assert (said["Lake"], "Mountain" in said) == ("Ekal", False)
    assert "small.xx" not in known_bases(tmp_path)
