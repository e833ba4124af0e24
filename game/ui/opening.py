"""The rules in steps: what a first game keeps closed until a turn, and the sentence that says so; only the window knows."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

import attrs

from game.text import _, joined
from game.ui.words import POSITIONS, Words

if TYPE_CHECKING:
    from game.model.orders import Order

PARTS = {"consent": "files", "fallback": "fallbacks", **dict.fromkeys(POSITIONS, "positions")}
"""The part of the sheet that an order which is no action belongs to."""


@attrs.frozen
class Opening:
    """What is closed on the sheets of a game in steps; nothing where it is played whole, or the scenario has no steps."""

    words: Words
    stepwise: bool

    def later(self, name: str, place: int) -> int:
        """The turn in which an action or a part of the sheet opens; 0 if it is open, `place` being the turn of now."""
        teaching = self.words.scenario.teaching
        if teaching is None or not self.stepwise:
            return 0
        turns = [step.turn for step in teaching.opens if name in (*step.actions, *step.parts)]
        return max((turn for turn in turns if turn > place), default=0)

    def shuts(self, order: Order, place: int) -> int:
        """The turn in which an order opens; 0 if it is open."""
        return self.later(PARTS.get(order.action, order.action), place)

    def sentences(self, place: int, able: Collection[str]) -> list[str]:
        """What opens when for somebody who may order these actions, a sentence for each turn to come."""
        teaching = self.words.scenario.teaching
        steps = [step for step in teaching.opens if step.turn > place] if teaching and self.stepwise else []
        opened = [(step.turn, [*step.parts, *(action for action in step.actions if action in able)]) for step in steps]
        return [_opens(turn, [self._name(name) for name in names]) for turn, names in opened if names]

    def sentence(self, name: str, place: int) -> str:
        """When an action or a part of the sheet opens."""
        return _opens(self.later(name, place), [self._name(name)])

    def _name(self, name: str) -> str:
        parts = {
            "corridor": _("offers of your own"),
            "fallbacks": _("fall-backs"),
            "files": _("files"),
            "positions": _("positions"),
        }
        return parts.get(name) or self.words.name(name)


def _opens(turn: int, names: list[str]) -> str:
    return _("From turn {turn}: {names}.").format(turn=turn, names=joined(names))
