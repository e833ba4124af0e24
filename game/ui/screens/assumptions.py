"""What the model assumes, and where the world would be heading without it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

import attrs

from game.scenario.assumptions import ASSUMPTIONS, BY_ID, Assumption, switchable, switched_off
from game.study.tasks import Course, Lead
from game.text import _, joined, n_, number
from game.ui import theme
from game.ui.hint import hint
from game.ui.layout import Column, Element, Gap, Panel, Row, Space
from game.ui.nav import Nav, Pop
from game.ui.screens import between, longrun
from game.ui.screens.common import card, stack, titled
from game.ui.session import Desk
from game.ui.widgets import Button, Text, button, heading

if TYPE_CHECKING:
    from game.model.board import Board

MOST = 8
"""How many differences are listed."""


@attrs.define(eq=False)
class Assumptions:
    """The list with its switches, the one that is looked at, and the world with and without."""

    desk: Desk
    whose: str = ""
    chosen: str = ""
    off: frozenset[str] = frozenset()
    id: str = "assumptions"
    overlay: bool = False
    rest: Board = attrs.field(init=False)
    """The world at rest, as the model has it."""

    def __attrs_post_init__(self) -> None:
        self.whose = self.whose or longrun.pushers(self.desk)[0][0]
        self.chosen = self.chosen or ASSUMPTIONS[0].id
        self.off = frozenset(id for id in self.off if switchable(BY_ID[id], self.desk.view.scenario))
        self.rest = longrun.rest(self.desk, longrun.orders(self.desk, self.whose))

    def build(self, space: Space) -> Element:
        says = _("Each can be argued with. Switch one off to see what hangs on it; the game that is played stays as it is.")
        close = button("close", _("Close"), self.back, key="escape", first=True)
        top = Row([Column([titled(_("What this model assumes"), says)], grow=1), close])
        listed = stack("assumptions", [self._row(assumption, not space.wide) for assumption in ASSUMPTIONS], gap=2)
        if not space.wide:
            return Column([top, Panel(listed, pad=10, grow=1)], gap=10)
        left = Panel(listed, pad=10, wide=400)
        detail = stack(f"told:{self.chosen}", [*self._told(BY_ID[self.chosen]), *self._without()])
        right = Column([self._plots(), Panel(detail, pad=14, grow=4)], gap=12, grow=1)
        return Column([top, Row([left, right], gap=12, align="stretch", grow=1)], gap=10)

    def back(self) -> Nav:
        return Pop()

    def news(self) -> bool:
        """Whether the world without what is switched off has been worked out."""
        return self.desk.session.news()

    @property
    def course(self) -> Course | None:
        """Where the world is heading without what is switched off; None while it is worked out."""
        found: Course | None = self.desk.session.room.ask(
            Lead(self.desk.seat, longrun.orders(self.desk, self.whose), self.off)
        )
        return found

    def settle(self) -> Self:
        """Wait until it is, for a picture of it."""
        while self.course is None:
            self.news()
        return self

    @property
    def _other(self) -> Board | None:
        """The world at rest without what is switched off."""
        return longrun.at_rest(self.desk, self.course.heading) if self.off and self.course else None

    def _row(self, assumption: Assumption, whole: bool) -> Element:
        """One assumption: a press shows it, its switch turns it; in a narrow window it opens below itself."""
        shown = assumption.id == self.chosen
        name = Button(Text(_(assumption.name), "strong" if shown else "body", grow=1), lambda: self._look(assumption.id),
                      id=f"assumption:{assumption.id}", look="row", selected=shown, pad=8, pad_y=5, grow=1)
        row = Row([name, self._switch(assumption)], gap=6)
        if not (whole and shown):
            return row
        return Column([row, card(*self._told(assumption), *self._without())], gap=4)

    def _switch(self, assumption: Assumption) -> Element:
        if not switchable(assumption, self.desk.view.scenario):
            return Gap(wide=56)
        on = assumption.id not in self.off
        says = Text(_("On") if on else _("Off"), "smallstrong", theme.ON_ACCENT if on else theme.WARN, align="centre", grow=1)
        return Button(Panel(Row([says]), fill=theme.ACCENT if on else theme.SUNKEN, edge=theme.LINE, pad=6, pad_y=2, wide=48),
                      lambda: self._turn(assumption.id), id=f"switch:{assumption.id}", look="row", pad=4, pad_y=2)

    def _told(self, assumption: Assumption) -> list[Element]:
        parts: list[Element] = [Text(_(assumption.name), "h3"), Text(_(assumption.text), "body")]
        if assumption.without:
            parts.append(Text(_("Without it: {says}").format(says=_(assumption.without)), "body", theme.WARN))
        rests = Text(_("Rests on: {source}").format(source=_(assumption.source)), "small", theme.MUTED)
        return [*parts, rests, *self._played(assumption)]

    def _played(self, assumption: Assumption) -> list[Element]:
        """What else there is to know about the switch."""
        scenario, says = self.desk.view.scenario, list[str]()
        if assumption.id in switched_off(scenario):
            says.append(_("This game is played without it."))
        elif not switchable(assumption, scenario):
            says.append(_("It cannot be switched off: the model is built on it, or this scenario does not use it."))
        elif not assumption.heads:
            says.append(_("It changes how a game goes on, not where the world is heading at once, so that both pictures agree."))
        elif assumption.id in self.off and self.course and assumption.id in self.course.barred:
            says.append(_("It can be looked at without, but not played: a game could leave all bounds."))
        return [Text(line, "small", theme.MUTED) for line in says]

    def _plots(self) -> Element:
        """Where the world is heading as the model has it, and without what is switched off."""
        names = joined([_(BY_ID[id].name) for id in sorted(self.off)])
        without = _("Without: {names}").format(names=names) if self.off else _("Switch something off to compare")
        halves = [
            self._plot(_("Where this is heading, as the model has it"), theme.TEXT, self.rest),
            self._plot(without, theme.WARN if self.off else theme.MUTED, self._other if self.off else self.rest),
        ]
        return Panel(Row(halves, gap=20, align="stretch", grow=1), pad=12, grow=5)

    def _plot(self, says: str, ink: theme.Colour, rest: Board | None) -> Element:
        waits = Text(_("Working it out …"), "body", theme.MUTED)
        plot = between.plot(self.desk, "", None, longrun.ends(rest)) if rest else waits
        return Column([Text(says, "smallstrong", ink), plot], gap=4, grow=1)

    def _without(self) -> list[Element]:
        """The states that would come to rest elsewhere, those that differ most first."""
        words, with_, without = self.desk.words, self.rest, self._other
        if without is None:
            return []
        cells = [(state, pole) for state in with_.states for pole in with_.poles]
        moved = sorted(cells, key=lambda cell: -abs(without.alignment(*cell) - with_.alignment(*cell)))
        moved = [cell for cell in moved if round(without.alignment(*cell)) != round(with_.alignment(*cell))]
        turned = sum(with_.first_partner(state) != without.first_partner(state) for state in with_.states)
        says = n_("{n} state would have another first partner.", "{n} states would have another first partner.", turned)
        says = says if turned else _("No state would have another first partner.")
        rows: list[Element] = [heading(_("What would be different at rest"), _("with → without")), Text(says, "small")]
        for cell in moved[:MOST]:
            figures = f"{number(with_.alignment(*cell))} → {number(without.alignment(*cell))}"
            rows.append(Row([Text(words.quantity(("alignment", *cell)), "small", grow=1), Text(figures, "smallstrong")]))
        told = _("Where the state would come to rest with every assumption, and without what is switched off.")
        return [hint("alignment", Column(rows, gap=3), told, name="without")]

    def _look(self, id: str) -> Nav:
        self.chosen = id
        return None

    def _turn(self, id: str) -> Nav:
        self.off, self.chosen = self.off ^ {id}, id
        return None
