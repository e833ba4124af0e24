"""The command line: `multivector COMMAND`; without a command, the window."""

from __future__ import annotations

import click

from game.commands.balance import balance
from game.commands.check import check
from game.commands.errors import Commands
from game.commands.install import install
from game.commands.new import new
from game.commands.par import par
from game.commands.play import open_title, play
from game.commands.reference import reference
from game.commands.replay import replay
from game.commands.report import report
from game.commands.schema import schema
from game.commands.screenshot import screenshot
from game.commands.sheets import sheets
from game.commands.simulate import simulate
from game.commands.trace import trace
from game.commands.translate import translate
from game.commands.watch import watch


@click.group(cls=Commands, invoke_without_command=True, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="multivector")
@click.option("--speak", is_flag=True, help="Without a command: print what happens as plain text, for a screen reader.")
@click.pass_context
def main(context: click.Context, speak: bool) -> None:
    """A turn-based game of summit diplomacy in which every number explains itself.

    Without a command it opens the window on the title screen. SCENARIO is a file or the id of a scenario
    that comes with the game or lies in your scenarios folder.

    \b
    Example:
      multivector play astana --seat kazakhstan --level ambassador
    """
    if context.invoked_subcommand is None:
        open_title(speak)


for command in (
    play, new, check, watch, install, schema, reference, simulate, balance, par, trace, replay, report, sheets, screenshot,
    translate,
):
    main.add_command(command)
