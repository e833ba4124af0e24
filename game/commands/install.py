"""`install`: a scenario with its translations and pictures, checked and copied to the user's folder."""

from __future__ import annotations

from pathlib import Path

import click

from game.commands.errors import Problem


@click.command()
@click.argument("file")
@click.option("--replace", is_flag=True, help="Take the place of your scenario with the same id, or stand beside a shipped one.")
def install(file: str, replace: bool) -> None:
    """Check a scenario and copy it to your scenarios folder, where the title screen finds it.

    With it go its translations (name.ru.toml) and the PNG and JPEG pictures in the folder that has its name. Nothing else is
    copied, nothing in it is run, and what has a mistake is refused.

    \b
    Example:
      multivector install harbour.toml
    """
    from game.scenario.parcel import NotInstalled
    from game.scenario.parcel import install as installed

    try:
        parcel = installed(Path(file), replace)
    except NotInstalled as refused:
        raise Problem(str(refused)) from None
    parts = f"1 scenario, {_count(len(parcel.overlays), 'translation')}, {_count(len(parcel.pictures), 'picture')}"
    click.echo(f"{parcel.id} is installed in {parcel.folder}: {parts}")


def _count(number: int, word: str) -> str:
    return f"{number} {word}" if number == 1 else f"{number} {word}s"
