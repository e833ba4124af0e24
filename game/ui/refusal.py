"""What may be refused while playing, and the one sentence that says so."""

from __future__ import annotations

from game.model.orders import IllegalOrder
from game.save import SaveError
from game.scenario.problem import ScenarioError
from game.text import _, capitalised

REFUSED: tuple[type[Exception], ...] = (IllegalOrder, ScenarioError, SaveError, OSError)


def sentence_of(error: Exception) -> str:
    """One sentence for the player."""
    if isinstance(error, OSError):
        reason = error.strerror or str(error)
        return _("The file could not be read or written: {reason}. The game goes on.").format(reason=reason)
    text = str(error)
    return capitalised(text)
