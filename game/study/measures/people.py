"""D9 and D11: whether others matter, and whether reveals surprise."""

from __future__ import annotations

from collections.abc import Sequence

from game.study.measures.result import Bar, Found, Measure, Part
from game.study.numbers import bootstrap
from game.study.record import Record

CHANGED, OUTSIDE = Bar(low=40), Bar(low=10, high=25)
NOT_PROBED = "no game was probed for it"


def d9(found: Found) -> Measure:
    """D9. The share of decisions whose best bundle changes when one other seat's orders are drawn again. The planner's best
    answer to one draw of everybody's sheets is worked out again with another draw of one other seat's sheet; fall-backs and
    consents are not compared.

    Which other seat? First the one that matters most: whose draws move the points of the first answer furthest, chosen before
    it is known whether the answer changes. Beside it stands one drawn evenly from all. That share says as much about the size
    of the table as about the game: of twelve others most are nobody's concern in a given turn, and it falls with every seat
    that a scenario adds. The bar is held to the first; both are told.
    """
    games = [game for game in found.games if game.readings]
    count = sum(len(game.readings) for game in games)
    return Measure(
        id="D9", title="Reading people", bot=f"best answers to draws, in games of {found.bot}",
        parts=(Part(name="best bundle changes with the seat that matters most", bar=CHANGED, value=readings(games),
                    interval=bootstrap(games, readings),
                    samples=f"{count} decisions in {len(games)} games", reason=None if games else NOT_PROBED),),
        notes=() if not games else (f"with another seat drawn evenly it changes in {evenly(games):.1f} % of decisions",),
        details={"evenly_drawn": evenly(games), "most": {
            seat: 100 * sum(own) / len(own) for seat in found.subject.seats
            if (own := [r.changed for g in games for r in g.readings if r.most == seat])}})


def readings(games: Sequence[Record]) -> float | None:
    """The share of decisions that change with the seat that matters most, in per cent."""
    found = [reading.changed for game in games for reading in game.readings]
    return 100 * sum(found) / len(found) if found else None


def evenly(games: Sequence[Record]) -> float | None:
    """The share of decisions that change with another seat drawn evenly, in per cent."""
    found = [reading.changed_by_other for game in games for reading in game.readings]
    return 100 * sum(found) / len(found) if found else None


def d11(found: Found) -> Measure:
    """D11. Of all that was forecast for a reveal (every alignment that can move, every track, every line of the seat's brief),
    the share that came out below the 10 % or above the 90 % quantile of the forecast that the seat had seen with its own sheet
    in it; every seat, every turn. An exact forecast gives 20 %.
    """
    games = [game for game in found.games if game.surprises]
    count = sum(len(game.surprises) for game in games)
    kinds = {kind for g in games for s in g.surprises for kind in s.outside}
    turns = {s.turn for g in games for s in g.surprises}
    return Measure(
        id="D11", title="Reveals surprise", bot=found.bot,
        parts=(Part(name="outcomes outside the 80 % band", bar=OUTSIDE, value=outside(games), interval=bootstrap(games, outside),
                    samples=f"{count} reveals in {len(games)} games", reason=None if games else NOT_PROBED),),
        details={"kinds": {kind: outside(games, kind=kind) for kind in sorted(kinds)},
                 "turns": {str(turn): outside(games, turn=turn) for turn in sorted(turns)}})


def outside(games: Sequence[Record], kind: str | None = None, turn: int | None = None) -> float | None:
    """The share outside, in per cent, of one kind or turn if one is named."""
    counts = [pair for game in games for s in game.surprises for k, pair in s.outside.items()
              if kind in (None, k) and turn in (None, s.turn)]
    of = sum(total for _, total in counts)
    return 100 * sum(out for out, _ in counts) / of if of else None
