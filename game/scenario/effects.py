"""The vocabulary of consequences: what an effect may do and what a condition may ask."""

from __future__ import annotations

from typing import Annotated, Any, Literal

import attrs

from game.scenario.values import Id, Limit, Names

Size = float | tuple[float, float, float]

Above = Annotated[float | None, Limit(-100, 100), "holds at or above this value, in points"]
Below = Annotated[float | None, Limit(-100, 100), "holds below this value, in points"]


@attrs.frozen(kw_only=True)
class PostureIs:
    """A switch of an actor stands at an option."""

    of: Annotated[str, "whose switch: a role or an actor"]
    id: Annotated[Id, "the posture"]
    to: Annotated[str, "the option it must stand at"]
    toward: Annotated[str | None, "for a posture per pole: toward which pole (a role or a pole)"] = None


@attrs.frozen(kw_only=True)
class RelationIs:
    """The relation of two actors lies in a range."""

    between: Annotated[tuple[str, str], "the two actors: roles or ids"]
    above: Above = None
    below: Below = None


@attrs.frozen(kw_only=True)
class AlignmentIs:
    """An alignment lies in a range."""

    of: Annotated[str, "the state: a role or an actor"]
    toward: Annotated[str, "the pole: a role or a pole"]
    above: Above = None
    below: Below = None


@attrs.frozen(kw_only=True)
class DependencyIs:
    """How far an actor depends on a pole lies in a range."""

    of: Annotated[str, "the state: a role or an actor"]
    toward: Annotated[str, "the pole: a role or a pole"]
    above: Above = None
    below: Below = None


@attrs.frozen(kw_only=True)
class WelfareIs:
    """An actor's welfare lies in a range."""

    of: Annotated[str, "the actor: a role or an id"]
    above: Above = None
    below: Below = None


@attrs.frozen(kw_only=True)
class FirstPartnerIs:
    """A state puts a pole first, or nobody."""

    of: Annotated[str, "the state: a role or an actor"]
    to: Annotated[str, "a pole, a role, or 'nobody'"]


@attrs.frozen(kw_only=True)
class PartnerWeightIs:
    """The share of all weight whose first partner is a pole."""

    of: Annotated[str, "the pole: a role or a pole"]
    above: Annotated[float | None, Limit(0, 100), "holds at or above this per cent"] = None
    below: Annotated[float | None, Limit(0, 100), "holds below this per cent"] = None


@attrs.frozen(kw_only=True)
class ItemIs:
    """An item of the declaration has a status or a wording."""

    id: Annotated[Id, "the item: an id, or 'target'"]
    status: Annotated[Literal["open", "adopted", "dropped"], "its status"] = "adopted"
    at_least: Annotated[Literal["weak", "middle", "strong"] | None, "its wording is at least this"] = None
    at_most: Annotated[Literal["weak", "middle", "strong"] | None, "its wording is at most this"] = None


@attrs.frozen(kw_only=True)
class FileIs:
    """A file has moved so many steps."""

    id: Annotated[Id, "the file: an id, or 'target'"]
    above: Annotated[int | None, Limit(0, 9), "at least so many steps"] = None
    below: Annotated[int | None, Limit(0, 9), "fewer steps than this"] = None


@attrs.frozen(kw_only=True)
class EventIs:
    """An event has happened, this turn or before."""

    id: Annotated[Id, "the event"]
    now: Annotated[bool, "true: it must be an event of this turn"] = False
    by: Annotated[str | None, "the seat whose choice is asked for"] = None
    choice: Annotated[str | None, "the option that seat chose, in an earlier turn"] = None


@attrs.frozen(kw_only=True)
class Ordered:
    """Somebody gives an order this turn (read when orders are opened; not in `needs` or costs)."""

    action: Annotated[Id, "the action"]
    by: Annotated[str | None, "who gives it: a role, an actor or a group; anybody if missing"] = None
    on: Annotated[str | None, "its target: a role or an id; any if missing"] = None
    option: Annotated[str | None, "its option; any if missing"] = None


@attrs.frozen(kw_only=True)
class Given:
    """Somebody gave an order in an earlier turn."""

    action: Annotated[Id, "the action"]
    by: Annotated[str | None, "who gave it: a role or an actor; anybody if missing"] = None
    on: Annotated[str | None, "its target: a role or an id; any if missing"] = None
    last_turn: Annotated[bool, "true: only the turn before this one counts"] = False


@attrs.frozen(kw_only=True)
class Consents:
    """A delegation consents to a file this turn."""

    by: Annotated[str, "the delegation"]
    file: Annotated[Id, "the file: an id, or 'target'"]


@attrs.frozen(kw_only=True)
class TrackIs:
    """A gauge lies in a range; written `tension_above = 60` or `tension_below = 60`."""

    track: Annotated[str, "the gauge"]
    above: Annotated[float | None, Limit(0, 100), "holds at or above this value"] = None
    below: Annotated[float | None, Limit(0, 100), "holds below this value"] = None


@attrs.frozen(kw_only=True)
class Condition:
    """All keys of one table must hold. Beside these, `<track>_above` and `<track>_below` ask for a gauge."""

    turn_from: Annotated[int | None, Limit(1, 99), "from this turn of the scenario on"] = None
    turn_to: Annotated[int | None, Limit(1, 99), "up to this turn of the scenario"] = None
    tracks: Annotated[tuple[TrackIs, ...], "gauges asked for, made from the `<track>_above` keys"] = ()
    posture: Annotated[PostureIs | None, "a switch stands at an option"] = None
    relation: Annotated[RelationIs | None, "a relation lies in a range"] = None
    alignment: Annotated[AlignmentIs | None, "an alignment lies in a range"] = None
    dependency: Annotated[DependencyIs | None, "a dependency lies in a range"] = None
    welfare: Annotated[WelfareIs | None, "an actor's welfare lies in a range"] = None
    first_partner: Annotated[FirstPartnerIs | None, "a state puts a pole, or nobody, first"] = None
    partner_weight: Annotated[PartnerWeightIs | None, "a pole's share of the weight"] = None
    member: Annotated[str | None, "this actor is a member: a role or an actor"] = None
    item: Annotated[ItemIs | None, "an item has a status or wording"] = None
    file: Annotated[FileIs | None, "a file has moved so far"] = None
    event: Annotated[EventIs | None, "an event has happened"] = None
    ordered: Annotated[Ordered | None, "an order is given this turn"] = None
    given: Annotated[Given | None, "an order was given before"] = None
    consents: Annotated[Consents | None, "a delegation consents to a file this turn"] = None
    repeated: Annotated[bool | None, "true: this very order was given last turn too"] = None
    joiners_from: Annotated[int | None, Limit(1, 30), "at least so many give the same order this turn"] = None
    moved: Annotated[bool | None, "true: the file that the order is about moves a step this turn"] = None
    any: Annotated[tuple[Condition, ...], "at least one of these holds"] = ()
    all: Annotated[tuple[Condition, ...], "all of these hold"] = ()
    not_: Annotated[Condition | None, "this does not hold; written `not`"] = None


@attrs.frozen(kw_only=True)
class Effect:
    """One consequence: exactly one of the kind keys, with its size in points at the middle of the scale."""

    push: Annotated[Size | None, Limit(-40, 40), "moves the stance toward a pole; fades"] = None
    anchor: Annotated[Size | None, Limit(-40, 40), "moves the resting point toward a pole; stays"] = None
    relation: Annotated[Size | None, Limit(-60, 60), "moves the relation of two actors, both ways"] = None
    track: Annotated[str | None, "the gauge to move; its amount is `size`"] = None
    size: Annotated[Size | None, Limit(-60, 60), "how far the gauge moves"] = None
    welfare: Annotated[Size | None, Limit(-60, 60), "moves an actor's welfare"] = None
    dependency: Annotated[Size | None, Limit(-60, 60), "moves a state's dependency on a pole"] = None
    capital: Annotated[int | None, Limit(-9, 9), "pays or takes political capital; a loss comes off the next income"] = None
    guard: Annotated[float | None, Limit(0, 1), "share of foreign pushes kept off this turn"] = None
    wording: Annotated[Size | None, Limit(-60, 60), "moves the wording of the item that the order is about"] = None
    posture: Annotated[str | None, "the switch to set; its new option is `to`"] = None
    to: Annotated[str | None, "the option a posture is set to; 'option' takes the order's option"] = None
    admit: Annotated[bool | None, "true: the actor becomes a member from the next turn"] = None
    postpone: Annotated[bool | None, "true: the item's last session moves one turn back"] = None
    toward: Annotated[str | None, "the pole: a pole's id, self, target, option or rival"] = None
    on: Annotated[
        str | Names | None, "who is affected: self, target, both, rival, parties, supporters, group, members, states, or ids"
    ] = None
    between: Annotated[tuple[str, str] | None, "the two sides of a relation effect: roles, groups or ids"] = None
    scale: Annotated[Literal["constant", "dependency", "joiners"], "what the size is multiplied by"] = "constant"
    bonus: Annotated[float, Limit(0, 1), "for scale 'joiners': added for each further joiner"] = 0.2
    home: Annotated[float, Limit(0, 1), "for guard: share of the own deviation that comes home"] = 0.0
    option: Annotated[str | None, "only when the order has this option"] = None
    when: Annotated[Condition | None, "only when this holds; may read the role 'recipient'"] = None


When = Annotated[Condition | None, "only when this holds"]
Effects = Annotated[tuple[Effect, ...], "what it does"]

KINDS = (
    "push",
    "anchor",
    "relation",
    "track",
    "welfare",
    "dependency",
    "capital",
    "guard",
    "wording",
    "posture",
    "admit",
    "postpone",
)


def kind_of(effect: Effect) -> str:
    """The one kind key that this effect sets (the loader has refused none or several)."""
    return next(kind for kind in KINDS if getattr(effect, kind) is not None)


def sizes_of(effect: Effect) -> tuple[float, float, float]:
    """The effect's size in points at weak, middle and strong wording (all alike outside items)."""
    kind = kind_of(effect)
    value: Any = effect.size if kind == "track" else getattr(effect, kind)
    if isinstance(value, tuple):
        return value
    return (float(value),) * 3
