"""The warning before a sheet that may break the summit: how likely, and who would be blamed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from game.text import _, joined
from game.ui.words import Words

if TYPE_CHECKING:
    from game.bots.forecast import Danger

LIKELY, BLAMED = 0.05, 0.01
"""The share of futures from which on a break is told, and from which on being blamed for it is."""
NAMED = 3
"""Those who are named as likely to be blamed, the likeliest first."""


def alarming(danger: Danger | None, seat: str) -> bool:
    """Whether a seat should think its sheet over."""
    return danger is not None and (danger.chance >= LIKELY or danger.of(seat) >= BLAMED)


def warnings(words: Words, danger: Danger | None, seat: str) -> tuple[str, ...]:
    """What a seat is told before it hands in its sheet."""
    return (sentence(words, danger, seat),) if danger is not None and alarming(danger, seat) else ()


def sentence(words: Words, danger: Danger, seat: str) -> str:
    """How likely the summit is to break, and who would be blamed."""
    name = words.name(danger.track)
    first = _("In {n} of 100 futures {track} reaches {limit:.0f} and the summit breaks.")
    band = _("It is likely to stand at {low:.0f} to {high:.0f}.").format(low=danger.band[0], high=danger.band[-1])
    said = first.format(track=name, limit=danger.limit, n=hundred(danger.chance))
    return " ".join(part for part in (said, _blamed(words, danger, seat), band) if part)


def _blamed(words: Words, danger: Danger, seat: str) -> str:
    mine = hundred(danger.of(seat))
    form = _("{name} in {n}")
    others = [form.format(name=words.name(other), n=hundred(share)) for other, share in danger.blamed if other != seat]
    parts = [_("You would be blamed in {n} of them.").format(n=mine)] if mine else []
    if others:
        form = _("Blamed would be: {names}.") if not mine else _("Others who would be: {names}.")
        parts.append(form.format(names=joined(others[:NAMED])))
    return " ".join(parts)


def hundred(share: float) -> int:
    """A share in hundredths; what is possible is at least one."""
    return max(round(100 * share), 1) if share else 0
