"""What delegations want: briefs with their goals, and the temperaments of bots."""

from __future__ import annotations

from typing import Annotated, Literal

import attrs

from game.scenario.values import Id, Limit, Names, Text, Wording

Raw = Literal[
    "partner_weight",
    "alignment",
    "balance",
    "relation",
    "track",
    "welfare",
    "dependency",
    "item",
    "file_steps",
    "met",
    "open",
    "posture",
    "adopted",
    "admitted",
    "first_partner",
    "orders",
    "multipolarity",
]
"""What a goal may measure."""
MEASURES: dict[Raw, tuple[str, str]] = {
    "partner_weight": ("0 to 100", "the per cent of all weight whose first partner is the pole in `toward`, or a power's own"),
    "alignment": ("-100 to 100", "how far those in `of` lean to the pole in `toward`, or a power to its own"),
    "balance": ("-200 to 0", "how far the two highest poles are apart with those in `of`, below 0; at 0 they weigh alike"),
    "relation": ("-100 to 100", "how those in `of` stand to those in `with`"),
    "track": ("0 to 100", "the gauge in `what`"),
    "welfare": ("0 to 100", "how those in `of` fare"),
    "dependency": ("0 to 100", "how far those in `of` depend on the pole in `toward`, or a power on its own"),
    "item": ("0 or 1", "1 if the item in `what` is adopted, within `at_least` and `at_most`; `worth` gives points for each end"),
    "file_steps": ("0, 1, 2 ...", "steps taken of the files in `what`, if `by` is given only those that one of these convened"),
    "met": ("0, 1, 2 ...", "how many of those in `with`, or of all, each in `of` has met"),
    "open": ("0 or 1", "1 if nobody is the first partner"),
    "posture": ("0 or 1", "1 if the switch in `what` stands at `option`"),
    "adopted": ("0, 1, 2 ...", "how many of the items in `what`, or of all, are adopted"),
    "admitted": ("0 or 1", "1 if those in `of` are members"),
    "first_partner": ("0 or 1", "1 if the pole in `option` is the first partner"),
    "orders": ("0, 1, 2 ...", "how often those in `by` ordered `action` on those in `of`; the seat itself if neither is given"),
    "multipolarity": ("1 to 6", "how many poles there are in effect, by the shares of all states; at most as many as there are"),
}
"""For each, its scale, and what it is."""


@attrs.frozen(kw_only=True)
class Goal:
    """A line of a brief: points = weight x clip((raw - from) / (to - from), 0, 1)."""

    id: Id
    text: Text
    raw: Annotated[Raw, "what is measured; the reference lists them all"]
    weight: Annotated[float, Limit(0, 100), "points at most"]
    from_: Annotated[float, Limit(-200, 200), "no points here"] = 0.0
    to: Annotated[float, Limit(-200, 200), "all points here"] = 1.0
    of: Annotated[Names, "actors or groups; the seat itself if missing"] = ()
    toward: Annotated[Names, "poles; for balance: the poles compared (the two highest of all if missing)"] = ()
    with_: Annotated[Names, "for relation and met: the others; written `with`"] = ()
    what: Annotated[Names, "the items, files, track or posture measured"] = ()
    take: Annotated[Literal["mean", "min", "max", "sum", "count"], "how a list becomes a number"] = "mean"
    above: Annotated[float | None, Limit(-200, 200), "for count: at or above"] = None
    below: Annotated[float | None, Limit(-200, 200), "for count: below"] = None
    at_least: Annotated[Wording | None, "for item: adopted at this wording or a stronger one"] = None
    at_most: Annotated[Wording | None, "for item: adopted at this wording or a weaker one"] = None
    worth: Annotated[
        dict[Literal["dropped", "aside", "weak", "middle", "strong", "step"], Annotated[float, Limit(0, 100)]],
        "for item and file_steps: points for each end, instead of `from` and `to`",
    ] = attrs.field(factory=dict)
    less_per_aside: Annotated[float, Limit(0, 100), "for item: points lost for each member that stands aside"] = 0.0
    option: Annotated[str | None, "for posture: the option; for first_partner: a pole or 'nobody'"] = None
    always: Annotated[bool, "for first_partner: at the start of every turn played, and now"] = False
    action: Annotated[Id | None, "for orders: the action"] = None
    by: Annotated[Names, "for orders: who gives them; for file_steps: the convener"] = ()
    turns: Annotated[tuple[int, int] | None, "for met and orders: first and last turn that count"] = None
    shared: Annotated[bool, "a goal of the whole table: lost when the summit breaks"] = False


@attrs.frozen(kw_only=True)
class Wish:
    """What a delegation would like an item to say."""

    ideal: Annotated[float, Limit(0, 100), "the wording it would write"]
    limit: Annotated[float | None, Limit(0, 100), "above this it cannot sign"] = None


@attrs.frozen(kw_only=True)
class Temperament:
    """How a bot weighs its orders beyond its brief; what it tells of points stays true to the brief."""

    id: Id
    name: Text
    text: Annotated[str, "how it plays, in a sentence"] = ""
    rupture: Annotated[float, Limit(-50, 50), "points that it counts a rupture as costing it, on top of what it does cost"] = 0.0
    strain: Annotated[float, Limit(-10, 10), "points that it counts ten more of the rupture's gauge as costing it"] = 0.0
    word: Annotated[float, Limit(0, 10), "how many times the usual gain it must have from breaking its word"] = 1.0
    trust: Annotated[float, Limit(0, 1), "how far it counts on the word of others"] = 1.0
    friends: Annotated[float, Limit(0, 0.5), "share of others' points that it counts as its own, times their relation"] = 0.0
    shared: Annotated[float, Limit(0, 3), "how many times its goals of the whole table count"] = 1.0


@attrs.frozen(kw_only=True)
class Brief:
    """The aims of one delegation."""

    actor: Id
    aim: Annotated[str, "one sentence"]
    question: Annotated[str, "what this seat loses sleep over"] = ""
    red_line: Annotated[str, "what it never accepts, in a sentence"] = ""
    wishes: Annotated[dict[str, Wish], "by item"] = attrs.field(factory=dict)
    temperament: Annotated[Id | None, "how a bot in this seat weighs things beyond the brief"] = None
    why: Annotated[str, "reasons for the temperament"] = ""
    goal: Annotated[tuple[Goal, ...], "open goals; their weights sum to 85"] = ()
    secret: Annotated[tuple[Goal, ...], "one of these is drawn; each is worth 15"] = ()
