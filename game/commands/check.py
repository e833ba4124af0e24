"""`check`: all mistakes of scenario files."""

from __future__ import annotations

import click

from game.commands.inputs import scenario_path


@click.command()
@click.argument("files", metavar="FILE...", nargs=-1, required=True)
@click.option("--format", "form", type=click.Choice(["text", "json", "github"]), default="text", show_default=True,
              help="For people, for programs, or as annotations of GitHub.")
@click.pass_context
def check(context: click.Context, files: tuple[str, ...], form: str) -> None:
    """Tell all mistakes of scenario files, each with its place. Exit code 1 if there is an error.

    FILE is a file, such as that of a set or a translation, or the id of a scenario.

    \b
    Examples:
      multivector check mine.toml
      multivector check astana --format json
    """
    from game.scenario import report

    found = report.check_files([scenario_path(file) for file in files])
    text = {"text": report.as_text, "json": report.as_json, "github": report.as_github}[form](found)
    if text:
        click.echo(text)
    context.exit(1 if any(one.errors for one in found) else 0)
