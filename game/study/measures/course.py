"""D5, D6 and D7: how games go: comebacks and luck, ruptures, and the balance of the poles."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from statistics import fmean, variance

from game.study.measures.result import FEW_TURNS, Bar, Found, Measure, Part, Weak
from game.study.numbers import bootstrap, correlation, percentiles, share
from game.study.record import Record

TIED, LUCK = Bar(low=0.3, high=0.8, unit=""), Bar(high=35, strict=True)
RUPTURE, BRINK, RANDOM = Bar(low=3, high=15), Bar(low=20, high=60), Bar(high=50, strict=True)
OWNED, LEADS, MOST = Bar(high=25, strict=True), Bar(low=10), 60.0
ENOUGH = 10
"""Games from which on an event is named that never happened or was always answered alike."""
CALM = "no track of this scenario can break the summit"
SHORT = f"a game of fewer than {FEW_TURNS} turns is over before it can come to a breach"


def d5(found: Found) -> Measure:
    """D5. The correlation, over all seats and games, of the percentile at half-time (points banked, the rest counted as if the
    world stood still after half of the turns) with that at the end; a percentile is among the study's games of the same seat
    and secret goal, groups of one left out.

    And the share of the variance of scores that is luck at fixed strategies: recorded games are played again under other seeds
    with the same orders (as far as they are legal) and the same goals; luck is the variance within a game's repetitions, the
    rest is the variance of the games' means less what luck adds to it; both summed over the seats.
    """
    games = [game for game in found.games if game.half]
    lucky = [game for game in found.games if game.luck]
    tied, turns = halves(games), found.subject.turns >= 4
    reason = None if tied is not None else "not enough games of the same seat and secret goal" if turns else "half of few turns"
    return Measure(
        id="D5", title="Half-time is not the end, luck is not the rest", bot=found.bot,
        parts=(Part(name="half-time and final percentile correlate", bar=TIED, value=tied, interval=bootstrap(games, halves),
                    samples=f"{len(games)} games", applies=turns, reason=reason if turns else "it has fewer than four turns"),
               Part(name="variance of scores that is luck", bar=LUCK, value=luck_share(lucky),
                    interval=bootstrap(lucky, luck_share),
                    samples=f"{len(lucky)} games, {1 + len(lucky[0].luck) if lucky else 0} seeds each",
                    reason=None if luck_share(lucky) is not None else "it takes at least two games played again")),
        notes=("secret goals differ between games and count as no luck: repetitions are scored by the goals of their game",),
        details={"seats": {seat: v for seat in found.subject.seats if (v := luck_share(lucky, (seat,))) is not None}})


def halves(games: Sequence[Record]) -> float | None:
    """The correlation of percentiles at half-time and at the end."""
    groups: dict[tuple[str, str], list[Record]] = defaultdict(list)
    for game in games:
        for seat in game.scores:
            groups[seat, game.secret.get(seat, "")].append(game)
    pairs = [pair for (seat, _), own in groups.items() if len(own) > 1
             for pair in zip(percentiles([g.half[seat] for g in own]), percentiles([g.scores[seat] for g in own]), strict=True)]
    return correlation([a for a, _ in pairs], [b for _, b in pairs]) if pairs else None


def luck_share(games: Sequence[Record], seats: Sequence[str] | None = None) -> float | None:
    """The share of variance that is luck, in per cent; None with fewer than two games or no variance."""
    if len(games) < 2:
        return None
    within = between = 0.0
    for seat in seats or tuple(games[0].scores):
        rows = [[game.scores[seat], *(scores[seat] for scores in game.luck)] for game in games]
        luck = fmean(variance(row) for row in rows)
        within += luck
        between += max(variance([fmean(row) for row in rows]) - luck / len(rows[0]), 0.0)
    return 100 * within / (within + between) if within + between > 1e-12 else None


def d6(found: Found) -> Measure:
    """D6. The share of games that rupture; of the games in which the rupture track reached its brink, those that rupture; and
    the share of games of random bots that rupture.
    """
    games, random = found.games, found.random
    calm = None if found.subject.breaks else CALM
    short = SHORT if found.subject.turns < FEW_TURNS else calm
    broken, brink = [g for g in games if g.rupture], [g for g in games if g.brink]
    wild = [g for g in random if g.rupture]
    return Measure(
        id="D6", title="Breach is a danger", bot=f"{found.bot}; random for the last", weak=_unmoved(found),
        parts=(_share("games that rupture", RUPTURE, len(broken), len(games), short),
               _share("of those at the brink", BRINK, len(broken), len(brink), short, "no game reached the brink"),
               _share("random tables that rupture", RANDOM, len(wild), len(random), calm)),
        details={"ends": dict(Counter("rupture" if g.rupture else "finished" for g in games)),
                 "blamed": dict(Counter(g.blamed for g in broken if g.blamed)),
                 "turns": dict(Counter(str(g.rupture) for g in broken)), "events": _events(found)})


def _share(name: str, bar: Bar, count: int, of: int, spared: str | None = None, empty: str = "no such game was played") -> Part:
    """A share as a part; `spared` says why its bar does not apply."""
    value, interval = share(count, of) if of else (None, None)
    return Part(name=name, bar=bar, value=value, interval=interval, samples=f"{of} games", applies=spared is None,
                reason=spared or (None if of else empty))


def _events(found: Found) -> dict[str, float]:
    seen = Counter(event for game in found.games for event in set(game.events))
    return {event: 100 * seen[event] / len(found.games) for event in found.subject.events} if found.games else {}


def _unmoved(found: Found) -> tuple[Weak, ...]:
    """Events that never happened in enough games, and those that everybody always answered alike."""
    if len(found.games) < ENOUGH:
        return ()
    answers = Counter(answer for game in found.games for answer in game.answers)
    kinds = Counter(event for event, _ in answers)
    never = [Weak("event", event, "never happened") for event, v in _events(found).items() if not v]
    return (*never, *(Weak("event", event, "always answered alike") for event in found.subject.events
                      if event in found.subject.asking and kinds[event] == 1))


def d7(found: Found) -> Measure:
    """D7. The share of games that end with one pole as first partner of over 60 % of the weight; and for every pole the share of
    games in which it alone has the most at the end, of which the smallest is the value.
    """
    games, poles, few = found.games, found.subject.poles, len(found.subject.poles) < 3
    owned = sum(max(g.first.values(), default=0.0) > MOST for g in games)
    leads = Counter(leader for g in games if (leader := leader_of(g)))
    least = min(poles, key=lambda pole: leads[pole], default="")
    first = _share("one pole has over 60 % of the weight", OWNED, owned, len(games))
    last = _share(f"the pole that leads least ({least})", LEADS, leads[least], len(games))
    parts = tuple(Part(name=p.name, bar=p.bar, value=p.value, interval=p.interval, samples=p.samples, applies=not few,
                       reason="of two poles one is ahead by nature" if few else p.reason) for p in (first, last))
    weak = tuple(Weak("pole", pole, f"leads in {leads[pole]} of {len(games)} games") for pole in poles
                 if games and not few and not LEADS.holds(100 * leads[pole] / len(games)))
    return Measure(id="D7", title="No pole owns the board", bot=found.bot, parts=parts, weak=weak,
                   details={"leads": {pole: 100 * leads[pole] / len(games) for pole in poles} if games else {}})


def leader_of(game: Record) -> str | None:
    """The pole with the most weight at the end, None if there is no single one."""
    most = max(game.first.values(), default=0.0)
    best = [pole for pole, weight in game.first.items() if weight == most]
    return best[0] if most > 0 and len(best) == 1 else None


