"""`translate`: the translation of a scenario or set, to begin with or to go on with."""

from __future__ import annotations

from pathlib import Path

import click

from game.commands.inputs import scenario_path
from game.commands.outputs import check_writable, write


@click.command()
@click.argument("scenario")
@click.argument("code")
@click.option("-o", "--output", metavar="FILE", help="The file to write, such as name.ru.toml; shown if not given.")
def translate(scenario: str, code: str, output: str | None) -> None:
    """Write the translation of a scenario: all its texts by id, for a language such as ru.

    What has been translated is filled in, the rest is empty with the original beside it and stays as it is in the game. SCENARIO
    is a file, such as that of a set, or the id of a scenario; docs/modding/translations.md says how to go on.

    \b
    Examples:
      multivector translate first-steps ru -o first-steps.ru.toml
      multivector translate scenarios/sets/summit-actions.toml ru
    """
    from game import paths
    from game.scenario.overlay import read_overlay
    from game.scenario.reading import read_text
    from game.scenario.source import SourceText
    from game.scenario.syntax import parse
    from game.scenario.translate import written

    original = Path(scenario_path(scenario))
    source = SourceText(str(original), read_text(original, str(original))[0])
    file = paths.overlay(original.name, code, original.parent)
    text = written(parse(source), read_overlay(file, source).said if file else {})
    if output is None:
        click.echo(text, nl=False)
        return
    check_writable(output)
    write(output, text)
    click.echo(f"{output} is written; 'multivector check {output}' tells what is left to do")
