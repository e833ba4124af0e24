"""The start of the game and of every turn: the declared world, and which events happen."""

from __future__ import annotations

import attrs
import numpy as np

from game.model.cells import TANH_POINTS, logit
from game.model.chance import Seeds, keys, uniform
from game.model.decisions import admit
from game.model.influence import alignments, first_partners
from game.model.names import Names
from game.model.rulebook import Rulebook
from game.model.world import ADOPTED, DROPPED, OPEN, Floats, Ints, Small, World, keep_memory
from game.scenario.values import WORDINGS

OWN_POLE = float(np.arctanh(0.98))
"""The stance of a power toward its own pole, pinned."""
DRAFTS = (2.0, 98.0)
"""Between which points luck may put a first draft."""
MIDDLES = (20.0, 50.0, 80.0)
"""Wordings in points that an item adopted before the game starts at: weak, middle, strong."""


def start(rulebook: Rulebook, seeds: Seeds) -> World:
    """The declared start of B games, one for each seed, with the events of the first turn."""
    one = _declared(rulebook)
    games = len(seeds)
    if games > 1:
        keep_memory()
    many = {f.name: np.repeat(getattr(one, f.name), games, axis=0) for f in attrs.fields(World) if f.name != "step"}
    declared = World(step=0, **many)
    tally = lasting(rulebook, declared.stance, declared.tally)
    drafted = attrs.evolve(declared, wording=_drafts(rulebook, declared, seeds), tally=tally)
    return begin(rulebook, admit(rulebook, drafted, drafted.status == ADOPTED), seeds)


def _drafts(rulebook: Rulebook, world: World, seeds: Seeds) -> Floats:
    """(B, I): the wording of the first drafts: luck moves each evenly within its spread, but not a text adopted before."""
    items = sorted(rulebook.scenario.item, key=lambda item: item.id)
    spread = np.array([item.spread for item in items])
    start = np.array([item.start for item in items])
    luck = 2.0 * uniform(seeds, 0, "draft", keys([(item.id,) for item in items])) - 1.0
    points = np.clip(start + spread * luck, *DRAFTS)
    moved = (spread > 0.0) & (world.status == OPEN)
    return np.where(moved, np.log(points / (100.0 - points)), world.wording)


def begin(rulebook: Rulebook, world: World, seeds: Seeds | None) -> World:
    """The same world with the events of its turn drawn: none without seeds, none after the last turn."""
    if seeds is None or world.step == len(rulebook.turns):
        return world
    return attrs.evolve(world, happened=_events(rulebook, world, seeds))


def _events(rulebook: Rulebook, world: World, seeds: Seeds) -> Small:
    """(B, E): when each event happened, with those of this turn, each after what it asks for."""
    happened, turn = world.happened.copy(), rulebook.turns[world.step]
    for due in rulebook.due[world.step]:
        happens = np.ones((world.size, len(due.events)), dtype=np.bool_)
        if not due.certain:
            happens &= uniform(seeds, turn, "event", due.keys) < due.chances
        if due.conditional:
            omens = rulebook.omens.read(attrs.evolve(world, happened=happened))
            happens &= rulebook.omen_conditions.hold(omens).take(due.conditions, axis=0).T
        happened[:, due.events] = happens * np.int16(turn)
    return happened


def lasting(rulebook: Rulebook, stance: Floats, tally: Ints) -> Ints:
    """The tallies (B, Q) with those counted up whose first partner, which must last, is not there at this turn's start."""
    which, whom, pole = rulebook.lasting
    if not len(which):
        return tally
    points = alignments(stance.take(whom, axis=1))
    first = first_partners(points, rulebook.goals.bar, rulebook.stability[whom], rulebook.states[whom])
    tally = tally.copy()
    tally[:, which] += first != pole
    return tally


def _declared(rulebook: Rulebook) -> World:
    names, scenario = rulebook.names, rulebook.scenario
    a, d, i, f = len(names.actors), len(names.seats), len(names.items), len(names.files)
    e, stance = len(names.events), _stances(names)
    actors = list(names.by_id.values())
    items = sorted(scenario.item, key=lambda item: item.id)
    before = _before(rulebook)
    wording = [
        logit(MIDDLES[WORDINGS.index(item.before or "weak")] / 100 if early else item.start / 100)
        for item, early in zip(items, before, strict=True)
    ]
    income = rulebook.income[None].copy()
    memories = len(rulebook.memories)
    return World(
        step=0,
        stance=stance[None],
        anchor=stance[None].copy(),
        bonds=rulebook.home_bonds[None].copy(),
        tracks=np.array(
            [[logit(next(t.start for t in scenario.track if t.id == x) / 100) for x in names.tracks]], dtype=np.float64
        ),
        welfare=np.array([[logit(x.welfare / 100) for x in actors]]),
        dependency=_dependencies(names)[None],
        wording=np.array([wording], dtype=np.float64).reshape(1, i),
        effort=np.zeros((1, a, a)),
        capital=np.minimum(income, rulebook.cap),
        pending=np.zeros((1, d), dtype=np.int64),
        credibility=np.full((1, d), scenario.rules.credibility / 100),
        status=_statuses(rulebook, before),
        touched=np.zeros((1, i), dtype=np.bool_),
        aside=np.zeros((1, i, a), dtype=np.bool_),
        postponed=np.zeros((1, i), dtype=np.int16),
        steps=np.zeros((1, f), dtype=np.int16),
        convened=np.zeros((1, f, d), dtype=np.int16),
        postures=_postures(names)[None],
        members=np.array([[x.member for x in actors]]),
        happened=np.zeros((1, e), dtype=np.int16),
        choice=np.full((1, e, d), -1, dtype=np.int16),
        given=np.zeros((1, memories), dtype=np.int16),
        count=np.zeros((1, memories), dtype=np.int16),
        met=np.zeros((1, a, a), dtype=np.int64),
        tally=np.zeros((1, len(rulebook.goals.tallies)), dtype=np.int64),
        banked=np.zeros((1, len(rulebook.goals.lines))),
        rupture=np.zeros(1, dtype=np.int16),
        blamed=np.full(1, -1, dtype=np.int16),
    )


def _stances(names: Names) -> Floats:
    rows = [
        [
            0.0
            if x.kind == "institution"
            else OWN_POLE
            if x.pole == p
            else float(np.arctanh(x.alignment.get(p, 0.0) / TANH_POINTS))
            for p in names.poles
        ]
        for x in names.by_id.values()
    ]
    return np.array(rows)


def _dependencies(names: Names) -> Floats:
    return np.array([[logit(x.dependency.get(p, 20.0) / 100) for p in names.poles] for x in names.by_id.values()])


def _before(rulebook: Rulebook) -> list[bool]:
    """Items whose last session came before the turns played and that were adopted then."""
    items = sorted(rulebook.scenario.item, key=lambda item: item.id)
    return [bool(last < 0 and item.before) for item, last in zip(items, rulebook.calendar.last, strict=True)]


def _statuses(rulebook: Rulebook, before: list[bool]) -> Small:
    """Items that were decided before the turns played are adopted or dropped, the others open."""
    late = rulebook.calendar.last >= 0
    return np.where(late, OPEN, np.where(np.array(before, dtype=np.bool_), ADOPTED, DROPPED)).astype(np.int16)[None]


def _postures(names: Names) -> Small:
    table = np.zeros((len(names.actors), len(names.switches)), dtype=np.int16)
    for posture in names.scenario.posture:
        for actor, option in posture.start.items():
            for column, (name, _) in enumerate(names.switches):
                if name == posture.id:
                    table[names.actors.index(actor), column] = posture.options.index(option)
    return table
