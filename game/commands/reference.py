"""`reference`: every table and key of a scenario file."""

from __future__ import annotations

import click

from game.commands.outputs import write


@click.command()
@click.option("-o", "--output", "file", metavar="FILE", help="Where it is written; printed if not given.")
def reference(file: str | None) -> None:
    """Write the reference of scenario files: every table and key, with limits, defaults and an example.

    \b
    Example:
      multivector reference -o docs/modding/reference.md
    """
    from game.scenario.reference import reference_text

    if file is None:
        click.echo(reference_text(), nl=False)
    else:
        write(file, reference_text())
