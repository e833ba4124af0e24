"""The rulebook as data, in the language that is spoken: its sections and rules, and the terms that it explains, each with its
sentence."""

from __future__ import annotations

import re
from functools import lru_cache

import attrs

from game import paths
from game.text import capitalised, language

SECTION = re.compile(r"^## (\d+)\. (.+)$", re.MULTILINE)
RULE = re.compile(r"^(\d+\.\d+) (.+?)(?=\n\d+\.\d+ |\Z)", re.MULTILINE | re.DOTALL)
BOLD = re.compile(r"\*\*(.+?)\*\*")
SENTENCES = re.compile(r"(?<=\.)\s+")


@attrs.frozen
class Rule:
    """One numbered rule, as plain text."""

    number: str
    text: str


@attrs.frozen
class Section:
    """A section of the rulebook."""

    number: int
    title: str
    rules: tuple[Rule, ...]


@attrs.frozen
class Term:
    """A word that the rules use in a sense of their own."""

    id: str
    """Its name in the English rulebook, as code asks for it: small letters, with hyphens."""
    name: str
    sentence: str
    rule: str
    """The number of the rule that explains it."""


def sections() -> tuple[Section, ...]:
    """All sections, in order."""
    return _sections(language())


def terms() -> tuple[Term, ...]:
    """All terms by the alphabet; one that several rules mark is that of the first."""
    return tuple(sorted(_terms(language()).values(), key=lambda term: term.name))


def term(id: str) -> Term:
    """The term of an id. Raises KeyError where the rulebook has none."""
    return _terms(language())[id]


@lru_cache(maxsize=4)
def _text(spoken: str) -> str:
    """The rulebook in a language; in English where it has not been translated."""
    translated = paths.docs_folder() / f"rulebook.{spoken}.md"
    return (translated if translated.exists() else paths.docs_folder() / "rulebook.md").read_text(encoding="utf-8")


@lru_cache(maxsize=4)
def _sections(spoken: str) -> tuple[Section, ...]:
    parts = SECTION.split(_text(spoken))[1:]
    found = zip(parts[::3], parts[1::3], parts[2::3], strict=True)
    return tuple(Section(int(n), title, tuple(Rule(k, _plain(text)) for k, text in _rules(body))) for n, title, body in found)


@lru_cache(maxsize=4)
def _terms(spoken: str) -> dict[str, Term]:
    """The terms by id: every language marks the same ones in the same sequence."""
    found: dict[str, Term] = {}
    for (english, _, _), (name, sentence, rule) in zip(_marked("en"), _marked(spoken), strict=True):
        id = english.lower().replace(" ", "-")
        found.setdefault(id, Term(id, capitalised(name), _plain(sentence), rule))
    return found


def _marked(spoken: str) -> list[tuple[str, str, str]]:
    """What a rulebook marks: the words, the sentence they stand in, and the number of the rule."""
    bodies = SECTION.split(_text(spoken))[3::3]
    rules = (rule for body in bodies for rule in _rules(body))
    sentences = ((sentence, number) for number, text in rules for sentence in SENTENCES.split(_joined(text)))
    return [(name, sentence, number) for sentence, number in sentences for name in BOLD.findall(sentence)]


def _rules(body: str) -> list[tuple[str, str]]:
    """Number and text of the rules of a section; what follows under another heading is no rule."""
    return [(number, text) for number, text in RULE.findall(body.split("\n## ")[0])]


def _joined(text: str) -> str:
    return " ".join(text.split())


def _plain(text: str) -> str:
    """Without marks, on one line, with a capital first."""
    return capitalised(_joined(text).replace("**", "").replace("`", ""))
