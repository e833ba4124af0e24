"""Everything public about one actor: what can be done about it, where it stands, who pulls it, and where that comes from."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from game.scenario.tables.people import Posture
from game.text import _, capitalised, figures, joined, number
from game.ui import theme
from game.ui.hint import counted, explained, hint, note
from game.ui.layout import Column, Element, Flow, Panel, Row
from game.ui.nav import Push
from game.ui.plots import Course, History
from game.ui.screens import acts, sources
from game.ui.screens.common import change, fact, figure, pole_chip
from game.ui.screens.glance import partner
from game.ui.screens.relations import Relations, relation
from game.ui.screens.why import why_of
from game.ui.session import Desk
from game.ui.widgets import Bar, Button, Text, button, heading

if TYPE_CHECKING:
    from game.model.board import Board
    from game.model.report import Quantity

SOME = 3
"""How many of the best and of the worst relations are shown at once."""


def page(desk: Desk, actor: str, before: Board | None) -> list[Element]:
    """The dossier, what can be done first."""
    board = desk.view.board
    parts: list[Element] = [_head(desk, actor), *acts.listed(desk, actor)]
    if actor not in board.institutions:
        parts += _alignment(desk, actor, before)
        parts += _history(desk, actor)
        parts += _pulls(desk, actor)
    parts += [*_means(desk, actor, before), *_relations(desk, actor), *_meetings(desk, actor), *_background(desk, actor)]
    return parts


def _asked(desk: Desk, quantity: Quantity, child: Element) -> Button:
    """A number that tells why when it is pressed; where nobody can be asked for a meeting the focus begins on the first one."""
    id, tip = "dossier:" + ":".join(quantity), counted(quantity[0])
    why = partial(why_of, desk.session.record, quantity)
    return Button(child, why, id=id, look="row", first=True, pad=4, pad_y=3, tip=tip)


def _head(desk: Desk, actor: str) -> Element:
    words, board, entry = desk.words, desk.view.board, desk.words.actor(actor)
    lines: list[Element] = [Text(words.name(actor), "h2")]
    lines += [Text(_(entry.leader), "small", theme.MUTED)] if entry.leader else []
    lines += [Text(capitalised(_(entry.role)), "small", theme.MUTED)] if entry.role else []
    badges = [_badge(_("Your delegation"), theme.ACCENT)] if actor == desk.seat else []
    badges += [_badge(_("Member") if board.member(actor) else _("Not a member"))]
    if board.weight(actor):
        says = _("How much it counts where first partners are counted, and how strongly it pulls its neighbours.")
        badges.append(hint("weight", _badge(_("Weight {n}").format(n=board.weight(actor))), says))
    lines.append(Flow(badges, gap=6))
    return Row([words.emblem(actor, 64), Column(lines, gap=2, grow=1)], gap=14, align="top")


def _badge(says: str, ink: theme.Colour = theme.MUTED) -> Element:
    return Panel(Text(says, "small", ink), fill=None, edge=theme.LINE, pad=8, pad_y=1, radius=9)


def _alignment(desk: Desk, actor: str, before: Board | None) -> list[Element]:
    rows = [_toward(desk, actor, pole, before) for pole in desk.view.board.poles]
    first = [Text(partner(desk.words, desk.view.board, actor), "small")] if actor in desk.view.board.states else []
    title = hint("alignment", heading(_("Alignment"), _("−100 to +100 · press to see why")), name="scale:alignment")
    return [title, Column(rows, gap=0), *first]


def _toward(desk: Desk, actor: str, pole: str, before: Board | None) -> Element:
    """One alignment: now, the change of the last turn, and what may come of this one; with the own sheet alone until known."""
    words, board = desk.words, desk.view.board
    if words.actor(actor).pole == pole:
        own = Row([pole_chip(words, pole), Text(_("its own pole"), "small", theme.MUTED)], gap=8)
        return Panel(own, fill=None, pad=4, pad_y=3)
    now, band = board.alignment(actor, pole), desk.expected(("alignment", actor, pole))
    ahead = band[1] if band else now
    moved = change(round(now) - round(before.alignment(actor, pole)) if before else 0)
    if round(ahead) != round(now):
        moved = Text(_("→{value}").format(value=number(ahead)), "smallstrong", theme.ACCENT, wide=40, align="right")
    parts: list[Element] = [
        pole_chip(words, pole),
        Text(words.name(pole), "small", theme.MUTED, wide=96),
        Bar(now, words.colour(pole), band=band, grow=1),
        figure(now, style="smallstrong"),
        moved,
    ]
    return _asked(desk, ("alignment", actor, pole), Row(parts, gap=8))


def _history(desk: Desk, actor: str) -> list[Element]:
    """The alignments over the turns played, and one turn ahead."""
    view, words = desk.view, desk.words
    if not view.reports:
        return []
    boards = [*(report.before for report in view.reports), view.board]
    courses = []
    for pole in view.board.poles:
        if words.actor(actor).pole != pole:
            low, ahead, high = desk.expected(("alignment", actor, pole)) or (None, None, None)
            past = tuple(board.alignment(actor, pole) for board in boards)
            courses.append(Course(words.colour(pole), words.pole(pole).letter, past, ahead, low, high))
    bar = words.scenario.rules.partner_bar if actor in view.board.states else None
    says = _("The alignment to each pole after every turn; the thin line is what a first partner needs.")
    return [
        heading(_("Turn by turn"), "" if view.over else _("pale: four of five futures")),
        hint("first-partner", History(courses, turns=len(view.turns), bar=bar), says, name="course"),
    ]


def _pulls(desk: Desk, actor: str) -> list[Element]:
    """The neighbours that it listens to most, and what they move now."""
    board, heard = desk.view.board, desk.view.board.neighbours(actor)
    if not heard:
        return []
    now = board.pulls(actor)
    rows: list[Element] = [_neighbour(desk, actor, other, heard[other], now) for other in list(heard)[:5]]
    says = _("It follows those it is close to, the heavier the more, and moves away from rivals.")
    told = _("The percentage is how much of its attention each of them has; below zero it does the opposite of what they do.")
    title = heading(_("Who pulls it"), _("points this turn · share of attention"))
    return [note("pulls", title, told), Text(says, "small", theme.MUTED), Column(rows, gap=0)]


def _neighbour(desk: Desk, actor: str, other: str, heard: float, now: dict[tuple[str, str], float]) -> Element:
    words = desk.words
    moves = [(pole, points) for (source, pole), points in now.items() if source == other and abs(points) >= 0.05][:3]
    chips: list[Element] = []
    for pole, points in moves:
        chips += [pole_chip(words, pole), Text(figures(f"{points:+.1f}"), "small")]
    ink = theme.BAD if heard < 0 else theme.TEXT
    share = Text(_("{share} %").format(share=number(100 * heard)), "smallstrong", ink, wide=46, align="right")
    row = Row([words.emblem(other, 22), Text(words.name(other), "small", grow=1), *chips, share], gap=6)
    return _asked(desk, ("relation", actor, other), row)


def _means(desk: Desk, actor: str, before: Board | None) -> list[Element]:
    """Welfare, dependency, capital, credibility and postures."""
    board, words = desk.view.board, desk.words
    asked: list[tuple[str, Quantity, str]] = []
    if actor not in board.institutions:
        asked.append((_("Welfare"), ("welfare", actor), "good"))
        asked += [
            (_("Depends on {pole}").format(pole=words.name(pole)), ("dependency", actor, pole), "neutral")
            for pole in board.poles
            if words.actor(actor).pole != pole
        ]
    if actor in board.seats:
        asked += [(_("Credibility"), ("credibility", actor), "good"), (_("Capital"), ("capital", actor), "good")]
    rows: list[Element] = [_mean(desk, name, quantity, before, good) for name, quantity, good in asked]
    stands = [fact(_(p.name), text, wide=150) for p in words.scenario.posture if (text := _stands(desk, actor, p))]
    title = heading(_("Means and postures"), _("press to see why"))
    return [title, Column([*rows, *(Panel(row, fill=None, pad=4, pad_y=3) for row in stands)], gap=0)] if rows or stands else []


def _mean(desk: Desk, name: str, quantity: Quantity, before: Board | None, good: str) -> Element:
    now = float(getattr(desk.view.board, quantity[0])(*quantity[1:]))
    then = float(getattr(before, quantity[0])(*quantity[1:])) if before else now
    high = desk.words.actor(quantity[1]).cap if quantity[0] == "capital" else 100
    parts: list[Element] = [
        Text(name, "small", theme.MUTED, wide=150),
        Bar(now, theme.MUTED, low=0, high=high, base=0, grow=1, tall=6),
        figure(now),
        change(round(now) - round(then), good),
    ]
    return _asked(desk, quantity, Row(parts, gap=8))


def _stands(desk: Desk, actor: str, posture: Posture) -> str:
    board, words = desk.view.board, desk.words
    try:
        if posture.per_pole:
            return ", ".join(f"{words.name(pole)} {words.name(board.posture(actor, posture.id, pole))}" for pole in board.poles)
        return words.name(board.posture(actor, posture.id))
    except (KeyError, ValueError):
        return ""


def _relations(desk: Desk, actor: str) -> list[Element]:
    """The best and the worst, one's own, and the way to all."""
    board = desk.view.board
    others = sorted((other for other in board.actors if other != actor), key=lambda other: -board.relation(actor, other))
    shown = others if len(others) <= 2 * SOME + 1 else [*others[:SOME], *others[-SOME:]]
    if desk.seat != actor and desk.seat not in shown:
        shown.insert(SOME, desk.seat)
    rows: list[Element] = [relation(desk, actor, other, f"dossier:with:{other}") for other in shown]
    title = hint("relation", heading(_("Relations"), _("−100 to +100 · press to see why")), name="scale:relation")
    parts: list[Element] = [title, Column(rows, gap=0)]
    if len(shown) < len(others):
        says = _("All {n} relations").format(n=len(others))
        more = button("relations", says, lambda: Push(Relations(desk, actor)), look="ghost")
        more.tip = explained("relation", _("With every other actor, the best first."))
        parts.append(Row([more]))
    return parts


def _meetings(desk: Desk, actor: str) -> list[Element]:
    """Whom it asked for and met, the last turn first."""
    words, rows = desk.words, list[Element]()
    for report in reversed(desk.view.reports):
        met = [other for pair in report.meetings if actor in pair for other in pair if other != actor]
        asked = report.requests.get(actor, ())
        by = [seat for seat, names in report.requests.items() if actor in names and seat not in met]
        lines = [_("met {names}").format(names=joined([words.name(id) for id in met]))] if met else []
        lines += [_("asked for {names}").format(names=words.names(asked))] if asked else []
        lines += [_("asked for by {names}").format(names=words.names(by))] if by else []
        if lines:
            rows.append(fact(_("Turn {n}").format(n=desk.place(report.turn)), "\n".join(lines), wide=64))
    return [heading(_("Meetings so far")), Column(rows, gap=6)] if rows else []


def _background(desk: Desk, actor: str) -> list[Element]:
    entry, parts = desk.words.actor(actor), list[Element]()
    if entry.text:
        parts += [heading(_("Background")), Text(_(entry.text), "body", theme.MUTED)]
    if entry.why:
        says = capitalised(_(entry.why))
        parts += [heading(_("Reasons for the numbers")), Text(says, "small", theme.MUTED)]
    return parts + sources.listed(desk.words, entry.source)

