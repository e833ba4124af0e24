"""From bytes to a located tree: encodings, TOML syntax, and where a syntax mistake really began."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path as FilePath
from typing import Any, NoReturn

from game.scenario.positions import DEEPEST, Positions, Spot, TooDeepError, read_positions
from game.scenario.problem import Problem, Related, ScenarioError, Severity
from game.scenario.tree import Node, Path, Place, SourceText

MOST_BYTES = 5_000_000
CURLY = "\u201c\u201d\u201e\u201f\u00ab\u00bb\u2018\u2019\u201a\u201b"
TOKEN = re.compile(
    r"""\#[^\n]*
      | \"\"\"(?:\\.|[^\\])*?\"\"\" | '''.*?'''
      | (?P<long>\"\"\"|''')
      | "(?:\\.|[^"\\\n])*" | '[^'\n]*'
      | (?P<short>"|')
      | (?P<open>[\[{]) | (?P<close>[\]}])""",
    re.VERBOSE | re.DOTALL,
)
OPEN_QUOTES = ("long", "short")
ABOUT_STRINGS = ("Unterminated string", 'Expected "\'', "Illegal character", "Found invalid character")
WHERE = re.compile(r" \(at (?:line (\d+), column (\d+)|end of document)\)$")


def problem_at(
    place: Place,
    code: str,
    message: str,
    hint: str = "",
    severity: Severity = "error",
    related: tuple[Related, ...] = (),
) -> Problem:
    """A problem at a place of a file."""
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


def parse(source: SourceText) -> Node:
    """The tree of a TOML text. Raises ScenarioError with the place of each syntax mistake."""
    _refuse_deep(source)
    if not source.text.strip():
        _fail(Place(source), "empty-file", "the file is empty", "begin with format = 1")
    top = Place(source)
    try:
        positions = read_positions(source)
        return _located(tomllib.loads(source.text), (), positions, Spot(top, top))
    except TooDeepError as error:
        _fail(error.place, "too-deep", f"keys are nested more than {DEEPEST} deep")
    except tomllib.TOMLDecodeError as error:
        raise ScenarioError(_syntax_problems(source, str(error), positions)) from None
    except ValueError:
        _fail(_long_number(source), "bad-number", "this number has too many digits")
    except RecursionError:
        _fail(top, "too-deep", "tables or keys are nested too deeply")


def _located(value: Any, path: Path, positions: Positions, outer: Spot) -> Node:
    spot = positions.spots.get(path, outer)
    if isinstance(value, dict):
        value = {key: _located(child, (*path, key), positions, spot) for key, child in value.items()}
    elif isinstance(value, list):
        value = [_located(child, (*path, index), positions, spot) for index, child in enumerate(value)]
    return Node(value, spot.value, spot.key)


def _fail(place: Place, code: str, message: str, hint: str = "") -> NoReturn:
    raise ScenarioError([problem_at(place, code, message, hint)])


def _fail_encoding(data: bytes, start: int, label: str) -> NoReturn:
    source = SourceText(label, data.decode(errors="replace").replace("\r\n", "\n"))
    before = data[:start].decode().replace("\r\n", "\n")
    place = _place_of(source, len(before))
    _fail(place, "encoding", f"the byte 0x{data[start]:02x} is not UTF-8", "save the file again as UTF-8")


def _place_of(source: SourceText, offset: int) -> Place:
    line = source.text.count("\n", 0, offset) + 1
    return Place(source, line, offset - (source.text.rfind("\n", 0, offset) + 1) + 1)


def _refuse_deep(source: SourceText) -> None:
    depth = 0
    for token in TOKEN.finditer(source.text):
        depth += (token.lastgroup == "open") - (token.lastgroup == "close")
        if token.lastgroup in OPEN_QUOTES:
            return
        if depth > DEEPEST:
            place = _place_of(source, token.start())
            _fail(place, "too-deep", f"brackets are nested more than {DEEPEST} deep", "is one not closed?")


def _long_number(source: SourceText) -> Place:
    number = re.search(r"\d[\d_]{1000,}", source.text)
    return _place_of(source, number.start() if number else 0)


def _syntax_problems(source: SourceText, error: str, positions: Positions) -> Iterator[Problem]:
    repeats = positions.repeats
    for name, first, second in repeats:
        yield _repeat(name, first, second)
    place = _error_place(source, error)
    sentence = WHERE.sub("", error)
    if not (repeats and re.match("Cannot (overwrite|declare)", sentence)):
        yield _syntax_problem(source, place, sentence)


def _repeat(name: str, first: Place, second: Place) -> Problem:
    header = second.source.line(second.line).lstrip().startswith("[")
    hint = f"for a list of tables write [[{name}]]" if header else "remove one of the two"
    note = note_at(first, f"{name!r} is written here first")
    return problem_at(second, "duplicate-key", f"{name!r} is written twice", hint, related=(note,))


def _error_place(source: SourceText, error: str) -> Place:
    found = WHERE.search(error)
    if found is None or found[1] is None:
        return _place_of(source, len(source.text.rstrip()))
    return Place(source, int(found[1]), int(found[2]))


def _syntax_problem(source: SourceText, place: Place, sentence: str) -> Problem:
    unclosed = next((t for t in TOKEN.finditer(source.text) if t.lastgroup in OPEN_QUOTES), None)
    char = source.line(place.line)[place.column - 1 : place.column]
    if unclosed is not None and sentence.startswith(ABOUT_STRINGS):
        start = _place_of(source, unclosed.start())
        return problem_at(start, "unclosed-string", "this string is not closed", f"end it with {unclosed[0]}")
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
