"""Whom to ask for a meeting, in order, and what to do when it does not come about."""

from __future__ import annotations

from functools import partial

from game.model.orders import Order
from game.text import _, n_
from game.ui import theme
from game.ui.hint import hint, meant, note, saying
from game.ui.layout import Column, Element, Gap, Row
from game.ui.nav import Nav, Push
from game.ui.screens.common import card, figure, pole_chip, titled
from game.ui.screens.picker import Picker
from game.ui.session import Desk
from game.ui.widgets import Bar, Button, Rule, Text, button, heading

LINE = 32
"""The height of a line of the list, that of its buttons."""


def requests(desk: Desk) -> list[Order]:
    """The request list of the sheet, in order."""
    return sorted((order for order in desk.chosen if order.action == "request"), key=lambda order: order.rank or 0)


def page(desk: Desk) -> list[Element]:
    """The list, its fall-backs, and everybody who can be asked."""
    most = desk.words.scenario.rules.requests
    says = _(
        "Ask up to {most} leaders, in order. A meeting comes about when both asked for it and both have time left. "
        "It costs {cost} capital, paid only if it comes about."
    ).format(most=most, cost=desk.cost(Order(desk.seat, "request", desk.seat, rank=1)))
    asked = requests(desk)
    listed = card(*_list(desk, asked, most), Rule(), *_fallbacks(desk, bool(asked)), gap=4)
    parts: list[Element] = [titled(_("Meetings"), says), listed]
    parts.append(heading(_("Whom to ask"), _("letter: first partner · number: your relation")))
    places = {order.target: i + 1 for i, order in enumerate(asked)}
    able = {order.target for order in desk.legal(()) if order.action == "request"} | set(places)
    names = [actor for actor in desk.view.board.actors if actor in able]
    open_ = {order.target for order in desk.legal() if order.action == "request"}
    for actor in sorted(names, key=lambda a: -desk.view.board.relation(desk.seat, a)):
        parts.append(_candidate(desk, actor, places.get(actor, 0), actor in open_))
    if not names:
        parts.append(Text(_("Nobody can be asked now."), "small", theme.MUTED))
    return parts


def _list(desk: Desk, asked: list[Order], most: int) -> list[Element]:
    """As many lines as the list may have names, so that nothing below moves while it is filled."""
    rows = [_asked(desk, asked, i) for i in range(len(asked))]
    empty = _("Your list is empty, so you will meet nobody this turn.")
    rows += [_free(i, "–" if i else empty) for i in range(len(asked), most)]
    return rows


def _free(i: int, says: str) -> Row:
    """A line of the list without a name, as tall as one with a name."""
    return Row([_place(i, theme.FAINT), Text(says, "small", theme.MUTED, grow=1), Gap(tall=LINE)])


def _place(i: int, ink: theme.Colour) -> Element:
    """Its number in the list."""
    says = _("Your wish number {n}: the sooner both sides wish for a meeting, the sooner it is made.").format(n=i + 1)
    return note(f"place:{i + 1}", Text(str(i + 1), "strong", ink), says, wide=16)


def _asked(desk: Desk, asked: list[Order], i: int) -> Element:
    order = asked[i]
    parts: list[Element] = [
        _place(i, theme.ACCENT),
        desk.words.emblem(order.target or "", 24),
        Text(desk.words.name(order.target), "strong", grow=1),
    ]
    if i:
        parts.append(button(f"up:{order.target}", _("Earlier"), lambda: _earlier(desk, asked, i), look="ghost"))
    parts.append(button(f"unask:{order.target}", _("Remove"), lambda: desk.drop(order), look="ghost"))
    return Row(parts)


def _earlier(desk: Desk, asked: list[Order], i: int) -> Nav:
    moved = list(asked)
    moved[i - 1], moved[i] = moved[i], moved[i - 1]
    return desk.ask(moved)


def _candidate(desk: Desk, actor: str, place: int, open_: bool) -> Element:
    board, words = desk.view.board, desk.words
    relation = board.relation(desk.seat, actor)
    notes = _notes(desk, actor)
    names = Column(
        [
            Text(words.name(actor), "strong"),
            Text(_(words.actor(actor).leader), "small", theme.MUTED),
            *([Text(" · ".join(notes), "small", theme.ACCENT)] if notes else []),
        ],
        gap=0,
        grow=1,
    )
    colour = theme.GOOD if relation >= 0 else theme.BAD
    chip = [pole_chip(words, board.first_partner(actor))] if actor in board.states else []
    ask = _ask_button(desk, actor, place, open_)
    sign = words.emblem(actor, 32)
    stands = Row([Row(chip, wide=22), Bar(relation, colour, wide=36, tall=8), figure(relation, wide=30)])
    says = _("The letter is its first partner; bar and figure are your relation with it.")
    return Row([sign, names, hint("relation", stands, says, name=f"with:{actor}"), ask])


def _ask_button(desk: Desk, actor: str, place: int, open_: bool) -> Button:
    """Asks for a meeting, or says which place in the list it has."""
    if not place:
        found = button(f"{'ask' if open_ else 'full'}:{actor}", _("Ask"), lambda: _ask(desk, actor), enabled=open_, wide=84)
        found.tip = None if open_ else saying(_("There is no room, time or capital left for another name on your list."))
        return found
    found = button(f"asked:{actor}", _("No. {place}").format(place=place), enabled=False, wide=84)
    found.tip = saying(_("Its place on your list above, where it can be moved or removed."))
    return found


def _notes(desk: Desk, actor: str) -> list[str]:
    """What makes it more or less likely, or worth while, to be met by an actor."""
    board, reports = desk.view.board, desk.view.reports
    notes = []
    if actor not in board.seats:
        notes.append(_("always accepts if free"))
    if reports and desk.seat in reports[-1].requests.get(actor, ()):
        notes.append(_("asked for you last turn"))
    if board.met(desk.seat, actor):
        notes.append(_("already met"))
    return notes


def _ask(desk: Desk, actor: str) -> Nav:
    asked = requests(desk)
    order = Order(desk.seat, "request", actor, rank=len(asked) + 1)
    return desk.pick(order)


def _fallbacks(desk: Desk, asked: bool) -> list[Element]:
    if closed := desk.closed("fallbacks"):
        return [Text(closed, "small", theme.MUTED)]
    chosen = sorted((order for order in desk.chosen if order.action == "fallback"), key=lambda order: order.rank or 0)
    possible = tuple(order for order in desk.legal() if order.action == "fallback")
    held = desk.budget.meetings
    free = Text(n_("time for {n} meeting", "time for {n} meetings", held), "small", theme.MUTED)
    says = _("So many of the meetings you ask for can come about; each holds a slot and its price.")
    told = hint("slots", free, says, name="time")
    head = Row([Text(_("If a meeting does not come about"), "small", theme.MUTED, grow=1), told])
    rows: list[Element] = [head, *(_fallback(desk, order) for order in chosen)]
    if possible or not chosen:
        instead = _("Choose what to do instead") if possible or asked else _("Ask somebody first")
        rows.append(button("fallback", instead, lambda: _pick(desk, possible), key="f", enabled=bool(possible)))
    return rows


def _fallback(desk: Desk, order: Order) -> Row:
    says = Text(desk.words.order(order.done), "small", grow=1)
    return Row([says, button(f"drop:{order}", _("Remove"), lambda: desk.drop(order), look="ghost")])


def _pick(desk: Desk, possible: tuple[Order, ...]) -> Nav:
    rank = min(order.rank or 1 for order in possible)
    options = [(desk.words.order(order.done), order) for order in possible if (order.rank or 1) == rank]
    says = _("If a meeting does not come about")
    tips = partial(meant, desk.words)
    return Push(Picker(says, options, desk.pick, lambda order: _instead(desk, order), tips, secret=True))


def _instead(desk: Desk, order: Order) -> str:
    """What a fall-back costs and does."""
    cost = desk.cost(order)
    return " · ".join([n_("{n} capital", "{n} capital", cost) if cost else _("no capital"), *desk.effects(order)])
