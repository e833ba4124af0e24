"""A game that is killed in the middle of anything goes on where it was."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]


@pytest.mark.slow
@pytest.mark.skipif(not hasattr(os, "fork"), reason="children are forked")
def test_no_resolved_turn_is_lost() -> None:
    """Of games that are killed at random moments none loses a resolved turn, and every save can be read."""
    code = "import json, attrs; from benchmarks.kills import measure; print(json.dumps(attrs.asdict(measure(150))))"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=True, capture_output=True, text=True, timeout=250)
    found = json.loads(done.stdout)
    assert found["amid"] > 5
    assert (found["lost"], found["broken"]) == (0, 0)
