"""The base layer: sea, net, coasts, shade and borders of a sheet, drawn finer than it is shown and built in slices."""

from __future__ import annotations

from collections.abc import Iterator

import attrs
import numpy as np
import numpy.typing as npt
import pygame
from pygame import Rect, Surface

from game.ui.map.distance import distances, enlarged
from game.ui.map.sheet import SEA, Pane, Sheet
from game.ui.map.world import Floats
from game.ui.theme import Colour, rgb

Reals = npt.NDArray[np.floating]
Bytes = npt.NDArray[np.uint8]
WIDEST, TALLEST, FINEST = 3840, 2160, 3
"""No work surface is larger; lines are drawn at most so many times finer."""
DEEP, SHOAL, RIPPLE = rgb("#081321"), rgb("#1b4058"), rgb("#4f89a6")
COAST, NET, BORDER, FAINT = rgb("#9cc3d6"), rgb("#6f9ab5"), rgb("#060d16"), rgb("#0a131e")
RIPPLES = ((4.5, 0.34), (9.5, 0.20), (15.5, 0.10))
"""Waterlines: units from the coast, and how strong."""
REACH = 46.0
"""How far from a coast or border it is still felt, in units."""
BAND = 96


@attrs.frozen(eq=False)
class Engraving:
    """What is printed over the colours, with its alpha already multiplied in, and the ids that the colours fill."""

    ids: Surface
    ink: Surface


def engrave(sheet: Sheet) -> Iterator[Engraving | None]:
    """The engraving of a sheet, after many short steps that give None."""
    ink = Surface(sheet.size, pygame.SRCALPHA)
    for pane in sheet.panes:
        mask = rounded_mask(pane.rect.size, 0 if pane.source is None else round(8 * sheet.unit))
        yield from _print(sheet, pane, ink, mask)
    ids = spilled(sheet.ids, 2)
    yield Engraving(ids, ink)


def finer(size: tuple[int, int]) -> int:
    """How many times finer lines are drawn in a rectangle."""
    return max(1, min(FINEST, WIDEST // size[0], TALLEST // size[1]))


def _print(sheet: Sheet, pane: Pane, ink: Surface, mask: npt.NDArray[np.bool_]) -> Iterator[None]:
    unit = sheet.unit
    land = _land(pane)
    yield
    lines = _lines(pane, unit)
    yield
    away, cell = _away(sheet, pane)
    yield
    shadow = _shadow(land, unit)
    yield
    for left in range(0, pane.rect.width, BAND):
        band = slice(left, min(left + BAND, pane.rect.width))
        reach = enlarged(away, cell, band, pane.rect.height) / unit
        colour, alpha = _composed(land[band], lines[band], reach, shadow[band], _light(pane, band))
        _write(ink, pane.rect, band, mask, np.concatenate([colour, alpha[..., None]], axis=-1))
        yield


def _big(pane: Pane) -> tuple[Surface, int]:
    fine = finer(pane.rect.size)
    return Surface((pane.rect.width * fine, pane.rect.height * fine), depth=32), fine


def _scaled(pane: Pane, points: Floats, fine: int) -> list[list[float]]:
    scaled: list[list[float]] = ((pane.px(points) - pane.rect.topleft) * fine).tolist()
    return scaled


def _land(pane: Pane) -> Bytes:
    """How much of each pixel is land, 0 to 255."""
    big, fine = _big(pane)
    for shape in pane.ground.shapes:
        pygame.draw.polygon(big, (0, 0, 0) if shape.hole else (255, 255, 255), _scaled(pane, shape.points, fine))
    small = pygame.transform.smoothscale(big, pane.rect.size)
    found: Bytes = pygame.surfarray.array_red(small)
    return found


def _lines(pane: Pane, unit: float) -> Bytes:
    """How much of each pixel is border of a place, other border, and net, 0 to 255."""
    big, fine = _big(pane)
    thick = unit * fine
    for line in pane.ground.graticule:
        pygame.draw.lines(big, (0, 0, 255), False, _scaled(pane, line, fine), max(1, round(0.7 * thick)))
    for line in pane.ground.lines["quiet"]:
        pygame.draw.lines(big, (0, 255, 0), False, _scaled(pane, line, fine), max(1, round(0.9 * thick)))
    for line in pane.ground.lines["between"]:
        pygame.draw.lines(big, (255, 0, 0), False, _scaled(pane, line, fine), max(1, round(1.5 * thick)))
    for line in pane.ground.lines["unsettled"]:
        for dash in dashes(pane.px(line), 4.0 * unit):
            points = ((dash - pane.rect.topleft) * fine).tolist()
            pygame.draw.lines(big, (255, 0, 0), False, points, max(1, round(1.5 * thick)))
    small = pygame.transform.smoothscale(big, pane.rect.size)
    found: Bytes = pygame.surfarray.array3d(small)
    return found


def dashes(line: Floats, long: float) -> Iterator[Floats]:
    """Every other stretch of a line, each `long` pixels."""
    steps = np.hypot(*np.diff(line, axis=0).T)
    along = np.concatenate([[0.0], np.cumsum(steps)])
    for start in np.arange(0.0, along[-1], 2 * long):
        at = np.linspace(start, min(start + long, along[-1]), 4)
        yield np.column_stack([np.interp(at, along, line[:, k]) for k in (0, 1)])


def _away(sheet: Sheet, pane: Pane) -> tuple[Reals, int]:
    """How far each cell is from the next coast or border, in pixels, and how many pixels a cell is across."""
    cell = max(1, round(2 * sheet.unit))
    part: Bytes = pygame.surfarray.array2d(sheet.ids.subsurface(pane.rect))[::cell, ::cell]
    edge = np.zeros(part.shape, bool)
    edge[1:] |= part[1:] != part[:-1]
    edge[:, 1:] |= part[:, 1:] != part[:, :-1]
    return distances(edge, round(REACH * sheet.unit / cell)) * cell, cell


def _shadow(land: Bytes, unit: float) -> Reals:
    """The soft shade that land throws on the sea, 0 to 1."""
    cell = max(1, round(3 * unit))
    small = land[::cell, ::cell]
    grey = pygame.surfarray.make_surface(np.repeat(small[..., None], 3, axis=2))
    soft: Bytes = pygame.surfarray.array_red(pygame.transform.gaussian_blur(grey, 3))
    moved = np.pad(soft, ((1, 0), (2, 0)))[:-1, :-2]
    return enlarged(moved.astype(np.float32) / 255, cell, slice(0, land.shape[0]), land.shape[1])


def _light(pane: Pane, band: slice) -> Reals:
    """Brighter in the middle, darker at the rim."""
    x = (np.arange(band.start, band.stop, dtype=np.float32) + pane.rect.left - pane.origin[0]) / max(1, pane.rect.width)
    y = (np.arange(pane.rect.height, dtype=np.float32) + pane.rect.top - pane.origin[1]) / max(1, pane.rect.height)
    far: Reals = np.clip(1.12 - 0.9 * (x[:, None] ** 2 + y[None, :] ** 2), 0.55, 1.12)
    return far


def _composed(land: Bytes, lines: Bytes, away: Reals, shadow: Reals, light: Reals) -> tuple[Reals, Reals]:
    """Colour (multiplied by alpha, 0 to 255) and alpha (0 to 1) of the ink."""
    cover = land.astype(np.float32) / 255
    strong, quiet, net = np.moveaxis(lines.astype(np.float32) / 255, -1, 0)
    sea = _sea(away, shadow, light, net)
    shade = 0.30 * (1 - np.exp(-away / 11.0))
    alpha = (1 - cover) + cover * shade
    colour = sea * (1 - cover)[..., None]
    coast = 0.75 * np.clip(4 * cover * (1 - cover), 0, 1)
    for line, tint in ((0.55 * quiet, FAINT), (0.85 * strong, BORDER), (coast, COAST)):
        colour = colour * (1 - line)[..., None] + np.asarray(tint, np.float32) * line[..., None]
        alpha = alpha * (1 - line) + line
    return colour, alpha


def _sea(away: Reals, shadow: Reals, light: Reals, net: Reals) -> Reals:
    glow = np.exp(-away / 15.0)
    colour = _mixed(np.broadcast_to(np.asarray(DEEP, np.float32), (*away.shape, 3)), SHOAL, 0.75 * glow)
    colour = colour * light[..., None]
    for at, strength in RIPPLES:
        colour = _mixed(colour, RIPPLE, strength * np.clip(1 - np.abs(away - at) / 0.75, 0, 1))
    colour = _mixed(colour, NET, 0.20 * net)
    return colour * (1 - 0.42 * shadow)[..., None]


def _mixed(colour: Reals, other: Colour, share: Reals) -> Reals:
    return colour + (np.asarray(other, np.float32) - colour) * share[..., None]


NOISE = np.random.default_rng(7).uniform(-0.5, 0.5, (97, 89)).astype(np.float32)
"""A little dust hides the steps between dark colours."""


def _write(ink: Surface, rect: Rect, band: slice, mask: npt.NDArray[np.bool_], content: Reals) -> None:
    content[..., 3] *= 255
    wide, tall = content.shape[:2]
    dust = np.tile(NOISE, (-(-wide // 97), -(-tall // 89)))[:wide, :tall, None]
    content[..., :3] += dust * (content[..., 3:] > 127)
    whole = np.clip(np.rint(content), 0, 255).astype(np.uint8)
    whole[..., :3] = np.minimum(whole[..., :3], whole[..., 3:])
    rgb_, alpha = pygame.surfarray.pixels3d(ink), pygame.surfarray.pixels_alpha(ink)
    part = slice(rect.left + band.start, rect.left + band.stop), slice(rect.top, rect.bottom)
    chosen = mask[band]
    rgb_[part] = np.where(chosen[..., None], whole[..., :3], rgb_[part])
    alpha[part] = np.where(chosen, whole[..., 3], alpha[part])


def rounded_mask(size: tuple[int, int], radius: int) -> npt.NDArray[np.bool_]:
    """Which pixels of a rectangle lie within its rounded corners."""
    x, y = (np.maximum(0, radius - 0.5 - np.minimum(np.arange(n), np.arange(n)[::-1])) for n in size)
    inside: npt.NDArray[np.bool_] = x[:, None] ** 2 + y[None, :] ** 2 <= radius**2
    return inside


def spilled(ids: Surface, by: int) -> Surface:
    """The ids with land run some pixels out over the sea, so that its colour lies under the smooth coast."""
    wide = ids.copy()
    for _ in range(by):
        cells = pygame.surfarray.pixels2d(wide)
        for axis in (0, 1):
            for step in (1, -1):
                moved = np.roll(cells, step, axis)
                np.copyto(cells, moved, where=(cells == SEA))
        del cells
    return wide
