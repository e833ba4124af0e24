"""Arrows between places: a curve that swells toward its head, smooth, clear of both labels."""

from __future__ import annotations

from functools import lru_cache

import numpy as np
import pygame
from pygame import Rect, Surface

from game.ui import theme
from game.ui.map.element import Arrow, Map, MapNode
from game.ui.map.engraving import finer
from game.ui.map.world import Floats
from game.ui.paint import Brush
from game.ui.theme import Colour

Box = tuple[int, ...]
Placed = tuple[Surface, tuple[int, int]]

DARK = theme.rgb("#050b13")
BEND, HEAD = 0.16, 12.0
"""How far a curve bows out, as a share of its length, and the least length of a head in pixels."""
DASH = 7.0
"""Units of a dash and of the gap behind it."""


def draw_arrow(brush: Brush, node: MapNode, arrow: Arrow) -> None:
    """One arrow, up to its share of the way."""
    ends = [_stand(node, id) for id in (arrow.source, arrow.target)]
    if ends[0] is None or ends[1] is None or arrow.t <= 0:
        return
    assert isinstance(node.element, Map)
    inks = {pole.id: pole.colour for pole in node.element.poles}
    wide = brush.space.unit * (2.5 + 2.5 * min(3.0, arrow.size))
    share = round(min(1.0, arrow.t), 2)
    colour = inks.get(arrow.pole or "", theme.TEXT)
    found = _picture(tuple(ends[0]), tuple(ends[1]), colour, wide, brush.space.unit, share, arrow.shape)
    if found is not None:
        brush.surface.blit(*found)


def _stand(node: MapNode, id: str) -> Rect | None:
    for number, place in enumerate(node.sheet.chart.places):
        if place.id == id and number in node.stands:
            return node.stands[number].rect.move(node.rect.topleft)
    return None


def curve(source: Rect, target: Rect, gap: int, steps: int = 64) -> Floats:
    """Points of a bowed line between two labels, outside both."""
    start, end = np.array(source.center, float), np.array(target.center, float)
    across = np.array([start[1] - end[1], end[0] - start[0]])
    middle = (start + end) / 2 + BEND * across
    t = np.linspace(0, 1, steps)[:, None]
    line: Floats = (1 - t) ** 2 * start + 2 * t * (1 - t) * middle + t**2 * end
    rects = source.inflate(2 * gap, 2 * gap), target.inflate(2 * gap, 2 * gap)
    outside = [not any(rect.collidepoint(x, y) for rect in rects) for x, y in line.tolist()]
    kept: Floats = line[np.array(outside)]
    return kept


def body(line: Floats, wide: float) -> Floats:
    """The outline of an arrow along a line: a thin tail, a broad neck, a head."""
    side = _side(line)
    length = float(np.hypot(*np.diff(line, axis=0).T).sum())
    head = min(max(2.6 * wide, HEAD), 0.6 * length)
    walked = np.concatenate([[0.0], np.cumsum(np.hypot(*np.diff(line, axis=0).T))])
    neck = max(1, int(np.searchsorted(walked, length - head)))
    shaft = np.linspace(0.12, 1.0, neck + 1)[:, None] * wide / 2
    left, right = line[: neck + 1] + side[: neck + 1] * shaft, line[: neck + 1] - side[: neck + 1] * shaft
    barb = side[neck] * max(1.15 * wide, 0.45 * HEAD)
    return np.concatenate([left, [line[neck] + barb], line[-1:], [line[neck] - barb], right[::-1]])


def _side(line: Floats) -> Floats:
    """At every point of a line the direction across it, of length 1."""
    along = np.gradient(line, axis=0)
    along /= np.maximum(1e-6, np.hypot(*along.T))[:, None]
    return np.column_stack([-along[:, 1], along[:, 0]])


def shaft(line: Floats, wide: float) -> Floats:
    """The outline of a line of one width."""
    across = _side(line) * wide / 2
    return np.concatenate([line + across, (line - across)[::-1]])


def outlines(line: Floats, wide: float, unit: float, shape: str) -> list[Floats]:
    """The polygons of an arrow, of dashes and a head, or of a line alone."""
    if shape == "bond":
        return [shaft(line, wide)]
    if shape == "arrow":
        return [body(line, wide)]
    walked = np.concatenate([[0.0], np.cumsum(np.hypot(*np.diff(line, axis=0).T))])
    last = max(0.0, walked[-1] - HEAD - DASH * unit)
    dashes = [[start, start + DASH * unit] for start in np.arange(0.0, last, 2 * DASH * unit).tolist()]
    spots = [*dashes, [last, *walked[walked > last]]]
    pieces = [np.column_stack([np.interp(spot, walked, line[:, k]) for k in (0, 1)]) for spot in spots]
    return [*(shaft(piece, wide) for piece in pieces[:-1]), body(pieces[-1], wide)]


@lru_cache(maxsize=128)
def _picture(source: Box, target: Box, colour: Colour, wide: float, unit: float, share: float, shape: str) -> Placed | None:
    """An arrow between two rectangles on a soft shade, drawn finer than shown."""
    line = curve(Rect(source), Rect(target), round(6 * unit))
    line = line[: max(4, round(len(line) * share))]
    if len(line) < 4:
        return None
    parts = outlines(line, wide, unit, shape)
    room = round(8 * unit)
    whole = np.concatenate(parts)
    low, high = whole.min(axis=0), whole.max(axis=0)
    rect = Rect(*np.floor(low), *np.ceil(high - low)).inflate(2 * room, 2 * room)
    fine = finer(rect.size)
    shapes = [((part - rect.topleft) * fine).tolist() for part in parts]
    shade = pygame.transform.gaussian_blur(_filled(rect, fine, shapes, DARK), max(1, round(2 * unit)))
    shade.blit(_filled(rect, fine, shapes, colour), (0, 0))
    return shade, rect.topleft


def _filled(rect: Rect, fine: int, shapes: list[list[list[float]]], colour: Colour) -> Surface:
    big = Surface((rect.width * fine, rect.height * fine), pygame.SRCALPHA)
    big.fill((*colour, 0))
    for points in shapes:
        pygame.draw.polygon(big, colour, points)
    return pygame.transform.smoothscale(big, rect.size)
