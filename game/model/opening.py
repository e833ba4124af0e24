"""Opening the sheets: meetings are matched, fall-backs and missing answers join, prices and conditions are settled."""

from __future__ import annotations

import attrs
import numpy as np
from numpy.typing import NDArray

from game.model.matching import Meetings, match
from game.model.rows import POSTURE
from game.model.rulebook import Rulebook
from game.model.sheets import Sheets
from game.model.world import World

Ints = NDArray[np.intp]
Bools = NDArray[np.bool_]


@attrs.frozen(eq=False, kw_only=True)
class Opened:
    """All that is carried out this turn, before anything is added up.

    game, entry, level (N,) in catalogue order, meetings among them; factor (N,) what sizes are multiplied by, 0
    where the order has no effect; price (N,) what the giver pays; spent (B, D) with the meetings' prices;
    held (B, C) the conditions; joiners (B, J); moved (B, F); postures (B, A, S) as they stand now.
    """

    game: Ints
    entry: Ints
    level: Ints
    factor: NDArray[np.float64]
    price: NDArray[np.int64]
    spent: NDArray[np.int64]
    held: Bools
    joiners: Ints
    moved: Bools
    postures: NDArray[np.int16]
    meetings: Meetings


def open_sheets(rulebook: Rulebook, world: World, sheets: Sheets) -> Opened:
    """Step 0 of a turn: who meets whom, which orders are carried out, at what price, and what holds."""
    book = rulebook.catalogue
    facts = rulebook.facts.read(world)
    before = rulebook.conditions.hold(facts)
    meetings = match(rulebook, sheets, world.affinity)
    game, entry, level = _carried_out(rulebook, world, sheets, meetings)
    price = prices(rulebook, before, game, entry) * level
    spent = _spent(rulebook, before, game, entry, price, meetings)
    postures = _postures(rulebook, world, before, game, entry)
    rulebook.facts.reread_postures(facts, attrs.evolve(world, postures=postures))
    joiners = _joiners(rulebook, game, entry, world.size)
    place, columns = book.makes_true.gather(entry)
    facts[game[place], columns] = True
    if len(rulebook.joiner_facts):
        column, group, least = rulebook.joiner_facts.T
        facts[:, column] = joiners[:, group] >= least
    moved = _moved(rulebook, world, rulebook.conditions.hold(facts), game, entry)
    if len(rulebook.moved_facts):
        column, file = rulebook.moved_facts.T
        facts[:, column] = moved[:, file]
    held = rulebook.conditions.hold(facts)
    works = held[game, book.gate[entry]] & held[game, book.at_end[entry]]
    factor = book.modifiers.sizes(held, game, entry) * level * works
    return Opened(game=game, entry=entry, level=level, factor=factor, price=price, spent=spent, held=held,
                  joiners=joiners, moved=moved, postures=postures, meetings=meetings)


def prices(rulebook: Rulebook, held: Bools, game: Ints, entry: Ints) -> NDArray[np.int64]:
    """What one level of each order costs, never below 0; positions that are paid at the end cost nothing before."""
    book = rulebook.catalogue
    price = np.maximum(book.cost[entry] + book.modifiers.costs(held, game, entry), 0)
    return price * held[game, book.at_end[entry]]


def meeting_prices(rulebook: Rulebook, held: Bools) -> NDArray[np.int64]:
    """(B, D): what a meeting costs each delegation."""
    games, seats = len(held), len(rulebook.names.seats)
    game, seat = np.divmod(np.arange(games * seats), seats)
    more = rulebook.prices.costs(held, game, seat).reshape(games, seats)
    return np.maximum(rulebook.scenario.rules.meeting_cost + more, 0)


def _carried_out(rulebook: Rulebook, world: World, sheets: Sheets, meetings: Meetings) -> tuple[Ints, Ints, Ints]:
    book = rulebook.catalogue
    unmade = (meetings.reserved - meetings.made)[:, rulebook.seats]
    joins = (np.arange(sheets.fallbacks.shape[2]) < unmade[:, :, None]) & (sheets.fallbacks >= 0)
    fallback_game = np.nonzero(joins)[0]
    missing_game, missing = _missing_answers(rulebook, world, sheets)
    game = np.concatenate([sheets.game, fallback_game, missing_game, meetings.game])
    entry = np.concatenate([sheets.entry, sheets.fallbacks[joins], missing, book.meeting[meetings.one, meetings.two]])
    level = np.ones(len(game), dtype=np.intp)
    level[: len(sheets.level)] = sheets.level
    order = np.lexsort((entry, game))
    return game[order], entry[order], level[order]


def _missing_answers(rulebook: Rulebook, world: World, sheets: Sheets) -> tuple[Ints, Ints]:
    """The first choice of every card of this turn that a delegation left unanswered."""
    if not len(rulebook.default_answers):
        return sheets.game[:0], sheets.entry[:0]
    now = world.happened == rulebook.turns[world.step]
    asked = now[:, :, None] & (rulebook.default_answers >= 0)
    answers = rulebook.catalogue.answer[sheets.entry] >= 0
    entry = sheets.entry[answers]
    asked[sheets.game[answers], rulebook.catalogue.about[entry], rulebook.catalogue.seat[entry]] = False
    game, event, seat = np.nonzero(asked)
    return game, rulebook.default_answers[event, seat]


def _spent(rulebook: Rulebook, held: Bools, game: Ints, entry: Ints, price: NDArray[np.int64], meetings: Meetings) -> NDArray[np.int64]:
    games, seats = len(held), len(rulebook.names.seats)
    cell = game * seats + rulebook.catalogue.seat[entry]
    paid = np.bincount(cell, price, games * seats).astype(np.int64).reshape(games, seats)
    return paid + meetings.made[:, rulebook.seats] * meeting_prices(rulebook, held)


def _postures(rulebook: Rulebook, world: World, held: Bools, game: Ints, entry: Ints) -> NDArray[np.int16]:
    """Switches as the orders and events of this turn set them; of two on one switch, the later in the catalogue."""
    event_game, event = np.nonzero(world.happened == rulebook.turns[world.step])
    game = np.concatenate([event_game, game])
    source = np.concatenate([event + rulebook.sources[0], entry])
    place, row = rulebook.table.of(source)
    sets = (rulebook.table.kind[row] == POSTURE) & held[game[place], rulebook.table.condition[row]]
    place, row = place[sets], row[sets]
    postures = world.postures.copy()
    postures[game[place], rulebook.table.recipient[row], rulebook.table.cell[row]] = rulebook.table.value[row]
    return postures


def _joiners(rulebook: Rulebook, game: Ints, entry: Ints, games: int) -> Ints:
    """(B, J): how many delegations give the same order, for each group of orders that asks."""
    group = rulebook.catalogue.joins[entry]
    seats = len(rulebook.names.seats)
    there = np.zeros((games, max(rulebook.catalogue.joins.max(initial=-1) + 1, 1), seats), dtype=np.bool_)
    joins = group >= 0
    there[game[joins], group[joins], rulebook.catalogue.seat[entry[joins]]] = True
    return there.sum(axis=2)


def _moved(rulebook: Rulebook, world: World, held: Bools, game: Ints, entry: Ints) -> Bools:
    """(B, F): files that move a step: convened, consented to by every party, unfinished, below the brink."""
    book, files = rulebook.catalogue, len(rulebook.file_steps)
    if not files:
        return np.zeros((world.size, 0), dtype=np.bool_)
    convenes = book.convenes[entry] >= 0
    g, m = game[convenes], entry[convenes]
    sides = np.zeros((world.size, files, len(rulebook.names.seats)), dtype=np.bool_)
    alone = np.zeros((world.size, files), dtype=np.bool_)
    both = book.both_sides[m]
    alone[g[~both], book.convenes[m[~both]]] = True
    sides[g[both], book.convenes[m[both]], book.seat[m[both]]] = True
    moved = (alone | (sides.sum(axis=2) >= 2)) & held[:, rulebook.consent] & (world.steps < rulebook.file_steps)
    if rulebook.rupture is not None:
        moved &= (world.tracks[:, rulebook.rupture.track] < rulebook.rupture.brink)[:, None]
    return moved
