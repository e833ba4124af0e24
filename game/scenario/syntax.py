"""From a text to its tree: what is too much, what is no TOML, and where a syntax mistake really began."""

from __future__ import annotations

import functools
import itertools
import re
import tomllib
from collections.abc import Iterator

from game.scenario.positions import DEEPEST, place_of, read_positions
from game.scenario.problem import Problem, ScenarioError, fail, note_at, problem_at
from game.scenario.slips import slip
from game.scenario.source import Place, SourceText
from game.scenario.tree import Node, located, walk

MOST_VALUES = 50_000
"""A large scenario has ten thousand values and tables."""

LONG_KEY = re.compile(r"""(?:^|[^\w\-"' \t.])(?:[\w\-"' \t]*+\.){1000}""", re.MULTILINE)
"""A key of so many parts takes the TOML reader very long."""

CURLY = "\u201c\u201d\u201e\u201f\u00ab\u00bb\u2018\u2019\u201a\u201b"
TOKEN = re.compile(
    r"""[^\#"'\[\]{}=,]*+(?:
        (?:\#[^\n]*+\s*+)++
      | \"\"\"(?:[^"\\]|\\.|"(?!""))*+\"\"\" | '''(?:[^']|'(?!''))*+'''
      | (?P<long>\"\"\"|''')
      | "(?:\\.|[^"\\\n])*+" | '[^'\n]*+'
      | (?P<short>"|')
      | (?P<open>[\[{]) | (?P<close>[\]}]) | (?P<sign>[=,]) | \Z
    )""",
    re.VERBOSE | re.DOTALL,
)
OPEN_QUOTES = ("long", "short")
ABOUT_STRINGS = ("Unterminated string", 'Expected "\'', "Illegal character", "Found invalid character")
WHERE = re.compile(r" \(at (?:line (\d+), column (\d+)|end of document)\)$")
GOES_ON = re.compile(r"Cannot mutate immutable namespace \('([^']+)'")
MOST_REPEATS = 200
LARGE = 500_000
"""Texts of this length are not searched for repeated keys if something else is wrong first."""


@functools.lru_cache(maxsize=8)
def parse(source: SourceText) -> Node:
    """The tree of a TOML text, kept for its variants. Raises ScenarioError with the place of each syntax mistake."""
    if not source.text.strip():
        fail(Place(source), "empty-file", "the file is empty", "begin with format = 1")
    _refuse_too_much(source)
    try:
        root = located(source, tomllib.loads(source.text))
    except tomllib.TOMLDecodeError as error:
        _refuse_deep_brackets(source)
        raise ScenarioError(_syntax_problems(source, str(error))) from None
    except ValueError:
        fail(_long_number(source), "bad-number", "this number has too many digits")
    except RecursionError:
        _refuse_deep_brackets(source)
        fail(Place(source), "too-deep", "tables or keys are nested too deeply")
    _refuse_deep_keys(root)
    return root


def _refuse_too_much(source: SourceText) -> None:
    """Refuses at once what could only be answered after a long time, by its equal signs, commas and opening brackets."""
    text = source.text
    if text.count(".") >= 1000 and (key := LONG_KEY.search(text)):
        fail(source.at(key.start()), "too-deep", f"keys are nested more than {DEEPEST} deep")
    if sum(map(text.count, "=,[{")) <= MOST_VALUES:
        return
    signs = (token for token in TOKEN.finditer(text) if token.lastgroup in ("open", "sign"))
    if last := next(itertools.islice(signs, MOST_VALUES, None), None):
        fail(source.at(last.end() - 1), "too-large", f"the file holds more than {MOST_VALUES} values and tables")


def _refuse_deep_brackets(source: SourceText) -> None:
    depth = 0
    for token in TOKEN.finditer(source.text):
        depth += (token.lastgroup == "open") - (token.lastgroup == "close")
        if token.lastgroup in OPEN_QUOTES:
            return
        if depth > DEEPEST:
            place = source.at(token.end() - 1)
            fail(place, "too-deep", f"brackets are nested more than {DEEPEST} deep", "is one not closed?")


def _refuse_deep_keys(root: Node) -> None:
    """Dotted keys make tables that no bracket opens."""
    for number, node in enumerate(walk(root)):
        if number > MOST_VALUES:
            fail(Place(node.source), "too-large", f"the file holds more than {MOST_VALUES} values and tables")
        if len(node.path) > DEEPEST:
            _refuse_deep_brackets(node.source)
            fail(node.key, "too-deep", f"keys are nested more than {DEEPEST} deep")


def _long_number(source: SourceText) -> Place:
    number = re.search(r"\d[\d_]{1000,}", source.text)
    return source.at(number.start() if number else 0)


def _syntax_problems(source: SourceText, error: str) -> Iterator[Problem]:
    sentence = WHERE.sub("", error)
    if goes_on := GOES_ON.match(sentence):
        yield _two_styles(source, goes_on[1], _error_place(source, error))
        return
    is_repeat = re.match("Cannot (overwrite|declare)", sentence)
    repeats = read_positions(source).repeats[:MOST_REPEATS] if is_repeat or len(source.text) < LARGE else []
    for name, first, second in repeats:
        yield _repeat(name, first.place(source), second.place(source))
    if not (repeats and is_repeat):
        yield _syntax_problem(source, _error_place(source, error), sentence)


def _two_styles(source: SourceText, name: str, place: Place) -> Problem:
    """An entry under a header, of a list that is written in brackets."""
    header = Place(source, place.line, 1, max(1, place.column - 1))
    hint = f"write this entry into it as {{ ... }}, or write each of its entries under a header [[{name}]]"
    note = note_at(place_of(source, (name,), on_key=True), "it is written here")
    return problem_at(header, "duplicate-key", f"{name!r} is written with = already", hint, related=(note,))


def _repeat(name: str, first: Place, second: Place) -> Problem:
    header = second.source.line(second.line).lstrip().startswith("[")
    hint = f"for a list of tables write [[{name}]]" if header else "remove one of the two"
    note = note_at(first, f"{name!r} is written here first")
    return problem_at(second, "duplicate-key", f"{name!r} is written twice", hint, related=(note,))


def _error_place(source: SourceText, error: str) -> Place:
    found = WHERE.search(error)
    if found is None or found[1] is None:
        return source.at(len(source.text.rstrip()))
    return Place(source, int(found[1]), int(found[2]))


def _syntax_problem(source: SourceText, place: Place, sentence: str) -> Problem:
    unclosed = next((t for t in TOKEN.finditer(source.text) if t.lastgroup in OPEN_QUOTES), None)
    char = source.line(place.line)[place.column - 1 : place.column]
    if unclosed is not None and sentence.startswith(ABOUT_STRINGS):
        quote = unclosed[unclosed.lastgroup or 0]
        start = source.at(unclosed.end() - len(quote))
        else_ = f" on the same line, or write {quote * 3} around it" if len(quote) == 1 else ""
        return problem_at(start, "unclosed-string", "this string is not closed", f"end it with {quote}{else_}")
    if char and char in CURLY:
        return problem_at(place, "curly-quotes", f"{char!r} is a curly quote", "write a straight \" instead")
    if char == "," and _between_digits(source, place):
        return problem_at(place, "decimal-comma", "a number is written with a decimal comma", "write a point instead")
    if known := slip(place, sentence):
        return problem_at(place, "syntax", known.message, known.hint)
    return problem_at(place, "syntax", _sentence(sentence), _syntax_hint(char))


def _between_digits(source: SourceText, place: Place) -> bool:
    return re.fullmatch(r"\d,\d", source.line(place.line)[place.column - 2 : place.column + 1]) is not None


def _sentence(text: str) -> str:
    return text[:1].lower() + text[1:]


def _syntax_hint(char: str) -> str:
    return "texts need quotes; true and false are lower case" if char.isalpha() else ""
