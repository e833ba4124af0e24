"""`watch`: a scenario in the window, or its mistakes in the terminal, anew each time its file is saved."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import click

from game.commands.errors import Problem
from game.commands.inputs import BOT_NAMES, LEVEL, check_bots, check_seats, length_of, scenario_path, seed_of
from game.commands.play import first_state

if TYPE_CHECKING:
    from game.scenario.schema import Scenario
    from game.scenario.watch import Version, Watch
    from game.table import Table


@click.command()
@click.argument("file")
@click.option("--seat", metavar="ID", help="The delegation that you play.")
@click.option("--seed", metavar="N", callback=seed_of, default="0", show_default=True, help="The luck of the game.")
@click.option("--level", metavar="NAME", default=LEVEL, show_default=True, help=f"The bots of the other seats: {BOT_NAMES}.")
@click.option("--length", metavar="N", help="A shorter game: the number of turns, or the id of a length.")
@click.option("--variant", metavar="ID", help="A changed start that the scenario declares.")
@click.option("--turn", metavar="K", type=click.IntRange(1), default=1, show_default=True,
              help="Open at this turn, bots having played those before.")
@click.option("--check-only", is_flag=True, help="Open no window: only tell the mistakes, each time the file is saved.")
def watch(file: str, seat: str | None, seed: int, level: str, length: str | None, variant: str | None, turn: int,
          check_only: bool) -> None:
    """Open the window on a scenario and read its file again each time it is saved.

    The game goes on in the new version: same seat, seed and turn, with every order that is still legal. While the file
    has mistakes they are shown, and the last version without any goes on. The game is a trial and is saved nowhere. F5 in the
    window reads the file at once, F12 opens the inspector. FILE may be the id of a scenario, too.

    \b
    Example:
      multivector watch mine.toml --seat india --turn 3
    """
    from game.scenario.watch import Watch

    check_bots([level])
    found = Watch(scenario_path(file), variant)
    if check_only:
        _check(found)
    else:
        _open(found, Opening(seat, seed, level, length, turn))


def _check(found: Watch) -> None:
    """Tell every version, once all its variants are read, until Ctrl-C."""
    import time

    told: Version | None = None
    while True:
        found.news(time.monotonic())
        if found.complete and found.version != told:
            told = found.version
            tell(told)
        time.sleep(0.1)


def _open(found: Watch, opening: Opening) -> None:
    """The window, until it is closed. Raises Problem."""
    os.environ.setdefault("PYGAME_HIDE_SUPPORT_PROMPT", "1")
    from game.ui import run
    from game.ui.bench import Watching
    from game.ui.display import NoDisplay

    if found.version.scenario:
        opening.check(found.version.scenario)
    try:
        run.watch(Watching(watch=found, seat=opening.table, heard=tell))
    except NoDisplay as failure:
        raise Problem(str(failure)) from None


def tell(version: Version) -> None:
    """All problems of a version with their lines, or that there are none."""
    from game.scenario.report import FileReport, as_text

    report = FileReport(version.file, version.problems)
    click.echo(as_text([report]) if version.problems else f"{version.file}: no mistakes")


class Opening:
    """How the window opens, as far as a scenario that is being written allows it."""

    def __init__(self, seat: str | None, seed: int, level: str, length: str | None, turn: int) -> None:
        self.seat, self.seed, self.level, self.length, self.turn = seat, seed, level, length, turn

    def check(self, scenario: Scenario) -> None:
        """Refuse what does not fit the scenario as it is at first. Raises Problem."""
        check_seats(scenario, [self.seat] if self.seat else [])
        length_of(scenario, self.length)

    def table(self, scenario: Scenario) -> Table:
        """A game at the turn that is asked for; where the scenario has no such seat, length or turn, at what comes next to it."""
        from game.match import Match
        from game.table import Table

        match = Match(scenario, self.seed, self._length(scenario))
        bots = Table(match, (), self.level)
        for _ in range(min(self.turn, len(match.turns)) - 1):
            bots.advance()
        playable = [actor.id for actor in scenario.delegations]
        return Table(match, [self.seat] if self.seat in playable else first_state(scenario), self.level)

    def _length(self, scenario: Scenario) -> str | None:
        try:
            return length_of(scenario, self.length)
        except Problem:
            return None
