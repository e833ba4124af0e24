"""The catalogue of errors: every code has a true example, and the document is made from the catalogue."""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import errors
import pytest
from broken import BYTES, SYNTAX, broken_texts
from scenario_texts import SMALL

from game.scenario.bases import MOST_BASES
from game.scenario.codes import CODES
from game.scenario.load import examine_texts
from game.scenario.report import check_file

OVERLAY = """
[[actor]]
id = "north"
name = "Nord"
kind = "state"

[[actor]]
id = "nroth"

[[pole]]
id = "north"
name = "Norden"
"""
"""A translation of the small scenario with one mistake of each sort."""


def files(folder: Path) -> Iterator[tuple[str, Path]]:
    """Paths and bytes that are no text, each with the code of what is wrong."""
    (folder / "folder").mkdir()
    yield from (("no-file", folder / "no.toml"), ("not-a-file", folder / "folder"), ("unreadable", Path("a\0b")))
    (folder / "p").mkdir()
    (folder / "p" / "lake.png").touch()
    (folder / "q").mkdir()
    (folder / "q" / "lake.png").symlink_to(folder)
    (folder / "r").mkdir()
    os.mkfifo(folder / "r" / "lake.png")
    for name, code in (("p", "not-a-picture"), ("q", "picture-path"), ("r", "no-picture")):
        (folder / f"{name}.toml").write_text(SMALL, encoding="utf-8")
        yield code, folder / f"{name}.toml"
    marked = ("byte-order-mark", b"\xef\xbb\xbf" + SMALL.encode())
    for number, (code, data) in enumerate([marked, *((code, data) for _, data, code, *_ in BYTES)]):
        path = folder / f"{number}.toml"
        path.write_bytes(data)
        yield code, path
    for number in range(MOST_BASES + 2):
        (folder / f"chain-{number}.toml").write_text(f'extends = "chain-{number + 1}"\n')
    yield "extends-too-far", folder / "chain-0.toml"
    (folder / "small.toml").write_text(SMALL)
    (folder / "small.xx.toml").write_text(OVERLAY)
    yield from ((code, folder / "small.xx.toml") for code in ("only-texts", "not-in-original", "two-ways", "untranslated"))


@pytest.mark.skipif(os.name == "nt", reason="making links and pipes needs a right there")
def test_examples_are_true(tmp_path: Path) -> None:
    """The message that the catalogue shows for a code is one that a broken file is answered with, word by word."""
    texts: dict[str, list[str]] = defaultdict(list)
    for text, code in [*broken_texts(), *((text, code) for text, code, *_ in SYNTAX), (SMALL, "unknown-variant")]:
        texts[code].append(text)
    said = {(p.code, p.message) for code, path in files(tmp_path) for p in check_file(path).problems if p.code == code}
    untold = [code for code, entry in CODES.items() if (code, entry.example) not in said]
    wrong = [code for code in untold if not any(CODES[code].example in messages(text, code) for text in texts[code])]
    assert not wrong, [(code, sorted({m for text in texts[code] for m in messages(text, code)})) for code in wrong]


def messages(text: str, code: str) -> list[str]:
    variant = "rihc" if code == "unknown-variant" else None
    return [problem.message for problem in examine_texts({"small.toml": text}, "small.toml", variant).problems]


@pytest.mark.parametrize("code", CODES)
def test_catalogue_reads_well(code: str) -> None:
    """Meaning and advice are short, and none ends with a full stop, for the document adds its own."""
    entry = CODES[code]
    for text in (entry.meaning, entry.advice):
        assert 8 <= len(text) <= 110
        assert not text[0].isupper()
        assert not text.endswith(".")


def test_document_is_fresh() -> None:
    """docs/modding/errors.md is what `python tools/errors.py` makes of the catalogue."""
    assert errors.FILE.read_text(encoding="utf-8") == errors.text()
