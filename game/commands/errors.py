"""What goes wrong becomes one sentence on stderr and an exit code: 1 the input, 2 the usage, 130 Ctrl-C."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from typing import Any

import click

TRACEBACK = "MULTIVECTOR_TRACEBACK"


class Problem(click.ClickException):
    """Something about the user's input, in one sentence."""


class Stopped(Exception):
    """Ctrl-C, with a sentence on what was kept."""


class Commands(click.Group):
    """A group of commands that leaves in one of four ways: 0, 1, 2 or 130."""

    def main(self, args: Sequence[str] | None = None, prog_name: str | None = None, complete_var: str | None = None,
             standalone_mode: bool = True, windows_expand_args: bool = True, **extra: Any) -> Any:
        """Run a command and exit. Never shows a traceback, unless MULTIVECTOR_TRACEBACK is set."""
        try:
            code = super().main(args, prog_name or "multivector", complete_var, standalone_mode=False,
                                windows_expand_args=windows_expand_args, **extra)
        except (Exception, KeyboardInterrupt) as failure:
            if os.environ.get(TRACEBACK):
                raise
            code = tell(failure)
        sys.exit(code if isinstance(code, int) else 0)


def tell(failure: BaseException) -> int:
    """Say what went wrong on stderr; the exit code."""
    if isinstance(failure, (click.Abort, KeyboardInterrupt, Stopped)):
        click.echo(str(failure) or "stopped", err=True)
        return 130
    if isinstance(failure, click.UsageError):
        command = failure.ctx.command_path if failure.ctx else "multivector"
        click.echo(f"error: {_lowered(failure.format_message())} (see '{command} --help')", err=True)
        return 2
    click.echo(sentence(failure), err=True)
    return 1


def sentence(failure: BaseException) -> str:
    """One sentence, or for a scenario one for every mistake with its place."""
    from game.bots import UnknownBot
    from game.model.orders import IllegalOrder
    from game.save import SaveError
    from game.scenario.problem import ScenarioError
    from game.scenario.settings import SettingError
    from game.study.pool import WorkerEnded

    if isinstance(failure, ScenarioError):
        return str(failure)
    if isinstance(failure, click.ClickException):
        return f"error: {_lowered(failure.format_message())}"
    if isinstance(failure, (UnknownBot, IllegalOrder, SaveError, SettingError)):
        return f"error: {failure}"
    if isinstance(failure, OSError):
        return f"error: {_of_system(failure)}"
    if isinstance(failure, MemoryError):
        return "error: there is not enough memory for this"
    if isinstance(failure, WorkerEnded):
        return "error: a worker process was ended from outside; try again with fewer --workers"
    return (f"error: the game itself went wrong ({type(failure).__name__}: {' '.join(str(failure).split())}); "
            f"please report it, with what {TRACEBACK}=1 shows")


def _of_system(failure: OSError) -> str:
    reason = (failure.strerror or str(failure)).lower()
    return f"{failure.filename!r}: {reason}" if failure.filename else reason


def _lowered(message: str) -> str:
    """Messages start small and end without a full stop."""
    first = message.split(" ", 1)[0]
    start = message[:1].lower() if not first[1:].isupper() else message[:1]
    return (start + message[1:]).rstrip(".")
