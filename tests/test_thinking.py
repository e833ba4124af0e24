"""Bots think in a backroom: the game is the same wherever that is, and nothing there can lose it."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from multiprocessing import resource_tracker
from pathlib import Path

import attrs
import numpy as np
import pygame
import pytest
import strategies
from hypothesis import given, settings
from hypothesis import strategies as st
from spinning import spin
from ui_support import VIEWS, cut_texts, outside, overlaps, pale, scenario

from game.match import Match
from game.model.orders import IllegalOrder, Order
from game.study import backroom
from game.study.backroom import LIVES, Backroom
from game.study.companion import Companion
from game.study.tasks import Advise, Confer, Foresee, Lead, Propose, Try, Write, outdated
from game.table import ADVISER, Table
from game.ui import flow
from game.ui.alarm import alarming, hundred, warnings
from game.ui.app import App
from game.ui.nav import Push, Replace
from game.ui.preferences import Preferences
from game.ui.screens import handing, waiting
from game.ui.screens.summit import Summit
from game.ui.session import Session

SEAT = "millford"
PATIENCE = 30.0
"""Seconds after which a process is taken to be stuck."""


@pytest.fixture
def rooms() -> Iterator[Callable[[Table], Backroom]]:
    """Makes backrooms with a process of their own, and ends those processes."""
    made: list[Backroom] = []

    def room(table: Table) -> Backroom:
        made.append(Backroom(table, apart=True))
        return made[-1]

    yield room
    for each in made:
        each.close()


def table_of(seed: int = 3, humans: tuple[str, ...] = (SEAT,)) -> Table:
    return Table(Match(scenario("first-steps"), seed), humans, "ambassador")


def until(room: Backroom, done: Callable[[], bool]) -> None:
    """Listen until something has happened."""
    end = time.monotonic() + PATIENCE
    while not done():
        assert time.monotonic() < end, "nothing was heard"
        if not room.news():
            time.sleep(0.005)


def talked(room: Backroom) -> None:
    room.want(Confer())
    until(room, lambda: len(room.table.conferred) == len(room.table.bots))


def written(room: Backroom) -> None:
    room.want(Write())
    until(room, lambda: len(room.table.written) == len(room.table.bots))


def a_turn(room: Backroom) -> None:
    """Talk, take up each second offer, order something, let all write, and open the sheets."""
    table = room.table
    talked(room)
    for k, talk in enumerate(table.match.corridor.waiting(SEAT)):
        table.answer(SEAT, talk.id, k % 2 == 0)
    view = table.match.view(SEAT)
    table.submit(SEAT, view.suggested())
    written(room)
    table.advance()


def test_the_same_game_beside_and_without(rooms: Callable[[Table], Backroom]) -> None:
    """A game thought out in another process has the same talks, answers, motives, reasons and worlds as one without."""
    here, there, alone = table_of(), table_of(), table_of()
    motives = {}
    for _ in here.match.turns:
        alone.open_corridor()
        for k, talk in enumerate(alone.match.corridor.waiting(SEAT)):
            motives[talk.id] = alone.motive(talk.id)
            alone.answer(SEAT, talk.id, k % 2 == 0)
        alone.submit(SEAT, alone.match.view(SEAT).suggested())
        alone.advance()
    for table, room in ((here, Backroom(here)), (there, rooms(there))):
        for _ in table.match.turns:
            a_turn(room)
        assert table.match.over
        assert table.match.digest() == alone.match.digest()
        assert (table.reasons, table.answers) == (alone.reasons, alone.answers)
        assert {id: table.motive(id) for id in motives} == motives != {}


def test_questions_are_answered_alike(rooms: Callable[[Table], Backroom]) -> None:
    """Forecasts, advice and headings are the same numbers from either side, and stay known for the turn."""
    tables = [table_of(), table_of()]
    sheet = tables[0].match.view(SEAT).legal_orders()[:1]
    tasks = Foresee(SEAT, sheet), Try(SEAT, ()), Lead(SEAT, sheet, frozenset({"neighbours"}))
    found = []
    for room in (Backroom(tables[0]), rooms(tables[1])):
        assert all(room.ask(task) is None for task in tasks)
        until(room, lambda room=room: all(room.ask(task) is not None for task in tasks))  # type: ignore[misc]
        room.want(Advise(SEAT))
        until(room, lambda room=room: bool(room.table.advised))  # type: ignore[misc]
        found.append((*(room.ask(task) for task in tasks), room.table.advise(SEAT)))
    for one, other in zip(*found, strict=True):
        if hasattr(one, "orders"):
            assert (one.orders, one.reasons) == (other.orders, other.reasons)
            one, other = one.prospect, other.prospect
        if hasattr(one, "heading"):
            assert np.array_equal(one.heading.end, other.heading.end)
            assert one.barred == other.barred
        else:
            assert np.array_equal(one.after.values, other.after.values)
            assert one.danger == other.danger


def test_a_newer_question_takes_the_place_of_an_older_one() -> None:
    """Only the last sheet of a seat is forecast, urgent things first, and trials of an older sheet are dropped."""
    room = Backroom(table_of())
    legal = room.table.match.view(SEAT).legal_orders()
    trial = Try(SEAT, legal[:1])
    for task in (trial, Advise(SEAT), Foresee(SEAT, ()), Foresee(SEAT, legal[:1]), Confer()):
        room.want(task)
    assert not room.busy(Foresee(SEAT, ()))
    assert room.busy(trial)
    while room.busy(Confer()):
        assert not room.busy(Foresee(SEAT, ()))
        assert room.ask(Foresee(SEAT, legal[:1])) is None
        assert room.news()
    assert len(room.table.conferred) == len(room.table.bots)
    assert room.news()
    assert room.ask(Foresee(SEAT, legal[:1])) is not None
    room.forget(lambda task: outdated(task, SEAT))
    assert not room.busy(trial)
    assert room.busy(Advise(SEAT))


def test_cancelling_takes_the_sheet_back(rooms: Callable[[Table], Backroom]) -> None:
    """While bots write, the sheet can be taken back: its refusals too, and the game afterwards is the same as without that."""
    plain, table = table_of(), table_of()
    room = rooms(table)
    talked(room)
    plain.open_corridor()
    before = table.record().game
    table.submit(SEAT, ())
    room.want(Write())
    until(room, lambda: bool(table.written))
    room.cancel()
    table.take_back(SEAT)
    assert table.record().game == before
    assert (table.written, table.waiting, table.reasons) == ((), SEAT, {})
    for each in (plain, table):
        each.submit(SEAT, each.match.view(SEAT).legal_orders()[:1])
    written(room)
    assert table.advance() is not None
    plain.advance()
    assert table.match.digest() == plain.match.digest()


def pid_of(room: Backroom) -> int:
    """The process of a room, once it runs."""
    until(room, lambda: room._ready)
    assert room._companion is not None
    return int(room._companion.pid)


def test_a_killed_process_is_replaced_once(rooms: Callable[[Table], Backroom]) -> None:
    """One that is killed is started again and nothing is lost; killed again before it did anything, it is done without."""
    room = rooms(table_of())
    room.want(Write())
    first = pid_of(room)
    os.kill(first, signal.SIGKILL)
    talked(room)
    assert room.apart
    assert not room.alone
    for _ in range(LIVES):
        room.ask(Foresee(SEAT, ()))
        until(room, lambda: room._companion is not None and room._companion.pid is not None)
        killed = room._companion
        assert killed is not None
        os.kill(killed.pid, signal.SIGKILL)
        until(room, lambda killed=killed: room._companion is not killed)
    assert room.alone
    assert not room.apart
    talked(room)
    assert room.ask(Foresee(SEAT, ())) is not None or room.news()


def test_one_that_ends_while_it_starts(monkeypatch: pytest.MonkeyPatch) -> None:
    """A process that ends before it has read its task is heard to have ended, however long that task is."""
    resource_tracker.ensure_running()
    monkeypatch.setattr("multiprocessing.spawn._python_exe", b"/bin/false")
    companion, end = Companion(spin, "x" * 2_000_000), time.monotonic() + PATIENCE / 4
    while not companion.ended:
        assert time.monotonic() < end, "its end was not heard"
        assert not [*companion.heard()]
        time.sleep(0.005)


def test_no_process_at_all(monkeypatch: pytest.MonkeyPatch, rooms: Callable[[Table], Backroom]) -> None:
    """Where no process can be started the same is done here, and one sentence says so, once."""

    def refused(self: object) -> None:
        raise OSError(11, "Resource temporarily unavailable")

    monkeypatch.setattr("multiprocessing.context.SpawnProcess.start", refused)
    table = table_of()
    session = Session(table, flow.onward)
    session.room = rooms(table)
    app = App(waiting.Pause(""))
    app.apply(waiting.talks(session, lambda: Replace(flow.onward(session))))
    end = time.monotonic() + PATIENCE
    while app.top.id == "waiting" and time.monotonic() < end:
        app.step([])
        app.listen()
    assert isinstance(app.top, Summit)
    assert "No second process" in app.notice
    assert table.conferred
    assert not session.alone


@pytest.mark.parametrize("at_once", [1, backroom.AT_ONCE])
def test_bots_talk_while_the_turn_is_told(
        rooms: Callable[[Table], Backroom], monkeypatch: pytest.MonkeyPatch, at_once: int) -> None:
    """With a process of their own the bots begin to talk about the next turn as soon as the sheets are opened, however late the
    word comes that all have written theirs."""
    monkeypatch.setattr(backroom, "AT_ONCE", at_once)
    table = table_of()
    session = Session(table, flow.onward)
    session.room = rooms(table)
    table.submit(SEAT, ())
    app = App(waiting.Pause(""))
    app.apply(waiting.orders(session))
    end = time.monotonic() + PATIENCE
    while app.top.id == "waiting" and time.monotonic() < end:
        app.step([])
        app.listen()
    assert app.top.id == "reveal"
    while session.room._wanted and time.monotonic() < end:
        app.listen()
    assert app.top.id == "reveal"
    assert session.room.busy(Confer())
    assert not session.room._wanted


def test_advice_that_comes_too_late_is_dropped(rooms: Callable[[Table], Backroom]) -> None:
    """What would have changed the table in a turn that has been played since is not done again in the next one."""
    table = table_of()
    room = rooms(table)
    room.want(Advise(SEAT))
    until(room, lambda: room._running is not None)
    table.submit(SEAT, ())
    table.advance()
    until(room, lambda: room._running is None)
    assert not room.busy(Advise(SEAT))
    assert not table.advised


def gone(pid: int) -> bool:
    """Whether a process is no more, within some time."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        try:
            state = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rsplit(") ", 1)[1][0]
        except (OSError, IndexError):
            return True
        if state == "Z":
            return True
        time.sleep(0.02)
    return False


BUSY = """
import signal, time
from game.study.companion import Companion
from spinning import spin
if __name__ == "__main__":
    signal.signal(signal.SIGINT, signal.default_int_handler)  # a job in the background begins with it ignored
    companion = Companion(spin)
    while not [*companion.heard()]:
        time.sleep(0.01)
    print(companion.pid, flush=True)
    time.sleep(600)
"""


@pytest.mark.skipif(not Path("/proc").is_dir(), reason="asks the system's own list of processes")
@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGINT, signal.SIGTERM])
def test_no_process_outlives_the_window(how: signal.Signals) -> None:
    """Whichever way the window's process ends, the other one ends with it, in the middle of its work."""
    path = os.pathsep.join([str(Path(__file__).parent), os.environ.get("PYTHONPATH", "")])
    env, quiet = {**os.environ, "PYTHONPATH": path}, subprocess.DEVNULL
    with subprocess.Popen([sys.executable, "-c", BUSY], stdout=subprocess.PIPE, stderr=quiet, text=True, env=env) as program:
        assert program.stdout is not None
        child = int(program.stdout.readline())
        program.send_signal(how)
        try:
            program.wait(PATIENCE)
        finally:
            program.kill()
    assert gone(child)


def test_it_ends_with_the_room() -> None:
    """A companion that nobody refers to any more is ended, and one that is told to end is heard to have ended."""
    companion = Companion(spin)
    end = time.monotonic() + PATIENCE
    while not [*companion.heard()] and time.monotonic() < end:
        time.sleep(0.01)
    pid = companion.pid
    companion.end()
    while not companion.ended and time.monotonic() < end:
        assert [*companion.heard()] == []
    assert companion.ended
    assert pid is not None


def test_an_offer_is_answered_from_the_backroom(rooms: Callable[[Table], Backroom]) -> None:
    """An offer made there has the answer it has here, and one that cannot be made is refused with the same sentence."""
    here, there = table_of(), table_of()
    room = rooms(there)
    here.open_corridor()
    talked(room)
    other = next(seat for seat in here.bots)
    gives = next(o for o in here.match.view(SEAT).legal_orders() if o.action == "request" and o.target == other)
    asks = attrs.evolve(gives, seat=other, target=SEAT, rank=1)
    for task in (
        Propose(SEAT, other, (attrs.evolve(gives, rank=1),), (asks,), here.match.turn),
        Propose(SEAT, other, (), (Order(other, "nonsense"),), here.match.turn),
    ):
        alone = task.run(here)
        room.want(task)
        found: list[object] = []
        until(room, lambda task=task, found=found: bool(found) or bool(found.extend(room.taken(task))) or bool(found))  # type: ignore[misc]
        if isinstance(alone, IllegalOrder):
            assert isinstance(found[0], IllegalOrder)
            assert (found[0].code, found[0].sentence) == (alone.code, alone.sentence)
        else:
            assert found == [alone]
        assert room.taken(task) == ()
    assert here.record().game == there.record().game
    assert here.answers == there.answers


@given(strategies.scenario_seeds, strategies.game_seeds, st.integers(0, 3))
@settings(deadline=None, max_examples=10)
def test_a_table_follows_another(seed: int, luck: int, back: int) -> None:
    """In random games too a table that follows another one's record stands as it does, forward, back and sideways."""
    book = strategies.rulebook(seed)
    one, other = (Match(book.scenario, luck, book.length) for _ in range(2))
    tables = [Table(match, match.seats[:1], "random") for match in (one, other)]
    human = one.seats[0]
    for turn in range(min(3, len(one.turns))):
        tables[0].submit(human, one.view(human).legal_orders()[:1])
        tables[0].think()
        tables[1].follow(tables[0].record())
        assert other.digest() == one.digest()
        assert tables[1].reasons[one.turn] == tables[0].reasons[one.turn]
        if turn == back:
            tables[0].take_back(human)
            tables[1].follow(tables[0].record())
            assert other.digest() == one.digest()
            tables[0].submit(human, ())
        tables[0].advance()
    tables[1].follow(tables[0].record())
    assert other.digest() == one.digest()
    fresh = Table(Match(book.scenario, luck, book.length), one.seats[:1], "random")
    tables[1].follow(fresh.record())
    assert other.digest() == fresh.match.digest()


def test_a_table_unsays_what_another_has_not_said() -> None:
    """A table that has heard talks of this turn comes back to one where nobody has talked, and keeps what it has worked out."""
    talker, quiet = table_of(), table_of()
    talker.open_corridor()
    assert talker.match.corridor.talks
    notes = talker.match._notes
    talker.follow(quiet.record())
    assert talker.match.digest() == quiet.match.digest()
    assert talker.match.corridor == quiet.match.corridor
    assert talker.match._notes is notes


def test_waiting_tells_who_is_done() -> None:
    """While bots write it is said how many have, with a mark for each, and Enter takes nothing back by accident."""
    session = Session(table_of(), flow.onward, last_seat=SEAT)
    session.table.open_corridor()
    session.desk(SEAT)
    session.table.submit(SEAT, ())
    app = App(waiting.Pause(""))
    app.apply(waiting.orders(session))
    assert "0 of 3 have written theirs" in app.root.text
    app.step([])
    app.step([])
    assert "1 of 3 have written theirs" in app.root.text or "2 of 3" in app.root.text
    app.step([pygame.event.Event(pygame.KEYDOWN, key=pygame.K_RETURN, mod=0, unicode="\r")])
    assert session.match.submitted(SEAT)


@pytest.mark.parametrize(("size", "scale"), VIEWS)
def test_waiting_is_laid_out(size: tuple[int, int], scale: float) -> None:
    """At every size and scale nothing is cut, leaves its box or lies on anything else while the twelve others think."""
    session = Session(Table(Match(scenario("astana"), 3), ("kazakhstan",), "pass"), flow.onward)
    app = App(waiting.Pause(""), size, Preferences(scale=scale))
    app.apply(waiting.orders(session))
    assert (cut_texts(app), outside(app.root), overlaps(app.root), pale(app.root)) == ([], [], [], [])


def test_escape_takes_the_sheet_back_in_the_window() -> None:
    """Esc while bots write leads back to the desk, with the sheet as it was and nothing handed in."""
    app = App(waiting.Pause(""))
    app.apply(flow.started(table_of()))
    while app.top.id == "waiting":
        app.step([])
    assert isinstance(app.top, Summit)
    desk = app.top.desk
    desk.pick(next(order for order in desk.legal() if order.action == "request"))
    sheet = desk.chosen
    app.do(lambda: handing.sent(desk))
    assert app.top.id == "waiting"
    app.step([])
    app.step([pygame.event.Event(pygame.KEYDOWN, key=pygame.K_ESCAPE, mod=0, unicode="")])
    assert isinstance(app.top, Summit)
    assert app.top.desk is desk
    assert desk.chosen == sheet
    assert desk.view.sheet is None
    assert desk.session.table.waiting == SEAT
    app.step([])
    assert isinstance(app.top, Summit)


def test_a_save_of_a_killed_window_goes_on(tmp_path: Path) -> None:
    """A save made when the sheet was in and no bot had written goes on there: they write, and the sheets are opened."""
    file = tmp_path / "game.save"
    table = Table(Match(scenario("first-steps"), 3), (SEAT,), "pass", file)
    table.submit(SEAT, ())
    app = App(waiting.Pause(""))
    app.apply(flow.started(Table.load(file)))
    while app.top.id == "waiting":
        app.step([])
    assert app.top.id == "reveal"


def test_the_forecast_of_a_desk() -> None:
    """A desk has no forecast at once, then one with a band around its middle for alignments, gauges and lines."""
    session = Session(table_of(), flow.onward)
    desk = session.desk(SEAT)
    assert desk.prospect is None
    assert desk.pending
    assert session.room.news()
    assert desk.prospect is not None
    assert not desk.pending
    for quantity in desk.prospect.after.quantities:
        band = desk.prospect.after.of(quantity)
        assert list(band) == sorted(band)
    desk.pick(next(order for order in desk.legal() if order.action == "request"))
    assert desk.pending


def test_advice_is_given_once_a_turn() -> None:
    """The adviser speaks once: asked again it says the same, and its sheet can be taken over as far as it is legal."""
    session = Session(table_of(), flow.onward)
    desk = session.desk(SEAT)
    assert desk.advice is None
    desk.consult()
    assert desk.advising
    while session.room.news():
        pass
    advice = desk.advice
    assert advice is not None
    assert advice.level == ADVISER
    assert {reason.order for reason in advice.reasons} == set(advice.orders)
    desk.consult()
    assert not desk.advising
    assert desk.advice is advice
    desk.take_advice()
    assert desk.view.problem(desk.chosen) is None
    assert set(advice.orders) <= set(desk.chosen)
    assert Table(Match(scenario("first-steps")), (SEAT,), "grand-master").adviser == "grand-master"


def test_the_expected_score_is_for_beginners() -> None:
    """Only at the easiest level may the forecast show the score that is expected."""
    match = Match(scenario("first-steps"))
    assert Session(Table(match, (SEAT,), "attache"), flow.onward).desk(SEAT).scored
    assert not Session(Table(match, (SEAT,), "counsellor"), flow.onward).desk(SEAT).scored


@given(strategies.middles(), st.integers(1, 40))
@settings(deadline=None, max_examples=20)
def test_danger_counts_the_futures(played: strategies.Played, samples: int) -> None:
    """In random worlds the chances of being blamed sum to that of a break, and no danger is told where none can be."""
    match = Match(played.book.scenario, played.seed, played.book.length)
    seat = match.seats[0]
    view = attrs.evolve(match.view(seat), world=played.world, notes={})
    if view.over:
        return
    from game.bots.forecast import forecast

    danger = forecast(view, (), samples).danger
    if played.book.rupture is None or played.world.rupture[0]:
        assert danger is None
        return
    assert danger is not None
    assert sum(share for _, share in danger.blamed) == pytest.approx(danger.chance)
    assert 0 <= danger.chance <= 1
    assert danger.chance * samples == pytest.approx(round(danger.chance * samples))
    assert danger.of("nobody") == 0.0
    if danger.chance == 0.0:
        assert danger.band[-1] < danger.limit
    elif danger.chance > 0.5:
        assert danger.band[-1] >= danger.limit - 1e-6


def test_the_warning_names_who_would_be_blamed() -> None:
    """Near the limit an order that raises the gauge is warned of before it is chosen, with chances that the sentence tells."""
    match = Match(scenario("astana"), 4)
    track = match.rulebook.rupture.track  # type: ignore[union-attr]
    world = match.world
    tense = world.tracks.copy()
    tense[0, track] = match.rulebook.rupture.limit - 0.08  # type: ignore[union-attr]
    match._worlds[-1] = attrs.evolve(world, tracks=tense)
    session = Session(Table(match, ("west",), "pass"), flow.onward)
    desk = session.desk("west").settle()
    calm = desk.danger
    assert calm is not None
    raising = [order for order in desk.legal() if desk._raises(order)]
    assert raising
    assert all(desk.danger_with(order) is None for order in raising)
    while session.room.news():
        pass
    found = [danger for order in raising if (danger := desk.danger_with(order))]
    worst = max(found, key=lambda danger: danger.of("west"))
    assert worst.of("west") > calm.of("west")
    assert alarming(worst, "west")
    (says,) = warnings(desk.words, worst, "west")
    assert f"In {hundred(worst.chance)} of 100 futures" in says
    assert f"You would be blamed in {hundred(worst.of('west'))} of them" in says
    assert not warnings(desk.words, None, "west")
    still = [order for order in desk.legal() if not desk._raises(order)]
    assert still
    assert all(desk.danger_with(order) is None for order in still)


def test_a_sheet_is_looked_over_before_it_is_handed_in(rooms: Callable[[Table], Backroom]) -> None:
    """While its forecast is worked out a sheet is not handed in; as soon as it is there, the game goes on by itself."""
    table = table_of()
    session = Session(table, flow.onward, last_seat=SEAT)
    session.room = rooms(table)
    talked(session.room)
    app = App(Summit(session.desk(SEAT)))
    nav = waiting.looked_over(session.desk(SEAT), lambda: Push(waiting.Pause("done")))
    assert isinstance(nav, Push)
    app.apply(nav)
    end = time.monotonic() + PATIENCE
    while app.top is nav.screen and time.monotonic() < end:
        app.listen()
    assert app.root.text == "done"
    assert [screen.id for screen in app.stack] == ["summit", "waiting"]
