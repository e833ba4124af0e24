"""A game goes on in a changed scenario: on the same screens, with all that is still legal."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from time import perf_counter

import attrs

from game.scenario.schema import Scenario
from game.study.carry import Carried, carry
from game.text import _, figures, n_
from game.ui import flow
from game.ui.bench.again import stack_again
from game.ui.drawer import Drawer
from game.ui.nav import Nav, Renew, Screen, Sit, Teach
from game.ui.session import Session


def renewed(session: Session, scenario: Scenario, stack: Sequence[Screen], leave: Callable[[], Screen]) -> Nav:
    """The way to the game of a session in another scenario. It is a trial, saved nowhere; the old one ends as it is."""
    began = perf_counter()
    carried = carry(session.table, scenario)
    new = Session(carried.table, session.onward, lambda table: flow.started(table, leave), leave)
    new.last_seat = session.last_seat if session.last_seat in new.humans else ""
    new.drawer, dropped = _drawer(session, carried)
    session.close()
    screens = stack_again(stack, new)
    tell = _sentence(scenario, carried, dropped, perf_counter() - began)
    if not screens:
        work = flow.sat(new)
        return Renew([work.screen], tell, work)
    return Sit(new, Teach(flow.coaching(new), Renew(screens, tell)))


def _drawer(session: Session, carried: Carried) -> tuple[Drawer, int]:
    """The locks and half-written sheets, in memory alone; and how many orders had to be taken off those sheets."""
    old, match = session.match, carried.table.match
    drawer = attrs.evolve(session.drawer, path=None, turn=match.turn, sheets={}, locks={**session.drawer.locks})
    dropped = 0
    for seat in session.drawer.sheets:
        orders = session.drawer.sheet(old.turn, seat) or ()
        kept = carried.sheet(seat, orders) if seat in match.seats and len(match.reports) == len(old.reports) else ()
        drawer.sheets[seat] = [str(order) for order in kept]
        dropped += len(orders) - len(kept)
    return drawer, dropped


def _sentence(scenario: Scenario, carried: Carried, dropped: int, seconds: float) -> str:
    """What came of it."""
    form = _("{title} was read again in {seconds} s; this game is a trial and is saved nowhere.")
    says = [form.format(title=_(scenario.title), seconds=figures(f"{seconds:.1f}"))]
    if dropped := carried.dropped + dropped:
        says.append(n_("{n} order or offer is not legal any more and was left out.",
                       "{n} orders and offers are not legal any more and were left out.", dropped))
    if carried.turns:
        says.append(n_("It ends {n} turn earlier than was played.", "It ends {n} turns earlier than was played.", carried.turns))
    return " ".join(says)
