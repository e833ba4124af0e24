"""Fits a set of actions to a scenario: leaves out what names things that the scenario does not declare.

A condition on a thing that is not there never holds. So an effect or a modifier that waits for it is left out, its
`not` is fulfilled, and a need for it is waived. An option, or an action, that loses all its effects is left out too.
"""

from __future__ import annotations

from collections.abc import Iterable

import attrs

from game.scenario.names import ROLES, Names, declared
from game.scenario.structure import track_key
from game.scenario.tree import Node

ACTOR_KEYS = ("of", "between", "by")


def fit(used: Node, own: Node) -> Node:
    """The set's tree without what does not fit the scenario's own tree."""
    fitter = _Fitter(_known(used, own))
    kept = {
        "meeting": [fitter.with_effects(entry) for entry in used.entries("meeting")],
        "position": [fitter.with_effects(entry) for entry in used.entries("position")],
        "posture": [fitter.with_names(entry, "actors") for entry in used.entries("posture")],
        "modifier": [entry for entry in used.entries("modifier") if fitter.is_modifier(entry)],
        "action": [
            fitted
            for entry in used.entries("action")
            if not fitter.is_idle(entry, fitted := fitter.action(entry)) or entry.text("id") in declared(own).action
        ],
    }
    lists = {key: node for key in kept if (node := used.get(key)) is not None and node.is_array}
    return used.having(**{key: attrs.evolve(node, value=kept[key]) for key, node in lists.items()})


def _known(used: Node, own: Node) -> Names:
    names, others = declared(own), declared(used)
    return attrs.evolve(names, posture=names.posture | others.posture, action=names.action | others.action)


def _words(node: Node | None) -> list[str]:
    """The texts in a value: itself, or those in its list."""
    if node is None:
        return []
    values = [entry.value for entry in node.value] if node.is_array else [node.value]
    return [value for value in values if isinstance(value, str)]


class _Fitter:
    def __init__(self, names: Names) -> None:
        self.names = names
        self.actors = names.reference | ROLES

    def action(self, entry: Node) -> Node:
        fitted = self.with_names(self.with_names(self._waived(self.with_effects(entry)), "by"), "among")
        options = entry.get("options")
        if options is None or not options.is_array:
            return fitted
        tagged, left = _tags(entry), _tags(fitted)
        kept = [option for option in options.value if option.value not in tagged or option.value in left]
        return fitted.having(options=attrs.evolve(options, value=kept))

    def is_idle(self, before: Node, after: Node) -> bool:
        """Whether an action has lost all its effects or all its options."""
        return any(_is_emptied(before.get(key), after.get(key)) for key in ("effects", "options"))

    def is_modifier(self, entry: Node) -> bool:
        actors = _words(entry.get("actors"))
        return self._may_hold(entry.get("when")) and (not actors or not self.actors.isdisjoint(actors))

    def with_effects(self, entry: Node) -> Node:
        effects = entry.get("effects")
        if effects is None or not effects.is_array:
            return entry
        kept = [self._effect(effect) for effect in effects.value if self._fits(effect)]
        return entry.having(effects=attrs.evolve(effects, value=kept))

    def with_names(self, entry: Node, key: str) -> Node:
        listed = entry.get(key)
        if listed is None or not listed.is_array:
            return entry
        kept = [name for name in listed.value if not isinstance(name.value, str) or name.value in self.actors]
        return entry.having(**{key: attrs.evolve(listed, value=kept)})

    def _fits(self, effect: Node) -> bool:
        return (
            self.names.track.issuperset(_words(effect.get("track")))
            and self.names.posture.issuperset(_words(effect.get("posture")))
            and self.actors.issuperset(_words(effect.get("on")) + _words(effect.get("between")))
            and self._may_hold(effect.get("when"))
        )

    def _effect(self, effect: Node) -> Node:
        when = effect.get("when")
        trimmed = self._trimmed(when) if when is not None else None
        return effect if trimmed is None else effect.having(when=trimmed)

    def _waived(self, action: Node) -> Node:
        needs = action.get("needs")
        if needs is None or not needs.is_table:
            return action
        parts = ((key, self._atom(key, node)) for key, node in needs.value.items())
        return action.having(needs=attrs.evolve(needs, value={key: node for key, node in parts if node is not None}))

    def _may_hold(self, condition: Node | None) -> bool:
        return condition is None or self._trimmed(condition) is not None

    def _trimmed(self, condition: Node) -> Node | None:
        """The condition without what is fulfilled for lack of a thing; None if it can never hold."""
        if not condition.is_table:
            return condition
        kept: dict[str, Node] = {}
        for key, node in condition.value.items():
            if key == "not" and not self._may_hold(node):
                continue
            part = self._atom(key, node)
            if part is None:
                return None
            kept[key] = part
        return attrs.evolve(condition, value=kept)

    def _atom(self, key: str, node: Node) -> Node | None:
        if key == "not":
            return self._trimmed(node)
        if key in ("any", "all") and node.is_array:
            return self._list(key, node)
        return node if self._is_known(key, node) else None

    def _list(self, key: str, node: Node) -> Node | None:
        parts = [part for entry in node.value if (part := self._trimmed(entry)) is not None]
        complete = len(parts) == len(node.value) if key == "all" else bool(parts)
        return attrs.evolve(node, value=parts) if complete else None

    def _is_known(self, key: str, node: Node) -> bool:
        track = track_key(key)
        if track is not None:
            return track[0] in self.names.track
        if key == "posture" and not self.names.posture.issuperset(_words(node.get("id"))):
            return False
        words = _words(node) if key == "member" else _of_keys(node, ACTOR_KEYS)
        return key == "partner_weight" or self.actors.issuperset(words)


def _of_keys(node: Node, keys: Iterable[str]) -> list[str]:
    return [word for key in keys for word in _words(node.get(key))]


def _tags(action: Node) -> set[str]:
    """The options that effects of an action are reserved for."""
    return {option for effect in action.entries("effects") if (option := effect.text("option")) is not None}


def _is_emptied(before: Node | None, after: Node | None) -> bool:
    return before is not None and after is not None and bool(before.value) and not after.value
