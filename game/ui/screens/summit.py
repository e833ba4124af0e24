"""The main screen: the world on the left, the seat's desk on the right, the sheet's price below."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import attrs

from game.ui import theme
from game.ui.layout import Column, Element, Flow, Gap, Panel, Row, Space
from game.ui.nav import Nav, Push, Replace, Screen
from game.ui.screens import (
    gauges,
    page_brief,
    page_corridor,
    page_dossier,
    page_events,
    page_meetings,
    page_orders,
    page_texts,
    states,
    waiting,
)
from game.ui.screens.common import stack, tab
from game.ui.screens.declaration import Declaration
from game.ui.screens.dialog import Confirm
from game.ui.screens.reveal import account
from game.ui.screens.settings import Settings
from game.ui.session import Desk
from game.ui.text import _, joined, n_
from game.ui.widgets import Button, Pips, Text, button

if TYPE_CHECKING:
    from game.deals import Talk
    from game.model.board import Board

ORDER = ("brief", "events", "meetings", "orders", "texts", "corridor")


@attrs.define(eq=False)
class Summit:
    """The desk of one seat in one turn."""

    desk: Desk
    leave: Callable[[], Screen] | None = None
    page: str = "brief"
    actor: str = ""
    opened: str = ""
    draft: page_corridor.Draft = attrs.field(factory=page_corridor.Draft)
    id: str = "summit"
    overlay: bool = False

    def __attrs_post_init__(self) -> None:
        self.actor = self.actor or self.desk.seat

    @property
    def before(self) -> Board | None:
        """The world one turn ago."""
        reports = self.desk.view.reports
        return reports[-1].before if reports else None

    def build(self, space: Space) -> Element:
        if space.wide:
            left = Panel(stack("states", self._table(), gap=1), pad=12, pad_y=7, grow=1)
            return Column(
                [self._top(space), Row([left, self._desk(space)], gap=12, align="stretch", grow=1), self._foot(space)],
                gap=10,
            )
        return Column([self._top(space), self._desk(space), self._foot(space)], gap=8)

    def back(self) -> Nav:
        return Push(Settings(self.leave, self._links()))

    def news(self) -> bool:
        """Whether reference games have been played meanwhile."""
        return self.desk.session.background.news()

    def _table(self) -> list[Element]:
        desk = self.desk
        return states.table(desk.words, desk.view.board, self.before, desk.forecast.after, self.actor, desk.seat, self._look)

    def _look(self, actor: str) -> Nav:
        self.actor, self.page = actor, "dossier"
        return None

    def _top(self, space: Space) -> Element:
        desk = self.desk
        turn, turns = desk.words.turn(desk.view.turn), desk.view.turns
        place = _("Turn {turn} of {turns} · {dates}").format(
            turn=turns.index(desk.view.turn) + 1, turns=len(turns), dates=desk.words.dates(turn)
        )
        banks = [Text(desk.banks, "smallstrong", theme.WARN)] if desk.banks_now else []
        you = Text(_("You are {name}").format(name=desk.words.name(desk.seat)), "smallstrong", theme.ACCENT)
        words: list[Element] = [Text(_(turn.name), "h2"), Text(place, "small", theme.MUTED)]
        if not space.wide:
            return Row([Column(words, gap=0, grow=3), Flow([you, *banks], gap=10, grow=2)])
        title = Column([*words, Flow([you, *banks], gap=10)], gap=0, wide=280)
        return Row([title, gauges.strip(desk.words, desk.view.board, self.before, desk.forecast.after)], gap=20, align="top")

    def _names(self, space: Space) -> list[tuple[str, str, int]]:
        """The pages: id, name, and how many things wait there."""
        names = [
            ("brief", _("Brief"), 0),
            ("events", _("Events"), len(page_events.open_choices(self.desk))),
            ("meetings", _("Meetings"), 0),
            ("orders", _("Orders"), 0),
            ("texts", _("Texts"), 0),
            ("dossier", _("Dossier"), 0),
            ("corridor", _("Corridor"), len(self._offers)),
        ]
        return names if space.wide else [("world", _("World"), 0), *names]

    @property
    def _offers(self) -> tuple[Talk, ...]:
        return self.desk.session.match.corridor.waiting(self.desk.seat)

    def _desk(self, space: Space) -> Element:
        names = self._names(space)
        shown = self.page if self.page != "world" or not space.wide else "brief"
        start = 1 if space.wide else 0
        row = Flow(
            [tab(id, words, str(i + start), id == shown, self._opener(id), n) for i, (id, words, n) in enumerate(names)],
            gap=2,
        )
        body = stack(f"page:{shown}:{self.actor if shown == 'dossier' else ''}", self._page(shown))
        inside = Column([*self._announced(shown), body, *self._next(shown)], gap=8)
        column = Column([row, Panel(inside, pad=16, pad_y=14, grow=1)], gap=0)
        column.wide, column.grow = (496, 0) if space.wide else (None, 1)
        return column

    def _announced(self, page: str) -> list[Element]:
        """Who has made an offer, on every page but that of the offers."""
        if page == "corridor" or not self._offers:
            return []
        names = joined([self.desk.words.name(seat) for seat in dict.fromkeys(t.offer.proposer for t in self._offers)])
        count = n_("{n} offer waits for you", "{n} offers wait for you", len(self._offers))
        says = _("{count}: {names}").format(count=count, names=names)
        hear = button("hear", _("Listen"), self._opener("corridor"))
        return [Panel(Row([Text(says, "small", theme.WARN, grow=1), hear]), fill=theme.RAISED, pad=10, pad_y=5)]

    def _page(self, page: str) -> list[Element]:
        desk = self.desk
        pages: dict[str, Callable[[], list[Element]]] = {
            "brief": lambda: page_brief.page(desk),
            "events": lambda: page_events.page(desk),
            "meetings": lambda: page_meetings.page(desk),
            "orders": lambda: page_orders.page(desk, self.opened, self._open),
            "texts": lambda: page_texts.page(desk),
            "corridor": lambda: page_corridor.page(desk, self.draft),
            "dossier": lambda: page_dossier.page(desk, self.actor, self.before),
            "world": lambda: [
                gauges.several(desk.words, desk.view.board, self.before, desk.forecast.after),
                *self._table(),
            ],
        }
        return pages[page]()

    def _opener(self, page: str) -> Callable[[], Nav]:
        return lambda: self._turn_to(page)

    def _turn_to(self, page: str) -> Nav:
        self.page = page
        return None

    def _open(self, action: str) -> Nav:
        self.opened = "" if self.opened == action else action
        return None

    def _next(self, page: str) -> list[Element]:
        """What a newcomer does after this page."""
        if page not in ORDER[:-1]:
            return []
        following = ORDER[ORDER.index(page) + 1]
        names = {
            "events": _("Next: read the events"),
            "meetings": _("Next: ask for meetings"),
            "orders": _("Next: give orders"),
            "texts": _("Next: take positions on the texts"),
            "corridor": _("Next: make deals in the corridor"),
        }
        return [Row([Gap(grow=1), button("next", names[following], self._opener(following), key="n", first=True)])]

    def _foot(self, space: Space) -> Element:
        budget = self.desk.budget
        total = budget.left + budget.spent + budget.held
        meters = [
            meter(_("Capital"), budget.left, total, space.wide),
            meter(_("Slots"), budget.slots_left, budget.slots, space.wide),
            page_brief.total(self.desk),
        ]
        links = self._links() if space.wide else []
        return Row(
            [
                *links,
                button("menu", _("Menu"), self.back, key="m", look="ghost"),
                Gap(grow=1),
                *meters,
                *self._warning(),
                button("undo", _("Undo"), self.desk.undo, key="u", enabled=self.desk.can_undo),
                button("submit", _("Submit"), self._submit, key="s", look="primary"),
            ],
            gap=12,
        )

    def _links(self) -> list[Button]:
        links = [button("declaration", _("Declaration"), self._declaration, key="d", look="ghost")]
        if self.desk.view.reports:
            links.append(button("last", _("Last turn"), self._last, key="l", look="ghost"))
        return links

    def _warning(self) -> list[Element]:
        return [Panel(Text("!", "strong", theme.ON_WARN), fill=theme.WARN, pad=9, pad_y=2)] if self.desk.warnings else []

    def _declaration(self) -> Nav:
        return Push(Declaration(self.desk.words, self.desk.view.board))

    def _last(self) -> Nav:
        desk = self.desk
        return Push(account(desk.session.telling(desk.view.reports[-1], desk.seat)))

    def _submit(self) -> Nav:
        concerns = [*self.desk.warnings]
        if page_events.open_choices(self.desk):
            concerns.append(_("A card asks for your answer; without one, its first choice is taken."))
        concerns += [
            _("You have promised {name}: “{order}”. Your sheet leaves it out.").format(
                name=self.desk.words.name(pledge.to), order=self.desk.words.order(pledge.order)
            )
            for pledge in self.desk.view.pledges
            if (pledge.giver, pledge.turn) == (self.desk.seat, self.desk.view.turn) and not pledge.kept_by(self.desk.chosen)
        ]
        if not self.desk.chosen:
            concerns.append(_("Your sheet is empty: you would pass this turn."))
        if concerns:
            return Push(Confirm(_("Submit this sheet?"), concerns, _("Submit"), self._sent, warn=True))
        return self._sent()

    def _sent(self) -> Nav:
        session = self.desk.session
        session.submit(self.desk)
        if session.table.waiting is not None:
            return Replace(session.onward(session), session.not_saved)
        return waiting.orders(session)


def meter(name: str, left: int, total: int, wide: bool) -> Row:
    """What is left of something, as dots and as a number."""
    dots = [Pips(left, total)] if wide and total <= 12 else []
    return Row(
        [
            Text(name, "small", theme.MUTED),
            *dots,
            Text(_("{left} of {total}").format(left=left, total=total), "smallstrong"),
        ],
        gap=7,
    )
