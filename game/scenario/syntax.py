"""From bytes to a located tree: encodings, TOML syntax, and where a syntax mistake really began."""

from __future__ import annotations

import functools
import itertools
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path as FilePath
from typing import NoReturn

from game.scenario.positions import DEEPEST, read_positions
from game.scenario.problem import Problem, Related, ScenarioError, Severity
from game.scenario.source import Place, SourceText
from game.scenario.tree import Node, located, walk

MOST_BYTES = 5_000_000
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
MOST_LENGTH = 500
MOST_REPEATS = 200
LARGE = 500_000
"""Texts of this length are not searched for repeated keys if something else is wrong first."""


def problem_at(
    place: Place,
    code: str,
    message: str,
    hint: str = "",
    severity: Severity = "error",
    related: tuple[Related, ...] = (),
) -> Problem:
    """A problem at a place of a file."""
    if len(message) > MOST_LENGTH:
        message = f"{message[:MOST_LENGTH]}..."
    file, excerpt = place.source.label, place.source.line(place.line)
    return Problem(file, place.line, place.column, severity, code, message, hint, related, excerpt, place.width)


def note_at(place: Place, message: str) -> Related:
    """A related place of a problem."""
    return Related(place.source.label, place.line, place.column, message)


def read_text(path: FilePath, label: str) -> tuple[str, list[Problem]]:
    """The text of a file with `\\n` line ends, and warnings. Raises ScenarioError if it cannot be read."""
    top = Place(SourceText(label, ""))
    try:
        if path.exists() and not path.is_file():
            _fail(top, "not-a-file", f"{path.name!r} is not a file", "give the path of a .toml file")
        with path.open("rb") as stream:
            data = stream.read(MOST_BYTES + 1)
    except FileNotFoundError:
        _fail(top, "no-file", f"there is no file {path.name!r}", "check the path")
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        _fail(top, "unreadable", f"the file cannot be read: {reason.lower()}")
    return decode(data, label)


def decode(data: bytes, label: str) -> tuple[str, list[Problem]]:
    """The text in the bytes of a file, and warnings about it. Raises ScenarioError if it is no UTF-8."""
    top = Place(SourceText(label, ""))
    if len(data) > MOST_BYTES:
        _fail(top, "too-large", f"the file is larger than {MOST_BYTES // 1_000_000} MB")
    if data[:2] in (b"\xff\xfe", b"\xfe\xff") or b"\x00" in data[:4]:
        _fail(top, "encoding", "the file is written in UTF-16, not in UTF-8", "save it again as UTF-8")
    try:
        text = data.decode().replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        _fail_encoding(data, error.start, label)
    if not text.startswith("\ufeff"):
        return text, []
    source = SourceText(label, text[1:])
    message, hint = "the file begins with a byte-order mark", "save it as UTF-8 without one"
    return text[1:], [problem_at(Place(source), "byte-order-mark", message, hint, "warning")]


@functools.lru_cache(maxsize=4)
def parse(source: SourceText) -> Node:
    """The tree of a TOML text, kept for its variants. Raises ScenarioError with the place of each syntax mistake."""
    if not source.text.strip():
        _fail(Place(source), "empty-file", "the file is empty", "begin with format = 1")
    _refuse_too_much(source)
    try:
        root = located(source, tomllib.loads(source.text))
    except tomllib.TOMLDecodeError as error:
        _refuse_deep_brackets(source)
        raise ScenarioError(_syntax_problems(source, str(error))) from None
    except ValueError:
        _fail(_long_number(source), "bad-number", "this number has too many digits")
    except RecursionError:
        _refuse_deep_brackets(source)
        _fail(Place(source), "too-deep", "tables or keys are nested too deeply")
    _refuse_deep_keys(root)
    return root


def _fail(place: Place, code: str, message: str, hint: str = "") -> NoReturn:
    raise ScenarioError([problem_at(place, code, message, hint)])


def _fail_encoding(data: bytes, start: int, label: str) -> NoReturn:
    source = SourceText(label, data.decode(errors="replace").replace("\r\n", "\n"))
    before = data[:start].decode().replace("\r\n", "\n")
    _fail(source.at(len(before)), "encoding", f"the byte 0x{data[start]:02x} is not UTF-8", "save the file again as UTF-8")


def _refuse_too_much(source: SourceText) -> None:
    """Refuses at once what could only be answered after a long time, by its equal signs, commas and opening brackets."""
    text = source.text
    if text.count(".") >= 1000 and (key := LONG_KEY.search(text)):
        _fail(source.at(key.start()), "too-deep", f"keys are nested more than {DEEPEST} deep")
    if sum(map(text.count, "=,[{")) <= MOST_VALUES:
        return
    signs = (token for token in TOKEN.finditer(text) if token.lastgroup in ("open", "sign"))
    if last := next(itertools.islice(signs, MOST_VALUES, None), None):
        _fail(source.at(last.end() - 1), "too-large", f"the file holds more than {MOST_VALUES} values and tables")


def _refuse_deep_brackets(source: SourceText) -> None:
    depth = 0
    for token in TOKEN.finditer(source.text):
        depth += (token.lastgroup == "open") - (token.lastgroup == "close")
        if token.lastgroup in OPEN_QUOTES:
            return
        if depth > DEEPEST:
            place = source.at(token.end() - 1)
            _fail(place, "too-deep", f"brackets are nested more than {DEEPEST} deep", "is one not closed?")


def _refuse_deep_keys(root: Node) -> None:
    """Dotted keys make tables that no bracket opens."""
    for number, node in enumerate(walk(root)):
        if number > MOST_VALUES:
            _fail(Place(node.source), "too-large", f"the file holds more than {MOST_VALUES} values and tables")
        if len(node.path) > DEEPEST:
            _refuse_deep_brackets(node.source)
            _fail(node.key, "too-deep", f"keys are nested more than {DEEPEST} deep")


def _long_number(source: SourceText) -> Place:
    number = re.search(r"\d[\d_]{1000,}", source.text)
    return source.at(number.start() if number else 0)


def _syntax_problems(source: SourceText, error: str) -> Iterator[Problem]:
    sentence = WHERE.sub("", error)
    is_repeat = re.match("Cannot (overwrite|declare)", sentence)
    repeats = read_positions(source).repeats[:MOST_REPEATS] if is_repeat or len(source.text) < LARGE else []
    for name, first, second in repeats:
        yield _repeat(name, first.place(source), second.place(source))
    if not (repeats and is_repeat):
        yield _syntax_problem(source, _error_place(source, error), sentence)


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
        return problem_at(start, "unclosed-string", "this string is not closed", f"end it with {quote}")
    if char and char in CURLY:
        return problem_at(place, "curly-quotes", f"{char!r} is a curly quote", "write a straight \" instead")
    if char == "," and _between_digits(source, place):
        return problem_at(place, "decimal-comma", "a number is written with a decimal comma", "write a point instead")
    return problem_at(place, "syntax", _sentence(sentence), _syntax_hint(char))



def _between_digits(source: SourceText, place: Place) -> bool:
    return re.fullmatch(r"\d,\d", source.line(place.line)[place.column - 2 : place.column + 1]) is not None


def _sentence(text: str) -> str:
    return text[:1].lower() + text[1:]


def _syntax_hint(char: str) -> str:
    return "texts need quotes; true and false are lower case" if char.isalpha() else ""
