"""The report of a game: one page of HTML that needs nothing beside itself, to be read on a screen or printed."""

from __future__ import annotations

from collections.abc import Iterator

from game.handout import close, course
from game.handout.account import Account
from game.handout.html import Html, bullets, element, heading, page, paragraph, section, text
from game.handout.style import STYLE
from game.text import _

Part = tuple[str, str, Html]
"""A part of the page: its id, its title and what stands in it."""


def as_html(account: Account) -> str:
    """The page. Before the end of a game it holds nothing that a seat may keep secret."""
    scenario, parts = account.match.scenario, [part for part in _parts(account) if part[2]]
    title = _("{title}: the report of a game").format(title=_(scenario.title))
    unfold = element("div", paragraph(_("Details are folded; on paper is what is open.")), _opener(), class_="screen")
    head = element("header", heading(1, title), paragraph(_(scenario.line)), paragraph(_which(account), "when"), unfold)
    links = [element("li", element("a", text(name), href=f"#{id}")) for id, name, _inner in parts]
    contents = element("nav", element("ul", *links), aria_label=_("Contents"))
    foot = element("footer", paragraph(_("Made by Multivector, a game in which every number explains itself.")))
    return page(title, STYLE, head, contents, element("main", *(section(*part) for part in parts), id="content"), foot)


def _parts(account: Account) -> Iterator[Part]:
    """What the page tells, in its sequence; some of it only after the end of the game."""
    outcome = account.match.outcome()
    yield "short", _("In short"), _short(account)
    if outcome is not None:
        yield "standings", _("Standings"), close.standings(account, outcome)
        yield "turning-points", _("Turning points"), close.turnings(account)
    yield "alignments", _("Alignments over time"), course.shown(account)
    yield "gauges", _("Gauges of the summit"), course.gauges(account)
    title = _("The declaration") if account.over else _("The declaration as it stands")
    yield "declaration", title, close.declaration(account)
    yield "requests", _("Requests and snubs"), course.requests(account)
    if outcome is not None:
        yield "deals", _("The archive opened: deals"), close.deals(account)
        yield "goals", _("Goals of every delegation"), close.goals(account, outcome)
    yield "turns", _("Turn by turn"), course.turns(account)
    yield "questions", _("Questions for discussion"), close.questions(account)
    yield "sources", _("Assumptions, sources and credits"), close.sources(account)


def _opener() -> Html:
    """The button that opens everything, to be read or printed whole."""
    opens = "document.querySelectorAll('details').forEach(part => part.open = true)"
    return element("button", text(_("Open all details")), type="button", class_="open", onclick=opens)


def _short(account: Account) -> Html:
    lines = course.summed(account)
    if not account.over:
        lines.append(_("The game goes on: scores, secret goals, deals and turning points are told when it is over."))
    return bullets(map(text, lines))


def _which(account: Account) -> str:
    """The length, the variant, the seed and who played."""
    match, origin = account.match, account.match.scenario.origin
    length = next((entry.name for entry in match.scenario.length if entry.id == match.length), match.length)
    parts = [_("{name}, {n} turns").format(name=_(length), n=len(match.turns))]
    if origin and origin.variant:
        parts.append(_("variant {id}").format(id=origin.variant))
    if account.over:  # whoever knows the seed of a game that goes on can look into its future
        parts.append(_("seed {n}").format(n=match.seed))
    if account.who and account.people != match.seats:
        parts.append(_("people led {names}").format(names=account.names(account.people)))
    return "; ".join(parts)
