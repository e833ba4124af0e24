"""From a file to its text: what cannot be opened, is too large, or is not written in UTF-8."""

from __future__ import annotations

from pathlib import Path
from typing import NoReturn

from game.scenario.problem import Problem, fail, problem_at
from game.scenario.source import Place, SourceText

MOST_BYTES = 5_000_000


def read_text(path: Path, label: str) -> tuple[str, list[Problem]]:
    """The text of a file with `\\n` line ends, and warnings. Raises ScenarioError if it cannot be read."""
    top = Place(SourceText(label, ""))
    try:
        if path.exists() and not path.is_file():
            fail(top, "not-a-file", f"{path.name!r} is not a file", "give the path of a .toml file")
        with path.open("rb") as stream:
            data = stream.read(MOST_BYTES + 1)
    except FileNotFoundError:
        fail(top, "no-file", f"there is no file {path.name!r}", "check the path")
    except OSError as error:
        fail(top, "unreadable", f"the file cannot be read: {(error.strerror or str(error)).lower()}")
    except ValueError:
        fail(top, "unreadable", "the file cannot be read: its path holds a null character")
    return decode(data, label)


def decode(data: bytes, label: str) -> tuple[str, list[Problem]]:
    """The text in the bytes of a file, and warnings about it. Raises ScenarioError if it is no UTF-8."""
    top = Place(SourceText(label, ""))
    if len(data) > MOST_BYTES:
        fail(top, "too-large", f"the file is larger than {MOST_BYTES // 1_000_000} MB")
    if data[:2] in (b"\xff\xfe", b"\xfe\xff") or b"\x00" in data[:4]:
        fail(top, "encoding", "the file is written in UTF-16, not in UTF-8", "save it again as UTF-8")
    try:
        text = data.decode().replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        _fail_encoding(data, error.start, label)
    if not text.startswith("\ufeff"):
        return text, []
    source = SourceText(label, text[1:])
    message, hint = "the file begins with a byte-order mark", "save it as UTF-8 without one"
    return text[1:], [problem_at(Place(source), "byte-order-mark", message, hint)]


def _fail_encoding(data: bytes, start: int, label: str) -> NoReturn:
    source = SourceText(label, data.decode(errors="replace").replace("\r\n", "\n"))
    before = data[:start].decode().replace("\r\n", "\n")
    fail(source.at(len(before)), "encoding", f"the byte 0x{data[start]:02x} is not UTF-8", "save the file again as UTF-8")
