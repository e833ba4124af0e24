"""`screenshot`: a screen as a picture, without a window."""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING

import click

from game.commands.errors import Problem
from game.commands.inputs import BOT_NAMES, DEFAULT, LEVEL, check_bots, check_seats, read_scenario, seed_of
from game.commands.outputs import check_writable, progress, write_with

if TYPE_CHECKING:
    from game.match import Match

NO_GAME = ("title", "settings")
SMALLEST, LARGEST = (320, 240), (7680, 4320)


def _size(context: click.Context, parameter: click.Parameter, value: str) -> tuple[int, int]:
    """Width and height of a text such as 1280x720; a mistake of usage if they are not two fitting numbers."""
    found = re.fullmatch(r"([0-9]{1,5})x([0-9]{1,5})", value)
    width, height = (int(found[1]), int(found[2])) if found else (0, 0)
    if not (SMALLEST[0] <= width <= LARGEST[0] and SMALLEST[1] <= height <= LARGEST[1]):
        least, most = ("x".join(map(str, size)) for size in (SMALLEST, LARGEST))
        raise click.BadParameter(f"{value!r} is no size; write WxH from {least} to {most}")
    return width, height


@click.command()
@click.option("--screen", metavar="ID", required=True, help="Which screen, such as title, seats, summit, reveal or final.")
@click.option("--scenario", metavar="F", default=DEFAULT, show_default=True, help="A scenario file or id.")
@click.option("--seat", metavar="ID", help="Whose screen; the first delegation's if not given.")
@click.option("--seed", metavar="N", callback=seed_of, default="0", show_default=True,
              help="The luck of the game.")
@click.option("--turn", metavar="K", type=click.IntRange(1), default=1, show_default=True,
              help="The start of this turn, bots having played those before; reveal shows the turn before.")
@click.option("--bot", metavar="NAME", default=LEVEL, show_default=True, help=f"Who plays: {BOT_NAMES}.")
@click.option("--size", metavar="WxH", callback=_size, default="1280x720", show_default=True, help="In pixels.")
@click.option("--scale", metavar="S", type=click.FloatRange(1, 1.75), default=1.0, show_default=True,
              help="Of all that is drawn.")
@click.option("-o", "--output", "file", metavar="FILE", required=True, help="The picture to write, a PNG.")
def screenshot(screen: str, scenario: str, seat: str | None, seed: int, turn: int, bot: str, size: tuple[int, int],
               scale: float, file: str) -> None:
    """Draw a screen to a file; no display is needed.

    \b
    Example:
      multivector screenshot --screen summit --seat india --turn 3 -o summit.png
    """
    os.environ.setdefault("PYGAME_HIDE_SUPPORT_PROMPT", "1")
    os.environ.setdefault("SDL_VIDEODRIVER", "dummy")
    from game.ui import screenshot as pictures

    if screen not in pictures.SCREENS:
        raise Problem(f"there is no screen {screen!r}; there are {', '.join(pictures.SCREENS)}")
    check_writable(file)
    match = None if screen in NO_GAME else _match(scenario, seat, seed, bot, turn, to_the_end=screen == "final")
    try:
        surface = pictures.render(screen, match, seat, size, scale, bot)
    except ValueError as failure:
        raise Problem(str(failure)) from None
    write_with(file, lambda part: pictures.save(surface, part), suffix=".png")


def _match(scenario: str, seat: str | None, seed: int, bot: str, turn: int, to_the_end: bool) -> Match:
    """A game that bots have played up to the start of a turn. Raises Problem."""
    from game.match import Match
    from game.table import Table

    chosen = read_scenario(scenario)
    check_seats(chosen, [seat] if seat else [])
    check_bots([bot])
    match = Match(chosen, seed)
    if turn not in match.turns and not to_the_end:
        raise Problem(f"there is no turn {turn}; there are {', '.join(map(str, match.turns))}")
    table, count = Table(match, bots=bot), len(match.turns) if to_the_end else match.turns.index(turn)
    with progress("turns", count) as step:
        for _ in range(count):
            table.advance()
            step()
    return match
