"""Consequences in words: what an effect of an action, an answer or an event does."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

import attrs

from game.scenario.effects import Effect, kind_of, sizes_of
from game.scenario.tables.summit import File
from game.scenario.values import WORDINGS
from game.text import _, capitalised, figures, joined
from game.ui.conditions import Asker
from game.ui.words import Words

if TYPE_CHECKING:
    from game.model.catalogue import Entry
    from game.model.names import Names


@attrs.frozen(eq=False)
class Cast:
    """Who stands for the roles of an order, as far as that is known: names of actors, and of poles.

    `whom`: the role that an effect is on when it names none; `given`: an order is known, with its option.
    """

    words: Words
    actors: Mapping[str, str] = attrs.field(factory=dict)
    poles: Mapping[str, str] = attrs.field(factory=dict)
    whom: str = "self"
    given: bool = False
    option: str | None = None

    def who(self, name: str) -> str:
        """A role or an actor."""
        return self.actors.get(name) or role(self.words, name)

    def pole(self, name: str) -> str:
        """A role or a pole."""
        return self.poles.get(name) or role(self.words, name)


ROLES = ("target", "rival", "option", "group", "parties", "supporters")


def cast_of(words: Words, names: Names, entry: Entry, you: bool = True) -> Cast:
    """The cast of one order: its own target, rival and so on by name; `you`: the reader gives it."""
    roles = entry.roles

    def named(actor: str | None) -> str:
        return _("you") if you and actor == roles.me else words.name(actor)

    actors = {role: joined([named(actor) for actor in roles.actors(names, role)]) for role in ROLES}
    actors["self"] = named(roles.me)
    poles = {role: joined([words.name(pole) for pole in roles.poles(names, role)]) for role in ("self", *ROLES)}
    if roles.target:
        actors["both"] = joined([named(roles.me), words.name(roles.target)])
    whom = "self" if roles.target is None or roles.target_pole else "target"
    return Cast(words, actors, poles, whom, True, entry.order.option)


def said(words: Words, effects: Sequence[Effect], cast: Cast | None = None) -> list[str]:
    """One short sentence for each effect; of an order that is known, those of its option."""
    known = cast or Cast(words)
    return [says(words, effect, known) for effect in effects if not known.given or effect.option in (None, known.option)]


def at_wording(effects: Sequence[Effect], band: str) -> list[Effect]:
    """The effects of an item at one wording; those that would be nothing are left out."""
    place, found = WORDINGS.index(band), []
    for effect in effects:
        value = sizes_of(effect)[place]
        key = "size" if kind_of(effect) == "track" else kind_of(effect)
        sized = isinstance(getattr(effect, key), tuple)
        if value or not sized:
            changed: dict[str, Any] = {key: value} if sized else {}
            found.append(attrs.evolve(effect, **changed))
    return found


def needs(words: Words, file: File) -> str:
    """What a file needs for its next step, in words; empty if nothing."""
    cast = Cast(words)
    return Asker(words, cast.who, cast.pole).says(file.needs) if file.needs is not None else ""


def says(words: Words, effect: Effect, cast: Cast | None = None) -> str:
    """One effect: what moves, how far, and whether only sometimes."""
    known = cast or Cast(words)
    sentence = FORMS[kind_of(effect)](known, effect)
    notes = []
    if effect.option and not known.given:
        notes.append(_("for “{option}”").format(option=words.option(effect.option)))
    if effect.scale != "constant":
        notes.append({"dependency": _("the more, the more it depends"), "joiners": _("more with every joiner")}[effect.scale])
    if effect.when is not None:
        notes.append(_("if {condition}").format(condition=Asker(words, known.who, known.pole).says(effect.when)))
    return f"{sentence} ({'; '.join(notes)})" if notes else sentence


def size(effect: Effect) -> str:
    """The size in points; three of them where it depends on the wording."""
    sizes = [_signed(value) for value in sizes_of(effect)]
    return sizes[0] if len(set(sizes)) == 1 else " / ".join(sizes)


def _signed(value: float) -> str:
    return figures(f"{value:+g}")


def role(words: Words, name: str) -> str:
    """A role or an actor, as the reader of a card meets it."""
    roles = {
        "self": _("you"),
        "target": _("the one you choose"),
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
        "recipient": _("it"),
    }
    return roles.get(name) or words.name(name)


def _on(cast: Cast, effect: Effect) -> str:
    if effect.on is None:
        return cast.who(cast.whom)
    names = (effect.on,) if isinstance(effect.on, str) else effect.on
    return joined([cast.who(name) for name in names])


def _toward(cast: Cast, effect: Effect) -> str:
    return cast.pole(effect.toward or "self")


def _push(cast: Cast, effect: Effect) -> str:
    who, pole = capitalised(_on(cast, effect)), _toward(cast, effect)
    return _("{who}: {size} toward {pole}").format(who=who, size=size(effect), pole=pole)


def _anchor(cast: Cast, effect: Effect) -> str:
    return _("{who}: resting point {size} toward {pole}, lasting").format(
        who=capitalised(_on(cast, effect)), size=size(effect), pole=_toward(cast, effect)
    )


def _relation(cast: Cast, effect: Effect) -> str:
    one, other = (cast.who(name) for name in effect.between or ("self", "target"))
    return _("Relation of {one} and {other}: {size}").format(one=one, other=other, size=size(effect))


def _track(cast: Cast, effect: Effect) -> str:
    return f"{cast.words.name(effect.track)}: {size(effect)}"


def _gauge(form: str) -> Callable[[Cast, Effect], str]:
    return lambda cast, effect: _(form).format(who=_on(cast, effect), size=size(effect), pole=_toward(cast, effect))


def _guard(cast: Cast, effect: Effect) -> str:
    share = round(100 * (effect.guard or 0))
    return _("{share} % of foreign pushes are kept off {who} this turn").format(share=share, who=_on(cast, effect))


def _posture(cast: Cast, effect: Effect) -> str:
    to = cast.words.name(effect.to)
    if effect.to == "option":
        to = cast.words.option(cast.option) if cast.given else _("as chosen")
    return _("{posture}: {to}").format(posture=cast.words.name(effect.posture), to=to)


FORMS: dict[str, Callable[[Cast, Effect], str]] = {
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
