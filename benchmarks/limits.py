"""What a turn of a batch costs against the least that its numbers must cost: `python -m benchmarks.limits`.

The least is worked out on the same machine in the same run: every array of a world copied once, every relation and stance
put through an exponential once, the table of relations gathered, and the product with the neighbours.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np

from benchmarks.turns import BATCH, flat, timed
from game import load_scenario
from game.model.calendar import start
from game.model.cells import mirrored
from game.model.influence import drift, heard, relations
from game.model.rulebook import Rulebook
from game.model.sheets import Sheets, empty, gather
from game.model.turn import resolve
from game.model.world import ARRAYS, World
from game.study.play import Setup, play

ROOT = Path(__file__).resolve().parent.parent
SIZES = (1, 16, 128, BATCH)
ROUNDS = 5


def best(work: Callable[[], object], each: int) -> float:
    """Microseconds of one of `each` things that are done at once: the best of some rounds, since noise only adds."""
    return min(timed(work) for _ in range(ROUNDS)) / each * 1e6


def turn(book: Rulebook, sheets: list[Sheets], luck: bool) -> float:
    """Microseconds of one turn of one game of a batch that plays all its turns."""
    seeds = np.arange(sheets[0].size, dtype=np.uint64)

    def game() -> None:
        world = start(book, seeds)
        for given in sheets:
            world = resolve(book, world, given, seeds, luck=luck).world

    return best(game, len(seeds) * len(sheets)) - best(lambda: start(book, seeds), len(seeds) * len(sheets))


def least(book: Rulebook, world: World) -> dict[str, float]:
    """Microseconds a game of what no way of working out a turn can leave out."""
    actors, weight, away = len(book.names.actors), book.weight, world.stance - world.anchor
    relation = relations(world.bonds, actors)
    latents = np.concatenate([world.bonds, world.stance.reshape(world.size, -1)], axis=1)
    return {
        "the world copied": best(lambda: [getattr(world, name).copy() for name in ARRAYS], world.size),
        "exponentials of relations and stances": best(lambda: np.exp(latents), world.size),
        "relations gathered into a table": best(lambda: mirrored(world.bonds, actors), world.size),
        "what is heard of the neighbours": best(lambda: heard(relation, weight, away), world.size),
    }


def step(book: Rulebook, world: World) -> float:
    """Microseconds a game of the bare influence step: relations, their neighbours, drift, the next stance."""
    social, anchoring = book.social[:, None] * book.free, book.anchoring[:, None] * book.free

    def move() -> object:
        away = world.stance - world.anchor
        pull = heard(relations(world.bonds, world.stance.shape[1]), book.weight, away)
        return world.stance + sum(drift(pull, away, social, anchoring))

    return best(move, world.size)


def main() -> None:
    """Print all of it."""
    match = play(Setup(scenario=load_scenario(ROOT / "scenarios" / "astana.toml"), bot="random"), 0)
    book, turns = match.rulebook, range(len(match.turns))
    print("microseconds a game and turn     games   with orders   nobody orders")
    for games in SIZES:
        ordered = turn(book, [gather(book, [flat(match, k)] * games) for k in turns], luck=True)
        print(f"{games:38d} {ordered:13.2f} {turn(book, [empty(book, games)] * len(turns), luck=False):15.2f}")
    world = start(book, np.arange(BATCH, dtype=np.uint64))
    parts = least(book, world)
    for name, found in {**parts, "the least, together": sum(parts.values())}.items():
        print(f"{name:38} {found:13.2f}")
    bare = step(book, world)
    print(f"{'the bare influence step':38} {bare:13.2f}   {len(book.names.actors) / bare:.1f} million node-updates a second")


if __name__ == "__main__":
    main()
