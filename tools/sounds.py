"""Makes the sounds of the window: `python tools/sounds.py` writes assets/sounds/*.wav, short, quiet, the same bytes each time.

Each cue is a few struck tones: a sine with two overtones that die away, like a glass or a small bell.
"""

from __future__ import annotations

import wave
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

FOLDER = Path(__file__).resolve().parents[1] / "assets" / "sounds"
RATE = 11_025
LOUD = 0.28
"""The highest amplitude of a cue, of 1."""
OVERTONES = ((1.0, 1.0), (2.01, 0.32), (3.98, 0.12))
A4 = 440.0

Strike = tuple[float, float, float]
"""When it is struck in seconds, how many semitones above A4, and how long it takes to die away."""

CUES: dict[str, tuple[Strike, ...]] = {
    "add": ((0.0, 3, 0.10), (0.05, 7, 0.14)),
    "remove": ((0.0, 7, 0.08), (0.05, 3, 0.10)),
    "refuse": ((0.0, -9, 0.16), (0.07, -10, 0.20)),
    "submit": ((0.0, -5, 0.30), (0.09, 2, 0.30), (0.18, 7, 0.45)),
    "step": ((0.0, -2, 0.12),),
    "meeting": ((0.0, 2, 0.20), (0.06, 9, 0.28)),
    "partner": ((0.0, 0, 0.25), (0.08, 4, 0.25), (0.16, 11, 0.50)),
    "bank": ((0.0, 7, 0.22), (0.10, 7, 0.40)),
    "rupture": ((0.0, -21, 0.35), (0.02, -20, 0.35), (0.24, -27, 0.45)),
    "end": ((0.0, -5, 0.3), (0.12, 0, 0.3), (0.24, 4, 0.3), (0.36, 7, 0.4)),
}


def struck(cue: tuple[Strike, ...]) -> NDArray[np.int16]:
    """The samples of a cue, one channel."""
    seconds = max(start + 3.5 * fade for start, _, fade in cue)
    time = np.arange(round(seconds * RATE)) / RATE
    sum_ = np.zeros_like(time)
    for start, semitone, fade in cue:
        since = np.maximum(0.0, time - start)
        rise = np.minimum(1.0, since / 0.006)
        for times, part in OVERTONES:
            pitch = A4 * 2 ** (semitone / 12) * times
            sum_ += part * rise * np.exp(-since * times**0.5 / fade) * np.sin(2 * np.pi * pitch * since)
    return (sum_ / np.abs(sum_).max() * LOUD * 32767).astype(np.int16)


def write(path: Path, samples: NDArray[np.int16]) -> None:
    """A WAV file of one channel."""
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(RATE)
        file.writeframes(samples.astype("<i2").tobytes())


def main() -> None:
    """Write all cues."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    for name, cue in CUES.items():
        write(FOLDER / f"{name}.wav", struck(cue))


if __name__ == "__main__":
    main()
