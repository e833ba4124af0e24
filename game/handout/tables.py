"""Everything of a game as tables for other software, and the dictionary that says what each column means."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator, Sequence
from itertools import combinations

import attrs

from game.handout.account import Account
from game.match import Match
from game.model.board import Board
from game.model.report import Quantity, quantities
from game.text import _

Value = str | int | float | None
Row = Sequence[Value]


@attrs.frozen
class Table:
    """One table: its name, what a row is, its columns with what they mean, and its rows."""

    name: str
    text: str
    columns: dict[str, str]
    rows: tuple[Row, ...]


def files(account: Account) -> dict[str, str]:
    """File names and texts, the dictionary last. Before the end of a game they hold nothing that a seat may keep secret."""
    found = [make(account) for make in (*PUBLIC, *(AT_THE_END if account.over else ()))]
    columns = [(table.name, column, means, table.text) for table in found for column, means in table.columns.items()]
    dictionary = Table("dictionary", "", dict.fromkeys(("table", "column", "meaning", "a_row_is"), ""), tuple(columns))
    return {f"{table.name}.csv": as_csv(table) for table in (*found, dictionary)}


def as_csv(table: Table) -> str:
    """The table as text, with its columns in the first line."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(table.columns)
    writer.writerows([_written(value) for value in row] for row in table.rows)
    return text.getvalue()


def _written(value: Value) -> Value:
    """Numbers to a ten-thousandth; nothing for what is not so."""
    return round(value, 4) if isinstance(value, float) else value


def _stages(account: Account) -> Iterator[tuple[int, Board]]:
    """The world at the start (turn 0) and after every turn."""
    yield from enumerate(account.boards)


def _turn() -> dict[str, str]:
    return {"turn": _("turn of this game, from 1; 0 is the start")}


def _game(account: Account) -> Table:
    match, origin = account.match, account.match.scenario.origin
    rows: list[Row] = [("scenario", match.scenario.id), ("title", match.scenario.title), ("length", match.length),
                       ("turns", len(match.turns)), ("turns_played", len(match.reports)),
                       ("variant", origin.variant if origin else None), ("sha256", origin.sha256 if origin else None),
                       ("rupture_turn", _place(match, account.end.rupture_turn)), ("blamed", account.end.blamed)]
    rows += [("seed", str(match.seed))] if match.over else []
    rows += [(f"seat {seat}", who) for seat, who in account.who.items()]
    return Table("game", _("one fact of the game"), {"key": _("which fact"), "value": _("what is so")}, tuple(rows))


def _place(match: Match, turn: int | None) -> int | None:
    return None if turn is None else match.turns.index(turn) + 1


def _alignments(account: Account) -> Table:
    columns = _turn() | {"actor": _("id of the state"), "pole": _("id of the pole"),
                         "alignment": _("how far it leans there, -100 to 100"), "anchor": _("its resting point, -100 to 100"),
                         "dependency": _("how far it depends on the pole, 0 to 100"), "share": _("share of itself, 0 to 1")}
    rows = tuple((k, a, p, b.alignment(a, p), b.anchor(a, p), b.dependency(a, p), b.share(a, p))
                 for k, b in _stages(account) for a in b.states for p in b.poles)
    return Table("alignments", _("one state and pole after one turn"), columns, rows)


def _actors(account: Account) -> Table:
    columns = _turn() | {"actor": _("id of the actor"), "name": _("its name"), "kind": _("power, state or institution"),
                         "weight": _("what a state counts"), "welfare": _("how well it fares, 0 to 100"),
                         "first_partner": _("the pole it puts first; empty while it is open"), "member": _("1 for a member"),
                         "credibility": _("of a delegation, 0 to 100"), "capital": _("of a delegation")}
    kinds = {actor.id: actor.kind for actor in account.match.scenario.actor}
    rows = tuple((k, a, account.words.name(a), kinds[a], b.weight(a), b.welfare(a), b.first_partner(a), int(b.member(a)),
                  b.credibility(a) if a in b.seats else None, b.capital(a) if a in b.seats else None)
                 for k, b in _stages(account) for a in b.actors)
    return Table("actors", _("one actor after one turn"), columns, rows)


def _relations(account: Account) -> Table:
    columns = _turn() | {"one": _("id of an actor"), "other": _("id of another"), "relation": _("between them, -100 to 100")}
    rows = tuple((k, a, c, b.relation(a, c)) for k, b in _stages(account) for a, c in combinations(b.actors, 2))
    return Table("relations", _("two actors after one turn"), columns, rows)


def _gauges(account: Account) -> Table:
    columns = _turn() | {"track": _("id of the gauge"), "value": _("where it stands, 0 to 100"), "step": _("its named step")}
    rows = tuple((k, t, b.track(t), step.id if (step := b.step(t)) else None) for k, b in _stages(account) for t in b.tracks)
    return Table("gauges", _("one gauge after one turn"), columns, rows)


def _texts(account: Account) -> Table:
    columns = _turn() | {"item": _("id of the paragraph"), "wording": _("how strong, 0 to 100"),
                         "band": _("weak, middle or strong"), "status": _("open, adopted or dropped"),
                         "aside": _("who stood aside, ids with spaces between")}
    rows = tuple((k, i, b.wording(i), b.band(i), b.status(i), " ".join(b.aside(i))) for k, b in _stages(account) for i in b.items)
    return Table("paragraphs", _("one paragraph after one turn"), columns, rows)


def _files(account: Account) -> Table:
    columns = _turn() | {"file": _("id of the file"), "steps": _("steps taken so far")}
    rows = tuple((k, f, b.steps(f)) for k, b in _stages(account) for f in b.files)
    return Table("files", _("one file after one turn"), columns, rows)


def _orders(account: Account) -> Table:
    columns = _turn() | {"seat": _("who gave it"), "order": _("the order as text"), "action": _("id of the action"),
                         "target": _("on whom or what"), "option": _("its option"), "level": _("how often at once"),
                         "written": _("1 if it was on the sheet"), "carried_out": _("1 if it was carried out")}
    rows: list[Row] = []
    for report, sheets in zip(account.match.reports, account.match.played, strict=True):
        written = [order for sheet in sheets.values() for order in sheet if order.action != "request"]
        for order in dict.fromkeys([*written, *report.orders]):
            done = order.done
            if order.inner is not None and done not in report.orders and not account.over:
                continue  # a fall-back that was not needed is nobody's business yet
            rows.append((account.turn(report.turn), order.seat, str(order), done.action, done.target, done.option, done.level,
                         int(order in written), int(done in report.orders)))
    return Table("orders", _("one order of one turn, requests apart"), columns, tuple(rows))


def _requests(account: Account) -> Table:
    columns = _turn() | {"seat": _("who asked"), "other": _("for whom"), "rank": _("place on the list"),
                         "outcome": _("met; asked: both asked and no time was left; alone: the other did not ask")}
    rows: list[Row] = []
    for report in account.match.reports:
        for seat, other, how in account.wishes(report):
            rows.append((account.turn(report.turn), seat, other, report.requests[seat].index(other) + 1, how))
    return Table("requests", _("one name on the list of one seat"), columns, tuple(rows))


def _events(account: Account) -> Table:
    columns = _turn() | {"event": _("id of the card"), "seat": _("who answered; empty for a card without answers"),
                         "choice": _("the answer"), "by_default": _("1 if nobody wrote the answer")}
    rows: list[Row] = []
    for report, sheets in zip(account.match.reports, account.match.played, strict=True):
        turn, written = account.turn(report.turn), {order for sheet in sheets.values() for order in sheet}
        answers = [order for order in report.orders if order.action == "choose"]
        rows += [(turn, o.target, o.seat, o.option, int(o not in written)) for o in answers]
        rows += [(turn, event, None, None, None) for event in report.events if event not in {o.target for o in answers}]
    return Table("events", _("one card, or one answer to it"), columns, tuple(rows))


def _changes(account: Account) -> Table:
    columns = _turn() | {"quantity": _("what changed: alignment, anchor, relation, track, welfare, dependency or wording"),
                         "of": _("ids of what it belongs to, with a space between"),
                         "kind": _("what this part comes from: order, event, item, neighbour, chance and so on"),
                         "source": _("which one: an order's text or an id"),
                         "points": _("this part of the change; the parts of a change sum to it")}
    rows: list[Row] = []
    for report in account.match.reports:
        moved: list[Quantity] = [quantity for quantity in quantities(report.after) if report.change(quantity)]
        rows += [(account.turn(report.turn), quantity[0], " ".join(quantity[1:]), part.kind, part.source, part.points)
                 for quantity in moved for part in report.parts(quantity) if round(part.points, 4)]
    return Table("changes", _("one part of one number's change in one turn"), columns, tuple(rows))


def _scores(account: Account) -> Table:
    columns = {"seat": _("id of the delegation"), "rank": _("1 for the most points"), "score": _("0 to 100"),
               "penalty": _("points lost by the blame for a rupture"), "par": _("mean of reference games, empty without any"),
               "percentile": _("0 to 100 among reference games, empty without any"), "led_by": _("human, or a bot's name")}
    rows: list[Row] = []
    outcome, reference = account.match.outcome(), account.reference
    for s in outcome.standings if outcome else ():
        par = reference.par(s.seat, s.secret)[0] if reference else None
        percentile = reference.percentile(s.seat, s.secret, s.score).value if reference else None
        rows.append((s.seat, s.rank, s.score, s.penalty, par, percentile, account.who.get(s.seat)))
    return Table("standings", _("one delegation at the end"), columns, tuple(rows))


def _goals(account: Account) -> Table:
    columns = {"seat": _("id of the delegation"), "goal": _("id of the goal"), "text": _("what it asks for"),
               "secret": _("1 for the secret goal"), "shared": _("1 for a goal of the whole table"),
               "weight": _("points at most"), "start": _("what it measured at the start"), "end": _("at the end"),
               "from": _("no points here"), "to": _("all points here"), "points": _("points banked")}
    rows = tuple((seat, line.id, line.text, int(line.secret), int(line.shared), line.weight, line.start, line.now, line.from_,
                  line.to, line.banked) for seat in account.match.seats for line in account.match.view(seat).lines())
    return Table("goals", _("one line of one brief"), columns, rows)


def _deals(account: Account) -> Table:
    columns = {"offer": _("its number"), "turn": _("turn in which it was made"), "seat": _("who offered"), "other": _("to whom"),
               "gives": _("orders offered, semicolons between"), "asks": _("orders asked for"),
               "due": _("turn in which they were to be given"), "state": _("accepted, refused, countered, lapsed or open")}
    rows = tuple((t.id, account.turn(t.made), t.offer.proposer, t.offer.other, "; ".join(map(str, t.offer.gives)),
                  "; ".join(map(str, t.offer.asks)), account.turn(t.offer.turn), t.state) for t in account.match.corridor.talks)
    return Table("deals", _("one offer"), columns, rows)


def _pledges(account: Account) -> Table:
    columns = {"turn": _("turn in which it fell due"), "seat": _("who promised"), "other": _("to whom"),
               "order": _("what"), "state": _("kept, broken or void")}
    rows = tuple((account.turn(p.turn), p.giver, p.to, str(p.order), p.state) for p in account.match.corridor.pledges)
    return Table("pledges", _("one promised order"), columns, rows)


def _turnings(account: Account) -> Table:
    columns = {"turn": _("turn of the order"), "seat": _("who gave it"), "order": _("the order as text"),
               "other": _("a delegation"), "points": _("its score as the game went, less its score without the order"),
               "lost": _("recorded orders that are not legal without it"),
               "rupture_turn": _("turn in which the summit breaks without it, empty if it does not"),
               "blamed": _("who is blamed for that")}
    rows = tuple((account.turn(t.turn), t.seat, str(t.order), other, points, t.lost, _place(account.match, t.rupture), t.blamed)
                 for t in account.turnings for other, points in t.points.items())
    return Table("turning_points", _("one order, and what it made of one delegation's score"), columns, rows)


PUBLIC: tuple[Callable[[Account], Table], ...] = (
    _game, _alignments, _actors, _relations, _gauges, _texts, _files, _orders, _requests, _events, _changes)
AT_THE_END: tuple[Callable[[Account], Table], ...] = (_scores, _goals, _deals, _pledges, _turnings)
