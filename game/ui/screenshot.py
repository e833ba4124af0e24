"""Any screen as a picture, without a window."""

from __future__ import annotations

from collections.abc import Callable
from math import inf
from pathlib import Path

import pygame
from pygame import Surface

from game.match import Match
from game.model.report import Report
from game.scenario.load import examine_texts
from game.scenario.overlay import translations
from game.table import DEFAULT, Table
from game.text import tell
from game.ui import flow
from game.ui.app import App
from game.ui.bench import Bench
from game.ui.branches import Branch
from game.ui.coach import Coach, coach_of
from game.ui.map import workshop
from game.ui.nav import Screen
from game.ui.preferences import Preferences
from game.ui.record import value
from game.ui.screens.assumptions import Assumptions
from game.ui.screens.causes import Page
from game.ui.screens.curtain import Curtain
from game.ui.screens.declaration import Declaration
from game.ui.screens.final import Final
from game.ui.screens.futures import Future, Futures
from game.ui.screens.glossary import Glossary
from game.ui.screens.heading import Heading
from game.ui.screens.inspector import Inspector
from game.ui.screens.reveal import Reveal, account
from game.ui.screens.seats import Seats
from game.ui.screens.settings import Settings
from game.ui.screens.summit import Summit
from game.ui.screens.timeline import Timeline
from game.ui.screens.triangle import Poles
from game.ui.screens.why import Why
from game.ui.session import Session

PAGES = {
    "summit": "orders",
    "briefing": "events",
    "brief": "brief",
    "meetings": "meetings",
    "texts": "texts",
    "dossier": "dossier",
    "corridor": "corridor",
}
SCREENS = (
    "title",
    "seats",
    *PAGES,
    "triangle",
    "heading",
    "assumptions",
    "curtain",
    "reveal",
    "report",
    "why",
    "declaration",
    "timeline",
    "futures",
    "final",
    "tutorial",
    "settings",
    "glossary",
    "inspector",
    "broken",
)


def render(
    screen_id: str,
    match: Match | None = None,
    seat: str | None = None,
    size: tuple[int, int] = (1280, 720),
    scale: float = 1.0,
    bots: str = DEFAULT,
) -> Surface:
    """A screen drawn from a match among bots of that name. Raises ValueError for a screen that is unknown or not reached yet."""
    surface = Surface(size)
    app = window_of(screen_id, match, seat, size, scale, bots)
    app.draw(surface)
    if workshop.busy:
        workshop.work(inf)
        app.change()
        app.draw(surface)
    return surface


def window_of(
    screen_id: str,
    match: Match | None = None,
    seat: str | None = None,
    size: tuple[int, int] = (1280, 720),
    scale: float = 1.0,
    bots: str = DEFAULT,
) -> App:
    """A window that shows a screen, with what speaks over it. Raises ValueError as `render` does."""
    screen = screen_of(screen_id, match, seat, bots)
    app = App(screen, size, Preferences(scale=scale))
    if screen_id == "tutorial" and isinstance(screen, Summit):
        app.coach = _coach(screen.desk.session)
    if screen_id == "broken":
        app.bench = _broken(screen)
    return app


def save(surface: Surface, path: Path) -> None:
    """Write a picture as PNG."""
    pygame.image.save(surface, str(path))


def screen_of(screen_id: str, match: Match | None = None, seat: str | None = None, bots: str = DEFAULT) -> Screen:
    """A screen in a believable state."""
    if screen_id not in SCREENS:
        raise ValueError(f"there is no screen {screen_id!r}; there are: {', '.join(SCREENS)}")
    if screen_id in LONE:
        return LONE[screen_id]()
    if match is None:
        raise ValueError(f"the screen {screen_id!r} needs a game")
    seat = seat or match.seats[0]
    tell(translations(match.scenario))
    session = Session(Table(match, (seat,), bots), flow.onward)
    return MAKERS[screen_id if screen_id not in PAGES else "summit"](session, seat, PAGES.get(screen_id, ""))


def _broken(screen: Screen) -> Bench:
    """The bench of a game whose file has got mistakes."""
    assert isinstance(screen, Summit)
    problems = examine_texts({"mine.toml": 'format = 1\nid = "Mine"\ntitel = "Mine"\n'}, "mine.toml").problems
    return Bench(screen.desk.session, "mine.toml", problems)


def _coach(session: Session) -> Coach | None:
    """The coach at its first lesson that asks for something."""
    session.drawer.coached = True
    coach = coach_of(session)
    if coach is not None:
        coach.at = coach.reached = next(i for i, lesson in enumerate(coach.teaching.lesson) if lesson.until)
    return coach


def _tutorial(session: Session, seat: str, page: str) -> Screen:
    """The desk that the lessons speak of, whatever seat is asked for."""
    teaching = session.match.scenario.teaching
    if teaching is None:
        raise ValueError(f"the scenario {session.match.scenario.id!r} has no table [teaching]")
    return _summit(Session(Table(session.match, (teaching.seat,), session.table.level), flow.onward), teaching.seat, "brief")


def _summit(session: Session, seat: str, page: str) -> Screen:
    session.table.open_corridor()
    return Summit(session.desk(seat).settle(), flow.title, page)


def _triangle(session: Session, seat: str, page: str) -> Screen:
    return Poles(session.desk(seat).settle())


def _heading(session: Session, seat: str, page: str) -> Screen:
    return Heading(session.desk(seat))


def _assumptions(session: Session, seat: str, page: str) -> Screen:
    """One of them switched off."""
    return Assumptions(session.desk(seat), chosen="neighbours", off=frozenset({"neighbours"})).settle()


def _seats(session: Session, seat: str, page: str) -> Screen:
    return Seats(session.match.scenario, lambda setup: None, humans=(seat,))


def _curtain(session: Session, seat: str, page: str) -> Screen:
    return Curtain(session, seat, flow.desk_of(session, seat), flow.title)


def _reveal(session: Session, seat: str, page: str) -> Screen:
    """In the middle of the film, where the orders with most arrows are opened."""
    film = Reveal(session.telling(_last(session), seat), runs=False)
    film.at = max(range(len(film.film)), key=lambda i: (film.film[i].kind == "orders", len(film.film[i].arrows)))
    return film


def _report(session: Session, seat: str, page: str) -> Screen:
    return account(session.telling(_last(session), seat))


def _last(session: Session) -> Report:
    if not session.match.reports:
        raise ValueError("no turn has been played yet: ask for turn 2 or later")
    return session.match.reports[-1]


def _why(session: Session, seat: str, page: str) -> Screen:
    """The alignment that moved most, opened."""
    report = _last(session)
    cells = [("alignment", state, pole) for state in report.after.states for pole in report.after.poles]
    most = max(cells, key=lambda cell: abs(value(report.after, cell) - value(report.before, cell)))
    return Why(session.record, [Page(len(session.match.reports) - 1, most)])


def _inspector(session: Session, seat: str, page: str) -> Screen:
    """The alignment that moved most, by its terms."""
    if not session.match.reports:
        return Inspector(session)
    question = _why(session, seat, page)
    assert isinstance(question, Why)
    return Inspector(session, question.path[-1].quantity)


def _declaration(session: Session, seat: str, page: str) -> Screen:
    return Declaration(session.record)


def _timeline(session: Session, seat: str, page: str) -> Screen:
    screen = Timeline(session)
    screen.news()
    return screen


def _futures(session: Session, seat: str, page: str) -> Screen:
    """The game beside the same one in which this seat did nothing in its last turn."""
    turn = _last(session).turn
    match, place = session.match, session.match.turns.index(turn)
    other = match.branch(turn)
    for one, sheet in match.played[place].items():
        other.submit(one, () if one == seat else sheet, turn)
    other.resolve()
    name = Branch(Path(), "", 1, place + 1).told
    return Futures(session, Future(name, "", lambda: other), other, place)


def _final(session: Session, seat: str, page: str) -> Screen:
    outcome = session.match.outcome()
    if outcome is None:
        raise ValueError("the game is not over yet")
    return Final(session, outcome, flow.title)


MAKERS: dict[str, Callable[[Session, str, str], Screen]] = {
    "summit": _summit,
    "triangle": _triangle,
    "heading": _heading,
    "assumptions": _assumptions,
    "seats": _seats,
    "curtain": _curtain,
    "reveal": _reveal,
    "report": _report,
    "why": _why,
    "declaration": _declaration,
    "timeline": _timeline,
    "futures": _futures,
    "final": _final,
    "tutorial": _tutorial,
    "inspector": _inspector,
    "broken": _summit,
}
LONE: dict[str, Callable[[], Screen]] = {"title": flow.title, "settings": Settings, "glossary": Glossary}
"""Screens that need no game."""
