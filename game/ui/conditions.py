"""Conditions in words: what must be so for an effect, a file or a party."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import attrs

from game.scenario.effects import Condition
from game.text import _, figures, joined, n_
from game.ui.words import Words

Say = Callable[[str], str]


@attrs.frozen(eq=False)
class Asker:
    """Says conditions with a scenario's names; `who` and `pole` name roles."""

    words: Words
    who: Say
    pole: Say

    def says(self, condition: Condition) -> str:
        """What must hold, as a part of a sentence."""
        return joined(list(self._parts(condition)))

    def _parts(self, c: Condition) -> Iterator[str]:
        if c.turn_from is not None:
            yield _("from turn {turn} on").format(turn=c.turn_from)
        if c.turn_to is not None:
            yield _("up to turn {turn}").format(turn=c.turn_to)
        for t in c.tracks:
            yield self._range(self.words.name(t.track), t.above, t.below)
        yield from self._of_actors(c)
        yield from self._of_the_table(c)
        yield from self._of_orders(c)
        for inner in c.all:
            yield from self._parts(inner)
        if c.any:
            yield _(" or ").join(self.says(inner) for inner in c.any)
        if c.not_ is not None:
            yield _("not: {condition}").format(condition=self.says(c.not_))

    def _range(self, what: str, above: float | None, below: float | None) -> str:
        ends = [_("at least {value}").format(value=_plain(above))] if above is not None else []
        ends += [_("below {value}").format(value=_plain(below))] if below is not None else []
        return f"{what} {joined(ends)}"

    def _of_actors(self, c: Condition) -> Iterator[str]:
        name = self.words.name
        if p := c.posture:
            whose = self.who(p.of) + (_(" toward {pole}").format(pole=self.pole(p.toward)) if p.toward else "")
            yield _("{posture} of {who}: {to}").format(posture=name(p.id), who=whose, to=name(p.to))
        if r := c.relation:
            pair = _("relation of {one} and {other}").format(one=self.who(r.between[0]), other=self.who(r.between[1]))
            yield self._range(pair, r.above, r.below)
        if a := c.alignment:
            yield self._range(_("{who} toward {pole}").format(who=self.who(a.of), pole=self.pole(a.toward)), a.above, a.below)
        if d := c.dependency:
            on = _("dependency of {who} on {pole}").format(who=self.who(d.of), pole=self.pole(d.toward))
            yield self._range(on, d.above, d.below)
        if w := c.welfare:
            yield self._range(_("welfare of {who}").format(who=self.who(w.of)), w.above, w.below)
        if f := c.first_partner:
            to = _("nobody") if f.to == "nobody" else self.pole(f.to)
            yield _("first partner of {who}: {pole}").format(who=self.who(f.of), pole=to)
        if pw := c.partner_weight:
            yield self._range(_("weight in per cent behind {pole}").format(pole=self.pole(pw.of)), pw.above, pw.below)
        if c.member:
            yield _("{who} is a member").format(who=self.who(c.member))

    def _of_the_table(self, c: Condition) -> Iterator[str]:
        name = self.words.name
        if i := c.item:
            what = _("the paragraph") if i.id == "target" else f"“{name(i.id)}”"
            form = {"open": _("{item} still open"), "adopted": _("{item} adopted"), "dropped": _("{item} dropped")}[i.status]
            ends = [_("at least {word}").format(word=_(i.at_least))] if i.at_least else []
            ends += [_("at most {word}").format(word=_(i.at_most))] if i.at_most else []
            yield ", ".join([form.format(item=what), *ends])
        if f := c.file:
            what = _("the file") if f.id == "target" else f"“{name(f.id)}”"
            if f.above is not None:
                yield n_("{n} step of", "{n} steps of", f.above) + f" {what}"
            if f.below is not None:
                yield n_("less than {n} step of", "fewer than {n} steps of", f.below) + f" {what}"
        if e := c.event:
            if e.by and e.choice:
                yield _("the answer of {who} to “{event}”: {choice}").format(
                    who=self.who(e.by), event=name(e.id), choice=self._choice(e.id, e.choice)
                )
            else:
                yield _("“{event}” has happened").format(event=name(e.id))

    def _choice(self, event: str, choice: str) -> str:
        card = next((card for card in self.words.scenario.event if card.id == event), None)
        return next((_(c.name) for c in card.choices if c.id == choice), choice) if card else choice

    def _of_orders(self, c: Condition) -> Iterator[str]:
        for asked, form in ((c.ordered, _("{who}: {order} this turn")), (c.given, _("{who}: {order} before"))):
            if asked:
                yield form.format(who=self.who(asked.by) if asked.by else _("somebody"), order=self._ordered(asked))
        if s := c.consents:
            yield _("{who} consents").format(who=self.who(s.by))
        if c.repeated is not None:
            yield _("given last turn too") if c.repeated else _("not given last turn")
        if c.joiners_from is not None:
            yield _("at least {n} delegations give this order in the same turn").format(n=c.joiners_from)
        if c.moved is not None:
            yield _("the file moves") if c.moved else _("the file does not move")

    def _ordered(self, asked: Any) -> str:
        return f"“{self.words.name(asked.action)}”" + (_(" on {target}").format(target=self.who(asked.on)) if asked.on else "")


def _plain(value: float) -> str:
    return figures(f"{value:g}")
