"""A match under any sequence of what can be done with it, and what it refuses."""

from __future__ import annotations

import copy
import tempfile
from pathlib import Path
from random import Random
from typing import Any

import numpy as np
import pytest
import strategies
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from game.match import Match
from game.model.orders import IllegalOrder, StaleTurn
from game.model.scores import scores
from game.model.world import World

FIRST, OTHER = 12, 26


class MatchMachine(RuleBasedStateMachine):
    """Plays a match by submit, withdraw, undo, resolve, save and load, and branch in any sequence."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        self.past: list[tuple[dict[str, Any], list[Any]]] = []

    def teardown(self) -> None:
        self.folder.cleanup()

    @initialize(seed=strategies.scenario_seeds, luck=strategies.game_seeds)
    def begin(self, seed: int, luck: int) -> None:
        book = strategies.rulebook(seed)
        self.match = Match(book.scenario, luck, book.length)
        self.worlds: list[World] = [self.match.world]
        self.steps: list[dict[str, Any]] = []

    def sheets(self) -> dict[str, Any]:
        """What is submitted now, by seat, as the seats' own views tell it."""
        return {seat: self.match.view(seat).sheet for seat in self.match.seats if self.match.submitted(seat)}

    @rule(who=st.integers(0, 9), luck=st.integers(0, 99))
    def submit(self, who: int, luck: int) -> None:
        seat = self.match.seats[who % len(self.match.seats)]
        if self.match.over:
            with pytest.raises(StaleTurn):
                self.match.submit(seat, (), self.match.turn)
            return
        sheet = strategies.sheet(self.match.view(seat).desk, Random(luck))
        self.steps.append(self.sheets())
        self.match.submit(seat, [str(order) for order in sheet] if luck % 2 else sheet, self.match.turn)
        listed = self.match.view(seat).sheet
        assert listed is not None
        assert sorted(map(str, listed)) == sorted(map(str, sheet))

    @rule(who=st.integers(0, 9))
    def withdraw(self, who: int) -> None:
        seat, before = self.match.seats[who % len(self.match.seats)], self.sheets()
        if self.match.submitted(seat):
            self.steps.append(before)
        self.match.withdraw(seat)
        assert self.sheets() == {other: sheet for other, sheet in before.items() if other != seat}

    @rule()
    def undo(self) -> None:
        before = self.sheets()
        seat = self.match.undo()
        assert (seat is None) == (not self.steps)
        assert self.sheets() == (self.steps.pop() if self.steps else before)

    @rule()
    def resolve(self) -> None:
        if self.match.over:
            with pytest.raises(StaleTurn):
                self.match.resolve()
            return
        turn, sheets = self.match.turn, self.sheets()
        report = self.match.resolve()
        assert report.turn == turn
        assert self.match.played[-1] == sheets
        assert self.match.reports[-1] is report
        assert not any(map(self.match.submitted, self.match.seats))
        self.worlds.append(self.match.world)
        self.steps = []

    @rule(luck=st.integers(0, 99))
    def save_and_load(self, luck: int) -> None:
        path = Path(self.folder.name) / f"{luck}.save"
        self.match.save(path)
        loaded = Match.load(path)
        assert loaded.digest() == self.match.digest()
        assert loaded.seats == self.match.seats
        assert loaded.turn == self.match.turn
        if luck % 2:
            self.match, self.steps = loaded, []

    @rule(back=st.integers(0, 9), go=st.booleans())
    def branch(self, back: int, go: bool) -> None:
        done = len(self.worlds) - 1
        turn = self.match.turns[min(back % (done + 1), len(self.match.turns) - 1)]
        before = self.match.digest()
        branch = self.match.branch(turn)
        k = self.match.turns.index(turn)
        assert branch.world == self.worlds[k]
        assert branch.played == self.match.played[:k]
        if not branch.over:
            branch.resolve()
        assert self.match.digest() == before
        if go:
            self.match = self.match.branch(turn)
            self.worlds, self.steps = self.worlds[: k + 1], []

    @rule()
    @precondition(lambda self: not self.match.over)
    def stale(self) -> None:
        before = self.match.digest()
        for turn in (self.match.turn - 1, self.match.turn + 1, 99):
            with pytest.raises(StaleTurn):
                self.match.submit(self.match.seats[0], (), turn)
        with pytest.raises(IllegalOrder):
            self.match.submit(self.match.seats[0], [f"{self.match.seats[0]}: dance"], self.match.turn)
        assert self.match.digest() == before

    @invariant()
    def past_stays(self) -> None:
        """No world of the past is ever changed."""
        assert self.match.world == self.worlds[-1]
        assert len(self.match.played) == len(self.match.reports) == len(self.worlds) - 1
        for report, before, after in zip(self.match.reports, self.worlds, self.worlds[1:], strict=False):
            assert report.before.world == before
            assert report.after.world == after

    @invariant()
    def books_balance(self) -> None:
        """L11: whole numbers, never negative, and a seat's budget never spends more than it has."""
        assert (self.match.world.capital >= 0).all()
        for seat, sheet in self.sheets().items():
            budget = self.match.view(seat).budget(sheet)
            assert 0 <= budget.left <= budget.capital
            assert budget.slots_left >= 0

    @invariant()
    def scores_hold(self) -> None:
        """L16: scores lie in [0, 100]; an outcome is there exactly when the game is over."""
        found = scores(self.match.rulebook, self.match.world, np.array([self.match.seed], dtype=np.uint64))
        assert ((found.total >= 0) & (found.total <= 100 + 1e-9)).all()
        assert (self.match.outcome() is not None) == self.match.over


TestMatchMachine = MatchMachine.TestCase
TestMatchMachine.settings = settings(max_examples=max(15, settings().max_examples // 2), stateful_step_count=20)
TestMatchMachine.__doc__ = (
    "Whatever is done in whatever sequence: the past stays, undo is exact, books balance, saves and branches agree."
)


def test_a_length_that_is_not_there_is_refused() -> None:
    """An unknown length is refused with the ones there are."""
    with pytest.raises(KeyError, match="there are"):
        Match(strategies.scenario(FIRST), length="endless")


@pytest.mark.parametrize("seed", [-1, 2**64])
def test_a_seed_out_of_range_is_refused(seed: int) -> None:
    """A seed that does not fit 64 bits is refused."""
    with pytest.raises(ValueError, match="the seed"):
        Match(strategies.scenario(FIRST), seed=seed)


def test_a_turn_not_reached_cannot_be_branched() -> None:
    """Only turns that have begun can be branched; what can be is named."""
    match = Match(strategies.scenario(OTHER))
    with pytest.raises(ValueError, match="has not been reached"):
        match.branch(match.turns[-1])


def test_a_seat_that_is_not_there_is_refused() -> None:
    """Whatever asks for a seat that does not exist names those that do."""
    match = Match(strategies.scenario(OTHER))
    for ask in (match.view, match.legal_orders, match.withdraw, lambda seat: match.submit(seat, (), match.turn)):
        with pytest.raises(IllegalOrder, match="no delegation"):
            ask("atlantis")


def test_another_seats_order_is_refused() -> None:
    """A sheet may hold its own seat's orders only."""
    match = Match(strategies.scenario(OTHER))
    one, other = match.seats[:2]
    with pytest.raises(IllegalOrder):
        match.submit(one, [match.legal_orders(other)[0]], match.turn)


def test_undo_stops_at_the_turn() -> None:
    """What was submitted for a resolved turn cannot be taken back any more."""
    match = Match(strategies.scenario(OTHER))
    match.submit(match.seats[0], (), match.turn)
    match.resolve()
    before = match.digest()
    assert match.undo() is None
    assert match.digest() == before


def test_a_missing_sheet_is_a_pass() -> None:
    """Resolving without any sheets is the same as submitting empty ones, in all but what is saved."""
    silent, passing = (Match(strategies.scenario(OTHER), seed=5) for _ in range(2))
    for seat in passing.seats:
        passing.submit(seat, (), passing.turn)
    silent.resolve(), passing.resolve()
    assert silent.world == passing.world


def test_the_listing_of_a_sheet_does_not_matter() -> None:
    """L4: a sheet submitted in any sequence is the same sheet, and its game has the same digest."""
    one, other = (Match(strategies.scenario(OTHER), seed=5) for _ in range(2))
    for seat in one.seats:
        sheet = strategies.sheet(one.view(seat).desk, Random(7))
        one.submit(seat, sheet, one.turn)
        other.submit(seat, sheet[::-1], other.turn)
    assert one.digest() == other.digest()
    one.resolve(), other.resolve()
    assert one.digest() == other.digest()


def test_reports_and_views_cannot_change_a_match() -> None:
    """What a match hands out are its own records: looking at everything leaves its digest."""
    match = Match(strategies.scenario(OTHER), seed=5)
    match.resolve()
    before = match.digest()
    for seat in match.seats:
        view = match.view(seat)
        view.lines(), view.events(), view.forecast(()), view.legal_orders()
    copy.copy(match.played)[0].clear()
    assert match.digest() == before
