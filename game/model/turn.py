"""One turn of B games: all orders at once, the next world, and the terms that explain it."""

from __future__ import annotations

from typing import Any

import attrs
import numpy as np
from numpy.typing import NDArray

from game.model.calendar import begin
from game.model.chance import Seeds, shocks
from game.model.decisions import Decisions, admit, decide
from game.model.influence import drift, neighbours
from game.model.ledger import Ledger, write
from game.model.opening import Opened, open_sheets
from game.model.rows import added
from game.model.rulebook import Rulebook
from game.model.sheets import Sheets
from game.model.treasury import Accounts, settle
from game.model.world import Bools, Floats, Ints, Small, World


@attrs.frozen(eq=False, kw_only=True)
class Terms:
    """What moved the latents beside the ledger's rows: stance terms (B, A, P), drift home of relations (B, A, A)
    and tracks (B, T), and what was cut from the rupture track (B,)."""

    w: Floats
    deviation: Floats
    social: Floats
    anchoring: Floats
    chance: Floats
    affinity_home: Floats
    track_home: Floats
    cut: Floats


@attrs.frozen(eq=False, kw_only=True)
class Resolution:
    """The next world and everything that explains how it came about."""

    world: World
    opened: Opened
    ledger: Ledger
    terms: Terms
    decisions: Decisions
    accounts: Accounts


def resolve(rulebook: Rulebook, world: World, sheets: Sheets, seeds: Seeds, luck: bool = True, exact: bool = True) -> Resolution:
    """Resolve one turn of B games. `luck` off leaves out chance (and draws no events for the next turn);
    `exact` off sums the neighbours by matrix products, faster and equal to 1e-12."""
    relation = np.tanh(world.affinity)
    opened = open_sheets(rulebook, world, sheets)
    ledger = write(rulebook, world, opened, relation)
    sums = rulebook.cells.split(ledger.sums(rulebook, world.size))
    terms = _terms(rulebook, world, relation, seeds if luck else None, exact)
    tracks, cut, ruptured = _tracks(rulebook, world, terms, ledger, sums["tracks"])
    decisions = decide(rulebook, world, opened, ledger, ruptured)
    accounts = settle(rulebook, world, opened, ledger)
    rupture, blamed, credibility = _blame(rulebook, world, ledger, ruptured)
    following = attrs.evolve(
        world,
        step=world.step + 1,
        stance=world.stance + (terms.social + terms.anchoring + terms.chance + sums["stance"]),
        anchor=world.anchor + sums["anchor"],
        affinity=world.affinity + (terms.affinity_home + sums["affinity"]),
        tracks=tracks,
        welfare=world.welfare + sums["welfare"],
        dependency=world.dependency + sums["dependency"],
        wording=world.wording + sums["wording"],
        effort=rulebook.scenario.rules.effort_decay * (world.effort + ledger.effort.reshape(world.effort.shape)),
        capital=accounts.capital,
        pending=accounts.pending,
        credibility=credibility,
        status=decisions.status,
        touched=decisions.touched,
        aside=decisions.aside,
        postponed=decisions.postponed,
        steps=decisions.steps,
        convened=decisions.convened,
        postures=opened.postures,
        members=decisions.members,
        rupture=rupture,
        blamed=blamed,
        **_memories(rulebook, world, opened),
    )
    following = admit(rulebook, following, decisions.adopted)
    following = begin(rulebook, _bank(rulebook, following), seeds if luck else None)
    return Resolution(
        world=following, opened=opened, ledger=ledger, terms=attrs.evolve(terms, cut=cut), decisions=decisions, accounts=accounts
    )


def _terms(rulebook: Rulebook, world: World, relation: Floats, seeds: Seeds | None, exact: bool) -> Terms:
    w = neighbours(relation, rulebook.weight)
    deviation = world.stance - world.anchor
    social, anchoring = drift(w, deviation, rulebook.social, rulebook.anchoring, exact)
    chance = np.zeros_like(world.stance)
    if seeds is not None:
        eps = shocks(seeds, rulebook.turns[world.step], "stance", rulebook.shock_keys)
        chance = rulebook.sigma[:, None] * eps.reshape(world.stance.shape)
    return Terms(
        w=w,
        deviation=deviation,
        social=social * rulebook.free,
        anchoring=anchoring * rulebook.free,
        chance=chance * rulebook.free,
        affinity_home=rulebook.scenario.rules.relation_home * (rulebook.home_affinity - world.affinity),
        track_home=rulebook.track_rate * (rulebook.home_tracks - world.tracks),
        cut=np.zeros(world.size),
    )


def _tracks(rulebook: Rulebook, world: World, terms: Terms, ledger: Ledger, sums: Floats) -> tuple[Floats, Floats, Bools]:
    """The next tracks, what was cut from the rupture track, and which games rupture now: only orders can do that."""
    tracks = world.tracks + (terms.track_home + sums)
    if rulebook.rupture is None:
        return tracks, np.zeros(world.size), np.zeros(world.size, dtype=np.bool_)
    t, limit, whole = rulebook.rupture.track, rulebook.rupture.limit, world.rupture == 0
    rows = ledger.on(rulebook, rulebook.cells.track(t))
    own, rest = (_sum(ledger, rows[ledger.own[rows] == own], world.size) for own in (True, False))
    alone = world.tracks[:, t] + (terms.track_home[:, t] + rest)
    capped = np.where(whole, np.minimum(alone, limit - 0.01), alone)
    tracks[:, t] = capped + own
    return tracks, capped - alone, whole & (tracks[:, t] >= limit)


def _sum(ledger: Ledger, rows: NDArray[np.intp], games: int) -> Floats:
    """(B,): what the listed rows of the ledger add up to."""
    return added(ledger.game[rows], ledger.amount[rows], games)


def _blame(rulebook: Rulebook, world: World, ledger: Ledger, ruptured: Bools) -> tuple[Small, Small, Floats]:
    """The turn of the rupture, the delegation whose orders raised the track most, and the credibility it is left with."""
    if rulebook.rupture is None or not ruptured.any():
        return world.rupture, world.blamed, world.credibility
    rows = ledger.on(rulebook, rulebook.cells.track(rulebook.rupture.track))
    rows = rows[ledger.own[rows]]
    seats, seat = len(rulebook.names.seats), rulebook.catalogue.seat[ledger.source[rows]]
    raised = added(ledger.game[rows] * seats + seat, np.maximum(ledger.amount[rows], 0.0), world.size * seats)
    worst = raised.reshape(-1, seats).argmax(axis=1)
    credibility = world.credibility.copy()
    games = np.flatnonzero(ruptured)
    credibility[games, worst[games]] = np.minimum(credibility[games, worst[games]], rulebook.rupture.credibility)
    return (
        np.where(ruptured, rulebook.turns[world.step], world.rupture).astype(np.int16),
        np.where(ruptured, worst, world.blamed).astype(np.int16),
        credibility,
    )


def _memories(rulebook: Rulebook, world: World, opened: Opened) -> dict[str, Any]:
    """What is remembered of this turn's orders, answers and meetings."""
    book, turn = rulebook.catalogue, rulebook.turns[world.step]
    given, count = world.given.copy(), world.count.copy()
    place, memory = book.memory.gather(opened.entry)
    given[opened.game[place], memory] = world.step + 1
    np.add.at(count, (opened.game[place], memory), 1)
    choice = world.choice.copy()
    answers = book.answer[opened.entry] >= 0
    entry = opened.entry[answers]
    choice[opened.game[answers], book.about[entry], book.seat[entry]] = book.answer[entry]
    met = world.met.copy()
    meetings = opened.meetings
    for one, two in ((meetings.one, meetings.two), (meetings.two, meetings.one)):
        met[meetings.game, one, two] |= 1 << turn
    return {"given": given, "count": count, "choice": choice, "met": met, "tally": _tally(rulebook, world, opened, turn)}


def _tally(rulebook: Rulebook, world: World, opened: Opened, turn: int) -> Ints:
    place, query = rulebook.tallied.gather(opened.entry)
    counts = rulebook.tally_turns[query, 0] <= turn
    counts &= turn <= rulebook.tally_turns[query, 1]
    tally = world.tally.copy()
    np.add.at(tally, (opened.game[place[counts]], query[counts]), 1)
    return tally


def _bank(rulebook: Rulebook, world: World) -> World:
    """Bank the share of a communique at the end of its turn, read from the world that the turn led to."""
    share = rulebook.shares[world.step - 1]
    if not share:
        return world
    return attrs.evolve(world, banked=world.banked + share * rulebook.goals.points(world))
