"""Work for another process that never ends by itself."""

from __future__ import annotations

from multiprocessing.connection import Connection


def spin(pipe: Connection) -> None:
    """Say that it has begun, and then neither listen nor rest."""
    pipe.send("begun")
    while True:
        pass
