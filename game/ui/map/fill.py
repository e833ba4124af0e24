"""The colours of the map: shares blended over the poles, poured through the palette of the ids, with hatching if wanted."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

import pygame
from pygame import Surface

from game.ui import oklab, theme
from game.ui.map.element import Map
from game.ui.map.engraving import DEEP, Engraving
from game.ui.map.furniture import furnish
from game.ui.map.hatching import hatched
from game.ui.map.sheet import FIRST, Sheet
from game.ui.map.shown import Shown
from game.ui.map.workshop import workshop
from game.ui.theme import Colour

QUIET = theme.rgb("#22313f")
PLAIN = theme.rgb("#5a6d80")
POWER = 0.42
"""How far a power's own colour sinks into the quiet land, so that the states between them stand out."""


def picture_of(map: Map, sheet: Sheet, patterns: bool) -> Surface:
    """The whole map without labels; an older one, brought to where it belongs, while the right one is being made."""
    found, engraving = workshop.engraving(sheet)
    picture = printed(engraving, found, tuple(colours(map)), tuple(_hatches(map)) if patterns else ())
    return picture if found is sheet else moved(picture, found, sheet)


def moved(picture: Surface, old: Sheet, new: Sheet) -> Surface:
    """The picture of one sheet with its lands where another has them, so that labels and outlines stand on them."""
    was, now = old.panes[0], new.panes[0]
    grown = now.scale / was.scale
    found = Surface(new.size)
    found.fill(DEEP)
    scaled = pygame.transform.scale(picture, (round(old.size[0] * grown), round(old.size[1] * grown)))
    found.blit(scaled, [round(b - grown * a) for a, b in zip(was.origin, now.origin, strict=True)])
    return found


def colours(map: Map) -> list[Colour]:
    """The colour of each place."""
    inks = tuple(pole.colour for pole in map.poles)
    return [_colour(map, inks, place.id, place.kind) for place in map.chart.places]


def _colour(map: Map, inks: tuple[Colour, ...], actor: str, kind: str) -> Colour:
    now = map.shown.get(actor, Shown()).shares
    if not now:
        return PLAIN
    then = map.before.get(actor, now)
    shares = tuple(round(a + (b - a) * map.progress, 4) for a, b in zip(then, now, strict=True))
    blended = oklab.blend(inks, shares)
    return theme.mix(blended, QUIET, POWER) if kind == "power" else blended


def _hatches(map: Map) -> list[int | None]:
    """For each place the index of its first partner."""
    order = {pole.id: index for index, pole in enumerate(map.poles)}
    return [order.get(map.shown.get(place.id, Shown()).partner or "") for place in map.chart.places]


@lru_cache(maxsize=2)
def printed(engraving: Engraving, sheet: Sheet, inks: Sequence[Colour], hatches: tuple[int | None, ...]) -> Surface:
    """The colours of the places, hatched if wanted, under the ink."""
    engraving.ids.set_palette([DEEP if engraving.ink is None else QUIET, QUIET, *inks, *[PLAIN] * (256 - FIRST - len(inks))])
    picture = Surface(sheet.size)
    picture.blit(engraving.ids, (0, 0))
    if hatches:
        picture.blit(hatched(sheet, hatches), (0, 0))
    if engraving.ink is not None:
        picture.blit(engraving.ink, (0, 0), special_flags=pygame.BLEND_PREMULTIPLIED)
    furnish(picture, sheet)
    return picture


