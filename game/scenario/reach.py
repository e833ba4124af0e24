"""On whom an effect can fall, as far as a scenario alone can tell. In doubt it is everybody."""

from __future__ import annotations

from collections.abc import Mapping

from game.scenario.cast import Cast
from game.scenario.effects import Effect
from game.scenario.names import ROLES
from game.scenario.schema import Scenario
from game.scenario.tables.summit import Action

Roles = Mapping[str, frozenset[str]]


class Reach:
    """The actors behind the roles of orders, and those that effects can fall on."""

    def __init__(self, scenario: Scenario, cast: Cast) -> None:
        self.cast = cast
        self.everybody = cast.of(["everybody"])
        self.powers = cast.of(["powers"])
        self.disputes = [dispute.between for dispute in scenario.dispute]
        self._pairs: dict[tuple[frozenset[str], frozenset[str]], frozenset[frozenset[str]]] = {}

    def of_action(self, action: Action, seat: str) -> Roles:
        """What the roles mean in an action that a seat gives."""
        target = self._targets(action, seat)
        return {
            "self": frozenset({seat}),
            "target": target,
            "both": target | {seat},
            "rival": self.powers,
            "option": self.powers,
            "group": self.cast.of(action.among) if action.among else self.everybody,
        }

    def of_seat(self, seat: str) -> Roles:
        """What the roles mean in a position or a choice of a seat."""
        return {"self": frozenset({seat}), "rival": self.powers}

    def of_meeting(self, first: str, second: str) -> Roles:
        """What the roles mean when two actors meet; either may be self."""
        both = frozenset({first, second})
        return {"self": both, "target": both, "both": both, "rival": self.powers}

    def recipients(self, effect: Effect, roles: Roles) -> frozenset[str]:
        """All that an effect on actors can fall on."""
        if effect.on is None:
            return roles.get("self", self.everybody) | roles.get("target", frozenset())
        names = (effect.on,) if isinstance(effect.on, str) else effect.on
        return frozenset[str]().union(*(self.named(name, roles) for name in names))

    def pairs(self, effect: Effect, roles: Roles) -> frozenset[frozenset[str]]:
        """All pairs that a relation effect can fall on."""
        one, other = (self.named(name, roles) for name in effect.between or ("self", "target"))
        if (one, other) not in self._pairs:
            self._pairs[one, other] = frozenset(frozenset({a, b}) for a in one for b in other if a != b)
        return self._pairs[one, other]

    def named(self, name: str, roles: Roles) -> frozenset[str]:
        """All that a role, a group or an id can stand for."""
        if name in roles:
            return roles[name]
        return self.everybody if name in ROLES else self.cast.of([name])

    def _targets(self, action: Action, seat: str) -> frozenset[str]:
        if action.target == "actor":
            return (self.cast.of(action.among) if action.among else self.everybody) - {seat}
        if action.target == "pole":
            return self.powers
        if action.target == "dispute":
            return frozenset(name for pair in self.disputes if seat in pair for name in pair) - {seat}
        return frozenset()
