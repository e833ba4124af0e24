"""The brief: what the seat is scored on, line by line."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from game.text import _, amount, n_, number
from game.ui import theme
from game.ui.hint import explained, hint, note
from game.ui.layout import Column, Element, Flow, Row
from game.ui.nav import Nav
from game.ui.screens import compared
from game.ui.screens.common import card, fact, status, titled
from game.ui.screens.measured import measure
from game.ui.secret import Secret
from game.ui.session import Desk
from game.ui.widgets import Band, Button, Gauge, Text, heading

if TYPE_CHECKING:
    from game.study.par import Line as Par
    from game.view import Day, Line


def page(desk: Desk) -> list[Element]:
    """Aim, red line and every goal with where it stands."""
    words, brief = desk.words, desk.words.brief(desk.seat)
    parts: list[Element] = [titled(_("Brief"), _(words.actor(desk.seat).leader))]
    if brief:
        parts.append(Text(_(brief.aim), "prose"))
    parts.append(heading(_("Your goals"), _("points now of points at most")))
    lines, later = desk.view.lines(), desk.forecast.lines
    pars = [desk.session.par(desk.seat, now) for now in lines]
    bands = [desk.expected(("line", now.id)) for now in lines]
    on = partial(measure, desk.session.record, desk.seat)
    parts += _legend(any(bands), any(pars))
    for now, then, par, band in zip(lines, later, pars, bands, strict=True):
        parts.append(line(now, on, then, par=par, band=band))
    says = _("The change of points is that of your sheet alone.")
    parts += [Text(says, "small", theme.MUTED), *compared.note(desk.session), _score(desk)]
    if brief:
        parts += [
            fact(label, _(text))
            for label, text in ((_("Loses sleep over"), brief.question), (_("Red line"), brief.red_line))
            if text
        ]
    return parts + _calendar(desk)


def _legend(bands: bool, pars: bool) -> list[Element]:
    """What is drawn on the bars besides what they stand at, each with a piece of a bar."""
    ahead, mark = Gauge(band=(15, 50, 85), wide=26), Gauge(pin=50, wide=26)
    parts = [_key("forecast", ahead, _("forecast for this turn"), _forecast())] if bands else []
    parts += [_key("par", mark, _("par, where bots end"), _par())] if pars else []
    return [Flow(parts, gap=16)] if parts else []


def _key(name: str, sample: Gauge, words: str, says: str) -> Element:
    return note(f"legend:{name}", Row([sample, Text(words, "small", theme.FAINT)], gap=6), says)


def _forecast() -> str:
    return _("The pale band is where it may stand after this turn, in four of five futures; the short tick is the middle one.")


def _par() -> str:
    return _("The tall tick is par, where bots of this level end on average.")


def _calendar(desk: Desk) -> list[Element]:
    """Every turn with its days, what it decides and what it banks."""
    now = desk.view.turns.index(desk.view.turn)
    rows = [_day(desk, day, i - now) for i, day in enumerate(desk.view.calendar())]
    return [heading(_("Calendar"), _("what is decided, what is banked")), card(*rows, gap=7)]


def _day(desk: Desk, day: Day, ahead: int) -> Element:
    words, board = desk.words, desk.view.board
    turn = words.turn(day.turn)
    ink = theme.ACCENT if ahead == 0 else theme.MUTED if ahead < 0 else theme.TEXT
    name = _("{turn}. {name}").format(turn=desk.place(day.turn), name=_(turn.name))
    says = _("banks {share} %").format(share=f"{day.share * 100:.0f}")
    bank = [hint("communique", Text(says, "smallstrong", theme.WARN), name=f"day:{day.turn}")] if day.share else []
    head = Row([Text(name, "smallstrong", ink, grow=1), *bank], align="top")
    lines: list[Element] = [head, Text(words.dates(turn), "small", theme.MUTED)]
    for item in day.decides:
        state = board.status(item)
        says = words.name(item) if state == "open" else f"{words.name(item)} ({status(state)})"
        lines.append(Text(_("Decides: {item}").format(item=says), "small", ink))
    return Column(lines, gap=0)


def _score(desk: Desk) -> Element:
    """The two numbers that are easily confused: what the brief stands at, and what is safe."""
    view = desk.view
    rows: list[Element] = [
        _number(_("Your brief stands at"), _("{points} of 100").format(points=amount(view.standing))),
        _number(_("Banked so far"), amount(view.banked)),
    ]
    if desk.scored and not desk.covered:
        rows.append(_number(_("Score at the end with this sheet alone"), _("about {n}").format(n=number(desk.forecast.score))))
    if desk.banks:
        rows.append(Text(desk.banks + ".", "smallstrong", theme.WARN))
    rows.append(
        Text(
            _("A communique adds its share of what the brief stands at then. The score at the end is what was banked."),
            "small",
            theme.MUTED,
        )
    )
    said = _("What stands now can be lost again; what is banked stays. Both are points of 100.")
    return card(hint("brief", Column(rows, gap=4), said, name="score"))


def _number(label: str, points: str) -> Row:
    return Row([Text(label, "small", grow=1), Text(points, "smallstrong")])


def line(
    now: Line,
    on: Callable[[Line], Nav],
    later: Line | None = None,
    over: bool = False,
    par: Par | None = None,
    band: Band | None = None,
) -> Element:
    """One goal: a bar from no points to all points, and the numbers behind it; at the end, what it has banked.

    A press tells what it is measured on.
    """
    ink = theme.WARN if now.secret else theme.TEXT
    name = _("Secret: {goal}").format(goal=_(now.text)) if now.secret else _(now.text)
    form = _("{banked} banked of {weight}") if over else _("{points} of {weight}")
    points = form.format(points=amount(now.points), banked=amount(now.banked), weight=amount(now.weight))
    pin = par.now.mean if par else None
    bar = Gauge(now.now, theme.WARN if now.secret else theme.ACCENT, low=now.from_, high=now.to, band=band, pin=pin)
    parts: list[Element] = [
        Row([Text(name, "small", ink, grow=1), _gain(now, later), Text(points, "smallstrong")], align="top"),
        Row([_end(now.from_, "right"), Column([bar], grow=1), _end(now.to, "left")], gap=6),
        Text(_numbers(now, par, over), "small", theme.MUTED),
    ]
    sort = "secret" if now.secret else "line"
    says = _("Start, now and par are what the goal measures; the points are what that is worth to you.")
    tip = explained("par", _forecast() if band else "", _par() if par else "", says)
    told = Button(Column(parts, gap=3), lambda: on(now), id=f"{sort}:{now.id}", look="card", pad_y=10, tip=tip)
    return Secret(told) if now.secret and not over else told


def _gain(now: Line, later: Line | None) -> Text:
    gained = round(later.points - now.points, 1) if later else 0.0
    words = ("+" if gained > 0 else "") + amount(gained) if gained else ""
    return Text(words, "smallstrong", theme.GOOD if gained > 0 else theme.BAD)


def _end(value: float, align: str) -> Text:
    """The value at one end of the bar: no points at the left, all of them at the right."""
    return Text(amount(value), "small", theme.MUTED, wide=34, align=align)


def _counted(value: float, unit: str) -> str:
    """A value with what it counts."""
    count = round(value)
    forms = {
        "% of weight": _("{value} % of weight").format(value=amount(value)),
        "steps": n_("{n} step", "{n} steps", count),
        "leaders": n_("{n} leader", "{n} leaders", count),
        "items": n_("{n} item", "{n} items", count),
        "orders": n_("{n} order", "{n} orders", count),
    }
    return forms.get(unit, amount(value))


def _numbers(now: Line, par: Par | None, over: bool) -> str:
    """Where the line came from, where it stands and what is par, in words."""
    parts = [_("start {value}").format(value=amount(now.start)), _("now {value}").format(value=_counted(now.now, now.unit))]
    if over:
        parts.append(_("worth {points}").format(points=amount(now.points)))
    elif now.banked:
        parts.append(_("{points} banked").format(points=amount(now.banked)))
    if par:
        parts.append(compared.par(par))
    return " · ".join(parts)
