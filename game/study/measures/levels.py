"""D2: stronger bots win more often."""

from __future__ import annotations

from collections.abc import Sequence

from game.study.duel import LADDER
from game.study.measures.result import Bar, Found, Measure, Part, Weak
from game.study.numbers import bootstrap, mean, sign_test
from game.study.record import Duel

WON, CHANCE = Bar(low=65), Bar(high=0.01, unit="", strict=True)


def d2(found: Found) -> Measure:
    """D2. Each bot against the one below it, by seat-swapped pairs. In a duel half of the seats play the one and half the other,
    then the same game is played with the two sides changed; a pair of seats is won by the bot that has more points in the two
    seats together, a draw counts as half. The value is the lowest share of pairs won.

    The interval is a bootstrap over whole duels; p is the chance of so large a lead if the signs of the duels' mean leads were
    drawn by a coin (one-sided), so pairs of one game do not count as independent.
    """
    rungs = [(low, up, [d for d in found.duels if (d.lower, d.upper) == (low, up)]) for low, up in LADDER]
    parts = [part for low, up, duels in rungs for part in _parts(low, up, duels)]
    parts.sort(key=lambda part: (part.bar is CHANCE, part.value if part.value is not None else 101.0))
    weak = tuple(Weak("level", up, f"wins {v:.0f} % of pairs against {low}") for low, up, duels in rungs
                 if (v := won(duels)) is not None and not WON.holds(v))
    leads = {f"{up} over {low}": mean([d.lead for d in duels]) for low, up, duels in rungs if duels}
    return Measure(id="D2", title="Stronger bots win", bot=", ".join(dict.fromkeys(bot for rung in LADDER for bot in rung)),
                   parts=tuple(parts), weak=weak,
                   details={"lead": {rung: {"mean": v, "interval": i} for rung, (v, i) in leads.items()}})


def _parts(lower: str, upper: str, duels: Sequence[Duel]) -> tuple[Part, Part]:
    reason = None if duels else "no duel was fought"
    samples = f"{sum(len(d.pairs) for d in duels)} pairs in {len(duels)} duels"
    p = sign_test([d.lead for d in duels]) if duels else None
    few = f"{len(duels)} duels cannot show it: their least p is {0.5 ** len(duels):.2g}" if 0 < len(duels) < 7 else reason
    undecided = p is not None and p >= 0.01 and len(duels) < 7
    return (Part(name=f"{upper} over {lower}: pairs won", bar=WON, value=won(duels), interval=bootstrap(duels, won),
                 samples=samples, reason=reason),
            Part(name=f"{upper} over {lower}: p", bar=CHANCE, value=None if undecided else p, samples=samples, reason=few))


def won(duels: Sequence[Duel]) -> float | None:
    """The share of pairs won by the upper bot, in per cent."""
    pairs = sum(len(duel.pairs) for duel in duels)
    return 100 * sum(duel.won for duel in duels) / pairs if pairs else None
