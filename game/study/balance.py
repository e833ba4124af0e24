"""The study of balance: which games are played for D1 to D11, in which sequence, and what they came to."""

from __future__ import annotations

import json
import time
from collections.abc import Generator, Iterable, Sequence
from contextlib import closing
from typing import Any, TypeVar

import attrs

from game.match import Match
from game.scenario.where import Where
from game.study import block
from game.study.duel import LADDER, Meeting, duel
from game.study.fixed import Hunt, hunt
from game.study.measures import MEASURES, Found, Measure
from game.study.measures.result import Subject
from game.study.play import Setup
from game.study.record import Duel, Fixed, Record
from game.study.watch import Game, watch
from game.table import Table

Kind = TypeVar("Kind")
Job = Game | Meeting | Hunt
Result = Record | Duel | Fixed
EVALUATIONS = 60
"""Fixed plans tried for each seat unless it is said otherwise; the definition of D8 asks for 2,000."""
COST = {"bundles": 1.6, "random": 0.13, "reading": 2.2, "passing": 0.15, "luck": 0.05, "planner": 4.0,
        "plan": 0.013}
"""What jobs cost in games of the greedy bot, measured on the shipped scenario: for the estimate only."""
PACE = {"grand-master": 6.0, "planner": 4.0, "ambassador": 2.5, "counsellor": 0.7, "attache": 0.5, "random": 0.1,
        "pass": 0.05}
"""What a game of a bot costs in games of the greedy one."""
WHOLE = 0.75
"""What a turn costs on average, in first turns."""


@attrs.frozen(kw_only=True)
class Budget:
    """How many samples each measure gets."""

    games: int
    """of the bot in every seat: D1, D3, D4, D5, D6, D7, D10"""
    probed: int
    """of them with readings and forecasts: D9, D11"""
    lucky: int
    """of them played again: D5"""
    seeds: int
    """how often"""
    random: int
    """of random bots: D6"""
    duels: int
    """of each rung of the ladder: D2"""
    planner: int
    """recorded for fixed plans: D8"""
    evaluations: int
    """fixed plans tried for each seat"""


def budget(games: int, evaluations: int = EVALUATIONS) -> Budget:
    """What a number of games is spent on; a few measures that cost much get fewer samples."""
    return Budget(games=games, probed=min(max(games // 5, 1), 20), lucky=min(games, 20), seeds=4, random=games,
                  duels=min(max(games // 5, 2), 8), planner=2 if games < 40 else 4,
                  evaluations=evaluations)


def subject(setup: Setup) -> Subject:
    """The scenario as far as measures read it."""
    match, scenario = Match(setup.scenario, 0, setup.length), setup.scenario
    entries = match.rulebook.catalogue.entries
    givers: dict[str, set[str]] = {}
    for entry in entries:
        if entry.kind == "action":
            givers.setdefault(entry.order.action, set()).add(entry.order.seat)
        if entry.kind == "meeting":
            givers.setdefault("meeting", set()).update(s for s in (entry.roles.me, entry.roles.target) if s in match.seats)
    decided = dict(zip(match.rulebook.names.items, match.rulebook.calendar.last >= 0, strict=True))
    return Subject(
        seats=match.seats, givers={action: frozenset(seats) for action, seats in givers.items()},
        items=tuple(item for item in match.board.items if decided[item]),
        certain=frozenset(i.id for i in scenario.item if any(effect.admit for effect in i.effects)),
        poles=match.board.poles, events=tuple(e.id for e in scenario.event if e.turn in match.turns),
        asking=frozenset(e.id for e in scenario.event if len(e.choices) > 1), turns=len(match.turns),
        breaks=match.rulebook.rupture is not None)


@attrs.define
class Study:
    """A study that is under way: what has been played so far, kept if it is stopped."""

    setup: Setup
    seed: int
    budget: Budget
    subject: Subject
    results: list[Result] = attrs.field(factory=list)

    @property
    def jobs(self) -> list[Job]:
        """All that can be done before anything else is known, the games themselves first."""
        b, seeds = self.budget, range(self.seed, self.seed + self.budget.games)
        games: list[Job] = [Game(seed=s, bot=self.setup.bot, bundles=True, passing=True, reading=k < b.probed,
                                 luck=b.seeds if k < b.lucky else 0) for k, s in enumerate(seeds)]
        games += [Game(seed=s, bot="random") for s in seeds[: b.random]]
        games += [Game(seed=self.seed + k, bot="planner", passing=True, sheets=True) for k in range(b.planner)]
        return games + [Meeting(seed=self.seed + k, lower=low, upper=up) for low, up in LADDER for k in range(b.duels)]

    @property
    def total(self) -> int:
        """How many jobs there are in all."""
        return len(self.jobs) + len(self.subject.seats)

    def hunts(self) -> list[Job]:
        """The searches for fixed plans, once the games that they need are there."""
        games = self.recorded()
        return [Hunt(seat=seat, games=games, evaluations=self.budget.evaluations) for seat in self.subject.seats if games]

    def recorded(self) -> tuple[Record, ...]:
        """The games of planners whose sheets were kept."""
        return tuple(r for r in self.results if isinstance(r, Record) and r.sheets)

    def run(self, workers: int) -> Generator[Result, None, None]:
        """Play everything; each result is kept as soon as it is there."""
        yield from self._played(self.jobs, workers)
        yield from self._played(self.hunts(), workers)

    def _played(self, jobs: Sequence[Job], workers: int) -> Generator[Result, None, None]:
        with closing(block.spread(work, self.setup, jobs, workers)) as results:
            for result in results:
                self.results.append(result)
                yield result

    def games(self, bot: str | None = None) -> list[Record]:
        """The games of the study's own bot, or those of random bots."""
        wanted = bot or self.setup.bot
        found = [r for r in self.results if isinstance(r, Record) and r.bot == wanted and not r.sheets]
        return found[: self.budget.games]

    def measures(self) -> list[Measure]:
        """D1 to D11 of what has been played so far."""
        found = Found(subject=self.subject, bot=self.setup.bot, games=self.games(),
                      random=self.games("random")[-self.budget.random :], duels=_only(Duel, self.results),
                      planner=self.recorded(), fixed=_only(Fixed, self.results))
        where = Where(self.setup.scenario)
        return [measure(found).located(where.line) for measure in MEASURES]


def work(setup: Setup, job: Job) -> Result:
    """One job, wherever it runs."""
    if isinstance(job, Game):
        return watch(setup, job)
    return duel(setup, job) if isinstance(job, Meeting) else hunt(setup, job)


def _only(kind: type[Kind], results: Iterable[Result]) -> list[Kind]:
    return [result for result in results if isinstance(result, kind)]


def estimate(study: Study, workers: int) -> float:
    """Seconds that the study will take, from the time of one turn of greedy bots."""
    began = time.perf_counter()
    watch_turn(study.setup, study.seed)
    turn = (time.perf_counter() - began) * WHOLE
    b, turns, seats = study.budget, study.subject.turns, len(study.subject.seats)
    pace = PACE.get(study.setup.bot, 1.0)
    games = (b.games * (COST["bundles"] * pace + COST["passing"]) + b.random * COST["random"] + b.probed * COST["reading"]
             + b.lucky * b.seeds * COST["luck"] + b.planner * COST["planner"]
             + b.duels * sum(PACE.get(bot, 1.0) for rung in LADDER for bot in rung)
             + seats * b.evaluations * max(b.planner // 2, 1) * COST["plan"])
    return games * turn * turns / workers


def watch_turn(setup: Setup, seed: int) -> None:
    """One turn of greedy bots, to see how fast this machine is."""
    Table(Match(setup.scenario, seed, setup.length), bots="greedy").advance()


def as_json(study: Study, measures: Sequence[Measure]) -> str:
    """The measures by name, after the number of games and the first seed."""
    head: dict[str, Any] = {"format": 1, "games": len(study.games()), "seed": study.seed}
    found = {**head, **{measure.id: measure.as_json() for measure in measures}}
    return json.dumps(found, indent=1, allow_nan=False, ensure_ascii=False) + "\n"
