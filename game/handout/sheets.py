"""The teaching sheets of a scenario: pages to print, and one that leads to them."""

from __future__ import annotations

from collections.abc import Callable

from game.handout import lessons, roles
from game.handout.html import Html, element, heading, page, paragraph, text
from game.handout.roles import Cast
from game.handout.style import STYLE
from game.match import Match
from game.scenario.schema import Scenario
from game.text import _


def files(scenario: Scenario, length: str | None = None) -> dict[str, str]:
    """File names and pages. Raises KeyError for an unknown length."""
    cast = Cast(Match(scenario, 0, length))
    made = {name: _page(cast, title(), make(cast)) for name, (title, _use, make) in SHEETS.items()}
    return {"index.html": _index(cast), **{f"{name}.html": text for name, text in made.items()}}


def _page(cast: Cast, title: str, body: Html) -> str:
    name = _("{title}: {sheets}").format(title=_(cast.match.scenario.title), sheets=title)
    return page(name, STYLE, element("header", heading(1, name)), element("main", body, id="content"))


def _index(cast: Cast) -> str:
    """What there is, and what for."""
    links = [element("li", element("a", text(title()), href=f"{name}.html"), text(f": {use()}"))
             for name, (title, use, _make) in SHEETS.items()]
    scenario = cast.match.scenario
    return _page(cast, _("teaching sheets"), element("section", paragraph(_(scenario.line)), element("ul", *links)))


SHEETS: dict[str, tuple[Callable[[], str], Callable[[], str], Callable[[Cast], Html]]] = {
    "roles-short": (lambda: _("role sheets, short"), lambda: _("one card for each delegation, to play at once"), roles.short),
    "roles-long": (lambda: _("role sheets, long"), lambda: _("to prepare at home, with facts and sources"), roles.long),
    "orders": (lambda: _("order sheets"), lambda: _("to fill in by hand, a copy for each turn"), roles.orders),
    "secrets": (lambda: _("secret goals"), lambda: _("to cut out, for a table on paper"), roles.secrets),
    "quiz": (lambda: _("rules quiz"), lambda: _("before the first turn"), lessons.questions),
    "quiz-answers": (lambda: _("rules quiz with answers"), lambda: _("for whoever asks"), lessons.answers),
    "rubric": (lambda: _("rubric"), lambda: _("how work can be judged"), lessons.rubric),
    "plans": (lambda: _("time plans"), lambda: _("45, 90 and 180 minutes, and four lessons"), lessons.plans),
}
"""The pages by file name: title, what it is for, and how it is made."""
