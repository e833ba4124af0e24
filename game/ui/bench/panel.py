"""The panel over a game whose file has mistakes: what they are, while the last version without any is played."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from pygame import Rect

from game.scenario.problem import Problem, count
from game.text import _, n_
from game.ui import theme
from game.ui.layout import Column, Layers, Node, Panel, Row, Scroll, Space
from game.ui.nav import Nav
from game.ui.pictures import Icon
from game.ui.screens.mistakes import mistakes
from game.ui.widgets import Text, button

WIDE, AWAY, SHARE = 520, 14, 0.6
"""Units across and from the rim, and the share of the window's height that it takes at most."""
KEY = "f6"


def panel(name: str, problems: Sequence[Problem], put_away: Callable[[], Nav]) -> Panel:
    """What is wrong with the file of this name."""
    errors = n_("{n} mistake", "{n} mistakes", count(problems, "error"))
    words = _("{file}: {count}").format(file=name, count=errors)
    says = Text(_("The last version without mistakes goes on."), "small", theme.MUTED)
    title = Column([Text(words, "strong"), says], gap=0, grow=1)
    head = Row([Icon("warning", 22, theme.WARN), title, button("bench:away", _("Put away"), put_away, key=KEY)], gap=10)
    listed = Scroll(Column(mistakes(problems), gap=12), id="bench:mistakes", grow=1)
    inside = Panel(Column([head, listed], gap=12), edge=theme.BAD, pad=14, pad_y=12)
    return Panel(inside, id="bench:panel", floats=True, pad=0, alpha=255)


def laid_over(space: Space, root: Node, box: Panel) -> Node:
    """A tree with the panel at its lower left, where a desk has its map, and no taller than it must be."""
    away = space.px(AWAY)
    wide = min(space.width - 2 * away, space.px(WIDE))
    tall = min(box.height(space, wide), round(space.height * SHARE))
    spot = Rect(away, space.height - away - tall, wide, tall)
    return Node(Layers([]), root.rect, children=[root, box.place(space, spot)])
