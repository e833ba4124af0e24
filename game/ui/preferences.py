"""What the player has set, kept from one day to the next."""

from __future__ import annotations

import contextlib
import json
from pathlib import Path

from game import paths


def _file() -> Path:
    return paths.user_folder() / "settings.json"


def scale() -> float:
    """The size of everything, 1 to 1.75; 1 where nothing readable is kept."""
    try:
        kept = json.loads(_file().read_text(encoding="utf-8"))
        return min(1.75, max(1.0, float(kept["scale"])))
    except (OSError, ValueError, KeyError, TypeError):
        return 1.0


def keep(scale: float) -> None:
    """Keep the size of everything; where it cannot be written, the next start begins at 1."""
    with contextlib.suppress(OSError):
        _file().parent.mkdir(parents=True, exist_ok=True)
        _file().write_text(json.dumps({"scale": scale}), encoding="utf-8")
