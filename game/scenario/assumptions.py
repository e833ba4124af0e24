"""What the model assumes: each assumption with its law or source, and the settings of a scenario that switch it off.

A screen lists `ASSUMPTIONS` (texts go through the translation), shows a switch where `switchable(assumption, scenario)`, and

- compares: `game.study.heading.heading(view, orders, off)` is where all alignments are heading without those assumptions;
- plays: `switched(scenario, off)` is a scenario like any other, unless `unplayable(scenario, off)` says why not. A save keeps
  what was set, and `switched_off(scenario)` reads it again.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator

import attrs

from game.scenario.effects import Effect, kind_of
from game.scenario.load import Loaded, examine_texts, parse_scenario, wanted
from game.scenario.schema import Scenario
from game.scenario.settings import Setting, read_setting
from game.scenario.tables.people import Actor

LEAST_PULL = 0.01
"""The weakest anchor that a scenario may have."""
LASTING_FORCE = 500
"""Points of effort after which a push is worth 1/e, so many that nobody spends them."""
MOVING = ("push", "anchor", "relation", "welfare", "dependency", "capital", "wording")
"""The kinds of effects that are their own size."""


@attrs.frozen(kw_only=True)
class Assumption:
    """One thing that the model takes to be so."""

    id: str
    name: str
    text: str
    """What is assumed, and what follows from it."""
    source: str
    """The law of docs/model.md or the literature that it rests on."""
    without: str = ""
    """What the world is like when it is switched off; empty if it cannot be."""
    off: Callable[[Scenario], Iterator[str]] = attrs.field(default=lambda scenario: iter(()), repr=False, eq=False)
    """The settings of a scenario that switch it off."""
    heads: bool = False
    """Whether switching it off can change where alignments are heading at once, not only how a game goes on."""


def switchable(assumption: Assumption, scenario: Scenario) -> bool:
    """Whether a scenario has anything to switch off there."""
    return scenario.origin is not None and next(assumption.off(scenario), None) is not None


def switched(scenario: Scenario, off: Collection[str]) -> Scenario:
    """The scenario to be played without some assumptions; itself where there are none.

    Raises KeyError for an unknown id, ValueError for a scenario of no file, ScenarioError with what keeps it from being played.
    """
    return wanted(without(scenario, off)) if off else scenario


def unplayable(scenario: Scenario, off: Collection[str]) -> str:
    """Why the scenario can be looked at but not played without some assumptions, in one sentence; empty if it can be.

    Where nothing holds stances back, a legal game could carry them out of the bounds that every scenario must keep.
    """
    errors = [problem for problem in without(scenario, off).problems if problem.severity == "error"] if off else []
    return errors[0].message if errors else ""


def without(scenario: Scenario, off: Collection[str]) -> Loaded:
    """The scenario without some assumptions, read and checked like any other: what it is, and what keeps it from being played.

    Raises KeyError for an unknown id, ValueError for a scenario of no file.
    """
    origin = scenario.origin
    if origin is None:
        raise ValueError("this scenario was not loaded from a file, so nothing in it can be switched off")
    return examine_texts(origin.texts, origin.main, origin.variant, settings=settings(scenario, off))


def settings(scenario: Scenario, off: Collection[str]) -> tuple[Setting, ...]:
    """What a scenario has been set to, and the settings that switch assumptions off. Raises KeyError for an unknown id."""
    before = scenario.origin.settings if scenario.origin else ()
    made = [*before, *(text for id in sorted(off) for text in BY_ID[id].off(scenario))]
    return tuple({setting.path: setting for text in made for setting in read_setting(text)}.values())


def switched_off(scenario: Scenario) -> frozenset[str]:
    """The assumptions that a scenario is played without."""
    origin = scenario.origin
    if origin is None or not origin.settings:
        return frozenset()
    plain = parse_scenario(origin.texts, origin.main, origin.variant)
    made = {setting.written for setting in settings(scenario, ())}
    changes = {assumption.id: {setting.written for setting in settings(plain, [assumption.id])} for assumption in ASSUMPTIONS}
    return frozenset(id for id, wanted in changes.items() if wanted and wanted <= made)


def _rule(name: str, value: float) -> Callable[[Scenario], Iterator[str]]:
    return lambda scenario: iter([f"rules.{name}={value:g}"])


def _rate(name: str, value: float = 0.0) -> Callable[[Scenario], Iterator[str]]:
    """A rule, and what single actors have in its place."""

    def off(scenario: Scenario) -> Iterator[str]:
        yield f"rules.{name}={value:g}"
        yield from (f"actor.{actor.id}.{name}={value:g}" for actor in scenario.actor if getattr(actor, name) is not None)

    return off


def _coupling(scenario: Scenario) -> Iterator[str]:
    yield from (f"coupling.{coupling.push}.{coupling.costs}.size=0" for coupling in scenario.coupling)


def _chance(scenario: Scenario) -> Iterator[str]:
    yield from _rate("luck")(scenario)
    yield from (f"item.{item.id}.spread=0" for item in scenario.item if item.spread)


def _guard(scenario: Scenario) -> Iterator[str]:
    yield from (f"{path}.guard=0" for path, effect in effects(scenario) if effect.guard is not None)


def _dependency(scenario: Scenario) -> Iterator[str]:
    yield from (f"{path}.scale=constant" for path, effect in effects(scenario) if effect.scale == "dependency")


def _events(scenario: Scenario) -> Iterator[str]:
    for path, effect in effects(scenario):
        if path.startswith("event."):
            kind = kind_of(effect)
            yield from [f"{path}.{'size' if kind == 'track' else kind}=0"] if kind in (*MOVING, "track") else []


def _trends(scenario: Scenario) -> Iterator[str]:
    for track in scenario.track:
        yield from [f"track.{track.id}.rate=0"] if track.rate else []
        yield from (f"track.{track.id}.trend.{index}.size=0" for index in range(len(track.trend)))


def _thresholds(scenario: Scenario) -> Iterator[str]:
    yield "rules.partner_bar=0"
    yield from (f"actor.{actor.id}.stability=0" for actor in _states(scenario))


def _weights(scenario: Scenario) -> Iterator[str]:
    yield from (f"actor.{actor.id}.weight=1" for actor in _states(scenario) if actor.weight != 1)


def _states(scenario: Scenario) -> Iterator[Actor]:
    return (actor for actor in scenario.actor if actor.kind == "state")


def _words(scenario: Scenario) -> Iterator[str]:
    yield from (f"rules.{name}=0" for name in ("broken_relation", "broken_credibility", "kept_credibility"))


def effects(scenario: Scenario) -> Iterator[tuple[str, Effect]]:
    """Every effect of a scenario with its path."""
    places = [(f"action.{it.id}", it.effects) for it in scenario.action]
    places += [(f"position.{it.id}", it.effects) for it in scenario.position]
    places += [(f"meeting.{'.'.join(it.between)}", it.effects) for it in scenario.meeting]
    places += [(f"item.{it.id}", it.effects) for it in scenario.item]
    places += [(f"file.{it.id}", it.effects) for it in scenario.file]
    places += [(f"event.{it.id}", it.effects) for it in scenario.event]
    places += [(f"event.{it.id}.choices.{choice.id}", choice.effects) for it in scenario.event for choice in it.choices]
    for place, found in places:
        yield from ((f"{place}.effects.{index}", effect) for index, effect in enumerate(found))


ASSUMPTIONS: tuple[Assumption, ...] = (
    Assumption(
        id="squash",
        name="Alignments are hidden stances, squashed",
        text="What moves is a stance without ends; an alignment is its hyperbolic tangent. So nothing ever reaches 100, the same "
        "push moves a state in the middle more than one near an end, and what happens at once can simply be added.",
        source="Model, section 1; law L1: values stay inside their intervals",
    ),
    Assumption(
        id="added",
        name="All that happens in a turn is added",
        text="Orders, events, neighbours and chance are read from the world as the turn finds it, and summed. Who orders first "
        "does not matter, and every change is made of parts that sum to it.",
        source="Model, section 2; laws L4 and L5",
    ),
    Assumption(
        id="anchors",
        name="Every state has a resting point",
        text="Trade, treaties and debts hold a state where it rests. What a push has moved comes back by a share each turn, so "
        "quick gestures fade, and only what moves the resting point itself lasts.",
        source="Friedkin and Johnsen 1990; law L6: deviations shrink",
        without="Hardly anything comes back: what was once pushed stays almost where it is.",
        off=_rate("anchoring", LEAST_PULL),
        heads=True,
    ),
    Assumption(
        id="neighbours",
        name="States follow those they are close to",
        text="A state moves part of the way that its neighbours have moved from their resting points, each counted by its "
        "relation and its weight. A rival's shift pushes the other way.",
        source="Friedkin and Johnsen 1990; Altafini 2013 for rivals; model, section 2",
        without="Every state stands alone: what moves one does not move the next.",
        off=_rate("social"),
        heads=True,
    ),
    Assumption(
        id="weights",
        name="Large states pull more than small ones",
        text="Among neighbours a state counts by its weight, which stands for people and economy. Powers and institutions act by "
        "orders alone and do not pull as neighbours.",
        source="Model, section 2, W",
        without="All states weigh the same, among neighbours and in what powers count.",
        off=_weights,
        heads=True,
    ),
    Assumption(
        id="coupling",
        name="A push toward one pole is felt with another",
        text="Moving closer to one pole costs something with its rival, and helps a little with its friends, by fixed shares.",
        source="Model, section 2, K",
        without="Poles do not compete: a state can move toward one without moving from another.",
        off=_coupling,
        heads=True,
    ),
    Assumption(
        id="receptivity",
        name="Friends are heard better",
        text="The same push moves a state more when it comes from one that it trusts, and less from one that it does not.",
        source="Model, section 2, rho",
        without="A push has the same force whoever gives it.",
        off=_rule("receptivity", 0),
        heads=True,
    ),
    Assumption(
        id="saturation",
        name="Courting wears off",
        text="The more one has already done to move a state, the less one more effort moves it.",
        source="Nerlove and Arrow 1962; law L9: splitting an effort gains nothing",
        without="The tenth effort moves a state as far as the first.",
        off=_rule("saturation", LASTING_FORCE),
        heads=True,
    ),
    Assumption(
        id="effort-memory",
        name="Efforts are remembered for a while",
        text="How far courting has worn off is forgotten by a share each turn, so it pays to wait and come again.",
        source="Nerlove and Arrow 1962; model, section 2, E",
        without="Nothing is forgotten: courting wears off for good.",
        off=_rule("effort_decay", 1),
    ),
    Assumption(
        id="guard",
        name="A state can shield itself",
        text="An order that guards keeps a share of all foreign pushes off for a turn.",
        source="Model, section 2; law L17: guards only shrink",
        without="Nothing keeps foreign pushes off.",
        off=_guard,
        heads=True,
    ),
    Assumption(
        id="dependency",
        name="Pressure works through dependency",
        text="What a power can force depends on how far the state depends on it. Investment builds that dependency first.",
        source="Model, section 2, scale of an effect",
        without="Pressure has its full force on everybody, whether they depend on one or not.",
        off=_dependency,
        heads=True,
    ),
    Assumption(
        id="thresholds",
        name="A first partner needs a clear lead",
        text="A state counts for a pole only when it stands high enough with it, and clearly higher than with the next. So small "
        "moves can tip what is counted.",
        source="Rules: first partner",
        without="Whichever pole is ahead by a hair is the first partner.",
        off=_thresholds,
        heads=True,
    ),
    Assumption(
        id="drift",
        name="Gauges move by themselves",
        text="The gauges of the summit drift home, and some have a trend of their own, whatever is decided.",
        source="Model, section 2, trend",
        without="A gauge moves only when something moves it.",
        off=_trends,
    ),
    Assumption(
        id="relations-heal",
        name="Relations come home",
        text="What a quarrel or a gesture did to a relation is forgotten by a share each turn.",
        source="Model, section 2, h",
        without="Relations stay where they were left.",
        off=_rule("relation_home", 0),
    ),
    Assumption(
        id="word",
        name="A broken word costs",
        text="Who breaks a pledge loses credibility and the other's goodwill, and that fades slowest of all.",
        source="Model, section 2, pledges; rulebook, section 14",
        without="Nobody minds a broken promise, and no promise kept earns trust.",
        off=_words,
    ),
    Assumption(
        id="events",
        name="The world outside has its own will",
        text="Events come from outside: nobody at the table causes or prevents them, they are only more or less likely.",
        source="Scenario, event cards",
        without="The cards are still read, but they move no number.",
        off=_events,
        heads=True,
    ),
    Assumption(
        id="chance",
        name="Some of it is chance",
        text="Every alignment is moved a little by what no model knows: bounded, without a direction, set by the seed.",
        source="Model, section 6",
        without="The same orders always come to the same result, under every seed.",
        off=_chance,
    ),
    Assumption(
        id="rupture",
        name="Only a deed breaks the summit",
        text="Drift and events bring the gauge of the rupture to just below its limit; only an order takes it over, and the "
        "one whose orders raised it most is blamed.",
        source="Rulebook, section 7; law L18",
    ),
    Assumption(
        id="one-will",
        name="Each delegation has one will",
        text="A delegation is one mind with one brief. Ministries, parliaments, firms and people at home are not in the model.",
        source="Scenario, what the model leaves out",
    ),
    Assumption(
        id="numbers",
        name="The numbers are judgements",
        text="How strong each action is, and where everybody starts, was set by people from sources of different grades. The "
        "laws hold for any such numbers; the numbers themselves can be argued with.",
        source="Model, section 8",
    ),
)
BY_ID = {assumption.id: assumption for assumption in ASSUMPTIONS}
