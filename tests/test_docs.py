"""The documents: their examples are run, and what they name is there."""

from __future__ import annotations

import doctest
import re
from pathlib import Path

import pytest

from game.cli import main

ROOT = Path(__file__).parent.parent
DOCUMENTS = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])


@pytest.mark.parametrize("name", ["docs/rulebook.md", "docs/rulebook.ru.md", "docs/teaching.md"])
def test_examples(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """What a document shows of the rules is what the rules do."""
    monkeypatch.chdir(ROOT)
    failed, tried = doctest.testfile(str(ROOT / name), module_relative=False)
    assert tried > 0
    assert not failed


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: str(path.relative_to(ROOT)))
def test_documents_name_what_there_is(path: Path) -> None:
    """Every command that a document shows exists with its options, every link and every path of the project leads somewhere."""
    text = path.read_text(encoding="utf-8")
    for command, rest in re.findall(r"(?:^ +|`)multivector ([a-z]+)([^`\n]*)", text, flags=re.MULTILINE):
        options = {option for parameter in main.commands[command].params for option in parameter.opts}
        assert set(re.findall(r"(?<= )--?[a-z]+", rest.partition("#")[0])) <= options, (command, rest)
    for link in re.findall(r"\]\(([^)#]+)", text):
        assert link.startswith("https:") or (path.parent / link).exists(), link
    for named in re.findall(r"`(?:python )?((?:assets|benchmarks|docs|game|scenarios|tests|tools)/[\w/.-]*)", text):
        assert (ROOT / named).exists(), named
