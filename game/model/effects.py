"""From the effects that a scenario declares to the rows that a turn adds up."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import product

import attrs
import numpy as np
from numpy.typing import NDArray

from game.model.cells import LOGISTIC_POINTS, TANH_POINTS, Cells
from game.model.conditions import Fact, Questions, Roles
from game.model.names import Names
from game.model.rows import ADMIT, ANCHOR, CAPITAL, DEPENDENCY, GUARD, HOME, JOINERS, POSTPONE, POSTURE, PUSH, Row
from game.scenario.effects import Condition, Effect, kind_of, sizes_of


@attrs.frozen(eq=False)
class Compiler:
    """Turns effects into rows, asking what they are conditional on: postures are set early, all else is read late."""

    names: Names
    cells: Cells
    free: NDArray[np.bool_]
    coupling: NDArray[np.float64]
    early: Questions
    late: Questions
    joiners: dict[tuple[str | None, str | None, str | None], int] = attrs.field(factory=dict)

    def rows(self, effects: Sequence[Effect], roles: Roles, also: tuple[Fact, ...] = ()) -> list[Row]:
        """The rows of one source in a fixed sequence; `also` must hold for each of them."""
        found: list[Row] = []
        for effect in effects:
            if effect.option is None or effect.option == roles.option:
                found += self._effect(effect, roles, also)
        return found

    def _effect(self, effect: Effect, roles: Roles, also: tuple[Fact, ...]) -> Iterator[Row]:
        whole = {"relation": self._relation, "track": self._track, "wording": self._wording, "postpone": self._postpone}
        each = {
            "push": self._push,
            "anchor": self._anchor,
            "welfare": self._welfare,
            "dependency": self._dependency,
            "guard": self._guard,
            "capital": self._capital,
            "posture": self._posture,
            "admit": self._admit,
        }
        kind = kind_of(effect)
        if kind in whole:
            yield from whole[kind](effect, roles, also)
            return
        for name, facts in self._recipients(effect, roles).items():
            there = attrs.evolve(roles, recipient=name)
            ask = self.early.ask if kind == "posture" else self.late.ask
            condition = ask(effect.when, there, also + facts)
            for row in each[kind](effect, there, self.names.actors.index(name)):
                yield attrs.evolve(row, condition=condition) if condition else row

    def _recipients(self, effect: Effect, roles: Roles) -> dict[str, tuple[Fact, ...]]:
        """Whom an effect falls on, each with what must hold for it."""
        on = effect.on or ("self" if roles.target is None or roles.target_pole else "target")
        found: dict[str, tuple[Fact, ...]] = {}
        for role in (on,) if isinstance(on, str) else on:
            for name in roles.actors(self.names, role):
                found[name] = (("member", name),) if role == "members" and found.get(name, True) else ()
        return found

    def _scaled(self, row: Row, effect: Effect, roles: Roles) -> Row:
        if effect.scale == "joiners":
            group = self.joiners.setdefault((roles.action, roles.target_text, roles.option), len(self.joiners))
            return attrs.evolve(row, scale=JOINERS, scaled=group, bonus=effect.bonus)
        if effect.scale == "dependency" and roles.me is not None:
            pole = self.names.poles.index(self.names.by_id[roles.me].pole or "")
            return attrs.evolve(row, scale=DEPENDENCY, scaled=max(row.recipient, 0) * self.cells.poles + pole)
        return row

    def _spread(self, effect: Effect, roles: Roles, actor: int, kind: int) -> Iterator[Row]:
        """Toward each pole named, through the coupling K, onto the cells that can move."""
        place = self.cells.stance if kind == PUSH else self.cells.anchor
        for name in roles.poles(self.names, effect.toward or "self"):
            pole = self.names.poles.index(name)
            for q in range(self.cells.poles):
                share = self.coupling[pole, q] if self.free[actor, q] else 0.0
                leads = q == pole and kind == PUSH
                if share or leads:
                    effort = abs(sizes_of(effect)[0]) / TANH_POINTS if leads else 0.0
                    row = Row(
                        kind=kind,
                        cell=place(actor, q),
                        recipient=actor,
                        sides=(actor, -1),
                        effort=effort,
                        sizes=_latent(effect, TANH_POINTS, share),
                    )
                    yield self._scaled(row, effect, roles)

    def _push(self, effect: Effect, roles: Roles, actor: int) -> Iterator[Row]:
        return self._spread(effect, roles, actor, PUSH)

    def _anchor(self, effect: Effect, roles: Roles, actor: int) -> Iterator[Row]:
        return self._spread(effect, roles, actor, ANCHOR)

    def _welfare(self, effect: Effect, roles: Roles, actor: int) -> Iterator[Row]:
        yield self._gauge(effect, roles, actor, self.cells.welfare(actor))

    def _dependency(self, effect: Effect, roles: Roles, actor: int) -> Iterator[Row]:
        for pole in roles.poles(self.names, effect.toward or "self"):
            if self.names.by_id[self.names.actors[actor]].pole != pole:
                yield self._gauge(effect, roles, actor, self.cells.dependency(actor, self.names.poles.index(pole)))

    def _gauge(self, effect: Effect, roles: Roles, actor: int, cell: int) -> Row:
        row = Row(cell=cell, recipient=actor, sides=(actor, -1), sizes=_latent(effect, LOGISTIC_POINTS))
        return self._scaled(row, effect, roles)

    def _relation(self, effect: Effect, roles: Roles, also: tuple[Fact, ...]) -> Iterator[Row]:
        one, two = effect.between or ("self", "target")
        pairs: dict[tuple[str, ...], list[Condition]] = {}
        for a, b in product(roles.actors(self.names, one), roles.actors(self.names, two)):
            if a != b:
                members = tuple(Condition(member=x) for x, role in ((a, one), (b, two)) if role == "members")
                pairs.setdefault(tuple(sorted((a, b))), []).append(Condition(all=members))
        for (a, b), ways in sorted(pairs.items()):
            i, j = self.names.actors.index(a), self.names.actors.index(b)
            there = attrs.evolve(roles, recipient=b if a == roles.me else a)
            row = Row(
                cell=self.cells.pair(i, j),
                recipient=self.names.actors.index(there.recipient or b),
                sides=(i, j),
                sizes=_latent(effect, TANH_POINTS),
                condition=self.late.ask(_any_way(ways, effect.when), there, also),
            )
            yield self._scaled(row, effect, roles)

    def _track(self, effect: Effect, roles: Roles, also: tuple[Fact, ...]) -> Iterator[Row]:
        row = Row(
            cell=self.cells.track(self.names.tracks.index(effect.track or "")),
            sizes=_latent(effect, LOGISTIC_POINTS),
            condition=self.late.ask(effect.when, roles, also),
        )
        yield self._scaled(row, effect, roles)

    def _wording(self, effect: Effect, roles: Roles, also: tuple[Fact, ...]) -> Iterator[Row]:
        named = (effect.on,) if isinstance(effect.on, str) else effect.on or ()
        for item in (roles.item,) if roles.item else named:
            row = Row(
                cell=self.cells.wording(self.names.items.index(item)),
                sizes=_latent(effect, LOGISTIC_POINTS),
                condition=self.late.ask(effect.when, roles, (*also, ("status", item, 0))),
            )
            yield self._scaled(row, effect, roles)

    def _postpone(self, effect: Effect, roles: Roles, also: tuple[Fact, ...]) -> Iterator[Row]:
        if roles.item:
            yield Row(
                kind=POSTPONE,
                value=self.names.items.index(roles.item),
                condition=self.late.ask(effect.when, roles, (*also, ("may_postpone", roles.item))),
            )

    def _guard(self, effect: Effect, roles: Roles, actor: int) -> Iterator[Row]:
        yield Row(kind=GUARD, recipient=actor, sides=(actor, -1), sizes=(float(effect.guard or 0.0),) * 3)
        for pole in range(self.cells.poles):
            if effect.home and self.free[actor, pole]:
                cell = self.cells.stance(actor, pole)
                home = (-effect.home,) * 3
                yield Row(cell=cell, recipient=actor, sides=(actor, -1), sizes=home, scale=HOME, scaled=cell)

    def _capital(self, effect: Effect, roles: Roles, actor: int) -> Iterator[Row]:
        name = self.names.actors[actor]
        if name in self.names.seats:
            seat = self.names.seats.index(name)
            yield Row(kind=CAPITAL, recipient=seat, sides=(actor, -1), value=effect.capital or 0)

    def _posture(self, effect: Effect, roles: Roles, actor: int) -> Iterator[Row]:
        posture, option = effect.posture or "", roles.option if effect.to == "option" else effect.to
        poles: tuple[str | None, ...] = roles.poles(self.names, effect.toward) if effect.toward else (None,)
        for pole in poles:
            yield Row(
                kind=POSTURE,
                recipient=actor,
                sides=(actor, -1),
                cell=self.names.switches.index((posture, pole)),
                value=self.names.posture_options[posture].index(option or ""),
            )

    def _admit(self, effect: Effect, roles: Roles, actor: int) -> Iterator[Row]:
        yield Row(kind=ADMIT, recipient=actor, sides=(actor, -1))


def _any_way(ways: list[Condition], when: Condition | None) -> Condition | None:
    """That a pair is meant in at least one of the ways it is named in, and `when` too."""
    if any(not way.all for way in ways):
        return when
    return Condition(any=tuple(dict.fromkeys(ways)), all=(when,) if when else ())


def _latent(effect: Effect, points: float, share: float = 1.0) -> tuple[float, float, float]:
    weak, middle, strong = sizes_of(effect)
    return (weak / points * share, middle / points * share, strong / points * share)
