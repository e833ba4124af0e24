"""The branches of a game: each is a save of its own beside the first one, and its name says where it began."""

from __future__ import annotations

import re
from pathlib import Path

import attrs

from game.match import Match
from game.model.orders import IllegalOrder
from game.save import Saved, SaveError, read_save
from game.table import Table
from game.text import _
from game.ui.drawer import Drawer

NAME = re.compile(r"(?P<root>.+?)(?:_branch-(?P<number>[1-9][0-9]*)-from-(?P<turn>[1-9][0-9]*))?")


@attrs.frozen
class Branch:
    """Which game of a family a save is: the first one has number 0; a branch began in its turn, counted from 1."""

    path: Path
    root: str
    number: int = 0
    turn: int = 0

    @classmethod
    def at(cls, path: Path) -> Branch:
        """What the name of a save says."""
        found = NAME.fullmatch(path.stem)
        assert found is not None  # any name is a root
        return cls(path, found["root"], int(found["number"] or 0), int(found["turn"] or 0))

    @property
    def told(self) -> str:
        """Its name for people; empty for the first game."""
        return _("branch {number} from turn {turn}").format(number=self.number, turn=self.turn) if self.number else ""

    @property
    def family(self) -> tuple[Branch, ...]:
        """All games of the same root that are on disk, the first one first."""
        saves = [Branch.at(path) for path in self.path.parent.glob("*.save")]
        return tuple(sorted((b for b in saves if b.root == self.root), key=lambda branch: (branch.number, branch.turn)))

    def next(self, turn: int) -> Branch:
        """A branch of the same family that is not there yet."""
        number = max((branch.number for branch in self.family), default=0) + 1
        return Branch.at(self.path.with_name(f"{self.root}_branch-{number}-from-{turn}.save"))


@attrs.frozen
class Kin:
    """Another game of a family, as it lies on disk."""

    branch: Branch
    saved: Saved

    def match(self, match: Match) -> Match:
        """It played out, from the start of a game of the same family. Raises SaveError."""
        other = match.branch(match.turns[0])
        try:
            other.follow(self.saved.played, self.saved.said, {})
        except (ValueError, IllegalOrder) as failure:
            raise SaveError(_("{file} does not fit its scenario").format(file=self.branch.path.name)) from failure
        return other


def deleted(branch: Branch) -> None:
    """Take a branch off the disk: the save first, so that no game is ever there without its locks. Raises OSError."""
    branch.path.unlink(missing_ok=True)
    branch.path.with_suffix(".drawer").unlink(missing_ok=True)


def kin(table: Table) -> tuple[Kin, ...]:
    """All other games on disk that share scenario, luck and length with that of a table; what cannot be read is left out."""
    if table.autosave is None:
        return ()
    own, match = Branch.at(table.autosave), table.match
    found = [Kin(branch, saved) for branch in own.family if branch != own and (saved := _read(branch, match)) is not None]
    return tuple(k for k in found if (k.saved.seed, k.saved.length) == (match.seed, match.length))


def _read(branch: Branch, match: Match) -> Saved | None:
    try:
        return read_save(branch.path, match.scenario)
    except SaveError:
        return None


def branched(table: Table, place: int) -> Table:
    """A game from the start of a past turn (its place, from 0), in a file of its own; the one that it comes from is not touched.

    Raises OSError or SaveError where it cannot be written, and then there is no branch.
    """
    own = table.autosave
    path = Branch.at(own).next(place + 1).path if own else None
    other = table.branch(table.match.turns[place], path)
    if own and path:
        Drawer.of(own).copied(path)  # before the game itself: without its locks it must not be found
        other.write(path)
    return other
