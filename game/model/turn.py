"""One turn of B games: all orders at once, the next world, and the terms that explain it."""

from __future__ import annotations

import attrs
import numpy as np

from game.model.calendar import begin, lasting
from game.model.chance import Seeds, shocks
from game.model.decisions import Decisions, admit, decide
from game.model.influence import drift, heard, relations
from game.model.ledger import Ledger, write
from game.model.opening import Opened, open_sheets
from game.model.pledges import Pledges, credibility
from game.model.rows import added, those
from game.model.rulebook import Rulebook
from game.model.sheets import Sheets
from game.model.treasury import Accounts, settle
from game.model.world import Bools, Floats, Ints, Small, World


@attrs.frozen(eq=False, kw_only=True)
class Terms:
    """What moved the latents beside the ledger's rows: stance terms (B, A, P) and the relations (B, A, A) and deviations
    they come from, drift home of bonds and tracks (B, T), and what was cut from the rupture track (B,)."""

    relation: Floats
    deviation: Floats
    social: Floats
    anchoring: Floats
    chance: Floats
    bonds_home: Floats
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


def resolve(
    rulebook: Rulebook,
    world: World,
    sheets: Sheets,
    seeds: Seeds,
    luck: bool = True,
    pledges: Pledges | None = None,
    facts: Bools | None = None,
) -> Resolution:
    """Resolve one turn of B games. `luck` off leaves out chance (and draws no events for the next turn);
    `pledges` are those due this turn, `facts` what is so at its start if it has been read already (they change in place)."""
    relation = relations(world.bonds, len(rulebook.names.actors))
    opened = open_sheets(rulebook, world, sheets, facts)
    ledger = write(rulebook, world, opened, relation, pledges)
    sums = rulebook.cells.split(ledger.sums(rulebook, world.size))
    terms = _terms(rulebook, world, relation, seeds if luck else None)
    tracks, ruptured = _tracks(rulebook, world, terms, sums)
    decisions = decide(rulebook, world, opened, ledger, ruptured)
    accounts = settle(rulebook, world, opened, ledger)
    rupture, blamed, trust = _blame(rulebook, world, ledger, ruptured, credibility(rulebook, world, pledges))
    given, count, tally = _counts(rulebook, world, opened)
    stance = _added(world.stance, terms.social, terms.anchoring, terms.chance, sums["stance"])
    following = World(
        step=world.step + 1,
        stance=stance,
        anchor=world.anchor + sums["anchor"],
        bonds=_added(world.bonds, terms.bonds_home, sums["bonds"]),
        tracks=tracks,
        welfare=world.welfare + sums["welfare"],
        dependency=world.dependency + sums["dependency"],
        wording=world.wording + sums["wording"],
        effort=rulebook.scenario.rules.effort_decay * ledger.effort,
        capital=accounts.capital,
        pending=accounts.pending,
        credibility=trust,
        status=decisions.status,
        touched=decisions.touched,
        aside=decisions.aside,
        postponed=decisions.postponed,
        steps=decisions.steps,
        convened=decisions.convened,
        postures=opened.postures,
        members=decisions.members,
        happened=world.happened,
        choice=_choices(rulebook, world, opened),
        given=given,
        count=count,
        met=_met(rulebook, world, opened),
        tally=lasting(rulebook, stance, tally),
        banked=world.banked,
        rupture=rupture,
        blamed=blamed,
    )
    following = admit(rulebook, following, decisions.adopted)
    following = begin(rulebook, _bank(rulebook, following), seeds if luck else None)
    return Resolution(world=following, opened=opened, ledger=ledger, terms=terms, decisions=decisions, accounts=accounts)


def _terms(rulebook: Rulebook, world: World, relation: Floats, seeds: Seeds | None) -> Terms:
    deviation, (social_rate, anchoring_rate, sigma) = world.stance - world.anchor, rulebook.rates
    social, anchoring = drift(heard(relation, rulebook.weight, deviation), deviation, social_rate, anchoring_rate)
    chance = np.zeros(world.stance.shape)
    if seeds is not None:
        eps = shocks(seeds, rulebook.turns[world.step], "stance", rulebook.shock_keys)
        np.multiply(eps.reshape(chance.shape), sigma, out=chance)
    return Terms(
        relation=relation,
        deviation=deviation,
        social=social,
        anchoring=anchoring,
        chance=chance,
        bonds_home=rulebook.scenario.rules.relation_home * (rulebook.home_bonds - world.bonds),
        track_home=rulebook.track_rate * (rulebook.home_tracks - world.tracks),
        cut=np.zeros(world.size),
    )


def _added(now: Floats, *terms: Floats) -> Floats:
    """What it is now and what moves it, added up in that sequence."""
    total = now + terms[0]
    for term in terms[1:]:
        total += term
    return total


def _tracks(rulebook: Rulebook, world: World, terms: Terms, sums: dict[str, Floats]) -> tuple[Floats, Bools]:
    """The next tracks, and which games rupture now: only orders can do that. What is cut goes into the terms."""
    tracks = world.tracks + (terms.track_home + sums["tracks"])
    if rulebook.rupture is None:
        return tracks, np.zeros(world.size, dtype=np.bool_)
    limit, whole, alone = rulebook.rupture.limit, world.rupture == 0, tracks[:, rulebook.rupture.track]
    capped = np.where(whole, np.minimum(alone, limit - 0.01), alone)
    terms.cut[:] = capped - alone
    end = capped + sums["rupture"]
    tracks[:, rulebook.rupture.track] = end
    return tracks, whole & (end >= limit)


def _blame(
    rulebook: Rulebook, world: World, ledger: Ledger, ruptured: Bools, trust: Floats
) -> tuple[Small, Small, Floats]:
    """The turn of the rupture, the delegation whose orders raised the track most, and the credibility it is left with."""
    if rulebook.rupture is None or not ruptured.any():
        return world.rupture, world.blamed, trust
    rows = ledger.on(rulebook, rulebook.cells.total)
    seats, seat = len(rulebook.names.seats), rulebook.catalogue.seat[ledger.source[rows]]
    raised = added(ledger.game[rows] * seats + seat, np.maximum(ledger.amount[rows], 0.0), world.size * seats)
    worst = raised.reshape(-1, seats).argmax(axis=1)
    games = those(ruptured)
    trust[games, worst[games]] = np.minimum(trust[games, worst[games]], rulebook.rupture.credibility)
    return (
        np.where(ruptured, rulebook.turns[world.step], world.rupture).astype(np.int16),
        np.where(ruptured, worst, world.blamed).astype(np.int16),
        trust,
    )


def _counts(rulebook: Rulebook, world: World, opened: Opened) -> tuple[Small, Small, Ints]:
    """When each remembered order was last given, how often it was, and the tallies, this turn's orders counted."""
    memories, queries = world.given.shape[1], world.tally.shape[1]
    width, turn = memories + queries + 1, rulebook.turns[world.step]
    some = those(rulebook.catalogue.counted.take(opened.entry))
    if not len(some):
        return world.given, world.count, world.tally
    cells = rulebook.catalogue.counts.take(opened.entry.take(some), axis=0)
    cells += (opened.game.take(some) * width)[:, None]
    now = np.zeros((world.size, width), dtype=np.int16)
    np.add.at(now.reshape(-1), cells.ravel(), np.int16(1))
    remembered = now[:, :memories]
    first, last = rulebook.tally_turns.T
    tally = world.tally + now[:, memories:-1] * ((first <= turn) & (turn <= last))
    given = np.where(remembered > 0, np.int16(world.step + 1), world.given)
    return given, world.count + remembered, tally


def _choices(rulebook: Rulebook, world: World, opened: Opened) -> Small:
    """The answers taken so far."""
    book = rulebook.catalogue
    answers = those(book.answer.take(opened.entry) >= 0)
    if not len(answers):
        return world.choice
    choice, entry = world.choice.copy(), opened.entry[answers]
    choice[opened.game[answers], book.about[entry], book.seat[entry]] = book.answer[entry]
    return choice


def _met(rulebook: Rulebook, world: World, opened: Opened) -> Ints:
    """Who met whom at which turns."""
    meetings = opened.meetings
    if not len(meetings.game):
        return world.met
    met, actors = world.met.copy(), len(rulebook.names.actors)
    for one, two in ((meetings.one, meetings.two), (meetings.two, meetings.one)):
        met.reshape(-1)[(meetings.game * actors + one) * actors + two] |= 1 << rulebook.turns[world.step]
    return met


def _bank(rulebook: Rulebook, world: World) -> World:
    """Bank the share of a communique at the end of its turn, read from the world that the turn led to."""
    share = rulebook.shares[world.step - 1]
    if not share:
        return world
    return attrs.evolve(world, banked=world.banked + share * rulebook.goals.points(world))
