"""How the modifiers of a scenario change what orders cost and how far their effects go."""

from __future__ import annotations

from collections.abc import Sequence

from game.model.catalogue import Entry
from game.model.conditions import Questions, Roles
from game.model.names import Names
from game.model.rulebook import Changes
from game.model.tables import padded
from game.scenario.tables.summit import Modifier


class Modifiers:
    """Compiles modifiers for the entries of a catalogue. Costs are known before a turn, sizes only in it."""

    def __init__(self, names: Names, modifiers: Sequence[Modifier], early: Questions, late: Questions) -> None:
        self.names, self.modifiers, self.early, self.late = names, modifiers, early, late

    def surcharges(self, entries: Sequence[Entry]) -> Changes:
        """What orders cost more, or less; of meetings each side pays its own price."""
        return padded([self._surcharges(entry) if entry.kind != "meeting" else [] for entry in entries], 0.0)

    def factors(self, entries: Sequence[Entry]) -> Changes:
        """What the sizes of orders are multiplied by."""
        return padded([[(self.late.ask(m.when, e.roles), m.size) for m in self.modifiers if m.size != 1 and self._fits(m, e)]
                       for e in entries], 1.0)

    def prices(self) -> Changes:
        """What each delegation pays more, or less, for a meeting."""
        return padded([[(self.early.ask(m.when, Roles(me=seat)), m.cost) for m in self.modifiers if self._prices(m, seat)]
                       for seat in self.names.seats], 0.0)

    def _surcharges(self, entry: Entry) -> list[tuple[int, float]]:
        return [(self.early.ask(m.when, entry.roles), m.cost) for m in self.modifiers if m.cost and self._fits(m, entry)]

    def _fits(self, modifier: Modifier, entry: Entry) -> bool:
        sides = {entry.roles.me, entry.roles.target} if entry.kind == "meeting" else {entry.roles.me}
        return (entry.order.action in modifier.actions and modifier.option in (None, entry.roles.option)
                and (not modifier.actors or bool(sides & set(self.names.expand(modifier.actors)))))

    def _prices(self, modifier: Modifier, seat: str) -> bool:
        return ("meeting" in modifier.actions and bool(modifier.cost) and modifier.option is None
                and (not modifier.actors or seat in self.names.expand(modifier.actors)))
