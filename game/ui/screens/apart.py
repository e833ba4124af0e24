"""How two futures differ, told in sentences, turn by turn."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from game.text import _, joined, n_, number
from game.ui import theme
from game.ui.layout import Column, Element, Row
from game.ui.screens.common import card
from game.ui.widgets import Text
from game.ui.words import Words

if TYPE_CHECKING:
    from game.match import Sheet
    from game.model.orders import Order
    from game.study.futures import Apart, Difference

SEATS, ORDERS, APART = 5, 3, 3
"""How many sheets, orders of a sheet, and alignments are told of a turn."""


def told(words: Words, found: Sequence[Difference], seat: str) -> list[Element]:
    """Every turn that differs; the first one with the orders that differ, one's own first."""
    parted = next((difference.place for difference in found if difference.any), None)
    if parted is None:
        return [Text(_("Up to here both are the same, order by order."), "body", theme.MUTED)]
    same = n_("The first turn is the same in both.", "The first {n} turns are the same in both.", parted)
    return [
        *([Text(same, "small", theme.MUTED)] if parted else []),
        *(_turn(words, difference, seat, difference.place == parted) for difference in found[parted:]),
    ]


def _turn(words: Words, difference: Difference, seat: str, first: bool) -> Element:
    place = difference.place
    head = _("Turn {turn}: here they part").format(turn=place + 1) if first else _("Turn {turn}").format(turn=place + 1)
    says = [Text(line, "small") for line in _came(words, difference)]
    orders = _orders(words, difference, seat) if first else []
    return card(Text(head, "smallstrong", theme.WARN if first else theme.TEXT), *orders, *says, gap=4)


def _orders(words: Words, difference: Difference, seat: str) -> list[Element]:
    """The sheets that differ, each by what only one of the two has."""
    sheets = sorted(difference.orders, key=lambda entry: entry[0] != seat)
    found: list[Element] = [_sheet(words, *entry) for entry in sheets[:SEATS]]
    more = len(sheets) - SEATS
    if more > 0:
        found.append(Text(n_("{n} more delegation orders otherwise.", "{n} more delegations order otherwise.", more), "small"))
    return found


def _sheet(words: Words, seat: str, here: Sheet, there: Sheet) -> Element:
    only, other = ([order for order in one if order not in two] for one, two in ((here, there), (there, here)))
    says = [_("here: {orders}.").format(orders=_said(words, only)), _("there: {orders}.").format(orders=_said(words, other))]
    sides = Column([Text(line, "small", theme.MUTED) for line in says], gap=0, grow=1)
    return Row([Text(words.name(seat), "small", wide=116), sides], gap=8, align="top")


def _said(words: Words, orders: Sequence[Order]) -> str:
    """What stands on a sheet, meetings that were asked for last."""
    sequence = sorted(orders, key=lambda order: order.action in ("request", "fallback"))
    says = [f"“{words.order(order)}”" for order in sequence[:ORDERS]]
    more = len(sequence) - ORDERS
    return joined([*says, n_("{n} more", "{n} more", more)] if more > 0 else says) or _("nothing else")


def _came(words: Words, difference: Difference) -> list[str]:
    """What came of it: paragraphs, first partners, and the alignments furthest apart."""
    here, there = difference.adopted
    found = [_("Adopted only here: {names}.").format(names=joined([words.name(item) for item in here]))] if here else []
    found += [_("Adopted only there: {names}.").format(names=joined([words.name(item) for item in there]))] if there else []
    found += [_partner(words, *entry) for entry in difference.partners]
    return found + [_apart(words, entry) for entry in difference.apart[:APART] if round(entry[2]) != round(entry[3])]


def _partner(words: Words, state: str, here: str | None, there: str | None) -> str:
    return _("{state} puts {here} first here, {there} there.").format(
        state=words.name(state), here=words.name(here) or _("nobody"), there=words.name(there) or _("nobody")
    )


def _apart(words: Words, entry: Apart) -> str:
    state, pole, here, there = entry
    return _("{state} toward {pole}: {here} here, {there} there.").format(
        state=words.name(state), pole=words.name(pole), here=number(here), there=number(there)
    )
