"""What the mouse does: point, press, drag the bar of a scroll area, and turn its wheel."""

from __future__ import annotations

import pygame
from pygame.event import Event

from game.ui import focus, pointing
from game.ui.stage import Handler, Stage

LEFT = 1


def motion(stage: Stage, event: Event) -> None:
    """The pointer moved: only a change of what is under it is worth drawing."""
    stage.hand.at = event.pos
    if stage.hand.dragged:
        _drag(stage)
        return
    under = pointing.under(stage.root, event.pos)
    if under != stage.hovered:
        stage.hovered, stage.told, stage.dirty = under, under, True


def down(stage: Stage, event: Event) -> None:
    """A button of the mouse went down."""
    if event.button != LEFT:
        return
    hand = stage.hand
    hand.at, hand.dragged = event.pos, pointing.bar(stage.root, stage.space, event.pos)
    if hand.dragged:
        _drag(stage)
        return
    hand.pressed = pointing.under(stage.root, event.pos)
    stage.focused = hand.pressed or stage.focused
    stage.keyed, stage.told, stage.dirty = False, "", True


def up(stage: Stage, event: Event) -> None:
    """A click counts when it ends where it began."""
    if event.button != LEFT:
        return
    pressed = stage.hand.pressed
    let_go(stage)
    if pressed and pointing.under(stage.root, event.pos) == pressed:
        stage.press(pressed)


def wheel(stage: Stage, event: Event) -> None:
    """The wheel moves what is under the pointer."""
    area = pointing.area(stage.root, stage.hand.at)
    if area:
        stage.scroll(area, -48 * event.y)


def let_go(stage: Stage) -> None:
    """Nothing is held any more."""
    stage.hand.pressed = stage.hand.dragged = ""


def _drag(stage: Stage) -> None:
    area = focus.find(stage.root, stage.hand.dragged)
    if area and area.reach:
        share = (stage.hand.at[1] - area.rect.top) / max(1, area.rect.height)
        stage.scroll_to(area, share * area.reach / stage.space.unit)


HANDLERS: dict[int, Handler] = {
    pygame.MOUSEMOTION: motion,
    pygame.MOUSEBUTTONDOWN: down,
    pygame.MOUSEBUTTONUP: up,
    pygame.MOUSEWHEEL: wheel,
}
