"""The report's part on how the game went: numbers over the turns, every turn in full, and who asked in vain for whom."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from game.deals import Pledge
from game.handout import plots
from game.handout.account import Account
from game.handout.html import Html, bullets, element, folded, heading, joined, paragraph, section, table, text
from game.handout.ink import DASHES, shade
from game.model.report import Report
from game.text import _, amount, n_, number, signed
from game.text import joined as listed

NAMED = 5
"""How many of the largest changes of a turn are told."""
WISHES = 12
"""How many pairs are told in which one asked in vain; every turn has all of its own."""


def shown(account: Account) -> Html:
    """Alignments over time, the triangle and the gauges."""
    words, boards, turns = account.words, account.boards, len(account.match.turns)
    parts = [paragraph(_("How far each state leant toward each pole, from −100 to +100, at the start and after every turn.")),
             _key(account)]
    states = sorted(account.end.states, key=lambda s: -account.end.weight(s))
    parts.append(_grid([_figure(words.name(s), plots.alignments(words, s, boards, turns)) for s in states]))
    parts.append(folded(_("Alignments in numbers"), _changes(account, states)))
    if len(words.scenario.pole) == 3:
        parts.append(element("figure", plots.triangle(words, account.start, account.end), element("figcaption", text(
            _("Where states stand between the three poles: hollow at the start, filled now."))), class_="triangle"))
    return joined(parts)


def gauges(account: Account) -> Html:
    """The gauges of the summit over time."""
    rupture = account.match.scenario.rupture
    drawn = [_figure(_(track.name), plots.gauge(account.words, track, account.boards, len(account.match.turns),
                                                rupture.limit if rupture and rupture.track == track.id else None))
             for track in account.match.scenario.track]
    return _grid(drawn) if drawn else Html("")


def _grid(figures: Sequence[Html]) -> Html:
    return element("div", *figures, class_="grid")


def _figure(name: str, drawn: Html) -> Html:
    return element("figure", element("figcaption", text(name)), drawn)


def _key(account: Account) -> Html:
    """Which line is which pole."""
    found = []
    for k, pole in enumerate(account.match.scenario.pole):
        drawn = plots.line([(0, 6), (34, 6)], shade(pole), 2.4, DASHES[k])
        found.append(element("li", Html(f'<svg class="key" viewBox="0 0 34 12" aria-hidden="true">{drawn}</svg>'),
                             text(f" {pole.letter}: {_(pole.name)}")))
    return element("ul", *found, class_="keys")


def _changes(account: Account, states: Sequence[str]) -> Html:
    start, end, poles = account.start, account.end, account.match.scenario.pole
    head = [_("State"), _("Weight"), *(_(pole.name) for pole in poles), _("First partner at the start"), _("First partner now")]
    rows = [[text(account.words.name(state)), str(end.weight(state)),
             *(_moved(start.alignment(state, pole.id), end.alignment(state, pole.id)) for pole in poles),
             text(_partner(account, start.first_partner(state))), text(_partner(account, end.first_partner(state)))]
            for state in states]
    return table(_("Alignments now, and how far they moved from the start"), head, rows, range(1, 2 + len(poles)))


def _moved(before: float, after: float) -> str:
    return f"{number(after)} ({signed(round(after) - round(before))})"


def _partner(account: Account, pole: str | None) -> str:
    return account.words.name(pole) if pole else _("open")


def turns(account: Account) -> Html:
    """Every turn: what happened, who met, what was ordered, what moved most, and a question."""
    found = [_turn(account, k, report) for k, report in enumerate(account.match.reports)]
    return joined(found) if found else paragraph(_("No turn has been played yet."))


def _turn(account: Account, k: int, report: Report) -> Html:
    entry = account.words.turn(report.turn)
    parts = [paragraph(account.words.dates(entry), "when"), *([paragraph(_(entry.text))] if entry.text else []),
             bullets(_happened(account, k, report)), _sheets(account, k, report)]
    parts += [paragraph(_("Document: {name}").format(name=_(entry.document)))] if entry.document else []
    parts += [paragraph(_("To discuss: {question}").format(question=_(entry.question)), "ask")] if entry.question else []
    return section(f"turn-{k + 1}", account.titled(report.turn), *parts, level=3)


def _happened(account: Account, k: int, report: Report) -> Iterator[Html]:
    name, board = account.words.name, report.after
    yield from (_event(account, event) for event in report.events)
    yield from map(text, _choices(account, k, report))
    if report.meetings:
        yield text(_("Meetings: {pairs}").format(pairs="; ".join(f"{name(a)} – {name(b)}" for a, b in report.meetings)))
    for item in report.adopted:
        aside = board.aside(item)
        told = _("Adopted: {item} ({wording})").format(item=name(item), wording=_(board.band(item)))
        yield text(told + ("; " + _("stood aside: {names}").format(names=account.names(aside)) if aside else ""))
    yield from (text(_("Dropped: {item}").format(item=name(item))) for item in report.dropped)
    yield from (text(_("A step on a file: {file}").format(file=name(file))) for file in report.moved)
    if report.blamed:
        yield text(_("The summit broke; {name} was blamed.").format(name=name(report.blamed)))
    yield text(_("Gauges: {list}").format(list=", ".join(_gauge(account, report, track) for track in board.tracks)))
    if moved := _largest(account, report):
        yield text(_("Moved most: {list}").format(list="; ".join(moved)))


def _event(account: Account, id: str) -> Html:
    event = next(event for event in account.match.scenario.event if event.id == id)
    source = [element("a", text(_("source")), href=event.source, aria_label=_("Source of “{name}”").format(name=_(event.name)))]
    linked = [text(" ("), *source, text(")")] if event.source.startswith("http") else []
    return joined([element("strong", text(_(event.name))), text(". " + _(event.text)), *linked])


def _choices(account: Account, k: int, report: Report) -> list[str]:
    """Each answer to a card with those who gave it, and with a note where nobody wrote it."""
    written = {order for sheet in account.match.played[k].values() for order in sheet}
    found: dict[tuple[str, bool], list[str]] = {}
    for order in (order for order in report.orders if order.action == "choose"):
        found.setdefault((account.says(order), order in written), []).append(account.words.name(order.seat))
    told = [(f"{listed(names)} – {answer}", given) for (answer, given), names in found.items()]
    return [words if given else _("{answer} (by default)").format(answer=words) for words, given in told]


def _gauge(account: Account, report: Report, track: str) -> str:
    return f"{account.words.name(track)} {number(report.after.track(track))} ({signed(report.change(('track', track)))})"


def _largest(account: Account, report: Report) -> list[str]:
    """The largest changes of alignments, each with the part that did most of it."""
    cells = [("alignment", a, p) for a in report.after.states for p in report.after.poles]
    moved = sorted(cells, key=lambda cell: (-abs(report.change(cell)), cell))[:NAMED]
    return [f"{account.words.quantity(cell)} {signed(report.change(cell))}" for cell in moved if abs(report.change(cell)) >= 0.5]


def _sheets(account: Account, k: int, report: Report) -> Html:
    """Who asked for whom and what everybody did."""
    met = {seat: [b if a == seat else a for a, b in report.meetings if seat in (a, b)] for seat in account.match.seats}
    asked: dict[str, list[str]] = {}
    for seat, other, how in account.wishes(report):
        mark = {"met": _("{name} (met)"), "asked": _("{name} (no time left)"), "alone": _("{name} (did not ask)")}[how]
        asked.setdefault(seat, []).append(mark.format(name=account.words.name(other)))
    rows = []
    for seat in account.match.seats:
        done = [account.says(order) for order in report.orders if order.seat == seat and order.action != "choose"]
        if asked.get(seat) or met[seat] or done:
            rows.append([text(account.words.name(seat)), text("; ".join(asked.get(seat, [])) or "–"),
                         text("; ".join(done) or "–")])
    told = {row[0] for row in rows}
    silent = [name for seat in account.match.seats if text(name := account.words.name(seat)) not in told]
    head = [_("Delegation"), _("Asked to meet"), _("Carried out")]
    caption = _("Requests and orders of turn {n}").format(n=k + 1)
    passed = [paragraph(_("Nothing from: {names}.").format(names=listed(silent)))] if silent else []
    return folded(caption, table(caption, head, rows), *passed) if rows else joined(passed)


def requests(account: Account) -> Html:
    """Who asked in vain, how often, and whose promised meetings were not kept."""
    counts, name = account.unanswered(), account.words.name
    rows = [[text(name(seat)), text(name(other)), str(times)] for (seat, other), times in counts.most_common(WISHES)]
    head = [_("Who asked"), _("Who did not ask back"), _("Times")]
    says = _("A meeting takes place only if both sides ask for it. These asked alone, those first who did so most often:")
    parts = [paragraph(says), table(_("Requests that were not returned"), head, rows, [2])] if rows else \
            [paragraph(_("Every request was returned, or made of somebody who receives everybody."))]
    return joined([*parts, *_snubs(account)])


def _snubs(account: Account) -> list[Html]:
    """Meetings that were promised and not even listed."""
    if not account.over:
        return [paragraph(_("Promised meetings that were not asked for are told when the game is over."))]
    found: list[Pledge] = [pledge for report in account.match.reports for pledge in account.snubs(report)]
    told = _("Turn {n}: {seat} had promised {other} a meeting and did not ask for it.")
    lines = [text(told.format(n=account.turn(p.turn), seat=account.words.name(p.giver), other=account.words.name(p.to)))
             for p in found]
    return [heading(3, _("Snubs")), bullets(lines) if lines else paragraph(_("No promised meeting was left out."))]


def _turned(account: Account, state: str) -> str:
    before, after = (_partner(account, board.first_partner(state)) for board in (account.start, account.end))
    return _("{state} ({before} → {after})").format(state=account.words.name(state), before=before, after=after)


def summed(account: Account) -> list[str]:
    """The game in a few sentences."""
    name, end = account.words.name, account.end
    found = [n_("{n} turn was played.", "{n} turns were played.", len(account.match.reports))]
    if end.rupture_turn is not None:
        found.append(_("The summit broke in turn {n}; {name} was blamed.").format(n=account.turn(end.rupture_turn),
                                                                                  name=name(end.blamed)))
    decided = {status: [i for i in end.items if end.status(i) == status] for status in ("adopted", "dropped")}
    if end.items:
        found.append(_("Of {all} paragraphs {adopted} were adopted and {dropped} fell.").format(
            all=len(end.items), adopted=len(decided["adopted"]), dropped=len(decided["dropped"])))
    met = sum(len(report.meetings) for report in account.match.reports)
    found.append(n_("{n} meeting took place", "{n} meetings took place", met) + "; " + n_(
        "{n} request was not returned.", "{n} requests were not returned.", account.unanswered().total()))
    turned = [s for s in end.states if end.first_partner(s) != account.start.first_partner(s)]
    if turned:
        told = listed([_turned(account, state) for state in turned])
        found.append(_("The first partner changed for {states}.").format(states=told))
    shares = ", ".join(f"{_(p.name)} {amount(end.partner_weight(p.id))} %" for p in account.match.scenario.pole)
    return [*found, _("Weight that puts each pole first: {shares}.").format(shares=shares)]
