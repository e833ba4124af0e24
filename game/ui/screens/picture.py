"""The small picture of a scenario: its poles in the corners, its states where they lean."""

from __future__ import annotations

import math

import attrs
from pygame import Rect

from game.scenario.pictures import picture_file
from game.scenario.schema import Scenario
from game.scenario.tables.people import Actor
from game.ui import colour, fonts, oklab, shapes, theme
from game.ui.layout import Element, Node, Space
from game.ui.paint import Brush, paint
from game.ui.photo import Photo

Spot = tuple[float, float]
FAR = 0.37
"""How far the corners are from the middle, in parts of the picture."""


@attrs.frozen
class Dot:
    """Something round in a picture: where it is, in parts of it, how large in units, its colour and letter."""

    at: Spot
    size: float
    colour: theme.Colour
    letter: str = ""


@attrs.define
class Portrait(Element):
    """A picture only: where the dots lie is not used by any rule."""

    corners: tuple[Dot, ...] = ()
    states: tuple[Dot, ...] = ()
    size: float = attrs.field(default=104, kw_only=True)

    def natural(self, space: Space) -> int:
        return space.px(self.size)

    def height(self, space: Space, width: int) -> int:
        return space.px(self.size)


@paint.register
def _(element: Portrait, node: Node, brush: Brush) -> None:
    side = brush.space.px(element.size)
    rect = Rect(0, 0, side, side)
    rect.center = node.rect.center
    shapes.rounded(brush.surface, rect, brush.ink(theme.SUNKEN), brush.space.px(theme.RADIUS))
    corners = [(rect.left + dot.at[0] * side, rect.top + dot.at[1] * side) for dot in element.corners]
    if len(corners) > 1:
        shapes.outline(brush.surface, corners, brush.ink(theme.LINE))
    for dot in (*element.states, *element.corners):
        _dot(brush, rect, dot)


def _dot(brush: Brush, rect: Rect, dot: Dot) -> None:
    centre = rect.left + round(dot.at[0] * rect.width), rect.top + round(dot.at[1] * rect.height)
    radius = max(2, brush.space.px(dot.size))
    for grown, ink in ((max(1, brush.space.px(1.5)), theme.SUNKEN), (0, dot.colour)):
        spot = Rect(0, 0, 2 * (radius + grown), 2 * (radius + grown))
        spot.center = centre
        shapes.rounded(brush.surface, spot, brush.ink(ink), radius + grown)
    if dot.letter:
        words = fonts.rendered(dot.letter, "smallstrong", brush.space.unit, theme.ink_on(dot.colour))
        brush.surface.blit(words, words.get_rect(center=centre))


def likeness(scenario: Scenario, size: float) -> Element:
    """The picture that a scenario brings; the one that is drawn of it where it brings none."""
    drawn = portrait(scenario, size)
    try:
        file = picture_file(scenario, scenario.picture)
        return Photo(file, file.stat().st_mtime_ns, drawn, size=size) if file else drawn
    except OSError:  # it has just gone
        return drawn


def portrait(scenario: Scenario, size: float = 104) -> Portrait:
    """The picture of a scenario as it begins."""
    poles, colours = scenario.pole, colour.of(scenario.pole)
    corners = tuple(Dot(_corner(i, len(poles)), 11, colours[pole.id], pole.letter) for i, pole in enumerate(poles))
    states = [actor for actor in scenario.actor if actor.kind == "state"]
    dots = (_state(actor, i, scenario, corners) for i, actor in enumerate(states))
    return Portrait(corners, tuple(dots), size=size)


def _corner(i: int, count: int) -> Spot:
    if count == 1:
        return 0.5, 0.5
    angle = 2 * math.pi * i / count - math.pi / 2 if count > 2 else math.pi * (1 - i)
    down = 0.06 if count == 3 else 0.0
    return 0.5 + FAR * math.cos(angle), 0.5 + down + FAR * math.sin(angle)


def _state(actor: Actor, i: int, scenario: Scenario, corners: tuple[Dot, ...]) -> Dot:
    """Where a state leans; between two poles only, every other one stands a little higher."""
    pulls = [(1 + actor.alignment.get(pole.id, 0.0) / 100) ** 4 for pole in scenario.pole]
    shares = tuple(pull / (sum(pulls) or 1.0) for pull in pulls)
    across = sum(share * corner.at[0] for share, corner in zip(shares, corners, strict=True))
    down = sum(share * corner.at[1] for share, corner in zip(shares, corners, strict=True))
    lift = 0.12 * (-1) ** i if len(corners) == 2 else 0.0
    colour = oklab.blend(tuple(corner.colour for corner in corners), shares) if corners else theme.FAINT
    return Dot((across, down + lift), 2.2 + 0.8 * math.sqrt(actor.weight), colour)
