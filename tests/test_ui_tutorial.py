"""The tutorial: a newcomer who does only what the coach says gets to the end, and nothing that is spoken of is hidden."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pygame
import pytest
from newcomer import learn
from scenario_texts import SMALL
from ui_support import click, cut_texts, opened, outside

from game import paths
from game.match import Match
from game.save import save_text
from game.scenario.lessons import played
from game.scenario.load import examine_texts, load_scenario, parse_scenario
from game.ui import flow, focus, fonts
from game.ui.app import App
from game.ui.coach.coach import GO_ON
from game.ui.layout import Node
from game.ui.nav import Reset
from game.ui.preferences import Preferences
from game.ui.screens.seats import Seats, Setup
from game.ui.screens.summit import Summit
from game.ui.speak import Speaker
from game.ui.widgets import Text
from game.ui.words import POSITIONS

TEACHING = """
# What is taught
[teaching]
seat = "lake"
[[teaching.lesson]]
turn = 1
text = "One."
[[teaching.lesson]]
turn = 2
text = "Two."
"""


@pytest.fixture(autouse=True)
def _own_saves(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(paths, "saves_folder", lambda: tmp_path / "saves")
    monkeypatch.setattr(paths, "user_folder", lambda: tmp_path)


def begun(name: str = "first-steps", scale: float = 1.0, size: tuple[int, int] = (1280, 720)) -> App:
    """The tutorial of a scenario, where it stands."""
    app = opened(flow.taught(next(one for one in flow.title().playable if one.path.stem == name)), scale)
    app.step([pygame.event.Event(pygame.WINDOWRESIZED, x=size[0], y=size[1])])
    return app


def key(code: int, text: str = "") -> pygame.event.Event:
    return pygame.event.Event(pygame.KEYDOWN, key=code, mod=0, unicode=text)


def card_of(app: App) -> pygame.Rect:
    """Where the card of the coach is."""
    node = focus.find(app.root, "coach:card")
    assert node is not None
    return node.rect


def tidy(app: App) -> None:
    """The card is in the window, whole, and lies on nothing that it speaks of."""
    assert app.coach is not None
    card, window = card_of(app), pygame.Rect(0, 0, *app.size)
    assert window.contains(card)
    assert (cut_texts(app), outside(app.root)) == ([], []), app.coach.at
    seen = {node.id: clip.clip(node.rect) for node, clip in app.root.walk() if node.id}
    if app.coach.target:
        assert seen[app.coach.target].width, f"lesson {app.coach.at + 1} points at what is not in view"
        assert not card.colliderect(seen[app.coach.target]), f"lesson {app.coach.at + 1} hides what it points at"


@pytest.mark.parametrize(
    ("name", "scale", "keyboard"),
    [("first-steps", 1.0, False), ("first-steps", 1.75, True), ("astana", 1.0, True), ("astana", 1.75, False)],
)
def test_a_newcomer_finishes(name: str, scale: float, keyboard: bool) -> None:
    """Doing only what the coach says leads through all lessons of a scenario, by mouse and by keyboard."""
    app = begun(name, scale)
    assert app.coach is not None
    lessons, match = app.coach.teaching, app.coach.session.match
    pressed = [*learn(app, tidy, keyboard, lessons)]
    assert len(pressed) < 120
    assert app.coach is None
    if name == "first-steps":
        assert app.top.id == "final"
        came_about(match)


@pytest.mark.parametrize("size", [(1280, 720), (1920, 1080)])
def test_the_card_hides_no_words(size: tuple[int, int]) -> None:
    """In First steps there is room for the card beside every line of text and every name on the map."""
    for _pressed in learn(begun(size=size), uncovered):
        pass


def uncovered(app: App) -> None:
    """Under the card are no words."""
    assert app.coach is not None
    below, card = app.root.children[0], card_of(app)
    hidden = [node.text for node, clip in below.walk() if node.lines and card.colliderect(clip.clip(worded(app, node)))]
    assert hidden == [], app.coach.at + 1


def worded(app: App, node: Node) -> pygame.Rect:
    """Where the words of a node are: those that begin at the left leave the rest of their line free."""
    text = node.element
    if not isinstance(text, Text) or text.align != "left":
        return node.rect
    wide = max(fonts.width(line, text.style, app.space.unit) for line in node.lines)
    return pygame.Rect(node.rect.topleft, (wide, node.rect.height))


def test_the_next_lessons_are_offered() -> None:
    """With its last words the coach offers the lessons that follow, and begins them only when they are asked for."""
    app = begun()
    for _pressed in learn(app):
        assert app.coach is not None
        offered = focus.find(app.root, "coach:follow") is not None
        assert offered is app.coach.last
        if offered:
            break
    assert app.top.id == "final"
    click(app, "coach:follow")
    while app.top.id == "waiting":
        app.step([])
    assert app.coach is not None
    assert app.coach.session.match.scenario.id == "astana"


def came_about(match: Match) -> None:
    """What First steps promises: a meeting and a gain at once, both steps on the locks, kept pledges, and not the last place."""
    outcome = match.outcome()
    assert outcome is not None
    assert match.reports[0].meetings == (("millford", "seaward"),)
    assert match.branch(2).scores()["millford"] > match.branch(1).scores()["millford"]
    assert [report.after.steps("locks") for report in match.reports] == [0, 1, 2]
    assert {pledge.state for pledge in match.pledges("millford")} == {"kept"}
    assert outcome.standings[-1].seat != "millford"


@pytest.mark.parametrize("name", ["first-steps", "astana"])
def test_no_tip_hides_the_lesson(name: str) -> None:
    """Whatever is explained during a lesson, its tip lies neither on the card of the coach nor on what that points at."""
    app = begun(name)
    for _pressed, _number in zip(learn(app, bare), range(30), strict=False):
        pass


def bare(app: App) -> None:
    """Every tip of the screen keeps off what has to stay clear; one of something within the ring may lie in it."""
    assert app.coach is not None
    card, *ring = app.coach.clear
    for node, clip in app.root.walk():
        if node.id and clip.contains(node.rect) and getattr(node.element, "tip", None):
            app.told = node.id
            assert app.tip is not None
            assert not app.tip.rect.colliderect(card), (app.coach.at, node.id)
            assert not ring or ring[0].height > 200 or not app.tip.rect.colliderect(ring[0]), (app.coach.at, node.id)
    app.told = ""


def test_leave_and_go_on(tmp_path: Path) -> None:
    """Who leaves the tutorial plays on without it, and takes it up again where it was from the title screen."""
    app = begun()
    for _pressed, _number in zip(learn(app), range(5), strict=False):
        pass
    assert app.coach is not None
    at = app.coach.at
    app.press("coach:leave")
    assert isinstance(app.top, Summit)
    assert focus.find(app.root, "coach:card") is None
    again = App(flow.title())
    again.press("tutorial")
    while again.top.id != "summit":
        again.step([])
    assert again.coach is not None
    assert again.coach.at == at
    assert "Tutorial" in again.root.text


def test_continue_goes_on_with_lessons() -> None:
    """A tutorial that was not left goes on from Continue too, with the lesson that it had come to."""
    app = begun()
    app.press("coach:go-on")
    assert app.coach is not None
    assert app.coach.at == 1
    again = App(flow.title())
    again.press("continue")
    while again.top.id != "summit":
        again.step([])
    assert again.coach is not None
    assert again.coach.at == 1
    assert focus.find(again.root, "coach:card")


def test_leaving_the_game_is_no_lesson() -> None:
    """On the title screen the coach is silent, and what stands there does no lesson."""
    app = begun()
    assert app.coach is not None
    app.coach.at = app.coach.reached = next(i for i, one in enumerate(app.coach.teaching.lesson) if "continue" in one.until)
    app.apply(Reset(flow.title()))
    at = app.coach.at
    assert focus.find(app.root, "continue")
    assert focus.find(app.root, "coach:card") is None
    assert app.coach.at == at


def test_the_first_time() -> None:
    """Where nothing was ever played, the tutorial is what is offered first."""
    app = App(flow.title())
    assert app.root
    assert app.focused == "tutorial"
    begun()
    assert App(flow.title()).root
    assert focus.start(App(flow.title()).root) == "continue"


def test_rules_open_in_steps() -> None:
    """In a game in steps the window offers less at first and says when the rest comes; the rules allow all the same."""
    path = paths.scenarios_folder() / "first-steps.toml"
    whole = opened(flow.begin(path, Setup(("millford",), "pass", None, None, 3)))
    steps = opened(flow.begin(path, Setup(("millford",), "pass", None, None, 3, stepwise=True)))
    assert isinstance(whole.top, Summit)
    assert isinstance(steps.top, Summit)
    one, other = whole.top.desk, steps.top.desk
    assert one.view.legal_orders() == other.view.legal_orders()
    assert one.legal() == one.view.legal_orders()
    assert one.opens_later == []
    missing = {order.action for order in set(one.legal()) - set(other.legal())}
    assert missing == {"settle", "put-on-record", "door", "multi-vector", "consent", *POSITIONS}
    assert len(other.opens_later) == 2
    steps.top.page = "texts"
    steps.change()
    assert "From turn 2: positions." in steps.root.text
    assert match_text(steps) == match_text(whole)


def match_text(app: App) -> str:
    """The save of the game that is played."""
    assert isinstance(app.top, Summit)
    return save_text(app.top.desk.session.match.saved())


def test_steps_are_for_a_first_game() -> None:
    """The table offers rules in steps by itself before the first game of a scenario, unless the settings say no."""
    found = flow.title().playable[0]
    assert "In steps" in App(flow.seats(found)).root.text
    for prefs, wanted in ((Preferences(), True), (Preferences(stepwise=False), False)):
        app = App(flow.seats(found), prefs=prefs)
        assert app.root
        assert isinstance(app.top, Seats)
        assert app.top.stepwise is wanted
    opened(flow.begin(found.path, Setup(("millford",), "pass", None, None, 3)))
    again = App(flow.seats(found))
    assert again.root
    assert isinstance(again.top, Seats)
    assert again.top.stepwise is False


def test_back_and_on_again() -> None:
    """A lesson can be read again, and what was done already is not asked for again."""
    app = begun()
    learning = learn(app)
    while next(learning) != "tab:brief":
        pass
    next(learning)
    assert app.coach is not None
    at = app.coach.at
    app.press("coach:back")
    app.press("coach:back")
    assert app.root
    assert app.coach.at == at - 2
    assert focus.find(app.root, GO_ON)
    app.press(GO_ON)
    app.press(GO_ON)
    assert app.root
    assert app.coach.at == at


def test_who_runs_ahead_is_not_held_back() -> None:
    """Handing in a sheet early passes over the lessons of the turn that cannot be told any more."""
    app = begun()
    app.step([key(pygame.K_s, "s")])
    app.step([key(pygame.K_y, "y")])
    while app.top.id == "waiting":
        app.step([])
    assert app.root
    assert app.coach is not None
    assert app.coach.lesson is not None
    assert app.coach.lesson.screen == "reveal"


def test_it_is_spoken() -> None:
    """The spoken log says what the coach says."""
    app, said = begun(), list[str]()
    Speaker(said.append).hear(app)
    assert any(app.coach is not None and app.coach.lesson is not None and app.coach.lesson.text in line for line in said)


def test_what_teaches_is_not_what_is_played() -> None:
    """A scenario keeps its hash when lessons are added or worded anew, if they stand last; what is played does change it."""
    plain = parse_scenario({"small.toml": SMALL}, "small.toml")
    taught = parse_scenario({"small.toml": SMALL + TEACHING}, "small.toml")
    other = parse_scenario({"small.toml": SMALL + TEACHING + '[[source]]\nid = "x"\ntitle = "X"\n'}, "small.toml")
    assert plain.origin is not None
    assert taught.origin is not None
    assert other.origin is not None
    assert taught.origin.sha256 == plain.origin.sha256 != other.origin.sha256
    assert played(SMALL + TEACHING) == SMALL


WRONG: list[tuple[Callable[[str], str], str]] = [
    (lambda text: text.replace("turn = 2", "turn = 9"), "no-such-turn"),
    (lambda text: text.replace("turn = 1", "turn = 3"), "not-ascending"),
    (lambda text: text.replace('seat = "lake"', 'seat = "sea"'), "unknown-actor"),
    (lambda text: text + "[[teaching.opens]]\nturn = 2\nactions = ['nothing']\n", "unknown-action"),
    (lambda text: text.replace("text", "txt"), "unknown-key"),
]


@pytest.mark.parametrize(("spoil", "code"), WRONG)
def test_lessons_are_checked(spoil: Callable[[str], str], code: str) -> None:
    """A mistake in what is taught is told as any other, with its line."""
    problems = examine_texts({"small.toml": SMALL + spoil(TEACHING)}, "small.toml").problems
    assert code in [problem.code for problem in problems]


@pytest.mark.parametrize("file", paths.scenario_files(paths.scenarios_folder()), ids=lambda file: file.stem)
def test_lessons_are_short(file: Path) -> None:
    """A lesson says one idea, in one to three sentences."""
    teaching = load_scenario(file).teaching
    for lesson in teaching.lesson if teaching else ():
        assert len(lesson.text) <= 240, lesson.text
