"""Terms and rules: what a word means, and the rulebook to read in the game."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import attrs

from game import glossary
from game.glossary import Term
from game.text import _
from game.ui import theme
from game.ui.layout import Column, Element, Flow, Gap, Panel, Row, Space
from game.ui.nav import Nav, Pop
from game.ui.screens.common import close_button, stack, tabs, titled
from game.ui.widgets import Button, Text, button

LIST = 250


@attrs.define(eq=False)
class Glossary:
    """The terms by the alphabet, or the rules section by section."""

    page: str = "terms"
    letter: str = ""
    """Only terms that begin so; empty for all."""
    section: int = 1
    id: str = "glossary"
    overlay: bool = False

    def build(self, space: Space) -> Element:
        says = {"terms": _("Press a letter key to see what begins with it."), "rules": _("All of them, by number.")}
        names = (("terms", _("Terms"), "1", says["terms"]), ("rules", _("Rules"), "2", says["rules"]))
        head = Row([titled(_("Terms and rules"), says[self.page]), Gap(grow=1), close_button()])
        inside = self._terms() if self.page == "terms" else self._rules(space)
        body = Panel(Column([tabs(names, self.page, self._turn_to), *inside], gap=10), pad=16, grow=1)
        return Column([head, body], gap=12)

    def back(self) -> Nav:
        return Pop()

    def _turn_to(self, page: str) -> Nav:
        self.page = page
        return None

    def _terms(self) -> list[Element]:
        known = glossary.terms()
        found = [term for term in known if term.name.lower().startswith(self.letter)]
        letters = dict.fromkeys(term.name[:1].lower() for term in known)
        row = Flow([self._key(letter) for letter in letters], gap=3)
        return [row, stack(f"terms:{self.letter}", [self._term(term) for term in found], gap=4)]

    def _key(self, letter: str) -> Button:
        """A letter; pressed again, all are shown."""
        now = letter == self.letter
        label = Text(letter.upper(), "smallstrong", theme.TEXT, align="centre", wide=16)
        on = partial(self._only, "" if now else letter)
        return Button(label, on, id=f"letter:{letter}", key=letter, look="toggle", selected=now, pad=7)

    def _only(self, letter: str) -> Nav:
        self.letter = letter
        return None

    def _term(self, term: Term) -> Button:
        """A term with its sentence; pressed, the section that its rule stands in."""
        number = Text(term.rule, "small", theme.MUTED, wide=44, align="right")
        words = Column([Text(term.name, "strong"), Text(term.sentence, "body", theme.MUTED)], gap=1, grow=1)
        child = Row([words, number], gap=16)
        return Button(child, self._opener(int(term.rule.split(".")[0])), id=f"term:{term.id}", look="row", pad=10, pad_y=5)

    def _open(self, section: int) -> Nav:
        self.page, self.section = "rules", section
        return None

    def _rules(self, space: Space) -> list[Element]:
        chosen = next(one for one in glossary.sections() if one.number == self.section)
        rules = [self._rule(rule) for rule in chosen.rules]
        listed = stack(f"rules:{self.section}", [Text(f"{chosen.number}. {chosen.title}", "h2"), *rules], gap=10)
        if space.across >= 2.4 * LIST:
            names = stack("sections", [self._section(one.number, one.title) for one in glossary.sections()], gap=2, grow=0)
            names.wide = LIST
            return [Row([names, listed], gap=16, align="stretch", grow=1)]
        return [Flow([self._section(one.number) for one in glossary.sections()], gap=3), listed]

    def _section(self, number: int, title: str = "") -> Button:
        """The way to a section: its number, and its title where there is room."""
        words, look = (f"{number}. {title}", "tab") if title else (str(number), "toggle")
        now = number == self.section
        return button(f"section:{number}", words, self._opener(number), look=look, selected=now, fill=bool(title))

    def _opener(self, number: int) -> Callable[[], Nav]:
        return partial(self._open, number)

    def _rule(self, rule: glossary.Rule) -> Row:
        number = Text(rule.number, "smallstrong", theme.ACCENT, wide=44)
        return Row([number, Text(rule.text, "body", grow=1)], gap=10, align="top")
