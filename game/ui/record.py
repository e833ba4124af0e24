"""What a game so far can be asked about: its numbers, its past turns, and what their changes are made of."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

import attrs
import numpy as np

from game.model.report import Part, rounded
from game.text import _
from game.ui.words import Words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from game.bots import Reason
    from game.model.board import Board
    from game.model.report import Quantity, Report

    Reasons = Mapping[str, Sequence[Reason]]


@attrs.frozen(eq=False)
class Record:
    """The names of a scenario, the world as it is, the turns played, and by turn why bots gave their orders."""

    words: Words
    board: Board
    reports: tuple[Report, ...] = ()
    reasons: Mapping[int, Reasons] = attrs.field(factory=dict)

    def place(self, report: Report) -> int:
        """Where a turn stands among those played, from 0."""
        return self.reports.index(report)

    @property
    def start(self) -> Board:
        """The world as the game began."""
        return self.reports[0].before if self.reports else self.board


def value(board: Board, quantity: Quantity) -> float:
    """The number that a quantity names, in one world."""
    kind, *ids = quantity
    return float(getattr(board, kind)(*ids))


def rising_is(words: Words, quantity: Quantity) -> str:
    """Whether it is good news when a number rises."""
    kind = quantity[0]
    if kind == "track":
        return words.track(quantity[1]).rising_is
    return "good" if kind in ("welfare", "relation", "capital", "credibility") else "neutral"


def parts(report: Report, quantity: Quantity) -> tuple[Part, ...]:
    """What a change is made of, largest first; the shown numbers sum to what is shown of it."""
    if quantity[0] == "partner_weight":
        return _turned(report, quantity[1])
    if quantity[0] == "credibility":
        return _trusted(report, quantity[1])
    return report.parts(quantity)


def _turned(report: Report, pole: str) -> tuple[Part, ...]:
    """The states that turned to a pole, or away from it, by their weight in per cent of all."""
    before, after = report.before, report.after
    whole = max(1, sum(map(after.weight, after.states)))
    moved = {s: (after.first_partner(s) == pole) - (before.first_partner(s) == pole) for s in after.states}
    points = {state: 100.0 * way * after.weight(state) / whole for state, way in moved.items() if way}
    return _made("turned", points, round(after.partner_weight(pole)) - round(before.partner_weight(pole)))


def _trusted(report: Report, seat: str) -> tuple[Part, ...]:
    """How credibility moved: by itself toward where it began, and by words kept or broken."""
    before, after = report.before.credibility(seat), report.after.credibility(seat)
    rules = report.rulebook.scenario.rules
    home = rules.credibility_home * (rules.credibility - before)
    given = after - before - home
    points = {"home": home, "word": given} if abs(given) > 1e-6 else {"home": home}
    return _made("trust", points, round(after) - round(before))


def _made(kind: str, points: Mapping[str, float], total: int) -> tuple[Part, ...]:
    shown = rounded(np.array(list(points.values())), total) if points else []
    made = [
        Part(kind=kind, source=source, latent=size, points=size, shown=whole)
        for (source, size), whole in zip(points.items(), shown, strict=True)
    ]
    return tuple(sorted(made, key=lambda part: -abs(part.points)))


def label(words: Words, part: Part) -> str:
    """What a part of a change comes from."""
    if part.kind == "order":
        return words.given(part.source)
    if part.kind == "pledge":
        giver, other = part.source.split(" -> ")
        return _("{giver} broke its word to {other}").format(giver=words.name(giver), other=words.name(other))
    if part.kind == "trust":
        return {"home": _("Forgotten with time"), "word": _("Words kept and broken")}[part.source]
    forms = {
        "chance": _("Chance"),
        "anchoring": _("Pull back to its resting point"),
        "alone": _("Being without neighbours"),
        "neighbour": _("Neighbour: {name}"),
        "event": _("Event: {name}"),
        "item": _("Paragraph: {name}"),
        "file": _("File: {name}"),
        "trend": _("Trend of {name}"),
        "home": _("Drift home"),
        "cut": _("Held under the limit"),
        "income": _("Income"),
        "gain": _("Gains and losses"),
        "price": _("Orders paid"),
        "turned": "{name}",
    }
    return forms.get(part.kind, part.kind.capitalize()).format(name=words.name(part.source))
