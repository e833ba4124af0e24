"""The corridor page: an offer is made, answered and promised by clicks."""

from __future__ import annotations

import pygame
from ui_support import click, cut_texts, key, outside, overlaps

from game import paths
from game.match import Match
from game.scenario.load import load_scenario
from game.table import Table
from game.ui import flow
from game.ui.app import App
from game.ui.screens.summit import Summit
from game.ui.session import Session


def corridor(humans: tuple[str, ...], seat: str, bots: str = "greedy") -> tuple[App, Table]:
    """A desk opened on its corridor page."""
    scenario = load_scenario(paths.scenarios_folder() / "astana.toml")
    table = Table(Match(scenario, seed=1, length="short"), humans, bots)
    app = App(Summit(Session(table, flow.onward).desk(seat), flow.title))
    app.step([key(ord("7"), text="7")])
    return app, table


def tidy(app: App) -> None:
    app.draw(pygame.Surface(app.size))
    assert (cut_texts(app), outside(app.root), overlaps(app.root)) == ([], [], [])


def choose(app: App, opener: str, wanted: str) -> None:
    """Open a list and take one of it."""
    click(app, opener)
    tidy(app)
    click(app, f"pick:{wanted}")
    tidy(app)


def make(app: App, other: str, gives: str, asks: str) -> None:
    """An offer of one clause a side."""
    choose(app, "partner", other)
    choose(app, "add:give", gives)
    choose(app, "add:ask", asks)
    click(app, "offer")
    tidy(app)


def test_a_bot_answers_an_offer_at_once() -> None:
    """An offer to a bot is answered with a reason, and stands among the talks."""
    app, table = corridor(("kazakhstan",), "kazakhstan")
    make(app, "iran", "kazakhstan: request 1 iran", "iran: request 1 kazakhstan")
    talk = table.match.view("kazakhstan").talks[-1]
    assert talk.state in ("accepted", "refused")
    assert talk.id in table.answers
    assert "Iran" in app.root.text


def test_an_offer_to_a_person_lies_on_their_desk() -> None:
    """In hot seat the other finds the offer, accepts it, and both sheets hold what is promised."""
    app, table = corridor(("china", "iran"), "china", "pass")
    make(app, "iran", "china: request 1 iran", "iran: request 1 china")
    assert len(table.offers("iran")) == 1
    desk = App(Summit(Session(table, flow.onward).desk("iran"), flow.title))
    desk.step([key(ord("7"), text="7")])
    tidy(desk)
    click(desk, "accept:1")
    tidy(desk)
    assert [str(order) for order in desk.top.desk.chosen] == ["iran: request 1 china"]  # type: ignore[attr-defined]
    assert [str(order) for order in table.match.view("china").pledged] == ["china: request 1 iran"]
