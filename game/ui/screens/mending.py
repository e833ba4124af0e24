"""A scenario file that cannot be played yet: its mistakes, while it is mended."""

from __future__ import annotations

from collections.abc import Sequence

import attrs

from game.scenario.problem import Problem, count
from game.text import _, n_
from game.ui import theme
from game.ui.layout import Centre, Column, Element, Panel, Row, Space
from game.ui.nav import Nav, Pop
from game.ui.pictures import Icon
from game.ui.screens.common import stack, titled
from game.ui.screens.mistakes import mistakes
from game.ui.widgets import button


@attrs.define(eq=False)
class Mending:
    """What is wrong with the file of this name; the game takes its place as soon as nothing is."""

    file: str
    problems: Sequence[Problem]
    id: str = "mending"
    overlay: bool = False

    def build(self, space: Space) -> Element:
        errors = n_("{n} mistake", "{n} mistakes", count(self.problems, "error"))
        says = _("Mend the file and save it: the game opens here as soon as there is nothing wrong with it.")
        words = Column([titled(_("{file}: {count}").format(file=self.file, count=errors), says)], grow=1)
        head = Row([Icon("warning", 28, theme.WARN), words, button("close", _("Close"), self.back, key="escape")], gap=14)
        inside = Column([head, stack("mistakes", mistakes(self.problems), gap=14)], gap=16)
        return Centre(Panel(inside, pad=24, pad_y=20, grow=1), most=900, grow=1)

    def back(self) -> Nav:
        return Pop()
