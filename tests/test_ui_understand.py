"""What helps to understand: the triangle and the axes, why a number is what it is, the dossier, where the world is heading."""

from __future__ import annotations

from math import hypot

import pygame
import pytest
from hypothesis import given
from hypothesis import strategies as st
from ui_support import app_of, click, key, played

from game.model.report import quantities
from game.ui import dots, ternary
from game.ui.app import App
from game.ui.oklab import blend
from game.ui.record import Record, parts, value
from game.ui.screens.causes import Page
from game.ui.screens.why import Why
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
    assert {mark.id for mark in marks} == {f"actor:{state}" for state in played(name, 1).board.states}
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
            shown_ = sum(part.shown for part in parts(report, quantity))
            assert shown_ == round(value(report.after, quantity)) - round(value(report.before, quantity)), (turn, quantity)


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
    assert sum(node.id.startswith("part:") for node, _ in app.root.walk()) == before + len(small)


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
