"""What one part of a change comes from, in full: the order, the neighbour, the card or the rule behind it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import attrs

from game.model.orders import Order
from game.ui import theme
from game.ui.effects import cast_of, said
from game.ui.layout import Column, Element, Gap, Row
from game.ui.nav import Nav
from game.ui.pictures import Emblem, Icon
from game.ui.record import Record, label, value
from game.ui.screens.common import BAND_MARKS, band, card, near
from game.ui.screens.sources import badge, listed, meaning
from game.ui.text import _, amount, number, signed
from game.ui.unfold.happened import because
from game.ui.widgets import Button, Text, heading, lines
from game.ui.words import day

if TYPE_CHECKING:
    from game.model.report import Part, Quantity, Report
    from game.scenario.schema import Event


@attrs.frozen
class Page:
    """What is asked: a number as a turn left it (-1: as the game began), or one part of its change."""

    turn: int
    quantity: Quantity
    part: Part | None = None


Open = Callable[[Page], Nav]
ICONS = {
    "chance": "luck",
    "anchoring": "step-back",
    "alone": "minus",
    "event": "event",
    "item": "text",
    "file": "file",
    "trend": "up",
    "home": "replay",
    "cut": "lock",
    "income": "capital",
    "gain": "capital",
    "price": "capital",
    "pledge": "warning",
    "trust": "corridor",
}


def sign(record: Record, part: Part, size: float = 24) -> Element:
    """The emblem or the icon of what a part comes from."""
    if part.kind == "order":
        return Emblem(Order.parse(part.source).seat, size, name=record.words.name(Order.parse(part.source).seat))
    if part.kind in ("neighbour", "turned"):
        return Emblem(part.source, size, name=record.words.name(part.source))
    return Icon(ICONS.get(part.kind, "why"), size, theme.MUTED)


def told(record: Record, page: Page, go: Open) -> list[Element]:
    """All that can be said about one part."""
    assert page.part is not None
    report = record.reports[page.turn]
    makers: dict[str, Callable[[], list[Element]]] = {
        "order": lambda: _order(record, report, page, go),
        "neighbour": lambda: _neighbour(record, report, page, go),
        "event": lambda: _event(record, report, page, go),
        "item": lambda: _item(record, report, page, go),
        "file": lambda: _file(record, report, page, go),
        "anchoring": lambda: _anchoring(record, report, page, go),
        "turned": lambda: _turned(record, page, go),
    }
    return makers[page.part.kind]() if page.part.kind in makers else [Text(_rule(record, report, page), "body")]


def link(record: Record, page: Page, go: Open, note: str = "", id: str = "") -> Button:
    """A number that can be asked in its turn."""
    says = Text(record.words.quantity(page.quantity), "small", grow=1)
    row = Row([says, Text(note, "smallstrong"), Icon("right", 16, theme.FAINT)], gap=10)
    return Button(row, lambda: go(page), id=id or "to:" + ":".join(page.quantity), look="card", pad=12, pad_y=7)


def _order(record: Record, report: Report, page: Page, go: Open) -> list[Element]:
    assert page.part is not None
    words, order = record.words, Order.parse(page.part.source)
    found: list[Element] = []
    if order.action == "meeting":
        says = _("Both had asked for it, and both had time left.")
        found.append(Text(says, "body"))
    action = words.action(order.action)
    if action and action.text:
        found.append(Text(_(action.text), "body"))
    why = next((because(r) for r in record.reasons.get(report.turn, {}).get(order.seat, ()) if r.order.done == order.done), "")
    if why:
        says = _("{name} gave it {why}.").format(name=words.name(order.seat), why=why)
        found.append(card(Text(says, "small"), fill=theme.SHEET))
    found += _does(record, report, order)
    found += _coupled(record, page)
    return [*found, *_also(record, report, page, go)]


def _does(record: Record, report: Report, order: Order) -> list[Element]:
    """What the rules say that an order does."""
    catalogue = report.rulebook.catalogue
    entry = catalogue.entries[catalogue.number(order.done)]
    says = said(record.words, entry.effects, cast_of(record.words, report.rulebook.names, entry, you=False))
    title = heading(_("What it does"), _("in points at the middle of each scale"))
    return [title, lines(*says, style="small")] if says else []


def _coupled(record: Record, page: Page) -> list[Element]:
    """What pushes toward other poles do to this one."""
    if page.quantity[0] not in ("alignment", "anchor"):
        return []
    name, pole = record.words.name, page.quantity[2]
    costs = _("A push toward {push} costs {share} % of it with {costs}.")
    helps = _("A push toward {push} helps {costs} by {share} % of it.")
    says = [
        (costs if c.size > 0 else helps).format(push=name(c.push), costs=name(c.costs), share=number(100 * abs(c.size)))
        for c in record.words.scenario.coupling
        if c.costs == pole and c.size
    ]
    return [heading(_("Coupling of the poles")), lines(*says, style="small")] if says else []


def _also(record: Record, report: Report, page: Page, go: Open) -> list[Element]:
    """Everything else that the same cause moved in this turn."""
    assert page.part is not None
    moved = report.moved_by(page.part.kind, page.part.source)
    rows: list[Element] = [
        link(record, Page(page.turn, quantity), go, signed(part.shown))
        for quantity, part in moved
        if quantity != page.quantity and part.shown
    ]
    return [heading(_("What else it moved"), _("press to see why")), Column(rows, gap=4)] if rows else []


def _neighbour(record: Record, report: Report, page: Page, go: Open) -> list[Element]:
    assert page.part is not None
    words, other, (_kind, actor, pole) = record.words, page.part.source, page.quantity
    before = report.before
    one, own = (before.alignment(who, pole) - before.anchor(who, pole) for who in (other, actor))
    relation = before.relation(actor, other)
    form = _(
        "{actor} and {other} stand at {relation}. {other} was {one} from its resting point toward {pole}, {actor} {own}: "
        "the closer the two and the heavier {other}, the more {actor} follows."
    )
    if relation < 0:
        form = _(
            "{actor} and {other} stand at {relation}: what moves a rival one way pushes {actor} the other. {other} was {one} "
            "from its resting point toward {pole}, {actor} {own}."
        )
    says = form.format(actor=words.name(actor), other=words.name(other), pole=words.name(pole), relation=number(relation),
                       one=signed(one), own=signed(own))
    asked: list[Quantity] = [("relation", actor, other), ("alignment", other, pole)]
    rows = [link(record, Page(page.turn - 1, quantity), go, number(value(before, quantity))) for quantity in asked]
    return [Text(says, "body"), heading(_("What it rests on"), _("as the turn began")), Column(rows, gap=4)]


def _event(record: Record, report: Report, page: Page, go: Open) -> list[Element]:
    assert page.part is not None
    event = next(event for event in record.words.scenario.event if event.id == page.part.source)
    return [*event_card(record, event), *_also(record, report, page, go)]


def event_card(record: Record, event: Event) -> list[Element]:
    """A card as it was read out."""
    found: list[Element] = [Text(day(event.date), "small", theme.ACCENT)] if event.date else []
    found.append(Text(_(event.text), "body"))
    effects = said(record.words, event.effects)
    found += [heading(_("What it does")), lines(*effects, style="small")] if effects else []
    source = [Text(event.source, "small", theme.FAINT, grow=1)] if event.source else []
    return [*found, Row([badge(event.grade), *source], gap=10), Text(meaning(event.grade), "small", theme.MUTED)]


def _item(record: Record, report: Report, page: Page, go: Open) -> list[Element]:
    assert page.part is not None
    board, id = report.before, page.part.source
    says = _("Adopted at {value} ({band}); what it says goes on to work every turn.").format(
        value=near(board.wording(id), BAND_MARKS), band=band(board.band(id))
    )
    text = card(Text(_(board.paragraph(id)), "quote"))
    return [Text(says, "small", theme.MUTED), text, *_also(record, report, page, go)]


def _file(record: Record, report: Report, page: Page, go: Open) -> list[Element]:
    assert page.part is not None
    file = record.words.file(page.part.source)
    taken = report.after.steps(file.id)
    step = [card(Text(_(file.steps[taken - 1]), "quote"))] if 0 < taken <= len(file.steps) else []
    says = [Text(_(file.text), "body")] if file.text else []
    return [*says, *step, *_also(record, report, page, go)]


def _anchoring(record: Record, report: Report, page: Page, go: Open) -> list[Element]:
    words, (_kind, actor, pole) = record.words, page.quantity
    own = words.actor(actor).anchoring
    share = 100 * (words.scenario.rules.anchoring if own is None else own)
    says = _("Every turn brings {actor} {share} % of the way back to where it rests, so that gestures fade.").format(
        actor=words.name(actor), share=number(share)
    )
    resting: Quantity = ("anchor", actor, pole)
    row = link(record, Page(page.turn - 1, resting), go, number(value(report.before, resting)))
    return [Text(says, "body"), heading(_("What it rests on"), _("as the turn began")), row]


def _turned(record: Record, page: Page, go: Open) -> list[Element]:
    """A state that has another first partner: its alignments, to be asked one by one."""
    assert page.part is not None
    state, report = page.part.source, record.reports[page.turn]
    form = _(
        "The first partner of {state} was {before} and is {after}: the highest alignment, if it is at least {bar} and ahead of "
        "the second by {lead}."
    )
    says = form.format(
        state=record.words.name(state),
        before=record.words.name(report.before.first_partner(state)) or _("nobody"),
        after=record.words.name(report.after.first_partner(state)) or _("nobody"),
        bar=number(record.words.scenario.rules.partner_bar),
        lead=number(record.words.actor(state).stability),
    )
    rows: list[Element] = []
    for pole in report.after.poles:
        asked: Quantity = ("alignment", state, pole)
        before, after = (number(value(board, asked)) for board in (report.before, report.after))
        rows.append(link(record, Page(page.turn, asked), go, f"{before} → {after}"))
    return [Text(says, "body"), Column(rows, gap=4)]


def _rule(record: Record, report: Report, page: Page) -> str:
    """The rule behind a part that nobody gave."""
    assert page.part is not None
    words, rules, kind = record.words, record.words.scenario.rules, page.part.kind
    said_of = {
        "alone": _("It has no neighbour that it is close to or at odds with, so nothing holds it where it was pushed."),
        "home": _("What was done to a relation or a gauge is forgotten by a share every turn."),
        "cut": _("What is not an order brings this gauge to just below its limit and no further; only an order takes it over."),
        "income": _("Every delegation is paid its income at the end of a turn, as far as its chest has room."),
        "gain": _("What orders, events and answers gave to the delegation or took from it."),
        "price": _("What the orders and meetings of the turn cost."),
        "pledge": _("A promise was due this turn and was not kept. All may know it, and the one who was promised resents it."),
    }
    if kind == "chance":
        return _chance(record, page)
    if kind == "trend":
        return _trend(record, page.part.source)
    if kind == "trust":
        return _(
            "Each broken promise costs {broken} points, a turn in which all are kept brings {kept}, and {home} % of the way back "
            "to {start} is forgotten every turn."
        ).format(broken=amount(rules.broken_credibility), kept=amount(rules.kept_credibility),
                 home=amount(100 * rules.credibility_home), start=amount(rules.credibility))
    return said_of.get(kind, label(words, page.part))


def _chance(record: Record, page: Page) -> str:
    own = record.words.actor(page.quantity[1]).luck
    return _(
        "Every alignment is moved a little by what no model knows: without a direction, bounded, with a standard deviation of "
        "{luck} points at the middle of the scale. The seed of the game decides it; nobody can influence it."
    ).format(luck=amount(record.words.scenario.rules.luck if own is None else own))


def _trend(record: Record, track: str) -> str:
    trends = record.words.track(track).trend
    says = [_("{size} a turn: {why}").format(size=f"{t.size:+g}", why=_(t.why) or _("it moves by itself")) for t in trends]
    return "\n".join(says) or _("It moves by itself.")


def begun(record: Record, quantity: Quantity) -> list[Element]:
    """Why a number is what it is as the game begins: the scenario's reason and its sources."""
    words, kind = record.words, quantity[0]
    reason, cited, says = "", tuple[str, ...](), ""
    if kind in ("alignment", "anchor", "welfare", "dependency", "capital", "credibility"):
        actor = words.actor(quantity[1])
        reason, cited, says = actor.why, actor.source, actor.text
    elif kind == "relation":
        pair = next((r for r in words.scenario.relation if set(r.between) == set(quantity[1:])), None)
        reason = pair.why if pair else _("No reason is given: pairs that are not listed start at the same number.")
    elif kind == "track":
        says = words.track(quantity[1]).text
    elif kind == "wording":
        item = words.item(quantity[1])
        says, cited = item.text, item.source
    opening = _("This is where the scenario sets it as the game begins.")
    found: list[Element] = [Text(opening, "body", theme.MUTED)]
    if reason:
        found += [heading(_("Reasons for the number")), Text(_sentence(reason), "body")]
    if says:
        found += [heading(_("Background")), Text(_(says), "body", theme.MUTED)]
    return [*found, *listed(words, cited), Gap(tall=2)]


def _sentence(text: str) -> str:
    """A reason of a scenario as a sentence."""
    whole = _(text).strip()
    return whole[:1].upper() + whole[1:] + ("" if whole.endswith((".", "!", "?")) else ".")
