"""Engravings that are ready or in the making; a draft, or the last one scaled, is shown until the one asked for is done."""

from __future__ import annotations

import time
from collections.abc import Iterator

from game.ui.map.engraving import Engraving, draft, engrave
from game.ui.map.sheet import Sheet

KEPT = 2
"""So many engravings are kept, and so many are in the making at once."""


class Workshop:
    """Makes engravings in slices, the one asked for last first."""

    def __init__(self) -> None:
        self._ready: dict[Sheet, Engraving] = {}
        self._making: dict[Sheet, Iterator[Engraving | None]] = {}

    @property
    def busy(self) -> bool:
        """Whether an engraving is in the making."""
        return bool(self._making)

    def engraving(self, sheet: Sheet) -> tuple[Sheet, Engraving]:
        """The engraving of a sheet; while it is in the making the latest of the same chart, with its own sheet, or a draft."""
        if sheet in self._ready:
            return sheet, self._ready[sheet]
        if sheet not in self._making:
            self._making[sheet] = engrave(sheet)
            _limit(self._making)
        old = next((other for other in reversed(self._ready) if other.chart == sheet.chart), None)
        return (sheet, draft(sheet)) if old is None else (old, self._ready[old])

    def work(self, seconds: float) -> bool:
        """Go on for about some time; whether an engraving has become ready."""
        until, done = time.perf_counter() + seconds, False
        while self._making:
            sheet = next(reversed(self._making))
            made = next(self._making[sheet])
            if made is not None:
                del self._making[sheet]
                self._ready[sheet], done = made, True
                _limit(self._ready)
            if time.perf_counter() >= until:
                break
        return done


def _limit(kept: dict[Sheet, Engraving] | dict[Sheet, Iterator[Engraving | None]]) -> None:
    """Forget the oldest."""
    while len(kept) > KEPT:
        del kept[next(iter(kept))]


workshop = Workshop()
"""The one workshop of the window."""
