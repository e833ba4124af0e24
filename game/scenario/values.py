"""The sorts of value that tables hold: limits of numbers, ids, names, points, texts, wordings."""

from __future__ import annotations

from typing import Annotated, Literal

import attrs


@attrs.frozen
class Limit:
    """The closed interval that a number must lie in."""

    low: float
    high: float


@attrs.frozen
class Pattern:
    """The regular expression that a text must match as a whole."""

    text: str


@attrs.frozen
class Filled:
    """A list that must hold something."""


ID = Pattern(r"[a-z0-9]+(-[a-z0-9]+)*")
Id = Annotated[str, ID, "a lower-case id: letters, digits and hyphens"]
Names = tuple[str, ...]
Text = Annotated[str, "text shown to players"]
Words = Annotated[str, "more about it, shown to players"]
Reason = Annotated[str, "the reasons for these numbers"]
Cited = Annotated[Names, "ids of sources"]
Degrees = Annotated[tuple[float, float], Limit(-180, 180)]
Area = Annotated[str | Names, "land on the map: an ISO 3166 number of three digits, several in a list, or a name of its own"]
Point = Annotated[
    Degrees | None, "degrees east and north; of those who name the same area, each has what lies nearest to its own point"
]
Points = Annotated[float, Limit(-98, 98)]
Gauge = Annotated[float, Limit(1, 99)]
Wording = Literal["weak", "middle", "strong"]
WORDINGS: tuple[Wording, ...] = ("weak", "middle", "strong")
