"""What the window shows: a stack of screens, laid out and drawn, and the verbs that pointer and keyboard have."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from math import inf
from typing import ClassVar

import attrs
from pygame import Rect, Surface
from pygame.event import Event

from game import text
from game.ui import colour, focus, paint, pointing, shapes, theme
from game.ui.frame import framed, strip
from game.ui.layout import Node, Space
from game.ui.map import workshop
from game.ui.nav import (
    Backed,
    Bench,
    Leading,
    Nav,
    Noticing,
    Pop,
    Prefer,
    Push,
    Quit,
    Renew,
    Replace,
    Reset,
    Screen,
    Sit,
    Teach,
    Teacher,
    Tell,
    Work,
    listens,
    runs,
)
from game.ui.preferences import Preferences
from game.ui.refusal import REFUSED, sentence_of
from game.ui.tip import tip_of
from game.ui.widgets import Button

SLICE = 0.015
"""Seconds of every step that may go into a map in the making."""


@attrs.define
class Hand:
    """Where the pointer is, and the ids of the element that is held down and of the scroll area whose bar is."""

    AWAY: ClassVar[tuple[int, int]] = (-1, -1)
    at: tuple[int, int] = AWAY
    pressed: str = ""
    dragged: str = ""


class Stage:
    """A stack of screens, what has the focus, what is scrolled how far, and the sentence to tell."""

    def __init__(self, screen: Screen, size: tuple[int, int] = (1280, 720), prefs: Preferences | None = None) -> None:
        self.stack: list[Screen] = [screen]
        self.size = size
        self.prefs = prefs or Preferences()
        self.now = inf
        self.notice = ""
        self.running = True
        self.dirty = True
        self.focused = ""
        self.hovered = ""
        self.keyed = True
        self.seen = True
        self.looking = False
        self.told = ""
        self.coach: Teacher | None = None
        self.bench: Bench | None = None
        self.hand = Hand()
        self._scrolled: dict[str, float] = {}
        self._order: list[str] = []
        self._later: Callable[[], Nav] | None = None
        self._root: Node | None = None
        self._moves_until = -inf
        self._picture: Surface | None = None
        self._seen: Screen | None = None
        self._left: list[str] = []
        self._back = ""

    @property
    def top(self) -> Screen:
        """The screen that the player acts on."""
        return self.stack[-1]

    @property
    def space(self) -> Space:
        """Size and unit of the window now."""
        width, height = self.size
        unit = max(0.5, min(height / 720, width / 1024)) * self.prefs.enlarged
        now = self.now if self.prefs.moving else inf
        return Space(width, height, unit, self._scrolled, self.prefs, now, self.looking)

    @property
    def root(self) -> Node:
        """The tree of the top screen, laid out; built again only after something changed."""
        if self._root is None:
            self._root = self._taught(self._lay(self.top, self.notice))
            self._picture = None
            self._moves_until = max(node.element.moves_until for node, _ in self._root.walk())
            self._settle(self._root)
            self._lead()
            self._point()
        return self._root or self.root

    def _taught(self, root: Node) -> Node:
        """A tree with what the coach says over it, and what a modder has to mend."""
        told = self.coach.over(self.space, root, [screen.id for screen in self.stack]) if self.coach else root
        return self.bench.over(self.space, told, self.stack) if self.bench else told

    def _lead(self) -> None:
        """Bring what the coach has turned to into view, and give the focus to what goes on from there."""
        turned = self.coach.turned() if self.coach else None
        if turned:
            self.focus(turned[0])
            self.focused = turned[1]

    def _lay(self, screen: Screen, notice: str) -> Node:
        text.use(self.prefs.language)
        colour.use(self.prefs.palette)
        places = isinstance(screen, Noticing)
        told = strip(notice, self._hush, theme.RADIUS if places else 0)
        space = attrs.evolve(self.space, notice=told if places else None)
        behind = screen.backdrop(space) if isinstance(screen, Backed) else None
        element = framed(screen.build(space), None if places else told, screen.overlay, behind)
        return element.place(space, Rect(0, 0, *self.size))

    def _settle(self, root: Node) -> None:
        """Keep the focus where it was, or near it, when the tree has changed."""
        ids = [node.id for node in (*focus.order(root), *focus.hints(root))]
        if self.top is not self._seen:
            self._seen, self.told = self.top, ""
            self.focused = self._back if self._back in ids else focus.start(root)
        elif self.focused and self.focused not in ids:
            self.focused = self._nearest(root, ids)
        self._order = ids

    def _nearest(self, root: Node, ids: list[str]) -> str:
        """In the place of what has gone: one of its kind, or else where a screen begins."""
        at = self._order.index(self.focused) if self.focused in self._order else 0
        near = ids[min(at, len(ids) - 1)] if ids else ""
        return near if near.partition(":")[0] == self.focused.partition(":")[0] else focus.start(root)

    def _point(self) -> None:
        """What is under a mouse that rests; a tip goes where neither mouse nor focus is on its element any more."""
        if self._root is not None:
            self.hovered = pointing.under(self._root, self.hand.at)
            self.told = self.told if self.told in (self.hovered, self.focused) else ""

    def change(self) -> None:
        """Something is different: build and draw again."""
        self.dirty, self._root = True, None

    def tick(self, now: float) -> None:
        """The clock of the window, in seconds; what moves is drawn again until it rests."""
        if self._moves_until > self.now:
            self._redraw()
        self.now = now
        if self.prefs.moving and runs(self.top) and self.top.go_on(now):
            self.change()

    def listen(self) -> None:
        """Show what has gone on behind the screen, go where it leads, and go on with the map if one is in the making."""
        if self.bench and (deed := self.bench.look(self.now, self.stack)):
            self.do(deed)
        if workshop.work(SLICE):
            self._redraw()
        if listens(self.top) and self.top.news():
            self.do(self.top.heard if isinstance(self.top, Leading) else None)

    def work(self) -> None:
        """Do what waited for its screen to be drawn."""
        if self._later is not None:
            later, self._later = self._later, None
            self.do(later)

    def draw(self, surface: Surface) -> None:
        """Draw everything there is to see: a kept picture, and over it what pointer and keyboard point at."""
        root = self.root
        if self._picture is None or self._picture.get_size() != surface.get_size():
            self._picture = surface.copy()
            self._draw_all(self._picture, root)
        surface.blit(self._picture, (0, 0))
        brush = paint.Brush(surface, self.space, self.hovered, self.focused, self.keyed)
        paint.draw_over(brush, root)
        tip = self.tip
        if tip is not None:
            paint.draw(brush, tip)
        self.dirty = False

    @property
    def tip(self) -> Node | None:
        """The card that explains what the mouse has moved onto, or what F1 asked for; None where nothing is explained."""
        pointer = self.hand.at if self.told == self.hovered else None
        return tip_of(self.space, self.root, self.told, pointer, self.coach.clear if self.coach else ())

    def _redraw(self) -> None:
        self.dirty, self._picture = True, None

    def _draw_all(self, surface: Surface, root: Node) -> None:
        brush = paint.Brush(surface, self.space)
        surface.fill(brush.ink(theme.GROUND))
        base = max((i for i, screen in enumerate(self.stack) if not screen.overlay), default=0)
        for screen in self.stack[base:-1]:
            paint.draw(brush, self._lay(screen, ""))
        if base < len(self.stack) - 1:
            shapes.veil(surface, brush.ink(theme.GROUND), 200)
        paint.draw(brush, root)

    def do(self, on: Callable[[], Nav] | None) -> None:
        """Do what a button says; a refusal becomes a sentence, and the window stays."""
        self.notice = ""
        try:
            self.apply(on() if on else None)
        except REFUSED as error:
            self.notice = sentence_of(error)
        self.change()

    def apply(self, nav: Nav) -> None:
        """The one place where screens change; one that is come back to has its focus where it was left."""
        if isinstance(nav, Push | Replace | Reset | Work):
            self._back = ""
        match nav:
            case Push(screen):
                self._left.append(self.focused)
                self.stack.append(screen)
            case Replace(screen, tell):
                self.stack[-1], self.notice, self._later = screen, tell, None
            case Reset(screen):
                self.stack[:], self._left[:], self._later = [screen], [], None
            case Renew(screens, tell, then):
                self._renew(screens)
                self.notice = tell
                self.apply(then)
            case Sit(session, then):
                if self.bench:
                    self.bench.sit(session)
                self.apply(then)
            case Pop(then):
                self._pop()
                self.apply(then() if then else None)
            case Work(screen, then):
                self.stack[-1], self._later = screen, then
            case Tell(sentence):
                self.notice = sentence
            case Teach(coach, then):
                self.coach = coach
                self.apply(then)
            case Prefer(prefs):
                self.prefs = prefs
            case Quit():
                self.running = False

    def _renew(self, screens: Sequence[Screen]) -> None:
        """Other screens that may show the same: the focus stays where the top one has its kind."""
        if screens[-1].id == self.top.id:
            self._seen = screens[-1]
        self.stack[:], self._later = screens, None
        self._left[:] = [*self._left, *("" for _ in screens)][: len(screens) - 1]

    def _pop(self) -> None:
        if len(self.stack) > 1:
            self.stack.pop()
            self._back = self._left.pop() if self._left else ""
        else:
            self.running = False

    def _hush(self) -> Nav:
        """Any deed takes the sentence away."""
        return None

    def look(self, held: bool) -> None:
        """Show what a projector hides for as long as the key is held."""
        if held != self.looking:
            self.looking = held
            self.change()

    def press(self, id: str) -> None:
        """Do what the element of this id does."""
        node = focus.find(self.root, id)
        if node and isinstance(node.element, Button) and node.element.enabled:
            self.do(node.element.on)

    def focus(self, id: str) -> None:
        """Give the focus to an element and scroll until it is seen."""
        area, node = focus.holder(self.root, id), focus.find(self.root, id)
        self.focused, self.dirty = id, True
        if area and node and area is not node:
            above, below = node.rect.top - area.rect.top, node.rect.bottom - area.rect.bottom
            if above < 0:
                self.scroll(area, (above - 12) / self.space.unit)
            elif below > 0:
                self.scroll(area, min(above, below + 12) / self.space.unit)

    def scroll(self, area: Node, by: float) -> None:
        """Move a scroll area by units, within its reach."""
        self.scroll_to(area, (area.rect.top - area.children[0].rect.top) / self.space.unit + by)

    def scroll_to(self, area: Node, offset: float) -> None:
        """Put a scroll area at so many units from its top, within its reach."""
        self._scrolled[area.id] = min(area.reach / self.space.unit, max(0.0, offset))
        self.change()


Handler = Callable[[Stage, Event], None]
"""What something that happens does to the stage."""
