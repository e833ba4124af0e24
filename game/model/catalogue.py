"""The catalogue: every order that somebody could give in a scenario, and every meeting that could be made."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations
from typing import Literal

import attrs

from game.model.conditions import Fact, Roles
from game.model.names import Names
from game.model.orders import Order
from game.scenario.effects import Condition, Effect
from game.scenario.tables.summit import Action, Choice, Event, Item, Position

Kind = Literal["action", "position", "consent", "choice", "meeting"]


@attrs.frozen(kw_only=True, eq=False)
class Entry:
    """One order of the catalogue with all that the rules say of it."""

    order: Order
    kind: Kind
    roles: Roles
    cost: int = 0
    slots: int = 0
    levels: int = 1
    every: int = 1
    times: int | None = None
    once_a_turn: bool = False
    convenes: bool = False
    needs: Condition | None = None
    requires: tuple[Fact, ...] = ()
    paid_at_end: bool = False
    promise: bool = True
    effects: tuple[Effect, ...] = ()

    @property
    def place(self) -> tuple[str, str | None]:
        """What may stand once in a sheet: an action on a target, a position on an item, an order on one's own dispute."""
        if self.kind == "position":
            return ("position", self.order.target)
        if self.roles.file is not None and self.roles.target is not None:
            return ("dispute", self.roles.file)
        return (self.order.action, None if self.once_a_turn else self.roles.target_text)


def build(names: Names) -> tuple[Entry, ...]:
    """All entries in the fixed sequence: seats in alphabetical order, for each the actions as the file lists them."""
    entries: list[Entry] = []
    for seat in names.seats:
        entries += _actions(names, seat)
        entries += _positions(names, seat)
        entries += _consents(names, seat)
        entries += _choices(names, seat)
    return (*entries, *_meetings(names))


def _actions(names: Names, seat: str) -> Iterator[Entry]:
    for action in names.scenario.action:
        if seat in names.expand(action.by):
            for target in _targets(names, action, seat):
                for option in _options(names, action, seat):
                    yield _action(names, action, seat, target, option)


def _targets(names: Names, action: Action, seat: str) -> tuple[str | None, ...]:
    among = action.among
    if action.target == "none":
        return (None,)
    if action.target == "actor":
        return tuple(a for a in names.expand(among or ("everybody",)) if a != seat)
    every = {
        "pole": tuple(pole for pole in names.poles if pole != names.by_id[seat].pole),
        "group": tuple(sorted(names.groups)),
        "item": names.items,
        "file": tuple(sorted(f.id for f in names.scenario.file if seat in names.expand(f.conveners))),
        "dispute": tuple(sorted(d.file for d in names.scenario.dispute if seat in d.between)),
    }[action.target]
    return tuple(x for x in every if not among or x in among)


def _options(names: Names, action: Action, seat: str) -> tuple[str | None, ...]:
    options: list[str | None] = []
    for option in action.options:
        options += [p for p in names.poles if p != names.by_id[seat].pole] if option == "poles" else [option]
    return tuple(options) or (None,)


def _action(names: Names, action: Action, seat: str, target: str | None, option: str | None) -> Entry:
    roles = _roles(names, action, seat, target, option)
    return Entry(
        order=Order(seat, action.id, target, option),
        kind="action",
        roles=roles,
        cost=action.cost,
        slots=action.slots,
        every=action.every,
        times=action.times,
        once_a_turn=action.once_a_turn,
        convenes=action.convenes,
        needs=action.needs,
        requires=(*_about(action, target), *_membership(names, action, seat, target)),
        effects=action.effects,
    )


def _about(action: Action, target: str | None) -> tuple[Fact, ...]:
    if action.target == "item":
        return (("on_table", target),)
    if action.target == "file" or action.convenes:
        return (("unfinished", target),)
    return ()


def _membership(names: Names, action: Action, seat: str, target: str | None) -> Iterator[Fact]:
    """Whoever may give an order, or be its target, only as one of the members must be a member now."""
    for name, listed in ((seat, action.by), (target, action.among if action.target == "actor" else ())):
        if "members" in listed and name not in names.expand([n for n in listed if n != "members"]):
            yield ("member", name)


def _roles(names: Names, action: Action, seat: str, target: str | None, option: str | None) -> Roles:
    sort = action.target
    other: str | None = target if sort == "actor" else None
    file = target if sort in ("file", "dispute") else None
    if sort == "pole":
        other = names.owner.get(target or "")
    if sort == "dispute":
        pair = next(d.between for d in names.scenario.dispute if d.file == target and seat in d.between)
        other = pair[1] if pair[0] == seat else pair[0]
    return Roles(
        me=seat,
        target=other,
        target_pole=target if sort == "pole" else None,
        option=option,
        option_pole=option if option in names.poles else None,
        group=tuple(a for a in names.groups[target] if a != seat) if sort == "group" and target else (),
        item=target if sort == "item" else None,
        file=file,
        parties=_parties(names, file),
        supporters=_supporters(names, target) if sort == "item" else (),
        action=action.id,
        target_text=target,
    )


def _parties(names: Names, file: str | None) -> tuple[str, ...]:
    return next((f.parties for f in names.scenario.file if f.id == file), ())


def _supporters(names: Names, item: str | None) -> tuple[str, ...]:
    return next((names.expand(i.supporters) for i in names.scenario.item if i.id == item), ())


def _positions(names: Names, seat: str) -> Iterator[Entry]:
    if seat in names.could_be_members:
        for item in sorted(names.scenario.item, key=lambda i: i.id):
            for position in names.scenario.position:
                yield _position(names, seat, item, position)


def _position(names: Names, seat: str, item: Item, position: Position) -> Entry:
    return Entry(
        order=Order(seat, position.id, item.id),
        kind="position",
        cost=position.cost,
        levels=position.levels,
        roles=Roles(me=seat, item=item.id, supporters=names.expand(item.supporters), action=position.id, target_text=item.id),
        requires=(("member", seat), ("on_table", item.id)),
        paid_at_end=position.id in ("aside", "object"),
        promise=position.promise,
        effects=position.effects,
    )


def _consents(names: Names, seat: str) -> Iterator[Entry]:
    for file in sorted(names.scenario.file, key=lambda f: f.id):
        asked = names.expand([a for p in names.scenario.party if p.id in file.parties for a in p.asks.get(file.id, ())])
        if seat in file.parties or seat in asked:
            yield Entry(
                order=Order(seat, "consent", file.id),
                kind="consent",
                requires=(("unfinished", file.id),),
                roles=Roles(me=seat, file=file.id, parties=file.parties, action="consent", target_text=file.id),
            )


def _choices(names: Names, seat: str) -> Iterator[Entry]:
    for event in sorted(names.scenario.event, key=lambda e: e.id):
        if seat in names.expand(event.by):
            for choice in event.choices:
                yield _choice(seat, event, choice)


def _choice(seat: str, event: Event, choice: Choice) -> Entry:
    return Entry(
        order=Order(seat, "choose", event.id, choice.id),
        kind="choice",
        cost=choice.cost,
        effects=choice.effects,
        requires=(("event", event.id, True),),
        roles=Roles(me=seat, action="choose", option=choice.id, target_text=event.id),
    )


def _meetings(names: Names) -> Iterator[Entry]:
    """One entry for each pair with a delegation in it; the giver is a seat, a power if there is one."""
    for pair in combinations(names.actors, 2):
        found = next((m for m in names.scenario.meeting if _fits(names, m.between, pair)), None)
        if found is None or not set(pair) & set(names.seats):
            continue
        first = found.between[0]
        me, other = pair if names.by_id[pair[0]].kind == first else pair[::-1]
        roles = Roles(me=me, target=other, action="meeting", target_text=other)
        text = Order(me, "meeting", other) if me in names.seats else Order(other, "meeting", me)
        yield Entry(order=text, kind="meeting", roles=roles, effects=found.effects)


def _fits(names: Names, between: tuple[str, str], pair: tuple[str, str]) -> bool:
    return sorted(between) == sorted(names.by_id[a].kind for a in pair)
