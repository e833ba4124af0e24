"""The picture behind the title: a chart of lands at night, and three long vectors that meet over one city."""

from __future__ import annotations

from functools import lru_cache

import attrs
import numpy as np
import pygame
from numpy.typing import NDArray
from pygame import Rect, Surface

from game.ui import theme
from game.ui.layout import Element, Node
from game.ui.map.chart import Chart
from game.ui.map.engraving import finer
from game.ui.map.ground import surveyed
from game.ui.map.plane import Plane
from game.ui.paint import Brush, paint

Floats = NDArray[np.floating]

MOST = 720
"""The tallest picture of light that is worked out; larger windows show it enlarged, under lines drawn at their own size."""
FAR, NEAR = theme.rgb("#0a1420"), theme.rgb("#122c46")
"""The sea far from the city and around it."""
LAND, GRID, COAST = theme.rgb("#141d24"), theme.rgb("#243f55"), theme.rgb("#41647f")
"""What lands, the lines of the chart and coasts add to it."""
MIDDLE, ACROSS = (70.0, 50.0), 11000.0
"""Where the city lies, in degrees east and north, and how many km the window is wide."""
STEP = 80
"""Pixels by which charts differ in width or height."""
CITY = (0.655, 0.275)
STRANDS = 34
VECTORS = (
    (theme.rgb("#3f86ea"), ((0.37, -0.06), (0.41, 0.15), (0.53, 0.34)), (0.16, 0.14)),
    (theme.rgb("#e7ae33"), ((1.05, 0.40), (0.93, 0.62), (0.76, 0.42)), (-0.02, 0.40)),
    (theme.rgb("#ee5b74"), ((-0.06, 0.86), (0.26, 0.98), (0.54, 0.62)), (0.06, 0.36)),
)
"""Each vector's colour, where it begins and how it bends in parts of the window, and how far its strands begin apart."""
HOLD = np.array((1.0, 0.62, 0.22, 0.03), dtype=np.float32)
"""How much of that distance is left at each of the four points that bend a strand."""


@attrs.define(kw_only=True)
class NightChart(Element):
    """The chart, as large as its place."""


@paint.register
def _(element: NightChart, node: Node, brush: Brush) -> None:
    if brush.space.prefs.high_contrast:
        brush.surface.fill(brush.ink(theme.GROUND), node.rect)
        return
    picture = chart((_up(node.rect.width), _up(node.rect.height)))
    brush.surface.blit(picture, node.rect, Rect((0, 0), node.rect.size))


def _up(length: int) -> int:
    """The next length that a chart is drawn at, so that a window that is being resized seldom needs another one."""
    return -(-length // STEP) * STEP


@lru_cache(maxsize=2)
def chart(size: tuple[int, int]) -> Surface:
    """The whole picture at a size in pixels."""
    picture = pygame.transform.smoothscale(_sea((160, 90)), size)
    picture.blit(_chart(size), (0, 0), special_flags=pygame.BLEND_RGB_ADD)
    tall = min(size[1], MOST)
    light = _light((max(1, round(size[0] * tall / size[1])), tall))
    picture.blit(pygame.transform.smoothscale(light, size), (0, 0), special_flags=pygame.BLEND_RGB_ADD)
    return picture


def _around(size: tuple[int, int]) -> Floats:
    """(W, H): 1 at the city, less the farther away."""
    x, y = np.ogrid[0 : size[0], 0 : size[1]]
    away = 2.2 * (x / size[0] - CITY[0]) ** 2 + 1.4 * (y / size[1] - CITY[1]) ** 2
    found: Floats = np.exp(-3.0 * away).astype(np.float32)
    return found


def _sea(size: tuple[int, int]) -> Surface:
    """The ground, a little lighter around the city."""
    near = _around(size)[:, :, None]
    far, close = (np.array(colour, dtype=np.float32) for colour in (FAR, NEAR))
    return pygame.surfarray.make_surface((far + (close - far) * near).astype(np.uint8))


def _chart(size: tuple[int, int]) -> Surface:
    """Lands, their coasts, meridians and parallels on black, fainter away from the city; no border is drawn."""
    scale = max(size[0] / ACROSS, size[1] / (ACROSS * 0.5625))
    reach = float(np.hypot(*size)) * 0.75 / scale
    ground = surveyed(Chart(()), Plane(MIDDLE), reach)
    city = np.array(CITY) * size
    fine = min(2, finer(size))
    lands = Surface((size[0] * fine, size[1] * fine))
    for shape in ground.shapes:
        points = shape.points * (scale, -scale) + city
        pygame.draw.polygon(lands, theme.BLACK if shape.hole else LAND, (points * fine).tolist())
    picture = pygame.transform.smoothscale(lands, size)
    for lines, colour in ((ground.graticule, GRID), (ground.lines["coast"], COAST)):
        for line in lines:
            pygame.draw.aalines(picture, colour, False, (line * (scale, -scale) + city).tolist())
    shade = (34 + 150 * _around((160, 90))[:, :, None].repeat(3, axis=2)).astype(np.uint8)
    faint = pygame.transform.smoothscale(pygame.surfarray.make_surface(shade), size)
    picture.blit(faint, (0, 0), special_flags=pygame.BLEND_RGB_MULT)
    return picture


def _light(size: tuple[int, int]) -> Surface:
    """What the vectors and the city shed, on black: where all three meet their colours add up to white."""
    planes = np.zeros((3, *size), dtype=np.float32)
    for colour, bend, apart in VECTORS:
        strands = _strands(size, np.array(bend, dtype=np.float32), np.array(apart, dtype=np.float32))
        for plane, hue in zip(planes, colour, strict=True):
            plane += strands * np.float32((hue / 255.0) ** 1.8)
    _city(planes, size)
    picture = pygame.surfarray.make_surface((255.0 - 255.0 * np.exp(-planes)).astype(np.uint8).transpose(1, 2, 0))
    small = pygame.transform.smoothscale(picture, (size[0] // 4, size[1] // 4))
    glow = pygame.transform.smoothscale(pygame.transform.gaussian_blur(small, max(1, size[1] // 90)), size)
    picture.blit(glow, (0, 0), special_flags=pygame.BLEND_RGB_ADD)
    return picture


def _strands(size: tuple[int, int], bend: Floats, apart: Floats) -> Floats:
    """(W, H): thin curves that begin apart at the rim and end together in the city, brighter as they come near it."""
    steps = round(1.2 * max(size))
    share = np.linspace(0.0, 1.0, steps, dtype=np.float32)
    spread = np.linspace(-0.5, 0.5, STRANDS, dtype=np.float32)
    points = np.vstack([bend, np.array([CITY], dtype=np.float32)])
    fans = points + spread[:, None, None] * HOLD[:, None] * apart
    spots = np.einsum("kt,skx->stx", _bezier(share), fans) * np.array(size, dtype=np.float32)
    bright = np.outer(0.25 + np.exp(-((spread / 0.16) ** 2)), 0.16 + 0.60 * share**2) * np.float32(size[1] / steps)
    return _splat(size, spots.reshape(-1, 2), bright.ravel())


def _bezier(share: Floats) -> Floats:
    """(4, N): the weights of the four points of a curve along its way."""
    left = 1 - share
    return np.stack([left**3, 3 * left**2 * share, 3 * left * share**2, share**3])


def _splat(size: tuple[int, int], spots: Floats, bright: Floats) -> Floats:
    """(W, H): points of light, each shared by the four pixels around it."""
    inside = ((spots >= 0) & (spots < np.array(size) - 1)).all(axis=1)
    spots, bright = spots[inside], bright[inside]
    whole = spots.astype(np.intp)
    part = spots - whole
    total = np.zeros(size[0] * size[1], dtype=np.float32)
    for right in (0, 1):
        for low in (0, 1):
            at = (whole[:, 0] + right) * size[1] + whole[:, 1] + low
            share = np.abs(1 - right - part[:, 0]) * np.abs(1 - low - part[:, 1])
            total += np.bincount(at, bright * share, len(total)).astype(np.float32)
    return total.reshape(size)


def _city(planes: Floats, size: tuple[int, int]) -> None:
    """Add one small bright point with a halo."""
    x, y = round(CITY[0] * size[0]), round(CITY[1] * size[1])
    reach = min(x, y, size[0] - x, size[1] - y)
    one = np.arange(-reach, reach, dtype=np.float32) / size[1]
    away = np.hypot(one[:, None], one)
    planes[:, x - reach : x + reach, y - reach : y + reach] += 3 * np.exp(-((away / 0.006) ** 2)) + 0.3 * np.exp(-away / 0.03)
