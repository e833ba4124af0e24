"""Board: one world read by text ids, every value in points, as faces and bots show it."""

from __future__ import annotations

from functools import cached_property
from typing import Protocol

import attrs
import numpy as np

from game.model.cells import logistic
from game.model.conditions import THIS_TURN, Questions, Roles
from game.model.facts import bands
from game.model.influence import neighbours, pulls, shares
from game.model.readers import Standing
from game.model.rulebook import Rulebook
from game.model.world import Floats, World
from game.scenario.effects import Condition
from game.scenario.tables.stage import Step
from game.scenario.tables.summit import File, Item
from game.scenario.values import WORDINGS


class Named(Protocol):
    """Anything of a scenario that has an id and a name."""

    @property
    def id(self) -> str: ...

    @property
    def name(self) -> str: ...


STATUS = ("open", "adopted", "dropped")


@attrs.frozen(slots=False, eq=False)
class Board:
    """A batch of one world, read by ids. Alignments, anchors and relations in -100..100, gauges in 0..100."""

    rulebook: Rulebook
    world: World

    @cached_property
    def actors(self) -> tuple[str, ...]:
        """All actors in the scenario's sequence."""
        return tuple(a.id for a in self.rulebook.scenario.actor)

    def _of_kind(self, kind: str) -> tuple[str, ...]:
        return tuple(a.id for a in self.rulebook.scenario.actor if a.kind == kind)

    @property
    def states(self) -> tuple[str, ...]:
        return self._of_kind("state")

    @property
    def powers(self) -> tuple[str, ...]:
        return self._of_kind("power")

    @property
    def institutions(self) -> tuple[str, ...]:
        return self._of_kind("institution")

    @property
    def poles(self) -> tuple[str, ...]:
        return tuple(p.id for p in self.rulebook.scenario.pole)

    @property
    def tracks(self) -> tuple[str, ...]:
        return tuple(t.id for t in self.rulebook.scenario.track)

    @property
    def items(self) -> tuple[str, ...]:
        return tuple(i.id for i in self.rulebook.scenario.item)

    @property
    def files(self) -> tuple[str, ...]:
        return tuple(f.id for f in self.rulebook.scenario.file)

    @property
    def seats(self) -> tuple[str, ...]:
        return tuple(a for a in self.actors if a in self.rulebook.names.seats)

    @cached_property
    def _named(self) -> dict[str, str]:
        s = self.rulebook.scenario
        things: tuple[tuple[Named, ...], ...] = (
            s.pole,
            s.party,
            s.group,
            s.track,
            s.posture,
            s.action,
            s.position,
            s.item,
            s.file,
            s.event,
            s.actor,
        )
        return {thing.id: thing.name for sort in things for thing in sort}

    def name(self, id: str) -> str:
        """The name on screen of anything with an id; the id itself for options and the like."""
        return self._named.get(id, id.replace("-", " "))

    def _actor(self, id: str) -> int:
        return self.rulebook.names.actors.index(id)

    def _pole(self, id: str) -> int:
        return self.rulebook.names.poles.index(id)

    def alignment(self, actor: str, pole: str) -> float:
        return 100.0 * float(np.tanh(self.world.stance[0, self._actor(actor), self._pole(pole)]))

    def anchor(self, actor: str, pole: str) -> float:
        return 100.0 * float(np.tanh(self.world.anchor[0, self._actor(actor), self._pole(pole)]))

    def relation(self, a: str, b: str) -> float:
        return 100.0 * float(np.tanh(self.world.affinity[0, self._actor(a), self._actor(b)]))

    def track(self, id: str) -> float:
        return 100.0 * float(logistic(self.world.tracks[0, self.rulebook.names.tracks.index(id)]))

    def step(self, track: str) -> Step | None:
        """The named step that a gauge stands at, None below the first."""
        steps = next(t.step for t in self.rulebook.scenario.track if t.id == track)
        reached = [s for s in sorted(steps, key=lambda s: s.start) if s.start <= self.track(track)]
        return reached[-1] if reached else None

    def welfare(self, actor: str) -> float:
        return 100.0 * float(logistic(self.world.welfare[0, self._actor(actor)]))

    def dependency(self, actor: str, pole: str) -> float:
        return 100.0 * float(logistic(self.world.dependency[0, self._actor(actor), self._pole(pole)]))

    def capital(self, seat: str) -> int:
        return int(self.world.capital[0, self.rulebook.names.seats.index(seat)])

    def credibility(self, seat: str) -> float:
        return 100.0 * float(self.world.credibility[0, self.rulebook.names.seats.index(seat)])

    def weight(self, actor: str) -> int:
        return int(self.rulebook.weight[self._actor(actor)])

    @cached_property
    def _standing(self) -> Standing:
        return self.rulebook.goals.standing(self.world)

    def first_partner(self, actor: str) -> str | None:
        """The pole that a state puts first, None while it is open."""
        pole = int(self._standing.first[0, self._actor(actor)])
        return None if pole < 0 else self.rulebook.names.poles[pole]

    def partner_weight(self, pole: str) -> float:
        """Per cent of all weight whose first partner is this pole."""
        return float(self._standing.weight[0, self._pole(pole)])

    def multipolarity(self) -> float:
        """The effective number of poles, 1 to P."""
        return float(self._standing.effective[0])

    def share(self, actor: str, pole: str) -> float:
        """How much of itself a state gives to a pole, 0..1."""
        return float(shares(self.world.stance)[0, self._actor(actor), self._pole(pole)])

    @cached_property
    def _neighbours(self) -> Floats:
        found: Floats = neighbours(np.tanh(self.world.affinity[:1]), self.rulebook.weight)[0]
        return found

    def neighbours(self, actor: str) -> dict[str, float]:
        """How far an actor listens to each neighbour, -1..1, the closest first; a rival's number is below 0. Sizes sum to 1."""
        row = self._neighbours[self._actor(actor)]
        heard = {other: float(w) for other, w in zip(self.rulebook.names.actors, row, strict=True) if w}
        return dict(sorted(heard.items(), key=lambda pair: -abs(pair[1])))

    def pulls(self, actor: str) -> dict[tuple[str, str], float]:
        """What each neighbour moves of an actor's alignment toward each pole this turn, in points, the largest first."""
        here, book = self._actor(actor), self.rulebook
        deviation = self.world.stance[0] - self.world.anchor[0]
        latent = pulls(self._neighbours[here], deviation, here, float(book.social[here])) * book.free[here]
        points = 100.0 * latent * (1.0 - np.tanh(self.world.stance[0, here]) ** 2)
        cells = {(other, pole): points[self._actor(other), self._pole(pole)] for other in self.actors for pole in self.poles}
        return dict(sorted(((key, float(x)) for key, x in cells.items() if x), key=lambda pair: -abs(pair[1])))

    def member(self, actor: str) -> bool:
        return bool(self.world.members[0, self._actor(actor)])

    @property
    def members(self) -> tuple[str, ...]:
        return tuple(a for a in self.actors if self.member(a))

    def posture(self, actor: str, id: str, pole: str | None = None) -> str:
        column = self.rulebook.names.switches.index((id, pole))
        return self.rulebook.names.posture_options[id][int(self.world.postures[0, self._actor(actor), column])]

    def _item(self, id: str) -> int:
        return self.rulebook.names.items.index(id)

    def item(self, id: str) -> Item:
        """The item as the scenario declares it."""
        return next(i for i in self.rulebook.scenario.item if i.id == id)

    def file(self, id: str) -> File:
        """The file as the scenario declares it."""
        return next(f for f in self.rulebook.scenario.file if f.id == id)

    def wording(self, item: str) -> float:
        return 100.0 * float(logistic(self.world.wording[0, self._item(item)]))

    def band(self, item: str) -> str:
        """The wording as a word: weak, middle or strong."""
        return WORDINGS[int(bands(self.world.wording[0, self._item(item)]))]

    def paragraph(self, item: str) -> str:
        """The paragraph as it stands."""
        return str(getattr(self.item(item), self.band(item)))

    def status(self, item: str) -> str:
        return STATUS[int(self.world.status[0, self._item(item)])]

    def touched(self, item: str) -> bool:
        """Whether a member ever strengthened or softened it."""
        return bool(self.world.touched[0, self._item(item)])

    def aside(self, item: str) -> tuple[str, ...]:
        """Who stood aside when it was adopted."""
        return tuple(a for a in self.actors if self.world.aside[0, self._item(item), self._actor(a)])

    def on_table(self) -> tuple[str, ...]:
        """Items on the table this turn."""
        listed = self.rulebook.calendar.on_table(self.world)[0]
        return tuple(i for i in self.items if listed[self._item(i)])

    def last_session(self, item: str) -> bool:
        """Whether the item is decided this turn."""
        return bool(self.rulebook.calendar.deciding(self.world)[0, self._item(item)])

    def decided_in(self, item: str) -> int | None:
        """The scenario's number of the turn that decides an item, None if it is on the table in no turn played."""
        last = int(self.rulebook.calendar.last[self._item(item)])
        return None if last < 0 else self.rulebook.turns[last + int(self.world.postponed[0, self._item(item)])]

    def sessions(self, item: str) -> tuple[int, ...]:
        """The scenario's numbers of the turns played at which an item is on the table, the deciding one last."""
        listed = self.rulebook.calendar.sessions[self._item(item)]
        turns = {turn for turn, yes in zip(self.rulebook.turns, listed, strict=True) if yes}
        last = self.decided_in(item)
        return tuple(sorted(turns | ({last} if last is not None else set())))

    def needs_met(self, file: str) -> bool:
        """Whether what a file needs for its next step is so now."""
        needs = self.file(file).needs
        return needs is None or self._holds(needs, file)

    def willing(self, party: str, file: str) -> bool:
        """Whether the world is now as a party that nobody plays asks for; whom it asks to consent too is not looked at."""
        rule = next(p for p in self.rulebook.scenario.party if p.id == party).when
        return self._holds(rule, file)

    def _holds(self, condition: Condition, file: str) -> bool:
        """Whether a condition of a file or of one of its parties is so now, as far as it does not ask for orders of this turn."""
        book, asked = self.rulebook, Questions(self.rulebook.names, {})
        asked.ask(condition, Roles(file=file, parties=self.file(file).parties))
        facts, columns = book.reading.facts.read(self.world)[:, 0], book.reading.facts.columns
        known = [[(fact, yes) for fact, yes in clause if fact[0] not in THIS_TURN] for clause in list(asked.conditions)[-1]]
        return any(all(bool(facts[columns[fact]]) == yes for fact, yes in clause) for clause in known)

    @property
    def brink(self) -> str | None:
        """The gauge that can break the summit, None if there is none."""
        rupture = self.rulebook.rupture
        return None if rupture is None else self.rulebook.names.tracks[rupture.track]

    @property
    def at_brink(self) -> bool:
        """Whether the gauge that can break the summit stands where no file moves."""
        rupture = self.rulebook.rupture
        return rupture is not None and bool(self.world.tracks[0, rupture.track] >= rupture.brink)

    def steps(self, file: str) -> int:
        return int(self.world.steps[0, self.rulebook.names.files.index(file)])

    def met(self, a: str, b: str) -> bool:
        return bool(self.world.met[0, self._actor(a), self._actor(b)])

    @property
    def rupture_turn(self) -> int | None:
        """The turn of the rupture, None while there is none."""
        return int(self.world.rupture[0]) or None

    @property
    def blamed(self) -> str | None:
        seat = int(self.world.blamed[0])
        return None if seat < 0 else self.rulebook.names.seats[seat]
