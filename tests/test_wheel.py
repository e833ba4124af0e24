"""The built wheel, installed in a clean environment and used in another folder."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import venv
from pathlib import Path
from zipfile import ZipFile

import pytest

from game.paths import scenario_files

ROOT = Path(__file__).resolve().parent.parent

pytestmark = pytest.mark.slow


def run(*words: object, cwd: Path) -> str:
    """What a process prints; it must succeed."""
    env = {name: value for name, value in os.environ.items() if name not in ("PYTHONPATH", "PYTHONHOME")}
    done = subprocess.run([str(word) for word in words], cwd=cwd, env=env, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Built from the checkout, in isolation."""
    folder = tmp_path_factory.mktemp("wheel")
    run(sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--wheel-dir", folder, ROOT, cwd=folder)
    return next(folder.glob("multivector-*.whl"))


@pytest.fixture(scope="module")
def program(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The installed command of an environment that has nothing else."""
    folder = tmp_path_factory.mktemp("clean")
    venv.create(folder / "venv", with_pip=True)
    place = folder / "venv" / ("Scripts" if os.name == "nt" else "bin")
    run(place / "python", "-m", "pip", "install", "--quiet", wheel, cwd=folder)
    return place / "multivector"


def test_what_is_in_it(wheel: Path) -> None:
    """Scenarios, assets, languages, types and the licence are inside; tests and studies of the checkout are not."""
    names = ZipFile(wheel).namelist()
    for wanted in ("game/py.typed", "game/_data/scenarios/astana.toml", "game/_data/scenarios/sets/summit-actions.toml"):
        assert wanted in names
    assert any(name.startswith("game/_data/assets/") for name in names)
    assert "game/locale/ru/LC_MESSAGES/multivector.mo" in names
    assert any(name.endswith("LICENSE") for name in names)
    assert not [name for name in names if name.startswith(("tests/", "benchmarks/", "docs/")) or "__pycache__" in name]


def test_check(program: Path, tmp_path: Path) -> None:
    """The shipped scenarios are found by id and have no mistakes."""
    shipped = [path.stem for path in scenario_files(ROOT / "scenarios")]
    assert run(program, "check", *shipped, cwd=tmp_path) == "0 errors, 0 warnings\n"


def test_simulate(program: Path, tmp_path: Path) -> None:
    """Games are played by two processes."""
    run(program, "simulate", "astana", "--games", 2, "--bot", "random", "--workers", 2, "--json", "games.json", cwd=tmp_path)
    assert len(json.loads((tmp_path / "games.json").read_text(encoding="utf-8"))["games"]) == 2


def test_screenshot(program: Path, tmp_path: Path) -> None:
    """A screen is drawn with the installed fonts and assets."""
    run(program, "screenshot", "--screen", "summit", "--seat", "kazakhstan", "-o", "summit.png", cwd=tmp_path)
    assert (tmp_path / "summit.png").read_bytes().startswith(b"\x89PNG")
