"""Each part imports only what stands below it; faces do not know each other; pygame and web servers stay in their faces."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import game

ROOT = Path(game.__file__).parent
LAYERS = (("paths", "text", "glossary"), ("scenario",), ("model",), ("words",), ("deals",),
          ("view", "save", "outcome", "match"), ("bots",),
          ("table",), ("study",), ("handout",),
          ("ui", "classroom", "env"), ("cli", "commands", "__main__"))
"""From lowest to highest; `game` itself hands out names of the rules, so nobody inside imports them from there."""
FACES = LAYERS[10]
ONLY = {"pygame": "ui", "starlette": "classroom", "uvicorn": "classroom", "fontpkg_fira_sans": "ui", "fontpkg_spectral": "ui"}


def rank(part: str) -> int:
    return next(k for k, parts in enumerate(LAYERS) if part in parts)


def files() -> list[Path]:
    return sorted(file for file in ROOT.rglob("*.py") if file != ROOT / "__init__.py" and "_data" not in file.parts)


def part_of(file: Path) -> str:
    return file.relative_to(ROOT).parts[0].removesuffix(".py")


def imports(file: Path) -> Iterator[str]:
    """Dotted names of all that a file imports, wherever in it."""
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{file}: imports are written in full"
            yield from ([f"game.{alias.name}" for alias in node.names] if node.module == "game" else [node.module or ""])


@pytest.mark.parametrize("file", files(), ids=lambda file: str(file.relative_to(ROOT)))
def test_imports_point_down(file: Path) -> None:
    """A file imports from its own layer or lower ones; no face imports another."""
    mine = part_of(file)
    for name in imports(file):
        if name.split(".")[0] == "game":
            other = name.split(".")[1]
            assert rank(other) <= rank(mine), f"{mine} imports {name}"
            assert other == mine or not {other, mine} <= set(FACES), f"the face {mine} imports {name}"


@pytest.mark.parametrize("file", files(), ids=lambda file: str(file.relative_to(ROOT)))
def test_libraries_of_faces_stay_there(file: Path) -> None:
    """pygame is imported under ui/ alone, a web server under classroom/ alone."""
    for name in imports(file):
        assert ONLY.get(name.split(".")[0], part_of(file)) == part_of(file)


def test_every_part_has_a_layer() -> None:
    """A new part has to be put in its place first."""
    assert {part_of(file) for file in files()} <= {part for parts in LAYERS for part in parts}


def test_the_library_needs_no_face() -> None:
    """`import game`, with all that it hands out, pulls in neither pygame nor a web server."""
    code = ("import sys, game\nfor name in game.__all__: getattr(game, name)\n"
            "print([m for m in ('pygame', 'starlette', 'uvicorn', 'click', 'rich') if m in sys.modules])")
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "[]\n"
