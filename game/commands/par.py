"""`par`: what bots of a level reach in a scenario, so that the scores of unequal seats can be compared."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import click

from game.commands.errors import Stopped
from game.commands.inputs import BOT_NAMES, DEFAULT, LEVEL, check_bots, length_of, read_scenario
from game.commands.outputs import about, check_writable, progress, table

if TYPE_CHECKING:
    from collections.abc import Callable

    from game.scenario.schema import Scenario
    from game.study.par import Reference
    from game.study.play import Setup


@click.command()
@click.argument("scenario", default=DEFAULT)
@click.option("--games", metavar="N", type=click.IntRange(1), default=40, show_default=True,
              help="How many games of each length and level.")
@click.option("--level", "levels", metavar="NAME", multiple=True,
              help=f"Who plays: {BOT_NAMES}; several times for several levels. {LEVEL} if not given.")
@click.option("--length", "lengths", metavar="N", multiple=True,
              help="The number of turns, or the id of a length; several times for several. All if not given.")
@click.option("--variant", metavar="ID", help="A changed start that the scenario declares.")
@click.option("--workers", metavar="N", type=click.IntRange(1, 256), help="Processes; one for each core if not given.")
@click.option("--anew", is_flag=True, help="Play all games again, also those that are there.")
@click.option("-o", "--output", "folder", metavar="FOLDER", help="Where to keep them; your own folder if not given.")
def par(scenario: str, games: int, levels: tuple[str, ...], lengths: tuple[str, ...], variant: str | None,
        workers: int | None, anew: bool, folder: str | None) -> None:
    """Play the reference games of a scenario: what bots of one level reach, seat by seat and line by line.

    Scores are compared with them at the end of a game. Games that are there already are kept, as long as the scenario is
    the same; Ctrl-C keeps those that are finished.

    \b
    Example:
      multivector par astana --games 60 --level ambassador --length short
    """
    from game.study import shelf
    from game.study.par import estimate
    from game.study.play import Setup
    from game.study.pool import default_workers

    chosen, many = read_scenario(scenario, variant), workers or default_workers()
    check_bots(levels)
    setups = [Setup(scenario=chosen, length=length, bot=name)
              for name in levels or (LEVEL,) for length in _lengths(chosen, lengths)]
    file = Path(folder) / f"{chosen.id}.json" if folder else shelf.own(chosen.id)
    file.parent.mkdir(parents=True, exist_ok=True)
    check_writable(str(file))
    work = [(setup, None if anew else shelf.find(setup, [file])) for setup in setups]
    missing = [max(games - (start.games if start else 0), 0) for _, start in work]
    if sum(missing):
        seconds = sum(estimate(setup, n, many) for (setup, _), n in zip(work, missing, strict=True) if n)
        click.echo(f"{sum(missing)} games take {about(seconds)} on {many} processes")
    with progress("games", sum(missing)) as step:
        found = [_grown(setup, games, start, many, file, step) for setup, start in work]
    click.echo("\n" + "\n\n".join(map(_told, found)))
    click.echo(f"\nkept in {file}")


def _lengths(scenario: Scenario, wanted: tuple[str, ...]) -> list[str]:
    """The ids of the lengths that are wanted, all if none is named. Raises Problem."""
    from game.model.compile import lengths

    return [id for name in wanted or lengths(scenario) if (id := length_of(scenario, name))]


def _grown(setup: Setup, games: int, start: Reference | None, workers: int, file: Path, step: Callable[[], None]) -> Reference:
    """Play what is missing and keep it, whatever keeps it from being all. Raises Stopped at Ctrl-C."""
    from game.study import shelf
    from game.study.par import grown

    found = start
    try:
        with closing(grown(setup, games, start, workers)) as references:
            for reference in references:
                found = reference
                step()
    except KeyboardInterrupt:
        done = f"{found.games if found else 0} of {games} games of {setup.bot} at the length {setup.length}"
        raise Stopped(f"stopped: {done} are finished, and kept in {file}") from None
    finally:
        if found is not None and found is not start:
            shelf.keep(file, found)
    assert found is not None
    return found


def _told(reference: Reference) -> str:
    """What every seat scored with each of its secret goals."""
    rows = [(f"{id} {secret or ''}".rstrip(), *reference.par(id, secret), len(seat.scores(secret)[0]))
            for id, seat in reference.seats.items() for secret in (*seat.secrets,) or (None,)]
    title = f"{reference.games} games of {reference.level}, length {reference.length}"
    return table(title, ("seat, secret goal", "score", "sd", "games"), rows)
