"""A played game told turn by turn in plain lines."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from game.match import Match, Standing
from game.model.report import Report
from game.study.par import Reference

MOVES = 5
"""How many of the largest changes of alignment are told."""


def heading(match: Match) -> Iterator[str]:
    """Which game it is."""
    origin = match.scenario.origin
    variant = f", variant {origin.variant}" if origin and origin.variant else ""
    yield f"{match.scenario.title} ({match.scenario.id}{variant}, length {match.length}, seed {match.seed})"
    if origin:
        yield f"scenario sha256 {origin.sha256}"


def turn_lines(match: Match, report: Report) -> Iterator[str]:
    """What happened in one turn."""
    entry, board = match.scenario.turn[report.turn - 1], report.after
    yield f"turn {report.turn}: {entry.name} ({entry.begins} to {entry.ends})"
    yield from (f"  event: {board.name(event)}" for event in report.events)
    yield from (f"  meeting: {board.name(a)} and {board.name(b)}" for a, b in report.meetings)
    yield from (f"  {order}" for order in report.orders)
    yield from (f"  without effect: {order}" for order in report.without_effect)
    yield from (f"  adopted: {board.name(item)} ({board.band(item)}{_aside(report, item)})" for item in report.adopted)
    yield from (f"  dropped: {board.name(item)}" for item in report.dropped)
    yield from (f"  moved a step: {board.name(file)} ({board.steps(file)})" for file in report.moved)
    yield from (f"  RUPTURE, blamed on {board.name(report.blamed)}" for _ in range(1) if report.blamed)
    yield from _tracks(report)
    yield from _alignments(report)


def closing(match: Match, reference: Reference | None = None) -> Iterator[str]:
    """How the game ended, beside reference games if there are any, or where it stands."""
    outcome = match.outcome()
    if outcome is None:
        written = [seat for seat in match.seats if match.submitted(seat)]
        yield f"turn {match.turn} is being played; sheets handed in: {', '.join(written) or 'none'}"
        return
    yield "the end: " + ("the summit broke" if outcome.rupture_turn else "all turns were played")
    for standing in outcome.standings:
        yield f"  {standing.rank}. {match.board.name(standing.seat)} {standing.score:.1f}{_compared(standing, reference)}"


def _compared(standing: Standing, reference: Reference | None) -> str:
    if reference is None:
        return ""
    found = reference.percentile(standing.seat, standing.secret, standing.score)
    return f", better than {found.value:.0f} of 100 reference games (give or take {found.give:.0f})"


def _aside(report: Report, item: str) -> str:
    names = [report.after.name(actor) for actor in report.after.aside(item)]
    return f"; stood aside: {', '.join(names)}" if names else ""


def _tracks(report: Report) -> Iterator[str]:
    board = report.after
    yield "  " + ", ".join(f"{board.name(t).lower()} {board.track(t):.1f} ({report.change(('track', t)):+.1f})"
                           for t in board.tracks)


def _alignments(report: Report) -> Iterator[str]:
    """The largest changes, in points."""
    cells: Sequence[tuple[str, str, str]] = [("alignment", a, p) for a in report.after.actors for p in report.after.poles]
    moved = sorted(((abs(report.change(cell)), cell) for cell in cells), key=lambda found: (-found[0], found[1]))
    board = report.after
    yield from (f"  {board.name(a)} toward {board.name(p)} {board.alignment(a, p):+.1f} ({report.change((kind, a, p)):+.1f})"
                for size, (kind, a, p) in moved[:MOVES] if size >= 0.05)
