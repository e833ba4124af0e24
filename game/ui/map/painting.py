"""Draws the map: colours under the ink, outlines, arrows, and the labels with their badges."""

from __future__ import annotations

import math
from functools import lru_cache

import pygame
from pygame import Rect, Surface

from game.ui import fonts, oklab, pictures, pointing, shapes, theme
from game.ui.layout import Node
from game.ui.map.arrows import draw_arrow
from game.ui.map.element import EMBLEM, GAP, STEP, SWATCH, Map, MapNode, Mark, badge_size
from game.ui.map.fill import picture_of
from game.ui.map.furniture import leader
from game.ui.map.outline import outline
from game.ui.paint import Brush, over, paint
from game.ui.theme import Colour

DARK = theme.rgb("#050b13")


@paint.register
def _(element: Map, node: Node, brush: Brush) -> None:
    assert isinstance(node, MapNode)
    brush.surface.blit(picture_of(element, node.sheet, brush.space.prefs.patterns), node.rect)
    for actor, colour in ((element.me, theme.ACCENT), (element.selected, theme.WHITE)):
        _outlined(brush, node, actor, brush.ink(colour))
    _leaders(brush, node)
    for arrow in element.arrows:
        draw_arrow(brush, node, arrow)


def _outlined(brush: Brush, node: MapNode, actor: str, colour: Colour) -> None:
    """A line along the border of a place's land, with a soft glow."""
    for picture, rect in _outline(node, actor, colour):
        brush.surface.blit(picture, rect)


def _outline(node: MapNode, actor: str, colour: Colour) -> list[tuple[Surface, Rect]]:
    """The pictures of that line, each with its place on the screen."""
    return [
        (picture, picture.get_rect(topleft=(corner[0] + node.rect.left, corner[1] + node.rect.top)))
        for number, place in enumerate(node.sheet.chart.places)
        if place.id == actor and number in node.sheet.spots
        for picture, corner in outline(node.sheet, number, colour)
    ]


@paint.register
def _(element: Mark, node: Node, brush: Brush) -> None:
    _mark(element, node, brush, lit=False)


@over.register
def _(element: Mark, node: Node, brush: Brush, root: Node) -> None:
    """The land of what the pointer is on is outlined, except where panels cover it."""
    surface = brush.surface
    for other in (below for below, _ in root.walk() if isinstance(below, MapNode) and below.element is element.map):
        drawn = _outline(other, element.actor, theme.WHITE)
        touched = [rect for _, rect in drawn]
        covers = [rect.clip(surface.get_rect()) for rect in pointing.covers(root) if rect.collidelist(touched) >= 0]
        kept = [(rect, surface.subsurface(rect).copy()) for rect in covers]
        for picture, rect in drawn:
            surface.blit(picture, rect)
        _labels_again(brush, other, touched)
        for rect, part in kept:
            surface.blit(part, rect)
    _mark(element, node, brush, lit=True)


def _labels_again(brush: Brush, node: MapNode, touched: list[Rect]) -> None:
    """Draw the labels that an outline may have crossed once more; those on a ground of their own stay as they are."""
    for child in node.children:
        mark = child.element
        if isinstance(mark, Mark) and not mark.stand.plate and mark.actor != mark.map.me and child.rect.collidelist(touched) >= 0:
            _mark(mark, child, brush, lit=False)


def _mark(element: Mark, node: Node, brush: Brush, lit: bool) -> None:
    px, plate = brush.space.px, element.stand.plate
    if plate:
        shapes.shadow(brush.surface, node.rect, px(8), px(10))
        shapes.glass(brush.surface, node.rect, brush.ink(theme.HOVER if lit else theme.PANEL), px(8), 236)
        edge = theme.ACCENT if element.actor == element.map.me else theme.LINE
        shapes.ring(brush.surface, node.rect, brush.ink(edge), px(8), max(1, px(1)))
    elif lit or element.actor == element.map.me or brush.space.prefs.high_contrast:
        shapes.glass(brush.surface, node.rect, DARK, px(7), 170)
    if node.lines:
        _words(element, node, brush, plate, lit)
    else:
        _bare(element, node, brush)


def _leaders(brush: Brush, node: MapNode) -> None:
    """A thin line from every label that lies beside its land, with a dot at the end."""
    size = brush.space.px(3)
    for stand in node.stands.values():
        if stand.foot is not None:
            foot = stand.foot[0] + node.rect.left, stand.foot[1] + node.rect.top
            rect = stand.rect.move(node.rect.topleft)
            near = min(max(foot[0], rect.left), rect.right), min(max(foot[1], rect.top), rect.bottom)
            leader(brush.surface, theme.TEXT, near, foot, max(1, brush.space.px(1)))
            shapes.rounded(brush.surface, Rect(foot[0] - size, foot[1] - size, 2 * size, 2 * size), theme.TEXT, size)


def _words(element: Mark, node: Node, brush: Brush, plate: bool, lit: bool) -> None:
    """Emblem, badge, name and note, from left to right."""
    px, place = brush.space.px, element.map.chart.places[element.number]
    inside = node.rect.inflate(-px(20 if plate else 8), 0)
    left = inside.left
    if plate:
        picture = pictures.emblem(place.id, px(EMBLEM), place.name, place.emblem)
        brush.surface.blit(picture, picture.get_rect(midleft=(left, inside.centery)))
        left += px(EMBLEM + GAP)
    if element.shown.shares:
        _signs(brush, element, left, inside.centery)
        left += px(element.map.signs(place.id))
    lines = element.map.words(brush.space, element.number)
    steps = [fonts.line_height(style, brush.space.unit) for _, style in lines]
    top = inside.centery - sum(steps) // 2
    for (line, style), step in zip(lines, steps, strict=True):
        ink = theme.TEXT if style == "small" else _ink(element, place.kind, lit)
        words = haloed(line, style, brush.space.unit, brush.ink(ink))
        brush.surface.blit(words, (left - halo(brush.space.unit), top + (step - words.get_height()) // 2))
        top += step


def _bare(element: Mark, node: Node, brush: Brush) -> None:
    """The badge alone, or a dot for a place that has none."""
    told, size = element.shown, brush.space.px(8)
    if told.shares:
        _badge(brush, element, told.partner, told.near, node.rect.center)
    else:
        dot = Rect(0, 0, size, size)
        dot.center = node.rect.center
        shapes.rounded(brush.surface, dot, theme.MUTED, size // 2)


def _ink(element: Mark, kind: str, lit: bool) -> Colour:
    if element.actor == element.map.me:
        return theme.ACCENT
    return theme.WHITE if lit or kind != "party" else theme.MUTED


def halo(unit: float) -> int:
    """How many pixels the dark rim of words is wide."""
    return max(2, round(2.6 * unit))


@lru_cache(maxsize=512)
def haloed(text: str, style: str, unit: float, colour: Colour) -> Surface:
    """Words with a dark rim, so that they read on any colour; the rim adds its width on every side."""
    words, dark, rim = (fonts.rendered(text, style, unit, colour), fonts.rendered(text, style, unit, DARK), halo(unit))
    found = Surface((words.get_width() + 2 * rim, words.get_height() + 2 * rim), pygame.SRCALPHA)
    found.fill((*DARK, 0))
    for step in range(8 * rim):
        angle = math.tau * step / (8 * rim)
        found.blit(dark, (rim + round(0.8 * rim * math.cos(angle)), rim + round(0.8 * rim * math.sin(angle))))
    found.blit(words, (rim, rim))
    return found


def _signs(brush: Brush, element: Mark, left: int, middle: int) -> None:
    """The badge of the first partner, and behind a small arrow what the forecast makes of it."""
    told, px, size = element.shown, brush.space.px, badge_size(element.shown)
    _badge(brush, element, told.partner, told.near, (left + px(size) // 2, middle))
    if told.turns or told.drifts:
        _chevron(brush, (left + px(size + STEP / 2), middle))
    start = left + px(size + STEP)
    if told.turns:
        _badge(brush, element, told.ahead, 0.0, (start + px(size) // 2, middle))
    elif told.drifts:
        colour = oklab.blend(tuple(pole.colour for pole in element.map.poles), told.ahead_shares)
        picture = badge(px(SWATCH), colour, True, 0)
        brush.surface.blit(picture, picture.get_rect(midleft=(start, middle)))


def _chevron(brush: Brush, at: tuple[int, int]) -> None:
    words = haloed("\N{SINGLE RIGHT-POINTING ANGLE QUOTATION MARK}", "smallstrong", brush.space.unit, theme.TEXT)
    brush.surface.blit(words, words.get_rect(center=at))


def _badge(brush: Brush, element: Mark, partner: str | None, near: float, centre: tuple[int, int]) -> None:
    """The letter of the first partner on its colour; hollow while nobody is first, with an arc that grows to the threshold."""
    inks = {pole.id: pole for pole in element.map.poles}
    pole = inks[partner or element.shown.leader or element.map.poles[0].id]
    picture = badge(brush.space.px(badge_size(element.shown)), pole.colour, partner is not None, round(near * 24))
    brush.surface.blit(picture, picture.get_rect(center=centre))
    ink = theme.ink_on(pole.colour) if partner else theme.legible(pole.colour, DARK)
    letter = fonts.rendered(pole.letter, "smallstrong", brush.space.unit, ink)
    brush.surface.blit(letter, letter.get_rect(center=centre))


@lru_cache(maxsize=512)
def badge(size: int, colour: Colour, full: bool, parts: int) -> Surface:
    """A disc of a colour, or a dark one with an arc of so many 24ths around it."""
    fine = 4
    big = Surface((size * fine, size * fine), pygame.SRCALPHA)
    rect, middle = big.get_rect(), (size * fine // 2, size * fine // 2)
    pygame.draw.circle(big, DARK, middle, middle[0])
    if full:
        pygame.draw.circle(big, colour, middle, round(middle[0] * 0.9))
    else:
        pygame.draw.circle(big, theme.mix(DARK, colour, 0.35), middle, round(middle[0] * 0.92), round(middle[0] * 0.14))
        if parts:
            start = math.pi / 2 - math.tau * parts / 24
            ring = rect.inflate(-round(middle[0] * 0.16), -round(middle[0] * 0.16))
            pygame.draw.arc(big, colour, ring, start, math.pi / 2, round(middle[0] * 0.2))
    return pygame.transform.smoothscale(big, (size, size))
