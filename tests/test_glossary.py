"""The glossary: what the rulebook marks is found, said in a sentence of its own, and read in the game."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pygame
import pytest
from ui_support import app_of, click

from game import glossary, paths, text
from game.ui import focus, pointing
from game.ui.app import App
from game.ui.screens.glossary import Glossary
from game.ui.screens.settings import Settings
from game.ui.speak import described
from game.ui.tip import tip_of
from game.ui.widgets import Button

LEANING = ("Otherwise", "Its ", "It ", "Then ", "Иначе", "Его ", "Он ", "Она ", "Оно ")
BOOKS = {"": "rulebook.md"} | {code: f"rulebook.{code}.md" for code, _ in text.languages() if code}


@pytest.fixture(params=BOOKS)
def book(request: pytest.FixtureRequest) -> Iterator[str]:
    """The rulebook in a language, while that is spoken."""
    text.use(request.param)
    yield (paths.docs_folder() / BOOKS[request.param]).read_text(encoding="utf-8")
    text.use("")


def test_every_bold_word_is_a_term(book: str) -> None:
    """Each term that a rule marks in bold has an entry, and no entry is made up."""
    marked = {name.lower() for name in re.findall(r"[*][*](.+?)[*][*]", book)}
    assert {term.name.lower() for term in glossary.terms()} == marked


@pytest.mark.usefixtures("book")
def test_a_term_is_explained_where_it_says() -> None:
    """The sentence of a term names it and stands in the rule whose number it gives."""
    rules = {rule.number: rule.text for section in glossary.sections() for rule in section.rules}
    for term in glossary.terms():
        assert term.name.lower() in term.sentence.lower()
        assert term.sentence.lower() in rules[term.rule].lower()


@pytest.mark.usefixtures("book")
def test_a_term_has_a_sentence_of_its_own() -> None:
    """No two terms share a sentence, and none begins with a word that leans on the sentence before it."""
    sentences = [term.sentence for term in glossary.terms()]
    assert len(sentences) == len(set(sentences))
    assert [sentence for sentence in sentences if sentence.startswith(LEANING)] == []


def test_every_rule_is_there(book: str) -> None:
    """All numbered rules are read, in order, and nothing of what follows them."""
    numbers = re.findall(r"^([1-9][0-9]*[.][0-9]+) ", book, re.MULTILINE)
    assert [rule.number for section in glossary.sections() for rule in section.rules] == numbers
    assert not any("pycon" in rule.text for section in glossary.sections() for rule in section.rules)


def test_the_rulebooks_of_all_languages_agree(book: str) -> None:
    """A translated rulebook has the sections, the rules and the marked words of the English one, each term in its rule."""
    numbers = re.compile(r"^(?:## )?([1-9][0-9]*[.][0-9]*) ", re.MULTILINE)
    assert numbers.findall(book) == numbers.findall((paths.docs_folder() / BOOKS[""]).read_text(encoding="utf-8"))
    spoken = {term.id: term.rule for term in glossary.terms()}
    text.use("")
    assert spoken == {term.id: term.rule for term in glossary.terms()}


def test_an_unknown_term() -> None:
    """What the rulebook does not explain cannot be asked for."""
    assert glossary.term("first-partner").rule == "1.4"
    with pytest.raises(KeyError):
        glossary.term("luck of the Irish")


def test_first_letters_and_rules() -> None:
    """From the menu to the terms; a letter shows what begins with it, and a term leads to its rule."""
    app = App(Settings())
    click(app, "glossary")
    assert isinstance(app.top, Glossary)
    app.step([pygame.event.Event(pygame.KEYDOWN, key=pygame.K_w, mod=0, unicode="w")])
    terms = [node.id for node, _ in app.root.walk() if node.id.startswith("term:")]
    assert terms == ["term:weight", "term:welfare"]
    click(app, "term:weight")
    assert "1.4" in app.root.text
    assert "Every state has a weight" in app.root.text


def test_hints_explain_without_tab() -> None:
    """What is no button is explained under the pointer and by F1, keeps out of the order of Tab, and leads to the glossary."""
    app = app_of("brief", "first-steps", 0)
    hints = [node.id for node in focus.hints(app.root)]
    assert hints[:4] == ["hint:delegation", "hint:capital", "hint:slots", "hint:brief"]
    assert not set(hints) & {node.id for node in focus.order(app.root)}
    app.step([pygame.event.Event(pygame.KEYDOWN, key=pygame.K_F1, mod=0, unicode="") for _ in range(2)])
    assert app.focused == "hint:capital"
    node = focus.find(app.root, "hint:capital")
    tip = tip_of(app.space, app.root, "hint:capital")
    assert node is not None
    assert tip is not None
    assert glossary.term("capital").sentence in tip.text
    assert glossary.term("capital").sentence in described(node, app.space)
    app.change()
    assert app.root
    assert app.focused == "hint:capital"
    app.step([pygame.event.Event(pygame.KEYDOWN, key=pygame.K_F1, mod=pygame.KMOD_SHIFT, unicode="")])
    assert app.focused == "hint:delegation"
    assert pointing.under(app.root, node.rect.center) == "hint:capital"
    app.press("hint:capital")
    assert isinstance(app.top, Glossary)
    assert focus.find(app.root, "term:capital")


def test_every_tip_has_its_term() -> None:
    """Nothing on a screen asks the glossary for a term that the rulebook does not mark."""
    for screen in ("summit", "brief", "texts", "dossier", "corridor", "final"):
        app = app_of(screen, "first-steps", 1)
        for node, _ in app.root.walk():
            if isinstance(node.element, Button) and node.element.tip:
                assert node.element.tip().place(app.space, node.rect).text, node.id

