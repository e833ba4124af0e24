"""Warns of what a player would feel: so far, of a state that nothing can ever move."""

from __future__ import annotations

from collections.abc import Iterator

from game.scenario.cast import Cast
from game.scenario.effects import Effect
from game.scenario.mistake import Mistake
from game.scenario.reach import Reach, Roles
from game.scenario.schema import Scenario
from game.scenario.tables.people import Actor


def check_playability(scenario: Scenario, cast: Cast) -> Iterator[Mistake]:
    """A warning for each state without neighbours on which no push and no anchor effect can fall."""
    reach = Reach(scenario, cast)
    moved = [reach.recipients(effect, roles) for effect, roles in _effects(scenario, cast, reach) if _moves(effect)]
    for index, actor in enumerate(scenario.actor):
        if actor.kind == "state" and not _is_social(scenario, actor) and not any(actor.id in names for names in moved):
            message = f"{actor.id!r} can never be moved: its social weight is 0 and no effect falls on it"
            yield Mistake(("actor", index, "id"), "never-moved", message)


def _effects(scenario: Scenario, cast: Cast, reach: Reach) -> Iterator[tuple[Effect, Roles]]:
    for action in scenario.action:
        for seat in cast.of(action.by):
            yield from ((effect, reach.of_action(action, seat)) for effect in action.effects)
    for table in (scenario.meeting, scenario.item, scenario.file, scenario.event):
        for entry in table:
            yield from ((effect, {}) for effect in entry.effects)
    for event in scenario.event:
        for choice in event.choices:
            yield from ((effect, {"self": cast.of(event.by)}) for effect in choice.effects)


def _moves(effect: Effect) -> bool:
    return effect.push is not None or effect.anchor is not None


def _is_social(scenario: Scenario, actor: Actor) -> bool:
    return (scenario.rules.social if actor.social is None else actor.social) > 0
