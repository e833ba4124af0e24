"""Names and sentences for ids and orders, taken from the scenario."""

from __future__ import annotations

import datetime

import attrs

from game.model.orders import Order
from game.scenario.schema import Scenario
from game.scenario.tables.aims import Brief
from game.scenario.tables.people import Actor, Pole
from game.scenario.tables.stage import Track, Turn
from game.scenario.tables.summit import Action, File, Item
from game.text import _

POSITIONS = ("strengthen", "soften", "accept", "aside", "object")


@attrs.frozen(eq=False)
class Words:
    """One scenario's names, looked up by id."""

    scenario: Scenario
    _names: dict[str, str] = attrs.field(init=False)
    _poles: dict[str, Pole] = attrs.field(init=False)

    def __attrs_post_init__(self) -> None:
        s = self.scenario
        lists = (s.pole, s.group, s.position, s.action, s.event, s.track, s.file, s.item, s.party, s.actor)
        names = {entry.id: entry.name for entries in lists for entry in entries}
        object.__setattr__(self, "_names", names)
        object.__setattr__(self, "_poles", {pole.id: pole for pole in s.pole})

    def name(self, id: str | None) -> str:
        """The name of anything that has one; the id itself, spelled out, otherwise."""
        if id is None:
            return ""
        return _(self._names.get(id) or id.replace("-", " "))

    def names(self, ids: tuple[str, ...] | list[str]) -> str:
        """Several names in a row."""
        return ", ".join(self.name(id) for id in ids)

    def pole(self, id: str) -> Pole:
        """The pole of an id."""
        return self._poles[id]

    def actor(self, id: str) -> Actor:
        """The actor of an id."""
        return next(actor for actor in self.scenario.actor if actor.id == id)

    def track(self, id: str) -> Track:
        """The track of an id."""
        return next(track for track in self.scenario.track if track.id == id)

    def item(self, id: str) -> Item:
        """The item of an id."""
        return next(item for item in self.scenario.item if item.id == id)

    def file(self, id: str) -> File:
        """The file of an id."""
        return next(file for file in self.scenario.file if file.id == id)

    def action(self, id: str) -> Action | None:
        """The action of an id; None for what is built in."""
        return next((action for action in self.scenario.action if action.id == id), None)

    def brief(self, seat: str) -> Brief | None:
        """The brief of a seat."""
        return next((brief for brief in self.scenario.brief if brief.actor == seat), None)

    def turn(self, number: int) -> Turn:
        """The turn of a number, from 1."""
        return self.scenario.turn[number - 1]

    def order(self, order: Order) -> str:
        """What an order says, without who gives it."""
        special = {
            "request": self._request,
            "fallback": self._fallback,
            "consent": self._consent,
            "choose": self._choose,
        }
        if order.action in special:
            return special[order.action](order)
        words = self.name(order.action)
        aim = self.aim(order)
        times = _(" ×{level}").format(level=order.level) if order.level > 1 else ""
        return (f"{words}: {aim}" if aim else words) + times

    def given(self, text: str) -> str:
        """An order's text as a sentence that names who gave it."""
        order = Order.parse(text)
        if order.action == "meeting":
            return _("Meeting of {one} and {other}").format(one=self.name(order.seat), other=self.name(order.target))
        return f"{self.name(order.seat)}: {self.order(order)}"

    def aim(self, order: Order) -> str:
        """Target and option of an order."""
        parts = [self.name(order.target) if order.target else "", self.option(order.option)]
        return " · ".join(part for part in parts if part)

    def option(self, id: str | None) -> str:
        """An option: a pole's name, or the word itself, even where a gauge has the same id."""
        return self.name(id) if id in self._poles else _((id or "").replace("-", " "))

    def _request(self, order: Order) -> str:
        return _("Ask to meet {name}").format(name=self.name(order.target))

    def _fallback(self, order: Order) -> str:
        inner = self.order(order.inner) if order.inner else ""
        return _("If a meeting fails: {order}").format(order=inner)

    def _consent(self, order: Order) -> str:
        return _("Consent: {name}").format(name=self.name(order.target))

    def _choose(self, order: Order) -> str:
        event = next((e for e in self.scenario.event if e.id == order.target), None)
        named = next((_(c.name) for c in event.choices if c.id == order.option), "") if event else ""
        return f"{self.name(order.target)}: {named or order.option}"

    def quantity(self, quantity: tuple[str, ...]) -> str:
        """What a number measures."""
        kind, *ids = quantity
        forms = {
            "alignment": _("{0} toward {1}"),
            "anchor": _("Resting point of {0} toward {1}"),
            "relation": _("Relation of {0} and {1}"),
            "track": "{0}",
            "welfare": _("Welfare of {0}"),
            "dependency": _("Dependency of {0} on {1}"),
            "wording": _("Wording: {0}"),
            "capital": _("Capital of {0}"),
            "credibility": _("Credibility of {0}"),
            "partner_weight": _("Weight that puts {0} first, in per cent"),
        }
        return forms[kind].format(*map(self.name, ids))

    def dates(self, turn: Turn) -> str:
        """The days of a turn."""
        first, last = turn.begins, turn.ends
        if first == last:
            return day(first)
        if (first.year, first.month) == (last.year, last.month):
            return _("{first}–{last}").format(first=first.day, last=day(last))
        begins = _("{day} {month}").format(day=first.day, month=_(MONTHS[first.month - 1]))
        return _("{first} – {last}").format(first=begins, last=day(last))


MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)


def day(date: datetime.date) -> str:
    """A day as people write it."""
    return _("{day} {month} {year}").format(day=date.day, month=_(MONTHS[date.month - 1]), year=date.year)
