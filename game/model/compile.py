"""Compiling a scenario: from text ids, effects and conditions to the arrays of a rulebook."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from itertools import combinations
from weakref import WeakValueDictionary

import numpy as np

from game.model.catalogue import Entry, build
from game.model.cells import TANH_POINTS, Cells, logit
from game.model.chance import keys
from game.model.conditions import Fact, Questions, Roles, compile_conditions
from game.model.consents import ask_consents
from game.model.effects import Compiler
from game.model.facts import Calendar, Facts, Grounds
from game.model.goals import Tally, compile_goals
from game.model.modifiers import Modifiers
from game.model.names import Names
from game.model.rows import POSTURE, Row, Table, tabulate
from game.model.rulebook import Catalogue, Changes, Floats, Ints, Marks, Reading, Rulebook, Rupture, memory_of, place_of
from game.model.tables import by_action, due_events, level_rows, makes, remembers, setting
from game.scenario.cast import meetings_of, slots_of
from game.scenario.effects import Effect
from game.scenario.schema import Scenario


def compile_rulebook(scenario: Scenario, length: str | None = None) -> Rulebook:
    """Compile a checked scenario for one of its lengths (default: the longest). Raises KeyError for an unknown length.

    A scenario does not change, so games of one scenario share the rulebook.
    """
    found = _used.get((id(scenario), length))
    if found is None:
        found = _used[id(scenario), length] = _Build(scenario, length).rulebook()
    return found


_used: WeakValueDictionary[tuple[int, str | None], Rulebook] = WeakValueDictionary()
"""Rulebooks in use, by scenario (each holds its own, so no other can take its place in memory) and length."""


def lengths(scenario: Scenario) -> dict[str, tuple[int, ...]]:
    """The lengths a scenario can be played at; a scenario that names none has one, of all its turns."""
    found = {length.id: length.turns for length in scenario.length}
    return found or {"full": tuple(range(1, len(scenario.turn) + 1))}


def longest(scenario: Scenario) -> str:
    """The id of the length of the most turns."""
    known = lengths(scenario)
    return max(known, key=lambda name: len(known[name]))


class _Build:
    """Scratch space of one compilation."""

    def __init__(self, scenario: Scenario, length: str | None) -> None:
        self.length = length or longest(scenario)
        self.scenario, self.turns = scenario, lengths(scenario)[self.length]
        self.names = n = Names(scenario)
        self.cells = Cells(len(n.actors), len(n.poles), len(n.tracks), len(n.items))
        self.asked: dict[Fact, None] = {}
        self.legal, self.early, self.late, self.consents = (Questions(n, self.asked) for _ in range(4))
        self.actors = list(n.by_id.values())
        self.free = np.array([[a.kind != "institution" and a.pole != p for p in n.poles] for a in self.actors])
        self.coupling = self._coupling()
        self.compiler = Compiler(n, self.cells, self.free, self.coupling, self.early, self.late)
        self.entries = build(n)
        self.calendar = self._calendar()

    def _coupling(self) -> Floats:
        k = np.eye(len(self.names.poles))
        for c in self.scenario.coupling:
            k[self.names.poles.index(c.push), self.names.poles.index(c.costs)] -= c.size
        return k

    def _calendar(self) -> Calendar:
        items = [next(i for i in self.scenario.item if i.id == name) for name in self.names.items]
        sessions = np.array([[t in i.sessions for t in self.turns] for i in items], dtype=np.bool_).reshape(
            len(items), len(self.turns)
        )
        last = [self.turns.index(i.sessions[-1]) if i.sessions and i.sessions[-1] in self.turns else -1 for i in items]
        return Calendar(turns=self.turns, sessions=sessions, last=np.array(last, dtype=np.intp))

    def rulebook(self) -> Rulebook:
        n, actors, scenario = self.names, self.actors, self.scenario
        rest = self._standing_rows()
        quiet = {"early": self.early.so_far(), "late": self.late.so_far()}
        sources, givers = self._sources(rest)
        entry_conditions = self._entry_conditions()
        modifiers = Modifiers(n, scenario.modifier, self.early, self.late)
        surcharges, factors, prices = modifiers.surcharges(self.entries), modifiers.factors(self.entries), modifiers.prices()
        consent = ask_consents(n, scenario, self.consents)
        omens = Questions(n, {})
        events = sorted(scenario.event, key=lambda e: e.id)
        event_condition = np.array([omens.ask(e.when, Roles()) for e in events], dtype=np.intp)
        goals = compile_goals(n, self.turns)
        memory = self._memory(omens)
        grounds = Grounds(
            names=n,
            calendar=self.calendar,
            memory={fact: k for k, fact in enumerate(memory)},
            stability=np.array([float(a.stability) for a in actors]),
            states=np.array([a.kind == "state" for a in actors]),
            weight=np.array([float(a.weight) if a.kind == "state" else 0.0 for a in actors]),
            bar=scenario.rules.partner_bar,
        )
        facts, omen_facts = Facts.compile(self.asked, grounds), Facts.compile(omens.facts, grounds)
        columns = facts.columns
        joiner_facts = self._joiner_facts(columns)
        rupture = self._rupture()
        breaks = -1 if rupture is None else self.cells.track(rupture.track)
        table = tabulate(sources, givers, self.cells, len(self.entries), breaks)
        rules = scenario.rules
        m, e, i, f = len(self.entries), len(n.events), len(n.items), len(n.files)
        return Rulebook(
            scenario=scenario,
            length=self.length,
            names=n,
            cells=self.cells,
            calendar=self.calendar,
            reading=_reading(facts, self.early, self.late),
            standing=_reading(Facts.compile(quiet["late"].facts, grounds), **quiet),
            legal=compile_conditions(self.legal, columns),
            consent=compile_conditions(self.consents, columns, consent),
            omens=omen_facts,
            omen_conditions=compile_conditions(omens, omen_facts.columns),
            goals=goals,
            catalogue=self._catalogue(entry_conditions, surcharges, factors, self._counts(memory, goals.tallies), table),
            marks=self._marks(columns),
            table=table,
            prices=prices,
            weight=grounds.weight,
            stability=grounds.stability,
            states=grounds.states,
            free=self.free,
            coupling=self.coupling,
            social=np.array([rules.social if a.social is None else a.social for a in actors], dtype=np.float64),
            anchoring=np.array([rules.anchoring if a.anchoring is None else a.anchoring for a in actors], dtype=np.float64),
            sigma=np.array([(rules.luck if a.luck is None else a.luck) / TANH_POINTS for a in actors]),
            home_tracks=self._tracks(lambda t: logit((t.start if t.home is None else t.home) / 100.0)),
            track_rate=self._tracks(lambda t: t.rate),
            home_bonds=self._bonds(),
            income=np.array([n.by_id[s].income for s in n.seats], dtype=np.int64),
            cap=np.array([n.by_id[s].cap for s in n.seats], dtype=np.int64),
            slots=np.array([slots_of(n.by_id[s]) for s in n.seats], dtype=np.intp),
            meetings=np.array([meetings_of(actor) for actor in n.by_id.values()], dtype=np.intp),
            seats=np.array([n.actors.index(s) for s in n.seats], dtype=np.intp),
            seat_of=np.array([n.seats.index(a) if a in n.seats else -1 for a in n.actors], dtype=np.intp),
            file_steps=np.array([len(x.steps) for x in sorted(scenario.file, key=lambda x: x.id)], dtype=np.intp),
            joiner_facts=joiner_facts,
            moved_facts=self._moved_facts(columns),
            due=tuple(due_events(events, turn, event_condition) for turn in self.turns),
            shock_keys=keys([("stance", a, p) for a in n.actors for p in n.poles]),
            asks=np.array([bool(x.choices) for x in events], dtype=np.bool_),
            default_answers=self._default_answers(),
            posture_events=setting(table, m, e),
            posture_items=setting(table, m + e, i),
            posture_files=setting(table, m + e + i, f),
            sources=np.array([m, m + e, m + e + i, m + e + i + f, m + e + i + f + len(n.tracks)]),
            trends=m + e + i + f + np.flatnonzero(table.count[m + e + i + f :][: len(n.tracks)]),
            memories=grounds.memory,
            shares=self._shares(),
            lasting=self._lasting(goals.tallies),
            tally_turns=np.array([t.turns for t in goals.tallies], dtype=np.intp).reshape(-1, 2),
            rupture=rupture,
        )

    def _shares(self) -> Floats:
        """The communiques' shares divided by their sum in this length; all on the last turn if there is none."""
        found = np.array([self.scenario.turn[t - 1].communique for t in self.turns])
        if not found.sum():
            found[-1] = 1.0
        shares: Floats = found / found.sum()
        return shares

    def _counts(self, memory: list[Fact], tallies: tuple[Tally, ...]) -> Ints:
        """What each order is remembered as, then what it is counted as."""
        found, asked = [], by_action(enumerate(memory))
        for e in self.entries:
            remembered = [k for k, fact in asked[e.order.action] if remembers(e, fact)]
            counted = [q for q, t in enumerate(tallies) if t.counts(e.order.action, e.order.seat, e.roles.target_text)]
            found.append(remembered + [len(memory) + q for q in counted])
        return level_rows(found, len(memory) + len(tallies))

    def _lasting(self, tallies: tuple[Tally, ...]) -> tuple[Ints, Ints, Ints]:
        poles, actors = self.names.poles, self.names.actors
        rows = [
            (q, actors.index(t.actor), -1 if t.pole is None else poles.index(t.pole))
            for q, t in enumerate(tallies)
            if t.kind == "not_first"
        ]
        which, whom, pole = np.array(rows, dtype=np.intp).reshape(-1, 3).T.copy()
        return which, whom, pole

    def _tracks(self, of: Callable[..., float]) -> Floats:
        return np.array(
            [of(next(t for t in self.scenario.track if t.id == name)) for name in self.names.tracks], dtype=np.float64
        )

    def _bonds(self) -> Floats:
        listed = {frozenset(r.between): r.value for r in self.scenario.relation}
        pairs = map(frozenset, combinations(self.names.actors, 2))
        values = [listed.get(pair, self.scenario.rules.relation) for pair in pairs]
        return np.concatenate([[0.0], np.arctanh(np.array(values) / TANH_POINTS)])

    def _sources(self, rest: list[list[Row]]) -> tuple[list[list[Row]], list[int]]:
        """Rows of every order and of all the rest, and who gives them."""
        sources = [self.compiler.rows(e.effects, e.roles, self._also(e)) for e in self.entries]
        givers = [self.names.actors.index(e.roles.me or "") for e in self.entries]
        return sources + rest, givers + [-1] * len(rest)

    def _standing_rows(self) -> list[list[Row]]:
        """Rows of every event, item, file, track and broken word. They are asked about first, so that a turn without orders
        can leave out what only orders ask."""
        compiler = self.compiler
        rest = [compiler.rows(e.effects, Roles()) for e in sorted(self.scenario.event, key=lambda e: e.id)]
        for item in sorted(self.scenario.item, key=lambda i: i.id):
            rest.append(compiler.rows(item.effects, Roles(item=item.id, supporters=self.names.expand(item.supporters))))
        for file in sorted(self.scenario.file, key=lambda f: f.id):
            rest.append(compiler.rows(file.effects, Roles(file=file.id, parties=file.parties)))
        for name in self.names.tracks:
            track = next(t for t in self.scenario.track if t.id == name)
            trends = tuple(Effect(track=name, size=t.size, when=t.when) for t in track.trend)
            rest.append(compiler.rows(trends, Roles()))
        return rest + self._broken_words()

    def _broken_words(self) -> list[list[Row]]:
        """For each delegation and each that it may have wronged: what that does to their relation."""
        size = self.scenario.rules.broken_relation / TANH_POINTS
        seats = [self.names.actors.index(seat) for seat in self.names.seats]
        rows = [[[Row(cell=self.cells.pair(a, b), sizes=(size, size, size))] if a != b else [] for b in seats] for a in seats]
        return [row for of_one in rows for row in of_one]

    def _also(self, entry: Entry) -> tuple[Fact, ...]:
        return (("deciding", entry.order.target),) if entry.paid_at_end else ()

    def _entry_conditions(self) -> list[tuple[int, int, int]]:
        """For each entry: the condition to be legal, to have effect, and to cost anything."""
        return [
            (
                self.legal.ask(e.needs, e.roles, e.requires),
                self.late.ask(e.needs, e.roles),
                self.early.ask(None, e.roles, self._also(e)),
            )
            for e in self.entries
        ]

    def _memory(self, omens: Questions) -> list[Fact]:
        """The orders that must be remembered: asked for by a condition, or limited in how often they may be given."""
        asked = {fact[:5]: None for fact in (*self.asked, *omens.facts) if fact[0] == "given"}
        for entry in self.entries:
            if entry.every > 1 or entry.times is not None:
                asked.setdefault(memory_of(entry), None)
        return list(asked)

    def _marks(self, columns: dict[Fact, int]) -> Marks:
        n = self.names
        d, f, i, j = len(n.seats), len(n.files), len(n.items), max(len(self.compiler.joiners), 1)
        shapes = {"joins": (j, d), "alone": (f, d), "both": (f, d), "aside": (i, d), "object": (i, d), "touched": (i,)}
        parts, end = {}, len(columns)
        for name, shape in shapes.items():
            parts[name] = (slice(end, end + math.prod(shape)), shape)
            end += math.prod(shape)
        ordered = by_action((column, fact) for fact, column in columns.items() if fact[0] == "ordered")
        consents = [(column, fact) for fact, column in columns.items() if fact[0] == "consents"]
        of = [
            [column for column, fact in (*ordered[entry.order.action], *consents) if makes(entry, fact)]
            + [parts[name][0].start + place for name, place in self._places(entry)]
            for entry in self.entries
        ]
        marks = np.ascontiguousarray(level_rows(of, end).T)
        return Marks(of=marks, any=np.logical_or.reduce(marks < end, axis=0), columns=end + 1 - len(columns), parts=parts)

    def _places(self, entry: Entry) -> Iterator[tuple[str, int]]:
        """Kind and place of the marks that an order sets beside facts."""
        n, order, seats = self.names, entry.order, len(self.names.seats)
        seat = n.seats.index(order.seat)
        group = self.compiler.joiners.get((order.action, entry.roles.target_text, entry.roles.option))
        if group is not None:
            yield "joins", group * seats + seat
        if entry.convenes and entry.roles.file:
            yield "both" if entry.roles.target is not None else "alone", n.files.index(entry.roles.file) * seats + seat
        if entry.kind == "position":
            item = n.items.index(order.target or "")
            if order.action in ("strengthen", "soften"):
                yield "touched", item
            elif order.action in ("aside", "object"):
                yield order.action, item * seats + seat

    def _joiner_facts(self, columns: dict[Fact, int]) -> Ints:
        joiners = self.compiler.joiners
        rows = [
            (column, joiners.setdefault(fact[1:4], len(joiners)), fact[4])
            for fact, column in columns.items()
            if fact[0] == "joiners"
        ]
        return np.array(rows, dtype=np.intp).reshape(-1, 3)

    def _moved_facts(self, columns: dict[Fact, int]) -> Ints:
        rows = [(column, self.names.files.index(fact[1])) for fact, column in columns.items() if fact[0] == "moved"]
        return np.array(rows, dtype=np.intp).reshape(-1, 2)

    def _default_answers(self) -> Ints:
        n = self.names
        found = np.full((len(n.events), len(n.seats)), -1, dtype=np.intp)
        for m, entry in reversed(list(enumerate(self.entries))):
            if entry.kind == "choice":
                event = next(e for e in self.scenario.event if e.id == entry.order.target)
                if entry.order.option == event.choices[0].id:
                    found[n.events.index(event.id), n.seats.index(entry.order.seat)] = m
        return found

    def _rupture(self) -> Rupture | None:
        r = self.scenario.rupture
        if r is None:
            return None
        track = next(t for t in self.scenario.track if t.id == r.track)
        brink = next(s.start for s in track.step if s.id == r.brink)
        return Rupture(
            track=self.names.tracks.index(r.track),
            limit=logit(r.limit / 100),
            brink=logit(brink / 100),
            penalty=r.penalty,
            credibility=r.credibility,
        )

    def _catalogue(
        self,
        conditions: list[tuple[int, int, int]],
        surcharges: Changes,
        factors: Changes,
        counts: Ints,
        table: Table,
    ) -> Catalogue:
        n, entries = self.names, self.entries
        meeting = np.full((len(n.actors), len(n.actors)), -1, dtype=np.intp)
        for m, e in enumerate(entries):
            if e.kind == "meeting":
                i, j = n.actors.index(e.roles.me or ""), n.actors.index(e.roles.target or "")
                meeting[i, j] = meeting[j, i] = m
        needs, gate, at_end = np.array(conditions, dtype=np.intp).reshape(-1, 3).T
        moves = ("", "strengthen", "soften", "accept", "aside", "object")
        position = [moves.index(e.order.action) if e.kind == "position" else 0 for e in entries]
        return Catalogue(
            entries=entries,
            by_order={place_of(e.order): m for m, e in enumerate(entries)},
            by_text={str(e.order): m for m, e in enumerate(entries)},
            seat=np.array([n.seats.index(e.order.seat) for e in entries], dtype=np.intp),
            cost=np.array([e.cost for e in entries], dtype=np.int64),
            slots=np.array([e.slots for e in entries], dtype=np.int64),
            needs=needs,
            gate=gate,
            at_end=at_end,
            asks=(gate > 0) | (at_end > 0),
            surcharges=surcharges,
            factors=factors,
            sets_posture=np.array(
                [(table.kind[table.start[k] : table.start[k + 1]] == POSTURE).any() for k in range(len(entries))], dtype=np.bool_
            ),
            counts=counts,
            counted=(counts < counts.max(initial=0)).any(axis=1),
            convenes=np.array(
                [n.files.index(e.roles.file) if e.convenes and e.roles.file else -1 for e in entries], dtype=np.intp
            ),
            move=np.array(position, dtype=np.int8),
            about=np.array([self._about(e) for e in entries], dtype=np.intp),
            answer=np.array([self._answer(e) for e in entries], dtype=np.intp),
            meeting=meeting,
        )

    def _about(self, entry: Entry) -> int:
        if entry.kind == "position":
            return self.names.items.index(entry.order.target or "")
        if entry.kind == "choice":
            return self.names.events.index(entry.order.target or "")
        return -1

    def _answer(self, entry: Entry) -> int:
        if entry.kind != "choice":
            return -1
        event = next(e for e in self.scenario.event if e.id == entry.order.target)
        return [c.id for c in event.choices].index(entry.order.option or "")


def _reading(facts: Facts, early: Questions, late: Questions) -> Reading:
    return Reading(
        facts=facts, early=compile_conditions(early, facts.columns), late=compile_conditions(late, facts.columns)
    )
