"""Reference games: what they hold, how a score compares with them, where they are kept, and how they are played meanwhile."""

from __future__ import annotations

import time
from pathlib import Path

import attrs
import numpy as np
import par as shipped_par
import pytest
from hypothesis import given
from hypothesis import strategies as st

from game import Match, load_scenario, paths
from game.scenario.schema import Scenario
from game.study import shelf
from game.study.background import Background
from game.study.numbers import share
from game.study.par import FIRST, Line, Reference, Seat, grown, played, sums
from game.study.play import Setup, play

NOTHING = Line(now=sums(np.zeros(0)), banked=sums(np.zeros(0)))


@pytest.fixture(scope="module")
def scenario() -> Scenario:
    return load_scenario(paths.scenarios_folder() / "first-steps.toml")


@pytest.fixture(scope="module")
def setup(scenario: Scenario) -> Setup:
    return Setup(scenario=scenario, length="full", bot="random")


@pytest.fixture(scope="module")
def reference(setup: Setup) -> Reference:
    """Six games."""
    parts = [played(setup, seed) for seed in range(FIRST, FIRST + 6)]
    return sum(parts[1:], parts[0])


@pytest.fixture(autouse=True)
def _own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(paths, "user_folder", lambda: tmp_path)


def made(drawn: list[int], rest: list[float], *banked: list[float]) -> Reference:
    """A reference of one seat by hand, with secret goals 0, 1, ..."""
    seat = Seat(drawn=tuple(drawn), rest=tuple(rest), banked=tuple(map(tuple, banked)), lines={},
                secrets={str(k): NOTHING for k in range(len(banked))})
    return Reference(sha256="", variant=None, length="full", level="greedy", seats={"a": seat})


def test_percentile_counts_those_below_and_half_of_those_equal() -> None:
    """The percentile is 100 x (reference games below + half of those equal) / all."""
    found = made([-1] * 5, [10.0, 20.0, 20.0, 30.0, 40.0])
    assert found.percentile("a", None, 20.04).value == pytest.approx(100 * (1 + 0.5 * 2) / 5)
    assert found.percentile("a", None, 9.0).value == 0.0
    assert found.percentile("a", None, 99.0).value == pytest.approx(100.0)


@given(st.lists(st.integers(0, 100), min_size=1, max_size=30), st.integers(0, 100), st.integers(0, 20))
def test_percentile_rises_with_the_score(games: list[int], score: int, more: int) -> None:
    """More points are never worth a lower percentile, and it lies within its interval, within 0 and 100."""
    found = made([-1] * len(games), list(map(float, games)))
    less, more_ = (found.percentile("a", None, s) for s in (score, score + more))
    assert less.value <= more_.value + 1e-9
    for one in (less, more_):
        assert -1e-9 <= one.interval[0] <= one.value + 1e-9
        assert one.value - 1e-9 <= one.interval[1] <= 100 + 1e-9


def test_games_with_the_same_secret_goal_count_most() -> None:
    """Games that drew the same goal count one each; the others, with its points, as much as two together."""
    found = made([0] * 8 + [1] * 8, [50.0] * 16, [10.0] * 8 + [0.0] * 8, [0.0] * 16)
    assert found.percentile("a", "0", 55.0).value == pytest.approx(100 * 2 / 10)
    assert found.par("a", "0")[0] == pytest.approx((8 * 60 + 2 * 50) / 10)
    assert found.percentile("a", "0", 55.0).games == 8


def test_the_interval_shrinks_with_games_of_the_same_goal() -> None:
    """The interval is that of the games which drew the same goal, the whole range where none did."""
    few, many = (made([0] * n + [1] * 50, [50.0] * (n + 50), [0.0] * (n + 50), [0.0] * (n + 50)) for n in (5, 50))
    assert few.percentile("a", "0", 50).give > many.percentile("a", "0", 50).give
    apart = made([0] * 5 + [1] * 50, [50.0] * 5 + [80.0] * 50, [0.0] * 55, [0.0] * 55)
    assert apart.percentile("a", "0", 60).interval == share(5, 5)[1]
    assert made([1] * 9, [50.0] * 9, [0.0] * 9, [0.0] * 9).percentile("a", "0", 50).interval == (0.0, 100.0)


def test_a_fine_cannot_cost_more_than_there_is() -> None:
    """Points cannot fall below 0, whatever a rupture costs, but a secret line can still pay for it."""
    found = made([0, 0], [-5.0, -5.0], [15.0, 2.0])
    assert found.seats["a"].scores("0") == ([10.0, 0.0], [])


def test_scores_are_those_of_the_games(setup: Setup, reference: Reference) -> None:
    """What a reference says of a game is what its outcome says: score, and each line's value and points."""
    for n in range(6):
        match = play(setup, FIRST + n)
        for seat in match.seats:
            secret = next(s.secret for s in match.outcome().standings if s.seat == seat)
            own, _ = reference.seats[seat].scores(secret)
            before = sum(d == reference.seats[seat].drawn[n] for d in reference.seats[seat].drawn[:n])
            assert own[before] == pytest.approx(match.scores()[seat], abs=0.06)


def test_who_broke_the_summit_has_paid(setup: Setup) -> None:
    """The score of a seat that is blamed for a rupture is less by what that costs."""
    easy = attrs.evolve(setup.scenario.rupture, limit=55)
    fragile = attrs.evolve(setup, scenario=attrs.evolve(setup.scenario, rupture=easy))
    ends = {seed: play(fragile, seed).outcome() for seed in range(FIRST, FIRST + 4)}
    seed, end = next((seed, end) for seed, end in ends.items() if end.blamed)
    standing = next(standing for standing in end.standings if standing.seat == end.blamed)
    assert standing.penalty > 0
    own, _ = played(fragile, seed).seats[standing.seat].scores(standing.secret)
    assert own == [pytest.approx(standing.score, abs=0.06)]


def test_par_of_a_line_is_its_mean(setup: Setup, reference: Reference) -> None:
    """Par of a line is the mean and spread of what it measured and banked at the end of the games in which it counted."""
    matches = [play(setup, FIRST + n) for n in range(6)]
    for seat in reference.seats:
        lines = [line for match in matches for line in match.view(seat).lines()]
        for id, secret in {(line.id, line.secret) for line in lines}:
            mine = [line for line in lines if (line.id, line.secret) == (id, secret)]
            par = reference.seats[seat].line(id, secret)
            assert par.now.n == len(mine)
            assert par.now.mean == pytest.approx(np.mean([line.now for line in mine]), abs=0.01)
            assert par.banked.sd == pytest.approx(np.std([line.banked for line in mine], ddof=len(mine) > 1), abs=0.02)


def test_blocks_and_workers_change_nothing(setup: Setup, reference: Reference) -> None:
    """The same games make the same reference one by one, side by side, in processes, and after a break."""
    _, _, half, *_, whole = grown(setup, 6)
    *_, resumed = grown(setup, 6, half, workers=2)
    assert whole == resumed == reference


def test_it_is_found_again(setup: Setup, reference: Reference, tmp_path: Path) -> None:
    """What was kept is found for the same scenario, length and level, and for no others."""
    shelf.keep(shelf.own("first-steps"), reference)
    assert shelf.find(setup) == reference
    assert shelf.find(attrs.evolve(setup, bot="pass")) is None
    changed = attrs.evolve(setup.scenario, origin=attrs.evolve(setup.scenario.origin, sha256="0"))
    assert shelf.find(attrs.evolve(setup, scenario=changed)) is None


def test_what_is_outdated_leaves(setup: Setup, reference: Reference) -> None:
    """A reference takes the place of its older self and of all that were played before the scenario changed, no others."""
    file = shelf.own("first-steps")
    old, variant = attrs.evolve(reference, sha256="0", level="pass"), attrs.evolve(reference, variant="v", sha256="1")
    for one in (old, variant, reference, reference):
        shelf.keep(file, one)
    kept = [(entry["sha256"], entry["level"], entry["variant"]) for entry in shelf._entries(file)]
    assert kept == [("1", "random", "v"), (reference.sha256, "random", None)]


@pytest.mark.parametrize("text", ["", "{", "[]", '{"format": 2}', '{"format": 1, "references": [{}]}',
                                  '{"format": 1, "references": 3}'])
def test_a_damaged_file_holds_nothing(setup: Setup, reference: Reference, text: str) -> None:
    """Whatever stands in the file, it is taken for empty and can be written anew."""
    file = shelf.own("first-steps")
    file.parent.mkdir(parents=True)
    file.write_text(text, encoding="utf-8")
    assert shelf.find(setup) is None
    shelf.keep(file, reference)
    assert shelf.find(setup) == reference
    file.write_text(file.read_text(encoding="utf-8").replace('"drawn"', '"down"'), encoding="utf-8")
    assert shelf.find(setup) is None


def wait(background: Background) -> None:
    """Until no games are missing."""
    while background.missing:
        background.news()
        time.sleep(0.01)


def test_in_the_background(setup: Setup, reference: Reference) -> None:
    """Missing games are played in another process, told when they are there, and kept for the next time."""
    background = Background(setup, 6)
    assert (background.done, background.reference) == (0, None)
    wait(background)
    assert background.reference == shelf.find(setup) == reference
    again = Background(setup, 6)
    assert not again.missing
    assert not again.news()


def test_what_comes_with_the_game_is_enough(setup: Setup, reference: Reference, tmp_path: Path,
                                            monkeypatch: pytest.MonkeyPatch) -> None:
    """Where a reference is shipped none is played, however few games it has; one's own counts if it has more."""
    monkeypatch.setattr(paths, "assets_folder", lambda: tmp_path / "assets")
    shelf.keep(shelf.shipped("first-steps"), reference)
    assert not Background(setup, 8).missing
    *_, more = grown(setup, 7, reference)
    shelf.keep(shelf.own("first-steps"), more)
    assert Background(setup, 8).reference == more
    assert not Background(setup, 8).missing


def test_a_process_that_dies_is_told(setup: Setup) -> None:
    """If the process is ended from outside, one sentence says so, and no other is started."""
    background = Background(setup, 10**6)
    background.news()
    background.cancel()
    wait(background)
    assert "has ended" in background.failed
    assert not background.news()


def shipped() -> list[tuple[str, str, str, int]]:
    """Scenario, length, level and number of games of all references that come with the game."""
    return [(name, length, level, games) for name, levels in shipped_par.GAMES.items() for level, games in levels.items()
            for length in [entry.id for entry in load_scenario(paths.scenarios_folder() / f"{name}.toml").length] or ["full"]]


@pytest.mark.parametrize(("name", "length", "level", "games"), shipped())
def test_what_is_shipped_is_fresh(name: str, length: str, level: str, games: int) -> None:
    """Each shipped scenario comes with reference games of itself as it is now; `python tools/par.py SCENARIO` re-makes them."""
    chosen = load_scenario(paths.scenarios_folder() / f"{name}.toml")
    found = shelf.find(Setup(scenario=chosen, length=length, bot=level), [shelf.shipped(name)])
    assert found is not None, f"assets/par/{name}.json is outdated: python tools/par.py {name}"
    assert found.games == games
    assert list(found.seats) == list(Match(chosen, 0).rulebook.names.seats)


@pytest.mark.slow
@pytest.mark.parametrize(("name", "length", "level", "games"), shipped())
def test_what_is_shipped_is_played_by_the_bots_of_today(name: str, length: str, level: str, games: int) -> None:
    """The first reference game, played again, ends as it did; otherwise `python tools/par.py SCENARIO`."""
    one = Setup(scenario=load_scenario(paths.scenarios_folder() / f"{name}.toml"), length=length, bot=level)
    found, again = shelf.find(one, [shelf.shipped(name)]), played(one, FIRST)
    assert found is not None
    for seat, now in again.seats.items():
        assert (found.seats[seat].drawn[0], found.seats[seat].rest[0]) == (now.drawn[0], now.rest[0])
