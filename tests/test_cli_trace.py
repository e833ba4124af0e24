"""`trace`: its numbers are worked out again from the file alone, in plain Python without numpy."""

from __future__ import annotations

import json
import math
from collections.abc import Callable
from itertools import pairwise, product
from pathlib import Path
from typing import Any

import pytest
from cli_support import SMALL, refused, run

from game import Match, load_scenario, paths
from game.table import Table

Matrix = list[list[float]]

TOP = ["format", "scenario", "seed", "actors", "poles", "tracks", "weight", "free", "social", "anchoring", "coupling", "sigma",
       "turns"]
TURN = ["turn", "orders", "meetings", "stance", "anchor", "relation", "tracks", "neighbours", "terms", "next_stance",
        "next_anchor", "scores"]
TERMS = ["orders", "social", "anchoring", "events", "items", "chance"]


@pytest.fixture(scope="module", params=[("astana", "random", 7), (SMALL, "random", 1), (SMALL, "greedy", 4),
                                        pytest.param(("astana", "greedy", 2), marks=pytest.mark.slow)])
def traced(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """The trace of a whole game; NaN and infinity are refused on reading."""
    scenario, bot, seed = request.param
    file = tmp_path_factory.mktemp("trace") / "game.json"
    done = run("trace", scenario, "--seed", seed, "--bot", bot, "--json", file)
    assert done.exit_code == 0, done.output
    found: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"), parse_constant=pytest.fail)
    return {**found, "asked": request.param}


def cells(trace: dict[str, Any]) -> list[tuple[int, int]]:
    return list(product(range(len(trace["actors"])), range(len(trace["poles"]))))


def close(trace: dict[str, Any], found: Matrix, wanted: Callable[[int, int], float]) -> bool:
    """Whether a matrix over actors and poles is what it should be, to 1e-12."""
    return all(abs(found[a][p] - wanted(a, p)) <= 1e-12 for a, p in cells(trace))


def deviation(trace: dict[str, Any], turn: dict[str, Any]) -> Matrix:
    """d = stance - anchor, 0 on cells that cannot move."""
    return [[(turn["stance"][a][p] - turn["anchor"][a][p]) * trace["free"][a][p] for p in range(len(trace["poles"]))]
            for a in range(len(trace["actors"]))]


def test_format(traced: dict[str, Any]) -> None:
    """The keys are those of the design, and the axes have their lengths."""
    a, p, t = (len(traced[name]) for name in ("actors", "poles", "tracks"))
    assert sorted(traced) == sorted([*TOP, "asked"])
    assert (traced["format"], sorted(traced["scenario"])) == (1, ["id", "sha256"])
    assert [len(traced[name]) for name in ("weight", "free", "social", "anchoring", "sigma", "coupling")] == [a] * 5 + [p]
    for turn in traced["turns"]:
        assert sorted(turn) == sorted(TURN)
        assert sorted(turn["terms"]) == sorted(TERMS)
        assert [len(turn[name]) for name in ("stance", "anchor", "relation", "neighbours", "tracks")] == [a] * 4 + [t]
        assert all(0.0 < value < 1.0 for value in turn["tracks"])
        assert all(0.0 <= score <= 100.0 for score in turn["scores"].values())


def test_terms_sum_to_the_change(traced: dict[str, Any]) -> None:
    """L5: stance + the sum of the terms = next_stance, to 1e-12; and each turn starts where the last one ended."""
    for turn in traced["turns"]:
        terms = turn["terms"]
        parts = [m for name in ("orders", "events", "items") for m in terms[name].values()]
        parts += [terms[name] for name in ("social", "anchoring", "chance")]
        assert close(traced, turn["next_stance"], lambda a, p: turn["stance"][a][p] + math.fsum(m[a][p] for m in parts))  # noqa: B023
    for one, two in pairwise(traced["turns"]):
        assert (one["next_stance"], one["next_anchor"]) == (two["stance"], two["anchor"])


def test_neighbours(traced: dict[str, Any]) -> None:
    """W[i][j] = r w_j / sum |r w|, of the relation at the start of the turn."""
    n = range(len(traced["actors"]))
    for turn in traced["turns"]:
        for i in n:
            pull = [turn["relation"][i][j] * traced["weight"][j] for j in n]
            total = math.fsum(map(abs, pull))
            assert all(abs(turn["neighbours"][i][j] - (pull[j] / total if total else 0.0)) <= 1e-12 for j in n)
            assert all(turn["relation"][i][j] == turn["relation"][j][i] for j in n)


def test_social_and_anchoring(traced: dict[str, Any]) -> None:
    """social = s_i (sum_j W_ij d_j - d_i) and anchoring = -a_i d_i, on cells that can move."""
    n = range(len(traced["actors"]))
    for turn in traced["turns"]:
        d, w = deviation(traced, turn), turn["neighbours"]

        def social(a: int, p: int, d: Matrix = d, w: Matrix = w) -> float:
            heard = math.fsum(w[a][j] * d[j][p] for j in n)
            return float(traced["social"][a] * (heard - d[a][p]) * traced["free"][a][p])

        def anchoring(a: int, p: int, d: Matrix = d) -> float:
            return float(-traced["anchoring"][a] * d[a][p])

        assert close(traced, turn["terms"]["social"], social)
        assert close(traced, turn["terms"]["anchoring"], anchoring)


def test_chance_is_bounded(traced: dict[str, Any]) -> None:
    """Chance is within six standard deviations, and nowhere where nothing can move."""
    for turn in traced["turns"]:
        for a, p in cells(traced):
            limit = 6 * traced["sigma"][a] if traced["free"][a][p] else 0.0
            assert abs(turn["terms"]["chance"][a][p]) <= limit


def test_coupling(traced: dict[str, Any]) -> None:
    """K has ones on its diagonal; a public line moves its own giver along the row of K of the pole it names."""
    k, poles, actors = traced["coupling"], traced["poles"], traced["actors"]
    assert all(k[p][p] == 1.0 for p in range(len(poles)))
    for turn in traced["turns"]:
        for text, term in turn["terms"]["orders"].items():
            seat, _, words = text.partition(": ")
            if words.startswith("public-line "):
                a, p = actors.index(seat), poles.index(words.split()[1])
                free = traced["free"][a]
                assert all(abs(term[a][q] - term[a][p] * k[p][q] * free[q]) <= 1e-12 for q in range(len(poles)))


def test_sources_are_named(traced: dict[str, Any]) -> None:
    """Every term belongs to an order or a meeting of the turn, and there are whole games of them."""
    for turn in traced["turns"]:
        pairs = {frozenset(pair) for pair in turn["meetings"]}
        for text in turn["terms"]["orders"]:
            seat, _, words = text.partition(": ")
            known = frozenset((seat, words.split()[1])) in pairs if words.startswith("meeting ") else text in turn["orders"]
            assert known, text
        assert len(set(turn["orders"])) == len(turn["orders"])
    assert sum(len(turn["terms"]["orders"]) for turn in traced["turns"]) > 0


def test_trace_is_the_game(traced: dict[str, Any]) -> None:
    """The trace is of the very game that the library plays with this seed."""
    scenario, bot, seed = traced["asked"]
    match = Match(load_scenario(paths.scenarios_folder() / f"{scenario}.toml"), seed)
    Table(match, bots=bot).play()
    assert traced["turns"][-1]["scores"] == {s.seat: s.score for s in match.outcome().standings}
    assert traced["turns"][-1]["next_stance"] == match.world.stance[0].tolist()
    assert [turn["turn"] for turn in traced["turns"]] == list(match.turns)


def test_a_place_that_cannot_be_written(tmp_path: Path) -> None:
    """A trace that cannot be written is one sentence."""
    assert "NOT written" in refused(run("trace", SMALL, "--bot", "pass", "--json", tmp_path / "no" / "t.json"))
