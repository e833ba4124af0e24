"""How far something that moves has come: a pure function of the window's clock."""

from __future__ import annotations

from math import inf

import attrs


@attrs.frozen
class Ease:
    """A movement that starts slowly and ends slowly; it is over where nothing moves."""

    start: float = -inf
    seconds: float = 0.4

    @property
    def end(self) -> float:
        """When it is over, on the window's clock."""
        return self.start + self.seconds

    def at(self, now: float) -> float:
        """How much of it is done, 0 to 1."""
        if now >= self.end or now == inf:
            return 1.0
        share = max(0.0, (now - self.start) / self.seconds)
        return share * share * (3 - 2 * share)
