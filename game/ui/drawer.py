"""What lies beside a saved game: sheets that are half written, and who may open which desk."""

from __future__ import annotations

import contextlib
import json
from collections.abc import Mapping, Sequence
from hashlib import pbkdf2_hmac
from pathlib import Path
from secrets import token_bytes
from typing import Any

import attrs

from game.model.orders import IllegalOrder, Order
from game.save import write_save

ROUNDS = 20_000


@attrs.define
class Drawer:
    """Kept at once, so that a window that is killed loses nothing; in memory only where a game is not saved."""

    path: Path | None = None
    turn: int = 0
    sheets: dict[str, list[str]] = attrs.field(factory=dict)
    locks: dict[str, str] = attrs.field(factory=dict)
    """For a seat with a PIN, its salt and hash."""
    forced: dict[str, int] = attrs.field(factory=dict)
    """The turn in which a desk was opened without its PIN."""
    lesson: int = 0
    """The first lesson of the tutorial that was not done yet."""
    coached: bool = False
    """Whether the game is a tutorial that was not left."""
    stepwise: bool = False
    """Whether the rules open in steps."""

    @classmethod
    def of(cls, autosave: Path | None) -> Drawer:
        """The drawer beside a save; an empty one where there is none, or none that can be read."""
        path = autosave and autosave.with_suffix(".drawer")
        with contextlib.suppress(OSError, ValueError, TypeError, LookupError, AttributeError, RecursionError):
            if path:
                return cls(path, **_checked(json.loads(path.read_text(encoding="utf-8"))))
        return cls(path)

    def begin(self, pins: Mapping[str, str], *, stepwise: bool = False, coached: bool = False) -> None:
        """Empty it for a new game in which these seats have a PIN, and the rules open in steps or all at once."""
        self.turn, self.sheets, self.forced, self.lesson = 0, {}, {}, 0
        self.coached, self.stepwise = coached, stepwise
        self.locks = {seat: _hashed(pin, token_bytes(8)) for seat, pin in pins.items() if pin}
        self._write()

    def copied(self, autosave: Path) -> None:
        """Put the locks beside another save, for a game of the same people. Raises OSError."""
        Drawer(autosave.with_suffix(".drawer"), locks=self.locks, forced=self.forced)._kept()

    def put(self, turn: int, seat: str, orders: Sequence[Order]) -> None:
        """Keep a sheet that is being written."""
        if turn != self.turn:
            self.turn, self.sheets = turn, {}
        self.sheets[seat] = [str(order) for order in orders]
        self._write()

    def sheet(self, turn: int, seat: str) -> tuple[Order, ...] | None:
        """The sheet that a seat was writing in a turn; None if it had not begun, or what lies there is no sheet."""
        if turn != self.turn or seat not in self.sheets:
            return None
        with contextlib.suppress(IllegalOrder):
            return tuple(Order.parse(line) for line in self.sheets[seat])
        return None

    def opens(self, seat: str, pin: str) -> bool:
        """Whether a PIN opens a desk; a desk without a lock is open."""
        lock = self.locks.get(seat)
        return lock is None or _hashed(pin, bytes.fromhex(lock.split(":")[0])) == lock

    def force(self, turn: int, seat: str) -> None:
        """Take the lock off a desk, and remember when, so that everybody is told."""
        self.locks.pop(seat, None)
        self.forced[seat] = turn
        self._write()

    def learn(self, lesson: int, coached: bool = True) -> None:
        """Keep where the tutorial stands, and whether it was left."""
        self.lesson, self.coached = lesson, coached
        self._write()

    def _write(self) -> None:
        with contextlib.suppress(OSError):  # the save beside it fails in the same way, and that is told
            self._kept()

    def _kept(self) -> None:
        if self.path is not None:
            write_save(self.path, json.dumps(attrs.asdict(self, filter=attrs.filters.exclude("path"))))


def _hashed(pin: str, salt: bytes) -> str:
    return f"{salt.hex()}:{pbkdf2_hmac('sha256', pin.encode(), salt, ROUNDS).hex()}"


def _checked(kept: dict[str, Any]) -> dict[str, Any]:
    """The fields of a drawer as far as they have their kinds. Raises TypeError or ValueError."""
    sheets = {str(seat): [str(line) for line in lines] for seat, lines in kept["sheets"].items()}
    locks = {str(seat): str(lock) for seat, lock in kept["locks"].items()}
    for lock in locks.values():
        bytes.fromhex(lock.split(":")[0])
    forced = {str(seat): int(turn) for seat, turn in kept["forced"].items()}
    taught = {name: bool(kept.get(name, False)) for name in ("coached", "stepwise")}
    lesson = int(kept.get("lesson", 0))
    return {"turn": int(kept["turn"]), "sheets": sheets, "locks": locks, "forced": forced, "lesson": lesson, **taught}
