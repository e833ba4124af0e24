"""A game that goes on in a changed scenario: nothing changed, nothing lost; else what is still legal."""

from __future__ import annotations

from functools import lru_cache

import attrs
from hypothesis import given
from hypothesis import strategies as st
from ui_support import scenario

from game.match import Match
from game.scenario.schema import Scenario
from game.study.carry import carry
from game.table import Table


@lru_cache
def table(name: str, turns: int) -> Table:
    """A table at which two people have played some turns among bots that bargain; it must not be changed."""
    match = Match(scenario(name), seed=5)
    found = Table(match, match.seats[-2:], "counsellor")
    for _ in range(turns):
        found.open_corridor()
        for seat in found.humans:
            found.submit(seat, match.legal_orders(seat)[:1])
        found.advance()
    found.open_corridor()
    return found


def bent(base: Scenario, seats: frozenset[str], actions: int, turns: int) -> Scenario:
    """The scenario without some delegations, without its last actions and with fewer turns."""
    kept = base.turn[: len(base.turn) - turns]
    numbers = range(1, len(kept) + 1)
    return attrs.evolve(
        base,
        actor=tuple(attrs.evolve(a, playable=a.playable and a.id not in seats) for a in base.actor),
        brief=tuple(brief for brief in base.brief if brief.actor not in seats),
        action=base.action[: len(base.action) - actions],
        turn=kept,
        length=tuple(attrs.evolve(one, turns=tuple(t for t in one.turns if t in numbers)) for one in base.length),
        teaching=None,
    )


def test_an_unchanged_scenario_loses_nothing() -> None:
    """Carried into the scenario that it is of, a game is the same to the digest, talks and people included."""
    for name in ("first-steps", "astana"):
        old = table(name, 2)
        new = carry(old, scenario(name))
        assert (new.dropped, new.turns) == (0, 0)
        assert new.table.match.saved() == attrs.evolve(old.match.saved(), open={})
        turn = old.match.turn
        assert new.table.match.branch(turn).digest() == old.match.branch(turn).digest()
        assert (new.table.humans, new.table.bots, new.table.autosave) == (old.humans, old.bots, None)
        assert len(new.table.conferred) == len(new.table.bots)


def test_what_was_handed_in_by_people_stays() -> None:
    """Sheets of people in the turn that is played come over; bots write theirs anew."""
    old = Table(Match(scenario("first-steps"), 5), ("millford",), "pass")
    sheet = old.match.legal_orders("millford")[:1]
    old.submit("millford", sheet)
    assert carry(old, scenario("first-steps")).table.match.saved().open == {"millford": sheet}


def test_what_is_gone_is_counted() -> None:
    """Orders of a delegation or with an action that is gone are dropped, and each of them is counted."""
    old = table("first-steps", 2)
    gone = old.humans[0]
    new = carry(old, bent(scenario("first-steps"), frozenset({gone}), 0, 0))
    mine = sum(len(sheets.get(gone, ())) for sheets in old.match.played)
    assert new.dropped >= mine > 0
    assert gone not in new.table.match.seats
    assert new.table.humans == old.humans[1:]


def test_fewer_turns_end_the_game() -> None:
    """Turns that the scenario has no more are left out and counted, and the game is over."""
    new = carry(table("first-steps", 2), bent(scenario("first-steps"), frozenset(), 0, 2))
    assert new.turns == 1
    assert new.table.match.over


def test_a_sheet_in_the_making_comes_over_as_far_as_it_can() -> None:
    """Of a half-written sheet the legal orders stay, in their sequence."""
    old = table("first-steps", 1)
    seat = old.humans[0]
    new = carry(old, scenario("first-steps"))
    first, *_rest, last = old.match.legal_orders(seat)
    assert new.sheet(seat, (first,)) == (first,)
    assert new.sheet(seat, (first, attrs.evolve(last, action="levitate"))) == (first,)


@given(
    st.sampled_from(["first-steps", "astana"]),
    st.sampled_from(["first-steps", "astana", "six"]),
    st.integers(0, 2),
    st.frozensets(st.integers(0, 12), max_size=3),
    st.integers(0, 8),
    st.integers(0, 2),
)
def test_any_game_goes_into_any_scenario(
    name: str, other: str, turns: int, gone: frozenset[int], actions: int, fewer: int
) -> None:
    """Whatever two scenarios have in common, a game goes over without an error, to legal orders alone, and can be played on."""
    base = scenario(other)
    playable = [actor.id for actor in base.actor if actor.playable]
    seats = frozenset(playable[i] for i in gone if i < len(playable) - 2)
    new = carry(table(name, turns), bent(base, seats, actions, fewer)).table
    assert new.humans
    for sheets in new.match.played:
        assert set(sheets) <= set(new.match.seats)
    if not new.match.over:
        for seat in new.humans:
            new.submit(seat, ())
        new.match.resolve()
