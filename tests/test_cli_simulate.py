"""`simulate`: the same games whatever the workers, tidy rows, files written in full or not at all, Ctrl-C."""

from __future__ import annotations

import csv
import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from multiprocessing import Pipe
from pathlib import Path
from typing import Any

import pytest
from cli_support import SMALL, refused, run

from game import Match, load_scenario, paths
from game.model.orders import Order
from game.study import batch, pool
from game.study.play import Setup, again, dropped, legal_part, play, without
from game.table import Table

TELLING = """
from contextlib import contextmanager
from game.cli import main
from game.commands import simulate
@contextmanager
def progress(what, total):
    yield lambda done: print("games are finished", flush=True)
simulate.progress = progress
main()
"""
"""The command line, telling whenever games are finished."""

SEATS = ["highmoor", "seaward", "millford", "bridgewater"]


def small() -> Setup:
    return Setup(scenario=load_scenario(paths.scenarios_folder() / "first-steps.toml"), bot="random")


def read(path: Path) -> list[dict[str, str]]:
    with path.open(newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def test_workers_change_nothing(tmp_path: Path) -> None:
    """One process or two give the same files, byte for byte."""
    for n in (1, 2):
        done = run("simulate", SMALL, "--games", 5, "--seed", 3, "--bot", "random", "--workers", n,
                   "--csv", tmp_path / f"{n}.csv", "--json", tmp_path / f"{n}.json")
        assert done.exit_code == 0, done.output
    assert (tmp_path / "1.csv").read_bytes() == (tmp_path / "2.csv").read_bytes()
    assert (tmp_path / "1.json").read_bytes() == (tmp_path / "2.json").read_bytes()


def test_rows_say_what_the_games_were(tmp_path: Path) -> None:
    """A row for every game and seat, with the outcome of the game of seed S + i."""
    file = tmp_path / "games.csv"
    run("simulate", SMALL, "--games", 3, "--seed", 11, "--bot", "random", "--seat", "millford=pass", "--workers", 1,
        "--csv", file)
    rows = read(file)
    assert [(int(r["game"]), r["seat"]) for r in rows] == [(g, s) for g in range(3) for s in SEATS]
    for game in range(3):
        match = Match(small().scenario, 11 + game)
        Table(match, bots={s: "pass" if s == "millford" else "random" for s in SEATS}).play()
        standings = {s.seat: s for s in match.outcome().standings}
        for row in rows[4 * game : 4 * game + 4]:
            assert (int(row["seed"]), row["bot"] == "pass") == (11 + game, row["seat"] == "millford")
            assert float(row["score"]) == standings[row["seat"]].score
            assert int(row["rank"]) == standings[row["seat"]].rank
            assert float(row["track:tension"]) == match.board.track("tension")
            assert row["first:millford"] == (match.board.first_partner("millford") or "open")
            assert row["file:locks"] == str(match.board.steps("locks"))
            status, band = match.board.status("river-charter"), match.board.band("river-charter")
            assert row["item:river-charter"] == (band if status == "adopted" else status)


def test_json_and_summary(tmp_path: Path) -> None:
    """The JSON holds the same games and a summary that follows from them; shares of orders sum to 1."""
    file = tmp_path / "games.json"
    shown = run("simulate", SMALL, "--games", 4, "--bot", "random", "--workers", 1, "--json", file).output
    found = json.loads(file.read_text(encoding="utf-8"), parse_constant=pytest.fail)
    scores = [seat["score"] for game in found["games"] for seat in game["seats"] if seat["seat"] == "seaward"]
    summary = found["summary"]
    assert found["length"] == "full"
    assert summary["scores"]["seaward"]["mean"] == pytest.approx(sum(scores) / 4)
    assert sum(summary["orders"].values()) == pytest.approx(1.0)
    assert sum(summary["items"]["river-charter"].values()) == pytest.approx(1.0)
    assert all(word in shown for word in ("4 games", "seaward", "river-charter", "ruptures, % of games", *summary["orders"]))


def test_variant_and_length() -> None:
    """A variant and a shorter length are played."""
    assert run("simulate", "astana", "--games", 1, "--bot", "pass", "--variant", "harder-spring", "--length", "short",
               "--workers", 1).exit_code == 0


@pytest.mark.parametrize("option", ["--csv", "--json"])
@pytest.mark.parametrize("place", ["missing/games", "file/games", "."])
def test_places_that_cannot_be_written(tmp_path: Path, option: str, place: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is said before a single game is played."""
    (tmp_path / "file").write_text("")
    monkeypatch.setattr(batch, "play_block", pytest.fail)
    assert "written" in refused(run("simulate", SMALL, "--games", 1, "--bot", "pass", option, tmp_path / place))


def test_a_full_disk_keeps_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file is replaced in full or not at all, and the summary is shown all the same."""
    file = tmp_path / "games.csv"
    file.write_text("old")

    def full(handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    told = run("simulate", SMALL, "--games", 1, "--bot", "pass", "--workers", 1, "--csv", file)
    assert "is NOT written: no space left on device" in refused(told)
    assert "highmoor" in told.stdout
    assert [path.name for path in tmp_path.iterdir()] == ["games.csv"]
    assert file.read_text() == "old"


def test_what_a_full_disk_refuses_is_kept_elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """When the disk fills up while games are played, they are kept in the folder for temporary files, and it is said where."""
    (tmp_path / "spare").mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "spare"))

    def full(source: Path, place: Path) -> None:
        if Path(place).parent == tmp_path:
            raise OSError(28, "No space left on device")
        shutil.move(source, place)

    monkeypatch.setattr(os, "replace", full)
    told = run("simulate", SMALL, "--games", 2, "--bot", "pass", "--workers", 1, "--csv", tmp_path / "games.csv")
    kept, = (tmp_path / "spare").iterdir()
    assert f"is NOT written: no space left on device, but kept in {str(kept)!r}\n" in refused(told)
    assert len(read(kept)) == 8


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no such device")
def test_a_device_is_written_to_and_not_replaced(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Devices stay what they are."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    told = run("simulate", SMALL, "--games", 1, "--bot", "pass", "--workers", 1, "--csv", "/dev/full", "--json", tmp_path / "x")
    assert "is NOT written" in refused(told)
    assert Path("/dev/full").is_char_device()
    assert (tmp_path / "x").exists()


@pytest.mark.parametrize(("cut", "code", "sentence"), [
    (KeyboardInterrupt(), 130, "stopped: 6 of 9 games are finished, written to {}\n"),
    (pool.WorkerEnded(), 1, "error: a worker process was ended from outside; try again with fewer --workers: "
                             "6 of 9 games are finished, written to {}\n")])
def test_finished_games_are_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, cut: BaseException, code: int,
                                 sentence: str) -> None:
    """Ctrl-C, or the end of a worker, leaves with its exit code, one sentence, and the games that were finished."""
    def two(work: Any, shared: Any, jobs: Any, workers: int) -> Iterator[Any]:
        yield from (work(shared, job) for job in jobs[:2])
        raise cut

    monkeypatch.setattr(pool, "spread", two)
    told = run("simulate", SMALL, "--games", 9, "--bot", "pass", "--workers", 3, "--csv", tmp_path / "x.csv")
    assert told.exit_code == code
    assert told.stderr == sentence.format(tmp_path / "x.csv")
    assert len(read(tmp_path / "x.csv")) == 6 * 4


@pytest.mark.skipif(os.name == "nt", reason="there is no such signal")
def test_a_killed_worker_is_said(tmp_path: Path) -> None:
    """A worker that is killed costs one sentence and none of the games that were finished."""
    words = ["simulate", SMALL, "--games", "1000000", "--bot", "random", "--workers", "2", "--csv", str(tmp_path / "x.csv")]
    killing = TELLING.replace("print(", "[child.kill() for child in active_children()[:1]] and print(")
    code = f"from multiprocessing import active_children\n{killing}"
    done = subprocess.run([sys.executable, "-c", code, *words], capture_output=True, text=True, timeout=100)
    assert done.returncode == 1, done.stderr
    assert done.stderr.count("\n") == 1
    assert "a worker process was ended from outside" in done.stderr
    assert f": {len(read(tmp_path / 'x.csv')) // 4} of 1000000 games are finished" in done.stderr


def test_results_that_are_there_come_before_the_failure() -> None:
    """When a job fails, the results of later jobs that are ready are handed on first, in their order."""
    crew = [worker_with((1, ((3, 1), None)), (0, (None, ZeroDivisionError())))]
    told = pool._in_order(crew, [0, 2, 3])
    assert next(told) == (3, 1)
    with pytest.raises(ZeroDivisionError):
        next(told)


def worker_with(*heard: object) -> pool._Worker:
    """A worker that has already finished jobs, in this order."""
    ours, theirs = Pipe()
    worker = object.__new__(pool._Worker)
    worker.pipe = ours
    for thing in heard:
        theirs.send(thing)
    return worker


@pytest.mark.skipif(os.name == "nt", reason="there is no such signal")
def test_a_result_whose_reading_was_stopped_is_left() -> None:
    """Ctrl-C within a result: the rest of it is not taken for another one, and what others have finished still comes."""
    half, whole = worker_with(), worker_with((1, ("one", None)))
    ours, theirs = Pipe()
    half.pipe = ours
    os.write(theirs.fileno(), (1000).to_bytes(4, "big") + b"half")
    before = signal.signal(signal.SIGALRM, signal.default_int_handler)
    signal.setitimer(signal.ITIMER_REAL, 0.1)
    try:
        with pytest.raises(KeyboardInterrupt):
            half.heard()
    finally:
        signal.signal(signal.SIGALRM, before)
    os.write(theirs.fileno(), b"\xff" * 996)
    assert pool._rest([half, whole], {}) == ["one"]


def test_a_worker_that_ends_in_the_middle_of_a_result_is_not_waited_for() -> None:
    """Half of a result in the pipe of a worker that is gone is told as its end, and what others have finished still comes."""
    half, whole = worker_with(), worker_with((1, ("one", None)))
    ours, theirs = Pipe()
    half.pipe = ours
    os.write(theirs.fileno(), (1000).to_bytes(4, "big") + b"half")
    theirs.close()
    told = pool._in_order([half, whole], [0, 1])
    assert next(told) == "one"
    with pytest.raises(pool.WorkerEnded):
        next(told)


@pytest.mark.skipif(os.name == "nt", reason="signals are sent to process groups")
def test_a_real_interrupt_ends_all_workers(tmp_path: Path) -> None:
    """Ctrl-C at a terminal reaches the workers too; nobody complains and nobody stays."""
    words = ["simulate", SMALL, "--games", "1000000", "--bot", "random", "--workers", "2", "--csv", str(tmp_path / "x.csv")]
    child = subprocess.Popen([sys.executable, "-c", TELLING, *words], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
                             start_new_session=True)
    assert child.stdout is not None
    assert child.stdout.readline() == "games are finished\n"
    os.killpg(child.pid, signal.SIGINT)
    _, told = child.communicate(timeout=60)
    assert child.returncode == 130
    assert told.startswith("stopped: ")
    assert told.count("\n") == 1
    assert f"stopped: {len(read(tmp_path / 'x.csv')) // 4} of 1000000 games are finished" in told
    with pytest.raises(ProcessLookupError):
        wait_for_end(child.pid)


def wait_for_end(group: int) -> None:
    """Raises ProcessLookupError once nobody of a process group is left."""
    for _ in range(100):
        os.killpg(group, 0)
        time.sleep(0.1)


def test_spread_hands_on_failures() -> None:
    """An error in a worker is raised to whoever asked; results come in the order of the jobs."""
    assert list(pool.spread(divmod, 7, [1, 2, 3], 2)) == [divmod(7, n) for n in (1, 2, 3)]
    with pytest.raises(ZeroDivisionError):
        list(pool.spread(divmod, 7, [1, 0, 3], 2))


def test_without_a_seat() -> None:
    """The same game with a seat passing: that seat orders nothing, the others what was still legal, under the same luck."""
    match = play(small(), 5)
    other = without(match, "millford")
    assert all(not sheets.get("millford") for sheets in other.played)
    for before, after in zip(match.played, other.played, strict=True):
        for seat, orders in after.items():
            assert {o.done for o in orders} <= {o.done for o in before[seat]} or any(o.rank for o in orders)
    assert without(match, "millford").digest() == other.digest()


def test_legal_part_moves_requests_up() -> None:
    """When the first wish is gone the second takes its place, and its fall-back with it."""
    match = Match(small().scenario, 1)
    view = match.view("highmoor")
    one, two = (order for order in view.legal_orders() if order.action == "request" and order.target in ("millford", "seaward"))
    sheet = legal_part(view.desk, (), [one, type(two)("highmoor", "request", two.target, rank=2)])
    assert [order.rank for order in sheet] == [1, 2]
    gone = type(one)("highmoor", "request", "nobody", rank=1)
    moved = legal_part(view.desk, (), [gone, type(two)("highmoor", "request", two.target, rank=2)])
    assert [str(order) for order in moved] == [str(two)]


def test_a_replay_knows_what_was_promised() -> None:
    """Recorded sheets with their pledges play the same game again, broken words too; who is silenced promises nothing."""
    match = Match(small().scenario, 5)
    gives, asks = "highmoor: project millford", "millford: public-line seaward up"
    match.answer("millford", match.offer("highmoor", "millford", [gives], [asks], 1), True, 1)
    match.submit("millford", [asks], 1)
    while not match.over:
        match.resolve()
    fresh = Match(match.scenario, 5)
    assert again(fresh, match.played, match.corridor.pledges).world == match.world
    assert fresh.corridor.pledges == match.corridor.pledges
    assert (dropped(match, "highmoor"), dropped(match, "millford"), dropped(match, "seaward")) == (1, 1, 0)
    quiet, others = without(match, "highmoor"), match.corridor.pledges[1:]
    assert quiet.corridor.pledges == others
    assert quiet.board.credibility("highmoor") == pytest.approx(80)
    assert quiet.board.credibility("millford") == match.board.credibility("millford")


def test_what_is_pledged_stays_first_in_a_replay() -> None:
    """Where a recorded sheet is not legal any more, what is pledged is kept before the rest, and on the last turn always."""
    match = Match(small().scenario, 5)
    while match.turn != match.turns[-1]:
        match.resolve()
    asked = [f"highmoor: request 1 {name}" for name in ("millford", "seaward")]
    match.answer("millford", match.offer("highmoor", "millford", asked[:1], ["millford: request 1 highmoor"], 3), True, 3)
    orders = [Order.parse(text) for text in (asked[1], asked[0].replace("1", "2"), "highmoor: project nobody")]
    desk, owed = match.view("highmoor").desk, match.corridor.owed("highmoor", 3)
    assert [str(order) for order in legal_part(desk, owed, orders)] == [asked[0], asked[1].replace("1", "2")]
