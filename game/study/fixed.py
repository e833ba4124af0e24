"""Fixed plans: a whole game's orders written beforehand, and the search for the best one against recorded games."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from random import Random
from statistics import fmean

import attrs

from game.match import Match
from game.model.orders import Order
from game.study.play import Setup, again, kept_pledges
from game.study.record import Fixed, Record, Sheets

Plan = tuple[tuple[Order, ...], ...]
"""The sheet of every turn, in the order of wish; what is not legal when its turn comes is left out."""
_Worth = Callable[[Plan, Sequence[Record]], float]
MOST = 14
"""Orders that a turn of a plan may list."""


@attrs.frozen(kw_only=True)
class Hunt:
    """A seat, recorded games, and how many plans may be tried."""

    seat: str
    games: tuple[Record, ...]
    evaluations: int


def hunt(setup: Setup, task: Hunt) -> Fixed:
    """Climb from the seat's own recorded plans: change an order or two, keep what scores no less.

    Plans are tried on the first half of the recorded games, and judged by the rest, whose luck and orders they have not seen;
    the others' orders and pledges stay as recorded, as far as they are legal; the seat itself promises nothing.
    """
    half = max(len(task.games) // 2, 1)
    trained, judged = task.games[:half], task.games[half:] or task.games
    starts = {game.seed: Match(setup.scenario, game.seed, setup.length) for game in task.games}

    def worth(plan: Plan, games: Sequence[Record]) -> float:
        return fmean(_score(starts[g.seed], g, task.seat, plan) for g in games)

    best, points = _climb(task, trained, starts[trained[0].seed], worth)
    own = {k: fmean(g.scores[task.seat] for g in games) for k, games in (("trained", trained), ("judged", judged))}
    return Fixed(seat=task.seat, own=own["judged"], found=worth(best, judged), trained=points - own["trained"],
                 evaluations=task.evaluations)


def _score(start: Match, game: Record, seat: str, plan: Plan) -> float:
    fresh, pledges = start.branch(start.turns[0]), kept_pledges(game.pledges, seat)
    return again(fresh, _with(game.sheets, seat, plan), pledges).scores()[seat]


def _climb(task: Hunt, games: Sequence[Record], match: Match, worth: _Worth) -> tuple[Plan, float]:
    luck, pool = Random(f"plan|{task.seat}"), orders_of(match, task.seat)
    best, points = Plan(), -1.0
    for k in range(task.evaluations):
        plan = _own(games[k], task.seat) if k < len(games) else changed(best, pool, luck)
        found = worth(plan, games)
        if found >= points:
            best, points = plan, found
    return best, points


def _own(game: Record, seat: str) -> Plan:
    return tuple(turn.get(seat, ()) for turn in game.sheets)


def _with(sheets: Sheets, seat: str, plan: Plan) -> list[dict[str, tuple[Order, ...]]]:
    return [{**turn, seat: orders} for turn, orders in zip(sheets, plan, strict=True)]


def orders_of(match: Match, seat: str) -> tuple[Order, ...]:
    """Everything that a seat may ever order: its part of the catalogue, and a meeting with anybody."""
    entries = match.rulebook.catalogue.entries
    own = [e.order for e in entries if e.order.seat == seat and e.kind in ("action", "position", "consent")]
    return (*own, *(Order(seat, "request", name, rank=1) for name in match.board.actors if name != seat))


def changed(plan: Plan, pool: Sequence[Order], luck: Random) -> Plan:
    """The plan with one or two orders put in, exchanged or taken out, or one moved to the front."""
    turns = [list(turn) for turn in plan]
    for _ in range(luck.choice((1, 1, 2))):
        turn, way = luck.choice(turns), luck.random()
        place = luck.randrange(len(turn)) if turn else 0
        if way < 0.45 or not turn:
            turn.insert(0 if way < 0.25 else place, luck.choice(pool))
        elif way < 0.75:
            turn[place] = luck.choice(pool)
        elif way < 0.9:
            turn.insert(0, turn.pop(place))
        else:
            del turn[place]
    return tuple(tuple(turn[:MOST]) for turn in turns)
