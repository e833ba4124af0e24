"""The ledger of a turn: every row of every order, event, item, file, trend and broken word with what it adds to its cell."""

from __future__ import annotations

import attrs
import numpy as np
from numpy.typing import NDArray

from game.model.cells import TANH_POINTS, logistic
from game.model.facts import bands
from game.model.opening import Opened
from game.model.pledges import Pledges, broken_words
from game.model.rows import ACTS, ANCHOR, ASKS, DEPENDENCY, GUARDS, HOME, JOINERS, SCALES, SPREADS, added, at, those
from game.model.rulebook import Rulebook
from game.model.world import ADOPTED, World

Ints = NDArray[np.intp]
Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]
Bits = NDArray[np.int8]


@attrs.frozen(eq=False, kw_only=True)
class Ledger:
    """Rows (n,) in a fixed sequence: orders of each game in catalogue order, then what stands by itself.

    game, row (of the rulebook's table) and amount (latent); `place` is where each row's source stands among the `sources`
    of the turn; the first `orders` rows are of orders; `acts` (m,) are the discrete rows that take effect; effort
    (B, A, A) is what each actor has put on each recipient, this turn's included.
    """

    game: Ints
    sources: Ints
    place: Ints
    row: Ints
    amount: Floats
    orders: int
    acts: Ints
    effort: Floats

    @property
    def source(self) -> Ints:
        """(n,): the source of each row."""
        return self.sources.take(self.place)

    @property
    def own(self) -> Bools:
        """Which rows are of orders."""
        return np.arange(len(self.row)) < self.orders

    def sums(self, rulebook: Rulebook, games: int) -> Floats:
        """(B, width of the cells): what all rows add to every cell, in the ledger's sequence."""
        width = rulebook.cells.width
        place = self.game * width
        place += rulebook.table.falls_on.take(self.row)
        return added(place, self.amount, games * width).reshape(games, width)

    def on(self, rulebook: Rulebook, cell: int) -> Ints:
        """The rows that fall on one cell."""
        return those((rulebook.table.falls_on == cell).take(self.row))

    def discrete(self, rulebook: Rulebook, kind: int) -> tuple[Ints, Ints]:
        """Game and table row of every discrete row of a kind that takes effect."""
        if not len(self.acts):
            return self.acts, self.acts
        game, row = self.game.take(self.acts), self.row.take(self.acts)
        wanted = rulebook.table.kind.take(row) == kind
        return game[wanted], row[wanted]


def write(rulebook: Rulebook, world: World, opened: Opened, relation: Floats, pledges: Pledges | None = None) -> Ledger:
    """Work out the amount of every row from the start-of-turn world (model, steps 1 to 4)."""
    table, orders = rulebook.table, len(opened.game)
    games, others, items = _standing(rulebook, world, opened, broken_words(rulebook, pledges))
    sources = np.concatenate([opened.entry, others])
    place, row = table.of(sources)
    game = np.concatenate([opened.game, games]).take(place)
    scale = np.concatenate([opened.factor, np.ones(len(others))]).take(place)
    does = table.does.take(row)
    asks = _those(does, ASKS)
    scale[asks] *= at(opened.held, table.late.take(row.take(asks)), game.take(asks))
    _rescale(rulebook, world, opened, game, row, does, scale)
    size = table.weak.take(row)
    own, *ends = place.searchsorted((orders, orders + items.start, orders + items.stop)).tolist()
    if ends[0] < ends[1]:
        worded = slice(*ends)
        item = sources.take(place[worded]) - rulebook.sources[1]
        size[worded] = at(table.sizes, row[worded], bands(at(world.wording, game[worded], item)))
        size[worded] *= ~_stood_aside(rulebook, world, game[worded], item, row[worded])
    size *= scale
    effort = _weigh(rulebook, world, relation, game, row, does, scale, size)
    acts = _those(does, ACTS)
    return Ledger(
        game=game,
        sources=sources,
        place=place,
        row=row,
        amount=size,
        orders=own,
        acts=acts[size.take(acts) != 0.0],
        effort=effort,
    )


def _standing(rulebook: Rulebook, world: World, opened: Opened, broken: tuple[Ints, Ints]) -> tuple[Ints, Ints, slice]:
    """Game and source of events of this turn, adopted items, files that move, the tracks' trends and broken words; where
    the items are."""
    events, items, files, *_ = rulebook.sources.tolist()
    event_game, event = opened.events
    item_game, item = (world.status == ADOPTED).nonzero()
    file_game, file = opened.moved.nonzero()
    trends = np.arange(world.size * len(rulebook.trends))
    trend_game = trends // max(len(rulebook.trends), 1)
    trend = rulebook.trends.take(trends - trend_game * len(rulebook.trends))
    game = np.concatenate([event_game, item_game, file_game, trend_game, broken[0]])
    source = np.concatenate([event + events, item + items, file + files, trend, broken[1]])
    return game, source, slice(len(event), len(event) + len(item))


def _those(does: Bits, bit: int) -> Ints:
    """The rows that do one thing."""
    return those((does & bit) != 0)


def _stood_aside(rulebook: Rulebook, world: World, game: Ints, item: Ints, row: Ints) -> Bools:
    """Rows of items that fall on a member which stood aside."""
    aside = np.zeros(len(row), dtype=np.bool_)
    if world.aside.any():
        for sides in rulebook.table.sides.take(row, axis=0).T:
            aside |= (sides >= 0) & world.aside[game, item, sides]
    return aside


def _rescale(rulebook: Rulebook, world: World, opened: Opened, game: Ints, row: Ints, does: Bits, scale: Floats) -> None:
    """Multiply, in place, by what dependency, joiners or the own deviation say."""
    on = _those(does, SCALES)
    if not len(on):
        return
    here, which = game.take(on), row.take(on)
    kind, scaled = rulebook.table.scale.take(which), rulebook.table.scaled.take(which)
    for wanted, value in ((DEPENDENCY, _dependency), (JOINERS, _joiners), (HOME, _deviation)):
        some = those(kind == wanted)
        if len(some):
            scale[on[some]] *= value(rulebook, world, opened, here[some], scaled[some], which[some])


def _dependency(rulebook: Rulebook, world: World, opened: Opened, game: Ints, scaled: Ints, row: Ints) -> Floats:
    return logistic(world.dependency.reshape(world.size, -1)[game, scaled])


def _joiners(rulebook: Rulebook, world: World, opened: Opened, game: Ints, scaled: Ints, row: Ints) -> Floats:
    more: Floats = rulebook.table.bonus[row] * (opened.joiners[scaled, game] - 1)
    return 1.0 + more


def _deviation(rulebook: Rulebook, world: World, opened: Opened, game: Ints, scaled: Ints, row: Ints) -> Floats:
    flat: Floats = (world.stance - world.anchor).reshape(world.size, -1)[game, scaled]
    return flat


def _weigh(
    rulebook: Rulebook, world: World, relation: Floats, game: Ints, row: Ints, does: Bits, scale: Floats, size: Floats
) -> Floats:
    """Multiply the sizes of pushes, in place, by receptivity, saturation and guard; the effort (B, A, A) with this turn's."""
    table, rules, pairs = rulebook.table, rulebook.scenario.rules, len(rulebook.names.actors) ** 2
    pushed = _those(does, SPREADS)
    if not len(pushed):
        return world.effort
    which = row.take(pushed)
    pair = game.take(pushed) * pairs
    pair += table.pair.take(which)
    put = table.effort.take(which)
    put *= scale.take(pushed)
    effort = added(pair, np.abs(put, out=put), world.size * pairs)
    tired = saturation(world.effort.take(pair), effort.take(pair), rules.saturation / TANH_POINTS)
    tired[table.kind.take(which) == ANCHOR] = 1.0
    receptivity = relation.take(pair)  # 0 on oneself
    receptivity *= rules.receptivity
    receptivity += 1.0
    guards = _those(does, GUARDS)
    if len(guards):
        receptivity *= _shields(rulebook, world, game, row, size, guards, pushed)
    size[pushed] *= receptivity * tired
    total = effort.reshape(world.effort.shape)
    total += world.effort
    return total


def _shields(rulebook: Rulebook, world: World, game: Ints, row: Ints, size: Floats, guards: Ints, pushed: Ints) -> Floats:
    """What the guards of this turn let through of each push; of one's own, all."""
    shield = np.ones((world.size, len(rulebook.names.actors) + 1))
    recipient = rulebook.table.recipient.take(row.take(guards))
    np.multiply.at(shield, (game.take(guards), recipient), 1.0 - np.clip(size.take(guards), 0.0, 1.0))
    return at(shield, game.take(pushed), rulebook.table.shielded.take(row.take(pushed)))


def saturation(done: Floats, now: Floats, scale: float) -> Floats:
    """What is left of a push after `done` effort when `now` is added: the mean of exp(-E/c) on the way."""
    part = np.maximum(now / scale, 1e-30)
    left = np.exp(-done / scale)
    left *= np.expm1(-part)
    left /= part
    return np.negative(left, out=left)
