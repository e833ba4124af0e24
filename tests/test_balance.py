"""`balance`: what each measure makes of games made by hand, its probes, and the command with its files and refusals."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import attrs
import numpy as np
import pytest
from cli_support import SMALL, refused, run

from game import Match, load_scenario, paths
from game.bots import BOTS
from game.bots.forecast import forecast, quantities
from game.bots.level import GREEDY, PLANNER, Level
from game.bots.outlook import Outlook
from game.bots.planner import answer, considered, plan
from game.bots.replies import replies
from game.model.orders import Order
from game.scenario.where import Where
from game.study import balance, block, numbers
from game.study.balance import Budget, Study, budget, subject
from game.study.duel import Meeting, duel
from game.study.fixed import Hunt, hunt, orders_of
from game.study.measures import MEASURES, Found, Measure
from game.study.measures.course import luck_share
from game.study.measures.result import Bar, Part, Subject, Weak
from game.study.play import Setup, again, play, without
from game.study.reading import _most
from game.study.record import Decision, Duel, Fixed, Reading, Record, Surprise
from game.study.watch import Game, watch

SEATS = ("a", "b")
TABLE = Subject(seats=SEATS, givers={"push": frozenset(SEATS), "pull": frozenset({"a"})},
                items=("text", "joining", "peace", "road"), certain=frozenset({"joining"}), poles=("x", "y", "z"),
                events=("rain",), asking=frozenset({"rain"}), turns=8)
SPECIFIED = [f"D{k}" for k in range(1, 12)]


def small() -> Setup:
    return Setup(scenario=load_scenario(paths.scenarios_folder() / "first-steps.toml"))


def record(**more: Any) -> Record:
    return Record(**{"seed": 0, "bot": "greedy", "scores": {"a": 60.0, "b": 50.0}, **more})


def measured(id: str, **found: Any) -> Measure:
    return MEASURES[SPECIFIED.index(id)](Found(**{"subject": TABLE, "bot": "greedy", **found}))


def values(measure: Measure) -> list[float | None]:
    return [part.value for part in measure.parts]


def weighed(*behind: float, seat: str = "a", actions: tuple[str, ...] = ("push",), lead: bool = True) -> Decision:
    return Decision(turn=1, seat=seat, actions=actions, behind=behind, leads=(lead,) * len(behind))


def test_bundles_are_told_apart_by_the_order_they_are_built_round() -> None:
    """D1 and D10 count bundles that differ in the most valuable order; what all bundles would give stands beside it."""
    games = [record(passed={"a": 0.0, "b": 0.0}, decisions=(weighed(1.0, 1.5), weighed(0.1, 0.2, lead=False)))]
    first, tenth = measured("D1", games=games), measured("D10", games=games)
    assert values(first)[1] == 1.5
    assert first.details["third_best_any_order_differs"] == pytest.approx(0.85)
    assert values(tenth) == [50.0]
    assert tenth.details["any_order_differs"] == 100.0


def test_d1_is_the_worst_seats_gain_and_the_third_bundles_cost() -> None:
    """Playing minus passing on average over games, the worst seat; the best bundle is the first of three."""
    games = [record(passed={"a": 40.0, "b": 40.0}, decisions=(weighed(1.0, 2.0, 9.0), weighed(3.0))),
             record(passed={"a": 30.0, "b": 36.0}, decisions=(weighed(0.5, 4.0),))]
    found = measured("D1", games=games)
    assert values(found) == [12.0, 3.0]
    assert [part.ok for part in found.parts] == [False, True]
    assert [*map(str, found.weak)] == ["seat b: playing is worth 12.0 points"]


def test_a_rival_that_is_better_after_all_is_the_best() -> None:
    """The third is counted from the best of all bundles, which need not be the chosen one."""
    assert weighed(-1.0, 2.0, 5.0).third == 3.0
    assert weighed(1.0).third is None


def test_d2_counts_pairs_and_tests_whole_duels() -> None:
    """A draw is half a pair; p is that of the duels' leads under coin flips."""
    one = Duel(seed=0, lower="greedy", upper="planner", pairs=(("a", "b", 60.0, 50.0), ("c", "d", 40.0, 40.0)))
    found = measured("D2", duels=[one] * 8)
    parts = {part.name: part for part in found.parts}
    assert parts["planner over greedy: pairs won"].value == 75.0
    assert parts["planner over greedy: p"].value == 0.5**8
    assert parts["greedy over random: p"].ok is None
    assert found.ok is None


def test_d2_says_when_there_are_too_few_duels() -> None:
    """Three duels cannot reach p < 0.01, so nothing is decided."""
    one = Duel(seed=0, lower="greedy", upper="planner", pairs=(("a", "b", 60.0, 50.0),))
    part = next(p for p in measured("D2", duels=[one] * 3).parts if p.name == "planner over greedy: p")
    assert (part.ok, part.value) == (None, None)
    assert "3 duels" in str(part.reason)


def test_d3_divides_by_the_orders_of_those_who_may() -> None:
    """`pull` is one of a's four orders, `push` six of all eight; a bundle counts for the seat that has it most often."""
    game = record(carried={("a", "push"): 3, ("a", "pull"): 1, ("b", "push"): 3, ("b", "accept"): 1},
                  decisions=(weighed(actions=("push", "pull")), weighed(), weighed(seat="b")))
    found = measured("D3", games=[game], subject=attrs.evolve(TABLE, seats=tuple("abcdef")))
    assert values(found) == [75.0, 25.0, 50.0]
    assert [part.ok for part in found.parts] == [False, True, True]
    assert found.details["positions"] == {"accept": 12.5}


def test_d4_counts_items_and_their_wordings() -> None:
    """Always adopted is too often, for what history is certain of too; a wording never taken is named."""
    ends = [{"text": "weak", "joining": "strong", "peace": "dropped", "road": w} for w in ("weak", "middle", "strong", "open")]
    found = measured("D4", games=[record(items=end) for end in ends])
    assert values(found) == [3, 3]
    assert found.details["items"]["road"]["adopted"] == 75.0
    assert "item text: adopted in 100 % of games" in map(str, found.weak)


def test_d4_allows_more_where_history_is_certain() -> None:
    """95 % of games are too many for an open question and not for a certain one."""
    games = [record(items={"text": "weak" if k else "dropped", "joining": "weak" if k else "dropped"}) for k in range(20)]
    found = measured("D4", games=games, subject=attrs.evolve(TABLE, items=("text", "joining")))
    assert found.parts[0].value == 1
    assert not found.parts[1].applies


def test_d5_correlates_percentiles_within_seat_and_secret_goal() -> None:
    """The same ranking at half-time gives 1; a game alone with its secret goal says nothing."""
    games = [record(scores={"a": s, "b": s}, half={"a": h, "b": h}, secret={"a": "m", "b": "n"})
             for s, h in ((10.0, 1.0), (20.0, 2.0), (30.0, 3.0))]
    games.append(record(scores={"a": 0.0, "b": 0.0}, half={"a": 99.0, "b": 99.0}, secret={"a": "other", "b": "other"}))
    assert measured("D5", games=games).parts[0].value == pytest.approx(1.0)


def test_d5_parts_luck_from_strategies() -> None:
    """No spread under other seeds is no luck; the same spread with the same means is nothing else."""
    fixed = [record(scores={"a": s}, luck=({"a": s}, {"a": s})) for s in (10.0, 20.0)]
    lucky = [record(scores={"a": 10.0}, luck=({"a": 20.0}, {"a": 30.0}))] * 2
    assert luck_share(fixed) == 0.0
    assert luck_share(lucky) == 100.0
    assert luck_share(fixed[:1]) is None


def test_d6_counts_ruptures_of_games_of_brinks_and_of_random_tables() -> None:
    """One of ten games broke, one of two at the brink, and no random table."""
    games = [record(rupture=4, blamed="a", brink=True), record(brink=True), *[record()] * 8]
    found = measured("D6", games=games, random=[record(bot="random")] * 4)
    assert values(found) == [10.0, 50.0, 0.0]
    assert found.ok is True
    assert found.details["ends"] == {"rupture": 1, "finished": 9}
    assert [*map(str, found.weak)] == ["event rain: never happened"]


def test_d6_of_no_game_at_the_brink_nothing_is_said() -> None:
    """None of none is no share."""
    assert measured("D6", games=[record()]).parts[1].ok is None


def test_d7_asks_who_leads() -> None:
    """A tie leads nobody; over 60 % is one pole's board."""
    games = [record(first={"x": 70.0, "y": 10.0, "z": 0.0}), record(first={"x": 20.0, "y": 30.0, "z": 10.0}),
             record(first={"x": 30.0, "y": 30.0, "z": 0.0}), record(first={"x": 0.0, "y": 0.0, "z": 0.0})]
    found = measured("D7", games=games)
    assert values(found) == [25.0, 0.0]
    assert found.details["leads"] == {"x": 25.0, "y": 25.0, "z": 0.0}
    assert [*map(str, found.weak)] == ["pole z: leads in 0 of 4 games"]


@pytest.mark.parametrize(("plan", "evaluations", "ok"), [(64.0, 2000, True), (64.0, 60, None), (90.0, 60, False)])
def test_d8_a_short_search_can_only_refute(plan: float, evaluations: int, ok: bool | None) -> None:
    """Below the bar after 60 evaluations nothing is decided; above it the bar is broken however short the search."""
    found = measured("D8", fixed=[Fixed(seat="a", own=60.0, found=plan, trained=0.0, evaluations=evaluations),
                                  Fixed(seat="b", own=60.0, found=50.0, trained=0.0, evaluations=evaluations)])
    assert values(found) == [plan - 60.0]
    assert found.ok is ok
    assert found.details["evaluations"] == evaluations


def test_d9_is_the_share_of_changed_bundles() -> None:
    """Two of four decisions changed with the seat that matters most, one with a seat drawn evenly, which is told beside it."""
    readings = tuple(Reading(turn=1, seat="a", most="b", changed=k < 2, other="c", changed_by_other=k < 1) for k in range(4))
    found = measured("D9", games=[record(readings=readings)])
    assert values(found) == [50.0]
    assert found.details["evenly_drawn"] == 25.0


def test_d10_wants_three_bundles_within_two_points() -> None:
    """The best is one of the three."""
    games = [record(decisions=(weighed(0.1, 2.0), weighed(0.1, 2.1), weighed(0.1), weighed(5.0, 6.0)))]
    assert values(measured("D10", games=games)) == [25.0]


def test_d11_is_the_share_outside_of_all_that_was_forecast() -> None:
    """Three of ten came out outside."""
    games = [record(surprises=(Surprise(turn=1, seat="a", outside={"track": (1, 2), "alignment": (1, 4)}),
                               Surprise(turn=2, seat="a", outside={"track": (1, 4)})))]
    found = measured("D11", games=games)
    assert values(found) == [30.0]
    assert found.details["kinds"] == {"alignment": 25.0, "track": pytest.approx(100 / 3)}


def test_without_games_every_measure_is_open() -> None:
    """None is wrong about nothing, and each says why."""
    for measure in (measured(id) for id in SPECIFIED):
        assert measure.ok is None
        assert all(part.reason for part in measure.parts), measure.id


def test_a_small_scenario_is_spared_some_bars() -> None:
    """With two poles, three turns and one item, bars on variety do not apply and decide nothing."""
    found = Found(subject=subject(small()), bot="greedy", games=[record(carried={("millford", "project"): 1})])
    spared = {m.id for m in (measure(found) for measure in MEASURES) for p in m.parts if not p.applies}
    assert spared == {"D3", "D4", "D5", "D6", "D7"}


def test_what_is_weak_is_told_with_its_line() -> None:
    """An action that nobody used is told with the file and the line that declare it, be it a shared set's; a level with none."""
    setup = small()
    found = attrs.evolve(measured("D3"), weak=(Weak("seat", "seaward", "x"), Weak("action", "project", "x"),
                                               Weak("action", "meeting", "x"), Weak("level", "attache", "x")))
    lines = [entry.where.partition(":") for entry in found.located(Where(setup.scenario).line).weak]
    texts = {name: text.splitlines() for name, text in setup.scenario.origin.texts.items()} if setup.scenario.origin else {}
    told = ["".join(texts[file][int(line) - 1 : int(line) + 1]) for file, _, line in lines[:3]]
    assert ['id = "seaward"' in told[0], told[1], told[2][:11]] == [True, '[[action]]id = "project"', "[[meeting]]"]
    assert [file for file, _, _ in lines] == ["first-steps.toml", "sets/summit-actions.toml", "sets/summit-actions.toml", ""]
    assert str(found.weak[0]) == "seat seaward: x"


def test_bars_and_verdicts() -> None:
    """Ends hold unless they are strict; an interval over the bar makes a verdict unsure."""
    assert [Bar(low=3, high=15).holds(v) for v in (2.9, 3, 15, 15.1)] == [False, True, True, False]
    assert not Bar(high=25, strict=True).holds(25)
    part = Part(name="", bar=Bar(low=10), value=12.0, interval=(9.0, 15.0))
    assert (part.ok, part.sure) == (True, False)


def test_numbers() -> None:
    """Wilson's interval, ranks with ties, the exact sign test, and a correlation of nothing that varies."""
    value, (low, high) = numbers.share(5, 10)
    assert (value, round(low, 1), round(high, 1)) == (50.0, 23.7, 76.3)
    assert numbers.share(0, 10)[1][0] == 0.0
    assert numbers.percentiles([1.0, 1.0, 3.0]) == pytest.approx([100 / 3, 100 / 3, 250 / 3])
    assert numbers.sign_test([1.0, 2.0, -0.5]) == 0.25
    assert numbers.sign_test([1.0] * 20) < 0.001
    assert numbers.correlation([1.0, 1.0], [1.0, 2.0]) is None
    assert numbers.mean([3.0]) == (3.0, None)


@pytest.mark.parametrize("level", [GREEDY, PLANNER])
def test_bundles_beside_the_best_differ(level: Level) -> None:
    """They are legal, differ in kind or target from the chosen one and each other, come nearest first, and change nothing."""
    view = Match(small().scenario, 3).view("millford")
    alone, beside = plan(level, view, 1), plan(level, view, 1, beside=True)
    assert alone.orders == beside.orders
    assert alone.rivals == ()
    marks = [rival.marks for rival in beside.rivals]
    assert len(set(marks)) == len(marks) > 1
    assert frozenset((o.action, o.target) for o in beside.chosen) not in marks
    assert [r.behind for r in beside.rivals] == sorted(r.behind for r in beside.rivals)
    assert all(view.problem(rival.orders) is None for rival in beside.rivals if all(o.rank is None for o in rival.orders))


def test_the_planner_answers_replies() -> None:
    """Its plan is the best answer to the replies that it samples."""
    view = Match(small().scenario, 3).view("seaward")
    outlook = Outlook(PLANNER, view, replies(view, PLANNER.replies, 5, PLANNER.spread))
    assert plan(PLANNER, view, 5).orders == answer(outlook, considered(view)).orders


def test_a_forecast_is_a_band_that_keeps_the_secret() -> None:
    """Quantiles rise, the actual seed changes nothing, the view stays as it was, and the next communique comes later."""
    views = [Match(small().scenario, seed).view("millford") for seed in (3, 8)]
    views[1] = attrs.evolve(views[1], world=views[0].world, start=views[0].start, goals=views[0].goals)
    outlooks = [forecast(view, view.suggested(), samples=64) for view in views]
    for spread in (outlooks[0].after, outlooks[0].communique):
        assert (np.diff(spread.values, axis=0) >= 0).all()
        assert spread.quantities == quantities(views[0])
    assert np.array_equal(outlooks[0].after.values, outlooks[1].after.values)
    assert (outlooks[0].after.turn, outlooks[0].communique.turn) == (1, 2)
    assert (outlooks[0].after.values[0] < outlooks[0].after.values[-1]).any()
    assert not outlooks[0].after.outside(outlooks[0].after.values[2]).any()


def test_a_watched_game_is_the_game_that_is_simulated() -> None:
    """Probes do not change a game; passing is `without`, and the same seed again gives the same scores."""
    match = play(small(), 4)
    found = watch(small(), Game(seed=4, bot="greedy", bundles=True, passing=True, luck=1, reading=True, sheets=True))
    assert found.scores == match.scores()
    assert found.passed == {seat: without(match, seat).scores()[seat] for seat in match.seats}
    assert found.sheets == match.played
    assert again(Match(match.scenario, 4), match.played, match.corridor.pledges).scores() == found.scores
    assert found.half == match.branch(2).scores()
    assert len(found.decisions) == len(found.surprises) == 12
    assert len(found.readings) == 9


def test_duels_swap_every_seat() -> None:
    """Each seat is in one pair, and a duel of a bot with itself is a draw."""
    found = duel(small(), Meeting(seed=1, lower="pass", upper="pass"))
    assert sorted(seat for pair in found.pairs for seat in pair[:2]) == sorted(["highmoor", "seaward", "millford", "bridgewater"])
    assert (found.lead, found.won) == (0.0, 1.0)


def test_a_hunt_keeps_what_is_best() -> None:
    """The plan is never worse than the bot's own in the games it is searched in, and only uses the seat's orders."""
    games = tuple(watch(small(), Game(seed=s, bot="greedy", sheets=True)) for s in (1, 2))
    found = hunt(small(), Hunt(seat="millford", games=games, evaluations=6))
    assert found.trained >= 0.0
    assert found.own == games[1].scores["millford"]
    assert {order.seat for order in orders_of(Match(small().scenario), "millford")} == {"millford"}


@pytest.fixture
def least(monkeypatch: pytest.MonkeyPatch) -> None:
    """As few samples of everything as give every measure a value."""
    monkeypatch.setattr(balance, "budget", lambda games, evaluations: Budget(
        games=games, probed=1, lucky=games, seeds=1, random=1, duels=1, planner=1, evaluations=1))


def command(tmp_path: Path, *more: object) -> Any:
    return run("balance", SMALL, "--games", 2, "--seed", 5, "--workers", 1,
               "--json", tmp_path / "b.json", "--html", tmp_path / "b.html", *more)


def test_the_command_writes_a_table_a_file_and_a_page(tmp_path: Path, least: None) -> None:
    """The estimate comes first; the JSON has exactly the specified keys; the page needs no other file."""
    told = command(tmp_path)
    assert told.exit_code == 0, told.output
    assert re.match(r"2 games of greedy and what belongs to them take about \d+ (seconds|minutes) on 1 processes\n", told.stdout)
    found = json.loads((tmp_path / "b.json").read_text(encoding="utf-8"), parse_constant=pytest.fail)
    assert list(found) == ["format", "games", "seed", *SPECIFIED]
    assert (found["format"], found["games"], found["seed"]) == (1, 2, 5)
    for id in SPECIFIED:
        assert {"bar", "value", "ok", "bot", "parts"} <= set(found[id])
        assert id in told.stdout
    page = (tmp_path / "b.html").read_text(encoding="utf-8")
    assert page.count("<svg") > 5
    assert not re.search(r"(src|href)=|@import|url\(", page)
    assert "n/a" in told.stdout
    assert "ends: finished" in told.stdout


@pytest.mark.slow
def test_workers_change_nothing(tmp_path: Path, least: None) -> None:
    """One process or two give the same file, byte for byte."""
    for n in (1, 2):
        assert run("balance", SMALL, "--games", 2, "--bot", "random", "--workers", n,
                   "--json", tmp_path / f"{n}.json").exit_code == 0
    assert (tmp_path / "1.json").read_bytes() == (tmp_path / "2.json").read_bytes()


def test_a_bot_that_weighs_nothing_leaves_its_measures_open() -> None:
    """Random bots have no best bundle, and that is said."""
    setup = attrs.evolve(small(), bot="random")
    study = Study(setup, 0, budget(1), subject(setup))
    study.results.append(watch(setup, Game(seed=0, bot="random", bundles=True, passing=True)))
    found = {measure.id: measure for measure in study.measures()}
    assert found["D10"].ok is None
    assert "random weighs no bundles" in str(found["D10"].parts[0].reason)


def test_stopped_games_are_kept(tmp_path: Path, least: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """Ctrl-C leaves with 130, one sentence, and measures of the games that were finished."""
    def one(work: Any, shared: Any, jobs: Any, workers: int) -> Iterator[Any]:
        yield work(shared, jobs[0])
        raise KeyboardInterrupt

    monkeypatch.setattr(block, "spread", one)
    told = command(tmp_path)
    assert told.exit_code == 130
    files = f"{tmp_path / 'b.json'} and {tmp_path / 'b.html'}"
    assert told.stderr == f"stopped: 1 of 2 games are finished, written to {files}\n"
    assert json.loads((tmp_path / "b.json").read_text())["games"] == 1


def test_mistakes_are_one_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What cannot be is said before a game is played."""
    monkeypatch.setitem(BOTS, "greedy", pytest.fail)
    for words, code, said in (
        (["--games", 0], 2, "0"), (["--games", -2], 2, "-2"), (["--games", 1, "--bot", "clever"], 1, "'clever'"),
        (["--games", 1, "--variant", "sunny"], 1, "'sunny'"), (["--games", 1, "--length", "99"], 1, "3 (full)"),
        (["--games", 2, "--seed", 2**64 - 1], 1, "go beyond"), (["--games", 1, "--evaluations", 0], 2, "0"),
        (["--games", 1, "--json", tmp_path / "missing" / "x"], 1, "written"), (["--games", 1, "--html", tmp_path], 1, "folder"),
    ):
        assert said in refused(run("balance", SMALL, *words), code)


def test_the_seat_that_matters_most_is_the_one_whose_sheets_move_the_score() -> None:
    """D9: of two other seats, one of which always does the same, the one that matters is the other."""
    match = Match(load_scenario(paths.scenarios_folder() / "first-steps.toml"), seed=3)
    view = match.view("millford")
    drawn: dict[str, list[Order]] = {"highmoor": [], "seaward": []}
    lavish: list[list[Order]] = [[Order.parse("highmoor: project millford")], [], []]
    assert _most(view, (), drawn, {"highmoor": lavish, "seaward": [[], [], []]}) == "highmoor"
    assert _most(view, (), drawn, {"highmoor": [[], [], []], "seaward": lavish}) == "seaward"
