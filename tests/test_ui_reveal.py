"""The reveal: a turn as a film of steps, its controls, and the report behind it."""

from __future__ import annotations

from functools import lru_cache
from itertools import pairwise

import attrs
import pygame
import pytest
from ui_support import app_of, click, cut_texts, key, outside, overlaps, pale, played, scenario

from game.match import Match
from game.table import Table
from game.ui import flow
from game.ui.app import App
from game.ui.map import Map
from game.ui.preferences import Preferences
from game.ui.record import Record
from game.ui.screens.reveal import Reveal
from game.ui.session import Session
from game.ui.unfold import LONGEST, Step, Telling, pace, steps
from game.ui.unfold.happened import QUIET
from game.ui.words import Words

ASTANA = played("astana", 99)


@lru_cache
def telling(turn: int, seat: str = "kazakhstan", match: Match = ASTANA) -> Telling:
    """A turn of the match of drawn orders, told to a seat."""
    humans = (seat,) if seat else ()
    return Session(Table(match, humans, "random"), flow.onward).telling(match.reports[turn - 1], seat)


def told(match: Match) -> Telling:
    """The turn that is played now, as everybody may know it."""
    report = match.resolve()
    return Telling(record=Record(Words(match.scenario), match.board, match.reports), report=report)


def kinds(told: Telling) -> dict[str, list[Step]]:
    """The steps by kind."""
    found: dict[str, list[Step]] = {}
    for step in steps(told):
        found.setdefault(step.kind, []).append(step)
    return found


def film_of(motion: bool = True, **changes: object) -> tuple[App, Reveal]:
    """A window with the film of a turn."""
    film = Reveal(telling(3), **changes)  # type: ignore[arg-type]
    return App(film, prefs=Preferences(motion=motion)), film


@pytest.mark.parametrize("turn", range(1, 9))
def test_a_film_is_short(turn: int) -> None:
    """A turn is told in 4 to 20 steps, which run for 45 seconds at most."""
    film = steps(telling(turn))
    assert 4 <= len(film) <= 20
    assert sum(pace(film)) <= LONGEST + 1e-9


@pytest.mark.parametrize("turn", range(1, 9))
@pytest.mark.parametrize("seat", ["", "kazakhstan", "china"])
def test_everything_is_told(turn: int, seat: str) -> None:
    """Every meeting, order, event, decision and moved file of the report is told in some step."""
    told = telling(turn, seat)
    report, words = told.report, told.words
    by = kinds(told)
    notes = {kind: [note for step in found for note in step.notes] for kind, found in by.items()}
    met = {note.actors for note in notes["meetings"] if len(note.actors) == 2}
    assert met == set(report.meetings)
    shown = [(note.actors[0], note.text) for note in notes["orders"]]
    for order in report.orders:
        assert ((order.seat, words.order(order)) in shown) or order.action in QUIET
    texts = {kind: " ".join(f"{note.text} {note.small}" for note in found) for kind, found in notes.items()}
    assert all(words.name(event) in texts["events"] for event in report.events)
    chosen = [order for order in report.orders if order.action == "choose"]
    assert all(f"{words.name(o.seat)}: {words.order(o).split(': ', 1)[1]}" in texts["events"] for o in chosen)
    assert all(words.name(item) in texts["decisions"] for item in (*report.adopted, *report.dropped))
    assert all(words.name(file) in texts["files"] for file in report.moved)


@pytest.mark.parametrize("turn", range(1, 9))
def test_what_is_one_s_own_comes_first(turn: int) -> None:
    """In every step what concerns one's own seat stands before the rest, and the own orders before those of others."""
    by = kinds(telling(turn))
    for step in (step for found in by.values() for step in found):
        own = [note.mine for note in step.notes]
        if step.kind != "rupture":
            assert own == sorted(own, reverse=True), step.title
    assert not any(note.mine for step in by["orders"][1:] for note in step.notes)


def test_several_people_see_nothing_secret() -> None:
    """Told to nobody in particular, a turn has no step of a brief or of promises, and no mark."""
    film = steps(telling(3, ""))
    assert not {"brief", "promises"} & {step.kind for step in film}
    assert not any(note.mine for step in film for note in step.notes)


def test_an_empty_turn_says_so() -> None:
    """A turn in which nobody does anything is told as that."""
    match = Match(scenario("first-steps"), seed=1)
    by = kinds(told(match))
    assert by["meetings"][0].says == "Nobody meets anybody."
    assert by["orders"][0].says == "Nobody gives an order."
    assert "requests" not in by


def broken() -> Telling:
    """A turn in which the summit breaks."""
    match = played("astana", 0).branch(1)
    tense = attrs.evolve(match.scenario, track=tuple(attrs.evolve(t, start=84.0) for t in match.scenario.track))
    again = Match(tense, seed=2)
    for seat in ("russia", "china", "west"):
        orders = [o for o in again.legal_orders(seat) if o.action in ("pressure", "widen-measures", "guarantee")][:1]
        again.submit(seat, orders, 1)
    return told(again)


def test_a_rupture_names_who_is_blamed_and_why() -> None:
    """The breach is a step of its own, with the blamed delegation and the orders that raised the gauge."""
    told = broken()
    assert told.report.rupture
    step = kinds(told)["rupture"][0]
    assert told.words.name(told.report.blamed) in step.says
    assert step.notes[0].actors == (told.report.blamed,)
    assert step.notes[0].figure.startswith("+")


def test_the_sum_is_what_changed() -> None:
    """The numbers of the sum are the changes of the report, the largest among the others' first."""
    told = telling(3)
    for note in kinds(told)["map"][0].notes:
        assert note.quantity is not None
        whole = [round(board.alignment(*note.quantity[1:])) for board in (told.report.before, told.report.after)]
        assert note.figure == f"{whole[1] - whole[0]:+d}".replace("-", "−")


def test_the_player_goes_through_it() -> None:
    """Enter, Space and Right go on, Left goes back, and after the last step comes the report."""
    app, film = film_of()
    for i, code in enumerate((pygame.K_RETURN, pygame.K_SPACE, pygame.K_RIGHT)):
        app.step([key(code)])
        assert film.at == i + 1
    app.step([key(pygame.K_LEFT)])
    assert film.at == 2
    for _ in range(len(film.film) - 2):
        app.step([key(pygame.K_RIGHT)])
    assert app.top.id == "report"
    assert any(node.id == "continue" for node, _ in app.root.walk())


@pytest.mark.parametrize("code", [pygame.K_s, pygame.K_END, pygame.K_ESCAPE])
def test_it_can_be_skipped_and_replayed(code: int) -> None:
    """S, End and Esc lead to the report at once; R there shows the film from its beginning."""
    app, film = film_of(at=3)
    app.step([key(code)])
    assert app.top.id == "report"
    app.step([key(pygame.K_r, text="r")])
    assert isinstance(app.top, Reveal)
    assert (app.top.at, app.top.told) == (0, film.told)


def test_it_runs_by_itself() -> None:
    """With motion on the film goes through all its steps in its time and stops at the last; P holds and resumes it."""
    app, film = film_of()
    app.tick(100.0)
    app.step([key(pygame.K_p, text="p")])
    app.tick(200.0)
    assert film.at == 0
    app.step([key(pygame.K_p, text="p")])
    now, seen = 200.0, {0}
    for _ in range(round(LONGEST * 10) + 40):
        now += 0.1
        app.tick(now)
        assert app.root.children
        seen.add(film.at)
    assert seen == set(range(len(film.film)))
    assert app.top is film
    assert not film.runs


def test_what_the_player_does_holds_it() -> None:
    """A step taken by hand stops the film, so that nothing is taken from under the reader's eyes."""
    app, film = film_of()
    app.tick(1.0)
    app.step([key(pygame.K_RIGHT)])
    app.tick(99.0)
    app.tick(199.0)
    assert film.at == 1


def test_without_motion_nothing_runs() -> None:
    """With motion off the film waits for the player, and cannot be started."""
    app, film = film_of(motion=False)
    app.tick(1.0)
    app.tick(100.0)
    assert film.at == 0
    assert not next(node.element.focusable for node, _ in app.root.walk() if node.id == "play")


def test_a_number_opens_its_parts() -> None:
    """A number of the sum opens why, and the film waits meanwhile."""
    app, film = film_of()
    film.at = next(i for i, step in enumerate(film.film) if step.kind == "map")
    app.change()
    click(app, next(node.id for node, _ in app.root.walk() if node.id.startswith("why:")))
    assert app.top.id == "why"
    assert not film.runs


def test_the_last_turn_can_be_seen_again() -> None:
    """From the desk, the last turn opens as its report, with the lines of the brief, and from there as a film."""
    app = app_of("summit")
    app.step([key(pygame.K_l, text="l")])
    assert app.top.id == "report"
    assert "Your brief stands at" in app.root.text
    app.step([key(pygame.K_r, text="r")])
    assert app.top.id == "reveal"
    app.step([key(pygame.K_ESCAPE), key(pygame.K_ESCAPE)])
    assert app.top.id == "summit"


def test_the_brief_moved_as_it_is_told() -> None:
    """Every turn of a game, a resumed one too, begins with the brief as the turn before left it; the last ends with today's."""
    progress = [telling(turn).progress for turn in range(1, 9)]
    for earlier, later in pairwise(progress):
        assert [new for _, new in earlier] == [old for old, _ in later]
    assert tuple(new for _, new in progress[-1]) == ASTANA.view("kazakhstan").lines()


def test_arrows_say_what_they_are() -> None:
    """A request is a wish, a meeting a bond, an order an arrow in the colour of the pole that it is about."""
    for turn in range(1, 9):
        told = telling(turn)
        by = kinds(told)
        asked = [(seat, id) for seat, ids in told.report.requests.items() for id in ids]
        wishes = [arrow for step in by.get("requests", ()) for arrow in step.arrows]
        assert [(a.start, a.end, a.shape) for a in wishes] == [(*pair, "wish") for pair in asked]
        assert {(a.start, a.end) for a in by["meetings"][0].arrows if a.shape == "bond"} == set(told.report.meetings)
        for arrow in (arrow for step in by["orders"] for arrow in step.arrows):
            own = told.words.actor(arrow.start).pole
            assert arrow.shape == "arrow"
            named = [(o.option, o.target) for o in told.report.orders if o.seat == arrow.start]
            assert arrow.pole == own or any(arrow.pole in pair for pair in named)


def test_arrows_are_drawn_one_after_the_other() -> None:
    """While a step begins, some arrows are whole, at most one is on its way, and the rest are to come; then all are there."""
    app, film = film_of(runs=False)
    count = len(film.step.arrows)
    assert count > 2
    app.now = 5.0
    assert app.root.children
    for now, whole in ((5.0, False), (5.2, False), (6.0, True)):
        app.tick(now)
        grown = [arrow.t for arrow in next(node.element for node, _ in app.root.walk() if isinstance(node.element, Map)).arrows]
        assert grown == sorted(grown, reverse=True)
        assert sum(0 < t < 1 for t in grown) <= 1
        assert (grown == [1.0] * count) == whole


@pytest.mark.parametrize("view", [((1280, 720), 1.0), ((1920, 1080), 1.25), ((1280, 720), 1.75)])
@pytest.mark.parametrize(("name", "turn"), [("astana", 3), ("astana", 6), ("long", 5), ("six", 1)])
def test_every_step_is_laid_out(name: str, turn: int, view: tuple[tuple[int, int], float]) -> None:
    """No step of a film is cut or covered, leaves its box or cannot be read, with long names and many poles too."""
    match = played(name, 99)
    film = Reveal(telling(turn, match.seats[0], match), runs=False)
    app = App(film, view[0], Preferences(scale=view[1]))
    for at in range(len(film.film)):
        film.at = at
        app.change()
        assert (cut_texts(app), outside(app.root), overlaps(app.root), pale(app.root)) == ([], [], [], []), film.step.title
