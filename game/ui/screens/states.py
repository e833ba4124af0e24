"""The table of states: grouped by first partner, one column for each pole."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from game.text import _, number
from game.ui import theme
from game.ui.hint import counted, explained, hint
from game.ui.layout import Column, Element, Flow, Gap, Panel, Row
from game.ui.nav import Nav
from game.ui.screens.common import change, figure, pole_chip
from game.ui.widgets import Bar, Button, Text
from game.ui.words import Words

if TYPE_CHECKING:
    from game.model.board import Board
    from game.model.report import Quantity

NAME, WEIGHT, INSET = 146, 22, 8
FEW = 4
"""With more poles than this, numbers stand above their bars."""


def table(
    words: Words,
    board: Board,
    before: Board | None,
    after: Board | None,
    chosen: str,
    me: str,
    pick: Callable[[str], Nav],
    why: Callable[[Quantity], Nav],
) -> list[Element]:
    """Heads, groups and rows; a row opens the dossier of its actor, a number tells why it is what it is."""
    rows: list[Element] = [head(words, board)]
    for partner in (*board.poles, None):
        states = [state for state in board.states if board.first_partner(state) == partner]
        if states:
            rows.append(_group(words, board, partner, states))
            rows += [_state(words, board, before, after, state, state == chosen, state == me, pick, why) for state in states]
    others = [actor for actor in board.actors if actor not in board.states]
    rows.append(inset(Text(_("Powers and institutions"), "smallstrong"), 2))
    rows += [_state(words, board, before, after, actor, actor == chosen, actor == me, pick, why) for actor in others]
    legend = _(
        "Wt: weight · → with your orders alone · otherwise the change since last turn · press a name for its dossier, a number "
        "for why."
    )
    rule = _("First partner: the highest alignment, at least {bar} and ahead of the second by the state's own margin.").format(
        bar=number(words.scenario.rules.partner_bar)
    )
    bar = hint("first-partner", Text(rule, "small", theme.MUTED), name="bar")
    return [*rows, inset(Column([Text(legend, "small", theme.MUTED), bar], gap=0), 1)]


def head(words: Words, board: Board) -> Element:
    """The names of the columns."""
    columns: list[Element] = [
        Text(_("State"), "small", theme.MUTED, wide=NAME),
        Text(_("Wt"), "small", theme.MUTED, wide=WEIGHT, align="right"),
    ]
    if len(board.poles) <= FEW:
        columns += [
            Row([pole_chip(words, pole), Text(words.name(pole), "smallstrong", grow=1)], gap=6, grow=1) for pole in board.poles
        ]
        return inset(Row(columns, gap=12), 0)
    names = Flow([Row([pole_chip(words, pole), Text(words.name(pole), "small")], gap=6) for pole in board.poles], gap=12)
    columns += [Row([pole_chip(words, pole)], grow=1) for pole in board.poles]
    return Column([inset(names, 0), inset(Row(columns, gap=12), 0)])


def inset(child: Element, above: float) -> Element:
    """A line without a button, in line with those that have one."""
    return Column([Gap(tall=above), Panel(child, fill=None, pad=INSET, pad_y=0)], gap=0)


def _group(words: Words, board: Board, partner: str | None, states: list[str]) -> Element:
    weight = sum(board.weight(state) for state in states)
    name = _("First partner: {pole}").format(pole=words.name(partner)) if partner else _("Open: nobody is first")
    share = board.partner_weight(partner) if partner else 100 * weight / max(1, sum(map(board.weight, board.states)))
    note = _("weight {weight} · {share} %").format(weight=weight, share=number(share))
    title = Text(name, "smallstrong", theme.legible(words.colour(partner), theme.PANEL) if partner else theme.TEXT)
    says = _("The weight of these states, and its share of the weight of all.")
    told = hint("first-partner", Text(note, "small", theme.MUTED), says, name=f"group:{partner or ''}")
    return inset(Row([title, told], gap=10), 2)


def _state(
    words: Words,
    board: Board,
    before: Board | None,
    after: Board | None,
    actor: str,
    chosen: bool,
    mine: bool,
    pick: Callable[[str], Nav],
    why: Callable[[Quantity], Nav],
) -> Element:
    name = Text(words.name(actor), "smallstrong" if mine or chosen else "small", theme.ACCENT if mine else theme.TEXT, wide=NAME)
    weight = str(board.weight(actor)) if board.weight(actor) else ""
    named = Row([name, Text(weight, "small", theme.MUTED, wide=WEIGHT, align="right")], gap=12)
    cells: list[Element] = []
    if actor in board.institutions:
        cells.append(Text(_("has no alignment"), "small", theme.MUTED, grow=1))
    else:
        cells += [_asked(_cell(words, board, before, after, actor, pole), actor, pole, why) for pole in board.poles]
    tip = explained("weight", _("The figure is its weight. Press the name for its dossier.")) if weight else None
    press = Button(named, lambda: pick(actor), id=f"state:{actor}", look="row", selected=chosen, pad=INSET, pad_y=1, tip=tip)
    return Row([press, Row(cells, gap=12, grow=1), Gap(wide=INSET - 4)], gap=4)


def _asked(cell: Element, actor: str, pole: str, why: Callable[[Quantity], Nav]) -> Element:
    """A number that can be asked; what is said in words cannot."""
    if isinstance(cell, Text):
        return cell
    return Button(cell, lambda: why(("alignment", actor, pole)), id=f"why:{actor}:{pole}", look="row", pad=0, pad_y=0, grow=1,
                  tip=counted("alignment"))


def _cell(words: Words, board: Board, before: Board | None, after: Board | None, actor: str, pole: str) -> Element:
    if actor in board.powers and words.actor(actor).pole == pole:
        return Text(_("its own pole"), "small", theme.MUTED, grow=1)
    now = board.alignment(actor, pole)
    ghost = after.alignment(actor, pole) if after else None
    moved = change(round(now) - round(before.alignment(actor, pole)) if before else 0)
    if ghost is not None and round(ghost) != round(now):
        moved = Text(_("→{value}").format(value=number(ghost)), "smallstrong", theme.ACCENT, wide=40, align="right")
    bar = Bar(now, words.colour(pole), ghost=ghost, grow=1)
    if len(board.poles) <= FEW:
        return Row([bar, figure(now, wide=28), moved], gap=3, grow=1)
    return Column(
        [Row([figure(now, wide=28), Text(moved.words, moved.style, moved.colour, grow=1)], gap=4), Row([bar])],
        gap=1,
        grow=1,
    )
