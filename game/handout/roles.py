"""Role sheets, short and long, and the order sheets that are filled in by hand, one for each delegation."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property

import attrs

from game.handout.html import Cell, Html, bullets, element, heading, joined, paragraph, section, table, text
from game.match import Match
from game.model.board import Board
from game.scenario.tables.aims import Brief, Goal
from game.scenario.tables.people import Actor
from game.scenario.tables.summit import Action
from game.text import _, amount, n_, number
from game.words import Words

FRIENDS = 3
"""How many of the closest, and of the most distant, a role sheet names."""
ROWS = 5
"""Blank lines for actions."""


@attrs.frozen(slots=False, eq=False)
class Cast:
    """A scenario as its game begins, without anything that luck decides."""

    match: Match

    @cached_property
    def words(self) -> Words:
        """The scenario's names."""
        return Words(self.match.scenario)

    @property
    def board(self) -> Board:
        """The world at the start."""
        return self.match.board

    @property
    def seats(self) -> tuple[str, ...]:
        """The delegations."""
        return self.match.seats

    def brief(self, seat: str) -> Brief:
        """The brief of a seat."""
        return next(brief for brief in self.match.scenario.brief if brief.actor == seat)

    def actions(self, seat: str) -> tuple[Action, ...]:
        """What a delegation may ever order, in the scenario's sequence."""
        own = {entry.order.action for entry in self.match.rulebook.catalogue.entries if entry.order.seat == seat}
        return tuple(action for action in self.match.scenario.action if action.id in own)

    def time(self, seat: str) -> tuple[int, int]:
        """The slots and the meetings that a leader has in a turn."""
        book, d = self.match.rulebook, self.match.rulebook.names.seats.index(seat)
        return int(book.slots[d]), int(book.meetings[book.seats[d]])


def short(cast: Cast) -> Html:
    """A card for each seat: who you are, what you want, what you must not accept, what you can do."""
    return joined(_sheet(cast, seat, _short(cast, seat)) for seat in cast.seats)


def long(cast: Cast) -> Html:
    """The whole of each role: beside the card, where you stand, your friends, every goal, wishes and facts with sources."""
    return joined(_sheet(cast, seat, [*_short(cast, seat), *_long(cast, seat)], "sheet dense") for seat in cast.seats)


def _sheet(cast: Cast, seat: str, parts: list[Html], kind: str = "sheet") -> Html:
    return element("div", section(seat, cast.words.name(seat), *parts), class_=kind)


def _short(cast: Cast, seat: str) -> list[Html]:
    actor, brief = cast.words.actor(seat), cast.brief(seat)
    who = [_("You are {leader}.").format(leader=_(actor.leader))] if actor.leader else []
    who += [_("Your part: {role}.").format(role=_(actor.role))] if actor.role else []
    aims = sorted(brief.goal, key=lambda goal: -goal.weight)[:FRIENDS]
    parts = [paragraph(" ".join(who)), paragraph(_(brief.aim), "ask"), heading(3, _("You want above all")),
             bullets(_goal(goal) for goal in aims)]
    for title, words in ((_("Red line"), brief.red_line), (_("What you lose sleep over"), brief.question)):
        parts += [heading(3, title), paragraph(_(words))] if words else []
    slots, meetings = cast.time(seat)
    time = _("{capital} capital at the start and {income} more a turn; {slots} and {meetings} a turn.").format(
        capital=cast.board.capital(seat), income=actor.income, slots=n_("{n} action", "{n} actions", slots),
        meetings=n_("one meeting", "{n} meetings", meetings))
    return [*parts, paragraph(time, "when"), _prices(cast, seat)]


def _goal(goal: Goal) -> Html:
    return text(_("{goal} ({points} points)").format(goal=_(goal.text), points=amount(goal.weight)))


def _long(cast: Cast, seat: str) -> Iterator[Html]:
    actor, brief = cast.words.actor(seat), cast.brief(seat)
    if actor.text:
        yield joined([heading(3, _("Facts")), paragraph(_(actor.text)), _sources(cast, actor)])
    yield from _stand(cast, actor)
    yield joined([heading(3, _("Everything you are measured by")), table(
        _("Goals of {name}").format(name=cast.words.name(seat)), [_("Goal"), _("Points")],
        [[text(_(goal.text)), amount(goal.weight)] for goal in brief.goal], [1])])
    if brief.secret:
        one, several = _("This is your secret goal, worth {points} points:"), _(
            "One of these is your secret goal, worth {points} points; the game tells you which:")
        told = (several if len(brief.secret) > 1 else one).format(points=amount(brief.secret[0].weight))
        yield joined([heading(3, _("Your secret goal")), paragraph(told), bullets(text(_(goal.text)) for goal in brief.secret)])
    if brief.wishes:
        yield joined([heading(3, _("What you would write")), _wishes(cast, brief)])


def _sources(cast: Cast, actor: Actor) -> Html:
    titles = [_(source.title) for source in cast.match.scenario.source if source.id in actor.source]
    return paragraph(_("Sources: {titles}.").format(titles="; ".join(titles)), "when") if titles else Html("")


def _stand(cast: Cast, actor: Actor) -> Iterator[Html]:
    """Where the seat stands at the start, and with whom."""
    board, name = cast.board, cast.words.name
    if actor.kind == "state":
        leans = ", ".join(f"{name(pole)} {number(board.alignment(actor.id, pole))}" for pole in board.poles)
        yield joined([heading(3, _("Where you stand")), paragraph(_("You lean, from −100 to +100: {list}.").format(list=leans))])
    others = sorted((a for a in board.actors if a != actor.id), key=lambda a: -board.relation(actor.id, a))
    rows = [_relation(cast, actor.id, other) for other in dict.fromkeys([*others[:FRIENDS], *others[-FRIENDS:]])]
    head = [_("With"), _("Relation"), _("Why")]
    yield joined([heading(3, _("Closest and most distant")), table(_("From −100 to +100"), head, rows, [1])])


def _relation(cast: Cast, seat: str, other: str) -> list[Cell]:
    why = next((r.why for r in cast.match.scenario.relation if set(r.between) == {seat, other}), "")
    return [text(cast.words.name(other)), number(cast.board.relation(seat, other)), text(_(why) or "–")]


def _wishes(cast: Cast, brief: Brief) -> Html:
    """The seat's ideal of each paragraph, and above what it cannot sign."""
    rows: list[list[Cell]] = []
    for item, wish in brief.wishes.items():
        limit = _("above {n} you cannot sign").format(n=number(wish.limit)) if wish.limit is not None else "–"
        rows.append([text(cast.words.name(item)), number(wish.ideal), text(limit)])
    return table(_("Wordings from 0 (weak) to 100 (strong)"), [_("Paragraph"), _("Your ideal"), _("Limit")], rows, [1])


def orders(cast: Cast) -> Html:
    """A sheet for each seat to be copied for every turn: requests, actions, positions and consents."""
    return joined(_sheet(cast, seat, _orders(cast, seat)) for seat in cast.seats)


def _orders(cast: Cast, seat: str) -> list[Html]:
    slots, meetings = cast.time(seat)
    head = _("Turn: ______   Capital: ______   Up to {slots} of your leader's time, {meetings} among it.").format(
        slots=n_("{n} slot", "{n} slots", slots), meetings=n_("one meeting", "{n} meetings", meetings))
    filled = [make(cast, seat) for make in (_requests, _actions, _positions, _consents)]
    return [paragraph(head), *filled]


def _blank(caption: str, head: list[str], first: list[str]) -> Html:
    rows = [[text(words), *[text("")] * (len(head) - 1)] for words in first]
    return element("div", table(caption, head, rows), class_="write")


def _requests(cast: Cast, seat: str) -> Html:
    """The list of wishes, of a seat that has time for meetings."""
    places = [_("Wish {n}").format(n=k + 1) for k in range(cast.match.scenario.rules.requests)]
    head = [_("Place"), _("Leader"), _("If no meeting comes about, instead")]
    return _blank(_("Whom you ask to meet, in order of wish"), head, places) if cast.time(seat)[1] else Html("")


def _actions(cast: Cast, seat: str) -> Html:
    numbers = [_("Action {n}").format(n=k + 1) for k in range(ROWS)]
    head = [_("Line"), _("Action"), _("On whom or what"), _("How (option, how often)"), _("Cost")]
    return _blank(_("What you order"), head, numbers) if cast.actions(seat) else Html("")


def _positions(cast: Cast, seat: str) -> Html:
    """Positions on the declaration, for members and those who may become one."""
    board = cast.board
    takes = any(entry.kind == "position" and entry.order.seat == seat for entry in cast.match.rulebook.catalogue.entries)
    if not takes:
        return Html("")
    said = " / ".join(_(position.name) for position in cast.match.scenario.position)
    rows = []
    for item in board.items:
        turns = [cast.match.turns.index(turn) + 1 for turn in board.sessions(item)]
        when = _("turns {turns}; decided in the last").format(turns=", ".join(map(str, turns)))
        rows.append([text(cast.words.name(item)), text(when if turns else _("not in this length")), text("")])
    return element("div", table(_("Your position, where it is on the table: {positions}").format(positions=said),
                                [_("Paragraph"), _("On the table in"), _("Position")], rows), class_="write")


def _consents(cast: Cast, seat: str) -> Html:
    entries = cast.match.rulebook.catalogue.entries
    files = [entry.order.target or "" for entry in entries if entry.kind == "consent" and entry.order.seat == seat]
    return _blank(_("Consent that a file moves a step (no mark is a no)"), [_("File"), _("Yes")],
                  [cast.words.name(file) for file in files]) if files else Html("")


def _prices(cast: Cast, seat: str) -> Html:
    """What the seat can order, with its price."""
    rows = [[text(_(a.name)), str(a.cost), str(a.slots), text(_(a.text) or "–")] for a in cast.actions(seat)]
    head = [_("Action"), _("Capital"), _("Slots"), _("What it does")]
    return table(_("What you can order (some prices change with events)"), head, rows, [1, 2]) if rows else Html("")


def secrets(cast: Cast) -> Html:
    """Secret goals to be cut out and drawn, for a table without the game."""
    rows = [[text(cast.words.name(seat)), text(_(goal.text)), amount(goal.weight)]
            for seat in cast.seats for goal in cast.brief(seat).secret]
    says = _("For a table on paper: cut the lines apart and let each delegation draw one of its own. Played in the window, the "
             "game tells each seat its secret goal.")
    head = [_("Delegation"), _("Secret goal"), _("Points")]
    return section("slips", _("One line is one slip"), paragraph(says), table(_("All secret goals"), head, rows, [2]))
