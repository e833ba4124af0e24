"""What a scenario says to teach the game by playing it: lessons, one idea each, and what opens later in a first game."""

from __future__ import annotations

from typing import Annotated, Literal

import attrs

from game.scenario.values import Id, Limit, Names

Part = Literal["corridor", "fallbacks", "files", "positions"]


@attrs.frozen(kw_only=True)
class Lesson:
    """One idea, told beside the part of the window that it is about."""

    turn: Annotated[int, "the turn in which, or about which, it is told"]
    text: Annotated[str, "one to three sentences, shown to players"]
    screen: Annotated[str, "the screen of the window on which it is told"] = "summit"
    at: Annotated[Names, "elements of the window, or how their ids begin; the first that is shown is pointed at"] = ()
    until: Annotated[
        Names,
        "done when an element is shown whose id begins so, on `screen:` such a screen, or with `sheet:` such an order on "
        "the sheet; if empty, when the player goes on",
    ] = ()


@attrs.frozen(kw_only=True)
class Opens:
    """What is closed in a first game until a turn."""

    turn: Annotated[int, "the turn from which it is open"]
    actions: Annotated[Names, "ids of actions"] = ()
    parts: Annotated[tuple[Part, ...], "parts of the sheet"] = ()


@attrs.frozen(kw_only=True)
class Teaching:
    """The tutorial of a scenario."""

    seat: Annotated[Id, "the delegation that the learner plays"]
    seed: Annotated[int, Limit(0, 10**9), "the luck under which the lessons were tried"] = 1
    then: Annotated[str, "the id of the scenario in which the lessons go on"] = ""
    opens: tuple[Opens, ...] = ()
    lesson: tuple[Lesson, ...] = ()
