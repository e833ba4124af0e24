"""Writes files that are there in full or not at all, and finds out before long work whether it can."""

from __future__ import annotations

import contextlib
import os
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

from game.commands.errors import Problem

Item = TypeVar("Item")


def check_writable(path: str | None) -> None:
    """Raises Problem if a file could not be written there."""
    if path is None or _is_device(path):
        return
    if Path(path).is_dir():
        raise Problem(f"{path!r} cannot be written: it is a folder")
    try:
        handle, name = tempfile.mkstemp(dir=Path(os.path.realpath(path)).parent, prefix=".multivector-")
        os.close(handle)
        os.unlink(name)
    except OSError as failure:
        raise _not_written(path, failure) from None


def write(path: str, text: str) -> None:
    """Write a text. Raises Problem; the old file stays until the new one is safe."""
    write_with(path, lambda part: part.write_text(text, encoding="utf-8", newline=""))


def make_folder(path: str) -> None:
    """Make a folder, if it is not there, that files can be written to. Raises Problem."""
    try:
        Path(path).mkdir(parents=True, exist_ok=True)
    except OSError as failure:
        raise _not_written(path, failure) from None
    check_writable(str(Path(path) / "x"))


def write_files(folder: str, files: Mapping[str, str]) -> int:
    """Write texts into a folder, by their names; how many. Raises Problem."""
    for name, text in files.items():
        write(str(Path(folder) / name), text)
    return len(files)


def write_all(*wanted: tuple[str | None, Callable[[], str]]) -> list[str]:
    """Write several files; one that fails does not keep the others from being written, and is kept in the folder for
    temporary files if there is room. The files written. Raises Problem."""
    failures: list[str] = []
    for file, text in wanted:
        try:
            if file:
                write(file, text())
        except Problem as failure:
            failures.append(failure.message + _kept_elsewhere(file or "", text()))
    if failures:
        raise Problem("; ".join(failures))
    return [file for file, _ in wanted if file]


def _kept_elsewhere(file: str, text: str) -> str:
    """Where a text was put that its own place did not take, as the end of a sentence."""
    with contextlib.suppress(Problem, OSError):
        handle, name = tempfile.mkstemp(prefix="multivector-", suffix=f"-{Path(file).name}")
        os.close(handle)
        try:
            write(name, text)
        except Problem:
            os.unlink(name)
            return ""
        return f", but kept in {name!r}"
    return ""


def write_with(path: str, writer: Callable[[Path], object], suffix: str = "") -> None:
    """Let `writer` fill a file beside the wanted one, then put it in its place. Raises Problem."""
    place = Path(os.path.realpath(path))
    try:
        if _is_device(path):
            return _pour(Path(path), writer, suffix)
        handle, name = tempfile.mkstemp(dir=place.parent, prefix=".multivector-", suffix=suffix)
        os.close(handle)
        _fill(Path(name), place, writer)
    except OSError as failure:
        raise _not_written(path, failure) from None


def _fill(part: Path, place: Path, writer: Callable[[Path], object]) -> None:
    try:
        writer(part)
        with part.open("rb+") as file:
            os.fsync(file.fileno())
        part.chmod(0o666 & ~_umask())
        os.replace(part, place)
    except BaseException:
        with contextlib.suppress(OSError):
            part.unlink()
        raise


def _is_device(path: str) -> bool:
    """Whether it is a pipe or the like, which is written to and never replaced."""
    return Path(path).exists() and not Path(path).is_file() and not Path(path).is_dir()


def _pour(device: Path, writer: Callable[[Path], object], suffix: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        part = Path(folder) / f"part{suffix}"
        writer(part)
        with device.open("wb", buffering=0) as stream:
            stream.write(part.read_bytes())


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def _not_written(path: str, failure: OSError) -> Problem:
    return Problem(f"{path!r} is NOT written: {(failure.strerror or str(failure)).lower()}")


@contextmanager
def progress(what: str, total: int) -> Iterator[Callable[..., None]]:
    """A bar on stderr where that is a terminal; call what it gives after each step, or with how many were done."""
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    console = Console(stderr=True)
    if not console.is_terminal:
        yield lambda done=1: None
        return
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=console, transient=True) as bar:
        task = bar.add_task(what, total=total)
        yield lambda done=1: bar.advance(task, done)


def about(seconds: float) -> str:
    """A time that is only estimated."""
    return f"about {seconds / 60:.0f} minutes" if seconds >= 90 else f"about {max(seconds, 1):.0f} seconds"


def table(title: str, head: Sequence[str], rows: Sequence[Sequence[object]]) -> str:
    """A title and aligned columns, all but the first to the right; numbers with one decimal."""
    cells = [tuple(head), *(tuple(f"{cell:.1f}" if isinstance(cell, float) else str(cell) for cell in row) for row in rows)]
    widths = [max(len(row[k]) for row in cells) for k in range(len(head))]
    lines = (row[0].ljust(widths[0]) + "".join("  " + c.rjust(w) for c, w in zip(row[1:], widths[1:], strict=True))
             for row in cells)
    return "\n".join([title, *(line.rstrip() for line in lines)])
