"""Arrows between places: a curve that swells toward its head, smooth, clear of both labels."""

from __future__ import annotations

import numpy as np
import pygame
from pygame import Rect

from game.ui import theme
from game.ui.map.element import Arrow, Map, MapNode
from game.ui.map.world import Floats
from game.ui.paint import Brush

DARK = theme.rgb("#050b13")
BEND = 0.16
"""How far a curve bows out, as a share of its length."""


def draw_arrow(brush: Brush, node: MapNode, arrow: Arrow) -> None:
    """One arrow, up to its share of the way."""
    ends = [_stand(node, id) for id in (arrow.source, arrow.target)]
    if ends[0] is None or ends[1] is None or arrow.t <= 0:
        return
    line = curve(ends[0], ends[1], brush.space.px(6))
    if len(line) < 4:
        return
    line = line[: max(3, round(len(line) * min(1.0, arrow.t)))]
    assert isinstance(node.element, Map)
    inks = {pole.id: pole.colour for pole in node.element.poles}
    colour = inks.get(arrow.pole or "", theme.TEXT)
    wide = brush.space.unit * (2.0 + 2.2 * min(3.0, arrow.size))
    _smooth(brush, body(line, wide + 2 * brush.space.unit, 1.5 * brush.space.unit), DARK)
    _smooth(brush, body(line, wide, 0.0), colour)


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


def body(line: Floats, wide: float, grow: float) -> Floats:
    """The outline of an arrow along a line: a thin tail, a broad neck, a head."""
    along = np.gradient(line, axis=0)
    along /= np.maximum(1e-6, np.hypot(*along.T))[:, None]
    side = np.column_stack([-along[:, 1], along[:, 0]])
    length = float(np.hypot(*np.diff(line, axis=0).T).sum())
    head = min(2.6 * wide, 0.6 * length)
    walked = np.concatenate([[0.0], np.cumsum(np.hypot(*np.diff(line, axis=0).T))])
    neck = max(1, int(np.searchsorted(walked, length - head)))
    shaft = np.linspace(0.25, 1.0, neck + 1)[:, None] * wide / 2 + grow / 2
    left, right = line[: neck + 1] + side[: neck + 1] * shaft, line[: neck + 1] - side[: neck + 1] * shaft
    barb = side[neck] * (wide * 1.15 + grow)
    tip = line[-1] + along[-1] * grow
    return np.concatenate([left, [line[neck] + barb], [tip], [line[neck] - barb], right[::-1]])


def _smooth(brush: Brush, outline: Floats, colour: theme.Colour) -> None:
    """A filled shape whose edge is drawn once more, smoothly."""
    points = outline.tolist()
    pygame.draw.polygon(brush.surface, colour, points)
    pygame.draw.aalines(brush.surface, colour, True, points)
