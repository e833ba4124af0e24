"""Rulebook: a scenario compiled into arrays. Text ids end here; below there are only indices."""

from __future__ import annotations

from functools import cached_property

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
from game.model.rows import Table, at, those
from game.scenario.schema import Scenario

Ints = NDArray[np.intp]
Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]


@attrs.frozen(eq=False, kw_only=True)
class Marks:
    """Rows beside the facts that say what the orders of a turn are about: who gave which to which.

    of (n, M): the rows, facts among them, that each order makes true, padded with the last row, which nobody reads;
    any (M,) whether there are any; parts: where each kind begins and ends, and its shape.
    """

    of: Ints
    any: Bools
    columns: int
    parts: dict[str, tuple[slice, tuple[int, ...]]]

    def mark(self, facts: Bools, game: Ints, entry: Ints) -> None:
        """Set, in place, what the orders make true."""
        some = those(self.any.take(entry))
        cells = self.of.take(entry.take(some), axis=1) * facts.shape[1]
        cells += game.take(some)
        facts.reshape(-1)[cells.ravel()] = True

    def read(self, facts: Bools, part: str) -> Bools:
        """(..., B): all marks of one kind; where nobody orders there are none."""
        where, shape = self.parts[part]
        if where.stop > len(facts):
            return np.zeros((*shape, facts.shape[1]), dtype=np.bool_)
        return facts[where].reshape(*shape, facts.shape[1])


@attrs.frozen(eq=False, kw_only=True)
class Due:
    """Events that may happen at the start of one turn, none of which waits for another of them."""

    events: Ints
    conditions: Ints
    """Among the rulebook's `omen_conditions`."""
    conditional: bool
    chances: Floats
    certain: bool
    keys: NDArray[np.uint64]


@attrs.frozen(eq=False, kw_only=True)
class Changes:
    """For each of n orders (or prices) up to m changes, each under a condition: shapes (m, n), padded with `neutral` changes."""

    condition: Ints
    by: Floats
    neutral: float
    any: Bools
    """(n,): whether there are any."""

    def product(self, held: Bools, games: Ints, which: Ints) -> Floats:
        """(len(which),): what the changes to `which` in each of `games` multiply to, where their conditions hold (C, B)."""
        return self._together(np.multiply, held, games, which)

    def total(self, held: Bools, games: Ints, which: Ints) -> NDArray[np.int64]:
        """(len(which),): what the changes add up to, in whole numbers."""
        return self._together(np.add, held, games, which).astype(np.int64)

    def _together(self, way: np.ufunc, held: Bools, games: Ints, which: Ints) -> Floats:
        whole, some = np.full(len(which), self.neutral), those(self.any.take(which))
        if len(some):
            which = which.take(some)
            applies = at(held, self.condition.take(which, axis=1), games.take(some))
            whole[some] = way.reduce(np.where(applies, self.by.take(which, axis=1), self.neutral), axis=0)
        return whole


@attrs.frozen(eq=False, kw_only=True)
class Reading:
    """What a turn asks of the worlds it starts from: facts, and the conditions made of them."""

    facts: Facts
    early: Conditions
    """Read at the start of the turn: prices, postures, what is decided now."""
    late: Conditions
    """Read when the sheets are open: rows, sizes."""


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
    asks: Bools
    """(M,): whether there is any such condition beside being legal."""
    surcharges: Changes
    factors: Changes
    sets_posture: Bools
    counts: Ints
    """(M, n): what each order is remembered or counted as, memories then tallies, padded with a place that nobody reads."""
    counted: Bools
    """(M,): whether an order is remembered or counted at all."""
    convenes: Ints
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
    reading: Reading
    standing: Reading
    """The part of `reading` that does not ask about orders, under the same numbers: all that a turn without orders reads."""
    legal: Conditions
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
    home_bonds: Floats
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
    """(n, 3): row of the facts, joiner group, least number."""
    moved_facts: Ints
    """(n, 2): row of the facts, file."""
    marks: Marks
    due: tuple[tuple[Due, ...], ...]
    """For each turn played its events, those that wait for others of the same turn after them."""
    shock_keys: NDArray[np.uint64]
    default_answers: Ints
    """(E, D): the entry taken when a delegation gives no answer, -1 for none."""
    asks: Bools
    """(E,): whether an event asks for answers."""
    posture_events: Ints
    posture_items: Ints
    posture_files: Ints
    """The events, items and files that set switches."""
    trends: Ints
    """The sources of the tracks that have a trend."""
    sources: Ints
    """(5,): how many sources come before the events, items, files, tracks and broken words in the table."""
    shares: Floats
    """(n,): the share of the score that is banked at the end of each turn played; they sum to 1."""
    tally_turns: Ints
    """(Q, 2): the first and last turn that each tally counts."""
    lasting: tuple[Ints, Ints, Ints]
    """Tallies of first partners that must last: which, of whom, and the pole (-1: nobody)."""
    memories: dict[Fact, int]
    rupture: Rupture | None

    @cached_property
    def rates(self) -> tuple[Floats, Floats, Floats]:
        """(A, P): social, anchoring and sigma, 0 on cells that do not move."""
        social, anchoring, sigma = (of[:, None] * self.free for of in (self.social, self.anchoring, self.sigma))
        return social, anchoring, sigma

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
