"""Short cues for what happens in the window; silence where there is no device, or the player wants none."""

from __future__ import annotations

from typing import Any

import attrs
import pygame

from game import paths
from game.ui.app import App
from game.ui.nav import Screen
from game.ui.screens.reveal import Reveal
from game.ui.screens.summit import Summit

STEPS = {"meetings": "meeting", "partners": "partner", "communique": "bank", "rupture": "rupture"}
"""The cues of steps of the film that have one of their own, by what they tell."""


@attrs.frozen
class Moment:
    """What can be heard of a window: which screen is shown, how far it is, and whether something is told."""

    screen: str
    place: Any
    notice: str
    orders: int | None

    @classmethod
    def of(cls, app: App) -> Moment:
        """The moment that a window is in."""
        top = app.top
        return cls(top.id, _place(top), app.notice, len(top.desk.chosen) if isinstance(top, Summit) else None)


def _place(screen: Screen) -> Any:
    return (screen.at, screen.step.kind) if isinstance(screen, Reveal) else None


def cue(before: Moment, now: Moment) -> str:
    """The name of the sound between two moments; empty for none."""
    if now.notice and now.notice != before.notice:
        return "refuse"
    if now.screen != before.screen:
        return {"waiting": "submit", "final": "end"}.get(now.screen, "")
    if now.place != before.place:
        return STEPS.get(now.place[1], "step")
    if None not in (now.orders, before.orders) and now.orders != before.orders:
        return "add" if (now.orders or 0) > (before.orders or 0) else "remove"
    return ""


class Sounds:
    """Listens to a window and plays what there is to hear; after a failure it stays silent."""

    def __init__(self) -> None:
        self._before: Moment | None = None
        self._known: dict[str, pygame.mixer.Sound] = {}
        self._silent = False

    def hear(self, app: App) -> None:
        """Play the cue of what has happened since it was asked last."""
        now = Moment.of(app)
        name = cue(self._before, now) if self._before else ""
        self._before = now
        if name and app.prefs.sound and not self._silent:
            self._play(name)

    def _play(self, name: str) -> None:
        try:
            if not pygame.mixer.get_init():
                pygame.mixer.init(11_025, -16, 1)
            if name not in self._known:
                self._known[name] = pygame.mixer.Sound(paths.assets_folder() / "sounds" / f"{name}.wav")
            self._known[name].play()
        except (pygame.error, OSError):
            self._silent = True
