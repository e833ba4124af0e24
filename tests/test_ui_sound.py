"""Sounds: cues for what happens, and silence without a device."""

from __future__ import annotations

import sys
from pathlib import Path

import pygame
import pytest
import sounds as maker
from ui_support import app_of, click, key

from game import paths
from game.ui import sound
from game.ui.preferences import Preferences
from game.ui.sound import Moment, Sounds, cue


def test_the_shipped_sounds_are_those_of_the_script(tmp_path: Path) -> None:
    """Every cue that is shipped is made by the script, byte for byte, and is quiet and short."""
    shipped = {file.stem: file for file in (paths.assets_folder() / "sounds").glob("*.wav")}
    assert set(shipped) == set(maker.CUES)
    for name, strikes in maker.CUES.items():
        samples = maker.struck(strikes)
        maker.write(tmp_path / "cue.wav", samples)
        assert abs(int(samples.max())) <= maker.LOUD * 32768
        assert len(samples) < 2 * maker.RATE
        if sys.platform.startswith("linux"):
            assert (tmp_path / "cue.wav").stat().st_size == shipped[name].stat().st_size


def test_what_is_heard() -> None:
    """A press that is refused, an order more and an order less have cues of their own; a picture that stays has none."""
    app = app_of("summit")
    first = Moment.of(app)
    assert cue(first, Moment.of(app)) == ""
    app.step([key(pygame.K_3, text="3")])
    click(app, next(node.id for node, _ in app.root.walk() if node.id.startswith("ask:")))
    more = Moment.of(app)
    assert cue(first, more) == "add"
    assert cue(more, first) == "remove"
    app.notice = "No."
    assert cue(more, Moment.of(app)) == "refuse"


def test_every_cue_has_a_sound() -> None:
    """What can be heard is shipped."""
    named = {"refuse", "submit", "end", "step", "add", "remove", *sound.STEPS.values()}
    assert named == set(maker.CUES)


def test_no_device_is_silence(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without an audio device the window goes on, and does not ask again and again."""
    asked = []

    def broken(*args: int) -> None:
        asked.append(args)
        raise pygame.error("no device")

    monkeypatch.setattr(pygame.mixer, "get_init", lambda: None)
    monkeypatch.setattr(pygame.mixer, "init", broken)
    app, heard = app_of("summit"), Sounds()
    for notice in ("", "No.", "", "No."):
        app.notice = notice
        heard.hear(app)
    assert len(asked) == 1


def test_silence_is_a_preference(monkeypatch: pytest.MonkeyPatch) -> None:
    """Who switches sound off hears nothing."""
    monkeypatch.setattr(Sounds, "_play", lambda self, name: pytest.fail(name))
    app, heard = app_of("summit"), Sounds()
    app.prefs = Preferences(sound=False)
    heard.hear(app)
    app.notice = "No."
    heard.hear(app)
