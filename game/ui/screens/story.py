"""What happened in a turn, told in order: meetings, orders, events, texts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from game.model.orders import Order
from game.text import _, amount, number
from game.ui import hindrance, theme
from game.ui.hint import counted, deed, hint
from game.ui.layout import Column, Element, Row
from game.ui.screens.common import BAND_MARKS, band, card, near
from game.ui.secret import Secret
from game.ui.unfold import Telling
from game.ui.unfold.happened import because
from game.ui.widgets import Button, Text, heading
from game.ui.words import POSITIONS, Words

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from game.bots import Reason
    from game.model.report import Report
    from game.ui.nav import Nav


def story(told: Telling, why: Callable[[tuple[str, ...]], Nav] | None = None) -> list[Element]:
    """All of it, the gravest first; `why` opens a number."""
    words, report = told.words, told.report
    parts: list[Element] = _rupture(words, report) + _texts(words, report) + _wordings(words, report, why)
    parts += _turned(words, report) + _meetings(words, report, told.seat) + _orders(told)
    if report.events:
        parts += [heading(_("Events")), card(*(Text(words.name(event), "small") for event in report.events), gap=3)]
    return parts


def _rupture(words: Words, report: Report) -> list[Element]:
    if not report.rupture:
        return []
    says = _("The summit has broken. {name} is blamed for it; the paragraphs still open have fallen.").format(
        name=words.name(report.blamed)
    )
    return [card(Text(says, "strong", theme.WARN), fill=theme.ALERT, edge=theme.WARN)]


def _texts(words: Words, report: Report) -> list[Element]:
    lines = [Text(_("Adopted: {name}").format(name=words.name(item)), "small", theme.GOOD) for item in report.adopted]
    lines += [Text(_("Dropped: {name}").format(name=words.name(item)), "small", theme.BAD) for item in report.dropped]
    lines += [Text(_("One step further: {name}").format(name=words.name(file)), "small", theme.GOOD) for file in report.moved]
    lines += [
        Text(_("No step: {file} ({reasons}).").format(file=words.name(file), reasons="; ".join(why)), "small", theme.BAD)
        for file, why in hindrance.stuck(words, report)
    ]
    if report.banked:
        share = f"{report.banked * 100:.0f}"
        lines.append(Text(_("A communique: {share} % of the score is banked.").format(share=share), "small", theme.WARN))
    return [heading(_("Texts and files")), card(*lines, gap=3)] if lines else []


def _wordings(words: Words, report: Report, why: Callable[[tuple[str, ...]], Nav] | None) -> list[Element]:
    """How the paragraphs on the table were reworded, and by whom."""
    before, after = report.before, report.after
    moved = [item for item in before.items if round(before.wording(item)) != round(after.wording(item))]
    rows = [_wording(words, report, item, why) for item in moved]
    note = _("press to see why") if why else ""
    return [heading(_("Wording"), note), card(*rows, gap=3)] if rows else []


def _wording(words: Words, report: Report, item: str, why: Callable[[tuple[str, ...]], Nav] | None) -> Element:
    before, after = report.before, report.after
    quantity = ("wording", item)
    by = [Order.parse(part.source).seat for part in report.parts(quantity) if part.kind == "order"]
    says = _("{before} → {after} ({band})").format(
        before=number(before.wording(item)), after=near(after.wording(item), BAND_MARKS), band=band(after.band(item))
    )
    head = Row([Text(words.name(item), "small", grow=1), Text(says, "smallstrong")], align="top")
    who = [Text(_("by {names}").format(names=words.names(list(dict.fromkeys(by)))), "small", theme.MUTED)] if by else []
    row = Column([head, *who], gap=0)
    if why is None:
        return hint("item", row, name=f"wording:{item}")
    return Button(row, lambda: why(quantity), id=f"why:wording:{item}", look="row", pad=4, pad_y=2, tip=counted("wording"))


def _turned(words: Words, report: Report) -> list[Element]:
    """States that have another first partner now: the tipping points."""
    before, after = report.before, report.after
    turned = [state for state in after.states if before.first_partner(state) != after.first_partner(state)]
    lines = [
        Text(
            _("{state}: {before} → {after}").format(
                state=words.name(state),
                before=_partner(words, before.first_partner(state)),
                after=_partner(words, after.first_partner(state)),
            ),
            "small",
        )
        for state in turned
    ]
    return [heading(_("First partners")), card(*lines, gap=3)] if lines else []


def _partner(words: Words, pole: str | None) -> str:
    return words.name(pole) if pole else _("nobody")


def _meetings(words: Words, report: Report, seat: str) -> list[Element]:
    met = [
        Text(
            _("{one} met {other}").format(one=words.name(a), other=words.name(b)),
            "smallstrong",
            theme.ACCENT if seat in (a, b) else theme.TEXT,
        )
        for a, b in report.meetings
    ]
    asked = [_asked(words, actor, ids, seat) for actor, ids in report.requests.items() if ids]
    if not met:
        met = [Text(_("Nobody met anybody."), "small", theme.MUTED)]
    if report.requests.get(seat) and not any(seat in pair for pair in report.meetings):
        says = _("Nobody you asked for met you: they had not asked for you, or had no time left.")
        met.insert(0, Text(says, "small", theme.WARN))
    parts: list[Element] = [heading(_("Meetings")), card(*met, gap=3)]
    return parts + ([heading(_("Who had asked for whom")), card(*asked, gap=3)] if asked else [])


def _asked(words: Words, actor: str, ids: tuple[str, ...], seat: str) -> Element:
    mine = actor == seat
    asked = Text(words.names(ids), "small", theme.TEXT if mine else theme.MUTED, grow=1)
    return Row([_name(words.name(actor), mine), asked], align="top")


def _orders(told: Telling) -> list[Element]:
    report = told.report
    given: dict[str, list[Order]] = {}
    for order in report.orders:
        if order.action not in ("request", "fallback", "meeting"):
            given.setdefault(order.seat, []).append(order)
    if not given:
        return [heading(_("Orders")), card(Text(_("Nobody ordered anything."), "small", theme.MUTED))]
    rows = [_given(told, actor, sorted(orders, key=_rank)) for actor, orders in given.items()]
    return [heading(_("Orders")), card(Column(rows, gap=6))]


def _given(told: Telling, actor: str, orders: Sequence[Order]) -> Row:
    """All orders of a delegation, each with what its action is."""
    words, ink = told.words, theme.TEXT if actor == told.seat else theme.MUTED
    says = [(order, _opened(words, told.report, order, told.reasons.get(actor, ()))) for order in orders]
    lines = [deed(words, order, Text(line, "small", ink)) for order, line in says]
    return Row([_name(words.name(actor), actor == told.seat), Column(lines, gap=0, grow=1)], align="top")


def _name(name: str, mine: bool) -> Text:
    return Text(name, "smallstrong" if mine else "small", theme.ACCENT if mine else theme.TEXT, wide=140)


def _opened(words: Words, report: Report, order: Order, reasons: Sequence[Reason]) -> str:
    """An order as it was opened, whether it came to nothing, and what a bot gave it for."""
    vain = {str(other) for other in report.without_effect}
    says = words.order(order) + (_(" (without effect)") if str(order) in vain else "")
    why = next((because(reason) for reason in reasons if reason.order.done == order), "")
    return _("{order} – {why}").format(order=says, why=why) if why else says


def gains(told: Telling) -> list[Element]:
    """What the turn did to the lines of the own brief; those that moved."""
    progress = told.progress
    moved = [(old, new) for old, new in progress if round(new.points - old.points, 1)]
    if not progress:
        return []
    before, after = (sum(line.points for line in lines) for lines in zip(*progress, strict=True))
    total = _("{before} → {after} of 100").format(before=number(before), after=number(after))
    rows: list[Element] = [_gain(_(new.text), new.points - old.points) for old, new in moved]
    rows = rows or [Text(_("No line moved."), "small", theme.MUTED)]
    banked = sum(new.banked for _old, new in progress)
    added = banked - sum(old.banked for old, _new in progress)
    says = _("Banked so far: {points}").format(points=amount(banked))
    if round(added, 1):
        says = _("This communique banked {added} points; banked so far: {points}.").format(
            added=amount(added), points=amount(banked)
        )
    rows.append(Text(says, "small", theme.WARN if round(added, 1) else theme.MUTED))
    note = _("What each goal gained or lost in the turn, in points; only what a communique has banked is safe.")
    return [Secret(hint("brief", Column([heading(_("Your brief stands at"), total), card(*rows, gap=3)]), note, name="gains"))]


def _gain(name: str, points: float) -> Row:
    words = ("+" if points > 0 else "") + amount(points)
    ink = theme.GOOD if points > 0 else theme.BAD
    return Row([Text(name, "small", grow=1), Text(words, "smallstrong", ink, wide=54, align="right")], align="top")


def _rank(order: Order) -> int:
    """Actions before positions, consents and answers."""
    return 1 if order.action in POSITIONS else 2 if order.action in ("consent", "choose") else 0
