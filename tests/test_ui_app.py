"""The loop, the focus and the refusals of the window."""

from __future__ import annotations

from pathlib import Path

import attrs
import pygame
import pytest
from ui_support import SEATS, app_of, click, key, played, scenario

from game.bots import Reason
from game.match import Match
from game.model.orders import Order
from game.scenario.effects import sizes_of
from game.scenario.values import WORDINGS
from game.text import amount, number, signed
from game.ui import display, flow, screenshot
from game.ui.app import App
from game.ui.layout import Column, Element, Space
from game.ui.nav import Nav
from game.ui.record import Record, value
from game.ui.screens import page_brief, page_orders
from game.ui.screens.common import near
from game.ui.screens.report import Account
from game.ui.screens.summit import Summit
from game.ui.theme import PANEL, contrast, legible, rgb
from game.ui.unfold import Telling
from game.ui.words import Words


def desk_app() -> tuple[App, Summit]:
    """A desk that may be changed: matches are shared, desks are not."""
    app = app_of("summit")
    assert isinstance(app.top, Summit)
    return app, app.top


def test_nothing_happens_when_nothing_changes() -> None:
    """After a picture is drawn, steps without events and motions over nothing new ask for no other one."""
    app = app_of("summit")
    app.draw(pygame.Surface(app.size))
    root = app.root
    app.step([])
    app.step([pygame.event.Event(pygame.MOUSEMOTION, pos=(2, 2), rel=(0, 0), buttons=(0, 0, 0))])
    assert not app.dirty
    assert app.root is root


def test_the_same_state_gives_the_same_picture() -> None:
    """Drawing depends on the state alone."""
    pictures = [screenshot.render("summit", played("astana", 2), "iran") for _ in range(2)]
    assert pygame.image.tobytes(pictures[0], "RGB") == pygame.image.tobytes(pictures[1], "RGB")


def test_undo_takes_back_one_change() -> None:
    """Undo restores the sheet as it was before the last change."""
    app, summit = desk_app()
    app.step([key(pygame.K_3, text="3")])
    before = summit.desk.chosen
    click(app, next(node.id for node, _ in app.root.walk() if node.id.startswith("ask:")))
    assert len(summit.desk.chosen) == len(before) + 1
    app.step([key(pygame.K_u, text="u")])
    assert summit.desk.chosen == before


def test_requests_stay_numbered() -> None:
    """Removing a name from the request list moves the others up."""
    _, summit = desk_app()
    desk = summit.desk
    for actor in ("china", "russia", "iran"):
        desk.pick(next(order for order in desk.legal() if order.action == "request" and order.target == actor))
    desk.drop(desk.chosen[0])
    assert [str(order) for order in desk.chosen] == ["kazakhstan: request 1 russia", "kazakhstan: request 2 iran"]


def test_a_refused_order_is_explained() -> None:
    """What cannot be afforded is answered by a sentence with names, not ids."""
    _, summit = desk_app()
    desk = summit.desk
    for _ in range(12):
        major = [o for o in desk.legal() if (action := desk.words.action(o.action)) and action.slots]
        if not major:
            break
        desk.pick(major[0])
    refused = next(
        o
        for o in desk.legal(())
        if (action := desk.words.action(o.action))
        and action.slots
        and o not in desk.chosen
        and not any(o.action == c.action and o.target == c.target for c in desk.chosen)
    )
    says = desk.why_not(refused)
    assert desk.words.order(refused) in says
    assert "kazakhstan:" not in says


def test_a_refusal_leaves_the_window_up() -> None:
    """An error of the game is one sentence in the window, which Esc closes."""
    app = app_of("title")

    def refuse() -> Nav:
        raise OSError(28, "No space left on device")

    app.do(refuse)
    assert app.running
    assert "No space left on device" in app.root.text
    app.step([key(pygame.K_ESCAPE)])
    assert app.notice == ""
    assert app.running


def test_the_window_closes() -> None:
    """The close button of the window ends the loop; Esc on the title asks first, and Esc again takes that back."""
    assert not app_of("title").step([pygame.event.Event(pygame.QUIT)])
    app = app_of("title")
    assert app.step([key(pygame.K_ESCAPE)])
    assert app.top.id == "confirm"
    assert app.step([key(pygame.K_ESCAPE)])
    assert app.top.id == "title"
    assert not app.step([key(pygame.K_ESCAPE), key(pygame.K_y, text="y")])


def test_escape_twice_on_the_final_screen_stays() -> None:
    """Esc on the final screen leads to the title, and pressed once more by accident it closes nothing."""
    app = app_of("final")
    assert app.step([key(pygame.K_ESCAPE), key(pygame.K_ESCAPE)])
    assert [screen.id for screen in app.stack] == ["title", "confirm"]


def test_scale_keys() -> None:
    """Ctrl and + or - change the size of everything, between 100 and 175 per cent."""
    app = app_of("summit")
    for _ in range(5):
        app.step([key(pygame.K_PLUS, pygame.KMOD_CTRL)])
    assert app.prefs.scale == 1.75
    for _ in range(5):
        app.step([key(pygame.K_MINUS, pygame.KMOD_CTRL)])
    assert app.prefs.scale == 1.0


def test_resizing_lays_out_again() -> None:
    """A new size of the window gives a tree of that size."""
    app = app_of("summit")
    app.step([pygame.event.Event(pygame.WINDOWRESIZED, x=1600, y=900)])
    assert app.root.rect.size == (1600, 900)


def test_wheel_and_pages_scroll() -> None:
    """The wheel moves what is under the pointer; Page Down moves what has the focus."""
    app = app_of("declaration")
    area = next(node for node, _ in app.root.walk() if node.reach)
    app.step(
        [
            pygame.event.Event(pygame.MOUSEMOTION, pos=area.rect.center, rel=(0, 0), buttons=(0, 0, 0)),
            pygame.event.Event(pygame.MOUSEWHEEL, x=0, y=-1),
        ]
    )
    moved = next(node for node, _ in app.root.walk() if node.id == area.id)
    assert moved.children[0].rect.top < area.children[0].rect.top
    app.step([key(pygame.K_END)])
    assert any(node.reach and node.children[0].rect.bottom == node.rect.bottom for node, _ in app.root.walk())


def test_arrows_move_the_focus() -> None:
    """Down goes to what lies below."""
    app = app_of("title")
    start = next(node for node, _ in app.root.walk() if node.id == app.focused)
    app.step([key(pygame.K_DOWN)])
    below = next(node for node, _ in app.root.walk() if node.id == app.focused)
    assert below.rect.top > start.rect.top


def test_a_screen_that_is_come_back_to_has_its_focus_where_it_was() -> None:
    """Whoever closes what a button opened is on that button again, so that Tab goes on from there."""
    app, _ = desk_app()
    opener = next(node.id for node, _ in app.root.walk() if node.id == "heading")
    app.focus(opener)
    app.step([key(pygame.K_RETURN)])
    assert app.top.id == "heading"
    assert app.root is not None
    assert app.focused != opener
    app.step([key(pygame.K_ESCAPE)])
    assert app.top.id == "summit"
    assert app.root is not None
    assert app.focused == opener


def test_the_seed_can_be_typed() -> None:
    """Digits and Backspace change the number of the luck."""
    app = app_of("seats")
    app.focus("seed")
    app.step([key(pygame.K_4, text="4"), key(pygame.K_2, text="2"), key(pygame.K_BACKSPACE, text="\b")])
    assert app.top.seed == 14  # type: ignore[attr-defined]


def test_no_display(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where SDL falls back to a driver without a window, one sentence says so and names what works."""
    monkeypatch.delenv("SDL_VIDEODRIVER", raising=False)
    monkeypatch.setattr(pygame.display, "init", lambda: None)
    monkeypatch.setattr(pygame.display, "get_driver", lambda: "offscreen")
    with pytest.raises(display.NoDisplay, match=r"multivector simulate.*multivector screenshot"):
        display.open_window((1280, 720))


def test_a_named_driver_is_used(monkeypatch: pytest.MonkeyPatch) -> None:
    """A driver that the user names is taken, even one that shows nothing."""
    monkeypatch.setenv("SDL_VIDEODRIVER", "dummy")
    assert display.open_window((640, 360)).get_size() == (640, 360)
    pygame.display.quit()


def test_the_other_pygame(monkeypatch: pytest.MonkeyPatch) -> None:
    """The other distribution of pygame is refused with the way to mend it."""
    monkeypatch.delattr(pygame, "IS_CE")
    with pytest.raises(display.NoDisplay, match=r"pip uninstall pygame"):
        display.open_window((1280, 720))


def test_screenshots(tmp_path: Path) -> None:
    """Every screen that needs no end of the game can be drawn to a file; an unknown one is named."""
    screenshot.save(
        screenshot.render("summit", played("astana", 2), SEATS["astana"], (1280, 720), 1.25), tmp_path / "summit.png"
    )
    assert (tmp_path / "summit.png").stat().st_size > 10_000
    with pytest.raises(ValueError, match="there is no screen 'map'"):
        screenshot.render("map")


def test_numbers_for_people() -> None:
    """Numbers have a true minus sign, changes a sign, and halves one decimal."""
    assert [number(-3.4), signed(2.6), signed(0.2), amount(4.0), amount(-0.25)] == ["−3", "+3", "0", "4", "−0.2"]


@pytest.mark.parametrize("colour", ["#000000", "#4a3aff", "#d04050", "#ffffff"])
def test_any_colour_becomes_legible(colour: str) -> None:
    """A pole's colour, whatever a scenario chooses, is lightened until it reads as text."""
    assert contrast(legible(rgb(colour)), PANEL) >= 4.5


def test_looking_at_a_seat_takes_it_when_alone() -> None:
    """Who plays alone plays the delegation that is looked at; several people choose theirs one by one, at most four."""
    app = app_of("seats")
    click(app, "seat:iran")
    assert app.top.humans == ("iran",)  # type: ignore[attr-defined]
    click(app, "people:more")
    for seat in ("china", "india", "un", "russia"):
        click(app, f"seat:{seat}")
        click(app, "play")
    assert app.top.humans == ("iran", "china", "india", "un")  # type: ignore[attr-defined]
    assert "four" in app.notice


def test_what_is_shown_sums_to_what_is_shown() -> None:
    """The parts of a waterfall, in whole numbers, lead exactly from the number before to the number now."""
    for report in played("astana", 3).reports:
        cells = [("alignment", s, p) for s in report.after.states for p in report.after.poles]
        for quantity in [
            *cells,
            *(("track", t) for t in report.after.tracks),
            *(("welfare", s) for s in report.after.states),
        ]:
            before, after = (round(value(board, quantity)) for board in (report.before, report.after))
            parts = report.parts(quantity)
            assert before + sum(part.shown for part in parts) == after
            assert all(abs(part.shown - part.points) < 2 for part in parts)


def test_banked_and_standing_are_two_numbers() -> None:
    """The footer, the brief and the header say what the brief stands at, what is banked, and when more will be."""
    app = app_of("brief", turns=5)
    view = app.top.desk.view  # type: ignore[attr-defined]
    assert 0 < view.banked != view.standing
    assert f"{number(view.standing)} now · {number(view.banked)} banked" in app.root.text
    assert f"Banked so far {amount(view.banked)}" in app.root.text
    assert app.root.text.count("This turn banks 40 %") == 2
    assert "Turn 6 banks 40 %" in app_of("brief", turns=3).root.text


def test_the_final_screen_says_what_each_communique_added() -> None:
    """The score of the final screen is the sum of what its communiques banked."""
    app = app_of("final")
    view = played("astana", 99).view(app.top.looked)  # type: ignore[attr-defined]
    added = view.communiques()
    assert sum(one.points for one in added) == pytest.approx(view.banked)
    for one in added:
        assert f"Turn {one.turn} · {100 * one.share:.0f} % of the brief {amount(one.points)}" in app.root.text


def test_a_text_says_what_its_adoption_does() -> None:
    """A paragraph lists its effects at the wording that it has now, its sessions, and where the own sheet moves it."""
    app = app_of("texts", turns=4)
    desk = app.top.desk  # type: ignore[attr-defined]
    assert "On the table in turns 3 and 5; turn 5 decides." in app.root.text
    board = desk.view.board
    effect = next(effect for effect in board.item("belarus-accession").effects if effect.welfare is not None)
    size = sizes_of(effect)[WORDINGS.index(board.band("belarus-accession"))]
    assert f"Welfare of Belarus: +{size:g} " in app.root.text
    assert "/" not in app.root.text.split("every turn")[1].split("Files")[0]
    click(app, "position:kazakhstan: strengthen belarus-accession")
    after = desk.forecast.after.wording("belarus-accession")
    assert f"With your sheet alone: {number(desk.view.board.wording('belarus-accession'))} → {number(after)}" in app.root.text


def told(*orders: str) -> str:
    """What the report tells of the first turn with these orders."""
    match = Match(scenario("astana"), seed=1)
    for text in orders:
        match.submit(text.split(":")[0], [text], match.turn)
    report = match.resolve()
    words = Words(match.scenario)
    record = Record(words, match.board, match.reports)
    return App(Account(Telling(record=record, report=report, seat="un"))).root.text


def test_a_file_says_what_it_waits_for() -> None:
    """A file shows whether its condition is so, and the declared rule of a party that nobody plays."""
    app = app_of("texts", turns=2)
    board, text = app.top.desk.view.board, app.root.text  # type: ignore[attr-defined]
    files = [file for file in scenario("astana").file if file.needs]
    assert files
    for file in files:
        least = file.needs.tracks[0].above if file.needs else None
        met = "so now" if board.track("dialogue") >= (least or 0) else "not so now"
        assert f"Needs: Dialogue at least {least:g} – {met}" in text
    assert "Ukraine is played by nobody: Ukraine consents to a step when" in text


@pytest.mark.parametrize(
    ("orders", "reason"),
    [
        (["turkiye: good-offices prisoners"], "Exchange of prisoners (it needs: Dialogue at least 24; Russia did not consent)."),
        (["india: settle line-of-control"], "the other side did not settle in the same turn"),
        (["india: good-offices india-china-border"], "The border of India and China (China did not consent)."),
    ],
)
def test_a_file_that_did_not_move_says_why(orders: list[str], reason: str) -> None:
    """The report names what a convened file lacked."""
    assert reason in told(*orders)


def test_the_meetings_page_stands_still() -> None:
    """While names are added to the list, everybody who can be asked stays in the same place."""
    app = app_of("meetings")

    def rows() -> list[tuple[str, int]]:
        nodes = [node for node, _ in app.root.walk() if node.id.split(":")[0] in ("ask", "asked", "full")]
        return [(node.id.split(":")[1], node.rect.y) for node in nodes]

    before = rows()
    assert "Your list is empty, so you will meet nobody this turn." in app.root.text
    for _ in range(3):
        click(app, next(node.id for node, _ in app.root.walk() if node.id.startswith("ask:")))
        assert [name for name, _ in rows()] == [name for name, _ in before]
        app.scroll(next(node for node, _ in app.root.walk() if node.id.startswith("page:")), -1e6)
        assert max(abs(now - then) for (_n, now), (_m, then) in zip(rows(), before, strict=True)) <= 3


def test_whom_to_ask_is_told_apart() -> None:
    """Badges tell who asked last turn, who was met, and who accepts without being asked for."""
    match = played("astana", 2)
    text = app_of("meetings").root.text
    assert ("asked for you last turn" in text) == any("kazakhstan" in ids for ids in match.reports[-1].requests.values())
    assert text.count("already met") == sum(match.board.met("kazakhstan", a) for a in match.board.actors)
    assert text.count("always accepts if free") == len(match.board.actors) - len(match.seats)


def test_the_last_turn_keeps_its_reasons() -> None:
    """The report opened again with L shows the reasons of the bots too."""
    app = app_of("summit")
    session = app.top.desk.session  # type: ignore[attr-defined]
    report = session.match.reports[-1]
    order = next(o for o in report.orders if o.seat != "kazakhstan" and session.words.action(o.action))
    reason = Reason(order=order, line="x", text="An aim that can be read", points=2.0, secret=False)
    session.table.reasons[report.turn] = {order.seat: (reason,)}
    app.step([key(pygame.K_l, text="l")])
    assert "An aim that can be read" in app.root.text


def test_the_report_tells_who_reworded_what() -> None:
    """A paragraph that moved is told with both numbers and the delegations that moved it, and opens its parts."""
    app = app_of("report", turns=5)
    report = app.top.told.report  # type: ignore[attr-defined]
    moved = [i for i in report.before.items if round(report.before.wording(i)) != round(report.after.wording(i))]
    assert moved
    for item in moved:
        by = {part.source.split(":")[0] for part in report.parts(("wording", item))}
        row = next(node for node, _ in app.root.walk() if node.id == f"why:wording:{item}")
        assert f"{number(report.before.wording(item))} → " in row.text
        assert all(report.after.name(seat) in row.text.split(" by ")[1] for seat in by)
    click(app, f"why:wording:{moved[0]}")
    assert app.top.id == "why"


def test_the_brief_has_a_calendar() -> None:
    """Every turn of the game is listed with what it decides and what it banks."""
    text = app_of("brief", turns=4).root.text
    assert "3. Two tables banks 20 %" in text
    assert "Decides: Belt and Road" in text


@pytest.mark.parametrize("name", ["first-steps", "astana"])
def test_a_new_game_asks_for_its_scenario(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A new game offers every scenario, the smallest first and with the focus, and takes a number of luck that was drawn."""
    monkeypatch.setattr(flow, "randbelow", lambda most: 4711)
    app = app_of("title")
    app.step([key(pygame.K_n, text="n")])
    offered = [node.id for node, _ in app.root.walk() if node.id.startswith("pick:")]
    assert app.focused == offered[0] == "pick:scenario:first-steps"
    assert offered == [f"pick:scenario:{found.path.stem}" for found in flow.title().playable]
    while app.focused != f"pick:scenario:{name}":
        app.step([key(pygame.K_TAB)])
    app.step([key(pygame.K_RETURN, text="\r")])
    assert app.top.scenario.id == name  # type: ignore[attr-defined]
    assert app.top.seed == 4711  # type: ignore[attr-defined]


def test_refusals_have_names() -> None:
    """A refusal speaks of names, in whole sentences."""
    _, summit = desk_app()
    desk = summit.desk
    asked = next(order for order in desk.legal() if order.action == "request" and order.target == "iran")
    desk.pick(asked)
    assert "Iran is on the list already" in desk.why_not(attrs.evolve(asked, rank=2))
    soften, strong = (Order("kazakhstan", position, desk.view.board.on_table()[0]) for position in ("soften", "strengthen"))
    desk.pick(soften)
    says = desk.why_not(strong)
    assert "cannot be ordered beside" in says
    assert "one of them" not in says


def test_a_page_warns_of_nothing_that_nobody_asked_for() -> None:
    """An action of which no order fits names none of them, and says what is lacking, even if one of them is on the sheet."""
    app, summit = desk_app()
    desk = summit.desk
    for slotted in [action for action in desk.words.scenario.action if action.slots]:
        found = next((order for order in desk.legal() if order.action == slotted.id), None)
        if found:
            desk.pick(found)
    assert desk.budget.slots_left == 0
    named = {desk.words.order(order) for order in desk.legal(())} - {desk.words.order(order) for order in desk.chosen}
    for action in desk.words.scenario.action:
        rows = page_orders.page(desk, action.id, lambda id: None)
        told = " ".join(element.place(app.space, pygame.Rect(0, 0, 420, 600)).text for element in rows)
        assert not [order for order in named if f"“{order}”" in told], action.id
        given = [order.target for order in desk.chosen if order.action == action.id]
        assert ("on your sheet already" in told) == (given == [None]), action.id
        assert not any(given) or "no time left" in told, action.id
    assert len({order.target for order in desk.chosen}) == 2


def test_effects_name_their_target() -> None:
    """An order on the sheet says what it does to its own target by name, and so does a fall-back."""
    app, summit = desk_app()
    desk = summit.desk
    for order in desk.legal(()):
        if desk.words.action(order.action):
            assert not any("the one you choose" in says or "the chosen pole" in says for says in desk.effects(order)), order
    app.step([key(pygame.K_3, text="3")])
    click(app, next(node.id for node, _ in app.root.walk() if node.id.startswith("ask:")))
    app.step([key(pygame.K_f, text="f")])
    assert app.top.id == "picker"
    assert "capital" in app.root.text


def test_one_is_not_several() -> None:
    """A single item, step or leader is written in the singular."""
    lines = [*played("astana", 99).view("kazakhstan").lines()]
    single = [attrs.evolve(line, now=1.0, unit=unit) for line in lines[:1] for unit in ("items", "steps")]
    app = App(Picture([page_brief.line(line, lambda now: None) for line in single]))
    assert "now 1 item" in app.root.text
    assert "1 items" not in app.root.text
    assert "now 1 step" in app.root.text


@attrs.frozen(eq=False)
class Picture:
    """A screen of a few elements."""

    parts: list[Element]
    id: str = "picture"
    overlay: bool = False

    def build(self, space: Space) -> Element:
        return Column(self.parts)

    def back(self) -> Nav:
        return None


def test_no_number_hides_its_step() -> None:
    """A number just under a step is not rounded up to it."""
    assert [near(54.6, [35, 55]), near(54.99, [55]), near(55.0, [55]), near(54.2, [55])] == ["54.6", "54.9", "55", "54"]


def test_enter_takes_the_advice() -> None:
    """Whoever asks the adviser by Enter and answers by Enter has its orders on the sheet."""
    app, summit = desk_app()
    app.press("adviser")
    app.step([key(pygame.K_RETURN, text="\r")])
    assert "It is thinking" in app.root.text
    for _ in range(100):
        app.listen()
        if summit.desk.advice is not None:
            break
    assert "Put this on my sheet" in app.root.text
    assert app.focused == "take"
    app.step([key(pygame.K_RETURN, text="\r")])
    assert app.top is summit
    assert summit.desk.advice is not None
    assert set(summit.desk.chosen) >= {o for o in summit.desk.advice.orders if o.action not in ("fallback", "request")}
