"""Warns of what is written and does nothing: modifiers that change nothing, options that nobody asks for, unknown icons."""

from __future__ import annotations

from collections.abc import Iterator

import attrs

from game import paths
from game.scenario.mistake import Mistake, did_you_mean
from game.scenario.schema import Scenario
from game.scenario.tables.summit import Action

POLES = "poles"


def check_idle(scenario: Scenario) -> Iterator[Mistake]:
    """A warning for each modifier, list of options and icon that makes no difference."""
    known = icons()
    for index, action in enumerate(scenario.action):
        if action.by and action.options and not _asks(scenario, action):
            message = f"it makes no difference which option of {action.id!r} is chosen"
            yield Mistake(("action", index, "options"), "no-difference", message)
        if action.by and action.icon and action.icon not in known:
            message = f"there is no icon {action.icon!r}, so a dot stands in its place"
            yield Mistake(("action", index, "icon"), "unknown-icon", message, did_you_mean(action.icon, known))
    for index, modifier in enumerate(scenario.modifier):
        if modifier.cost == 0 and modifier.size == 1:
            yield Mistake(("modifier", index, "actions"), "no-difference", "this modifier changes neither a cost nor a size")


def icons() -> frozenset[str]:
    """The names of all icons that the game has, and of those that stand beside the user's own scenarios."""
    folders = (paths.assets_folder(), paths.user_folder() / "scenarios")
    return frozenset(file.stem for folder in folders for file in (folder / "icons").glob("*.svg"))


def _asks(scenario: Scenario, action: Action) -> bool:
    """Whether anything may ask which option of an action is chosen: in doubt, something does."""
    own = (action.effects, action.needs, [modifier for modifier in scenario.modifier if action.id in modifier.actions])
    return any(_reads(*leaf) for leaf in _leaves(own)) or any(_names(action, *leaf) for leaf in _leaves(scenario))


def _reads(key: str, value: object) -> bool:
    """Whether a value is read from the option of the order: who joins in, and who repeats, does so with the same option."""
    return key in ("option", "repeated", "joiners_from") or value in ("option", "rival", "joiners")


def _names(action: Action, key: str, value: object) -> bool:
    return key == "option" and (value in action.options or POLES in action.options)


def _leaves(thing: object, key: str = "") -> Iterator[tuple[str, object]]:
    """Every value that is written somewhere in a part of a scenario, with its key."""
    if isinstance(thing, (tuple, list)):
        for part in thing:
            yield from _leaves(part, key)
    elif attrs.has(kind := type(thing)):
        for field in attrs.fields(kind):
            yield from _leaves(getattr(thing, field.name), field.name)
    elif thing is not None:
        yield key, thing
