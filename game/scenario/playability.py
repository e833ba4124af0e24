"""Warns of what a player would feel: so far, a state that nothing can ever move."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from game.scenario.cast import Cast
from game.scenario.effects import Effect
from game.scenario.mistake import Mistake
from game.scenario.names import ROLES
from game.scenario.schema import Action, Actor, Scenario

ANYBODY = ("everybody",)


def check_playability(scenario: Scenario, cast: Cast) -> Iterator[Mistake]:
    """A warning for each state without neighbours on which no effect can fall."""
    moved = cast.of(_moved(scenario))
    for index, actor in enumerate(scenario.actor):
        if actor.kind == "state" and actor.id not in moved and not _is_social(scenario, actor):
            message = f"{actor.id!r} can never be moved: its social weight is 0 and no effect falls on it"
            yield Mistake(("actor", index, "id"), "never-moved", message, severity="warning")


def _is_social(scenario: Scenario, actor: Actor) -> bool:
    return (scenario.rules.social if actor.social is None else actor.social) > 0


def _moved(scenario: Scenario) -> Iterator[str]:
    """Names of all on whom some push or anchor effect may fall."""
    for action in scenario.action:
        yield from _moved_by(action.effects, _recipients(action))
    for meeting in scenario.meeting:
        yield from _moved_by(meeting.effects, {"self": ANYBODY, "target": ANYBODY})
    lists = [entry.effects for table in (scenario.item, scenario.file, scenario.event) for entry in table]
    for effects in lists:
        yield from _moved_by(effects, {})
    for event in scenario.event:
        for choice in event.choices:
            yield from _moved_by(choice.effects, {"self": event.by})


def _recipients(action: Action) -> dict[str, tuple[str, ...]]:
    among = action.among or ANYBODY
    return {"self": action.by, "target": among if action.target == "actor" else ANYBODY, "group": among}


def _moved_by(effects: Iterable[Effect], roles: dict[str, tuple[str, ...]]) -> Iterator[str]:
    """A role that is not listed may be anybody, so that no warning is false."""
    for effect in effects:
        if effect.push is not None or effect.anchor is not None:
            on = (effect.on,) if isinstance(effect.on, str) else effect.on or ("self", "target")
            for name in on:
                yield from roles.get(name, ANYBODY if name in ROLES else (name,))
