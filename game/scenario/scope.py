"""Which roles a condition or an effect may name at the place where it stands."""

from __future__ import annotations

import attrs

from game.scenario.tables.summit import Action

TARGET_ROLES = {
    "none": frozenset[str](),
    "actor": frozenset({"target", "both"}),
    "pole": frozenset({"target", "both"}),
    "group": frozenset({"group"}),
    "item": frozenset({"supporters"}),
    "file": frozenset({"parties"}),
    "dispute": frozenset({"target", "both", "parties"}),
}


@attrs.frozen
class Scope:
    """The roles for actors and for poles, and what the place allows besides."""

    where: str
    actors: frozenset[str] = frozenset()
    poles: frozenset[str] = frozenset()
    targets: frozenset[str] = frozenset()
    has_self: bool = False
    default_pair: bool = False
    has_sizes: bool = False
    has_item: bool = False
    is_order: bool = False
    options: tuple[str, ...] | None = None
    """The options of the order, None where there is no order; 'poles' stands for any pole."""

    def with_recipient(self) -> Scope:
        """The same place, inside an effect's `when`."""
        return attrs.evolve(self, actors=self.actors | {"recipient"})


EVENT = Scope("an event")
CHOICE = Scope("a choice", frozenset({"self", "rival"}), frozenset({"self", "rival"}), has_self=True)
ITEM = Scope("an item", frozenset({"supporters"}), has_sizes=True)
FILE = Scope("a file", frozenset({"parties"}), targets=frozenset({"file"}))
START = Scope("a trend or a party")
MEETING = Scope(
    "a meeting", frozenset({"self", "target", "both", "rival"}), frozenset({"self", "target", "rival"}), has_self=True,
    default_pair=True, is_order=True,
)
POSITION = Scope(
    "a position", frozenset({"self", "supporters", "rival"}), frozenset({"self", "rival"}), frozenset({"item"}),
    has_self=True, has_item=True, is_order=True,
)
MODIFIER = Scope(
    "a modifier", frozenset().union(*TARGET_ROLES.values()) | {"self", "rival", "option"},
    frozenset({"self", "target", "rival", "option"}), frozenset({"item", "file"}), has_self=True, is_order=True,
)


def of_action(action: Action) -> Scope:
    """What the effects and needs of an action may name."""
    by_pole = frozenset({"option"}) if "poles" in action.options else frozenset()
    has_target = frozenset({"target"}) if action.target in ("actor", "pole", "dispute") else frozenset()
    return Scope(
        f"an action with target = {action.target!r}",
        TARGET_ROLES[action.target] | by_pole | {"self", "rival"},
        by_pole | has_target | {"self", "rival"},
        frozenset({action.target}) & {"item", "file"} | ({"file"} if action.target == "dispute" else set()),
        has_self=True,
        default_pair=action.target in ("actor", "pole", "dispute"),
        has_item=action.target == "item",
        is_order=True,
        options=action.options,
    )
