"""The base layer: sea, net, coasts, shade and borders of a sheet, drawn finer than it is shown and built in slices."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

import attrs
import numpy as np
import numpy.typing as npt
import pygame
from pygame import Rect, Surface

from game.ui.map.distance import Reals, distances, enlarged
from game.ui.map.sheet import FIRST, QUIET, SEA, Pane, Sheet
from game.ui.map.world import Floats
from game.ui.theme import Colour, rgb

Bytes = npt.NDArray[np.uint8]
Flags = npt.NDArray[np.bool_]
WIDEST, TALLEST, FINEST = 3840, 2160, 3
"""The whole of a pane is never drawn larger; lines are drawn at most so many times finer."""
SLICE, PRINTED = 700_000, 250_000
"""Fine pixels, and pixels of the window, that are done in one step."""
DEEP, SHOAL, RIPPLE = rgb("#0a1a2b"), rgb("#1c4660"), rgb("#5c9ab8")
COAST, NET, BORDER, FAINT = rgb("#a3cbdd"), rgb("#7aa6c2"), rgb("#060d16"), rgb("#0a131e")
RIPPLES = ((4.5, 0.34), (9.5, 0.20), (15.5, 0.10))
"""Waterlines: units from the coast, and how strong."""
REACH, FINE = 46.0, 16
"""How far from a coast or border it is still felt, in units, and steps of the table of the sea for each."""
BLANK, NETTED, MINOR, MAJOR, LAND = range(5)
PALETTE = [(0, 0, 0), (0, 0, 255), (0, 255, 0), (255, 0, 0), (255, 255, 255)]
"""What is drawn on the fine surfaces, and the channels that it becomes: net, other borders, borders of places; land is all."""
LINES = (("quiet", MINOR, 0.9), ("between", MAJOR, 1.5), ("unsettled", MAJOR, 1.5))
"""Sorts of border, what they are drawn as, and their width in units."""
DASH = 4.0


@attrs.frozen(eq=False)
class Engraving:
    """The ids that the colours fill, and what is printed over them with its alpha multiplied in; a draft has no ink."""

    ids: Surface
    ink: Surface | None


@attrs.frozen(eq=False)
class Coarse:
    """What changes slowly, on cells of some pixels: the distance from the next coast or border, and the shade on the sea."""

    away: Reals
    shade: Reals
    cell: int


def engrave(sheet: Sheet) -> Iterator[Engraving | None]:
    """The engraving of a sheet, after many short steps that give None."""
    ink = Surface(sheet.size, pygame.SRCALPHA)
    for pane in sheet.panes:
        yield from _print(pane, sheet.unit, ink)
    yield Engraving(spilled(sheet.ids, 2), ink)


@lru_cache(maxsize=2)
def draft(sheet: Sheet) -> Engraving:
    """Land without ink: what can be shown at once."""
    return Engraving(sheet.ids.copy(), None)


def finer(size: tuple[int, int]) -> int:
    """How many times finer lines are drawn in a rectangle."""
    return max(1, min(FINEST, WIDEST // size[0], TALLEST // size[1]))


def _print(pane: Pane, unit: float, ink: Surface) -> Iterator[None]:
    coarse = _coarse(pane, unit)
    yield
    fine = finer(pane.rect.size)
    lands = _lands(pane, fine)
    yield
    lines = _lines(pane, fine, unit)
    yield
    inside = rounded_mask(pane.rect.size, round(CORNER * unit) if pane.source else 0)
    step = max(8, min(SLICE // fine**2, PRINTED) // pane.rect.width)
    for top in range(0, pane.rect.height, step):
        rows = slice(top, min(top + step, pane.rect.height))
        cover = _shrunk(lands, rows, fine)[..., 0]
        away, shade = (enlarged(grid, coarse.cell, rows, pane.rect.width) for grid in (coarse.away, coarse.shade))
        content = _composed(cover, _shrunk(lines, rows, fine), away / unit, shade, _light(pane, rows))
        _write(ink, pane.rect, rows, inside[rows], *content)
        yield


CORNER = 8
"""The radius of an inset's corners, in units."""


def _coarse(pane: Pane, unit: float) -> Coarse:
    cell = max(1, round(2 * unit))
    ids = Surface((-(-pane.rect.width // cell) + 1, -(-pane.rect.height // cell) + 1), depth=8)
    for shape, points in pane.shapes():
        number = SEA if shape.hole else QUIET if shape.place is None else FIRST + shape.place
        pygame.draw.polygon(ids, number, ((points - pane.rect.topleft) / cell).tolist())
    cells: Bytes = pygame.surfarray.array2d(ids).T
    edge = np.zeros(cells.shape, bool)
    edge[1:] |= cells[1:] != cells[:-1]
    edge[:, 1:] |= cells[:, 1:] != cells[:, :-1]
    return Coarse(distances(edge, round(REACH * unit / cell)) * cell, _shade(cells > SEA), cell)


def _shade(land: Flags) -> Reals:
    """The soft shade that land throws on the sea to its south east, 0 to 1."""
    grey = pygame.surfarray.make_surface(np.repeat(255 * land[..., None].astype(np.uint8), 3, axis=2))
    soft: Bytes = pygame.surfarray.array_red(pygame.transform.gaussian_blur(grey, 4))
    return np.pad(soft, ((2, 0), (3, 0)))[:-2, :-3].astype(np.float32) / 255


def _blank(pane: Pane, fine: int) -> Surface:
    big = Surface((pane.rect.width * fine, pane.rect.height * fine), depth=8)
    big.set_palette(PALETTE)
    return big


def _lands(pane: Pane, fine: int) -> Surface:
    """All land, drawn fine."""
    big = _blank(pane, fine)
    for shape, points in pane.shapes():
        pygame.draw.polygon(big, BLANK if shape.hole else LAND, _scaled(pane, points, fine))
    return big


def _lines(pane: Pane, fine: int, unit: float) -> Surface:
    """Net and borders, drawn fine."""
    big = _blank(pane, fine)
    for line in pane.lines(pane.ground.graticule):
        _trace(big, _scaled(pane, line, fine), NETTED, 0.7 * unit * fine)
    for sort, ink, thick in LINES:
        for line in pane.lines(pane.ground.lines[sort]):
            for part in dashes(line, DASH * unit) if sort == "unsettled" else [line]:
                _trace(big, _scaled(pane, part, fine), ink, thick * unit * fine)
    return big


def _trace(big: Surface, points: list[list[float]], ink: int, thick: float) -> None:
    pygame.draw.lines(big, ink, False, points, max(1, round(thick)))


def _scaled(pane: Pane, points: Floats, fine: int) -> list[list[float]]:
    scaled: list[list[float]] = ((points - pane.rect.topleft) * fine).tolist()
    return scaled


def dashes(line: Floats, long: float) -> list[Floats]:
    """Every other stretch of a line, each `long` pixels."""
    along = np.concatenate([[0.0], np.cumsum(np.hypot(*np.diff(line, axis=0).T))])
    ends = [np.linspace(start, min(start + long, along[-1]), 4) for start in np.arange(0.0, along[-1], 2 * long)]
    return [np.column_stack([np.interp(at, along, line[:, k]) for k in (0, 1)]) for at in ends]


def _shrunk(big: Surface, rows: slice, fine: int) -> Bytes:
    """How much of each pixel of some rows (rows, columns, 3) is covered in each channel, 0 to 255; softened if not finer."""
    wide, more = big.get_width(), 1 if fine == 1 else 0
    area = Rect(0, rows.start * fine - more, wide, (rows.stop - rows.start) * fine + 2 * more).clip(big.get_rect())
    part = big.subsurface(area).convert(32)
    if fine == 1:
        small, above = pygame.transform.box_blur(part, 1), rows.start - area.top
    else:
        small, above = pygame.transform.smoothscale(part, (wide // fine, area.height // fine)), 0
    found: Bytes = pygame.surfarray.pixels3d(small).swapaxes(0, 1)[above : above + rows.stop - rows.start].copy()
    return found


def _light(pane: Pane, rows: slice) -> Reals:
    """Brighter in the middle, darker at the rim."""
    x = (np.arange(pane.rect.width, dtype=np.float32) + pane.rect.left - pane.origin[0]) / max(1, pane.rect.width)
    y = (np.arange(rows.start, rows.stop, dtype=np.float32) + pane.rect.top - pane.origin[1]) / max(1, pane.rect.height)
    light: Reals = np.clip(1.15 - 0.85 * (x[None, :] ** 2 + y[:, None] ** 2), 0.6, 1.15)
    return light


def _sea_table() -> Reals:
    """The colour of the sea by its distance from land."""
    away = np.arange(0, REACH + 1, 1 / FINE, dtype=np.float32)[:, None]
    colour = _mixed(np.asarray(DEEP, np.float32), SHOAL, 0.78 * np.exp(-away / 15))
    for at, strength in RIPPLES:
        colour = _mixed(colour, RIPPLE, strength * np.clip(1 - np.abs(away - at) / 0.75, 0, 1))
    return colour


def _mixed(colour: Reals, other: Colour, share: Reals) -> Reals:
    found: Reals = colour + (np.asarray(other, np.float32) - colour) * share
    return found


SEA_TABLE = _sea_table()


def _composed(land: Bytes, lines: Bytes, away: Reals, shade: Reals, light: Reals) -> tuple[Reals, Reals]:
    """Colour (multiplied by alpha) and alpha of the ink, 0 to 255."""
    cover = (land.astype(np.float32) / 255)[..., None]
    between, quiet, net = (part[..., None] for part in np.moveaxis(lines.astype(np.float32) / 255, -1, 0))
    sea = SEA_TABLE[np.clip(away * FINE, 0, len(SEA_TABLE) - 1).astype(np.intp)] * (light * (1 - 0.45 * shade))[..., None]
    colour: Reals = _mixed(sea, NET, 0.2 * net) * (1 - cover)
    alpha: Reals = 1 - cover * (0.7 + 0.3 * np.exp(-away / 11.0))[..., None]
    coast = np.minimum(1, 4 * cover * (1 - cover))
    for line, tint in ((0.55 * quiet, FAINT), (0.85 * between, BORDER), (0.75 * coast, COAST)):
        colour = _mixed(colour, tint, line)
        alpha = alpha + (1 - alpha) * line
    return colour, 255 * alpha[..., 0]


NOISE = np.random.default_rng(7).uniform(-0.5, 0.5, (97, 89)).astype(np.float32)
"""A little dust hides the steps between dark colours."""


def _write(ink: Surface, rect: Rect, rows: slice, inside: Flags, colour: Reals, alpha: Reals) -> None:
    """Put some rows of a pane on the ink, within its rounded corners."""
    tall, wide = alpha.shape
    dust = np.tile(NOISE, (-(-tall // 97), -(-wide // 89)))[:tall, :wide, None]
    opaque = np.clip(np.rint(alpha), 0, 255).astype(np.uint8)
    tint = np.clip(np.rint(colour + dust * (opaque > 127)[..., None]), 0, opaque[..., None]).astype(np.uint8)
    part = ink.subsurface(Rect(rect.left, rect.top + rows.start, wide, tall))
    np.copyto(pygame.surfarray.pixels3d(part).swapaxes(0, 1), tint, where=inside[..., None])
    np.copyto(pygame.surfarray.pixels_alpha(part).T, opaque, where=inside)


def rounded_mask(size: tuple[int, int], radius: int) -> Flags:
    """Which pixels (rows, columns) of a rectangle lie within its rounded corners."""
    if not radius:
        return np.ones(size[::-1], bool)
    x, y = (np.maximum(0, radius - 0.5 - np.minimum(np.arange(n), np.arange(n)[::-1])) for n in size)
    inside: Flags = x[None, :] ** 2 + y[:, None] ** 2 <= radius**2
    return inside


def spilled(ids: Surface, by: int) -> Surface:
    """The ids with land run some pixels out over the sea, so that its colour lies under the smooth coast."""
    wide = ids.copy()
    cells = pygame.surfarray.pixels2d(wide).T
    for _ in range(by):
        for axis in (0, 1):
            for step in (1, -1):
                np.copyto(cells, np.roll(cells, step, axis), where=cells == SEA)
    return wide
