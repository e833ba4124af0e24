"""Consequences in words: what an effect of an action, an answer or an event does."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from game.scenario.effects import Effect, kind_of, sizes_of
from game.ui.text import MINUS, _, joined
from game.ui.words import Words


def said(words: Words, effects: Sequence[Effect]) -> list[str]:
    """One short sentence for each effect."""
    return [says(words, effect) for effect in effects]


def says(words: Words, effect: Effect) -> str:
    """One effect: what moves, how far, and whether only sometimes."""
    sentence = FORMS[kind_of(effect)](words, effect)
    notes = []
    if effect.option:
        notes.append(words.option(effect.option))
    if effect.scale != "constant":
        notes.append({"dependency": _("the more, the more it depends"), "joiners": _("more with every joiner")}[effect.scale])
    if effect.when is not None:
        notes.append(_("under a condition"))
    return f"{sentence} ({', '.join(notes)})" if notes else sentence


def size(effect: Effect) -> str:
    """The size in points; three of them where it depends on the wording."""
    sizes = [_signed(value) for value in sizes_of(effect)]
    return sizes[0] if len(set(sizes)) == 1 else " / ".join(sizes)


def _signed(value: float) -> str:
    return f"{value:+g}".replace("-", MINUS)


def role(words: Words, name: str) -> str:
    """A role or an actor, as the reader of a card meets it."""
    roles = {
        "self": _("you"),
        "target": _("the target"),
        "both": _("both"),
        "rival": _("the rival"),
        "group": _("each of the group"),
        "parties": _("the parties"),
        "supporters": _("its sponsors"),
        "members": _("the members"),
        "states": _("all states"),
        "powers": _("the powers"),
        "option": _("the chosen pole"),
        "everybody": _("everybody"),
    }
    return roles.get(name) or words.name(name)


def _on(words: Words, effect: Effect) -> str:
    if effect.on is None:
        return _("the target")
    names = (effect.on,) if isinstance(effect.on, str) else effect.on
    return joined([role(words, name) for name in names])


def _toward(words: Words, effect: Effect) -> str:
    return role(words, effect.toward or "self")


def _push(words: Words, effect: Effect) -> str:
    return _("{who}: {size} toward {pole}").format(who=_upper(_on(words, effect)), size=size(effect), pole=_toward(words, effect))


def _anchor(words: Words, effect: Effect) -> str:
    return _("{who}: resting point {size} toward {pole}, lasting").format(
        who=_upper(_on(words, effect)), size=size(effect), pole=_toward(words, effect)
    )


def _relation(words: Words, effect: Effect) -> str:
    one, other = (role(words, name) for name in effect.between or ("self", "target"))
    return _("Relation of {one} and {other}: {size}").format(one=one, other=other, size=size(effect))


def _track(words: Words, effect: Effect) -> str:
    return f"{words.name(effect.track)}: {size(effect)}"


def _gauge(form: str) -> Callable[[Words, Effect], str]:
    return lambda words, effect: _(form).format(who=_on(words, effect), size=size(effect), pole=_toward(words, effect))


def _guard(words: Words, effect: Effect) -> str:
    share = round(100 * (effect.guard or 0))
    return _("{share} % of foreign pushes are kept off {who} this turn").format(share=share, who=_on(words, effect))


def _posture(words: Words, effect: Effect) -> str:
    to = _("as chosen") if effect.to == "option" else words.name(effect.to)
    return _("{posture}: {to}").format(posture=words.name(effect.posture), to=to)


def _upper(text: str) -> str:
    return text[:1].upper() + text[1:]


FORMS: dict[str, Callable[[Words, Effect], str]] = {
    "push": _push,
    "anchor": _anchor,
    "relation": _relation,
    "track": _track,
    "welfare": _gauge("Welfare of {who}: {size}"),
    "dependency": _gauge("Dependency of {who} on {pole}: {size}"),
    "capital": _gauge("Capital of {who}: {size}"),
    "guard": _guard,
    "wording": _gauge("Wording: {size}"),
    "posture": _posture,
    "admit": _gauge("{who} becomes a member"),
    "postpone": _gauge("The decision moves one turn back"),
}
