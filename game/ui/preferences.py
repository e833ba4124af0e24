"""What the player has set, kept from one day to the next."""

from __future__ import annotations

import contextlib
import json
from pathlib import Path
from typing import Any

import attrs

from game import paths
from game.save import write_save
from game.ui.colour import PALETTES

SCALES = (1.0, 1.25, 1.5, 1.75)
PROJECTED = 1.25
"""The least scale that the last row of a classroom can read."""


def _held(scale: float) -> float:
    return min(SCALES[-1], max(SCALES[0], float(scale)))


def _choice(*allowed: str) -> Any:
    return attrs.field(default=allowed[0], validator=attrs.validators.in_(allowed))


@attrs.frozen(kw_only=True)
class Preferences:
    """One player's window. Raises ValueError or TypeError for a value that cannot be."""

    scale: float = attrs.field(default=1.0, converter=_held)
    palette: str = _choice("standard", *PALETTES)
    patterns: bool = attrs.field(default=False, validator=attrs.validators.instance_of(bool))
    motion: bool = attrs.field(default=True, validator=attrs.validators.instance_of(bool))
    sound: bool = attrs.field(default=True, validator=attrs.validators.instance_of(bool))
    contrast: bool = attrs.field(default=False, validator=attrs.validators.instance_of(bool))
    projector: bool = attrs.field(default=False, validator=attrs.validators.instance_of(bool))
    stepwise: bool = attrs.field(default=True, validator=attrs.validators.instance_of(bool))
    """Whether the rules of a first game open in steps."""
    speak: bool = attrs.field(default=False, validator=attrs.validators.instance_of(bool))
    language: str = attrs.field(default="", validator=attrs.validators.matches_re(r"\w{0,12}"))
    """The code of a catalogue; empty for the language of the sources."""

    @property
    def enlarged(self) -> float:
        """The scale that everything is drawn at."""
        return max(self.scale, PROJECTED) if self.projector else self.scale

    @property
    def moving(self) -> bool:
        """Whether things move by themselves; not for somebody who listens, who sets the pace."""
        return self.motion and not self.speak

    @property
    def high_contrast(self) -> bool:
        """Whether grounds are black and texts white."""
        return self.contrast or self.projector


def _file() -> Path:
    return paths.user_folder() / "settings.json"


def read() -> Preferences:
    """What is kept; a value that cannot be read is as if it had never been set."""
    try:
        kept = json.loads(_file().read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        return Preferences()
    found = Preferences()
    for name, value in kept.items() if isinstance(kept, dict) else ():
        with contextlib.suppress(ValueError, TypeError):
            found = attrs.evolve(found, **{str(name): value})
    return found


def keep(preferences: Preferences) -> None:
    """Keep them; where they cannot be written, the next start begins as the first one did."""
    with contextlib.suppress(OSError):
        write_save(_file(), json.dumps(attrs.asdict(preferences), indent=2))
