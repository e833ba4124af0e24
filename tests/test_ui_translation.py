"""The interface in Russian: complete, filled in alike, with its own plurals, numbers and dates, and with room for all of it."""

from __future__ import annotations

import datetime
import gettext
from collections.abc import Iterator
from pathlib import Path

import attrs
import messages
import polib
import pytest
from ui_support import HARDEST, VIEWS, app_of, cases, misplaced, scenario, shared

from game import paths, text
from game.scenario.overlay import translations
from game.ui import fonts
from game.ui.app import App
from game.ui.preferences import Preferences
from game.ui.screenshot import SCREENS
from game.words import Words, day

CASES = list(cases())
SAMPLE = [(*case, *(HARDEST if i % 2 else VIEWS[7 * i % len(VIEWS)])) for i, case in enumerate(CASES)]
"""Every second case at the hardest view, the others each at another one."""


@pytest.fixture(autouse=True)
def _russian() -> Iterator[None]:
    text.use("ru")
    yield
    text.tell(lambda language: {})
    text.use("")


def test_the_catalogues_are_complete_and_fresh() -> None:
    """Every message is translated, with the same parts filled in; none is stale; and the .mo is the .po, compiled."""
    assert [line for file in messages.files() for line in messages.complaints(file)] == []


SPOILT = {
    "missing": lambda one: setattr(one, "msgstr", ""),
    "filled in differently": lambda one: setattr(one, "msgstr", one.msgstr.replace("{name}", "{other}")),
    "stale": lambda one: setattr(one, "msgid", "Nobody says so."),
    "not compiled": lambda one: setattr(one, "msgstr", f"{one.msgstr}!"),
}


@pytest.mark.parametrize("wrong", SPOILT)
def test_what_is_wrong_with_a_catalogue_is_told(wrong: str, tmp_path: Path) -> None:
    """A message without a translation, other parts filled in, a message that nobody says and an old .mo are all found."""
    for file in messages.files()[0].parent.iterdir():
        (tmp_path / file.name).write_bytes(file.read_bytes())
    spoilt = polib.pofile(str(tmp_path / "multivector.po"))
    SPOILT[wrong](spoilt.find("In the name of {names}.") if wrong == "missing" else spoilt.find("Source of “{name}”"))
    spoilt.save()
    assert any(line.startswith(wrong) for line in messages.complaints(tmp_path / "multivector.po"))


@pytest.mark.parametrize(("count", "said"), [(1, "1 ход"), (2, "2 хода"), (5, "5 ходов"), (11, "11 ходов"), (21, "21 ход")])
def test_plurals(count: int, said: str) -> None:
    """Russian has three forms of a noun behind a number, and the number decides which."""
    assert text.n_("{n} turn", "{n} turns", count) == said


def test_numbers_and_dates() -> None:
    """The decimal mark is the comma, months stand in the genitive, and a span names what both days share once."""
    first, turn = datetime.date(2022, 6, 1), scenario("astana").turn[0]
    assert (text.amount(-2.54), text.amount(3.0), text.figures("+0.5")) == ("−2,5", "3", "+0,5")
    assert day(first) == "1 июня 2022"
    words = Words(scenario("astana"))
    assert words.dates(attrs.evolve(turn, begins=first, ends=datetime.date(2022, 6, 3))) == "1–3 июня 2022"
    assert words.dates(attrs.evolve(turn, begins=first, ends=datetime.date(2022, 7, 3))) == "1 июня – 3 июля 2022"


def test_the_language_is_offered_by_its_own_name() -> None:
    """A catalogue is all that a language needs to be found in the settings."""
    assert ("ru", "Русский") in text.languages()


def test_what_must_not_part_stays_on_a_line() -> None:
    """A line never ends between a number and its sign."""
    room = fonts.width("засчитано 30", "body", 1.0)
    assert fonts.wrap("засчитано 30\u00a0%", "body", 1.0, room) == ("засчитано", "30\u00a0%")


class Unknown(gettext.NullTranslations):
    """Remembers what a catalogue did not know."""

    def __init__(self) -> None:
        super().__init__()
        self.asked: set[str] = set()

    def gettext(self, message: str) -> str:
        self.asked.add(message)
        return message

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        self.asked.add(msgid1)
        return super().ngettext(msgid1, msgid2, n)


def strings(thing: object) -> Iterator[str]:
    """Every string in a scenario, and the lines of the longer ones."""
    if isinstance(thing, str):
        yield from (thing, *thing.split("\n"), thing.strip(), thing[:1].upper() + thing[1:], thing.replace("-", " "))
    elif isinstance(thing, dict):
        yield from (words for part in thing.items() for words in strings(part))
    elif isinstance(thing, tuple | list):
        yield from (words for part in thing for words in strings(part))
    elif attrs.has(type(thing)):
        yield from (words for field in attrs.fields(type(thing)) for words in strings(getattr(thing, field.name)))


@pytest.mark.parametrize("screen_id", SCREENS)
def test_nothing_of_its_own_stays_english(screen_id: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """What a screen says and the catalogue does not know is a scenario's."""
    unknown, spoken = Unknown(), gettext.translation("multivector", text.LOCALES, ["ru"])
    spoken.add_fallback(unknown)
    monkeypatch.setattr(text, "catalogue", lambda language: spoken)
    app = app_of(screen_id)
    app.prefs = Preferences(language="ru")
    assert app.root.children
    files = [path.stem for path in paths.scenario_files(paths.scenarios_folder())]
    meant = {words for name in files for words in strings(scenario(name))}
    assert unknown.asked - meant == set()


def seen_at(screen_id: str, name: str, turns: int, size: tuple[int, int], scale: float) -> App:
    """A screen in Russian, with the texts of its scenario, at a view; nothing may be pressed on it."""
    text.tell(translations(scenario(name)))
    return App(shared(screen_id, name, turns), size, Preferences(scale=scale, language="ru"))


@pytest.mark.parametrize(("screen_id", "name", "turns", "size", "scale"), SAMPLE)
def test_layout(screen_id: str, name: str, turns: int, size: tuple[int, int], scale: float) -> None:
    """No Russian text is cut or broken, lies on anything else, or leaves its box."""
    assert misplaced(seen_at(screen_id, name, turns, size, scale)) == ([], [], [])


@pytest.mark.slow
@pytest.mark.parametrize(("screen_id", "name", "turns"), CASES)
def test_layout_everywhere(screen_id: str, name: str, turns: int) -> None:
    """The same at every size and scale."""
    found = {view: misplaced(seen_at(screen_id, name, turns, *view)) for view in VIEWS}
    assert {view: bad for view, bad in found.items() if any(bad)} == {}
