"""Matches, screens and geometry that the tests of the window share."""

from __future__ import annotations

import os
from collections.abc import Iterator
from functools import lru_cache

import attrs

os.environ.setdefault("SDL_VIDEODRIVER", "dummy")

import pygame

from game import paths
from game.bots import bot
from game.match import Match
from game.scenario.load import load_scenario
from game.scenario.schema import Scenario
from game.scenario.tables.people import Actor, Pole
from game.ui import fonts, theme
from game.ui.app import App
from game.ui.layout import Node, Panel, Scroll
from game.ui.nav import Nav, Screen, Work
from game.ui.paint import LOOKS
from game.ui.pictures import Emblem, Icon
from game.ui.preferences import SCALES, Preferences
from game.ui.screenshot import SCREENS, window_of
from game.ui.widgets import Bar, Button, Chip, Gauge, Milestone, Pips, Text

SEATS = {"astana": "kazakhstan", "long": "kazakhstan", "six": "millford", "first-steps": "millford"}
SIZES = [(1280, 720), (1366, 768), (1920, 1080), (2560, 1440), (3840, 2160)]
VIEWS = [*((size, scale) for size in SIZES for scale in SCALES), ((1024, 768), 1.0), ((1024, 768), 1.25)]
HARDEST = ((1280, 720), SCALES[-1])
LAID = tuple(id for id in SCREENS if id not in ("tutorial", "broken"))
"""Screens on which nothing may lie on anything; the others are the summit below a card, which covers what it covers."""
LEAVES = (Text, Bar, Chip, Gauge, Pips, Emblem, Icon)


@lru_cache
def scenario(name: str) -> Scenario:
    """A shipped scenario, or one bent to be hard to lay out."""
    if name == "long":
        return _long(scenario("astana"))
    if name == "six":
        return _six(scenario("first-steps"))
    return load_scenario(paths.scenarios_folder() / f"{name}.toml")


def _long(base: Scenario) -> Scenario:
    """Names of one and a half lines everywhere."""
    actors = tuple(
        attrs.evolve(
            a, name=f"Democratic Republic of {a.name} and the Islands", leader=f"Her Excellency {a.leader} the Elder"
        )
        for a in base.actor
    )
    tracks = tuple(attrs.evolve(t, name=f"{t.name} of the summit") for t in base.track)
    turns = tuple(attrs.evolve(t, name=f"{t.name}, with everything that belongs to it") for t in base.turn)
    return attrs.evolve(base, actor=actors, track=tracks, turn=turns, origin=None)


def _six(base: Scenario) -> Scenario:
    """Six poles."""
    more = tuple(
        Pole(id=f"pole-{i}", name=f"Pole {i}", letter=f"P{i}", colour=c)
        for i, c in enumerate(("#77aa44", "#aa66cc", "#44aaaa", "#cc7744"))
    )
    return attrs.evolve(
        base,
        pole=(*base.pole, *more),
        actor=(*base.actor, Actor(id="farland", name="Farland", weight=2, playable=False)),
        origin=None,
    )


def opened(work: Work, scale: float = 1.0) -> App:
    """The window once what takes a moment is done."""
    app = App(work.screen, prefs=Preferences(scale=scale))
    come(app, work)
    return app


def come(app: App, nav: Nav) -> None:
    """To where something leads, once what takes a moment is done."""
    app.apply(nav)
    while app.top.id == "waiting":
        app.step([])


@lru_cache
def played(name: str, turns: int) -> Match:
    """A match after some turns of drawn orders, under a luck that spares the summit for long; it must not be changed."""
    match = Match(scenario(name), seed=11)
    for _ in range(min(turns, len(match.turns))):
        for i, seat in enumerate(match.seats):
            match.submit(seat, bot("random")(match.view(seat), 30_000 + 100 * match.turn + i).orders, match.turn)
        match.resolve()
    return match


def turns_for(screen_id: str, turns: int) -> int:
    """How far a match must be for a screen."""
    return 99 if screen_id == "final" else max(turns, 1) if screen_id in ("reveal", "report", "why", "futures") else turns


def app_of(
    screen_id: str, name: str = "astana", turns: int = 2, size: tuple[int, int] = (1280, 720), scale: float = 1.0
) -> App:
    """An app that shows a screen of a match."""
    return window_of(screen_id, played(name, turns_for(screen_id, turns)), SEATS[name], size, scale)


@lru_cache
def shared(screen_id: str, name: str, turns: int) -> Screen:
    """The same screen for tests that press nothing on it."""
    return app_of(screen_id, name, turns).top


def cases() -> Iterator[tuple[str, str, int]]:
    """Screen, scenario and turns played: full, empty, long-named and many-poled states."""
    for screen_id in LAID:
        yield from (
            (screen_id, "astana", 2),
            (screen_id, "astana", 0),
            (screen_id, "first-steps", 1),
            (screen_id, "long", 2),
            (screen_id, "six", 1),
        )


def shown(root: Node) -> Iterator[tuple[Node, pygame.Rect]]:
    """The nodes with what is seen of them."""
    for node, clip in root.walk():
        yield node, clip.clip(node.rect)


def cut_texts(app: App) -> list[str]:
    """Texts that do not fit in their place, or whose words are broken."""
    unit, bad = app.space.unit, []
    for node, _ in app.root.walk():
        if isinstance(node.element, Text):
            style, words = node.element.style, node.element.words
            tall = len(node.lines) * fonts.line_height(style, unit)
            too_wide = any(fonts.width(line, style, unit) > node.rect.width for line in node.lines)
            if tall > node.rect.height or too_wide or " ".join(node.lines).split() != words.split():
                bad.append(words)
    return bad


def outside(node: Node, scrolled: bool = False) -> list[str]:
    """Nodes that reach out of the box they are in; in a scroll area only sideways counts."""
    bad = []
    for child in (child for child in node.children if child.text or not isinstance(child.element, Text)):
        inside = scrolled or isinstance(node.element, Scroll)
        if child.rect.left < node.rect.left or child.rect.right > node.rect.right:
            bad.append(f"{child.id or type(child.element).__name__} {child.text[:40]!r} leaves sideways")
        if not inside and (child.rect.top < node.rect.top or child.rect.bottom > node.rect.bottom):
            bad.append(f"{child.id or type(child.element).__name__} {child.text[:40]!r} leaves up or down")
        bad += outside(child, isinstance(node.element, Scroll))
    return bad


def overlaps(root: Node) -> list[str]:
    """Pairs of things that lie on each other, and texts that a floating panel covers in part.

    A chip's letter may lie on its chip; what lies whole under a floating panel is hidden and lies on nothing.
    """
    drawn = list(enumerate(shown(root)))
    own = {id(child) for _, (node, _) in drawn if isinstance(node.element, LEAVES) for child in node.children}
    over = [(i, seen) for i, (node, seen) in drawn if isinstance(node.element, Panel) and node.element.floats]
    leaves, bad = list[tuple[Node, pygame.Rect]](), list[str]()
    for i, (node, seen) in drawn:
        covers = [cover for j, cover in over if j > i and cover.colliderect(seen)]
        if id(node) in own or not _seen_alone(node, seen) or any(cover.contains(seen) for cover in covers):
            continue
        leaves.append((node, seen))
        bad += [f"{node.text!r} is half under a panel" for _ in covers[:1]]
    return bad + [
        f"{a.text!r} on {b.text!r}"
        for i, (a, one) in enumerate(leaves)
        for b, other in leaves[i + 1 :]
        if one.colliderect(other)
    ]


def misplaced(app: App) -> tuple[list[str], list[str], list[str]]:
    """What is cut or broken, what leaves its box, and what lies on something else."""
    return cut_texts(app), outside(app.root), overlaps(app.root)


def _seen_alone(node: Node, seen: pygame.Rect) -> bool:
    """Whether a node shows something of its own."""
    if not (seen.width and seen.height):
        return False
    return bool(node.lines) and bool(node.text) if not isinstance(node.element, LEAVES[1:]) else True


def pale(node: Node, ground: theme.Colour = theme.GROUND) -> list[str]:
    """Texts without enough contrast on what is behind them."""
    element, bad = node.element, []
    fill = None
    if isinstance(element, Panel):
        fill = element.fill
    elif isinstance(element, Chip | Milestone):
        fill = element.colour
    elif isinstance(element, Button):
        fill = (
            theme.HOVER
            if element.selected and element.look != "tab"
            else LOOKS[element.look][0]
            if element.enabled
            else None
        )
    ground = fill or ground
    if isinstance(element, Text) and element.words and theme.contrast(element.colour, ground) < 4.5:
        bad.append(f"{element.words!r} {theme.contrast(element.colour, ground):.1f}")
    return bad + [words for child in node.children for words in pale(child, ground)]


def key(code: int, mod: int = 0, text: str = "") -> pygame.event.Event:
    """A key press."""
    return pygame.event.Event(pygame.KEYDOWN, key=code, mod=mod, unicode=text)


def click(app: App, id: str) -> None:
    """A whole click in the middle of what is seen of an element."""
    app.focus(id)
    seen = next(seen for node, seen in shown(app.root) if node.id == id and node.element.focusable)
    for kind in (pygame.MOUSEBUTTONDOWN, pygame.MOUSEBUTTONUP):
        app.step([pygame.event.Event(kind, button=1, pos=seen.center)])
