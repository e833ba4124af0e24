"""Plays a game and keeps a record of it, with the probes that the study asks for."""

from __future__ import annotations

import attrs
import numpy as np

from game.bots import LEVELS, bot
from game.bots.forecast import Spread, forecast, values
from game.bots.planner import plan
from game.match import Match
from game.model.orders import Order
from game.model.scores import scores
from game.study.play import Setup, again, dropped, orders_given, without
from game.study.reading import read
from game.study.record import Decision, Reading, Record, Surprise
from game.study.simulate import ending
from game.table import Table, luck_of
from game.view import View

OTHER = 1 << 40
"""How far away the other seeds of a game are."""


@attrs.frozen(kw_only=True)
class Game:
    """A game to be played, and what is to be probed in it."""

    seed: int
    bot: str
    bundles: bool = False
    passing: bool = False
    luck: int = 0
    """under how many other seeds its orders are played again"""
    reading: bool = False
    """whether best answers to changed replies, and forecasts, are worked out in every turn"""
    sheets: bool = False


def watch(setup: Setup, game: Game) -> Record:
    """Play a game of one bot in every seat and keep what was asked for."""
    match = Match(setup.scenario, game.seed, setup.length)
    decisions: list[Decision] = []
    readings: list[Reading] = []
    surprises: list[Surprise] = []
    corridor = Table(match, bots=game.bot)
    while not match.over:
        corridor.open_corridor()
        decisions += _orders(match, game)
        readings += read(match) if game.reading else ()
        shown = {seat: _shown(match.view(seat)) for seat in match.seats} if game.reading else {}
        turn = match.turn
        match.resolve()
        surprises += [_surprise(match, turn, seat, spread) for seat, spread in shown.items()]
    found = record(match, game.bot)
    return attrs.evolve(
        found, decisions=tuple(decisions), readings=tuple(readings), surprises=tuple(surprises),
        passed={seat: without(match, seat).scores()[seat] for seat in match.seats} if game.passing else {},
        dropped={seat: dropped(match, seat) for seat in match.seats} if game.passing else {},
        luck=tuple(_other_luck(match, k) for k in range(1, game.luck + 1)),
        sheets=match.played if game.sheets else (), pledges=match.corridor.pledges if game.sheets else ())


def _orders(match: Match, game: Game) -> list[Decision]:
    """Every seat hands in its sheet; what was weighed, if that is asked for and the bot can tell."""
    found = []
    for seat in match.seats:
        view, luck = match.view(seat), luck_of(match, seat)
        level = LEVELS.get(game.bot) if game.bundles else None
        sheet = plan(level, view, luck, beside=True) if level else bot(game.bot)(view, luck)
        if level:
            found.append(Decision(turn=match.turn, seat=seat, actions=tuple(_kind(order) for order in sheet.chosen),
                                  behind=tuple(r.behind for r in sheet.rivals), leads=tuple(r.leads for r in sheet.rivals)))
        match.submit(seat, sheet.orders, match.turn)
    return found


def _kind(order: Order) -> str:
    return "meeting" if order.action == "request" else order.action


def _shown(view: View) -> Spread:
    return forecast(view, view.sheet or ()).after


def _surprise(match: Match, turn: int, seat: str, spread: Spread) -> Surprise:
    outside = spread.outside(values(match.rulebook, match.view(seat).goals, match.world)[0])
    counts: dict[str, tuple[int, int]] = {}
    for quantity, out in zip(spread.quantities, outside, strict=True):
        before = counts.get(quantity[0], (0, 0))
        counts[quantity[0]] = (before[0] + bool(out), before[1] + 1)
    return Surprise(turn=turn, seat=seat, outside=counts)


def _other_luck(match: Match, k: int) -> dict[str, float]:
    """The scores of the same orders under another seed, by the secret goals of this one."""
    other = again(Match(match.scenario, (match.seed + k * OTHER) % 2**64, match.length), match.played, match.corridor.pledges)
    total = scores(match.rulebook, other.world, np.array([match.seed], dtype=np.uint64)).total[0]
    return {seat: float(total[match.rulebook.names.seats.index(seat)]) for seat in match.seats}


def record(match: Match, bot: str) -> Record:
    """What is kept of a finished game."""
    outcome, board, half = match.outcome(), match.board, len(match.turns) // 2
    assert outcome is not None
    return Record(
        seed=match.seed, bot=bot, scores=match.scores(),
        half=match.branch(match.turns[half]).scores() if half else {},
        secret={s.seat: s.secret or "" for s in outcome.standings}, carried=dict(orders_given(match)),
        items={item: ending(board, item) for item in board.items}, files={file: board.steps(file) for file in board.files},
        first={pole: board.partner_weight(pole) for pole in board.poles},
        rupture=outcome.rupture_turn, blamed=outcome.blamed, brink=_brink(match),
        events=tuple(event for report in match.reports for event in report.events),
        answers=tuple((o.target or "", o.option or "") for r in match.reports for o in r.orders if o.action == "choose"))


def _brink(match: Match) -> bool:
    """Whether the rupture track reached its brink while the summit was whole."""
    rupture = match.rulebook.rupture
    if rupture is None:
        return False
    worlds = [match.reports[0].before.world, *(report.after.world for report in match.reports)]
    return match.board.rupture_turn is not None or any(w.tracks[0, rupture.track] >= rupture.brink for w in worlds)
