"""Translations of scenarios: they say texts and nothing else, are told what they lack, and leave every game what it is."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import get_args

import attrs
import pytest
import strategies
from cli_support import refused, run
from hypothesis import given

from game import Match, paths, text
from game.commands.inputs import bundled
from game.save import parse_save, save_text
from game.scenario.bases import known_bases
from game.scenario.effects import Condition, Effect
from game.scenario.load import load_scenario
from game.scenario.overlay import TEXTS, check_overlay, fitted, texts, translations
from game.scenario.report import check_file
from game.scenario.schema import Scenario
from game.scenario.source import SourceText
from game.scenario.structure import NOT_WRITTEN
from game.scenario.syntax import parse
from game.scenario.translate import written
from game.text import _
from game.ui import flow

SHIPPED = sorted(file for file in paths.scenarios_folder().rglob("*.toml") if paths.original(file))
IDS = frozenset((
    *("action", "actions", "actor", "actors", "admitted", "adopted", "alignment", "among", "aside", "asks", "at"),
    *("between", "brink", "by", "colour", "conveners", "costs", "dependency", "dropped", "emblem", "extends", "file"),
    *("icon", "id", "letter", "licence", "link", "map", "of", "option", "options", "orders", "parties", "picture"),
    *("pole", "push", "rivals", "screen", "seat", "source", "start", "supporters", "temperament", "then", "toward"),
    *("track", "until", "what", "wishes", "with_"),
))
"""The keys of texts that nobody reads."""
ORIGINAL = """\
id = "small"
title = "Small"
rules = { luck = 0.5 }
[[actor]]
id = "north"
name = "North"
weight = 3
[[actor]]
id = "south"
name = "South"
[[relation]]
between = ["north", "south"]
why = "an old quarrel"
[[turn]]
name = "Arrivals"
[[turn]]
name = "The plenary"
[[file]]
id = "locks"
name = "North"
steps = ["first", "last"]
[[action]]
id = "line"
name = "Line"
options = ["keep-open", "poles"]
[[question]]
topic = "Why"
text = "In turn {turn} of North?"
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The user's scenarios, with a copy of First steps among them."""
    monkeypatch.setattr(paths, "user_folder", lambda: tmp_path)
    home = tmp_path / "scenarios"
    home.mkdir()
    (home / "mine.toml").write_text((paths.scenarios_folder() / "first-steps.toml").read_text().replace("first-steps", "mine"))
    yield home
    text.tell(lambda language: {})
    text.use("")


def problems(overlay: str) -> list[tuple[str, int, str]]:
    found = fitted(parse(SourceText("o", ORIGINAL)), parse(SourceText("o.ru", overlay)))
    return [(problem.code, problem.line, f"{problem.message}; {problem.hint}") for problem in found.problems]


WRONG = {
    '[[actor]]\nid = "north"\nweight = 4': ("only-texts", 3, "can only translate texts, and 'weight' is none"),
    "[rules]\nluck = 0.0": ("only-texts", 2, "'luck'"),
    'id = "other"': ("only-texts", 1, "'id'"),
    'colour = "red"': ("unknown-key", 1, "'colour'"),
    '[[actor]]\nid = "nroth"\nname = "Nord"': ("not-in-original", 2, "[[actor]] with id = 'nroth'; did you mean 'north'?"),
    '[[actor]]\nname = "Nord"': ("missing-key", 1, "the key 'id' is missing"),
    '[actor]\nname = "Nord"': ("single-table", 1, "[[...]]"),
    "actor = [1]": ("missing-key", 1, "id"),
    '[[actor]]\nid = "north"\nnmae = "Nord"': ("unknown-key", 3, "did you mean 'name'?"),
    "title = 3": ("wrong-type", 1, "must be a text, not 3"),
    '[[relation]]\nbetween = ["south", "west"]\nwhy = "x"': ("not-in-original", 2, "[[relation]]"),
    '[[turn]]\nname = "Ankunft"': ("wrong-length", 1, "2 entries, as the original does, not 1; write {}"),
    '[[file]]\nid = "locks"\nsteps = ["eins"]': ("wrong-length", 3, 'write ""'),
    '[[question]]\ntext = "In {trun}?"': ("bad-placeholder", 2, "the same places in braces"),
    '[[question]]\ntext = "In {turn"': ("bad-placeholder", 2, "the same places in braces"),
    '[words]\nkeep-opne = "auf"': ("unknown-option", 2, "did you mean 'keep-open'?"),
    '[words]\npoles = "x"': ("unknown-option", 2, "'poles'"),
    '[[actor]]\nid="north"\nname="Nord"\n[[file]]\nid="locks"\nname="Norden"': ("two-ways", 6, "'Nord' and 'Norden'"),
}


@pytest.mark.parametrize("overlay", WRONG)
def test_what_is_no_translation_is_refused_at_its_place(overlay: str) -> None:
    """Whatever is no text of the original is one problem, with its code, its line and what to do."""
    [(code, line, says)] = problems(overlay)
    wanted = WRONG[overlay]
    assert (code, line) == wanted[:2]
    assert wanted[2] in says


def test_entries_are_found_by_what_tells_them_apart() -> None:
    """By id, by pair in either sequence, by place in a list without names; {} and an empty text leave the original."""
    overlay = """\
[[relation]]
between = ["south", "north"]
why = "ein alter Streit"
[[turn]]
[[turn]]
name = "Plenum"
[[actor]]
id = "south"
name = ""
[[file]]
id = "locks"
steps = ["", "zuletzt"]
[words]
keep-open = "offen lassen"
"""
    found = fitted(parse(SourceText("o", ORIGINAL)), parse(SourceText("o.ru", overlay)))
    assert found.problems == []
    assert found.said == {
        "an old quarrel": "ein alter Streit", "The plenary": "Plenum", "last": "zuletzt", "keep open": "offen lassen"
    }


@given(strategies.scenario_seeds)
def test_what_is_written_out_can_be_filled_in(seed: int) -> None:
    """The translation that is written out for any scenario holds each of its texts once filled in, and has no mistakes."""
    origin = strategies.scenario(seed).origin
    assert origin is not None
    for name, said in origin.texts.items():
        _round(SourceText(name, said))


@pytest.mark.parametrize("file", [*paths.scenario_files(paths.scenarios_folder())], ids=lambda file: file.stem)
def test_shipped_scenarios_can_be_written_out(file: Path) -> None:
    """The same for the shipped ones."""
    _round(SourceText(file.name, file.read_text(encoding="utf-8")))


def _round(source: SourceText) -> None:
    original = parse(source)
    all_ = {one.value: f"<{one.value}>" for one in texts(original)}
    empty, full = (fitted(original, parse(SourceText("x.ru", written(original, said)))) for said in ({}, all_))
    assert (empty.said, empty.problems) == ({}, [])
    assert (full.said, full.problems) == (all_, [])


@pytest.mark.parametrize("file", SHIPPED, ids=lambda file: file.name)
def test_shipped_translations_have_no_mistakes(file: Path) -> None:
    """Every translation that comes with the game fits its original."""
    assert check_file(file).errors == 0


@pytest.mark.parametrize("name", ["first-steps", "sets/summit-actions"])
def test_the_lessons_are_complete_in_russian(name: str) -> None:
    """Whoever learns the game in Russian reads no English word of the scenario."""
    assert check_file(paths.scenarios_folder() / f"{name}.ru.toml").problems == ()


def test_every_field_of_the_schema_is_a_text_or_is_none() -> None:
    """A key that players read can be translated; those that hold ids, links or marks cannot: a new one has to be put there."""
    assert not TEXTS & IDS
    assert set(_strings(Scenario)) == TEXTS | IDS


def _strings(table: type) -> Iterator[str]:
    """The keys of a table, and of those in it, that hold free text."""
    attrs.resolve_types(table)
    for field in attrs.fields(table):
        if (table, field.name) not in NOT_WRITTEN:
            yield from _of(field.name, field.type)


def _of(name: str, kind: object) -> Iterator[str]:
    if kind is str:
        yield name
    elif isinstance(kind, type) and attrs.has(kind):
        yield from _strings(kind) if kind not in (Condition, Effect) else ()
    else:
        yield from (found for inner in get_args(kind) for found in _of(name, inner))


def test_a_translation_is_no_scenario(folder: Path) -> None:
    """No list of scenarios shows one; a file that only looks like one is listed, and broken."""
    (folder / "mine.ru.toml").write_text('title = "Моё"')
    (folder / "lost.ru.toml").write_text('title = "Ничьё"')
    listed = {one.path.name for one in flow.found()}
    assert {"mine.toml", "lost.ru.toml", "astana.toml"} <= listed
    assert "mine.ru.toml" not in listed
    assert {"mine.ru", "astana.ru"} & ({*bundled()} | {*known_bases(folder)}) == set()


def test_the_check_counts_what_is_left(folder: Path) -> None:
    """`check` of a translation tells mistakes by place and how many texts stay as they are, for people and programs."""
    (folder / "mine.ru.toml").write_text('title = "Моё"\nformat = 2\n')
    done = run("check", folder / "mine.ru.toml", "--format", "json")
    assert done.exit_code == 1
    [told] = json.loads(done.stdout)["files"]
    assert [(one["code"], one["line"]) for one in told["problems"]] == [("untranslated", 1), ("only-texts", 2)]
    assert " of 1" in told["problems"][0]["message"]
    (folder / "mine.ru.toml").write_text("[[[")
    assert "error" in run("check", folder / "mine.ru.toml").stdout


def test_what_the_check_advises_can_be_typed(folder: Path) -> None:
    """The command that writes out what is left names the file where the scenario is no shipped one."""
    (folder / "mine.ru.toml").write_text('line = ""\n')
    told = check_overlay(folder / "mine.ru.toml", folder / "mine.toml")
    assert f"'multivector translate {folder / 'mine.toml'} ru -o {folder / 'mine.ru.toml'}'" in told[0].hint
    assert run("translate", folder / "mine.toml", "ru").exit_code == 0
    (folder / "astana.ru.toml").write_text('line = ""\n')
    told = check_overlay(folder / "astana.ru.toml", paths.scenarios_folder() / "astana.toml")
    assert "'multivector translate astana ru -o " in told[0].hint


def test_translate_goes_on_where_it_was_left(folder: Path) -> None:
    """`translate` writes everything out, with what has been translated filled in, over the old file."""
    file = folder / "mine.ru.toml"
    file.write_text('[[track]]\nid = "tension"\nname = "Натяжение"\n')
    assert run("translate", "mine", "ru", "-o", file).exit_code == 0
    told = file.read_text(encoding="utf-8")
    assert 'name = "Натяжение"\n' in told
    assert 'name = ""  # Commerce' in told
    assert "no scenario 'nowhere'" in refused(run("translate", "nowhere", "ru"))


def test_what_is_not_translated_stays_as_it_is(folder: Path) -> None:
    """Texts are said in the language that is spoken, those without a translation in the original, after a change at once."""
    (folder / "mine.ru.toml").write_text('[[actor]]\nid = "millford"\nname = "Мельница"\n', encoding="utf-8")
    text.tell(translations(load_scenario(folder / "mine.toml")))
    said = []
    for language in ("", "ru"):
        text.use(language)
        said.append((_("Millford"), _("Seaward"), _("Campaign")))
    assert said == [("Millford", "Seaward", "Campaign"), ("Мельница", "Seaward", "Кампания")]


def test_a_broken_translation_breaks_nothing(folder: Path) -> None:
    """Where a translation is no TOML or does not fit, what fits is said and the rest stays as it is."""
    text.use("ru")
    for overlay, said in (("[[[", "Millford"), ('[[actor]]\nid="millford"\nname="М"\nweight=9\n[[turn]]', "М")):
        (folder / "mine.ru.toml").write_text(overlay, encoding="utf-8")
        text.tell(translations(load_scenario(folder / "mine.toml")))
        assert _("Millford") == said


def played(language: str) -> Match:
    scenario = load_scenario(paths.scenarios_folder() / "first-steps.toml")
    text.use(language)
    text.tell(translations(scenario))
    match = Match(scenario, seed=5)
    for turn in match.turns[:2]:
        match.submit("millford", ["millford: public-line seaward up"], turn)
        match.resolve()
    return match


def test_a_game_knows_no_language() -> None:
    """The same orders make the same save and the same world in every language, and a save is read in any of them."""
    try:
        english, russian = played(""), played("ru")
        assert _("Millford") == "Миллфорд"
        assert save_text(english.saved()) == save_text(russian.saved())
        assert english.digest() == russian.digest()
        again = Match.replay(parse_save(save_text(russian.saved())))
        text.tell(translations(again.scenario))
        assert again.digest() == english.digest()
        assert _(again.scenario.title).startswith("Первые шаги")
    finally:
        text.tell(lambda language: {})
        text.use("")
