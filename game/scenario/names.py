"""What a scenario declares, by sort, and the words that stand for actors and poles without being declared."""

from __future__ import annotations

import attrs

from game.scenario.tree import Node

KIND_WORDS = frozenset({"powers", "states", "institutions", "members", "delegations", "everybody"})
KINDS_OF_ACTOR = frozenset({"power", "state", "institution"})
ROLES = frozenset(
    {"self", "target", "both", "rival", "recipient", "option", "group", "parties", "supporters", "nobody", "meeting"}
)
RESERVED = KIND_WORDS | ROLES
ORDERS = frozenset({"request", "fallback", "consent", "choose"})
"""The orders that every game has, beside the positions."""
SORTS = ("actor", "party", "pole", "group", "track", "item", "file", "event", "posture", "action", "position", "source",
         "temperament")


@attrs.frozen
class Names:
    """The declared ids of every sort, those of entries with mistakes too."""

    actor: frozenset[str]
    party: frozenset[str]
    pole: frozenset[str]
    group: frozenset[str]
    track: frozenset[str]
    item: frozenset[str]
    file: frozenset[str]
    event: frozenset[str]
    posture: frozenset[str]
    action: frozenset[str]
    position: frozenset[str]
    source: frozenset[str]
    temperament: frozenset[str]

    @property
    def reference(self) -> frozenset[str]:
        """All that may stand for one or several actors: ids, groups and kinds."""
        return self.actor | self.group | KIND_WORDS


def declared(root: Node) -> Names:
    """The ids that the tables of a tree declare."""
    return Names(**{sort: frozenset(_ids(root, sort)) for sort in SORTS})


def _ids(root: Node, sort: str) -> list[str]:
    return [name for entry in root.entries(sort) if (name := entry.text("id")) is not None]
