"""Every number, bar and sign on every screen has something to tell, or stands beside the words that say what it is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any

import attrs
import pygame
import pytest
from test_ui_play import letter
from ui_support import HARDEST, LAID, app_of, click, cut_texts, key, opened, scenario

from game import paths
from game.model.orders import Order
from game.ui import flow, focus
from game.ui.app import App
from game.ui.axes import Axes
from game.ui.layout import Node
from game.ui.pictures import Emblem, Icon
from game.ui.plots import History
from game.ui.score import Score
from game.ui.screens import waiting
from game.ui.screens.final import Final
from game.ui.screens.seats import Setup
from game.ui.screens.summit import Summit
from game.ui.tip import tip_of
from game.ui.widgets import Bar, Button, Chip, Gauge, Milestone, Pips, Text, shown

DRAWN = (Bar, Gauge, Pips, Milestone, Score, History)
"""Numbers that are drawn: each needs its tip."""
PICTURES = (Emblem, Icon, Chip)
"""What speaks by the words beside it, or else by its tip."""
PLACES = re.compile(
    r"\b\d{1,2}(?: \w+)?(?: ?– ?\d{1,2})? \w+ (?:19|20)\d\d\b|\b(?:19|20)\d\d\b"
    r"|\b(?:[Tt]urns?|Annex|section|branch) \d+(?: and \d+)?|^\d+\.(?: |$)|\bF\d{1,2}\b"
)
"""Dates, and which turn it is: they say when, and measure nothing; nor does the name of a key."""
SILENT = {
    "glossary": "is the explanation itself",
    "inspector": "is for who writes scenarios, and each of its figures stands under the head of its column",
}
"""Screens without tips on their figures, and why."""


@lru_cache
def written(name: str) -> re.Pattern[str]:
    """All words that the author of a scenario wrote and that have a figure among them, the longest first."""
    found = {text for text in _strings(scenario(name)) if re.search(r"\d", text) and re.search(r"[^\W\d_]", text)}
    return re.compile("|".join(map(re.escape, sorted(found, key=len, reverse=True))), re.IGNORECASE)


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif attrs.has(type(value)):
        for field in attrs.fields(type(value)):
            yield from _strings(getattr(value, field.name))
    elif isinstance(value, dict):
        yield from _strings(tuple(value.values()))
    elif isinstance(value, tuple | list):
        for each in value:
            yield from _strings(each)


def untold(node: Node, name: str, held: tuple[Node, ...] = ()) -> Iterator[str]:
    """What has a figure or is a sign, and neither tells anything nor lies in something that does."""
    element = node.element
    if isinstance(element, Button) and element.tip is not None:
        return
    if _asks(node, name, held):
        where = next((above.id for above in (node, *reversed(held)) if above.id), "")
        yield f"{where}: {type(element).__name__} {node.text or getattr(element, 'name', '')!r}"
    for child in node.children:
        yield from untold(child, name, (*held, node))


def _asks(node: Node, name: str, held: tuple[Node, ...]) -> bool:
    element = node.element
    if isinstance(element, PICTURES):
        return not any(re.search(r"[^\W\d]{3}", above.text) for above in held[-3:])
    if isinstance(element, Text):
        return _figure(element.words, name) and not _keycap(element, held) and not isinstance(held[-1].element, Axes)
    return isinstance(element, DRAWN)


def _figure(words: str, name: str) -> bool:
    """Whether words hold a figure that the game has worked out, and are no sentence, which says itself what it is."""
    if not re.search(r"\d", words) or (words.endswith((".", "?", "…", "!", ":")) and " " in words):
        return False
    return bool(re.search(r"\d", PLACES.sub("", written(name).sub("", words))))


def _keycap(text: Text, held: tuple[Node, ...]) -> bool:
    """Whether it is the shortcut of the button that it stands on."""
    keys = [above.element.key for above in held if isinstance(above.element, Button)]
    return any(key and shown(key) == text.words for key in keys)


def tipped(app: App) -> list[Node]:
    """Everything on the screen that can be pointed at and has something to tell."""
    return [node for node, _ in app.root.walk() if node.id and isinstance(node.element, Button) and node.element.tip is not None]


WALKED = [screen_id for screen_id in LAID if screen_id not in SILENT]
PAGES_OF_THE_END = ("standings", "map", "declaration", "moments", "turnings")


@pytest.fixture(autouse=True)
def _own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(paths, "user_folder", lambda: tmp_path)
    monkeypatch.setattr(paths, "saves_folder", lambda: tmp_path / "saves")


def ended(name: str, page: str, size: tuple[int, int] = (1280, 720), scale: float = 1.0) -> App:
    """The final screen, turned to one of its pages."""
    app = app_of("final", name, 99, size, scale)
    assert isinstance(app.top, Final)
    click(app, f"tab:{page}")
    app.step([])
    return app


@lru_cache
def at_ease(screen_id: str, name: str = "astana") -> App:
    """A screen at the usual size, for tests that only point at it."""
    return app_of(screen_id, name)


@pytest.mark.parametrize("name", ["astana", pytest.param("six", marks=pytest.mark.slow)])
@pytest.mark.parametrize("screen_id", WALKED)
def test_every_figure_tells_what_it_is(screen_id: str, name: str) -> None:
    """On every screen each number, bar and sign tells what it is, or stands in words that do."""
    assert list(untold(at_ease(screen_id, name).root, name)) == []


def test_every_figure_of_the_wait_tells_what_it_is() -> None:
    """So does the screen on which the others are waited for, and its tip lies whole in the window."""
    top = at_ease("summit").top
    assert isinstance(top, Summit)
    app = App(waiting.orders(top.desk.session).screen)
    assert list(untold(app.root, "astana")) == []
    told = tip_of(app.space, app.root, "hint:waited")
    assert told is not None
    assert pygame.Rect(0, 0, *app.size).contains(told.rect)


def test_an_order_that_was_opened_says_what_it_is() -> None:
    """In the report every order tells in the scenario's words what its action is."""
    app, actions = at_ease("report", "first-steps"), {action.id: action.text for action in scenario("first-steps").action}
    told = [node for node in tipped(app) if node.id.startswith("hint:order:")]
    assert told
    for node in told:
        tip = tip_of(app.space, app.root, node.id)
        assert tip is not None
        assert actions[Order.parse(node.id.removeprefix("hint:order:")).action] in tip.text


def test_the_map_says_what_its_circles_are() -> None:
    """The tip of a state without a first partner says why the circle before its name is not full, that of another does not."""
    app = at_ease("summit", "first-steps")
    for actor, open_ in (("bridgewater", True), ("millford", False)):
        tip = tip_of(app.space, app.root, f"actor:{actor}")
        assert tip is not None
        assert ("The circle before its name" in tip.text) is open_


def test_the_brief_says_what_its_ticks_stand_for() -> None:
    """Both ticks on the bars of the goals are in the legend above them, and in the tip of every bar that has them."""
    app = at_ease("brief")
    lines = [node for node, _ in app.root.walk() if node.id.startswith("line:")]
    assert lines
    for id in ("hint:legend:forecast", "hint:legend:par"):
        assert focus.find(app.root, id), id
        legend = tip_of(app.space, app.root, id)
        assert legend is not None
        for line in lines:
            told = tip_of(app.space, app.root, line.id)
            assert told is not None
            assert legend.text in told.text


@pytest.mark.parametrize("name", ["astana", "first-steps"])
@pytest.mark.parametrize("page", PAGES_OF_THE_END)
def test_every_figure_of_the_end_tells_what_it_is(page: str, name: str) -> None:
    """So does every page of the final screen."""
    assert list(untold(ended(name, page).root, name)) == []


@pytest.mark.slow
def test_a_whole_game_leaves_no_figure_untold() -> None:
    """Played to its end by posted events, a game shows nowhere a number that tells nothing."""
    app = opened(flow.begin(paths.scenarios_folder() / "first-steps.toml", Setup(("millford",), "random", None, None, 5)))
    seen = set[str]()
    for _ in range(150):
        assert app.top.id in SILENT or list(untold(app.root, "first-steps")) == [], app.top.id
        seen.add(app.top.id)
        if app.top.id == "final":
            break
        _go_on(app)
    assert seen >= {"summit", "reveal", "report", "final"}


def _go_on(app: App) -> None:
    """What leads to the next screen; on a desk every page is opened, and an order or two put on the sheet."""
    if app.top.id == "summit":
        for page in "1234567":
            app.step([letter(page)])
            for start in ("ask:", "choose:", "position:"):
                found = next((n.id for n, _ in app.root.walk() if n.id.startswith(start) and n.element.focusable), None)
                if found:
                    click(app, found)
            assert list(untold(app.root, "first-steps")) == [], page
        for view in "tbv":
            app.step([letter(view)])
            assert list(untold(app.root, "first-steps")) == [], view
    code = {"summit": "s", "confirm": "y", "reveal": "s"}.get(app.top.id, "")
    app.step([letter(code)] if code else [] if app.top.id == "waiting" else [key(pygame.K_RETURN, text="\r")])


@pytest.mark.parametrize("size", [(1280, 720), (1024, 768)])
def test_tabs_and_rail_say_what_is_found_there(size: tuple[int, int]) -> None:
    """Every page of the desk, every button of the rail and every order on the sheet has more to tell than its name."""
    app = app_of("summit", "astana", 2, size)
    summit = app.top
    assert isinstance(summit, Summit)
    desk = summit.desk
    desk.put((next(order for order in desk.legal() if order.action not in ("request", "fallback") and desk.cost(order)),))
    for page in ("brief", "world", "orders") if size[0] < 1180 else ("brief",):
        summit.page = page
        app.change()
        buttons = [node for node, _ in app.root.walk() if node.id.startswith(("tab:", "show:", "drop:")) or node.id in RAIL]
        assert {node.id.partition(":")[0] for node in buttons} >= {"tab"}
        for node in buttons:
            told = tip_of(app.space, app.root, node.id)
            assert told is not None, node.id
            assert len(told.text) > len(node.text) + 10, node.id


EASY = ((1280, 720), 1.0), ((1920, 1080), 1.0)
RAIL = ("adviser", "heading", "declaration", "last", "timeline", "menu")


@pytest.mark.parametrize(
    ("size", "scale"), [HARDEST, *(pytest.param(*view, marks=pytest.mark.slow) for view in (*EASY, ((1920, 1080), 1.75)))]
)
@pytest.mark.parametrize("screen_id", [*WALKED, *(f"final:{page}" for page in PAGES_OF_THE_END)])
def test_no_tip_is_cut(screen_id: str, size: tuple[int, int], scale: float) -> None:
    """Every tip lies whole in the window with all its words, at both sizes and the largest scale too."""
    screen, _, page = screen_id.partition(":")
    app = ended("astana", page, size, scale) if page else app_of(screen, "astana", 2, size, scale)
    window = pygame.Rect(0, 0, *size)
    for node in tipped(app):
        told = tip_of(app.space, app.root, node.id)
        assert told is not None
        assert window.contains(told.rect), node.id
        assert cut_texts(_Alone(app, told)) == [], node.id  # type: ignore[arg-type]


@attrs.frozen
class _Alone:
    """A tip by itself, to be looked at as a screen is."""

    app: App
    root: Node

    @property
    def space(self) -> Any:
        return self.app.space


@pytest.mark.parametrize("screen_id", WALKED)
def test_the_keyboard_reaches_every_tip(screen_id: str) -> None:
    """F1 goes once round everything that cannot be pressed but tells something, under an id of its own, and shows its tip."""
    app = at_ease(screen_id)
    ids = [node.id for node in focus.hints(app.root)]
    assert len(ids) == len(set(ids))
    seen = list[str]()
    app.step([key(pygame.K_F1)])
    for _ in ids:
        app.step([key(pygame.K_F1)])
        seen.append(app.focused)
        assert app.tip is not None
    assert sorted(seen) == sorted(ids)


def test_a_tip_is_asked_for() -> None:
    """The mouse has a tip shown by moving, a key or a press puts it away, and F1 alone has that of the focus shown."""
    app = app_of("summit", "astana")
    tab = focus.find(app.root, "tab:brief")
    assert tab is not None
    moved = pygame.event.Event(pygame.MOUSEMOTION, pos=tab.rect.center)
    for put_away in (key(pygame.K_2, text="2"), pygame.event.Event(pygame.MOUSEBUTTONDOWN, button=1, pos=tab.rect.center)):
        app.step([pygame.event.Event(pygame.MOUSEMOTION, pos=(0, 0)), moved])
        assert app.root
        assert app.tip is not None
        app.step([put_away])
        assert app.root
        assert app.tip is None
    app.step([key(pygame.K_2, text="2"), key(pygame.K_TAB)])
    assert app.root
    assert app.tip is None
    app.step([moved, key(pygame.K_F1), key(pygame.K_F1)])
    assert app.told == app.focused != app.hovered == "tab:brief"
    assert app.tip is not None
    app.step([key(pygame.K_TAB)])
    assert app.tip is None


def test_the_mouse_reaches_what_cannot_be_pressed() -> None:
    """A disabled button tells under the pointer what it would do, though pressing it does nothing."""
    app = at_ease("summit")
    shut = [node for node, _ in app.root.walk() if isinstance(node.element, Button) and not node.element.enabled]
    assert {node.id for node in shut} >= {"undo", "turn:5"}
    for node in shut:
        app.step([pygame.event.Event(pygame.MOUSEMOTION, pos=node.rect.center)])
        assert app.hovered == node.id
        assert tip_of(app.space, app.root, app.hovered, node.rect.center) is not None, node.id
