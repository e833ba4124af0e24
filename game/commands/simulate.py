"""`simulate`: many whole games, as a table on the terminal, CSV and JSON."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import closing
from typing import TYPE_CHECKING

import click

from game.commands.errors import Problem, Stopped, sentence
from game.commands.inputs import BOT_NAMES, DEFAULT, MOST_SEED, check_bots, check_seats, length_of, read_scenario, seed_of
from game.commands.outputs import check_writable, progress, table, write_all

if TYPE_CHECKING:
    from game.study.play import Setup
    from game.study.simulate import Game


def _seat_bot(context: click.Context, parameter: click.Parameter, values: tuple[str, ...]) -> dict[str, str]:
    pairs = [value.partition("=") for value in values]
    for seat, sign, name in pairs:
        if not (seat and sign and name):
            raise click.BadParameter(f"{seat + sign + name!r} should be SEAT=BOT, such as russia=greedy")
    seats = [seat for seat, _, _ in pairs]
    for seat in seats:
        if seats.count(seat) > 1:
            raise click.BadParameter(f"the seat {seat!r} is named twice")
    return {seat: name for seat, _, name in pairs}


@click.command()
@click.argument("scenario", default=DEFAULT)
@click.option("--games", metavar="N", type=click.IntRange(1), required=True, help="How many games.")
@click.option("--seed", metavar="S", callback=seed_of, default="0", show_default=True,
              help="The luck of the first game; game i has S + i.")
@click.option("--bot", metavar="NAME", default="greedy", show_default=True, help=f"Who plays: {BOT_NAMES}.")
@click.option("--seat", "seats", metavar="ID=BOT", multiple=True, callback=_seat_bot,
              help="Another bot for one seat.")
@click.option("--variant", metavar="ID", help="A changed start that the scenario declares.")
@click.option("--length", metavar="N", help="A shorter game: the number of turns, or the id of a length.")
@click.option("--workers", metavar="N", type=click.IntRange(1, 256), help="Processes; one for each core if not given.")
@click.option("--set", "changes", metavar="PATH=V1,V2,...", multiple=True,
              help="Play the games with each of these values in the scenario; several --set give every combination.")
@click.option("--csv", "csv_file", metavar="F", help="Write a row for every game and seat.")
@click.option("--json", "json_file", metavar="F", help="Write all games and the summary.")
def simulate(scenario: str, games: int, seed: int, bot: str, seats: dict[str, str], variant: str | None, length: str | None,
             workers: int | None, changes: tuple[str, ...], csv_file: str | None, json_file: str | None) -> None:
    """Play many whole games and say how they ended. The number of workers changes nothing but the time.

    PATH is the way to a value in the scenario: keys with points between them, entries of a list by their id (a relation by
    its two), or by their number from 0 where they have none.

    \b
    Examples:
      multivector simulate astana --games 100 --seed 1 --seat un=pass --csv games.csv
      multivector simulate astana --games 50 --set rules.luck=0.5,1 --set action.pressure.cost=2,3 --csv games.csv
    """
    from game.study.pool import WorkerEnded, default_workers

    check_bots([bot, *seats.values()])
    if seed + games - 1 > MOST_SEED:
        raise Problem(f"the seeds of {games} games from {seed} on go beyond {MOST_SEED}")
    setups = _setups(scenario, variant, length, bot, seats, changes)
    for file in (csv_file, json_file):
        check_writable(file)
    finished: list[Game] = []
    try:
        _play(setups, range(seed, seed + games), workers or default_workers(), finished)
    except (KeyboardInterrupt, WorkerEnded) as cut:
        written = _hand_over(setups, finished, csv_file, json_file) if finished else []
        kept = f"{len(finished)} of {games * len(setups)} games are finished"
        kept += f", written to {' and '.join(written)}" if written else ""
        if isinstance(cut, KeyboardInterrupt):
            raise Stopped(f"stopped: {kept}") from None
        raise Problem(f"{sentence(cut).removeprefix('error: ')}: {kept}") from None
    _hand_over(setups, finished, csv_file, json_file)


def _setups(scenario: str, variant: str | None, length: str | None, bot: str, seats: dict[str, str],
            changes: Sequence[str]) -> list[Setup]:
    """One setup for every combination of the values that are set. Raises SettingError, ScenarioError and Problem."""
    from game.scenario.settings import combinations, read_setting
    from game.study.play import Setup

    found = []
    for settings in combinations([read_setting(text) for text in changes]):
        chosen = read_scenario(scenario, variant, settings)
        check_seats(chosen, list(seats))
        found.append(Setup(scenario=chosen, length=length_of(chosen, length), bots=seats, bot=bot, settings=settings))
    if len({tuple(actor.id for actor in setup.scenario.delegations) for setup in found}) > 1:
        raise Problem("the values of --set change who can be played; compare such games one run after the other")
    return found


def _play(setups: Sequence[Setup], seeds: range, workers: int, finished: list[Game]) -> None:
    from game.study.batch import played

    with progress("games", len(seeds) * len(setups)) as step, closing(played(setups, seeds, workers)) as games:
        for some in games:
            finished += some
            step(len(some))


def _hand_over(setups: Sequence[Setup], games: list[Game], csv_file: str | None, json_file: str | None) -> list[str]:
    """Print the summary and write the files. The files written."""
    from game.study.simulate import as_csv, as_json, numbered, summary

    games = numbered(games)
    click.echo("\n\n".join(table(title, head, rows) for title, head, rows in summary(games).tables()))
    return write_all((csv_file, lambda: as_csv(games)), (json_file, lambda: as_json(setups[0], games)))
