"""Questions for the talk after a game: the scenario's question bank, filled with what happened in this one."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import islice

import attrs

from game.handout.account import Account
from game.match import Standing
from game.model.board import Board
from game.scenario.tables.record import Question
from game.study.turning import LEAST
from game.text import _, amount, joined, number

Found = dict[str, str]
"""What a finding fills into a question, by place; under `of` the ids that it is about."""


@attrs.frozen
class Asked:
    """One question, with what it is about."""

    topic: str
    text: str


def asked(account: Account) -> tuple[Asked, ...]:
    """The questions that this game gives cause for, in the scenario's sequence."""
    bank = account.match.scenario.question
    return tuple(Asked(_(question.topic), text) for question in bank for text in _texts(account, question))


def _texts(account: Account, question: Question) -> Iterator[str]:
    if question.about == "always":
        yield _(question.text)
        return
    found = (one for one in FINDERS[question.about](account) if not question.of or one["of"] in question.of)
    for one in islice(found, question.most):
        yield _(question.text).format_map(one)


def _turned(account: Account) -> Iterator[Found]:
    """States whose first partner changed, the heaviest first."""
    for state in sorted(account.end.states, key=lambda s: -account.end.weight(s)):
        for report in account.match.reports:
            before, after = report.before.first_partner(state), report.after.first_partner(state)
            if before != after:
                yield {"of": state, "state": account.words.name(state), "before": _partner(account, before),
                       "after": _partner(account, after), "turn": str(account.turn(report.turn))}


def _partner(account: Account, pole: str | None) -> str:
    return account.words.name(pole) if pole else _("nobody")


def _shift(account: Account) -> Iterator[Found]:
    """Alignments by how far they moved from start to end."""
    start, end = account.start, account.end
    cells = [(s, p) for s in end.states for p in end.poles]
    for state, pole in sorted(cells, key=lambda cell: -abs(end.alignment(*cell) - start.alignment(*cell))):
        yield {"of": state, "state": account.words.name(state), "pole": account.words.name(pole),
               "before": number(start.alignment(state, pole)), "after": number(end.alignment(state, pole))}


def _unanswered(account: Account) -> Iterator[Found]:
    """Requests to delegations that did not ask back, of those who asked most often first."""
    often = account.unanswered()
    told = {}
    for report in account.match.reports:
        for seat, other, how in account.wishes(report):
            if how == "alone":
                told[seat, other] = report.turn
    for seat, other in sorted(told, key=lambda pair: -often[pair]):
        yield {"of": seat, "seat": account.words.name(seat), "other": account.words.name(other),
               "turn": str(account.turn(told[seat, other]))}


def _words_given(state: str) -> Callable[[Account], Iterator[Found]]:
    def find(account: Account) -> Iterator[Found]:
        """Pledges that were kept, or broken."""
        for pledge in account.judged(state):
            yield {"of": pledge.giver, "seat": account.words.name(pledge.giver), "other": account.words.name(pledge.to),
                   "order": account.says(pledge.order), "turn": str(account.turn(pledge.turn))}

    return find


def _adopted(account: Account) -> Iterator[Found]:
    for report in account.match.reports:
        for item in report.adopted:
            yield {"of": item, "item": account.words.name(item), "wording": _(report.after.band(item)),
                   "turn": str(account.turn(report.turn))}


def _aside(account: Account) -> Iterator[Found]:
    for item in account.end.items:
        if seats := account.end.aside(item):
            yield {"of": item, "item": account.words.name(item), "seats": joined([account.words.name(s) for s in seats])}


def _dropped(account: Account) -> Iterator[Found]:
    for report in account.match.reports:
        for item in report.dropped:
            yield {"of": item, "item": account.words.name(item), "turn": str(account.turn(report.turn))}


def _moved(account: Account) -> Iterator[Found]:
    for file in account.end.files:
        if account.end.steps(file):
            yield {"of": file, "file": account.words.name(file), "steps": str(account.end.steps(file))}


def _unmoved(account: Account) -> Iterator[Found]:
    """Files that somebody convened and that never moved."""
    entries = account.match.rulebook.catalogue
    for file in account.end.files:
        orders = [order for report in account.match.reports for order in report.orders if order.action != "choose"]
        seats = dict.fromkeys(o.seat for o in orders if o.target == file and entries.convenes[entries.number(o)] >= 0)
        if seats and not account.end.steps(file):
            names = joined([account.words.name(seat) for seat in seats])
            yield {"of": file, "file": account.words.name(file), "seats": names}


def _answered(account: Account) -> Iterator[Found]:
    """Answers to cards that were written by hand, not taken by default."""
    for report, sheets in zip(account.match.reports, account.match.played, strict=True):
        for order in (o for sheet in sheets.values() for o in sheet if o.action == "choose"):
            yield {"of": order.target or "", "event": account.words.name(order.target), "seat": account.words.name(order.seat),
                   "choice": account.words.order(order).partition(": ")[2], "turn": str(account.turn(report.turn))}


def _peak(account: Account) -> Iterator[Found]:
    """Where the gauge that can break the summit stood highest, if it never broke it."""
    track = account.end.brink
    if track is None or account.end.rupture_turn is not None:
        return
    highest = max(account.match.reports, key=lambda report: report.after.track(track), default=None)
    if highest is not None:
        yield {"of": track, "track": account.words.name(track), "value": number(highest.after.track(track)),
               "turn": str(account.turn(highest.turn))}


def _rupture(account: Account) -> Iterator[Found]:
    board: Board = account.end
    if board.rupture_turn is not None and board.brink is not None:
        yield {"of": board.brink, "track": account.words.name(board.brink), "seat": account.words.name(board.blamed),
               "turn": str(account.turn(board.rupture_turn))}


def _turning(account: Account) -> Iterator[Found]:
    """Orders by what they made for somebody else, told of the one they mattered most to."""
    found = [(abs(points), t, other) for t in account.turnings for other, points in t.points.items()
             if other != t.seat and abs(points) >= LEAST]
    for _size, turning, other in sorted(found, key=lambda one: (-one[0], one[1].turn, str(one[1].order))):
        yield {"of": turning.seat, "seat": account.words.name(turning.seat), "order": account.says(turning.order),
               "other": account.words.name(other), "points": amount(turning.points[other]),
               "turn": str(account.turn(turning.turn))}


def _secret(account: Account) -> Iterator[Found]:
    """Secret goals by how much of them was reached, the most first; none before they are opened."""
    outcome = account.match.outcome()
    standings: list[Standing] = [s for s in outcome.standings if s.secret] if outcome else []
    for standing in sorted(standings, key=lambda s: -dict(s.lines)[s.secret or ""]):
        line = next(line for line in account.match.view(standing.seat).lines() if line.secret)
        yield {"of": standing.seat, "seat": account.words.name(standing.seat), "goal": _(line.text),
               "points": amount(dict(standing.lines)[line.id]), "weight": amount(line.weight)}


FINDERS: dict[str, Callable[[Account], Iterator[Found]]] = {
    "turned": _turned, "shift": _shift, "unanswered": _unanswered, "kept": _words_given("kept"), "broken": _words_given("broken"),
    "adopted": _adopted, "aside": _aside, "dropped": _dropped, "moved": _moved, "unmoved": _unmoved, "answered": _answered,
    "peak": _peak, "rupture": _rupture, "turning": _turning, "secret": _secret,
}
