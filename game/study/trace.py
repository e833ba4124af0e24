"""One played game with every number that the model used, so that anybody can check it with other software."""

from __future__ import annotations

import json
from typing import Any

import numpy as np

from game.match import Match
from game.model.cells import logistic
from game.model.influence import neighbours
from game.model.report import Report, stance_terms

FORMAT = 1


def as_json(match: Match) -> str:
    """The trace as JSON text; there is no NaN in it."""
    return json.dumps(trace(match), allow_nan=False, ensure_ascii=False) + "\n"


def trace(match: Match) -> dict[str, Any]:
    """Axes are `actors`, `poles` and `tracks`; stance, anchor and terms latent, relation and tracks as values."""
    book, origin = match.rulebook, match.scenario.origin
    return {
        "format": FORMAT, "scenario": {"id": match.scenario.id, "sha256": origin.sha256 if origin else None}, "seed": match.seed,
        "actors": list(book.names.actors), "poles": list(book.names.poles), "tracks": list(book.names.tracks),
        "weight": book.weight.tolist(), "free": book.free.tolist(), "social": book.social.tolist(),
        "anchoring": book.anchoring.tolist(), "coupling": book.coupling.tolist(), "sigma": book.sigma.tolist(),
        "turns": [_turn(match, k, report) for k, report in enumerate(match.reports)],
    }


def _turn(match: Match, k: int, report: Report) -> dict[str, Any]:
    before, after = report.before.world, report.after.world
    return {
        "turn": report.turn, "orders": _orders(match, k, report), "meetings": [list(pair) for pair in report.meetings],
        "stance": before.stance[0].tolist(), "anchor": before.anchor[0].tolist(),
        "relation": np.tanh(before.affinity[0]).tolist(), "tracks": logistic(before.tracks[0]).tolist(),
        "neighbours": neighbours(report.resolution.terms.relation, match.rulebook.weight)[0].tolist(),
        "terms": _terms(report),
        "next_stance": after.stance[0].tolist(), "next_anchor": after.anchor[0].tolist(), "scores": _scores(match, k),
    }


def _orders(match: Match, k: int, report: Report) -> list[str]:
    """The sheets as written, then what joined without being written so: fall-backs, and answers by default."""
    written = [str(order) for orders in match.played[k].values() for order in orders]
    return list(dict.fromkeys([*written, *map(str, report.orders)]))


def _terms(report: Report) -> dict[str, Any]:
    """Parts of the change of every stance by what they come from; they sum to it."""
    found = stance_terms(report)
    parts: dict[str, Any] = {name: {source: term.tolist() for source, term in found[name].items()}
                             for name in ("orders", "events", "items")}
    return {**parts, **{name: found["whole"][name].tolist() for name in ("social", "anchoring", "chance")}}


def _scores(match: Match, k: int) -> dict[str, float]:
    """What each seat has after the turn."""
    done = k + 1
    return match.branch(match.turns[done]).scores() if done < len(match.turns) else match.scores()
