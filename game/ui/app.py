"""The window's state and its one step: events in, a new picture out; it needs no display and reads no clock."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from math import inf
from typing import TYPE_CHECKING

import attrs
import pygame
from pygame import Rect, Surface
from pygame.event import Event

from game.ui import colour, focus, paint, pointing, shapes, text, theme
from game.ui.frame import framed, strip
from game.ui.layout import Node, Scroll, Space
from game.ui.map import workshop
from game.ui.nav import (
    Backed,
    Leading,
    Listening,
    Nav,
    Noticing,
    Pop,
    Prefer,
    Push,
    Quit,
    Replace,
    Reset,
    Running,
    Screen,
    Teach,
    Tell,
    Work,
)
from game.ui.preferences import SCALES, Preferences
from game.ui.refusal import REFUSED, sentence_of
from game.ui.tip import tip_of
from game.ui.widgets import Button

if TYPE_CHECKING:
    from game.ui.coach import Coach

SLICE = 0.015
"""Seconds of every step that may go into a map in the making."""
ARROWS = {pygame.K_LEFT: (-1, 0), pygame.K_RIGHT: (1, 0), pygame.K_UP: (0, -1), pygame.K_DOWN: (0, 1)}
LOOK = pygame.K_k
PRESS = (pygame.K_RETURN, pygame.K_KP_ENTER, pygame.K_SPACE)


class App:
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
        self._sought = False
        self.coach: Coach | None = None
        self._pressed = ""
        self._dragged = ""
        self._pointer = (-1, -1)
        self._scrolled: dict[str, float] = {}
        self._order: list[str] = []
        self._later: Callable[[], Nav] | None = None
        self._root: Node | None = None
        self._moves_until = -inf
        self._picture: Surface | None = None
        self._seen: Screen | None = None

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
        return self._root or self.root

    def _taught(self, root: Node) -> Node:
        """A tree with what the coach says over it."""
        return self.coach.over(self.space, root, [screen.id for screen in self.stack]) if self.coach else root

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
        ids = [node.id for node in focus.order(root)]
        if self.top is not self._seen:
            self._seen, self.focused, self._sought = self.top, focus.start(root), False
        elif self.focused and self.focused not in ids:
            at = self._order.index(self.focused) if self.focused in self._order else 0
            self.focused = ids[min(at, len(ids) - 1)] if ids else ""
        self._order = ids

    def change(self) -> None:
        """Something is different: build and draw again."""
        self.dirty, self._root = True, None

    def tick(self, now: float) -> None:
        """The clock of the window, in seconds; what moves is drawn again until it rests."""
        if self._moves_until > self.now:
            self._redraw()
        self.now = now
        if self.prefs.moving and isinstance(self.top, Running) and self.top.go_on(now):
            self.change()

    def listen(self) -> None:
        """Show what has gone on behind the screen, go where it leads, and go on with the map if one is in the making."""
        if workshop.work(SLICE):
            self._redraw()
        if isinstance(self.top, Listening) and self.top.news():
            self.do(self.top.heard if isinstance(self.top, Leading) else None)

    def step(self, events: Iterable[Event]) -> bool:
        """Take the events; False when the window should close."""
        self._work()
        for event in events:
            handler = HANDLERS.get(event.type)
            if handler and self.running:
                handler(self, event)
        return self.running

    def _work(self) -> None:
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
        tip = self._tip()
        if tip is not None:
            paint.draw(brush, tip)
        self.dirty = False

    def _tip(self) -> Node | None:
        if self.hovered:
            return tip_of(self.space, self.root, self.hovered, self._pointer)
        return tip_of(self.space, self.root, self.focused) if self.keyed and self._sought else None

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
        """The one place where screens change."""
        match nav:
            case Push(screen):
                self.stack.append(screen)
            case Replace(screen, tell):
                self.stack[-1], self.notice, self._later = screen, tell, None
            case Reset(screen):
                self.stack[:], self._later = [screen], None
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

    def _pop(self) -> None:
        if len(self.stack) > 1:
            self.stack.pop()
        else:
            self.running = False

    def _hush(self) -> Nav:
        return None

    def on_quit(self, event: Event) -> None:
        """The window's own close button."""
        self.running = False

    def on_resize(self, event: Event) -> None:
        """A new size of the window."""
        self.size = max(320, event.x), max(240, event.y)
        self.change()

    def on_shown(self, event: Event) -> None:
        """The system lost our picture, or shows the window again."""
        self.seen = self.dirty = True

    def on_hidden(self, event: Event) -> None:
        """Nobody can see the window: nothing is drawn."""
        self.seen = False

    def on_left(self, event: Event) -> None:
        """The pointer or the keyboard went elsewhere: nothing is held any more."""
        self._pressed = self._dragged = self.hovered = ""
        self.dirty = True
        self._look(False)

    def _look(self, held: bool) -> None:
        """Show what a projector hides for as long as the key is held."""
        if held != self.looking:
            self.looking = held
            self.change()

    def on_motion(self, event: Event) -> None:
        """The pointer moved: only a change of what is under it is worth drawing."""
        self._pointer = event.pos
        if self._dragged:
            self._drag(event.pos[1])
            return
        under = pointing.under(self.root, event.pos)
        if under != self.hovered:
            self.hovered, self.dirty = under, True

    def on_down(self, event: Event) -> None:
        """A button of the mouse went down."""
        if event.button != 1:
            return
        self._pointer = event.pos
        area = pointing.bar(self.root, self.space, event.pos)
        if area:
            self._dragged = area
            self._drag(event.pos[1])
            return
        self._pressed = pointing.under(self.root, event.pos)
        if self._pressed:
            self.focused = self._pressed
        self.keyed, self.dirty = False, True

    def on_up(self, event: Event) -> None:
        """A click counts when it ends where it began."""
        if event.button != 1:
            return
        self._dragged = ""
        pressed, self._pressed = self._pressed, ""
        if pressed and pointing.under(self.root, event.pos) == pressed:
            self.press(pressed)

    def on_wheel(self, event: Event) -> None:
        """The wheel moves what is under the pointer."""
        area = pointing.area(self.root, self._pointer)
        if area:
            self.scroll(area, -48 * event.y)

    def on_key(self, event: Event) -> None:
        """A key went down."""
        if event.key == LOOK and self.prefs.projector:
            self._look(True)
            return
        self.keyed = self._sought = True
        shift, control = event.mod & pygame.KMOD_SHIFT, event.mod & (pygame.KMOD_CTRL | pygame.KMOD_META)
        if event.key == pygame.K_TAB:
            self.focus(focus.step(self.root, self.focused, -1 if shift else 1))
        elif control and event.key in (
            pygame.K_PLUS,
            pygame.K_EQUALS,
            pygame.K_KP_PLUS,
            pygame.K_MINUS,
            pygame.K_KP_MINUS,
        ):
            self._rescale(-1 if event.key in (pygame.K_MINUS, pygame.K_KP_MINUS) else 1)
        elif event.key == pygame.K_ESCAPE:
            self._escape()
        elif self._typed(event) or self._shortcut(event, bool(control)):
            return
        elif event.key in PRESS:
            self.press(self.focused)
        else:
            self._move(event.key)

    def on_key_up(self, event: Event) -> None:
        """A key was let go."""
        if event.key == LOOK:
            self._look(False)

    def _escape(self) -> None:
        if self.notice:
            self.do(self._hush)
        else:
            self.do(self.top.back)

    def _rescale(self, by: int) -> None:
        at = min(range(len(SCALES)), key=lambda i: abs(SCALES[i] - self.prefs.scale))
        scale = SCALES[min(len(SCALES) - 1, max(0, at + by))]
        self.do(lambda: Prefer(attrs.evolve(self.prefs, scale=scale)))

    def _move(self, key: int) -> None:
        if key in ARROWS:
            area = focus.find(self.root, self.focused)
            if area and isinstance(area.element, Scroll) and ARROWS[key][1]:
                self.scroll(area, 40 * ARROWS[key][1])
                return
            self.focus(focus.beside(self.root, self.focused, *ARROWS[key]))
        elif key in (pygame.K_PAGEUP, pygame.K_PAGEDOWN, pygame.K_HOME, pygame.K_END):
            self._page(key)

    def _page(self, key: int) -> None:
        areas = [node for node, _ in pointing.rolling(self.root)]
        area = focus.holder(self.root, self.focused) or max(areas, key=lambda n: n.rect.height, default=None)
        if area:
            page = (area.rect.height / self.space.unit) * 0.85
            self.scroll(area, {pygame.K_PAGEUP: -page, pygame.K_PAGEDOWN: page, pygame.K_HOME: -1e6, pygame.K_END: 1e6}[key])

    def _typed(self, event: Event) -> bool:
        node = focus.find(self.root, self.focused)
        types = node.element.types if node and isinstance(node.element, Button) else None
        letter = "\b" if event.key == pygame.K_BACKSPACE else event.unicode
        if types is None or not (letter == "\b" or letter.isdigit()):
            return False
        self.do(lambda: types(letter))
        return True

    def _shortcut(self, event: Event, control: bool) -> bool:
        name = ("ctrl+" if control else "") + pygame.key.name(event.key)
        for node, _ in self.root.walk():
            element = node.element
            if isinstance(element, Button) and element.enabled and name in element.key.split():
                self.focused = node.id
                self.do(element.on)
                return True
        return False

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
        offset = (area.rect.top - area.children[0].rect.top) / self.space.unit
        self._scrolled[area.id] = min(area.reach / self.space.unit, max(0.0, offset + by))
        self.change()

    def _drag(self, y: int) -> None:
        area = focus.find(self.root, self._dragged)
        if area and area.reach:
            share = (y - area.rect.top) / max(1, area.rect.height)
            self._scrolled[area.id] = min(1.0, max(0.0, share)) * area.reach / self.space.unit
            self.change()


HANDLERS: dict[int, Callable[[App, Event], None]] = {
    pygame.QUIT: App.on_quit,
    pygame.WINDOWRESIZED: App.on_resize,
    pygame.WINDOWEXPOSED: App.on_shown,
    pygame.WINDOWSHOWN: App.on_shown,
    pygame.WINDOWRESTORED: App.on_shown,
    pygame.WINDOWHIDDEN: App.on_hidden,
    pygame.WINDOWMINIMIZED: App.on_hidden,
    pygame.WINDOWLEAVE: App.on_left,
    pygame.WINDOWFOCUSLOST: App.on_left,
    pygame.MOUSEMOTION: App.on_motion,
    pygame.MOUSEBUTTONDOWN: App.on_down,
    pygame.MOUSEBUTTONUP: App.on_up,
    pygame.MOUSEWHEEL: App.on_wheel,
    pygame.KEYDOWN: App.on_key,
    pygame.KEYUP: App.on_key_up,
}
