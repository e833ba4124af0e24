"""Tables: small pieces of a rulebook, made from lists of one entry each."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

import numpy as np

from game.model.catalogue import Entry
from game.model.chance import keys
from game.model.conditions import Fact
from game.model.rows import POSTURE, Table
from game.model.rulebook import Changes, Due, Ints
from game.scenario.effects import Condition
from game.scenario.tables.summit import Event


def padded(rows: list[list[tuple[int, float]]], neutral: float) -> Changes:
    width = max(map(len, rows), default=0)
    condition, by = np.zeros((width, len(rows)), dtype=np.intp), np.full((width, len(rows)), neutral)
    for i, row in enumerate(rows):
        for j, change in enumerate(row):
            condition[j, i], by[j, i] = change
    return Changes(condition=condition, by=by, neutral=neutral, any=np.array([bool(row) for row in rows], dtype=np.bool_))


def level_rows(rows: list[list[int]], filler: int) -> Ints:
    """Rows of different lengths as one table."""
    width = max(map(len, rows), default=0)
    return np.array([row + [filler] * (width - len(row)) for row in rows], dtype=np.intp).reshape(len(rows), width)


def setting(table: Table, first: int, count: int) -> Ints:
    """Which of some sources in a row set switches."""
    found = [k for k in range(count) if (table.kind[table.start[first + k] : table.start[first + k + 1]] == POSTURE).any()]
    return np.array(found, dtype=np.intp)


def due_events(events: list[Event], turn: int, conditions: Ints) -> tuple[Due, ...]:
    """The events of one turn (of all events in sequence, with their conditions), layer by layer."""
    now = [(k, _layer(e, {x.id: x for x in events})) for k, e in enumerate(events) if e.turn == turn]
    layers = [[k for k, layer in now if layer == wanted] for wanted in sorted({layer for _, layer in now})]
    return tuple(
        Due(
            events=np.array(layer, dtype=np.intp),
            conditions=conditions[layer],
            conditional=bool(conditions[layer].any()),
            chances=np.array([events[k].chance for k in layer], dtype=np.float64),
            certain=all(events[k].chance >= 1.0 for k in layer),
            keys=keys([("event", events[k].id) for k in layer]),
        )
        for layer in layers
    )


def _layer(event: Event, events: dict[str, Event]) -> int:
    asked = [events[name] for name in _awaited(event.when)]
    return max((1 + _layer(other, events) for other in asked if other.turn == event.turn), default=0)


def _awaited(condition: Condition | None) -> list[str]:
    """The events that a condition asks about."""
    if condition is None:
        return []
    inner = [*condition.any, *condition.all, condition.not_]
    return ([condition.event.id] if condition.event else []) + [name for part in inner for name in _awaited(part)]


def by_action(facts: Iterable[tuple[int, Fact]]) -> dict[str, list[tuple[int, Fact]]]:
    """Facts about orders by the action that they are about."""
    found = defaultdict[str, list[tuple[int, Fact]]](list)
    for place, fact in facts:
        found[fact[2]].append((place, fact))
    return found


def remembers(entry: Entry, fact: Fact) -> bool:
    _, by, action, on, option = fact
    return (
        entry.order.action == action
        and by in (None, entry.roles.me)
        and on in (None, entry.roles.target_text)
        and option in (None, entry.roles.option)
    )


def makes(entry: Entry, fact: Fact) -> bool:
    if fact[0] == "consents":
        agrees = entry.kind == "consent" or (entry.convenes and entry.order.seat in entry.roles.parties)
        return agrees and entry.order.seat == fact[1] and entry.roles.file == fact[2]
    _, by, action, on, option = fact
    order = entry.order
    return (
        order.action == action
        and by in (None, entry.roles.me)
        and on in (None, entry.roles.target_text)
        and option in (None, entry.roles.option)
    )
