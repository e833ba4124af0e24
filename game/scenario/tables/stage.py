"""Where and when a summit is played: the map, the gauges, the calendar, the numbers of the rules."""

from __future__ import annotations

import datetime
from typing import Annotated, Literal

import attrs

from game.scenario.effects import When
from game.scenario.values import Degrees, Filled, Gauge, Id, Limit, Names, Reason, Text, Words

Centre = Annotated[Degrees, "degrees east and north of its middle"]
Extent = Annotated[tuple[float, float], Limit(50, 40000), "kilometres across and down that must be in view"]


@attrs.frozen(kw_only=True)
class Inset:
    """A part of the map that is shown larger in a corner of it."""

    id: Id
    name: Text
    centre: Centre
    extent: Extent
    actors: Annotated[Names, "actors and parties that are named in it instead of on the map"]


@attrs.frozen(kw_only=True)
class Map:
    """Which part of the world is shown; a scenario without this table gets a map of invented islands."""

    centre: Centre
    extent: Extent
    inset: tuple[Inset, ...] = ()


@attrs.frozen(kw_only=True)
class Trend:
    """What moves a gauge by itself every turn."""

    size: Annotated[float, Limit(-20, 20), "points a turn"]
    when: When = None
    why: Reason = ""


@attrs.frozen(kw_only=True)
class Step:
    """A named stretch of a gauge."""

    id: Id
    name: Text
    start: Annotated[float, Limit(0, 100), "from this value on"]
    text: Annotated[str, "what changes there"] = ""


@attrs.frozen(kw_only=True)
class Track:
    """A gauge of the summit, 0 to 100."""

    id: Id
    name: Text
    start: Annotated[Gauge, "where it stands at the start"]
    home: Annotated[Gauge | None, "where it drifts; its start if missing"] = None
    rate: Annotated[float, Limit(0, 1), "share of the way home a turn"] = 0.0
    rising_is: Annotated[Literal["good", "bad", "neutral"], "how the screen colours a rise"] = "neutral"
    text: Words = ""
    trend: tuple[Trend, ...] = ()
    step: tuple[Step, ...] = ()


@attrs.frozen(kw_only=True)
class Rupture:
    """The gauge that can break the summit."""

    track: Annotated[Id, "the gauge"]
    limit: Annotated[float, Limit(50, 99), "at or over this, by an order, the summit breaks"]
    brink: Annotated[Id, "the step of that gauge from which no file moves"]
    penalty: Annotated[float, Limit(0, 100), "points that the blamed delegation loses"] = 15
    credibility: Annotated[float, Limit(0.01, 0.99), "what its credibility falls to"] = 0.1


@attrs.frozen(kw_only=True)
class Turn:
    """One turn of the calendar."""

    name: Text
    begins: Annotated[datetime.date, "its first day"]
    ends: Annotated[datetime.date, "its last day"]
    text: Words = ""
    communique: Annotated[float, Limit(0, 1), "share of the score banked at its end"] = 0.0
    document: Annotated[str, "what is published then"] = ""
    question: Annotated[str, "for discussion in class"] = ""


@attrs.frozen(kw_only=True)
class Length:
    """A shorter or longer game."""

    id: Id
    name: Text
    turns: Annotated[tuple[int, ...], Filled(), "which turns are played"]


@attrs.frozen(kw_only=True)
class Rules:
    """Named numbers of the rules."""

    social: Annotated[float, Limit(0, 1), "weight of the neighbours a turn"] = 0.10
    anchoring: Annotated[float, Limit(0.01, 1), "pull of the anchor a turn"] = 0.15
    luck: Annotated[float, Limit(0, 10), "standard deviation of chance a turn, in points"] = 1.0
    receptivity: Annotated[float, Limit(0, 1), "rho: how far a good relation helps a push"] = 0.5
    saturation: Annotated[float, Limit(1, 500), "c: effort in points after which a push is worth 1/e"] = 50
    effort_decay: Annotated[float, Limit(0, 1), "share of effort remembered a turn later"] = 0.8
    relation_home: Annotated[float, Limit(0, 1), "share of the way home that relations drift a turn"] = 0.05
    relation: Annotated[float, Limit(-98, 98), "points of a pair that is not listed"] = 10
    partner_bar: Annotated[float, Limit(0, 98), "alignment that a first partner needs, in points"] = 35
    meeting_cost: Annotated[int, Limit(0, 9), "capital a meeting costs each side"] = 1
    requests: Annotated[int, Limit(1, 5), "names on a request list"] = 3
    credibility: Annotated[Gauge, "of every delegation at the start"] = 80
    credibility_home: Annotated[float, Limit(0, 1), "share of the way back that credibility drifts a turn"] = 0.02
    conversations: Annotated[int, Limit(0, 9), "offers that a delegation may open in a turn"] = 3
    refusals: Annotated[int, Limit(1, 9), "refusals a turn after which one hears no more from a proposer"] = 2
    clauses: Annotated[int, Limit(1, 9), "clauses that each side of an offer may have"] = 3
    broken_relation: Annotated[float, Limit(-50, 0), "what a broken pledge does to the relation of the two, in points"] = -12
    broken_credibility: Annotated[float, Limit(0, 50), "points of credibility that each broken pledge costs"] = 15
    kept_credibility: Annotated[float, Limit(0, 20), "points of credibility for a turn in which every pledge is kept"] = 2
