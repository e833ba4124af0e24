"""Warns of what a player would feel: what can never happen, be ordered, be adopted or be moved, and what is in vain."""

from __future__ import annotations

from collections.abc import Iterator

from game.scenario.aims import check_aims
from game.scenario.cast import slots_of
from game.scenario.effects import Condition
from game.scenario.holds import Holds
from game.scenario.idle import check_idle
from game.scenario.mistake import Mistake
from game.scenario.possible import Here
from game.scenario.prospects import Prospects
from game.scenario.source import Path
from game.scenario.tables.people import Actor
from game.scenario.tables.stage import Track
from game.scenario.tables.summit import Action, Event, File, Item


def check_playability(prospects: Prospects) -> Iterator[Mistake]:
    """All warnings about one scenario. What cannot be told for certain is not warned of."""
    yield from _Playability(prospects).check()
    yield from check_aims(prospects)
    yield from check_idle(prospects.scenario)


class _Playability:
    def __init__(self, prospects: Prospects) -> None:
        self.of, self.possible, self.scenario = prospects, prospects.possible, prospects.scenario

    def check(self) -> Iterator[Mistake]:
        scenario = self.scenario
        for index, actor in enumerate(scenario.actor):
            yield from self._actor(actor, ("actor", index))
        for index, event in enumerate(scenario.event):
            yield from self._event(event, ("event", index))
        for index, action in enumerate(scenario.action):
            yield from self._action(action, ("action", index))
        for index, item in enumerate(scenario.item):
            yield from self._item(item, ("item", index))
        for index, file in enumerate(scenario.file):
            yield from self._file(file, ("file", index))
        for index, track in enumerate(scenario.track):
            yield from self._steps(track, ("track", index))
        yield from self._conditions()

    def _actor(self, actor: Actor, path: Path) -> Iterator[Mistake]:
        social = self.scenario.rules.social if actor.social is None else actor.social
        moved = {value[1] for value in self.possible.raised | self.possible.lowered
                 if isinstance(value, tuple) and value[0] in ("push", "anchor")}
        if actor.kind == "state" and not social and actor.id not in moved:
            message = f"{actor.id!r} can never be moved: its social weight is 0 and no effect falls on it"
            yield Mistake((*path, "id"), "never-moved", message)

    def _event(self, event: Event, path: Path) -> Iterator[Mistake]:
        if event.id in self.possible.events:
            return
        if event.turn not in self.possible.turns:
            yield Mistake((*path, "turn"), "never-happens", f"this event can never happen: no length plays turn {event.turn}")
        elif not event.chance:
            yield Mistake((*path, "chance"), "never-happens", "this event can never happen: its chance is 0")
        elif event.when is not None:
            place, hint = self._culprit(event.when, (*path, "when"), self.of.drawn(event))
            message = f"this event can never happen: {_asked(place)} is never so in turn {event.turn}"
            yield Mistake(place, "never-happens", message, hint, on_key=True)

    def _action(self, action: Action, path: Path) -> Iterator[Mistake]:
        """Of an action of a set `by = []` makes none; that is meant."""
        if action.by and not self.possible.givers[action.id]:
            place, reason, hint = self._hindrance(action, path)
            yield Mistake(place, "never-ordered", f"nobody can ever order {action.id!r}: {reason}", hint, on_key=True)

    def _hindrance(self, action: Action, path: Path) -> tuple[Path, str, str]:
        """Where it is written, why an action is never ordered, and a hint."""
        seats = [seat for seat in self.of.seats if seat.id in self.of.cast.of(action.by)]
        if not seats:
            return (*path, "by"), "'by' means no delegation", ""
        rich = [seat for seat in seats if self.of.can_afford(action, seat)]
        if not rich:
            return (*path, "cost"), f"they never have {action.cost} capital", "lower its cost, or raise their income and cap"
        able = [seat for seat in rich if action.slots <= slots_of(seat)]
        if not able:
            return (*path, "slots"), f"no leader has {action.slots} slots", "lower its slots, or raise theirs"
        free = [seat for seat in able if self.of.has_target(action, seat)]
        if action.needs is None or not free:
            return (*path, "target"), "there is nothing that it could be ordered on", ""
        place, hint = self._culprit(action.needs, (*path, "needs"), self.of.of_action(action, [seat.id for seat in free]))
        return place, f"{_asked(place)} is never so", hint

    def _item(self, item: Item, path: Path) -> Iterator[Mistake]:
        if item.id in self.possible.adopted:
            return
        lengths = [length.turns for length in self.scenario.length]
        if lengths and not any(item.sessions[-1] in turns for turns in lengths):
            message = f"{item.id!r} can never be adopted: no length plays turn {item.sessions[-1]}, its last session"
            yield Mistake((*path, "sessions"), "never-adopted", message)
        else:
            message = f"{item.id!r} can never be adopted: no member can strengthen or soften it"
            yield Mistake((*path, "id"), "never-adopted", message, "let somebody be a member, with capital for it")

    def _file(self, file: File, path: Path) -> Iterator[Mistake]:
        if found := self.of.hindrance(file):
            yield Mistake((*path, found[0]), "never-advances", f"{file.id!r} can never move a step: {found[1]}", on_key=True)

    def _steps(self, track: Track, path: Path) -> Iterator[Mistake]:
        most = self.possible.track(track.id)[1]
        for index, step in enumerate(track.step):
            if step.start > most + 0.01:
                message = f"{track.id!r} can never reach this step: it starts at {step.start:g}, and {most:.0f} is the most"
                yield Mistake((*path, "step", index, "start"), "never-reached", message)

    # Conditions that can never hold, though what has them may take place.

    def _conditions(self) -> Iterator[Mistake]:
        for source in self.of.sources():
            for index, effect in enumerate(source.effects):
                here = self.of.recipients(source.here)
                yield from self._condition(effect.when, (*source.path, "effects", index, "when"), here, "this effect")
        for index, modifier in enumerate(self.scenario.modifier):
            yield from self._condition(modifier.when, ("modifier", index, "when"), self.of.anywhere(), "this modifier")
        for index, track in enumerate(self.scenario.track):
            for place, trend in enumerate(track.trend):
                path: Path = ("track", index, "trend", place, "when")
                yield from self._condition(trend.when, path, self.of.anywhere(), "this trend")

    def _condition(self, condition: Condition | None, path: Path, here: Here, what: str) -> Iterator[Mistake]:
        if condition is not None and not self.of.may_hold(condition, here):
            place, hint = self._culprit(condition, path, here)
            yield Mistake(place, "never-holds", f"{what} never comes to anything: {_asked(place)} is never so", hint, on_key=True)

    def _culprit(self, condition: Condition, path: Path, here: Here) -> tuple[Path, str]:
        return Holds(self.possible, here).culprit(condition, path)


def _asked(path: Path) -> str:
    return f"{path[-1]!r}" if path[-1] not in ("when", "needs") else f"what {path[-1]!r} asks together"
