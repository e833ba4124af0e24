"""Plays the reference games that come with the scenarios: `python tools/par.py [SCENARIO]...` writes assets/par/*.json.

To be run after a scenario, a rule or a bot has changed; all games are played anew.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence

from game.commands.par import par
from game.study import shelf

GAMES: dict[str, dict[str, int]] = {
    "first-steps": {"attache": 40, "counsellor": 40, "ambassador": 40, "grand-master": 40},
    "astana": {"attache": 40, "counsellor": 40, "ambassador": 24, "grand-master": 12},
    "tianjin": {"attache": 24, "counsellor": 24, "ambassador": 12, "grand-master": 6},
    "bandung": {},
}
"""For every scenario that is shipped, how many games of each level at each length: fewer where they take long."""


def main(scenarios: Sequence[str]) -> None:
    """Play the games of these scenarios, or of all."""
    for scenario in scenarios or GAMES:
        shelf.shipped(scenario).unlink(missing_ok=True)
        for level, games in GAMES[scenario].items():
            words = [scenario, "--games", str(games), "--level", level, "-o", str(shelf.shipped(scenario).parent)]
            par.main(words, standalone_mode=False)


if __name__ == "__main__":
    main(sys.argv[1:])
