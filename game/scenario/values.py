"""The sorts of value that tables hold: limits of numbers, ids, names, points, texts, wordings."""

from __future__ import annotations

from typing import Annotated, Literal

import attrs


@attrs.frozen
class Limit:
    """The closed interval that a number must lie in."""

    low: float
    high: float


Id = Annotated[str, "a lower-case id: letters, digits and hyphens"]
Names = tuple[str, ...]
Text = Annotated[str, "text shown to players"]
Points = Annotated[float, Limit(-98, 98)]
Gauge = Annotated[float, Limit(1, 99)]
Wording = Literal["weak", "middle", "strong"]
WORDINGS: tuple[Wording, ...] = ("weak", "middle", "strong")
