"""The yardsticks: what packages that do something similar manage on the same machine, in processor time of this process."""

from __future__ import annotations

import importlib.util
import time
from collections.abc import Callable
from random import Random
from typing import Any

import numpy as np
from numpy.typing import NDArray

Rate = Callable[[], float]
"""Measures once, and gives what is done a second."""

PHASES = 20
"""Of a random game of `diplomacy`: its first four years. To the end it takes some 300."""
CLIQUES, ACTORS, POLES = 60, 18, 3


def installed(*packages: str) -> bool:
    """Whether all of them can be imported."""
    return all(importlib.util.find_spec(package) is not None for package in packages)


def rate(work: Callable[[], object], done: float) -> float:
    """How much of what `work` does is done a second of processor time, all threads together."""
    began = time.process_time()
    work()
    return done / (time.process_time() - began)


def connect_four(batch: int, steps: int = 60_000) -> Rate:
    """Steps of pgx's connect_four: evenly drawn legal moves, all in one compiled loop."""
    import jax
    import jax.numpy as jnp
    import pgx

    game, rounds = pgx.make("connect_four"), max(steps // batch, 20)
    step = jax.vmap(game.step)

    def turn(carry: tuple[Any, Any], _: None) -> tuple[tuple[Any, Any], None]:
        state, key = carry
        key, drawn = jax.random.split(key)
        wish = jnp.where(state.legal_action_mask, 0.0, -jnp.inf)
        return (step(state, jax.random.categorical(drawn, wish, axis=1)), key), None

    play = jax.jit(lambda state, key: jax.lax.scan(turn, (state, key), None, length=rounds)[0])
    start = jax.jit(jax.vmap(game.init))(jax.random.split(jax.random.PRNGKey(0), batch)), jax.random.PRNGKey(1)
    jax.block_until_ready(play(*start))
    return lambda: rate(lambda: jax.block_until_ready(play(*start)), batch * rounds)


def diplomacy_games(games: int = 2) -> float:
    """Random games of `diplomacy`, their first phases."""
    def play() -> None:
        for seed in range(games):
            _random_game(seed)

    return rate(play, games)


def _random_game(seed: int) -> None:
    from diplomacy import Game

    draw, game = Random(seed), Game()
    for _ in range(PHASES):
        possible, places = game.get_all_possible_orders(), game.get_orderable_locations()
        for power in game.powers:
            game.set_orders(power, [draw.choice(possible[place]) for place in places[power] if possible[place]])
        game.process()


def fj_model(steps: int = 20) -> Rate:
    """Opinions that ndlib's FJModel moves: groups of 18 who all know each other."""
    import networkx
    from ndlib.models.ModelConfig import Configuration
    from ndlib.models.opinions import FJModel

    graph = networkx.disjoint_union_all([networkx.complete_graph(ACTORS) for _ in range(CLIQUES)])
    model = FJModel(graph)
    model.set_initial_status(Configuration())
    model.iteration(node_status=False)  # the first one only looks
    return lambda: rate(lambda: [model.iteration(node_status=False) for _ in range(steps)], steps * CLIQUES * ACTORS)


def mesa_model(w: NDArray[np.float64], social: float, anchoring: float, asking: bool, steps: int = 50) -> Rate:
    """Opinions that agents of mesa move by the formula of this game, each agent with numpy: `asking` each of the others for
    its deviation, or reading all of them from one array that the model makes each step."""
    import mesa

    class State(mesa.Agent):  # type: ignore[misc]
        """An actor that hears its neighbours through its row of W."""

        def __init__(self, model: Any, row: int) -> None:
            super().__init__(model)
            self.w = w[row]
            self.anchor = np.zeros(POLES)
            self.stance = np.linspace(-0.5, 0.5, POLES) * (row + 1) / len(w)

        def listen(self) -> None:
            """Work out the next stance from everybody's present one."""
            d, table = self.stance - self.anchor, self.model
            every = np.array([other.stance - other.anchor for other in table.states]) if asking else table.deviations
            self.next = self.stance + social * (self.w @ every - d) - anchoring * d

        def move(self) -> None:
            """Take it."""
            self.stance = self.next

    class Table(mesa.Model):  # type: ignore[misc]
        """One game."""

        def __init__(self) -> None:
            super().__init__(rng=0)
            self.states = [State(self, row) for row in range(len(w))]

        def step(self) -> None:
            """One turn of all."""
            self.deviations = np.array([state.stance - state.anchor for state in self.states])
            self.agents.do("listen")
            self.agents.do("move")

    table = Table()

    def run() -> None:
        for _ in range(steps):
            table.step()

    return lambda: rate(run, steps * len(w) * POLES)
