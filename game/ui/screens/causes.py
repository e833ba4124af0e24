"""What one part of a change comes from, in full: the order, the neighbour, the card or the rule behind it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import attrs

from game.model.orders import Order
from game.scenario.effects import kind_of
from game.text import _, amount, capitalised, figures, number, signed
from game.ui import theme
from game.ui.effects import cast_of, said
from game.ui.hint import counted
from game.ui.layout import Column, Element, Gap, Row
from game.ui.nav import Nav
from game.ui.pictures import Icon
from game.ui.record import Record, label, value
from game.ui.screens.common import BAND_MARKS, band, card, near
from game.ui.screens.sources import badge, listed, meaning
from game.ui.unfold.happened import because
from game.ui.widgets import Button, Text, heading, lines
from game.ui.words import Words, day

if TYPE_CHECKING:
    from game.model.report import Part, Quantity, Report


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
    if part.kind in ("order", "neighbour", "turned"):
        actor = Order.parse(part.source).seat if part.kind == "order" else part.source
        return record.words.emblem(actor, size)
    return Icon(ICONS.get(part.kind, "why"), size, theme.MUTED)


@attrs.frozen(eq=False)
class Cause:
    """One part of the change of a number in a turn, and how to go on from it."""

    record: Record
    turn: int
    quantity: Quantity
    part: Part
    go: Open

    @property
    def words(self) -> Words:
        """The scenario's names."""
        return self.record.words

    @property
    def report(self) -> Report:
        """The turn."""
        return self.record.reports[self.turn]

    def link(self, quantity: Quantity, note: str, earlier: int = 0) -> Button:
        """A number to be asked in its turn, as this turn left it or as an earlier one did."""
        says = Text(self.words.quantity(quantity), "small", grow=1)
        row = Row([says, Text(note, "smallstrong"), Icon("right", 16, theme.FAINT)], gap=10)
        page = Page(self.turn - earlier, quantity)
        return Button(row, lambda: self.go(page), id="to:" + ":".join(quantity), look="card", pad=12, pad_y=7,
                      tip=counted(quantity[0]))


def told(record: Record, page: Page, part: Part, go: Open) -> list[Element]:
    """All that can be said about one part."""
    cause = Cause(record, page.turn, page.quantity, part, go)
    makers = {
        "order": _order,
        "neighbour": _neighbour,
        "event": _event,
        "item": _item,
        "file": _file,
        "anchoring": _anchoring,
        "turned": _turned,
    }
    return makers[part.kind](cause) if part.kind in makers else [Text(_rule(cause), "body")]


def _order(cause: Cause) -> list[Element]:
    words, order, found = cause.words, Order.parse(cause.part.source), list[Element]()
    if order.action == "meeting":
        found.append(Text(_("Both had asked for it, and both had time left."), "body"))
    action = words.action(order.action)
    if action and action.text:
        found.append(Text(_(action.text), "body"))
    given = cause.record.reasons.get(cause.report.turn, {}).get(order.seat, ())
    why = next((because(reason) for reason in given if reason.order.done == order.done), "")
    if why:
        says = _("{name} gave it {why}.").format(name=words.name(order.seat), why=why)
        found.append(card(Text(says, "small"), fill=theme.SHEET))
    return [*found, *_does(cause, order), *_also(cause)]


def _does(cause: Cause, order: Order) -> list[Element]:
    """What the rules say that an order does, and what comes of it through the coupling of the poles."""
    book = cause.report.rulebook
    entry = book.catalogue.entries[book.catalogue.number(order.done)]
    says = said(cause.words, entry.effects, cast_of(cause.words, book.names, entry, you=False))
    title = heading(_("What it does"), _("in points at the middle of each scale"))
    pushes = any(kind_of(effect) in ("push", "anchor") for effect in entry.effects)
    return [*([title, lines(*says, style="small")] if says else []), *(_coupled(cause) if pushes else [])]


def _coupled(cause: Cause) -> list[Element]:
    """What pushes toward other poles do to this one."""
    if cause.quantity[0] not in ("alignment", "anchor"):
        return []
    name, pole = cause.words.name, cause.quantity[2]
    costs = _("A push toward {push} costs {share} % of it with {costs}.")
    helps = _("A push toward {push} helps {costs} by {share} % of it.")
    says = [
        (costs if c.size > 0 else helps).format(push=name(c.push), costs=name(c.costs), share=number(100 * abs(c.size)))
        for c in cause.words.scenario.coupling
        if c.costs == pole and c.size
    ]
    return [heading(_("Coupling of the poles")), lines(*says, style="small")] if says else []


def _also(cause: Cause) -> list[Element]:
    """Everything else that the same cause moved in this turn."""
    moved = cause.report.moved_by(cause.part.kind, cause.part.source)
    rows: list[Element] = [
        cause.link(quantity, signed(part.shown)) for quantity, part in moved if quantity != cause.quantity and part.shown
    ]
    return [heading(_("What else it moved"), _("press to see why")), Column(rows, gap=4)] if rows else []


def _rests(cause: Cause, *asked: Quantity) -> list[Element]:
    """Numbers as they stood when the turn began."""
    rows = [cause.link(quantity, number(value(cause.report.before, quantity)), earlier=1) for quantity in asked]
    return [heading(_("What it rests on"), _("as the turn began")), Column(rows, gap=4)]


def _neighbour(cause: Cause) -> list[Element]:
    words, other, (_kind, actor, pole) = cause.words, cause.part.source, cause.quantity
    before = cause.report.before
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
    says = form.format(
        actor=words.name(actor),
        other=words.name(other),
        pole=words.name(pole),
        relation=number(relation),
        one=signed(one),
        own=signed(own),
    )
    return [Text(says, "body"), *_rests(cause, ("relation", actor, other), ("alignment", other, pole))]


def _event(cause: Cause) -> list[Element]:
    """A card as it was read out."""
    event = next(event for event in cause.words.scenario.event if event.id == cause.part.source)
    found: list[Element] = [Text(day(event.date), "small", theme.ACCENT)] if event.date else []
    found.append(Text(_(event.text), "body"))
    effects = said(cause.words, event.effects)
    found += [heading(_("What it does")), lines(*effects, style="small")] if effects else []
    source = [Text(_(event.source), "small", theme.FAINT, grow=1)] if event.source else []
    found += [Row([badge(event.grade), *source], gap=10), Text(meaning(event.grade), "small", theme.MUTED)]
    return [*found, *_also(cause)]


def _item(cause: Cause) -> list[Element]:
    board, id = cause.report.before, cause.part.source
    says = _("Adopted at {value} ({band}); what it says goes on to work every turn.").format(
        value=near(board.wording(id), BAND_MARKS), band=band(board.band(id))
    )
    return [Text(says, "small", theme.MUTED), card(Text(_(board.paragraph(id)), "quote")), *_also(cause)]


def _file(cause: Cause) -> list[Element]:
    file = cause.words.file(cause.part.source)
    taken = cause.report.after.steps(file.id)
    step = [card(Text(_(file.steps[taken - 1]), "quote"))] if 0 < taken <= len(file.steps) else []
    says = [Text(_(file.text), "body")] if file.text else []
    return [*says, *step, *_also(cause)]


def _anchoring(cause: Cause) -> list[Element]:
    words, (_kind, actor, pole) = cause.words, cause.quantity
    own = words.actor(actor).anchoring
    share = 100 * (words.scenario.rules.anchoring if own is None else own)
    says = _("Every turn brings {actor} {share} % of the way back to where it rests, so that gestures fade.").format(
        actor=words.name(actor), share=number(share)
    )
    return [Text(says, "body"), *_rests(cause, ("anchor", actor, pole))]


def _turned(cause: Cause) -> list[Element]:
    """A state that has another first partner: its alignments, to be asked one by one."""
    words, state, report = cause.words, cause.part.source, cause.report
    form = _(
        "The first partner of {state} was {before} and is {after}: the highest alignment, if it is at least {bar} and ahead of "
        "the second by {lead}."
    )
    says = form.format(
        state=words.name(state),
        before=words.name(report.before.first_partner(state)) or _("nobody"),
        after=words.name(report.after.first_partner(state)) or _("nobody"),
        bar=number(words.scenario.rules.partner_bar),
        lead=number(words.actor(state).stability),
    )
    rows: list[Element] = []
    for pole in report.after.poles:
        before, after = (number(board.alignment(state, pole)) for board in (report.before, report.after))
        rows.append(cause.link(("alignment", state, pole), f"{before} → {after}"))
    return [Text(says, "body"), Column(rows, gap=4)]


def _rule(cause: Cause) -> str:
    """The rule behind a part that nobody gave."""
    special = {"chance": _chance, "trend": _trend, "trust": _trust}
    if cause.part.kind in special:
        return special[cause.part.kind](cause)
    plain = {
        "alone": _("It has no neighbour that it is close to or at odds with, so nothing holds it where it was pushed."),
        "home": _("What was done to a relation or a gauge is forgotten by a share every turn."),
        "cut": _("What is not an order brings this gauge to just below its limit and no further; only an order takes it over."),
        "income": _("Every delegation is paid its income at the end of a turn, as far as its chest has room."),
        "gain": _("What orders, events and answers gave to the delegation or took from it."),
        "price": _("What the orders and meetings of the turn cost."),
        "pledge": _("A promise was due this turn and was not kept. All may know it, and the one who was promised resents it."),
    }
    return plain.get(cause.part.kind, label(cause.words, cause.part))


def _chance(cause: Cause) -> str:
    own = cause.words.actor(cause.quantity[1]).luck
    return _(
        "Every alignment is moved a little by what no model knows: without a direction, bounded, with a standard deviation of "
        "{luck} points at the middle of the scale. The seed of the game decides it; nobody can influence it."
    ).format(luck=amount(cause.words.scenario.rules.luck if own is None else own))


def _trend(cause: Cause) -> str:
    trends = cause.words.track(cause.part.source).trend
    form = _("{size} a turn: {why}")
    says = [form.format(size=figures(f"{t.size:+g}"), why=_(t.why) or _("it moves by itself")) for t in trends]
    return "\n".join(says) or _("It moves by itself.")


def _trust(cause: Cause) -> str:
    rules = cause.words.scenario.rules
    return _(
        "Each broken promise costs {broken} points, a turn in which all are kept brings {kept}, and {home} % of the way back "
        "to {start} is forgotten every turn."
    ).format(
        broken=amount(rules.broken_credibility),
        kept=amount(rules.kept_credibility),
        home=amount(100 * rules.credibility_home),
        start=amount(rules.credibility),
    )


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
    return capitalised(whole) + ("" if whole.endswith((".", "!", "?")) else ".")
