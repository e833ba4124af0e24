"""What helps to understand: the triangle and the axes, why a number is what it is, the dossier, where the world is heading."""

from __future__ import annotations

from math import hypot

import attrs
import pygame
import pytest
from hypothesis import given
from hypothesis import strategies as st
from ui_support import app_of, click, key, played

from game.model.board import Board
from game.model.report import quantities
from game.scenario.assumptions import ASSUMPTIONS, switchable
from game.study.heading import heading
from game.table import Advice, Table
from game.text import amount, number
from game.ui import dots, flow, ternary
from game.ui.app import App
from game.ui.oklab import blend
from game.ui.preferences import Preferences
from game.ui.record import Record, parts, value
from game.ui.screens import longrun
from game.ui.screens.adviser import Adviser
from game.ui.screens.causes import Page
from game.ui.screens.glance import partner
from game.ui.screens.measured import measured
from game.ui.screens.why import Why
from game.ui.screenshot import screen_of
from game.ui.session import Desk, Session
from game.ui.words import Words

POLES = ((64, 135, 222), (231, 182, 67), (209, 74, 95))


def record(name: str = "astana", turns: int = 3) -> Record:
    match = played(name, turns)
    return Record(Words(match.scenario), match.board, match.reports)


def move(app: App, pos: tuple[int, int]) -> None:
    app.step([pygame.event.Event(pygame.MOUSEMOTION, pos=pos, rel=(0, 0), buttons=(0, 0, 0))])


@given(st.integers(0, 2))
def test_a_pole_alone_has_its_own_colour(pole: int) -> None:
    """Whoever gives itself wholly to one pole has that pole's colour."""
    shares = tuple(float(k == pole) for k in range(3))
    assert all(abs(a - b) <= 1 for a, b in zip(blend(POLES, shares), POLES[pole], strict=True))


def test_equal_alignments_lie_in_the_middle() -> None:
    """A state that is drawn alike to three poles lies in the middle of the triangle, one that leans wholly at its corner."""
    frame = pygame.Rect(0, 0, 600, 520)
    assert ternary.at(frame, (20.0, 20.0, 20.0)) == pytest.approx((300, 520 * 2 / 3))
    assert hypot(*(a - b for a, b in zip(ternary.at(frame, (98.0, -98.0, -98.0)), (300, 0), strict=True))) < 1


@pytest.mark.parametrize("name", ["astana", "first-steps", "six"])
def test_the_nearest_state_is_under_the_pointer(name: str) -> None:
    """Beside a dot the pointer is on its state, far from all it is on nothing, and a click shows its dossier."""
    app = app_of("triangle", name, 1)
    marks = [node for node, _ in app.root.walk() if isinstance(node.element, dots.Mark)]
    assert {mark.id for mark in marks} == {f"dot:{state}" for state in played(name, 1).board.states}
    for mark in marks:
        at = mark.rect.center
        move(app, at)
        nearest = min(hypot(other.rect.centerx - at[0], other.rect.centery - at[1]) for other in marks if other is not mark)
        assert app.hovered == mark.id or nearest == 0
    move(app, (app.size[0] // 3, 40))
    assert app.hovered == ""
    click(app, marks[0].id)
    assert app.top.actor == marks[0].element.dot.actor  # type: ignore[attr-defined]


@pytest.mark.parametrize(("turns", "trails"), [(0, 0), (2, 2)])
def test_trails_are_as_long_as_the_game(turns: int, trails: int) -> None:
    """Every state has a place for each turn played, none in the first."""
    app = app_of("triangle", "astana", turns)
    marks = [node.element for node, _ in app.root.walk() if isinstance(node.element, dots.Mark)]
    assert {len(mark.dot.past) for mark in marks} == {trails}


def test_every_waterfall_sums_to_what_it_shows() -> None:
    """For every number of a game the shown parts sum to the difference of the two shown numbers."""
    known = record()
    asked = [*quantities(known.board), *(("partner_weight", pole) for pole in known.board.poles)]
    asked += [(kind, seat) for kind in ("capital", "credibility") for seat in known.board.seats]
    for turn, report in enumerate(known.reports):
        for quantity in asked:
            made = parts(report, quantity)
            before, after = value(report.before, quantity), value(report.after, quantity)
            assert sum(part.shown for part in made) == round(after) - round(before), (turn, quantity)
            assert sum(part.points for part in made) == pytest.approx(after - before), (turn, quantity)


def test_every_part_leads_on() -> None:
    """Each part of the ten largest changes opens to an explanation, whose links open in their turn; Esc goes one step back."""
    known = record()
    report = known.reports[-1]
    moved = sorted(quantities(known.board), key=lambda q: -abs(value(report.after, q) - value(report.before, q)))[:10]
    for quantity in moved:
        app = App(Why(known, [Page(2, quantity)]))
        ids = [node.id for node, _ in app.root.walk() if node.id.startswith("part:")]
        assert ids
        for id in ids:
            click(app, id)
            assert len(app.top.path) == 2  # type: ignore[attr-defined]
            links = [node.id for node, _ in app.root.walk() if node.id.startswith("to:")]
            for link in links[:1]:
                click(app, link)
                assert len(app.top.path) == 3  # type: ignore[attr-defined]
                app.step([key(pygame.K_ESCAPE)])
            app.step([key(pygame.K_ESCAPE)])
            assert len(app.top.path) == 1  # type: ignore[attr-defined]


def test_a_number_can_be_followed_to_the_start() -> None:
    """From turn to turn back to the scenario's own reason for where it began."""
    app = App(Why(record(), [Page(2, ("relation", "kyrgyzstan", "tajikistan"))]))
    for _ in range(3):
        click(app, "before")
    assert "fighting on the border" in app.root.text.lower()
    click(app, "crumb:0")
    assert len(app.top.path) == 1  # type: ignore[attr-defined]


def test_small_parts_are_folded() -> None:
    """Parts that count nothing lie in one line until it is opened."""
    known = record()
    quantity = ("alignment", "kazakhstan", "west")
    small = [part for part in parts(known.reports[2], quantity) if not part.shown]
    app = App(Why(known, [Page(2, quantity)]))
    before = sum(node.id.startswith("part:") for node, _ in app.root.walk())
    assert small
    click(app, "small")
    assert len({node.id for node, _ in app.root.walk() if node.id.startswith("part:")}) == before + len(small)


def test_what_an_order_moved_is_found_again() -> None:
    """All that an order moved has it among its own parts, with the same points."""
    report = record().reports[-1]
    order = str(max(report.orders, key=lambda order: len(report.moved_by("order", str(order)))))
    moved = report.moved_by("order", order)
    assert moved
    for quantity, part in moved:
        assert part in report.parts(quantity)
    everywhere = {q for q in quantities(report.after) for part in report.parts(q) if (part.kind, part.source) == ("order", order)}
    assert {quantity for quantity, _ in moved} == everywhere


def desk_app(screen_id: str, name: str = "astana", turns: int = 2, size: tuple[int, int] = (1280, 720)) -> tuple[App, Desk]:
    app = app_of(screen_id, name, turns, size)
    return app, app.top.desk  # type: ignore[attr-defined]


def test_the_heading_is_the_long_run() -> None:
    """The table shows for every state where the same orders, given every turn, would bring it to rest."""
    app, desk = desk_app("heading")
    found = heading(desk.view, longrun.orders(desk, "all"))
    text = app.root.text
    for state in desk.view.board.states:
        for pole in desk.view.board.poles:
            now, end = found.of(state, pole)
            assert round(now) == round(end) or f"{number(now)} → {number(end)}" in text, (state, pole)


def test_without_orders_all_come_home() -> None:
    """If nobody ordered anything more, all would come to rest where they are anchored."""
    app, desk = desk_app("heading")
    click(app, "whose:nobody")
    rest = longrun.rest(desk, ())
    board = desk.view.board
    assert all(rest.alignment(s, p) == pytest.approx(board.anchor(s, p), abs=1e-6) for s in board.states for p in board.poles)
    assert len(app.root.text) > 0


def test_an_assumption_switched_off_shows_what_hangs_on_it() -> None:
    """The second picture and the list of differences follow the switches; the game itself stays as it is."""
    app, desk = desk_app("assumptions")
    before = desk.view.board.alignment("kazakhstan", "west")
    assert app.top.off == {"neighbours"}  # type: ignore[attr-defined]
    assert "What would be different at rest" in app.root.text
    click(app, "switch:neighbours")
    assert "What would be different at rest" not in app.root.text
    click(app, "switch:anchors")
    assert "Working it out" in app.root.text
    app.listen()
    assert "Hardly anything comes back" in app.root.text
    given_ = longrun.orders(desk, "all")
    with_, without = longrun.rest(desk, given_), longrun.at_rest(desk, heading(desk.view, given_, {"anchors"}))
    cells = [(state, pole) for state in with_.states for pole in with_.poles]
    most = max(cells, key=lambda cell: abs(without.alignment(*cell) - with_.alignment(*cell)))
    assert f"{number(with_.alignment(*most))} → {number(without.alignment(*most))}" in app.root.text
    assert desk.view.board.alignment("kazakhstan", "west") == before


def test_only_what_can_be_switched_has_a_switch() -> None:
    """Every assumption is listed; those that the model is built on have no switch and say so."""
    app, desk = desk_app("assumptions")
    ids = {node.id for node, _ in app.root.walk()}
    for assumption in ASSUMPTIONS:
        assert f"assumption:{assumption.id}" in ids
        assert (f"switch:{assumption.id}" in ids) == switchable(assumption, desk.view.scenario)
    click(app, "assumption:squash")
    assert "It cannot be switched off" in app.root.text


def test_a_dossier_orders() -> None:
    """What can be done about an actor is pressed onto the sheet from its dossier, and pressed away again."""
    match = played("astana", 2)
    app = App(screen_of("dossier", match.branch(match.turn), "china"))
    app.top.actor = "uzbekistan"  # type: ignore[attr-defined]
    app.change()
    desk = app.top.desk  # type: ignore[attr-defined]
    order = next(o for o in desk.legal() if o.target == "uzbekistan" and o.action != "request")
    click(app, f"act:{order}")
    assert order in desk.chosen
    click(app, f"act:{order}")
    assert order not in desk.chosen
    click(app, "ask")
    assert any(o.action == "request" and o.target == "uzbekistan" for o in desk.chosen)


@pytest.mark.parametrize("actor", ["kazakhstan", "russia", "un"])
def test_a_dossier_leads_to_reasons(actor: str) -> None:
    """Every number of a dossier opens to why it is what it is."""
    app = app_of("dossier", "astana", 2)
    app.top.actor = actor  # type: ignore[attr-defined]
    app.change()
    ids = [node.id for node, _ in app.root.walk() if node.id.startswith("dossier:")]
    assert ids
    for id in ids:
        click(app, id)
        assert app.top.id == "why"
        app.step([key(pygame.K_ESCAPE)])


def test_who_is_first_is_said_by_its_rule() -> None:
    """A dossier says who is first with a state exactly where the model says so."""
    _, desk = desk_app("summit")
    board = desk.view.board
    for state in board.states:
        first = board.first_partner(state)
        says = partner(desk.words, board, state)
        assert says.startswith(f"{board.name(first)} is first" if first else "Nobody is first"), state


@pytest.mark.parametrize("turns", [1, 3])
def test_pulls_are_the_parts_of_the_next_change(turns: int) -> None:
    """What a neighbour pulls this turn is, in points of the slope, the part that the next report gives it."""
    match = played("astana", turns)
    report = match.reports[-1]
    for state in report.before.states:
        pulls = report.before.pulls(state)
        for pole in report.before.poles:
            given_ = {p.source: p.latent for p in report.parts(("alignment", state, pole)) if p.kind == "neighbour"}
            slope = 100.0 * (1.0 - (report.before.alignment(state, pole) / 100.0) ** 2)
            assert {other: points / slope for (other, to), points in pulls.items() if to == pole} == pytest.approx(given_)


def test_an_ear_is_shared_out() -> None:
    """How far a state listens to its neighbours sums to one; rivals count below nothing."""
    board = played("astana", 2).board
    for state in board.states:
        heard = board.neighbours(state)
        assert sum(map(abs, heard.values())) == pytest.approx(1.0)
        assert all((share < 0) == (board.relation(state, other) < 0) for other, share in heard.items())


def test_numbers_of_the_summit_can_be_asked() -> None:
    """In the table of states and on the gauges a press on a number opens why; a press on a name opens the dossier."""
    app = app_of("summit", "astana", 2)
    app.press("show:table")
    click(app, "why:india:russia")
    assert app.top.path[-1].quantity == ("alignment", "india", "russia")  # type: ignore[attr-defined]
    app.step([key(pygame.K_ESCAPE)])
    click(app, "track:tension")
    assert app.top.path[-1].quantity == ("track", "tension")  # type: ignore[attr-defined]
    app.step([key(pygame.K_ESCAPE)])
    click(app, "state:india")
    assert (app.top.id, app.top.actor) == ("summit", "india")  # type: ignore[attr-defined]


def test_the_weight_behind_a_pole_is_made_of_states() -> None:
    """What a pole gains or loses of all weight is the weight of the states that turned to it or away."""
    known = record(turns=8)
    turned = 0
    for report in known.reports:
        for pole in known.board.poles:
            made = parts(report, ("partner_weight", pole))
            assert sum(part.points for part in made) == pytest.approx(report.change(("partner_weight", pole)))
            assert all(pole in (report.before.first_partner(p.source), report.after.first_partner(p.source)) for p in made)
            turned += len(made)
    assert turned


def test_who_promised_nothing_is_only_forgotten() -> None:
    """Credibility moves by itself toward where it began, and by words alone."""
    match = played("astana", 2)
    low = attrs.evolve(match.world, credibility=match.world.credibility - 0.3)
    report = attrs.evolve(match.reports[-1], before=Board(match.rulebook, low), after=match.board)
    for seat in match.seats:
        home, word = sorted(parts(report, ("credibility", seat)), key=lambda part: part.source)
        assert (home.source, word.source) == ("home", "word")
        assert home.points == pytest.approx(0.02 * (80 - report.before.credibility(seat)))
    assert {part.source for part in parts(match.reports[-1], ("credibility", match.seats[0]))} <= {"home"}


def test_what_may_come_is_drawn_once_it_is_known() -> None:
    """A dot has an arrow and a spread as soon as the forecast is there; its middle lies inside the band."""
    app, desk = desk_app("triangle")
    assert desk.prospect is not None
    for node, _ in app.root.walk():
        if isinstance(node.element, dots.Mark):
            dot = node.element.dot
            assert dot.low is not None
            assert dot.ahead is not None
            assert dot.high is not None
            assert all(low <= middle <= high for low, middle, high in zip(dot.low, dot.ahead, dot.high, strict=True))
            assert dot.ahead == tuple(desk.prospect.after.of(("alignment", dot.actor, p))[2] for p in desk.view.board.poles)
    assert desk.expected(("alignment", "russia", "russia")) is None
    assert "four of five futures" in app.root.text


def test_a_line_of_the_brief_leads_to_its_numbers() -> None:
    """Every line of a brief opens to what it is measured on, and each of these numbers to why."""
    app, desk = desk_app("brief")
    asked = set()
    for now in desk.view.lines():
        click(app, f"{'secret' if now.secret else 'line'}:{now.id}")
        assert app.top.id == "measured"
        assert f"{amount(now.points)} now" in app.root.text
        ids = [node.id for node, _ in app.root.walk() if node.id.startswith("to:")]
        asked |= {tuple(id.split(":")[1:]) for id in ids}
        for id in ids:
            click(app, id)
            assert app.top.id == "why"
            app.step([key(pygame.K_ESCAPE)])
        app.step([key(pygame.K_ESCAPE)])
    assert any(quantity[0] == "alignment" for quantity in asked)


def test_what_is_measured_is_what_counts() -> None:
    """A line that looks at one number reads exactly that number."""
    match = played("astana", 2)
    seen = set()
    for number_, line in enumerate(match.rulebook.goals.lines):
        asked = list(measured(match.rulebook.names, line))
        if len(asked) == 1 and line.goal.raw not in ("item", "open"):
            assert match.rulebook.goals.raw(match.world)[0, number_] == pytest.approx(value(match.board, asked[0]))
            seen.add(line.goal.raw)
    assert seen >= {"partner_weight", "alignment", "dependency", "relation", "track", "welfare"}


def test_in_the_first_turn_numbers_rest_on_sources() -> None:
    """Before anything has been played a number tells the scenario's reason for it, its sources and how solid they are."""
    app = app_of("dossier", "astana", 0)
    click(app, "dossier:alignment:kazakhstan:russia")
    text = app.root.text
    assert "As the game begins" in text
    assert "Sources" in text
    for id in app_of("dossier", "astana", 0).top.desk.words.actor("kazakhstan").source:  # type: ignore[attr-defined]
        source = next(source for source in played("astana", 0).scenario.source if source.id == id)
        assert source.title in text
        assert f"{source.grade}:" in text


def test_a_projector_hides_what_is_on_the_sheet() -> None:
    """Where others look on, a dossier shows no order until a key is held."""
    app = App(screen_of("dossier", played("astana", 2), "kazakhstan"), prefs=Preferences(projector=True))
    assert not [node.id for node, _ in app.root.walk() if node.id.startswith(("act:", "ask"))]


def test_the_adviser_knows_what_is_still_closed(monkeypatch: pytest.MonkeyPatch) -> None:
    """In a game in steps nothing that opens later comes onto the sheet by the adviser, and it says that it left it out."""
    match = played("first-steps", 0)
    session = Session(Table(match.branch(match.turn), ("millford",), "pass"), flow.onward)
    session.drawer.stepwise = True
    desk = session.desk("millford").settle()
    shut = next(order for order in desk.view.legal_orders() if session.opening.shuts(order, 1) and desk.cost(order))
    free = next(order for order in desk.legal() if order.action == "request")
    assert desk.prospect is not None
    given = Advice(level="counsellor", orders=(free, shut), reasons=(), prospect=desk.prospect)
    monkeypatch.setattr(Desk, "advice", given)
    text = App(Adviser(desk)).root.text
    assert desk.words.order(free) in text
    assert desk.words.order(shut) not in text
    assert "opens in a later turn" in text
    desk.take_advice()
    assert desk.chosen == (free,)
