"""The corridor page: an offer is made, answered and promised by clicks."""

from __future__ import annotations

import pygame
import pytest
from ui_support import click, cut_texts, key, outside, overlaps

from game import paths
from game.match import Match
from game.model.orders import IllegalOrder, Order
from game.scenario.load import load_scenario
from game.table import Table
from game.ui import flow
from game.ui.app import App
from game.ui.screens.bargains import rough
from game.ui.screens.summit import Summit
from game.ui.session import Session


def corridor(humans: tuple[str, ...], seat: str, bots: str = "greedy") -> tuple[App, Table]:
    """A desk opened on its corridor page."""
    scenario = load_scenario(paths.scenarios_folder() / "astana.toml")
    table = Table(Match(scenario, seed=1, length="short"), humans, bots)
    table.open_corridor()
    app = App(Summit(Session(table, flow.onward).desk(seat), flow.title))
    app.step([key(ord("6"), text="6")])
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
    talk = next(talk for talk in table.match.view("kazakhstan").talks if talk.offer.proposer == "kazakhstan")
    assert talk.state in ("accepted", "refused", "countered")
    assert talk.id in table.answers
    assert "Iran" in app.root.text


def test_an_offer_to_a_person_lies_on_their_desk() -> None:
    """In hot seat the other finds the offer, accepts it, and both sheets hold what is promised."""
    app, table = corridor(("china", "iran"), "china", "pass")
    make(app, "iran", "china: request 1 iran", "iran: request 1 china")
    assert len(table.offers("iran")) == 1
    desk = App(Summit(Session(table, flow.onward).desk("iran"), flow.title))
    desk.step([key(ord("6"), text="6")])
    tidy(desk)
    click(desk, "accept:1")
    tidy(desk)
    assert [str(order) for order in desk.top.desk.chosen] == ["iran: request 1 china"]  # type: ignore[attr-defined]
    assert [str(order) for order in table.match.view("china").pledged] == ["china: request 1 iran"]


@pytest.mark.parametrize("answer", ["keep", "strike"])
def test_one_pass_a_turn(answer: str) -> None:
    """An offer lies on the next person's sheet as a line to keep or to strike, whatever page is open; then the turn is over."""
    app, table = corridor(("china", "iran"), "china", "pass")
    make(app, "iran", "china: request 1 iran", "iran: request 1 china")
    table.submit("china", app.top.desk.chosen)  # type: ignore[attr-defined]
    desk = App(Summit(app.top.desk.session.desk("iran"), flow.title))  # type: ignore[attr-defined]
    tidy(desk)
    assert "China offers “Ask to meet Iran” for “Ask to meet China”" in desk.root.text
    click(desk, f"{answer}:1")
    tidy(desk)
    assert "China offers" not in desk.root.text
    table.submit("iran", desk.top.desk.chosen)  # type: ignore[attr-defined]
    assert table.waiting is None
    report = table.advance()
    assert report is not None
    assert (("china", "iran") in report.meetings) == (answer == "keep")


def test_who_has_passed_the_machine_on_hears_no_more() -> None:
    """A counter-offer to somebody whose pass is over is refused with a sentence, for it could not be answered any more."""
    app, table = corridor(("china", "iran"), "china", "pass")
    make(app, "iran", "china: request 1 iran", "iran: request 1 china")
    table.submit("china", app.top.desk.chosen)  # type: ignore[attr-defined]
    order = Order.parse("iran: request 1 china")
    with pytest.raises(IllegalOrder, match="hears no more"):
        table.counter("iran", 1, [order], [Order.parse("china: request 1 iran")], 1)


def test_offers_are_announced_on_every_page() -> None:
    """Who has made an offer is said where the player is, with its number on the tab, and the tabs stay in one row."""
    app, table = corridor(("kyrgyzstan", "uzbekistan"), "uzbekistan")
    offers = table.offers("uzbekistan")
    assert offers
    for page in "123457":
        app.step([key(ord(page), text=page)])
        tidy(app)
        assert "wait" in app.root.text
        tabs = [node for node, _ in app.root.walk() if node.id.startswith("tab:")]
        assert len({node.rect.y for node in tabs}) == 1
        assert next(node.text for node in tabs if node.id == "tab:corridor").split()[0] == str(len(offers))
    click(app, "hear")
    assert "Offered to you" in app.root.text
    assert "hopes for" in app.root.text


def test_an_offer_is_countered() -> None:
    """The form opens with the offer turned round, and what is sent answers the offer."""
    app, table = corridor(("kyrgyzstan", "uzbekistan"), "uzbekistan")
    talk = table.offers("uzbekistan")[0]
    click(app, f"counter:{talk.id}")
    tidy(app)
    draft = app.top.draft  # type: ignore[attr-defined]
    assert (draft.other, draft.gives, draft.asks) == (talk.offer.proposer, talk.offer.asks, talk.offer.gives)
    click(app, "offer")
    tidy(app)
    first = next(t for t in table.match.corridor.talks if t.id == talk.id)
    assert first.state == "countered"
    assert table.match.corridor.talks[(first.reply or 0) - 1].offer.gives == talk.offer.asks
    assert draft.reply is None


def test_a_counter_offer_of_a_bot_waits_with_its_reason() -> None:
    """What a bot would rather have lies below the reason for which it refused."""
    app, table = corridor(("kazakhstan",), "kazakhstan")
    make(app, "iran", "kazakhstan: request 1 iran", "iran: request 1 kazakhstan")
    assert [talk.offer.proposer for talk in table.offers("kazakhstan")].count("iran") == 1
    assert "Iran answers you with another offer" in app.root.text
    assert "Iran refuses" in app.root.text


def test_a_size_is_told_roughly() -> None:
    """Whole points, and nothing finer."""
    assert [rough(points) for points in (0.2, -1.2, 3.4)] == ["less than a point", "about 1 point", "about 3 points"]
