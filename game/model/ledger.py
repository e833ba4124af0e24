"""The ledger of a turn: every row of every order, event, item, file and trend with the amount it adds to its cell."""

from __future__ import annotations

import attrs
import numpy as np
from numpy.typing import NDArray

from game.model.cells import TANH_POINTS, logistic
from game.model.facts import bands
from game.model.opening import Opened
from game.model.rows import ANCHOR, DEPENDENCY, GUARD, HOME, JOINERS, added
from game.model.rulebook import Rulebook
from game.model.world import ADOPTED, World

Ints = NDArray[np.intp]
Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]


@attrs.frozen(eq=False, kw_only=True)
class Ledger:
    """Rows (n,) in a fixed sequence: orders of each game in catalogue order, then what stands by itself.

    game, source, row (of the rulebook's table) and amount (latent); `own` marks rows of orders;
    effort (B, A*A) is what each actor put on each recipient this turn.
    """

    game: Ints
    source: Ints
    row: Ints
    amount: Floats
    own: Bools
    effort: Floats

    def sums(self, rulebook: Rulebook, games: int) -> Floats:
        """(B, cells): what all rows add to every cell, in the ledger's sequence."""
        cells = rulebook.cells.total
        on = rulebook.table.falls_on[self.row]
        linear = np.flatnonzero(on >= 0)
        place = self.game[linear] * cells + on[linear]
        return added(place, self.amount[linear], games * cells).reshape(games, cells)

    def on(self, rulebook: Rulebook, cell: int) -> Ints:
        """The rows that fall on one cell."""
        return np.flatnonzero((rulebook.table.falls_on == cell)[self.row])

    def discrete(self, rulebook: Rulebook, kind: int) -> tuple[Ints, Ints]:
        """Game and table row of every discrete row of a kind that takes effect."""
        wanted = (rulebook.table.kind[self.row] == kind) & (self.amount != 0.0)
        return self.game[wanted], self.row[wanted]


def write(rulebook: Rulebook, world: World, opened: Opened, relation: Floats) -> Ledger:
    """Work out the amount of every row from the start-of-turn world (model, steps 1 to 4)."""
    table, orders = rulebook.table, len(opened.game)
    game, source, band = _standing(rulebook, world, opened)
    game = np.concatenate([opened.game, game])
    source = np.concatenate([opened.entry, source])
    band = np.concatenate([np.zeros(orders, dtype=np.intp), band])
    factor = np.concatenate([opened.factor, np.ones(len(game) - orders)])
    place, row = table.of(source)
    at, own = game[place], place < orders
    here = opened.held[at, table.late[row]]
    if world.aside.any():
        here &= ~_stood_aside(rulebook, world, at, source[place], row)
    scale = factor[place] * here
    _rescale(rulebook, world, opened, at, row, scale)
    size = table.sizes.ravel().take(row * 3 + band[place]) * scale
    weight, effort = _weights(rulebook, world, relation, at, row, own, size, scale)
    return Ledger(game=at, source=source[place], row=row, amount=size * weight, own=own, effort=effort)


def _standing(rulebook: Rulebook, world: World, opened: Opened) -> tuple[Ints, Ints, Ints]:
    """Events of this turn, adopted items with their wording, files that move, and the tracks' trends."""
    events, items, files, tracks = rulebook.sources
    event_game, event = opened.events
    item_game, item = np.nonzero(world.status == ADOPTED)
    file_game, file = np.nonzero(opened.moved)
    track_game, track = np.divmod(np.arange(world.size * len(rulebook.names.tracks)), max(len(rulebook.names.tracks), 1))
    game = np.concatenate([event_game, item_game, file_game, track_game])
    source = np.concatenate([event + events, item + items, file + files, track + tracks])
    band = np.zeros(len(game), dtype=np.intp)
    band[len(event) : len(event) + len(item)] = bands(world.wording[item_game, item])
    return game, source, band


def _stood_aside(rulebook: Rulebook, world: World, game: Ints, source: Ints, row: Ints) -> Bools:
    """Rows of an item that fall on a member which stood aside."""
    aside = np.zeros(len(row), dtype=np.bool_)
    of_item = np.flatnonzero((source >= rulebook.sources[1]) & (source < rulebook.sources[2]))
    item = source[of_item] - rulebook.sources[1]
    for sides in rulebook.table.sides[row[of_item]].T:
        aside[of_item] |= (sides >= 0) & world.aside[game[of_item], item, sides]
    return aside


def _rescale(rulebook: Rulebook, world: World, opened: Opened, game: Ints, row: Ints, scale: Floats) -> None:
    """Multiply, in place, by what dependency, joiners or the own deviation say."""
    table = rulebook.table
    on = np.flatnonzero(table.scale[row])
    at, which = game[on], row[on]
    kind, scaled = table.scale[which], table.scaled[which]
    for wanted, value in ((DEPENDENCY, _dependency), (JOINERS, _joiners), (HOME, _deviation)):
        some = np.flatnonzero(kind == wanted)
        if len(some):
            scale[on[some]] *= value(rulebook, world, opened, at[some], scaled[some], which[some])


def _dependency(rulebook: Rulebook, world: World, opened: Opened, game: Ints, scaled: Ints, row: Ints) -> Floats:
    return logistic(world.dependency.reshape(world.size, -1)[game, scaled])


def _joiners(rulebook: Rulebook, world: World, opened: Opened, game: Ints, scaled: Ints, row: Ints) -> Floats:
    more: Floats = rulebook.table.bonus[row] * (opened.joiners[game, scaled] - 1)
    return 1.0 + more


def _deviation(rulebook: Rulebook, world: World, opened: Opened, game: Ints, scaled: Ints, row: Ints) -> Floats:
    flat: Floats = (world.stance - world.anchor).reshape(world.size, -1)[game, scaled]
    return flat


def _weights(
    rulebook: Rulebook, world: World, relation: Floats, game: Ints, row: Ints, own: Bools, size: Floats, scale: Floats
) -> tuple[Floats, Floats]:
    """Receptivity, saturation and guard of each row, and the effort (B, A*A) of this turn."""
    table, rules, pairs = rulebook.table, rulebook.scenario.rules, len(rulebook.names.actors) ** 2
    pushed = np.flatnonzero(own & table.spreads[row])
    g, which = game[pushed], row[pushed]
    pair, foreign = g * pairs + table.pair[which], table.foreign[which]
    effort = added(pair, np.abs(table.effort[which] * scale[pushed]), world.size * pairs)
    receptivity = np.where(foreign, 1.0 + rules.receptivity * relation.ravel()[pair], 1.0)
    guards = np.flatnonzero((table.kind == GUARD)[row])
    if len(guards):
        shield = np.ones((world.size, len(rulebook.names.actors)))
        np.multiply.at(shield, (game[guards], table.recipient[row[guards]]), 1.0 - np.clip(size[guards], 0.0, 1.0))
        receptivity *= np.where(foreign, shield[g, table.recipient[which]], 1.0)
    tired = saturation(world.effort.ravel()[pair], effort[pair], rules.saturation / TANH_POINTS)
    weight = np.ones(len(row))
    weight[pushed] = receptivity * np.where(table.kind[which] == ANCHOR, 1.0, tired)
    return weight, effort.reshape(world.size, pairs)


def saturation(done: Floats, now: Floats, scale: float) -> Floats:
    """What is left of a push after `done` effort when `now` is added: the mean of exp(-E/c) on the way."""
    part = now / scale
    safe = np.where(part > 0.0, part, 1.0)
    return np.exp(-done / scale) * np.where(part > 0.0, -np.expm1(-safe) / safe, 1.0)
