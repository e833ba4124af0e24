"""What bad faith in the corridor gains: bots that cheat in one seat among greedy ones, against the same games in good faith.

    python benchmarks/deals.py scenarios/astana.toml --games 26
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Callable, Sequence

import attrs

from game.bots import Answer, Plan, bot
from game.bots.offers import market, turned
from game.bots.prospects import MARGIN, expected
from game.bots.replies import seen_of
from game.deals import Offer
from game.match import Match
from game.scenario.load import load_scenario
from game.scenario.schema import Scenario
from game.study.block import spread
from game.study.numbers import mean
from game.study.pool import default_workers
from game.table import Table, luck_of
from game.view import View


@attrs.frozen
class Cheat:
    """How a seat cheats: what it offers, whether it takes an offer, what it orders; None for what a greedy bot does."""

    says: str
    offers: Callable[[View], Sequence[Offer]] | None = None
    takes: Callable[[View, Offer], bool] | None = None
    orders: Callable[[View], View] | None = None
    """The view that it orders from."""
    only_pledged: bool = False
    eve: bool = False
    """Only on the turn before the last."""


def breaks(view: View) -> View:
    """As if nothing had been promised, where that is possible."""
    return view if view.turn == view.turns[-1] else attrs.evolve(view, pledges=())


def bait(view: View) -> list[Offer]:
    """The deals that bring most to a seat that will not do its part, each welcome to its partner."""
    found = market(view)
    mine = [k for k, offer in enumerate(found.offers) if view.seat in (offer.proposer, offer.other)]
    worth = found.worth(view, mine).theirs if mine else ()
    ranked = sorted(zip(mine, worth, strict=True), key=lambda deal: -deal[1])
    offers = [turned(found.offers[k], view.seat) for k, gain in ranked if gain > MARGIN]
    return list({offer.other: offer for offer in reversed(offers)}.values())[::-1][:3]


def air(view: View) -> list[Offer]:
    """What is done anyway, against what helps most."""
    own = [order for order in expected(view) if order.seat == view.seat and order.action != "request"]
    found = []
    for other in view.board.seats:
        seen = seen_of(view, other)
        gains = seen.lines[:, list(view.goals)].sum(axis=1)
        best = sorted((k for k in range(len(gains)) if gains[k] > MARGIN), key=lambda k: -gains[k])
        asks = [seen.every[k].order for k in best if seen.every[k].order.action not in ("request", "choose")]
        if other != view.seat and asks and own:
            found.append((float(gains[best[0]]), Offer(view.seat, other, tuple(own[:3]), (asks[0],), view.turn)))
    return [offer for _, offer in sorted(found, key=lambda pair: -pair[0])[:3]]


CHEATS = {
    "only-offers": Cheat("orders nothing but what it has pledged", only_pledged=True),
    "breaks": Cheat("bargains in good faith, breaks every word", orders=breaks),
    "swindles": Cheat("offers what others like most, takes every offer that brings it something, breaks every word",
                      bait, lambda view, offer: True, breaks),
    "eve": Cheat("is honest until the turn before the last, then swindles", bait, lambda view, offer: True, breaks, eve=True),
    "sells-air": Cheat("offers three orders that it gives anyway for the favour it likes most", offers=air),
}


class Rigged(Table):
    """A table of greedy bots at which one seat cheats."""

    def __init__(self, match: Match, seat: str, cheat: Cheat) -> None:
        super().__init__(match)
        self.seat, self.cheat = seat, cheat

    def _cheats(self, seat: str) -> bool:
        return seat == self.seat and (not self.cheat.eve or self.match.turn == self.match.turns[-2])

    def _proposed(self, seat: str) -> Sequence[Offer]:
        if self._cheats(seat) and self.cheat.offers is not None:
            return self.cheat.offers(self.match.view(seat))
        return super()._proposed(seat)

    def _considered(self, seat: str, offer: Offer) -> Answer:
        if self._cheats(seat) and self.cheat.takes is not None:
            accept = self.cheat.takes(self.match.view(seat), offer)
            return Answer(accept=accept, why="gain" if accept else "little")
        return super()._considered(seat, offer)

    def _planned(self, seat: str) -> Plan:
        view = self.match.view(seat)
        if not self._cheats(seat):
            return super()._planned(seat)
        if self.cheat.only_pledged:
            return Plan(orders=view.pledged)
        return bot("greedy")(self.cheat.orders(view) if self.cheat.orders else view, luck_of(self.match, seat))


@attrs.frozen
class Tried:
    """One game with a cheat in one seat: the points by which it did better than in good faith, and its credibility at the end."""

    cheat: str
    seat: str
    gain: float
    credibility: float
    broken: int


def tried(scenario: Scenario, seed: int) -> list[Tried]:
    """Every cheat in one seat, which changes from seed to seed, against the game in good faith."""
    honest = Match(scenario, seed)
    Table(honest).play()
    seat, found = honest.seats[seed % len(honest.seats)], []
    for name, cheat in CHEATS.items():
        match = Match(scenario, seed)
        Rigged(match, seat, cheat).play()
        broken = sum(pledge.giver == seat and pledge.state == "broken" for pledge in match.corridor.pledges)
        gain = match.scores()[seat] - honest.scores()[seat]
        found.append(Tried(name, seat, gain, match.board.credibility(seat), broken))
    return found


def main() -> None:
    """Play the games and print what each cheat gained, with its interval of 95 %."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("scenario")
    parser.add_argument("--games", type=int, default=26)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--workers", type=int, default=default_workers())
    options = parser.parse_args()
    began, found = time.perf_counter(), list[Tried]()
    seeds = range(options.seed, options.seed + options.games)
    for games in spread(tried, load_scenario(options.scenario), seeds, options.workers):
        found += games
        if sys.stderr.isatty():
            print(f"\r{len(found) // len(CHEATS)} of {options.games} games ", end="", file=sys.stderr, flush=True)
    print(f"{options.games} seeds, seats in turn, {time.perf_counter() - began:.0f} s")
    for name, cheat in CHEATS.items():
        games = [game for game in found if game.cheat == name]
        middle, interval = mean([game.gain for game in games])
        low, high = interval or (middle, middle)
        ahead = sum(game.gain > 0 for game in games) / len(games)
        end, broken = mean([game.credibility for game in games])[0], mean([float(game.broken) for game in games])[0]
        print(f"{name:12} {middle:+6.2f} points [{low:+.2f}, {high:+.2f}]  ahead in {100 * ahead:.0f} %, "
              f"{broken:.1f} words broken, credibility {end:.0f}: {cheat.says}")


if __name__ == "__main__":
    main()
