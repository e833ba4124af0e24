"""Checks what effects do: one kind each, with the companions it needs, on actors and poles that are there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from game.scenario.conditions import Conditions, must_be_true
from game.scenario.effects import KINDS, Effect, kind_of
from game.scenario.lookup import unknown
from game.scenario.mistake import Mistake
from game.scenario.schema import Scenario
from game.scenario.scope import Scope
from game.scenario.source import Path

TOWARD_A_POLE = ("push", "anchor", "dependency")
ON_ACTORS = ("push", "anchor", "welfare", "dependency", "capital", "guard", "posture", "admit")
COMPANIONS = {"size": ("track",), "to": ("posture",), "between": ("relation",), "toward": (*TOWARD_A_POLE, "posture")}


class Effects:
    """Checks the effects of one scenario."""

    def __init__(self, scenario: Scenario, conditions: Conditions) -> None:
        self.conditions = conditions
        self.names = conditions.names
        self.postures = {posture.id: posture for posture in scenario.posture}

    def check(self, effects: Iterable[Effect], path: Path, scope: Scope) -> Iterator[Mistake]:
        """All mistakes in a list of effects that stands at a path, in a scope."""
        for index, effect in enumerate(effects):
            yield from self._check_one(effect, (*path, index), scope)

    def _check_one(self, effect: Effect, path: Path, scope: Scope) -> Iterator[Mistake]:
        yield from self.conditions.check(effect.when, (*path, "when"), scope.with_recipient())
        kinds = [kind for kind in KINDS if getattr(effect, kind) is not None]
        if len(kinds) != 1:
            yield _not_one_kind(path, kinds)
            return
        if getattr(effect, kinds[0]) is False:
            yield must_be_true((*path, kinds[0]), "remove it")
        yield from _check_companions(effect, path, scope)
        yield from _check_sizes(effect, path, scope)
        yield from self._names(effect, path, scope)
        yield from self._posture(effect, path, scope)
        yield from _check_order_keys(effect, path, scope, self.names.pole)

    def _names(self, effect: Effect, path: Path, scope: Scope) -> Iterator[Mistake]:
        if effect.track is not None:
            yield from unknown((*path, "track"), "track", effect.track, self.names.track)
        actors = self.names.reference | scope.actors
        for key in ("on", "between"):
            value = getattr(effect, key)
            entries = [((*path, key), value)] if isinstance(value, str) else _entries((*path, key), value or ())
            for entry_path, name in entries:
                yield from unknown(entry_path, "actor", name, actors, scope.where)
        if effect.toward is not None:
            yield from unknown((*path, "toward"), "pole", effect.toward, self.names.pole | scope.poles, scope.where)

    def _posture(self, effect: Effect, path: Path, scope: Scope) -> Iterator[Mistake]:
        if effect.posture is None:
            return
        yield from unknown((*path, "posture"), "posture", effect.posture, self.names.posture)
        posture = self.postures.get(effect.posture)
        if posture is None or effect.to is None:
            return
        if effect.to != "option":
            yield from self.conditions.check_switch(path, posture, effect.to, effect.toward)
        elif scope.options is None:
            yield Mistake((*path, "to"), "role-out-of-place", f"there is no option in {scope.where}")
        else:
            for option in scope.options:
                yield from self.conditions.check_switch(path, posture, option, effect.toward)


def _entries(path: Path, names: Iterable[str]) -> list[tuple[Path, str]]:
    return [((*path, index), name) for index, name in enumerate(names)]


def _not_one_kind(path: Path, kinds: list[str]) -> Mistake:
    if not kinds:
        return Mistake(path, "no-kind", "this effect does nothing", f"give it one of {', '.join(KINDS)}")
    names = " and ".join(map(repr, kinds))
    return Mistake((*path, kinds[1]), "two-kinds", f"one effect holds {names}", "write two effects", on_key=True)


def _check_companions(effect: Effect, path: Path, scope: Scope) -> Iterator[Mistake]:
    kind = kind_of(effect)
    for key in _needed(effect, kind, scope):
        if getattr(effect, key) is None:
            yield Mistake(path, "missing-companion", f"{kind!r} needs {key!r} in {scope.where}", f"add {key} = ...")
    for key, kinds in COMPANIONS.items():
        if getattr(effect, key) is not None and kind not in kinds:
            message = f"{key!r} means nothing beside {kind!r}"
            yield Mistake((*path, key), "odd-companion", message, "remove it", on_key=True)


def _needed(effect: Effect, kind: str, scope: Scope) -> Iterator[str]:
    if kind == "track":
        yield "size"
    if kind == "posture":
        yield "to"
    if kind == "relation" and not scope.default_pair:
        yield "between"
    if kind in TOWARD_A_POLE and not scope.has_self:
        yield "toward"
    if kind in ON_ACTORS and not scope.has_self:
        yield "on"


def _check_sizes(effect: Effect, path: Path, scope: Scope) -> Iterator[Mistake]:
    for kind in (*KINDS, "size"):
        if isinstance(getattr(effect, kind), tuple) and not scope.has_sizes:
            message = f"{scope.where} takes one size, not a list"
            yield Mistake((*path, kind), "no-list-here", message, "only items have weak, middle and strong sizes")


def _check_order_keys(effect: Effect, path: Path, scope: Scope, poles: frozenset[str]) -> Iterator[Mistake]:
    kind = kind_of(effect)
    if kind in ("wording", "postpone") and not scope.has_item:
        yield Mistake((*path, kind), "role-out-of-place", f"{kind!r} needs an order on an item", on_key=True)
    if effect.scale != "constant" and not scope.is_order:
        message = f"scale {effect.scale!r} needs an order, and {scope.where} is none"
        yield Mistake((*path, "scale"), "role-out-of-place", message)
    if effect.option is None:
        return
    if scope.options is None:
        yield Mistake((*path, "option"), "role-out-of-place", f"{scope.where} has no options", "remove it", on_key=True)
        return
    known = frozenset(scope.options) | (poles if "poles" in scope.options else frozenset())
    yield from unknown((*path, "option"), "option", effect.option, known)
