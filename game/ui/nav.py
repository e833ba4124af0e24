"""What a screen may answer: data that the one loop applies."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, ClassVar, Protocol, TypeGuard, runtime_checkable

import attrs

from game.ui.preferences import Preferences

if TYPE_CHECKING:
    from pygame import Rect

    from game.ui.layout import Element, Node, Space
    from game.ui.session import Session


class Screen(Protocol):
    """Something that fills the window: a pure picture of its state, and answers to what the player does."""

    @property
    def id(self) -> str:
        """The name that `screenshot` knows it by."""

    @property
    def overlay(self) -> bool:
        """True: the screen below stays visible, dimmed."""

    def build(self, space: Space) -> Element:
        """The widgets to show now."""

    def back(self) -> Nav:
        """What Esc does."""


class Listening(Protocol):
    """A screen that shows something which goes on by itself."""

    def news(self) -> bool:
        """Take in what has happened, without waiting; whether there is anything new to show."""


class Running(Protocol):
    """A screen that goes on as time does, where things may move."""

    def go_on(self, now: float) -> bool:
        """Take in the time on the window's clock; whether there is anything new to show."""


def listens(screen: Screen) -> TypeGuard[Listening]:
    """Whether a screen is a listening one; asked thirty times a second, so that it must cost nothing."""
    return hasattr(screen, "news")


def runs(screen: Screen) -> TypeGuard[Running]:
    """Whether a screen is a running one; asked as often."""
    return hasattr(screen, "go_on")


@runtime_checkable
class Leading(Listening, Protocol):
    """A screen that is left for another one as soon as what it waits for has happened."""

    def heard(self) -> Nav:
        """Where the news lead."""


@runtime_checkable
class Backed(Protocol):
    """A screen with a picture behind it that fills the window."""

    def backdrop(self, space: Space) -> Element | None:
        """What is behind the widgets now."""


@runtime_checkable
class Noticing(Protocol):
    """A screen that puts the sentence to tell, `space.notice`, where it has a place for it."""

    notices: ClassVar[bool]


class Teacher(Protocol):
    """Who speaks over the screens."""

    clear: Sequence[Rect]
    """Where its words and what they point at are seen now: nothing else may lie there."""

    def over(self, space: Space, root: Node, stack: Sequence[str]) -> Node:
        """A tree with what is said over it, for the screens of these ids."""

    def turned(self) -> tuple[str, str] | None:
        """What to bring into view and what to give the focus, once for everything that is pointed at; else None."""


class Bench(Protocol):
    """What a modder works with, over the screens: a file that is read again, and what stands behind the numbers."""

    def over(self, space: Space, root: Node, stack: Sequence[Screen]) -> Node:
        """A tree with what is wrong with the file over it, for these screens."""

    def sit(self, session: Session) -> None:
        """Another game is played from now on."""

    def look(self, now: float, stack: Sequence[Screen]) -> Callable[[], Nav] | None:
        """What has come of the file since; None where nothing has. `now`: seconds on the window's clock."""

    def reload(self, stack: Sequence[Screen]) -> Nav:
        """Read the file again, by hand."""

    def inspect(self, stack: Sequence[Screen], focused: str) -> Nav:
        """Open what is behind the element of this id."""


@attrs.frozen
class Push:
    """Put a screen on top."""

    screen: Screen


@attrs.frozen
class Replace:
    """Put a screen in the place of the top one, and tell a sentence if there is one."""

    screen: Screen
    tell: str = ""


@attrs.frozen
class Reset:
    """Leave all screens and start again from this one."""

    screen: Screen


@attrs.frozen
class Renew:
    """Put screens in the place of all there are, tell a sentence if there is one, then do what `then` says; scroll and focus
    stay where they can."""

    screens: Sequence[Screen]
    tell: str = ""
    then: Nav = None


@attrs.frozen
class Sit:
    """A game is played from now on; then do what `then` says."""

    session: Session
    then: Nav = None


@attrs.frozen
class Pop:
    """Go back to the screen below, then do what `then` says (a dialog's answer)."""

    then: Callable[[], Nav] | None = None


@attrs.frozen
class Work:
    """Show a screen, and in the next step do something that takes a moment."""

    screen: Screen
    then: Callable[[], Nav]


@attrs.frozen
class Tell:
    """Show one sentence to the player."""

    sentence: str


@attrs.frozen
class Prefer:
    """Set what the player prefers."""

    prefs: Preferences


@attrs.frozen
class Teach:
    """Let a coach speak over the screens from now on, or none, and do what `then` says."""

    coach: Teacher | None
    then: Nav = None


@attrs.frozen
class Quit:
    """Close the window."""


Nav = Push | Replace | Reset | Renew | Sit | Pop | Work | Tell | Prefer | Teach | Quit | None
