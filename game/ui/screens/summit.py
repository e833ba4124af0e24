"""The main screen: the map fills the window, the seat's desk floats on the right, tracks above, sheet and turns below."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, ClassVar

import attrs

from game.text import _, joined, n_
from game.ui import theme
from game.ui.hint import explained, hint, saying
from game.ui.layout import Column, Element, Flow, Gap, Panel, Row, Space
from game.ui.nav import Nav, Push, Screen, Tell
from game.ui.pictures import Icon
from game.ui.screens import (
    gauges,
    handing,
    page_brief,
    page_corridor,
    page_dossier,
    page_events,
    page_meetings,
    page_orders,
    page_texts,
    rail,
    ribbon,
    strip,
    tray,
    world,
)
from game.ui.screens.adviser import Adviser
from game.ui.screens.common import stack
from game.ui.screens.declaration import Declaration
from game.ui.screens.heading import Heading
from game.ui.screens.reveal import account
from game.ui.screens.settings import Settings
from game.ui.screens.timeline import Timeline
from game.ui.secret import Secret
from game.ui.session import Desk
from game.ui.widgets import Button, Chip, Rule, Text, button

if TYPE_CHECKING:
    from game.deals import Talk
    from game.model.board import Board

ORDER = ("brief", "events", "meetings", "orders", "texts", "corridor")
ICONS = {
    "world": "map",
    "brief": "brief",
    "events": "event",
    "meetings": "meeting",
    "orders": "submit",
    "texts": "text",
    "corridor": "corridor",
    "dossier": "dossier",
}
TERMS = {"brief": "brief", "events": "event-cards", "orders": "sheet", "texts": "item", "corridor": "offer"}
"""What the rulebook calls the matter of a page."""
_UNTERMED: dict[str, Callable[[], str]] = {
    "meetings": lambda: _("Whom you ask to meet this turn, in order of wish, and what you do instead if it fails."),
    "dossier": lambda: _("All that is public about the actor you look at, and what you can do about it."),
    "world": lambda: _("The map, the triangle and the table, and what can be looked up from there."),
}
"""What is found on the pages whose matter is no term."""
WRITING = ("events", "meetings", "orders", "texts", "corridor")
"""The pages that show what is written on the sheet or said in confidence."""
DESK = 456
GAP = 10
MARGIN = 14
TURNS = 96.0
"""Units below the map for the turns, with the distances around."""
NARROW = (14.0, 84.0, 14.0, 84.0)
"""What the panels cover of the map on a page of its own: left, top, right, bottom."""


@attrs.define(eq=False)
class Summit:
    """The desk of one seat in one turn."""

    desk: Desk
    leave: Callable[[], Screen] | None = None
    page: str = ""
    """The page that is open; empty before anything was drawn: then the brief, or the world where a room looks on."""
    actor: str = ""
    opened: str = ""
    shown: str = "map"
    draft: page_corridor.Draft = attrs.field(factory=page_corridor.Draft)
    notices: ClassVar[bool] = True
    id: str = "summit"
    overlay: bool = False

    def __attrs_post_init__(self) -> None:
        self.actor = self.actor or self.desk.seat

    @property
    def before(self) -> Board | None:
        """The world one turn ago."""
        reports = self.desk.view.reports
        return reports[-1].before if reports else None

    def backdrop(self, space: Space) -> Element | None:
        """The map: beside the desk where there is room, else on a page of its own."""
        self._opened(space)
        if self.shown != "map" or not (space.wide or self.page == "world"):
            return None
        return world.chart(self.desk, self.actor, self._look, self._clear(space) if space.wide else NARROW)

    def _opened(self, space: Space) -> None:
        """What depends on who looks on."""
        self.desk.covered = space.discreet
        self.page = self.page or ("world" if space.prefs.projector and not space.wide else "brief")

    def _clear(self, space: Space) -> world.Margins:
        """What the panels cover of the map beside the desk: left, top, right, bottom."""
        width = space.width - 2 * space.px(MARGIN)
        above = space.height_of(strip.strip(self.desk, self.before), width)
        return rail.WIDE + 34.0, above / space.unit + 24, DESK + 26.0, tray.TALL + TURNS

    def build(self, space: Space) -> Element:
        self._opened(space)
        if not space.wide:
            return self._world(space) if self.page == "world" else Column([strip.short(self.desk), self._desk(space)], gap=6)
        left = Column([self._middle(), self._tray()], gap=GAP, grow=1)
        below = Row([left, self._desk(space)], gap=GAP, align="stretch", grow=1)
        return Column([strip.strip(self.desk, self.before), below], gap=GAP)

    def _middle(self) -> Element:
        """The rail, and beside it the map or what is laid over it."""
        beside = Gap(grow=1) if self.shown == "map" else Panel(self._pane(), floats=True, pad=14, grow=1)
        looks = Column([rail.rail(self._looks())], gap=0)
        return Row([looks, beside], gap=GAP, align="stretch", grow=1)

    def _pane(self) -> Element:
        return world.pane(self.shown, self.desk, self.before, self.actor, self._look)

    def _looks(self) -> list[rail.Entry]:
        desk = self.desk
        views = [
            rail.Entry(f"show:{id}", name, icon, key, self._shower(id), says, self.shown == id)
            for id, name, icon, key, says in (
                ("map", _("Map"), "map", "v", _("The states in the blended colours of the poles they lean to.")),
                (
                    "triangle",
                    _("Triangle") if len(desk.view.board.poles) == 3 else _("Axes"),
                    "triangle",
                    "t",
                    _("Every state between the poles, with its way so far and where it may go."),
                ),
                ("table", _("Table"), "table", "b", _("Every alignment in figures, by first partner.")),
            )
        ]
        more = [
            rail.Entry("adviser", _("Adviser"), "adviser", "i", lambda: Push(Adviser(desk)),
                       _("Once a turn: what a good bot would order in your place, and why.")),
            rail.Entry("heading", _("Heading"), "alignment", "h", lambda: Push(Heading(desk, actor=self.actor)),
                       _("Where every state would come to rest if the same orders were given every turn.")),
            rail.Entry("declaration", _("Text"), "text", "d", self._declaration,
                       _("The declaration as it stands, paragraph by paragraph.")),
        ]
        if desk.view.reports:
            more.append(rail.Entry("last", _("Last turn"), "history", "l", self._last,
                                   _("What happened in the last turn, and every number that moved.")))
        more.append(rail.Entry("timeline", _("Timeline"), "history", "j", lambda: Push(Timeline(desk.session)),
                               _("Every past turn: watch it, compare it, or go back and play on otherwise.")))
        return [*views, *more, rail.Entry("menu", _("Menu"), "settings", "m", self._menu,
                                         _("Scale, colours, sound, keys, and the way out of the game."))]

    def _shower(self, id: str) -> Callable[[], Nav]:
        def show() -> Nav:
            self.shown = id
            return None

        return show

    def back(self) -> Nav:
        if self.page == "orders" and self.opened:
            return self._open(self.opened)
        return self._menu()

    def _menu(self) -> Nav:
        return Push(Settings(self.leave, self.desk.words.scenario.pole, trial=self.desk.session.trial is not None))

    def news(self) -> bool:
        """Whether something has been thought of meanwhile."""
        return self.desk.session.news()

    def _look(self, actor: str) -> Nav:
        if actor not in self.desk.view.board.actors:
            return Tell(_("{name} has no delegation at this summit.").format(name=self.desk.words.name(actor)))
        self.actor, self.page = actor, "dossier"
        return None

    def _tray(self) -> Element:
        """The sheet, and below it the turns."""
        rows = [Secret(tray.sheet(self.desk)), Row([ribbon.ribbon(self.desk, self._report), Gap(grow=1), *self._banks()])]
        return Panel(Column(rows, gap=6), floats=True, pad=12, pad_y=8)

    def _banks(self) -> list[Element]:
        ink = theme.WARN if self.desk.banks_now else theme.MUTED
        return [hint("communique", Text(self.desk.banks, "small", ink), name="banks")] if self.desk.banks else []

    @property
    def _offers(self) -> tuple[Talk, ...]:
        return self.desk.session.match.corridor.waiting(self.desk.seat)

    def _names(self, space: Space) -> list[tuple[str, str, int]]:
        """The pages: id, name, and how many things wait there."""
        names = [
            ("brief", _("Brief"), 0),
            ("events", _("Events"), len(page_events.open_choices(self.desk))),
            ("meetings", _("Meetings"), 0),
            ("orders", _("Orders"), 0),
            ("texts", _("Texts"), 0),
            ("corridor", _("Corridor"), len(self._offers)),
            ("dossier", _("Dossier"), 0),
        ]
        return names if space.wide else [("world", _("World"), 0), *names]

    def _world(self, space: Space) -> Element:
        """The page of the world in a narrow window: tabs, the picture, and the choice of another one."""
        middle = Gap(grow=1) if self.shown == "map" else Panel(self._pane(), floats=True, pad=10, grow=1)
        foot = Panel(rail.row(self._looks()), floats=True, pad=4, pad_y=4)
        told = [space.notice] if space.notice else []
        return Column([Panel(self._tabs("world", space), floats=True, pad=4, pad_y=2), *told, middle, foot], gap=6)

    def _tabs(self, page: str, space: Space) -> Element:
        names = self._names(space)
        start = 1 if space.wide else 0
        tabs = [page_tab(id, words, str(i + start), id == page, self._opener(id), n) for i, (id, words, n) in enumerate(names)]
        return Row(tabs, gap=0) if space.wide else Flow(tabs, gap=2)

    def _desk(self, space: Space) -> Element:
        page = self.page if self.page != "world" else "brief"
        told = [space.notice] if space.notice else self._announced(page)
        inside = Column([*told, self._body(page, space), *handing.alarmed(self.desk), Rule(), self._foot(page)], gap=8)
        return Panel(
            Column([self._tabs(page, space), Panel(inside, fill=None, pad=14, pad_y=10, grow=1)], gap=0),
            floats=True,
            pad=2,
            pad_y=4,
            wide=DESK if space.wide else None,
            grow=0 if space.wide else 1,
        )

    def _body(self, page: str, space: Space) -> Element:
        above = [] if space.wide else self._above(page)
        body = stack(f"page:{page}:{self.actor if page == 'dossier' else ''}", [*above, *self._page(page)])
        return Secret(body) if page in WRITING else body

    def _above(self, page: str) -> list[Element]:
        """What stands around the map in a wide window, and on top of a page in a narrow one."""
        if page == "brief":
            return [gauges.several(self.desk, self.before)]
        return [tray.sheet(self.desk)] if page == "orders" else []

    def _announced(self, page: str) -> list[Element]:
        """Who has made an offer, on every page but that of the offers."""
        if page == "corridor" or not self._offers:
            return []
        names = joined([self.desk.words.name(seat) for seat in dict.fromkeys(t.offer.proposer for t in self._offers)])
        count = n_("{n} offer waits for you", "{n} offers wait for you", len(self._offers))
        says = _("{count}: {names}").format(count=count, names=names)
        hear = button("hear", _("Listen"), self._opener("corridor"))
        told = hint("offer", Text(says, "small", theme.WARN), name="waiting", grow=1)
        return [Secret(Panel(Row([told, hear]), fill=theme.RAISED, pad=10, pad_y=5))]

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
            "events": _("Next: events"),
            "meetings": _("Next: meetings"),
            "orders": _("Next: orders"),
            "texts": _("Next: texts"),
            "corridor": _("Next: corridor"),
        }
        return [button("next", names[following], self._opener(following), key="n", first=True)]

    def _foot(self, page: str) -> Element:
        """The end of the turn."""
        undo = button("undo", _("Undo"), self.desk.undo, key="u", enabled=self.desk.can_undo)
        undo.tip = saying(_("Takes back the last change of your sheet in this turn."))
        ends: list[Element] = [
            *self._next(page),
            Gap(grow=1),
            undo,
            button("submit", _("Submit"), lambda: handing.submit(self.desk), key="s", look="primary"),
        ]
        return Row(ends)

    def _declaration(self) -> Nav:
        return Push(Declaration(self.desk.session.record))

    def _last(self) -> Nav:
        return self._report(len(self.desk.view.reports) - 1)

    def _report(self, i: int) -> Nav:
        """What happened in a past turn."""
        desk = self.desk
        return Push(account(desk.session.telling(desk.view.reports[i], desk.seat)))


def page_tab(id: str, words: str, key: str, selected: bool, on: Callable[[], Nav], count: int) -> Button:
    """The tab of a page: its icon with its key, and below its name and how many things wait there."""
    ink = theme.WARN if count else theme.ACCENT if selected else theme.MUTED
    badge: Element = Chip(str(count), theme.WARN) if count else Text(key, "small", theme.FAINT)
    top = Row([Gap(grow=1, tall=0), Icon(ICONS[id], 20, ink), badge, Gap(grow=1, tall=0)], gap=3)
    name = Text(words, "smallstrong" if selected else "small", ink if count else theme.TEXT, align="centre")
    child = Column([top, name], gap=0)
    tip = explained(TERMS[id]) if id in TERMS else saying(_UNTERMED[id]())
    first = selected and id not in ORDER[:-1]
    return Button(child, on, id=f"tab:{id}", key=key, look="tab", selected=selected, first=first, pad=0, pad_y=5, grow=1, tip=tip)
