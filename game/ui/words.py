"""The words of a scenario, with the colours of its poles, the emblems of its actors and the icons of its orders."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path

from game.model.orders import Order
from game.scenario.pictures import picture_file
from game.ui import colour, theme
from game.ui.pictures import Emblem
from game.words import POSITIONS, day
from game.words import Words as Plain

__all__ = ["POSITIONS", "Words", "day"]


class Words(Plain):
    """One scenario's names, and how they look."""

    def colour(self, id: str | None) -> theme.Colour:
        """The colour of a pole, or the quiet one of nobody."""
        return colour.of(self.scenario.pole).get(id or "", theme.FAINT)

    def emblem(self, actor: str, size: float) -> Emblem:
        """The round sign of an actor, `size` units across."""
        return Emblem(actor, size, name=self.name(actor), file=self._emblems.get(actor))

    @cached_property
    def _emblems(self) -> dict[str, Path | None]:
        return {actor.id: picture_file(self.scenario, actor.emblem) for actor in self.scenario.actor if actor.emblem}

    def icon(self, order: Order) -> str:
        """The icon of what an order does, of the action instead where it is a fall-back."""
        inner = order.inner if order.action == "fallback" and order.inner else order
        action = self.action(inner.action)
        return action.icon or action.id if action else inner.action
