"""When a file can move: who must consent to it, by an order or by a declared rule."""

from __future__ import annotations

from game.model.conditions import Questions, Roles
from game.model.names import Names
from game.scenario.effects import Condition, Ordered
from game.scenario.schema import Scenario
from game.scenario.tables.people import Party
from game.scenario.tables.summit import File

NEVER_HOLDS = Condition(turn_from=2, turn_to=1)


def ask_consents(names: Names, scenario: Scenario, consents: Questions) -> list[int]:
    """For each file, in the order of their ids, the question that holds when all have consented."""
    parties = {party.id: party for party in scenario.party}
    convening = [action.id for action in scenario.action if action.convenes]
    return [_consent(names, file, parties, convening, consents) for file in sorted(scenario.file, key=lambda f: f.id)]


def _consent(names: Names, file: File, parties: dict[str, Party], convening: list[str], consents: Questions) -> int:
    ruled = [parties[name] for name in file.parties if name in parties]
    rules = [rule for party in ruled for rule in (party.when, _convened(party, file.id, convening))]
    rules += [file.needs] if file.needs else []
    asked = names.expand([name for party in ruled for name in party.asks.get(file.id, ())])
    needed = (*(name for name in file.parties if name not in parties), *asked)
    also = tuple(("consents", name, file.id) for name in needed)
    return consents.ask(Condition(all=tuple(rules)), Roles(file=file.id, parties=file.parties), also)


def _convened(party: Party, file: str, convening: list[str]) -> Condition:
    """That somebody convenes the file whom the party accepts."""
    orders = [Ordered(action=name, by=who, on=file) for name in convening for who in party.conveners]
    return Condition(any=tuple(Condition(ordered=order) for order in orders) or (NEVER_HOLDS,))
