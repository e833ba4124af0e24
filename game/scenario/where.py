"""Where a scenario's entries are written: the file and the line of an actor, an action, an item."""

from __future__ import annotations

from game.scenario.load import tree_of
from game.scenario.schema import Scenario
from game.scenario.tree import Node

TABLES = {"seat": ("actor",), "action": ("action", "position"), "item": ("item",), "event": ("event",), "pole": ("pole",)}
"""The tables that declare each kind of thing."""


class Where:
    """Finds entries in the files that a scenario was read from; nothing if it was not read from any."""

    def __init__(self, scenario: Scenario) -> None:
        self._root = tree_of(scenario.origin) if scenario.origin else None

    def line(self, kind: str, id: str) -> str:
        """The file and line at which the entry begins, such as `mine.toml:12`; empty if nothing declares it."""
        entry = self._entry(kind, id)
        return f"{entry.place.source.label}:{entry.place.line}" if entry is not None else ""

    def _entry(self, kind: str, id: str) -> Node | None:
        """For the action `meeting`, which has no id, the first table of meetings."""
        if self._root is None:
            return None
        if (kind, id) == ("action", "meeting"):
            return next(self._root.entries("meeting"), None)
        entries = (entry for table in TABLES.get(kind, ()) for entry in self._root.entries(table))
        return next((entry for entry in entries if entry.text("id") == id), None)
