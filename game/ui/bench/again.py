"""The same screen on another game: what was open, looked at and written stays as far as the other game knows it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import singledispatch

import attrs

from game.scenario.schema import Scenario
from game.ui import flow
from game.ui.nav import Screen
from game.ui.record import Record, parts, value
from game.ui.screens.about import About
from game.ui.screens.assumptions import Assumptions
from game.ui.screens.causes import Page
from game.ui.screens.curtain import Curtain
from game.ui.screens.declaration import Declaration
from game.ui.screens.final import Final
from game.ui.screens.glossary import Glossary
from game.ui.screens.heading import Heading
from game.ui.screens.inspector import GAME, Inspector
from game.ui.screens.page_corridor import Draft
from game.ui.screens.relations import Relations
from game.ui.screens.report import Account
from game.ui.screens.reveal import Reveal, account
from game.ui.screens.seats import Seats
from game.ui.screens.settings import Settings
from game.ui.screens.summit import Summit
from game.ui.screens.timeline import Timeline
from game.ui.screens.triangle import Poles
from game.ui.screens.why import Why
from game.ui.session import Desk, Session
from game.ui.unfold import Telling


def stack_again(stack: Sequence[Screen], session: Session) -> list[Screen]:
    """The screens of a stack from the bottom up, as far as they can be shown on another game; none where the lowest cannot."""
    found: list[Screen] = []
    for screen in stack:
        new = again(screen, session)
        if new is None:
            break
        found.append(new)
    return found


@singledispatch
def again(screen: Screen, session: Session) -> Screen | None:
    """The same screen on another game; None where there it has nothing to show, or asks for an answer to what has gone."""
    return None


@again.register
def _(screen: Summit, session: Session) -> Screen | None:
    desk = _desk(screen.desk, session)
    if desk is None:
        return None
    actor = screen.actor if screen.actor in desk.view.board.actors else desk.seat
    return Summit(desk, flow.leaving(session), screen.page, actor, screen.opened, screen.shown, _draft(screen.draft, desk))


def _desk(desk: Desk, session: Session) -> Desk | None:
    """The desk of the same seat, or of the next one where that is gone; None where nobody writes any more."""
    waiting = session.table.waiting
    if waiting is None:
        return None
    return session.desk(desk.seat if desk.seat in session.humans and not session.match.submitted(desk.seat) else waiting)


def _draft(draft: Draft, desk: Desk) -> Draft:
    """An offer in the making, as far as its orders can still be given."""
    if draft.other not in desk.session.match.seats or draft.other == desk.seat or draft.reply is not None:
        return Draft()
    known = {entry.order for entry in desk.view.rulebook.catalogue.entries}
    gives, asks = (tuple(order for order in side if order in known) for side in (draft.gives, draft.asks))
    return Draft(draft.other, gives, asks, later=draft.later)


@again.register
def _(screen: Curtain, session: Session) -> Screen | None:
    if screen.seat not in session.humans or session.match.over:
        return None
    before = screen.before if screen.before in session.match.seats else ""
    return Curtain(session, screen.seat, flow.desk_of(session, screen.seat), flow.leaving(session), before, screen.typed)


@again.register
def _(screen: Final, session: Session) -> Screen | None:
    outcome = session.match.outcome()
    if outcome is None:
        return None
    looked = screen.looked if screen.looked in session.match.seats else ""
    page = "moments" if screen.page == "turnings" else screen.page
    return Final(session, outcome, flow.leaving(session), looked, page, screen.shows)


@again.register
def _(screen: Reveal, session: Session) -> Screen | None:
    told = _telling(screen.told, session)
    if told is None:
        return None
    new = Reveal(told, (lambda: flow.told(session)) if screen.then else None, runs=False)
    new.at = min(screen.at, len(new.film) - 1)
    return new


@again.register
def _(screen: Account, session: Session) -> Screen | None:
    told = _telling(screen.told, session)
    if told is None:
        return None
    new = account(told, (lambda: flow.told(session)) if screen.then else None)
    new.page = screen.page
    return new


def _telling(told: Telling, session: Session) -> Telling | None:
    """The turn of the same place, told to the same seat."""
    place = told.record.place(told.report)
    if place >= len(session.match.reports) or told.seat not in ("", *session.match.seats):
        return None
    return session.telling(session.match.reports[place], told.seat)


@again.register
def _(screen: Why, session: Session) -> Screen | None:
    record = session.record
    path = []
    for page in screen.path:
        new = _page(page, record)
        if new is None:
            break
        path.append(new)
    return Why(record, path, screen.all) if path else None


def _page(page: Page, record: Record) -> Page | None:
    """The same question; None where there is no such number, turn or part."""
    if page.turn >= len(record.reports) or not known(record, page.quantity):
        return None
    if page.part is None:
        return page
    named = page.part.kind, page.part.source
    found = parts(record.reports[page.turn], page.quantity) if page.turn >= 0 else ()
    part = next((part for part in found if (part.kind, part.source) == named), None)
    return attrs.evolve(page, part=part) if part else None


def known(record: Record, quantity: tuple[str, ...]) -> bool:
    """Whether there is such a number in a game."""
    try:
        value(record.board, quantity)
    except (LookupError, ValueError):
        return False
    return True


@again.register
def _(screen: Timeline, session: Session) -> Screen | None:
    at = min(screen.at, len(session.match.reports))
    actor = screen.actor if screen.actor in session.match.board.actors else ""
    return Timeline(session, at, screen.shows, screen.look, screen.page, actor)


@again.register
def _(screen: Declaration, session: Session) -> Screen | None:
    return Declaration(session.record)


@again.register
def _(screen: Poles, session: Session) -> Screen | None:
    desk = _desk(screen.desk, session)
    return Poles(desk, screen.actor if screen.actor in desk.view.board.actors else "") if desk else None


@again.register
def _(screen: Heading, session: Session) -> Screen | None:
    desk = _desk(screen.desk, session)
    return Heading(desk, actor=screen.actor if screen.actor in desk.view.board.actors else "") if desk else None


@again.register
def _(screen: Assumptions, session: Session) -> Screen | None:
    desk = _desk(screen.desk, session)
    return Assumptions(desk, chosen=screen.chosen, off=screen.off) if desk else None


@again.register
def _(screen: Relations, session: Session) -> Screen | None:
    desk = _desk(screen.desk, session)
    return Relations(desk, screen.actor) if desk and screen.actor in desk.view.board.actors else None


@again.register
def _(screen: Inspector, session: Session) -> Screen | None:
    quantity = screen.quantity if screen.quantity and known(session.record, screen.quantity) else ()
    return Inspector(session, quantity, screen.at, screen.kind if quantity else GAME)


@again.register
def _(screen: Settings, session: Session) -> Screen | None:
    return Settings(flow.leaving(session), session.match.scenario.pole, trial=session.trial is not None)


@again.register
def _(screen: Glossary, session: Session) -> Screen | None:
    return screen


@again.register
def _(screen: About, session: Session) -> Screen | None:
    return About(session.match.scenario)


def seats_again(seats: Seats, scenario: Scenario) -> Seats:
    """The table before a game, set as far as another version of the scenario lets it."""
    playable = [actor.id for actor in scenario.delegations]
    return Seats(
        scenario,
        seats.start,
        seats.seed,
        humans=tuple(seat for seat in seats.humans if seat in playable),
        looked=seats.looked if seats.looked in playable else "",
        bot=seats.bot,
        length=seats.length if seats.length in [length.id for length in scenario.length] else "",
        variant=seats.variant if seats.variant in [variant.id for variant in scenario.variant] else "",
        first=seats.first,
        stepwise=seats.stepwise,
        pins={seat: pin for seat, pin in seats.pins.items() if seat in playable},
        page=seats.page,
        shared=seats.shared,
    )
