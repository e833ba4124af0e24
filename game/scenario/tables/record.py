"""What is known and asked of a summit: sources, what was done in fact, questions for the talk afterwards."""

from __future__ import annotations

from typing import Annotated, Literal

import attrs

from game.scenario.values import Id, Limit, Names, Text, Wording


@attrs.frozen(kw_only=True)
class Source:
    """A source that facts of the scenario rest on."""

    id: Annotated[Id, "short name, cited as `source` elsewhere"]
    title: Text
    link: Annotated[str, "where it can be read, or empty"] = ""
    grade: Annotated[Literal["read", "derived", "general knowledge", "judgement", "disputed"], "how solid it is"] = "read"


@attrs.frozen(kw_only=True)
class History:
    """What was done in fact: one turn's orders, marked as an approximation."""

    turn: Annotated[int, "the turn"]
    orders: Annotated[Names, "orders, each as `seat: action target option`"]


@attrs.frozen(kw_only=True)
class HistoryEnd:
    """What came of it in fact; a test plays history's line and compares."""

    adopted: Annotated[dict[str, Wording], "items adopted, with their wording"] = attrs.field(factory=dict)
    dropped: Annotated[Names, "items not adopted"] = ()
    aside: Annotated[dict[str, Names], "who stood aside, by item"] = attrs.field(factory=dict)
    admitted: Annotated[Names, "who became a member"] = ()
    rupture: Annotated[bool, "true: the summit broke"] = False
    note: Annotated[str, "where the line of history departs from the record"] = ""


@attrs.frozen(kw_only=True)
class Question:
    """A question for the talk after a game, asked where the game gives cause for it."""

    topic: Text
    text: Annotated[str, "the question; {turn} and the like are filled in with what happened"]
    about: Annotated[
        Literal[
            "always",
            "turned",
            "shift",
            "unanswered",
            "kept",
            "broken",
            "adopted",
            "aside",
            "dropped",
            "moved",
            "unmoved",
            "answered",
            "peak",
            "rupture",
            "turning",
            "secret",
        ],
        "what must have happened for it to be asked",
    ] = "always"
    of: Annotated[Names, "only about these actors, items, files, events or tracks; about any if empty"] = ()
    most: Annotated[int, Limit(1, 9), "how often it may be asked, of the weightiest causes"] = 1
