"""The rulebook as data: its sections and rules, and the terms that it explains, each with its sentence."""

from __future__ import annotations

import re
from functools import lru_cache

import attrs

from game import paths

SECTION = re.compile(r"^## (\d+)\. (.+)$", re.MULTILINE)
RULE = re.compile(r"^(\d+\.\d+) (.+?)(?=\n\d+\.\d+ |\Z)", re.MULTILINE | re.DOTALL)
BOLD = re.compile(r"\*\*(.+?)\*\*")
SENTENCES = re.compile(r"(?<=\.)\s+(?=[A-Z*`])")


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

    name: str
    sentence: str
    rule: str
    """The number of the rule that explains it."""

    @property
    def id(self) -> str:
        """Its name as code asks for it: small letters, with hyphens."""
        return self.name.lower().replace(" ", "-")


@lru_cache(maxsize=1)
def _text() -> str:
    return (paths.docs_folder() / "rulebook.md").read_text(encoding="utf-8")


@lru_cache(maxsize=1)
def sections() -> tuple[Section, ...]:
    """All sections, in order."""
    parts = SECTION.split(_text())[1:]
    found = zip(parts[::3], parts[1::3], parts[2::3], strict=True)
    return tuple(Section(int(n), title, tuple(Rule(k, _plain(text)) for k, text in _rules(body))) for n, title, body in found)


@lru_cache(maxsize=1)
def terms() -> tuple[Term, ...]:
    """All terms by the alphabet; one that several rules mark is that of the first."""
    found: dict[str, Term] = {}
    for part in SECTION.split(_text())[3::3]:
        for number, text in _rules(part):
            for sentence in SENTENCES.split(_joined(text)):
                for name in BOLD.findall(sentence):
                    found.setdefault(name.lower(), Term(name[:1].upper() + name[1:], _plain(sentence), number))
    return tuple(sorted(found.values(), key=lambda term: term.name))


def term(id: str) -> Term:
    """The term of an id. Raises KeyError where the rulebook has none."""
    return _by_id()[id]


@lru_cache(maxsize=1)
def _by_id() -> dict[str, Term]:
    return {term.id: term for term in terms()}


def _rules(body: str) -> list[tuple[str, str]]:
    """Number and text of the rules of a section; what follows under another heading is no rule."""
    return [(number, text) for number, text in RULE.findall(body.split("\n## ")[0])]


def _joined(text: str) -> str:
    return " ".join(text.split())


def _plain(text: str) -> str:
    """Without marks, on one line, with a capital first."""
    plain = _joined(text).replace("**", "").replace("`", "")
    return plain[:1].upper() + plain[1:]
