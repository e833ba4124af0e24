"""What is shown while others think: who has spoken or written, and a way back. It never keeps the window waiting."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

import attrs

from game.text import _
from game.ui import theme
from game.ui.hint import note
from game.ui.layout import Centre, Column, Element, Flow, Gap, Panel, Row, Space
from game.ui.nav import Nav, Pop, Push, Replace, Work
from game.ui.screens.common import stack
from game.ui.session import Desk, Session
from game.ui.widgets import Bar, Text, button

if TYPE_CHECKING:
    from game.study.tasks import Propose, Task


@attrs.define(eq=False, kw_only=True)
class Waiting:
    """A task of the backroom is done; the screen goes on as soon as it is."""

    session: Session
    title: str
    task: Task
    done: Callable[[], bool]
    then: Callable[[], Nav]
    stop: str
    """What the way back is called."""
    cancel: Callable[[], Nav]
    form: str = ""
    """How many have done it."""
    people: Callable[[], Sequence[str]] = tuple
    """Those who have."""
    id: str = "waiting"
    overlay: bool = False

    def build(self, space: Space) -> Element:
        parts: list[Element] = [Text(self.title, "h2", align="centre"), *self._count()]
        way = attrs.evolve(button("cancel", self.stop, self.back, key="escape"), guarded=True)
        parts.append(Row([Gap(grow=1), way, Gap(grow=1)]))
        box = Panel(stack("waiting", parts, gap=16), pad=36, pad_y=32, floats=True)
        return box if self.overlay else Centre(box, most=900, grow=1)

    def _count(self) -> list[Element]:
        """How far it is, and a mark and a name for everybody."""
        if not self.form:
            return []
        done, names = self.people(), self.session.table.bots
        says = self.form.format(done=len(done), all=len(names))
        share = 100.0 * len(done) / max(len(names), 1)
        bar = Bar(share, theme.ACCENT, low=0, high=100, tall=6)
        people = Flow([self._person(seat, seat in done) for seat in names], gap=12)
        told = _("The bar fills as they are done; when all are, the game goes on by itself.")
        return [note("waited", Column([Text(says, "body", theme.MUTED, align="centre"), bar], gap=16), told), people]

    def _person(self, seat: str, done: bool) -> Element:
        name = self.session.words.name(seat)
        says = Text(_("ready") if done else _("thinking …"), "small", theme.GOOD if done else theme.MUTED)
        words = Column([Text(name, "smallstrong", theme.TEXT if done else theme.MUTED), says], gap=0, grow=1)
        return Row([self.session.words.emblem(seat, 32), words], gap=10, wide=192)

    def back(self) -> Nav:
        """Stop what is done, and go where the way back leads."""
        self.session.room.cancel()
        return self.cancel()

    @property
    def _over(self) -> bool:
        """Whether all is done, and the room has left the task: what it still does would be in the way of what is wanted next."""
        return self.done() and not self.session.room.busy(self.task)

    def begin(self) -> Nav:
        """Have the task done: beside this screen where there is a process for it, else step by step between its pictures."""
        room = self.session.room
        if self._over:
            return self.then()
        room.want(self.task)
        if room.apart:
            return Replace(self)
        room.news()
        return Work(self, self.begin)

    def over(self) -> Nav:
        """Have the task done: at once where there is no process for it, else over the screen that wants it."""
        room = self.session.room
        while not self._over:
            room.want(self.task)
            if room.apart:
                return Push(self)
            room.news()
        return self.then()

    def news(self) -> bool:
        """Whether somebody is done, or all are."""
        room, changed = self.session.room, self.session.room.news()
        if not self.done() and not room.busy(self.task):
            room.want(self.task)
        return changed or self._over

    def heard(self) -> Nav:
        """Go on if all is done."""
        if not self._over:
            return None
        return Pop(self.then) if self.overlay else self.then()


@attrs.define(eq=False)
class Pause:
    """Shown for the moment that something takes which is done at once after it is drawn."""

    title: str
    id: str = "waiting"
    overlay: bool = False

    def build(self, space: Space) -> Element:
        return Centre(Panel(Text(self.title, "h2", align="centre"), pad=36, pad_y=32, floats=True), most=640, grow=1)

    def back(self) -> Nav:
        return None


def talks(session: Session, then: Callable[[], Nav]) -> Work:
    """Let every bot make its offers of this turn, then go on."""
    from game.study.tasks import Confer

    table = session.table

    def enough() -> Nav:
        table.hush()
        return then()

    screen = Waiting(
        session=session,
        title=_("The other delegations are talking in the corridor."),
        form=_("{done} of {all} have said what they offer."),
        task=Confer(),
        people=lambda: table.conferred,
        done=lambda: len(table.conferred) == len(table.bots),
        then=lambda: _told(session, then),
        stop=_("Hear no more offers"),
        cancel=enough,
    )
    return Work(screen, screen.begin)


def orders(session: Session) -> Work:
    """Let every bot write its orders, resolve the turn, and tell it."""
    from game.study.tasks import Write

    table = session.table
    screen = Waiting(
        session=session,
        title=_("The other delegations are writing their orders."),
        form=_("{done} of {all} have written theirs. All sheets are opened at once."),
        task=Write(),
        people=lambda: table.written,
        done=lambda: len(table.written) == len(table.bots),
        then=lambda: _resolved(session),
        stop=_("Take my sheet back"),
        cancel=lambda: Replace(session.taken_back()),
    )
    return Work(screen, screen.begin)


def _resolved(session: Session) -> Nav:
    """Open the sheets; where bots think in another process they talk about the next turn while this one is told."""
    from game.study.tasks import Confer

    session.table.advance()
    if session.room.apart and not session.match.over:
        session.room.want(Confer())
        session.room.news()
    return _told(session, lambda: Replace(session.onward(session), session.not_saved))


def _told(session: Session, then: Callable[[], Nav]) -> Nav:
    """Go on; where no process could be kept going, that is said once."""
    nav = then()
    if session.alone and isinstance(nav, Replace) and not nav.tell:
        says = _("No second process could be kept going, so the window stands still while bots think.")
        return Replace(nav.screen, says)
    return nav


def offered(session: Session, task: Propose, then: Callable[[Any], Nav]) -> Nav:
    """Make an offer and go on with the answer as soon as there is one."""
    found: list[Any] = []

    def heard() -> bool:
        found.extend(session.room.taken(task))
        return bool(found)

    return Waiting(
        session=session,
        title=_("{name} considers your offer.").format(name=session.words.name(task.other)),
        task=task,
        done=heard,
        then=lambda: then(found[0]),
        stop=_("Take the offer back"),
        cancel=Pop,
        overlay=True,
    ).over()


def looked_over(desk: Desk, then: Callable[[], Nav]) -> Nav:
    """Go on as soon as the forecast of the sheet is there."""
    return Waiting(
        session=desk.session,
        title=_("Your staff is looking over the sheet."),
        task=desk.question,
        done=lambda: not desk.pending,
        then=then,
        stop=_("Go back"),
        cancel=Pop,
        overlay=True,
    ).over()
