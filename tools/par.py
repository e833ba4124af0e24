"""Plays the reference games that come with the scenarios: `python tools/par.py [SCENARIO]...` writes assets/par/*.json.

To be run after a scenario, a rule or a bot has changed; all games are played anew.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

from game.commands.par import par

ROOT = Path(__file__).resolve().parents[1]
FOLDER = ROOT / "assets" / "par"
GAMES: dict[str, dict[str, int]] = {
    "first-steps": {"greedy": 40},
    "astana": {"greedy": 8},
}
"""For every scenario that is shipped, how many games of each level at each length."""


def main(scenarios: Sequence[str]) -> None:
    """Play the games of these scenarios, or of all."""
    for scenario in scenarios or GAMES:
        for level, games in GAMES[scenario].items():
            file = ROOT / "scenarios" / f"{scenario}.toml"
            par.main([str(file), "--games", str(games), "--level", level, "--anew", "-o", str(FOLDER)], standalone_mode=False)


if __name__ == "__main__":
    main(sys.argv[1:])
