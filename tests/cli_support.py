"""Runs commands for the tests: within this process, or as a real one."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from click.testing import CliRunner, Result

from game.cli import main

SMALL = "first-steps"


def run(*words: object) -> Result:
    """A command within this process; stdout and stderr apart."""
    return CliRunner().invoke(main, [str(word) for word in words])


def refused(result: Result, code: int = 1) -> str:
    """The one sentence of a command that was refused: on stderr, with nothing else and no traceback."""
    assert result.exit_code == code, result.output
    assert result.stderr.count("\n") == 1, result.stderr
    assert result.stderr.startswith("error: ")
    return result.stderr


def process(*words: object, cwd: Path | None = None, **more: str) -> subprocess.CompletedProcess[str]:
    """A command as a process of its own."""
    env = {**os.environ, "SDL_VIDEODRIVER": "dummy", **more}
    line = [sys.executable, "-m", "game", *map(str, words)]
    return subprocess.run(line, cwd=cwd, env=env, capture_output=True, text=True, timeout=300)
