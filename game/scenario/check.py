"""Checks what a well-formed scenario means: every name is declared, every sum adds up, nothing contradicts itself."""

from __future__ import annotations

import itertools
from collections.abc import Iterator

import attrs

from game.scenario.areas import check_areas
from game.scenario.bounds import Bounds, TooManyMovesError, check_bounds, too_many_moves
from game.scenario.briefs import Briefs
from game.scenario.calendar import Calendar
from game.scenario.cast import Cast
from game.scenario.history import History
from game.scenario.identity import check_identity
from game.scenario.lessons import check_teaching
from game.scenario.mistake import Mistake
from game.scenario.names import Names
from game.scenario.orders import Orders
from game.scenario.playability import check_playability
from game.scenario.prospects import Prospects
from game.scenario.questions import check_questions
from game.scenario.references import References
from game.scenario.schema import Scenario
from game.scenario.source import Path
from game.scenario.structure import MOST_MISTAKES

FEWEST_POLES, MOST_POLES = 2, 6
MOST_ACTORS = 64
MOST_VARIANTS = 20
MOST_ENTRIES = 1000
MOST_RELATIONS = MOST_ACTORS * (MOST_ACTORS - 1) // 2


def check_scenario(scenario: Scenario, names: Names, whole: bool) -> Iterator[Mistake]:
    """All mistakes of meaning. `names` holds what is declared, be it in entries that were left out as broken.

    Any other mistake may be why an order of history cannot be given, so those are told last, as are bounds; and warnings
    only if the scenario is `whole`, for what was left out may have been what makes a thing possible.
    """
    too_many = [*_check_sizes(scenario)]
    if too_many:
        yield from too_many
        return
    cast = Cast(scenario)
    mistakes = [*itertools.islice(_check_parts(scenario, names, cast), MOST_MISTAKES)]
    yield from [mistake for mistake in mistakes if mistake.code != "impossible-order"] or mistakes
    if not mistakes:
        yield from _check_play(scenario, cast, whole)


def _check_play(scenario: Scenario, cast: Cast, whole: bool) -> Iterator[Mistake]:
    """What can only be asked of a scenario that means something: how far its values go, and whether it can be played."""
    try:
        bounds = Bounds(scenario, cast)
    except TooManyMovesError:
        yield too_many_moves()
        return
    yield from check_bounds(bounds)
    if whole:
        yield from check_playability(Prospects(scenario, cast, bounds))


def _check_parts(scenario: Scenario, names: Names, cast: Cast) -> Iterator[Mistake]:
    yield from _check_counts(scenario, names)
    yield from check_identity(scenario)
    yield from References(scenario, names, cast).check()
    yield from check_areas(scenario, names)
    yield from Orders(scenario, names, cast).check()
    yield from Briefs(scenario, names, cast).check()
    yield from History(scenario, names, cast).check()
    yield from Calendar(scenario, names).check()
    yield from check_questions(scenario, names)
    yield from check_teaching(scenario, names, cast)
    yield from _check_shares(scenario)


def _check_sizes(scenario: Scenario) -> Iterator[Mistake]:
    """Tables so long that checking them would take long."""
    limits = {field.name: MOST_ENTRIES for field in attrs.fields(Scenario)}
    for table, most in {**limits, "relation": MOST_RELATIONS, "variant": MOST_VARIANTS}.items():
        entries = getattr(scenario, table)
        if isinstance(entries, tuple) and len(entries) > most:
            yield Mistake((table, most), "too-many", f"there can be at most {most} entries of {table!r}, not {len(entries)}")


def _check_counts(scenario: Scenario, names: Names) -> Iterator[Mistake]:
    if not FEWEST_POLES <= len(names.pole) <= MOST_POLES:
        message = f"there must be {FEWEST_POLES} to {MOST_POLES} poles, not {len(names.pole)}"
        yield Mistake(("pole",), "pole-count", message, on_key=True)
    if len(scenario.actor) > MOST_ACTORS:
        message = f"there can be at most {MOST_ACTORS} actors, not {len(scenario.actor)}"
        yield Mistake(("actor", MOST_ACTORS), "too-many-actors", message)
    if not scenario.delegations:
        yield Mistake(("actor",), "nobody-plays", "there is no playable actor")


def _check_shares(scenario: Scenario) -> Iterator[Mistake]:
    """The neighbours' weight and the anchor's pull share one whole."""
    rules = scenario.rules
    yield from _check_share(("rules",), rules.social, rules.anchoring)
    for index, actor in enumerate(scenario.actor):
        social = rules.social if actor.social is None else actor.social
        anchoring = rules.anchoring if actor.anchoring is None else actor.anchoring
        if actor.social is not None or actor.anchoring is not None:
            yield from _check_share(("actor", index), social, anchoring)


def _check_share(path: Path, social: float, anchoring: float) -> Iterator[Mistake]:
    if social + anchoring > 1 + 1e-12:
        message = f"social {social:g} and anchoring {anchoring:g} sum to {social + anchoring:g}, more than 1"
        yield Mistake(path, "share-sum", message, "lower one of them")
