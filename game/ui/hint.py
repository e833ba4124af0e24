"""What a word or a number means, told beside it: terms are explained by the rulebook's own sentence, and lead to the glossary.

A hint has no place in the order of Tab; F1 goes from one to the next, Shift+F1 back, Enter opens the glossary.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import attrs

from game import glossary
from game.text import _
from game.ui import theme
from game.ui.layout import Column, Element
from game.ui.nav import Nav, Push
from game.ui.widgets import Button, Text

if TYPE_CHECKING:
    from game.model.orders import Order
    from game.words import Words

TERMS = {
    "alignment": "alignment",
    "relation": "relation",
    "welfare": "welfare",
    "dependency": "dependency",
    "anchor": "anchor",
    "track": "tracks",
    "wording": "item",
    "partner_weight": "first-partner",
    "capital": "capital",
    "credibility": "credibility",
}
"""What the rulebook calls each kind of number."""


@attrs.define
class Hint(Button):
    """Something that is no button, with what there is to say about it."""

    def __attrs_post_init__(self) -> None:
        self.focusable = False


def hint(term: str, child: Element, *says: str, wide: float | None = None, grow: float = 0.0, name: str = "") -> Hint:
    """Anything that shows a term of the rulebook, with its meaning and more that there is to say here."""
    return Hint(
        child, lambda: _opened(term), id=f"hint:{name or term}", look="row", pad=0, pad_y=0, wide=wide, grow=grow,
        tip=explained(term, *says),
    )


def explained(term: str, *says: str) -> Callable[[], Element]:
    """A tip that explains a term: what there is to say here first, then the rulebook's sentence and where it stands."""

    def told() -> Element:
        entry = glossary.term(term)
        rule = Text(_("Rule {number}").format(number=entry.rule), "small", theme.FAINT)
        here = [Text(sentence, "small") for sentence in says if sentence]
        return Column([Text(entry.name, "smallstrong"), *here, Text(entry.sentence, "small", theme.MUTED), rule], gap=3)

    return told


def note(name: str, child: Element, *says: str, wide: float | None = None, grow: float = 0.0) -> Hint:
    """Anything that shows a number of which the rulebook has no term, with what there is to say about it."""
    return Hint(child, id=f"hint:{name}", look="row", pad=0, pad_y=0, wide=wide, grow=grow, tip=saying(*says))


def saying(*says: str) -> Callable[[], Element]:
    """A tip in plain sentences."""
    return lambda: Column([Text(sentence, "small") for sentence in says if sentence], gap=3)


def meant(words: Words, order: Order) -> Callable[[], Element] | None:
    """A tip that says what the action of an order is, in the scenario's own words; None for what every scenario has."""
    action = words.action(order.done.action)
    if action is None or not action.text:
        return None
    return lambda: Column([Text(_(action.name), "smallstrong"), Text(_(action.text), "small", theme.MUTED)], gap=3)


def deed(words: Words, order: Order, child: Element, grow: float = 0.0) -> Element:
    """Anything that shows an order, with what its action is."""
    tip = meant(words, order)
    return Hint(child, id=f"hint:order:{order}", look="row", pad=0, pad_y=0, grow=grow, tip=tip) if tip else child


def counted(kind: str, *says: str) -> Callable[[], Element]:
    """A tip for a number of the model that opens to its parts when it is pressed."""
    return explained(TERMS[kind], *says, _("Press it to see what it is made of."))


def _opened(term: str) -> Nav:
    from game.ui.screens.glossary import Glossary

    return Push(Glossary(letter=glossary.term(term).name[:1].lower()))
