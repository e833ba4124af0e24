"""Decisions of a turn that are not sums: items adopted or dropped, admissions, files, postponements."""

from __future__ import annotations

import attrs
import numpy as np
from numpy.typing import NDArray

from game.model.ledger import Ledger
from game.model.opening import Opened
from game.model.rows import ADMIT, POSTPONE
from game.model.rulebook import Rulebook
from game.model.world import ADOPTED, DROPPED, OPEN, Bools, Small, World

Ints = NDArray[np.intp]


@attrs.frozen(eq=False, kw_only=True)
class Decisions:
    """What the table decided: fields as in World, and the items adopted or dropped now (B, I)."""

    status: Small
    touched: Bools
    aside: Bools
    postponed: Small
    members: Bools
    steps: Small
    convened: Small
    adopted: Bools
    dropped: Bools


def decide(rulebook: Rulebook, world: World, opened: Opened, ledger: Ledger, ruptured: Bools) -> Decisions:
    """Adopt or drop the items whose last session this is; a rupture drops every open one."""
    touched = world.touched | rulebook.marks.read(opened.facts, "touched").T
    postponed = world.postponed
    game, row = ledger.discrete(rulebook, POSTPONE)
    if len(game):
        postponed = postponed.copy()
        postponed[game, rulebook.table.value[row]] = 1
    due = rulebook.calendar.deciding(world)
    due &= postponed == world.postponed
    adopted, dropped = np.zeros((2, *due.shape), dtype=np.bool_)
    status, asides = world.status, world.aside
    if due.any() or ruptured.any():
        game, item = np.nonzero(due & touched & ~ruptured[:, None])
        aside, objected = _positions(rulebook, opened, game, item)
        passes = (world.members[game] & ~aside & ~objected).any(axis=1) & ~objected.any(axis=1)
        game, item = game[passes], item[passes]
        adopted[game, item] = True
        dropped = (due | ruptured[:, None]) & (world.status == OPEN) & ~adopted
        status = np.where(adopted, ADOPTED, np.where(dropped, DROPPED, world.status)).astype(np.int16)
        asides = world.aside.copy()
        asides[game, item] = aside[passes]
    steps, convened = _files(rulebook, world, opened)
    return Decisions(
        status=status,
        touched=touched,
        aside=asides,
        postponed=postponed,
        members=_members(rulebook, world, ledger),
        steps=steps,
        convened=convened,
        adopted=adopted,
        dropped=dropped,
    )


def _positions(rulebook: Rulebook, opened: Opened, game: Ints, item: Ints) -> tuple[Bools, Bools]:
    """Who stands aside and who objects this turn, for each of the items listed (n, A)."""
    aside, objected = np.zeros((2, len(game), len(rulebook.names.actors)), dtype=np.bool_)
    for who, position in ((aside, "aside"), (objected, "object")):
        who[:, rulebook.seats] = rulebook.marks.read(opened.facts, position)[item, :, game]
    return aside, objected


def _members(rulebook: Rulebook, world: World, ledger: Ledger) -> Bools:
    """Who is admitted by orders, events and files; items do so once, when they are adopted (`admit`)."""
    game, row = ledger.discrete(rulebook, ADMIT)
    if not len(game):
        return world.members
    first, end = rulebook.table.start[rulebook.sources[1]], rulebook.table.start[rulebook.sources[2]]
    others = (row < first) | (row >= end)
    game, row = game[others], row[others]
    members = world.members.copy()
    members[game, rulebook.table.recipient[row]] = True
    return members


def admit(rulebook: Rulebook, world: World, adopted: Bools) -> World:
    """The world with those admitted by items (B, I) just adopted at the wording they have in it."""
    if not adopted.any():
        return world
    game, item = np.nonzero(adopted)
    place, row = rulebook.table.of(item + rulebook.sources[1])
    admits = rulebook.table.kind[row] == ADMIT
    if not admits.any():
        return world
    game, item, row = game[place[admits]], item[place[admits]], row[admits]
    asked = rulebook.standing
    held = asked.late.hold(asked.facts.read(world))[rulebook.table.condition[row], game]
    held &= ~world.aside[game, item, rulebook.table.recipient[row]]
    members = world.members.copy()
    members[game[held], rulebook.table.recipient[row[held]]] = True
    return attrs.evolve(world, members=members)


def _files(rulebook: Rulebook, world: World, opened: Opened) -> tuple[Small, Small]:
    """Steps taken, and who convened them: every convener of the turn gets the credit."""
    if not opened.moved.any():
        return world.steps, world.convened
    marks, facts = rulebook.marks, opened.facts
    conveners = marks.read(facts, "alone") | marks.read(facts, "both")
    convened = world.convened + (conveners.transpose(2, 0, 1) & opened.moved[:, :, None])
    return (world.steps + opened.moved).astype(np.int16), convened.astype(np.int16)
