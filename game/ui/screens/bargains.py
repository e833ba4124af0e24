"""What a bot says in the corridor: its answer with the largest reason and its rough size, and what would change its mind."""

from __future__ import annotations

from game.bots import Answer
from game.deals import Offer
from game.text import _, capitalised, joined, n_
from game.ui.session import Desk

SMALL = 0.75
"""Points below which a size is not told as a number."""


def answered(desk: Desk, offer: Offer, answer: Answer | None) -> str:
    """What a delegation said to an offer; nothing yet if it is a person's to answer."""
    name = desk.words.name(offer.other)
    if answer is None:
        return _("Your offer lies on the desk of {name}.").format(name=name)
    return " ".join(part for part in (_verdict(desk, name, answer), _change(desk, offer, answer)) if part)


def motive(desk: Desk, name: str, answer: Answer | None) -> str:
    """Why a delegation makes an offer; empty if it does not say."""
    if answer is None or answer.why != "gain" or answer.points < SMALL:
        return ""
    form = _("{name} hopes for {clause}: it helps “{line}” most, by {size}.")
    return _filled(desk, form, name, answer)


def rough(points: float) -> str:
    """A size without false precision."""
    size = abs(points)
    return _("less than a point") if size < SMALL else n_("about {n} point", "about {n} points", round(size))


def _verdict(desk: Desk, name: str, answer: Answer) -> str:
    forms = {
        "gain": _("{name} agrees: {clause} helps “{line}” most, by {size}."),
        "cost": _("{name} refuses: {clause} costs most, {size} of “{line}”."),
        "price": _("{name} refuses: the time and capital for {clause} are worth more, {size}."),
        "little": _("{name} refuses: there is too little in it."),
        "distrust": _("{name} refuses: {clause} would help with “{line}”, by {size}, but your word does not count for enough."),
        "unable": _("{name} refuses: it does not go with what it has promised, or can do."),
        "silent": _("{name} makes no deals."),
    }
    if answer.why == "gain" and answer.points < SMALL:
        return _("{name} agrees.").format(name=name)
    return _filled(desk, forms[answer.why], name, answer)


def _filled(desk: Desk, form: str, name: str, answer: Answer) -> str:
    clause = _("“{order}”").format(order=desk.words.order(answer.clause)) if answer.clause else _("what you ask")
    return form.format(name=name, clause=clause, line=_(answer.text), size=rough(answer.points))


def _change(desk: Desk, offer: Offer, answer: Answer) -> str:
    """What would change its mind."""
    if answer.why == "distrust" and answer.instead is None:
        return _("Keep your word, and it will listen.")
    if answer.instead is None:
        return ""
    changes = _changes(desk, offer, answer.instead)
    if not changes:
        return _("It would rather have another deal.")
    return _("{changes}, it would agree.").format(changes=capitalised(joined(changes)))


def _changes(desk: Desk, offer: Offer, other: Offer) -> list[str]:
    """How another offer of the same two differs, if it is the same deal at heart."""
    said, found = desk.words.order, list[str]()
    if not set(offer.gives) <= set(other.gives):
        return []
    wanted = {(order.action, order.target, order.option): order for order in other.asks}
    for order in offer.asks:
        still = wanted.pop((order.action, order.target, order.option), None)
        if still is None:
            found.append(_("without “{order}”").format(order=said(order)))
        elif still.level < order.level:
            found.append(_("with “{order}” a step softer").format(order=said(order)))
    if wanted:
        return []
    more = [order for order in other.gives if order not in offer.gives]
    return found + [_("with “{order}” from you as well").format(order=said(order)) for order in more]
