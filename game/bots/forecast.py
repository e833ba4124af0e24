"""The forecast: where the world may stand after this turn and at the next communique, with its spread."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from random import Random

import attrs
import numpy as np
from numpy.typing import NDArray

from game.bots.replies import table
from game.bots.trial import Trial, tried
from game.model.cells import logistic
from game.model.orders import Order
from game.model.rulebook import Rulebook
from game.model.sheets import LEVELS, Sheets, empty, gather, sequence
from game.model.world import World
from game.view import View

Floats = NDArray[np.float64]
Quantity = tuple[str, ...]
"""("alignment", actor, pole), ("track", id) or ("line", goal id)."""

REPLIES = 32
"""Different replies of the others that the samples share; each is met by different luck."""
QUANTILES = (0.1, 0.25, 0.5, 0.75, 0.9)
"""The outer two are the 80 % band."""


@attrs.frozen(eq=False, slots=False)
class Spread:
    """Quantiles (L, K) of K quantities over the samples."""

    turn: int
    quantities: tuple[Quantity, ...]
    levels: tuple[float, ...]
    values: Floats

    @cached_property
    def _place(self) -> dict[Quantity, int]:
        return {quantity: k for k, quantity in enumerate(self.quantities)}

    def of(self, quantity: Quantity) -> tuple[float, ...]:
        """The quantiles of one quantity, lowest first."""
        return tuple(float(v) for v in self.values[:, self._place[quantity]])

    def outside(self, actual: Floats) -> NDArray[np.bool_]:
        """(K,): whether each of the actual values lies outside the band of the lowest and the highest quantile."""
        found: NDArray[np.bool_] = (actual < self.values[0] - 1e-9) | (actual > self.values[-1] + 1e-9)
        return found


@attrs.frozen(kw_only=True)
class Danger:
    """How likely this turn's orders are to break the summit, and whom that would be blamed on."""

    chance: float
    """Share of the samples, 0..1, in which the gauge reaches its limit."""
    blamed: tuple[tuple[str, float], ...]
    """Share of all samples in which each seat is blamed, the likeliest first; they sum to the chance."""
    track: str
    limit: float
    band: tuple[float, ...]
    """Quantiles of the gauge after the turn, in points, as of any other quantity."""

    def of(self, seat: str) -> float:
        """Share of all samples in which a seat is blamed."""
        return dict(self.blamed).get(seat, 0.0)


@attrs.frozen(eq=False)
class Prospect:
    """What a seat may expect: after the turn, and at the next communique (the same if that is this turn)."""

    after: Spread
    communique: Spread
    danger: Danger | None
    """None where nothing can break the summit, or where it is broken."""


def forecast(view: View, sheet: Sequence[Order], samples: int = 256, luck: int = 0) -> Prospect:
    """Sample what the others may order and what luck may do, with this sheet; what a game's own seed will do is not seen.

    After this turn everybody passes until the communique. The replies are worked out once a turn, whoever asks.
    """
    rulebook, shares = view.rulebook, view.rulebook.shares
    seeds = np.array([Random(f"forecast|{luck}|{k}").getrandbits(64) for k in range(samples)], dtype=np.uint64)
    world = tried(Trial(rulebook, view.world, joined(view, sheet, samples), view.world.step + 1, seeds))
    after = _spread(view, world)
    danger = _danger(view, world, after)
    communique = next((k for k in range(world.step, len(shares)) if shares[k - 1]), len(shares))
    if communique == world.step:
        return Prospect(after, after, danger)
    later = tried(Trial(rulebook, world, empty(rulebook, samples), communique, seeds))
    return Prospect(after, _spread(view, later), danger)


def _danger(view: View, world: World, after: Spread) -> Danger | None:
    """From the worlds that the samples lead to."""
    rupture, declared, seats = view.rulebook.rupture, view.scenario.rupture, view.rulebook.names.seats
    if rupture is None or declared is None or view.world.rupture[0]:
        return None
    shares = np.bincount(world.blamed[world.rupture > 0], minlength=len(seats)) / world.size
    blamed = sorted(((seat, float(share)) for seat, share in zip(seats, shares, strict=True) if share), key=lambda one: -one[1])
    return Danger(chance=float(shares.sum()), blamed=tuple(blamed), track=declared.track, limit=declared.limit,
                  band=after.of(("track", declared.track)))


def prepare(view: View) -> None:
    """Work out what the forecasts of this turn have in common, the replies, so that the first one is as quick as the others."""
    _others(view)


def joined(view: View, sheet: Sequence[Order], samples: int) -> Sheets:
    """A sheet with the replies of the others, each used as often as it takes to make the samples."""
    rulebook, others = view.rulebook, _others(view)
    own, entries = gather(rulebook, [list(sheet)]), len(rulebook.catalogue.entries)
    which = np.arange(samples) % others.size
    starts = np.searchsorted(others.game, np.arange(others.size + 1))
    picked = [np.arange(starts[w], starts[w + 1]) for w in which]
    games = np.repeat(np.arange(samples), [len(rows) for rows in picked])
    rows = np.concatenate(picked).astype(np.intp)
    theirs = (games * entries + others.entry[rows]) * LEVELS + others.level[rows]
    mine = ((np.arange(samples)[:, None] * entries + own.entry) * LEVELS + own.level).ravel()
    game, entry, level = sequence(rulebook, np.concatenate([theirs, mine]))
    requests, fallbacks = others.requests[which], others.fallbacks[which]
    seat = rulebook.names.seats.index(view.seat)
    requests[:, seat], fallbacks[:, seat] = own.requests[0, seat], own.fallbacks[0, seat]
    return Sheets(game=game, entry=entry, level=level, requests=requests, fallbacks=fallbacks)


def _others(view: View) -> Sheets:
    """The replies of everybody else as one batch, worked out once a turn and seat."""
    place = f"others of {view.seat}"
    if place not in view.notes:
        sheets = _sheets(view)
        view.notes[place] = gather(view.rulebook, [
            [order for seat in sheets if seat != view.seat for order in sheets[seat][k]] for k in range(REPLIES)])
    found: Sheets = view.notes[place]
    return found


def _sheets(view: View) -> dict[str, list[tuple[Order, ...]]]:
    if "sheets" not in view.notes:
        view.notes["sheets"] = {
            seen.view.seat: [seen.sheet(Random(f"forecast|{k}|{seen.view.seat}")) for k in range(REPLIES)]
            for seen in table(view)
        }
    found: dict[str, list[tuple[Order, ...]]] = view.notes["sheets"]
    return found


def quantities(view: View) -> tuple[Quantity, ...]:
    """What is forecast: every alignment that can move, every track, every line of the brief."""
    names, lines = view.rulebook.names, view.rulebook.goals.lines
    found: list[Quantity] = [("alignment", names.actors[a], names.poles[p]) for a, p in np.argwhere(view.rulebook.free)]
    found += [("track", track) for track in names.tracks]
    return (*found, *(("line", lines[g].goal.id) for g in view.goals))


def values(rulebook: Rulebook, goals: Sequence[int], world: World) -> Floats:
    """(B, K): the quantities in points, lines as they are measured (raw)."""
    alignments = 100.0 * np.tanh(world.stance[:, rulebook.free])
    raw = rulebook.goals.raw(world)[:, list(goals)]
    return np.concatenate([alignments, 100.0 * logistic(world.tracks), raw], axis=1)


def _spread(view: View, world: World) -> Spread:
    found = np.quantile(values(view.rulebook, view.goals, world), QUANTILES, axis=0)
    return Spread(view.rulebook.turns[world.step - 1], quantities(view), QUANTILES, found)
