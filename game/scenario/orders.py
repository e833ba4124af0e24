"""Checks what may be ordered, by whom and on what: actions, positions, meetings and modifiers."""

from __future__ import annotations

from collections.abc import Iterator

from game.scenario.cast import Cast
from game.scenario.conditions import Conditions, check_early
from game.scenario.consequences import Effects
from game.scenario.lookup import unknown, unknowns
from game.scenario.mistake import Mistake
from game.scenario.names import KINDS_OF_ACTOR, ORDERS, Names
from game.scenario.schema import Scenario
from game.scenario.scope import MEETING, MODIFIER, POSITION, of_action
from game.scenario.source import Path
from game.scenario.tables.summit import Action, Modifier

POSITIONS = ("strengthen", "soften", "accept", "aside", "object")
MEETING_PAIRS = (
    ("power", "power"),
    ("power", "state"),
    ("power", "institution"),
    ("state", "state"),
    ("state", "institution"),
)


class Orders:
    """Checks all that turns into orders."""

    def __init__(self, scenario: Scenario, names: Names, cast: Cast) -> None:
        self.scenario = scenario
        self.names = names
        self.cast = cast
        self.conditions = Conditions(scenario, names)
        self.effects = Effects(scenario, self.conditions)

    def check(self) -> Iterator[Mistake]:
        """All mistakes in actions, positions, meetings and modifiers."""
        for index, action in enumerate(self.scenario.action):
            yield from self._action(action, ("action", index))
        for index, modifier in enumerate(self.scenario.modifier):
            yield from self._modifier(modifier, ("modifier", index))
        yield from self._positions()
        yield from self._meetings()

    def _action(self, action: Action, path: Path) -> Iterator[Mistake]:
        scope = of_action(action)
        if action.id in ORDERS | self.names.position | {"meeting"}:
            message = f"{action.id!r} is an order that every game has"
            yield Mistake((*path, "id"), "reserved-id", message, "choose another id")
        yield from unknowns((*path, "by"), "actor", action.by, self.names.reference)
        yield from self._targets(action, path)
        yield from self.conditions.check(action.needs, (*path, "needs"), scope)
        yield from check_early(action.needs, (*path, "needs"), "a need")
        yield from self.effects.check(action.effects, (*path, "effects"), scope)
        yield from self._dependency_scale(action, path)

    def _targets(self, action: Action, path: Path) -> Iterator[Mistake]:
        sorts = {
            "actor": self.names.reference,
            "pole": self.names.pole,
            "group": self.names.group,
            "item": self.names.item,
            "file": self.names.file,
            "dispute": frozenset(dispute.file for dispute in self.scenario.dispute),
        }
        if action.target == "none":
            if action.among:
                message = "an action without a target has no 'among'"
                yield Mistake((*path, "among"), "odd-companion", message, on_key=True)
        else:
            yield from unknowns((*path, "among"), action.target, action.among, sorts[action.target])
        if action.convenes and action.target not in ("file", "dispute"):
            message = f"only an action on a file or a dispute can convene, and the target is {action.target!r}"
            yield Mistake((*path, "convenes"), "odd-companion", message, on_key=True)
        if "poles" in action.options and len(action.options) > 1:
            yield Mistake((*path, "options"), "odd-companion", "'poles' cannot stand beside other options")

    def _dependency_scale(self, action: Action, path: Path) -> Iterator[Mistake]:
        without = self.cast.without_pole(action.by)
        for index, effect in enumerate(action.effects):
            if effect.scale == "dependency" and without:
                message = f"scale 'dependency' needs the giver's pole, and {without[0]!r} has none"
                yield Mistake((*path, "effects", index, "scale"), "no-pole", message, "let only powers order it")

    def _modifier(self, modifier: Modifier, path: Path) -> Iterator[Mistake]:
        known = self.names.action | self.names.position | {"meeting"}
        yield from unknowns((*path, "actions"), "action", modifier.actions, known)
        yield from unknowns((*path, "actors"), "actor", modifier.actors, self.names.reference)
        yield from self.conditions.check(modifier.when, (*path, "when"), MODIFIER)
        if modifier.cost:
            yield from check_early(modifier.when, (*path, "when"), "a change of cost")
        if modifier.option is not None:
            yield from self._option(modifier.option, modifier, path)

    def _option(self, option: str, modifier: Modifier, path: Path) -> Iterator[Mistake]:
        listed = [action.options for action in self.scenario.action if action.id in modifier.actions]
        options = {name for names in listed for name in names}
        known = options | (self.names.pole if "poles" in options else set())
        if len(listed) == len(modifier.actions):
            yield from unknown((*path, "option"), "option", option, known)

    def _positions(self) -> Iterator[Mistake]:
        for index, position in enumerate(self.scenario.position):
            yield from self.effects.check(position.effects, ("position", index, "effects"), POSITION)
        missing = [name for name in POSITIONS if name not in self.names.position]
        if self.scenario.item and missing:
            names = ", ".join(map(repr, missing))
            message, hint = f"there are items, but no [[position]] {names}", 'add them, or uses = "summit-actions", which has all'
            yield Mistake(("item",), "missing-position", message, hint, on_key=True)

    def _meetings(self) -> Iterator[Mistake]:
        declared = {frozenset(meeting.between) for meeting in self.scenario.meeting}
        for index, meeting in enumerate(self.scenario.meeting):
            yield from self.effects.check(meeting.effects, ("meeting", index, "effects"), MEETING)
        if not declared or not KINDS_OF_ACTOR.issuperset(kind for pair in declared for kind in pair):
            return
        for pair in MEETING_PAIRS:
            if frozenset(pair) not in declared and self._can_meet(pair):
                message = f"there is no [[meeting]] between {pair[0]!r} and {pair[1]!r}"
                yield Mistake(("meeting",), "missing-meeting", message, 'add it, or uses = "summit-actions"', on_key=True)

    def _can_meet(self, pair: tuple[str, str]) -> bool:
        kinds: list[str] = [actor.kind for actor in self.cast.actors.values()]
        return all(kinds.count(kind) >= pair.count(kind) for kind in pair)
