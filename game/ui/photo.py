"""A picture that a scenario brings: shown in a square with round corners, read once, and left out where it cannot be read."""

from __future__ import annotations

import contextlib
import io
from functools import lru_cache
from pathlib import Path

import attrs
import pygame
from pygame import Rect, Surface

from game.scenario.pictures import MOST_BYTES, no_picture
from game.ui import shapes, theme
from game.ui.layout import Element, Node, Space
from game.ui.paint import Brush, paint


@attrs.define
class Photo(Element):
    """The picture in a file, and what stands in its place where it cannot be read."""

    file: Path
    changed: int
    """When it was saved, so that another one of the same name is another picture."""
    fallback: Element
    size: float = attrs.field(default=104, kw_only=True)

    def natural(self, space: Space) -> int:
        return space.px(self.size)

    def height(self, space: Space, width: int) -> int:
        return space.px(self.size)

    def place(self, space: Space, rect: Rect) -> Node:
        shown = square(self.file, self.changed, space.px(self.size)) is not None
        return Node(self, rect, children=[] if shown else [self.fallback.place(space, rect)])


@paint.register
def _(element: Photo, node: Node, brush: Brush) -> None:
    picture = square(element.file, element.changed, brush.space.px(element.size))
    if picture is not None:
        brush.surface.blit(picture, picture.get_rect(center=node.rect.center))


@lru_cache(maxsize=64)
def square(file: Path, changed: int, px: int) -> Surface | None:
    """The middle of a picture with round corners, `px` across; None where it cannot be read."""
    found = middle(file, px)
    if found is not None:
        mask = Surface((px, px), pygame.SRCALPHA)
        shapes.rounded(mask, Rect(0, 0, px, px), theme.WHITE, round(px * theme.RADIUS / 104))
        found.blit(mask, (0, 0), special_flags=pygame.BLEND_RGBA_MULT)
    return found


def middle(file: Path, px: int) -> Surface | None:
    """The square in the middle of a picture, `px` across; None where it cannot be read."""
    with contextlib.suppress(OSError, pygame.error, ValueError, MemoryError):
        with file.open("rb") as stream:
            data = stream.read(MOST_BYTES + 1)
        if no_picture(data, file.name) is None:
            return _cut(pygame.image.load(io.BytesIO(data)), px)
    return None


def _cut(picture: Surface, px: int) -> Surface:
    side = min(picture.get_size())
    part = Rect(0, 0, side, side)
    part.center = picture.get_rect().center
    whole = Surface(part.size, pygame.SRCALPHA)
    whole.blit(picture, (0, 0), part)
    return pygame.transform.smoothscale(whole, (px, px))
