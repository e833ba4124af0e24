"""Who is on the board: poles, actors, parties, and how they stand to each other."""

from __future__ import annotations

from typing import Annotated, Literal

import attrs

from game.scenario.effects import Condition
from game.scenario.values import Area, Cited, Gauge, Id, Limit, Names, Point, Points, Reason, Text, Words


@attrs.frozen(kw_only=True)
class Pole:
    """A centre of alignment."""

    id: Id
    name: Text
    letter: Annotated[str, "one or two letters, shown beside the colour"]
    colour: Annotated[str, "#rrggbb"]


@attrs.frozen(kw_only=True)
class Coupling:
    """What a push toward one pole costs with another."""

    push: Annotated[Id, "the pole pushed toward"]
    costs: Annotated[Id, "the pole that loses"]
    size: Annotated[float, Limit(-1, 1), "share lost; negative: the other pole gains"]


@attrs.frozen(kw_only=True)
class Actor:
    """Anything on the board: a power (owns a pole), a state, or an institution."""

    id: Id
    name: Text
    kind: Annotated[Literal["power", "state", "institution"], "what it is: a power owns a pole, a state is courted"] = "state"
    pole: Annotated[Id | None, "a power's own pole"] = None
    playable: Annotated[bool, "false: on the board, but nobody's delegation"] = True
    member: Annotated[bool, "takes part in decisions by consensus from the start"] = False
    leader: Annotated[str, "who leads the delegation"] = ""
    role: Annotated[str, "its part in the summit, in a few words"] = ""
    emblem: Annotated[str, "its round sign: a PNG or JPEG in the folder that `picture` stands in; drawn if missing"] = ""
    alignment: Annotated[dict[str, Points], "points toward each pole; 0 if missing"] = attrs.field(factory=dict)
    weight: Annotated[int, Limit(0, 20), "what a state counts; 0 for powers and institutions"] = 0
    stability: Annotated[float, Limit(0, 60), "lead in points that the first partner needs"] = 15
    welfare: Annotated[Gauge, "how well it fares, 0 to 100"] = 50
    dependency: Annotated[dict[str, Gauge], "how far it depends on each pole; 20 if missing"] = attrs.field(factory=dict)
    income: Annotated[int, Limit(0, 20), "political capital a turn, and at the start"] = 4
    cap: Annotated[int, Limit(0, 40), "most capital it can hold"] = 8
    slots: Annotated[int | None, Limit(0, 6), "major actions a turn; 3 for powers, else 2"] = None
    meetings: Annotated[int | None, Limit(0, 6), "meetings a turn; 2 for powers, else 1"] = None
    social: Annotated[float | None, Limit(0, 1), "weight of the neighbours; the rules' if missing"] = None
    anchoring: Annotated[float | None, Limit(0.01, 1), "pull of the anchor; the rules' if missing"] = None
    luck: Annotated[float | None, Limit(0, 10), "standard deviation of chance a turn, in points"] = None
    map: Area = ""
    at: Point = None
    text: Annotated[str, "the dossier: what a player should know"] = ""
    source: Cited = ()
    why: Reason = ""


@attrs.frozen(kw_only=True)
class Party:
    """A party to files that is on the map but not a delegation; it consents by a declared rule."""

    id: Id
    name: Text
    conveners: Annotated[Names, "delegations it accepts as conveners"]
    when: Annotated[Condition, "it consents when this holds"]
    asks: Annotated[dict[str, Names], "for a file: delegations whose consent this turn it asks for"] = attrs.field(factory=dict)
    rule: Annotated[str, "when it consents, in words, shown to players"]
    position: Annotated[str, "its public position, quoted or summed up, with a source"] = ""
    source: Cited = ()
    map: Area = ""
    at: Point = None


@attrs.frozen(kw_only=True)
class Relation:
    """How two actors stand to each other."""

    between: Annotated[tuple[str, str], "the two actors"]
    value: Annotated[float, Limit(-98, 98), "points"]
    why: Reason = ""


@attrs.frozen(kw_only=True)
class Group:
    """A named list of actors."""

    id: Id
    name: Text
    actors: Annotated[Names, "who belongs to it"]


@attrs.frozen(kw_only=True)
class Dispute:
    """Two states with a quarrel, and the file that could settle it."""

    between: Annotated[tuple[str, str], "the two states"]
    file: Annotated[Id, "the file"]


@attrs.frozen(kw_only=True)
class Posture:
    """A named switch of some actors."""

    id: Id
    name: Text
    options: Annotated[Names, "what it can stand at; the first is the start"]
    actors: Annotated[Names, "who has it: actors, groups or kinds"]
    start: Annotated[dict[str, str], "other starts: actor = option"] = attrs.field(factory=dict)
    per_pole: Annotated[bool, "one switch toward each pole"] = False
    text: Words = ""
