"""The funnel that every player-facing string goes through, as the window uses it."""

from game.text import (
    LOCALES,
    MINUS,
    _,
    amount,
    capitalised,
    catalogue,
    figures,
    gained,
    joined,
    language,
    languages,
    n_,
    number,
    signed,
    use,
)

__all__ = [
    "LOCALES",
    "MINUS",
    "_",
    "amount",
    "capitalised",
    "catalogue",
    "figures",
    "gained",
    "joined",
    "language",
    "languages",
    "n_",
    "number",
    "signed",
    "use",
]
