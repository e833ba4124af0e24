"""The report's part on how the game ended: standings, goals, turning points, deals, the declaration, and what to talk about."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from game.bots import LEVELS
from game.deals import Pledge, Talk
from game.handout.account import Account
from game.handout.html import Cell, Html, bullets, element, folded, heading, joined, paragraph, table, text
from game.handout.plots import reached
from game.handout.questions import asked
from game.match import Outcome, Standing
from game.save import HUMAN
from game.scenario.tables.record import Source
from game.scenario.tables.summit import File, Item
from game.study.turning import LEAST, Turning, largest, of_others, own
from game.text import _, amount, figures, n_, number
from game.text import joined as listed
from game.view import Line


def standings(account: Account, outcome: Outcome) -> Html:
    """Who scored what, beside what bots reach in the same seat."""
    several = sum(who == HUMAN for who in account.who.values()) > 1
    compared = _("points above or below par") if several else _("better than so many of 100 reference games")
    head = [_("Delegation"), _("Rank"), _("Led by"), _("Score"), _("Par"), _("Compared"), _("Secret goal")]
    rows = [_standing(account, standing, several) for standing in outcome.standings]
    says = _("Seats are unequal, so scores are compared with those of bots in the same seat (par): {compared}.")
    none = _("There are no reference games of this scenario to compare with.")
    parts = [paragraph(says.format(compared=compared) if account.reference else none),
             table(_("Scores, from 0 to 100"), head, rows, [1, 3, 4, 5])]
    if outcome.rupture_turn:
        told = _("The summit broke in turn {n}; {name} was blamed and lost {points} points.")
        fine = next((s.penalty for s in outcome.standings if s.seat == outcome.blamed), 0.0)
        parts.append(paragraph(told.format(n=account.turn(outcome.rupture_turn), name=account.words.name(outcome.blamed),
                                           points=amount(fine))))
    return joined(parts)


def _standing(account: Account, standing: Standing, several: bool) -> list[Cell]:
    seat, reference, par, compared = standing.seat, account.reference, "–", "–"
    if reference is not None:
        mean, _sd = reference.par(seat, standing.secret)
        par = amount(mean)
        place = reference.percentile(seat, standing.secret, standing.score)
        compared = _signed(standing.score - mean) if several else f"{number(place.value)} (± {number(place.give)})"
    secret = next((line for line in account.match.view(seat).lines() if line.secret), None)
    told = f"{_(secret.text)}: {amount(dict(standing.lines)[secret.id])} / {amount(secret.weight)}" if secret else "–"
    return [text(account.words.name(seat)), str(standing.rank), text(led_by(account, seat)), amount(standing.score), par,
            compared, text(told)]


def _signed(value: float) -> str:
    return figures(f"{value:+.1f}")


def led_by(account: Account, seat: str) -> str:
    """Who sat in a seat."""
    who = account.who.get(seat)
    if who is None:
        return "–"
    return _("a person") if who == HUMAN else _("bot: {name}").format(name=_(LEVELS[who].name) if who in LEVELS else who)


def goals(account: Account, outcome: Outcome) -> Html:
    """Every line of every brief, the secret one too; those that bots led are folded."""
    says = _("A goal gives points between two values; what it gave is banked at each communique. Secret goals are opened.")
    told = () if account.crowded else account.people
    shown = [_brief(account, standing) for standing in outcome.standings if standing.seat in told]
    rest = [_brief(account, standing) for standing in outcome.standings if standing.seat not in told]
    more = [folded(_("Goals of the others") if shown else _("Goals of all"), *rest)] if rest else []
    return joined([paragraph(says), *shown, *more])


def _brief(account: Account, standing: Standing) -> Html:
    words, points = account.words, dict(standing.lines)
    brief = words.brief(standing.seat)
    rows = [_goal(line, points[line.id]) for line in account.match.view(standing.seat).lines()]
    head = [_("Goal"), _("Start"), _("End"), _("No points at"), _("All points at"), _("Points banked"), _("Reached")]
    caption = _("Goals of {name}").format(name=words.name(standing.seat))
    aim = [paragraph(_(brief.aim))] if brief else []
    return joined([heading(3, words.name(standing.seat)), *aim, table(caption, head, rows, range(1, 6))])


def _goal(line: Line, points: float) -> list[Cell]:
    mark = _("Secret: {goal}") if line.secret else _("Shared: {goal}") if line.shared else "{goal}"
    name = text(mark.format(goal=_(line.text)))
    values = [amount(value) for value in (line.start, line.now, line.from_, line.to)]
    return [element("strong", name) if line.secret else name, *values, f"{amount(points)} / {amount(line.weight)}",
            reached(points, line.weight)]


def turnings(account: Account) -> Html:
    """The orders that mattered most to each person's seat, its own and those of others."""
    says = _("Each order is taken away in turn, under the same luck and with the others' play unchanged: all later orders are "
             "given as they were, as far as they are still possible. What the score would have lost without it is what it gave. "
             "People would have answered otherwise; this tells what hung on an order, not what would have happened.")
    parts = [part for seat in account.people for part in _seat_turnings(account, seat)]
    if account.crowded and parts:
        parts = [_largest(account), folded(_("The five largest for each delegation"), *parts)]
    return joined([paragraph(says), *parts])


def _largest(account: Account) -> Html:
    """For each of many seats the order of anybody that mattered most to it."""
    found = ((seat, turning) for seat in account.people for turning in largest(account.turnings, seat, 1))
    head = [_("Delegation"), _("Order"), _("Turn"), _("Gave it")]
    rows = [[text(account.words.name(seat)), text(account.words.given(str(t.order))), str(account.turn(t.turn)),
             _signed(t.points[seat])] for seat, t in found]
    return table(_("The order that mattered most to each delegation"), head, rows, [2, 3])


def _seat_turnings(account: Account, seat: str) -> list[Html]:
    name = account.words.name(seat)
    tables = [(_("Orders of {name} that mattered most to it"), own(account.turnings, seat)),
              (_("Orders of others that mattered most to {name}"), of_others(account.turnings, seat))]
    shown = [_turning_table(account, caption.format(name=name), found, seat) for caption, found in tables if found]
    return [heading(3, name), *shown] if shown else []


def _turning_table(account: Account, caption: str, found: Sequence[Turning], seat: str) -> Html:
    head = [_("Order"), _("Turn"), _("Gave {name}").format(name=account.words.name(seat)), _("Gave others"), _("Without it")]
    rows = [[text(account.says(t.order) if t.seat == seat else account.words.given(str(t.order))), str(account.turn(t.turn)),
             _signed(t.points[seat]), text(_others(account, t, seat)), text(_without(account, t))] for t in found]
    return table(caption, head, rows, [1, 2])


def _others(account: Account, turning: Turning, seat: str) -> str:
    """The differences for everybody else, the largest first."""
    found = sorted(((s, p) for s, p in turning.points.items() if s != seat and abs(p) >= LEAST), key=lambda pair: -abs(pair[1]))
    return ", ".join(f"{account.words.name(s)} {_signed(p)}" for s, p in found) or _("nothing")


def _without(account: Account, turning: Turning) -> str:
    """What else is different without an order."""
    parts = [n_("{n} later order falls away", "{n} later orders fall away", turning.lost)] if turning.lost else []
    now, then = (account.end.rupture_turn, account.end.blamed), (turning.rupture, turning.blamed)
    if turning.rupture is not None and then != now:
        told = _("the summit breaks in turn {n}, blamed on {name}")
        parts.append(told.format(n=account.turn(turning.rupture), name=account.words.name(turning.blamed)))
    if turning.rupture is None and now[0] is not None:
        parts.append(_("the summit does not break"))
    return "; ".join(parts) or "–"


def deals(account: Account) -> Html:
    """Every talk of the corridor, and whether words were kept; deals among bots are folded, unless one was broken."""
    talks = account.match.corridor.talks
    if not talks:
        return paragraph(_("Nobody made an offer."))
    agreed = [talk for talk in talks if talk.state == "accepted"]
    shown = [talk for talk in agreed if _told(account, talk)]
    others = [talk for talk in talks if talk not in shown]
    told = _("Of {all} offers {agreed} were accepted. {kept} promises were kept, {broken} were broken.").format(
        all=len(talks), agreed=len(agreed), kept=len(account.judged("kept")), broken=len(account.judged("broken")))
    tables = [_talks(account, _("Deals, the turn in which they were made, and when they fell due"), shown)] if shown else []
    caption = _("All other offers")
    return joined([paragraph(told), *tables, *([folded(caption, _talks(account, caption, others))] if others else [])])


def _told(account: Account, talk: Talk) -> bool:
    """Whether a deal belongs to the story: a person took part in it, or a word was broken."""
    offer = talk.offer
    return bool({offer.proposer, offer.other} & set(account.people)) or any(p.state == "broken" for p in _pledges(account, talk))


def _pledges(account: Account, talk: Talk) -> list[Pledge]:
    """What an accepted offer made each side promise."""
    offer, pledges = talk.offer, account.match.corridor.pledges
    clauses = [*((clause, offer.other) for clause in offer.gives), *((clause, offer.proposer) for clause in offer.asks)]
    return [next(p for p in pledges if (p.order, p.to, p.turn) == (clause, to, offer.turn)) for clause, to in clauses]


def _talks(account: Account, caption: str, talks: Sequence[Talk]) -> Html:
    head = [_("Offer"), _("Turn"), _("From and to"), _("Offered"), _("For"), _("Due"), _("What became of it")]
    return table(caption, head, [_talk(account, talk) for talk in talks], [1, 5])


def _talk(account: Account, talk: Talk) -> list[Cell]:
    offer, says, name = talk.offer, account.says, account.words.name
    return [str(talk.id), str(account.turn(talk.made)), text(f"{name(offer.proposer)} → {name(offer.other)}"),
            text("; ".join(map(says, offer.gives))), text("; ".join(map(says, offer.asks))), str(account.turn(offer.turn)),
            text(_became(account, talk))]


def _became(account: Account, talk: Talk) -> str:
    if talk.state != "accepted":
        states = {"refused": _("refused"), "countered": _("answered with offer {n}"), "lapsed": _("no answer"), "open": _("open")}
        return states[talk.state].format(n=talk.reply)
    word = {"kept": _("kept"), "broken": _("broken"), "void": _("void"), "open": _("due")}
    return "; ".join(f"{account.words.name(p.giver)} {word[p.state]}" for p in _pledges(account, talk))


def declaration(account: Account) -> Html:
    """The text as adopted, with names; what fell; and the files."""
    items, end = account.match.scenario.item, account.end
    by = {status: [item for item in items if end.status(item.id) == status] for status in ("adopted", "open", "dropped")}
    parts = [paragraph(_("The summit broke; what was open has fallen."))] if end.rupture_turn else []
    parts += [_document(account, by["adopted"])] if by["adopted"] else [paragraph(_("Nothing was adopted."))] if items else []
    for status, name in (("open", _("Still on the table")), ("dropped", _("What fell"))):
        parts += [heading(3, name), bullets(_fallen(account, item) for item in by[status])] if by[status] else []
    files = [_file(account, file) for file in account.match.scenario.file]
    parts += [heading(3, _("Files between parties")), *files] if files else []
    return joined(parts)


def _document(account: Account, items: Sequence[Item]) -> Html:
    opening = paragraph(_("The Member States have agreed as follows."))
    paragraphs = [part for k, item in enumerate(items, 1) for part in _paragraph(account, k, item)]
    names = listed([account.words.name(member) for member in account.end.members])
    signed = paragraph(_("In the name of {names}.").format(names=names), "when")
    return element("div", opening, *paragraphs, signed, class_="document")


def _paragraph(account: Account, number_: int, item: Item) -> Iterator[Html]:
    end, aside = account.end, account.end.aside(item.id)
    yield element("h3", text(f"{number_}. {_(item.name)}"))
    yield paragraph(_(end.paragraph(item.id)))
    notes = [_("wording: {word} ({value} of 100)").format(word=_(end.band(item.id)), value=number(end.wording(item.id)))]
    notes += [_("sponsored by {names}").format(names=account.names(item.supporters))] if item.supporters else []
    notes += _moved_by(account, item)
    notes += [_("stood aside: {names}").format(names=account.names(aside))] if aside else []
    yield paragraph("; ".join(notes) + ".", "when")


def _moved_by(account: Account, item: Item) -> list[str]:
    forms = {"strengthen": _("strengthened by {names}"), "soften": _("softened by {names}"), "object": _("opposed by {names}")}
    found = {action: list(account.given(action, item.id)) for action in forms}
    return [forms[action].format(names=account.names(seats)) for action, seats in found.items() if seats]


def _fallen(account: Account, item: Item) -> Html:
    return text("; ".join([_(item.name), *_moved_by(account, item)]))


def _file(account: Account, file: File) -> Html:
    steps = account.end.steps(file.id)
    told = [joined([element("strong", text(_("Agreed:"))), text(" " + _(step))]) for step in file.steps[:steps]]
    told += [text(_("Not agreed: {step}").format(step=_(step))) for step in file.steps[steps:]]
    head = _("{name}: {steps} of {all} steps").format(name=_(file.name), steps=steps, all=len(file.steps))
    return joined([element("h4", text(head)), bullets(told)])


def questions(account: Account) -> Html:
    """What to talk about: questions that cite what happened."""
    found = asked(account)
    if not found:
        return Html("")
    says = _("First how it felt, then what happened, then why; then where the parallel to the world ends, and what to try next.")
    parts = [joined([heading(3, topic), element("ol", *(element("li", text(one.text)) for one in group))])
             for topic, group in groupby(found, key=lambda one: one.topic)]
    return joined([paragraph(says), *parts])


def sources(account: Account) -> Html:
    """What the model assumes and leaves out, sources and credits."""
    scenario = account.match.scenario
    parts: list[Html] = []
    for title, lines in ((_("What the model assumes"), scenario.assumes), (_("What it leaves out"), scenario.leaves_out)):
        parts += [heading(3, title), bullets(text(_(line)) for line in lines)] if lines else []
    if scenario.source:
        parts.append(folded(_("Sources"), bullets(map(_source, scenario.source))))
    by = _("Scenario “{title}” by {author}, licence {licence}.").format(title=_(scenario.title), author=scenario.author,
                                                                      licence=scenario.licence)
    parts += [heading(3, _("Credits")), paragraph(by), bullets(text(_(line)) for line in scenario.credits)]
    return joined(parts)


def _source(source: Source) -> Html:
    name = text(_(source.title))
    linked = element("a", name, href=source.link) if source.link.startswith("http") else name
    return joined([linked, text(f" ({_(source.grade)})")])
