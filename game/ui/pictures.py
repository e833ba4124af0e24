"""Emblems and icons: SVG pictures at any size; who has no emblem gets one drawn from its id and name."""

from __future__ import annotations

import io
from functools import lru_cache
from hashlib import sha256
from pathlib import Path

import attrs
import pygame
from pygame import Rect, Surface

from game import paths
from game.ui import fonts, photo, shapes, theme
from game.ui.layout import Element, Node, Space
from game.ui.paint import Brush, paint

INK = "#141b23"
IVORY = "#efe6d3"
GROUNDS = (
    ("#3f5168", "#7d8fa6"),
    ("#4b5a44", "#8a9a80"),
    ("#6a4a41", "#ab8576"),
    ("#57486a", "#9585a9"),
    ("#2f5c62", "#6d9ba0"),
    ("#6b5a3c", "#ab9871"),
)
"""The muted grounds that drawn emblems choose from, dark enough for ivory, each with its second tone."""
RIMS = (
    "M50 12V23",
    "M43 21L50 13L57 21",
    "M50 11L55 17L50 23L45 17Z",
    "M42 13Q50 26 58 13",
    "M47 17A3 3 0 1 0 53 17A3 3 0 1 0 47 17",
)
"""What stands round the rim of a drawn emblem: rays, chevrons, lozenges, scallops or beads, each as it is at the top."""
ROUNDEL = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 100"><circle cx="50" cy="50" r="49" fill="{ink}"/>'
    '<circle cx="50" cy="50" r="45" fill="{ground}"/><g fill="none" stroke="{tone}" stroke-width="3">{rim}</g>'
    '<circle cx="50" cy="50" r="44" fill="none" stroke="{ivory}" stroke-width="4"/></svg>'
)
DOT = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24"><circle cx="12" cy="12" r="4"/></svg>'


@attrs.define
class Emblem(Element):
    """The round sign of an actor, `size` units across; the name gives the initials of one that has no picture."""

    actor: str = ""
    size: float = 24
    name: str = attrs.field(default="", kw_only=True)
    file: Path | None = attrs.field(default=None, kw_only=True)
    """The picture that the scenario brings for it."""

    def natural(self, space: Space) -> int:
        return space.px(self.size)

    def height(self, space: Space, width: int) -> int:
        return space.px(self.size)


@attrs.define
class Icon(Element):
    """A sign of one colour, `size` units across."""

    name: str = ""
    size: float = 18
    colour: theme.Colour = theme.TEXT

    def natural(self, space: Space) -> int:
        return space.px(self.size)

    def height(self, space: Space, width: int) -> int:
        return space.px(self.size)


@paint.register
def _(element: Emblem, node: Node, brush: Brush) -> None:
    _centred(brush, node, emblem(element.actor, brush.space.px(element.size), element.name, element.file))


@paint.register
def _(element: Icon, node: Node, brush: Brush) -> None:
    _centred(brush, node, icon(element.name, brush.space.px(element.size), brush.ink(element.colour)))


def _centred(brush: Brush, node: Node, picture: Surface) -> None:
    brush.surface.blit(picture, picture.get_rect(center=node.rect.center))


def emblem(actor: str, px: int, name: str = "", file: Path | None = None) -> Surface:
    """The round emblem of an actor, `px` across: the scenario's, the game's, or else drawn from its id and name."""
    return _emblem(actor, px, name, _folders(), file, _saved(file))


def icon(name: str, px: int, colour: theme.Colour) -> Surface:
    """An icon in one colour, `px` across; a neutral dot where the name has none."""
    return _icon(name, px, colour, _folders())


def _folders() -> tuple[Path, ...]:
    """Where pictures are looked for: beside the player's own scenarios first."""
    return paths.user_folder() / "scenarios", paths.assets_folder()


def _saved(file: Path | None) -> int:
    """When a picture was saved, so that another one of the same name is another picture."""
    try:
        return file.stat().st_mtime_ns if file else 0
    except OSError:  # it has just gone
        return 0


@lru_cache(maxsize=512)
def _emblem(actor: str, px: int, name: str, folders: tuple[Path, ...], file: Path | None, saved: int) -> Surface:
    brought = photo.middle(file, px) if file else None
    return _round(brought or _picture("emblems", actor, px, folders) or _drawn(actor, px, name or actor), px)


@lru_cache(maxsize=1024)
def _icon(name: str, px: int, colour: theme.Colour, folders: tuple[Path, ...]) -> Surface:
    picture = _picture("icons", name, px, folders) or _svg(DOT, px)
    picture.fill((255, 255, 255, 0), special_flags=pygame.BLEND_RGBA_MAX)
    picture.fill((*colour, 255), special_flags=pygame.BLEND_RGBA_MULT)
    return picture


def _picture(kind: str, name: str, px: int, folders: tuple[Path, ...]) -> Surface | None:
    """The first file of that name that can be read as a picture."""
    for folder in folders:
        file = folder / kind / f"{name}.svg"
        if file.is_file():
            try:
                return pygame.image.load_sized_svg(file, (px, px))
            except pygame.error:
                continue
    return None


def _svg(text: str, px: int) -> Surface:
    return pygame.image.load_sized_svg(io.BytesIO(text.encode()), (px, px))


def _round(picture: Surface, px: int) -> Surface:
    """The picture in the middle of a disc, whatever its own outline is."""
    found = Surface((px, px), pygame.SRCALPHA)
    found.blit(picture, picture.get_rect(center=(px // 2, px // 2)))
    mask = Surface((px, px), pygame.SRCALPHA)
    shapes.rounded(mask, Rect(0, 0, px, px), theme.WHITE, px // 2)
    found.blit(mask, (0, 0), special_flags=pygame.BLEND_RGBA_MULT)
    return found


def _drawn(actor: str, px: int, name: str) -> Surface:
    """A pattern and initials that depend on the id and the name alone."""
    code = sha256(actor.encode()).digest()
    ground, tone = GROUNDS[code[0] % len(GROUNDS)]
    count = 8 + 2 * (code[2] % 4)
    path = RIMS[code[1] % len(RIMS)]
    rim = "".join(f'<path d="{path}" transform="rotate({360 * i / count:.1f} 50 50)"/>' for i in range(count))
    picture = _svg(ROUNDEL.format(ink=INK, ground=ground, tone=tone, ivory=IVORY, rim=rim), px)
    words = _initials(name, max(6, round(px * 0.35)))
    picture.blit(words, words.get_rect(center=(px // 2, px // 2)))
    return picture


@lru_cache(maxsize=64)
def _initials(name: str, tall: int) -> Surface:
    words = [word for word in name.replace("-", " ").split() if word[:1].isalpha()]
    letters = "".join(word[0].upper() for word in words[:2]) if len(words) > 1 else name[:1].upper() + name[1:2]
    face = fonts.face("spectral", "SemiBold", tall)
    return face.render(letters or "?", True, theme.rgb(IVORY))
