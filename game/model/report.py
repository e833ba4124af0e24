"""Report: one resolved turn of one game, and the parts that every changed number is made of."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import combinations, product

import attrs
import numpy as np
from numpy.typing import NDArray

from game.model.board import Board
from game.model.influence import neighbours, pulls
from game.model.orders import Order
from game.model.rows import ANCHOR
from game.model.rulebook import Rulebook
from game.model.turn import Resolution
from game.model.world import World

Quantity = tuple[str, ...]
"""("alignment", actor, pole), ("relation", a, b), ("track", id), ("welfare", actor), ("capital", seat) and so on."""

CHANCE, HOME, ANCHORING, ALONE, CUT = "chance", "home", "anchoring", "alone", "cut"


@attrs.frozen(kw_only=True)
class Part:
    """One part of a change: what it comes from, latent and in points; `shown` is a whole number of a sum that adds up."""

    kind: str
    """order, event, item, file, trend, pledge, neighbour, alone, anchoring, home, cut, chance, income, gain or price"""
    source: str
    """the order's text, or the id of the event, item, file, track or neighbour; of a broken pledge `giver -> other`"""
    latent: float
    points: float
    shown: int


@attrs.frozen(slots=False, eq=False, kw_only=True)
class Report:
    """What happened in one turn: orders as opened, meetings, decisions, and the world before and after."""

    rulebook: Rulebook
    resolution: Resolution
    before: Board
    after: Board
    requests: dict[str, tuple[str, ...]]

    @property
    def turn(self) -> int:
        """The scenario's number of the turn."""
        return self.rulebook.turns[self.before.world.step]

    @cached_property
    def orders(self) -> tuple[Order, ...]:
        """Everything carried out, in catalogue order: fall-backs that joined and unanswered cards among it, meetings not."""
        opened = self.resolution.opened
        return tuple(
            attrs.evolve(self.rulebook.catalogue.entries[m].order, level=int(level))
            for m, level in zip(opened.entry, opened.level, strict=True)
            if self.rulebook.catalogue.entries[m].kind != "meeting"
        )

    @cached_property
    def meetings(self) -> tuple[tuple[str, str], ...]:
        """The meetings made, each pair in alphabetical order."""
        made, actors = self.resolution.opened.meetings, self.rulebook.names.actors
        return tuple((actors[a], actors[b]) for a, b in zip(made.one, made.two, strict=True))

    @cached_property
    def without_effect(self) -> tuple[Order, ...]:
        """Orders that were paid but did nothing: what they needed was gone, or the file did not move."""
        opened = self.resolution.opened
        entries = self.rulebook.catalogue.entries
        return tuple(
            entries[m].order
            for m, factor in zip(opened.entry, opened.factor, strict=True)
            if not factor and entries[m].kind == "action"
        )

    @property
    def events(self) -> tuple[str, ...]:
        """Events of this turn."""
        happened = self.before.world.happened[0] == self.turn
        return tuple(e for e, yes in zip(self.rulebook.names.events, happened, strict=True) if yes)

    def _items(self, which: NDArray[np.bool_]) -> tuple[str, ...]:
        return tuple(i for i in self.before.items if which[0, self.rulebook.names.items.index(i)])

    @property
    def adopted(self) -> tuple[str, ...]:
        return self._items(self.resolution.decisions.adopted)

    @property
    def dropped(self) -> tuple[str, ...]:
        return self._items(self.resolution.decisions.dropped)

    @property
    def moved(self) -> tuple[str, ...]:
        """Files that moved a step."""
        moved = self.resolution.opened.moved[0]
        return tuple(f for f in self.before.files if moved[self.rulebook.names.files.index(f)])

    @property
    def rupture(self) -> bool:
        """Whether the summit broke this turn."""
        return self.before.rupture_turn is None and self.after.rupture_turn is not None

    @property
    def blamed(self) -> str | None:
        return self.after.blamed if self.rupture else None

    @property
    def banked(self) -> float:
        """The share of the score banked at the end of this turn."""
        return float(self.rulebook.shares[self.before.world.step])

    def change(self, quantity: Quantity) -> float:
        """How far a quantity moved this turn, in points."""
        return read(self.after, quantity) - read(self.before, quantity)

    def parts(self, quantity: Quantity) -> tuple[Part, ...]:
        """The parts of a change, largest first; latents, points and shown numbers each sum to the change."""
        kind, *ids = quantity
        if kind == "capital":
            return self._accounts(ids[0])
        found = {key: value for key, value in self._latents(kind, ids).items() if value}
        start, end = latent(self.before, quantity), latent(self.after, quantity)
        points = split_points(np.array(list(found.values())), start, end, kind in LOGISTIC)
        shown = rounded(points, round(read(self.after, quantity)) - round(read(self.before, quantity)))
        made = [
            Part(kind=k, source=s, latent=v, points=float(p), shown=n)
            for ((k, s), v), p, n in zip(found.items(), points, shown, strict=True)
        ]
        return tuple(sorted(made, key=lambda part: -abs(part.points)))

    def moved_by(self, kind: str, source: str) -> tuple[tuple[Quantity, Part], ...]:
        """All that one order, event or other source of rows moved, with its part of each change, the largest first."""
        ledger, table = self.resolution.ledger, self.rulebook.table
        own = [number for number in np.unique(ledger.source) if self._label(int(number)) == (kind, source)]
        row = ledger.row[np.isin(ledger.source, own)]
        cells = set(table.cell[row[table.kind[row] <= ANCHOR]].tolist())
        moved = [quantity for quantity in quantities(self.after) if _cell(self.rulebook, quantity) in cells]
        parts = [(quantity, part) for quantity in moved for part in self.parts(quantity)]
        mine = [(quantity, part) for quantity, part in parts if (part.kind, part.source) == (kind, source)]
        return tuple(sorted(mine, key=lambda pair: -abs(pair[1].points)))

    def _latents(self, kind: str, ids: list[str]) -> dict[tuple[str, str], float]:
        found: dict[tuple[str, str], float] = defaultdict(float)
        actor = self.rulebook.names.actors.index
        if kind == "alignment":
            self._stance_terms(actor(ids[0]), self.rulebook.names.poles.index(ids[1]), found)
        if kind == "relation":
            cells = self.rulebook.cells
            bond = cells.pair(actor(ids[0]), actor(ids[1])) - cells.bonds0
            found[HOME, ""] += float(self.resolution.terms.bonds_home[0, bond])
        if kind == "track":
            track = self.rulebook.names.tracks.index(ids[0])
            found[HOME, ""] += float(self.resolution.terms.track_home[0, track])
            if self.rulebook.rupture is not None and track == self.rulebook.rupture.track:
                found["trend", ids[0]] += float(self.resolution.terms.cut[0])
        for label, amount in self._rows(_cell(self.rulebook, (kind, *ids))):
            found[label] += amount
        return found

    def _stance_terms(self, a: int, p: int, found: dict[tuple[str, str], float]) -> None:
        terms, names = self.resolution.terms, self.rulebook.names
        if not self.rulebook.free[a, p]:
            return
        social, own = float(self.rulebook.social[a]), float(terms.deviation[0, a, p])
        w = neighbours(terms.relation[:1], self.rulebook.weight)[0, a]
        if not w.any():
            found[ALONE, ""] = -social * own
        pull = pulls(w, terms.deviation[0], a, social)
        for j in np.flatnonzero(w):
            found["neighbour", names.actors[j]] = float(pull[j, p])
        found[ANCHORING, ""] = float(terms.anchoring[0, a, p])
        found[CHANCE, ""] = float(terms.chance[0, a, p])

    def _rows(self, cell: int) -> list[tuple[tuple[str, str], float]]:
        ledger, table = self.resolution.ledger, self.rulebook.table
        here = (table.cell[ledger.row] == cell) & (table.kind[ledger.row] <= ANCHOR)
        return [(self._label(int(s)), float(v)) for s, v in zip(ledger.source[here], ledger.amount[here], strict=True)]

    def _label(self, source: int) -> tuple[str, str]:
        return label(self.rulebook, self.resolution, source)

    def _accounts(self, seat: str) -> tuple[Part, ...]:
        d, accounts = self.rulebook.names.seats.index(seat), self.resolution.accounts
        values = {"price": -int(accounts.spent[0, d]), "gain": int(accounts.gained[0, d]), "income": int(accounts.income[0, d])}
        return tuple(Part(kind=k, source=seat, latent=float(v), points=float(v), shown=v) for k, v in values.items() if v)


LOGISTIC = ("track", "welfare", "dependency", "wording")


def label(rulebook: Rulebook, resolution: Resolution, source: int) -> tuple[str, str]:
    """The kind and id (or the order's text) of a source of rows."""
    events, items, files, tracks, pledges = (int(n) for n in rulebook.sources)
    names = rulebook.names
    if source >= pledges:
        giver, other = divmod(source - pledges, len(names.seats))
        return "pledge", f"{names.seats[giver]} -> {names.seats[other]}"
    if source < events:
        opened = resolution.opened
        level = int(opened.level[opened.entry == source][0])
        return "order", str(attrs.evolve(rulebook.catalogue.entries[source].order, level=level))
    for start, kind, ids in ((tracks, "trend", names.tracks), (files, "file", names.files), (items, "item", names.items)):
        if source >= start:
            return kind, ids[source - start]
    return "event", names.events[source - events]


def split_points(terms: NDArray[np.float64], start: float, end: float, logistic_scale: bool) -> NDArray[np.float64]:
    """The parts in points of a change made of latent terms; they sum to the change of the value (model, explanation).

    tanh(z + dz) - tanh(z) = tanh(dz) (1 - x x'); a logistic value is (1 + tanh(z / 2)) / 2.
    """
    half = 2.0 if logistic_scale else 1.0
    x, y, dz = np.tanh(start / half), np.tanh(end / half), float(terms.sum()) / half
    slope = np.tanh(dz) / dz if dz else 1.0
    scale = 50.0 if logistic_scale else 100.0
    points: NDArray[np.float64] = terms / half * slope * (1.0 - x * y) * scale
    return points


def rounded(parts: NDArray[np.float64], total: int) -> list[int]:
    """Whole numbers that sum to a total near the sum of the parts, by largest remainder."""
    low = np.floor(parts)
    short = total - int(low.sum())
    order = np.argsort(-(parts - low), kind="stable")
    low[order[:short] if short > 0 else order[short:] if short < 0 else order[:0]] += np.sign(short)
    return [int(n) for n in low]


def quantities(board: Board) -> Iterator[Quantity]:
    """Every quantity that rows can move."""
    for actor, pole in product(board.actors, board.poles):
        yield from (("alignment", actor, pole), ("anchor", actor, pole), ("dependency", actor, pole))
    yield from (("relation", a, b) for a, b in combinations(board.actors, 2))
    yield from (("track", track) for track in board.tracks)
    yield from (("welfare", actor) for actor in board.actors)
    yield from (("wording", item) for item in board.items)


def read(board: Board, quantity: Quantity) -> float:
    """The value in points of a quantity on a board."""
    kind, *ids = quantity
    return float(getattr(board, kind)(*ids))


def latent(board: Board, quantity: Quantity) -> float:
    """What the model itself holds of a quantity; of capital the points."""
    if quantity[0] == "capital":
        return float(board.capital(quantity[1]))
    return float(flat(board.world)[_cell(board.rulebook, quantity)])


def flat(world: World) -> NDArray[np.float64]:
    """The latents of the first game of a batch in the order of cells."""
    parts = (world.stance, world.anchor, world.bonds, world.tracks, world.welfare, world.dependency, world.wording)
    return np.concatenate([part[0].ravel() for part in parts])


def _cell(rulebook: Rulebook, quantity: Quantity) -> int:
    kind, *ids = quantity
    names, cells = rulebook.names, rulebook.cells
    actor, pole = names.actors.index, names.poles.index
    if kind in ("alignment", "anchor", "dependency"):
        of = {"alignment": cells.stance, "anchor": cells.anchor, "dependency": cells.dependency}[kind]
        return of(actor(ids[0]), pole(ids[1]))
    if kind == "relation":
        return cells.pair(actor(ids[0]), actor(ids[1]))
    if kind == "track":
        return cells.track(names.tracks.index(ids[0]))
    return cells.welfare(actor(ids[0])) if kind == "welfare" else cells.wording(names.items.index(ids[0]))


def stance_terms(report: Report) -> dict[str, dict[str, NDArray[np.float64]]]:
    """The terms of all stances as (A, P) arrays by source: orders, events, items (and files); and social, anchoring, chance."""
    rulebook, ledger, terms = report.rulebook, report.resolution.ledger, report.resolution.terms
    a, p = len(rulebook.names.actors), len(rulebook.names.poles)
    found: dict[str, dict[str, NDArray[np.float64]]] = {"orders": {}, "events": {}, "items": {}}
    places = {"order": "orders", "event": "events", "item": "items", "file": "items"}
    for source, row, amount in zip(ledger.source, ledger.row, ledger.amount, strict=True):
        cell = int(rulebook.table.cell[row])
        if rulebook.table.kind[row] <= ANCHOR and cell < a * p:
            kind, name = label(rulebook, report.resolution, int(source))
            found[places[kind]].setdefault(name, np.zeros((a, p)))[divmod(cell, p)] += amount
    found["whole"] = {"social": terms.social[0], "anchoring": terms.anchoring[0], "chance": terms.chance[0]}
    return found


def requests_of(orders: Sequence[Order]) -> dict[str, tuple[str, ...]]:
    """Whom each seat asked for, in order of wish."""
    lists: dict[str, list[str]] = defaultdict(list)
    for order in sorted((o for o in orders if o.action == "request"), key=lambda o: (o.seat, o.rank or 0)):
        lists[order.seat].append(order.target or "")
    return {seat: tuple(names) for seat, names in lists.items()}
