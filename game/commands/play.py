"""`play`, and the window without a command."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import click

from game.commands.errors import Problem
from game.commands.inputs import BOT_NAMES, DEFAULT, LEVEL, check_bots, check_seats, length_of, read_scenario, seed_of

if TYPE_CHECKING:
    from game.scenario.schema import Scenario
    from game.table import Table


@click.command()
@click.argument("scenario", default=DEFAULT)
@click.option("--seat", "seats", metavar="ID", multiple=True,
              help="A delegation that a person plays; several: in turns at one screen.")
@click.option("--seed", metavar="N", callback=seed_of, help="The luck of the game; drawn if not given.")
@click.option("--level", metavar="NAME", default=LEVEL, show_default=True,
              help=f"The bots of the other seats: {BOT_NAMES}.")
@click.option("--length", metavar="N", help="A shorter game: the number of turns, or the id of a length.")
@click.option("--variant", metavar="ID", help="A changed start that the scenario declares.")
@click.option("--speak", is_flag=True, help="Print what happens as plain text, for a screen reader.")
@click.option("--mode", type=click.Choice(["standard", "class"]), default="standard", show_default=True,
              help="Whose scores count.")
def play(scenario: str, seats: tuple[str, ...], seed: int | None, level: str, length: str | None,
         variant: str | None, speak: bool, mode: str) -> None:
    """Open the window on a game.

    Without --seat you play the first state that the scenario lists.

    \b
    Example:
      multivector play astana --seat kazakhstan --seat uzbekistan --length 3
    """
    if mode != "standard":
        raise Problem("the mode 'class' is not there yet; play with --mode standard")
    chosen = read_scenario(scenario, variant)
    check_seats(chosen, seats)
    check_bots([level])
    seed = _drawn() if seed is None else seed
    open_window(_table(chosen, seats or first_state(chosen), level, seed, length_of(chosen, length)), speak)


def open_title(speak: bool) -> None:
    """The window on the title screen. Raises Problem where there is no display."""
    open_window(None, speak)


def open_window(table: Table | None, speak: bool) -> None:
    """Play in the window until it is closed."""
    os.environ.setdefault("PYGAME_HIDE_SUPPORT_PROMPT", "1")
    from game.ui import run
    from game.ui.display import NoDisplay

    try:
        run.play(table, speak=speak)
    except NoDisplay as failure:
        raise Problem(str(failure)) from None


def _table(scenario: Scenario, seats: tuple[str, ...], level: str, seed: int, length: str | None) -> Table:
    """A new game that is saved every turn."""
    from game import paths
    from game.match import Match
    from game.table import MOST_HUMANS, Table, save_name

    if len(set(seats)) > MOST_HUMANS:
        raise Problem(f"at most {MOST_HUMANS} people can share one machine; leave some of the --seat options out")
    match = Match(scenario, seed, length)
    return Table(match, seats, level, paths.saves_folder() / save_name(match, seats, level))


def first_state(scenario: Scenario) -> tuple[str, ...]:
    """The first state that the scenario lists, as the seats of a game; another delegation where there is none."""
    return tuple(actor.id for actor in sorted(scenario.delegations, key=lambda actor: actor.kind != "state"))[:1]


def _drawn() -> int:
    from secrets import randbelow

    return randbelow(10**6)
