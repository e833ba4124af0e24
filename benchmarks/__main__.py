"""Measures speed as ratios in one run: `python -m benchmarks [--write]`; --write renews the table of docs/performance.md."""

from __future__ import annotations

import argparse
import math
import os
import platform
import re
from pathlib import Path

import numpy

from benchmarks import clicks, forecasts, games, saves, step, turns, window
from game import load_scenario

ROOT = Path(__file__).resolve().parent.parent
PAGE, PLOT = ROOT / "docs" / "performance.md", ROOT / "docs" / "growth.svg"
BEGIN, END = "<!-- measured: begin -->", "<!-- measured: end -->"


def turn_rows(found: turns.Turns) -> list[tuple[str, str, str, str]]:
    """What the rules cost."""
    single, batch = (found.phase / t for t in (found.turn, found.batch_turn))
    timed_phase = ("not installed", "") if math.isnan(found.phase) else (f"{found.phase * 1e3:.3f} ms", "1")
    return [
        ("one phase of `diplomacy` 1.1.2, random orders", *timed_phase, ""),
        ("one turn of a single Astana game, all rules, record kept", f"{found.turn * 1e3:.3f} ms",
         f"{single:.1f} times as fast as the phase", "2, aim 5"),
        (f"one turn of one game in a batch of {turns.BATCH}, orders given, record kept", f"{found.batch_turn * 1e6:.1f} us",
         f"{batch:.1f} times as many turns a second", "40"),
        (f"reading the orders of one turn ({found.orders:.0f} of them) into arrays beforehand",
         f"{found.gather_turn * 1e6:.1f} us", "", ""),
    ]


def forecast_rows(found: forecasts.Forecasts) -> list[tuple[str, str, str, str]]:
    """What a player's click costs."""
    return [
        (f"a forecast with {forecasts.SAMPLES} samples, once its turn is prepared", f"{found.click * 1e3:.1f} ms", "",
         "150 ms a click"),
        ("preparing it, once a turn", f"{found.prepared * 1e3:.0f} ms", "", ""),
    ]


def window_rows(found: window.Window) -> list[tuple[str, str, str, str]]:
    """What the window costs."""
    return [
        ('`python -c "import numpy, pygame"`', f"{found.imports:.3f} s", "1", ""),
        ("`multivector` from process start to its first picture", f"{found.first_frame:.3f} s",
         f"{found.first_frame / found.imports:.2f} times as long", "at most 4"),
        (f"pictures of a desk drawn in {window.IDLE:.0f} s without input (`{found.driver}`)", f"{found.idle_draws}", "", "0"),
        ("share of one core used meanwhile", f"{100 * found.idle_share:.1f} %", "", "1 %"),
        ("a frame of the summit at 1080p, the pointer on something else", f"{found.frame * 1e3:.1f} ms", "", "4 ms"),
        ("most memory held at 1080p after every screen was seen", f"{found.memory:.0f} MB", "", "400 MB"),
    ]


def click_rows(found: clicks.Clicks, imports: float) -> list[tuple[str, str, str, str]]:
    """What clicks cost in a whole game."""
    count, times = found.count, "times as long as the imports"
    return [
        (f"a click until its picture is drawn at 1080p, {count} of them in a whole Astana game",
         f"{found.median * 1e3:.0f} ms", f"{found.median / imports:.2f} {times}", ""),
        (f"the slowest of them ({found.slowest})",
         f"{found.worst * 1e3:.0f} ms", f"{found.worst / imports:.2f} {times}", "100 ms"),
        ("a new table until its first desk, another process started and twelve bots heard", f"{found.ready:.1f} s",
         f"{found.ready / imports:.1f} {times}", ""),
    ]


def as_table(rows: list[tuple[str, str, str, str]]) -> str:
    """A table in Markdown."""
    head = ("what", "median", "ratio", "target")
    return "\n".join(f"| {' | '.join(row)} |" for row in (head, ("---",) * 4, *rows))


def machine() -> str:
    """What it ran on, in one line."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    return f"{platform.machine()}, {cores} cores, Python {platform.python_version()}, numpy {numpy.__version__}"


def write(text: str) -> None:
    """Put the table between the two marks of the page."""
    page = PAGE.read_text(encoding="utf-8")
    PAGE.write_text(re.sub(f"{BEGIN}.*{END}", lambda _: f"{BEGIN}\n{text}\n{END}", page, flags=re.DOTALL), encoding="utf-8")


def main() -> None:
    """Measure what was asked for, print it, and write it down if wanted."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--only", choices=("games", "step", "turns", "forecast", "window", "saves"))
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    astana = load_scenario(ROOT / "scenarios" / "astana.toml")
    rows: list[tuple[str, str, str, str]] = []
    if options.only in (None, "games"):
        rows += games.rows(astana)
    if options.only in (None, "step"):
        rows += [*step.rows(), *step.growth(PLOT if options.write else None)]
    if options.only in (None, "turns"):
        rows += turn_rows(turns.measure(astana))
    if options.only in (None, "forecast"):
        rows += forecast_rows(forecasts.measure(astana))
    if options.only in (None, "window"):
        opened = window.measure()
        rows += [*window_rows(opened), *click_rows(clicks.measure(astana), opened.imports)]
    if options.only in (None, "saves"):
        rows += saves.rows()
    text = f"Measured on {machine()}.\n\n{as_table(rows)}"
    print(text)
    if options.write:
        write(text)


if __name__ == "__main__":
    main()
