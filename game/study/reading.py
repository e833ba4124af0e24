"""Reading people: whether what one other seat may do changes what is best."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from random import Random

import numpy as np

from game.bots.level import PLANNER
from game.bots.lookahead import futures
from game.bots.outlook import Outlook
from game.bots.planner import answer, considered
from game.bots.replies import table
from game.match import Match
from game.model.orders import Order
from game.study.record import Reading
from game.view import View

READ = 3
"""How many seats' decisions are made again each turn."""
DRAWS = 3
"""How often each other seat's sheet is drawn again to see how much it matters."""
Sheets = Mapping[str, Sequence[Order]]


def read(match: Match) -> list[Reading]:
    """For some seats: the best answer to one draw of the others' sheets, and to the same with one other's sheet drawn again."""
    luck = Random(f"reading|{match.seed}|{match.turn}")
    seats = luck.sample(match.seats, min(READ, len(match.seats)))
    return [_reading(match.view(seat), luck) for seat in seats if len(match.seats) > 1]


def _reading(view: View, luck: Random) -> Reading:
    seen = {one.view.seat: one for one in table(view) if one.view.seat != view.seat}
    drawn = {seat: one.sheet(luck) for seat, one in seen.items()}
    redrawn = {seat: [one.sheet(luck) for _ in range(DRAWS)] for seat, one in seen.items()}
    best, moved = _best(view, drawn), {}
    most, any_one = _most(view, best, drawn, redrawn), luck.choice(sorted(seen))
    for other in {most, any_one}:
        moved[other] = set(_best(view, {**drawn, other: redrawn[other][0]})) != set(best)
    return Reading(turn=view.turn, seat=view.seat, most=most, changed=moved[most], other=any_one, changed_by_other=moved[any_one])


def _best(view: View, others: Sheets) -> tuple[Order, ...]:
    """The best bundle if the others order this."""
    return answer(Outlook(PLANNER, view, [_flat(others)]), considered(view)).chosen


def _most(view: View, best: Sequence[Order], drawn: Sheets, redrawn: Mapping[str, Sequence[Sequence[Order]]]) -> str:
    """The other seat on whose sheet the worth of the bundle depends most: the widest range over its draws."""
    rows = [_flat(drawn), *(_flat({**drawn, other: sheet}) for other, sheets in redrawn.items() for sheet in sheets)]
    points = futures(view, [[*best, *row] for row in rows]).mine(view)
    each = points[1:].reshape(len(redrawn), DRAWS)
    ranges = np.maximum(each.max(axis=1), points[0]) - np.minimum(each.min(axis=1), points[0])
    return list(redrawn)[int(ranges.argmax())]


def _flat(sheets: Sheets) -> list[Order]:
    return [order for sheet in sheets.values() for order in sheet]
