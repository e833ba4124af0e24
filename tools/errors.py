"""Makes docs/modding/errors.md of the catalogue of problems: `python tools/errors.py`."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from game.scenario.codes import CATALOGUE, CODES, Code

FILE = Path(__file__).resolve().parents[1] / "docs" / "modding" / "errors.md"
HEAD = """\
# Errors and warnings

`multivector check FILE...` tells every mistake of a scenario file in one run, sorted by place: file, line, column, a
sentence, a hint, the line itself with a mark below it, and other lines that the problem is about.

    scenarios/mine.toml:42:1: error: unknown key 'wieght' in [[actor]]. did you mean 'weight'?
       42 | wieght = 3
          | ^^^^^^
    1 error, 0 warnings

An **error** keeps the scenario from being played, and the command then ends with exit code 1. A **warning** names what a
player would feel, such as an event that can never happen; the scenario can be played all the same. Warnings are given only
for what is certain: where the check cannot tell, it says nothing.

## For programs
`--format github` writes annotations for a workflow. `--format json` writes one object; lines and columns count characters
from 1, codes do not change, and what lies in another file than the one checked names it in its message:

    {"format": 1, "files": [{"file": "mine.toml", "errors": 1, "warnings": 0, "problems": [
      {"line": 42, "column": 1, "severity": "error", "code": "unknown-key", "message": "unknown key 'wieght' in [[actor]]",
       "hint": "did you mean 'weight'?", "related": [{"line": 40, "column": 1, "message": "..."}]}]}]}

## The catalogue
"""
FOOT = "\nMade from `game/scenario/codes.py` by `python tools/errors.py`; a test keeps both in step.\n"


def text() -> str:
    """The whole document."""
    warnings = sum(code.severity == "warning" for code in CODES.values())
    count = f"{len(CODES) - warnings} errors and {warnings} warnings.\n"
    return HEAD + count + "".join(_section(*section) for section in CATALOGUE.items()) + FOOT


def _section(title: str, codes: dict[str, Code]) -> str:
    rows = "".join(_rows(codes))
    return f"\n### {title}\n| code | what is wrong | for example | what to do |\n|---|---|---|---|\n{rows}"


def _rows(codes: dict[str, Code]) -> Iterator[str]:
    for name, code in codes.items():
        yield f"| `{name}` | {code.meaning} | {code.example} | {code.advice} |\n"


if __name__ == "__main__":
    FILE.parent.mkdir(exist_ok=True)
    FILE.write_text(text(), encoding="utf-8")
