"""D3, D4 and D10: whether all that the scenario offers is used, and whether choices are close."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from game.study.measures.result import FEW_ITEMS, Bar, Found, Measure, Part, Subject, Weak
from game.study.numbers import bootstrap, share
from game.study.record import Decision, Record

MOST, LEAST, CHOSEN = Bar(high=35), Bar(low=3), Bar(low=5)
ADOPTED, CERTAIN, NONE, WORDED = (10.0, 90.0), (10.0, 97.0), Bar(high=0, unit="items"), 10.0
CLOSE, DILEMMA = 2.0, Bar(low=50)
WORDINGS = ("weak", "middle", "strong")
SMALL = "a small scenario may use few of the actions of a shared set"
ONE = f"with fewer than {FEW_ITEMS} items, one cannot be held to show every wording"


def d3(found: Found) -> Measure:
    """D3. Of the orders carried out by seats that may give an action at some time, the share that are this action: its largest
    and smallest over the actions (a meeting is one for each seat in it, positions, consents and written answers are orders but
    no actions). Then the share of decisions in which the best bundle holds the action, for the seat that has it most often:
    the smallest over the actions; for these a meeting is a request.
    """
    subject = found.subject
    used, chosen = shares(subject, found.games), in_bundles(subject, found.games)
    reason = None if used else "no order was given"
    most, least = max(used, key=lambda a: used[a], default=""), min(used, key=lambda a: used[a], default="")
    rare = min(chosen, key=lambda a: chosen[a][0], default="")
    games, decisions = f"{len(found.games)} games", sum(len(g.decisions) for g in found.games)
    applies = not subject.small
    weak = [Weak("action", a, f"{v:.1f} % of orders") for a, v in used.items()
            if not MOST.holds(v) or (applies and not LEAST.holds(v))]
    weak += [Weak("action", a, f"in the best bundle of at most {v:.1f} % of a seat's decisions") for a, (v, _) in chosen.items()
             if applies and not CHOSEN.holds(v)]
    return Measure(
        id="D3", title="Every action is used, none rules", bot=found.bot, weak=tuple(weak),
        parts=(Part(name=f"largest share of orders ({most})", bar=MOST, value=used.get(most), samples=games, reason=reason,
                    interval=bootstrap(found.games, lambda g: shares(subject, g).get(most))),
               Part(name=f"smallest share of orders ({least})", bar=LEAST, value=used.get(least), samples=games,
                    interval=bootstrap(found.games, lambda g: shares(subject, g).get(least)), applies=applies,
                    reason=reason if applies else SMALL),
               Part(name=f"least often in a best bundle ({rare})", bar=CHOSEN, value=chosen[rare][0] if rare else None,
                    samples=f"{decisions} decisions", applies=applies,
                    reason=SMALL if not applies else None if rare else f"the bot {found.bot} weighs no bundles")),
        details={"actions": {a: {"share": v, "best_bundle": chosen[a][0] if a in chosen else None,
                                 "best_seat": chosen[a][1] if a in chosen else None} for a, v in used.items()},
                 "positions": _positions(found)})


def shares(subject: Subject, games: Sequence[Record]) -> dict[str, float]:
    """For each action its share, in per cent, of the orders of the seats that may give it; empty without orders."""
    total: Counter[tuple[str, str]] = Counter()
    for game in games:
        total.update(game.carried)
    by_seat: Counter[str] = Counter()
    for (seat, _), n in total.items():
        by_seat[seat] += n
    if not total:
        return {}
    return {action: 100 * sum(total[seat, action] for seat in seats) / max(sum(by_seat[seat] for seat in seats), 1)
            for action, seats in subject.givers.items()}


def in_bundles(subject: Subject, games: Sequence[Record]) -> dict[str, tuple[float, str]]:
    """For each action the largest share, in per cent, of a seat's decisions whose best bundle holds it, and that seat."""
    decisions = [d for game in games for d in game.decisions]
    made = Counter(d.seat for d in decisions)
    held = Counter((d.seat, action) for d in decisions for action in set(d.actions))
    return {action: max((100 * held[seat, action] / made[seat], seat) for seat in seats if made[seat])
            for action, seats in subject.givers.items() if any(made[seat] for seat in seats)}


def _positions(found: Found) -> dict[str, float]:
    """What is no action, as a share of all orders."""
    total = Counter(dict[str, int]())
    for game in found.games:
        for (_, action), n in game.carried.items():
            total[action] += n
    return {a: 100 * n / total.total() for a, n in total.most_common() if a not in found.subject.givers}


def d4(found: Found) -> Measure:
    """D4. How many items are adopted in fewer than 10 % or more than 90 % of the games (97 % for an item that admits a member,
    of which history was certain); and how many have a wording that takes less than 10 % of their adoptions.
    """
    items, small = found.subject.items, len(found.subject.items) < FEW_ITEMS
    ends = {item: Counter(game.items.get(item, "open") for game in found.games) for item in items}
    rate = {item: share(sum(ends[item][w] for w in WORDINGS), len(found.games)) for item in items} if found.games else {}
    odd = [item for item, (v, _) in rate.items() if not _within(v, item, found)]
    worded = {item: {w: 100 * ends[item][w] / max(sum(ends[item][x] for x in WORDINGS), 1) for w in WORDINGS} for item in rate}
    flat = [item for item, by in worded.items() if min(by.values()) < WORDED]
    samples, reason = f"{len(found.games)} games", None if rate else "no item was decided"
    weak = [Weak("item", item, f"adopted in {rate[item][0]:.0f} % of games") for item in odd]
    weak += [Weak("item", item, f"{', '.join(f'{w} {v:.0f} %' for w, v in worded[item].items())} of its adoptions")
             for item in flat if not small]
    return Measure(
        id="D4", title="Every paragraph is open", bot=found.bot, weak=tuple(weak),
        parts=(Part(name="items adopted outside 10 to 90 % of games", bar=NONE, value=len(odd) if rate else None, samples=samples,
                    reason=reason),
               Part(name="items with a wording below 10 % of adoptions", bar=NONE, value=len(flat) if rate else None,
                    samples=samples, applies=not small, reason=ONE if small else reason)),
        details={"items": {item: {"adopted": v, "interval": i, **worded[item], "certain": item in found.subject.certain}
                           for item, (v, i) in rate.items()}})


def _within(value: float, item: str, found: Found) -> bool:
    low, high = CERTAIN if item in found.subject.certain else ADOPTED
    return low <= value <= high


def d10(found: Found) -> Measure:
    """D10. The share of decisions with three bundles, the best among them, that are built round different orders and of which
    none is more than 2 points behind the best by the bot's own values. Bundles are those of D1: the best and those in which its
    most valuable order is exchanged. Counting every bundle that differs in some order gives more, and stands beside it.
    """
    games = [game for game in found.games if game.decisions]
    count, loose = sum(len(game.decisions) for game in games), any_order(games)
    return Measure(
        id="D10", title="Choices are close", bot=found.bot,
        parts=(Part(name="decisions with three close bundles", bar=DILEMMA, value=dilemmas(games),
                    interval=bootstrap(games, dilemmas), samples=f"{count} decisions",
                    reason=None if games else f"the bot {found.bot} weighs no bundles"),),
        notes=() if loose is None else (f"counting bundles that differ in any order, {loose:.1f} % of decisions",),
        details={"any_order_differs": loose, "seats": {
            seat: 100 * sum(map(close, own)) / len(own) for seat in found.subject.seats
            if (own := [d for g in games for d in g.decisions if d.seat == seat])}})


def close(decision: Decision) -> bool:
    """Whether two bundles that lead with other orders are within 2 points of the best one."""
    return decision.third_lead is not None and decision.third_lead <= CLOSE


def dilemmas(games: Sequence[Record]) -> float | None:
    """The share of decisions with three close bundles, in per cent."""
    decisions = [d for game in games for d in game.decisions]
    return 100 * sum(map(close, decisions)) / len(decisions) if decisions else None


def any_order(games: Sequence[Record]) -> float | None:
    """The same, counting bundles that differ in any order."""
    decisions = [d for game in games for d in game.decisions]
    near = [d.third is not None and d.third <= CLOSE for d in decisions]
    return 100 * sum(near) / len(near) if near else None
