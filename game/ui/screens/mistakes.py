"""The mistakes of a scenario file: where each is, its line with a mark under what is wrong, and what to do about it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import attrs
from pygame import Rect

from game.scenario.problem import Problem
from game.text import _, capitalised, n_
from game.ui import fonts, shapes, theme
from game.ui.layout import Column, Element, Node, Panel, Space
from game.ui.paint import Brush, paint
from game.ui.widgets import Text

STYLE, LISTED = "small", 25
ELLIPSIS = "…"
MOST = 200
"""Letters of a line that are worth showing."""
AHEAD = 0.4
"""The share of the room that what stands before a mistake may take."""


def mistake(problem: Problem) -> Element:
    """One of them, with its code for who looks it up."""
    kind = {"error": _("error"), "warning": _("warning")}[problem.severity]
    place = _("{file}, line {line}: {kind}").format(file=Path(problem.file).name, line=problem.line, kind=kind)
    ink = theme.BAD if problem.severity == "error" else theme.WARN
    says = f"{capitalised(problem.message)}. {capitalised(problem.hint)}".strip()
    parts: list[Element] = [Text(f"{place} · {problem.code}", "small", ink), Text(says, "small")]
    if problem.excerpt.strip():
        parts.append(Panel(excerpt(problem), fill=theme.SUNKEN, pad=8, pad_y=4, radius=4))
    parts += [_related(note.line, note.message) for note in problem.related]
    return Column(parts, gap=2)


def mistakes(problems: Sequence[Problem]) -> list[Element]:
    """All of them, errors first; where they are very many, the first ones and how many more there are."""
    listed = sorted(problems, key=lambda problem: problem.severity)
    more = len(listed) - LISTED
    rest = [Text(n_("And {n} more.", "And {n} more.", more), "small", theme.MUTED)] if more > 0 else []
    return [*map(mistake, listed[:LISTED]), *rest]


def _related(line: int, message: str) -> Element:
    return Text(_("line {line}: {message}").format(line=line, message=message), "small", theme.MUTED)


@attrs.define
class Excerpt(Element):
    """A line of a file and the part of it that is wrong: from which letter, and how many."""

    words: str = ""
    start: int = 0
    count: int = 1

    def natural(self, space: Space) -> int:
        return fonts.width(self.words, STYLE, space.unit) + 1

    def height(self, space: Space, width: int) -> int:
        return fonts.line_height(STYLE, space.unit) + space.px(3)

    def place(self, space: Space, rect: Rect) -> Node:
        first, last = self._seen(space, rect.width)
        line = (ELLIPSIS if first else "") + self.words[first:last] + (ELLIPSIS if last < len(self.words) else "")
        left = fonts.width((ELLIPSIS if first else "") + self.words[first : self.start], STYLE, space.unit)
        wrong = self.words[max(first, self.start) : min(last, self.start + self.count)]
        wide = max(space.px(6), fonts.width(wrong, STYLE, space.unit))
        mark = Rect(rect.left + left, rect.bottom - space.px(3), min(wide, rect.width - left), max(2, space.px(2)))
        text = Text(line, STYLE, theme.MUTED).place(space, rect)
        return Node(self, rect, children=[attrs.evolve(text, lines=(line,)), Node(Caret(), mark)])

    def _seen(self, space: Space, room: int) -> tuple[int, int]:
        """The letters that fit, with the mistake among them."""
        edge = 2 * fonts.width(ELLIPSIS, STYLE, space.unit)
        first = 0
        while first < self.start and self._wide(space, first, self.start) > AHEAD * room and self._wide(space, 0, None) > room:
            first += 1
        last = len(self.words)
        while last > first + 1 and self._wide(space, first, last) + edge * (first > 0 or last < len(self.words)) > room:
            last -= 1
        return first, last

    def _wide(self, space: Space, first: int, last: int | None) -> int:
        return fonts.width(self.words[first:last], STYLE, space.unit)


@attrs.define
class Caret(Element):
    """The mark under what is wrong."""


@paint.register
def _mark(element: Caret, node: Node, brush: Brush) -> None:
    shapes.rounded(brush.surface, node.rect, brush.ink(theme.BAD), max(1, node.rect.height // 2))


def excerpt(problem: Problem) -> Excerpt:
    """The line of a mistake without its indent; of a very long one the part around the mistake."""
    at, line = problem.column - 1, problem.excerpt
    cut = max(0, at - MOST // 3) if len(line) > MOST else 0
    shown = "".join(letter if letter.isprintable() else " " for letter in line[cut : cut + MOST]).rstrip()
    indent = len(shown) - len(shown.lstrip())
    return Excerpt(shown.lstrip(), max(0, min(at - cut, len(shown)) - indent), max(1, problem.width))
