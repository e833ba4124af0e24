"""The bare influence step, every game with relations of its own, against ndlib and mesa, and as actors and poles grow."""

from __future__ import annotations

import statistics
from collections.abc import Callable
from pathlib import Path

import numpy as np

from benchmarks import peers
from benchmarks.lines import Line, plot
from game.model.influence import drift, neighbours

SOCIAL, ANCHORING = 0.10, 0.15
GAMES, ROUNDS = 256, 5
SIZES, POLES = (18, 32, 50, 72, 100, 140, 200), (2, 3, 4, 5, 6)
Row = tuple[str, str, str, str]


def measured(actors: int, poles: int, games: int = GAMES) -> peers.Rate:
    """Opinions (one actor toward one pole) that a second of bare steps moves."""
    luck = np.random.default_rng(0)
    weight = luck.integers(1, 9, actors).astype(np.float64)
    w = neighbours(luck.uniform(-0.9, 0.9, (games, actors, actors)), weight)
    anchor = luck.normal(0, 0.5, (games, actors, poles))
    stance, social, anchoring = anchor + 0.3, np.full((actors, 1), SOCIAL), np.full((actors, 1), ANCHORING)
    steps = max(1, 2_000_000 // (games * actors * actors))

    def work() -> None:
        now = stance
        for _ in range(steps):
            deviation = now - anchor
            for term in drift(w @ deviation, deviation, social, anchoring):
                now = now + term

    return lambda: peers.rate(work, steps * games * actors * poles)


def rows() -> list[Row]:
    """The step against its peers, measured in turn."""
    ours = measured(peers.ACTORS, peers.POLES)
    luck = np.random.default_rng(0)
    w = neighbours(luck.uniform(-0.9, 0.9, (1, peers.ACTORS, peers.ACTORS)), np.ones(peers.ACTORS))[0]
    others: dict[str, tuple[tuple[str, ...], Callable[[], peers.Rate]]] = {
        "`ndlib` FJModel": (("ndlib", "networkx"), peers.fj_model),
        "the same formula in `mesa`, numpy for each agent, which asks the others":
            (("mesa",), lambda: peers.mesa_model(w, SOCIAL, ANCHORING, asking=True)),
        "the same, all deviations in one array made once a step":
            (("mesa",), lambda: peers.mesa_model(w, SOCIAL, ANCHORING, asking=False)),
    }
    there = {name: make() for name, (packages, make) in others.items() if peers.installed(*packages)}
    found = [(ours(), {name: measure() for name, measure in there.items()}) for _ in range(ROUNDS)]
    mine = statistics.median(one for one, _ in found)
    table: list[Row] = [(f"bare influence step, {peers.ACTORS} actors, {peers.POLES} poles, relations of every game its own",
                         f"{mine / 1e6:.1f} million opinions a second", "1", "")]
    for name in others:
        if name in there:
            theirs = statistics.median(rest[name] for _, rest in found)
            ratio = statistics.median(one / rest[name] for one, rest in found)
            table.append((name, f"{theirs / 1e3:.0f} thousand opinions a second", f"we are {ratio:.0f} times as fast", "300"))
        else:
            table.append((name, "not installed", "", "300"))
    return table


def growth(file: Path | None) -> list[Row]:
    """Draw how long a game's step takes for more actors and poles; what the largest costs against the smallest."""
    took = {(a, p): statistics.median(1e6 * a * p / measured(a, p, 64)() for _ in range(3)) for a in SIZES for p in POLES}
    lines = [Line(name=f"{p} poles", points=[(float(a), took[a, p]) for a in SIZES]) for p in POLES]
    if file:
        file.write_text(plot(lines, "actors", "microseconds a game and step"), encoding="utf-8")
    return [(f"the same step with {SIZES[-1]} actors and {POLES[-1]} poles, with {SIZES[0]} and {POLES[0]}",
             f"{took[SIZES[-1], POLES[-1]]:.0f} us, {took[SIZES[0], POLES[0]]:.1f} us",
             f"{took[SIZES[-1], POLES[-1]] / took[SIZES[0], POLES[0]]:.0f} times as long for "
             f"{(SIZES[-1] / SIZES[0]) ** 2:.0f} times as many pairs", "")]
