"""Smooth shapes, which pygame has not: rounded rectangles from cached corners."""

from __future__ import annotations

from functools import lru_cache

import pygame
from pygame import Rect, Surface

from game.ui.theme import Colour

FINER = 4


@lru_cache(maxsize=512)
def _disc(radius: int, colour: Colour) -> Surface:
    big = Surface((2 * radius * FINER, 2 * radius * FINER), pygame.SRCALPHA)
    big.fill((*colour, 0))
    pygame.draw.circle(big, colour, (radius * FINER, radius * FINER), radius * FINER)
    return pygame.transform.smoothscale(big, (2 * radius, 2 * radius))


def rounded(surface: Surface, rect: Rect, colour: Colour, radius: int) -> None:
    """A filled rounded rectangle with smooth corners."""
    radius = min(radius, rect.width // 2, rect.height // 2)
    if radius < 1:
        surface.fill(colour, rect)
        return
    surface.fill(colour, rect.inflate(-2 * radius, 0))
    surface.fill(colour, rect.inflate(0, -2 * radius))
    _corners(surface, rect, _disc(radius, colour), radius)


@lru_cache(maxsize=48)
def _glass(size: tuple[int, int], colour: Colour, radius: int, alpha: int) -> Surface:
    pane = Surface(size, pygame.SRCALPHA)
    pane.fill((*colour, 0))
    rounded(pane, pane.get_rect(), colour, radius)
    pane.set_alpha(alpha)
    return pane


def glass(surface: Surface, rect: Rect, colour: Colour, radius: int, alpha: int) -> None:
    """A rounded rectangle that lets what is behind it shine through; alpha 255 lets nothing."""
    surface.blit(_glass(rect.size, colour, radius, alpha), rect)


@lru_cache(maxsize=48)
def _shadow(size: tuple[int, int], radius: int, blur: int) -> Surface:
    rough = max(1, blur // 2)
    across, down = (max(1, side // rough) for side in size)
    soft = blur // rough
    shade = Surface((across + 4 * soft, down + 4 * soft), pygame.SRCALPHA)
    rounded(shade, Rect(2 * soft, 2 * soft, across, down), (0, 0, 0), radius // rough)
    shade = pygame.transform.smoothscale(pygame.transform.gaussian_blur(shade, soft), (size[0] + 4 * blur, size[1] + 4 * blur))
    shade.set_alpha(130)
    return shade


def shadow(surface: Surface, rect: Rect, radius: int, blur: int) -> None:
    """The soft shade of something that floats."""
    surface.blit(_shadow(rect.size, radius, blur), (rect.left - 2 * blur, rect.top - 2 * blur + blur // 3))


def framed(surface: Surface, rect: Rect, fill: Colour, edge: Colour, radius: int, thick: int) -> None:
    """A rounded rectangle with a line around it."""
    rounded(surface, rect, edge, radius)
    rounded(surface, rect.inflate(-2 * thick, -2 * thick), fill, max(0, radius - thick))


@lru_cache(maxsize=256)
def _hoop(radius: int, thick: int, colour: Colour) -> Surface:
    big = Surface((2 * radius * FINER, 2 * radius * FINER), pygame.SRCALPHA)
    big.fill((*colour, 0))
    pygame.draw.circle(big, colour, (radius * FINER, radius * FINER), radius * FINER, thick * FINER)
    return pygame.transform.smoothscale(big, (2 * radius, 2 * radius))


def ring(surface: Surface, rect: Rect, colour: Colour, radius: int, thick: int) -> None:
    """Only the line of a rounded rectangle, as the focus is shown."""
    radius = max(1, min(radius, rect.width // 2, rect.height // 2))
    for side in (
        Rect(rect.left + radius, rect.top, rect.width - 2 * radius, thick),
        Rect(rect.left + radius, rect.bottom - thick, rect.width - 2 * radius, thick),
        Rect(rect.left, rect.top + radius, thick, rect.height - 2 * radius),
        Rect(rect.right - thick, rect.top + radius, thick, rect.height - 2 * radius),
    ):
        surface.fill(colour, side)
    _corners(surface, rect, _hoop(radius, min(thick, radius), colour), radius)


def _corners(surface: Surface, rect: Rect, round_: Surface, radius: int) -> None:
    """The four quarters of a round picture, each in its corner."""
    for right in (0, 1):
        for low in (0, 1):
            spot = (rect.right - radius if right else rect.left, rect.bottom - radius if low else rect.top)
            surface.blit(round_, spot, Rect(right * radius, low * radius, radius, radius))


def veil(surface: Surface, colour: Colour, alpha: int) -> None:
    """Dim everything drawn so far."""
    cover = Surface(surface.get_size(), pygame.SRCALPHA)
    cover.fill((*colour, alpha))
    surface.blit(cover, (0, 0))


def outline(surface: Surface, spots: list[tuple[float, float]], colour: Colour) -> None:
    """A closed thin line through some points."""
    for one, other in zip(spots, [*spots[1:], spots[0]], strict=True):
        pygame.draw.aaline(surface, colour, one, other)
