"""Opening the sheets: meetings are matched, fall-backs and missing answers join, prices and conditions are settled."""

from __future__ import annotations

import attrs
import numpy as np
from numpy.typing import NDArray

from game.model.matching import Meetings, match
from game.model.rows import POSTURE, at, those
from game.model.rulebook import Rulebook
from game.model.sheets import LEVELS, Sheets, sequence
from game.model.world import ADOPTED, Small, World

Ints = NDArray[np.intp]
Bools = NDArray[np.bool_]
Pairs = tuple[Ints, Ints]


@attrs.frozen(eq=False, kw_only=True)
class Opened:
    """All that is carried out this turn, before anything is added up.

    game, entry, level (N,) in catalogue order, meetings among them; factor (N,) what sizes are multiplied by, 0
    where the order has no effect; price (N,) what the giver pays; spent (B, D) with the meetings' prices;
    facts (F + marks, B), without marks if nobody orders, and the late conditions held (C, B); events (game, event) of this
    turn; joiners (J, B); moved (B, F); postures (B, A, S) as they stand now.
    """

    game: Ints
    entry: Ints
    level: Ints
    factor: NDArray[np.float64]
    price: NDArray[np.int64]
    spent: NDArray[np.int64]
    facts: Bools
    held: Bools
    events: Pairs
    joiners: Ints
    moved: Bools
    postures: NDArray[np.int16]
    meetings: Meetings


def facts_of(rulebook: Rulebook, world: World) -> Bools:
    """(F + marks, B): what is so at the start of a turn, with room for what its orders make so."""
    return rulebook.reading.facts.read(world, rulebook.marks.columns)


def open_sheets(rulebook: Rulebook, world: World, sheets: Sheets, facts: Bools | None = None) -> Opened:
    """Step 0 of a turn: who meets whom, which orders are carried out, at what price, and what holds.

    `facts`, if somebody has read them already (`facts_of`), are changed in place.
    """
    events = _now(rulebook, world)
    meetings = match(rulebook, sheets, world.bonds)
    game, entry, level = _carried_out(rulebook, world, sheets, meetings, events)
    some = len(entry) > 0
    asked = rulebook.reading if some else rulebook.standing
    if not some:
        facts = asked.facts.read(world)
    elif facts is None:
        facts = facts_of(rulebook, world)
    early = asked.early.hold(facts)
    postures = _postures(rulebook, world, early, game, entry, events)
    if postures is not world.postures:
        asked.facts.reread_postures(facts, postures)
    joiners, moved = _consider(rulebook, world, facts, game, entry) if some else _nothing(rulebook, world)
    late = asked.late.hold(facts)
    price = prices(rulebook, early, game, entry) * level
    factor = _factors(rulebook, early, late, game, entry) * level
    return Opened(
        game=game,
        entry=entry,
        level=level,
        factor=factor,
        price=price,
        spent=_spent(rulebook, early, game, entry, price, meetings),
        facts=facts,
        held=late,
        events=events,
        joiners=joiners,
        moved=moved,
        postures=_late_postures(rulebook, world, postures, early, moved) if moved.any() else postures,
        meetings=meetings,
    )


def _consider(rulebook: Rulebook, world: World, facts: Bools, game: Ints, entry: Ints) -> tuple[Ints, Bools]:
    """Mark, in place, what the orders make true; how many join each group (J, B), and which files move (B, F)."""
    rulebook.marks.mark(facts, game, entry)
    joiners = rulebook.marks.read(facts, "joins").sum(axis=1)
    row, group, least = rulebook.joiner_facts.T
    facts[row] = joiners[group] >= least[:, None]
    moved = _moved(rulebook, world, facts)
    row, file = rulebook.moved_facts.T
    facts[row] = moved[file]
    return joiners, np.ascontiguousarray(moved.T)


def _nothing(rulebook: Rulebook, world: World) -> tuple[Ints, Bools]:
    """The same where nobody orders: nobody joins and nothing moves."""
    return np.zeros((0, world.size), dtype=np.intp), np.zeros((world.size, len(rulebook.names.files)), dtype=np.bool_)


def _factors(rulebook: Rulebook, early: Bools, late: Bools, game: Ints, entry: Ints) -> NDArray[np.float64]:
    """What one level of each order is multiplied by, 0 where it has no effect."""
    book = rulebook.catalogue
    if not len(entry):
        return np.ones(0)
    factor = book.factors.product(late, game, entry)
    some = those(book.asks.take(entry))
    if len(some):
        game, entry = game.take(some), entry.take(some)
        factor[some] *= at(late, book.gate.take(entry), game) & at(early, book.at_end.take(entry), game)
    return factor


def _now(rulebook: Rulebook, world: World) -> Pairs:
    """Game and event of every event of this turn."""
    game, event = (world.happened == rulebook.turns[world.step]).nonzero()
    return game, event


def prices(rulebook: Rulebook, early: Bools, game: Ints, entry: Ints) -> NDArray[np.int64]:
    """What one level of each order costs, never below 0; positions that are paid at the end cost nothing before."""
    book = rulebook.catalogue
    if not len(entry):
        return np.zeros(0, dtype=np.int64)
    more = book.surcharges.total(early, game, entry)
    more += book.cost.take(entry)
    price: NDArray[np.int64] = np.maximum(more, 0, out=more)
    some = those(book.asks.take(entry))
    if len(some):
        price[some] *= at(early, book.at_end.take(entry.take(some)), game.take(some))
    return price


def meeting_prices(rulebook: Rulebook, early: Bools, game: Ints, seat: Ints) -> NDArray[np.int64]:
    """What a meeting costs each of the listed delegations."""
    more = rulebook.prices.total(early, game, seat)
    price: NDArray[np.int64] = np.maximum(rulebook.scenario.rules.meeting_cost + more, 0)
    return price


def _carried_out(rulebook: Rulebook, world: World, sheets: Sheets, meetings: Meetings, events: Pairs) -> tuple[Ints, Ints, Ints]:
    """Game, entry and level of all orders in catalogue order: sheets, fall-backs, missing answers, meetings."""
    joining = _joining(rulebook, sheets, meetings)
    missing = _missing_answers(rulebook, world, sheets, events)
    if not (len(joining[0]) or len(missing[0]) or len(meetings.game)):
        return sheets.game, sheets.entry, sheets.level
    met = rulebook.catalogue.meeting[meetings.one, meetings.two]
    game = np.concatenate([sheets.game, joining[0], missing[0], meetings.game])
    entry = np.concatenate([sheets.entry, joining[1], missing[1], met])
    rows = (game * len(rulebook.catalogue.entries) + entry) * LEVELS + 1
    rows[: len(sheets.level)] += sheets.level - 1
    return sequence(rulebook, rows)


def _joining(rulebook: Rulebook, sheets: Sheets, meetings: Meetings) -> Pairs:
    """Game and entry of the fall-backs that replace meetings kept time for but not made."""
    _, seats, places = sheets.fallbacks.shape
    there = sheets.falling_back
    if not len(there):
        return there, there
    sheet = there // places
    game = sheet // seats
    seat = rulebook.seats.take(sheet - game * seats)
    joins = at(meetings.unmade, game, seat) > there - sheet * places
    return game[joins], sheets.fallbacks.take(there[joins])


def _missing_answers(rulebook: Rulebook, world: World, sheets: Sheets, events: Pairs) -> Pairs:
    """The first choice of every card of this turn that a delegation left unanswered: game and entry."""
    asks = rulebook.asks[events[1]]
    game, event = events[0][asks], events[1][asks]
    if not len(game):
        return game, event
    asked = rulebook.default_answers[event] >= 0
    card = np.full((world.size, len(rulebook.names.events)), len(event), dtype=np.intp)
    card[game, event] = np.arange(len(event))
    answers = those(rulebook.catalogue.answer.take(sheets.entry) >= 0)
    entry = sheets.entry[answers]
    asked[card[sheets.game[answers], rulebook.catalogue.about[entry]], rulebook.catalogue.seat[entry]] = False
    missing, seat = asked.nonzero()
    return game[missing], rulebook.default_answers[event[missing], seat]


def _spent(
    rulebook: Rulebook, early: Bools, game: Ints, entry: Ints, price: NDArray[np.int64], meetings: Meetings
) -> NDArray[np.int64]:
    """(B, D): the prices of orders, and of meetings for both sides."""
    seats = len(rulebook.names.seats)
    if not len(game):
        return np.zeros((early.shape[1], seats), dtype=np.int64)
    who = rulebook.seat_of.take(np.concatenate([meetings.one, meetings.two]))
    where = np.concatenate([meetings.game, meetings.game])[who >= 0]
    who = who[who >= 0]
    cell = np.concatenate([game * seats + rulebook.catalogue.seat.take(entry), where * seats + who])
    paid = np.concatenate([price, meeting_prices(rulebook, early, where, who)])
    return np.bincount(cell, paid, early.shape[1] * seats).astype(np.int64).reshape(-1, seats)


def _postures(rulebook: Rulebook, world: World, early: Bools, game: Ints, entry: Ints, events: Pairs) -> Small:
    """Switches as the events, items and orders of this turn set them; of two on one switch, the later in this sequence."""
    items, sets = rulebook.posture_items, those(rulebook.catalogue.sets_posture.take(entry))
    item_game, item = (world.status.take(items, axis=1) == ADOPTED).nonzero()
    events = events if len(rulebook.posture_events) else (events[0][:0], events[1][:0])
    games = np.concatenate([events[0], item_game, game[sets]])
    if not len(games):
        return world.postures
    sources = np.concatenate([events[1] + rulebook.sources[0], items[item] + rulebook.sources[1], entry[sets]])
    return _set(rulebook, world, world.postures, early, games, sources)


def _set(rulebook: Rulebook, world: World, postures: Small, early: Bools, games: Ints, sources: Ints) -> Small:
    """The switches after the listed sources of the listed games; an item passes by whoever stood aside from it."""
    table = rulebook.table
    place, row = table.of(sources)
    sets = those(table.kind.take(row) == POSTURE)
    place, row = place.take(sets), row.take(sets)
    holds = at(early, table.condition.take(row), games.take(place))
    source = sources.take(place)
    item = those((source >= rulebook.sources[1]) & (source < rulebook.sources[2]))
    if len(item):
        holds[item] &= ~world.aside[games[place[item]], source[item] - rulebook.sources[1], table.recipient[row[item]]]
    do = those(holds)
    game, row = games.take(place.take(do)), row.take(do)
    postures, (_, actors, switches) = postures.copy(), postures.shape
    postures.reshape(-1)[(game * actors + table.recipient.take(row)) * switches + table.cell.take(row)] = table.value.take(row)
    return postures


def _late_postures(rulebook: Rulebook, world: World, postures: Small, early: Bools, moved: Bools) -> Small:
    """The switches at the end of the turn: files that move set theirs then."""
    game, file = (moved[:, rulebook.posture_files]).nonzero()
    if not len(game):
        return postures
    return _set(rulebook, world, postures, early, game, rulebook.posture_files[file] + rulebook.sources[2])


def _moved(rulebook: Rulebook, world: World, facts: Bools) -> Bools:
    """(F, B): files that move a step: convened, consented to by every party, unfinished, below the brink."""
    both = rulebook.marks.read(facts, "both").sum(axis=1) >= 2
    moved: Bools = both | rulebook.marks.read(facts, "alone").any(axis=1)
    if moved.any():
        moved &= rulebook.consent.hold(facts)
        moved &= (world.steps < rulebook.file_steps).T
        if rulebook.rupture is not None:
            moved &= world.tracks[:, rulebook.rupture.track] < rulebook.rupture.brink
    return moved
