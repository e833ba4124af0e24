"""Installs a scenario: it, its translations and its pictures are copied, checked as they were copied, and put in their place."""

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

from game import paths
from game.scenario.load import examine
from game.scenario.pictures import MOST_FILES, names_in, no_picture
from game.scenario.problem import ScenarioError, has_errors
from game.scenario.reading import MOST_BYTES
from game.scenario.report import check_file
from game.scenario.values import ID

MOST_ALL = 20_000_000
"""Bytes of all that is copied."""


class NotInstalled(Exception):
    """A scenario cannot be installed; the message says why."""


def install(source: Path, replace: bool = False) -> Parcel:
    """Copy a scenario with all that belongs to it to the user's folder. `replace`: in the place of the user's own one of this id,
    or beside a shipped one.

    Raises NotInstalled, and ScenarioError with all mistakes; then everything is as it was.
    """
    folder = paths.user_folder() / "scenarios"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with _staging(folder) as stage:
            parcel = Parcel(source, stage, folder)
            parcel.take()
            parcel.check()
            _refuse_taken(parcel.id, folder, replace)
            parcel.deliver()
    except OSError as failure:
        raise NotInstalled(f"nothing was installed: {(failure.strerror or str(failure)).lower()} ({failure.filename})") from None
    return parcel


@contextmanager
def _staging(folder: Path) -> Iterator[Path]:
    """A folder on the same disk, which is gone afterwards."""
    stage = Path(tempfile.mkdtemp(prefix=".install-", dir=folder))
    try:
        yield stage
    finally:
        shutil.rmtree(stage, ignore_errors=True)


class Parcel:
    """What belongs to a scenario: copied first, then checked as it was copied, then put in its place."""

    def __init__(self, source: Path, stage: Path, folder: Path) -> None:
        self.source, self.stage, self.folder = source, stage, folder
        self.name = source.stem
        self.id = self.name
        """That of the scenario, once it is checked."""
        self.bytes = 0
        self.overlays: list[str] = []
        self.pictures: list[str] = []

    def take(self) -> None:
        """Copy what there is. Raises NotInstalled for what is no plain file, OSError."""
        if self.source.suffix != ".toml" or not re.fullmatch(ID.text, self.name):
            raise NotInstalled(f"{self.source.name!r} is no name for a scenario; call it by its id, such as 'harbour.toml'")
        self._copy(self.source, self.stage / self.source.name)
        for file in sorted(self.source.parent.glob(f"{self.name}.*.toml")):
            if paths.OVERLAY.fullmatch(file.name):
                self._copy(file, self.stage / file.name)
                self.overlays.append(file.name)
        self._take_pictures(self.source.with_suffix(""))

    def _take_pictures(self, folder: Path) -> None:
        """Every file of the folder, links as such. Raises NotInstalled for anything that is no picture."""
        if not os.path.lexists(folder):
            return
        if not stat.S_ISDIR(folder.lstat().st_mode):
            raise NotInstalled(f"{str(folder)!r} is no folder of pictures; move it away")
        self.pictures = sorted(islice(names_in(folder), MOST_FILES + 1))
        if len(self.pictures) > MOST_FILES:
            raise NotInstalled(f"{str(folder)!r} holds more than {MOST_FILES} files")
        for name in self.pictures:
            fault = no_picture(self._copy(folder / name, self.stage / self.name / name), name)
            if fault:
                raise NotInstalled(f"{fault[1]}; only PNG and JPEG pictures can lie in {str(folder)!r}")

    def _copy(self, file: Path, to: Path) -> bytes:
        """One plain file, its bytes as they are. Raises NotInstalled for anything else."""
        data = _plain(file)
        self.bytes += len(data)
        if self.bytes > MOST_ALL:
            raise NotInstalled(f"all files together are larger than {MOST_ALL // 1_000_000} MB, which is the most")
        to.parent.mkdir(parents=True, exist_ok=True)
        to.write_bytes(data)
        return data

    def check(self) -> None:
        """Check the scenario and read its id.

        Raises ScenarioError with all mistakes of it and its translations, NotInstalled where the copy lacks something.
        """
        names = self.source.name, *self.overlays
        for folder in (self.source.parent, self.stage):
            found = [problem for name in names for problem in check_file(folder / name).problems]
            if has_errors(found) and folder == self.stage:
                says = f"{self.source.name} cannot do without what lies beside it, so install that first"
                raise NotInstalled(f"{says}: {found[0].message}")
            if has_errors(found):
                raise ScenarioError(found)
        scenario = examine(self.stage / self.source.name).scenario
        assert scenario is not None
        self.id = scenario.id

    def deliver(self) -> None:
        """Put everything in its place under the scenario's id, the scenario itself last. Raises OSError; then what was there
        before is there again."""
        id, folder = self.id, self.folder
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
    """What a plain file holds. Raises NotInstalled for a link, a folder, a device, or something too large; OSError."""
    if not os.path.lexists(file):
        raise NotInstalled(f"there is no file {str(file)!r}")
    kind = file.lstat().st_mode
    if not stat.S_ISREG(kind):
        what = "a link" if stat.S_ISLNK(kind) else "a folder" if stat.S_ISDIR(kind) else "no plain file"
        raise NotInstalled(f"{str(file)!r} is {what}; only plain files are installed")
    with open(os.open(file, os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)), "rb") as stream:
        data = stream.read(MOST_BYTES + 1)
    if len(data) > MOST_BYTES:
        raise NotInstalled(f"{str(file)!r} is larger than {MOST_BYTES // 1_000_000} MB, which is the most")
    return data


def _refuse_taken(id: str, folder: Path, replace: bool) -> None:
    """Refuse an id that another scenario has, unless that is wanted, and one that anything else has for its name. Raises
    NotInstalled."""
    places = (paths.scenarios_folder(), folder)
    taken = [file for place in places for file in paths.scenario_files(place) if id in (file.stem, _id(file))]
    if taken and not replace:
        raise NotInstalled(f"there is a scenario {id!r} already, {str(taken[0])!r}; give this one another id, or say --replace")
    own = folder / f"{id}.toml"
    if (os.path.lexists(own) and not own.is_file()) or (os.path.lexists(folder / id) and not os.path.lexists(own)):
        raise NotInstalled(f"{str(folder / id)!r} is in the way and belongs to no scenario; move it away")


def _id(file: Path) -> str:
    """The id that a scenario has, or would have by its name."""
    scenario = examine(file).scenario
    return scenario.id if scenario else file.stem
