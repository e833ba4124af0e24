"""How tests run: hypothesis profiles, chosen by the environment variable HYPOTHESIS_PROFILE."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from game import paths

sys.path.insert(0, str(Path(__file__).parents[1] / "tools"))  # the makers of counts.txt and golden/

SLOW_INPUTS = [HealthCheck.too_slow, HealthCheck.filter_too_much, HealthCheck.data_too_large]

# deadline: no test may fail because a machine is slow. derandomize: a daily run finds the same as the one before it.
settings.register_profile(
    "dev", max_examples=10, deadline=None, derandomize=True, suppress_health_check=SLOW_INPUTS, database=None
)
settings.register_profile("ci", max_examples=100, deadline=None, suppress_health_check=SLOW_INPUTS, print_blob=True)
settings.register_profile("long", max_examples=1000, deadline=None, suppress_health_check=SLOW_INPUTS, print_blob=True)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "dev"))


def pytest_configure(config: pytest.Config) -> None:
    """A whole rulebook is too long to print when a test fails: that is no failure of its own."""
    config.addinivalue_line("filterwarnings", "ignore:Generating overly large repr")


@pytest.fixture(autouse=True)
def own_folder(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """No test sees the saves, settings or scenarios of whoever runs it, or those of another test."""
    folder = tmp_path_factory.getbasetemp() / "users" / str(abs(hash(request.node.nodeid)))
    monkeypatch.setattr(paths, "user_folder", lambda: folder)
