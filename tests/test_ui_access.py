"""What a player may set: it works at once, it is kept at once, and a projector gives no secret away."""

from __future__ import annotations

import json
from pathlib import Path

import attrs
import pygame
import pytest
from ui_support import app_of, click, cut_texts, key, outside, overlaps

from game import paths
from game.ui import preferences, run, theme
from game.ui.app import App
from game.ui.colour import PALETTES
from game.ui.layout import Column, Element, Space
from game.ui.nav import Nav, Prefer
from game.ui.preferences import PROJECTED, Preferences
from game.ui.screens.settings import Settings
from game.ui.screenshot import PAGES
from game.ui.secret import Secret
from game.ui.widgets import Bar, Chip, Text, button


@pytest.fixture(autouse=True)
def _own_settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(paths, "user_folder", lambda: tmp_path)


@attrs.frozen(eq=False)
class Page:
    """A screen with one secret and one open line."""

    id: str = "page"
    overlay: bool = False

    def build(self, space: Space) -> Element:
        return Column([Text("open"), Secret(Column([Text("covert"), button("press", "Press")]))])

    def back(self) -> Nav:
        return None


@pytest.mark.parametrize("name", ["patterns", "motion", "contrast", "projector", "speak"])
def test_switches_turn_at_once(name: str) -> None:
    """One press turns a switch, another turns it back, and the screen shows it."""
    app = App(Settings())
    before, said = app.prefs, app.root.text
    click(app, name)
    assert app.prefs == attrs.evolve(before, **{name: not getattr(before, name)})
    assert app.root.text != said
    click(app, name)
    assert app.prefs == before


def test_choices_are_set_at_once() -> None:
    """Scale and palette follow the press."""
    app = App(Settings())
    unit = app.space.unit
    click(app, "scale:1.5")
    assert app.space.unit == 1.5 * unit
    for palette in (*PALETTES, "standard"):
        click(app, f"palette:{palette}")
        assert app.prefs.palette == palette


def test_every_screen_draws_poles_in_the_palette() -> None:
    """A pole has its palette's colour wherever it is drawn, at once, and its own again with the next press."""
    app = app_of("summit")
    poles = app.top.desk.words.scenario.pole  # type: ignore[attr-defined]

    def inks() -> set[theme.Colour]:
        elements = [node.element for node, _ in app.root.walk()]
        return {e.colour for e in elements if isinstance(e, (Bar, Chip)) and e.colour not in (theme.WARN, theme.LINE)}

    app.top.shown = "table"  # type: ignore[attr-defined]
    app.change()
    own = {theme.rgb(pole.colour) for pole in poles}
    assert inks() == own
    app.step([key(ord("m"), text="m")])
    click(app, "palette:red-green")
    click(app, "close")
    assert inks() == {theme.rgb(text) for text in PALETTES["red-green"][: len(poles)]} != own
    app.do(lambda: Prefer(Preferences()))
    assert inks() == own


def test_settings_are_kept_at_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is set is on disk in the same moment, so that a process that is killed loses nothing."""
    app, kept = App(Settings()), list[Preferences]()
    keys = iter([[key(pygame.K_EQUALS, pygame.KMOD_CTRL)], [], []])

    def events() -> list[pygame.event.Event]:
        kept.append(preferences.read())
        return next(keys, [pygame.event.Event(pygame.QUIT)])

    monkeypatch.setattr(pygame.event, "get", events)
    run.display.open_window(app.size)
    run.loop(app)
    pygame.display.quit()
    assert [prefs.scale for prefs in kept[:2]] == [1.0, 1.25]
    assert not list(tmp_path.glob("*.part"))


def test_a_projector_is_large_and_bright() -> None:
    """A projector draws at no less than 125 per cent, with high contrast, whatever else is set; a larger scale stays."""
    assert Preferences(projector=True).enlarged == PROJECTED
    assert Preferences(projector=True, scale=1.75).enlarged == 1.75
    assert Preferences(scale=1.0).enlarged == 1.0
    assert Preferences(projector=True).high_contrast


def test_nothing_moves_for_who_listens() -> None:
    """With motion off or the spoken log on nothing moves by itself."""
    assert [Preferences(motion=m, speak=s).moving for m in (True, False) for s in (False, True)] == [True, False, False, False]


def test_a_projector_covers_what_is_secret() -> None:
    """What is secret is not in the tree at all, neither to see, to press nor to hear, until K is held."""
    app = App(Page(), prefs=Preferences(projector=True))
    assert "open" in app.root.text
    assert "covert" not in app.root.text
    assert not any(node.id == "press" for node, _ in app.root.walk())
    app.step([key(pygame.K_k, text="k")])
    assert "covert" in app.root.text
    app.step([pygame.event.Event(pygame.KEYUP, key=pygame.K_k, mod=0)])
    assert "covert" not in app.root.text


def test_what_was_held_is_let_go_with_the_focus() -> None:
    """A window that loses the keyboard covers what is secret again."""
    app = App(Page(), prefs=Preferences(projector=True))
    app.step([key(pygame.K_k, text="k"), pygame.event.Event(pygame.WINDOWFOCUSLOST)])
    assert "covert" not in app.root.text


@pytest.mark.parametrize("screen_id", PAGES)
@pytest.mark.parametrize("size", [(1280, 720), (1920, 1080), (1024, 768)])
def test_a_desk_on_a_projector_shows_the_world_and_no_sheet(screen_id: str, size: tuple[int, int]) -> None:
    """No page shows the secret goal, an order of the sheet or a forecast that follows from it, until K is held."""
    app = app_of(screen_id, size=size)
    desk = app.top.desk  # type: ignore[attr-defined]
    given = [order for order in desk.legal() if order.target and desk.words.action(order.action)][-1]
    desk.pick(given)
    secrets = [line.text for line in desk.view.lines() if line.secret] + [desk.words.order(order) for order in desk.chosen]
    app.prefs = Preferences(projector=True)
    app.change()
    assert [text for text in secrets if text in app.root.text] == []
    assert "Hidden on the projector" in app.root.text
    assert desk.forecast is desk._once("forecast", desk.view.forecast, ())
    app.step([key(pygame.K_k, text="k")])
    assert "Hidden on the projector" not in app.root.text
    assert desk.forecast is desk._once("forecast", desk.view.forecast)


def test_questions_on_a_projector_tell_nothing() -> None:
    """What is asked before a sheet is handed in says nothing of it while it is covered."""
    app = app_of("summit")
    app.prefs = Preferences(projector=True)
    app.top.desk.put(())  # type: ignore[attr-defined]
    app.step([key(ord("s"), text="s")])
    assert app.top.id == "confirm"
    assert "empty" not in app.root.text
    app.step([key(pygame.K_k, text="k")])
    assert "empty" in app.root.text


def test_nothing_is_covered_without_a_projector() -> None:
    """At a desk of one's own everything is shown, and K is a key like any other."""
    assert "covert" in App(Page()).root.text


@pytest.mark.parametrize(("size", "scale"), [((1280, 720), 1.0), ((1280, 720), 1.75), ((1024, 768), 1.5), ((3840, 2160), 1.0)])
def test_a_cover_has_room(size: tuple[int, int], scale: float) -> None:
    """The cover is neither cut nor does it lie on anything."""
    app = App(Page(), size, Preferences(projector=True, scale=scale))
    assert (cut_texts(app), outside(app.root), overlaps(app.root)) == ([], [], [])


def test_languages_that_are_not_there_are_english() -> None:
    """A language without a catalogue falls back to the sentences of the sources."""
    app = App(Settings(), prefs=Preferences(language="xx"))
    assert "Size of everything" in app.root.text


def test_settings_that_nest_too_deep(tmp_path: Path) -> None:
    """Settings that no parser can hold are as if they had never been set."""
    (tmp_path / "settings.json").write_text("[" * 100_000)
    assert preferences.read() == Preferences()


def test_settings_are_written_whole(tmp_path: Path) -> None:
    """What is written is every preference by its name."""
    preferences.keep(Preferences(scale=1.5))
    assert json.loads((tmp_path / "settings.json").read_text()) == attrs.asdict(Preferences(scale=1.5))


INKS = ("TEXT", "MUTED", "FAINT", "ACCENT", "GOOD", "BAD", "WARN")
GROUNDS = ("GROUND", "PANEL", "RAISED", "HOVER", "SUNKEN", "SHEET", "ALERT")


@pytest.mark.parametrize("ground", GROUNDS)
@pytest.mark.parametrize("ink", INKS)
def test_high_contrast_is_high(ink: str, ground: str) -> None:
    """In high contrast every ink has at least 7 on every ground."""
    one, other = (theme.HIGH[getattr(theme, name)] for name in (ink, ground))
    assert theme.contrast(one, other) >= 7


def test_high_contrast_knows_every_colour() -> None:
    """No colour of the theme is left out, so that no dark ink stays on a ground that has turned black."""
    fixed = {theme.BLACK, theme.WHITE}
    colours = {v for n, v in vars(theme).items() if n.isupper() and isinstance(v, tuple) and len(v) == 3}
    assert colours - fixed <= theme.HIGH.keys()


def test_the_settings_lead_back() -> None:
    """Settings of a running game keep what stood below them."""
    app = app_of("summit")
    app.step([key(ord("m"), text="m")])
    assert app.top.id == "settings"
    click(app, "close")
    assert app.top.id == "summit"
