"""The coach: a layer over the other screens that teaches the game by playing it, one idea at a time."""

from game.ui.coach.coach import Coach, coach_of

__all__ = ["Coach", "coach_of"]
