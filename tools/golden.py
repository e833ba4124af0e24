"""Writes a golden playthrough of every scenario: `python tools/golden.py` plays them anew and writes tests/golden/*.txt.

A transcript holds every order and everything that came of it. The test replays the orders and compares each line;
`python tools/golden.py --replay` keeps the orders that are there and renews the rest.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

from game import paths
from game.match import Match
from game.model.board import Board
from game.model.report import Report
from game.scenario.load import load_scenario
from game.table import Table

ROOT = Path(__file__).resolve().parents[1]
FOLDER = ROOT / "tests" / "golden"
SEED = 20240704
ORDER = "  order "
SAID = "  said "


def scenarios() -> list[Path]:
    """Every scenario that is shipped."""
    return paths.scenario_files(ROOT / "scenarios")


def golden(path: Path) -> Path:
    """Where the transcript of a scenario is kept."""
    return FOLDER / f"{path.stem}.txt"


def play(path: Path) -> Match:
    """A whole game of greedy bots."""
    table = Table(Match(load_scenario(path), SEED), bots="greedy")
    while table.advance() is not None:
        pass
    return table.match


def replay(path: Path, text: str) -> Match:
    """The game whose orders stand in a transcript."""
    match = Match(load_scenario(path), SEED)
    for part in text.split("\nturn ")[1:]:
        sheets: dict[str, list[str]] = {seat: [] for seat in match.seats}
        match.say([line.removeprefix(SAID) for line in part.splitlines() if line.startswith(SAID)])
        for line in part.splitlines():
            if line.startswith(ORDER):
                order = line.removeprefix(ORDER)
                sheets[order.split(":", 1)[0]].append(order)
        for seat, orders in sheets.items():
            match.submit(seat, orders, match.turn)
        match.resolve()
    return match


def transcript(match: Match) -> str:
    """The whole game as text, one fact a line; numbers to a hundredth of a point."""
    return "".join(f"{line}\n" for line in _lines(match))


def _lines(match: Match) -> Iterator[str]:
    yield f"{match.scenario.id}, length {match.length}, seed {match.seed}: greedy bots in every seat"
    yield ""
    for sheets, report in zip(match.played, match.reports, strict=True):
        yield f"turn {report.turn}: {match.scenario.turn[report.turn - 1].name}"
        yield from (f"{SAID}{line}" for turn, line in match.corridor.said if turn == report.turn)
        yield from (f"{ORDER}{order}" for seat in match.seats for order in sheets.get(seat, ()))
        yield from _happened(report)
        yield from _board(report.after)
        yield ""
    yield from _end(match)


def _happened(report: Report) -> Iterator[str]:
    before = report.before
    yield from (f"  event {event}" for event in report.events)
    yield from (f"  meeting {one} {two}" for one, two in report.meetings)
    yield from (f"  without effect {order}" for order in report.without_effect)
    yield from (f"  file {file} moves to step {report.after.steps(file)}" for file in report.moved)
    for item in report.adopted:
        aside = ", ".join(report.after.aside(item)) or "nobody"
        yield f"  adopted {item} {report.after.band(item)}, aside {aside}"
    yield from (f"  dropped {item}" for item in report.dropped)
    yield from (f"  admitted {name}" for name in report.after.members if not before.member(name))
    if report.rupture:
        yield f"  rupture, blamed {report.blamed}"


def _board(board: Board) -> Iterator[str]:
    for actor in board.states:
        values = " ".join(f"{pole} {board.alignment(actor, pole):.2f}" for pole in board.poles)
        yield f"  state {actor}: {values} first {board.first_partner(actor) or 'nobody'} welfare {board.welfare(actor):.2f}"
    yield from (f"  track {track} {board.track(track):.2f}" for track in board.tracks)
    yield from (f"  seat {seat} capital {board.capital(seat)}" for seat in board.seats)
    yield f"  poles {board.multipolarity():.4f}"


def _end(match: Match) -> Iterator[str]:
    outcome = match.outcome()
    assert outcome is not None
    yield f"end: {outcome.reason}, blamed {outcome.blamed or 'nobody'}"
    for standing in outcome.standings:
        yield f"  {standing.rank} {standing.seat} {standing.score:.2f} secret {standing.secret}"
        yield from (f"    {goal} {points:.2f}" for goal, points in standing.lines)


def main(keep: bool) -> None:
    """Write the transcripts of all scenarios."""
    FOLDER.mkdir(exist_ok=True)
    for path in scenarios():
        file = golden(path)
        match = replay(path, file.read_text()) if keep and file.exists() else play(path)
        file.write_text(transcript(match))
        print(f"{file.relative_to(ROOT)}: {len(match.reports)} turns")


if __name__ == "__main__":
    main("--replay" in sys.argv[1:])
