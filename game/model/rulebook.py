"""Rulebook: a scenario compiled into arrays. Text ids end here; below there are only indices."""

from __future__ import annotations

from collections.abc import Iterable

import attrs
import numpy as np
from numpy.typing import NDArray

from game.model.catalogue import Entry
from game.model.cells import Cells
from game.model.conditions import Conditions, Fact
from game.model.facts import Calendar, Facts
from game.model.goals import Goals
from game.model.names import Names
from game.model.orders import Order
from game.model.rows import Table
from game.scenario.schema import Scenario

Ints = NDArray[np.intp]
Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]


@attrs.frozen(eq=False)
class Lists:
    """A list of whole numbers for each of n things, laid end to end."""

    start: Ints
    values: Ints

    @classmethod
    def of(cls, lists: Iterable[Iterable[int]]) -> Lists:
        rows = [list(row) for row in lists]
        start = np.concatenate([[0], np.cumsum([len(row) for row in rows])]).astype(np.intp)
        return cls(start, np.array([v for row in rows for v in row], dtype=np.intp))

    def gather(self, which: Ints) -> tuple[Ints, Ints]:
        """For the lists of `which`, end to end: the place in `which` that each value came from, and the values."""
        first = self.start[which]
        counts = self.start[which + 1] - first
        place = np.repeat(np.arange(len(which)), counts)
        offset = np.arange(len(place)) - (np.cumsum(counts) - counts)[place]
        return place, self.values[first[place] + offset]


@attrs.frozen(eq=False, kw_only=True)
class Changes:
    """For each of n orders (or prices) up to m changes, each under a condition, padded with condition -1: shapes (n, m)."""

    condition: Ints
    by: Floats

    def apply(self, held: Bools, games: Ints, which: Ints, neutral: float) -> Floats:
        """(len(which), m): the changes to `which` in each of `games` where the condition holds (B, C), `neutral` elsewhere."""
        condition = self.condition[which]
        applies = held[games[:, None], condition] & (condition >= 0)
        return np.where(applies, self.by[which], neutral)

    def product(self, held: Bools, games: Ints, which: Ints) -> Floats:
        """(len(which),): what the changes multiply to."""
        whole = np.ones(len(which))
        some = np.flatnonzero(self.condition[which, 0] >= 0) if self.by.shape[1] else which[:0]
        whole[some] = self.apply(held, games[some], which[some], 1.0).prod(axis=1)
        return whole

    def total(self, held: Bools, games: Ints, which: Ints) -> NDArray[np.int64]:
        """(len(which),): what the changes add up to, in whole numbers."""
        whole = np.zeros(len(which), dtype=np.int64)
        some = np.flatnonzero(self.condition[which, 0] >= 0) if self.by.shape[1] else which[:0]
        whole[some] = self.apply(held, games[some], which[some], 0.0).sum(axis=1)
        return whole


Place = tuple[str, str, str | None, str | None]


def place_of(order: Order) -> Place:
    """All that tells two orders of a catalogue apart."""
    return order.seat, order.action, order.target, order.option


@attrs.frozen(eq=False, kw_only=True)
class Catalogue:
    """The entries as columns, M long, and how an order's text finds its place."""

    entries: tuple[Entry, ...]
    by_order: dict[Place, int]
    by_text: dict[str, int]
    seat: Ints
    cost: NDArray[np.int64]
    slots: NDArray[np.int64]
    needs: Ints
    """The condition, among `legal`, for the order to be legal."""
    gate: Ints
    """The condition, among `late`, that must still hold when sheets are opened: `needs` with this turn's postures."""
    at_end: Ints
    """The condition, among `early`, under which cost and effects of the order count (0: always)."""
    surcharges: Changes
    factors: Changes
    sets_posture: Bools
    memory: Lists
    makes_true: Lists
    """The columns of facts that each order makes true this turn."""
    joins: Ints
    convenes: Ints
    both_sides: Bools
    move: NDArray[np.int8]
    """For positions: 1 strengthen, 2 soften, 3 accept, 4 aside, 5 object; else 0."""
    about: Ints
    """The item of a position, the event of an answer, -1 otherwise."""
    answer: Ints
    meeting: Ints
    """(A, A): the entry of each pair that may meet, -1 for none."""

    def number(self, order: Order) -> int:
        """The place of an order of any level. Raises KeyError for one that is not in the catalogue.

        One read from text may call the option of an action without target its target, so its text decides then.
        """
        found = self.by_order.get(place_of(order))
        return self.by_text[str(attrs.evolve(order, level=1))] if found is None else found


@attrs.frozen(eq=False, kw_only=True)
class Rupture:
    """The track that can break the summit."""

    track: int
    limit: float
    brink: float
    penalty: float
    credibility: float


@attrs.frozen(eq=False, kw_only=True)
class Rulebook:
    """All that resolving a turn needs, for one scenario and length."""

    scenario: Scenario
    length: str
    names: Names
    cells: Cells
    calendar: Calendar
    facts: Facts
    legal: Conditions
    early: Conditions
    """Read at the start of the turn: prices, postures, what is decided now."""
    late: Conditions
    """Read when the sheets are open: rows, sizes."""
    consent: Conditions
    """(F,) whether every party of a file consents and what it needs is so."""
    omens: Facts
    omen_conditions: Conditions
    """(E,) whether each event's condition holds, read from `omens`."""
    catalogue: Catalogue
    table: Table
    goals: Goals
    prices: Changes
    weight: Floats
    stability: Floats
    states: Bools
    free: Bools
    coupling: Floats
    social: Floats
    anchoring: Floats
    sigma: Floats
    home_tracks: Floats
    track_rate: Floats
    home_affinity: Floats
    income: NDArray[np.int64]
    cap: NDArray[np.int64]
    slots: Ints
    meetings: Ints
    """(A,): meetings that each actor has time for."""
    seats: Ints
    """(D,): the actor of each delegation."""
    seat_of: Ints
    """(A,): the delegation of each actor, -1 for none."""
    file_steps: Ints
    joiner_facts: Ints
    """(n, 3): column, joiner group, least number."""
    moved_facts: Ints
    """(n, 2): column, file."""
    event_turn: Ints
    event_condition: Ints
    event_layer: Ints
    """(E,): how many events of its own turn each one waits for, one after the other."""
    """(E,): the condition, among `omen_conditions`, of each event."""
    event_chance: Floats
    event_keys: NDArray[np.uint64]
    shock_keys: NDArray[np.uint64]
    default_answers: Ints
    """(E, D): the entry taken when a delegation gives no answer, -1 for none."""
    asks: Bools
    """(E,): whether an event asks for answers."""
    posture_items: Ints
    posture_files: Ints
    """The items and files that set switches."""
    sources: Ints
    """(4,): how many sources come before the events, items, files and tracks in the table."""
    shares: Floats
    """(n,): the share of the score that is banked at the end of each turn played; they sum to 1."""
    tallied: Lists
    """The tallies that each order counts for."""
    tally_turns: Ints
    """(Q, 2): the first and last turn that each tally counts."""
    memories: dict[Fact, int]
    rupture: Rupture | None

    def memory_of(self, entry: Entry) -> int | None:
        """Where it is remembered when this order's action was last given, None if nobody asks."""
        return self.memories.get(memory_of(entry))

    @property
    def turns(self) -> tuple[int, ...]:
        """The scenario's numbers of the turns played."""
        return self.calendar.turns


def memory_of(entry: Entry) -> Fact:
    """How it is remembered that a delegation gave an action."""
    return ("given", entry.order.seat, entry.order.action, None, None)
