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

        admitted = [name for effect in _effects(scenario) if effect.admit for name in _listed(effect.on)]
        self._members = self.of(admitted) | {actor.id for actor in everybody if actor.member}

    def of(self, names: Iterable[str]) -> frozenset[str]:
        """All actors that the names can stand for. `members` holds every state, for any may be admitted."""
        return frozenset().union(*(self._named.get(name, frozenset()) for name in names))

    def members(self) -> frozenset[str]:
        """All that are members at the start, or may be admitted by an effect that names them."""
        return self._members

    def without_pole(self, names: Iterable[str]) -> list[str]:
        """The actors among the names that are no powers, and so own no pole."""
        return sorted(name for name in self.of(names) if name in self.actors and self.actors[name].kind != "power")


def _effects(scenario: Scenario) -> Iterator[Effect]:
    for table in (scenario.action, scenario.item, scenario.file, scenario.event):
        for entry in table:
            yield from entry.effects
    for event in scenario.event:
        for choice in event.choices:
            yield from choice.effects


def _listed(on: str | Names | None) -> Names:
    if on is None:
        return ()
    return (on,) if isinstance(on, str) else on
