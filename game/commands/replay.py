"""`replay`: a saved game again, turn by turn, with the digest of each."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from game.commands.errors import Problem
from game.commands.inputs import save_path

if TYPE_CHECKING:
    from game.match import Match


@click.command()
@click.argument("save", metavar="SAVE")
@click.option("--to", "last", metavar="TURN", type=click.IntRange(1), help="Stop after this turn.")
def replay(save: str, last: int | None) -> None:
    """Play a saved game again and print what happened, with a digest after each turn.

    SAVE is a file, or 'last' for the game that was saved last. Two machines that print the same digests have the same game.
    Where there are reference games (see 'multivector par --help') the scores at the end are compared with them.

    \b
    Example:
      multivector replay game.save --to 3
    """
    from game.match import Match
    from game.save import read_save
    from game.study import shelf
    from game.study.chronicle import closing, heading, turn_lines

    saved = read_save(save_path(save))
    match = Match.replay(saved)
    played = match.turns[: len(match.reports)]
    if last is not None and last not in played:
        raise Problem(f"turn {last} is not in this save; {_turns(played)}")
    for line in heading(match):
        click.echo(line)
    for k, report in enumerate(match.reports):
        if last is None or report.turn <= last:
            click.echo("\n".join(["", *turn_lines(match, report), f"  digest {_digest(match, k + 1)}"]))
    if last is None:
        click.echo("\n".join(["", *closing(match, shelf.for_save(saved))]))


def _turns(played: tuple[int, ...]) -> str:
    return f"there are {', '.join(map(str, played))}" if played else "no turn of it has been played"


def _digest(match: Match, done: int) -> str:
    """The digest after `done` turns, sheets of the next one left out."""
    return match.branch(match.turns[done]).digest() if done < len(match.turns) else match.digest()
