"""Fine lines, discs and areas with transparency, drawn larger than they are shown, once, and kept."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from math import atan2, ceil, cos, floor, pi, sin

import attrs
import pygame
from pygame import Surface

from game.ui.theme import Colour

Spot = tuple[float, float]
LARGEST = 3840 * 2160
"""The most pixels of a surface to draw on."""


@attrs.frozen
class Line:
    """A line through points, in pixels; `alpha` 0 to 255."""

    spots: tuple[Spot, ...]
    thick: float
    colour: Colour
    alpha: int = 255


@attrs.frozen
class Disc:
    """A filled circle."""

    centre: Spot
    radius: float
    colour: Colour
    alpha: int = 255


@attrs.frozen
class Area:
    """A filled polygon."""

    spots: tuple[Spot, ...]
    colour: Colour
    alpha: int = 255


Stroke = Line | Disc | Area


def arrow(start: Spot, end: Spot, thick: float, colour: Colour, alpha: int = 255) -> tuple[Stroke, ...]:
    """A line with a head at its end."""
    angle, size = atan2(end[1] - start[1], end[0] - start[0]), 3.2 * thick
    neck = end[0] - size * cos(angle), end[1] - size * sin(angle)
    wings = [(end[0] - 1.6 * size * cos(angle + turn), end[1] - 1.6 * size * sin(angle + turn)) for turn in (pi / 7, -pi / 7)]
    return Line((start, neck), thick, colour, alpha), Area((end, *wings), colour, alpha)


def draw(surface: Surface, at: tuple[int, int], size: tuple[int, int], strokes: Sequence[Stroke]) -> None:
    """Draw strokes, given in pixels from the corner `at`, in a place of a size."""
    if strokes and min(size) > 0:
        surface.blit(_raster(size, tuple(strokes)), at, special_flags=pygame.BLEND_PREMULTIPLIED)


def line(surface: Surface, spots: Sequence[Spot], thick: float, colour: Colour, alpha: int = 255) -> None:
    """One line through points of the surface."""
    pad = ceil(thick)
    left, top = (floor(min(spot[k] for spot in spots)) - pad for k in (0, 1))
    right, bottom = (ceil(max(spot[k] for spot in spots)) + pad for k in (0, 1))
    inside = tuple((x - left, y - top) for x, y in spots)
    draw(surface, (left, top), (right - left, bottom - top), [Line(inside, thick, colour, alpha)])


@lru_cache(maxsize=24)
def _raster(size: tuple[int, int], strokes: tuple[Stroke, ...]) -> Surface:
    finer = next((k for k in (3, 2) if size[0] * size[1] * k * k <= LARGEST), 1)
    big = Surface((size[0] * finer, size[1] * finer), pygame.SRCALPHA)
    for stroke in strokes:
        _draw(big, stroke, finer)
    return pygame.transform.smoothscale(big, size) if finer > 1 else big


def _draw(big: Surface, stroke: Stroke, finer: int) -> None:
    ink = _premultiplied(stroke.colour, stroke.alpha)
    if isinstance(stroke, Disc):
        pygame.draw.circle(big, ink, _larger(stroke.centre, finer), stroke.radius * finer)
        return
    spots = [_larger(spot, finer) for spot in stroke.spots]
    if isinstance(stroke, Area):
        pygame.draw.polygon(big, ink, spots)
        return
    thick = max(1, round(stroke.thick * finer))
    pygame.draw.lines(big, ink, False, spots, thick)
    for spot in spots if thick > 3 else ():
        pygame.draw.circle(big, ink, spot, thick / 2)


def _larger(spot: Spot, finer: int) -> Spot:
    return spot[0] * finer, spot[1] * finer


def _premultiplied(colour: Colour, alpha: int) -> tuple[int, int, int, int]:
    red, green, blue = (part * alpha // 255 for part in colour)
    return red, green, blue, alpha
