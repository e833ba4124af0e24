"""Deals with other delegations: offers received, an offer to make, what was answered, and whose word was kept."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

import attrs

from game.deals import Offer, Pledge, Talk, as_sheet
from game.model.legality import Desk as Rules
from game.model.orders import IllegalOrder, Order
from game.text import _, n_, number
from game.ui import theme
from game.ui.hint import hint, meant, saying
from game.ui.layout import Column, Element, Flow, Gap, Row
from game.ui.nav import Nav, Push, Tell
from game.ui.pictures import Icon
from game.ui.screens.bargains import answered, motive
from game.ui.screens.common import card, titled
from game.ui.screens.picker import Picker
from game.ui.screens.waiting import offered
from game.ui.session import Desk
from game.ui.widgets import Button, Text, button, choice, heading

if TYPE_CHECKING:
    from game.bots import Answer
    from game.study.tasks import Propose

SHOWN = 12


@attrs.define(eq=False)
class Draft:
    """An offer that is being put together."""

    other: str = ""
    gives: tuple[Order, ...] = ()
    asks: tuple[Order, ...] = ()
    later: bool = False
    reply: int | None = None
    """The offer that it answers."""

    def clear(self, other: str = "") -> Nav:
        """Begin again."""
        self.other, self.gives, self.asks, self.reply = other, (), (), None
        return None

    def take(self, offer: Offer, later: bool) -> Nav:
        """Start from an offer."""
        self.later, self.reply = later, None
        self.other, self.gives, self.asks = offer.other, offer.gives, offer.asks
        return None

    def counter(self, talk: Talk, later: bool) -> Nav:
        """Start from the other side of an offer that waits, to answer it."""
        offer = talk.offer
        self.take(Offer(offer.other, offer.proposer, offer.asks, offer.gives, offer.turn), later)
        self.reply = talk.id
        return None


def page(desk: Desk, draft: Draft) -> list[Element]:
    """Offers to answer first, then the own one, then what came of all others."""
    left = desk.view.scenario.rules.conversations - desk.session.match.corridor.conversations(desk.seat, desk.view.turn)
    says = _("What you order against what they order. Nobody else hears of it until the game is over.")
    count = n_("You can open {n} more conversation this turn.", "You can open {n} more conversations this turn.", max(left, 0))
    trust = Text(_("Your credibility: {points}").format(points=number(desk.view.board.credibility(desk.seat))), "small")
    parts: list[Element] = [titled(_("Corridor"), f"{says} {count}"), hint("credibility", trust)]
    waiting = [talk for talk in desk.view.talks if talk.state == "open" and talk.offer.other == desk.seat]
    if waiting:
        parts += [heading(_("Offered to you")), *(part for talk in waiting for part in _received(desk, draft, talk))]
    if closed := desk.closed("corridor"):
        parts.append(Text(closed, "small", theme.MUTED))
    elif draft.reply is None:
        parts += [heading(_("Make an offer")), _draft(desk, draft)]
    talks = [talk for talk in reversed(desk.view.talks) if talk not in waiting]
    if talks:
        parts += [heading(_("Talks")), *(_talk(desk, draft, talk) for talk in talks[:SHOWN])]
    if desk.view.pledges:
        parts += [heading(_("Pledges")), *(_pledge(desk, pledge) for pledge in reversed(desk.view.pledges[-SHOWN:]))]
    return parts


def _when(desk: Desk, turn: int) -> str:
    if turn in desk.view.turns[desk.view.world.step :][:2]:
        return _("this turn") if turn == desk.view.turn else _("next turn")
    return _("turn {turn}").format(turn=desk.place(turn))


def _sides(desk: Desk, offer: Offer) -> list[Element]:
    other = offer.other if offer.proposer == desk.seat else offer.proposer
    return [_side(desk, _("You"), offer.of(desk.seat)), _side(desk, desk.words.name(other), offer.of(other))]


def _side(desk: Desk, who: str, orders: Sequence[Order]) -> Element:
    """What one side does: each order with its icon."""
    rows: list[Element] = [
        Row([Icon(desk.words.icon(order), 16, theme.MUTED), Text(desk.words.order(order), "small", grow=1)], gap=7)
        for order in orders
    ]
    return Row([Text(who, "small", theme.MUTED, wide=110), Column(rows, gap=2, grow=1)], gap=8, align="top")


def _received(desk: Desk, draft: Draft, talk: Talk) -> list[Element]:
    """An offer with its reason and three answers; the counter-offer is written below it."""

    def answer(accept: bool) -> Callable[[], Nav]:
        return lambda: _answer(desk, draft, talk, accept)

    table, name = desk.session.table, desk.words.name(talk.offer.proposer)
    answers = next((first for first in desk.view.talks if first.reply == talk.id), None)
    form = _("{name} offers, for {turn}") if answers is None else _("{name} answers you with another offer, for {turn}")
    head = Text(form.format(name=name, turn=_when(desk, talk.offer.turn)), "strong", grow=1)
    parts: list[Element] = [Row([desk.words.emblem(talk.offer.proposer, 28), head], gap=10)]
    if answers is not None and answers.id in table.answers:
        parts.append(Text(answered(desk, answers.offer, table.answers[answers.id]), "small", theme.WARN))
    parts += _sides(desk, talk.offer)
    if says := motive(desk, name, table.motive(talk.id)):
        parts.append(Text(says, "small", theme.MUTED))
    buttons = [
        button(f"accept:{talk.id}", _("Accept"), answer(True), look="primary"),
        button(f"refuse:{talk.id}", _("Refuse"), answer(False)),
        button(f"counter:{talk.id}", _("Counter"), lambda: draft.counter(talk, talk.offer.turn != desk.view.turn)),
    ]
    box = card(*parts, Row([Gap(grow=1), *buttons]))
    return [box, heading(_("Your counter-offer")), _draft(desk, draft)] if draft.reply == talk.id else [box]


def _answer(desk: Desk, draft: Draft, talk: Talk, accept: bool) -> Nav:
    if draft.reply == talk.id:
        draft.clear()
    return desk.answer(talk, accept)


def _draft(desk: Desk, draft: Draft) -> Element:
    with_ = desk.words.name(draft.other) if draft.other else _("Choose a delegation")
    partner = button("partner", with_, lambda: _partner(desk, draft), enabled=draft.reply is None)
    parts: list[Element] = [Row([Text(_("With"), "small", theme.MUTED, wide=60), partner])]
    if not draft.other:
        return card(*parts)
    following = desk.view.turns[desk.view.world.step + 1 :][:1]
    if following:
        options = [("now", _("This turn")), ("later", _("Next turn"))]
        parts.append(choice("when", options, "later" if draft.later else "now", lambda when: _switch(draft, when)))
    for seat, orders, id, add in (
        (desk.seat, draft.gives, "give", _("Add what you do")),
        (draft.other, draft.asks, "ask", _("Add what they do")),
    ):
        chips = [_chip(desk, draft, order, id) for order in orders]
        parts.append(Flow([*chips, button(f"add:{id}", add, _adder(desk, draft, seat, id))]))
    ready = bool(draft.gives and draft.asks)
    send = button("offer", _("Make the offer"), lambda: _send(desk, draft), look="primary", enabled=ready)
    send.tip = saying(_("An offer needs something that you do and something that they do."))
    parts.append(Row([Gap(grow=1), button("clear", _("Clear"), draft.clear), send]))
    return card(*parts)


def _partner(desk: Desk, draft: Draft) -> Nav:
    others = [(desk.words.name(seat), seat) for seat in desk.view.board.seats if seat != desk.seat]
    return Push(Picker(_("With whom?"), sorted(others), draft.clear, secret=True))


def _switch(draft: Draft, when: str) -> Nav:
    later, reply = when == "later", draft.reply
    draft.clear(draft.other)
    draft.later, draft.reply = later, reply
    return None


def _chip(desk: Desk, draft: Draft, order: Order, id: str) -> Button:
    label = Row([Text(desk.words.order(order), "small"), Text("×", "smallstrong", theme.ACCENT)], gap=7)
    return Button(label, lambda: _remove(draft, order), id=f"un{id}:{order}", look="chip", pad=10, pad_y=4)


def _remove(draft: Draft, order: Order) -> Nav:
    draft.gives, draft.asks = (tuple(o for o in side if o != order) for side in (draft.gives, draft.asks))
    return None


def _adder(desk: Desk, draft: Draft, seat: str, id: str) -> Callable[[], Nav]:
    def take(order: Order) -> Nav:
        if id == "give":
            draft.gives = (*draft.gives, order)
        else:
            draft.asks = (*draft.asks, order)
        return None

    def pick() -> Nav:
        title = _("What {name} does").format(name=desk.words.name(seat))
        options = [(desk.words.order(order), order) for order in clauses(desk, seat, draft)]
        return Push(Picker(title, options, take, tips=lambda order: meant(desk.words, order), secret=True))

    return pick


def clauses(desk: Desk, seat: str, draft: Draft) -> list[Order]:
    """Everything that a delegation could promise for the turn of the draft, as far as can be seen."""
    rules, view = Rules(desk.view.rulebook, desk.view.world, seat), desk.view
    chosen = (*view.pledged, *draft.gives) if seat == desk.seat else draft.asks
    legal = rules.legal(() if draft.later else as_sheet(chosen))
    orders = [attrs.evolve(order, rank=1) for order in legal if order.action == "request"]
    if draft.later:
        entries = view.rulebook.catalogue.entries
        orders += [e.order for e in entries if e.order.seat == seat and e.kind not in ("meeting", "choice")]
    else:
        orders += [order for order in legal if order.rank is None and order.action != "choose"]
    free = (order for order in orders if order not in chosen and rules.promisable(order))
    return sorted(free, key=lambda order: (order.action, str(order)))


def _send(desk: Desk, draft: Draft) -> Nav:
    from game.study.tasks import Propose

    view = desk.view
    turn = view.turns[view.world.step + 1] if draft.later else view.turn
    task = Propose(desk.seat, draft.other, draft.gives, draft.asks, turn, draft.reply)
    return offered(desk.session, task, lambda answer: _heard(desk, draft, task, answer))


def _heard(desk: Desk, draft: Draft, task: Propose, answer: Answer | IllegalOrder | None) -> Nav:
    if isinstance(answer, IllegalOrder):
        orders = (*draft.gives, *draft.asks, *desk.view.pledged)
        return Tell(desk.readable(answer.sentence, orders, desk.view.board.seats))
    draft.clear()
    desk.renew()
    return Tell(answered(desk, Offer(task.seat, task.other, task.gives, task.asks, task.turn), answer))


def _talk(desk: Desk, draft: Draft, talk: Talk) -> Element:
    other = talk.offer.other if talk.offer.proposer == desk.seat else talk.offer.proposer
    states = {
        "open": _("waits"),
        "accepted": _("agreed"),
        "refused": _("refused"),
        "countered": _("answered with another offer"),
        "lapsed": _("not answered"),
    }
    name = desk.words.name(other)
    head = Row([desk.words.emblem(other, 24), Text(name, "strong", grow=1), Text(states[talk.state], "small", theme.MUTED)])
    parts: list[Element] = [head, Text(_when(desk, talk.offer.turn), "small", theme.MUTED), *_sides(desk, talk.offer)]
    answer = desk.session.table.answers.get(talk.id) if talk.offer.proposer == desk.seat else None
    if answer is not None:
        parts.append(Text(answered(desk, talk.offer, answer), "small", theme.GOOD if answer.accept else theme.WARN))
        if talk.state == "refused" and answer.instead is not None and talk.made == desk.view.turn:
            parts += _instead(desk, draft, talk, answer.instead)
    return card(*parts)


def _instead(desk: Desk, draft: Draft, talk: Talk, offer: Offer) -> list[Element]:
    """What would change their mind."""
    later = offer.turn != desk.view.turn
    return [
        Text(_("They would agree to this:"), "smallstrong"),
        *_sides(desk, offer),
        Row([Gap(grow=1), button(f"instead:{talk.id}", _("Start from that"), lambda: draft.take(offer, later))]),
    ]


def _pledge(desk: Desk, pledge: Pledge) -> Element:
    words = {
        "open": (_("to come"), theme.MUTED),
        "kept": (_("kept"), theme.GOOD),
        "broken": (_("broken"), theme.BAD),
        "void": (_("not possible any more"), theme.MUTED),
    }
    state, colour = words[pledge.state]
    who = _("{giver} to {other}, {turn}: {order}").format(
        giver=desk.words.name(pledge.giver),
        other=desk.words.name(pledge.to),
        turn=_when(desk, pledge.turn),
        order=desk.words.order(pledge.order),
    )
    return Row([Text(who, "small", grow=1), Text(state, "smallstrong", colour)], gap=10, align="top")
