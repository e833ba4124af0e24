"""`simulate`: many whole games, as a table on the terminal, CSV and JSON."""

from __future__ import annotations

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
@click.option("--csv", "csv_file", metavar="F", help="Write a row for every game and seat.")
@click.option("--json", "json_file", metavar="F", help="Write all games and the summary.")
def simulate(scenario: str, games: int, seed: int, bot: str, seats: dict[str, str], variant: str | None, length: str | None,
             workers: int | None, csv_file: str | None, json_file: str | None) -> None:
    """Play many whole games and say how they ended. The number of workers changes nothing but the time.

    \b
    Example:
      multivector simulate astana --games 100 --seed 1 --seat un=pass --csv games.csv
    """
    from concurrent.futures.process import BrokenProcessPool

    from game.study.play import Setup
    from game.study.pool import default_workers

    chosen = read_scenario(scenario, variant)
    check_seats(chosen, list(seats))
    check_bots([bot, *seats.values()])
    if seed + games - 1 > MOST_SEED:
        raise Problem(f"the seeds of {games} games from {seed} on go beyond {MOST_SEED}")
    for file in (csv_file, json_file):
        check_writable(file)
    setup = Setup(scenario=chosen, length=length_of(chosen, length), bots=seats, bot=bot)
    finished: list[Game] = []
    try:
        _play(setup, range(seed, seed + games), workers or default_workers(), finished)
    except (KeyboardInterrupt, BrokenProcessPool) as cut:
        written = _hand_over(setup, finished, csv_file, json_file) if finished else []
        kept = f"{len(finished)} of {games} games are finished{', written to ' if written else ''}{' and '.join(written)}"
        if isinstance(cut, KeyboardInterrupt):
            raise Stopped(f"stopped: {kept}") from None
        raise Problem(f"{sentence(cut).removeprefix('error: ')}: {kept}") from None
    _hand_over(setup, finished, csv_file, json_file)


def _play(setup: Setup, seeds: range, workers: int, finished: list[Game]) -> None:
    from game.study.batch import played

    with progress("games", len(seeds)) as step, closing(played(setup, seeds, workers)) as games:
        for some in games:
            finished += some
            step(len(some))


def _hand_over(setup: Setup, games: list[Game], csv_file: str | None, json_file: str | None) -> list[str]:
    """Print the summary and write the files. The files written."""
    from game.study.simulate import as_csv, as_json, numbered, summary

    games = numbered(games)
    click.echo("\n\n".join(table(title, head, rows) for title, head, rows in summary(games).tables()))
    return write_all((csv_file, lambda: as_csv(games)), (json_file, lambda: as_json(setup, games)))
