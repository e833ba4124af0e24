"""The one funnel of words: nothing reaches a player around it."""

from __future__ import annotations

import ast
import gettext
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from ui_support import app_of

import game
from game import glossary, text
from game.scenario import overlay
from game.scenario.overlay import texts
from game.scenario.schema import Origin
from game.scenario.source import SourceText
from game.scenario.syntax import parse
from game.ui.app import App
from game.ui.layout import Node
from game.ui.preferences import Preferences
from game.ui.screenshot import SCREENS
from game.ui.tip import tip_of
from game.ui.widgets import Chip, Text

INNERMOST = re.compile(r"⟦[^⟦⟧]*⟧")
LETTERS = re.compile(r"[^\W\d_]{3,}")
"""Three letters in a row are a word; less is the letter of a pole or of a key."""
ADDRESS = re.compile(r"[\w-]+(\.[\w-]+)+")
NAMES = {"Multivector", "English"}
BY_IDS = ("inspector",)
"""Screens for modders, which show ids: those are nobody's language."""


class Bracketed(gettext.NullTranslations):
    """A language in which every message stands in brackets."""

    def gettext(self, message: str) -> str:
        return f"⟦{message}⟧"

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return f"⟦{msgid1 if n == 1 else msgid2}⟧"


class Knowing(Bracketed):
    """Brackets round what a catalogue holds, and nothing else."""

    known = frozenset(text.catalogue("ru")._catalog)  # type: ignore[attr-defined]  # gettext has no other list of messages

    def gettext(self, message: str) -> str:
        return super().gettext(message) if message in self.known else message


def bracketed(origin: Origin, name: str, language: str) -> dict[str, str]:
    """Brackets round every text that an overlay could translate, and nothing else."""
    found = texts(parse(SourceText(name, origin.texts[name]))) if language == "brackets" else ()
    return {one.value: f"⟦{one.value}⟧" for one in found}


@pytest.fixture(autouse=True)
def _bracketed(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(text, "catalogue", lambda language: Knowing() if language else gettext.NullTranslations())
    monkeypatch.setattr(Knowing, "info", lambda self: {"language": "brackets"})
    monkeypatch.setattr(overlay, "_said", bracketed)
    yield
    text.use("")


def around(words: str) -> list[str]:
    """The words that stand outside of all brackets."""
    while (less := INNERMOST.sub(" ", words)) != words:
        words = less
    return [word for word in LETTERS.findall(ADDRESS.sub(" ", words)) if word not in NAMES]


def written(node: Node) -> Iterator[str]:
    """Everything that is written in a tree, each text in one piece; the letters on chips are nobody's language, and the mistakes
    of a file are told as `check` tells them."""
    if isinstance(node.element, Chip) or node.id == "bench:mistakes":
        return
    if isinstance(node.element, Text):
        yield node.element.words
    elif node.lines:
        yield " ".join(node.lines)
    for child in node.children:
        yield from written(child)


def ruled() -> set[str]:
    """What the rulebook says, which is translated as a whole."""
    terms = {words for term in glossary.terms() for words in (term.name, term.sentence)}
    titles = {f"{section.number}. {section.title}" for section in glossary.sections()}
    return terms | titles | {rule.text for section in glossary.sections() for rule in section.rules}


def bypassing(app: App) -> set[str]:
    """The texts of a screen, and of the tips on it, that hold words around the funnel and are not of the rulebook."""
    trees = [app.root, *(tip for node, _ in app.root.walk() if node.id and (tip := tip_of(app.space, app.root, node.id)))]
    return {words for tree in trees for words in written(tree) if around(words)} - ruled()


@pytest.mark.parametrize(("name", "turns"), [("astana", 2), ("first-steps", 1)])
@pytest.mark.parametrize("screen_id", [screen for screen in SCREENS if screen not in BY_IDS])
def test_every_word_comes_through_the_funnel(screen_id: str, name: str, turns: int) -> None:
    """In a language of brackets no word of any screen stands outside of them, neither its own nor a scenario's."""
    text.use("brackets")
    app = app_of(screen_id, name, turns)
    app.prefs = Preferences(language="brackets")
    assert bypassing(app) == set()


FILES = [*sorted((Path(game.__file__).parent / "ui").rglob("*.py")), *(Path(game.__file__).parent / name for name in (
    "words.py", "deals.py", "view.py", "table.py", "match.py", "model/legality.py"))]
FUNNELS = {"_", "n_", "_gauge", "IllegalOrder"}
"""What translates the form that it is given; `IllegalOrder` does it for the sentences of the rules."""
SAYS = {"Text": 0, "button": 1, "heading": 0, "titled": 0, "fact": 0, "dialog": 0, "Tell": 0, "Confirm": 0, "tab": 1, "meter": 0}
SENTENCE = re.compile(r"[^\W\d_]{2,}[,:;]? +[^\W\d_]{2}")
FILLED = "\0"
NOBODY_READS = {"general knowledge", "return right", "% of weight", "desk of \0", "\0 -> \0: give [\0] for [\0] turn \0"}
"""A source without an address, two keys, a unit that the brief translates, a key of notes, and an offer as text."""


def name_of(call: ast.Call) -> str:
    """What is called."""
    return call.func.id if isinstance(call.func, ast.Name) else call.func.attr if isinstance(call.func, ast.Attribute) else ""


def unsaid(tree: ast.Module) -> set[int]:
    """The strings to leave out: what documents, what programmers are told, what is in the funnel, and parts of larger ones."""
    found: set[int] = set()
    for node in ast.walk(tree):
        documents = isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
        raised = isinstance(node, ast.Raise) and isinstance(node.exc, ast.Call) and name_of(node.exc) != "NoDisplay"
        if documents or raised or (isinstance(node, ast.Call) and name_of(node) in FUNNELS):
            found |= {id(below) for below in ast.walk(node)}
        if isinstance(node, ast.JoinedStr):
            found |= {id(part) for part in node.values}
    return found


def words_of(node: ast.Constant | ast.JoinedStr) -> str:
    """A string as it is written, with a sign for everything that an f-string fills in."""
    if isinstance(node, ast.Constant):
        return node.value if isinstance(node.value, str) else ""
    return "".join(words_of(part) if isinstance(part, ast.Constant) else FILLED for part in node.values)


def sentence(words: str) -> bool:
    """Whether two words stand beside each other, or, in an f-string, two words anywhere."""
    return bool(SENTENCE.search(words)) or (FILLED in words and " " in words and len(LETTERS.findall(words)) > 1)


def astray(tree: ast.Module) -> list[str]:
    """Strings of a module that look like a sentence, or are said by a widget, without having gone through the funnel."""
    fine = unsaid(tree)
    whole = {id(n): words_of(n) for n in ast.walk(tree) if isinstance(n, ast.Constant | ast.JoinedStr) and id(n) not in fine}
    calls = [n for n in ast.walk(tree) if isinstance(n, ast.Call) and name_of(n) in SAYS]
    said = {id(call.args[SAYS[name_of(call)]]) for call in calls if len(call.args) > SAYS[name_of(call)]}
    wrong = [words for at, words in whole.items() if sentence(words) or (at in said and LETTERS.search(words))]
    return [words for words in wrong if words not in NOBODY_READS | NAMES and not words.startswith("<")]


@pytest.mark.parametrize("file", FILES, ids=lambda file: str(file.relative_to(Path(game.__file__).parent)))
def test_one_funnel_for_words(file: Path) -> None:
    """No module of the window, and none whose sentences reach it, writes words for players around the funnel."""
    assert astray(ast.parse(file.read_text(encoding="utf-8"))) == []


BYPASSES = [
    'Text("Words")', 'x = "two words"', 'f"the {n} words"', 'Tell(f"{n} words")', 'button(id, "Go on")',
    'raise NoDisplay("no display")',
]
PASSES = [
    'Text(_("Words"))', '"""Two words."""', 'raise ValueError("two words")',
    'IllegalOrder("x", "two words")', 'Text(f"{n} %", "body")',
]


@pytest.mark.parametrize("code", BYPASSES)
def test_what_bypasses_the_funnel_is_found(code: str) -> None:
    """A sentence, an f-string and a widget's words are all seen, whatever they are written into."""
    assert astray(ast.parse(code)) != []


@pytest.mark.parametrize("code", PASSES)
def test_what_goes_through_it_is_let_pass(code: str) -> None:
    """What is in the funnel, what only programmers read and what holds no words is fine."""
    assert astray(ast.parse(code)) == []
