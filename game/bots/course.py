"""The course: what everybody may be expected to order in this and all later turns, from what everybody sees."""

from __future__ import annotations

import attrs

from game.bots.bundle import Bundle
from game.bots.replies import Seen, table
from game.bots.trial import Trial, tried
from game.model.orders import Order
from game.model.sheets import gather
from game.view import View

Sheets = dict[str, tuple[Order, ...]]


def habit(seen: Seen) -> tuple[Order, ...]:
    """What a seat orders if it takes its best ideas as they come, without a deal."""
    bundle, wanted = Bundle(seen.view), [idea for idea in seen.thoughts if not idea.consents and idea.net > 0.0]
    for idea in wanted:
        if bundle.fits(idea):
            bundle = bundle.add(idea)
    return (*bundle.complete(wanted), *(idea.order for idea in seen.thoughts if idea.consents))


def course(view: View) -> tuple[Sheets, ...]:
    """The expected sheets of this turn and of each later one, without chance; the same for whoever asks, worked out once."""
    if "course" not in view.notes:
        view.notes["course"] = _foreseen(view)
    found: tuple[Sheets, ...] = view.notes["course"]
    return found


def _foreseen(view: View) -> tuple[Sheets, ...]:
    found = []
    while not view.over:
        sheets = {seen.view.seat: habit(seen) for seen in table(view)}
        orders = gather(view.rulebook, [[order for sheet in sheets.values() for order in sheet]])
        world = tried(Trial(view.rulebook, view.world, orders, view.world.step + 1))
        view = attrs.evolve(view, world=world, reports=(), talks=(), pledges=(), notes={})
        found.append(sheets)
    return tuple(found)
