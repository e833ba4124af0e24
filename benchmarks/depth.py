"""A first look at depth: what playing is worth to each seat (D1), which actions are used (D3), how often the summit breaks (D6).

    python benchmarks/depth.py scenarios/astana.toml --games 40
"""

from __future__ import annotations

import argparse
import statistics
import sys
import time
from collections import Counter

import attrs

from game.model.orders import Order
from game.scenario.load import load_scenario
from game.study.block import spread
from game.study.play import Setup, orders_given, play, without
from game.study.pool import default_workers


@attrs.frozen(kw_only=True)
class Seen:
    """What is kept of one game."""

    gain: dict[str, float]
    scores: dict[str, float]
    sheets: Counter[tuple[str, str]]
    """(seat, action) as written in sheets: requests and fall-backs among them"""
    carried: Counter[tuple[str, str]]
    """(seat, action) as carried out: meetings, and the fall-backs that joined"""
    rupture: int | None
    blamed: str | None
    highest: dict[str, float]
    end: dict[str, float]
    adopted: tuple[tuple[str, str], ...]
    moved: tuple[str, ...]
    first: dict[str, float]


def look(setup: Setup, seed: int) -> Seen:
    """One game, and again once for each seat with that seat passing."""
    match = play(setup, seed)
    scores = match.scores()
    board = match.board
    return Seen(
        gain={seat: scores[seat] - without(match, seat).scores()[seat] for seat in match.seats}, scores=scores,
        sheets=Counter((o.seat, o.action) for sheets in match.played for orders in sheets.values() for o in orders),
        carried=orders_given(match), rupture=board.rupture_turn, blamed=board.blamed,
        highest={t: max(r.after.track(t) for r in match.reports) for t in board.tracks},
        end={t: board.track(t) for t in board.tracks},
        adopted=tuple((i, board.band(i)) for i in board.items if board.status(i) == "adopted"),
        moved=tuple(f for report in match.reports for f in report.moved),
        first={p: board.partner_weight(p) for p in board.poles},
    )


def may_give(scenario_orders: tuple[Order, ...]) -> dict[str, set[str]]:
    """The seats that may give each action at some time."""
    found: dict[str, set[str]] = {}
    for order in scenario_orders:
        found.setdefault(order.action, set()).add(order.seat)
    return found


def shares(games: list[Seen], givers: dict[str, set[str]]) -> list[tuple[str, int, float, float]]:
    """For each action how often it was carried out, its share of all orders, and of the orders of seats that may give it."""
    total: Counter[tuple[str, str]] = sum((g.carried for g in games), Counter())
    rows = []
    for action, seats in givers.items():
        count = sum(n for (_, a), n in total.items() if a == action)
        of = sum(n for (seat, _), n in total.items() if seat in seats)
        rows.append((action, count, count / max(sum(total.values()), 1), count / max(of, 1)))
    return sorted(rows, key=lambda row: -row[3])


def table(head: tuple[str, ...], rows: list[tuple[object, ...]]) -> str:
    """A plain table with aligned columns."""
    cells = [head, *[tuple(f"{c:.1f}" if isinstance(c, float) else str(c) for c in row) for row in rows]]
    widths = [max(len(row[k]) for row in cells) for k in range(len(head))]
    return "\n".join("  ".join(c.ljust(w) if k == 0 else c.rjust(w) for k, (c, w) in enumerate(zip(row, widths, strict=True)))
                     for row in cells)


def show(setup: Setup, games: list[Seen]) -> None:
    """Print D1, D3 and D6, and what else the tuning looks at."""
    match = play(attrs.evolve(setup, bots={}, bot="pass"), 0)
    mean = statistics.mean
    print("\nD1: greedy minus passing, points (bar of the first look: 8; of the shipped scenario: 15)")
    print(table(("seat", "gain", "least", "most", "score", "sd"), [
        (s, mean(g.gain[s] for g in games), min(g.gain[s] for g in games), max(g.gain[s] for g in games),
         mean(g.scores[s] for g in games), statistics.pstdev([g.scores[s] for g in games])) for s in match.seats]))
    entries = match.rulebook.catalogue.entries
    print("\nD3: carried out, per cent of all orders, per cent of the orders of seats that may give it (bar: 3 to 35)")
    rows = shares(games, may_give(tuple(e.order for e in entries)))
    print(table(("action", "count", "all", "those seats"), [(a, n, 100 * s, 100 * t) for a, n, s, t in rows]))
    total: Counter[str] = Counter()
    for game in games:
        for (_, action), n in game.sheets.items():
            total[action] += n
    print("in sheets:", ", ".join(f"{a} {100 * n / total.total():.0f} %" for a, n in total.most_common()))
    broken = [g for g in games if g.rupture]
    print(f"\nD6: ruptures in {len(broken)} of {len(games)} games ({100 * len(broken) / len(games):.0f} %; bar: 3 to 15)")
    print("blamed:", dict(Counter(g.blamed for g in broken)), " turns:", dict(Counter(g.rupture for g in broken)))
    print("\nAlso: tracks at the end and their highest")
    print(table(("track", "end", "highest"), [(t, mean(g.end[t] for g in games), mean(g.highest[t] for g in games))
                                              for t in match.board.tracks]))
    items = Counter(pair for g in games for pair in g.adopted)
    print("\n" + table(("item adopted, per cent", "weak", "middle", "strong", "all"), [
        (i, *(100 * items[i, b] / len(games) for b in ("weak", "middle", "strong")),
         100 * sum(items[i, b] for b in ("weak", "middle", "strong")) / len(games)) for i in match.board.items]))
    moved = Counter(f for g in games for f in g.moved)
    print("\nsteps of files a game:", ", ".join(f"{f} {moved[f] / len(games):.2f}" for f in match.board.files))
    first = ", ".join(f"{p} {mean(g.first[p] for g in games):.0f} %" for p in match.board.poles)
    print(f"weight with a first partner: {first}")


def main() -> None:
    """Play the games in processes and print what was seen."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("scenario")
    parser.add_argument("--games", type=int, default=8)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--bot", default="greedy")
    parser.add_argument("--variant")
    parser.add_argument("--length")
    parser.add_argument("--workers", type=int, default=default_workers())
    options = parser.parse_args()
    setup = Setup(scenario=load_scenario(options.scenario, options.variant), length=options.length, bot=options.bot)
    games: list[Seen] = []
    began = time.perf_counter()
    for game in spread(look, setup, range(options.seed, options.seed + options.games), options.workers):
        games.append(game)
        if sys.stderr.isatty():
            print(f"\r{len(games)} of {options.games} games ", end="", file=sys.stderr, flush=True)
    print(f"{len(games)} games of {options.bot}, {time.perf_counter() - began:.0f} s")
    show(setup, games)


if __name__ == "__main__":
    main()
