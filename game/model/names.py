"""Where text ids become indices: every axis is in alphabetical order, so that ties and sums never depend on a listing."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property
from typing import Protocol

import attrs

from game.scenario.effects import Effect
from game.scenario.schema import Scenario
from game.scenario.tables.people import Actor

KINDS = {"powers": "power", "states": "state", "institutions": "institution"}


class Acting(Protocol):
    """Anything of a scenario that has effects."""

    @property
    def effects(self) -> tuple[Effect, ...]: ...


@attrs.frozen(slots=False, eq=False)
class Names:
    """The axes of one scenario: ids in alphabetical order, and what groups and kinds stand for."""

    scenario: Scenario

    @cached_property
    def by_id(self) -> dict[str, Actor]:
        return {actor.id: actor for actor in sorted(self.scenario.actor, key=lambda a: a.id)}

    @cached_property
    def actors(self) -> tuple[str, ...]:
        return tuple(self.by_id)

    @cached_property
    def seats(self) -> tuple[str, ...]:
        return tuple(a.id for a in self.by_id.values() if a.playable)

    @cached_property
    def poles(self) -> tuple[str, ...]:
        return tuple(sorted(p.id for p in self.scenario.pole))

    @cached_property
    def tracks(self) -> tuple[str, ...]:
        return tuple(sorted(t.id for t in self.scenario.track))

    @cached_property
    def items(self) -> tuple[str, ...]:
        return tuple(sorted(i.id for i in self.scenario.item))

    @cached_property
    def files(self) -> tuple[str, ...]:
        return tuple(sorted(f.id for f in self.scenario.file))

    @cached_property
    def events(self) -> tuple[str, ...]:
        return tuple(sorted(e.id for e in self.scenario.event))

    @cached_property
    def parties(self) -> tuple[str, ...]:
        return tuple(sorted(p.id for p in self.scenario.party))

    @cached_property
    def switches(self) -> tuple[tuple[str, str | None], ...]:
        """The posture columns: (posture, pole) with pole None unless the posture has one toward each pole."""
        rows: list[tuple[str, str | None]] = []
        for posture in sorted(self.scenario.posture, key=lambda p: p.id):
            rows += [(posture.id, pole) for pole in (self.poles if posture.per_pole else (None,))]
        return tuple(rows)

    @cached_property
    def posture_options(self) -> dict[str, tuple[str, ...]]:
        return {posture.id: posture.options for posture in self.scenario.posture}

    @cached_property
    def groups(self) -> dict[str, tuple[str, ...]]:
        return {group.id: group.actors for group in self.scenario.group}

    @cached_property
    def owner(self) -> dict[str, str]:
        """pole -> the power that owns it."""
        return {a.pole: a.id for a in self.by_id.values() if a.pole is not None}

    @cached_property
    def could_be_members(self) -> tuple[str, ...]:
        """Everybody who is a member at the start or may be admitted; where a role is admitted, that may be anybody."""
        s = self.scenario
        choices = [choice for event in s.event for choice in event.choices]
        sorts: tuple[tuple[Acting, ...], ...] = (s.item, s.event, s.file, s.action, s.meeting, s.position, tuple(choices))
        named = {
            name
            for sort in sorts
            for source in sort
            for effect in source.effects
            if effect.admit
            for name in ((effect.on,) if isinstance(effect.on, str) else effect.on or ("self",))
        } - {"members"}
        known = {*self.by_id, *self.groups, *KINDS, "delegations", "everybody"}
        admitted = self.expand(named if named <= known else ("everybody",))
        return tuple(a.id for a in self.by_id.values() if a.member or a.id in admitted)

    def expand(self, names: str | Iterable[str]) -> tuple[str, ...]:
        """Actors named by ids, groups and kinds, in alphabetical order; `members` is everybody who could be one."""
        found: set[str] = set()
        for name in [names] if isinstance(names, str) else names:
            found.update(self._one(name))
        return tuple(sorted(found))

    def _one(self, name: str) -> Iterable[str]:
        if name in KINDS:
            return [a.id for a in self.by_id.values() if a.kind == KINDS[name]]
        if name == "delegations":
            return self.seats
        if name == "everybody":
            return self.actors
        if name == "members":
            return self.could_be_members
        return self.groups.get(name, (name,))

    def rivals(self, pole: str | None) -> tuple[str, ...]:
        """The powers paired as rivals with the power that owns this pole."""
        power = self.owner.get(pole or "")
        pairs = [pair for pair in self.scenario.rivals if power in pair]
        return tuple(sorted(b if a == power else a for a, b in pairs))
