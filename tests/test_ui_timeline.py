"""The timeline: a branch is the same game up to its turn, whatever it comes from stays as it is, and nothing secret is told."""

from __future__ import annotations

import os
from pathlib import Path

import pygame
import pytest
from ui_support import SEATS, VIEWS, app_of, click, cut_texts, key, outside, overlaps, pale, played, scenario, turns_for

from game import paths
from game.match import Match
from game.save import SaveError, read_save
from game.study.futures import boards, differences, history_line, stood
from game.table import Table
from game.ui import branches, flow
from game.ui.app import App
from game.ui.branches import Branch, branched, kin
from game.ui.drawer import Drawer
from game.ui.preferences import SCALES, Preferences
from game.ui.screens.futures import Futures
from game.ui.screens.timeline import Timeline
from game.ui.session import Session
from game.ui.unfold import Telling

NAME = "first-steps"
SEAT = SEATS[NAME]


@pytest.fixture(autouse=True)
def _own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(paths, "user_folder", lambda: tmp_path)


def table_at(turns: int, people: tuple[str, ...] = (SEAT,), name: str = NAME) -> Table:
    """A saved game of people that pass, among bots that draw their orders."""
    found = Table(Match(scenario(name), 5), people, "random", paths.saves_folder() / "game.save")
    found.save()
    return onward(found, turns)


def onward(table: Table, turns: int) -> Table:
    for _ in range(turns):
        for seat in table.humans:
            table.submit(seat, ())
        table.advance()
    return table


def digests(match: Match) -> list[str]:
    """The digest of every turn's start, and of now."""
    return [stood(match, turns).digest() for turns in range(len(match.reports) + 1)]


def session(table: Table) -> Session:
    return Session(table, flow.onward, flow.started)


def looked(table: Table) -> Timeline:
    """The timeline of a game, with all that it finds."""
    screen = Timeline(session(table))
    screen.news()
    return screen


def compared(screen: Timeline, i: int = 0, at: int = 0) -> Futures:
    future = screen.futures[i]
    return Futures(screen.session, future, future.match(), at)


def test_a_branch_with_the_same_orders_is_the_same_game() -> None:
    """Played on as its origin was, a branch comes to the same digest; so does a new match that is given its orders."""
    table = table_at(3)
    branch = onward(branched(table, 1), 2)
    assert branch.match.digest() == table.match.digest()
    again = Match(scenario(NAME), 5)
    again.follow(branch.match.played, branch.match.corridor.said, {})
    assert again.digest() == branch.match.digest()


def test_a_branch_differs_from_its_turn_on() -> None:
    """With other orders all digests up to the turn that was branched are as they were, and all after it are others."""
    table = table_at(3)
    branch = branched(table, 1)
    branch.submit(SEAT, branch.match.legal_orders(SEAT)[:1])
    branch.advance()
    onward(branch, 1)
    same = [one == other for one, other in zip(digests(table.match), digests(branch.match), strict=True)]
    assert same == [True, True, False, False]


def test_branching_does_not_touch_the_origin() -> None:
    """The origin's save is the same to the last byte, however far the branch is played; each branch has a file of its own."""
    table = table_at(3)
    assert table.autosave is not None
    before = table.autosave.read_bytes()
    for place in (0, 1, 1):
        onward(branched(table, place), 2)
    assert table.autosave.read_bytes() == before
    names = [branch.path.stem for branch in Branch.at(table.autosave).family]
    assert names == ["game", "game_branch-1-from-1", "game_branch-2-from-2", "game_branch-3-from-2"]


def test_a_branch_of_a_branch_belongs_to_the_family() -> None:
    """It is numbered on, and finds both games that were there before it."""
    table = branched(onward(branched(table_at(3), 1), 2), 2)
    assert table.autosave is not None
    assert Branch.at(table.autosave).told == "branch 2 from turn 3"
    assert [found.branch.number for found in kin(table)] == [0, 1]


@pytest.mark.parametrize("step", range(4))
def test_a_kill_while_branching_loses_nothing(step: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Ended before any of its writes, branching leaves the origin and no half game; afterwards it can be done again."""
    table, calls = table_at(2), list[int]()
    assert table.autosave is not None
    before = table.autosave.read_bytes()

    def killed(*arguments: object) -> None:
        calls.append(1)
        if len(calls) > step // 2:
            raise KeyboardInterrupt
        real(*arguments)  # type: ignore[operator]

    name = ("fsync", "replace")[step % 2]
    real = getattr(os, name)
    monkeypatch.setattr(os, name, killed)
    with pytest.raises(KeyboardInterrupt):
        branched(table, 0)
    monkeypatch.setattr(os, name, real)
    assert table.autosave.read_bytes() == before
    assert [found.path for found in Branch.at(table.autosave).family] == [table.autosave]
    assert branched(table, 0).match.digest() == Table.load(Branch.at(table.autosave).family[1].path).match.digest()


def test_a_branch_that_cannot_be_written_is_refused() -> None:
    """On a disk that takes nothing the window says so in one sentence and stays with the game."""
    table = table_at(2)
    app = App(looked(table))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(branches.Drawer, "copied", _full)
        app.step([key(pygame.K_b)])
        app.step([key(pygame.K_y)])
    assert app.notice == "The file could not be read or written: No space left on device. The game goes on."
    assert app.top.id == "timeline"


def _full(drawer: Drawer, autosave: Path) -> None:
    raise OSError(28, "No space left on device")


def test_a_hot_seat_keeps_its_people_and_pins() -> None:
    """A branch seats the same people with the same PINs, from its first moment on disk."""
    table = table_at(2, ("millford", "seaward"))
    Drawer.of(table.autosave).begin({"seaward": "1234"})
    branch = branched(table, 1)
    assert branch.autosave is not None
    loaded = Table.load(branch.autosave)
    assert (loaded.humans, loaded.bots) == (table.humans, table.bots)
    drawer = Drawer.of(branch.autosave)
    assert drawer.opens("seaward", "1234")
    assert not drawer.opens("seaward", "4321")


def test_bots_keep_the_reasons_of_the_past() -> None:
    """Why bots gave their orders is known of the turns before the branch, and of no other."""
    table = table_at(3)
    assert set(branched(table, 1).reasons) == {table.match.turns[0]}


def test_back_and_forth_by_keyboard() -> None:
    """J opens the timeline, B branches from the turn, and from the branch's timeline one comes back to the game as it stood."""
    table = table_at(2)
    app = App(flow.onward(session(table)))
    app.step([key(pygame.K_j)])
    app.listen()
    assert app.top.id == "timeline"
    app.step([key(pygame.K_b)])
    app.step([key(pygame.K_y)])
    _settle(app)
    desk = app.top.desk  # type: ignore[attr-defined]
    assert (app.top.id, desk.session.match.turn, len(app.stack)) == ("summit", table.match.turns[1], 1)
    app.step([key(pygame.K_j)])
    app.listen()
    click(app, "compare:0")
    app.listen()
    app.step([key(pygame.K_g)])
    app.step([key(pygame.K_y)])
    _settle(app)
    assert app.top.desk.session.match.digest() == table.match.digest()  # type: ignore[attr-defined]


def test_a_branch_can_be_deleted() -> None:
    """After a question one branch goes with its locks; the first game, the other branches and the one that is played stay."""
    table = table_at(2)
    for place in (0, 1, 1):
        branched(table, place)
    assert table.autosave is not None
    before = {path.name: path.read_bytes() for path in table.autosave.parent.iterdir()}
    app = App(looked(branched(table, 0)))
    offered = [node.id for node, _ in app.root.walk() if node.id.startswith("delete:")]
    assert offered == ["delete:1", "delete:2", "delete:3"]
    click(app, "delete:2")
    app.step([key(pygame.K_ESCAPE)])
    assert kin(table)[1].branch.number == 2
    click(app, "delete:2")
    app.step([key(pygame.K_y)])
    left = {path.name: path.read_bytes() for path in table.autosave.parent.iterdir() if "branch-4" not in path.name}
    assert left == {name: text for name, text in before.items() if "branch-2" not in name}
    assert "delete:2" not in [node.id for node, _ in app.root.walk()]


def test_who_branches_a_tutorial_is_told_where_the_lessons_stay() -> None:
    """The question before a branch of a tutorial says that its lessons stay with the first game; no other does."""
    for coached in (True, False):
        screen = looked(table_at(2))
        screen.session.drawer.coached = coached
        app = App(screen)
        app.step([key(pygame.K_b)])
        assert ("The lessons stay" in app.root.text) == coached


def _settle(app: App) -> None:
    for _ in range(50):
        app.step([])
        if app.top.id != "waiting":
            return


def test_a_turn_is_watched_again() -> None:
    """W shows the film of the turn that is looked at, and Esc leads back over its report."""
    app = App(looked(table_at(2)))
    click(app, "turn:1")
    app.step([key(pygame.K_w)])
    assert app.top.id == "reveal"
    told: Telling = app.top.told  # type: ignore[attr-defined]
    assert told.report.turn == told.record.reports[0].turn
    app.step([key(pygame.K_ESCAPE)])
    app.step([key(pygame.K_ESCAPE)])
    assert app.top.id == "timeline"


def test_the_title_tells_games_apart() -> None:
    """Continue says of a branch that it is one, and where it began."""
    branched(table_at(2), 1)
    assert flow.title().kept().line.endswith("branch 1 from turn 2")


def test_other_games_are_left_out(tmp_path: Path) -> None:
    """What is damaged, or of another luck or scenario, is no future of a game."""
    table = table_at(2)
    branch = branched(table, 1)
    assert table.autosave is not None
    assert branch.autosave is not None
    text = branch.autosave.read_text(encoding="utf-8")
    for number, other in enumerate(("nonsense", text.replace("seed 5", "seed 6"), text.replace("Millford", "Milford")), 2):
        table.autosave.with_name(f"game_branch-{number}-from-1.save").write_text(other, encoding="utf-8")
    assert [found.branch.number for found in kin(table)] == [1]
    with pytest.raises(SaveError, match="another scenario"):
        read_save(table.autosave, scenario("astana"))


def test_differences_begin_where_they_part() -> None:
    """What is told of two futures is equal up to the turn that was branched, and names the order that only one of them has."""
    table = table_at(2)
    branch = branched(table, 1)
    order = branch.match.legal_orders(SEAT)[0]
    branch.submit(SEAT, (order,))
    branch.advance()
    first, second = differences(branch.match, table.match)
    assert (first.orders, first.apart) == ((), ())
    assert second.orders == ((SEAT, branch.match.played[1][SEAT], ()),)
    screen = compared(looked(branch), 0, 1)
    words = App(screen).root.text
    assert "The first turn is the same in both." in words
    assert screen.session.words.order(order) in words


def test_history_is_drawn_only_as_far_as_one_has_played() -> None:
    """The grey line never runs ahead of the game, whose luck it shares."""
    match = played("astana", 2)
    line = looked(Table(match, (SEATS["astana"],), "random")).history
    assert line is not None
    assert len(boards(line)) == len(boards(match)) == 3
    assert line.digest() == history_line(match, 2).digest()


@pytest.mark.parametrize("name", ["astana", "first-steps"])
def test_history_is_told_where_there_is_one(name: str) -> None:
    """A scenario with documented orders has a grey line and says what it is; another one has none."""
    words = app_of("timeline", name).root.text
    assert ("history's line" in words) == bool(scenario(name).history)


def test_several_people_see_no_brief() -> None:
    """Where several people look on, no brief and no score is told before the end, neither here nor side by side."""
    screen = looked(onward(branched(table_at(3, ("millford", "seaward")), 0), 1))
    screen.look = "course"
    texts = [App(screen).root.text, App(compared(screen)).root.text]
    assert not any("Your brief" in words for words in texts)
    assert "Points are told when both games are over." in texts[1]
    for seat in screen.session.match.seats:
        assert not any(line.text in words for line in screen.session.match.view(seat).lines() for words in texts)


def test_a_projector_hides_the_brief() -> None:
    """With onlookers the points of the own brief are covered on all pages."""
    screen = looked(onward(branched(table_at(3), 0), 1))
    found = compared(screen)
    screen.look = found.look = "course"
    for shown, pages in ((screen, ("turn", "world")), (found, ("worlds", "scores"))):
        for page in pages:
            shown.page = page
            words = App(shown, prefs=Preferences(projector=True)).root.text
            assert "Hidden on the projector" in words
            assert "of 100" not in words.replace("points of 100", "")
            assert "All lines" not in words


def test_scores_are_compared_when_both_are_over() -> None:
    """Two finished games show every delegation's points of both."""
    table = table_at(3)
    other = onward(branched(table, 0), 3)
    words = App(compared(looked(other))).root.text
    assert all(screen_name in words for screen_name in (table.match.board.name(seat) for seat in table.match.seats))


@pytest.mark.parametrize(("size", "scale"), [*VIEWS[: len(SCALES)], *VIEWS[-2:]])
@pytest.mark.parametrize("page", ["told", "worlds", "scores"])
def test_two_futures_fit(page: str, size: tuple[int, int], scale: float) -> None:
    """Side by side nothing is cut, nothing overlaps and every text can be read, at every scale."""
    match = played("astana", turns_for("final", 2))
    screen = looked(Table(match, (SEATS["astana"],), "random"))
    found = compared(screen, at=3)
    found.page = page
    for look in ("map", "plot", "course") if page == "worlds" else ("map",):
        found.look = look
        app = App(found, size, Preferences(scale=scale))
        assert cut_texts(app) == []
        assert outside(app.root) == []
        assert overlaps(app.root) == []
        assert pale(app.root) == []
