"""The examples in the documents are run."""

from __future__ import annotations

import doctest
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent


@pytest.mark.parametrize("name", ["docs/rulebook.md", "docs/rulebook.ru.md", "docs/teaching.md"])
def test_examples(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """What a document shows of the rules is what the rules do."""
    monkeypatch.chdir(ROOT)
    failed, tried = doctest.testfile(str(ROOT / name), module_relative=False)
    assert tried > 0
    assert not failed
