"""`sheets`: what a lecturer prints before a game."""

from __future__ import annotations

import click

from game.commands.inputs import DEFAULT, language_option, length_of, read_scenario
from game.commands.outputs import make_folder, write_files


@click.command()
@click.argument("scenario", default=DEFAULT)
@click.option("-o", "--output", "folder", metavar="FOLDER", required=True, help="Where the pages are written.")
@click.option("--variant", metavar="ID", help="A changed start that the scenario declares.")
@click.option("--length", metavar="N", help="A shorter game: the number of turns, or the id of a length.")
@language_option
def sheets(scenario: str, folder: str, variant: str | None, length: str | None) -> None:
    """Write teaching sheets to print: roles short and long, order sheets, secret goals, quiz, rubric and time plans.

    Open index.html in the folder; docs/teaching.md says how to use them.

    \b
    Example:
      multivector sheets astana -o sheets
    """
    from game.handout.sheets import files
    from game.scenario.overlay import translations
    from game.text import tell

    chosen = read_scenario(scenario, variant)
    tell(translations(chosen))
    made = files(chosen, length_of(chosen, length))
    make_folder(folder)
    click.echo(f"{write_files(folder, made)} pages are written to {folder}; begin with index.html")
