"""Multivector: a turn-based game of summit diplomacy in which every number explains itself."""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from game.match import Match, Outcome
    from game.model.orders import IllegalOrder, Order
    from game.model.report import Report
    from game.scenario.load import load_scenario
    from game.scenario.problem import ScenarioError
    from game.scenario.schema import Scenario

__all__ = ["IllegalOrder", "Match", "Order", "Outcome", "Report", "Scenario", "ScenarioError", "load_scenario"]

_HOME = {
    "IllegalOrder": "game.model.orders",
    "Match": "game.match",
    "Order": "game.model.orders",
    "Outcome": "game.match",
    "Report": "game.model.report",
    "Scenario": "game.scenario.schema",
    "ScenarioError": "game.scenario.problem",
    "load_scenario": "game.scenario.load",
}


def __getattr__(name: str) -> Any:
    """Import a name when it is first asked for, so that a command's help needs neither numpy nor the rules."""
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    globals()[name] = found = getattr(import_module(_HOME[name]), name)
    return found


def __dir__() -> list[str]:
    return __all__
