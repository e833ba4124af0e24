"""Reads pages for the tests: a strict parser, and what an accessible page that needs nothing else must keep to."""

from __future__ import annotations

import itertools
import re
from html.parser import HTMLParser

VOID = {"meta"}
LOADS = re.compile(r"url\(|@import|<link|<script|<iframe|<img|\bsrc=", re.IGNORECASE)


class Page(HTMLParser):
    """The elements of a page, each with its attributes and its text; an element that is not closed in turn is an error."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.html = html
        self.elements: list[tuple[str, dict[str, str], list[str]]] = []
        self.texts: list[str] = []
        self._open: list[int] = []
        self.feed(html)
        assert not self._open, [self.elements[k][0] for k in self._open]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, {key: value or "" for key, value in attrs}, []))
        if tag not in VOID:
            self._open.append(len(self.elements) - 1)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, {key: value or "" for key, value in attrs}, []))

    def handle_endtag(self, tag: str) -> None:
        assert self.elements[self._open[-1]][0] == tag, f"</{tag}> closes <{self.elements[self._open[-1]][0]}>"
        self._open.pop()

    def handle_data(self, data: str) -> None:
        for k in self._open:
            self.elements[k][2].append(data)
        if self._open and self.elements[self._open[-1]][0] not in ("style", "html"):
            self.texts.append(data)

    def all(self, *tags: str) -> list[tuple[str, dict[str, str], str]]:
        """The elements of some kinds, with what is written in them."""
        return [(tag, attrs, "".join(words)) for tag, attrs, words in self.elements if tag in tags]


def accessible(html: str) -> Page:
    """The page, if it is well formed, can be found one's way in by headings and links, names its tables and pictures, and loads
    nothing."""
    page = Page(html)
    assert page.all("html")[0][1]["lang"]
    assert page.all("title")[0][2].strip()
    levels = [int(tag[1]) for tag, _, words in page.all("h1", "h2", "h3", "h4", "h5", "h6") if words.strip()]
    assert levels.count(1) == 1
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in itertools.pairwise(levels)), levels
    ids = [attrs["id"] for _, attrs, _ in page.elements if "id" in attrs]
    assert len(ids) == len(set(ids)), sorted(i for i in ids if ids.count(i) > 1)
    refs = [attrs["href"][1:] for _, attrs, _ in page.all("a") if attrs["href"].startswith("#")]
    refs += [ref for _, attrs, _ in page.elements for ref in attrs.get("aria-labelledby", "").split()]
    assert set(refs) <= set(ids)
    for _tag, attrs, words in page.all("a"):
        assert words.strip() or attrs.get("aria-label")
        assert attrs["href"].startswith(("#", "https://", "http://")), attrs
    assert len(page.all("table")) == len(page.all("caption"))
    assert all(words.strip() for _, _, words in page.all("caption"))
    assert all(attrs.get("scope") in ("row", "col") for _, attrs, _ in page.all("th"))
    for _, attrs, words in page.all("svg"):
        assert attrs.get("aria-hidden") == "true" or (attrs["role"] == "img" and words.strip())
    assert not LOADS.search(html)
    return page
