"""Opening the sheets: meetings are matched, fall-backs and missing answers join, prices and conditions are settled."""

from __future__ import annotations

import attrs
import numpy as np
from numpy.typing import NDArray

from game.model.matching import Meetings, match
from game.model.rows import POSTURE
from game.model.rulebook import Rulebook
from game.model.sheets import Sheets
from game.model.world import ADOPTED, Small, World

Ints = NDArray[np.intp]
Bools = NDArray[np.bool_]
Pairs = tuple[Ints, Ints]


@attrs.frozen(eq=False, kw_only=True)
class Opened:
    """All that is carried out this turn, before anything is added up.

    game, entry, level (N,) in catalogue order, meetings among them; factor (N,) what sizes are multiplied by, 0
    where the order has no effect; price (N,) what the giver pays; spent (B, D) with the meetings' prices;
    held (B, C) the late conditions; events (game, event) of this turn; joiners (B, J); moved (B, F);
    postures (B, A, S) as they stand now.
    """

    game: Ints
    entry: Ints
    level: Ints
    factor: NDArray[np.float64]
    price: NDArray[np.int64]
    spent: NDArray[np.int64]
    held: Bools
    events: Pairs
    joiners: Ints
    moved: Bools
    postures: NDArray[np.int16]
    meetings: Meetings


def open_sheets(rulebook: Rulebook, world: World, sheets: Sheets) -> Opened:
    """Step 0 of a turn: who meets whom, which orders are carried out, at what price, and what holds."""
    book = rulebook.catalogue
    events = _now(rulebook, world)
    facts = rulebook.facts.read(world)
    early = rulebook.early.hold(facts)
    meetings = match(rulebook, sheets, world.affinity)
    game, entry, level = _carried_out(rulebook, world, sheets, meetings, events)
    price = prices(rulebook, early, game, entry) * level
    spent = _spent(rulebook, early, game, entry, price, meetings)
    postures = _postures(rulebook, world, early, game, entry, events)
    rulebook.facts.reread_postures(facts, postures)
    joiners = _joiners(rulebook, game, entry, world.size)
    moved = _this_turn(rulebook, world, facts, game, entry, joiners)
    late = rulebook.late.hold(facts)
    works = late[game, book.gate[entry]] & early[game, book.at_end[entry]]
    postures = _late_postures(rulebook, world, postures, early, moved)
    factor = book.factors.product(late, game, entry) * level * works
    return Opened(
        game=game,
        entry=entry,
        level=level,
        factor=factor,
        price=price,
        spent=spent,
        held=late,
        events=events,
        joiners=joiners,
        moved=moved,
        postures=postures,
        meetings=meetings,
    )


def _now(rulebook: Rulebook, world: World) -> Pairs:
    """Game and event of every event of this turn."""
    game, event = np.nonzero(world.happened == rulebook.turns[world.step])
    return game, event


def _this_turn(rulebook: Rulebook, world: World, facts: Bools, game: Ints, entry: Ints, joiners: Ints) -> Bools:
    """Set, in place, what is so by the orders of this turn; which files move (B, F)."""
    place, columns = rulebook.catalogue.makes_true.gather(entry)
    facts[game[place], columns] = True
    column, group, least = rulebook.joiner_facts.T
    facts[:, column] = joiners[:, group] >= least
    moved = _moved(rulebook, world, facts, game, entry)
    column, file = rulebook.moved_facts.T
    facts[:, column] = moved[:, file]
    return moved


def prices(rulebook: Rulebook, early: Bools, game: Ints, entry: Ints) -> NDArray[np.int64]:
    """What one level of each order costs, never below 0; positions that are paid at the end cost nothing before."""
    book = rulebook.catalogue
    more = book.surcharges.total(early, game, entry)
    price: NDArray[np.int64] = np.maximum(book.cost[entry] + more, 0) * early[game, book.at_end[entry]]
    return price


def meeting_prices(rulebook: Rulebook, early: Bools, game: Ints, seat: Ints) -> NDArray[np.int64]:
    """What a meeting costs each of the listed delegations."""
    more = rulebook.prices.total(early, game, seat)
    price: NDArray[np.int64] = np.maximum(rulebook.scenario.rules.meeting_cost + more, 0)
    return price


def _carried_out(rulebook: Rulebook, world: World, sheets: Sheets, meetings: Meetings, events: Pairs) -> tuple[Ints, Ints, Ints]:
    book = rulebook.catalogue
    unmade = (meetings.reserved - meetings.made)[:, rulebook.seats]
    joins = (np.arange(sheets.fallbacks.shape[2]) < unmade[:, :, None]) & (sheets.fallbacks >= 0)
    fallback_game = np.nonzero(joins)[0]
    missing_game, missing = _missing_answers(rulebook, world, sheets, events)
    game = np.concatenate([sheets.game, fallback_game, missing_game, meetings.game])
    entry = np.concatenate([sheets.entry, sheets.fallbacks[joins], missing, book.meeting[meetings.one, meetings.two]])
    level = np.ones(len(game), dtype=np.intp)
    level[: len(sheets.level)] = sheets.level
    order = np.lexsort((entry, game))
    return game[order], entry[order], level[order]


def _missing_answers(rulebook: Rulebook, world: World, sheets: Sheets, events: Pairs) -> Pairs:
    """The first choice of every card of this turn that a delegation left unanswered: game and entry."""
    asks = rulebook.asks[events[1]]
    game, event = events[0][asks], events[1][asks]
    asked = rulebook.default_answers[event] >= 0
    card = np.full((world.size, len(rulebook.names.events)), len(event), dtype=np.intp)
    card[game, event] = np.arange(len(event))
    answers = np.flatnonzero(rulebook.catalogue.answer[sheets.entry] >= 0)
    entry = sheets.entry[answers]
    asked[card[sheets.game[answers], rulebook.catalogue.about[entry]], rulebook.catalogue.seat[entry]] = False
    missing, seat = np.nonzero(asked)
    return game[missing], rulebook.default_answers[event[missing], seat]


def _spent(
    rulebook: Rulebook, early: Bools, game: Ints, entry: Ints, price: NDArray[np.int64], meetings: Meetings
) -> NDArray[np.int64]:
    """(B, D): the prices of orders, and of meetings for both sides."""
    seats = len(rulebook.names.seats)
    who = rulebook.seat_of[np.concatenate([meetings.one, meetings.two])]
    where = np.concatenate([meetings.game, meetings.game])
    where, who = where[who >= 0], who[who >= 0]
    cell = np.concatenate([game * seats + rulebook.catalogue.seat[entry], where * seats + who])
    paid = np.concatenate([price, meeting_prices(rulebook, early, where, who)])
    return np.bincount(cell, paid, len(early) * seats).astype(np.int64).reshape(-1, seats)


def _postures(rulebook: Rulebook, world: World, early: Bools, game: Ints, entry: Ints, events: Pairs) -> Small:
    """Switches as the events, items and orders of this turn set them; of two on one switch, the later in this sequence."""
    items, sets = rulebook.posture_items, rulebook.catalogue.sets_posture[entry]
    item_game, item = np.nonzero(world.status[:, items] == ADOPTED)
    at = np.concatenate([events[0], item_game, game[sets]])
    sources = np.concatenate([events[1] + rulebook.sources[0], items[item] + rulebook.sources[1], entry[sets]])
    return _set(rulebook, world, world.postures, early, at, sources)


def _set(rulebook: Rulebook, world: World, postures: Small, early: Bools, at: Ints, sources: Ints) -> Small:
    """The switches after the listed sources of the listed games; an item passes by whoever stood aside from it."""
    place, row = rulebook.table.of(sources)
    at, source = at[place], sources[place]
    sets = rulebook.table.kind[row] == POSTURE
    at, source, row = at[sets], source[sets], row[sets]
    holds = early[at, rulebook.table.condition[row]]
    at, source, row = at[holds], source[holds], row[holds]
    item = np.flatnonzero((source >= rulebook.sources[1]) & (source < rulebook.sources[2]))
    if len(item):
        aside = world.aside[at[item], source[item] - rulebook.sources[1], rulebook.table.recipient[row[item]]]
        at, row = np.delete(at, item[aside]), np.delete(row, item[aside])
    postures = postures.copy()
    postures[at, rulebook.table.recipient[row], rulebook.table.cell[row]] = rulebook.table.value[row]
    return postures


def _late_postures(rulebook: Rulebook, world: World, postures: Small, early: Bools, moved: Bools) -> Small:
    """The switches at the end of the turn: files that move set theirs then."""
    game, file = np.nonzero(moved[:, rulebook.posture_files])
    if not len(game):
        return postures
    return _set(rulebook, world, postures, early, game, rulebook.posture_files[file] + rulebook.sources[2])


def _joiners(rulebook: Rulebook, game: Ints, entry: Ints, games: int) -> Ints:
    """(B, J): how many delegations give the same order, for each group of orders that asks."""
    group = rulebook.catalogue.joins[entry]
    seats = len(rulebook.names.seats)
    there = np.zeros((games, max(rulebook.catalogue.joins.max(initial=-1) + 1, 1), seats), dtype=np.bool_)
    joins = group >= 0
    there[game[joins], group[joins], rulebook.catalogue.seat[entry[joins]]] = True
    joined: Ints = there.sum(axis=2)
    return joined


def _moved(rulebook: Rulebook, world: World, facts: Bools, game: Ints, entry: Ints) -> Bools:
    """(B, F): files that move a step: convened, consented to by every party, unfinished, below the brink."""
    book, files = rulebook.catalogue, len(rulebook.file_steps)
    if not files:
        return np.zeros((world.size, 0), dtype=np.bool_)
    convenes = np.flatnonzero(book.convenes[entry] >= 0)
    if not len(convenes):
        return np.zeros((world.size, files), dtype=np.bool_)
    g, m = game[convenes], entry[convenes]
    sides = np.zeros((world.size, files, len(rulebook.names.seats)), dtype=np.bool_)
    alone = np.zeros((world.size, files), dtype=np.bool_)
    both = book.both_sides[m]
    alone[g[~both], book.convenes[m[~both]]] = True
    sides[g[both], book.convenes[m[both]], book.seat[m[both]]] = True
    moved: Bools = (alone | (sides.sum(axis=2) >= 2)) & rulebook.consent.hold(facts) & (world.steps < rulebook.file_steps)
    if rulebook.rupture is not None:
        moved &= (world.tracks[:, rulebook.rupture.track] < rulebook.rupture.brink)[:, None]
    return moved
