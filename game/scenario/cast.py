"""Who is meant by an actor's id, a group or a kind, as far as a scenario alone can tell."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from game.scenario.effects import Effect
from game.scenario.schema import Scenario
from game.scenario.tables.people import Actor
from game.scenario.values import Names

PLURAL = {"power": "powers", "state": "states", "institution": "institutions"}


class Cast:
    """The actors of a scenario by id, and what the other names stand for."""

    def __init__(self, scenario: Scenario) -> None:
        self.actors: dict[str, Actor] = {actor.id: actor for actor in scenario.actor}
        self.powers = {actor.pole: actor.id for actor in scenario.actor if actor.pole is not None}
        everybody = scenario.actor
        self._named = {
            "everybody": frozenset(self.actors),
            "delegations": frozenset(actor.id for actor in everybody if actor.playable),
            "members": frozenset(actor.id for actor in everybody if actor.member or actor.kind == "state"),
            **{PLURAL[kind]: frozenset(a.id for a in everybody if a.kind == kind) for kind in PLURAL},
            **{group.id: frozenset(group.actors) for group in scenario.group},
            **{name: frozenset({name}) for name in self.actors},
        }

        admitted = {name for effect in _effects(scenario) if effect.admit for name in _listed(effect.on)}
        anybody = not admitted <= self._named.keys()  # a role may be anybody
        self._members = self.of(["everybody"] if anybody else admitted) | {a.id for a in everybody if a.member}
        self._named["members"] |= self._members

    def of(self, names: Iterable[str]) -> frozenset[str]:
        """All actors that the names can stand for. `members` holds every state, and all that may be admitted."""
        return frozenset().union(*(self._named.get(name, frozenset()) for name in names))

    def members(self) -> frozenset[str]:
        """All that are members at the start, or may be admitted by an effect."""
        return self._members

    def without_pole(self, names: Iterable[str]) -> list[str]:
        """The actors among the names that are no powers, and so own no pole."""
        return sorted(name for name in self.of(names) if name in self.actors and self.actors[name].kind != "power")


def slots_of(actor: Actor) -> int:
    """The leader's time a turn."""
    return actor.slots if actor.slots is not None else 3 if actor.kind == "power" else 2


def meetings_of(actor: Actor) -> int:
    """The meetings that a leader has time for in a turn; whoever is not played has one."""
    if not actor.playable:
        return 1
    return actor.meetings if actor.meetings is not None else 2 if actor.kind == "power" else 1


def _effects(scenario: Scenario) -> Iterator[Effect]:
    for table in (scenario.action, scenario.position, scenario.meeting, scenario.item, scenario.file, scenario.event):
        for entry in table:
            yield from entry.effects
    for event in scenario.event:
        for choice in event.choices:
            yield from choice.effects


def _listed(on: str | Names | None) -> Names:
    if on is None:
        return ("self",)
    return (on,) if isinstance(on, str) else on
