"""Laws on what is told: parts sum to changes, lines to scores, and a rupture has one author."""

from __future__ import annotations

from functools import lru_cache
from random import Random

import attrs
import numpy as np
import strategies
from hypothesis import given, settings
from strategies import Played

from game.match import Match
from game.model.board import Board
from game.model.orders import Order
from game.model.report import Report, read
from game.model.rulebook import Rulebook
from game.model.scores import scores
from game.model.sheets import empty, gather
from game.model.turn import Resolution, resolve
from game.model.world import World


def matched(played: Played) -> Match:
    """The same game, played through a match."""
    match = Match(played.book.scenario, played.seed, played.book.length)
    for sheets in played.sheets:
        for seat, orders in sheets.items():
            match.submit(seat, orders, match.turn)
        match.resolve()
    return match


def quantities(report: Report) -> list[tuple[str, ...]]:
    """Everything that a report can take apart."""
    board = report.before
    found = [(kind, a, p) for a in board.actors for p in board.poles for kind in ("alignment", "anchor", "dependency")]
    found += [("relation", a, b) for a in board.actors for b in board.actors if a < b]
    found += [("welfare", a) for a in board.actors] + [("track", t) for t in board.tracks]
    return found + [("wording", i) for i in board.items] + [("capital", seat) for seat in board.seats]


@given(strategies.games())
def test_l5_parts_sum_to_the_change(played: Played) -> None:
    """L5: the parts of every change sum to it, latent and in points, and whole numbers lead from one shown to the other."""
    for report in matched(played).reports:
        for quantity in quantities(report):
            parts, change = report.parts(quantity), report.change(quantity)
            assert abs(sum(part.points for part in parts) - change) <= 1e-10
            assert sum(part.shown for part in parts) == round(read(report.after, quantity)) - round(read(report.before, quantity))


@given(strategies.games())
def test_l5_terms_sum_to_the_stance(played: Played) -> None:
    """L5: order, event, item and file rows with social, anchoring and chance terms sum to the change of every stance (1e-12)."""
    book = played.book
    for before, after, turn in zip(played.worlds, played.worlds[1:], played.turns, strict=False):
        rows = book.cells.split(turn.ledger.sums(book, 1))
        terms = turn.terms.social + turn.terms.anchoring + turn.terms.chance + rows["stance"]
        assert np.abs(after.stance - before.stance - terms).max() <= 1e-12
        assert np.abs(after.anchor - before.anchor - rows["anchor"]).max() <= 1e-12


@given(strategies.games())
def test_l16_scores_are_sums_within_bounds(played: Played) -> None:
    """L16: at every turn scores lie in [0, 100], and a brief's counted lines less the penalty sum to the score (1e-9)."""
    for world in played.worlds:
        found = scores(played.book, world, played.seeds)
        assert ((found.total >= 0.0) & (found.total <= 100.0 + 1e-9)).all()
        sums = np.where(found.counted, found.lines[:, None], 0.0).sum(axis=2) - found.penalty
        assert np.abs(sums - found.total).max() <= 1e-9
        assert (found.lines >= 0.0).all()


@given(strategies.games())
def test_l16_multipolarity_is_a_number_of_poles(played: Played) -> None:
    """L16: multipolarity lies in [1, P] (1e-9), and an actor's shares sum to 1."""
    for world in played.worlds:
        board = Board(played.book, world)
        assert 1.0 - 1e-9 <= board.multipolarity() <= len(board.poles) + 1e-9
        for actor in board.actors:
            assert abs(sum(board.share(actor, pole) for pole in board.poles) - 1.0) <= 1e-9


@given(strategies.games())
def test_l16_standings_add_up(played: Played) -> None:
    """L16: at the end each standing's lines less its penalty are its score, the view's score agrees, and ranks follow scores."""
    match = matched(played)
    outcome = match.outcome()
    assert outcome is not None
    for standing in outcome.standings:
        assert abs(sum(points for _, points in standing.lines) - standing.penalty - standing.score) <= 1e-9
        assert abs(match.view(standing.seat).score() - standing.score) <= 1e-9
        assert standing.rank == 1 + sum(other.score > standing.score for other in outcome.standings)


def at_the_edge(book: Rulebook, world: World, luck: Random) -> World:
    """The same world with the rupture track just under its limit."""
    tracks = world.tracks.copy()
    if book.rupture is not None:
        tracks[:, book.rupture.track] = book.rupture.limit - 0.01 - 0.3 * luck.random() ** 4
    return attrs.evolve(world, tracks=tracks, rupture=np.zeros_like(world.rupture), blamed=np.full_like(world.blamed, -1))


def raised(book: Rulebook, turn: Resolution) -> np.ndarray:  # type: ignore[type-arg]
    """For each delegation the sum of the positive effects of its orders on the rupture track."""
    assert book.rupture is not None
    found = np.zeros(len(book.names.seats))
    ledger, cell = turn.ledger, book.cells.track(book.rupture.track)
    for source, row, amount, own in zip(ledger.source, ledger.row, ledger.amount, ledger.own, strict=True):
        if own and book.table.kind[row] <= 2 and book.table.cell[row] == cell:
            found[book.catalogue.seat[source]] += max(float(amount), 0.0)
    return found


VOICES = [
    {"id": name, "name": name, "by": ["everybody"], "cost": 0, "slots": 0, "effects": [{"track": "tension", "size": size}]}
    for name, size in (("whisper", 1.5), ("shout", 4.0), ("hush", -2.0))
]


SAID = ("whisper", "shout", "hush")


@lru_cache(maxsize=64)
def with_voices(seed: int) -> Rulebook:
    """The scenario of a seed in which everybody may also raise or calm the track that can break the summit."""
    return strategies.extended(seed, *VOICES)


@given(strategies.scenario_seeds, strategies.game_seeds)
def test_l18_a_rupture_has_one_author(seed: int, luck: int) -> None:
    """L18: a rupture names exactly one delegation, and no other raised the track more by its orders this turn."""
    book, draw = with_voices(seed), Random(luck)
    if book.rupture is None:
        return
    played = strategies.play(book, luck, luck % len(book.turns))
    world = at_the_edge(book, played.world, draw)
    for _ in range(3):
        orders = [
            o
            for o in strategies.orders_of(strategies.sheets(book, world, draw))
            if o.done.action not in ("whisper", "shout", "hush")
        ]
        orders += [Order(seat, draw.choice(("whisper", "shout", "hush"))) for seat in book.names.seats]
        turn = resolve(book, world, gather(book, [orders]), played.seeds)
        broken = int(turn.world.rupture[0]) > 0
        assert broken == (turn.world.blamed[0] >= 0) == (turn.world.tracks[0, book.rupture.track] >= book.rupture.limit)
        sums = raised(book, turn)
        if broken:
            assert sums[turn.world.blamed[0]] == max(sums) > 0.0
            assert turn.world.credibility[0, turn.world.blamed[0]] <= world.credibility[0, turn.world.blamed[0]]


@given(strategies.middles())
@settings(max_examples=3 * settings().max_examples)
def test_l18_without_orders_there_is_no_rupture(played: Played) -> None:
    """L18: drift, trends, events and items never carry the track over its limit; only orders do, default answers too."""
    book = played.book
    if book.rupture is None or played.world.step >= len(book.turns):
        return
    world = at_the_edge(book, played.world, Random(played.seed))
    while world.step < len(book.turns):
        turn = resolve(book, world, empty(book, 1), played.seeds)
        world = turn.world
        if not raised(book, turn).any():
            assert not world.rupture[0]
            assert world.tracks[0, book.rupture.track] <= book.rupture.limit - 0.01 + 1e-12
        if world.rupture[0]:
            return


@given(strategies.games())
def test_l18_a_rupture_comes_once(played: Played) -> None:
    """L18: once named, the turn of the rupture and its author stay; open items fall and none is adopted after it."""
    for before, after in zip(played.worlds, played.worlds[1:], strict=False):
        if before.rupture[0]:
            assert (after.rupture[0], after.blamed[0]) == (before.rupture[0], before.blamed[0])
            assert np.array_equal(after.status, before.status)
        elif after.rupture[0]:
            assert not (after.status == 0).any()


@given(strategies.games())
def test_read_and_parts_agree_on_what_is_whole(played: Played) -> None:
    """Capital is told in whole numbers: its parts are exactly the change of the account."""
    for report in matched(played).reports:
        for seat in report.before.seats:
            parts = report.parts(("capital", seat))
            assert sum(part.shown for part in parts) == read(report.after, ("capital", seat)) - read(
                report.before, ("capital", seat)
            )
