"""What a scenario may lead to: from its declared start, whatever may happen makes further things possible, to the end."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cached_property
from itertools import combinations

import attrs

from game.scenario.bounds import Bounds
from game.scenario.cast import Cast, meetings_of, slots_of
from game.scenario.effects import Condition, Effect
from game.scenario.holds import Holds
from game.scenario.possible import Here, Possible
from game.scenario.reach import Roles
from game.scenario.schema import Scenario
from game.scenario.source import Path
from game.scenario.tables.people import Actor, Party
from game.scenario.tables.stage import Track
from game.scenario.tables.summit import Action, Event, File, Item

TOUCHES = ("strengthen", "soften")


@attrs.frozen
class Source:
    """Something that may take place, with its effects, and where their conditions are read."""

    path: Path
    effects: tuple[Effect, ...]
    here: Here
    options: frozenset[str] = frozenset()


class Prospects:
    """All that may come about in one scenario."""

    def __init__(self, scenario: Scenario, cast: Cast, bounds: Bounds) -> None:
        self.scenario, self.cast, self.reach = scenario, cast, bounds.reach
        self.bounds = bounds
        self.possible = Possible(scenario, cast, bounds)
        self.seats = scenario.delegations
        self.files = frozenset(file.id for file in scenario.file)
        self._applied: dict[Path, Here] = {}
        """Where each effect has been taken in; again only if its roles mean more."""
        size = -1
        while size != (size := self.possible.size()):
            self._grow()

    def _grow(self) -> None:
        found = self.possible
        found.events |= {event.id for event in self.scenario.event if self.may_happen(event)}
        found.answers |= {answer for event in self.scenario.event if event.id in found.events for answer in self._answers(event)}
        for action in self.scenario.action:
            found.givers[action.id] |= {seat.id for seat in self.seats if self.may_order(action, seat)}
        for position in self.scenario.position:
            price = self.bounds.price(position.id, position.cost)
            found.givers[position.id] |= {s.id for s in self.seats if s.id in found.members and price <= found.purse(s)}
        found.met |= {frozenset({one.id, two.id}) for one, two in self._pairs if self._may_meet(one, two)}
        found.adopted |= {item.id for item in self.scenario.item if self.may_be_adopted(item)}
        found.moved |= {file.id for file in self.scenario.file if self.hindrance(file) is None}
        for source in self.sources():
            self._apply(source)
        for track in self.scenario.track:
            self._follow(track)

    # Where conditions are read.

    def anywhere(self, roles: Roles | None = None, files: Iterable[str] | None = None) -> Here:
        """At any turn that some length plays."""
        return Here(roles or {}, self.possible.turns, self.files if files is None else frozenset(files))

    def at(self, event: Event, roles: Roles | None = None) -> Here:
        """At the turn of an event, if any length plays it."""
        return Here(roles or {}, self.possible.turns & {event.turn}, self.files)

    def of_action(self, action: Action, seats: Iterable[str]) -> Here:
        """In the orders of an action by some delegations."""
        roles: dict[str, frozenset[str]] = {}
        for seat in seats:
            for role, names in self.reach.of_action(action, seat).items():
                roles[role] = roles.get(role, frozenset()) | names
        files = self.files & frozenset(action.among) if action.among and action.target in ("file", "dispute") else self.files
        return Here(roles, self.possible.turns, files, len(self.possible.givers[action.id]))

    def may_hold(self, condition: Condition | None, here: Here) -> bool:
        """Whether a condition that is read somewhere may ever hold."""
        return Holds(self.possible, here).may(condition)

    # What may happen.

    def may_happen(self, event: Event) -> bool:
        """Whether an event may happen in some length of the game."""
        here = self.drawn(event)
        return event.chance > 0 and bool(here.turns) and self.may_hold(event.when, here)

    def drawn(self, event: Event) -> Here:
        """Where the condition of an event itself is read: when the cards of its turn are drawn."""
        return attrs.evolve(self.at(event), before_orders=True)

    def _answers(self, event: Event) -> Iterator[tuple[str, str, str]]:
        asked = self.cast.of(event.by)
        for seat in self.seats:
            for choice in event.choices if seat.id in asked else ():
                if self.bounds.price("choose", choice.cost) <= self.possible.purse(seat):
                    yield event.id, seat.id, choice.id

    def may_order(self, action: Action, seat: Actor) -> bool:
        """Whether a delegation may ever give an order of this action."""
        if seat.id in self.possible.givers[action.id]:
            return True
        return (
            seat.id in self.cast.of(action.by)
            and self.can_afford(action, seat)
            and action.slots <= slots_of(seat)
            and self.has_target(action, seat)
            and self.may_hold(action.needs, self.of_action(action, [seat.id]))
        )

    def can_afford(self, action: Action, seat: Actor) -> bool:
        """Whether a delegation may ever have the capital for an action."""
        return self.bounds.price(action.id, action.cost) <= self.possible.purse(seat)

    def has_target(self, action: Action, seat: Actor) -> bool:
        """Whether there is anything that a delegation could order an action on, with some option."""
        own_poles = {pole.id for pole in self.scenario.pole} - {seat.pole}
        if action.options == ("poles",) and not own_poles:
            return False
        if action.target in ("none", "actor"):
            return action.target == "none" or bool(self.reach.of_action(action, seat.id)["target"] - {seat.id})
        things = {
            "pole": own_poles,
            "group": {group.id for group in self.scenario.group},
            "item": {item.id for item in self.scenario.item if not self.possible.turns.isdisjoint(item.sessions)},
            "file": {file.id for file in self.scenario.file if seat.id in self.cast.of(file.conveners)},
            "dispute": {dispute.file for dispute in self.scenario.dispute if seat.id in dispute.between},
        }[action.target]
        return bool(things & set(action.among) if action.among else things)

    @cached_property
    def _pairs(self) -> list[tuple[Actor, Actor]]:
        kinds = {frozenset(meeting.between) for meeting in self.scenario.meeting}
        pairs = combinations(self.scenario.actor, 2)
        return [(a, b) for a, b in pairs if (a.playable or b.playable) and frozenset({a.kind, b.kind}) in kinds]

    def _may_meet(self, one: Actor, two: Actor) -> bool:
        price = self.bounds.price("meeting", self.scenario.rules.meeting_cost)
        return all(meetings_of(a) and (not a.playable or price <= self.possible.purse(a)) for a in (one, two))

    def may_be_adopted(self, item: Item) -> bool:
        """Whether an item may be adopted: it was, before the game, or a member may speak to it and it is decided."""
        lengths = [length.turns for length in self.scenario.length] or [tuple(self.possible.turns)]
        if item.before is not None and any(item.sessions[-1] not in turns for turns in lengths):
            return True
        touched = any(self.possible.givers[name] for name in TOUCHES)
        return touched and any(item.sessions[-1] in turns for turns in lengths)

    def hindrance(self, file: File) -> tuple[str, str] | None:
        """Why a file can never move a step, with the key that says so; None if it may."""
        parties = {party.id: party for party in self.scenario.party if party.id in file.parties}
        asked = {name for party in parties.values() for name in self.cast.of(party.asks.get(file.id, ()))}
        absent = [name for name in sorted({*file.parties, *asked} - parties.keys()) if not self.cast.actors[name].playable]
        conveners, here = self._conveners(file), self.of_file(file)
        against = [party.id for party in parties.values() if not self._may_agree(party, conveners, here)]
        if not conveners:
            return "conveners", "nobody can convene it"
        if absent:
            return "parties", f"{absent[0]!r} must consent, and nobody plays it"
        if against:
            return "parties", f"{against[0]!r} never consents"
        if not self.may_hold(file.needs, here):
            return "needs", "what it needs is never so"
        return None if self._below_brink() else ("id", "the gauge of the rupture never stands below the brink")

    def of_file(self, file: File) -> Here:
        """In what a file needs, or does."""
        return self.anywhere({"parties": frozenset(name for name in file.parties if name in self.cast.actors)}, [file.id])

    def _conveners(self, file: File) -> frozenset[str]:
        """Who may convene a file: a convener of its own, or both sides of its dispute together."""
        found = self.possible.givers
        convening = {action for action in self.scenario.action if action.convenes and file.id in (action.among or [file.id])}
        alone = {seat for a in convening if a.target == "file" for seat in found[a.id] & self.cast.of(file.conveners)}
        both = {seat for a in convening if a.target == "dispute" for seat in found[a.id]}
        sides = [{*d.between} for d in self.scenario.dispute if d.file == file.id and both.issuperset(d.between)]
        return frozenset(alone.union(*sides))

    def _may_agree(self, party: Party, conveners: frozenset[str], here: Here) -> bool:
        return not conveners.isdisjoint(self.cast.of(party.conveners)) and self.may_hold(party.when, here)

    def _below_brink(self) -> bool:
        rupture = self.scenario.rupture
        if rupture is None:
            return True
        track = next(track for track in self.scenario.track if track.id == rupture.track)
        return self.possible.track(track.id)[0] < next(step.start for step in track.step if step.id == rupture.brink)

    # What that does.

    def sources(self) -> Iterator[Source]:
        """Everything with effects that may take place."""
        yield from self._ordered()
        for index, item in enumerate(self.scenario.item):
            if item.id in self.possible.adopted:
                here = self.anywhere({"supporters": self.cast.of(item.supporters)})
                yield Source(("item", index), item.effects, here)
        for index, file in enumerate(self.scenario.file):
            if file.id in self.possible.moved:
                yield Source(("file", index), file.effects, self.of_file(file))
        for index, event in enumerate(self.scenario.event):
            if event.id in self.possible.events:
                yield Source(("event", index), event.effects, self.at(event))
                yield from self._chosen(event, ("event", index))

    def _ordered(self) -> Iterator[Source]:
        for index, action in enumerate(self.scenario.action):
            if givers := self.possible.givers[action.id]:
                yield Source(("action", index), action.effects, self.of_action(action, givers), frozenset(action.options))
        for index, position in enumerate(self.scenario.position):
            if (givers := self.possible.givers[position.id]) and self.scenario.item:
                here = self.anywhere({"self": frozenset(givers), "rival": self.reach.powers})
                yield Source(("position", index), position.effects, here)
        for index, meeting in enumerate(self.scenario.meeting):
            kinds = frozenset(meeting.between)
            pairs = [pair for pair in self.possible.met if {self.cast.actors[name].kind for name in pair} == kinds]
            if pairs:
                both = frozenset[str]().union(*pairs)
                roles = {"self": both, "target": both, "both": both, "rival": self.reach.powers}
                yield Source(("meeting", index), meeting.effects, self.anywhere(roles))

    def _chosen(self, event: Event, path: Path) -> Iterator[Source]:
        for index, choice in enumerate(event.choices):
            givers = frozenset(seat for name, seat, answer in self.possible.answers if (name, answer) == (event.id, choice.id))
            if givers:
                roles = {"self": givers, "rival": self.reach.powers}
                yield Source((*path, "choices", index), choice.effects, self.at(event, roles))

    def recipients(self, here: Here) -> Here:
        """The same place, where also the role `recipient` is known."""
        return attrs.evolve(here, roles={**here.roles, "recipient": self.reach.everybody})

    def _apply(self, source: Source) -> None:
        for index, effect in enumerate(source.effects):
            place = (*source.path, index)
            if self._applied.get(place) != source.here and self.may_hold(effect.when, self.recipients(source.here)):
                self.possible.apply(effect, source.here.roles, source.options)
                self._applied[place] = source.here

    def _follow(self, track: Track) -> None:
        for trend in track.trend:
            if self.may_hold(trend.when, self.anywhere()):
                self.possible.move(("track", track.id), trend.size, trend.size)
