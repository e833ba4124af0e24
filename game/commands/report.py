"""`report`: a saved game as a page to read, print and talk about, and as tables."""

from __future__ import annotations

import click

from game.commands.inputs import language_option, save_path
from game.commands.outputs import check_writable, make_folder, write, write_files


@click.command()
@click.argument("save", metavar="SAVE")
@click.option("-o", "--output", metavar="FILE", help="The page of HTML to write.")
@click.option("--csv", "folder", metavar="FOLDER", help="Write everything as tables, with a dictionary of their columns.")
@language_option
def report(save: str, output: str | None, folder: str | None) -> None:
    """Write the report of a saved game: one page that needs nothing beside itself.

    It tells scores, turning points, the declaration, who asked in vain for whom, deals, goals and every turn, and asks questions
    for discussion. A game that goes on is told as far as it has been played, without what its seats keep secret. SAVE is a file,
    or 'last' for the game that was saved last.

    \b
    Examples:
      multivector report last -o report.html
      multivector report last -o report.html --language ru
      multivector report game.save --csv tables
    """
    from game.handout.account import Account
    from game.match import Match
    from game.save import read_save
    from game.scenario.overlay import translations
    from game.study import shelf
    from game.text import tell

    if output is None and folder is None:
        raise click.UsageError("say what to write: -o FILE for the page, --csv FOLDER for tables")
    saved = read_save(save_path(save))
    check_writable(output)
    if folder is not None:
        make_folder(folder)
    tell(translations(saved.scenario))
    account = Account(match=Match.replay(saved), who=saved.seats, reference=shelf.for_save(saved))
    if output is not None:
        from game.handout.report import as_html

        write(output, as_html(account))
        click.echo(f"the report of {account.match.scenario.title!r} is written to {output}")
    if folder is not None:
        from game.handout.tables import files

        count = write_files(folder, files(account))
        click.echo(f"{count} tables are written to {folder}")
