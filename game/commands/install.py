"""`install`: a scenario with its translations and pictures, checked and copied to the user's folder."""

from __future__ import annotations

import os
import re
import shutil
import stat
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import islice
from pathlib import Path

import click

from game.commands.errors import Problem

MOST_ALL = 20_000_000
"""Bytes of all that is copied."""


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
    from game import paths

    source, folder = Path(file), paths.user_folder() / "scenarios"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with _staging(folder) as stage:
            parcel = _Parcel(source, stage)
            parcel.take()
            id = parcel.check()
            _refuse_taken(id, folder, replace)
            parcel.deliver(id, folder)
    except OSError as failure:
        raise Problem(f"nothing was installed: {(failure.strerror or str(failure)).lower()} ({failure.filename})") from None
    click.echo(f"{id} is installed in {folder}: {parcel.told}")


@contextmanager
def _staging(folder: Path) -> Iterator[Path]:
    """A folder on the same disk, which is gone afterwards."""
    stage = Path(tempfile.mkdtemp(prefix=".install-", dir=folder))
    try:
        yield stage
    finally:
        shutil.rmtree(stage, ignore_errors=True)


class _Parcel:
    """What belongs to a scenario: copied first, then checked as it was copied, then put in its place."""

    def __init__(self, source: Path, stage: Path) -> None:
        self.source, self.stage = source, stage
        self.name = source.stem
        self.bytes = 0
        self.overlays: list[str] = []
        self.pictures: list[str] = []

    @property
    def told(self) -> str:
        """How much it holds."""
        return f"1 scenario, {_count(len(self.overlays), 'translation')}, {_count(len(self.pictures), 'picture')}"

    def take(self) -> None:
        """Copy what there is. Raises Problem for what is no plain file, OSError."""
        from game.paths import OVERLAY
        from game.scenario.values import ID

        if self.source.suffix != ".toml" or not re.fullmatch(ID.text, self.name):
            raise Problem(f"{self.source.name!r} is no name for a scenario; call it by its id, such as 'harbour.toml'")
        self._copy(self.source, self.stage / self.source.name)
        for file in sorted(self.source.parent.glob(f"{self.name}.*.toml")):
            if OVERLAY.fullmatch(file.name):
                self._copy(file, self.stage / file.name)
                self.overlays.append(file.name)
        self._take_pictures(self.source.with_suffix(""))

    def _take_pictures(self, folder: Path) -> None:
        """Every file of the folder, links as such. Raises Problem for anything that is no picture."""
        from game.scenario.pictures import MOST_FILES, names_in, no_picture

        if not os.path.lexists(folder):
            return
        if not stat.S_ISDIR(folder.lstat().st_mode):
            raise Problem(f"{str(folder)!r} is no folder of pictures; move it away")
        self.pictures = sorted(islice(names_in(folder), MOST_FILES + 1))
        if len(self.pictures) > MOST_FILES:
            raise Problem(f"{str(folder)!r} holds more than {MOST_FILES} files")
        for name in self.pictures:
            fault = no_picture(self._copy(folder / name, self.stage / self.name / name), name)
            if fault:
                raise Problem(f"{fault[1]}; only PNG and JPEG pictures can lie in {str(folder)!r}")

    def _copy(self, file: Path, to: Path) -> bytes:
        """One plain file, its bytes as they are. Raises Problem for anything else."""
        data = _plain(file)
        self.bytes += len(data)
        if self.bytes > MOST_ALL:
            raise Problem(f"all files together are larger than {MOST_ALL // 1_000_000} MB, which is the most")
        to.parent.mkdir(parents=True, exist_ok=True)
        to.write_bytes(data)
        return data

    def check(self) -> str:
        """The id of the scenario. Raises ScenarioError with all mistakes of it and its translations, Problem where the copy
        lacks something."""
        from game.scenario.load import examine
        from game.scenario.problem import ScenarioError, has_errors
        from game.scenario.report import check_file

        names = self.source.name, *self.overlays
        for folder in (self.source.parent, self.stage):
            found = [problem for name in names for problem in check_file(folder / name).problems]
            if has_errors(found) and folder == self.stage:
                says = f"{self.source.name} cannot do without what lies beside it, so install that first"
                raise Problem(f"{says}: {found[0].message}")
            if has_errors(found):
                raise ScenarioError(found)
        scenario = examine(self.stage / self.source.name).scenario
        assert scenario is not None
        return scenario.id

    def deliver(self, id: str, folder: Path) -> None:
        """Put everything in its place under the scenario's id, the scenario itself last. Raises OSError; then what was there
        before is there again."""
        new = {folder / f"{id}{name.removeprefix(self.name)}": self.stage / name for name in (*self.overlays, self.source.name)}
        if self.pictures:
            new = {folder / id: self.stage / self.name, **new}
        old = [*folder.glob(f"{id}.*.toml"), folder / f"{id}.toml", folder / id]
        moves = [(there, self.stage / "old" / there.name) for there in old if os.path.lexists(there)]
        (self.stage / "old").mkdir()
        done: list[tuple[Path, Path]] = []
        try:
            for move in (*moves, *((staged, there) for there, staged in new.items())):
                os.replace(*move)
                done.append(move)
        except BaseException:
            for was, now in reversed(done):
                os.replace(now, was)
            raise


def _plain(file: Path) -> bytes:
    """What a plain file holds. Raises Problem for a link, a folder, a device, or something too large; OSError."""
    from game.scenario.reading import MOST_BYTES

    if not os.path.lexists(file):
        raise Problem(f"there is no file {str(file)!r}")
    kind = file.lstat().st_mode
    if not stat.S_ISREG(kind):
        what = "a link" if stat.S_ISLNK(kind) else "a folder" if stat.S_ISDIR(kind) else "no plain file"
        raise Problem(f"{str(file)!r} is {what}; only plain files are installed")
    with open(os.open(file, os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)), "rb") as stream:
        data = stream.read(MOST_BYTES + 1)
    if len(data) > MOST_BYTES:
        raise Problem(f"{str(file)!r} is larger than {MOST_BYTES // 1_000_000} MB, which is the most")
    return data


def _refuse_taken(id: str, folder: Path, replace: bool) -> None:
    """Refuse an id that another scenario has, unless that is wanted, and one that anything else has for its name. Raises
    Problem."""
    from game import paths

    places = (paths.scenarios_folder(), folder)
    taken = [file for place in places for file in paths.scenario_files(place) if id in (file.stem, _id(file))]
    if taken and not replace:
        raise Problem(f"there is a scenario {id!r} already, {str(taken[0])!r}; give this one another id, or say --replace")
    own = folder / f"{id}.toml"
    if (os.path.lexists(own) and not own.is_file()) or (os.path.lexists(folder / id) and not os.path.lexists(own)):
        raise Problem(f"{str(folder / id)!r} is in the way and belongs to no scenario; move it away")


def _id(file: Path) -> str:
    """The id that a scenario has, or would have by its name."""
    from game.scenario.load import examine

    scenario = examine(file).scenario
    return scenario.id if scenario else file.stem


def _count(number: int, word: str) -> str:
    return f"{number} {word}" if number == 1 else f"{number} {word}s"
