"""From one screen to the next: what a title, a table and a finished turn lead to."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from secrets import randbelow

from game import paths
from game.bots import PEOPLE
from game.match import Match
from game.model.compile import lengths
from game.save import HUMAN, SaveError, read_save
from game.scenario.load import Loaded, examine, load_scenario
from game.scenario.overlay import translations
from game.table import Table, save_name
from game.text import _, joined, language, tell
from game.ui.branches import Branch
from game.ui.coach import Coach, coach_of
from game.ui.drawer import Drawer
from game.ui.nav import Nav, Replace, Reset, Screen, Sit, Teach, Work
from game.ui.refusal import REFUSED, sentence_of
from game.ui.screens.curtain import Curtain
from game.ui.screens.final import Final
from game.ui.screens.reveal import Reveal
from game.ui.screens.seats import Seats, Setup
from game.ui.screens.summit import Summit
from game.ui.screens.title import Found, Kept, Title
from game.ui.screens.waiting import Pause, orders, talks
from game.ui.session import Session
from game.ui.words import Words


def opening() -> Work:
    """The title screen at once, and what it lists as soon as it is drawn."""
    return Work(Title(None, seats), lambda: Replace(title()))


def title() -> Title:
    """The title screen, with what is found in the scenario folders and the last save."""
    save = last_save()
    resume = (lambda: resumed(save)) if save else None
    changed = save.stat().st_mtime_ns if save else 0
    screen = Title(found(), seats, resume, (lambda: _said(save, changed, language())) if save else Kept)
    tell(translations(*screen.known))
    if lessons := _teaching(screen.playable):
        screen.teach = lambda: taught(next((one for one in lessons if not _learnt(one)), lessons[0]))
    return screen


@lru_cache(maxsize=8)
def _said(save: Path, changed: int, spoken: str) -> Kept:
    """Whose game a save is and where it stands, in the language that is spoken; its name where it cannot be read."""
    try:
        saved = read_save(save)
        count = len(lengths(saved.scenario)[saved.length])
    except (SaveError, KeyError):
        return Kept(save.stem.replace("_", " · "))
    words = Words(saved.scenario)
    people = [seat for seat, who in saved.seats.items() if who == HUMAN]
    turn = len(saved.played) + 1
    stands = _("turn {turn}").format(turn=turn) if turn <= count else _("finished")
    names = [words.name(seat) for seat in people]
    parts = _(saved.scenario.title), joined(names), stands, Branch.at(save).told
    line = " · ".join(part for part in parts if part)
    return Kept(line, words.emblem(people[0], 36) if people else None, over=turn > count)


def searched() -> Title:
    """The title screen with every file read again, whatever its time says."""
    _examined.cache_clear()
    return title()


def found() -> list[Found]:
    """Every scenario file of the game and of the user, broken ones too."""
    folders = (paths.scenarios_folder(), paths.user_folder() / "scenarios")
    files = [file for folder in folders if folder.is_dir() for file in paths.scenario_files(folder)]
    return [Found(file, _examined(file, file.stat().st_mtime_ns)) for file in files]


@lru_cache(maxsize=64)
def _examined(file: Path, changed: int) -> Loaded:
    """What came of reading a file, read again only when it has changed."""
    return examine(file)


def seats(chosen: Found) -> Screen:
    """The table before a game of a scenario."""
    scenario = chosen.scenario
    assert scenario is not None
    first = not any(paths.saves_folder().glob(f"{scenario.id}_*.save"))
    return Seats(scenario, lambda setup: begin(chosen.path, setup), seed=randbelow(10**6), first=first)


def begin(path: Path, setup: Setup) -> Work:
    """A new game as it was set up."""
    return _then(lambda: _set(path, setup))


def _set(path: Path, setup: Setup) -> Nav:
    match = Match(load_scenario(path, setup.variant), seed=setup.seed, length=setup.length)
    table = Table(match, setup.humans, setup.bot, paths.saves_folder() / save_name(match, setup.humans, setup.bot))
    return begun(table, setup.pins, stepwise=setup.stepwise)


def _then(make: Callable[[], Nav]) -> Work:
    """What takes a moment, once the player sees that it has begun; where it fails, the title screen says why."""

    def work() -> Nav:
        try:
            return make()
        except REFUSED as error:
            return Replace(title(), sentence_of(error))

    return Work(Pause(_("The table is being set.")), work)


def taught(chosen: Found) -> Work:
    """The tutorial of a scenario, from where it was left; from its beginning where it is over or was never begun."""
    return _then(lambda: _taught(chosen))


def _taught(chosen: Found) -> Nav:
    scenario, save = chosen.scenario, _lessons_of(chosen)
    assert scenario is not None
    assert scenario.teaching is not None
    if save.exists() and not _learnt(chosen):
        drawer = Drawer.of(save)
        drawer.learn(drawer.lesson)
        return started(Table.load(save))
    match = Match(load_scenario(chosen.path), seed=scenario.teaching.seed)
    return begun(Table(match, (scenario.teaching.seat,), PEOPLE[0].id, save), stepwise=True, coached=True)


def _lessons_of(chosen: Found) -> Path:
    """Where the tutorial of a scenario is saved."""
    scenario = chosen.scenario
    return paths.saves_folder() / f"tutorial_{scenario.id if scenario else ''}.save"


def _learnt(chosen: Found) -> bool:
    """Whether the tutorial of a scenario was played to its last lesson."""
    scenario = chosen.scenario
    all_ = len(scenario.teaching.lesson) if scenario and scenario.teaching else 0
    return Drawer.of(_lessons_of(chosen)).lesson >= all_


def _next_taught(id: str) -> Nav:
    """The tutorial that follows another one; the title screen where its scenario is not there."""
    chosen = next((one for one in _teaching(found()) if one.scenario and one.scenario.id == id), None)
    return taught(chosen) if chosen else Reset(title())


def _teaching(scenarios: Sequence[Found]) -> list[Found]:
    return [one for one in scenarios if one.scenario and one.scenario.teaching]


def last_save() -> Path | None:
    """The newest saved game, if there is any."""
    folder = paths.saves_folder()
    files = list(folder.glob("*.save")) if folder.is_dir() else []
    return max(files, key=lambda file: file.stat().st_mtime, default=None)


def resumed(save: Path) -> Nav:
    """Go on with a saved game."""
    return _then(lambda: started(Table.load(save)))


def begun(
    table: Table,
    pins: Mapping[str, str] | None = None,
    *,
    stepwise: bool = False,
    coached: bool = False,
    leave: Callable[[], Screen] | None = None,
) -> Work:
    """A new game at a table, with the PINs of those seats that have one; the rules in steps or at once; or a tutorial; or a trial
    that is left for a screen."""
    session = _session(table, leave)
    session.drawer.begin(pins or {}, stepwise=stepwise, coached=coached)
    table.save()
    return sat(session)


def started(table: Table, leave: Callable[[], Screen] | None = None) -> Work:
    """A table, new or already going; where it is one for a trial, with the screen that it is left for."""
    return sat(_session(table, leave))


def _session(table: Table, leave: Callable[[], Screen] | None) -> Session:
    return Session(table, onward, lambda other: started(other, leave), leave)


def sat(session: Session) -> Work:
    """A game, once the bots have said what they offer this turn; or have written their orders, where only those are missing."""
    table = session.table
    tell(translations(table.match.scenario))
    if table.humans and table.waiting is None and not table.match.over:
        session.last_seat = table.humans[-1]
        work = orders(session)
    else:
        work = talks(session, lambda: Reset(onward(session)))
    return Work(work.screen, lambda: Sit(session, Teach(coaching(session), work.then())))


def coaching(session: Session) -> Coach | None:
    """The coach of a game that is a tutorial."""
    return coach_of(session, _next_taught)


def onward(session: Session) -> Screen:
    """What comes next: the report of a turn, the end, the curtain between two people, or a desk."""
    if len(session.match.reports) > session.told:
        session.told = len(session.match.reports)
        seat = session.one
        return Reveal(session.telling(session.match.reports[-1], seat), lambda: told(session))
    outcome = session.match.outcome()
    if outcome is not None:
        return Final(session, outcome, leaving(session))
    seat = session.table.waiting or session.match.seats[0]
    if len(session.humans) > 1 and seat != session.last_seat:
        before = session.last_seat if session.match.submitted(session.last_seat) else ""
        session.last_seat = seat
        return Curtain(session, seat, desk_of(session, seat), leaving(session), before)
    session.last_seat = seat
    return desk_of(session, seat)()


def leaving(session: Session) -> Callable[[], Screen]:
    """Where one leaves a game."""
    return session.trial or title


def told(session: Session) -> Nav:
    """After the report: the next turn, once the bots have said what they offer in it."""
    if session.match.over:
        return Replace(onward(session))
    return talks(session, lambda: Replace(onward(session)))


def desk_of(session: Session, seat: str) -> Callable[[], Screen]:
    """The desk of a seat, opened only when it is asked for."""
    return lambda: Summit(session.desk(seat), leaving(session))
