"""What the map tells of each place and each pole: colours, first partners, thresholds, forecasts."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from game.scenario.schema import Scenario
from game.ui import colour
from game.ui.theme import Colour

if TYPE_CHECKING:
    from game.model.board import Board


SEEN = 0.02
"""A change of a share that shows."""


@attrs.frozen
class PoleInk:
    """A pole as it is drawn."""

    id: str
    letter: str
    colour: Colour


@attrs.frozen(kw_only=True)
class Shown:
    """One actor on the map: shares over the poles in their sequence, its first partner, who leads and how near that is."""

    shares: tuple[float, ...] = ()
    """Empty for an actor without alignment, which is drawn in a plain colour."""
    partner: str | None = None
    leader: str | None = None
    near: float = 0.0
    """How far the leader is on the way to being first partner, 0 to 1."""
    ahead: str | None = None
    """The first partner by the forecast, None if nobody; an actor that is a pole has itself."""
    ahead_shares: tuple[float, ...] = ()
    """Shares by the forecast; empty where there is no forecast."""
    note: str = ""
    weight: int = 0

    @property
    def turns(self) -> bool:
        """Whether the forecast changes the first partner."""
        return bool(self.ahead_shares) and self.ahead != self.partner

    @property
    def drifts(self) -> bool:
        """Whether the forecast changes the shares so far that the colour shows it."""
        return any(abs(a - b) >= SEEN for a, b in zip(self.ahead_shares, self.shares, strict=False))


def inks(scenario: Scenario) -> tuple[PoleInk, ...]:
    """The poles of a scenario in their colours."""
    colours = colour.of(scenario.pole)
    return tuple(PoleInk(pole.id, pole.letter, colours[pole.id]) for pole in scenario.pole)


def shown(board: Board, actor: str, after: Board | None = None, note: str = "") -> Shown:
    """What the map tells of an actor, with a forecast if there is a world after."""
    if actor in board.institutions:
        return Shown(note=note)
    leader, near = lead(board, actor)
    return Shown(
        shares=shares(board, actor),
        partner=_own_pole(board, actor) or board.first_partner(actor),
        leader=leader,
        near=near,
        ahead=_own_pole(after, actor) or after.first_partner(actor) if after else None,
        ahead_shares=shares(after, actor) if after else (),
        note=note,
        weight=board.weight(actor),
    )


def _own_pole(board: Board, actor: str) -> str | None:
    return next(a.pole for a in board.rulebook.scenario.actor if a.id == actor)


def shares(board: Board, actor: str) -> tuple[float, ...]:
    """The shares of an actor over the poles."""
    return tuple(board.share(actor, pole) for pole in board.poles)


def lead(board: Board, actor: str) -> tuple[str, float]:
    """The pole that an actor stands nearest to, and how far that is on the way to first partner, 0 to 1."""
    first, second = sorted(board.poles, key=lambda pole: (-board.alignment(actor, pole), pole))[:2]
    high, margin = board.alignment(actor, first), board.alignment(actor, first) - board.alignment(actor, second)
    scenario = board.rulebook.scenario
    wanted = next(a.stability for a in scenario.actor if a.id == actor)
    parts = (high / max(1, scenario.rules.partner_bar), margin / max(1, wanted))
    return first, min(1.0, max(0.0, min(parts)))
