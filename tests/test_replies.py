"""Replies: what a bot takes the others to be likely to order."""

from __future__ import annotations

from random import Random

import attrs
import strategies
from hypothesis import given
from hypothesis import strategies as st

from game.bots.replies import Seen, table
from game.match import Match


def seen(seed: int) -> tuple[Seen, ...]:
    match = Match(strategies.rulebook(seed).scenario, seed)
    return table(match.view(match.seats[0]))


@given(st.integers(0, 2**31))
def test_a_reply_is_guided_by_one_of_the_possible_secret_goals(seed: int) -> None:
    """Without spread, each reply is the one that one of the seat's secret goals leads to, and every one of them may be drawn."""
    for one in seen(seed):
        secrets = one.view.rulebook.goals.secrets[one.view.rulebook.names.seats.index(one.view.seat)]
        drawn = {one.sheet(Random(k), 0.0) for k in range(12 * len(secrets))}
        alone = [attrs.evolve(one, thoughts=one.guess(int(secret))) for secret in secrets]
        assert drawn == {only.sheet(Random(0), 0.0) for only in map(certain, alone)}


def certain(one: Seen) -> Seen:
    """The same seat if nobody could think of a secret goal of it."""
    goals = one.view.rulebook.goals
    none = tuple(lines[:0] for lines in goals.secrets)
    book = attrs.evolve(one.view.rulebook, goals=attrs.evolve(goals, secrets=none))
    return attrs.evolve(one, view=attrs.evolve(one.view, rulebook=book))
