"""The measures of depth D1 to D11: each a function of what a study found, with its bars."""

from __future__ import annotations

from collections.abc import Callable

from game.study.measures.course import d5, d6, d7
from game.study.measures.levels import d2
from game.study.measures.people import d9, d11
from game.study.measures.result import Found, Measure
from game.study.measures.variety import d3, d4, d10
from game.study.measures.worth import d1, d8

__all__ = ["MEASURES", "Found", "Measure"]

MEASURES: tuple[Callable[[Found], Measure], ...] = (d1, d2, d3, d4, d5, d6, d7, d8, d9, d10, d11)
