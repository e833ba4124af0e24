"""D1 and D8: what playing well is worth, and whether a plan written beforehand does as well."""

from __future__ import annotations

from collections.abc import Sequence
from statistics import fmean

from game.study.measures.result import Bar, Found, Measure, Part, Weak
from game.study.numbers import Interval, bootstrap, mean
from game.study.record import Record

GAIN, THIRD = Bar(low=15, unit="points"), Bar(low=1, high=5, unit="points")
AHEAD = Bar(high=15, unit="points", strict=True)


def d1(found: Found) -> Measure:
    """D1. For every seat its score minus the score it would have had by passing all game, on average over the games; the value is
    that of the worst seat. The luck is the same, the others' recorded orders and pledges are kept as far as they stay legal, and
    its own pledges are dropped.

    Then what the third-best bundle costs: for every decision how far, by the bot's own values at the end of the game, the third
    of the bundles that are built round different orders is behind the best (the best is the first; decisions with fewer than
    three are left out). A bundle is the best one or one in which its most valuable order is exchanged. Counting every bundle
    that differs in some order, as was done first, measures what the least valuable order is worth, which is little by nature:
    two sheets that agree in all but a working day are one plan. That value stands beside it.
    """
    games, gains = [game for game in found.games if game.passed], gained(found.games, found.subject.seats)
    worst = min(gains, key=lambda seat: gains[seat][0], default=None)
    low = gains[worst] if worst else (None, None)
    weak = tuple(Weak("seat", s, f"playing is worth {v:.1f} points") for s, (v, _) in gains.items() if not GAIN.holds(v))
    name = "playing minus passing, worst seat" + (f" ({worst})" if worst else "")
    return Measure(
        id="D1", title="Playing is worth it", bot=found.bot, weak=weak, notes=_beside(found),
        parts=(Part(name=name, bar=GAIN, value=low[0], interval=low[1], samples=f"{len(games)} games",
                    reason=None if games else "no game was played"), _third(found)),
        details={"third_best_any_order_differs": third_any(found.games),
                 "planner_gain": {seat: v for seat, (v, _) in gained(found.planner, found.subject.seats).items()},
                 "pledges_dropped": sum(sum(game.dropped.values()) for game in games),
                 "gain": {seat: {"mean": v, "interval": i} for seat, (v, i) in gains.items()}})


def gained(games: Sequence[Record], seats: Sequence[str]) -> dict[str, tuple[float, Interval | None]]:
    """For every seat what playing is worth on average, empty without games."""
    known = [game for game in games if game.passed]
    return {seat: mean([g.scores[seat] - g.passed[seat] for g in known]) for seat in seats} if known else {}


def _beside(found: Found) -> tuple[str, ...]:
    value = third_any(found.games)
    return () if value is None else (f"counting bundles that differ in any order, the third is {value:.2f} points behind",)


def _third(found: Found) -> Part:
    games = [game for game in found.games if any(d.third_lead is not None for d in game.decisions)]
    count = sum(d.third_lead is not None for g in games for d in g.decisions)
    return Part(name="third-best bundle behind the best", bar=THIRD, value=third_best(games),
                interval=bootstrap(games, third_best),
                samples=f"{count} decisions", reason=None if games else f"the bot {found.bot} weighs no bundles")


def third_best(games: Sequence[Record]) -> float | None:
    """The points that the third-best bundle is behind, on average over the decisions with three that lead with other orders."""
    costs = [d.third_lead for g in games for d in g.decisions if d.third_lead is not None]
    return fmean(costs) if costs else None


def third_any(games: Sequence[Record]) -> float | None:
    """The same among bundles that differ in any order: a looser reading, told beside it."""
    costs = [d.third for g in games for d in g.decisions if d.third is not None]
    return fmean(costs) if costs else None


def d8(found: Found) -> Measure:
    """D8. For every seat the score of the best fixed plan that a search found, minus what the planner itself scored; the value is
    that of the seat with the largest.

    The others' orders are those that planners gave in recorded games; they do not react. Plans are searched on half of those
    games and scored in the other half, so that they do not know its luck. With fewer evaluations than the definition asks for,
    a value below the bar decides nothing, since a longer search might find more.
    """
    ahead = {plan.seat: plan.found - plan.own for plan in found.fixed}
    most = max(ahead, key=lambda seat: ahead[seat], default=None)
    tried = min((plan.evaluations for plan in found.fixed), default=0)
    short = f"only {tried} of {found.wanted} evaluations a seat were made, more might find more" if tried < found.wanted else None
    weak = tuple(Weak("seat", s, f"a fixed plan is {v:.1f} points ahead of the planner") for s, v in ahead.items()
                 if not AHEAD.holds(v))
    name = "best fixed plan over the planner" + (f", largest ({most})" if most else "")
    return Measure(
        id="D8", title="No plan written beforehand", bot="planner", weak=weak,
        parts=(Part(name=name, bar=AHEAD, value=ahead[most] if most else None, samples=f"{tried} evaluations a seat",
                    reason=short if most else "no plan was searched for"),),
        notes=("the others' recorded orders are kept: they do not react to the plan",
               f"judged by {len(found.planner) - len(found.planner) // 2} games: the largest of many seats is partly chance"),
        details={"evaluations": tried, "evaluations_wanted": found.wanted, "seats": {
            p.seat: {"planner": p.own, "plan": p.found, "in_search": p.trained} for p in found.fixed}})
