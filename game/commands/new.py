"""`new`: begins a scenario of one's own."""

from __future__ import annotations

import re
from pathlib import Path

import click

from game.commands.errors import Problem
from game.commands.outputs import make_folder, write

NEXT = """\
{file} is written, with {schema} beside it, which tells an editor what may stand there.
Next:
  multivector check {name}                 finds every mistake, with its line
  multivector play {name}                  opens it in the window
  multivector watch {name}                 the same, and follows each time you save the file
  multivector balance {name} --games 20    measures whether its seats are even
docs/modding/tutorial.md is the way from here to a scenario of your own."""


@click.command()
@click.argument("name")
@click.option("--from", "base", metavar="ID", help="Change another scenario instead: one in this folder, one of yours, or one "
                                                   "that comes with the game.")
@click.option("--mine", is_flag=True, help="Write it into your scenarios folder, where the title screen finds it, instead of "
                                           "the current folder.")
def new(name: str, base: str | None, mine: bool) -> None:
    """Write NAME.toml, a small scenario with notes that can be played at once. It is never written over a file.

    \b
    Examples:
      multivector new harbour
      multivector new my-astana --from astana
    """
    from game import paths
    from game.scenario.editor import FILE, editor_text
    from game.scenario.fresh import small_scenario

    _refuse_name(name)
    folder = paths.user_folder() / "scenarios" if mine else Path()
    file = folder / f"{name}.toml"
    if file.exists():
        raise Problem(f"{str(file)!r} is there already; choose another name, or move it away")
    text = _changed(name, base, folder) if base is not None else small_scenario(name)
    make_folder(str(folder))
    write(str(file), text)
    write(str(folder / FILE), editor_text())
    click.echo(NEXT.format(file=file, schema=FILE, name=name if mine else file))


def _refuse_name(name: str) -> None:
    from game import paths
    from game.scenario.values import ID

    if not re.fullmatch(ID.text, name):
        close = re.sub(r"[^a-z0-9]+", "-", name.lower().removesuffix(".toml")).strip("-") or "harbour"
        raise Problem(f"{name!r} is no id; write small letters, digits and single hyphens, such as {close!r}")
    if (paths.scenarios_folder() / f"{name}.toml").exists():
        raise Problem(f"{name!r} is a scenario that comes with the game; choose another name, such as {'my-' + name!r}")


def _changed(name: str, base: str, folder: Path) -> str:
    from game.scenario.bases import known_bases
    from game.scenario.fresh import changed_scenario
    from game.scenario.load import load_scenario
    from game.scenario.mistake import did_you_mean

    known = known_bases(folder)
    if base not in known:
        hint = did_you_mean(base, known) or f"there are {', '.join(sorted(known))}"
        raise Problem(f"there is no scenario {base!r} to begin from; {hint}")
    return changed_scenario(name, base, load_scenario(known[base]))
