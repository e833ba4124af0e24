"""What only one seat may see: covered where others look on, until a key is held."""

from __future__ import annotations

import attrs
from pygame import Rect

from game.text import _
from game.ui import theme
from game.ui.layout import Element, Node, Panel, Space
from game.ui.widgets import Text


@attrs.define
class Secret(Element):
    """An element that is a cover on a projector; what is covered is not in the tree, so nobody can hear it either."""

    child: Element
    _cover: Element = attrs.field(init=False)

    def __attrs_post_init__(self) -> None:
        self.wide, self.grow = self.child.wide, self.child.grow
        self._cover = Panel(Text(_("Hidden on the projector. Hold K to look."), "small", theme.MUTED), edge=theme.LINE, pad_y=10)

    def _part(self, space: Space) -> Element:
        return self._cover if space.discreet else self.child

    def natural(self, space: Space) -> int:
        return self._part(space).natural(space)

    def height(self, space: Space, width: int) -> int:
        return space.height_of(self._part(space), width)

    def place(self, space: Space, rect: Rect) -> Node:
        return Node(self, rect, children=[self._part(space).place(space, rect)])
