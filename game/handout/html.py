"""Accessible HTML from small pieces: what is text is escaped once, and pages need nothing beside themselves."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape
from typing import NewType

from game.text import _, language

Html = NewType("Html", str)
"""Markup that is safe to put into a page."""
Cell = Html | str
"""What stands in a table: markup, or a plain text."""


def text(words: str) -> Html:
    """Plain text as markup."""
    return Html(escape(words, quote=False))


def element(name: str, *inner: Html, **attributes: str) -> Html:
    """An element around markup; an attribute's underscores become hyphens, those at its end are dropped."""
    named = ((key.rstrip("_").replace("_", "-"), value) for key, value in attributes.items())
    head = "".join(f' {key}="{escape(value, quote=True)}"' for key, value in named)
    return Html(f"<{name}{head}>{''.join(inner)}</{name}>")


def joined(parts: Iterable[Html]) -> Html:
    """Several pieces in a row."""
    return Html("".join(parts))


def heading(level: int, words: str) -> Html:
    """A heading of a level from 1 to 6."""
    return element(f"h{level}", text(words))


def paragraph(words: str, kind: str = "") -> Html:
    """A paragraph of plain text."""
    return element("p", text(words), class_=kind) if kind else element("p", text(words))


def bullets(lines: Iterable[Cell]) -> Html:
    """A list; nothing where there is nothing to list."""
    points = [element("li", Html(line)) for line in lines]
    return element("ul", *points) if points else Html("")


def section(id: str, title: str, *inner: Html, level: int = 2) -> Html:
    """A part of the page with its heading, which links can lead to."""
    return element("section", element(f"h{level}", text(title), id=f"{id}-title"), *inner, id=id, aria_labelledby=f"{id}-title")


def folded(title: str, *inner: Html) -> Html:
    """Details under a line that opens them; on paper they are left out where they are closed."""
    return element("details", element("summary", text(title)), *inner)


def table(caption: str, head: Sequence[str], rows: Iterable[Sequence[Cell]], numbers: Iterable[int] = ()) -> Html:
    """A table with a caption; the first cell of each row names it, and the columns listed in `numbers` are set to the right."""
    right = set(numbers)
    top = [element("th", text(name), scope="col", **_side(k in right)) for k, name in enumerate(head)]
    body = [element("tr", *_row(row, right)) for row in rows]
    whole = element("table", element("caption", text(caption)), element("thead", element("tr", *top)), element("tbody", *body))
    return element("div", whole, class_="wide", role="group", aria_label=caption, tabindex="0")


def _row(row: Sequence[Cell], right: set[int]) -> list[Html]:
    first = element("th", Html(row[0]), scope="row")
    return [first, *(element("td", Html(cell), **_side(k in right)) for k, cell in enumerate(row) if k)]


def _side(right: bool) -> dict[str, str]:
    return {"class_": "n"} if right else {}


def page(title: str, style: str, *body: Html) -> str:
    """A whole page, in the language that texts are spoken in."""
    skip = element("a", text(_("Skip to the content")), href="#content", class_="skip")
    head = (f'<meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">'
            f"<title>{escape(title)}</title><style>{style}</style>")
    inner = "\n".join((skip, *body))
    return f'<!DOCTYPE html>\n<html lang="{language()}"><head>{head}</head>\n<body>{inner}</body></html>\n'
