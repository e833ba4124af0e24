"""Where this is heading: the rest that every state would come to if the pushes of one turn were repeated for ever."""

from __future__ import annotations

import attrs

from game.model.board import Board
from game.model.orders import Order
from game.text import _, number
from game.ui import theme
from game.ui.hint import hint, note
from game.ui.layout import Column, Element, Gap, Panel, Row, Space
from game.ui.nav import Nav, Pop, Push
from game.ui.screens import assumptions, between, longrun
from game.ui.screens.common import pole_chip, stack, titled
from game.ui.session import Desk
from game.ui.widgets import Text, button, choice


@attrs.define(eq=False)
class Heading:
    """The plot with the end points, and the same as a table."""

    desk: Desk
    whose: str = ""
    actor: str = ""
    id: str = "heading"
    overlay: bool = False
    _known: dict[tuple[Order, ...], Board] = attrs.field(factory=dict)

    def __attrs_post_init__(self) -> None:
        self.actor, self.whose = self.actor or self.desk.seat, self.whose or longrun.pushers(self.desk)[0][0]

    def build(self, space: Space) -> Element:
        says = _(
            "If the same orders were given every turn and nothing else happened, each state would drift to the ring at the end "
            "of its line and stay there. Relations and weights are kept as they are now."
        )
        buttons = [
            button("assumptions", _("What the model assumes"), self._assumptions, key="a"),
            button("close", _("Close"), self.back, key="escape", first=True),
        ]
        top = Row([Column([titled(_("Where this is heading"), says)], grow=1), *buttons])
        chosen = choice("whose", longrun.pushers(self.desk), self.whose, self._turn)
        chosen.grow = 1
        whose = Row([Text(_("Whose orders go on:"), "small", theme.MUTED), chosen])
        after = self._after
        listed = stack("heading", table(self.desk, after), gap=0)
        if not space.wide:
            return Column([top, whose, Panel(listed, pad=14, grow=1)], gap=10)
        plot = Panel(between.plot(self.desk, self.actor, self._look, longrun.ends(after)), pad=12, grow=1)
        both = Row([plot, Panel(listed, pad=14, wide=520)], gap=12, align="stretch", grow=1)
        return Column([top, whose, both], gap=10)

    @property
    def _after(self) -> Board:
        given = longrun.orders(self.desk, self.whose)
        if given not in self._known:
            self._known[given] = longrun.rest(self.desk, given)
        return self._known[given]

    def back(self) -> Nav:
        return Pop()

    def _turn(self, whose: str) -> Nav:
        self.whose = whose
        return None

    def _look(self, actor: str) -> Nav:
        self.actor = actor
        return None

    def _assumptions(self) -> Nav:
        return Push(assumptions.Assumptions(self.desk, self.whose))


def table(desk: Desk, after: Board) -> list[Element]:
    """For each state: now and at rest, toward each pole, and who would be first."""
    words, board = desk.words, desk.view.board
    heads: list[Element] = [Text(_("State"), "small", theme.MUTED, wide=150)]
    heads += [note(f"head:{pole}", Row([pole_chip(words, pole)]), words.name(pole), grow=1) for pole in board.poles]
    heads.append(Text(_("First partner"), "small", theme.MUTED, wide=70))
    rows: list[Element] = [Row(heads, gap=8), Gap(tall=6)]
    return [*rows, *(_state(desk, after, state) for state in board.states)]


def _state(desk: Desk, after: Board, state: str) -> Element:
    words, board = desk.words, desk.view.board
    mine = state == desk.seat
    cells: list[Element] = [
        words.emblem(state, 20),
        Text(words.name(state), "smallstrong" if mine else "small", theme.ACCENT if mine else theme.TEXT, wide=122),
    ]
    cells += [_cell(board.alignment(state, pole), after.alignment(state, pole)) for pole in board.poles]
    now, then = board.first_partner(state), after.first_partner(state)
    turned: list[Element] = [pole_chip(words, now)]
    turned += [Text("→", "small", theme.WARN), pole_chip(words, then)] if now != then else []
    says = _("For each pole its alignment now and at rest; last, who is its first partner, and who would be.")
    row = hint("alignment", Row([*cells, Row(turned, gap=4, wide=70)], gap=8), says, name=f"rest:{state}")
    return Panel(row, fill=None, pad=0, pad_y=3)


def _cell(now: float, then: float) -> Element:
    moved = round(then) != round(now)
    says = Text(_("{now} → {then}").format(now=number(now), then=number(then)) if moved else number(now), "small",
                theme.TEXT if moved else theme.MUTED, grow=1)
    return Row([says], grow=1)
