"""`trace`: one game with everything recorded, for other software to check the model."""

from __future__ import annotations

import click

from game.commands.inputs import BOT_NAMES, DEFAULT, check_bots, read_scenario, seed_of
from game.commands.outputs import check_writable, write


@click.command()
@click.argument("scenario", default=DEFAULT)
@click.option("--seed", metavar="S", callback=seed_of, default="0", show_default=True,
              help="The luck of the game.")
@click.option("--bot", metavar="NAME", default="greedy", show_default=True, help=f"Who plays: {BOT_NAMES}.")
@click.option("--variant", metavar="ID", help="A changed start that the scenario declares.")
@click.option("--json", "json_file", metavar="F", required=True, help="The file to write.")
def trace(scenario: str, seed: int, bot: str, variant: str | None, json_file: str) -> None:
    """Play one game and write down every number that the model used.

    \b
    Example:
      multivector trace astana --seed 7 --bot greedy --json game.json
    """
    from game.study.play import Setup, play
    from game.study.trace import as_json

    chosen = read_scenario(scenario, variant)
    check_bots([bot])
    check_writable(json_file)
    match = play(Setup(scenario=chosen, bot=bot), seed)
    write(json_file, as_json(match))
    click.echo(f"{len(match.reports)} turns of {chosen.id!r}, seed {seed}, written to {json_file}")
