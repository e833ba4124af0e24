"""Engravings that are ready or in the making: the old one is shown, scaled, until the new one is done."""

from __future__ import annotations

import time
from collections.abc import Iterator

from game.ui.map.engraving import Engraving, engrave
from game.ui.map.sheet import Sheet

KEPT = 2


class Workshop:
    """Makes engravings in slices, the one asked for last first."""

    def __init__(self) -> None:
        self._ready: dict[Sheet, Engraving] = {}
        self._sheet: Sheet | None = None
        self._making: Iterator[Engraving | None] = iter(())

    @property
    def busy(self) -> bool:
        """Whether an engraving is in the making."""
        return self._sheet is not None

    def engraving(self, sheet: Sheet) -> tuple[Sheet, Engraving]:
        """The engraving of a sheet; while it is in the making the latest other one of the same chart, with its own sheet."""
        if sheet not in self._ready:
            old = next((s for s in reversed(self._ready) if s.chart == sheet.chart), None)
            if self._sheet is not sheet:
                self._sheet, self._making = sheet, engrave(sheet)
            if old is not None:
                return old, self._ready[old]
            self.work(float("inf"))
        return sheet, self._ready[sheet]

    def work(self, seconds: float) -> bool:
        """Go on for about some time; whether an engraving has become ready."""
        until = time.perf_counter() + seconds
        while self._sheet is not None:
            made = next(self._making)
            if made is not None:
                self._keep(self._sheet, made)
                return True
            if time.perf_counter() >= until:
                return False
        return False

    def _keep(self, sheet: Sheet, made: Engraving) -> None:
        self._ready[sheet], self._sheet = made, None
        while len(self._ready) > KEPT:
            del self._ready[next(iter(self._ready))]


workshop = Workshop()
"""The one workshop of the window."""
