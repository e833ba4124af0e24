"""The bench of a modder in the window: a scenario file that is read again while its game is played."""

from game.ui.bench.bench import Bench, Watching

__all__ = ["Bench", "Watching"]
