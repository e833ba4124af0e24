"""`schema`: the JSON Schema of scenario files, for editors."""

from __future__ import annotations

import click

from game.commands.outputs import write


@click.command()
@click.option("-o", "--output", "file", metavar="FILE", help="Where it is written; printed if not given.")
def schema(file: str | None) -> None:
    """Write the JSON Schema of scenario files, by which an editor completes and checks while one types.

    A scenario names it on its first line, as in "#:schema ./multivector.schema.json"; `new` writes both. Editors that read
    it are those that speak Tombi or Taplo, such as VS Code with Even Better TOML. Nothing is fetched from a network.

    \b
    Example:
      multivector schema -o multivector.schema.json
    """
    from game.scenario.editor import editor_text

    if file is None:
        click.echo(editor_text(), nl=False)
    else:
        write(file, editor_text())
