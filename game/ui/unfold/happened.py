"""What happened in a turn, step by step: requests, meetings, orders, events, texts, files and promises."""

from __future__ import annotations

from typing import TYPE_CHECKING

from game.model.orders import Order
from game.text import _, joined, n_, number
from game.ui import hindrance
from game.ui.unfold.telling import Arrow, Note, Step, Telling
from game.ui.words import POSITIONS

if TYPE_CHECKING:
    from game.bots import Reason
    from game.deals import Pledge

SEATED = 7
"""Steps that the orders take at most, one's own not counted."""
QUIET = ("request", "fallback", "meeting", "consent", "choose", *POSITIONS)
"""Orders that are not told with their seat but with what they are about."""


def _requests(told: Telling) -> list[Step]:
    asked = {seat: ids for seat, ids in told.report.requests.items() if ids}
    if not asked:
        return []
    mine = asked.get(told.seat)
    says = n_("{n} delegation asks for meetings.", "{n} delegations ask for meetings.", len(asked))
    if mine:
        says = _("You ask to meet {names}.").format(names=joined([told.words.name(id) for id in mine]))
    notes = [
        Note(text=told.words.name(seat), actors=(seat,), small=told.words.names(asked[seat]), mine=seat == told.seat)
        for seat in told.first(list(asked))
    ]
    arrows = [Arrow(seat, id, shape="wish") for seat, ids in asked.items() for id in ids]
    return [Step(kind="requests", title=_("Requests"), says=says, notes=tuple(notes), arrows=tuple(arrows))]


def _meetings(told: Telling) -> list[Step]:
    pairs = sorted(told.report.meetings, key=lambda pair: told.seat not in pair)
    says = n_("{n} meeting takes place.", "{n} meetings take place.", len(pairs)) if pairs else _("Nobody meets anybody.")
    name = told.words.name
    mine = [other for pair in pairs if told.seat in pair for other in pair if other != told.seat]
    if mine:
        says = _("You meet {names}.").format(names=joined([name(id) for id in mine]))
    met = [
        Note(text=_("{one} met {other}").format(one=name(a), other=name(b)), actors=(a, b), tone="good", mine=told.seat in (a, b))
        for a, b in pairs
    ]
    notes = tuple(sorted([*met, *_snubs(told)], key=lambda note: not note.mine))
    bonds = tuple(Arrow(a, b, shape="bond") for a, b in pairs)
    return [Step(kind="meetings", title=_("Meetings"), says=says, notes=notes, arrows=bonds)]


def _snubs(told: Telling) -> list[Note]:
    """Who asked and met nobody."""
    busy = {seat for pair in told.report.meetings for seat in pair}
    found = []
    for seat, ids in told.report.requests.items():
        if ids and seat not in busy:
            names = joined([told.words.name(id) for id in ids])
            says = _("{name} asked in vain").format(name=told.words.name(seat))
            small = _("Neither asked back nor free: {names}").format(names=names)
            found.append(Note(text=says, actors=(seat,), small=small, tone="bad", mine=seat == told.seat))
    return found


def _orders(told: Telling) -> list[Step]:
    """One's own sheet, then the others', several at once where there are many."""
    given: dict[str, list[Order]] = {}
    for order in told.report.orders:
        if order.action not in QUIET or (order.seat == told.seat and order.action in (*POSITIONS, "consent")):
            given.setdefault(order.seat, []).append(order)
    if not given:
        return [Step(kind="orders", title=_("Orders"), says=_("Nobody gives an order."))]
    others = [seat for seat in given if seat != told.seat]
    size = -(-len(others) // SEATED) or 1
    groups = [others[i : i + size] for i in range(0, len(others), size)]
    sheets = [[told.seat], *groups] if told.seat in given else groups
    return [_sheets(told, {seat: given[seat] for seat in seats}) for seats in sheets]


def _sheets(told: Telling, given: dict[str, list[Order]]) -> Step:
    vain = {str(order) for order in told.report.without_effect}
    notes = [_order(told, order, str(order) in vain) for orders in given.values() for order in orders]
    arrows = [arrow for orders in given.values() for order in orders if (arrow := _arrow(told, order))]
    says = _("Your orders") if told.seat in given else joined([told.words.name(seat) for seat in given])
    return Step(kind="orders", title=_("Orders"), says=says, notes=tuple(notes), arrows=tuple(arrows))


def _order(told: Telling, order: Order, vain: bool) -> Note:
    why = next((because(reason) for reason in told.reasons.get(order.seat, ()) if reason.order.done == order), "")
    small = " – ".join(part for part in (_("without effect") if vain else "", why) if part)
    action = told.words.action(order.action)
    return Note(
        text=told.words.order(order),
        actors=(order.seat,),
        icon=(action.icon or action.id) if action else order.action,
        small=small,
        tone="warn" if vain else "plain",
        mine=order.seat == told.seat,
        pole=_pole(told, order),
        order=order,
    )


def _pole(told: Telling, order: Order) -> str | None:
    """The pole that an order is about: the chosen one, else the giver's own."""
    poles = told.report.after.poles
    own = told.words.actor(order.seat).pole
    return order.option if order.option in poles else order.target if order.target in poles else own


def _arrow(told: Telling, order: Order) -> Arrow | None:
    actors = told.report.after.actors
    return Arrow(order.seat, order.target, _pole(told, order)) if order.target in actors else None


def because(reason: Reason) -> str:
    """Why a bot gave an order, in a few words; nothing if it moved no aim of its own."""
    aim = _("an aim it keeps to itself") if reason.secret else _(reason.text)
    helps = round(reason.points, 1) > 0
    said = {
        "aim": _("for: {aim}") if helps else "",
        "word": _("promised in a deal"),
        "spare": _("in case a meeting failed, for: {aim}") if helps else _("in case a meeting failed"),
        "free": _("costs it nothing and helps: {aim}") if helps else _("costs it nothing"),
        "lot": _("drawn by lot"),
    }
    return said[reason.why].format(aim=aim)


def _events(told: Telling) -> list[Step]:
    """What came from outside, with the answers of those who were asked, one's own first."""
    if not told.report.events:
        return []
    answers = [order for order in told.report.orders if order.action == "choose"]
    mine = {order.target for order in answers if order.seat == told.seat}
    notes = [_event(told, id, [order for order in answers if order.target == id]) for id in told.report.events]
    notes.sort(key=lambda note: (not note.mine, not note.small))
    says = n_("{n} event answers the talks.", "{n} events shape the turn.", len(notes))
    if mine:
        says = _("You answer: {names}.").format(names=joined([told.words.name(id) for id in mine]))
    return [Step(kind="events", title=_("Events"), says=says, notes=tuple(notes))]


def _event(told: Telling, id: str, answers: list[Order]) -> Note:
    event = next(event for event in told.words.scenario.event if event.id == id)
    named = {choice.id: _(choice.name) for choice in event.choices}
    given = [f"{told.words.name(order.seat)}: {named.get(order.option or '', order.option)}" for order in answers]
    mine = any(order.seat == told.seat for order in answers)
    return Note(text=_(event.name), icon="event", small=" · ".join(given), mine=mine)


def _wordings(told: Telling) -> list[Step]:
    before, after = told.report.before, told.report.after
    moved = [item for item in before.items if round(before.wording(item)) != round(after.wording(item))]
    if not moved:
        return []
    moved.sort(key=lambda item: not _touched(told, item))
    says = n_("{n} paragraph reads differently now.", "{n} paragraphs read differently now.", len(moved))
    return [Step(kind="wording", title=_("Wording"), says=says, notes=tuple(_wording(told, item) for item in moved))]


def _touched(told: Telling, item: str) -> bool:
    return any((o.seat, o.target) == (told.seat, item) and o.action in POSITIONS for o in told.report.orders)


def _wording(told: Telling, item: str) -> Note:
    before, after = told.report.before, told.report.after
    change = _("{before} → {after}").format(before=number(before.wording(item)), after=number(after.wording(item)))
    up = after.wording(item) > before.wording(item)
    parts = [part for part in told.report.parts(("wording", item)) if part.kind == "order"]
    ways = ((_("strengthened by {names}"), 1), (_("softened by {names}"), -1))
    by = [(form, {Order.parse(part.source).seat for part in parts if part.latent * sign > 0}) for form, sign in ways]
    seats = told.report.after.seats
    small = " · ".join(form.format(names=told.words.names([s for s in seats if s in who])) for form, who in by if who)
    return Note(
        text=told.words.name(item),
        icon="strengthen" if up else "soften",
        small=small,
        figure=change,
        mine=_touched(told, item),
        quantity=("wording", item),
    )


def _decisions(told: Telling) -> list[Step]:
    adopted, dropped = told.report.adopted, told.report.dropped
    if not adopted and not dropped:
        return []
    says = [n_("{n} paragraph is adopted.", "{n} paragraphs are adopted.", len(adopted))] if adopted else []
    says += [n_("{n} falls.", "{n} fall.", len(dropped))] if dropped else []
    notes = [_decision(told, item, "adopted") for item in adopted] + [_decision(told, item, "dropped") for item in dropped]
    notes.sort(key=lambda note: not note.mine)
    return [Step(kind="decisions", title=_("Decisions"), says=" ".join(says), notes=tuple(notes))]


def _decision(told: Telling, item: str, how: str) -> Note:
    """An item decided, with who stood aside from it or objected to it."""
    names, after = told.words.names, told.report.after
    against = [o.seat for o in told.report.orders if (o.action, o.target) == ("object", item)]
    aside = list(after.aside(item))
    small = [_("stood aside: {names}").format(names=names(aside))] if aside else []
    small += [_("objected: {names}").format(names=names(against))] if against else []
    forms = {"adopted": _("{name}, {band} wording"), "dropped": _("{name} falls")}
    bands = {"weak": _("weak"), "middle": _("middle"), "strong": _("strong")}
    return Note(
        text=forms[how].format(name=told.words.name(item), band=bands[after.band(item)]),
        icon="accept" if how == "adopted" else "object",
        small=" · ".join(small),
        tone="good" if how == "adopted" else "bad",
        mine=told.seat in (*aside, *against),
    )


def _files(told: Telling) -> list[Step]:
    """The files that moved a step, and those that were convened and did not."""
    report, words = told.report, told.words
    notes = [
        Note(
            text=_("One step further: {name}").format(name=words.name(file)),
            icon="file",
            small=_(words.file(file).steps[report.after.steps(file) - 1]),
            tone="good",
            mine=told.seat in words.file(file).parties,
        )
        for file in report.moved
    ]
    notes += [
        Note(
            text=_("No step: {file}").format(file=words.name(file)),
            icon="file",
            small="; ".join(why),
            tone="bad",
            mine=told.seat in words.file(file).parties,
        )
        for file, why in hindrance.stuck(words, report)
    ]
    if not notes:
        return []
    says = n_("{n} file moves a step.", "{n} files move a step.", len(report.moved)) if report.moved else _("No file moves.")
    return [Step(kind="files", title=_("Files"), says=says, notes=tuple(sorted(notes, key=lambda note: not note.mine)))]


def _pledges(told: Telling) -> list[Step]:
    """The word that was given to this seat or by it, and what became of it."""
    due = [pledge for pledge in told.pledges if pledge.state in ("kept", "broken")]
    if not due:
        return []
    broken = [pledge for pledge in due if pledge.state == "broken"]
    says = n_("{n} promise is kept.", "{n} promises are kept.", len(due) - len(broken))
    if broken:
        givers = dict.fromkeys(pledge.giver for pledge in broken)
        says = _("Word broken by {names}.").format(names=joined([told.words.name(giver) for giver in givers]))
    notes = tuple(_pledge(told, pledge) for pledge in [*broken, *(pledge for pledge in due if pledge not in broken)])
    return [Step(kind="promises", title=_("Promises"), says=says, notes=notes, secret=True)]


def _pledge(told: Telling, pledge: Pledge) -> Note:
    kept, name = pledge.state == "kept", told.words.name
    form = _("{giver} kept its word to {to}") if kept else _("{giver} broke its word to {to}")
    return Note(
        text=form.format(giver=name(pledge.giver), to=name(pledge.to)),
        actors=(pledge.giver,),
        small=told.words.order(pledge.order),
        tone="good" if kept else "bad",
        mine=True,
    )


def _communique(told: Telling) -> list[Step]:
    if not told.report.banked:
        return []
    document = told.words.turn(told.report.turn).document
    says = _("{document}: {share} % of every score is banked.").format(
        document=_(document) if document else _("A communique"), share=f"{told.report.banked * 100:.0f}"
    )
    return [Step(kind="communique", title=_("Communique"), says=says)]


ACTS = (_requests, _meetings, _orders, _events, _wordings, _decisions, _files, _pledges, _communique)
"""In the order in which they are told."""
