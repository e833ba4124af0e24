"""Multivector: a turn-based game of summit diplomacy in which every number explains itself."""

from game.match import Match, Outcome
from game.model.orders import IllegalOrder, Order
from game.model.report import Report
from game.scenario.load import load_scenario
from game.scenario.problem import ScenarioError
from game.scenario.schema import Scenario

__all__ = ["IllegalOrder", "Match", "Order", "Outcome", "Report", "Scenario", "ScenarioError", "load_scenario"]
