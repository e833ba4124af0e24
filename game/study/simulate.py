"""Many whole games: what is kept of each, as rows, as JSON, and in a summary."""

from __future__ import annotations

import csv
import io
import json
import statistics
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import attrs

from game.match import Match
from game.model.board import Board
from game.study.play import Setup, orders_given, play

OPEN = "open"
"""What stands for a state without a first partner."""


@attrs.frozen(kw_only=True)
class Seat:
    """One delegation at the end of a game."""

    seat: str
    bot: str
    score: float
    rank: int


@attrs.frozen(kw_only=True)
class Game:
    """How one game ended."""

    game: int
    """counted from 0; its seed is the first seed + this"""
    seed: int
    settings: dict[str, float | str]
    """the value at each path of the scenario that is varied"""
    length: str
    seats: tuple[Seat, ...]
    rupture: int | None
    """the turn of the rupture"""
    blamed: str | None
    first_partners: dict[str, str]
    tracks: dict[str, float]
    items: dict[str, str]
    """the wording of what was adopted, otherwise dropped or open"""
    files: dict[str, int]
    """steps taken"""
    orders: dict[str, int]
    """how often each action was carried out, a meeting once for each seat in it"""


def values_of(setup: Setup) -> dict[str, float | str]:
    """What is varied, by its path: numbers as they are, all else as text."""
    numbers = {s.name: s.value for s in setup.settings if isinstance(s.value, (int, float)) and not isinstance(s.value, bool)}
    return {s.name: numbers.get(s.name, s.shown) for s in setup.settings}


def game(setup: Setup, seed: int) -> Game:
    """Play one game and keep how it ended; `game` is numbered by `numbered`."""
    match = play(setup, seed)
    outcome, board = match.outcome(), match.board
    assert outcome is not None
    by_seat = {standing.seat: standing for standing in outcome.standings}
    seats = tuple(Seat(seat=s, bot=setup.named(s), score=by_seat[s].score, rank=by_seat[s].rank) for s in match.seats)
    return Game(game=0, seed=seed, settings=values_of(setup), length=match.length, seats=seats,
                rupture=outcome.rupture_turn, blamed=outcome.blamed,
                first_partners={state: board.first_partner(state) or OPEN for state in board.states},
                tracks={track: board.track(track) for track in board.tracks},
                items={item: ending(board, item) for item in board.items},
                files={file: board.steps(file) for file in board.files}, orders=_by_action(match))


def ending(board: Board, item: str) -> str:
    """The wording of what was adopted, otherwise dropped or open."""
    return board.band(item) if board.status(item) == "adopted" else board.status(item)


def _by_action(match: Match) -> dict[str, int]:
    found: Counter[str] = Counter()
    for (_, action), count in orders_given(match).items():
        found[action] += count
    return dict(sorted(found.items()))


def numbered(games: Iterable[Game]) -> list[Game]:
    """The games of a study in their sequence, counted from 0."""
    return [attrs.evolve(one, game=k) for k, one in enumerate(games)]


def rows(games: Sequence[Game]) -> list[dict[str, Any]]:
    """A row for every game and seat; what belongs to the game is repeated."""
    return [{"game": g.game, "seed": g.seed, **g.settings, "seat": s.seat, "bot": s.bot, "score": s.score, "rank": s.rank,
             "rupture": g.rupture or "", "blamed": g.blamed or "", **_columns(g)} for g in games for s in g.seats]


def _columns(g: Game) -> dict[str, Any]:
    parts: dict[str, Mapping[str, Any]] = {"first": g.first_partners, "track": g.tracks, "item": g.items, "file": g.files}
    return {f"{kind}:{name}": value for kind, values in parts.items() for name, value in values.items()}


def as_csv(games: Sequence[Game]) -> str:
    """The rows as comma-separated values with a head."""
    text, found = io.StringIO(), rows(games)
    writer = csv.DictWriter(text, list(found[0]), lineterminator="\n")
    writer.writeheader()
    writer.writerows(found)
    return text.getvalue()


def as_json(setup: Setup, games: Sequence[Game]) -> str:
    """Everything kept, and the summary."""
    scenario, origin = setup.scenario, setup.scenario.origin
    head = {"id": scenario.id, "sha256": origin.sha256 if origin else None, "variant": origin.variant if origin else None}
    found = {"format": 1, "scenario": head, "length": games[0].length, "bots": {s.seat: s.bot for s in games[0].seats},
             "summary": attrs.asdict(summary(games)), "games": [attrs.asdict(one) for one in games]}
    return json.dumps(found, indent=1, allow_nan=False, ensure_ascii=False) + "\n"


@attrs.frozen(kw_only=True)
class Summary:
    """What the games have in common; shares in 0..1."""

    games: int
    scores: dict[str, dict[str, float]]
    """for each seat mean, sd, least, most, and the share of games won"""
    ruptures: float
    orders: dict[str, float]
    items: dict[str, dict[str, float]]
    """for each item the share of games in which it ended so"""
    files: dict[str, float]
    """mean steps"""
    tracks: dict[str, float]
    """means at the end"""
    settings: dict[str, dict[str, dict[str, float]]]
    """for each path that is varied and each of its values: games, share of ruptures, mean scores and tracks"""

    def tables(self) -> list[tuple[str, tuple[str, ...], list[tuple[object, ...]]]]:
        """Title, head and rows of what is shown on a terminal; shares in per cent."""
        endings = ("weak", "middle", "strong", "dropped", OPEN)
        return [
            (f"{self.games} games", ("seat", "mean", "sd", "least", "most", "first %"),
             [(seat, s["mean"], s["sd"], s["least"], s["most"], 100 * s["first"]) for seat, s in self.scores.items()]),
            ("Orders carried out", ("action", "%"),
             [(a, 100 * x) for a, x in sorted(self.orders.items(), key=lambda pair: -pair[1])]),
            ("Items, % of games", ("item", "adopted", *endings),
             [(item, 100 * sum(ends.get(e, 0.0) for e in endings[:3]), *(100 * ends.get(e, 0.0) for e in endings))
              for item, ends in self.items.items()]),
            ("At the end", ("", "mean"),
             [("ruptures, % of games", 100 * self.ruptures), *((f"{t}, points", v) for t, v in self.tracks.items()),
              *((f"{f}, steps", v) for f, v in self.files.items())]),
            *(_varied(path, values) for path, values in self.settings.items()),
        ]


def summary(games: Sequence[Game]) -> Summary:
    """Means and shares over at least one game."""
    count = len(games)
    orders = sum((Counter(g.orders) for g in games), Counter())
    return Summary(
        games=count, scores={s.seat: _scores([g.seats[k] for g in games]) for k, s in enumerate(games[0].seats)},
        ruptures=sum(g.rupture is not None for g in games) / count,
        orders={action: n / max(orders.total(), 1) for action, n in sorted(orders.items())},
        items={item: _shares([g.items[item] for g in games]) for item in games[0].items},
        files={file: statistics.fmean(g.files[file] for g in games) for file in games[0].files},
        tracks={track: statistics.fmean(g.tracks[track] for g in games) for track in games[0].tracks},
        settings={path: _by_value(path, games) for path in games[0].settings},
    )


def _by_value(path: str, games: Sequence[Game]) -> dict[str, dict[str, float]]:
    """What the games of each value of a path have in common."""
    found: dict[str, list[Game]] = {}
    for one in games:
        found.setdefault(str(one.settings[path]), []).append(one)
    return {value: {
        "games": len(some), "ruptures": sum(g.rupture is not None for g in some) / len(some),
        **{f"score:{s.seat}": statistics.fmean(g.seats[k].score for g in some) for k, s in enumerate(some[0].seats)},
        **{f"track:{track}": statistics.fmean(g.tracks[track] for g in some) for track in some[0].tracks},
    } for value, some in found.items()}


def _varied(path: str, values: Mapping[str, Mapping[str, float]]) -> tuple[str, tuple[str, ...], list[tuple[object, ...]]]:
    """The table of a path: a column for each value, a row for each seat's mean score and what else there is."""
    lines = next(iter(values.values()))
    words = {"games": "games", "ruptures": "ruptures, % of games"}
    scale = {"ruptures": 100.0}
    return (f"{path}, means", ("", *values),
            [(words.get(line, line.partition(":")[2]), *(one[line] * scale.get(line, 1) for one in values.values()))
             for line in lines])


def _scores(ends: Sequence[Seat]) -> dict[str, float]:
    scores = [end.score for end in ends]
    return {"mean": statistics.fmean(scores), "sd": statistics.stdev(scores) if len(scores) > 1 else 0.0,
            "least": min(scores), "most": max(scores), "first": sum(end.rank == 1 for end in ends) / len(ends)}


def _shares(ends: Sequence[str]) -> dict[str, float]:
    return {end: n / len(ends) for end, n in sorted(Counter(ends).items())}
