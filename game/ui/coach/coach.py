"""Which lesson is told now: it follows what is on screen, and never asks for what cannot be done any more."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from typing import TYPE_CHECKING

import attrs
from pygame import Rect

from game.scenario.teaching import Lesson, Teaching
from game.text import _
from game.ui.coach.card import card
from game.ui.coach.place import beside, kept_free
from game.ui.coach.pointer import Pointer, around, line
from game.ui.layout import Layers, Node, Space
from game.ui.nav import Nav, Teach, Tell

if TYPE_CHECKING:
    from game.ui.session import Session

GO_ON = "coach:go-on"


def coach_of(session: Session, leads: Callable[[str], Nav] | None = None) -> Coach | None:
    """The coach of a game that is a tutorial and was not left; None for any other. `leads` begins the tutorial that follows."""
    teaching, drawer = session.match.scenario.teaching, session.drawer
    if teaching is None or not drawer.coached or drawer.lesson >= len(teaching.lesson):
        return None
    return Coach(session, teaching, leads, drawer.lesson, drawer.lesson)


@attrs.define(eq=False, repr=False)
class Coach:
    """Where the lessons of a game stand."""

    session: Session
    teaching: Teaching
    leads: Callable[[str], Nav] | None = None
    at: int = 0
    reached: int = 0
    """The first lesson that was not done yet; those before it can be read again."""
    target: str = ""
    """The id of what is pointed at; empty where nothing is."""
    clear: Sequence[Rect] = ()
    """The card, and what is pointed at, where they are seen now."""
    _told: tuple[int, str] = (-1, "")

    @property
    def lesson(self) -> Lesson | None:
        """The one that is told; None after the last."""
        lessons = self.teaching.lesson
        return lessons[self.at] if self.at < len(lessons) else None

    def over(self, space: Space, root: Node, stack: Sequence[str]) -> Node:
        """A tree with the coach's card over it; itself where there is nothing to say on this screen, or the game was left."""
        self.clear = ()
        if "title" in stack:
            return root
        seen = {node.id: clip.clip(node.rect) for node, clip in root.walk() if node.id}
        self._follow([*seen, f"screen:{stack[-1]}", *self._sheet(stack)], stack)
        lesson = self.lesson
        found = lesson and next((id for at in lesson.at for id in seen if id.startswith(at)), "")
        self.target = found or ""
        if lesson is None or not (self.target or stack[-1] == lesson.screen):
            return root
        return Node(Layers([]), root.rect, children=[root, *self._layer(space, root, seen.get(self.target))])

    def _layer(self, space: Space, root: Node, place: Rect | None) -> list[Node]:
        """The card, and the ring around the place that it speaks of, with a line between them that crosses nothing."""
        told = card(self)
        keep = kept_free(space, root)
        spot = beside(space, place or Rect(0, 0, 0, 0), told, keep)
        self.clear = [spot]
        if not place:
            return [told.place(space, spot)]
        ring = around(space, place)
        self.clear = [spot, ring]
        start, end = line(space, spot, ring)
        crosses = any(rect.clipline(start, end) for rect in keep)
        pointer = Pointer(id="coach:pointer", line=None if crosses else (start, end))
        return [pointer.place(space, ring), told.place(space, spot)]

    def _follow(self, ids: Collection[str], stack: Sequence[str]) -> None:
        """Go on past lessons that are done, and past those whose moment has gone."""
        while self.at == self.reached and (lesson := self.lesson) and (self._done(lesson, ids) or self._gone(lesson, stack)):
            self._set(self.at + 1)

    def _sheet(self, stack: Sequence[str]) -> list[str]:
        """What is on the sheet, as lessons name it: also where a narrow window does not show it."""
        if "summit" not in stack:
            return []
        return [f"sheet:{str(order).partition(': ')[2]}" for order in self.session.desk(self.teaching.seat).chosen]

    def _done(self, lesson: Lesson, ids: Collection[str]) -> bool:
        return any(id.startswith(wanted) for wanted in lesson.until for id in ids)

    def _gone(self, lesson: Lesson, stack: Sequence[str]) -> bool:
        """Whether its turn is over, or its screen has been left for that of a later lesson of the turn."""
        match = self.session.match
        writing = "summit" in stack or not match.reports
        turn = match.turns.index(match.turn if writing and not match.over else match.reports[-1].turn) + 1
        if lesson.turn != turn:
            return lesson.turn < turn
        later = [other for other in self.teaching.lesson[self.at :] if other.turn == turn and other.screen in stack]
        return lesson.screen not in stack and bool(later)

    def _set(self, at: int) -> None:
        self.at = at
        self.reached = max(self.reached, at)
        self.session.drawer.learn(self.reached)

    @property
    def waits(self) -> bool:
        """Whether something has to be done before the next lesson, rather than read."""
        lesson = self.lesson
        return lesson is not None and bool(lesson.until) and self.at == self.reached

    def turned(self) -> tuple[str, str] | None:
        """What to bring into view and what to give the focus, once for everything that is pointed at; else None."""
        if self._told == (self.at, self.target):
            return None
        self._told = self.at, self.target
        return self.target, self.target if self.waits else GO_ON

    @property
    def last(self) -> bool:
        """Whether this is the last lesson."""
        return self.at + 1 == len(self.teaching.lesson)

    def go_on(self) -> Nav:
        """To the next lesson; after the last one the player is left with what is on the screen."""
        last = self.last
        self._set(self.at + 1)
        return Teach(None) if last else None

    @property
    def follows(self) -> bool:
        """Whether this is the last lesson, and another tutorial goes on from it."""
        return self.last and self.leads is not None and bool(self.teaching.then)

    def follow(self) -> Nav:
        """From the last lesson to the tutorial that goes on from it."""
        self._set(self.at + 1)
        return Teach(None, self.leads(self.teaching.then) if self.leads else None)

    def go_back(self) -> Nav:
        """To the lesson before, to read it again."""
        self.at = max(0, self.at - 1)
        return None

    def leave(self) -> Nav:
        """Play on without lessons."""
        self.session.drawer.learn(self.reached, coached=False)
        says = _("You play on without the tutorial. It goes on from here when you choose it on the title screen.")
        return Teach(None, Tell(says))
