"""View: all that one seat may see of a game, and the only way a face or a bot sees it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import Any

import attrs
import numpy as np

from game.deals import Pledge, Talk, joined
from game.model.board import Board
from game.model.legality import Budget, Desk
from game.model.orders import IllegalOrder, Order
from game.model.report import Report
from game.model.rulebook import Rulebook
from game.model.sheets import gather
from game.model.turn import resolve
from game.model.world import World
from game.scenario.schema import Scenario
from game.scenario.tables.aims import Goal
from game.scenario.tables.summit import Choice, Event

NO_SEED = np.zeros(1, dtype=np.uint64)
UNITS = {
    "partner_weight": "% of weight",
    "alignment": "points",
    "balance": "points",
    "relation": "points",
    "track": "points",
    "welfare": "points",
    "dependency": "points",
    "item": "points",
    "file_steps": "steps",
    "met": "leaders",
    "adopted": "items",
    "orders": "orders",
}


@attrs.frozen(kw_only=True)
class Line:
    """One line of a brief: raw values at the start, now, and where points begin and end; points now and banked."""

    id: str
    text: str
    weight: float
    start: float
    now: float
    from_: float
    to: float
    points: float
    banked: float
    secret: bool
    shared: bool
    unit: str


@attrs.frozen(kw_only=True)
class Card:
    """An event of this turn as one seat sees it; `mine` when the seat must answer, `answer` what its sheet says."""

    event: Event
    mine: bool
    answer: str | None
    default: str | None

    @property
    def choices(self) -> tuple[Choice, ...]:
        """The answers it offers."""
        return self.event.choices


@attrs.frozen(kw_only=True, eq=False)
class Forecast:
    """The world after a turn without chance, in which the others pass."""

    before: Board
    after: Board
    lines: tuple[Line, ...]
    score: float


@attrs.frozen(kw_only=True)
class Day:
    """One turn of the calendar: the items it decides, and the share of the score banked at its end."""

    turn: int
    decides: tuple[str, ...]
    share: float


@attrs.frozen(kw_only=True)
class Communique:
    """One communique that a seat has banked: its turn, its share, and the points that it added to the score."""

    turn: int
    share: float
    points: float


@attrs.frozen(slots=False, eq=False, kw_only=True)
class View:
    """What a seat sees: the public world, its own sheet and goals, and every past turn."""

    rulebook: Rulebook
    world: World
    start: World
    seat: str
    sheet: tuple[Order, ...] | None
    reports: tuple[Report, ...]
    goals: tuple[int, ...]
    """The goal lines that count for this seat, its secret one last."""
    talks: tuple[Talk, ...] = ()
    """The seat's own talks; everybody's once the game is over."""
    pledges: tuple[Pledge, ...] = ()
    """The pledges that the seat gave or was given, and whether the word was kept."""
    notes: dict[Any, Any] = attrs.field(factory=dict, repr=False)
    """What has been worked out this turn from what everybody may see, shared between the views of a turn."""

    @property
    def scenario(self) -> Scenario:
        return self.rulebook.scenario

    @cached_property
    def board(self) -> Board:
        return Board(self.rulebook, self.world)

    @property
    def over(self) -> bool:
        """Whether all turns have been played."""
        return self.world.step >= len(self.rulebook.turns)

    @property
    def turn(self) -> int:
        """The scenario's number of the turn to be played, of the last one when the game is over."""
        return self.rulebook.turns[min(self.world.step, len(self.rulebook.turns) - 1)]

    @property
    def turns(self) -> tuple[int, ...]:
        return self.rulebook.turns

    @cached_property
    def desk(self) -> Desk:
        """What this seat may order."""
        return desk_of(self.notes, self.rulebook, self.world, self.seat)

    @property
    def pledged(self) -> tuple[Order, ...]:
        """What this seat has pledged to order this turn, as far as it can, as a sheet."""
        owed = [p.order for p in self.pledges if (p.giver, p.turn, p.state) == (self.seat, self.turn, "open")]
        return joined(self.desk, owed, ()) if owed else ()

    def legal_orders(self, chosen: Sequence[Order] = ()) -> tuple[Order, ...]:
        """Every order that may be added to a legal sheet."""
        return self.desk.legal(chosen)

    def cost(self, order: Order) -> int:
        """Its price in capital now."""
        return self.desk.price(order)

    def budget(self, chosen: Sequence[Order]) -> Budget:
        return self.desk.budget(chosen)

    def problem(self, chosen: Sequence[Order]) -> str | None:
        """Why a sheet is illegal, in one sentence; None if it can be submitted."""
        try:
            self.desk.check(chosen)
        except IllegalOrder as refused:
            return refused.sentence
        return None

    def lines(self) -> tuple[Line, ...]:
        """This seat's brief, its secret goal last."""
        return self._lines(self.world)

    def _lines(self, world: World) -> tuple[Line, ...]:
        goals = self.rulebook.goals
        start, raw = goals.raw(self.start)[0], goals.raw(world)
        points = goals.points(world, raw)[0]
        return tuple(
            _line(
                goals.lines[g].goal,
                goals.lines[g].secret,
                float(start[g]),
                float(raw[0, g]),
                float(points[g]),
                float(world.banked[0, g]),
            )
            for g in self.goals
        )

    def score(self) -> float:
        """Points banked, and what is still to be banked at the points of now; a blamed seat's penalty is taken off."""
        return self._score(self.world)

    def _score(self, world: World) -> float:
        left = float(self.rulebook.shares[world.step :].sum())
        total = sum(line.banked + left * line.points for line in self._lines(world))
        rupture = self.rulebook.rupture
        if rupture is not None and world.blamed[0] == self.rulebook.names.seats.index(self.seat):
            total -= min(rupture.penalty, total)
        return total

    @property
    def banked(self) -> float:
        """Points of this seat that are banked."""
        return float(self.world.banked[0, list(self.goals)].sum())

    @property
    def standing(self) -> float:
        """Points of this seat's brief as the world is now; what is banked does not count."""
        return sum(line.points for line in self.lines())

    def calendar(self) -> tuple[Day, ...]:
        """Every turn played, what it decides or has decided, and what it banks."""
        due = {item: self.board.decided_in(item) for item in self.board.items}
        return tuple(
            Day(turn=turn, decides=tuple(item for item in due if due[item] == turn), share=float(share))
            for turn, share in zip(self.turns, self.rulebook.shares, strict=True)
        )

    def communiques(self) -> tuple[Communique, ...]:
        """What each communique so far added to this seat's score."""
        goals = list(self.goals)
        added = [(r, r.after.world.banked[0, goals].sum() - r.before.world.banked[0, goals].sum()) for r in self.reports]
        return tuple(Communique(turn=r.turn, share=r.banked, points=float(points)) for r, points in added if r.banked)

    def forecast(self, chosen: Sequence[Order]) -> Forecast:
        """The turn resolved with these orders, everybody else passing, without chance."""
        sheets = gather(self.rulebook, [list(chosen)])
        world = resolve(self.rulebook, self.world, sheets, NO_SEED, luck=False).world
        return Forecast(before=self.board, after=Board(self.rulebook, world), lines=self._lines(world), score=self._score(world))

    def suggested(self) -> tuple[Order, ...]:
        """A sheet to start from: what is pledged, and the positions of the brief, which stands aside from what it cannot sign."""
        wishes = next((brief.wishes for brief in self.scenario.brief if brief.actor == self.seat), {})
        sheet = self.pledged
        for item in self.board.on_table():
            limit = wishes[item].limit if item in wishes else None
            aside = Order(self.seat, "aside", item)
            if limit is not None and self.board.last_session(item) and self.board.wording(item) > limit:
                sheet += (aside,) if self.problem((*sheet, aside)) is None else ()
        return sheet

    def events(self) -> tuple[Card, ...]:
        """The cards of this turn, those to be answered first."""
        if self.over:
            return ()
        now = self.world.happened[0] == self.turn
        ids = {e for e, yes in zip(self.rulebook.names.events, now, strict=True) if yes}
        cards = [self._card(event) for event in self.scenario.event if event.id in ids]
        return tuple(sorted(cards, key=lambda card: not card.mine))

    def _card(self, event: Event) -> Card:
        mine = bool(event.choices) and self.seat in self.rulebook.names.expand(event.by)
        answers = [o.option for o in self.sheet or () if o.action == "choose" and o.target == event.id]
        return Card(event=event, mine=mine, answer=answers[0] if answers else None, default=event.choices[0].id if mine else None)


def desk_of(notes: dict[Any, Any], rulebook: Rulebook, world: World, seat: str) -> Desk:
    """What a seat may order, which everybody may see; worked out once a turn."""
    place = f"desk of {seat}"
    if place not in notes:
        notes[place] = Desk(rulebook, world, seat)
    found: Desk = notes[place]
    return found


def _line(goal: Goal, secret: bool, start: float, now: float, points: float, banked: float) -> Line:
    return Line(
        id=goal.id,
        text=goal.text,
        weight=goal.weight,
        start=start,
        now=now,
        points=points,
        banked=banked,
        secret=secret,
        from_=0.0 if goal.worth else goal.from_,
        to=goal.weight if goal.worth else goal.to,
        shared=goal.shared,
        unit=UNITS.get(goal.raw, ""),
    )
