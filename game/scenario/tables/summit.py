"""What is done at a summit: meetings, actions, the declaration, files between parties, events."""

from __future__ import annotations

import datetime
from typing import Annotated, Literal

import attrs

from game.scenario.effects import Condition, Effect, Effects, When
from game.scenario.values import Cited, Filled, Gauge, Id, Limit, Names, Text, Wording, Words


@attrs.frozen(kw_only=True)
class Meeting:
    """What a meeting of two kinds of actor does; the first kind is self, the second target."""

    between: Annotated[tuple[str, str], "two kinds: power, state or institution"]
    effects: Effects


@attrs.frozen(kw_only=True)
class Action:
    """Something a delegation can order."""

    id: Id
    name: Text
    text: Annotated[str, "what it does and when it is worth it"] = ""
    by: Annotated[Names, "who may order it: actors, groups or kinds; empty removes it"] = ()
    target: Annotated[Literal["none", "actor", "pole", "group", "item", "file", "dispute"], "what it is ordered on"] = "none"
    among: Annotated[Names, "which targets: ids, groups or kinds; all of the sort if empty"] = ()
    options: Annotated[Names, "one must be chosen; 'poles' stands for every pole but the own"] = ()
    cost: Annotated[int, Limit(0, 20), "political capital"] = 1
    slots: Annotated[int, Limit(0, 3), "the leader's time"] = 1
    every: Annotated[int, Limit(1, 20), "may be given again only so many turns later"] = 1
    times: Annotated[int | None, Limit(1, 99), "how often in a game"] = None
    once_a_turn: Annotated[bool, "true: only one order of this action a turn"] = False
    convenes: Annotated[bool, "true: asks the target file to move a step"] = False
    needs: Annotated[Condition | None, "legal only when this holds at the start of the turn"] = None
    effects: Effects = ()
    icon: Annotated[str, "its picture in the window; the names are listed below the table"] = ""


@attrs.frozen(kw_only=True)
class Position:
    """A position that a member may take on an item of the declaration."""

    id: Annotated[Literal["strengthen", "soften", "accept", "aside", "object"], "which position it is"]
    name: Text
    text: Words = ""
    cost: Annotated[int, Limit(0, 20), "capital; for aside and object paid at the last session only"] = 0
    levels: Annotated[int, Limit(1, 5), "how often it may be taken at once"] = 1
    promise: Annotated[bool, "whether it may be promised in a deal"] = True
    effects: Effects = ()


@attrs.frozen(kw_only=True)
class Modifier:
    """Changes cost and size of some orders."""

    id: Annotated[Id | None, "by which another scenario or a variant can change it"] = None
    actions: Annotated[Names, "the actions, positions, or 'meeting'"]
    actors: Annotated[Names, "by whom: actors, groups or kinds; everybody if empty; a meeting has two"] = ()
    option: Annotated[str | None, "only with this option"] = None
    when: When = None
    cost: Annotated[int, Limit(-9, 9), "added to the cost (never below 0)"] = 0
    size: Annotated[float, Limit(0, 4), "sizes are multiplied by this"] = 1.0
    why: Annotated[str, "shown beside the changed number"] = ""


@attrs.frozen(kw_only=True)
class Item:
    """A paragraph of the declaration, decided by consensus of the members."""

    id: Id
    name: Text
    text: Annotated[str, "what it is about"] = ""
    start: Annotated[Gauge, "its wording at the start: below 35 weak, below 65 middle, else strong"]
    spread: Annotated[float, Limit(0, 40), "how far luck may move the first draft either way, in points"] = 0.0
    sessions: Annotated[tuple[int, ...], Filled(), "the turns at which it is on the table; the last one decides"]
    before: Annotated[Wording | None, "adopted at this wording when the game starts after its last session"] = None
    weak: Annotated[str, "the paragraph, weak"]
    middle: Annotated[str, "the paragraph, middle"]
    strong: Annotated[str, "the paragraph, strong"]
    supporters: Annotated[Names, "members that sponsor it"] = ()
    effects: Annotated[tuple[Effect, ...], "every turn after adoption; sizes may be [weak, middle, strong]"] = ()
    source: Cited = ()


@attrs.frozen(kw_only=True)
class File:
    """A matter between parties that moves in steps."""

    id: Id
    name: Text
    text: Words = ""
    parties: Annotated[Names, "actors or parties that must consent"]
    conveners: Annotated[Names, "who may convene it"] = ()
    steps: Annotated[tuple[str, ...], Filled(), "what each step agrees"]
    needs: Annotated[Condition | None, "a step is possible only when this holds at the start of the turn"] = None
    effects: Annotated[tuple[Effect, ...], "each time a step is taken"] = ()
    source: Cited = ()


@attrs.frozen(kw_only=True)
class Choice:
    """One answer that an event card offers."""

    id: Id
    name: Text
    cost: Annotated[int, Limit(0, 9), "capital"] = 0
    effects: Effects = ()


@attrs.frozen(kw_only=True)
class Event:
    """Something that happens around the summit."""

    id: Id
    name: Text
    text: Text
    turn: Annotated[int, Limit(1, 99), "the turn it belongs to"]
    date: Annotated[datetime.date | None, "the day"] = None
    when: When = None
    chance: Annotated[float, Limit(0, 1), "how likely it is"] = 1.0
    effects: Effects = ()
    by: Annotated[Names, "delegations that must answer: actors or groups"] = ()
    choices: Annotated[tuple[Choice, ...], "their answers; the first is taken when none is given, and costs nothing"] = ()
    human_loss: Annotated[bool, "true: people died; such a card gives no points to a seat"] = False
    grade: Annotated[Literal["read", "general knowledge", "disputed", "judgement", "fiction"], "how solid it is"] = "read"
    source: Annotated[str, "where it can be read"] = ""
